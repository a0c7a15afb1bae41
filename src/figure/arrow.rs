//! Arrows: from one place to another, or one for each row of a table; as the figure file has them.

use super::Length;
use super::ground::Spot;
use super::ring::{Said, WordsOrNot};
use super::scale::{ScaleTable, values};
use crate::classes::Values;
use crate::error::Flaw;
use crate::toml_text;
use crate::units::Millimetres;
use serde::{Deserialize, Deserializer};
use std::path::PathBuf;
use std::str::FromStr;

/// An arrow, or several from a table.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "ArrowTable")]
#[non_exhaustive]
pub struct Arrow {
    /// Where they begin and end.
    pub ends: Ends,
    /// On what course.
    pub path: ArrowPath,
    /// How far a curve bulges from its chord, as a share of that, to the left of its direction; to the side where it hides less
    /// unless given.
    pub bend: Option<f64>,
    /// The width of the line; the theme's unless given.
    pub width: Option<Millimetres>,
    /// Which ends have a head.
    pub heads: Heads,
    /// The values of the rows of a table, if their width or colour shows them.
    pub values: Option<Values>,
    /// How they are told of.
    pub said: Said,
}

/// Where arrows begin and end.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Ends {
    /// At places, by way of others.
    Places(Vec<Spot>),
    /// At those of the rows of a table.
    Table {
        /// Its file.
        file: PathBuf,
        /// The columns where they begin and end, by name or position.
        columns: [String; 2],
    },
}

/// On what course an arrow runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ArrowPath {
    /// The shortest way on the ellipsoid.
    #[default]
    Geodesic,
    /// On a constant course.
    Loxodrome,
    /// A curve on the sheet, which says that something goes there and not by which way.
    Curve,
}

/// Which ends of an arrow have a head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Heads {
    /// That where it ends.
    #[default]
    To,
    /// That where it begins.
    From,
    /// Both.
    Both,
    /// Neither.
    Off,
}

impl Heads {
    /// Whether the beginning and the end have one.
    pub(crate) fn at_ends(self) -> [bool; 2] {
        match self {
            Heads::To => [false, true],
            Heads::From => [true, false],
            Heads::Both => [true, true],
            Heads::Off => [false, false],
        }
    }

    /// The words of the figure file.
    pub const NAMES: [&str; 4] = ["to", "from", "both", "none"];
}

impl ArrowPath {
    /// The words of the figure file.
    pub const NAMES: [&str; 3] = ["geodesic", "loxodrome", "curve"];
}

impl FromStr for ArrowPath {
    type Err = Flaw;

    fn from_str(word: &str) -> Result<ArrowPath, Flaw> {
        match word {
            "geodesic" => Ok(ArrowPath::Geodesic),
            "loxodrome" => Ok(ArrowPath::Loxodrome),
            "curve" => Ok(ArrowPath::Curve),
            _ => {
                Err(Flaw::new(format!("no arrow runs along a `{word}`"))
                    .known(word, &ArrowPath::NAMES))
            }
        }
    }
}

impl FromStr for Heads {
    type Err = Flaw;

    fn from_str(word: &str) -> Result<Heads, Flaw> {
        match word {
            "to" => Ok(Heads::To),
            "from" => Ok(Heads::From),
            "both" => Ok(Heads::Both),
            "none" => Ok(Heads::Off),
            _ => {
                Err(Flaw::new(format!("an arrow has no head at `{word}`"))
                    .known(word, &Heads::NAMES))
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArrowTable {
    from: Option<Spot>,
    to: Option<Spot>,
    #[serde(default)]
    via: Vec<Spot>,
    file: Option<PathBuf>,
    #[serde(default, deserialize_with = "toml_text::optional")]
    path: Option<ArrowPath>,
    #[serde(default, deserialize_with = "bend")]
    bend: Option<f64>,
    #[serde(default, deserialize_with = "width")]
    width: Option<Millimetres>,
    #[serde(default, deserialize_with = "toml_text::optional")]
    heads: Option<Heads>,
    value: Option<String>,
    scale: Option<ScaleTable>,
    label: Option<WordsOrNot>,
    legend: Option<WordsOrNot>,
    #[serde(default)]
    class: String,
}

/// A share of the chord.
fn bend<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    let bend = f64::deserialize(deserializer)?;
    match (-1.0..=1.0).contains(&bend) {
        true => Ok(Some(bend)),
        false => Err(serde::de::Error::custom(
            Flaw::new(format!("no arrow is bent by {bend}"))
                .hint("a share of its length, from -1 to 1; above 0 to the left: bend = 0.2"),
        )),
    }
}

/// A width on the sheet.
fn width<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Millimetres>, D::Error> {
    let read = |written: &str| {
        const SPAN: (f64, f64) = (0.1, 10.0);
        let width = written.parse::<Length>()?.millimetres();
        match (SPAN.0..=SPAN.1).contains(&width.0) {
            true => Ok(width),
            false => Err(Flaw::new(format!("no arrow is {written} wide"))
                .hint(format!("from {}mm to {}mm", SPAN.0, SPAN.1))),
        }
    };
    toml_text::value_by(deserializer, read).map(Some)
}

impl TryFrom<ArrowTable> for Arrow {
    type Error = Flaw;

    fn try_from(written: ArrowTable) -> Result<Arrow, Flaw> {
        let path = written.path.unwrap_or_default();
        if written.bend.is_some() && (path != ArrowPath::Curve || !written.via.is_empty()) {
            return Err(Flaw::new("only a curve from place to place has a `bend`")
                .hint("write path = \"curve\", without `via`"));
        }
        let is_table = written.file.is_some();
        let ends = ends(written.file, written.from, written.to, written.via)?;
        if !is_table && written.value.is_some() {
            return Err(Flaw::new("one arrow has no value to be told by")
                .hint("give it a width: width = \"1.2mm\"; or a table: file = \"flows.csv\""));
        }
        let values = values(written.value, written.scale)?;
        let said = Said::of(written.label, written.legend, &written.class, None)?;
        let (bend, width, heads) = (written.bend, written.width, written.heads.unwrap_or_default());
        Ok(Arrow { ends, path, bend, width, heads, values, said })
    }
}

fn ends(
    file: Option<PathBuf>,
    from: Option<Spot>,
    to: Option<Spot>,
    via: Vec<Spot>,
) -> Result<Ends, Flaw> {
    const FORM: &str = "from = \"Idlib\", to = \"Tripoli, LBY\"";
    let Some(file) = file else {
        let from = from.ok_or_else(|| Flaw::new("the arrow begins nowhere").hint(FORM))?;
        let to = to.ok_or_else(|| Flaw::new("the arrow leads nowhere").hint(FORM))?;
        return Ok(Ends::Places([vec![from], via, vec![to]].concat()));
    };
    if !via.is_empty() {
        return Err(Flaw::new("arrows of a table go by way of no place")
            .hint("make an arrow of its own of that: from, via, to"));
    }
    let column = |spot: Option<Spot>, usual: &str| match spot {
        None => Ok(usual.to_owned()),
        Some(Spot::Named(name)) => Ok(name),
        Some(Spot::At(_)) => {
            Err(Flaw::new(format!("beside a `file`, `{usual}` is a column of it"))
                .hint("name the column: from = \"origin\""))
        }
    };
    Ok(Ends::Table { file, columns: [column(from, "from")?, column(to, "to")?] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;

    #[test]
    fn an_arrow_is_from_place_to_place_or_of_a_table() {
        let text = "[[arrows]]\nfrom = 'Idlib'\nvia = [[30, 36]]\nto = 'Tripoli, LBY'\nheads = 'both'\nwidth = '1.2mm'\n\
                    [[arrows]]\nfile = 'flows.csv'\nfrom = 'origin'\nvalue = 'people'\npath = 'curve'";
        let figure = Figure::parse(text, "a.toml").expect("a figure");
        let [one, flows] = &figure.arrows[..] else { panic!("two tables") };
        assert!(matches!(&one.ends, Ends::Places(places) if places.len() == 3));
        assert_eq!(one.heads.at_ends(), [true, true]);
        let columns = ["origin".to_owned(), "to".to_owned()];
        assert_eq!(flows.ends, Ends::Table { file: "flows.csv".into(), columns });
        assert_eq!(figure.own_files(), [PathBuf::from("flows.csv")]);
    }

    #[test]
    fn what_is_wrong_with_an_arrow_is_told_with_the_way_out() {
        let arrow = "[[arrows]]\nfrom = 'A'\nto = 'B'\n";
        for (text, said) in [
            ("[[arrows]]\nto = 'B'".to_owned(), "begins nowhere"),
            ("[[arrows]]\nfrom = 'B'".to_owned(), "leads nowhere"),
            (format!("{arrow}path = 'curved'"), "no arrow runs along"),
            (format!("{arrow}bend = 0.2"), "only a curve"),
            (format!("{arrow}path = 'curve'\nbend = 2"), "no arrow is bent"),
            (format!("{arrow}width = '40mm'"), "no arrow is 40mm wide"),
            (format!("{arrow}heads = 'end'"), "no head at"),
            (format!("{arrow}value = 'people'"), "no value"),
            ("[[arrows]]\nfile = 'a.csv'\nfrom = [1, 2]".to_owned(), "is a column"),
            ("[[arrows]]\nfile = 'a.csv'\nvia = ['B']".to_owned(), "by way of no place"),
        ] {
            let error = Figure::parse(&text, "a.toml").expect_err(&text);
            assert!(error.message.contains(said), "{text}: {}", error.message);
            assert!(error.hint.is_some() && error.place.is_some(), "{text}");
        }
    }
}
