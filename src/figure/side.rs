//! Sides and shifts on the sheet as people write them: `NE`; `12mm`, `-8mm`.

use super::Length;
use crate::error::Flaw;
use crate::units::Millimetres;
use std::str::FromStr;

/// On which side of what it belongs to something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Above.
    North,
    /// Above, to the right.
    NorthEast,
    /// To the right.
    East,
    /// Below, to the right.
    SouthEast,
    /// Below.
    South,
    /// Below, to the left.
    SouthWest,
    /// To the left.
    West,
    /// Above, to the left.
    NorthWest,
}

impl Side {
    const ALL: [(&str, Side, [f64; 2]); 8] = [
        ("N", Side::North, [0.0, -1.0]),
        ("NE", Side::NorthEast, [1.0, -1.0]),
        ("E", Side::East, [1.0, 0.0]),
        ("SE", Side::SouthEast, [1.0, 1.0]),
        ("S", Side::South, [0.0, 1.0]),
        ("SW", Side::SouthWest, [-1.0, 1.0]),
        ("W", Side::West, [-1.0, 0.0]),
        ("NW", Side::NorthWest, [-1.0, -1.0]),
    ];

    /// The words of the figure file.
    pub const NAMES: [&str; 8] = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];

    /// To the right and down: −1, 0 or 1 each.
    pub(crate) fn direction(self) -> [f64; 2] {
        Side::ALL.iter().find(|(_, side, _)| *side == self).map_or([0.0; 2], |(.., to)| *to)
    }
}

impl FromStr for Side {
    type Err = Flaw;

    fn from_str(word: &str) -> Result<Side, Flaw> {
        let found = Side::ALL.iter().find(|(name, ..)| name.eq_ignore_ascii_case(word));
        found.map(|(_, side, _)| *side).ok_or_else(|| {
            Flaw::new(format!("there is no side `{word}`")).known(word, &Side::NAMES)
        })
    }
}

/// How far something stands to the right of a point, or below it; to the left and above below 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift(pub Millimetres);

impl FromStr for Shift {
    type Err = Flaw;

    fn from_str(written: &str) -> Result<Shift, Flaw> {
        /// Beyond the longest sheet nothing stands.
        const MOST: f64 = 1_000.0;
        let bare = written.trim();
        let minus = bare.strip_prefix(['-', '−']);
        let unsigned = minus.or(bare.strip_prefix('+')).unwrap_or(bare);
        let flaw = || {
            Flaw::new(format!("`{written}` is no distance on the sheet"))
                .hint("to the right or down, or with a minus to the left or up: \"12mm\", \"-8mm\"")
        };
        // nothing is of no length, and is a shift all the same
        let number = unsigned.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        if number.trim().parse() == Ok(0.0) {
            return Ok(Shift(Millimetres(0.0)));
        }
        let length = unsigned.parse::<Length>().map_err(|_| flaw())?.millimetres().0;
        if !(0.0..=MOST).contains(&length) {
            return Err(flaw());
        }
        Ok(Shift(Millimetres(if minus.is_some() { -length } else { length })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_those_of_the_compass() {
        for (name, (known, side, _)) in Side::NAMES.into_iter().zip(Side::ALL) {
            assert_eq!((name, name.to_lowercase().parse()), (known, Ok(side)));
        }
        assert_eq!("SW".parse::<Side>().map(Side::direction), Ok([-1.0, 1.0]));
        assert!("above".parse::<Side>().is_err_and(|flaw| flaw.hint.is_some()));
    }

    #[test]
    fn shifts_go_both_ways() {
        let read = |text: &str| text.parse::<Shift>().map(|it| it.0.0).ok();
        assert_eq!(read("12mm"), Some(12.0));
        assert_eq!(read("-8mm"), Some(-8.0));
        assert_eq!(read("−1.5cm"), Some(-15.0));
        assert_eq!((read("0"), read("0mm"), read("-0.0 mm")), (Some(0.0), Some(0.0), Some(0.0)));
        for wrong in ["12", "--8mm", "NE", "", "9000mm", "NaNmm"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
