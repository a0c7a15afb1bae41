//! Internal waters: straight baselines and land (lon/lat) in, the waters between them out.
//! UNCLOS Art. 7, 8: what lies landward of a straight baseline is internal waters, never territorial sea.
//! Method: the water round a baseline is cut along it; what then is shut in between baseline and land is inside.
//! Not here: which baselines there are; their edges between points (they come in densified).

use super::land::subtract_land;
use super::{Baseline, Side};
use crate::arrangement::Arrangement;
use crate::error::Warning;
use crate::geodesy;
use crate::space::Geographic;
use crate::units::{Metres, NauticalMiles};
use geo::{
    BoundingRect, Closest, ClosestPoint, Contains, Coord, LineString, MultiPolygon, Point, Polygon,
    Rect,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A baseline whose end lies no farther from the land is taken to reach it: two coasts of one place differ by so much.
const LANDFALL: Metres = NauticalMiles(2.0).metres();
/// How far round a baseline the water that it shuts in may reach, in degrees: what is not shut in by the first frame is
/// looked for in the next.
const FRAMES: [f64; 3] = [0.5, 2.0, 8.0];

/// Waters landward of a baseline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InternalWaters {
    /// Whose they are.
    pub state: String,
    /// Where they are; land taken out.
    pub area: Geographic<MultiPolygon>,
}

/// The waters that straight baselines shut in, by state, and which of them shut in none, where no side is known.
///
/// Shape: valid polygons. Accuracy: that of the baselines and of the land.
pub fn internal_waters(
    straight: &[Baseline],
    land: &[Geographic<MultiPolygon>],
) -> (Vec<InternalWaters>, Vec<Warning>) {
    let mut by_state: BTreeMap<&str, Vec<Polygon>> = BTreeMap::new();
    let mut warnings = Vec::new();
    for baseline in straight.iter().filter(|baseline| baseline.line.0.0.len() > 1) {
        let inside = shut_in(baseline, land);
        if inside.is_empty() && baseline.seaward == Side::Both {
            let at = baseline.line.0.0[0];
            let message = format!(
                "the straight baseline of {} from {:.4}, {:.4} shuts in no water",
                baseline.state, at.x, at.y
            );
            let hint = "its ends have to reach the land, within 2 nautical miles";
            warnings.push(Warning::new(message).hint(hint));
        }
        by_state.entry(&baseline.state).or_default().extend(inside);
    }
    let waters = by_state.into_iter().filter(|(_, inside)| !inside.is_empty());
    let waters = waters.map(|(state, inside)| InternalWaters {
        state: state.to_owned(),
        area: Geographic(geo::unary_union(&inside)),
    });
    (waters.collect(), warnings)
}

/// The faces of the water between a line and the land, none of which reaches open sea.
pub(super) fn shut_in(baseline: &Baseline, land: &[Geographic<MultiPolygon>]) -> Vec<Polygon> {
    let Some(extent) = baseline.line.0.bounding_rect() else { return Vec::new() };
    for margin in FRAMES {
        let margin = Coord { x: margin, y: margin };
        let frame = Rect::new(extent.min() - margin, extent.max() + margin);
        let line = ashore(&baseline.line.0, land, &frame);
        let water = Geographic(MultiPolygon(vec![frame.to_polygon()]));
        let water = Arrangement::new(subtract_land(&water, land), [&line]);
        let is_inside = |face: &usize| {
            let beside = water.neighbours(*face).next().is_some();
            beside && !water.outer_edges(*face).any(|edge| is_on(&frame, edge))
        };
        let found: Vec<usize> = (0..water.len()).filter(is_inside).collect();
        if !found.is_empty() {
            return found.into_iter().map(|face| water.face(face).0).collect();
        }
    }
    Vec::new()
}

/// Whether an edge is part of a frame.
fn is_on(frame: &Rect, edge: [Coord; 2]) -> bool {
    /// Degrees: the grid of the faces is finer.
    const NEXT_TO: f64 = 1e-6;
    let near = |value: f64, side: f64| (value - side).abs() < NEXT_TO;
    let (low, high) = (frame.min(), frame.max());
    let on_meridian = |lon: f64| edge.iter().all(|at| near(at.x, lon));
    let on_parallel = |lat: f64| edge.iter().all(|at| near(at.y, lat));
    on_meridian(low.x) || on_meridian(high.x) || on_parallel(low.y) || on_parallel(high.y)
}

/// The line with its ends carried on to the nearest land.
fn ashore(line: &LineString, land: &[Geographic<MultiPolygon>], frame: &Rect) -> LineString {
    let near: Vec<&Polygon> = land
        .iter()
        .flat_map(|land| &land.0.0)
        .filter(|part| {
            part.bounding_rect().is_some_and(|its| geo::Intersects::intersects(&its, frame))
        })
        .collect();
    let ends = [line.0.first(), line.0.last()].map(|end| end.and_then(|end| landfall(*end, &near)));
    let mut whole: Vec<Coord> = ends[0].into_iter().collect();
    whole.extend(line.0.iter().copied());
    whole.extend(ends[1]);
    LineString(whole)
}

/// A position a little inland of the shore nearest to the end of a baseline; none if it ends on land or far from any.
fn landfall(end: Coord, land: &[&Polygon]) -> Option<Coord> {
    /// The part by which the way to the shore is made longer, so that it surely crosses it.
    const BEYOND: f64 = 1e-3;
    if land.iter().any(|land| land.contains(&Point(end))) {
        return None;
    }
    // Degrees of longitude are shorter: on a plane true to scale at the end, the nearest is the nearest.
    let shrink = libm::cos(end.y.to_radians());
    let flat = |at: Coord| Coord { x: at.x * shrink, y: at.y };
    let shores = land.iter().filter_map(|land| {
        let ring: LineString = land.exterior().0.iter().map(|at| flat(*at)).collect();
        match ring.closest_point(&Point(flat(end))) {
            Closest::SinglePoint(point) | Closest::Intersection(point) => {
                Some(Coord { x: point.x() / shrink, y: point.y() })
            }
            Closest::Indeterminate => None,
        }
    });
    let nearest = shores
        .min_by(|a, b| geodesy::distance(end, *a).0.total_cmp(&geodesy::distance(end, *b).0))?;
    let close = geodesy::distance(end, nearest).0 <= LANDFALL.0;
    close.then(|| nearest + (nearest - end) * BEYOND)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, Validation};

    /// A square of land with a square notch of 0.2° in its southern shore.
    fn notched() -> Vec<Geographic<MultiPolygon>> {
        let ring = vec![
            (24.0, 38.0),
            (24.9, 38.0),
            (24.9, 38.2),
            (25.1, 38.2),
            (25.1, 38.0),
            (26.0, 38.0),
            (26.0, 39.0),
            (24.0, 39.0),
            (24.0, 38.0),
        ];
        let land = Polygon::new(LineString::from(ring), Vec::new());
        vec![Geographic(MultiPolygon(vec![land]))]
    }

    fn across(west: f64, east: f64, south: f64) -> Baseline {
        let line = LineString::from(vec![(west, south), (east, south)]);
        Baseline::line("AAA", line.0)
    }

    #[test]
    fn a_baseline_across_a_bay_shuts_the_bay_in() {
        let (waters, warnings) = internal_waters(&[across(24.9, 25.1, 38.0)], &notched());
        assert!(warnings.is_empty() && waters.len() == 1);
        // The notch itself; vertices are rounded to 1e-7 degrees.
        assert!((waters[0].area.0.unsigned_area() - 0.04).abs() < 1e-7);
        assert!(waters[0].area.0.is_valid());
    }

    #[test]
    fn a_baseline_off_the_shore_is_carried_on_to_it() {
        // A hundredth of a degree, 0.6 nautical miles, off the shore at either end.
        let (waters, _) = internal_waters(&[across(24.8, 25.2, 37.99)], &notched());
        // The notch, and the strip of 0.4 by 0.01 degrees before it.
        assert!((waters[0].area.0.unsigned_area() - 0.044).abs() < 1e-6);
    }

    #[test]
    fn a_baseline_in_the_open_sea_shuts_nothing_in_and_says_so() {
        let (waters, warnings) = internal_waters(&[across(24.8, 25.2, 37.0)], &notched());
        assert!(waters.is_empty());
        assert!(warnings[0].message.contains("shuts in no water"));
    }
}
