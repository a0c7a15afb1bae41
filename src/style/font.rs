//! The text of a font's property in, a bundled family, a weight, a size out.

use super::value::{ParseResult, Problem, keyword, number, size, split, words};
use crate::error::nearest;
use crate::units::{MILLIMETRES_PER_INCH, POINTS_PER_INCH, Points};

/// The families in the binary; a theme may name no other.
pub const FAMILIES: [&str; 6] = [
    "Periplus Sans",
    "Periplus Serif",
    "Periplus Armenian",
    "Periplus Georgian",
    "Periplus Hebrew",
    "Periplus Arabic",
];

/// The names under which the bundled families are known elsewhere.
const ALIASES: [(&str, &str); 13] = [
    ("Noto Sans", "Periplus Sans"),
    ("Noto Sans SemiCondensed", "Periplus Sans"),
    ("sans-serif", "Periplus Sans"),
    ("Gentium", "Periplus Serif"),
    ("Gentium Book Plus", "Periplus Serif"),
    ("Gentium Plus", "Periplus Serif"),
    ("serif", "Periplus Serif"),
    ("Noto Sans Armenian", "Periplus Armenian"),
    ("Noto Sans Georgian", "Periplus Georgian"),
    ("Noto Sans Hebrew", "Periplus Hebrew"),
    ("Noto Naskh Arabic", "Periplus Arabic"),
    ("Noto Sans Armenian SemiCondensed", "Periplus Armenian"),
    ("Noto Sans Georgian SemiCondensed", "Periplus Georgian"),
];

/// 100 to 900, `normal` or `bold`.
pub(super) fn weight(text: &str) -> ParseResult<u16> {
    match text {
        "normal" => return Ok(400),
        "bold" => return Ok(700),
        _ => {}
    }
    text.parse()
        .ok()
        .filter(|weight| (100..=900).contains(weight))
        .ok_or_else(|| Problem::not(text, "a weight").hint("write normal, bold or 100 to 900"))
}

/// `italic` or `normal`.
pub(super) fn italic(text: &str) -> ParseResult<bool> {
    keyword(text, &[("normal", false), ("italic", true)])
}

/// Bundled families in order of preference, under their bundled names.
pub(super) fn families(text: &str) -> ParseResult<Vec<String>> {
    split(text, ',').into_iter().map(family).collect()
}

fn family(text: &str) -> ParseResult<String> {
    let name = text.trim_matches(['"', '\'']);
    if let Some(known) = FAMILIES.iter().find(|known| known.eq_ignore_ascii_case(name)) {
        return Ok((*known).to_owned());
    }
    if let Some((_, known)) = ALIASES.iter().find(|(alias, _)| alias.eq_ignore_ascii_case(name)) {
        return Ok((*known).to_owned());
    }
    let known = FAMILIES.iter().copied().chain(ALIASES.iter().map(|(alias, _)| *alias));
    let hint = match nearest(name, known) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("bundled are {}", FAMILIES.join(", ")),
    };
    Err(Problem::new(format!("the family \"{name}\" is not bundled")).hint(hint))
}

/// A typeface written in one line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FontValue {
    pub(super) italic: bool,
    pub(super) weight: u16,
    pub(super) size: Points,
    pub(super) line_height: Option<f64>,
    pub(super) families: Vec<String>,
}

/// `italic 600 9pt "Gentium Book Plus"`: style and weight may be left out; `9pt/1.2` sets the line height.
pub(super) fn font(text: &str) -> ParseResult<FontValue> {
    let wrong = || Problem::not(text, "a font").hint("write italic 600 9pt \"Gentium Book Plus\"");
    let (mut is_italic, mut bold) = (false, 400);
    let all = words(text);
    let mut rest = all.as_slice();
    let size_word = loop {
        let (&word, after) = rest.split_first().ok_or_else(wrong)?;
        rest = after;
        match word {
            "normal" => {}
            "italic" => is_italic = true,
            _ => match weight(word) {
                Ok(value) => bold = value,
                Err(_) => break word,
            },
        }
    };
    let (size, height) = match size_word.split_once('/') {
        Some((size, height)) => (size, Some(number(height)?)),
        None => (size_word, None),
    };
    let size = type_size(size)
        .map_err(|problem| problem.hint("write italic 600 9pt \"Gentium Book Plus\""))?;
    if rest.is_empty() {
        return Err(wrong());
    }
    Ok(FontValue {
        italic: is_italic,
        weight: bold,
        size,
        line_height: height,
        families: families(&rest.join(" "))?,
    })
}

/// A share of the type size: `.15em`, `normal` or 0.
pub(super) fn em(text: &str) -> ParseResult<f64> {
    if matches!(text, "normal" | "0") {
        return Ok(0.0);
    }
    text.strip_suffix("em")
        .and_then(|digits| number(digits).ok())
        .filter(|value| (-1.0..=10.0).contains(value))
        .ok_or_else(|| Problem::not(text, "a spacing").hint("write .15em"))
}

/// A type size: a length above zero, in points.
pub(super) fn type_size(text: &str) -> ParseResult<Points> {
    let millimetres = size(text)?.0;
    if millimetres == 0.0 {
        return Err(
            Problem::new("a type size of zero").hint("to hide a label, write `display: none`")
        );
    }
    Ok(Points(millimetres * POINTS_PER_INCH / MILLIMETRES_PER_INCH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_shorthand_reads_as_in_css() {
        let font = font("italic 600 9pt/1.2 'Gentium Book Plus', sans-serif").expect("valid");
        assert_eq!((font.italic, font.weight, font.line_height), (true, 600, Some(1.2)));
        assert!((font.size.0 - 9.0).abs() < 1e-9);
        assert_eq!(font.families, ["Periplus Serif", "Periplus Sans"]);
    }
}
