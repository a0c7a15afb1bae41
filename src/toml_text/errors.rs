//! An error of TOML's in, an [`Error`] with its place and in plain words out; or all errors of a text at once.

use super::places::key_of;
use crate::error::{Error, Flaw, Place, Result};
use serde::de::DeserializeOwned;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The value that a text of TOML describes.
///
/// Errors: `Input` with file, line and column, in words of the file and not of the program; for an unknown key or word with the
/// nearest known one.
pub(crate) fn read<T: DeserializeOwned>(text: &str, file: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| refused(&error, place_of::<T>(&error, text), text, file))
}

/// TOML's error of what stands here, in plain words.
fn refused(error: &toml::de::Error, span: Option<Range<usize>>, text: &str, file: &str) -> Error {
    let Some(span) = span else {
        return Error::from(in_plain_words(error.message(), "it", None)).at(Place::file(file));
    };
    let written = text.get(span.clone()).unwrap_or_default();
    let key = key_of(text, &span);
    let flaw = in_plain_words(error.message(), written, key.as_deref());
    Error::from(flaw).at(Place::in_text(file, text, span.start))
}

/// Where what an error is about stands. TOML's own place is that of the whole list for what an item of it says as a whole ("the
/// ring has no radius"): the item is then the last of the shortest beginning of the list that is refused for it.
fn place_of<T: DeserializeOwned>(error: &toml::de::Error, text: &str) -> Option<Range<usize>> {
    let span = error.span()?;
    let Ok(table) = DeTable::parse(text) else { return Some(span) };
    let places = table.get_ref().values().find_map(|value| items_at(value, &span));
    let places = places.unwrap_or_default();
    let is_refused = |count: usize| {
        let mut table = table.clone();
        table.get_mut().iter_mut().for_each(|(_, value)| cut_list(value, &span, count));
        T::deserialize(toml::de::Deserializer::from(table))
            .is_err_and(|again| again.message() == error.message())
    };
    let counts: Vec<usize> = (1..=places.len()).collect();
    let before = counts.partition_point(|count| !is_refused(*count));
    Some(places.get(before).cloned().unwrap_or(span))
}

/// Where the tables of the list stand that stands here.
fn items_at(value: &toml::Spanned<DeValue>, span: &Range<usize>) -> Option<Vec<Range<usize>>> {
    match value.get_ref() {
        // what is wrong with a list of numbers is wrong with the list
        DeValue::Array(list) if value.span() == *span => {
            let tables = list.iter().filter(|item| item.get_ref().is_table());
            Some(tables.map(toml::Spanned::span).collect())
        }
        DeValue::Array(list) => list.iter().find_map(|item| items_at(item, span)),
        DeValue::Table(table) => table.values().find_map(|value| items_at(value, span)),
        _ => None,
    }
}

/// Leaves the list that stands here this many items.
fn cut_list(value: &mut toml::Spanned<DeValue>, span: &Range<usize>, count: usize) {
    let is_here = value.span() == *span;
    match value.get_mut() {
        DeValue::Array(list) if is_here => *list = list.iter().take(count).cloned().collect(),
        DeValue::Array(list) => list.iter_mut().for_each(|item| cut_list(item, span, count)),
        DeValue::Table(table) => {
            table.iter_mut().for_each(|(_, value)| cut_list(value, span, count));
        }
        _ => {}
    }
}

/// Every error of a text that is to be a `T`, and the text with blanks for what is wrong: what is right can still be read.
pub(crate) fn problems<T: DeserializeOwned>(text: &str, file: &str) -> (Vec<Error>, String) {
    let mut rest = text.to_owned();
    let mut errors = Vec::new();
    let mut taken: Vec<Range<usize>> = Vec::new();
    while let Err(error) = toml::from_str::<T>(&rest) {
        let span = place_of::<T>(&error, &rest);
        let wrong = span.as_ref().and_then(|span| line_of_value(&rest, span.start));
        // what is missing now was wrong, and what a table lacks may be what was taken from it
        let is_missing = error.message().starts_with("missing field");
        let of_table = wrong.clone().filter(|wrong| is_header(&rest, wrong.start));
        let lacks =
            of_table.is_some_and(|table| taken.iter().any(|wrong| table.contains(&wrong.start)));
        if !(lacks || is_missing && !errors.is_empty()) {
            errors.push(refused(&error, span, &rest, file));
        }
        let Some(wrong) = wrong else { break };
        let blanks: String = rest.get(wrong.clone()).map_or_else(String::new, |written| {
            written.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
        });
        if blanks == rest.get(wrong.clone()).unwrap_or_default() {
            break;
        }
        rest.replace_range(wrong.clone(), &blanks);
        taken.push(wrong);
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
                    let below = one.get_ref().as_table().and_then(|it| within(text, it, at));
                    let is_header = || is_header(text, line_start(text, one.span().start));
                    below.or_else(|| (one.span().contains(&at) && is_header()).then(|| one.span()))
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
    let start = line_start(text, found.start);
    let end = if is_header(text, start) { end_of_table(text, start) } else { found.end };
    Some(start..end)
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// Where the table ends whose line `[table]` starts here, tables `[table.within]` included.
fn end_of_table(text: &str, start: usize) -> usize {
    let below = text.get(start..).unwrap_or_default();
    let name = below.trim_start().trim_start_matches('[').split(']').next().unwrap_or_default();
    let is_next = |(at, _): &(usize, &str)| {
        let line = below.get(at + 1..).unwrap_or_default().trim_start_matches('[');
        !line.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
    };
    let next = below.match_indices("\n[").find(is_next);
    next.map_or(text.len(), |(at, _)| start + at)
}

/// Whether a line that starts here is a `[table]`.
fn is_header(text: &str, start: usize) -> bool {
    text.get(start..).is_some_and(|line| line.trim_start().starts_with('['))
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

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
    #[serde(try_from = "SizeTable")]
    struct Size;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "as above")]
    struct SizeTable {
        width: f64,
        #[serde(default)]
        height: Option<f64>,
    }

    impl TryFrom<SizeTable> for Size {
        type Error = &'static str;

        fn try_from(size: SizeTable) -> std::result::Result<Size, &'static str> {
            (size.height != Some(0.0)).then_some(Size).ok_or("it has no height")
        }
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
    fn what_is_wrong_with_an_item_as_a_whole_stands_at_the_item() {
        let item = |height: u8| format!("[[layers]]\nwidth = 1\nheight = {height}\n");
        let text = |heights: &[u8]| {
            let items = heights.iter().map(|height| item(*height));
            format!("title = 'a'\n{}", items.collect::<String>())
        };
        assert_eq!(places(&text(&[1, 1, 0, 1])), ["a:8:1"]);
        assert_eq!(places(&text(&[0, 1, 0, 0])), ["a:2:1", "a:8:1", "a:11:1"]);
        let inline = "title = 'a'\nlayers = [{ width = 1 }, { width = 1, height = 0 }]\n";
        assert_eq!(places(inline), ["a:2:26"]);
    }

    #[test]
    fn what_is_not_toml_is_one_error() {
        assert_eq!(places("title = \ncolour = 'red'").len(), 1);
        // of what else is missing nothing is said: it may be missing because the rest could not be read
        assert_eq!(places("[layers]\nwidth = 1").len(), 1, "a table for a list");
    }
}
