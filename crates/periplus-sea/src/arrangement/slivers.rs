//! Slivers: faces so narrow that they lie between two computations of one line. What such a face is said to be is chance:
//! it goes to the neighbour along its longer side.

use super::Arrangement;
use crate::geodesy::WGS84;
use crate::units::Metres;
use geo::{Coord, Polygon};
use std::collections::BTreeMap;

impl Arrangement {
    /// Gives faces narrower than `width` what is said of a broader neighbour; without one, nothing is said of them.
    pub fn merge_slivers<L: Clone>(&self, labels: &mut [Option<L>], width: Metres) {
        let widths: Vec<f64> = (0..self.len()).map(|face| mean_width(&self.face(face).0)).collect();
        let mut labelled: Vec<bool> = widths.iter().map(|its| *its >= width.0).collect();
        // The broader slivers first, so that what lies between two of them ends up with a broad face.
        let mut slivers: Vec<usize> = (0..self.len()).filter(|face| !labelled[*face]).collect();
        slivers.sort_by(|a, b| widths[*b].total_cmp(&widths[*a]));
        while !slivers.is_empty() {
            let known = slivers.len();
            slivers.retain(|&face| match self.longest_side(face, &labelled) {
                Some(other) => {
                    labels[face] = labels[other].clone();
                    labelled[face] = true;
                    false
                }
                None => true,
            });
            if slivers.len() == known {
                slivers.drain(..).for_each(|face| labels[face] = None);
            }
        }
    }

    /// The neighbour whose label stands, with which a face shares the longest side.
    fn longest_side(&self, face: usize, labelled: &[bool]) -> Option<usize> {
        let mut sides: BTreeMap<usize, f64> = BTreeMap::new();
        for (other, [from, to]) in self.neighbours(face) {
            if labelled[other] {
                let along = flat(to, from);
                *sides.entry(other).or_default() += libm::hypot(along.x, along.y);
            }
        }
        sides.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(other, _)| other)
    }
}

/// Metres from a position near by, on a plane that is true to scale there.
pub(super) fn flat(at: Coord, origin: Coord) -> Coord {
    let metres = WGS84.a().to_radians();
    let shrink = libm::cos(origin.y.to_radians());
    Coord { x: (at.x - origin.x) * shrink * metres, y: (at.y - origin.y) * metres }
}

/// The area of a polygon by half of the way round it, in metres: the width, if it is a strip.
///
/// Good to a few hundredths, where a strip is short.
pub(super) fn mean_width(polygon: &Polygon) -> f64 {
    // The position farthest from the poles: at a pole itself nothing would have any width.
    let corners = polygon.exterior().0.iter().copied();
    let Some(origin) = corners.min_by(|a, b| a.y.abs().total_cmp(&b.y.abs())) else { return 0.0 };
    let (mut length, mut twice_area) = (0.0, 0.0);
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    for edge in rings.flat_map(|ring| ring.lines()) {
        let (from, to) = (flat(edge.start, origin), flat(edge.end, origin));
        length += libm::hypot(to.x - from.x, to.y - from.y);
        twice_area += from.x * to.y - to.x * from.y;
    }
    twice_area.abs() / length
}
