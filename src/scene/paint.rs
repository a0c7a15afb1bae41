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

/// Least contrast of letters and the ground under them (WCAG 2.1, 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;

impl Colour {
    /// How bright it is, 0 to 1 (WCAG 2.1, relative luminance).
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { libm::pow((share + 0.055) / 1.055, 2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The contrast with another, 1 to 21 (WCAG 2.1, contrast ratio).
    pub(crate) fn contrast(self, other: Colour) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The colour for letters on a ground: this one, darker or lighter by as much as it has to be to be read on that.
    pub(crate) fn legible_on(self, ground: Colour) -> Colour {
        const STEPS: u16 = 20;
        const BLACK: Colour = Colour { red: 0, green: 0, blue: 0 };
        const WHITE: Colour = Colour { red: 255, green: 255, blue: 255 };
        let end = if BLACK.contrast(ground) >= WHITE.contrast(ground) { BLACK } else { WHITE };
        let towards_end = |step: u16| {
            let mixed = |from: u8, to: u8| {
                ((u16::from(from) * (STEPS - step) + u16::from(to) * step) / STEPS) as u8
            };
            Colour {
                red: mixed(self.red, end.red),
                green: mixed(self.green, end.green),
                blue: mixed(self.blue, end.blue),
            }
        };
        let mut shades = (0..=STEPS).map(towards_end);
        shades.find(|shade| shade.contrast(ground) >= LEAST_CONTRAST).unwrap_or(end)
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
    fn letters_are_darker_or_lighter_where_they_could_not_be_read() {
        let colour = |hex: &str| Colour::from_hex(hex).expect("a colour");
        let (white, grey) = (colour("#fff"), colour("#767676"));
        // the lightest grey that passes on white (WebAIM, “Contrast and Color Accessibility”)
        assert!((grey.contrast(white) - 4.54).abs() < 0.005);
        assert!((white.contrast(colour("#000")) - 21.0).abs() < 1e-9);
        assert_eq!(grey.legible_on(white), grey);
        let brown = colour("#7a6e58").legible_on(colour("#659dc7"));
        assert!(brown.contrast(colour("#659dc7")) >= 4.5 && brown.red > brown.blue, "{brown:?}");
        assert!(colour("#222").legible_on(colour("#111")).contrast(colour("#111")) >= 4.5);
    }

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
