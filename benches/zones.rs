//! How long zones take: the bundled Aegean, and random coasts of growing size.

#![allow(clippy::print_stdout, dead_code, reason = "the coasts are shared with the tests")]

#[path = "../crates/periplus-sea/tests/sea/coast.rs"]
mod coast;

use divan::Bencher;
use geo::{Coord, Rect};
use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::survey::survey;
use periplus_sea::space::Geographic;
use periplus_sea::units::{Metres, NauticalMiles};
use periplus_sea::{Regime, Request, zones};

fn main() {
    divan::main();
}

/// Greece, Türkiye and whoever else is in the window: 6 and 12 nm with median, at a tolerance in metres.
#[divan::bench(args = [1.0, 10.0], sample_count = 10)]
fn aegean(bencher: Bencher, tolerance: f64) {
    let window = Rect::new(Coord { x: 22.0, y: 34.0 }, Coord { x: 30.0, y: 41.5 });
    let Some(baselines) =
        coast::bundled(Rect::new(Coord { x: 8.0, y: 20.0 }, Coord { x: 56.0, y: 50.0 }))
    else {
        return;
    };
    let request = Request::default()
        .with_states(["GRC", "TUR"])
        .with_regimes([6.0, 12.0].map(|breadth| Regime::everywhere(NauticalMiles(breadth))))
        .with_window(Some(Geographic(window)))
        .with_tolerance(Metres(tolerance));
    bencher.bench(|| zones(&baselines, &request));
}

/// All states of the bundled window, 12 nm.
#[divan::bench(sample_count = 5)]
fn bundled_window(bencher: Bencher) {
    let window = Rect::new(Coord { x: 7.0, y: 20.0 }, Coord { x: 57.0, y: 50.0 });
    let Some(baselines) = coast::bundled(window) else {
        return;
    };
    bencher.bench(|| zones(&baselines, &Request::default()));
}

/// All states of the whole earth, 12 nm, land taken out, as one partition; from its coarsest coast, so that it ends soon.
/// `periplus zones` of the same figure takes every islet, and some forty times as long.
#[divan::bench(sample_count = 3)]
fn earth(bencher: Bencher) {
    let figure = "[extent]\nbounds = [-180, -90, 180, 90]\n[zones]\nbreadths = [12]\n";
    let (Ok(figure), Some(geodata)) =
        (Figure::parse(figure, "earth"), Geodata::bundled().everywhere())
    else {
        return;
    };
    bencher.bench(|| survey(&figure, &geodata));
}

/// How time grows with the coast: two states, 12 nm, 1 m.
#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 5)]
fn coast_of(bencher: Bencher, vertices: usize) {
    let baselines = coast::growing(vertices);
    bencher.bench(|| zones(&baselines, &Request::default()));
}
