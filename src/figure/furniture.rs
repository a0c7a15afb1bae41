//! What stands round and on the map: graticule, scale bar, legend, insets; what is named.

use super::label_place::LabelPlace;
use super::names::Names;
use crate::error::Flaw;
use crate::toml_text;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::str::FromStr;

/// What stands round the map.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Furniture {
    /// Meridians and parallels.
    #[serde(deserialize_with = "toml_text::value")]
    pub graticule: Graticule,
    /// A bar in kilometres and nautical miles; true unless given.
    pub scale_bar: bool,
    /// What the colours and lines mean; where it hides least unless given.
    #[serde(deserialize_with = "toml_text::value")]
    pub legend: Legend,
    /// A small map that shows where the figure lies; false unless given.
    pub inset: bool,
    /// Bars below the map: how much of the named sea each state has at each breadth; false unless given.
    #[serde(deserialize_with = "shares")]
    pub shares: Shares,
    /// What the figure rests on, at the foot of the sheet: always, but on a map that shares its sheet with others.
    #[serde(skip)]
    pub credit: bool,
    /// Plain or graduated; as the theme says unless given.
    #[serde(deserialize_with = "toml_text::optional")]
    pub frame: Option<Border>,
    /// An arrow to true north; where north leans away from the top of the sheet unless given.
    pub north_arrow: Option<bool>,
    /// Whether the turning points of lines at sea are listed; false unless given.
    #[serde(deserialize_with = "toml_text::value")]
    pub turning_points: TurningPoints,
    /// What numbers on the map stand for, from 1, listed in columns below it; none unless given.
    pub key: Vec<String>,
}

impl Default for Furniture {
    fn default() -> Furniture {
        Furniture {
            graticule: Graticule::Auto,
            scale_bar: true,
            legend: Legend::OnMap,
            inset: false,
            shares: Shares::Off,
            credit: true,
            frame: None,
            north_arrow: None,
            turning_points: TurningPoints::Unlisted,
            key: Vec::new(),
        }
    }
}

/// Bars of the shares of a named sea: `true` or `false`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shares {
    /// None.
    #[default]
    Off,
    /// One a breadth.
    Every,
    /// One, of the widest breadth: a panel's.
    Widest,
}

impl From<bool> for Shares {
    fn from(shown: bool) -> Shares {
        if shown { Shares::Every } else { Shares::Off }
    }
}

/// Where the legend stands: `true`, `false`, or `"below"` the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Legend {
    /// Nowhere.
    Off,
    /// On the map, where it hides least.
    #[default]
    OnMap,
    /// In columns below the map.
    Below,
}

impl FromStr for Legend {
    type Err = Flaw;

    fn from_str(place: &str) -> Result<Legend, Flaw> {
        match place {
            "true" => Ok(Legend::OnMap),
            "false" => Ok(Legend::Off),
            "below" => Ok(Legend::Below),
            _ => Err(Flaw::new(format!("a legend cannot stand `{place}`"))
                .hint("true (on the map), \"below\" (under it) or false")),
        }
    }
}

/// What stands between neatline and frame: `"plain"` or `"graduated"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Border {
    /// Labels and ticks alone.
    Plain,
    /// Bars of whole parts of a degree, dark and light in turn, as on a chart.
    Graduated,
}

impl FromStr for Border {
    type Err = Flaw;

    fn from_str(written: &str) -> Result<Border, Flaw> {
        match written {
            "plain" => Ok(Border::Plain),
            "graduated" => Ok(Border::Graduated),
            _ => Err(Flaw::new(format!("there is no frame `{written}`"))
                .hint("\"plain\", or \"graduated\" for bars of whole parts of a degree")),
        }
    }
}

/// Whether turning points are listed: `false`, or in a `"table"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TurningPoints {
    /// Nowhere.
    #[default]
    Unlisted,
    /// With their positions, in columns below the map.
    Table,
}

impl FromStr for TurningPoints {
    type Err = Flaw;

    fn from_str(form: &str) -> Result<TurningPoints, Flaw> {
        match form {
            "false" => Ok(TurningPoints::Unlisted),
            "table" => Ok(TurningPoints::Table),
            "true" => {
                Err(Flaw::new("turning points are listed in a table").hint("\"table\", or false"))
            }
            _ => Err(Flaw::new(format!("turning points cannot be listed as `{form}`"))
                .hint("\"table\", or false")),
        }
    }
}

/// Meridians and parallels: `true`, `false`, or their distance in degrees.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Graticule {
    /// None.
    Off,
    /// At a round distance that suits the extent.
    #[default]
    Auto,
    /// Every so many degrees.
    Every(f64),
}

impl FromStr for Graticule {
    type Err = Flaw;

    fn from_str(written: &str) -> Result<Graticule, Flaw> {
        match (written, written.trim().parse::<f64>()) {
            ("true", _) => Ok(Graticule::Auto),
            ("false", _) => Ok(Graticule::Off),
            (_, Ok(step)) if (0.01..=90.0).contains(&step) => Ok(Graticule::Every(step)),
            _ => Err(Flaw::new(format!("a graticule of `{written}` degrees cannot be drawn"))
                .hint("from 0.01 to 90 degrees, or true for one that suits the extent")),
        }
    }
}

/// Whether bars of shares are shown.
fn shares<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Shares, D::Error> {
    bool::deserialize(deserializer).map(Shares::from)
}

/// The rank of the least that is named, from 1 for the greatest.
fn rank(text: &str, what: &str, least: u8) -> Result<u8, Flaw> {
    let rank = text.trim().parse().ok().filter(|rank| (1..=least).contains(rank));
    rank.ok_or_else(|| {
        Flaw::new(format!("`{text}` is not a rank of {what}")).hint(format!("from 1 to {least}"))
    })
}

fn town_rank<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    toml_text::value_by(deserializer, |text| rank(text, "towns", 6)).map(Some)
}

fn island_rank<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    toml_text::value_by(deserializer, |text| rank(text, "islands", 4)).map(Some)
}

fn water_rank<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    toml_text::value_by(deserializer, |text| rank(text, "waters", 4)).map(Some)
}

/// What is named on the map.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Labels {
    /// In which language: `en`, `local`, `both`, another of [`super::LANGUAGES`]; the figure's unless given.
    #[serde(deserialize_with = "toml_text::optional")]
    pub names: Option<Names>,
    /// Names that are left out, in English or as they would be written, or ids of what bears them.
    pub omit: Vec<String>,
    /// Names, or ids, that are set whatever their rank.
    pub always: Vec<String>,
    /// Seas, gulfs and straits that are named; all that find room unless given.
    pub seas: Vec<String>,
    /// Towns are named down to this rank, 1 (metropolis) to 6 (village); by the scale unless given.
    #[serde(deserialize_with = "town_rank")]
    pub towns: Option<u8>,
    /// Islands are named down to this rank, 1 to 4; by the scale unless given.
    #[serde(deserialize_with = "island_rank")]
    pub islands: Option<u8>,
    /// Waters are named down to this rank, 1 (sea) to 4 (gulf, strait); by the scale unless given.
    #[serde(deserialize_with = "water_rank")]
    pub waters: Option<u8>,
    /// Whether belts bear whose they are and how broad along themselves: `Israel, 12 nm`. What all of a state's say there, the
    /// legend does not say again.
    pub belts: bool,
    /// Where single names stand, by name or id; where they hide least unless given.
    pub place: BTreeMap<String, LabelPlace>,
    /// Whether the map is an inset, whose figure names the states: a state is left without its name where no other's land is on
    /// the map, or its own has no room for it.
    #[serde(skip)]
    pub is_of_inset: bool,
}
