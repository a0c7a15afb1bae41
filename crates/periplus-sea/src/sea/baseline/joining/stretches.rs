//! Stretches: rings, the seashore and claims in; the stretches of coast along each ring out, and, where those of two states
//! meet, one position that both end in.

use super::Reach;
use super::claims::{Claim, Claims};
use super::parcels::Land;
use super::seashore::Seashore;
use super::segments::{at, edges, length, metres, vector};
use geo::Coord;
use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};
use std::collections::BTreeSet;

/// In tolerances, how far apart the ends of two coasts that meet may be.
const MOUTH: f64 = 4.0;

/// A stretch of coast along a ring, land on its left.
#[derive(Clone)]
pub(super) struct Stretch {
    pub(super) ring: usize,
    /// Whose it is, by the places of the states; more than one where it is disputed.
    pub(super) states: Vec<usize>,
    /// Its course, in the frame of the land; closed where it is the whole ring.
    pub(super) positions: Vec<Coord>,
}

/// What of a ring is coast.
pub(super) struct RingCoast {
    pub(super) stretches: Vec<Stretch>,
    /// Of each edge, how much of it.
    extents: Vec<Extent>,
    /// Some of it is another state's too.
    is_disputed: bool,
}

/// How much of an edge is coast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    All,
    Part,
    Nothing,
}

/// A piece of coast along one edge.
struct Piece {
    edge: usize,
    part: [f64; 2],
    states: Vec<usize>,
    is_doubled: bool,
}

impl RingCoast {
    /// Whether all of the ring is its own state's coast.
    pub(super) fn is_whole(&self) -> bool {
        !self.is_disputed && self.extents.iter().all(|extent| *extent == Extent::All)
    }

    /// Whether what is no coast of the ring are edges that another parcel has to the last digit: nothing needs joining.
    pub(super) fn is_as_drawn(
        &self,
        land: &Land,
        shared: &BTreeSet<(usize, usize)>,
        ring: usize,
        reach: Reach,
    ) -> bool {
        let is_as_drawn = |(index, edge)| match self.extents[index] {
            Extent::All => true,
            Extent::Nothing if shared.contains(&(ring, index)) => true,
            // Nothing can be read from what is so short.
            _ => metres(edge) < 4.0 * reach.same,
        };
        !self.is_disputed && edges(&land.rings[ring]).enumerate().all(is_as_drawn)
    }
}

/// What of a ring is coast, and whose.
pub(super) fn ring_coast(
    land: &Land,
    shore: &Seashore,
    claims: &Claims,
    ring: usize,
    reach: Reach,
) -> RingCoast {
    let state = land.state_of(ring);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut extents = Vec::new();
    let mut is_disputed = false;
    for (index, edge) in edges(&land.rings[ring]).enumerate() {
        let parts = shore.parts(edge, reach);
        extents.push(match parts[..] {
            [] => Extent::Nothing,
            [[0.0, 1.0]] => Extent::All,
            _ => Extent::Part,
        });
        for part in parts {
            for claim in claims.on(ring, edge, part) {
                is_disputed |= claim.states != [state] && !claims.is_nothing(edge, claim.part);
                let Claim { part, states, is_doubled } = claim;
                pieces.push(Piece { edge: index, part, states, is_doubled });
            }
        }
    }
    if is_disputed {
        settle(land, ring, &mut pieces, reach);
    }
    let stretches = stretches(land, ring, &pieces, reach);
    RingCoast { stretches, extents, is_disputed }
}

/// Makes what is short and undisputed amid what is disputed as disputed: at corners, where two states draw a coast a little
/// differently, neither runs beside the other's.
fn settle(land: &Land, ring: usize, pieces: &mut [Piece], reach: Reach) {
    /// In tolerances, between two disputed pieces, and at the end of one.
    const SHORT: [f64; 2] = [10.0, 4.0];
    let line = &land.rings[ring].line;
    let edges = line.0.len() - 1;
    let length = |piece: &Piece| {
        metres([line.0[piece.edge], line.0[piece.edge + 1]]) * (piece.part[1] - piece.part[0])
    };
    let count = pieces.len();
    let mut first = 0;
    while first < count {
        if pieces[first].states.len() > 1 {
            first += 1;
            continue;
        }
        let mut last = first;
        while last + 1 < count
            && pieces[last + 1].states == pieces[first].states
            && meets(&pieces[last], &pieces[last + 1], edges)
        {
            last += 1;
        }
        let before = &pieces[(first + count - 1) % count];
        let after = &pieces[(last + 1) % count];
        let disputed = [(before, &pieces[first]), (&pieces[last], after)].map(|(one, next)| {
            let other = if std::ptr::eq(one, before) { before } else { after };
            Some(&other.states).filter(|it| it.len() > 1 && meets(one, next, edges)).cloned()
        });
        let sides = disputed.iter().flatten().count();
        let own: f64 = pieces[first..=last].iter().map(length).sum();
        if sides > 0 && own < reach.tolerance * SHORT[2 - sides] {
            let [one, other] = disputed;
            let states = one.or(other).unwrap_or_default();
            for piece in &mut pieces[first..=last] {
                piece.states.clone_from(&states);
                piece.is_doubled = false;
            }
        }
        first = last + 1;
    }
}

/// Whether a piece begins where another ends.
fn meets(before: &Piece, after: &Piece, edges: usize) -> bool {
    if before.edge == after.edge && before.part[1] <= after.part[0] {
        return before.part[1] == after.part[0];
    }
    (before.edge + 1) % edges == after.edge && before.part[1] == 1.0 && after.part[0] == 0.0
}

/// The states of a piece of coast, and whether another drawing of it stands for it.
type Whose = (Vec<usize>, bool);

/// Pieces that follow each other as stretches.
fn stretches(land: &Land, ring: usize, pieces: &[Piece], reach: Reach) -> Vec<Stretch> {
    let line = &land.rings[ring].line;
    let count = line.0.len() - 1;
    let follows = |before: &Piece, after: &Piece| {
        let are_alike = before.states == after.states && before.is_doubled == after.is_doubled;
        are_alike && meets(before, after, count)
    };
    let mut found: Vec<(Whose, Vec<Coord>)> = Vec::new();
    let mut last: Option<&Piece> = None;
    for piece in pieces {
        let edge = [line.0[piece.edge], line.0[piece.edge + 1]];
        let end = at(edge, piece.part[1]);
        match found.last_mut() {
            Some((_, positions)) if last.is_some_and(|last| follows(last, piece)) => {
                positions.push(end);
            }
            _ => {
                let whose = (piece.states.clone(), piece.is_doubled);
                found.push((whose, vec![at(edge, piece.part[0]), end]));
            }
        }
        last = Some(piece);
    }
    // The ring begins amid a stretch.
    if let [first, .., last] = pieces
        && found.len() > 1
        && follows(last, first)
        && let Some((_, tail)) = found.pop()
    {
        let head = std::mem::take(&mut found[0].1);
        found[0].1 = tail.into_iter().chain(head.into_iter().skip(1)).collect();
    }
    let single = found.into_iter().filter(|((_, is_doubled), _)| !is_doubled);
    let stretches = single.map(|((states, _), mut positions)| {
        without_repeated(&mut positions);
        Stretch { ring, states, positions }
    });
    let is_some = |stretch: &Stretch| {
        let long = stretch.positions.windows(2).map(|pair| metres([pair[0], pair[1]])).sum::<f64>();
        // Where borders overlap, a little of the coast at their mouth is of both.
        let is_open = stretch.positions.first() != stretch.positions.last();
        let is_mouth = stretch.states.len() > 1 && is_open && long < MOUTH * reach.tolerance;
        long >= 4.0 * reach.same && !is_mouth
    };
    stretches.filter(is_some).collect()
}

/// Settles what is so short that it is no coast of its own: as disputed as a coast that it goes on from, since where two states
/// draw that a little differently, its end is the one's on another ring; left out next to more of its own state's coast, since
/// where borders cross each other on their way to the sea, their mouth is now the one's and now the other's.
pub(super) fn settle_scraps(stretches: &mut Vec<Stretch>, reach: Reach) {
    let short = MOUTH * reach.tolerance;
    let ends = |it: &Stretch| [it.positions[0], it.positions[it.positions.len() - 1]];
    let is_scrap = |it: &Stretch| {
        let long: f64 = it.positions.windows(2).map(|pair| metres([pair[0], pair[1]])).sum();
        let [start, end] = ends(it);
        it.states.len() == 1 && start != end && long < short
    };
    let (scraps, mut others): (Vec<Stretch>, Vec<Stretch>) =
        std::mem::take(stretches).into_iter().partition(is_scrap);
    let meet = |one: Coord, other: Coord| length(vector(one, other, one.y)) <= short;
    let meet = |one: &Stretch, other: &Stretch| {
        let ([start, end], [first, last]) = (ends(one), ends(other));
        meet(last, start) || meet(end, first)
    };
    let longer = others.len();
    for mut scrap in scraps {
        let mut near = others[..longer].iter().filter(|other| meet(&scrap, other));
        let is_of = |other: &&Stretch| other.states.contains(&scrap.states[0]);
        let disputed = near.clone().find(|other| other.states.len() > 1 && is_of(other));
        if let Some(disputed) = disputed {
            scrap.states.clone_from(&disputed.states);
        } else if near.any(|other| is_of(&other)) {
            continue;
        }
        others.push(scrap);
    }
    *stretches = others;
}

/// Leaves out positions that rounding alone parts from the one before; both ends stay.
fn without_repeated(positions: &mut Vec<Coord>) {
    /// In degrees: 0.1 mm.
    const ROUNDING: f64 = 1e-9;
    let last = positions.last().copied();
    positions.dedup_by(|next, known| {
        (next.x - known.x).abs() < ROUNDING && (next.y - known.y).abs() < ROUNDING
    });
    if let (Some(end), Some(last)) = (positions.last_mut(), last) {
        *end = last;
    }
}

/// Where the coasts of two states meet.
pub(super) struct Joint {
    pub(super) states: [usize; 2],
    pub(super) at: Coord,
}

/// Makes stretches of two states that end next to each other end in one position: there a median begins.
///
/// Each is cut off a little before its end, so that the two do not cross on their way to the other's.
pub(super) fn join_ends(stretches: &mut [Stretch], land: &Land, reach: Reach) -> Vec<Joint> {
    let is_open =
        |it: &Stretch| it.states.len() == 1 && it.positions.first() != it.positions.last();
    let open: Vec<usize> =
        (0..stretches.len()).filter(|number| is_open(&stretches[*number])).collect();
    let start = |number: usize| stretches[number].positions[0];
    let end = |number: usize| stretches[number].positions[stretches[number].positions.len() - 1];
    let tree = RTree::bulk_load(
        open.iter()
            .map(|&number| GeomWithData::new([start(number).x, start(number).y], number))
            .collect(),
    );
    let far = MOUTH * reach.tolerance + 4.0 * reach.same;
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for &number in &open {
        let from = end(number);
        let bounds = super::parcels::widened(geo::Rect::new(from, from), far);
        let (low, high) = (bounds.min(), bounds.max());
        let envelope = AABB::from_corners([low.x, low.y], [high.x, high.y]);
        for other in tree.locate_in_envelope(&envelope).map(|it| it.data) {
            let apart = length(vector(from, start(other), from.y));
            if other != number && apart <= far {
                pairs.push((apart, number, other));
            }
        }
    }
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut ended, mut begun) = (BTreeSet::new(), BTreeSet::new());
    let mut meetings = Vec::new();
    for (_, before, after) in pairs {
        if ended.contains(&before) || begun.contains(&after) {
            continue;
        }
        ended.insert(before);
        begun.insert(after);
        meetings.push((before, after, (end(before) + start(after)) / 2.0));
    }
    let mut joints = Vec::new();
    for (before, after, at) in meetings {
        let states = [before, after].map(|number| land.state_of(stretches[number].ring));
        let is_exact = stretches[before].positions.last() == Some(&at)
            && stretches[after].positions.first() == Some(&at);
        if !is_exact {
            end_in(&mut stretches[before].positions, at, reach);
            let positions = &mut stretches[after].positions;
            positions.reverse();
            end_in(positions, at, reach);
            positions.reverse();
        }
        if states[0] != states[1] {
            joints.push(Joint { states: [states[0].min(states[1]), states[0].max(states[1])], at });
        }
    }
    joints
}

/// Makes a line end in a position near its end.
fn end_in(positions: &mut Vec<Coord>, end: Coord, reach: Reach) {
    // As far as the ends of the two may be apart, so that what they zigzag on the way to each other is cut off.
    let long: f64 = positions.windows(2).map(|pair| metres([pair[0], pair[1]])).sum();
    let mut spare = reach.tolerance.min(long / 4.0);
    if spare > 0.0 {
        while let [.., before, last] = positions[..] {
            let own = metres([before, last]);
            positions.pop();
            if own > spare {
                positions.push(at([last, before], spare / own));
                break;
            }
            spare -= own;
        }
    }
    positions.push(end);
}
