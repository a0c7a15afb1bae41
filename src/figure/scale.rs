//! Scale: how a layer's values are told apart, as a figure file writes it.

use super::Length;
use crate::classes::{Colours, RAMPS, Scale, Values, is_ramp};
use crate::error::Flaw;
use crate::scene::Colour;
use crate::units::Millimetres;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::str::FromStr;

/// `scale = { … }` of a layer.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ScaleTable {
    classes: Option<usize>,
    method: Option<String>,
    breaks: Option<Vec<f64>>,
    colours: Option<ColoursWritten>,
    reverse: bool,
    log: bool,
    #[serde(deserialize_with = "pivot")]
    diverging: Option<f64>,
    missing: Option<String>,
    by: Option<String>,
    density: bool,
    unit: String,
    greatest: Option<String>,
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "expected the name of a ramp, a list of colours, or a table of words and their colours"
)]
enum ColoursWritten {
    Ramp(String),
    List(Vec<String>),
    ByWord(toml::Table),
}

/// `diverging = 0`, or `true` for 0.
fn pivot<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected the value from which colours turn: diverging = 0")]
    enum Pivot {
        At(f64),
        AtZero(bool),
    }
    match Pivot::deserialize(deserializer)? {
        Pivot::At(value) if value.is_finite() => Ok(Some(value)),
        Pivot::At(_) => Err(D::Error::custom("colours turn at a number")),
        Pivot::AtZero(is_on) => Ok(is_on.then_some(0.0)),
    }
}

/// The attribute whose values are shown, and how.
pub(super) fn values(
    attribute: Option<String>,
    scale: Option<ScaleTable>,
) -> Result<Option<Values>, Flaw> {
    match (attribute, scale) {
        (Some(attribute), scale) => {
            let scale = scale.map(Scale::try_from).transpose()?.unwrap_or_default();
            Ok(Some(Values { attribute, scale }))
        }
        (None, Some(_)) => Err(Flaw::new("there is a `scale` and no `value`")
            .hint("name the attribute that has the values: value = \"population\"")),
        (None, None) => Ok(None),
    }
}

/// A colour as CSS has them.
fn colour(written: &str) -> Result<Colour, Flaw> {
    let colour = svgtypes::Color::from_str(written.trim()).ok().filter(|it| it.alpha == 255);
    let colour = colour.ok_or_else(|| {
        Flaw::new(format!("`{written}` is no colour")).hint("as in CSS: \"#d95f02\", \"teal\"")
    })?;
    Ok(Colour { red: colour.red, green: colour.green, blue: colour.blue })
}

impl TryFrom<ScaleTable> for Scale {
    type Error = Flaw;

    fn try_from(written: ScaleTable) -> Result<Scale, Flaw> {
        let scale = Scale {
            classes: written.classes,
            method: written.method.as_deref().map(str::parse).transpose()?,
            breaks: written.breaks,
            colours: written.colours.map(ColoursWritten::read).transpose()?,
            reverse: written.reverse,
            log: written.log,
            diverging: written.diverging,
            missing: written.missing.as_deref().map(colour).transpose()?,
            by: written.by.as_deref().map(str::parse).transpose()?,
            density: written.density,
            unit: written.unit,
            greatest: written.greatest.as_deref().map(greatest).transpose()?,
        };
        scale.check()?;
        Ok(scale)
    }
}

/// A length on the sheet that a symbol may have.
fn greatest(written: &str) -> Result<Millimetres, Flaw> {
    const SPAN: (f64, f64) = (0.2, 30.0);
    let length = written.parse::<Length>()?.millimetres();
    if !(SPAN.0..=SPAN.1).contains(&length.0) {
        return Err(Flaw::new(format!("`{written}` is no size of a symbol"))
            .hint(format!("from {}mm to {}mm", SPAN.0, SPAN.1)));
    }
    Ok(length)
}

impl ColoursWritten {
    fn read(self) -> Result<Colours, Flaw> {
        Ok(match self {
            ColoursWritten::Ramp(name) if is_ramp(&name) => Colours::Ramp(name),
            ColoursWritten::Ramp(name) => {
                return Err(Flaw::new(format!("there is no ramp `{name}`")).known(&name, &RAMPS));
            }
            ColoursWritten::List(list) => {
                Colours::List(list.iter().map(|it| colour(it)).collect::<Result<_, _>>()?)
            }
            ColoursWritten::ByWord(words) => Colours::ByWord(
                words
                    .into_iter()
                    .map(|(word, it)| Ok((word, colour(it.as_str().unwrap_or_default())?)))
                    .collect::<Result<_, Flaw>>()?,
            ),
        })
    }
}
