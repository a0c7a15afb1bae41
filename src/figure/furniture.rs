//! What stands round and on the map: graticule, scale bar, legend, insets; what is named.

use super::names::Names;
use crate::error::Flaw;
use serde::Deserialize;

/// What stands round the map.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Furniture {
    /// Meridians and parallels.
    pub graticule: Graticule,
    /// A bar in kilometres and nautical miles; true unless given.
    pub scale_bar: bool,
    /// What the colours and lines mean; where it hides least unless given.
    pub legend: Legend,
    /// A small map that shows where the figure lies; false unless given.
    pub inset: bool,
    /// Bars below the map: how much of the named sea each state has at each breadth; false unless given.
    pub shares: Shares,
    /// What the figure rests on, at the foot of the sheet: always, but on a map that shares its sheet with others.
    #[serde(skip)]
    pub credit: bool,
    /// Plain or graduated; as the theme says unless given.
    pub frame: Option<Border>,
    /// An arrow to true north; where north leans away from the top of the sheet unless given.
    pub north_arrow: Option<bool>,
    /// Whether the turning points of lines at sea are listed; false unless given.
    pub turning_points: TurningPoints,
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
        }
    }
}

/// Bars of the shares of a named sea: `true` or `false`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "bool")]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "WrittenLegend")]
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

#[derive(Deserialize)]
#[serde(untagged, expecting = "true, false or \"below\"")]
enum WrittenLegend {
    Shown(bool),
    Place(String),
}

impl TryFrom<WrittenLegend> for Legend {
    type Error = Flaw;

    fn try_from(written: WrittenLegend) -> Result<Legend, Flaw> {
        match written {
            WrittenLegend::Shown(true) => Ok(Legend::OnMap),
            WrittenLegend::Shown(false) => Ok(Legend::Off),
            WrittenLegend::Place(place) if place == "below" => Ok(Legend::Below),
            WrittenLegend::Place(place) => {
                Err(Flaw::new(format!("a legend cannot stand `{place}`"))
                    .hint("true (on the map), \"below\" (under it) or false"))
            }
        }
    }
}

/// What stands between neatline and frame: `"plain"` or `"graduated"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
#[non_exhaustive]
pub enum Border {
    /// Labels and ticks alone.
    Plain,
    /// Bars of whole parts of a degree, dark and light in turn, as on a chart.
    Graduated,
}

impl TryFrom<String> for Border {
    type Error = Flaw;

    fn try_from(written: String) -> Result<Border, Flaw> {
        match written.as_str() {
            "plain" => Ok(Border::Plain),
            "graduated" => Ok(Border::Graduated),
            _ => Err(Flaw::new(format!("there is no frame `{written}`"))
                .hint("\"plain\", or \"graduated\" for bars of whole parts of a degree")),
        }
    }
}

/// Whether turning points are listed: `false`, or in a `"table"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "WrittenTurningPoints")]
#[non_exhaustive]
pub enum TurningPoints {
    /// Nowhere.
    #[default]
    Unlisted,
    /// With their positions, in columns below the map.
    Table,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "\"table\" or false")]
enum WrittenTurningPoints {
    Shown(bool),
    Form(String),
}

impl TryFrom<WrittenTurningPoints> for TurningPoints {
    type Error = Flaw;

    fn try_from(written: WrittenTurningPoints) -> Result<TurningPoints, Flaw> {
        match written {
            WrittenTurningPoints::Shown(false) => Ok(TurningPoints::Unlisted),
            WrittenTurningPoints::Form(form) if form == "table" => Ok(TurningPoints::Table),
            WrittenTurningPoints::Shown(true) => {
                Err(Flaw::new("turning points are listed in a table").hint("\"table\", or false"))
            }
            WrittenTurningPoints::Form(form) => {
                Err(Flaw::new(format!("turning points cannot be listed as `{form}`"))
                    .hint("\"table\", or false"))
            }
        }
    }
}

/// Meridians and parallels: `true`, `false`, or their distance in degrees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(try_from = "WrittenGraticule")]
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

#[derive(Deserialize)]
#[serde(untagged, expecting = "true, false, or a number of degrees")]
enum WrittenGraticule {
    Shown(bool),
    Step(f64),
}

impl TryFrom<WrittenGraticule> for Graticule {
    type Error = Flaw;

    fn try_from(written: WrittenGraticule) -> Result<Graticule, Flaw> {
        match written {
            WrittenGraticule::Shown(true) => Ok(Graticule::Auto),
            WrittenGraticule::Shown(false) => Ok(Graticule::Off),
            WrittenGraticule::Step(step) if (0.01..=90.0).contains(&step) => {
                Ok(Graticule::Every(step))
            }
            WrittenGraticule::Step(step) => {
                Err(Flaw::new(format!("a graticule of {step} degrees cannot be drawn"))
                    .hint("from 0.01 to 90 degrees, or true for one that suits the extent"))
            }
        }
    }
}

/// What is named on the map.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Labels {
    /// In which language: `en`, `local`, `both`, another of [`super::LANGUAGES`]; the figure's unless given.
    pub names: Option<Names>,
    /// Names that are left out, in English or as they would be written, or ids of what bears them.
    pub omit: Vec<String>,
    /// Names, or ids, that are set whatever their rank.
    pub always: Vec<String>,
    /// Seas, gulfs and straits that are named; all that find room unless given.
    pub seas: Vec<String>,
    /// Towns are named down to this rank, 1 (metropolis) to 6 (village); by the scale unless given.
    pub towns: Option<u8>,
    /// Islands are named down to this rank, 1 to 4; by the scale unless given.
    pub islands: Option<u8>,
    /// Waters are named down to this rank, 1 (sea) to 4 (gulf, strait); by the scale unless given.
    pub waters: Option<u8>,
}
