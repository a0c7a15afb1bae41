//! Coast: baselines in, lines by the index of their state out, cleaned and cut to what can reach the window, in an order
//! that does not hang on the order given.

use super::{Baseline, Rank, Side, is_ring};
use crate::error::{Error, Place, Result};
use crate::geodesy::WGS84;
use crate::sea::request::{IslandWeight, Request};
use crate::units::{Metres, NauticalMiles};
use geo::{BoundingRect, Coord, Rect};
use std::collections::{BTreeMap, BTreeSet};

/// The place of a state among the names of a [`Coast`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::sea) struct StateIndex(u16);

impl StateIndex {
    /// How many states a coast may have: as many as the smallest number that counts them has room for, since each of
    /// millions of samples carries one.
    pub(in crate::sea) const MOST: usize = u16::MAX as usize;

    /// That of the first state.
    pub(in crate::sea) const LEAST: StateIndex = StateIndex(0);

    /// The indices of so many states, in order.
    pub(in crate::sea) fn first(count: usize) -> impl Iterator<Item = StateIndex> + use<> {
        (0..u16::try_from(count).unwrap_or(u16::MAX)).map(StateIndex)
    }

    pub(in crate::sea) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// Baselines made ready: states by number, lines in an order of their own, without what cannot matter.
#[derive(Default)]
pub(in crate::sea) struct Coast {
    /// Names of the states, sorted; a [`StateIndex`] is a place here.
    pub(in crate::sea) states: Vec<String>,
    pub(in crate::sea) lines: Vec<Line>,
    /// How many positions came in.
    pub(in crate::sea) positions: usize,
}

impl Coast {
    /// Whether any of it counts less, or for another state, beyond the territorial sea.
    pub(in crate::sea) fn is_other_beyond(&self, islands: IslandWeight) -> bool {
        self.lines.iter().any(|line| line.share(islands) < 1.0 || line.enclave.is_some())
    }

    /// What of it counts beyond the territorial sea, by what each line counts for: what is an enclave amid another state's coast
    /// is that state's.
    pub(in crate::sea) fn counting(&self, counts: impl Fn(&Line) -> bool) -> Coast {
        let lines = self.lines.iter().filter(|line| counts(line));
        let beyond = |line: &Line| {
            let state = line.enclave.map_or(line.state, |enclave| enclave.within);
            Line { state, enclave: None, ..line.clone() }
        };
        self.of_lines(lines.map(beyond).collect())
    }

    /// Some of its lines, each of its own state.
    pub(in crate::sea) fn with_lines(&self, wanted: impl Fn(&Line) -> bool) -> Coast {
        self.of_lines(self.lines.iter().filter(|line| wanted(line)).cloned().collect())
    }

    fn of_lines(&self, lines: Vec<Line>) -> Coast {
        Coast { states: self.states.clone(), lines, positions: self.positions }
    }

    /// States all of whose coast is an enclave, with the breadth that is their own.
    pub(in crate::sea) fn enclaves(&self) -> BTreeMap<StateIndex, NauticalMiles> {
        let of_line = |line: &Line| Some((line.state, line.enclave?.breadth));
        let mut found: BTreeMap<_, _> = self.lines.iter().filter_map(of_line).collect();
        for line in self.lines.iter().filter(|line| line.enclave.is_none()) {
            found.remove(&line.state);
        }
        found
    }
}

/// A coast that beyond a breadth is another state's.
#[derive(Clone, Copy)]
pub(in crate::sea) struct Enclave {
    pub(in crate::sea) within: StateIndex,
    pub(in crate::sea) breadth: NauticalMiles,
}

/// A line of a coast, in degrees, no position twice in a row.
#[derive(Clone)]
pub(in crate::sea) struct Line {
    pub(in crate::sea) state: StateIndex,
    pub(in crate::sea) seaward: Side,
    /// The zone lies on the seaward side alone.
    pub(in crate::sea) one_sided: bool,
    /// Never [`Rank::Unknown`].
    pub(in crate::sea) rank: Rank,
    pub(in crate::sea) enclave: Option<Enclave>,
    pub(in crate::sea) positions: Vec<Coord>,
}

impl Line {
    /// The share of the way from the line without it to the line with it in full, where islands count as much as this.
    pub(in crate::sea) fn share(&self, islands: IslandWeight) -> f64 {
        match self.rank {
            Rank::Mainland | Rank::Unknown => 1.0,
            Rank::Island => islands.into(),
            Rank::Rock => 0.0,
            Rank::Weighed(effect) => effect.share(),
        }
    }
}

/// Checks the baselines and keeps what can reach the window, in an order that does not hang on the order given.
pub(in crate::sea) fn prepare(baselines: &[Baseline], request: &Request) -> Result<Coast> {
    let names: BTreeSet<&str> = baselines.iter().map(|baseline| baseline.state.as_str()).collect();
    if names.len() > StateIndex::MOST {
        return Err(Error::input(format!("the baselines are of {} states", names.len()))
            .hint(format!("zones are computed for at most {} at once", StateIndex::MOST)));
    }
    let indices: BTreeMap<&str, StateIndex> =
        names.iter().copied().zip(StateIndex::first(names.len())).collect();
    let window = request.within.as_ref().map(|window| reachable(&window.0, request));
    let mut coast = Coast {
        states: names.iter().map(|name| (*name).to_owned()).collect(),
        lines: Vec::new(),
        positions: 0,
    };
    let mainlands = mainlands(baselines);
    for (index, baseline) in baselines.iter().enumerate() {
        check(baseline, index)?;
        let enclave = baseline.enclave.as_ref().and_then(|enclave| {
            let within = *indices.get(enclave.within.as_str())?;
            Some(Enclave { within, breadth: enclave.breadth })
        });
        let rank = match baseline.rank {
            // The state amid whose coast it lies has none here: nobody has anything beyond.
            _ if baseline.enclave.is_some() && enclave.is_none() => Rank::Rock,
            Rank::Unknown if mainlands.contains(&index) => Rank::Mainland,
            Rank::Unknown => Rank::Island,
            known => known,
        };
        let one_sided = baseline.one_sided && !is_ring(&baseline.line.0);
        coast.positions += baseline.line.0.0.len();
        let Some(&state) = indices.get(baseline.state.as_str()) else { continue };
        let mut positions = baseline.line.0.0.clone();
        positions.iter_mut().for_each(|at| *at = settled(*at));
        positions.dedup();
        cut(positions, window.as_ref(), |positions| {
            let seaward = baseline.seaward;
            coast.lines.push(Line { state, seaward, one_sided, rank, enclave, positions });
        });
    }
    coast
        .lines
        .sort_by(|a, b| a.state.cmp(&b.state).then_with(|| compare(&a.positions, &b.positions)));
    Ok(coast)
}

/// The baselines of mainlands, by their places: open lines, and the largest ring of a state that has none.
pub(in crate::sea) fn mainlands(baselines: &[Baseline]) -> BTreeSet<usize> {
    let mut open = BTreeSet::new();
    let mut largest: BTreeMap<&str, (f64, usize)> = BTreeMap::new();
    for (place, baseline) in baselines.iter().enumerate() {
        let line = &baseline.line.0;
        if line.0.len() > 1 && !is_ring(line) {
            open.insert(place);
            largest.insert(&baseline.state, (f64::INFINITY, place));
        } else {
            let size = line.bounding_rect().map_or(0.0, |its| its.width() * its.height());
            let known = largest.entry(&baseline.state).or_insert((size, place));
            if size > known.0 {
                *known = (size, place);
            }
        }
    }
    open.extend(largest.into_values().map(|(_, place)| place));
    open
}

/// Steps in a degree: positions nearer to each other (0.1 mm) are one. Two that are almost but not quite one, as the overlay
/// of areas leaves them, have no direction from one to the other, and no border between them.
const STEPS: f64 = 1e9;

fn settled(at: Coord) -> Coord {
    let step = |degrees: f64| (degrees * STEPS).round() / STEPS;
    Coord { x: on_one_turn(step(at.x)), y: step(at.y) }
}

/// The same meridian by one number only, above −180° and up to 180°: a coast cut at the antimeridian (RFC 7946 §3.1.9)
/// has its cut on both of its names, and vertices there would be two that are almost but not quite one.
pub(in crate::sea) fn on_one_turn(lon: f64) -> f64 {
    if lon > -180.0 && lon <= 180.0 {
        return lon;
    }
    // What a turn takes away is rounded off again.
    let turned = (libm::remainder(lon, 360.0) * STEPS).round() / STEPS;
    if turned == -180.0 { 180.0 } else { turned }
}

fn compare(a: &[Coord], b: &[Coord]) -> std::cmp::Ordering {
    let keys = |line: &[Coord]| line.iter().map(|at| (at.x, at.y)).collect::<Vec<_>>();
    let head = |line: &[Coord]| line.first().map_or((0.0, 0.0), |at| (at.x, at.y));
    let (first, second) = (head(a), head(b));
    first
        .0
        .total_cmp(&second.0)
        .then(first.1.total_cmp(&second.1))
        .then(a.len().cmp(&b.len()))
        .then_with(|| keys(a).partial_cmp(&keys(b)).unwrap_or(std::cmp::Ordering::Equal))
}

fn check(baseline: &Baseline, index: usize) -> Result<()> {
    let place = |position: usize| {
        Place::default().part(format!(
            "baseline {} of {}, position {}",
            index + 1,
            baseline.state,
            position + 1
        ))
    };
    if let Rank::Weighed(effect) = baseline.rank
        && !effect.is_possible()
    {
        return Err(Error::input(format!("`{effect}` is not an effect of an island"))
            .at(place(0))
            .hint("a share from 0 to 1, or an enclave of some nautical miles"));
    }
    for (position, at) in baseline.line.0.0.iter().enumerate() {
        if !(at.x.is_finite() && at.y.is_finite()) {
            return Err(Error::input("a position is not a number")
                .at(place(position))
                .hint("longitude and latitude are finite numbers, in degrees"));
        }
        if at.y.abs() > 90.0 || at.x.abs() > 540.0 {
            return Err(Error::input(format!("{}, {} is not on the earth", at.x, at.y))
                .at(place(position))
                .hint("positions are longitude, latitude in degrees on WGS 84"));
        }
    }
    Ok(())
}

/// The window, widened by the widest breadth and a margin.
fn reachable(window: &Rect, request: &Request) -> Rect {
    /// Shortest length of a degree of latitude on WGS 84 (at the equator), in metres.
    const METRES_PER_DEGREE: f64 = 110_570.0;
    const MARGIN: Metres = Metres(1_000.0);
    let distance = request.breadth_range().1.metres().0 + MARGIN.0;
    let (low, high) = (window.min(), window.max());
    let (south, north) =
        (low.y - distance / METRES_PER_DEGREE, high.y + distance / METRES_PER_DEGREE);
    let furthest = south.abs().max(north.abs());
    let wide = if furthest < 89.0 {
        // A meridian's degree is at most 1 % longer than the sphere's; the half-angle formula is exact on a sphere.
        let sine = libm::sin(distance / WGS84.a() * 1.01) / libm::cos(furthest.to_radians());
        if sine < 1.0 { libm::asin(sine).to_degrees() * 1.01 } else { 360.0 }
    } else {
        360.0
    };
    Rect::new(Coord { x: low.x - wide, y: south }, Coord { x: high.x + wide, y: north })
}

/// Hands over the runs of a line whose edges touch the window; all of it where there is none.
fn cut(positions: Vec<Coord>, window: Option<&Rect>, mut keep: impl FnMut(Vec<Coord>)) {
    let Some(window) = window else {
        return keep(positions);
    };
    if let [lone] = positions[..] {
        if touches(window, lone, lone) {
            keep(positions);
        }
        return;
    }
    let mut run: Vec<Coord> = Vec::new();
    for edge in positions.windows(2) {
        if let [from, to] = *edge {
            match (touches(window, from, to), run.is_empty()) {
                (true, true) => run.extend([from, to]),
                (true, false) => run.push(to),
                (false, false) => keep(std::mem::take(&mut run)),
                (false, true) => (),
            }
        }
    }
    if !run.is_empty() {
        keep(run);
    }
}

/// Whether the box round an edge touches the window, on any turn of the earth.
fn touches(window: &Rect, from: Coord, to: Coord) -> bool {
    let (south, north) = (from.y.min(to.y), from.y.max(to.y));
    if north < window.min().y || south > window.max().y {
        return false;
    }
    let turn = libm::remainder(to.x - from.x, 360.0);
    let (west, east) = (from.x.min(from.x + turn), from.x.max(from.x + turn));
    [-720.0, -360.0, 0.0, 360.0, 720.0]
        .iter()
        .any(|shift| east + shift >= window.min().x && west + shift <= window.max().x)
}
