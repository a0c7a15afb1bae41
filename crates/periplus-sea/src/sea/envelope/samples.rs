//! Samples of baselines: lines in degrees in; points on the sphere out, linked along their lines.
//!
//! Spacing: a straight coast seen from a distance d through samples s apart seems s²/(8d) farther away than it is;
//! s = √(8 · tolerance · d) keeps that within the tolerance. Vertices are later refined on the true segments (see
//! `nearest`), so that the bound holds for which sample is nearest, not for the result.

use super::bounds::{LEAST_SPACING_SHARE, check_between};
use super::gauss_sphere::{GaussSphere, Placed};
use super::vector::Vector;
use crate::error::Result;
use crate::geodesy::MEAN_RADIUS;
use crate::sea::baseline::Side;
use crate::sea::baseline::coast::{Coast, Line, StateIndex};
use crate::sea::request::Request;
use crate::units::Metres;
use geo::{Coord, LineString, SimplifyIdx};
use std::collections::BTreeMap;
use std::num::NonZeroU32;

/// The share of the tolerance that goes into leaving out vertices of the coast.
const SIMPLIFYING_SHARE: f64 = 0.08;
/// The share of the tolerance that goes into the spacing of samples.
const SPACING_SHARE: f64 = 1.5;
/// The longest distance between samples: an edge straight in lon/lat and the great circle differ by 0.1 m at 80°.
const LONGEST_SPACING: Metres = Metres(1_000.0);

/// The index of a sample.
///
/// Counted from one, so that `Option<Sample>` is no larger: there are millions of them, in links and triangles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::sea) struct Sample(NonZeroU32);

impl Sample {
    /// The sample at a place among all; memory ends before their numbers do.
    pub(in crate::sea) fn new(index: usize) -> Sample {
        Sample(NonZeroU32::MIN.saturating_add(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    pub(in crate::sea) fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// Whose waters are those next to a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::sea) struct Owner {
    /// On the landward side of a one-sided line: nobody's, and no zone.
    pub(in crate::sea) landward: bool,
    /// The state whose line it is.
    pub(in crate::sea) state: StateIndex,
}

impl Owner {
    /// A state, to seaward of its lines.
    pub(in crate::sea) fn seaward(state: StateIndex) -> Owner {
        Owner { landward: false, state }
    }
}

/// The samples before and after one on a line.
pub(in crate::sea) type Links = [Option<Sample>; 2];

/// Points along all baselines.
pub(in crate::sea) struct Samples {
    pub(in crate::sea) sphere: GaussSphere,
    /// How far results may be from where they belong.
    pub(in crate::sea) tolerance: Metres,
    /// How many more there may be where the coasts of two states are close to each other.
    pub(in crate::sea) most_between_states: u64,
    pub(in crate::sea) placed: Vec<Placed>,
    owners: Vec<Owner>,
    pub(in crate::sea) seaward: Vec<Side>,
    /// The samples before and after on the line; none at its ends.
    links: Vec<Links>,
    /// Links of further lines through the same sample.
    more: BTreeMap<Sample, Vec<Links>>,
}

impl Samples {
    /// Samples dense enough for one state alone.
    ///
    /// Errors: `Input` for more of them than can be worked with.
    pub(in crate::sea) fn along(coast: &Coast, request: &Request) -> Result<Samples> {
        let (tolerance, narrowest) = (request.tolerance, request.breadth_range().0.metres());
        // The narrowest breadth needs the densest samples; where two states face each other closer than that, more are put
        // between later, for there the distance that counts is that to the median.
        let spacing = spacing(tolerance, narrowest);
        let between = coast.lines.iter().map(|line| between(&line.positions, spacing)).sum();
        let positions = coast.lines.iter().map(|line| line.positions.len()).sum();
        check_between(between, positions, request)?;
        let mut samples = Samples {
            sphere: sphere_for(&coast.lines),
            tolerance,
            most_between_states: request.limits.samples_between_states,
            placed: Vec::new(),
            owners: Vec::new(),
            seaward: Vec::new(),
            links: Vec::new(),
            more: BTreeMap::new(),
        };
        // Stretches of one state that meet end to end share their end sample: two samples in one place have no border
        // between them, and the line would have a gap there.
        let mut ends: BTreeMap<(StateIndex, [u64; 2]), Sample> = BTreeMap::new();
        for line in &coast.lines {
            let positions = simplified(&line.positions, tolerance);
            match line.one_sided {
                true => samples.add_one_sided(line, &positions, spacing),
                false => samples.add_line(line, &positions, spacing, &mut ends),
            }
        }
        Ok(samples)
    }

    /// Whose waters are those next to a sample.
    pub(in crate::sea) fn owner(&self, sample: Sample) -> Owner {
        self.owners[sample.index()]
    }

    /// A line whose zone lies on one side alone: twins along it, a little to either side, so that the line itself is
    /// the border between their cells. Edge by edge, drawn back from the corners: a corner's twins would cut it off.
    fn add_one_sided(&mut self, line: &Line, positions: &[Coord], spacing: Metres) {
        /// Far below any tolerance, far above rounding.
        const ASIDE: Metres = Metres(0.001);
        const DRAWN_BACK: Metres = Metres(0.005);
        let land = Owner { landward: true, state: line.state };
        let left = if line.seaward == Side::Left { 1.0 } else { -1.0 };
        let (mut at_sea, mut ashore) = (None, None);
        for edge in positions.windows(2) {
            let [from, to] = [edge[0], edge[1]].map(|at| self.sphere.place(at.x, at.y));
            let chord = to.at - from.at;
            let length = self.sphere.radius * chord.length();
            let pieces = (length / spacing.0).ceil().max(1.0);
            let back = (DRAWN_BACK.0 / length).min(0.25);
            for piece in 0..=pieces as usize {
                let part = (piece as f64 / pieces).clamp(back, 1.0 - back);
                let (lon, lat) = along(edge[0], edge[1], part, 1.0);
                let on_line = self.sphere.place(lon, lat);
                let aside = on_line.at.cross(chord).unit() * (left * ASIDE.0 / self.sphere.radius);
                let beside = |aside: Vector| Placed { at: (on_line.at + aside).unit(), ..on_line };
                let sea = Owner::seaward(line.state);
                at_sea = Some(self.push(beside(aside), sea, line.seaward, at_sea));
                ashore = Some(self.push(beside(aside * -1.0), land, line.seaward, ashore));
            }
        }
    }

    fn add_line(
        &mut self,
        line: &Line,
        positions: &[Coord],
        spacing: Metres,
        ends: &mut BTreeMap<(StateIndex, [u64; 2]), Sample>,
    ) {
        let owner = Owner::seaward(line.state);
        let mut before = None;
        let mut from: Option<(Coord, Placed)> = None;
        for (i, &at) in positions.iter().enumerate() {
            let placed = self.sphere.place(at.x, at.y);
            if let Some((start, placed_start)) = from {
                let length = self.sphere.radius * (placed.at - placed_start.at).length();
                let pieces = (length / spacing.0).ceil();
                // Divided in degrees, not on the sphere: the edge is straight in longitude and latitude, and so must be the
                // places on it.
                for piece in 1..pieces as usize {
                    let (lon, lat) = along(start, at, piece as f64, pieces);
                    let placed = self.sphere.place(lon, lat);
                    before = Some(self.push(placed, owner, line.seaward, before));
                }
            }
            let is_end = i == 0 || i + 1 == positions.len();
            let name = (line.state, [at.x.to_bits(), at.y.to_bits()]);
            match ends.get(&name).copied().filter(|_| is_end) {
                Some(known) => {
                    self.join(before, known);
                    before = Some(known);
                }
                None => {
                    let sample = self.push(placed, owner, line.seaward, before);
                    if is_end {
                        ends.insert(name, sample);
                    }
                    before = Some(sample);
                }
            }
            from = Some((at, placed));
        }
    }

    fn push(
        &mut self,
        placed: Placed,
        owner: Owner,
        seaward: Side,
        before: Option<Sample>,
    ) -> Sample {
        let sample = Sample::new(self.placed.len());
        self.placed.push(placed);
        self.owners.push(owner);
        self.seaward.push(seaward);
        self.links.push([None, None]);
        self.join(before, sample);
        sample
    }

    /// Makes two samples neighbours on a line.
    fn join(&mut self, before: Option<Sample>, after: Sample) {
        let Some(before) = before.filter(|before| *before != after) else { return };
        self.link(before, 1, after);
        self.link(after, 0, before);
    }

    fn link(&mut self, sample: Sample, place: usize, other: Sample) {
        match self.links.get_mut(sample.index()) {
            Some(links) if links[place].is_none() => links[place] = Some(other),
            _ => {
                let mut links = [None, None];
                links[place] = Some(other);
                self.more.entry(sample).or_default().push(links);
            }
        }
    }

    /// The sample halfway between two neighbours on a line, made their neighbour.
    pub(in crate::sea) fn halve(&mut self, before: Sample, after: Sample) -> Sample {
        let (from, to) = (self.placed(before), self.placed(after));
        let sample = Sample::new(self.placed.len());
        // Halfway on the chord, not in degrees: after a kilometre at most the two agree within the tolerance, and `refine`
        // measures to the chord too.
        let scale = (from.scale + to.scale) / 2.0;
        self.placed.push(Placed { at: (from.at + to.at).unit(), scale });
        self.owners.push(self.owner(before));
        self.seaward.push(self.seaward[before.index()]);
        self.links.push([Some(before), Some(after)]);
        self.relink(before, after, sample, 1);
        self.relink(after, before, sample, 0);
        sample
    }

    /// Puts `new` where `sample` was linked to `old`.
    fn relink(&mut self, sample: Sample, old: Sample, new: Sample, place: usize) {
        let own = self.links.get_mut(sample.index()).into_iter();
        let more = self.more.get_mut(&sample).into_iter().flatten();
        if let Some(links) = own.chain(more).find(|links| links[place] == Some(old)) {
            links[place] = Some(new);
        }
    }

    pub(in crate::sea) fn len(&self) -> usize {
        self.placed.len()
    }

    /// Whether most samples go straight on along their line: few lines, and long ones, as no real coast has them.
    pub(in crate::sea) fn are_mostly_on_straight_lines(&self) -> bool {
        /// In radians.
        const LEAST_TURN: f64 = 0.01;
        let is_straight = |sample: &Sample| {
            let [Some(before), Some(after)] = self.links[sample.index()] else { return false };
            let at = self.at(*sample);
            let (coming, going) = (at - self.at(before), self.at(after) - at);
            let turn = coming.cross(going).length();
            coming.dot(going) > 0.0 && turn < LEAST_TURN * coming.length() * going.length()
        };
        self.all().filter(is_straight).count() * 2 > self.len()
    }

    /// The indices of all.
    pub(in crate::sea) fn all(&self) -> impl Iterator<Item = Sample> + use<> {
        (0..self.placed.len()).map(Sample::new)
    }

    pub(in crate::sea) fn placed(&self, sample: Sample) -> Placed {
        self.placed[sample.index()]
    }

    pub(in crate::sea) fn at(&self, sample: Sample) -> Vector {
        self.placed[sample.index()].at
    }

    /// The plain distance of two samples on the sphere.
    pub(in crate::sea) fn between(&self, one: Sample, other: Sample) -> Metres {
        Metres(self.sphere.radius * (self.at(one) - self.at(other)).length())
    }

    /// The samples before and after, for each time that a line passes.
    pub(in crate::sea) fn links(&self, sample: Sample) -> impl Iterator<Item = Links> + '_ {
        let more = if self.more.is_empty() { None } else { self.more.get(&sample) };
        std::iter::once(self.links[sample.index()]).chain(more.into_iter().flatten().copied())
    }
}

/// The longitude and latitude at a piece of an edge, the same to the last digit whichever way the edge is gone along:
/// two polygons of one state that share an edge then share its samples.
fn along(from: Coord, to: Coord, piece: f64, pieces: f64) -> (f64, f64) {
    if (to.x, to.y) < (from.x, from.y) {
        return along(to, from, pieces - piece, pieces);
    }
    let part = piece / pieces;
    let turn = libm::remainder(to.x - from.x, 360.0);
    (from.x + turn * part, from.y + (to.y - from.y) * part)
}

/// The distance between samples that suits a coast seen from `distance`.
pub(in crate::sea) fn spacing(tolerance: Metres, distance: Metres) -> Metres {
    let suits = (8.0 * tolerance.0 * SPACING_SHARE * distance.0).sqrt();
    Metres(suits.max(tolerance.0 * LEAST_SPACING_SHARE).min(LONGEST_SPACING.0))
}

/// How many samples come between the positions of a line at most, so far apart.
fn between(positions: &[Coord], spacing: Metres) -> usize {
    let metres = MEAN_RADIUS.0.to_radians();
    let pieces = positions.windows(2).map(|edge| {
        let turn = libm::remainder(edge[1].x - edge[0].x, 360.0);
        // The longest that the edge can be: no degree of longitude is longer than at its end nearer to the equator.
        let flattest = edge[0].y.abs().min(edge[1].y.abs());
        let length = libm::hypot(turn * libm::cos(flattest.to_radians()), edge[1].y - edge[0].y);
        (length * metres / spacing.0).ceil().max(1.0) as usize - 1
    });
    pieces.sum()
}

/// The vertices of a line without which it would stay within a share of the tolerance.
fn simplified(positions: &[Coord], tolerance: Metres) -> Vec<Coord> {
    /// Edges wider than half the earth would turn round: no edge is merged into one wider than this, in degrees.
    const WIDEST_EDGE: f64 = 90.0;
    let mut simplified: Vec<Coord> = Vec::with_capacity(positions.len());
    let mut start = 0;
    while start < positions.len() {
        let mut lon = positions[start].x;
        let near = positions[start..].iter().take_while(|at| {
            lon += libm::remainder(at.x - lon, 360.0);
            (lon - positions[start].x).abs() <= WIDEST_EDGE
        });
        let end = (start + near.count()).max((start + 2).min(positions.len()));
        // The last position of a part is the first of the next.
        simplified.pop();
        simplified.extend(simplified_part(&positions[start..end], tolerance));
        start = if end == positions.len() { end } else { end - 1 };
    }
    simplified
}

fn simplified_part(positions: &[Coord], tolerance: Metres) -> Vec<Coord> {
    // True to scale where degrees of longitude are longest: farther from the equator lengths come out too long, so that
    // rather too much is kept than too little.
    let flattest = positions.iter().map(|at| at.y.abs()).fold(90.0, f64::min);
    let shrink = libm::cos(f64::to_radians(flattest));
    let mut lon = positions.first().map_or(0.0, |at| at.x);
    let metres = MEAN_RADIUS.0.to_radians();
    let flat = positions.iter().map(|at| {
        lon += libm::remainder(at.x - lon, 360.0);
        Coord { x: lon * shrink * metres, y: at.y * metres }
    });
    let flat: LineString = flat.collect();
    flat.simplify_idx(tolerance.0 * SIMPLIFYING_SHARE).into_iter().map(|i| positions[i]).collect()
}

/// A sphere that suits the coast: fitted to a region, or the whole earth where it goes half-way round or to a pole.
fn sphere_for(lines: &[Line]) -> GaussSphere {
    // The fitted sphere multiplies longitudes by a number a little above 1: 180° would overlap itself. Its scale grows with
    // the third power of the distance from its middle latitude, and its formulas end at the poles.
    const WIDEST_REGION: f64 = 85.0;
    const HIGHEST_REGION: f64 = 25.0;
    const NEXT_TO_A_POLE: f64 = 80.0;
    let positions = || lines.iter().flat_map(|line| &line.positions);
    let earth = GaussSphere::whole_earth(0.0, 90.0);
    let placed: Vec<Vector> = positions().map(|at| earth.place(at.x, at.y).at).collect();
    let sum = placed.iter().fold(Vector::default(), |sum, at| sum + *at);
    let (south, north) =
        positions().fold((90.0, -90.0), |(s, n): (f64, f64), at| (s.min(at.y), n.max(at.y)));
    let (lon, lat) = earth.lon_lat(sum.unit());
    let widest = positions().map(|at| libm::remainder(at.x - lon, 360.0).abs()).fold(0.0, f64::max);
    let low = north - south < 2.0 * HIGHEST_REGION && south.abs().max(north.abs()) < NEXT_TO_A_POLE;
    if widest < WIDEST_REGION && low {
        return GaussSphere::around(lon, (south + north) / 2.0);
    }
    // The plane of the triangulation has one place at infinity, opposite to its centre: best where no coast is near.
    let (lon, lat) = opposite_the_emptiest(&earth, &placed, (lon, lat));
    GaussSphere::whole_earth(lon, lat)
}

/// The position opposite to the place farthest from any coast, among the mean's antipode and the remote parts of the oceans.
fn opposite_the_emptiest(earth: &GaussSphere, placed: &[Vector], mean: (f64, f64)) -> (f64, f64) {
    // The first is Point Nemo, farthest from all land; the others are open sea in each ocean, and the poles' neighbourhood
    // for coasts that leave that free. None has to be exact.
    const REMOTE: [(f64, f64); 8] = [
        (-123.4, -48.9),
        (-26.0, 21.0),
        (-18.0, -23.0),
        (83.0, -30.0),
        (-150.0, 40.0),
        (-119.0, 12.0),
        (0.0, 89.0),
        (90.0, -60.0),
    ];
    let antipode = |(lon, lat): (f64, f64)| (lon + 180.0, -lat);
    // The chord is the longer, the larger the angle.
    let gap = |place: &(f64, f64)| {
        let at = earth.place(place.0, place.1).at;
        placed.iter().map(|coast| (*coast - at).length()).fold(f64::INFINITY, f64::min)
    };
    let candidates =
        std::iter::once(antipode(mean)).chain(REMOTE).map(|place| (gap(&place), place));
    let best = candidates.max_by(|a, b| a.0.total_cmp(&b.0));
    best.map_or(mean, |(_, place)| antipode(place))
}
