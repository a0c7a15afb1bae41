//! Samples of baselines: lines in degrees in; points on the sphere out, linked along their lines.
//!
//! Spacing: a straight coast seen from a distance d through samples s apart seems s²/(8d) farther away than it is;
//! s = √(8 · tolerance · d) keeps that within the tolerance. Vertices are later settled on the true segments (see
//! `nearest`), so that the bound holds for which sample is nearest, not for the result.

use super::gauss_sphere::{GaussSphere, Placed};
use super::vector::Vector;
use crate::sea::baseline::Side;
use crate::sea::baseline::coast::{Coast, Line};
use crate::units::Metres;
use geo::{Coord, LineString, SimplifyIdx};
use std::collections::BTreeMap;

/// The share of the tolerance that goes into leaving out vertices of the coast.
const THINNING_SHARE: f64 = 0.08;
/// The share of the tolerance that goes into the spacing of samples.
const SPACING_SHARE: f64 = 1.5;
/// The longest distance between samples: an edge straight in lon/lat and the great circle differ by 0.1 m at 80°.
const LONGEST_SPACING: Metres = Metres(1_000.0);
/// Radius of the sphere that holds for lengths to thin by, in metres (R₁ of WGS 84).
const MEAN_RADIUS: f64 = 6_371_008.8;

/// The number of a sample.
pub(in crate::sea) type Sample = u32;
/// No sample.
pub(in crate::sea) const NONE: Sample = Sample::MAX;

/// Points along all baselines.
pub(in crate::sea) struct Samples {
    pub(in crate::sea) sphere: GaussSphere,
    /// How far results may be from where they belong.
    pub(in crate::sea) tolerance: Metres,
    pub(in crate::sea) placed: Vec<Placed>,
    pub(in crate::sea) state: Vec<u16>,
    pub(in crate::sea) seaward: Vec<Side>,
    /// The numbers from this one on stand for the landward sides of the states' one-sided lines: state + this.
    landward: u16,
    /// The samples before and after on the line; [`NONE`] at its ends.
    links: Vec<[Sample; 2]>,
    /// Links of further lines through the same sample.
    more: BTreeMap<Sample, Vec<[Sample; 2]>>,
}

impl Samples {
    /// Samples dense enough for one state alone: `narrowest` is the least breadth that will be asked.
    pub(in crate::sea) fn along(coast: &Coast, tolerance: Metres, narrowest: Metres) -> Samples {
        let mut samples = Samples {
            sphere: sphere_for(&coast.lines),
            tolerance,
            placed: Vec::new(),
            state: Vec::new(),
            seaward: Vec::new(),
            landward: coast.states.len() as u16,
            links: Vec::new(),
            more: BTreeMap::new(),
        };
        // The narrowest breadth needs the densest samples; where two states face each other closer than that, more are put
        // between later, for there the distance that counts is that to the median.
        let spacing = spacing(tolerance, narrowest);
        // Stretches of one state that meet end to end share their end sample: two samples in one place have no border
        // between them, and the line would have a gap there.
        let mut ends: BTreeMap<(u16, [u64; 2]), Sample> = BTreeMap::new();
        for line in &coast.lines {
            let positions = thin(&line.positions, tolerance);
            match line.one_sided {
                true => samples.add_one_sided(line, &positions, spacing),
                false => samples.add_line(line, &positions, spacing, &mut ends),
            }
        }
        samples
    }

    /// The state that a sample counts for: whose line it is on, on either side.
    pub(in crate::sea) fn owner(&self, sample: Sample) -> u16 {
        let state = self.state[sample as usize];
        if self.is_landward_of_any(state) { state - self.landward } else { state }
    }

    /// Whether a state's number stands for the landward side of a one-sided line.
    pub(in crate::sea) fn is_landward_of_any(&self, state: u16) -> bool {
        state >= self.landward
    }

    /// A line whose zone lies on one side alone: twins along it, a little to either side, so that the line itself is
    /// the border between their cells. Edge by edge, drawn back from the corners: a corner's twins would cut it off.
    fn add_one_sided(&mut self, line: &Line, positions: &[Coord], spacing: Metres) {
        /// Far below any tolerance, far above rounding.
        const ASIDE: Metres = Metres(0.001);
        const DRAWN_BACK: Metres = Metres(0.005);
        let land = Line { state: line.state + self.landward, ..line.clone() };
        let left = if line.seaward == Side::Left { 1.0 } else { -1.0 };
        let (mut at_sea, mut ashore) = (NONE, NONE);
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
                at_sea = self.push(beside(aside), line, at_sea);
                ashore = self.push(beside(aside * -1.0), &land, ashore);
            }
        }
    }

    fn add_line(
        &mut self,
        line: &Line,
        positions: &[Coord],
        spacing: Metres,
        ends: &mut BTreeMap<(u16, [u64; 2]), Sample>,
    ) {
        let mut before = NONE;
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
                    before = self.push(self.sphere.place(lon, lat), line, before);
                }
            }
            let is_end = i == 0 || i + 1 == positions.len();
            let name = (line.state, [at.x.to_bits(), at.y.to_bits()]);
            match ends.get(&name).copied().filter(|_| is_end) {
                Some(known) => {
                    self.join(before, known);
                    before = known;
                }
                None => {
                    before = self.push(placed, line, before);
                    if is_end {
                        ends.insert(name, before);
                    }
                }
            }
            from = Some((at, placed));
        }
    }

    fn push(&mut self, placed: Placed, line: &Line, before: Sample) -> Sample {
        let sample = self.placed.len() as Sample;
        self.placed.push(placed);
        self.state.push(line.state);
        self.seaward.push(line.seaward);
        self.links.push([NONE, NONE]);
        self.join(before, sample);
        sample
    }

    /// Makes two samples neighbours on a line.
    fn join(&mut self, before: Sample, after: Sample) {
        if before == NONE || before == after {
            return;
        }
        self.link(before, 1, after);
        self.link(after, 0, before);
    }

    fn link(&mut self, sample: Sample, place: usize, other: Sample) {
        match self.links.get_mut(sample as usize) {
            Some(links) if links[place] == NONE => links[place] = other,
            _ => {
                let mut links = [NONE, NONE];
                links[place] = other;
                self.more.entry(sample).or_default().push(links);
            }
        }
    }

    /// The sample halfway between two neighbours on a line, made their neighbour.
    pub(in crate::sea) fn halve(&mut self, before: Sample, after: Sample) -> Sample {
        let (from, to) = (self.placed(before), self.placed(after));
        let sample = self.placed.len() as Sample;
        // Halfway on the chord, not in degrees: after a kilometre at most the two agree within the tolerance, and `settle`
        // measures to the chord too.
        let scale = (from.scale + to.scale) / 2.0;
        self.placed.push(Placed { at: (from.at + to.at).unit(), scale });
        self.state.push(self.state[before as usize]);
        self.seaward.push(self.seaward[before as usize]);
        self.links.push([before, after]);
        self.relink(before, after, sample, 1);
        self.relink(after, before, sample, 0);
        sample
    }

    /// Puts `new` where `sample` was linked to `old`.
    fn relink(&mut self, sample: Sample, old: Sample, new: Sample, place: usize) {
        let own = self.links.get_mut(sample as usize).into_iter();
        let more = self.more.get_mut(&sample).into_iter().flatten();
        if let Some(links) = own.chain(more).find(|links| links[place] == old) {
            links[place] = new;
        }
    }

    pub(in crate::sea) fn len(&self) -> usize {
        self.placed.len()
    }

    pub(in crate::sea) fn placed(&self, sample: Sample) -> Placed {
        self.placed[sample as usize]
    }

    pub(in crate::sea) fn at(&self, sample: Sample) -> Vector {
        self.placed[sample as usize].at
    }

    /// The samples before and after, for each time that a line passes.
    pub(in crate::sea) fn links(&self, sample: Sample) -> impl Iterator<Item = [Sample; 2]> + '_ {
        let more = if self.more.is_empty() { None } else { self.more.get(&sample) };
        std::iter::once(self.links[sample as usize]).chain(more.into_iter().flatten().copied())
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
    /// Where the coasts of two states meet, samples come no closer than this share of the tolerance.
    const LEAST: f64 = 0.25;
    let suits = (8.0 * tolerance.0 * SPACING_SHARE * distance.0).sqrt();
    Metres(suits.max(tolerance.0 * LEAST).min(LONGEST_SPACING.0))
}

/// The vertices of a line without which it would stay within a share of the tolerance.
fn thin(positions: &[Coord], tolerance: Metres) -> Vec<Coord> {
    /// Edges wider than half the earth would turn round: no edge is merged into one wider than this, in degrees.
    const WIDEST_EDGE: f64 = 90.0;
    let mut thinned: Vec<Coord> = Vec::with_capacity(positions.len());
    let mut start = 0;
    while start < positions.len() {
        let mut lon = positions[start].x;
        let near = positions[start..].iter().take_while(|at| {
            lon += libm::remainder(at.x - lon, 360.0);
            (lon - positions[start].x).abs() <= WIDEST_EDGE
        });
        let end = (start + near.count()).max((start + 2).min(positions.len()));
        // The last position of a part is the first of the next.
        thinned.pop();
        thinned.extend(thin_part(&positions[start..end], tolerance));
        start = if end == positions.len() { end } else { end - 1 };
    }
    thinned
}

fn thin_part(positions: &[Coord], tolerance: Metres) -> Vec<Coord> {
    // True to scale where degrees of longitude are longest: farther from the equator lengths come out too long, so that
    // rather too much is kept than too little.
    let flattest = positions.iter().map(|at| at.y.abs()).fold(90.0, f64::min);
    let shrink = libm::cos(f64::to_radians(flattest));
    let mut lon = positions.first().map_or(0.0, |at| at.x);
    let metres = MEAN_RADIUS.to_radians();
    let flat = positions.iter().map(|at| {
        lon += libm::remainder(at.x - lon, 360.0);
        Coord { x: lon * shrink * metres, y: at.y * metres }
    });
    let flat: LineString = flat.collect();
    flat.simplify_idx(tolerance.0 * THINNING_SHARE).into_iter().map(|i| positions[i]).collect()
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
    let sum = positions().fold(Vector::default(), |sum, at| sum + earth.place(at.x, at.y).at);
    let (south, north) =
        positions().fold((90.0, -90.0), |(s, n): (f64, f64), at| (s.min(at.y), n.max(at.y)));
    let (lon, lat) = earth.lon_lat(sum.unit());
    let widest = positions().map(|at| libm::remainder(at.x - lon, 360.0).abs()).fold(0.0, f64::max);
    let low = north - south < 2.0 * HIGHEST_REGION && south.abs().max(north.abs()) < NEXT_TO_A_POLE;
    if widest < WIDEST_REGION && low {
        return GaussSphere::around(lon, (south + north) / 2.0);
    }
    // The plane of the triangulation has one place at infinity, opposite to its centre: best where no coast is near.
    let (lon, lat) = opposite_the_emptiest(lines, (lon, lat));
    GaussSphere::whole_earth(lon, lat)
}

/// The position opposite to the place farthest from any coast, among the mean's antipode and the remote parts of the oceans.
fn opposite_the_emptiest(lines: &[Line], mean: (f64, f64)) -> (f64, f64) {
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
    let earth = GaussSphere::whole_earth(0.0, 90.0);
    let antipode = |(lon, lat): (f64, f64)| (lon + 180.0, -lat);
    let gap = |place: &(f64, f64)| {
        let at = earth.place(place.0, place.1).at;
        let all = lines.iter().flat_map(|line| &line.positions);
        all.map(|coord| earth.place(coord.x, coord.y).at.angle_to(at)).fold(f64::INFINITY, f64::min)
    };
    let candidates =
        std::iter::once(antipode(mean)).chain(REMOTE).map(|place| (gap(&place), place));
    let best = candidates.max_by(|a, b| a.0.total_cmp(&b.0));
    best.map_or(mean, |(_, place)| antipode(place))
}
