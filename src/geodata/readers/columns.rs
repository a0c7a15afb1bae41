//! The head of a table and what its cells look like in, the columns that say where a row lies out: a longitude and a latitude, both
//! in one column, or a geometry as well-known text.

use super::coordinate::pair;
use super::table::Table;
use crate::files::is_well_known_text;
use crate::folding::{folded, is_of_word};

/// Which columns say where a row lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Columns {
    /// Those of the longitude and of the latitude.
    Two { longitude: usize, latitude: usize },
    /// One of both; the longitude first if `is_turned`.
    Pair { column: usize, is_turned: bool },
    /// One of well-known text.
    Geometry(usize),
}

/// What the longitude is called in the languages that tables come in, without case, accents and marks.
const LONGITUDE: &[&str] = &[
    "longitude",
    "lon",
    "lng",
    "long",
    "decimallongitude",
    "boylam",
    "μηκος",
    "долгота",
    "довгота",
    "longitud",
    "longitudine",
    "langengrad",
    "laengengrad",
    "uzunluq",
    "երկայնություն",
    "خط الطول",
    "קו אורך",
];
/// The same of the latitude.
const LATITUDE: &[&str] = &[
    "latitude",
    "lat",
    "latdd",
    "latwgs84",
    "decimallatitude",
    "enlem",
    "πλατος",
    "широта",
    "latitud",
    "latitudine",
    "breitengrad",
    "breite",
    "enlik",
    "լայնություն",
    "خط العرض",
    "קו רוחב",
];
/// Names that are a longitude or a latitude where nothing better is there.
const PLANE: [(&str, &str); 3] = [("x", "y"), ("xcoord", "ycoord"), ("pointx", "pointy")];
/// What a column of both is called.
const BOTH: &[&str] = &[
    "coordinates",
    "coordinate",
    "coords",
    "coord",
    "latlon",
    "latlng",
    "latlong",
    "gps",
    "location",
    "position",
    "geopoint",
    "koordinat",
    "koordinatlar",
    "koordinaten",
    "coordonnees",
    "координаты",
    "συντεταγμενες",
];
/// What one of both is called that has the longitude first.
const TURNED: &[&str] = &["lonlat", "lnglat", "longlat"];
/// What a column of geometries is called.
const GEOMETRY: &[&str] = &["wkt", "geometry", "geom", "thegeom", "wktgeom", "shape"];

impl Columns {
    /// The columns of a table; none if it says nowhere where its rows lie.
    pub(super) fn of(table: &Table) -> Option<Columns> {
        geometry(table).or_else(|| two(table)).or_else(|| both(table))
    }

    /// Whether a column is one of them.
    pub(super) fn has(self, column: usize) -> bool {
        match self {
            Columns::Two { longitude, latitude } => column == longitude || column == latitude,
            Columns::Pair { column: own, .. } | Columns::Geometry(own) => column == own,
        }
    }

    /// What the columns are, in words.
    pub(super) fn said(self, table: &Table) -> String {
        let name = |column: usize| &table.head[column];
        match self {
            Columns::Two { longitude, latitude } => {
                format!("longitude from `{}`, latitude from `{}`", name(longitude), name(latitude))
            }
            Columns::Pair { column, is_turned: false } => {
                format!("latitude and longitude from `{}`", name(column))
            }
            Columns::Pair { column, is_turned: true } => {
                format!("longitude and latitude from `{}`", name(column))
            }
            Columns::Geometry(column) => format!("well-known text from `{}`", name(column)),
        }
    }
}

/// A column of geometries: one that is called so and begins so.
fn geometry(table: &Table) -> Option<Columns> {
    let is_it = |column: &usize| {
        GEOMETRY.contains(&joined(&table.head[*column]).as_str())
            && table.first_of(*column).is_some_and(is_well_known_text)
    };
    (0..table.head.len()).find(is_it).map(Columns::Geometry)
}

/// The columns of longitude and latitude: by their whole names, else by a word of them, else x and y.
fn two(table: &Table) -> Option<Columns> {
    let whole = |names: &[&str]| {
        let by_name = |name: &&str| table.head.iter().position(|head| joined(head) == joined(name));
        names.iter().find_map(by_name)
    };
    let by_word = |names: &[&str]| {
        let is_one = |word: &String| names.iter().any(|name| joined(name) == *word);
        let has_word = |head: &String| words(head).iter().any(is_one);
        table.head.iter().position(has_word)
    };
    let plane = || PLANE.iter().find_map(|(x, y)| Some((whole(&[x])?, whole(&[y])?)));
    let longitude = whole(LONGITUDE).or_else(|| by_word(LONGITUDE));
    let latitude = whole(LATITUDE).or_else(|| by_word(LATITUDE));
    let (longitude, latitude) = longitude.zip(latitude).or_else(plane)?;
    (longitude != latitude).then_some(Columns::Two { longitude, latitude })
}

/// A column of both: one that is called so, and whose first value is a pair.
fn both(table: &Table) -> Option<Columns> {
    let column = |(column, head): (usize, &String)| {
        let name = joined(head);
        let is_turned = TURNED.contains(&name.as_str());
        let is_called = is_turned
            || words(head)
                .iter()
                .chain([&name])
                .any(|word| BOTH.iter().any(|it| joined(it) == *word));
        let first = table.first_of(column)?;
        (is_called && pair(first, is_turned).is_ok()).then_some(Columns::Pair { column, is_turned })
    };
    table.head.iter().enumerate().find_map(column)
}

/// A name without case, accents and all that is no letter or digit.
fn joined(name: &str) -> String {
    words(name).concat()
}

/// The words of a name without case and accents.
fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !is_of_word(c)).map(folded).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::table::Table;
    use super::*;

    fn columns(text: &str) -> Option<Columns> {
        Columns::of(&Table::of_text(text, "a.csv").expect("a table"))
    }

    #[test]
    fn columns_are_found_by_name_in_common_languages() {
        let two = |longitude, latitude| Some(Columns::Two { longitude, latitude });
        for (text, found) in [
            ("name,lon,lat\na,1,2\n", two(1, 2)),
            ("LAT;LONG;name\n1;2;a\n", two(1, 0)),
            ("il;Enlem;Boylam\na;1;2\n", two(2, 1)),
            ("πόλη,Γεωγρ. πλάτος,Γεωγρ. μήκος\na,1,2\n", two(2, 1)),
            ("Name,Längengrad,Breitengrad\na,1,2\n", two(1, 2)),
            ("город,Долгота,Широта\na,1,2\n", two(1, 2)),
            ("x,y,lon,lat\n1,2,3,4\n", two(2, 3)),
            ("x,y\n1,2\n", two(0, 1)),
            ("site_longitude (E)\tsite_latitude (N)\n1\t2\n", two(0, 1)),
            ("name,decimalLatitude,decimalLongitude\na,1,2\n", two(2, 1)),
            ("name,population\na,1\n", None),
            ("location,name\nAthens,a\n", None),
            ("shape,name\nround,a\n", None),
        ] {
            assert_eq!(columns(text), found, "{text}");
        }
        let pair = |column, is_turned| Some(Columns::Pair { column, is_turned });
        assert_eq!(columns("name,Coordinates\na,\"37.9, 23.7\"\n"), pair(1, false));
        assert_eq!(columns("name;lonlat\na;23.7 37.9\n"), pair(1, true));
        assert_eq!(columns("name;WKT\na;POINT (1 2)\n"), Some(Columns::Geometry(1)));
    }
}
