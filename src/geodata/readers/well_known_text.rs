//! Well-known text (OGC 06-103r4 §7) in, the geometry that it writes out, as GeoJSON has it: PostGIS's `SRID=` before it included.

use crate::error::Flaw;
use crate::files::WELL_KNOWN_TEXT;
use geojson::{Geometry, GeometryValue, Position};

/// Collections in collections go no deeper than this.
const DEEPEST: usize = 20;

/// The geometry of a text.
///
/// Errors: what is wrong with it, and after which letter.
pub(super) fn geometry(text: &str) -> Result<GeometryValue, Flaw> {
    let mut reader = Reader { text, at: 0 };
    if let Some(code) = reader.spatial_reference() {
        let is_degrees = ["4326", "4979", "0", ""].contains(&code);
        if !is_degrees {
            return Err(Flaw::new(format!("the geometry is in the system {code}, not in degrees"))
                .hint("give it in longitude and latitude: ST_Transform(geom, 4326)"));
        }
    }
    let found = reader.geometry(0)?;
    reader.skip_blanks();
    if reader.at < text.len() {
        return Err(reader.flaw("something follows the geometry"));
    }
    Ok(found)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn flaw(&self, what: &str) -> Flaw {
        let letter = self.text.get(..self.at).map_or(0, |before| before.chars().count()) + 1;
        Flaw::new(format!("the well-known text is wrong at its letter {letter}: {what}"))
            .hint("it looks like POINT (23.7 37.9) or POLYGON ((23 37, 24 37, 24 38, 23 37))")
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// The number of `SRID=4326;`.
    fn spatial_reference(&mut self) -> Option<&'a str> {
        self.skip_blanks();
        let rest = self.rest();
        let after = rest.get(..5).filter(|head| head.eq_ignore_ascii_case("SRID="))?.len();
        let end = rest.find(';')?;
        self.at += end + 1;
        rest.get(after..end).map(str::trim)
    }

    /// Takes a mark if it comes next.
    fn takes(&mut self, mark: char) -> bool {
        self.skip_blanks();
        let is_next = self.rest().starts_with(mark);
        self.at += if is_next { mark.len_utf8() } else { 0 };
        is_next
    }

    fn word(&mut self) -> String {
        self.skip_blanks();
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        self.at += end;
        rest[..end].to_ascii_uppercase()
    }

    /// Whether nothing follows: `EMPTY`. `Z`, `M` and `ZM` are passed over.
    fn is_empty(&mut self) -> Result<bool, Flaw> {
        let before = self.at;
        let mut word = self.word();
        if ["Z", "M", "ZM"].contains(&word.as_str()) {
            word = self.word();
        }
        match word.as_str() {
            "EMPTY" => Ok(true),
            "" => Ok(false),
            _ => {
                self.at = before;
                Err(self.flaw("a `(` comes here"))
            }
        }
    }

    fn geometry(&mut self, depth: usize) -> Result<GeometryValue, Flaw> {
        let start = self.at;
        let written = self.word();
        // PostGIS writes POINTZ in one
        let bare = ["ZM", "Z", "M"].iter().find_map(|end| {
            let bare = written.strip_suffix(end)?;
            WELL_KNOWN_TEXT.contains(&bare).then_some(bare)
        });
        let word = bare.unwrap_or(&written);
        if !WELL_KNOWN_TEXT.contains(&word) {
            self.at = start;
            return Err(self.flaw("it names no geometry"));
        }
        let is_empty = self.is_empty()?;
        Ok(match word {
            "POINT" => GeometryValue::Point {
                coordinates: match is_empty {
                    true => Position::from(Vec::new()),
                    false => self.in_brackets(Reader::position)?,
                },
            },
            "LINESTRING" => {
                GeometryValue::LineString { coordinates: self.list(is_empty, Reader::position)? }
            }
            "MULTIPOINT" => {
                GeometryValue::MultiPoint { coordinates: self.list(is_empty, Reader::point)? }
            }
            "POLYGON" => GeometryValue::Polygon { coordinates: self.list(is_empty, Reader::line)? },
            "MULTILINESTRING" => {
                GeometryValue::MultiLineString { coordinates: self.list(is_empty, Reader::line)? }
            }
            "MULTIPOLYGON" => {
                GeometryValue::MultiPolygon { coordinates: self.list(is_empty, Reader::polygon)? }
            }
            _ if depth >= DEEPEST => return Err(self.flaw("it is nested too deeply")),
            _ => {
                let part = |reader: &mut Reader| Ok(Geometry::new(reader.geometry(depth + 1)?));
                GeometryValue::GeometryCollection { geometries: self.list(is_empty, part)? }
            }
        })
    }

    fn in_brackets<T>(&mut self, one: impl Fn(&mut Self) -> Result<T, Flaw>) -> Result<T, Flaw> {
        if !self.takes('(') {
            return Err(self.flaw("a `(` comes here"));
        }
        let found = one(self)?;
        if self.takes(')') { Ok(found) } else { Err(self.flaw("a `)` comes here")) }
    }

    fn list<T>(
        &mut self,
        is_empty: bool,
        one: impl Fn(&mut Self) -> Result<T, Flaw>,
    ) -> Result<Vec<T>, Flaw> {
        if is_empty {
            return Ok(Vec::new());
        }
        self.in_brackets(|reader| {
            let mut found = vec![one(reader)?];
            while reader.takes(',') {
                found.push(one(reader)?);
            }
            Ok(found)
        })
    }

    fn line(&mut self) -> Result<Vec<Position>, Flaw> {
        self.list(false, Reader::position)
    }

    fn polygon(&mut self) -> Result<Vec<Vec<Position>>, Flaw> {
        self.list(false, Reader::line)
    }

    /// A point of several: in brackets or bare.
    fn point(&mut self) -> Result<Position, Flaw> {
        self.skip_blanks();
        match self.rest().starts_with('(') {
            true => self.in_brackets(Reader::position),
            false => self.position(),
        }
    }

    /// Two numbers, and up to two more that say how high and how far.
    fn position(&mut self) -> Result<Position, Flaw> {
        let (x, y) = (self.number()?, self.number()?);
        for _ in 0..2 {
            self.skip_blanks();
            if self.rest().starts_with([',', ')']) {
                break;
            }
            self.number()?;
        }
        Ok(Position::from([x, y]))
    }

    fn number(&mut self) -> Result<f64, Flaw> {
        self.skip_blanks();
        let rest = self.rest();
        let end = rest.find([',', ')', '(', ' ', '\t', '\n', '\r']).unwrap_or(rest.len());
        let number = rest[..end].parse::<f64>().ok().filter(|number| number.is_finite());
        let number = number.ok_or_else(|| self.flaw("a number comes here"))?;
        self.at += end;
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_geometry_is_read() {
        for (text, json) in [
            ("POINT (1 2)", r#"{"type":"Point","coordinates":[1.0,2.0]}"#),
            ("SRID=4326;Point Z(1 2 3)", r#"{"type":"Point","coordinates":[1.0,2.0]}"#),
            ("POINTZ(1 2 3)", r#"{"type":"Point","coordinates":[1.0,2.0]}"#),
            ("POINT EMPTY", r#"{"type":"Point","coordinates":[]}"#),
            ("LINESTRING(1 2,3 4)", r#"{"type":"LineString","coordinates":[[1.0,2.0],[3.0,4.0]]}"#),
            (
                "MULTIPOINT((1 2),3 4)",
                r#"{"type":"MultiPoint","coordinates":[[1.0,2.0],[3.0,4.0]]}"#,
            ),
            (
                "polygon((0 0,1 0,1 1,0 0))",
                r#"{"type":"Polygon","coordinates":[[[0.0,0.0],[1.0,0.0],[1.0,1.0],[0.0,0.0]]]}"#,
            ),
            (
                "GEOMETRYCOLLECTION(POINT(1 2))",
                r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1.0,2.0]}]}"#,
            ),
        ] {
            let found = geometry(text).unwrap_or_else(|flaw| panic!("{text}: {flaw}"));
            assert_eq!(serde_json::to_string(&found).expect("JSON"), json, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        for (text, letter) in [
            ("POINT (1)", 9),
            ("POINT (1 x)", 10),
            ("POINT 1 2", 7),
            ("LINESTRING(1 2, 3 4", 20),
            ("CIRCLE(1 2)", 1),
            ("POINT(1 2) 3", 12),
            ("POINT(NaN 2)", 7),
        ] {
            let flaw = geometry(text).expect_err(text);
            assert!(flaw.message.contains(&format!("letter {letter}:")), "{text}: {flaw}");
        }
        let deep = "GEOMETRYCOLLECTION(".repeat(100_000);
        assert!(geometry(&deep).is_err());
        assert!(geometry("SRID=2100;POINT(476000 4204000)").is_err());
    }
}
