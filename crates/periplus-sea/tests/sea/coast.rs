//! Coasts to test on: random archipelagos, made here, and the bundled shoreline.

use geo::{Coord, LineString, Rect};
use periplus_sea::geodesy;
use periplus_sea::space::Geographic;
use periplus_sea::units::{Degrees, Metres};
use periplus_sea::{Baseline, Rank, Side};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Numbers that look random and are the same everywhere (xorshift64*, Vigna 2016).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number in 0..1.
    pub(crate) fn roll(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number between two.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.roll()
    }
}

/// A rugged islet: a closed ring of `vertices`, counter-clockwise, about `radius` wide.
pub(crate) fn islet(
    dice: &mut Dice,
    state: &str,
    centre: Coord,
    radius: Metres,
    vertices: usize,
) -> Baseline {
    let ring = (0..vertices).map(|i| {
        let reach = Metres(radius.0 * dice.between(0.5, 1.0));
        geodesy::destination(centre, Degrees(-360.0 * i as f64 / vertices as f64), reach)
    });
    let mut ring: Vec<Coord> = ring.collect();
    ring.extend(ring.first().copied());
    Baseline {
        state: state.into(),
        line: Geographic(LineString(ring)),
        seaward: Side::Right,
        one_sided: false,
        enclave: None,
        rank: Rank::Unknown,
    }
}

/// Islets of three states, from rocks to islands of 15 km, scattered within `spread` of a position: at most `islets`,
/// since those that would lie on another state's are left out. Those of one state may overlap.
pub(crate) fn archipelago(
    seed: u64,
    centre: Coord,
    spread: Metres,
    islets: usize,
) -> Vec<Baseline> {
    let mut dice = Dice(seed * 2 + 1);
    let mut made = Vec::new();
    let mut taken: Vec<(Coord, f64, usize)> = Vec::new();
    for i in 0..islets {
        let azimuth = Degrees(dice.between(-180.0, 180.0));
        let at = geodesy::destination(centre, azimuth, Metres(spread.0 * dice.roll().sqrt()));
        let radius = Metres(libm::exp2(dice.between(3.0, 13.9)));
        let vertices = dice.between(3.0, 60.0) as usize;
        let overlaps = |&(other, reach, state): &(Coord, f64, usize)| {
            state != i % 3 && geodesy::distance(at, other).0 < radius.0 + reach
        };
        if taken.iter().any(overlaps) {
            continue;
        }
        taken.push((at, radius.0, i % 3));
        made.push(islet(&mut dice, ["AAA", "BBB", "CCC"][i % 3], at, radius, vertices));
    }
    made
}

/// Islets of 128 vertices, about 150 m apart, as many as make `vertices`: one state's in the west, another's in the east.
pub(crate) fn growing(vertices: usize) -> Vec<Baseline> {
    let mut dice = Dice(128);
    let islets = vertices / 128;
    let spread = Metres(12_000.0 * (islets as f64).sqrt());
    let centre = Coord { x: 25.0, y: 37.0 };
    let made = (0..islets).map(|_| {
        let azimuth = Degrees(dice.between(-180.0, 180.0));
        let at = geodesy::destination(centre, azimuth, Metres(spread.0 * dice.roll().sqrt()));
        let state = if at.x < centre.x { "AAA" } else { "BBB" };
        islet(&mut dice, state, at, Metres(3_000.0), 128)
    });
    made.collect()
}

/// The bundled shoreline within a window, if it is there.
pub(crate) fn bundled(window: Rect) -> Option<Vec<Baseline>> {
    let given = std::env::var_os("PERIPLUS_SHORELINE").map(PathBuf::from);
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let mut bundled = folders.map(|folder| folder.join("geodata/shoreline.geojson"));
    let path = given.or_else(|| bundled.find(|path| path.exists()));
    let Some(text) = path.and_then(|path| std::fs::read_to_string(path).ok()) else {
        assert!(std::env::var_os("CI").is_none(), "missing: geodata/shoreline.geojson");
        println!("skipped: geodata/shoreline.geojson is not on this machine");
        return None;
    };
    let collection: Value = serde_json::from_str(&text).expect("the bundled shoreline is JSON");
    let mut found = Vec::new();
    for feature in collection["features"].as_array().into_iter().flatten() {
        let positions = feature["geometry"]["coordinates"].as_array().into_iter().flatten();
        let line = positions.map(|at| Coord {
            x: at[0].as_f64().expect("a longitude"),
            y: at[1].as_f64().expect("a latitude"),
        });
        let line: LineString = line.collect();
        if let Some(state) = feature["properties"]["state"].as_str() {
            let closed = line.0.first() == line.0.last();
            let near = line.0.iter().any(|at| {
                at.x > window.min().x
                    && at.x < window.max().x
                    && at.y > window.min().y
                    && at.y < window.max().y
            });
            if near {
                // Stretches of mainland have zones on both sides: land is taken out of them, as the product does.
                let seaward = if closed { ring_side(&line) } else { Side::Both };
                let (state, line) = (state.into(), Geographic(line));
                found.push(Baseline {
                    state,
                    line,
                    seaward,
                    one_sided: false,
                    enclave: None,
                    rank: Rank::Unknown,
                });
            }
        }
    }
    Some(found)
}

fn ring_side(ring: &LineString) -> Side {
    let twice: f64 = ring.lines().map(|edge| edge.determinant()).sum();
    if twice > 0.0 { Side::Right } else { Side::Left }
}
