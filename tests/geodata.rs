//! What the bundled geodata promise: no islet lost, the right state, one shoreline, true checksums,
//! lines at sea through their published points, claims that do not contradict each other.

use geographiclib_rs::{Geodesic, InverseGeodesic};
use periplus::geodata::{Feature, Geodata};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Islets that coarser data lose or give to the wrong state, and whose they are (maritime.md's list and
/// the overrides of tools/); none is nobody's.
const ISLETS: [(&str, Option<&str>); 8] = [
    ("Kastellorizo", Some("GRC")),
    ("Gavdos", Some("GRC")),
    ("Pserimos", Some("GRC")),
    ("Farmakonisi", Some("GRC")),
    ("Agathonisi", Some("GRC")),
    ("Gökçeada", Some("TUR")),
    ("Bozcaada", Some("TUR")),
    ("Imia / Kardak", None),
];

fn named<'a>(features: &'a [Feature], name: &str) -> &'a Feature {
    features.iter().find(|it| it.text("name") == Some(name)).expect("the island is named")
}

/// A position in units of the fifth decimal, the finest that the files have.
fn key(at: &geo::Coord) -> (i64, i64) {
    ((at.x * 1e5).round() as i64, (at.y * 1e5).round() as i64)
}

#[test]
fn small_islands_are_there_and_have_their_state() {
    let geodata = Geodata::bundled();
    let islands = geodata.layer("islands").expect("bundled");
    let shoreline = geodata.layer("shoreline").expect("bundled");
    for (name, state) in ISLETS {
        let island = named(islands, name);
        let rings = match island.attributes.get("ring") {
            Some(ring) => ring.to_string(),
            None => String::new(),
        };
        for ring in rings.split(' ') {
            let id = format!("gshhg-{ring}");
            let shore = shoreline.iter().find(|line| line.id == id);
            let shore = shore.unwrap_or_else(|| panic!("{name}: no shore {id}"));
            assert_eq!(shore.text("state"), state, "{name}");
        }
    }
}

#[test]
fn malta_has_a_shore_of_its_own() {
    let geodata = Geodata::bundled();
    let shoreline = geodata.layer("shoreline").expect("bundled");
    assert!(shoreline.iter().any(|line| line.text("state") == Some("MLT")));
}

#[test]
fn every_vertex_of_the_shore_is_a_vertex_of_the_land() {
    use geo::CoordsIter;
    let geodata = Geodata::bundled();
    let land: BTreeSet<(i64, i64)> = geodata
        .layer("countries")
        .expect("bundled")
        .iter()
        .flat_map(|country| country.geometry.0.coords_iter().collect::<Vec<_>>())
        .map(|at| key(&at))
        .collect();
    let shoreline = geodata.layer("shoreline").expect("bundled");
    let loose = shoreline
        .iter()
        .filter(|line| line.text("water") == Some("sea"))
        .filter(|line| line.geometry.0.coords_iter().any(|at| !land.contains(&key(&at))))
        .count();
    assert_eq!(loose, 0, "shores that leave their land");
}

#[test]
fn the_catalogue_tells_the_true_checksums() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    let catalogue = Geodata::bundled().catalogue().expect("bundled");
    assert!(catalogue.datasets.len() >= 10, "the catalogue lists the layers");
    for entry in &catalogue.datasets {
        let bytes = fs::read(root.join(&entry.file)).expect("a listed file is there");
        let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(sum, entry.sha256, "{}", entry.file);
    }
}

const METRES_IN_A_NAUTICAL_MILE: f64 = 1852.0;

/// The lines whose lengths are published (155 and 18 nautical miles), in nautical miles along the
/// geodesics between their turning points (computed with GeographicLib 2.1).
const LENGTHS: [(&str, f64); 2] = [("cyp-egy-2003", 154.92), ("lby-tur-2019", 17.97)];

/// The turning points of a line, in their order.
fn turning_points(geodata: &Geodata, line: &str) -> Vec<geo::Coord> {
    use geo::CoordsIter;
    let points = geodata.layer("turning-points").expect("bundled");
    let of_line = points.iter().filter(|point| point.text("line") == Some(line));
    of_line.flat_map(|point| point.geometry.0.coords_iter().collect::<Vec<_>>()).collect()
}

#[test]
fn lines_at_sea_are_as_long_as_published() {
    let (geodata, ellipsoid) = (Geodata::bundled(), Geodesic::wgs84());
    for (line, expected) in LENGTHS {
        let points = turning_points(&geodata, line);
        let metres: f64 = points
            .windows(2)
            .map(|edge| -> f64 { ellipsoid.inverse(edge[0].y, edge[0].x, edge[1].y, edge[1].x) })
            .sum();
        let found = metres / METRES_IN_A_NAUTICAL_MILE;
        assert!((found - expected).abs() < 0.01, "{line}: {found} nm, {expected} expected");
    }
}

#[test]
fn every_turning_point_is_a_vertex_of_its_line() {
    use geo::CoordsIter;
    let geodata = Geodata::bundled();
    let lines = geodata.layer("maritime-lines").expect("bundled");
    assert!(lines.iter().all(|line| matches!(line.text("status"), Some("agreed" | "claimed"))));
    let published = lines.iter().filter(|line| line.text("along").is_none());
    for line in published.filter(|line| line.text("kind") != Some("closing-line")) {
        let vertices: Vec<geo::Coord> = line.geometry.0.coords_iter().collect();
        let points = turning_points(&geodata, &line.id);
        assert!(points.len() >= 2, "{}", line.id);
        assert!(points.iter().all(|point| vertices.contains(point)), "{}", line.id);
    }
}

#[test]
fn the_line_across_the_gulf_of_sidra_is_its_parallel_from_coast_to_coast() {
    use geo::{CoordsIter, Distance, Euclidean};
    let geodata = Geodata::bundled();
    let lines = geodata.layer("maritime-lines").expect("bundled");
    let line = lines.iter().find(|line| line.id == "lby-sidra-1973").expect("bundled");
    let vertices: Vec<geo::Coord> = line.geometry.0.coords_iter().collect();
    assert!(vertices.iter().all(|at| (at.y - 32.5).abs() < 1e-9));
    let shore = geodata.layer("shoreline").expect("bundled");
    let libyan: Vec<_> = shore.iter().filter(|it| it.text("state") == Some("LBY")).collect();
    for end in [vertices[0], vertices[vertices.len() - 1]] {
        let end = geo::Geometry::Point(end.into());
        let distances = libyan.iter().map(|it| Euclidean.distance(&it.geometry.0, &end));
        assert!(distances.fold(f64::MAX, f64::min) < 1e-4, "{end:?}");
    }
}

#[derive(Deserialize)]
struct Claims {
    claim: Vec<Claim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "read to hold the file to its form")]
struct Claim {
    state: String,
    kind: String,
    breadth_nm: f64,
    sea: Option<String>,
    valid_from: Option<toml::value::Datetime>,
    valid_to: Option<toml::value::Datetime>,
    law: String,
    source: String,
    confidence: String,
    note: Option<String>,
}

impl Claim {
    /// The first day and the first day after, as ISO dates, which sort as the days do.
    fn span(&self) -> (String, String) {
        let day = |date: &Option<toml::value::Datetime>, open: &str| {
            date.as_ref().map_or(open.to_owned(), ToString::to_string)
        };
        (day(&self.valid_from, "0000-01-01"), day(&self.valid_to, "9999-12-31"))
    }
}

#[test]
fn claims_are_of_known_states_and_seas_and_never_two_on_one_day() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata/claims.toml");
    let text = fs::read_to_string(path).expect("the file is there");
    let claims = toml::from_str::<Claims>(&text).expect("the form that its head describes").claim;
    let geodata = Geodata::bundled();
    let countries = geodata.layer("countries").expect("bundled");
    let states: BTreeSet<_> = countries.iter().filter_map(|it| it.text("state")).collect();
    let areas = ["sea-areas", "claim-areas"].map(|name| geodata.layer(name).expect("bundled"));
    let seas: BTreeSet<_> = areas.into_iter().flatten().map(|area| area.id.as_str()).collect();
    for (index, claim) in claims.iter().enumerate() {
        let name = format!("{} {} {:?}", claim.state, claim.kind, claim.sea);
        assert!(states.contains(claim.state.as_str()), "{name}");
        assert!(claim.sea.as_deref().is_none_or(|sea| seas.contains(sea)), "{name}");
        let (from, to) = claim.span();
        assert!(from < to, "{name}: {from} to {to}");
        for other in &claims[index + 1..] {
            let same =
                (&claim.state, &claim.kind, &claim.sea) == (&other.state, &other.kind, &other.sea);
            let (other_from, other_to) = other.span();
            assert!(!same || other_to <= from || to <= other_from, "{name}: {from}, {other_from}");
        }
    }
}

/// Places in the sea and the step of depth that charts of any scale give them: from metres, to metres.
const DEPTHS: [(&str, (f64, f64), f64); 7] = [
    ("middle of the Black Sea", (34.0, 43.2), 2000.0),
    ("southern basin of the Caspian", (51.5, 38.5), 200.0),
    ("northern Caspian", (50.0, 45.5), 0.0),
    ("Sea of Azov", (36.5, 46.0), 0.0),
    ("Hellenic Trench", (21.0, 36.5), 2000.0),
    ("northern Adriatic", (13.0, 44.8), 0.0),
    ("Marmara's northern basins", (28.3, 40.83), 200.0),
];

fn areas(step: &Feature) -> geo::MultiPolygon {
    match &step.geometry.0 {
        geo::Geometry::MultiPolygon(areas) => areas.clone(),
        _ => geo::MultiPolygon::new(Vec::new()),
    }
}

#[test]
fn depths_are_nested_and_true_in_known_places() {
    use geo::{Area, BooleanOps, Contains, Validation};
    let geodata = Geodata::bundled();
    let steps = geodata.layer("bathymetry").expect("bundled");
    let least = |step: &Feature| step.number("min_depth").expect("a step has its least depth");
    for pair in steps.windows(2) {
        assert_eq!(pair[0].number("max_depth"), Some(least(&pair[1])));
        let (holder, held) = (areas(&pair[0]), areas(&pair[1]));
        assert!(holder.unsigned_area() > held.unsigned_area(), "{}", pair[1].id);
        // rounding to the grid of the file moves an edge by half of .001° at the most
        assert!(held.difference(&holder).unsigned_area() < 1e-3, "{}", pair[1].id);
    }
    for (name, (x, y), expected) in DEPTHS {
        let at = geo::Point::new(x, y);
        let found = steps.iter().filter(|step| step.geometry.0.contains(&at)).map(least);
        assert_eq!(found.fold(-1.0, f64::max), expected, "{name}");
    }
    for step in steps {
        assert!(step.geometry.0.is_valid(), "{}", step.id);
    }
}
