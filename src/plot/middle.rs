//! Middle: a shape on the sheet in, the point from which its name is shifted by hand out.

use geo::{BoundingRect, Coord, Geometry, Rect};

/// The middle of the box round what the frame shows of a shape; of a point the point.
pub(crate) fn middle(shape: &Geometry, frame: Rect) -> Coord {
    let Some(around) = shape.bounding_rect() else { return frame.center() };
    let within = |at: Coord| Coord {
        x: at.x.clamp(frame.min().x, frame.max().x),
        y: at.y.clamp(frame.min().y, frame.max().y),
    };
    (within(around.min()) + within(around.max())) / 2.0
}
