//! An SVG of the user's in, its shapes in plain colours out: paths with all transforms in them, lines as the areas that they paint.

use super::{Outlines, PaintedShape};
use crate::error::{Error, Place, Result};
use crate::scene::Colour;
use geo::algorithm::bool_ops::FillRule;
use geo::{
    BooleanOps, Coord, Intersects, LineString, MapCoords, MultiPolygon, OpType, Polygon, Rect,
};
use resvg::tiny_skia::{self, PathSegment, Transform};
use resvg::usvg::{self, Group, ImageHrefResolver, Node, Paint};

/// What is read, or what is wrong with it.
type Refused<T> = std::result::Result<T, &'static str>;

/// No picture of more elements, or of more positions, is read.
const MOST_ELEMENTS: u32 = 20_000;
const MOST_POSITIONS: usize = 400_000;
/// Straight pieces that a curve is drawn in.
const PIECES: u8 = 12;

/// Elements that are no shape, and what stands for them.
const REFUSED: [(&str, &str); 9] = [
    ("text", "turn its letters into paths"),
    ("image", "draw its pictures as shapes"),
    ("foreignObject", "leave it out"),
    ("script", "leave it out"),
    ("linearGradient", "fill its shapes with plain colours"),
    ("radialGradient", "fill its shapes with plain colours"),
    ("pattern", "fill its shapes with plain colours"),
    ("filter", "draw it without effects"),
    ("mask", "draw it without masks"),
];

/// Reads an SVG; `file` is its name for errors.
///
/// Errors: `Input` for what is none, or has in it what is no shape.
pub(super) fn read(bytes: &[u8], file: &str) -> Result<Outlines> {
    let refuse = |message: &str, hint: &str| {
        Error::input(message.to_owned()).at(Place::file(file)).hint(hint.to_owned())
    };
    const HINT: &str = "a picture is an SVG of shapes, or a PNG";
    let text = std::str::from_utf8(bytes).map_err(|_| refuse("this is no SVG", HINT))?;
    check(text, file)?;
    let tree = usvg::Tree::from_str(text, &options())
        .map_err(|cause| refuse("this SVG cannot be read", HINT).cause(cause))?;
    let mut reading = Reading { shapes: Vec::new(), positions: 0 };
    reading.group(tree.root(), 1.0, None).map_err(|message| refuse(message, HINT))?;
    if reading.shapes.is_empty() {
        return Err(refuse("nothing is painted in this SVG", HINT));
    }
    let size = tree.size();
    let (width, height) = (f64::from(size.width()), f64::from(size.height()));
    let seen = Rect::new((0.0, 0.0), (width, height));
    if !reading.shapes.iter().any(|shape| shape.area.intersects(&seen)) {
        const WIDER: &str = "let its viewBox hold its shapes";
        return Err(refuse("all that is painted in this SVG lies outside of its view box", WIDER));
    }
    Ok(Outlines { width, height, shapes: reading.shapes })
}

/// That all elements are shapes, and no address leads out of the file.
fn check(text: &str, file: &str) -> Result<()> {
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        nodes_limit: MOST_ELEMENTS,
        ..Default::default()
    };
    let document = roxmltree::Document::parse_with_options(text, options).map_err(|cause| {
        let error = Error::input("this is no SVG").at(Place::file(file)).cause(cause);
        error.hint("a picture is an SVG of shapes, or a PNG")
    })?;
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let at = || Place::in_text(file, text, node.range().start);
        let name = node.tag_name().name();
        if let Some((name, hint)) = REFUSED.iter().find(|(refused, _)| *refused == name) {
            let message = format!("the picture has `<{name}>` in it, which is no shape");
            return Err(Error::input(message).at(at()).hint(*hint));
        }
        let mut addresses = node.attributes().filter(|it| it.name() == "href");
        if let Some(address) = addresses.find(|it| !it.value().trim().starts_with('#')) {
            let message = format!("the picture refers to `{}`", shortened(address.value()));
            return Err(Error::input(message).at(at()).hint("put all of it into the one file"));
        }
    }
    Ok(())
}

fn shortened(address: &str) -> String {
    const MOST: usize = 40;
    let letters: String = address.chars().take(MOST).collect();
    if letters.len() < address.len() { format!("{letters}…") } else { letters }
}

/// No font, no file, no picture.
fn options() -> usvg::Options<'static> {
    usvg::Options {
        resources_dir: None,
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    }
}

struct Reading {
    shapes: Vec<PaintedShape>,
    positions: usize,
}

impl Reading {
    /// Reads what is in a group, as opaque as that is, within what it is clipped to.
    fn group(&mut self, group: &Group, opacity: f64, clip: Option<&MultiPolygon>) -> Refused<()> {
        let opacity = opacity * f64::from(group.opacity().get());
        let own = group.clip_path().map(|own| self.clip(own, group.abs_transform())).transpose()?;
        let clip = match (own, clip) {
            (Some(own), Some(outer)) => Some(own.intersection(outer)),
            (own, outer) => own.or_else(|| outer.cloned()),
        };
        for node in group.children() {
            match node {
                Node::Group(inner) => self.group(inner, opacity, clip.as_ref())?,
                Node::Path(path) if path.is_visible() => self.path(path, opacity, clip.as_ref())?,
                Node::Path(_) => {}
                Node::Image(_) | Node::Text(_) => return Err("the picture has what is no shape"),
            }
        }
        Ok(())
    }

    /// The area of a clip path.
    fn clip(&mut self, clip: &usvg::ClipPath, transform: Transform) -> Refused<MultiPolygon> {
        let mut inner = Reading { shapes: Vec::new(), positions: self.positions };
        inner.group(clip.root(), 1.0, None)?;
        self.positions = inner.positions;
        let transform = transform.pre_concat(clip.transform());
        let area = inner
            .shapes
            .iter()
            .fold(MultiPolygon::new(Vec::new()), |all, shape| all.union(&shape.area));
        Ok(area.map_coords(|at| moved(at, transform)))
    }

    fn path(
        &mut self,
        path: &usvg::Path,
        opacity: f64,
        clip: Option<&MultiPolygon>,
    ) -> Refused<()> {
        let transform = path.abs_transform();
        let fill = path.fill().map(|fill| {
            let rule = match fill.rule() {
                usvg::FillRule::NonZero => FillRule::NonZero,
                usvg::FillRule::EvenOdd => FillRule::EvenOdd,
            };
            (Some(path.data().clone()), rule, fill.paint(), fill.opacity().get())
        });
        let stroke = path.stroke().map(|stroke| {
            let line = stroke.to_tiny_skia();
            let dashed = line.dash.as_ref().and_then(|dash| path.data().dash(dash, FINE));
            let area = dashed.as_ref().unwrap_or(path.data()).stroke(&line, FINE);
            (area, FillRule::NonZero, stroke.paint(), stroke.opacity().get())
        });
        let is_stroke_first = path.paint_order() == usvg::PaintOrder::StrokeAndFill;
        let parts = if is_stroke_first { [stroke, fill] } else { [fill, stroke] };
        for (data, rule, paint, own) in parts.into_iter().flatten() {
            let Paint::Color(colour) = paint else {
                return Err("the picture has a gradient in it");
            };
            let Some(data) = data else { continue };
            let rings = self.rings(&data, transform)?;
            let nothing = MultiPolygon::new(Vec::new());
            let mut area = rings.boolean_op_with_fill_rule(&nothing, OpType::Union, rule);
            if let Some(clip) = clip {
                area = area.intersection(clip);
            }
            let colour = Colour { red: colour.red, green: colour.green, blue: colour.blue };
            if !area.0.is_empty() {
                let opacity = opacity * f64::from(own);
                self.shapes.push(PaintedShape { area, colour, opacity });
            }
        }
        Ok(())
    }

    /// The rings of a path, curves in straight pieces.
    fn rings(&mut self, path: &tiny_skia::Path, transform: Transform) -> Refused<MultiPolygon> {
        let mut rings: Vec<Vec<Coord>> = Vec::new();
        let at = |point: tiny_skia::Point| Coord { x: f64::from(point.x), y: f64::from(point.y) };
        for segment in path.segments() {
            let last = rings.last().and_then(|ring| ring.last()).copied().unwrap_or_default();
            let piece = match segment {
                PathSegment::MoveTo(to) => {
                    rings.push(vec![at(to)]);
                    continue;
                }
                PathSegment::LineTo(to) => vec![at(to)],
                PathSegment::QuadTo(control, to) => {
                    pieces(|t| quadratic(last, at(control), at(to), t))
                }
                PathSegment::CubicTo(a, b, to) => {
                    pieces(|t| cubic([last, at(a), at(b), at(to)], t))
                }
                PathSegment::Close => continue,
            };
            self.positions += piece.len();
            if self.positions > MOST_POSITIONS {
                return Err("the picture has too many positions");
            }
            rings.last_mut().into_iter().for_each(|ring| ring.extend(&piece));
        }
        let ring = |ring: Vec<Coord>| {
            let ring = ring.into_iter().map(|at| moved(at, transform));
            Polygon::new(LineString(ring.collect()), Vec::new())
        };
        Ok(MultiPolygon::new(rings.into_iter().map(ring).collect()))
    }
}

/// Pieces of round ends and turns, in a unit of the picture.
const FINE: f32 = 4.0;

fn moved(at: Coord, by: Transform) -> Coord {
    let [sx, kx, ky, sy, tx, ty] = [by.sx, by.kx, by.ky, by.sy, by.tx, by.ty].map(f64::from);
    Coord { x: sx * at.x + kx * at.y + tx, y: ky * at.x + sy * at.y + ty }
}

fn pieces(at: impl Fn(f64) -> Coord) -> Vec<Coord> {
    (1..=PIECES).map(|piece| at(f64::from(piece) / f64::from(PIECES))).collect()
}

fn quadratic(from: Coord, control: Coord, to: Coord, t: f64) -> Coord {
    let r = 1.0 - t;
    from * (r * r) + control * (2.0 * r * t) + to * (t * t)
}

fn cubic([from, a, b, to]: [Coord; 4], t: f64) -> Coord {
    let r = 1.0 - t;
    from * (r * r * r) + a * (3.0 * r * r * t) + b * (3.0 * r * t * t) + to * (t * t * t)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Area;

    fn svg(inner: &str) -> String {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 10 20' width='10' height='20'>{inner}</svg>"
        )
    }

    #[test]
    fn shapes_keep_their_place_their_colour_and_their_holes() {
        let picture = svg(
            "<g transform='translate(1 2)'><rect width='4' height='4' fill='#f00' opacity='.5'/></g>\
             <path d='M0 10H8V18H0ZM2 12V16H6V12Z' fill='blue'/><line x1='0' x2='10' y1='9' y2='9' stroke='#000' stroke-width='2'/>",
        );
        let read = read(picture.as_bytes(), "a.svg").expect("an SVG");
        assert_eq!((read.width, read.height, read.shapes.len()), (10.0, 20.0, 3));
        let area = |number: usize| read.shapes[number].area.unsigned_area();
        assert!((area(0) - 16.0).abs() < 1e-6 && read.shapes[0].opacity == 0.5);
        // the hole runs the other way round
        assert!((area(1) - 48.0).abs() < 1e-6, "{}", area(1));
        assert!((area(2) - 20.0).abs() < 1e-6, "{}", area(2));
        assert_eq!(read.shapes[1].colour, Colour { red: 0, green: 0, blue: 255 });
    }

    #[test]
    fn what_is_no_shape_or_leads_out_is_refused_with_its_line() {
        for (inner, said) in [
            ("<text>a</text>", "`<text>`"),
            ("<image href='a.png'/>", "`<image>`"),
            ("<script>1</script>", "`<script>`"),
            (
                "<use xlink:href='http://example.org/a.svg#b'/>",
                "refers to `http://example.org/a.svg#b`",
            ),
            ("<a href='javascript:1'><path d='M0 0H1V1Z'/></a>", "refers to"),
            ("<linearGradient id='a'/>", "`<linearGradient>`"),
            ("", "nothing is painted"),
            ("<rect x='200' y='200' width='9' height='9'/>", "outside of its view box"),
        ] {
            let error = read(svg(inner).as_bytes(), "a.svg").expect_err(inner);
            assert!(error.message.contains(said), "{}", error.message);
            assert!(error.hint.is_some() && error.place.is_some());
        }
        assert!(read(b"no picture", "a.svg").is_err());
        assert!(read(&[0xff, 0xfe, 0x00], "a.svg").is_err());
    }
}
