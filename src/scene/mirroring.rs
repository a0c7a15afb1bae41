//! Items set from the left in, the same set from the right out, as readers of Arabic and Hebrew begin. Letters and the
//! patterns of fills are not turned over: only where things stand.

use super::{Anchor, Group, Image, Item, Lay, Path, Run, Shape, Text};
use crate::space::OnSheet;
use geo::{Coord, MapCoords};

/// What begins words that run from the right (Unicode 16, §23.2, right-to-left isolate), and what ends them.
const FROM_THE_RIGHT: (char, char) = ('\u{2067}', '\u{2069}');

impl Item {
    /// The same thing on a sheet `width` mm wide, as far from its right side as it was from its left; words run from the right.
    pub(crate) fn mirrored(self, width: f64) -> Item {
        let other_side = |at: Coord| Coord { x: width - at.x, y: at.y };
        match self {
            Item::Group(group) => Item::Group(Group {
                clip: group.clip.map(|OnSheet(clip)| OnSheet(clip.map_coords(other_side))),
                items: group.items.into_iter().map(|item| item.mirrored(width)).collect(),
                ..group
            }),
            Item::Path(path) => {
                Item::Path(Path { shape: mirrored(path.shape, other_side), ..path })
            }
            Item::Text(text) => Item::Text(from_the_right(text, other_side)),
            Item::Image(image) => {
                let left = width - image.corner.0.x - image.width.0;
                let corner = OnSheet(Coord { x: left, y: image.corner.0.y });
                Item::Image(Image { corner, ..image })
            }
        }
    }
}

fn mirrored(shape: Shape, other_side: impl Fn(Coord) -> Coord + Copy) -> Shape {
    match shape {
        Shape::Areas(OnSheet(areas)) => Shape::Areas(OnSheet(areas.map_coords(other_side))),
        Shape::Lines(lines) => {
            let lines = lines.into_iter();
            Shape::Lines(lines.map(|OnSheet(line)| OnSheet(line.map_coords(other_side))).collect())
        }
        Shape::Circle { centre, radius } => {
            Shape::Circle { centre: OnSheet(other_side(centre.0)), radius }
        }
        Shape::Rectangle { corner, width, height } => {
            let right = Coord { x: corner.0.x + width.0, y: corner.0.y };
            Shape::Rectangle { corner: OnSheet(other_side(right)), width, height }
        }
    }
}

/// A line of text whose other end stands there; of letters along a curve each keeps its place.
fn from_the_right(text: Text, other_side: impl Fn(Coord) -> Coord + Copy) -> Text {
    let Lay::Straight { position, anchor, angle } = text.lay else { return text };
    let anchor = match anchor {
        Anchor::Start => Anchor::End,
        Anchor::Middle => Anchor::Middle,
        Anchor::End => Anchor::Start,
    };
    let lay = Lay::Straight { position: OnSheet(other_side(position.0)), anchor, angle };
    let last = text.runs.len().saturating_sub(1);
    let marked = |(number, run): (usize, Run)| {
        let mut content = run.content;
        if number == 0 {
            content.insert(0, FROM_THE_RIGHT.0);
        }
        if number == last {
            content.push(FROM_THE_RIGHT.1);
        }
        Run { content, ..run }
    };
    Text { runs: text.runs.into_iter().enumerate().map(marked).collect(), lay, ..text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{Degrees, Millimetres};

    #[test]
    fn what_stood_at_the_left_stands_at_the_right() {
        let corner = OnSheet(Coord { x: 2.0, y: 5.0 });
        let shape = Shape::Rectangle { corner, width: Millimetres(6.0), height: Millimetres(3.0) };
        let box_ = Item::Path(Path { shape, fill: None, stroke: None, title: None });
        let Item::Path(path) = box_.mirrored(100.0) else { unreachable!("a path stays one") };
        let Shape::Rectangle { corner, .. } = path.shape else { unreachable!("a box stays one") };
        assert_eq!(corner.0, Coord { x: 92.0, y: 5.0 });
        let lay = Lay::Straight { position: corner, anchor: Anchor::Start, angle: Degrees(0.0) };
        let text =
            Text { id: None, runs: Vec::new(), lay, halo: None, rims: Vec::new(), language: None };
        let Item::Text(text) = Item::Text(text).mirrored(100.0) else { unreachable!("words stay") };
        let Lay::Straight { position, anchor, .. } = text.lay else { unreachable!("straight") };
        assert_eq!((position.0.x, anchor), (8.0, Anchor::End));
    }
}
