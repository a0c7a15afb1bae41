//! True scale: a view in, distances on the ground between places of its sheet and how far its scale varies out.
//! Distances are geodesics; nothing is taken from the projection's own formulas.

use super::View;
use crate::space::{Geographic, OnSheet};
use crate::units::Metres;
use geo::{Contains, Coord};
use periplus_sea::geodesy;

/// Places along each side of the map at which its scale is measured.
const PLACES: u32 = 13;
/// Directions at each place, over half a turn.
const DIRECTIONS: u32 = 4;
/// Length on the sheet over which it is measured, in mm.
const LENGTH: f64 = 1.0;

/// The true scale at a place of the map, in one direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrueScale {
    /// Metres on the ground for a metre of paper.
    pub denominator: f64,
    /// Where, degrees.
    pub position: Geographic<Coord>,
}

/// The largest and the smallest true scale that a map shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScaleRange {
    /// The largest: its denominator is the least.
    pub largest: TrueScale,
    /// The smallest.
    pub smallest: TrueScale,
}

impl ScaleRange {
    /// By how much the smallest denominator is exceeded: 0.05 for 5 %.
    pub fn variation(&self) -> f64 {
        self.smallest.denominator / self.largest.denominator - 1.0
    }
}

impl View {
    /// The length of the geodesic between two places of the sheet; none beyond the rim of the world.
    pub fn distance(&self, from: OnSheet<Coord>, to: OnSheet<Coord>) -> Option<Metres> {
        let (Geographic(from), Geographic(to)) = (self.locate(from)?, self.locate(to)?);
        Some(geodesy::distance(from, to))
    }

    /// The largest and smallest scale inside the neatline, sampled at 13 × 13 places in four directions
    /// each; none if no place is on the earth.
    pub fn scale_range(&self) -> Option<ScaleRange> {
        let OnSheet(neatline) = self.neatline();
        let OnSheet(frame) = self.frame_box();
        let part = |i: u32| (f64::from(i) + 0.5) / f64::from(PLACES);
        let size = frame.max() - frame.min();
        let places = (0..PLACES).flat_map(|row| (0..PLACES).map(move |column| (column, row)));
        let places = places
            .map(|(x, y)| frame.min() + Coord { x: size.x * part(x), y: size.y * part(y) })
            .filter(|at| neatline.contains(at));
        let scales = places.flat_map(|at| (0..DIRECTIONS).map(move |turn| (at, turn)));
        let scales = scales.filter_map(|(at, turn)| self.true_scale(at, turn));
        scales.fold(None, |range: Option<ScaleRange>, here| {
            let range = range.unwrap_or(ScaleRange { largest: here, smallest: here });
            let pick = |best: TrueScale, is_better: bool| if is_better { here } else { best };
            let (least, most) = (range.largest.denominator, range.smallest.denominator);
            Some(ScaleRange {
                largest: pick(range.largest, here.denominator < least),
                smallest: pick(range.smallest, here.denominator > most),
            })
        })
    }

    fn true_scale(&self, at: Coord, turn: u32) -> Option<TrueScale> {
        let angle = std::f64::consts::PI * f64::from(turn) / f64::from(DIRECTIONS);
        let half = Coord { x: libm::cos(angle), y: libm::sin(angle) } * (LENGTH / 2.0);
        let Metres(length) = self.distance(OnSheet(at - half), OnSheet(at + half))?;
        let position = self.locate(OnSheet(at))?;
        let denominator = length * 1000.0 / LENGTH;
        (denominator.is_finite() && denominator > 0.0)
            .then_some(TrueScale { denominator, position })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Bounds, Frame, MapArea, Method};
    use super::*;
    use crate::units::Millimetres;

    fn range(name: &str, bounds: [f64; 4]) -> ScaleRange {
        let bounds = Bounds::new(bounds).unwrap();
        let method: &Method = name.parse().unwrap();
        let projection = method.projection(None, None, &bounds).unwrap();
        let corner = OnSheet(Coord { x: 0.0, y: 0.0 });
        let area = MapArea { corner, width: Millimetres(170.0), height: None };
        let view = View::fit(projection, bounds, Frame::Rectangle, &area).unwrap();
        view.scale_range().unwrap()
    }

    #[test]
    fn mercator_varies_with_the_secant_of_the_latitude() {
        let range = range("mercator", [0.0, 0.0, 40.0, 60.0]);
        let Geographic(near) = range.smallest.position;
        let Geographic(far) = range.largest.position;
        // k = cos φ · (1 − e² sin² φ)^-½ on the ellipsoid: Snyder 1987, eq. 7-8
        let factor = |lat: f64| {
            let (s, c) = libm::sincos(lat.to_radians());
            (1.0 - 0.006_694_38 * s * s).sqrt() / c
        };
        let expected = factor(far.y) / factor(near.y) - 1.0;
        assert!((range.variation() - expected).abs() < 0.01 * expected, "{range:?}");
        assert!(near.y < 5.0 && far.y > 55.0, "{range:?}");
    }

    #[test]
    fn an_equal_area_map_of_a_small_sea_hardly_varies() {
        let range = range("laea", [22.3, 34.6, 29.85, 41.2]);
        assert!(range.variation() < 0.01, "{range:?}");
    }
}
