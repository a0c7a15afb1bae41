//! Rings and corridors: what is within a distance of a place, or of a line; as the figure file has them.

use super::ground::{GroundLength, Spot};
use super::label_text::LabelText;
use crate::error::Flaw;
use crate::toml_text;
use crate::units::Degrees;
use serde::{Deserialize, Deserializer};
use std::path::PathBuf;

/// Circles, or parts of some, round a place.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "RingTable")]
#[non_exhaustive]
pub struct Ring {
    /// The place.
    pub at: Spot,
    /// How far they reach from it, along geodesics: the least first.
    pub radii: Vec<GroundLength>,
    /// The azimuths between which they lie, clockwise from the first to the second; the whole circle unless given.
    pub sector: Option<[Degrees; 2]>,
    /// How it is told of.
    pub said: Said,
}

/// The ground within a distance of a line.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "CorridorTable")]
#[non_exhaustive]
pub struct Corridor {
    /// The line.
    pub course: Course,
    /// From edge to edge, at right angles to the line.
    pub width: GroundLength,
    /// How it is told of.
    pub said: Said,
}

/// Along what a corridor lies.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Course {
    /// Geodesics from place to place.
    Along(Vec<Spot>),
    /// The lines of a file.
    File(PathBuf),
}

/// How something that a figure describes is told of.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Said {
    /// What stands beside it on the map; none: nothing.
    pub label: Option<LabelText>,
    /// What the legend says.
    pub legend: LegendWords,
    /// The words by which a theme tells it apart.
    pub classes: Vec<String>,
}

/// What the legend says of something that a figure describes.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum LegendWords {
    /// What it is, in the figure's language.
    #[default]
    Usual,
    /// These words.
    Words(String),
    /// Nothing.
    Off,
}

/// Words, or whether there are any.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected words, or false for none")]
pub(super) enum WordsOrNot {
    Words(String),
    Shown(bool),
}

impl Said {
    /// As it is written; `usual`: the label of what says nothing of it.
    pub(super) fn of(
        label: Option<WordsOrNot>,
        legend: Option<WordsOrNot>,
        class: &str,
        usual: Option<&str>,
    ) -> Result<Said, Flaw> {
        let label = match label {
            None => usual.map(str::to_owned),
            Some(WordsOrNot::Shown(is_shown)) => usual.filter(|_| is_shown).map(str::to_owned),
            Some(WordsOrNot::Words(words)) => Some(words).filter(|words| !words.trim().is_empty()),
        };
        let legend = match legend {
            None | Some(WordsOrNot::Shown(true)) => LegendWords::Usual,
            Some(WordsOrNot::Shown(false)) => LegendWords::Off,
            Some(WordsOrNot::Words(words)) => LegendWords::Words(words),
        };
        let classes = class.split_whitespace().map(str::to_owned).collect();
        let label = label.map(|words| LabelText::of_words(&words)).transpose()?;
        Ok(Said { label, legend, classes })
    }
}

/// A quarter of the meridian: beyond it a circle closes again round the other side of the earth.
const FARTHEST: f64 = 10_000_000.0;
/// Half the width of the broadest corridor: how far belts are measured from a line.
const BROADEST: f64 = 648_200.0;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RingTable {
    at: Option<Spot>,
    #[serde(default, deserialize_with = "toml_text::list")]
    radius: Vec<GroundLength>,
    #[serde(default, deserialize_with = "azimuths")]
    sector: Option<[f64; 2]>,
    label: Option<WordsOrNot>,
    legend: Option<WordsOrNot>,
    #[serde(default)]
    class: String,
}

/// Two azimuths.
fn azimuths<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<[f64; 2]>, D::Error> {
    let azimuths = <[f64; 2]>::deserialize(deserializer)?;
    let is_one = |azimuth: &f64| (-360.0..=360.0).contains(azimuth);
    match azimuths.iter().all(is_one) && azimuths[0] != azimuths[1] {
        true => Ok(Some(azimuths)),
        false => Err(serde::de::Error::custom(
            Flaw::new(format!("[{}, {}] is no sector", azimuths[0], azimuths[1]))
                .hint("two azimuths clockwise from north, in degrees: [330, 60]"),
        )),
    }
}

impl TryFrom<RingTable> for Ring {
    type Error = Flaw;

    fn try_from(written: RingTable) -> Result<Ring, Flaw> {
        let at = written.at.ok_or_else(|| {
            Flaw::new("the ring has no centre").hint("give at = \"Akkuyu\", or at = [33.54, 36.14]")
        })?;
        let mut radii = written.radius;
        if radii.is_empty() {
            return Err(Flaw::new("the ring has no radius")
                .hint("give radius = \"200 nm\", or a list: [\"50 km\", \"100 km\"]"));
        }
        if let Some(far) = radii.iter().find(|radius| radius.metres().0 > FARTHEST) {
            return Err(Flaw::new(format!("a ring of {far} goes round the earth"))
                .hint("radii are of 10000 km at most, a quarter of a meridian"));
        }
        radii.sort_by(|a, b| a.metres().0.total_cmp(&b.metres().0));
        radii.dedup_by(|a, b| a.metres() == b.metres());
        let said = Said::of(written.label, written.legend, &written.class, Some("{radius}"))?;
        // once round is a circle
        let is_part = |azimuths: &[f64; 2]| (azimuths[1] - azimuths[0]).abs() != 360.0;
        let sector = written.sector.filter(is_part).map(|azimuths| azimuths.map(Degrees));
        Ok(Ring { at, radii, sector, said })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CorridorTable {
    #[serde(default)]
    along: Vec<Spot>,
    file: Option<PathBuf>,
    #[serde(default, deserialize_with = "toml_text::optional")]
    width: Option<GroundLength>,
    label: Option<WordsOrNot>,
    legend: Option<WordsOrNot>,
    #[serde(default)]
    class: String,
}

impl TryFrom<CorridorTable> for Corridor {
    type Error = Flaw;

    fn try_from(written: CorridorTable) -> Result<Corridor, Flaw> {
        const LINE: &str = "give along = [\"Batumi\", \"Varna\"], or file = \"route.geojson\"";
        let course = match (written.along.len(), written.file) {
            (0, Some(file)) => Course::File(file),
            (0, None) => return Err(Flaw::new("the corridor follows no line").hint(LINE)),
            (_, Some(_)) => {
                return Err(Flaw::new("the corridor follows two lines, `along` and `file`")
                    .hint("make two corridors of it"));
            }
            (1, None) => return Err(Flaw::new("the corridor has no second place").hint(LINE)),
            (_, None) => Course::Along(written.along),
        };
        let width = written.width.ok_or_else(|| {
            Flaw::new("the corridor has no width").hint("from edge to edge: width = \"5 nm\"")
        })?;
        if width.metres().0 / 2.0 > BROADEST {
            return Err(Flaw::new(format!("a corridor is no {width} wide"))
                .hint("corridors are 700 nm wide at most"));
        }
        let said = Said::of(written.label, written.legend, &written.class, None)?;
        Ok(Corridor { course, width, said })
    }
}

#[cfg(test)]
mod tests {
    use crate::figure::Figure;

    fn flaw(text: &str) -> (String, String) {
        let error = Figure::parse(text, "a.toml").expect_err(text);
        (error.message, error.hint.unwrap_or_default())
    }

    #[test]
    fn a_ring_has_a_centre_and_radii() {
        let text =
            "[[rings]]\nat = 'Akkuyu'\nradius = ['100 km', '50 km', '100 km']\nsector = [330, 60]";
        let figure = Figure::parse(text, "a.toml").expect("a figure");
        let radii: Vec<String> =
            figure.rings[0].radii.iter().map(|radius| radius.to_string()).collect();
        assert_eq!(radii, ["50 km", "100 km"]);
        assert!(figure.rings[0].said.label.is_some());
        let figure = Figure::parse("[[rings]]\nat = [33, 36]\nradius = '5 nm'\nlabel = false", "a");
        assert!(figure.expect("a figure").rings[0].said.label.is_none());
    }

    #[test]
    fn what_a_ring_or_a_corridor_lacks_is_told_with_the_way_out() {
        for (text, said) in [
            ("[[rings]]\nradius = '5 km'", "no centre"),
            ("[[rings]]\nat = 'A'", "no radius"),
            ("[[rings]]\nat = 'A'\nradius = '20000 km'", "round the earth"),
            ("[[rings]]\nat = 'A'\nradius = '20'", "no unit"),
            ("[[rings]]\nat = [33, 136]\nradius = '5 km'", "no position"),
            ("[[rings]]\nat = 'A'\nradius = '5 km'\nsector = [10, 10]", "no sector"),
            ("[[corridors]]\nwidth = '5 km'", "no line"),
            ("[[corridors]]\nalong = ['A']\nwidth = '5 km'", "no second place"),
            ("[[corridors]]\nalong = ['A', 'B']", "no width"),
            ("[[corridors]]\nalong = ['A', 'B']\nwidth = '800 nm'", "no 800 nm wide"),
        ] {
            let (message, hint) = flaw(text);
            assert!(message.contains(said), "{text}: {message}");
            assert!(!hint.is_empty(), "{text}");
        }
    }
}
