//! A hatch and the box of an area in, its lines as path data out.
//! The phase is that of the sheet: line number k lies at the distance k × pitch from the sheet's
//! origin, whatever the area, so that lines run on from one area into the next.

use super::crop::Frame;
use super::lines::PathData;
use crate::scene::Hatch;
use geo::Coord;

/// Smallest pitch that is drawn, mm: nothing finer can be printed, and it bounds the number of lines.
const LEAST_PITCH: f64 = 0.05;
/// Hatch lines are written finer than outlines: a slanted line between two rounded ends would
/// otherwise leave its place by half a step, and the phase with it.
const STEPS_PER_MILLIMETRE: f64 = 1000.0;
const DECIMALS: usize = 3;

/// The lines of `hatch` that cross the box `within`, as path data.
pub(super) fn lines(hatch: &Hatch, within: Frame) -> String {
    let (sin, cos) = libm::sincos(hatch.angle.0.to_radians());
    // Angles count counter-clockwise as the reader sees it, and y grows downwards.
    let along = Coord { x: cos, y: -sin };
    let across = Coord { x: sin, y: cos };
    let pitch = hatch.pitch.0.max(LEAST_PITCH);
    let (least, greatest) = (within.least, within.greatest);
    let corners =
        [least, Coord { x: greatest.x, y: least.y }, greatest, Coord { x: least.x, y: greatest.y }];
    let reach = |by: Coord| {
        let places = corners.map(|at| at.x * by.x + at.y * by.y);
        places.into_iter().fold((f64::MAX, f64::MIN), |(a, b), place| (a.min(place), b.max(place)))
    };
    let ((first, last), (from, to)) = (reach(across), reach(along));
    let mut path = PathData::new(STEPS_PER_MILLIMETRE, DECIMALS);
    if !(first.is_finite() && last.is_finite()) {
        return path.text;
    }
    for number in (first / pitch).ceil() as i64..=(last / pitch).floor() as i64 {
        let foot = across * (number as f64 * pitch);
        let line = within.segment(foot + along * from, foot + along * to);
        if let Some((start, end)) = line.filter(|(start, end)| start != end) {
            path.move_to(start);
            path.draw('l', &[end]);
        }
    }
    path.text
}
