//! Lettering: typefaces, and lines of text where they stand.

use super::paint::Colour;
use crate::space::OnSheet;
use crate::units::{Degrees, Millimetres, Points};
use geo::Coord;

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

impl Anchor {
    /// How far its point of a line is from the left end.
    pub(crate) fn back(self, width: f64) -> f64 {
        match self {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        }
    }
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
    /// Where the ground changes under the line: how many characters of its content, from the first, have a rim of which colour.
    /// Empty where all have the halo's own.
    pub rims: Vec<(usize, Colour)>,
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

impl Lay {
    /// The same, `by` mm to the right and down.
    pub(super) fn moved(self, by: Coord) -> Lay {
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
