//! TOML as people write it: a value in, the option's type out by the parser that the command line uses too; an error of
//! TOML's in, an [`Error`] with its place and in plain words out; a key in, the place where its value stands out.

use crate::error::{Error, Flaw, Place};
use crate::state::StateCode;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt::{self, Display};
use std::ops::Range;
use std::str::FromStr;
use toml::de::{DeTable, DeValue};

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

/// TOML's error with its place, in words of the file and not of the program; for an unknown key or word with the nearest
/// known one.
pub(crate) fn refused(error: &toml::de::Error, text: &str, file: &str) -> Error {
    let Some(span) = error.span() else {
        return Error::from(in_plain_words(error.message(), "it", None)).at(Place::file(file));
    };
    let written = text.get(span.clone()).unwrap_or_default();
    let key = key_of(text, &span);
    let flaw = in_plain_words(error.message(), written, key.as_deref());
    Error::from(flaw).at(place(text, file, span.start))
}

/// Every error of a text that is to be a `T`, and the text with blanks for what is wrong: what is right can still be read.
pub(crate) fn problems<T: DeserializeOwned>(text: &str, file: &str) -> (Vec<Error>, String) {
    let mut rest = text.to_owned();
    let mut errors = Vec::new();
    while let Err(error) = toml::from_str::<T>(&rest) {
        // what is missing now was wrong
        let is_after_another = !errors.is_empty() && error.message().starts_with("missing field");
        let wrong = error.span().and_then(|span| line_of_value(&rest, span.start));
        if !is_after_another {
            errors.push(refused(&error, &rest, file));
        }
        let Some(wrong) = wrong else { break };
        let blanks: String = rest.get(wrong.clone()).map_or_else(String::new, |written| {
            written.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
        });
        if blanks == rest.get(wrong.clone()).unwrap_or_default() {
            break;
        }
        rest.replace_range(wrong, &blanks);
    }
    errors.sort_by_key(|error| error.place.as_ref().map(|place| (place.line, place.column)));
    (errors, rest)
}

/// From the start of its line to its end, the innermost value below a line `[table]` that what stands at `at` is of; of an
/// unknown table all that is below its line.
fn line_of_value(text: &str, at: usize) -> Option<Range<usize>> {
    fn within(text: &str, table: &DeTable, at: usize) -> Option<Range<usize>> {
        table.iter().find_map(|(key, value)| {
            let is_lines = |value: &toml::Spanned<DeValue>| {
                !text.get(value.span()).unwrap_or_default().starts_with('{')
            };
            let below = match value.get_ref() {
                DeValue::Table(table) if is_lines(value) => within(text, table, at),
                DeValue::Array(list) => list.iter().filter(|one| is_lines(one)).find_map(|one| {
                    one.get_ref().as_table().and_then(|table| within(text, table, at))
                }),
                _ => None,
            };
            let is_here = || key.span().contains(&at) || value.span().contains(&at);
            below.or_else(|| {
                is_here().then(|| key.span().start..value.span().end.max(key.span().end))
            })
        })
    }
    let found = within(text, DeTable::parse(text).ok()?.get_ref(), at)?;
    let start = text.get(..found.start)?.rfind('\n').map_or(0, |end| end + 1);
    let is_header = text.get(start..)?.trim_start().starts_with('[');
    let end = match text.get(found.end..)?.find("\n[").filter(|_| is_header) {
        Some(next) => found.end + next,
        None if is_header => text.len(),
        None => found.end,
    };
    Some(start..end)
}

/// What serde says of a value, as its writer would.
fn in_plain_words(message: &str, written: &str, key: Option<&str>) -> Flaw {
    /// As serde begins what it says of a value of the wrong kind.
    const WRONG_KIND: [&str; 3] = ["invalid type: ", "invalid value: ", "invalid length "];
    let words: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match words.as_slice() {
        // a day where a table belongs: what serde sees of it is a key of the TOML crate's own
        [unknown, ..] if unknown.starts_with("$__") => {
            let key = key.unwrap_or("it");
            return Flaw::new(format!("`{written}` is no value of `{key}`"))
                .hint("write a table: key = value, below a line [table]");
        }
        [unknown, known @ ..] if message.starts_with("unknown field") => {
            return Flaw::new(format!("unknown key `{unknown}`")).known(unknown, known);
        }
        [unknown, known @ ..] if message.starts_with("unknown variant") => {
            return Flaw::new(format!("unknown word `{unknown}`")).known(unknown, known);
        }
        [missing, ..] if message.starts_with("missing field") => {
            return Flaw::new(format!("the key `{missing}` is missing"))
                .hint(format!("write {missing} = …"));
        }
        _ => {}
    }
    let is_of_wrong_kind = WRONG_KIND.iter().any(|begin| message.starts_with(begin));
    let Some((_, expected)) = message.rsplit_once("expected ").filter(|_| is_of_wrong_kind) else {
        return Flaw::read(message);
    };
    let of_key = key.map_or(String::new(), |key| format!(" of `{key}`"));
    let flaw = match written.lines().next() {
        Some(line) if !line.is_empty() => Flaw::new(format!("`{line}` is no value{of_key}")),
        _ => Flaw::new(format!("there is no such value{of_key}")),
    };
    match key {
        Some(key) if expected == "a sequence" && written.starts_with("[") => {
            flaw.hint(format!("write [[{key}]], once for each"))
        }
        _ => flaw.hint(format!("write {}", kind_in_words(expected))),
    }
}

/// What serde and Rust call a kind of value, in words of TOML.
fn kind_in_words(expected: &str) -> &str {
    match expected {
        "a boolean" => "true or false",
        "a string" | "string" | "path string" | "a borrowed string" => "a text in quotes",
        "a sequence" => "a list in brackets",
        "f32" | "f64" => "a number",
        "u8" | "u16" | "u32" | "u64" | "usize" | "i8" | "i16" | "i32" | "i64" => "a whole number",
        other if other.starts_with("struct ") || other.contains("map") => "a table of keys",
        other => other,
    }
}

/// The place of the letter that stands at `start`.
pub(crate) fn place(text: &str, file: &str, start: usize) -> Place {
    let before = text.get(..start).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
    Place::file(file).at(line, column)
}

/// Where the value of a key stands, `zones.states.0`: a name for each table, a number from 0 for each place of a list. What is
/// not there stands in the innermost table that is; none if not even the outermost is there.
pub(crate) fn place_of_key(text: &str, file: &str, key: &str) -> Option<Place> {
    span_of_key(text, key).map(|(span, _)| place(text, file, span.start))
}

/// Whether a text gives the key a value.
pub(crate) fn has_key(text: &str, key: &str) -> bool {
    span_of_key(text, key).is_some_and(|(_, is_whole)| is_whole)
}

/// Where the value of a key stands, or the table that it would stand in, and which of both it is.
fn span_of_key(text: &str, key: &str) -> Option<(Range<usize>, bool)> {
    let table = DeTable::parse(text).ok()?;
    let mut steps = key.split('.');
    let first = steps.next()?;
    let mut found = step_into(table.get_ref(), first)?;
    for step in steps {
        let next = match found.get_ref() {
            DeValue::Table(table) => step_into(table, step),
            DeValue::Array(list) => step.parse().ok().and_then(|number: usize| list.get(number)),
            // one value stands for a list of one
            _ if step == "0" => continue,
            _ => None,
        };
        match next {
            Some(next) => found = next,
            None => return Some((found.span(), false)),
        }
    }
    Some((found.span(), true))
}

/// The value of a key; a state's however its code is written.
fn step_into<'a, 'i>(table: &'a DeTable<'i>, step: &str) -> Option<&'a toml::Spanned<DeValue<'i>>> {
    let mut keys = table.iter();
    let same = |key: &str| key == step || StateCode::from(key).as_str() == step;
    keys.find(|(key, _)| same(key.get_ref())).map(|(_, value)| value)
}

/// The key whose value, or whose list with this value in it, stands here.
fn key_of(text: &str, span: &Range<usize>) -> Option<String> {
    fn within(table: &DeTable, span: &Range<usize>) -> Option<String> {
        table.iter().find_map(|(key, value)| {
            let here = || Some(key.get_ref().to_string());
            if value.span() == *span { here() } else { below(value.get_ref(), span, &here) }
        })
    }
    fn below(
        value: &DeValue,
        span: &Range<usize>,
        here: &dyn Fn() -> Option<String>,
    ) -> Option<String> {
        match value {
            DeValue::Table(table) => within(table, span),
            DeValue::Array(list) => list.iter().find_map(|one| {
                if one.span() == *span { here() } else { below(one.get_ref(), span, here) }
            }),
            _ => None,
        }
    }
    within(DeTable::parse(text).ok()?.get_ref(), span)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "title = 'a'\n[zones]\nstates = ['GRC', 'TUR']\nbreadths = 6\n\
                        own_breadths = { grc = 6 }\n[[layers]]\nsource = 'lakes'\n";

    fn at(key: &str) -> Option<String> {
        place_of_key(TEXT, "a", key).map(|place| place.to_string())
    }

    #[test]
    fn a_key_is_found_where_its_value_stands() {
        assert_eq!(at("title").as_deref(), Some("a:1:9"));
        assert_eq!(at("zones.states.1").as_deref(), Some("a:3:18"));
        assert_eq!(at("zones.breadths.0").as_deref(), Some("a:4:12"));
        assert_eq!(at("zones.own_breadths.GRC").as_deref(), Some("a:5:24"));
        assert_eq!(at("layers.0.source").as_deref(), Some("a:7:10"));
    }

    #[test]
    fn a_key_that_is_not_there_stands_in_its_table() {
        assert_eq!(at("zones.within").as_deref(), Some("a:2:1"));
        assert_eq!(at("sheet.width"), None);
        assert!(has_key(TEXT, "zones.states") && !has_key(TEXT, "zones.within"));
    }

    #[test]
    fn words_of_the_program_are_said_in_those_of_the_file() {
        let said = |message: &str, written: &str| {
            in_plain_words(message, written, Some("key")).to_string()
        };
        assert_eq!(
            said("invalid type: string \"a\", expected f64", "\"a\""),
            "`\"a\"` is no value of `key`\nwrite a number"
        );
        assert_eq!(
            said("invalid type: map, expected a sequence", "[key]"),
            "`[key]` is no value of `key`\nwrite [[key]], once for each"
        );
        assert_eq!(
            said("missing field `words`", ""),
            "the key `words` is missing\nwrite words = …"
        );
        for kind in ["a boolean", "a string", "u8", "struct Sheet", "a map"] {
            let words = said(&format!("invalid type: integer `1`, expected {kind}"), "1");
            assert!(!words.ends_with(kind), "{words}");
        }
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "that it can be read is all that is asked")]
    struct Sheet {
        title: String,
        #[serde(default)]
        size: Option<Size>,
        #[serde(default)]
        layers: Vec<Size>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "as above")]
    struct Size {
        width: f64,
        #[serde(default)]
        height: Option<f64>,
    }

    fn places(text: &str) -> Vec<String> {
        let (errors, rest) = problems::<Sheet>(text, "a");
        assert_eq!(rest.len(), text.len());
        errors.into_iter().map(|error| error.place.unwrap_or_default().to_string()).collect()
    }

    #[test]
    fn every_error_of_a_text_is_found_each_at_its_place() {
        let text = "title = 'a'\nsize.widht = 3\ncolour = 'red'\n[[layers]]\nwidth = 'x'\nheight = 1\n\
                    [[layers]]\nwidth = 3\nheight = [1,\n 2]\n[sea]\ndepth = 1\n";
        assert_eq!(places(text), ["a:2:6", "a:3:1", "a:5:9", "a:9:10", "a:11:2"]);
        assert_eq!(places("title = 'a'\nsize = { width = 1, heigth = 2 }"), ["a:2:21"]);
        assert_eq!(places("title = 'a'\n"), [""; 0]);
    }

    #[test]
    fn what_is_not_toml_is_one_error() {
        assert_eq!(places("title = \ncolour = 'red'").len(), 1);
        // of what else is missing nothing is said: it may be missing because the rest could not be read
        assert_eq!(places("[layers]\nwidth = 1").len(), 1, "a table for a list");
    }
}
