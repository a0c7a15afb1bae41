//! Lengths on the sheet as people write them: `180mm`, `18cm`, `7in`, `1200px`, and a journal's columns by name.

use crate::error::Flaw;
use crate::units::{DEFAULT_DPI, MILLIMETRES_PER_INCH, Millimetres, POINTS_PER_INCH, SCREEN_DPI};
use serde::{Deserialize, Deserializer};
use std::str::FromStr;

/// The fewest and the most pixels in an inch: below, a map is not to be read; above, no printer is finer.
const DENSITIES: std::ops::RangeInclusive<f64> = 10.0..=2400.0;

/// Widths of a journal's columns, mm: what Nature and most others print.
const COLUMNS: [(&str, f64); 2] = [("single", 89.0), ("double", 183.0)];

/// Pixels in an inch as people write them: `300`.
///
/// Errors: what is no number from 10 to 2400.
pub fn parse_dpi(written: &str) -> Result<f64, Flaw> {
    let number = written.trim().parse::<f64>().ok().filter(|it| DENSITIES.contains(it));
    number.ok_or_else(|| {
        let hint = format!("from {} to {}", DENSITIES.start(), DENSITIES.end());
        Flaw::new(format!("`{written}` is not a number of pixels")).hint(hint)
    })
}

/// A length on the sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Length {
    /// In millimetres.
    Millimetres(f64),
    /// In pixels of the PNG: how long one is depends on `--dpi`.
    Pixels(f64),
}

impl Length {
    /// The length in millimetres, pixels counted at 300 to the inch.
    pub fn millimetres(self) -> Millimetres {
        self.at(DEFAULT_DPI)
    }

    /// The length in millimetres, pixels counted at `dpi` to the inch.
    pub fn at(self, dpi: f64) -> Millimetres {
        match self {
            Length::Millimetres(length) => Millimetres(length),
            Length::Pixels(count) => Millimetres(count / dpi * MILLIMETRES_PER_INCH),
        }
    }

    /// The shortest side of a sheet, mm; [`Limits`](super::Limits) has the longest.
    pub(super) const LEAST_SIDE: f64 = 30.0;

    /// The length in millimetres if a sheet may be that narrow or low at `dpi`.
    pub fn of_sheet(self, dpi: f64) -> Result<Millimetres, Flaw> {
        let length = self.at(dpi);
        if length.0 >= Length::LEAST_SIDE {
            return Ok(length);
        }
        Err(Flaw::new(format!("a sheet of {} mm cannot be drawn", tenths(length)))
            .hint(format!("sides are of {} mm at least", Length::LEAST_SIDE)))
    }
}

/// Width and height of a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Size {
    /// From left to right.
    pub width: Millimetres,
    /// From top to bottom.
    pub height: Millimetres,
}

impl Size {
    /// Whether a size is written in pixels: it is for a screen.
    pub fn is_for_screens(written: &str) -> bool {
        written.trim().ends_with(|last: char| last.is_ascii_digit()) || written.ends_with("px")
    }
}

impl FromStr for Size {
    type Err = Flaw;

    /// `180x120mm`, `180mmx120mm`, `1080x1080px`, `1200x630`: pixels are counted at 96 to the inch.
    fn from_str(text: &str) -> Result<Size, Flaw> {
        let flaw = || {
            Flaw::new(format!("`{text}` is not a size"))
                .hint("write width x height: 180x120mm, or 1080x1080 in pixels")
        };
        let (width, height) = text.trim().split_once(['x', 'X', '×']).ok_or_else(flaw)?;
        let unit = height.trim_start_matches(|c: char| c.is_ascii_digit() || ". ".contains(c));
        let unit = if unit.is_empty() { "px" } else { unit };
        let side = |number: &str| -> Result<Millimetres, Flaw> {
            let bare = number.trim().trim_end_matches(unit).trim_end();
            let length: Length = format!("{bare}{unit}").parse().map_err(|_| flaw())?;
            length.of_sheet(SCREEN_DPI)
        };
        Ok(Size { width: side(width)?, height: side(height)? })
    }
}

/// A length as messages have it.
pub(super) fn tenths(length: Millimetres) -> f64 {
    (length.0 * 10.0).round() / 10.0
}

impl FromStr for Length {
    type Err = Flaw;

    fn from_str(text: &str) -> Result<Length, Flaw> {
        let flaw = |message: String| {
            Flaw::new(message)
                .hint("write a number with mm, cm, in, pt or px, such as 180mm; or single, double")
        };
        let text = text.trim();
        if let Some((_, width)) = COLUMNS.iter().find(|(name, _)| *name == text) {
            return Ok(Length::Millimetres(*width));
        }
        let split = text.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(text.len());
        let (number, unit) = text.split_at(split);
        let number: f64 =
            number.trim().parse().map_err(|_| flaw(format!("`{text}` is not a length")))?;
        if !number.is_finite() || number <= 0.0 {
            return Err(flaw(format!("`{text}` is not a length above zero")));
        }
        match unit {
            "mm" => Ok(Length::Millimetres(number)),
            "cm" => Ok(Length::Millimetres(number * 10.0)),
            "in" => Ok(Length::Millimetres(number * MILLIMETRES_PER_INCH)),
            "pt" => Ok(Length::Millimetres(number * MILLIMETRES_PER_INCH / POINTS_PER_INCH)),
            "px" => Ok(Length::Pixels(number)),
            "" => Err(flaw(format!("`{text}` has no unit"))),
            unit => Err(flaw(format!("`{unit}` is not a unit of length"))),
        }
    }
}

impl<'de> Deserialize<'de> for Length {
    /// Reads the width of a sheet.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Length, D::Error> {
        crate::toml_text::value_by(deserializer, of_file)
    }
}

/// The width of a sheet; that of pixels is held against the limits when it is known how long one is.
fn of_file(text: &str) -> Result<Length, Flaw> {
    let length: Length = text.parse()?;
    if let Length::Millimetres(_) = length {
        length.of_sheet(DEFAULT_DPI)?;
    }
    Ok(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Limits;

    #[test]
    fn lengths_are_read_with_their_unit() {
        let read = |text: &str| text.parse::<Length>().map(Length::millimetres);
        assert_eq!(read("180mm"), Ok(Millimetres(180.0)));
        assert_eq!(read("18 cm"), Ok(Millimetres(180.0)));
        assert_eq!(read("7in"), Ok(Millimetres(7.0 * 25.4)));
        assert_eq!("1200px".parse::<Length>().unwrap().at(96.0), Millimetres(317.5));
        assert_eq!(read("1200px"), Ok(Millimetres(101.6)));
        assert_eq!(read("single"), Ok(Millimetres(89.0)));
        assert_eq!(read("double"), Ok(Millimetres(183.0)));
        for wrong in [
            "triple",
            "2single",
            "180",
            "mm",
            "-4mm",
            "180 pixels",
            "NaNmm",
            "infmm",
            "",
            "1e400mm",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_size_has_a_width_and_a_height() {
        let sides =
            |text: &str| text.parse::<Size>().map(|size| (size.width.0, size.height.0)).ok();
        assert_eq!(sides("180x120mm"), Some((180.0, 120.0)));
        assert_eq!(sides("180mm x 120mm"), Some((180.0, 120.0)));
        assert_eq!(sides("7x5in"), Some((7.0 * 25.4, 127.0)));
        assert_eq!(sides("1080x1080"), Some((285.75, 285.75)));
        assert_eq!(sides("1200x630px"), Some((317.5, 630.0 / 96.0 * 25.4)));
        assert!(Size::is_for_screens("1080x1080") && !Size::is_for_screens("180x120mm"));
        for wrong in ["1080", "axb", "10x10mm", "180x", "x120mm", "-4x120mm", "180x120furlong"] {
            assert_eq!(sides(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_sheet_is_between_30_and_1200_mm() {
        assert!(Length::Pixels(1200.0).of_sheet(96.0).is_ok());
        assert!(Length::Pixels(1200.0).of_sheet(2400.0).is_err());
        assert!(Limits::default().check_side(Millimetres(1200.0)).is_ok());
        assert!(Limits::default().check_side(Millimetres(1200.1)).is_err());
        assert!(of_file("20mm").is_err() && of_file("200px").is_ok());
    }
}
