//! The text of one value in, a length, colour, hatch or halo out.
//! What is wrong is said with what would be right; the place is added by the caller, who knows it.

use crate::scene::Colour;
use crate::units::{Degrees, MILLIMETRES_PER_INCH, Millimetres, POINTS_PER_INCH};

/// What is wrong with a value and what to write instead.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Problem {
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

impl Problem {
    pub(super) fn new(message: impl Into<String>) -> Problem {
        Problem { message: message.into(), hint: None }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Problem {
        self.hint = Some(hint.into());
        self
    }

    /// `text` is not `what`.
    pub(super) fn not(text: &str, what: &str) -> Problem {
        Problem::new(format!("`{text}` is not {what}"))
    }
}

/// The result of reading a value.
pub(super) type ParseResult<T> = Result<T, Problem>;

/// Pixels in an inch by CSS Values Level 4, section 6.2.
const PIXELS_PER_INCH: f64 = 96.0;
/// Longest length in a theme, mm: ten metres, more than any sheet.
const LONGEST: f64 = 10_000.0;
/// Smallest distance of hatch lines, mm; a closer one is a grey that costs a million lines.
const SMALLEST_PITCH: f64 = 0.05;

/// The pieces between `separator`s outside strings, brackets and parentheses, trimmed.
pub(super) fn split(text: &str, separator: char) -> Vec<&str> {
    split_where(text, |c| c == separator)
}

/// The pieces between spaces outside strings, brackets and parentheses.
pub(super) fn words(text: &str) -> Vec<&str> {
    split_where(text, char::is_whitespace).into_iter().filter(|word| !word.is_empty()).collect()
}

fn split_where(text: &str, separates: impl Fn(char) -> bool) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut depth, mut quote) = (0, 0_usize, None);
    for (index, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, _) if depth == 0 && separates(c) => {
                pieces.push(text[start..index].trim());
                start = index + c.len_utf8();
            }
            (None, _) => {}
        }
    }
    pieces.push(text[start..].trim());
    pieces
}

/// A plain number: digits, a point, a sign; no exponent, no infinity.
pub(super) fn number(text: &str) -> ParseResult<f64> {
    let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    let value = if plain { text.parse().ok() } else { None };
    value.ok_or_else(|| Problem::not(text, "a number"))
}

/// A number from 0 to 1, or a percentage.
pub(super) fn share(text: &str) -> ParseResult<f64> {
    let value = match text.strip_suffix('%') {
        Some(percent) => number(percent).map(|percent| percent / 100.0),
        None => number(text),
    };
    value
        .ok()
        .filter(|value| (0.0..=1.0).contains(value))
        .ok_or_else(|| Problem::not(text, "a share from 0 to 1").hint("write .55 or 55%"))
}

/// A length with its unit, of either sign.
pub(super) fn length(text: &str) -> ParseResult<Millimetres> {
    let wrong =
        || Problem::not(text, "a length").hint("write a number and mm, pt, cm, in or px: .25mm");
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let value = number(digits).map_err(|_| wrong())?;
    let unit = match &text[digits.len()..] {
        "mm" => 1.0,
        "cm" => 10.0,
        "in" => MILLIMETRES_PER_INCH,
        "pt" => MILLIMETRES_PER_INCH / POINTS_PER_INCH,
        "px" => MILLIMETRES_PER_INCH / PIXELS_PER_INCH,
        "" if value == 0.0 => 1.0,
        "" => {
            return Err(Problem::new(format!("`{text}` has no unit"))
                .hint(format!("write {text}mm or {text}pt")));
        }
        _ => return Err(wrong()),
    };
    let length = value * unit;
    if length.abs() > LONGEST {
        return Err(Problem::new(format!("`{text}` is longer than any sheet")));
    }
    Ok(Millimetres(length))
}

/// A length that is not below zero.
pub(super) fn size(text: &str) -> ParseResult<Millimetres> {
    let length = length(text)?;
    if length.0 < 0.0 {
        return Err(Problem::new(format!("`{text}` is below zero")));
    }
    Ok(length)
}

/// An angle in degrees: `45deg`.
pub(super) fn angle(text: &str) -> ParseResult<Degrees> {
    let digits = text.strip_suffix("deg").unwrap_or(text);
    number(digits)
        .ok()
        .filter(|value| text.ends_with("deg") || *value == 0.0)
        .map(Degrees)
        .ok_or_else(|| Problem::not(text, "an angle").hint("write 45deg"))
}

/// An opaque colour: `#rgb`, `#rrggbb`, `rgb(…)`, `hsl(…)` or a name of CSS.
pub(super) fn colour(text: &str) -> ParseResult<Colour> {
    let wrong = || {
        Problem::not(text, "a colour")
            .hint("write #rrggbb, rgb(12, 34, 56) or a name like steelblue")
    };
    // svgtypes takes any letter after # for a digit, so the digits are checked here.
    if let Some(digits) = text.strip_prefix('#')
        && !(matches!(digits.len(), 3 | 6) && digits.chars().all(|c| c.is_ascii_hexdigit()))
    {
        return Err(wrong());
    }
    let svgtypes::Color { red, green, blue, alpha } = text.parse().map_err(|_| wrong())?;
    if alpha != u8::MAX {
        return Err(Problem::new(format!("`{text}` is not opaque"))
            .hint("set fill-opacity or stroke-opacity"));
    }
    Ok(Colour { red, green, blue })
}

/// A colour, or `none`.
pub(super) fn colour_or_none(text: &str) -> ParseResult<Option<Colour>> {
    if text == "none" { Ok(None) } else { colour(text).map(Some) }
}

/// Lines over a colour; without a colour of their own they take the plain fill of the cascade.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct HatchValue {
    pub(super) angle: Degrees,
    pub(super) pitch: Millimetres,
    pub(super) width: Millimetres,
    pub(super) colour: Option<Colour>,
}

/// `none`, a colour, `hatch(angle, pitch, width[, colour])`, or a colour and a hatch.
pub(super) fn fill(text: &str) -> ParseResult<(Option<Colour>, Option<HatchValue>)> {
    let (mut ground, mut lines) = (None, None);
    if text == "none" {
        return Ok((ground, lines));
    }
    for word in words(text) {
        match word.strip_prefix("hatch(") {
            Some(rest) if lines.is_none() => lines = Some(hatch(rest)?),
            None if ground.is_none() => ground = Some(colour(word)?),
            _ => return Err(Problem::not(text, "one colour, one hatch, or one of each")),
        }
    }
    Ok((ground, lines))
}

/// The arguments of a hatch: `45deg, .9mm, .25mm, #333)`.
fn hatch(text: &str) -> ParseResult<HatchValue> {
    const FORM: &str = "write hatch(45deg, .9mm, .25mm) or hatch(45deg, .9mm, .25mm, #333)";
    let wrong = || Problem::new(format!("`hatch({text}` is not a hatch")).hint(FORM);
    let arguments = split(text.strip_suffix(')').ok_or_else(wrong)?, ',');
    let (&[turn, pitch, width], rest) = arguments.split_first_chunk().ok_or_else(wrong)?;
    let own = match rest {
        [] => None,
        [own] => Some(colour(own)?),
        _ => return Err(wrong()),
    };
    let value =
        HatchValue { angle: angle(turn)?, pitch: size(pitch)?, width: size(width)?, colour: own };
    if value.pitch.0 < SMALLEST_PITCH {
        return Err(
            Problem::new(format!("the pitch `{pitch}` is under {SMALLEST_PITCH}mm")).hint(FORM)
        );
    }
    Ok(value)
}

/// A rim: its colour (`None`: that of the ground below), width and opacity.
pub(super) type Rim = (Option<Colour>, Millimetres, f64);

/// `none`, `#fff .5mm`, `#fff .5mm 80%`, or `ground .5mm 80%`.
pub(super) fn halo(text: &str) -> ParseResult<Option<Rim>> {
    if text == "none" {
        return Ok(None);
    }
    let colour_of = |word: &str| if word == "ground" { Ok(None) } else { colour(word).map(Some) };
    match words(text).as_slice() {
        [paint, width] => Ok(Some((colour_of(paint)?, size(width)?, 1.0))),
        [paint, width, opacity] => Ok(Some((colour_of(paint)?, size(width)?, share(opacity)?))),
        _ => Err(Problem::not(text, "a halo")
            .hint("write #fff .5mm, #fff .5mm 80%, ground .5mm 80% or none")),
    }
}

/// Dashes and gaps in turn, or `none`; at least one above zero.
pub(super) fn dashes(text: &str) -> ParseResult<Vec<Millimetres>> {
    if text == "none" {
        return Ok(Vec::new());
    }
    let lengths =
        split(text, ',').into_iter().flat_map(words).map(size).collect::<ParseResult<Vec<_>>>()?;
    if lengths.iter().all(|length| length.0 == 0.0) {
        return Err(Problem::not(text, "a row of dashes").hint("write 1.2mm .8mm, or none"));
    }
    Ok(lengths)
}

/// One word of a list.
pub(super) fn keyword<T: Copy>(text: &str, known: &[(&str, T)]) -> ParseResult<T> {
    known.iter().find(|(name, _)| *name == text).map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        Problem::new(format!("`{text}` is not known here"))
            .hint(format!("write {}", names.join(" or ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_those_of_css() {
        for (text, millimetres) in
            [("2mm", 2.0), (".5cm", 5.0), ("1in", 25.4), ("72pt", 25.4), ("96px", 25.4), ("0", 0.0)]
        {
            let read = length(text).expect(text);
            assert!((read.0 - millimetres).abs() < 1e-9, "{text}: {read:?}");
        }
    }

    #[test]
    fn a_hatch_takes_a_ground_and_its_own_colour() {
        let (ground, hatch) =
            fill("#f4f4f4 hatch(-45deg, 1.3mm, .13mm, rgb(68, 68, 68))").expect("valid");
        assert_eq!(ground, Some(Colour { red: 0xf4, green: 0xf4, blue: 0xf4 }));
        let hatch = hatch.expect("a hatch");
        assert_eq!((hatch.angle, hatch.pitch), (Degrees(-45.0), Millimetres(1.3)));
        assert_eq!(hatch.colour, Some(Colour { red: 68, green: 68, blue: 68 }));
    }

    #[test]
    fn what_is_no_colour_or_length_is_refused() {
        for text in ["#12", "#gggggg", "bluue", "rgb(1,2", "transparent", "", "#1234", "url(#a)"] {
            assert!(colour(text).is_err(), "{text}");
        }
        for text in ["1", "mm", "1e3mm", "infmm", "NaNmm", "1 mm", "--1mm", "99999mm", "1em", "1%"]
        {
            assert!(length(text).is_err(), "{text}");
        }
    }
}
