//! Reading: a feature on the map and an attribute in, the number or the word that it has there out.

use crate::classes::{Reading, Values};
use crate::geodata::Value;
use crate::plot::{AREA, Plotted};

/// What a feature's value is: numbers may be written as text, as tables have them.
pub(crate) fn reading(feature: &Plotted, values: &Values) -> Reading {
    let number = match feature.attributes.get(&values.attribute) {
        Some(Value::Number(number)) => *number,
        Some(Value::Text(text)) if text.trim().is_empty() => return Reading::Missing,
        Some(Value::Text(text)) => match number_of(text.trim()).or_else(|| signed(text)) {
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

/// Signs of what a number counts, before it or behind.
const SIGNS: [char; 16] =
    ['%', '‰', '$', '€', '£', '¥', '₺', '₽', '₾', '֏', '₴', '₪', '₼', '₹', '₣', '¢'];

/// A number and the sign of what it counts: `3.5 %`, `12,5%`, `€ 1 200`.
fn signed(text: &str) -> Option<f64> {
    let number = without_sign(text)?;
    let (whole, fraction) = number.split_once(',').unwrap_or((number, ""));
    let is_fraction = fraction.len() != 3 && fraction.bytes().all(|it| it.is_ascii_digit());
    number_of(number).or_else(|| {
        (is_fraction && !whole.contains('.')).then(|| format!("{whole}.{fraction}").parse().ok())?
    })
}

/// What is left of a text without a sign of what is counted; none where it has none.
fn without_sign(text: &str) -> Option<&str> {
    let text = text.trim();
    let bare = text.strip_suffix(SIGNS).or_else(|| text.strip_prefix(SIGNS))?;
    Some(bare.trim())
}

/// The sign of what a number counts that a feature's value is written with.
pub(crate) fn sign_of(feature: &Plotted, values: &Values) -> Option<char> {
    let Some(Value::Text(text)) = feature.attributes.get(&values.attribute) else { return None };
    signed(text)?;
    text.chars().find(|letter| SIGNS.contains(letter))
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
    fn a_number_is_read_without_the_sign_of_what_it_counts() {
        for (text, number) in [
            ("12%", 12.0),
            ("3.5 %", 3.5),
            ("12,5\u{a0}%", 12.5),
            ("€ 1 200", 1_200.0),
            ("-4 ‰", -4.0),
            ("1.234.567 ₺", 1_234_567.0),
        ] {
            assert_eq!(signed(text), Some(number), "{text}");
        }
        for text in ["12", "%", "a%", "5,803%", "12 km", "1,2,3%"] {
            assert_eq!(signed(text), None, "{text}");
        }
    }

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
