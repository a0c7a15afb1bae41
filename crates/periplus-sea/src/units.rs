//! Units of length and angle: plain numbers in, numbers that carry their unit out.
//! The unit is in the type, so that a breadth in nautical miles can never be taken for one in metres.

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

/// Metres in a nautical mile (exact).
pub const METRES_PER_NAUTICAL_MILE: f64 = 1852.0;

impl NauticalMiles {
    /// The same length in metres.
    pub const fn metres(self) -> Metres {
        Metres(self.0 * METRES_PER_NAUTICAL_MILE)
    }
}

impl Metres {
    /// The same length in nautical miles.
    pub const fn nautical_miles(self) -> NauticalMiles {
        NauticalMiles(self.0 / METRES_PER_NAUTICAL_MILE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_nautical_miles_are_22_224_metres() {
        assert_eq!(NauticalMiles(12.0).metres(), Metres(22_224.0));
    }
}
