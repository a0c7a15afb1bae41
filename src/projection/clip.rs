//! Lines and polygons in, the parts of them inside an upright rectangle out. Rings: Sutherland & Hodgman (1974), Comm. ACM 17, 32–42; lines: Liang &
//! Barsky (1984), ACM Trans. Graphics 3, 1–22. Clipped rings may run along the rectangle's edges,
//! there and back: right when filled, hidden when stroked, as the neatline lies inside the rectangle.

use geo::{Coord, LineString, Polygon, Rect};

/// The part of a polygon inside `rect`, from its exterior ring and then its holes; none if nothing is left.
pub(crate) fn clip_rings<'a>(
    mut rings: impl Iterator<Item = &'a [Coord]>,
    rect: &Rect,
) -> Option<Polygon> {
    let exterior = clip_ring(rings.next()?, rect)?;
    let mut holes = Vec::new();
    for hole in rings.filter_map(|ring| clip_ring(ring, rect)) {
        if covers(&hole, rect) {
            return None;
        }
        holes.push(LineString::new(hole));
    }
    Some(Polygon::new(LineString::new(exterior), holes))
}

/// The closed ring inside `rect`, closed; none if it encloses nothing there.
pub(crate) fn clip_ring(ring: &[Coord], rect: &Rect) -> Option<Vec<Coord>> {
    let extent = extent(ring)?;
    if !overlap(&extent, rect) {
        return None;
    }
    let (min, max) = (rect.min(), rect.max());
    let mut points = ring[..ring.len() - 1].to_vec();
    if extent.min().x < min.x {
        points = keep(&points, |p| p.x - min.x);
    }
    if extent.max().x > max.x {
        points = keep(&points, |p| max.x - p.x);
    }
    if extent.min().y < min.y {
        points = keep(&points, |p| p.y - min.y);
    }
    if extent.max().y > max.y {
        points = keep(&points, |p| max.y - p.y);
    }
    points.push(*points.first()?);
    let left = self::extent(&points)?;
    (points.len() > 3 && left.width() > 0.0 && left.height() > 0.0).then_some(points)
}

/// One step of Sutherland and Hodgman: the side where `inside` is not negative.
fn keep(ring: &[Coord], inside: impl Fn(&Coord) -> f64) -> Vec<Coord> {
    let mut clipped = Vec::with_capacity(ring.len() + 4);
    let Some(mut from) = ring.last() else { return clipped };
    let mut depth_from = inside(from);
    for to in ring {
        let depth = inside(to);
        if (depth_from < 0.0) != (depth < 0.0) {
            clipped.push(between(from, to, depth_from / (depth_from - depth)));
        }
        if depth >= 0.0 {
            clipped.push(*to);
        }
        (from, depth_from) = (to, depth);
    }
    clipped
}

/// The pieces of a line inside `rect`, each of two points or more.
pub(crate) fn clip_line(line: &[Coord], rect: &Rect) -> Vec<Vec<Coord>> {
    let mut pieces: Vec<Vec<Coord>> = Vec::new();
    let mut open = false;
    for edge in line.windows(2) {
        let Some((enter, leave)) = inside_part(edge[0], edge[1], rect) else {
            open = false;
            continue;
        };
        let start = if enter > 0.0 { between(&edge[0], &edge[1], enter) } else { edge[0] };
        let end = if leave < 1.0 { between(&edge[0], &edge[1], leave) } else { edge[1] };
        match pieces.last_mut() {
            Some(piece) if open && enter == 0.0 => piece.push(end),
            _ => pieces.push(vec![start, end]),
        }
        open = leave == 1.0;
    }
    pieces
}

/// From where to where, as parts of the edge, it is inside the rectangle. Source: Liang & Barsky (1984).
fn inside_part(from: Coord, to: Coord, rect: &Rect) -> Option<(f64, f64)> {
    let (run, rise) = (to.x - from.x, to.y - from.y);
    let sides = [
        (-run, from.x - rect.min().x),
        (run, rect.max().x - from.x),
        (-rise, from.y - rect.min().y),
        (rise, rect.max().y - from.y),
    ];
    let (mut enter, mut leave) = (0f64, 1f64);
    for (p, q) in sides {
        if p == 0.0 && q < 0.0 {
            return None;
        } else if p < 0.0 {
            enter = enter.max(q / p);
        } else if p > 0.0 {
            leave = leave.min(q / p);
        }
    }
    (enter < leave).then_some((enter, leave))
}

/// The area that a closed ring encloses, by the shoelace formula about its first point.
pub(super) fn area(ring: &[Coord]) -> f64 {
    let Some(first) = ring.first() else { return 0.0 };
    let twice: f64 = ring
        .windows(2)
        .map(|e| (e[0].x - first.x) * (e[1].y - first.y) - (e[1].x - first.x) * (e[0].y - first.y))
        .sum();
    twice.abs() / 2.0
}

/// The point at a part of the way.
fn between(from: &Coord, to: &Coord, part: f64) -> Coord {
    Coord { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
}

/// The least upright rectangle about some points; none for no points or numbers that are none.
pub(crate) fn extent(points: &[Coord]) -> Option<Rect> {
    let mut min = *points.first()?;
    let mut max = min;
    let mut sum = 0.0;
    for point in points {
        (min.x, min.y) = (min.x.min(point.x), min.y.min(point.y));
        (max.x, max.y) = (max.x.max(point.x), max.y.max(point.y));
        sum += point.x + point.y;
    }
    sum.is_finite().then(|| Rect::new(min, max))
}

/// Whether two rectangles share more than an edge.
fn overlap(a: &Rect, b: &Rect) -> bool {
    a.min().x < b.max().x && b.min().x < a.max().x && a.min().y < b.max().y && b.min().y < a.max().y
}

/// Whether a clipped ring is the whole rectangle: as much area, but for rounding.
fn covers(ring: &[Coord], rect: &Rect) -> bool {
    area(ring) >= rect.width() * rect.height() * (1.0 - 1e-12)
}

#[cfg(test)]
mod tests;
