//! The formats that are read: the same three features, as GDAL writes them in each (`make`), come out the same to 10⁻⁷ degrees; and
//! whatever becomes of the bytes of a file, it is read or refused with a reason, alike each time.

use geo::{CoordsIter, Geometry};
use periplus::files::DATA;
use periplus::geodata::readers::{problems, problems_of, read_bytes, read_file};
use periplus::geodata::{Feature, Read};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats_read")
}

fn read(name: &str) -> Read {
    read_file(&folder().join(name), DATA).expect(name)
}

/// The shape of a geometry as a word, and its positions; heights and the collections that some formats put round it are left out.
fn shape(geometry: &Geometry) -> (&'static str, Vec<[f64; 2]>) {
    let word = match geometry {
        Geometry::Point(_) => "point",
        Geometry::LineString(_) => "line",
        Geometry::Polygon(_) => "area",
        _ => "none of the three",
    };
    (word, geometry.coords_iter().map(|at| [at.x, at.y]).collect())
}

/// Whether two features lie alike to 10⁻⁷ degrees: rings may begin and wind otherwise.
fn lie_alike(one: &Feature, other: &Feature, within: f64) -> bool {
    let ((word, positions), (other_word, others)) =
        (shape(&one.geometry.0), shape(&other.geometry.0));
    let is_near = |one: &[f64; 2], other: &[f64; 2]| {
        (one[0] - other[0]).abs() < within && (one[1] - other[1]).abs() < within
    };
    word == other_word
        && positions.len() == others.len()
        && positions.iter().all(|one| others.iter().any(|other| is_near(one, other)))
}

/// What is written to 15 digits.
const EXACT: f64 = 1e-7;
/// What a shift of datum of three numbers leaves, degrees: some metres.
const SHIFTED: f64 = 5e-5;

#[test]
fn three_features_come_out_of_every_format_the_same() {
    let all = read("features.geojson").features;
    for (name, which, within) in [
        ("features.geojsonl", vec![0, 1, 2], EXACT),
        ("features.geojsons", vec![0, 1, 2], EXACT),
        ("features.geojson.gz", vec![0, 1, 2], EXACT),
        ("features.csv", vec![0, 1, 2], EXACT),
        ("features.kml", vec![0, 1, 2], EXACT),
        ("features.kmz", vec![0, 1, 2], EXACT),
        ("old.geojson", vec![0, 1, 2], EXACT),
        ("features.topojson", vec![0, 1, 2], EXACT),
        ("shapefile-points.shp", vec![0], EXACT),
        ("shapefile-lines.shp", vec![1], EXACT),
        ("shapefile-areas.shp", vec![2], EXACT),
        ("shapefile-degrees.shp", vec![2], EXACT),
        ("shapefile-mercator.shp", vec![0], EXACT),
        ("shapefile-cp1254.shp", vec![0], EXACT),
        ("shapefile-greek-grid.shp", vec![0], SHIFTED),
        ("zipped.zip", vec![2], EXACT),
        ("points.gpx", vec![0], EXACT),
        ("lines.gpx", vec![1], EXACT),
    ] {
        let read = read(name);
        assert_eq!(read.features.len(), which.len(), "{name}");
        assert!(read.warnings.is_empty(), "{name}: {:?}", read.warnings);
        for (feature, expected) in read.features.iter().zip(which) {
            let expected: &Feature = &all[expected];
            assert!(lie_alike(feature, expected, within), "{name}: {feature:?}");
            assert_eq!(feature.text("name"), expected.text("name"), "{name}");
            if !name.ends_with(".gpx") {
                for key in ["people", "share"] {
                    assert_eq!(feature.number(key), expected.number(key), "{name}: {key}");
                }
            }
        }
    }
}

#[test]
fn what_was_found_out_is_said() {
    for (name, said) in [
        ("shapefile-points.shp", "reprojected from WGS_1984_UTM_Zone_35N"),
        ("shapefile-greek-grid.shp", "reprojected from Greek_Grid, true to some metres"),
        ("shapefile-cp1254.shp", "attributes in windows-1254"),
        ("old.geojson", "reprojected from EPSG:32635"),
        ("features.csv", "a table of 3 rows: `;` between columns; well-known text from `WKT`"),
    ] {
        let notices = read(name).notices;
        assert!(notices.iter().any(|notice| notice == said), "{name}: {notices:?}");
    }
    assert!(read("shapefile-degrees.shp").notices.is_empty());
}

#[test]
fn files_of_a_shapefile_are_told_which_one_is_meant() {
    let temporary = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("shapefile-alone");
    let _ = fs::remove_dir_all(&temporary);
    fs::create_dir_all(&temporary).expect("made");
    let take = |from: &str, to: &str| {
        fs::copy(folder().join(from), temporary.join(to)).expect("copied");
    };
    let message = |name: &str| {
        let error = read_file(&temporary.join(name), DATA).expect_err(name);
        format!("{} | {}", error.message, error.hint.unwrap_or_default())
    };
    take("shapefile-points.shp", "metres.shp");
    assert!(message("metres.shp").starts_with("there is no .prj beside the .shp"));
    take("shapefile-points.shp", "a.shx");
    assert!(message("a.shx").contains("a.shp`"));
    take("shapefile-points.dbf", "a.dbf");
    assert!(message("a.dbf").contains("a.shp`"), "{}", message("a.dbf"));
    take("shapefile-degrees.shp", "degrees.shp");
    let read = read_file(&temporary.join("degrees.shp"), DATA).expect("degrees need no .prj");
    assert_eq!(read.warnings.len(), 1, "{:?}", read.warnings);
    fs::write(temporary.join("degrees.prj"), "PROJCS[\"Moon\",GEOGCS[\"Moon\",DATUM[\"D_Moon\"]]]")
        .expect("written");
    assert!(message("degrees.shp").contains("`Moon`"));
}

#[test]
fn counts_of_a_file_are_not_believed() {
    let mut bytes = fs::read(folder().join("shapefile-degrees.shp")).expect("there");
    // the parts and the points of the first record
    for at in [100 + 8 + 36, 100 + 8 + 40] {
        let mut greater = bytes.clone();
        greater[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        let (errors, _) = problems(&greater, "a.shp");
        assert!(errors[0].message.contains("fewer numbers than it says"), "{errors:?}");
    }
    bytes[104..108].copy_from_slice(&u32::MAX.to_be_bytes());
    assert!(problems(&bytes, "a.shp").0[0].message.contains("ends within its record 1"));
}

/// A change of a file: bytes at a place taken out, and others put in.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, Vec<u8>)>> {
    let new = prop::collection::vec(any::<u8>(), 0..6);
    prop::collection::vec((any::<prop::sample::Index>(), 0_usize..6, new), 1..8)
}

fn changed(bytes: &[u8], changes: &[(prop::sample::Index, usize, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (place, length, new) in changes {
        let start = place.index(bytes.len().max(1)).min(bytes.len());
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, new.iter().copied());
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn what_is_damaged_is_read_or_refused_with_a_reason(
        which in any::<prop::sample::Index>(),
        changes in changes(),
    ) {
        const FILES: [&str; 12] = [
            "features.geojson",
            "features.geojsonl",
            "features.geojsons",
            "features.geojson.gz",
            "features.csv",
            "features.kml",
            "old.geojson",
            "features.topojson",
            "points.gpx",
            "lines.gpx",
            "shapefile-areas.shp",
            "zipped.zip",
        ];
        let name = FILES[which.index(FILES.len())];
        let bytes = changed(&fs::read(folder().join(name)).expect("there"), &changes);
        let (errors, _) = problems(&bytes, name);
        match (read_bytes(&bytes, name), read_bytes(&bytes, name)) {
            // what is no number is not equal to itself
            (Ok(one), Ok(other)) => prop_assert_eq!(format!("{one:?}"), format!("{other:?}")),
            (Err(one), Err(other)) => {
                prop_assert_eq!(&one.message, &other.message);
                prop_assert!(!errors.is_empty(), "no reason is given for {}", one.message);
            }
            _ => prop_assert!(false, "read once and refused once"),
        }
    }

    #[test]
    fn damaged_files_beside_a_shapefile_are_read_or_refused(
        which in 0_usize..3,
        changes in changes(),
    ) {
        let temporary = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("shapefile-damaged");
        fs::create_dir_all(&temporary).expect("made");
        for (number, end) in ["dbf", "prj", "cpg", "shp"].into_iter().enumerate() {
            let bytes = fs::read(folder().join("shapefile-areas").with_extension(end)).expect("there");
            let bytes = if number == which { changed(&bytes, &changes) } else { bytes };
            fs::write(temporary.join("a").with_extension(end), bytes).expect("written");
        }
        let path = temporary.join("a.shp");
        let (errors, _) = problems_of(&path, DATA).expect("there");
        prop_assert!(read_file(&path, DATA).is_ok() || !errors.is_empty());
    }
}
