//! Paint: colours, what fills an area, what runs along a line.

use crate::units::{Degrees, Millimetres};

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

    /// Whether it hides all that lies under it.
    pub(crate) fn is_opaque(&self) -> bool {
        self.ground.is_some() && self.opacity >= 1.0
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

impl Stroke {
    /// An unbroken line of one opaque colour, its ends square and its turns round.
    pub fn plain(colour: Colour, width: Millimetres) -> Stroke {
        Stroke {
            colour,
            opacity: 1.0,
            width,
            dashes: Vec::new(),
            cap: Cap::default(),
            join: Join::default(),
        }
    }
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
