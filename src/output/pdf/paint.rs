//! Shapes and paints as usvg has them in, the same as krilla takes them out.

use crate::error::{Error, Result};
use krilla::color::{luma, rgb};
use krilla::geom::{Path, PathBuilder, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Paint, Stroke, StrokeDash};
use resvg::usvg;
use resvg::usvg::tiny_skia_path::{self, PathSegment};

pub(super) fn transform(transform: usvg::Transform) -> Transform {
    let usvg::Transform { sx, kx, ky, sy, tx, ty } = transform;
    Transform::from_row(sx, ky, kx, sy, tx, ty)
}

/// A path; none if nothing is left of it.
pub(super) fn path(data: &tiny_skia_path::Path) -> Option<Path> {
    let mut path = PathBuilder::new();
    for segment in data.segments() {
        match segment {
            PathSegment::MoveTo(to) => path.move_to(to.x, to.y),
            PathSegment::LineTo(to) => path.line_to(to.x, to.y),
            PathSegment::QuadTo(a, to) => path.quad_to(a.x, a.y, to.x, to.y),
            PathSegment::CubicTo(a, b, to) => path.cubic_to(a.x, a.y, b.x, b.y, to.x, to.y),
            PathSegment::Close => path.close(),
        }
    }
    path.finish()
}

pub(super) fn fill(fill: &usvg::Fill) -> Result<Fill> {
    Ok(Fill {
        paint: colour(fill.paint())?,
        opacity: part(fill.opacity()),
        rule: rule(fill.rule()),
    })
}

pub(super) fn rule(rule: usvg::FillRule) -> FillRule {
    match rule {
        usvg::FillRule::NonZero => FillRule::NonZero,
        usvg::FillRule::EvenOdd => FillRule::EvenOdd,
    }
}

pub(super) fn stroke(stroke: &usvg::Stroke) -> Result<Stroke> {
    let dash = stroke
        .dasharray()
        .map(|array| StrokeDash { array: array.to_vec(), offset: stroke.dashoffset() });
    Ok(Stroke {
        paint: colour(stroke.paint())?,
        width: stroke.width().get(),
        miter_limit: stroke.miterlimit().get(),
        line_cap: match stroke.linecap() {
            usvg::LineCap::Butt => LineCap::Butt,
            usvg::LineCap::Round => LineCap::Round,
            usvg::LineCap::Square => LineCap::Square,
        },
        line_join: match stroke.linejoin() {
            usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => LineJoin::Miter,
            usvg::LineJoin::Round => LineJoin::Round,
            usvg::LineJoin::Bevel => LineJoin::Bevel,
        },
        opacity: part(stroke.opacity()),
        dash,
    })
}

/// How opaque something is.
pub(super) fn part(opacity: usvg::Opacity) -> NormalizedF32 {
    NormalizedF32::new(opacity.get()).unwrap_or(NormalizedF32::ONE)
}

/// Greys are written as such: printed in black ink alone.
fn colour(paint: &usvg::Paint) -> Result<Paint> {
    match paint {
        usvg::Paint::Color(it) if it.red == it.green && it.green == it.blue => {
            Ok(luma::Color::new(it.red).into())
        }
        usvg::Paint::Color(it) => Ok(rgb::Color::new(it.red, it.green, it.blue).into()),
        _ => Err(Error::render("the PDF holds plain colours only, no gradient and no pattern")),
    }
}
