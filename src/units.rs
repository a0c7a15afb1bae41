//! Units of length and angle: plain numbers in, numbers that carry their unit out.
//! The unit is in the type, so that a breadth at sea can never be taken for a length on paper.

use serde::{Deserialize, Serialize};

macro_rules! unit {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub f64);
    };
}

unit!(
    /// A length on the earth, in metres.
    Metres
);
unit!(
    /// A length at sea; 1 nautical mile is 1852 m exactly (First International Extraordinary
    /// Hydrographic Conference, Monaco 1929).
    NauticalMiles
);
unit!(
    /// An angle in degrees.
    Degrees
);
unit!(
    /// A length on the sheet, in millimetres.
    Millimetres
);
unit!(
    /// A type size in points; 1 pt is 1/72 inch.
    Points
);

/// Millimetres in an inch (exact).
pub const MILLIMETRES_PER_INCH: f64 = 25.4;
/// Metres in a nautical mile (exact).
pub const METRES_PER_NAUTICAL_MILE: f64 = 1852.0;
/// Points in an inch (exact).
pub const POINTS_PER_INCH: f64 = 72.0;

impl NauticalMiles {
    /// The same length in metres.
    pub fn metres(self) -> Metres {
        Metres(self.0 * METRES_PER_NAUTICAL_MILE)
    }
}

impl Metres {
    /// The same length in nautical miles.
    pub fn nautical_miles(self) -> NauticalMiles {
        NauticalMiles(self.0 / METRES_PER_NAUTICAL_MILE)
    }
}

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
    fn twelve_nautical_miles_are_22_224_metres() {
        assert_eq!(NauticalMiles(12.0).metres(), Metres(22_224.0));
    }

    #[test]
    fn a_single_column_at_300_dpi_is_1051_pixels_wide() {
        assert_eq!(Millimetres(89.0).pixels(300.0), 1051);
    }
}
