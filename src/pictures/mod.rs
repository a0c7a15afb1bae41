//! Pictures of the user's own: the bytes of an SVG or a PNG in, what may stand on a sheet out: outlines in plain colours, or pixels in
//! few. An SVG is not trusted: what is no shape (letters, pictures, addresses, gradients, filters) is refused with the way out, and
//! neither file is read beyond its limit.

mod pixels;
#[cfg(any(feature = "png", feature = "pdf"))]
mod svg;

use crate::error::{Error, Place, Result};
use crate::files::{self, Limit};
use crate::scene::{Colour, Fill, Item, Path as ScenePath, Shape};
use crate::space::OnSheet;
use crate::symbols::Symbol;
use geo::{AffineOps, AffineTransform, BooleanOps, BoundingRect, Coord, MapCoords, MultiPolygon};
use pixels::Pixels;
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

/// A picture of the user's own.
#[derive(Clone, Debug)]
pub(crate) enum Picture {
    /// Shapes, the first at the bottom.
    Outlines(Outlines),
    /// Pixels.
    Pixels(Pixels),
}

/// The shapes of an SVG in its own units, y down, the top left corner of its view box at the origin.
#[derive(Clone, Debug)]
pub(crate) struct Outlines {
    /// Width of the view box.
    pub width: f64,
    /// Height of the view box.
    pub height: f64,
    /// The shapes.
    pub shapes: Vec<PaintedShape>,
}

/// A shape in a plain colour.
#[derive(Clone, Debug)]
pub(crate) struct PaintedShape {
    /// Where it is.
    pub area: MultiPolygon,
    /// Its colour.
    pub colour: Colour,
    /// 0 to 1.
    pub opacity: f64,
}

/// The most bytes that are read of a picture: a mark of a house is a hundredth of it.
const MOST: Limit = Limit { of_file: 8 << 20, of_stream: 8 << 20, name: None };
/// What a PNG begins with (RFC 2083, 3.1).
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Reads a picture.
///
/// Errors: `Missing` if it cannot be read; `Input` for what is neither SVG nor PNG, is too large, or has in it what no sheet takes.
pub(crate) fn read(path: &Path) -> Result<Picture> {
    let (bytes, shown) = bytes_of(path)?;
    match bytes.starts_with(PNG) {
        true => pixels::read(&bytes, &shown).map(Picture::Pixels),
        false => outlines_of(&bytes, &shown).map(Picture::Outlines),
    }
}

/// So many times as wide as high, or as high as wide, a symbol is a stroke that nobody sees.
const FLATTEST: f64 = 20.0;

/// Reads the shapes of an SVG as one outline, for a symbol.
///
/// Errors: as [`read`], for a PNG, and for shapes too flat to be seen at the size of a symbol.
pub(crate) fn outlines(path: &Path) -> Result<Outlines> {
    let (bytes, shown) = bytes_of(path)?;
    if bytes.starts_with(PNG) {
        let error = Error::input("a symbol is of shapes: this is a picture of pixels");
        return Err(error.at(Place::file(shown)).hint("draw it as an SVG"));
    }
    let outlines = outlines_of(&bytes, &shown)?;
    let sides = outlines.whole().bounding_rect().map(|around| (around.width(), around.height()));
    match sides.filter(|(width, height)| width.max(*height) > FLATTEST * width.min(*height)) {
        None => Ok(outlines),
        Some((width, height)) => {
            let message = match width > height {
                true => format!("the symbol is {:.0} times as wide as high", width / height),
                false => format!("the symbol is {:.0} times as high as wide", height / width),
            };
            let hint = format!("{FLATTEST} times is the most that can be seen on a map");
            Err(Error::input(message).at(Place::file(shown)).hint(hint))
        }
    }
}

fn bytes_of(path: &Path) -> Result<(Vec<u8>, String)> {
    let shown = path.display().to_string();
    Ok((files::read(path, &format!("the picture `{shown}`"), MOST)?, shown))
}

#[cfg(any(feature = "png", feature = "pdf"))]
fn outlines_of(bytes: &[u8], shown: &str) -> Result<Outlines> {
    svg::read(bytes, shown)
}

#[cfg(not(any(feature = "png", feature = "pdf")))]
fn outlines_of(_: &[u8], shown: &str) -> Result<Outlines> {
    let error = Error::input("this build reads no SVG");
    Err(error.at(Place::file(shown)).hint("build with the feature `png` or `pdf`"))
}

impl Picture {
    /// Width over height.
    pub(crate) fn aspect(&self) -> f64 {
        match self {
            Picture::Outlines(outlines) => outlines.width / outlines.height,
            Picture::Pixels(pixels) => pixels.aspect(),
        }
    }

    /// What is drawn of it at a height in mm, its top left corner at the origin.
    pub(crate) fn items(&self, height: f64) -> Vec<Item> {
        match self {
            Picture::Outlines(outlines) => outlines.items(height / outlines.height),
            Picture::Pixels(pixels) => vec![Item::Image(pixels.image(height))],
        }
    }
}

impl Outlines {
    /// All shapes as one outline in a box from −1 to 1, painted as the theme paints symbols.
    pub(crate) fn symbol(&self, name: String) -> Option<Symbol> {
        let whole = self.whole();
        let around = whole.bounding_rect()?;
        let scale = 2.0 / around.width().max(around.height());
        let middle = around.center();
        let outline = whole.map_coords(|at| (at - middle) * scale);
        let (about, aliases) = ("a symbol of one's own", Vec::new());
        Some(Symbol { name: Cow::Owned(name), about, aliases, outline: Arc::new(outline) })
    }

    /// The ground that its shapes cover together.
    fn whole(&self) -> MultiPolygon {
        let nothing = MultiPolygon::new(Vec::new());
        self.shapes.iter().fold(nothing, |all, shape| all.union(&shape.area))
    }

    fn items(&self, scale: f64) -> Vec<Item> {
        let to_sheet = AffineTransform::scale(scale, scale, Coord { x: 0.0, y: 0.0 });
        let item = |painted: &PaintedShape| {
            let shape = Shape::Areas(OnSheet(painted.area.affine_transform(&to_sheet)));
            let fill = Fill { opacity: painted.opacity, ..Fill::plain(painted.colour) };
            Item::Path(ScenePath { shape, fill: Some(fill), stroke: None, title: None })
        };
        self.shapes.iter().map(item).collect()
    }
}

#[cfg(all(test, any(feature = "png", feature = "pdf")))]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_that_would_be_a_stroke_is_refused_with_its_shape() {
        let folder = std::env::temp_dir();
        let read = |width: u32, height: u32| {
            let path =
                folder.join(format!("periplus-flat-{width}-{height}-{}.svg", std::process::id()));
            let text = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'><rect width='{width}' height='{height}'/></svg>"
            );
            std::fs::write(&path, text).expect("written");
            let read = outlines(&path);
            std::fs::remove_file(&path).expect("removed");
            read.map_err(|error| error.message)
        };
        assert_eq!(read(100, 2).err().as_deref(), Some("the symbol is 50 times as wide as high"));
        assert_eq!(read(1, 30).err().as_deref(), Some("the symbol is 30 times as high as wide"));
        assert!(read(100, 6).is_ok() && read(6, 100).is_ok());
    }
}
