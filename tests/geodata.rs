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
        let whole = std::slice::from_ref(&entry.file);
        let parts = if entry.parts.is_empty() { whole } else { &entry.parts[..] };
        let read = |part: &String| fs::read(root.join(part)).expect("a listed file is there");
        let bytes: Vec<u8> = parts.iter().flat_map(read).collect();
        let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(sum, entry.sha256, "{}", entry.file);
    }
}

const METRES_IN_A_NAUTICAL_MILE: f64 = 1852.0;

/// The lines whose lengths are published (155 and 18 nautical miles), in nautical miles along the
/// geodesics between their turning points (computed with GeographicLib 2.1).
const LENGTHS: [(&str, f64); 4] = [
    ("cyp-egy-2003", 154.92),
    ("lby-tur-2019", 17.97),
    ("lby-mlt-1986", 67.1),
    ("cyp-isr-2010", 64.8),
];

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
        // To the last digit that is given.
        assert!((found - expected).abs() < 0.05, "{line}: {found} nm, {expected} expected");
    }
}

#[test]
fn every_turning_point_is_a_vertex_of_its_line() {
    use geo::CoordsIter;
    let geodata = Geodata::bundled();
    let lines = geodata.layer("maritime-lines").expect("bundled");
    assert!(lines.iter().all(|line| matches!(
        line.text("status"),
        Some("agreed" | "adjudged" | "signed" | "claimed")
    )));
    let is_pair = |line: &Feature| line.text("states").is_some_and(|it| it.split(' ').count() == 2);
    assert!(lines.iter().filter(|it| it.text("status") != Some("claimed")).all(is_pair));
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
#[serde(deny_unknown_fields)]
struct Claims {
    claim: Vec<Claim>,
    #[serde(default)]
    caveat: Vec<Caveat>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "read to hold the file to its form")]
struct Claim {
    state: String,
    kind: String,
    breadth_nm: f64,
    sea: Option<String>,
    #[serde(default)]
    outside: Vec<String>,
    valid_from: Option<toml::value::Datetime>,
    valid_to: Option<toml::value::Datetime>,
    stated_on: Option<toml::value::Datetime>,
    assumed_from: Option<toml::value::Datetime>,
    enclave_of: Option<String>,
    law: String,
    source: String,
    confidence: String,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "read to hold the file to its form")]
struct Caveat {
    state: String,
    kind: String,
    says: String,
    drawn: String,
    source: String,
    assumed_from: Option<toml::value::Datetime>,
}

impl Claim {
    /// The first day and the first day after, as ISO dates, which sort as the days do.
    fn span(&self) -> (String, String) {
        let day = |date: &Option<toml::value::Datetime>, open: &str| {
            date.as_ref().map_or(open.to_owned(), ToString::to_string)
        };
        let from = if self.valid_from.is_some() { &self.valid_from } else { &self.assumed_from };
        (day(from, "0000-01-01"), day(&self.valid_to, "9999-12-31"))
    }
}

/// A file of this repository, read as TOML.
fn table<T: serde::de::DeserializeOwned>(file: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(path).expect("the file is there");
    toml::from_str(&text).expect("the form that its head describes")
}

#[test]
fn claims_are_of_known_states_and_seas_and_never_two_on_one_day() {
    let read: Claims = table("geodata/claims.toml");
    let factbook: Claims = table("geodata/claims-factbook.toml");
    let geodata = Geodata::bundled();
    let areas = ["sea-areas", "claim-areas"].map(|name| geodata.layer(name).expect("bundled"));
    let seas: BTreeSet<_> = areas.into_iter().flatten().map(|area| area.id.as_str()).collect();
    let is_code = |code: &str| periplus::state::StateCode::from(code).check().is_ok();
    for caveat in read.caveat.iter().chain(&factbook.caveat) {
        assert!(is_code(&caveat.state), "{}", caveat.state);
    }
    let claims: Vec<&Claim> = read.claim.iter().chain(&factbook.claim).collect();
    for (index, claim) in claims.iter().enumerate() {
        let name = format!("{} {} {:?}", claim.state, claim.kind, claim.sea);
        assert!(is_code(&claim.state), "{name}");
        assert!(
            claim.sea.iter().chain(&claim.outside).all(|sea| seas.contains(sea.as_str())),
            "{name}"
        );
        let (from, to) = claim.span();
        assert!(from < to, "{name}: {from} to {to}");
        for other in &claims[index + 1..] {
            let same = (&claim.state, &claim.kind, &claim.sea, &claim.outside)
                == (&other.state, &other.kind, &other.sea, &other.outside);
            let (other_from, other_to) = other.span();
            assert!(!same || other_to <= from || to <= other_from, "{name}: {from}, {other_from}");
        }
    }
}

#[test]
fn what_was_read_stands_before_the_factbook() {
    let read: Claims = table("geodata/claims.toml");
    for claim in table::<Claims>("geodata/claims-factbook.toml").claim {
        assert_eq!(claim.confidence, "factbook");
        let same = |own: &&Claim| (&own.state, &own.kind) == (&claim.state, &claim.kind);
        for own in read.claim.iter().filter(same) {
            let sea = own.sea.as_ref().expect("a claim everywhere leaves nothing to the Factbook");
            assert!(claim.outside.contains(sea), "{} {} in {sea}", claim.state, claim.kind);
        }
    }
}

/// The rows of the Factbook, as tools/names/factbook.toml has them.
#[derive(Deserialize)]
struct Factbook {
    row: Vec<FactbookRow>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct FactbookRow {
    name: String,
    state: Option<String>,
    of: Option<String>,
    #[serde(default)]
    also: Vec<String>,
    territorial_sea: Option<String>,
    contiguous_zone: Option<String>,
    exclusive_economic_zone: Option<String>,
    fishing_zone: Option<String>,
    note: Option<String>,
    other: Option<String>,
}

impl FactbookRow {
    /// Its words on each kind of zone that is claimed.
    fn fields(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let fields = [
            ("territorial-sea", &self.territorial_sea),
            ("contiguous-zone", &self.contiguous_zone),
            ("exclusive-economic-zone", &self.exclusive_economic_zone),
        ];
        fields.into_iter().filter_map(|(kind, says)| Some((kind, says.as_deref()?)))
    }
}

#[test]
fn every_word_of_the_factbook_is_a_claim_or_a_caveat() {
    let read: Claims = table("geodata/claims.toml");
    let factbook: Claims = table("geodata/claims-factbook.toml");
    for row in table::<Factbook>("tools/names/factbook.toml").row {
        let codes = row.state.iter().chain(&row.of).chain(&row.also);
        for (code, (kind, says)) in codes.flat_map(|code| row.fields().map(move |it| (code, it))) {
            let is_it = |state: &String, of: &String| state == code && of == kind;
            let own = read.claim.iter().any(|claim| is_it(&claim.state, &claim.kind));
            let caveats = || factbook.caveat.iter().filter(|it| is_it(&it.state, &it.kind));
            let is_told = caveats().any(|caveat| caveat.says.ends_with(says));
            let breadth: Option<f64> = says.strip_suffix(" nm").and_then(|it| it.parse().ok());
            let is_entered = factbook.claim.iter().any(|claim| {
                let same_breadth = breadth.is_none_or(|breadth| breadth == claim.breadth_nm);
                is_it(&claim.state, &claim.kind) && same_breadth
            });
            assert!(own || is_told || is_entered, "{}, {kind}: {says}", row.name);
        }
    }
}

/// The fields of a line of CSV (RFC 4180).
fn csv_fields(line: &str) -> Vec<String> {
    let (mut fields, mut is_quoted) = (vec![String::new()], false);
    for letter in line.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(String::new()),
            other => fields.last_mut().expect("there is one").push(other),
        }
    }
    fields
}

#[test]
fn the_factbooks_rows_are_those_of_its_snapshot() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/reference/claims/factbook.csv");
    let Ok(text) = fs::read_to_string(path) else {
        println!("no copy of the snapshot beside this repository");
        return;
    };
    let said = |field: &str| Some(field.to_owned()).filter(|field| !field.is_empty());
    let mut rows = table::<Factbook>("tools/names/factbook.toml").row.into_iter();
    // two lines of the file are of no place: how many rows it has, and the world's
    let places = text
        .lines()
        .skip(1)
        .map(csv_fields)
        .filter(|fields| !fields[0].starts_with("count:") && fields[0] != "world/xx.json");
    for fields in places {
        let row = rows.next().expect("as many rows as places");
        let printed = [1, 2, 3, 5, 6, 7].map(|column| said(&fields[column]));
        let entered = [
            row.territorial_sea,
            row.contiguous_zone,
            row.exclusive_economic_zone,
            row.fishing_zone,
            row.note,
            row.other,
        ];
        assert_eq!((fields[0].as_str(), printed), (row.name.as_str(), entered));
    }
    assert!(rows.next().is_none());
}

#[test]
fn as_many_states_have_a_zone_of_each_kind_as_the_snapshot_says() {
    let tables = ["geodata/claims.toml", "geodata/claims-factbook.toml"].map(table::<Claims>);
    let rows = table::<Factbook>("tools/names/factbook.toml").row;
    for kind in ["territorial-sea", "contiguous-zone", "exclusive-economic-zone"] {
        let of_kind = |state: &String, of: &String| (of == kind).then(|| state.clone());
        let printed: BTreeSet<String> = rows
            .iter()
            .filter(|row| row.fields().any(|(of, _)| of == kind))
            .flat_map(|row| row.state.iter().chain(&row.of).chain(&row.also).cloned())
            .collect();
        let claims = tables.iter().flat_map(|table| &table.claim);
        let claimed: BTreeSet<String> =
            claims.filter_map(|claim| of_kind(&claim.state, &claim.kind)).collect();
        let caveats = tables.iter().flat_map(|table| &table.caveat);
        let told: BTreeSet<String> =
            caveats.filter_map(|caveat| of_kind(&caveat.state, &caveat.kind)).collect();
        let lost: Vec<&String> =
            printed.difference(&claimed).filter(|it| !told.contains(*it)).collect();
        assert!(lost.is_empty(), "{kind}: {lost:?}");
        println!("{kind}: {} printed, {} claimed", printed.len(), claimed.len());
        // all but a handful of those that are told of have a breadth too
        assert!(printed.difference(&claimed).count() < 10, "{kind}");
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
