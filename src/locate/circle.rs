//! Longitudes on their circle: boxes in, the narrowest that holds them out.

use geo::Rect;

/// A full turn of longitude, degrees.
pub(super) const TURN: f64 = 360.0;

/// A degree of longitude on paper, beside one of latitude.
pub(super) fn narrowness(lat: f64) -> f64 {
    libm::cos(lat.to_radians()).max(0.1)
}

/// The narrowest box that holds these boxes, on the circle of longitudes: its west end lies from 180° W to 180° E, its east
/// end beyond 180° where it crosses that meridian. None of none.
pub(super) fn narrowest(boxes: &[Rect]) -> Option<Rect> {
    let south = boxes.iter().map(|it| it.min().y).reduce(f64::min)?;
    let north = boxes.iter().map(|it| it.max().y).reduce(f64::max)?;
    // from west to east, each from where it begins
    let mut spans: Vec<(f64, f64)> = boxes
        .iter()
        .map(|it| {
            let west = (it.min().x + TURN / 2.0).rem_euclid(TURN) - TURN / 2.0;
            (west, west + it.width().min(TURN))
        })
        .collect();
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    // the widest gap is what the box leaves out
    let mut reached = spans.iter().map(|span| span.1 - TURN).reduce(f64::max)?;
    let (mut gap, mut west) = (f64::MIN, spans[0].0);
    for (from, to) in &spans {
        if from - reached > gap {
            (gap, west) = (from - reached, *from);
        }
        reached = reached.max(*to);
    }
    let width = if gap > 0.0 { TURN - gap } else { TURN };
    let west = if gap > 0.0 { west } else { -TURN / 2.0 };
    Some(Rect::new((west, south), (west + width, north)))
}

/// A longitude counted so that it is nearest to a middle.
pub(super) fn near(lon: f64, middle: f64) -> f64 {
    middle + (lon - middle + TURN / 2.0).rem_euclid(TURN) - TURN / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(west: f64, east: f64) -> Rect {
        Rect::new((west, 0.0), (east, 1.0))
    }

    #[test]
    fn the_narrowest_box_crosses_the_antimeridian_where_that_is_shorter() {
        for (boxes, west, east) in [
            (vec![rect(10.0, 20.0), rect(30.0, 35.0)], 10.0, 35.0),
            (vec![rect(177.0, 180.0), rect(-180.0, -178.0)], 177.0, 182.0),
            (vec![rect(177.0, 177.0), rect(-172.0, -171.0)], 177.0, 189.0),
            (vec![rect(19.0, 180.0), rect(-180.0, -169.0)], 19.0, 191.0),
            (vec![rect(-5.0, 2.0), rect(2.0, 8.0)], -5.0, 8.0),
            (vec![rect(-180.0, 180.0)], -180.0, 180.0),
        ] {
            let found = narrowest(&boxes).expect("boxes");
            assert!((found.min().x - west).abs() < 1e-9, "{boxes:?}: {found:?}");
            assert!((found.max().x - east).abs() < 1e-9, "{boxes:?}: {found:?}");
        }
        assert!(narrowest(&[]).is_none());
    }

    #[test]
    fn a_longitude_is_counted_from_the_middle() {
        assert!((near(-172.0, 178.0) - 188.0).abs() < 1e-9);
        assert!((near(10.0, 20.0) - 10.0).abs() < 1e-9);
    }
}
