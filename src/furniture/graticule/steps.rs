//! Steps: a view in, how many degrees apart its meridians and its parallels are drawn out; and the multiples of a
//! step.

use crate::figure::Graticule;
use crate::furniture::MapContext;
use crate::projection::View;
use crate::space::{Geographic, OnSheet};
use geo::Coord;

/// Steps of a graticule, in degrees: whole parts of a degree that read as minutes, then degrees.
const STEPS: [f64; 11] = [1.0 / 12.0, 1.0 / 6.0, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 45.0];
/// Least distance between two labels: on a double column and on a single one, in mm.
const LEAST_SPACING: (f64, f64) = (16.0, 10.0);

/// The steps between meridians and between parallels, in degrees.
pub(super) struct Steps {
    pub(super) meridians: f64,
    pub(super) parallels: f64,
}

/// The steps that suit a view: the finest whose labels keep apart on the sheet; the figure's own
/// step, if it has one, for both.
pub(super) fn steps(context: &MapContext) -> Steps {
    if let Graticule::Every(step) = context.figure.furniture.graticule {
        return Steps { meridians: step, parallels: step };
    }
    let least = if context.layout.is_narrow { LEAST_SPACING.1 } else { LEAST_SPACING.0 };
    let view = context.view;
    let finest = |mm_per_degree: f64| {
        STEPS.into_iter().find(|step| step * mm_per_degree >= least).unwrap_or(45.0)
    };
    let (along, up) = millimetres_per_degree(view);
    Steps { meridians: finest(along), parallels: finest(up) }
}

/// Sheet length of a degree of longitude and of latitude in the middle of the map.
pub(super) fn millimetres_per_degree(view: &View) -> (f64, f64) {
    const PART: f64 = 0.1;
    let Some(Geographic(middle)) = view.locate(OnSheet(view.frame_box().0.center())) else {
        return (0.0, 0.0);
    };
    let length = |dx: f64, dy: f64| {
        let ends = [
            Coord { x: middle.x - dx, y: middle.y - dy },
            Coord { x: middle.x + dx, y: middle.y + dy },
        ];
        let [a, b] = ends.map(|end| view.place(Geographic(end)));
        match (a, b) {
            (Some(OnSheet(a)), Some(OnSheet(b))) => {
                libm::hypot(a.x - b.x, a.y - b.y) / (2.0 * PART)
            }
            _ => 0.0,
        }
    };
    (length(PART, 0.0), length(0.0, PART))
}

/// The difference of two longitudes or latitudes the short way round, from −180 to below 180: half a turn is one way only,
/// so that the meridian opposite the middle of a map is met once.
pub(super) fn short_way(degrees: f64) -> f64 {
    (degrees + 180.0).rem_euclid(360.0) - 180.0
}

/// The multiples of `step` from `low` to `high`.
pub(super) fn multiples(low: f64, high: f64, step: f64) -> impl Iterator<Item = f64> {
    let first = (low / step - 1e-9).ceil() as i64;
    let last = (high / step + 1e-9).floor() as i64;
    (first..=last).map(move |n| n as f64 * step)
}

/// How many steps are coarser than the coarsest that a value is a multiple of: 90° comes before 30°, that before 10°.
pub(super) fn coarseness(value: f64) -> usize {
    let coarser = [90.0].into_iter().chain(STEPS.into_iter().rev());
    coarser.take_while(|step| !is_multiple(value, *step)).count()
}

/// Whether `value` is a multiple of `step`, but for rounding.
pub(super) fn is_multiple(value: f64, step: f64) -> bool {
    let times = value / step;
    (times - times.round()).abs() < 1e-6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_turn_is_one_way_only() {
        assert_eq!([190.0, 180.0, -180.0, 90.0].map(short_way), [-170.0, -180.0, -180.0, 90.0]);
    }

    #[test]
    fn multiples_include_both_ends() {
        assert_eq!(multiples(22.0, 24.0, 1.0).collect::<Vec<_>>(), [22.0, 23.0, 24.0]);
        assert_eq!(multiples(-0.5, 0.5, 0.5).count(), 3);
    }
}
