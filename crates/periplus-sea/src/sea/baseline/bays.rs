//! Bays: coasts (lon/lat) in; the lines that close their bays, and the waters behind them, out.
//! UNCLOS Art. 10: a bay is an indentation whose area is at least that of the semi-circle whose diameter is the line
//! across its mouth; where islands lie in the mouth, the diameter is the sum of the lines across its parts, and their
//! area counts as water; the line is at most 24 nautical miles long. Its ends are the natural entrance points.
//! Taken for entrance points: the headlands of the coast, thinned to 100 m. Of lines within one another the one that
//! takes in the most water is drawn.
//! Not here: historic bays (Art. 10(6)), which are baselines when they are listed; bays with coasts of two states
//! (Art. 10(1)).

use super::internal::InternalWaters;
use super::{Baseline, Side};
use crate::geodesy::{self, WGS84, area_under};
use crate::space::Geographic;
use crate::units::{Metres, NauticalMiles};
use geo::{
    BoundingRect, Contains, Coord, Intersects, Line, LineString, MultiPolygon, Point, Polygon,
    Rect, SimplifyIdx,
};
use rstar::{AABB, RTree};
use std::collections::BTreeMap;
use std::f64::consts::PI;

/// The longest closing line (Art. 10(4)).
const LONGEST: NauticalMiles = NauticalMiles(24.0);
/// Narrower mouths are left to the coast as it is: no belt shows them.
const NARROWEST: Metres = Metres(500.0);
/// The coast is thinned to this to find its headlands, in degrees of latitude: 100 m.
const DETAIL: f64 = 0.0009;
/// Mouths that islands fill by more than half are not looked at.
const LEAST_WET: f64 = 0.5;
/// Closing lines are geodesics, with positions no farther apart than this.
const STEP: Metres = Metres(2_000.0);

/// The closing lines of bays, and what lies behind them.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Bays {
    /// To be baselines like the coast.
    pub lines: Vec<Baseline>,
    /// By state; islands in the bays included.
    pub waters: Vec<InternalWaters>,
}

/// Land with the box round it.
type Land<'a> = Vec<(Rect, &'a Polygon)>;

/// The bays of a coast; `land` says on which side of an open line it lies, and which islands are in a mouth.
///
/// Source: UNCLOS Art. 10. Accuracy: headlands are sought on the coast simplified to 100 m; closing lines are geodesics.
pub fn bays(coast: &[Baseline], land: &[Geographic<MultiPolygon>]) -> Bays {
    let land: Land = land
        .iter()
        .flat_map(|land| &land.0.0)
        .filter_map(|polygon| Some((polygon.bounding_rect()?, polygon)))
        .collect();
    let mut found = Bays::default();
    let mut waters: BTreeMap<&str, Vec<Polygon>> = BTreeMap::new();
    for stretch in coast {
        for (line, bay) in Headlands::of(stretch, &land).bays(&land) {
            found.lines.push(Baseline::line(stretch.state.clone(), line));
            waters.entry(&stretch.state).or_default().push(bay);
        }
    }
    let waters = waters.into_iter().map(|(state, bays)| InternalWaters {
        state: state.to_owned(),
        area: Geographic(geo::unary_union(&bays)),
    });
    found.waters = waters.collect();
    found
}

/// A line across a bay that may close it.
struct Candidate {
    /// The places of its ends among the headlands.
    ends: [usize; 2],
    /// Of what lies landward of it, in square metres.
    area: f64,
}

/// The corners of a stretch of coast, land on the left when going along them.
struct Headlands {
    /// The stretch in full.
    coast: Vec<Coord>,
    /// The places of the corners in it, and where they are.
    places: Vec<usize>,
    corners: Vec<Coord>,
    /// For each corner the area between the coast up to it and the equator, in square metres.
    under: Vec<f64>,
    /// The places of the land that the stretch is the shore of.
    own: Vec<usize>,
    /// The edges between corners, to be looked up by place.
    edges: RTree<rstar::primitives::Line<[f64; 2]>>,
}

impl Headlands {
    fn of(stretch: &Baseline, land: &Land) -> Headlands {
        let mut coast = stretch.line.0.0.clone();
        let side = match stretch.seaward {
            Side::Both => side_by_land(&stretch.line.0, land),
            known => known,
        };
        match side {
            Side::Right => (),
            Side::Left => coast.reverse(),
            Side::Both => coast.clear(),
        }
        let line = LineString(coast);
        let places = line.simplify_idx(DETAIL);
        let mut under = vec![0.0];
        for pair in places.windows(2) {
            let edges = line.0[pair[0]..=pair[1]].windows(2);
            let area: f64 = edges.map(|edge| area_under(Line::new(edge[0], edge[1])).0).sum();
            under.push(under.last().unwrap_or(&0.0) + area);
        }
        let own = line.0.get(line.0.len() / 2).map_or_else(Vec::new, |at| {
            let near = land.iter().enumerate().filter(|(_, (extent, _))| extent.intersects(at));
            let own = near.filter(|(_, (_, land))| land.exterior().0.contains(at));
            own.map(|(place, _)| place).collect()
        });
        let corner = |place: usize| [line.0[place].x, line.0[place].y];
        let edges = places.windows(2);
        let edges =
            edges.map(|pair| rstar::primitives::Line::new(corner(pair[0]), corner(pair[1])));
        let edges = RTree::bulk_load(edges.collect());
        let corners = places.iter().map(|place| line.0[*place]).collect();
        Headlands { coast: line.0, places, corners, under, own, edges }
    }

    fn at(&self, headland: usize) -> Coord {
        self.corners[headland]
    }

    /// Closing lines with the bays behind them.
    fn bays(&self, land: &Land) -> Vec<(Vec<Coord>, Polygon)> {
        let mut candidates = self.candidates();
        candidates.sort_by(|a, b| b.area.total_cmp(&a.area).then(a.ends.cmp(&b.ends)));
        let mut closed: Vec<[usize; 2]> = Vec::new();
        for candidate in candidates {
            let [from, to] = candidate.ends;
            let apart = |known: &[usize; 2]| to <= known[0] || from >= known[1];
            if closed.iter().all(apart) && self.is_bay(&candidate, land) {
                closed.push(candidate.ends);
            }
        }
        closed.sort_unstable();
        let drawn = closed.into_iter().map(|[from, to]| {
            let line = geodesy::densify_geodesic(self.at(from), self.at(to), STEP);
            let shore = &self.coast[self.places[from]..=self.places[to]];
            let back = line.iter().rev().skip(1);
            let ring: Vec<Coord> = shore.iter().chain(back).copied().collect();
            (line, Polygon::new(LineString(ring), Vec::new()))
        });
        drawn.collect()
    }

    /// Pairs of headlands with an indentation between them that is large enough, whatever lies in its mouth.
    fn candidates(&self) -> Vec<Candidate> {
        let mut found = Vec::new();
        let last = self.places.len().saturating_sub(1);
        let is_ring = last > 0 && self.at(0) == self.at(last);
        for from in 0..self.places.len() {
            for to in from + 2..self.places.len() {
                // The whole ring is no indentation.
                if is_ring && from == 0 && to == last {
                    continue;
                }
                if let Some(area) = self.indentation(from, to) {
                    found.push(Candidate { ends: [from, to], area });
                }
            }
        }
        found
    }

    /// The area between two headlands and the coast, where it may pass the semi-circle test.
    fn indentation(&self, from: usize, to: usize) -> Option<f64> {
        /// The rough distance is good to a hundredth.
        const SLACK: f64 = 0.98;
        let (a, b) = (self.at(from), self.at(to));
        let metres = WGS84.a().to_radians();
        let rise = (b.y - a.y) * metres;
        let longest = LONGEST.metres().0 / SLACK;
        if rise.abs() > longest {
            return None;
        }
        let run = (b.x - a.x) * libm::cos(((a.y + b.y) / 2.0).to_radians()) * metres;
        let mouth = libm::hypot(run, rise);
        if !(NARROWEST.0..=longest).contains(&mouth) {
            return None;
        }
        // Land on the left: the ring out along the coast and back across the mouth runs clockwise round water.
        let area = self.under[to] - self.under[from] - area_under(Line::new(a, b)).0;
        let is_large = area >= semicircle(mouth * LEAST_WET);
        (is_large && self.looks_seaward(from, b) && self.looks_seaward(to, a)).then_some(area)
    }

    /// Whether a line from a headland to a position sets out over water.
    fn looks_seaward(&self, headland: usize, toward: Coord) -> bool {
        let last = self.places.len() - 1;
        let is_ring = self.at(0) == self.at(last);
        let at = self.at(headland);
        let (before, after) = match headland {
            0 if !is_ring => return true,
            0 => (last - 1, 1),
            end if end == last && !is_ring => return true,
            end if end == last => (last - 1, 1),
            inner => (inner - 1, inner + 1),
        };
        // Land on the left: clockwise from the way on to the way back lies water.
        let out = self.at(after) - at;
        let clockwise = |to: Coord| {
            let (cross, dot) = (out.x * to.y - out.y * to.x, out.x * to.x + out.y * to.y);
            libm::atan2(-cross, dot).rem_euclid(std::f64::consts::TAU)
        };
        clockwise(toward - at) < clockwise(self.at(before) - at)
    }

    /// Whether a candidate is a bay: its mouth is water but for islands, and the semi-circle over that water fits in.
    fn is_bay(&self, candidate: &Candidate, land: &Land) -> bool {
        let [a, b] = candidate.ends.map(|end| self.at(end));
        let whole = geodesy::distance(a, b).0;
        if whole > LONGEST.metres().0 || candidate.area < 0.0 || self.crosses_coast(candidate.ends)
        {
            return false;
        }
        let mouth = Line::new(a, b);
        let box_of = Rect::new(a, b);
        // The land that the headlands are part of is not met again: the line does not cross its coast.
        let islands = land
            .iter()
            .enumerate()
            .filter(|(place, (extent, _))| !self.own.contains(place) && extent.intersects(&box_of));
        let dry: f64 = islands.map(|(_, (_, island))| share_inside(mouth, island)).sum();
        candidate.area >= semicircle(whole * (1.0 - dry))
    }

    /// Whether the line between two headlands meets the stretch anywhere but at its ends.
    fn crosses_coast(&self, [from, to]: [usize; 2]) -> bool {
        let line = Line::new(self.at(from), self.at(to));
        let corners = [[line.start.x, line.start.y], [line.end.x, line.end.y]];
        let near = AABB::from_points(&corners);
        self.edges.locate_in_envelope_intersecting(&near).any(|edge| {
            let edge = Line::new(edge.from, edge.to);
            let ends = [edge.start, edge.end];
            let joins = ends.contains(&line.start) || ends.contains(&line.end);
            !joins && line.intersects(&edge)
        })
    }
}

/// The area of a semi-circle by its diameter.
fn semicircle(diameter: f64) -> f64 {
    PI * diameter * diameter / 8.0
}

/// The part of a line whose ends are outside of a polygon that lies inside of it.
fn share_inside(line: Line, polygon: &Polygon) -> f64 {
    let across = |at: Coord| {
        let toward = at - line.start;
        line.dx() * toward.y - line.dy() * toward.x
    };
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    let edges = rings.flat_map(|ring| ring.lines());
    let crossings = edges.filter_map(|edge| {
        let (from, to) = (across(edge.start), across(edge.end));
        if (from < 0.0) == (to < 0.0) {
            return None;
        }
        let toward = edge.start + edge.delta() * (from / (from - to)) - line.start;
        let part = (toward.x * line.dx() + toward.y * line.dy())
            / (line.dx() * line.dx() + line.dy() * line.dy());
        (0.0..=1.0).contains(&part).then_some(part)
    });
    let mut parts: Vec<f64> = crossings.collect();
    parts.sort_by(f64::total_cmp);
    parts.chunks_exact(2).map(|pair| pair[1] - pair[0]).sum()
}

/// The side of an open line on which there is no land, as most of a few places along it have it.
fn side_by_land(line: &LineString, land: &Land) -> Side {
    /// In degrees: a metre off the shore.
    const ASIDE: f64 = 1e-5;
    const PLACES: usize = 9;
    let edges: Vec<Line> = line.lines().filter(|edge| edge.start != edge.end).collect();
    if edges.is_empty() {
        return Side::Both;
    }
    let is_land = |at: Coord| {
        let near = land.iter().filter(|(extent, _)| extent.intersects(&at));
        near.into_iter().any(|(_, polygon)| polygon.contains(&Point(at)))
    };
    let votes = (0..PLACES).map(|place| {
        let edge = edges[place * (edges.len() - 1) / (PLACES - 1)];
        let along = edge.delta() * (ASIDE / libm::hypot(edge.dx(), edge.dy()));
        let middle = (edge.start + edge.end) / 2.0;
        let aside = Coord { x: -along.y, y: along.x };
        i32::from(is_land(middle + aside)) - i32::from(is_land(middle - aside))
    });
    match votes.sum::<i32>() {
        0 => Side::Both,
        left if left > 0 => Side::Right,
        _ => Side::Left,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Area;

    /// A square island with a notch in its southern shore, `wide` and `deep`, in degrees round 38° N.
    fn notched(wide: f64, deep: f64) -> (Baseline, Vec<Geographic<MultiPolygon>>) {
        let (west, east) = (25.0 - wide / 2.0, 25.0 + wide / 2.0);
        let ring = vec![
            (24.0, 38.0),
            (west, 38.0),
            (west, 38.0 + deep),
            (east, 38.0 + deep),
            (east, 38.0),
            (26.0, 38.0),
            (26.0, 39.0),
            (24.0, 39.0),
            (24.0, 38.0),
        ];
        let ring = LineString::from(ring);
        let land = Polygon::new(ring.clone(), Vec::new());
        (Baseline::line("AAA", ring.0), vec![Geographic(MultiPolygon(vec![land]))])
    }

    fn count(wide: f64, deep: f64) -> usize {
        let (coast, land) = notched(wide, deep);
        bays(&[coast], &land).lines.len()
    }

    #[test]
    fn a_notch_is_a_bay_if_a_semicircle_on_its_mouth_fits_into_it() {
        // A rectangle holds the semi-circle on its mouth from a depth of π/8 of its width on. A degree of longitude at
        // 38° is 87.8 km, one of latitude 111.0 km (WGS 84).
        let least = 0.3 * 87.8 / 111.0 * PI / 8.0;
        assert_eq!((count(0.3, least * 1.02), count(0.3, least * 0.98)), (1, 0));
    }

    #[test]
    fn a_mouth_of_more_than_24_miles_is_closed_where_it_is_narrow_enough_or_not_at_all() {
        // 24 nautical miles are 0.506 degrees of longitude at 38°.
        assert_eq!((count(0.50, 0.6), count(0.52, 0.6)), (1, 0));
    }

    #[test]
    fn an_island_in_the_mouth_shortens_the_line_that_the_semicircle_stands_on() {
        let least = 0.3 * 87.8 / 111.0 * PI / 8.0;
        let (coast, mut land) = notched(0.3, least * 0.9);
        assert!(bays(std::slice::from_ref(&coast), &land).lines.is_empty());
        let island = Rect::new((24.97, 37.99), (25.03, 38.01)).to_polygon();
        land.push(Geographic(MultiPolygon(vec![island])));
        // A fifth of the mouth is land: the semi-circle is 0.64 times as large.
        assert_eq!(bays(&[coast], &land).lines.len(), 1);
    }

    #[test]
    fn the_waters_of_a_bay_are_what_its_line_shuts_in() {
        let (coast, land) = notched(0.2, 0.2);
        let found = bays(&[coast], &land);
        // The geodesic bows out of the parallel by a metre or so.
        assert!((found.waters[0].area.0.unsigned_area() - 0.04).abs() < 1e-5);
    }
}
