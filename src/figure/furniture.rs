//! What stands round and on the map: graticule, scale bar, legend, insets; what is named.

use super::flaw::Flaw;
use super::names::Names;
use serde::Deserialize;

/// What stands round the map.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Furniture {
    /// Meridians and parallels.
    pub graticule: Graticule,
    /// A bar in kilometres and nautical miles; true unless given.
    pub scale_bar: bool,
    /// What the colours and lines mean; where it hides least unless given.
    pub legend: Legend,
    /// A small map that shows where the figure lies; false unless given.
    pub inset: bool,
}

impl Default for Furniture {
    fn default() -> Furniture {
        Furniture {
            graticule: Graticule::Auto,
            scale_bar: true,
            legend: Legend::OnMap,
            inset: false,
        }
    }
}

/// Where the legend stands: `true`, `false`, or `"below"` the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "WrittenLegend")]
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

/// Meridians and parallels: `true`, `false`, or their distance in degrees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(try_from = "WrittenGraticule")]
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
pub struct Labels {
    /// In which language: `en`, `local`, `both`, another of [`super::LANGUAGES`]; the figure's unless given.
    pub names: Option<Names>,
    /// Names that are left out, in English or as they would be written.
    pub omit: Vec<String>,
    /// Names that are set whatever their rank.
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
