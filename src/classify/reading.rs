//! Reading: a feature on the map and an attribute in, the number or the word that it has there out.

use crate::classes::{Reading, Values};
use crate::geodata::Value;
use crate::plot::{AREA, Plotted};

/// What a feature's value is: numbers may be written as text, as tables have them.
pub(crate) fn reading(feature: &Plotted, values: &Values) -> Reading {
    let number = match feature.attributes.get(&values.attribute) {
        Some(Value::Number(number)) => *number,
        Some(Value::Text(text)) if text.trim().is_empty() => return Reading::Missing,
        Some(Value::Text(text)) => match number_of(text.trim()) {
            Some(number) => number,
            None => return Reading::Word(text.trim().to_owned()),
        },
        Some(Value::Flag(flag)) => return Reading::Word(flag.to_string()),
        None => return Reading::Missing,
    };
    let number = match values.scale.density {
        true => number / feature.number(AREA).unwrap_or(f64::NAN),
        false => number,
    };
    if number.is_finite() { Reading::Number(number) } else { Reading::Missing }
}

/// The number that a text writes, its thousands grouped or not: `15.655.924`, `1,234,567.8`. One group alone may as well be
/// decimals: then a point is taken for one.
fn number_of(text: &str) -> Option<f64> {
    // a true minus is what typesetting, and many a table, has
    let text = &*text.replacen('\u{2212}', "-", 1);
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let is_mark = |mark: char| ['.', ',', '\'', '’', ' ', '\u{a0}', '\u{202f}'].contains(&mark);
    let mark = text.chars().find(|letter| is_mark(*letter))?;
    let mut groups: Vec<&str> = text.split(mark).collect();
    // what follows another mark behind the groups are decimals
    let (last, decimals) = match groups.last()?.split_once(['.', ',']) {
        Some((last, decimals)) => (last, Some(decimals)),
        None => (*groups.last()?, None),
    };
    *groups.last_mut()? = last;
    let (first, others) = groups.split_first()?;
    let is_number =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
    let whole = first.strip_prefix('-').unwrap_or(first);
    let is_clear = others.len() > 1 || decimals.is_some() || !['.', ','].contains(&mark);
    let are_groups = others.iter().all(|group| group.len() == 3 && is_number(group));
    if !(is_clear
        && are_groups
        && is_number(whole)
        && whole.len() <= 3
        && decimals.is_none_or(is_number))
    {
        return None;
    }
    let digits = format!("{whole}{}.{}", others.concat(), decimals.unwrap_or("0"));
    let number: f64 = digits.parse().ok()?;
    Some(if whole.len() < first.len() { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_read_where_they_cannot_be_decimals() {
        for (text, number) in [
            ("15.655.924", 15_655_924.0),
            ("1,234,567.8", 1_234_567.8),
            ("-1.234.567,5", -1_234_567.5),
            ("5\u{202f}803\u{202f}482", 5_803_482.0),
            ("12 345", 12_345.0),
            ("1'000", 1_000.0),
            ("5.803", 5.803),
            ("1e3", 1_000.0),
            ("\u{2212}5", -5.0),
            ("\u{2212}1.234.567", -1_234_567.0),
        ] {
            assert_eq!(number_of(text), Some(number), "{text}");
        }
        for text in [
            "5,803",
            "1.23.456",
            "12.345.67",
            "a.b",
            "1..2",
            "",
            "port",
            "1\u{2212}5",
            "\u{2212}",
            "2020-10-17",
            "1.234.567.x",
        ] {
            assert_eq!(number_of(text), None, "{text}");
        }
    }
}
