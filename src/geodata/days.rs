//! The days that a feature states: its attributes in, days of the calendar out, with what is wrong with them.

use super::{Date, Feature, Value};
use crate::error::Flaw;
use std::collections::BTreeMap;

/// The attributes that are read as days.
const DAYS: [&str; 5] =
    ["valid_from", "valid_to", "reference_to", "capital_until", "names_swap_from"];

/// Of these pairs the second is the end of what begins with the first.
const SPANS: [(&str, &str); 2] = [("valid_from", "valid_to"), ("valid_to", "reference_to")];

/// Whether an attribute is read as a day.
pub(super) fn is_day(key: &str) -> bool {
    DAYS.contains(&key)
}

/// The day of an attribute; none if the feature says nothing of it.
///
/// Errors: what is wrong with the value.
pub(super) fn day(feature: &Feature, key: &str) -> Result<Option<Date>, Flaw> {
    feature.attributes.get(key).map_or(Ok(None), |value| day_of(key, value))
}

fn day_of(key: &str, value: &Value) -> Result<Option<Date>, Flaw> {
    let read = match value {
        Value::Text(text) if text.is_empty() => return Ok(None),
        Value::Text(text) => text.parse(),
        other => Err(format!("{other} is not a date of the form \"2020-10-17\"")),
    };
    read.map(Some).map_err(|what| no_day(key, &what))
}

/// A value that is no day.
pub(super) fn no_day(key: &str, what: &str) -> Flaw {
    Flaw::new(format!("`{key}`: {what}"))
        .hint("write the day in full, such as 2020-11-10, or leave it out")
}

/// All attributes that should be days and are not.
pub(crate) fn wrong_days(attributes: &BTreeMap<String, Value>) -> Vec<Flaw> {
    let stated = DAYS.iter().filter_map(|key| Some((key, attributes.get(*key)?)));
    stated.filter_map(|(key, value)| day_of(key, value).err()).collect()
}

/// Ends that are not after their beginnings: of what holds from one day to another before it, no map shows anything.
pub(super) fn reversed_spans(attributes: &BTreeMap<String, Value>) -> Vec<Flaw> {
    let day = |key: &str| day_of(key, attributes.get(key)?).ok().flatten();
    let reversed = SPANS.iter().filter_map(|(first, last)| {
        let (from, to) = (day(first)?, day(last)?);
        (to <= from).then(|| {
            Flaw::new(format!("`{last}` is {to}, which is not after its `{first}`, {from}"))
                .hint("it holds on no day: exchange the two, or leave one out")
        })
    });
    reversed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(given: &[(&str, Value)]) -> BTreeMap<String, Value> {
        given.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
    }

    fn text(words: &str) -> Value {
        Value::Text(words.to_owned())
    }

    #[test]
    fn every_value_that_is_no_day_is_told() {
        let right = attributes(&[("valid_from", text("2020-10-17")), ("valid_to", text(""))]);
        assert!(wrong_days(&right).is_empty());
        let wrong = attributes(&[
            ("valid_from", Value::Number(2020.0)),
            ("valid_to", text("2021-02-29")),
            ("reference_to", Value::Flag(true)),
            ("capital_until", text("October 1997")),
            ("since", text("long ago")),
        ]);
        let told: Vec<String> = wrong_days(&wrong).into_iter().map(|it| it.message).collect();
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(told[0].starts_with("`valid_from`: 2020 is not a date"), "{told:?}");
        assert!(told[1].contains("not a day of the calendar"), "{told:?}");
    }

    #[test]
    fn an_end_that_is_not_after_its_beginning_is_told() {
        let spans = |from: &str, to: &str, last: &str| {
            let given =
                [("valid_from", text(from)), ("valid_to", text(to)), ("reference_to", text(last))];
            reversed_spans(&attributes(&given)).len()
        };
        assert_eq!(spans("2020-01-01", "2020-01-02", "2020-01-03"), 0);
        assert_eq!(spans("2020-01-02", "2020-01-01", "2020-01-03"), 1);
        assert_eq!(spans("2020-01-01", "2020-01-01", ""), 1);
        assert_eq!(spans("", "2020-01-01", "2019-01-01"), 1);
        assert_eq!(spans("no day", "2020-01-01", ""), 0);
    }
}
