//! Lines and polygons in, the parts of them inside an upright rectangle out; and the grid to which
//! shapes are generalised. Rings: Sutherland & Hodgman (1974), Comm. ACM 17, 32–42; lines: Liang &
//! Barsky (1984), ACM Trans. Graphics 3, 1–22. Clipped rings may run along the rectangle's edges,
//! there and back: right when filled, hidden when stroked, as the neatline lies inside the rectangle.

use crate::space::OnSheet;
use geo::{Coord, LineString, MultiLineString, Polygon, Rect};

/// The parts of `line` inside `rect`, in order.
pub fn clip_lines(line: &OnSheet<LineString>, rect: &OnSheet<Rect>) -> OnSheet<MultiLineString> {
    let pieces = clip_line(&line.0.0, &rect.0).into_iter().map(LineString::new);
    OnSheet(MultiLineString::new(pieces.collect()))
}

/// The part of `polygon` inside `rect`, holes too; none if nothing is left.
pub fn clip_polygon(polygon: &OnSheet<Polygon>, rect: &OnSheet<Rect>) -> Option<OnSheet<Polygon>> {
    let rings = std::iter::once(polygon.0.exterior()).chain(polygon.0.interiors());
    clip_rings(rings.map(|ring| ring.0.as_slice()), &rect.0).map(OnSheet)
}

/// As [`clip_polygon`], from the exterior ring and then the holes, in any plane.
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
    let mut kept = Vec::with_capacity(ring.len() + 4);
    let Some(mut from) = ring.last() else { return kept };
    let mut depth_from = inside(from);
    for to in ring {
        let depth = inside(to);
        if (depth_from < 0.0) != (depth < 0.0) {
            kept.push(between(from, to, depth_from / (depth_from - depth)));
        }
        if depth >= 0.0 {
            kept.push(*to);
        }
        (from, depth_from) = (to, depth);
    }
    kept
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

/// `polygon` with its vertices on a grid of `tolerance` millimetres: doubled and exactly collinear
/// vertices go. A vertex moves alike whichever ring it is read from, so neighbours stay neighbours
/// and no gap opens; at most half the grid's diagonal. An exterior that the grid would flatten stays
/// as it was. None if the exterior encloses less than `min_area` mm²; holes smaller than that are filled.
pub fn generalise(
    polygon: &OnSheet<Polygon>,
    tolerance: f64,
    min_area: f64,
) -> Option<OnSheet<Polygon>> {
    let exterior = polygon.0.exterior();
    if area(&exterior.0) < min_area {
        return None;
    }
    let kept = gridded(&exterior.0, tolerance).unwrap_or_else(|| exterior.0.clone());
    let holes = polygon.0.interiors().iter();
    let holes = holes.filter(|hole| area(&hole.0) >= min_area);
    let holes = holes.filter_map(|hole| gridded(&hole.0, tolerance)).map(LineString::new);
    Some(OnSheet(Polygon::new(LineString::new(kept), holes.collect())))
}

/// `line` on the same grid as [`generalise`] puts areas, so that a coast stays on its land; none if
/// nothing is left of it there.
pub fn generalise_line(line: &OnSheet<LineString>, tolerance: f64) -> Option<OnSheet<LineString>> {
    let points = &line.0.0;
    if points.len() > 3 && points.first() == points.last() {
        let kept = gridded(points, tolerance).unwrap_or_else(|| points.clone());
        return Some(OnSheet(LineString::new(kept)));
    }
    let mut cells: Vec<(i64, i64)> = Vec::with_capacity(points.len());
    for point in points {
        push_cell(&mut cells, cell(point, tolerance));
    }
    let points: Vec<Coord> = cells.into_iter().map(|c| on_grid(c, tolerance)).collect();
    (points.len() > 1).then(|| OnSheet(LineString::new(points)))
}

/// A ring on the grid, closed; none if it encloses nothing there.
fn gridded(ring: &[Coord], grid: f64) -> Option<Vec<Coord>> {
    let mut cells: Vec<(i64, i64)> = Vec::with_capacity(ring.len());
    for point in ring {
        push_cell(&mut cells, cell(point, grid));
    }
    // The ring is closed: its ends are neighbours too.
    while cells.len() > 3 && cells.first() == cells.last() {
        cells.pop();
        let (first, second) = (cells[0], cells[1]);
        let count = cells.len();
        if in_line(cells[count - 2], cells[count - 1], first) {
            cells.pop();
            push_cell(&mut cells, first);
        } else if in_line(cells[count - 1], first, second) {
            cells.remove(0);
            push_cell(&mut cells, second);
        }
    }
    if cells.len() < 3 || cells.first() == cells.last() {
        return None;
    }
    cells.push(cells[0]);
    Some(cells.into_iter().map(|cell| on_grid(cell, grid)).collect())
}

/// The cell of the grid that a point is nearest to.
fn cell(point: &Coord, grid: f64) -> (i64, i64) {
    ((point.x / grid).round() as i64, (point.y / grid).round() as i64)
}

fn on_grid((column, row): (i64, i64), grid: f64) -> Coord {
    Coord { x: column as f64 * grid, y: row as f64 * grid }
}

/// Adds a cell to a run without doubled or collinear cells.
fn push_cell(cells: &mut Vec<(i64, i64)>, cell: (i64, i64)) {
    while let [.., before, last] = cells.as_slice() {
        if !in_line(*before, *last, cell) {
            break;
        }
        cells.pop();
    }
    if cells.last() != Some(&cell) {
        cells.push(cell);
    }
}

/// Whether the middle cell is on the line through its neighbours (exact: cells are whole numbers).
fn in_line(a: (i64, i64), b: (i64, i64), c: (i64, i64)) -> bool {
    (b.0 - a.0) * (c.1 - b.1) == (b.1 - a.1) * (c.0 - b.0)
}

/// The area that a closed ring encloses, by the shoelace formula about its first point.
fn area(ring: &[Coord]) -> f64 {
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
