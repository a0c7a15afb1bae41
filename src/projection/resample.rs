//! Straight edges of longitude and latitude in, curves on the sheet out, true within a tolerance.
//! An edge is straight in longitude and latitude, as RFC 7946 §3.1.1 has it: a parallel stays a
//! parallel. It is halved until the middle of the drawn edge is where its position belongs, after
//! Bostock & Davies (2013), *Code as cartography*, Cartographic J. 50, 129–135. Vertices all stay.

use geo::Coord;

/// How lines are bent onto the sheet.
pub(crate) struct Resampler<F> {
    /// Where a position (degrees, x from the central meridian) is on the sheet.
    pub(crate) place: F,
    /// The farthest that a drawn curve may be from the true one, millimetres.
    pub(crate) tolerance: f64,
    /// Radius of the earth on the sheet, millimetres.
    pub(crate) radius: f64,
}

/// An edge is halved no more often than this: 4096 parts.
const DEEPEST: usize = 12;
/// An edge longer than this is halved unseen, so that no S-curve passes for straight; degrees.
const LONGEST: f64 = 10.0;

/// A position and its place on the sheet.
type Placed = (Coord, Coord);

impl<F: Fn(Coord) -> Option<Coord>> Resampler<F> {
    /// The line on the sheet, in one piece, or more where positions have no place.
    pub(crate) fn line(&self, line: &[Coord]) -> Vec<Vec<Coord>> {
        let mut pieces = Vec::new();
        let mut piece = Vec::with_capacity(line.len());
        let mut last: Option<Placed> = None;
        for &position in line {
            let Some(at) = (self.place)(position) else {
                last = None;
                pieces.push(std::mem::take(&mut piece));
                continue;
            };
            if let Some(from) = last {
                self.halve(from, (position, at), &mut piece, 0);
            }
            piece.push(at);
            last = Some((position, at));
        }
        pieces.push(piece);
        pieces.retain(|piece| piece.len() > 1);
        pieces
    }

    /// The closed ring on the sheet, closed; positions without a place are passed over.
    pub(crate) fn ring(&self, ring: &[Coord]) -> Option<Vec<Coord>> {
        let mut points = self.line(ring).concat();
        let first = *points.first()?;
        if points.last() != Some(&first) {
            points.push(first);
        }
        (points.len() > 3).then_some(points)
    }

    /// Adds what is needed between two neighbours.
    fn halve(&self, from: Placed, to: Placed, piece: &mut Vec<Coord>, depth: usize) {
        if depth == DEEPEST || self.is_short(&from, &to) {
            return;
        }
        let position = (from.0 + to.0) / 2.0;
        let Some(at) = (self.place)(position) else { return };
        let span = (to.0.x - from.0.x).abs().max((to.0.y - from.0.y).abs());
        if span <= LONGEST && from_chord(at, from.1, to.1) <= self.tolerance {
            return;
        }
        self.halve(from, (position, at), piece, depth + 1);
        piece.push(at);
        self.halve((position, at), to, piece, depth + 1);
    }

    /// Whether an edge is too short to bow by the tolerance. A chord of length L of a curve of radius
    /// r bows by L² / 8r; a parallel's radius is R cot φ or more on the maps at hand, R (1 − φ/90°) is
    /// less than that, and the eight is kept in hand.
    fn is_short(&self, from: &Placed, to: &Placed) -> bool {
        let (run, rise) = (to.1.x - from.1.x, to.1.y - from.1.y);
        let steepest = from.0.y.abs().max(to.0.y.abs());
        run * run + rise * rise < self.tolerance * self.radius * (1.0 - steepest / 90.0)
    }
}

/// Distance of a point from the chord between two others.
fn from_chord(at: Coord, from: Coord, to: Coord) -> f64 {
    let (chord, arm) = (to - from, at - from);
    let square = chord.x * chord.x + chord.y * chord.y;
    let part = if square > 0.0 {
        ((arm.x * chord.x + arm.y * chord.y) / square).clamp(0.0, 1.0)
    } else {
        0.0
    };
    libm::hypot(arm.x - part * chord.x, arm.y - part * chord.y)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Polar coordinates: x degrees round, y the distance; arcs of known bow.
    fn polar() -> Resampler<impl Fn(Coord) -> Option<Coord>> {
        let place = |p: Coord| {
            let angle = p.x.to_radians();
            (p.y >= 0.0).then(|| Coord { x: p.y * libm::cos(angle), y: p.y * libm::sin(angle) })
        };
        Resampler { place, tolerance: 0.02, radius: 50.0 }
    }

    #[test]
    fn an_arc_is_nowhere_farther_than_the_tolerance_from_its_chords() {
        let arc = [Coord { x: 0.0, y: 50.0 }, Coord { x: 90.0, y: 50.0 }];
        let drawn = polar().line(&arc).concat();
        let bow = |edge: &[Coord]| {
            let middle = (edge[0] + edge[1]) / 2.0;
            50.0 - libm::hypot(middle.x, middle.y)
        };
        assert!(drawn.windows(2).all(|edge| bow(edge) <= 0.02));
        assert!(drawn.len() < 70, "{}", drawn.len());
    }

    #[test]
    fn a_line_breaks_where_it_has_no_place() {
        let ys = [5.0, 5.0, -1.0, 5.0, 6.0];
        let line: Vec<Coord> =
            ys.iter().enumerate().map(|(i, y)| Coord { x: i as f64, y: *y }).collect();
        assert_eq!(polar().line(&line).len(), 2);
    }
}
