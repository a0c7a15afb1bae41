//! Things on the sheet in, the upright box round their paint out.

use super::{Item, Path, Shape};
use crate::space::OnSheet;
use geo::{BoundingRect, Coord, Rect, coord};

impl Item {
    /// The box round its paint, strokes included; none of what covers nothing. Lettering is not measured here.
    pub(crate) fn bounds(&self) -> Option<Rect> {
        match self {
            Item::Group(group) => around(group.items.iter().filter_map(Item::bounds)),
            Item::Path(path) => path.bounds(),
            Item::Image(image) => Some(boxed(image.corner.0, image.width.0, image.height.0)),
            Item::Text(_) => None,
        }
    }
}

impl Path {
    fn bounds(&self) -> Option<Rect> {
        let bare = match &self.shape {
            Shape::Areas(OnSheet(areas)) => areas.bounding_rect()?,
            Shape::Lines(lines) => {
                around(lines.iter().filter_map(|OnSheet(line)| line.bounding_rect()))?
            }
            Shape::Circle { centre, radius } => {
                let reach = coord! { x: radius.0, y: radius.0 };
                Rect::new(centre.0 - reach, centre.0 + reach)
            }
            Shape::Rectangle { corner, width, height } => boxed(corner.0, width.0, height.0),
        };
        let half = self.stroke.as_ref().map_or(0.0, |stroke| stroke.width.0 / 2.0);
        let edge = coord! { x: half, y: half };
        Some(Rect::new(bare.min() - edge, bare.max() + edge))
    }
}

fn boxed(corner: Coord, width: f64, height: f64) -> Rect {
    Rect::new(corner, corner + coord! { x: width, y: height })
}

/// The box round several.
fn around(boxes: impl Iterator<Item = Rect>) -> Option<Rect> {
    boxes.reduce(|a, b| {
        let (low, high) = ((a.min(), b.min()), (a.max(), b.max()));
        Rect::new(
            coord! { x: low.0.x.min(low.1.x), y: low.0.y.min(low.1.y) },
            coord! { x: high.0.x.max(high.1.x), y: high.0.y.max(high.1.y) },
        )
    })
}
