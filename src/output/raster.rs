//! The tree of an SVG in, its picture in pixels out.
//!
//! Drawn by the rasteriser that resvg has, path by path as resvg does it. What differs are groups that are clipped or let the
//! ground through. resvg draws each on a sheet of its own, makes another sheet for the clip, masks the one by the other and lays it
//! upon the ground: half the time of a map. Here such a group is drawn onto the ground at once, and what lay there before comes
//! back where the clip hides the group, and as far as the group is transparent: most of a map lies within its frame, and is not
//! touched again. A tree with anything in it that is not known here is left to resvg as a whole.

use resvg::tiny_skia::{
    FillRule, FilterQuality, IntRect, Mask, Paint, Pattern, Pixmap, Rect, SpreadMode, Transform,
};
use resvg::usvg::{self, BlendMode, ClipPath, Group, ImageKind, ImageRendering, Node, PaintOrder};

/// Draws a tree onto an empty picture.
pub(super) fn paint(tree: &usvg::Tree, transform: Transform, picture: &mut Pixmap) {
    match is_known(tree.root()) {
        true => children(tree.root(), transform, picture),
        false => resvg::render(tree, transform, &mut picture.as_mut()),
    }
}

/// Whether all of a group can be drawn here.
fn is_known(group: &Group) -> bool {
    let is_plain = |paint: &usvg::Paint| matches!(paint, usvg::Paint::Color(_));
    group.filters().is_empty()
        && group.mask().is_none()
        && group.blend_mode() == BlendMode::Normal
        && group.clip_path().is_none_or(is_outline)
        && group.children().iter().all(|node| match node {
            Node::Group(group) => is_known(group),
            Node::Text(text) => is_known(text.flattened()),
            Node::Image(image) => matches!(image.kind(), ImageKind::PNG(_)),
            Node::Path(path) => {
                path.fill().is_none_or(|fill| is_plain(fill.paint()))
                    && path.stroke().is_none_or(|stroke| is_plain(stroke.paint()))
            }
        })
}

/// Whether a clip is made of paths alone.
fn is_outline(clip: &ClipPath) -> bool {
    clip.clip_path().is_none()
        && clip.root().children().iter().all(|it| matches!(it, Node::Path(_)))
}

fn children(group: &Group, transform: Transform, picture: &mut Pixmap) {
    for node in group.children() {
        match node {
            Node::Group(group) => self::group(group, transform, picture),
            Node::Text(text) => self::group(text.flattened(), transform, picture),
            Node::Path(path) => self::path(path, transform, picture),
            Node::Image(image) => self::image(image, transform, picture),
        }
    }
}

fn group(group: &Group, transform: Transform, picture: &mut Pixmap) {
    let transform = transform.pre_concat(group.transform());
    if group.clip_path().is_none() && group.opacity() == usvg::Opacity::ONE {
        return children(group, transform, picture);
    }
    let Some(ground) = Ground::below(group, transform, picture) else { return };
    children(group, transform, picture);
    ground.comes_back(picture);
}

/// A pixel: red, green, blue, each times alpha, and alpha.
type Pixel = [u8; 4];

/// The ground below a group, kept where it shows through.
struct Ground {
    /// Where the group may be.
    place: IntRect,
    /// How much of the group shows in each pixel of that place.
    shown: Mask,
    /// The pixels, row by row, that the group does not hide.
    kept: Vec<Pixel>,
}

impl Ground {
    /// None if the group does not lie on the picture.
    fn below(group: &Group, transform: Transform, picture: &mut Pixmap) -> Option<Ground> {
        let sheet = IntRect::from_xywh(0, 0, picture.width(), picture.height())?;
        // the box of a layer is cut to the clip; this is of all that is drawn, and a pixel more, for what is drawn in part
        let reach = group.stroke_bounding_box().transform(transform)?;
        let place = reach.outset(1.0, 1.0)?.round_out()?.intersect(&sheet)?;
        let mut ground = Ground { place, shown: shown(group, transform, place)?, kept: Vec::new() };
        let mut kept = Vec::new();
        ground.each(picture, |pixel, _| kept.push(*pixel));
        ground.kept = kept;
        Some(ground)
    }

    /// Mixes the ground in again.
    fn comes_back(self, picture: &mut Pixmap) {
        let mut kept = self.kept.iter();
        self.each(picture, |pixel, shown| {
            let before = kept.next().unwrap_or(&[0; 4]);
            for (channel, before) in pixel.iter_mut().zip(before) {
                *channel = mixed(*channel, *before, shown);
            }
        });
    }

    /// Goes through the pixels that the group does not hide, whatever it has there.
    fn each(&self, picture: &mut Pixmap, mut work: impl FnMut(&mut Pixel, u8)) {
        let width = picture.width() as usize;
        let (left, top) = (self.place.left() as usize, self.place.top() as usize);
        let rows = picture.data_mut().as_chunks_mut().0.chunks_exact_mut(width).skip(top);
        for (row, shown) in rows.zip(self.shown.data().chunks_exact(self.shown.width() as usize)) {
            for (pixels, shown) in row[left..].chunks_mut(RUN).zip(shown.chunks(RUN)) {
                if shown.iter().all(|shown| *shown == u8::MAX) {
                    continue;
                }
                for (pixel, shown) in pixels.iter_mut().zip(shown).filter(|(_, it)| **it < u8::MAX)
                {
                    work(pixel, *shown);
                }
            }
        }
    }
}

/// Pixels that are passed over together: most are wholly within a clip.
const RUN: usize = 64;

/// `shown` of 255 parts of one channel, and the rest of the other.
fn mixed(of: u8, and: u8, shown: u8) -> u8 {
    const ALL: u32 = u8::MAX as u32;
    let shown = u32::from(shown);
    ((u32::from(of) * shown + u32::from(and) * (ALL - shown) + ALL / 2) / ALL) as u8
}

/// How much of a group shows in each pixel of a place: what its clip leaves, as opaque as it is.
fn shown(group: &Group, transform: Transform, place: IntRect) -> Option<Mask> {
    let mut shown = Mask::new(place.width(), place.height())?;
    match group.clip_path() {
        None => shown.data_mut().fill(u8::MAX),
        Some(clip) => {
            let transform = transform.pre_concat(clip.transform());
            let here = transform.post_translate(-place.left() as f32, -place.top() as f32);
            for node in clip.root().children() {
                if let Node::Path(path) = node
                    && let Some(fill) = path.fill().filter(|_| path.is_visible())
                {
                    shown.fill_path(path.data(), rule(fill), true, here);
                }
            }
        }
    }
    if group.opacity() != usvg::Opacity::ONE {
        let opacity = group.opacity().to_u8();
        shown.data_mut().iter_mut().for_each(|shown| *shown = mixed(*shown, 0, opacity));
    }
    Some(shown)
}

fn rule(fill: &usvg::Fill) -> FillRule {
    match fill.rule() {
        usvg::FillRule::NonZero => FillRule::Winding,
        usvg::FillRule::EvenOdd => FillRule::EvenOdd,
    }
}

fn path(path: &usvg::Path, transform: Transform, picture: &mut Pixmap) {
    if !path.is_visible() {
        return;
    }
    let paint = |paint: &usvg::Paint, opacity: usvg::Opacity| {
        let usvg::Paint::Color(colour) = paint else { return Paint::default() };
        let mut paint = Paint::default();
        paint.set_color_rgba8(colour.red, colour.green, colour.blue, opacity.to_u8());
        paint
    };
    let fill = |picture: &mut Pixmap| {
        // lines along an axis have nothing inside
        let bounds = path.data().bounds();
        let fill = path.fill().filter(|_| bounds.width() > 0.0 && bounds.height() > 0.0);
        if let Some(fill) = fill {
            let paint = paint(fill.paint(), fill.opacity());
            picture.fill_path(path.data(), &paint, rule(fill), transform, None);
        }
    };
    let stroke = |picture: &mut Pixmap| {
        if let Some(stroke) = path.stroke() {
            let paint = paint(stroke.paint(), stroke.opacity());
            picture.stroke_path(path.data(), &paint, &stroke.to_tiny_skia(), transform, None);
        }
    };
    match path.paint_order() {
        PaintOrder::FillAndStroke => {
            fill(picture);
            stroke(picture);
        }
        PaintOrder::StrokeAndFill => {
            stroke(picture);
            fill(picture);
        }
    }
}

fn image(image: &usvg::Image, transform: Transform, picture: &mut Pixmap) {
    let ImageKind::PNG(file) = image.kind() else { return };
    let Some(pixels) = Pixmap::decode_png(file).ok().filter(|_| image.is_visible()) else { return };
    let quality = match image.rendering_mode() {
        ImageRendering::OptimizeQuality | ImageRendering::HighQuality => FilterQuality::Bicubic,
        ImageRendering::Smooth => FilterQuality::Bilinear,
        ImageRendering::OptimizeSpeed | ImageRendering::CrispEdges | ImageRendering::Pixelated => {
            FilterQuality::Nearest
        }
    };
    let (width, height) = (pixels.width() as f32, pixels.height() as f32);
    let shader =
        Pattern::new(pixels.as_ref(), SpreadMode::Pad, quality, 1.0, Transform::identity());
    if let Some(all) = Rect::from_xywh(0.0, 0.0, width, height) {
        picture.fill_rect(all, &Paint { shader, ..Paint::default() }, transform, None);
    }
}
