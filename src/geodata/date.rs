//! Days of the Gregorian calendar, for what is valid when: `2020-10-17` in, an ordered day out.

use crate::phrases::Phrases;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A day; days compare in order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, 1 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
}

impl Date {
    /// The day of these numbers, if the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = match month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let known = (1..=9999).contains(&year) && (1..=length).contains(&day);
        known.then_some(Date { year, month, day })
    }
}

/// The months as they are printed.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    /// As it is printed: `17 October 2020`.
    pub fn in_words(&self) -> String {
        self.said(Phrases::default())
    }

    /// As it is printed in a language: `17. Oktober 2020`.
    pub(crate) fn said(&self, phrases: Phrases) -> String {
        let month =
            MONTHS.get(usize::from(self.month).wrapping_sub(1)).copied().unwrap_or_default();
        let (day, month, year) = (self.day.to_string(), phrases.say(month), self.year.to_string());
        let parts = [("day", day.as_str()), ("month", &month), ("year", &year)];
        phrases.fill("{day} {month} {year}", &parts)
    }
}

impl FromStr for Date {
    type Err = String;

    /// Reads `YYYY-MM-DD` (ISO 8601); nothing else, so that no date is read two ways.
    fn from_str(text: &str) -> Result<Date, String> {
        let number = |range: std::ops::Range<usize>| {
            let digits = text.get(range)?;
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
        };
        let hyphens =
            text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
        let date = match (number(0..4), number(5..7), number(8..10)) {
            (Some(year), Some(month), Some(day)) if hyphens => {
                Date::new(year, month as u8, day as u8)
            }
            _ => return Err(format!("`{text}` is not a date of the form 2020-10-17")),
        };
        date.ok_or_else(|| format!("`{text}` is not a day of the calendar"))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    /// Reads a TOML date or a string.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        crate::toml_text::value(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_compare_in_order_of_time() {
        let before: Date = "2020-10-17".parse().unwrap();
        let after: Date = "2020-11-10".parse().unwrap();
        assert!(before < after);
        assert_eq!(before.to_string(), "2020-10-17");
    }

    #[test]
    fn days_that_the_calendar_lacks_are_refused() {
        for text in ["2021-02-29", "1900-02-29", "2020-13-01", "2020-00-10", "0000-01-01"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert!("2000-02-29".parse::<Date>().is_ok());
        for text in ["17.10.2020", "2020-1-1", "", "2020-10-17T00:00", "+020-10-17", "２020-1-1"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
