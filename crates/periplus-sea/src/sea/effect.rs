//! Effect: what single islands count for in limits and medians beyond the territorial sea.

use super::request::WIDEST_BREADTH;
use crate::error::Flaw;
use crate::units::NauticalMiles;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What a coast counts for in limits and medians beyond the territorial sea: `full`, `0.5`, `none`, `enclave 12`.
///
/// Exhaustive: an effect is a method of drawing, which no caller may pass over.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Effect {
    /// From 0, as if it were not there, to 1, in full: the line lies at this share of the way between the two.
    Share(f64),
    /// For nothing in the lines; its state has a belt of this breadth round it, on whatever side of them it lies.
    Enclave(NauticalMiles),
}

impl Effect {
    /// The share of the way from the line without it to the line with it in full.
    pub(in crate::sea) fn share(self) -> f64 {
        match self {
            Effect::Share(share) => share,
            Effect::Enclave(_) => 0.0,
        }
    }

    /// Whether it can be computed with.
    pub(in crate::sea) fn is_possible(self) -> bool {
        match self {
            Effect::Share(share) => (0.0..=1.0).contains(&share),
            Effect::Enclave(breadth) => breadth.0 > 0.0 && breadth <= WIDEST_BREADTH,
        }
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Effect::Share(share) => write!(f, "{share}"),
            Effect::Enclave(breadth) => write!(f, "enclave {}", breadth.0),
        }
    }
}

impl FromStr for Effect {
    type Err = Flaw;

    /// Reads a share (`0.5`, `1/3`, `½`, `30 %`, `full`, `half`, `none`) or `enclave 12`, in nautical miles.
    fn from_str(word: &str) -> std::result::Result<Effect, Flaw> {
        let effect = match word.trim() {
            "full" => Some(Effect::Share(1.0)),
            "half" | "½" => Some(Effect::Share(0.5)),
            "none" => Some(Effect::Share(0.0)),
            other => match other.strip_prefix("enclave") {
                Some(breadth) => miles(breadth).map(Effect::Enclave),
                None => share(other).map(Effect::Share),
            },
        };
        effect.filter(|effect| effect.is_possible()).ok_or_else(|| {
            Flaw::new(format!("`{word}` is not an effect of an island")).hint(
                "a share from 0 (none) to 1 (full), such as 0.5, half or 1/3; or `enclave 12`: a belt of 12 nautical miles",
            )
        })
    }
}

fn share(text: &str) -> Option<f64> {
    if let Some(hundredths) = text.strip_suffix('%') {
        return hundredths.trim().parse::<f64>().ok().map(|share| share / 100.0);
    }
    match text.split_once('/') {
        Some((part, whole)) => {
            Some(part.trim().parse::<f64>().ok()? / whole.trim().parse::<f64>().ok()?)
        }
        None => text.parse().ok(),
    }
}

fn miles(text: &str) -> Option<NauticalMiles> {
    let text = text.trim();
    let number = text.strip_suffix("nm").unwrap_or(text);
    number.trim().parse().ok().map(NauticalMiles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_enclaves_are_read_as_they_are_written() {
        let read = |word: &str| word.parse::<Effect>().ok();
        for word in ["0.5", "half", "½", "1/2", "50%", "50 %"] {
            assert_eq!(read(word), Some(Effect::Share(0.5)), "{word}");
        }
        assert_eq!([read("full"), read("none")], [1.0, 0.0].map(|it| Some(Effect::Share(it))));
        for word in ["enclave 12", "enclave 12nm", "enclave 12 nm"] {
            assert_eq!(read(word), Some(Effect::Enclave(NauticalMiles(12.0))), "{word}");
        }
        for word in ["1.5", "-0.1", "NaN", "1/0", "enclave", "enclave 0", "enclave 400", "some"] {
            assert_eq!(read(word), None, "{word}");
        }
        for effect in [Effect::Share(0.25), Effect::Enclave(NauticalMiles(13.0))] {
            assert_eq!(read(&effect.to_string()), Some(effect));
        }
    }
}
