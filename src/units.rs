//! Units of length and angle: plain numbers in, numbers that carry their unit out. Those on the earth come from the sea.
//! The unit is in the type, so that a breadth at sea can never be taken for a length on paper.

pub use periplus_sea::units::{Degrees, METRES_PER_NAUTICAL_MILE, Metres, NauticalMiles};
use serde::{Deserialize, Serialize};

/// A length on the sheet, in millimetres.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millimetres(pub f64);

/// A type size in points; 1 pt is 1/72 inch.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Points(pub f64);

/// Millimetres in an inch (exact).
pub const MILLIMETRES_PER_INCH: f64 = 25.4;
/// Pixels in an inch of a picture unless said otherwise.
pub const DEFAULT_DPI: f64 = 300.0;

/// Pixels in an inch of a screen (CSS Values Level 4, section 6.2).
pub const SCREEN_DPI: f64 = 96.0;
/// Points in an inch (exact).
pub const POINTS_PER_INCH: f64 = 72.0;

impl Points {
    /// The same length in millimetres.
    pub fn millimetres(self) -> Millimetres {
        Millimetres(self.0 * MILLIMETRES_PER_INCH / POINTS_PER_INCH)
    }
}

impl Millimetres {
    /// Whole pixels at `dpi` pixels per inch: round(mm / 25.4 × dpi).
    pub fn pixels(self, dpi: f64) -> u32 {
        (self.0 / MILLIMETRES_PER_INCH * dpi).round() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_column_at_300_dpi_is_1051_pixels_wide() {
        assert_eq!(Millimetres(89.0).pixels(300.0), 1051);
    }
}
