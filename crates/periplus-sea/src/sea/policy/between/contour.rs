//! The line where a field is 0: a field that changes by no more than a metre a metre in, lines out.
//! Squares that may hold none of it are left out, the others halved down to a leaf; each leaf is two triangles, along whose edges
//! the places are found where the field is 0; between two of them more are put until the line is as near as it is to be.

use super::field::{Field, between};
use crate::geodesy::MEAN_RADIUS;
use crate::sea::envelope::simplification::simplified;
use crate::units::Metres;
use geo::{BoundingRect, Coord, LineString, MultiPolygon, Rect};
use std::collections::{BTreeMap, BTreeSet};

/// The sides of a leaf at a tolerance of 1 m: what is narrower and lies between no two places of another sign may be missed.
const LEAF: f64 = 400.0;
/// The least and the greatest side of a leaf, in metres.
const LEAVES: (f64, f64) = (50.0, 4_000.0);
/// In how many steps a place is looked for along an edge.
const STEPS: usize = 24;
/// How often a piece of the line may be halved.
const HALVINGS: usize = 8;

/// A corner of a leaf, counted from the south-western one of all.
type Corner = (i32, i32);
/// An edge between two corners, in order.
type EdgeKey = (Corner, Corner);

/// The lines where a field is 0, in and near some waters; the tolerance in their place.
pub(super) fn contours(field: &Field, waters: &MultiPolygon, tolerance: Metres) -> Vec<LineString> {
    let Some(extent) = waters.bounding_rect() else { return Vec::new() };
    let mut search = Search::over(field, extent, tolerance);
    search.halve((0, 0), search.whole);
    let chains = search.chains();
    let lines = chains.into_iter().map(|chain| {
        let mut line = Vec::new();
        for ends in chain.windows(2) {
            line.push(ends[0]);
            search.refine([ends[0], ends[1]], HALVINGS, &mut line);
        }
        line.extend(chain.last());
        LineString(simplified(&line, Metres(search.fine)))
    });
    lines.collect()
}

struct Search<'a> {
    field: &'a Field,
    south_west: Coord,
    /// A leaf, in degrees.
    leaf: Coord,
    /// How many leaves lie along a side of the first square.
    whole: i32,
    /// How near the line is to be, in metres.
    fine: f64,
    corners: BTreeMap<Corner, f64>,
    places: BTreeMap<EdgeKey, Coord>,
    /// The edges of which each is joined to which.
    joins: BTreeMap<EdgeKey, Vec<EdgeKey>>,
}

impl Search<'_> {
    fn over(field: &Field, extent: Rect, tolerance: Metres) -> Search<'_> {
        let side = (LEAF * tolerance.0.sqrt()).clamp(LEAVES.0, LEAVES.1);
        let degrees = (side / MEAN_RADIUS.0).to_degrees();
        let flattest = extent.min().y.abs().min(extent.max().y.abs());
        let flattest = if extent.min().y < 0.0 && extent.max().y > 0.0 { 0.0 } else { flattest };
        let shrink = libm::cos(flattest.to_radians()).max(0.02);
        let leaf = Coord { x: degrees / shrink, y: degrees };
        let leaves = (extent.width() / leaf.x).max(extent.height() / leaf.y).ceil() as u32 + 2;
        Search {
            field,
            // off the edges of the waters
            south_west: extent.min() - leaf * 0.618,
            leaf,
            whole: leaves.next_power_of_two() as i32,
            fine: tolerance.0 / 2.0,
            corners: BTreeMap::new(),
            places: BTreeMap::new(),
            joins: BTreeMap::new(),
        }
    }

    fn at(&self, (column, row): (f64, f64)) -> Coord {
        let at = self.south_west + Coord { x: column * self.leaf.x, y: row * self.leaf.y };
        Coord { x: at.x, y: at.y.clamp(-90.0, 90.0) }
    }

    fn corner(&mut self, corner: Corner) -> f64 {
        if let Some(known) = self.corners.get(&corner) {
            return *known;
        }
        let value = self.field.at(self.at((f64::from(corner.0), f64::from(corner.1))));
        self.corners.insert(corner, value);
        value
    }

    /// Looks for the line in a square.
    fn halve(&mut self, low: Corner, side: i32) {
        let (column, row, half) = (f64::from(low.0), f64::from(low.1), f64::from(side) / 2.0);
        let middle = self.at((column + half, row + half));
        // The corners nearer to the equator are the farthest.
        let farthest = [(column, row), (column, row + 2.0 * half)]
            .map(|corner| between(middle, self.at(corner)))
            .into_iter()
            .fold(0.0, f64::max);
        if !self.field.may_be_within(middle, farthest) {
            return;
        }
        if side > 1 {
            let half = side / 2;
            for (right, up) in [(0, 0), (half, 0), (0, half), (half, half)] {
                self.halve((low.0 + right, low.1 + up), half);
            }
            return;
        }
        let far = (low.0 + 1, low.1 + 1);
        self.triangle([low, (far.0, low.1), far]);
        self.triangle([low, far, (low.0, far.1)]);
    }

    fn triangle(&mut self, corners: [Corner; 3]) {
        let is_own = corners.map(|corner| self.corner(corner) < 0.0);
        let edges = [(0, 1), (1, 2), (2, 0)];
        let crossed = edges.into_iter().filter(|(from, to)| is_own[*from] != is_own[*to]);
        let crossed: Vec<EdgeKey> = crossed
            .map(|(from, to)| {
                let (one, other) = (corners[from], corners[to]);
                (one.min(other), one.max(other))
            })
            .collect();
        let [one, other] = crossed[..] else { return };
        for (edge, joined) in [(one, other), (other, one)] {
            if !self.places.contains_key(&edge) {
                let ends = [edge.0, edge.1];
                let values = ends.map(|end| self.corner(end));
                let ends = ends.map(|(column, row)| self.at((f64::from(column), f64::from(row))));
                self.places.insert(edge, self.zero(ends, values));
            }
            self.joins.entry(edge).or_default().push(joined);
        }
    }

    /// Where the field is 0 between two places of different signs (the false position of Illinois).
    fn zero(&self, mut ends: [Coord; 2], mut values: [f64; 2]) -> Coord {
        let mut kept = None;
        for _ in 0..STEPS {
            let share = values[0] / (values[0] - values[1]);
            let share = if share.is_finite() { share.clamp(0.02, 0.98) } else { 0.5 };
            let at = ends[0] + (ends[1] - ends[0]) * share;
            let value = self.field.at(at);
            let side = usize::from((value < 0.0) != (values[0] < 0.0));
            (ends[side], values[side]) = (at, value);
            if value.abs() < self.fine / 8.0 || between(ends[0], ends[1]) < self.fine / 4.0 {
                return at;
            }
            if kept == Some(1 - side) {
                values[1 - side] /= 2.0;
            }
            kept = Some(1 - side);
        }
        (ends[0] + ends[1]) / 2.0
    }

    /// Puts more places between two, in order, where the line is not straight.
    fn refine(&self, ends: [Coord; 2], halvings: usize, line: &mut Vec<Coord>) {
        let length = between(ends[0], ends[1]);
        let middle = (ends[0] + ends[1]) / 2.0;
        let value = self.field.at(middle);
        if halvings == 0 || length < 4.0 * self.fine || value.abs() < self.fine / 4.0 {
            return;
        }
        // Across the piece, as far as half of it to either side.
        let shrink = libm::cos(middle.y.to_radians()).max(1e-6);
        let (along, up) = ((ends[1].x - ends[0].x) * shrink, ends[1].y - ends[0].y);
        let across = Coord { x: -up / shrink, y: along } * 0.5;
        let far = [middle + across, middle - across]
            .map(|far| (far, self.field.at(far)))
            .into_iter()
            .find(|(_, other)| (*other < 0.0) != (value < 0.0));
        let Some((far, other)) = far else { return };
        let place = self.zero([middle, far], [value, other]);
        if between(middle, place) < self.fine / 2.0 {
            return;
        }
        self.refine([ends[0], place], halvings - 1, line);
        line.push(place);
        self.refine([place, ends[1]], halvings - 1, line);
    }

    /// The places in the order of the line: open lines from their ends, then rings.
    fn chains(&self) -> Vec<Vec<Coord>> {
        let mut gone: BTreeSet<EdgeKey> = BTreeSet::new();
        let open = self.joins.iter().filter(|(_, joined)| joined.len() == 1);
        let starts = open.chain(self.joins.iter()).map(|(edge, _)| *edge);
        let mut chains = Vec::new();
        for start in starts {
            if !gone.insert(start) {
                continue;
            }
            let mut chain = vec![start];
            while let Some(next) =
                self.joins[&chain[chain.len() - 1]].iter().find(|it| !gone.contains(*it))
            {
                gone.insert(*next);
                chain.push(*next);
            }
            let is_ring = self.joins[&start].len() == 2 && chain.len() > 2;
            let is_ring = is_ring && self.joins[&start].contains(&chain[chain.len() - 1]);
            let close = is_ring.then_some(start);
            let places = chain.into_iter().chain(close).map(|edge| self.places[&edge]);
            chains.push(places.collect());
        }
        chains
    }
}
