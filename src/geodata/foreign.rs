//! Bytes that no reader recognises in, the format that they are of and the way out of it out.

use crate::error::{Error, Place};

/// What becomes a layer by one command.
const CONVERT: &str = "convert it: ogr2ogr -t_srs EPSG:4326 layer.geojson FILE";

/// How files of other formats begin, what they are, and the way out.
const BEGINNINGS: [(&[u8], &str, &str); 19] = [
    (b"\0\0\x27\x0a", "an ESRI Shapefile", CONVERT),
    (b"SQLite format 3\0", "a GeoPackage or another SQLite database", CONVERT),
    (b"fgb\x03fgb", "FlatGeobuf", CONVERT),
    (b"PAR1", "GeoParquet", CONVERT),
    (b"ARROW1", "GeoArrow", CONVERT),
    (b"\x1f\x8b", "compressed (gzip)", "unpack it: gunzip FILE"),
    (b"BZh", "compressed (bzip2)", "unpack it: bunzip2 FILE"),
    (b"\xfd7zXZ\0", "compressed (xz)", "unpack it: unxz FILE"),
    (b"\x28\xb5\x2f\xfd", "compressed (zstd)", "unpack it: unzstd FILE"),
    (
        b"PK\x03\x04",
        "a ZIP archive (a zipped Shapefile, KMZ?)",
        "convert it: ogr2ogr -t_srs EPSG:4326 layer.geojson /vsizip/FILE",
    ),
    (b"II*\0", "a TIFF (GeoTIFF?)", RASTER),
    (b"MM\0*", "a TIFF (GeoTIFF?)", RASTER),
    (b"\x89PNG", "a PNG picture", RASTER),
    (b"\xff\xd8\xff", "a JPEG picture", RASTER),
    (b"%PDF", "a PDF", "give the data that it was drawn from"),
    (b"\xff\xfe", "text in UTF-16", UTF_8),
    (b"\xfe\xff", "text in UTF-16", UTF_8),
    (
        b"version https://git-lfs",
        "a pointer of Git LFS, not the file itself",
        "get it: git lfs pull",
    ),
    (b"{\\rtf", "RTF", "save it as plain text"),
];
const RASTER: &str = "layers are of points, lines and areas; no raster is read";
const UTF_8: &str = "save it as UTF-8";

/// What XML may be, by an element near its start.
const ELEMENTS: [(&str, &str, &str); 7] = [
    ("<!doctype html", "a web page (HTML)", PAGE),
    ("<html", "a web page (HTML)", PAGE),
    ("<kml", "KML", CONVERT),
    ("<gpx", "GPX", CONVERT),
    ("<osm", "OpenStreetMap XML", CONVERT),
    ("<svg", "an SVG picture", "give the data that it was drawn from"),
    ("featurecollection", "GML", CONVERT),
];
const PAGE: &str = "download the file itself, not the page that shows it (`Raw`)";

/// The words that well-known text begins with.
const WELL_KNOWN_TEXT: [&str; 8] = [
    "SRID=",
    "POINT",
    "LINESTRING",
    "POLYGON",
    "MULTIPOINT",
    "MULTILINESTRING",
    "MULTIPOLYGON",
    "GEOMETRYCOLLECTION",
];

/// Why these bytes are none of the formats that are read; none for what is not known.
pub(super) fn foreign(bytes: &[u8], file: &str) -> Option<Error> {
    let (what, way_out) = format(bytes)?;
    let error = Error::input(format!("the file is {what}, which is not read"));
    Some(error.at(Place::file(file)).hint(way_out))
}

fn format(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    /// Bytes within which an XML file says what it is.
    const HEAD: usize = 2_000;
    let known = BEGINNINGS.iter().find(|(begin, ..)| bytes.starts_with(begin));
    if let Some((_, what, way_out)) = known {
        return Some((*what, *way_out));
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with('<') {
        let head = head.to_lowercase();
        let known = ELEMENTS.iter().find(|(element, ..)| head.contains(element));
        return Some(known.map_or(("XML", CONVERT), |(_, what, way_out)| (*what, *way_out)));
    }
    if WELL_KNOWN_TEXT.iter().any(|word| head.to_ascii_uppercase().starts_with(word)) {
        return Some(("well-known text (WKT)", CONVERT));
    }
    is_table(bytes).then_some((
        "a table (CSV)",
        "convert it, with the names of its columns: ogr2ogr layer.geojson FILE \
         -oo X_POSSIBLE_NAMES=lon -oo Y_POSSIBLE_NAMES=lat",
    ))
}

/// Whether the first two lines of a text have as many commas, semicolons or tabs, and some.
fn is_table(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let (Some(first), second) = (lines.next(), lines.next()) else { return false };
    let is_words = first.starts_with(|letter: char| letter.is_alphanumeric() || letter == '"');
    let alike = |mark: char| {
        let count = first.matches(mark).count();
        count > 0 && second.is_none_or(|second| second.matches(mark).count() >= count)
    };
    is_words && [',', ';', '\t'].into_iter().any(alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_content_and_named_with_their_way_out() {
        for (bytes, what) in [
            (&b"\0\0\x27\x0a\0\0\0\0"[..], "Shapefile"),
            (b"SQLite format 3\0\x10", "GeoPackage"),
            (b"\x1f\x8b\x08", "gzip"),
            (b"PK\x03\x04\x14", "ZIP"),
            (b"<?xml version='1.0'?>\n<kml xmlns='http://www.opengis.net/kml/2.2'>", "KML"),
            (b"<!DOCTYPE html>\n<html>", "web page"),
            (b"\xef\xbb\xbf<gpx creator='x'>", "GPX"),
            (b"name,lon,lat\nAthens,23.7,38\n", "CSV"),
            (b"name;lon;lat\nAthens;23,7;38\n", "CSV"),
            (b"SRID=4326;POINT(1 2)", "WKT"),
            (b"\xff\xfe{\0", "UTF-16"),
        ] {
            let error = foreign(bytes, "a").unwrap();
            assert!(error.message.contains(what), "{}", error.message);
            assert!(error.hint.is_some());
        }
        for bytes in [&b""[..], b"[1, 2]", b"'a'", b"hello", b"\x00\x01\x02"] {
            assert!(foreign(bytes, "a").is_none(), "{bytes:?}");
        }
    }
}
