//! Neatline and frame: the view in, the fine line round the map and the strong one round its band out.

use super::Setting;
use crate::kind::Kind;
use crate::scene::{Group, Item, Path, Shape};
use crate::space::OnSheet;
use crate::style::Element;
use geo::{Coord, LineString};

/// The two lines; the band between them holds the graticule's labels, and next to the neatline the bars of a
/// graduated frame.
pub(crate) fn draw(setting: &Setting) -> Group {
    let OnSheet(neatline) = setting.view.neatline();
    let frame = outset(neatline.exterior(), setting.layout.band);
    let rows = [(Kind::Neatline, neatline.exterior().clone()), (Kind::Frame, frame)];
    let items = rows.map(|(kind, ring)| {
        let stroke = setting.theme.style(&Element::of(kind)).line_paint();
        let shape = Shape::Lines(vec![OnSheet(ring)]);
        Item::Path(Path { shape, fill: None, stroke, title: None })
    });
    Group { id: Kind::Frame.name().into(), clip: None, items: items.into() }
}

/// The neatline moved outwards over the bars of a graduated frame.
pub(crate) fn outside_bars(setting: &Setting) -> LineString {
    let OnSheet(neatline) = setting.view.neatline();
    outset(neatline.exterior(), setting.layout.bars)
}

/// A closed ring moved outwards by `distance`, corners mitred.
fn outset(ring: &LineString, distance: f64) -> LineString {
    let mut corners: Vec<Coord> = ring.0.clone();
    corners.dedup();
    corners.pop();
    let count = corners.len();
    let turn: f64 = ring.lines().map(|edge| edge.determinant()).sum();
    let side = if turn > 0.0 { 1.0 } else { -1.0 };
    let normal = |from: Coord, to: Coord| {
        let along = to - from;
        let length = libm::hypot(along.x, along.y).max(1e-12);
        Coord { x: side * along.y / length, y: -side * along.x / length }
    };
    let moved = (0..count).map(|i| {
        let (before, here, after) =
            (corners[(i + count - 1) % count], corners[i], corners[(i + 1) % count]);
        let (n, m) = (normal(before, here), normal(here, after));
        let mitre = distance / (1.0 + n.x * m.x + n.y * m.y).max(0.2);
        here + (n + m) * mitre
    });
    let mut line: LineString = moved.collect();
    line.close();
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_grows_by_the_distance_on_every_side_whichever_way_it_winds() {
        let mut ring = LineString::from(vec![(0., 0.), (4., 0.), (4., 2.), (0., 2.), (0., 0.)]);
        for _ in 0..2 {
            let grown = outset(&ring, 1.0);
            let xs: Vec<f64> = grown.coords().map(|c| c.x).collect();
            let ys: Vec<f64> = grown.coords().map(|c| c.y).collect();
            assert_eq!(xs.iter().copied().fold(f64::MAX, f64::min), -1.0);
            assert_eq!(xs.iter().copied().fold(f64::MIN, f64::max), 5.0);
            assert_eq!(ys.iter().copied().fold(f64::MAX, f64::min), -1.0);
            assert_eq!(ys.iter().copied().fold(f64::MIN, f64::max), 3.0);
            ring.0.reverse();
        }
    }
}
