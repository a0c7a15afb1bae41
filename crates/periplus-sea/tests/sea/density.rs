//! As many vertices as the tolerance asks, and no more.

use crate::coast::{archipelago, bundled};
use geo::{Coord, CoordsIter, Rect};
use periplus_sea::units::{Metres, NauticalMiles};
use periplus_sea::{Baseline, Request, Zones, zones};

fn ask(baselines: &[Baseline], miles: f64, tolerance: f64) -> Zones {
    let request = Request::of_breadth(NauticalMiles(miles)).with_tolerance(Metres(tolerance));
    zones(baselines, &request).expect("good baselines have zones")
}

/// The fewest chords of a circle whose middles are within `tolerance` of it: a chord over the angle 2α is
/// r (1 − cos α) away, and n chords make the round where n α = π.
fn fewest_chords(radius: f64, tolerance: f64) -> f64 {
    std::f64::consts::PI / libm::acos(1.0 - tolerance / radius)
}

fn chords(miles: f64, tolerance: f64) -> f64 {
    let found = ask(&[Baseline::rock("AAA", Coord { x: 25.0, y: 38.0 })], miles, tolerance);
    (found.belts[0].area.0.0[0].exterior().0.len() - 1) as f64
}

#[test]
fn a_disc_has_at_most_an_eighth_more_chords_than_the_tolerance_asks() {
    for (miles, tolerance) in [(3.0, 1.0), (12.0, 0.1), (12.0, 1.0), (12.0, 10.0), (200.0, 1.0)] {
        let fewest = fewest_chords(miles * 1_852.0, tolerance);
        let drawn = chords(miles, tolerance);
        assert!(drawn >= fewest.floor(), "{miles} nm, {tolerance} m: {drawn} chords, not {fewest}");
        // A tenth for what thinning, settling and rounding up may take of the tolerance (85 % are left: √(1/0.85)).
        assert!(drawn <= fewest * 1.125, "{miles} nm, {tolerance} m: {drawn} chords, not {fewest}");
    }
}

#[test]
fn ten_times_the_tolerance_takes_the_root_of_ten_fewer_chords() {
    let share = chords(12.0, 1.0) / chords(12.0, 10.0);
    // Whole chords: 1 in 100.
    assert!((share / 10.0_f64.sqrt() - 1.0).abs() < 0.02, "{share}");
}

#[test]
fn no_vertex_of_a_limit_could_be_left_out_within_half_of_the_tolerance() {
    // Edges are as long as they can be, so that two in a row are about four times as far from the arc as one.
    let coast = archipelago(4, Coord { x: 25.0, y: 37.0 }, Metres(90_000.0), 12);
    let found = ask(&coast, 12.0, 1.0);
    let (mut spare, mut all) = (0, 0);
    for line in found.belts.iter().flat_map(|zone| &zone.outer_limit.0.0) {
        for three in line.0.windows(3) {
            let metres = |from: Coord, to: Coord| Coord {
                x: (to.x - from.x) * 111_195.0 * libm::cos(from.y.to_radians()),
                y: (to.y - from.y) * 111_195.0,
            };
            let (out, chord) = (metres(three[0], three[1]), metres(three[0], three[2]));
            let away = (out.x * chord.y - out.y * chord.x).abs() / libm::hypot(chord.x, chord.y);
            spare += usize::from(away < 0.5);
            all += 1;
        }
    }
    // Ends of arcs are where they are: one in twenty.
    assert!(all > 500 && spare * 20 < all, "{spare} of {all}");
}

#[test]
fn a_coarser_tolerance_takes_fewer_vertices_of_the_aegean() {
    let window = Rect::new(Coord { x: 22.0, y: 34.0 }, Coord { x: 30.0, y: 41.5 });
    let Some(baselines) = bundled(window) else { return };
    let vertices = |tolerance: f64| -> usize {
        let found = ask(&baselines, 12.0, tolerance);
        found.belts.iter().map(|zone| zone.area.0.coords_count()).sum()
    };
    let [fine, coarse] = [1.0, 20.0].map(vertices);
    // √20 is 4.5; a third of it for the corners, which any tolerance keeps.
    assert!(coarse * 3 < fine, "{coarse} of {fine}");
}
