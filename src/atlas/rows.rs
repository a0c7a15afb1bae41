//! A table, or a layer, in; its rows out: what each has in which column, where it lies, and where it stands.

use crate::error::{Error, Place, Result, nearest};
use crate::figure::{Layer, Limits, Source};
use crate::files;
use crate::geodata::select::select;
use crate::geodata::{Date, Feature, Geodata, readers};
use geo::BoundingRect as _;
use std::collections::BTreeMap;
use std::path::Path;

/// West, south, east, north, degrees.
pub(super) type Box4 = [f64; 4];

/// Columns of a table that say where a row lies: its bounds, or a position.
const SIDES: [&str; 4] = ["west", "south", "east", "north"];
const POSITION: [&str; 2] = ["lon", "lat"];
/// What stands in braces in words, and is none of a row.
const OF_WORDS: [&str; 4] = ["as_of", "worldview", "breadths", "number"];

/// A row, or a feature.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// What it has in which column.
    pub(super) values: BTreeMap<String, String>,
    /// Where it lies, if it says so.
    pub(super) bounds: Option<Box4>,
    /// Where it stands.
    pub(super) place: Place,
}

/// All rows.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) all: Vec<Row>,
}

impl Rows {
    /// Those of a table: comma-separated, or as its name (`.tsv`) or first line says.
    ///
    /// Errors: `Missing` for a file that is not there; `Input` with the line for a row that is none.
    pub(super) fn of_table(path: &Path, limits: &Limits) -> Result<Rows> {
        let file = path.display().to_string();
        let what = format!("the table `{file}`");
        let bytes = files::read(path, &what, limits.data())?;
        let text = files::text(&bytes, "the table", &file)?.trim_start_matches('\u{feff}');
        let head = text.lines().next().unwrap_or_default();
        let separator = [b'\t', b';'].into_iter().find(|it| head.as_bytes().contains(it));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator.unwrap_or(b','))
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let wrong = |error: &csv::Error| {
            let line = error.position().map_or(1, |at| at.line() as usize);
            Error::input("the row has another number of columns than the first line")
                .at(Place::file(&file).at(line, 1))
                .hint("a cell with a comma or a line end stands in double quotes")
        };
        let columns = reader.headers().map_err(|error| wrong(&error))?.clone();
        if let Some(twice) = columns
            .iter()
            .enumerate()
            .find(|(at, it)| columns.iter().take(*at).any(|other| other == *it))
        {
            let error = Error::input(format!("the table has two columns `{}`", twice.1));
            return Err(error.at(Place::file(&file).at(1, 1)));
        }
        let mut all = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| wrong(&error))?;
            let line = record.position().map_or(1, |at| at.line() as usize);
            let values: BTreeMap<String, String> =
                columns.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect();
            let place = Place::file(&file).at(line, 1);
            let bounds = bounds_in(&values, &place)?;
            all.push(Row { values, bounds, place });
        }
        not_empty(all, &file, "the table has no rows")
    }

    /// Those of a layer: its features, by their attributes and `id`.
    ///
    /// Errors: as the layer's; `Input` if it has no features.
    pub(super) fn of_layer(
        layer: &Layer,
        folder: &Path,
        (geodata, limits): (&Geodata, &Limits),
        as_of: Option<Date>,
    ) -> Result<Rows> {
        let own;
        let (file, features) = match &layer.source {
            Source::File(path) => {
                let path = folder.join(path);
                own = readers::read_file(&path, limits.data())?.features;
                (path.display().to_string(), own.as_slice())
            }
            Source::Bundled(name) => (format!("layer \"{name}\""), geodata.layer(name)?),
            Source::Features(_) | Source::Described(_) => (String::new(), &[][..]),
        };
        let chosen = select(features, &layer.select, layer.as_of.or(as_of))?;
        let row = |feature: &Feature| {
            let attributes = feature.attributes.iter();
            let mut values: BTreeMap<String, String> =
                attributes.map(|(key, value)| (key.clone(), value.to_string())).collect();
            values.insert("id".to_owned(), feature.id.clone());
            let place = Place::file(&file).part(format!("feature {}", feature.id));
            Row { values, bounds: bounds_of(feature), place }
        };
        not_empty(chosen.into_iter().map(row).collect(), &file, "no feature of the layer is taken")
    }

    /// Sees that every column that texts of the atlas ask for is there.
    ///
    /// Errors: `Input` at the word, with the nearest column.
    pub(super) fn check_columns(&self, texts: Vec<&str>, file: &str, text: &str) -> Result<()> {
        let known = |name: &str| {
            OF_WORDS.contains(&name) || self.all.iter().any(|row| row.values.contains_key(name))
        };
        let Some(name) = texts.into_iter().flat_map(placeholders).find(|name| !known(name)) else {
            return Ok(());
        };
        let at = text.find(&format!("{{{name}}}")).unwrap_or_default();
        let error = Error::input(format!("there is no column `{name}`"));
        let error = error.at(Place::in_text(file, text, at));
        let columns = self.all.iter().flat_map(|row| row.values.keys()).map(String::as_str);
        Err(match nearest(name, columns) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error
                .hint("the columns are those of the first line, or the attributes of the features"),
        })
    }
}

fn not_empty(all: Vec<Row>, file: &str, message: &str) -> Result<Rows> {
    match all.is_empty() {
        true => Err(Error::input(message).at(Place::file(file))),
        false => Ok(Rows { all }),
    }
}

/// The names in braces.
pub(super) fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split("{{").flat_map(|part| part.split('{').skip(1));
    parts.filter_map(|part| part.split_once('}').map(|(name, _)| name))
}

impl Row {
    /// A text with what stands in braces filled in; what no column is called stays.
    pub(super) fn filled(&self, text: &str) -> String {
        self.filled_by(text, str::to_owned)
    }

    /// The same, each value written so.
    pub(super) fn filled_by(&self, text: &str, written: impl Fn(&str) -> String) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let name = after.split_once('}').filter(|_| !after.starts_with('{'));
            let value = name.and_then(|(name, rest)| Some((self.values.get(name)?, rest)));
            rest = match (value, after.strip_prefix('{')) {
                (Some((value, rest)), _) => {
                    filled.push_str(&written(value));
                    rest
                }
                (None, Some(rest)) => {
                    filled.push_str("{{");
                    rest
                }
                (None, None) => {
                    filled.push('{');
                    after
                }
            };
        }
        filled + rest
    }
}

/// Where a row of a table lies, by its columns.
fn bounds_in(values: &BTreeMap<String, String>, place: &Place) -> Result<Option<Box4>> {
    let number = |column: &str| -> Result<Option<f64>> {
        let Some(written) = values.get(column).filter(|written| !written.is_empty()) else {
            return Ok(None);
        };
        let number = written.parse().ok().filter(|number: &f64| number.is_finite());
        number.map(Some).ok_or_else(|| {
            Error::input(format!("`{written}` is no number of degrees"))
                .at(place.clone().part(format!("column `{column}`")))
                .hint("write degrees with a point: 25.4, west and south negative")
        })
    };
    let sides = SIDES.iter().map(|side| number(side)).collect::<Result<Vec<_>>>()?;
    if let [Some(west), Some(south), Some(east), Some(north)] = sides[..] {
        return Ok(Some([west, south, east, north]));
    }
    let position = POSITION.iter().map(|side| number(side)).collect::<Result<Vec<_>>>()?;
    Ok(match position[..] {
        [Some(lon), Some(lat)] => Some([lon, lat, lon, lat]),
        _ => None,
    })
}

/// The bounds of a feature; across the antimeridian where that is the shorter way round.
fn bounds_of(feature: &Feature) -> Option<Box4> {
    use geo::MapCoords as _;
    let geometry = &feature.geometry.0;
    let plain = geometry.bounding_rect()?;
    let turned = geometry
        .map_coords(|at| geo::Coord { x: if at.x < 0.0 { at.x + 360.0 } else { at.x }, y: at.y });
    let turned = turned.bounding_rect().filter(|it| it.width() < plain.width());
    let found = turned.unwrap_or(plain);
    let east = if found.max().x > 180.0 { found.max().x - 360.0 } else { found.max().x };
    Some([found.min().x, found.min().y, east, found.max().y])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        let values = [("name", "Syros"), ("a b", "1")];
        let values = values.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
        Row { values, bounds: None, place: Place::file("a.csv") }
    }

    #[test]
    fn what_stands_in_braces_is_filled_in_and_what_is_none_stays() {
        for (text, filled) in [
            ("{name}, {a b}", "Syros, 1"),
            ("as of {as_of}", "as of {as_of}"),
            ("{{name}", "{{name}"),
            ("{", "{"),
            ("{nam", "{nam"),
        ] {
            assert_eq!(row().filled(text), filled, "{text}");
        }
        assert_eq!(placeholders("{name} {{a} {b").collect::<Vec<_>>(), ["name"]);
    }

    #[test]
    fn a_row_lies_where_its_columns_say() {
        let of = |cells: &[(&str, &str)]| {
            let values = cells.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
            bounds_in(&values.collect(), &Place::file("a.csv").at(2, 1))
        };
        let sides = [("west", "1"), ("south", "2"), ("east", "3"), ("north", "4")];
        assert_eq!(of(&sides).ok().flatten(), Some([1.0, 2.0, 3.0, 4.0]));
        assert_eq!(of(&[("lon", "1.5"), ("lat", "2")]).ok().flatten(), Some([1.5, 2.0, 1.5, 2.0]));
        assert_eq!(of(&[("lon", "1.5"), ("lat", "")]).ok(), Some(None));
        let error = of(&[("lon", "1,5"), ("lat", "2")]).expect_err("no number");
        assert_eq!(
            error.place.map(|it| it.to_string()).as_deref(),
            Some("a.csv:2:1, column `lon`")
        );
    }
}
