//! A finished sheet: sizes and positions in millimetres, every paint resolved, no geography in it.
//! Made by `symbolize`, `furniture` and `label`; read by `output`, which knows nothing of maps.

use crate::space::OnSheet;
use crate::units::{Degrees, Millimetres, Points};
use geo::{Coord, LineString, MultiPolygon, Translate};

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
    /// BCP 47 tag of the language of title and labels.
    pub language: String,
    /// The colour of the paper; none leaves the sheet transparent.
    pub background: Option<Colour>,
    /// What is drawn, first at the bottom.
    pub items: Vec<Item>,
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

impl Lay {
    fn moved(self, by: Coord) -> Lay {
        match self {
            Lay::Straight { position, anchor, angle } => {
                Lay::Straight { position: OnSheet(position.0 + by), anchor, angle }
            }
            Lay::Curved { letters } => Lay::Curved {
                letters: letters
                    .into_iter()
                    .map(|(position, angle)| (OnSheet(position.0 + by), angle))
                    .collect(),
            },
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

/// An opaque colour, 8 bits a channel, sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Colour {
    /// Reads `#rgb` or `#rrggbb`.
    pub fn from_hex(text: &str) -> Option<Colour> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let channel = |from: usize, count: usize| {
            let value = u8::from_str_radix(digits.get(from..from + count)?, 16).ok()?;
            Some(if count == 1 { value * 17 } else { value })
        };
        let count = match digits.len() {
            3 => 1,
            6 => 2,
            _ => return None,
        };
        Some(Colour {
            red: channel(0, count)?,
            green: channel(count, count)?,
            blue: channel(2 * count, count)?,
        })
    }
}

/// The paint inside a shape: a ground, a hatch over it, or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Fill {
    /// The plain colour under everything else.
    pub ground: Option<Colour>,
    /// Lines over the ground.
    pub hatch: Option<Hatch>,
    /// 0 (invisible) to 1 (opaque), for ground and hatch together.
    pub opacity: f64,
}

impl Fill {
    /// One opaque colour.
    pub fn plain(colour: Colour) -> Fill {
        Fill { ground: Some(colour), hatch: None, opacity: 1.0 }
    }
}

/// Parallel lines; their phase is that of the sheet, so that they run on across neighbouring parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hatch {
    /// Direction of the lines, counter-clockwise from the horizontal as the reader sees it: 45° is /.
    pub angle: Degrees,
    /// Distance between the middles of two lines.
    pub pitch: Millimetres,
    /// Width of a line.
    pub width: Millimetres,
    /// Colour of the lines.
    pub colour: Colour,
}

/// The paint along a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub colour: Colour,
    /// 0 (invisible) to 1 (opaque).
    pub opacity: f64,
    /// Its width.
    pub width: Millimetres,
    /// Lengths of dashes and gaps in turn; empty for an unbroken line.
    pub dashes: Vec<Millimetres>,
    /// How a line or dash ends.
    pub cap: Cap,
    /// How a line turns.
    pub join: Join,
}

/// How a line or a dash ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cap {
    /// Square, at the end.
    #[default]
    Butt,
    /// Round, past the end by half the width.
    Round,
    /// Square, past the end by half the width.
    Square,
}

/// How a line turns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Join {
    /// To a point.
    Miter,
    /// In a round.
    #[default]
    Round,
    /// Cut off.
    Bevel,
}

/// A typeface at a size.
#[derive(Clone, Debug, PartialEq)]
pub struct Font {
    /// A bundled family: `Periplus Sans`, `Periplus Serif`.
    pub family: String,
    /// 300 light, 400 regular, 500 medium, 600 semi-bold, 700 bold.
    pub weight: u16,
    /// Whether it is the italic.
    pub italic: bool,
    /// Its size.
    pub size: Points,
    /// Extra space after each letter, in em.
    pub letter_spacing: f64,
}

/// Which point of a line of text stands at its position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    #[default]
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// A rim round the letters that parts them from the ground; painted under the letters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Halo {
    /// Its colour, that of the ground.
    pub colour: Colour,
    /// Width of the stroke that makes it: twice what shows on each side of a letter.
    pub width: Millimetres,
    /// 0 (invisible) to 1 (opaque).
    pub opacity: f64,
}

/// A line of lettering.
#[derive(Clone, Debug)]
pub struct Text {
    /// Unique in the scene where it is a label of the map: `label-naxos`.
    pub id: Option<String>,
    /// The runs of the line, from left to right; most lines have one.
    pub runs: Vec<Run>,
    /// Where it stands.
    pub lay: Lay,
    /// The rim round the letters.
    pub halo: Option<Halo>,
    /// BCP 47 tag, where it differs from the scene's.
    pub language: Option<String>,
}

/// A piece of a line in one font and colour.
#[derive(Clone, Debug)]
pub struct Run {
    /// The characters.
    pub content: String,
    /// The typeface.
    pub font: Font,
    /// The colour of the letters.
    pub colour: Colour,
}

/// How a line of text lies on the sheet.
#[derive(Clone, Debug)]
pub enum Lay {
    /// Straight.
    Straight {
        /// The anchor's place on the baseline.
        position: OnSheet<Coord>,
        /// Which point of the text stands there.
        anchor: Anchor,
        /// Turn about the position, clockwise as the reader sees it.
        angle: Degrees,
    },
    /// Letter by letter along a curve: one place for each character of the (single) run.
    Curved {
        /// The left end of each character's baseline and its turn, clockwise as the reader sees it.
        letters: Vec<(OnSheet<Coord>, Degrees)>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_in_three_digits_or_six() {
        let blue = Some(Colour { red: 0x11, green: 0x22, blue: 0xff });
        assert_eq!(Colour::from_hex("#12f"), blue);
        assert_eq!(Colour::from_hex("#1122FF"), blue);
        for wrong in ["12f", "#12", "#1122fg", "#é12", ""] {
            assert_eq!(Colour::from_hex(wrong), None, "{wrong}");
        }
    }
}
