//! An inset: a part of the earth at a larger scale, in a box of its own on the map or below it.

use super::words::Words;
use super::{
    Extent, Figure, Furniture, Graticule, Labels, Legend, Length, ProjectionOptions, Shares,
};
use super::{Sheet, TurningPoints};
use crate::error::Flaw;
use crate::projection::{Bounds, Frame};
use crate::toml_text;
use crate::units::Millimetres;
use serde::Deserialize;
use std::str::FromStr;

/// An enlargement.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "InsetTable")]
#[non_exhaustive]
pub struct Inset {
    /// The line over its map; empty for none.
    pub title: Words,
    /// What it shows.
    pub bounds: Bounds,
    /// How large.
    pub zoom: Zoom,
    /// Where it stands; where it hides least unless given.
    pub at: Option<InsetPlace>,
}

/// How large an inset is.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Zoom {
    /// At a scale of 1 to this.
    Scale(f64),
    /// At so many times the scale of the figure's own map.
    Factor(f64),
    /// A third of the map's width.
    ThirdOfMap,
}

/// Where an inset stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InsetPlace {
    /// In the corner at the top left of the map.
    NorthWest,
    /// At the top right.
    NorthEast,
    /// At the bottom left.
    SouthWest,
    /// At the bottom right.
    SouthEast,
    /// Below the map.
    Below,
}

impl FromStr for InsetPlace {
    type Err = Flaw;

    fn from_str(word: &str) -> Result<InsetPlace, Flaw> {
        const PLACES: [(&str, InsetPlace); 5] = [
            ("NW", InsetPlace::NorthWest),
            ("NE", InsetPlace::NorthEast),
            ("SW", InsetPlace::SouthWest),
            ("SE", InsetPlace::SouthEast),
            ("below", InsetPlace::Below),
        ];
        let found = PLACES.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
        found.map(|(_, place)| place).ok_or_else(|| {
            let names = PLACES.map(|(name, _)| name);
            Flaw::new(format!("no inset stands at `{word}`")).known(word, &names)
        })
    }
}

/// The denominator of a scale, `500000` or `1:500000`.
struct Denominator(f64);

impl FromStr for Denominator {
    type Err = Flaw;

    fn from_str(written: &str) -> Result<Denominator, Flaw> {
        /// A metre of ground on a sheet, and the whole earth as a dot.
        const KNOWN: std::ops::RangeInclusive<f64> = 100.0..=1e9;
        let number = match written.split_once(':') {
            Some((one, number)) if one.trim() == "1" => number,
            _ => written,
        };
        let number: String = number.chars().filter(|it| !it.is_whitespace()).collect();
        let number = number.parse().ok().filter(|number| KNOWN.contains(number));
        number.map(Denominator).ok_or_else(|| {
            Flaw::new(format!("`{written}` is no scale of a map"))
                .hint("write 500000, or \"1:500000\"")
        })
    }
}

/// How many times larger.
struct Factor(f64);

impl FromStr for Factor {
    type Err = Flaw;

    fn from_str(written: &str) -> Result<Factor, Flaw> {
        let number = written.parse().ok().filter(|number| (1.0..=1000.0).contains(number));
        number.map(Factor).ok_or_else(|| {
            Flaw::new(format!("an inset is not enlarged `{written}` times"))
                .hint("a number from 1 to 1000")
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InsetTable {
    #[serde(default)]
    title: Words,
    bounds: Option<Bounds>,
    #[serde(default, deserialize_with = "toml_text::optional")]
    scale: Option<Denominator>,
    #[serde(default, deserialize_with = "toml_text::optional")]
    factor: Option<Factor>,
    #[serde(default, deserialize_with = "toml_text::optional")]
    at: Option<InsetPlace>,
}

impl TryFrom<InsetTable> for Inset {
    type Error = Flaw;

    fn try_from(written: InsetTable) -> Result<Inset, Flaw> {
        let bounds = written.bounds.ok_or_else(|| {
            Flaw::new("the inset shows nothing").hint("give it bounds = [west, south, east, north]")
        })?;
        let zoom = match (written.scale, written.factor) {
            (None, None) => Zoom::ThirdOfMap,
            (Some(Denominator(scale)), None) => Zoom::Scale(scale),
            (None, Some(Factor(factor))) => Zoom::Factor(factor),
            _ => {
                return Err(Flaw::new("the size of the inset is given twice")
                    .hint("keep one of `scale` and `factor`"));
            }
        };
        Ok(Inset { title: written.title, bounds, zoom, at: written.at })
    }
}

impl Figure {
    /// The map of an inset as a figure of its own, `width` across: without all that the sheet has once.
    pub(crate) fn of_inset(&self, inset: &Inset, width: Millimetres) -> Figure {
        let furniture = Furniture {
            graticule: Graticule::Off,
            legend: Legend::Off,
            inset: false,
            shares: Shares::Off,
            credit: false,
            north_arrow: Some(false),
            turning_points: TurningPoints::Unlisted,
            key: Vec::new(),
            ..self.furniture.clone()
        };
        let sheet = Sheet {
            width: Length::Millimetres(width.0),
            height: None,
            frame: Frame::Rectangle,
            ..self.sheet.clone()
        };
        Figure {
            extent: Extent::Bounds(inset.bounds),
            projection: ProjectionOptions::default(),
            sheet,
            furniture,
            callouts: Vec::new(),
            logo: None,
            panels: Vec::new(),
            insets: Vec::new(),
            labels: Labels { is_of_inset: true, ..self.labels.clone() },
            ..self.clone()
        }
    }
}
