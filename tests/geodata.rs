//! What the bundled geodata promise: no islet lost, the right state, one shoreline, true checksums.

use periplus::geodata::{Feature, Geodata};
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
