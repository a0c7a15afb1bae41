//! Sides and shifts on the sheet as people write them: `NE`; `12mm`, `-8mm`.

use super::Length;
use crate::error::Flaw;
use crate::space::Side;
use crate::units::Millimetres;
use std::str::FromStr;

/// The words of the figure file for [`Side::ALL`].
pub(crate) const NAMES: [&str; 8] = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];

impl FromStr for Side {
    type Err = Flaw;

    fn from_str(word: &str) -> Result<Side, Flaw> {
        let found = NAMES.iter().position(|name| name.eq_ignore_ascii_case(word));
        found
            .and_then(|number| Side::ALL.get(number))
            .copied()
            .ok_or_else(|| Flaw::new(format!("there is no side `{word}`")).known(word, &NAMES))
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
        for (name, side) in NAMES.into_iter().zip(Side::ALL) {
            assert_eq!((name.parse(), name.to_lowercase().parse()), (Ok(side), Ok(side)));
            let [x, y] = side.direction();
            let to = |letters: [char; 2], way: f64| {
                letters.map(|it| name.contains(it)) == [way < 0.0, way > 0.0]
            };
            assert!(to(['W', 'E'], x) && to(['N', 'S'], y), "{name}");
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
