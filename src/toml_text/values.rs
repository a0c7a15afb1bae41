//! A value of TOML in, the option's type out, by the parser that the command line uses too.

use crate::error::Flaw;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt::{self, Display};
use std::str::FromStr;

/// An option as a text, a number or a date, read by its type's own words.
///
/// Errors: what the type says of the words, at the value.
pub(crate) fn value<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    value_by(deserializer, T::from_str)
}

/// As [`value`], for an option that may be left out.
pub(crate) fn optional<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    value(deserializer).map(Some)
}

/// As [`value`], for a list of options, or one.
pub(crate) fn list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    list_by(deserializer, T::from_str)
}

/// As [`value`], read by these words.
pub(crate) fn value_by<'de, D, T, E>(
    deserializer: D,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    E: Display,
{
    Parsed(&parse).deserialize(deserializer)
}

/// As [`list`], read by these words.
pub(crate) fn list_by<'de, D, T, E>(
    deserializer: D,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    E: Display,
{
    deserializer.deserialize_any(List(Parsed(&parse)))
}

/// Reads a value by the words of its type. What is no plain value (a list, a table) is put to the type as it is written, which
/// then says what it takes.
pub(crate) struct Parsed<'a, F>(pub(crate) &'a F);

impl<F> Clone for Parsed<'_, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Parsed<'_, F> {}

impl<'de, T, E, F> DeserializeSeed<'de> for Parsed<'_, F>
where
    E: Display,
    F: Fn(&str) -> Result<T, E>,
{
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T, E, F> Visitor<'de> for Parsed<'_, F>
where
    E: Display,
    F: Fn(&str) -> Result<T, E>,
{
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a number")
    }

    fn visit_str<Fail: serde::de::Error>(self, text: &str) -> Result<T, Fail> {
        (self.0)(text).map_err(Fail::custom)
    }

    fn visit_bool<Fail: serde::de::Error>(self, flag: bool) -> Result<T, Fail> {
        self.visit_str(&flag.to_string())
    }

    fn visit_i64<Fail: serde::de::Error>(self, number: i64) -> Result<T, Fail> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<Fail: serde::de::Error>(self, number: u64) -> Result<T, Fail> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<Fail: serde::de::Error>(self, number: f64) -> Result<T, Fail> {
        self.visit_str(&number.to_string())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        let list = toml::Value::deserialize(SeqAccessDeserializer::new(list))?;
        self.visit_str(&list.to_string())
    }

    fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<T, A::Error> {
        // a date is a table to serde
        let table = toml::Value::deserialize(MapAccessDeserializer::new(table))?;
        self.visit_str(&table.to_string())
    }
}

/// A list of values, or one.
struct List<'a, F>(Parsed<'a, F>);

impl<'de, T, E, F> Visitor<'de> for List<'_, F>
where
    E: Display,
    F: Fn(&str) -> Result<T, E>,
{
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_str<Fail: serde::de::Error>(self, text: &str) -> Result<Vec<T>, Fail> {
        self.0.visit_str(text).map(|one| vec![one])
    }

    fn visit_bool<Fail: serde::de::Error>(self, flag: bool) -> Result<Vec<T>, Fail> {
        self.0.visit_bool(flag).map(|one| vec![one])
    }

    fn visit_i64<Fail: serde::de::Error>(self, number: i64) -> Result<Vec<T>, Fail> {
        self.0.visit_i64(number).map(|one| vec![one])
    }

    fn visit_f64<Fail: serde::de::Error>(self, number: f64) -> Result<Vec<T>, Fail> {
        self.0.visit_f64(number).map(|one| vec![one])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut found = Vec::new();
        while let Some(value) = list.next_element_seed(self.0)? {
            found.push(value);
        }
        Ok(found)
    }

    fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<Vec<T>, A::Error> {
        self.0.visit_map(table).map(|one| vec![one])
    }
}

/// Numbers of a figure file, as many as asked for.
///
/// Errors: what is no number; `what`, where there are more or fewer.
pub(crate) fn numbers<'de, D: Deserializer<'de>, const N: usize>(
    deserializer: D,
    what: &str,
) -> Result<[f64; N], D::Error> {
    let number = |text: &str| {
        text.trim().parse::<f64>().map_err(|_| Flaw::new(format!("`{text}` is not a number")))
    };
    let found: Vec<f64> = list_by(deserializer, number)?;
    let count = found.len();
    found.try_into().map_err(|_| {
        D::Error::custom(Flaw::new(format!("{N} numbers are asked for, not {count}")).hint(what))
    })
}
