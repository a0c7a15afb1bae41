//! Crossings: a view in, the places where meridians and parallels meet its neatline out.

use super::steps::{multiples, short_way};
use super::{Family, LINE_POSITIONS};
use crate::projection::{Frame, View};
use crate::space::{Geographic, OnSheet};
use geo::{Coord, LineString};

/// Samples along one side of the neatline when its crossings are looked for.
const SIDE_SAMPLES: usize = 256;

/// A place where a line of the graticule meets the neatline.
pub(super) struct Crossing {
    pub(super) value: f64,
    pub(super) at: Coord,
    /// Unit vector out of the map.
    pub(super) outward: Coord,
    /// How far along its side it lies from the side's start, in mm.
    pub(super) along: f64,
    /// How far along its side it lies from the nearer end, in mm.
    pub(super) from_corner: f64,
}

/// One of the four edges of the neatline, from its western or northern end on.
pub(super) struct NeatlineEdge {
    pub(super) line: LineString,
    pub(super) family: Family,
}

/// The neatline's edges: top and bottom, which meridians meet, and left and right.
pub(super) fn sides(view: &View) -> Vec<NeatlineEdge> {
    let corners = match view.frame {
        Frame::Auto | Frame::Rectangle => {
            let OnSheet(frame) = view.frame_box();
            let (min, max) = (frame.min(), frame.max());
            let edge = |a: Coord, b: Coord| LineString::new(vec![a, b]);
            let (right, left) = (Coord { x: max.x, y: min.y }, Coord { x: min.x, y: max.y });
            [edge(min, right), edge(left, max), edge(min, left), edge(right, max)]
        }
        Frame::Graticule => {
            let b = &view.bounds;
            let edge = |from: (f64, f64), to: (f64, f64)| along(view, from.into(), to.into());
            [
                edge((b.west, b.north), (b.east, b.north)),
                edge((b.west, b.south), (b.east, b.south)),
                edge((b.west, b.north), (b.west, b.south)),
                edge((b.east, b.north), (b.east, b.south)),
            ]
        }
    };
    let [top, bottom, left, right] = corners;
    let side = |line, family| NeatlineEdge { line, family };
    vec![
        side(top, Family::Meridians),
        side(bottom, Family::Meridians),
        side(left, Family::Parallels),
        side(right, Family::Parallels),
    ]
}

/// A piece of a meridian or parallel as it lies on the sheet.
fn along(view: &View, from: Coord, to: Coord) -> LineString {
    let part = |i: usize| from + (to - from) * (i as f64 / LINE_POSITIONS as f64);
    let places = (0..=LINE_POSITIONS).filter_map(|i| view.place(Geographic(part(i))));
    places.map(|OnSheet(at)| at).collect()
}

/// The places where lines of a family meet one side of the neatline.
pub(super) fn crossings(
    view: &View,
    side: &LineString,
    family: Family,
    step: f64,
) -> Vec<Crossing> {
    let samples = sample(side);
    let values: Vec<Option<f64>> =
        samples.iter().map(|(at, _)| value_at(view, *at, family)).collect();
    let length = samples.last().map_or(0.0, |(_, along)| *along);
    let middle = view.frame_box().0.center();
    let mut found = Vec::new();
    for (pair, value) in samples.windows(2).zip(values.windows(2)) {
        let (Some(before), Some(after)) = (value[0], value[1]) else { continue };
        // From one sample to the next the short way round: longitudes jump at half a turn.
        let after = before + short_way(after - before);
        for value in multiples(before.min(after), before.max(after), step) {
            let part = if after == before { 0.0 } else { (value - before) / (after - before) };
            let ((a, along_a), (b, along_b)) = (pair[0], pair[1]);
            let at = a + (b - a) * part;
            let along = along_a + (along_b - along_a) * part;
            let outward = outward(b - a, at - middle);
            let from_corner = along.min(length - along);
            found.push(Crossing { value, at, outward, along, from_corner });
        }
    }
    found.dedup_by(|a, b| (a.value - b.value).abs() < 1e-9);
    found
}

/// The longitude or latitude at a place on the sheet; longitudes go on across the antimeridian.
pub(super) fn value_at(view: &View, at: Coord, family: Family) -> Option<f64> {
    let Geographic(at) = view.locate(OnSheet(at))?;
    let middle = view.bounds.center().x;
    Some(family.value(Coord { x: middle + short_way(at.x - middle), y: at.y }))
}

/// Evenly spaced places along a line, each with its distance from the start in mm.
pub(super) fn sample(line: &LineString) -> Vec<(Coord, f64)> {
    let mut along = vec![0.0];
    for edge in line.lines() {
        along.push(along[along.len() - 1] + libm::hypot(edge.dx(), edge.dy()));
    }
    let length = along[along.len() - 1];
    let mut edge = 0;
    (0..=SIDE_SAMPLES)
        .map(|i| {
            let want = length * i as f64 / SIDE_SAMPLES as f64;
            while edge + 2 < along.len() && along[edge + 1] < want {
                edge += 1;
            }
            let part = (want - along[edge]) / (along[edge + 1] - along[edge]).max(1e-12);
            let (a, b) = (line.0[edge], line.0[edge + 1]);
            (a + (b - a) * part.clamp(0.0, 1.0), want)
        })
        .collect()
}

/// The unit normal of `along` that points away from the middle of the map.
pub(super) fn outward(along: Coord, from_middle: Coord) -> Coord {
    let length = libm::hypot(along.x, along.y).max(1e-12);
    let normal = Coord { x: along.y / length, y: -along.x / length };
    let away = normal.x * from_middle.x + normal.y * from_middle.y;
    if away < 0.0 { normal * -1.0 } else { normal }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_is_sampled_from_end_to_end() {
        let side = LineString::from(vec![(0.0, 0.0), (1.0, 0.0), (10.0, 0.0)]);
        let samples = sample(&side);
        assert_eq!(samples[0].0, Coord { x: 0.0, y: 0.0 });
        assert!((samples[SIDE_SAMPLES].0.x - 10.0).abs() < 1e-9);
        assert!((samples[SIDE_SAMPLES / 2].0.x - 5.0).abs() < 1e-9);
    }
}
