//! Scale: how values are asked to be told apart.

use super::ramps::{self, RAMPS};
use crate::error::Flaw;
use crate::scene::Colour;
use crate::units::Millimetres;
use std::str::FromStr;

/// The values of a layer: an attribute, and how it is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values {
    /// The attribute that has them.
    pub attribute: String,
    /// How they are told apart.
    pub scale: Scale,
}

/// What of a symbol values change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The colour of areas and points.
    Fill,
    /// The area of circles.
    Size,
    /// The width of lines.
    Width,
}

/// How numbers are put into classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// As many features in each class.
    Quantile,
    /// Classes as wide as each other.
    Equal,
    /// Natural breaks: classes within which values differ least.
    Jenks,
    /// Bounds at multiples of round numbers.
    Pretty,
    /// No classes: a colour for each value.
    Linear,
}

/// Which colours are taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Colours {
    /// A ramp by its name, one of [`RAMPS`](super::RAMPS).
    Ramp(String),
    /// A colour a class, from the least to the greatest.
    List(Vec<Colour>),
    /// A colour a word, in the order of the file.
    ByWord(Vec<(String, Colour)>),
}

/// How values are told apart; what is left out is chosen.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Scale {
    /// How many classes; 5 unless given.
    pub classes: Option<usize>,
    /// How numbers are put into classes; by quantiles unless given.
    pub method: Option<Method>,
    /// The bounds of classes, ascending, instead of a method.
    pub breaks: Option<Vec<f64>>,
    /// Which colours; those of the theme unless given.
    pub colours: Option<Colours>,
    /// Whether the ramp is turned round.
    pub reverse: bool,
    /// Whether equal ratios are equal steps.
    pub log: bool,
    /// The value from which colours turn to either side.
    pub diverging: Option<f64>,
    /// The colour of features without a value; the theme's own paint unless given.
    pub missing: Option<Colour>,
    /// What of the symbol they change: areas' fill, points' size, lines' width unless given.
    pub by: Option<By>,
    /// Whether values of areas are divided by their square kilometres on the ellipsoid.
    pub density: bool,
    /// What the legend says after the numbers: `people per km²`.
    pub unit: String,
    /// The radius of the greatest circle, or the width of the widest line.
    pub greatest: Option<Millimetres>,
}

/// A word of a table, or what is wrong with it.
fn word<T: Copy>(written: &str, known: &[(&str, T)], what: &str) -> Result<T, Flaw> {
    let found = known.iter().find(|(name, _)| *name == written).map(|(_, it)| *it);
    found.ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        Flaw::new(format!("`{written}` is no {what}")).known(written, &names)
    })
}

impl Method {
    /// The names of all methods.
    pub const NAMES: [&str; 5] = ["quantile", "equal", "jenks", "pretty", "linear"];
}

impl By {
    /// The names of all ways.
    pub const NAMES: [&str; 3] = ["fill", "size", "width"];
}

impl FromStr for Method {
    type Err = Flaw;

    fn from_str(written: &str) -> Result<Method, Flaw> {
        let known = [
            ("quantile", Method::Quantile),
            ("equal", Method::Equal),
            ("jenks", Method::Jenks),
            ("pretty", Method::Pretty),
            ("linear", Method::Linear),
        ];
        word(written, &known, "method of classes")
    }
}

impl FromStr for By {
    type Err = Flaw;

    fn from_str(written: &str) -> Result<By, Flaw> {
        let known = [("fill", By::Fill), ("size", By::Size), ("width", By::Width)];
        word(written, &known, "way to show values")
    }
}

impl Scale {
    /// Classes that more of cannot be told apart.
    pub const MOST_CLASSES: usize = 12;

    /// That what is asked for can be had, and goes together.
    ///
    /// Errors: what is wrong, with the way out.
    pub fn check(&self) -> Result<(), Flaw> {
        let most = Scale::MOST_CLASSES;
        if let Some(count) = self.classes.filter(|count| !(2..=most).contains(count)) {
            return Err(Flaw::new(format!("`classes = {count}` cannot be told apart"))
                .hint(format!("from 2 to {most}; method = \"linear\" has none")));
        }
        if let Some(breaks) = &self.breaks {
            let rises = breaks.windows(2).all(|pair| pair[0] < pair[1]);
            if breaks.is_empty() || !rises || breaks.iter().any(|it| !it.is_finite()) {
                return Err(
                    Flaw::new("breaks are numbers that rise").hint("breaks = [0, 10, 50, 100]")
                );
            }
            if breaks.len() > most + 1 {
                return Err(Flaw::new(format!("{} breaks make too many classes", breaks.len()))
                    .hint(format!("at most {}", most + 1)));
            }
        }
        let is_linear = self.method == Some(Method::Linear);
        if self.breaks.is_some() && (self.method.is_some() || self.classes.is_some()) {
            return Err(
                Flaw::new("`breaks` are the classes").hint("leave `method` and `classes` out")
            );
        }
        if is_linear && self.classes.is_some() {
            return Err(Flaw::new("a linear scale has no classes").hint("leave `classes` out"));
        }
        if self.log && self.diverging.is_some_and(|pivot| pivot <= 0.0) {
            return Err(Flaw::new("a log scale has no place for 0 or less")
                .hint("let it turn at a number above 0, as 1, or leave `log` out"));
        }
        if let (Some(Colours::Ramp(name)), Some(_)) = (&self.colours, self.diverging)
            && !ramps::turns(name)
        {
            let turning: Vec<&str> = RAMPS.into_iter().filter(|name| ramps::turns(name)).collect();
            return Err(Flaw::new(format!("the ramp `{name}` does not turn"))
                .hint(format!("with `diverging` one of {}", turning.join(", "))));
        }
        let takes_none = matches!(self.by, Some(By::Size | By::Width));
        if takes_none && (is_linear || self.diverging.is_some() || self.colours.is_some()) {
            return Err(Flaw::new("sizes and widths have neither colours nor a middle")
                .hint("leave `colours`, `diverging` and `method` out, or by = \"fill\""));
        }
        Ok(())
    }

    /// That nothing is asked of words that only numbers have.
    pub(super) fn check_words(&self, word: &str) -> Result<(), Flaw> {
        let asks = [
            ("classes", self.classes.is_some()),
            ("method", self.method.is_some()),
            ("breaks", self.breaks.is_some()),
            ("log", self.log),
            ("diverging", self.diverging.is_some()),
            ("density", self.density),
            ("by", matches!(self.by, Some(By::Size | By::Width))),
        ];
        match asks.iter().find(|(_, is_asked)| *is_asked) {
            Some((key, _)) => Err(Flaw::new(format!(
                "`{word}` is no number, and `{key}` is for numbers"
            ))
            .hint("mend the value, or leave the key out: where one is a word all are categories")),
            None => Ok(()),
        }
    }
}
