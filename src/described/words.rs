//! Words: lengths and azimuths in, what labels and legends say of them in the figure's language out.

use crate::figure::GroundLength;
use crate::phrases::Phrases;
use crate::units::Degrees;

/// `200 nm`, with a space that breaks no line.
pub(super) fn length(length: &GroundLength, phrases: Phrases) -> String {
    joined(&[count(length, phrases)], length, phrases)
}

/// `50, 100 and 200 km`; each with its unit where they differ.
pub(super) fn lengths(lengths: &[GroundLength], phrases: Phrases) -> String {
    let Some(first) = lengths.first() else { return String::new() };
    match lengths.iter().all(|it| it.unit == first.unit) {
        true => {
            let counts: Vec<String> = lengths.iter().map(|it| count(it, phrases)).collect();
            joined(&counts, first, phrases)
        }
        false => {
            let each: Vec<String> = lengths.iter().map(|it| length(it, phrases)).collect();
            phrases.list(&each)
        }
    }
}

/// `330°–60°`.
pub(super) fn sector([from, to]: [Degrees; 2], phrases: Phrases) -> String {
    let azimuth = |azimuth: Degrees| phrases.number(&azimuth.0.rem_euclid(360.0).to_string());
    format!("{}°–{}°", azimuth(from), azimuth(to))
}

fn count(length: &GroundLength, phrases: Phrases) -> String {
    phrases.number(&length.count.to_string())
}

fn joined(counts: &[String], unit: &GroundLength, phrases: Phrases) -> String {
    format!("{}\u{a0}{}", phrases.list(counts), phrases.say(unit.unit.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_one_unit_are_said_together() {
        let read = |text: &str| text.parse::<GroundLength>().expect(text);
        let all = [read("50 km"), read("100 km"), read("200.5 km")];
        assert_eq!(lengths(&all, Phrases::default()), "50, 100 and 200.5\u{a0}km");
        assert_eq!(lengths(&all, Phrases::of("de")), "50, 100 und 200,5\u{a0}km");
        let mixed = [read("50 km"), read("50 nm")];
        assert_eq!(lengths(&mixed, Phrases::default()), "50\u{a0}km and 50\u{a0}nm");
        assert_eq!(sector([Degrees(-30.0), Degrees(60.0)], Phrases::default()), "330°–60°");
    }
}
