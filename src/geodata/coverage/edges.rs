//! The edge of a tile: its arcs in, the faces along its four sides out, counter-clockwise from the south-west corner.

use super::tile::{FaceNumber, Position, Tile};

/// A piece of a tile's edge along which one face lies inside.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct EdgePiece {
    /// South, east, north or west: 0 to 3.
    pub(super) side: usize,
    /// The face on its left, which is inside of the tile.
    pub(super) face: FaceNumber,
    pub(super) from: Position,
    pub(super) to: Position,
}

/// Where an arc meets the edge, on the way round.
struct Crossing {
    /// How far from the south-west corner.
    along: i64,
    at: Position,
    before: FaceNumber,
    after: FaceNumber,
}

/// The pieces of the edge of a tile with these corners; `None` if the faces of its arcs do not fit together.
pub(super) fn pieces(tile: &Tile, (low, high): (Position, Position)) -> Option<Vec<EdgePiece>> {
    let corners = [low, Position { x: high.x, y: low.y }, high, Position { x: low.x, y: high.y }];
    let mut crossings = crossings(tile, low, high)?;
    crossings.sort_by_key(|crossing| crossing.along);
    let mut pieces = Vec::new();
    let mut face = tile.corner;
    let mut rest = crossings.as_slice();
    let mut start = 0;
    for side in 0..4 {
        let end = start + if side % 2 == 0 { high.x - low.x } else { high.y - low.y };
        let mut from = corners[side];
        let here = rest.partition_point(|crossing| crossing.along < end);
        let (on_side, further) = rest.split_at(here);
        for crossing in in_order(on_side, face)? {
            pieces.push(EdgePiece { side, face, from, to: crossing.at });
            (face, from) = (crossing.after, crossing.at);
        }
        pieces.push(EdgePiece { side, face, from, to: corners[(side + 1) % 4] });
        (rest, start) = (further, end);
    }
    pieces.retain(|piece| piece.from != piece.to);
    (face == tile.corner).then_some(pieces)
}

/// The crossings of a side in an order in which each begins with the face that the one before ends with: several arcs may
/// meet the edge in one place.
fn in_order(crossings: &[Crossing], mut face: FaceNumber) -> Option<Vec<&Crossing>> {
    let mut rest: Vec<&Crossing> = crossings.iter().collect();
    let mut ordered = Vec::with_capacity(rest.len());
    while let Some(first) = rest.first() {
        let along = first.along;
        let here = rest.iter().take_while(|crossing| crossing.along == along);
        let next = here.into_iter().position(|crossing| crossing.before == face)?;
        let crossing = rest.remove(next);
        face = crossing.after;
        ordered.push(crossing);
    }
    Some(ordered)
}

/// Where the arcs of a tile are cut by its edge; `None` if a cut vertex lies elsewhere.
fn crossings(tile: &Tile, low: Position, high: Position) -> Option<Vec<Crossing>> {
    let (width, height) = (high.x - low.x, high.y - low.y);
    let along = |at: Position| match at {
        at if at.y == low.y => Some(at.x - low.x),
        at if at.x == high.x => Some(width + at.y - low.y),
        at if at.y == high.y => Some(width + height + high.x - at.x),
        at if at.x == low.x => Some(2 * width + height + high.y - at.y),
        _ => None,
    };
    let mut found = Vec::new();
    for arc in &tile.arcs {
        // An arc that leaves the edge has its left behind, as one goes round with the tile on the left.
        if let (true, Some(at)) = (arc.is_cut_before, arc.course.first()) {
            found.push(Crossing {
                along: along(*at)?,
                at: *at,
                before: arc.left,
                after: arc.right,
            });
        }
        if let (true, Some(at)) = (arc.is_cut_after, arc.course.last()) {
            found.push(Crossing {
                along: along(*at)?,
                at: *at,
                before: arc.right,
                after: arc.left,
            });
        }
    }
    Some(found)
}
