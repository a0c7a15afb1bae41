//! A finished sheet: sizes and positions in millimetres, every paint resolved, no geography in it.
//! Made by `symbolize`, `furniture` and `label`; read by `output`, which knows nothing of maps.
//!
//! ```
//! use periplus::output::{EncodeOptions, Encoder, Format};
//! use periplus::scene::{Colour, Fill, Item, Path, Scene, Shape};
//! use periplus::sea::geo::{MultiPolygon, polygon};
//! use periplus::space::OnSheet;
//! use periplus::units::Millimetres;
//!
//! let island = polygon![(x: 10.0, y: 10.0), (x: 30.0, y: 12.0), (x: 20.0, y: 25.0)];
//! let scene = Scene {
//!     width: Millimetres(40.0),
//!     height: Millimetres(30.0),
//!     title: "An island".to_owned(),
//!     items: vec![Item::Path(Path {
//!         shape: Shape::Areas(OnSheet(MultiPolygon::new(vec![island]))),
//!         fill: Colour::from_hex("#c8b080").map(Fill::plain),
//!         stroke: None,
//!         title: Some("Naxos".to_owned()),
//!     })],
//!     ..Scene::default()
//! };
//! let svg = Encoder::new(&scene, EncodeOptions::default()).encode(Format::SVG)?;
//! let svg = String::from_utf8(svg).expect("an SVG is text");
//! assert!(svg.contains("width=\"40mm\"") && svg.contains("<title>Naxos</title>"));
//! # Ok::<(), periplus::error::Error>(())
//! ```

mod arrow_head;
mod bounds;
mod lettering;
mod mirroring;
mod paint;

pub(crate) use arrow_head::{HeadSize, head};
pub use lettering::{Anchor, Font, Halo, Lay, Run, Text};
pub use paint::{Cap, Colour, Fill, Hatch, Join, Stroke};

use crate::space::OnSheet;
use crate::units::Millimetres;
use geo::{Coord, LineString, MultiPolygon, Translate};

/// The key of a scene's provenance among the text chunks of a PNG.
pub const PROVENANCE_KEY: &str = "periplus";
/// The name space of the element `provenance` in an SVG and in the XMP packet of a PDF.
pub const PROVENANCE_NAMESPACE: &str = "urn:periplus:provenance:1";

/// A finished sheet.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// The figure's name; ids in the SVG begin with it.
    pub name: String,
    /// Width of the sheet.
    pub width: Millimetres,
    /// Height of the sheet.
    pub height: Millimetres,
    /// The title, for `<title>`.
    pub title: String,
    /// The alternative text, for `<desc>`.
    pub description: String,
    /// What it was made from, in one line, for a program to read back; empty for nothing said.
    pub provenance: String,
    /// BCP 47 tag of the language of title and labels.
    pub language: String,
    /// The colour of the paper; none leaves the sheet transparent.
    pub background: Option<Colour>,
    /// What is drawn, first at the bottom.
    pub items: Vec<Item>,
    /// Numbers that go with the picture, for formats that set tables beside it.
    pub tables: Vec<Table>,
}

/// A table: words in rows of as many cells as there are columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it is of.
    pub caption: String,
    /// The heads of its columns.
    pub columns: Vec<String>,
    /// Its rows, the first at the top.
    pub rows: Vec<Vec<String>>,
}

/// One thing on the sheet.
#[derive(Clone, Debug)]
pub enum Item {
    /// Several things under one name.
    Group(Group),
    /// An area, a line or a symbol.
    Path(Path),
    /// A piece of lettering.
    Text(Text),
    /// A picture in pixels.
    Image(Image),
}

impl Item {
    /// The same thing, `by` mm to the right and down.
    pub fn moved(self, by: Coord) -> Item {
        match self {
            Item::Group(group) => Item::Group(Group {
                clip: group.clip.map(|OnSheet(clip)| OnSheet(clip.translate(by.x, by.y))),
                items: group.items.into_iter().map(|item| item.moved(by)).collect(),
                ..group
            }),
            Item::Path(path) => Item::Path(Path { shape: path.shape.moved(by), ..path }),
            Item::Text(text) => Item::Text(Text { lay: text.lay.moved(by), ..text }),
            Item::Image(image) => {
                Item::Image(Image { corner: OnSheet(image.corner.0 + by), ..image })
            }
        }
    }
}

impl Item {
    /// The same thing as one of several maps on a sheet: all ids begin with that map's.
    pub(crate) fn with_prefix(self, prefix: &str) -> Item {
        match self {
            Item::Group(group) => Item::Group(Group {
                id: format!("{prefix}-{}", group.id),
                items: group.items.into_iter().map(|item| item.with_prefix(prefix)).collect(),
                ..group
            }),
            Item::Text(mut text) => {
                text.id = text.id.map(|id| format!("{prefix}-{id}"));
                Item::Text(text)
            }
            other => other,
        }
    }
}

impl Shape {
    fn moved(self, by: Coord) -> Shape {
        match self {
            Shape::Areas(OnSheet(areas)) => Shape::Areas(OnSheet(areas.translate(by.x, by.y))),
            Shape::Lines(lines) => Shape::Lines(
                lines
                    .into_iter()
                    .map(|OnSheet(line)| OnSheet(line.translate(by.x, by.y)))
                    .collect(),
            ),
            Shape::Circle { centre, radius } => {
                Shape::Circle { centre: OnSheet(centre.0 + by), radius }
            }
            Shape::Rectangle { corner, width, height } => {
                Shape::Rectangle { corner: OnSheet(corner.0 + by), width, height }
            }
        }
    }
}

/// Several items under one name, a layer of the map for instance.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Unique in the scene, lower-case words joined by hyphens: `countries`, `label-sea-aegean`.
    pub id: String,
    /// Only what lies inside these polygons is shown.
    pub clip: Option<OnSheet<MultiPolygon>>,
    /// What is drawn, first at the bottom.
    pub items: Vec<Item>,
}

/// An area, a line or a symbol with its paint.
#[derive(Clone, Debug)]
pub struct Path {
    /// Where it is.
    pub shape: Shape,
    /// The paint inside it.
    pub fill: Option<Fill>,
    /// The paint along its edge.
    pub stroke: Option<Stroke>,
    /// A short text that says what it is (`<title>` of the element): `Naxos`.
    pub title: Option<String>,
}

/// A picture in pixels of few paints, upright on the sheet.
#[derive(Clone, Debug)]
pub struct Image {
    /// Its top left corner.
    pub corner: OnSheet<Coord>,
    /// Its width.
    pub width: Millimetres,
    /// Its height.
    pub height: Millimetres,
    /// Pixels from left to right.
    pub columns: u32,
    /// The paint of each pixel, a place in `paints`: row by row, the first at the top.
    pub pixels: Vec<u8>,
    /// The paints: a colour, and how opaque it is from 0 to 255.
    pub paints: Vec<(Colour, u8)>,
}

/// The shapes that a sheet is made of.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Areas with holes, filled by the even-odd rule.
    Areas(OnSheet<MultiPolygon>),
    /// Open or closed lines (closed when first = last).
    Lines(Vec<OnSheet<LineString>>),
    /// A circle.
    Circle {
        /// Its centre.
        centre: OnSheet<Coord>,
        /// Its radius.
        radius: Millimetres,
    },
    /// An upright rectangle.
    Rectangle {
        /// Its top left corner.
        corner: OnSheet<Coord>,
        /// Its width.
        width: Millimetres,
        /// Its height.
        height: Millimetres,
    },
}
