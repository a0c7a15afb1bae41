//! Callouts: notes at a place, in a box with a leader or as a number with its text below the map; as the figure file has them.

use super::ground::Spot;
use super::side::Shift;
use super::words::Words;
use super::{Figure, Length};
use crate::error::{Error, Flaw};
use crate::space::Side;
use crate::toml_text;
use crate::units::Millimetres;
use serde::{Deserialize, Deserializer};

/// A note at a place.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "CalloutTable")]
#[non_exhaustive]
pub struct Callout {
    /// Where its leader ends.
    pub at: Spot,
    /// The line over its text; empty for none.
    pub title: Words,
    /// Its text: each line break is one, an empty line parts paragraphs.
    pub text: Words,
    /// The width of its box; as its text asks for unless given.
    pub width: Option<Millimetres>,
    /// Where its box stands; where it hides least unless given.
    pub place: Option<CalloutPlace>,
    /// Whether it is a number on the map and its text stands below; a number where boxes have no room unless given.
    pub numbered: Option<bool>,
    /// The words by which a theme tells it apart.
    pub classes: Vec<String>,
}

/// Where the box of a callout stands.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum CalloutPlace {
    /// On this side of its point, where it hides least there.
    Side(Side),
    /// Here and nowhere else: from its point to its nearest corner, to the right and down, mm; 0 for its middle.
    Offset([f64; 2]),
}

impl Callout {
    /// Whether its box may become a number where boxes have no room.
    pub(crate) fn may_be_a_number(&self) -> bool {
        self.numbered.is_none() && self.place.is_none()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalloutTable {
    at: Option<Spot>,
    #[serde(default)]
    title: Words,
    #[serde(default)]
    text: Words,
    #[serde(default, deserialize_with = "width")]
    width: Option<Millimetres>,
    #[serde(default, deserialize_with = "toml_text::optional")]
    place: Option<Side>,
    #[serde(default, deserialize_with = "toml_text::list")]
    offset: Vec<Shift>,
    numbered: Option<bool>,
    #[serde(default)]
    class: String,
}

/// A width on the sheet.
fn width<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Millimetres>, D::Error> {
    let read = |written: &str| {
        const SPAN: (f64, f64) = (10.0, 200.0);
        let width = written.parse::<Length>()?.millimetres();
        match (SPAN.0..=SPAN.1).contains(&width.0) {
            true => Ok(width),
            false => Err(Flaw::new(format!("no callout is {written} wide"))
                .hint(format!("from {}mm to {}mm", SPAN.0, SPAN.1))),
        }
    };
    toml_text::value_by(deserializer, read).map(Some)
}

impl TryFrom<CalloutTable> for Callout {
    type Error = Flaw;

    fn try_from(written: CalloutTable) -> Result<Callout, Flaw> {
        let at = written.at.ok_or_else(|| {
            Flaw::new("the callout is at no place")
                .hint("give at = \"Akkuyu\", or at = [33.54, 36.14]")
        })?;
        if written.text.is_empty() && written.title.is_empty() {
            return Err(Flaw::new("the callout says nothing").hint("give it text = \"…\""));
        }
        let place = match (written.place, written.offset.as_slice()) {
            (place, []) => place.map(CalloutPlace::Side),
            (None, [right, down]) => {
                let offset = [right.0.0, down.0.0];
                if offset == [0.0, 0.0] {
                    return Err(Flaw::new("the callout would lie on its point")
                        .hint("from the point to the box: offset = [\"12mm\", \"-8mm\"]"));
                }
                Some(CalloutPlace::Offset(offset))
            }
            (Some(_), _) => {
                return Err(Flaw::new("the place of the callout is given twice")
                    .hint("keep one of `place` and `offset`"));
            }
            (None, _) => {
                return Err(Flaw::new("an offset is of two distances")
                    .hint("to the right and down: offset = [\"12mm\", \"-8mm\"]"));
            }
        };
        if written.numbered == Some(true) && (place.is_some() || written.width.is_some()) {
            return Err(Flaw::new("a numbered callout has no box: its text stands below the map")
                .hint("leave out `numbered`, or `width`, `place` and `offset`"));
        }
        Ok(Callout {
            at,
            title: written.title,
            text: written.text,
            width: written.width,
            place,
            numbered: written.numbered,
            classes: written.class.split_whitespace().map(str::to_owned).collect(),
        })
    }
}

impl Figure {
    /// What messages call a callout: by its title, else by what it begins with.
    pub(crate) fn callout_called(&self, number: usize) -> String {
        /// As many letters as tell one text from another.
        const BEGINNING: usize = 24;
        let Some(callout) = self.callouts.get(number) else { return String::new() };
        let title = self.says(&callout.title);
        if !title.is_empty() {
            return title;
        }
        let text = self.says(&callout.text);
        let line = text.lines().next().unwrap_or_default();
        match line.char_indices().nth(BEGINNING) {
            Some((end, _)) => format!("{}…", line[..end].trim_end()),
            None => line.to_owned(),
        }
    }

    /// The error of callouts that found no room on the map.
    pub(crate) fn callouts_without_room(&self, numbers: &[usize]) -> Error {
        let names: Vec<String> =
            numbers.iter().map(|number| format!("`{}`", self.callout_called(*number))).collect();
        let those = if numbers.len() == 1 { "the callout" } else { "the callouts" };
        let message = format!(
            "no room on the map for {those} {} clear of frame, furniture and symbols",
            names.join(", ")
        );
        let error = Error::render(message).hint(
            "draw a wider sheet, give it another `place`, `offset` or `width`, or numbered = true, which sets its text below the map",
        );
        let place = numbers.first().and_then(|it| self.place_of(&[&format!("callouts.{it}")]));
        place.into_iter().fold(error, Error::at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaw(text: &str) -> (String, String) {
        let error = Figure::parse(&format!("[[callouts]]\n{text}"), "a.toml").expect_err(text);
        (error.message, error.hint.unwrap_or_default())
    }

    #[test]
    fn a_callout_has_a_place_and_words() {
        let text = "[[callouts]]\nat = 'Akkuyu'\ntitle = 'T'\ntext = 'one'\nwidth = '38mm'\noffset = ['12mm', '-8mm']";
        let figure = Figure::parse(text, "a.toml").expect("a figure");
        let callout = &figure.callouts[0];
        assert_eq!(callout.width, Some(Millimetres(38.0)));
        assert_eq!(callout.place, Some(CalloutPlace::Offset([12.0, -8.0])));
        assert!(!callout.may_be_a_number());
        assert_eq!(figure.callout_called(0), "T");
        let text = "[[callouts]]\nat = [33, 36]\ntext = 'a sentence of more than some letters'";
        let figure = Figure::parse(text, "a.toml").expect("a figure");
        assert!(figure.callouts[0].may_be_a_number());
        assert_eq!(figure.callout_called(0), "a sentence of more than…");
    }

    #[test]
    fn what_a_callout_lacks_is_told_with_the_way_out() {
        for (text, said) in [
            ("text = 'a'", "at no place"),
            ("at = 'A'", "says nothing"),
            ("at = 'A'\ntext = 'a'\nwidth = '2mm'", "2mm wide"),
            ("at = 'A'\ntext = 'a'\nplace = 'up'", "no side `up`"),
            ("at = 'A'\ntext = 'a'\nplace = 'N'\noffset = ['1mm', '1mm']", "given twice"),
            ("at = 'A'\ntext = 'a'\noffset = '1mm'", "two distances"),
            ("at = 'A'\ntext = 'a'\noffset = ['0', '0']", "lie on its point"),
            ("at = 'A'\ntext = 'a'\noffset = ['1', '1mm']", "no distance on the sheet"),
            ("at = 'A'\ntext = 'a'\nnumbered = true\nplace = 'N'", "has no box"),
            ("at = [33, 136]\ntext = 'a'", "no position"),
        ] {
            let (message, hint) = flaw(text);
            assert!(message.contains(said), "{text}: {message}");
            assert!(!hint.is_empty(), "{text}");
        }
    }
}
