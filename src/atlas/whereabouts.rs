//! The columns of a table in, those that say where its rows lie found by their names; the bounds of a row out, or what is wrong with
//! what it says: a row that says half shows no other place in silence.

use crate::error::{Error, Flaw, Place};
use std::collections::BTreeMap;

/// West, south, east, north, degrees.
pub(super) type Box4 = [f64; 4];

/// Columns of bounds.
const SIDES: [&str; 4] = ["west", "south", "east", "north"];
/// What the columns of a position are called.
const LONGITUDE: [&str; 3] = ["lon", "lng", "longitude"];
const LATITUDE: [&str; 2] = ["lat", "latitude"];
/// The way out where the whole table is not of places.
const OWN_EXTENT: &str = "or give the pages an extent of their own: [page.extent]";

/// What a table calls the columns that say where its rows lie; none if it has none.
#[derive(Debug, Default)]
pub(super) struct Columns {
    sides: Option<[String; 4]>,
    /// Longitude and latitude.
    position: Option<[String; 2]>,
}

/// What is wrong with what a row says of where it lies, and in which column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lost {
    flaw: Flaw,
    column: String,
}

impl Lost {
    /// As an error of the row that stands at a place.
    pub(super) fn at(self, place: Place) -> Error {
        Error::from(self.flaw).at(place.part(format!("column `{}`", self.column)))
    }
}

impl Columns {
    /// Those of a table with this first line, whatever their case.
    ///
    /// Errors: some of the columns of bounds or of a position, without the others.
    pub(super) fn of<'a>(head: impl IntoIterator<Item = &'a str> + Clone) -> Result<Columns, Flaw> {
        let named = |names: &[&str]| -> Option<String> {
            let is_it = |column: &&str| names.iter().any(|name| column.eq_ignore_ascii_case(name));
            head.clone().into_iter().find(is_it).map(str::to_owned)
        };
        let sides = whole(SIDES.map(|side| (side, named(&[side]))));
        let position = whole([("lon", named(&LONGITUDE)), ("lat", named(&LATITUDE))]);
        match (sides, position) {
            // what is whole says where a row lies, whatever is half
            (Ok(None), Err(flaw)) | (Err(flaw), Ok(None) | Err(_)) => Err(flaw),
            (sides, position) => {
                let (sides, position) = (sides.ok().flatten(), position.ok().flatten());
                Ok(Columns { sides, position })
            }
        }
    }

    /// Where a row lies.
    ///
    /// Errors: a cell that is empty or no number of degrees.
    pub(super) fn bounds(&self, values: &BTreeMap<String, String>) -> Result<Option<Box4>, Lost> {
        let says = |columns: &[String]| columns.iter().any(|it| !written(values, it).is_empty());
        let sides = self.sides.as_ref().filter(|it| self.position.is_none() || says(&it[..]));
        match (sides, &self.position) {
            (Some(columns), _) => sides_of(columns, values).map(Some),
            (None, Some([lon, lat])) => {
                let [x, y] = [number(lon, [lat], values)?, number(lat, [lon], values)?];
                Ok(Some([within(x, 360.0, lon)?, within(y, 90.0, lat)?, x, y]))
            }
            (None, None) => Ok(None),
        }
    }
}

/// All columns, or none, or which are there and which are not.
fn whole<const N: usize>(
    columns: [(&str, Option<String>); N],
) -> Result<Option<[String; N]>, Flaw> {
    let there: Vec<String> = columns.iter().filter_map(|(_, column)| column.clone()).collect();
    let absent = columns.iter().filter(|(_, column)| column.is_none());
    let absent: Vec<String> = absent.map(|(name, _)| (*name).to_owned()).collect();
    match there.is_empty() {
        true => Ok(None),
        false => <[String; N]>::try_from(there).map(Some).map_err(|there| {
            let message = format!("the table has {} and no {}", listed(&there), listed(&absent));
            Flaw::new(message).hint(format!("give it what is not there; {OWN_EXTENT}"))
        }),
    }
}

/// ``column `lon` `` or ``columns `west`, `south` ``.
fn listed(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let word = if names.len() == 1 { "column" } else { "columns" };
    format!("{word} {}", quoted.join(", "))
}

fn written<'a>(values: &'a BTreeMap<String, String>, column: &str) -> &'a str {
    values.get(column).map_or("", String::as_str)
}

fn sides_of(columns: &[String; 4], values: &BTreeMap<String, String>) -> Result<Box4, Lost> {
    let [west, south, east, north] = columns;
    let side = |column: &String, most: f64| {
        let others = columns.iter().filter(|it| *it != column);
        within(number(column, others, values)?, most, column)
    };
    let found = [side(west, 360.0)?, side(south, 90.0)?, side(east, 360.0)?, side(north, 90.0)?];
    if found[1] > found[3] {
        let flaw = Flaw::new(format!("south ({}) is not south of north ({})", found[1], found[3]));
        return Err(Lost { flaw: flaw.hint("were the two swapped?"), column: south.clone() });
    }
    Ok(found)
}

/// What stands in a column; `others` say the same of a place with it.
fn number<'a>(
    column: &String,
    others: impl IntoIterator<Item = &'a String>,
    values: &BTreeMap<String, String>,
) -> Result<f64, Lost> {
    let lost = |flaw: Flaw| Lost { flaw, column: column.clone() };
    let text = written(values, column);
    if text.is_empty() {
        let is_said = others.into_iter().any(|other| !written(values, other).is_empty());
        let message = match is_said {
            true => format!("the row says half of where it lies: `{column}` is empty"),
            false => format!("the row does not say where it lies: `{column}` is empty"),
        };
        let flaw =
            Flaw::new(message).hint(format!("fill it in, or leave the row out; {OWN_EXTENT}"));
        return Err(lost(flaw));
    }
    let number = text.parse().ok().filter(|number: &f64| number.is_finite());
    number.ok_or_else(|| {
        let flaw = Flaw::new(format!("`{text}` is no number of degrees"));
        lost(flaw.hint("write degrees with a point: 25.4, west and south negative"))
    })
}

/// Degrees that may be of a place.
fn within(degrees: f64, most: f64, column: &str) -> Result<f64, Lost> {
    if degrees.abs() <= most {
        return Ok(degrees);
    }
    let flaw = Flaw::new(format!("{degrees} is beyond {most}"));
    let flaw = flaw.hint("write degrees, not metres; were longitude and latitude swapped?");
    Err(Lost { flaw, column: column.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the row of a table lies; what is said, and where, if that is wrong.
    fn of(head: &[&str], cells: &[&str]) -> Result<Option<Box4>, String> {
        let columns = Columns::of(head.iter().copied()).map_err(|flaw| flaw.message)?;
        let named = |(name, cell): (&&str, &&str)| ((*name).to_owned(), (*cell).to_owned());
        let bounds = columns.bounds(&head.iter().zip(cells).map(named).collect());
        bounds.map_err(|lost| format!("{} {}", lost.column, lost.flaw.message))
    }

    #[test]
    fn a_row_lies_where_its_columns_say() {
        let sides = ["West", "south", "EAST", "north"];
        assert_eq!(of(&sides, &["1", "2", "3", "4"]), Ok(Some([1.0, 2.0, 3.0, 4.0])));
        assert_eq!(of(&sides, &["179", "-2", "-179", "4"]), Ok(Some([179.0, -2.0, -179.0, 4.0])));
        assert_eq!(of(&["Lon", "Lat"], &["1.5", "2"]), Ok(Some([1.5, 2.0, 1.5, 2.0])));
        assert_eq!(of(&["latitude", "lng"], &["2", "1.5"]), Ok(Some([1.5, 2.0, 1.5, 2.0])));
        assert_eq!(of(&["name"], &["1"]), Ok(None));
        let both = ["west", "south", "east", "north", "lon", "lat"];
        assert_eq!(of(&both, &["", "", "", "", "5", "6"]), Ok(Some([5.0, 6.0, 5.0, 6.0])));
        assert_eq!(of(&both, &["1", "2", "3", "4", "", ""]), Ok(Some([1.0, 2.0, 3.0, 4.0])));
        assert_eq!(of(&["east", "lon", "lat"], &["", "5", "6"]), Ok(Some([5.0, 6.0, 5.0, 6.0])));
    }

    #[test]
    fn a_row_that_says_half_or_what_is_none_is_told_with_its_column() {
        let said = |head: &[&str], cells: &[&str]| of(head, cells).expect_err("half");
        let half = "lat the row says half of where it lies: `lat` is empty";
        assert_eq!(said(&["lon", "lat"], &["1.5", ""]), half);
        let none = "lon the row does not say where it lies: `lon` is empty";
        assert_eq!(said(&["lon", "lat"], &["", ""]), none);
        assert_eq!(said(&["Lon", "lat"], &["1,5", "2"]), "Lon `1,5` is no number of degrees");
        assert_eq!(said(&["lon", "lat"], &["25", "91"]), "lat 91 is beyond 90");
        let sides = ["west", "south", "east", "north"];
        let half = "east the row says half of where it lies: `east` is empty";
        assert_eq!(said(&sides, &["1", "2", "", "4"]), half);
        let turned = "south south (4) is not south of north (2)";
        assert_eq!(said(&sides, &["1", "4", "3", "2"]), turned);
    }

    #[test]
    fn a_table_with_half_of_the_columns_is_told() {
        let said = |head: &[&str]| of(head, &[""; 4]).expect_err("half");
        assert_eq!(said(&["name", "LAT"]), "the table has column `LAT` and no column `lon`");
        assert_eq!(
            said(&["west", "south", "north"]),
            "the table has columns `west`, `south`, `north` and no column `east`"
        );
    }
}
