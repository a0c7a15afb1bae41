//! What people write for a longitude or latitude in, degrees out: `23.72`, `23,72`, `23°43'30"E`, `37 58.5 N`, `N37:58:30`; and two
//! of them in one text.

use crate::error::Flaw;

/// Which way an angle goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    Longitude,
    Latitude,
}

impl Axis {
    pub(super) fn name(self) -> &'static str {
        match self {
            Axis::Longitude => "longitude",
            Axis::Latitude => "latitude",
        }
    }
}

/// The way out of what is no angle.
const FORMS: &str = "write degrees: 23.72, 23,72, 23°43'12\"E, 23 43.2 E";

/// The degrees of a longitude or latitude.
///
/// Errors: what is wrong with it.
pub(super) fn degrees(text: &str, axis: Axis) -> Result<f64, Flaw> {
    let (value, hemisphere) = angle(text)?;
    match hemisphere.filter(|hemisphere| hemisphere.axis != axis) {
        None => Ok(value),
        Some(other) => Err(Flaw::new(format!("`{}` is a {}", text.trim(), other.axis.name()))
            .hint(format!("the column is that of the {}: are they swapped?", axis.name()))),
    }
}

/// A longitude and a latitude that stand in one text, the latitude first unless they say otherwise themselves, or `is_turned`.
///
/// Errors: what is wrong with it.
pub(super) fn pair(text: &str, is_turned: bool) -> Result<[f64; 2], Flaw> {
    let bare = text.trim().trim_matches(['(', ')', '[', ']', '{', '}']);
    let no_pair = || Flaw::new(format!("`{}` is no pair of coordinates", text.trim()));
    let (first, second) =
        halves(bare).ok_or_else(|| no_pair().hint("write latitude, longitude: 37.98, 23.72"))?;
    let (one, other) = (angle(first)?, angle(second)?);
    let axes = |(_, hemisphere): &(f64, Option<Hemisphere>)| hemisphere.map(|it| it.axis);
    let is_longitude_first = match (axes(&one), axes(&other)) {
        (Some(first), Some(second)) if first == second => {
            return Err(no_pair().hint(format!("both are a {}", first.name())));
        }
        (Some(first), _) => first == Axis::Longitude,
        (_, Some(second)) => second == Axis::Latitude,
        (None, None) => is_turned,
    };
    Ok(if is_longitude_first { [one.0, other.0] } else { [other.0, one.0] })
}

/// The two halves of a text, parted where two coordinates are.
fn halves(text: &str) -> Option<(&str, &str)> {
    fn once<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
        let parted = text.split_once(mark)?;
        (!parted.1.contains(mark)).then_some(parted)
    }
    let after_letter = || {
        let is_letter = |c: char| "NSEWnsew".contains(c);
        let end = text.find(is_letter).filter(|at| *at > 0)? + 1;
        Some((text.get(..end)?, text.get(end..)?.trim_start_matches([',', ' '])))
    };
    let found = [";", "|", "/", ", ", ","].into_iter().find_map(|mark| once(text, mark));
    let found = found.or_else(after_letter).or_else(|| once(text, " "));
    found.filter(|(one, other)| !one.trim().is_empty() && !other.trim().is_empty())
}

/// On which side of the equator or of Greenwich.
#[derive(Clone, Copy)]
struct Hemisphere {
    axis: Axis,
    is_negative: bool,
}

/// The letters and words of the sides: English, and what Turkish and Russian tables have. An O is east in German and west in
/// French, so it is neither.
fn hemisphere(word: &str) -> Option<Hemisphere> {
    const NORTH: [&str; 6] = ["N", "NORTH", "K", "KUZEY", "СШ", "С"];
    const SOUTH: [&str; 6] = ["S", "SOUTH", "G", "GÜNEY", "ЮШ", "Ю"];
    const EAST: [&str; 6] = ["E", "EAST", "D", "DOĞU", "ВД", "В"];
    const WEST: [&str; 6] = ["W", "WEST", "B", "BATI", "ЗД", "З"];
    let word = word.replace('.', "").to_uppercase();
    let sides = [
        (NORTH, Axis::Latitude, false),
        (SOUTH, Axis::Latitude, true),
        (EAST, Axis::Longitude, false),
        (WEST, Axis::Longitude, true),
    ];
    let found = sides.into_iter().find(|(words, ..)| words.contains(&word.as_str()));
    found.map(|(_, axis, is_negative)| Hemisphere { axis, is_negative })
}

/// The degrees of an angle, and its side if it names one.
fn angle(written: &str) -> Result<(f64, Option<Hemisphere>), Flaw> {
    let flaw = |what: &str| Flaw::new(format!("`{}` {what}", shortened(written))).hint(FORMS);
    let text = plain(written);
    let is_of_word = |c: char| c.is_alphabetic() || c == '.';
    let text = text.trim();
    let start = text.trim_start_matches(char::is_alphabetic);
    let before = &text[..text.len() - start.len()];
    let number = start.trim_end_matches(is_of_word);
    // a point that ends a number is the number's: `23.`
    let after = start[number.len()..].trim_start_matches('.');
    let mut side = None;
    for word in [before, after].into_iter().filter(|word| !word.is_empty()) {
        if side.is_some() {
            return Err(flaw("names its side twice"));
        }
        let Some(known) = hemisphere(word) else {
            return Err(flaw("is no angle"));
        };
        side = Some(known);
    }
    let number = number.trim();
    let is_below_zero = number.starts_with('-');
    let number = number.strip_prefix(['-', '+']).unwrap_or(number);
    if is_below_zero && side.is_some() {
        return Err(flaw("has both a sign and a side"));
    }
    let size = size(number).map_err(|what| flaw(&what))?;
    let is_negative = is_below_zero || side.is_some_and(|side| side.is_negative);
    Ok((if is_negative { -size } else { size }, side))
}

/// Degrees, minutes and seconds without their sign.
fn size(text: &str) -> Result<f64, String> {
    const MARKS: [char; 5] = ['°', '\'', '"', ':', ' '];
    let wrong = |c: char| !(c.is_ascii_digit() || c == '.' || c == ',' || MARKS.contains(&c));
    if let Some(wrong) = text.chars().find(|c| wrong(*c)) {
        return Err(format!("is no angle: it has a `{wrong}`"));
    }
    let signs: String = text.chars().filter(|c| "°'\"".contains(*c)).collect();
    if !"°'\"".starts_with(&signs) {
        return Err("has its signs in another order than °, ', \"".to_owned());
    }
    let parts: Vec<&str> = text.split(MARKS).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() || parts.len() > 3 {
        return Err("is no angle".to_owned());
    }
    let mut size = 0.0;
    let mut unit = 1.0;
    for (index, part) in parts.iter().enumerate() {
        let is_whole = part.chars().all(|c| c.is_ascii_digit());
        if index + 1 < parts.len() && !is_whole {
            return Err(format!("has a fraction before its last part, {part}"));
        }
        let value: f64 = part.replace(',', ".").parse().map_err(|_| "is no angle".to_owned())?;
        if index > 0 && value >= 60.0 {
            return Err(format!("has {part} {}", ["", "minutes", "seconds"][index]));
        }
        size += value * unit;
        unit /= 60.0;
    }
    Ok(size)
}

/// The text with the signs that people and programs write in many ways written in one.
fn plain(text: &str) -> String {
    let one = |c: char| match c {
        '−' | '–' | '—' | '‒' | '‐' => '-',
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' => ' ',
        'º' | '˚' | '∘' => '°',
        '′' | '’' | '‘' | 'ʹ' | '´' | '`' | 'ʼ' => '\'',
        '″' | '”' | '“' | 'ʺ' => '"',
        '٫' => '.',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        other => other,
    };
    let text: String = text.chars().map(one).collect();
    text.replace("''", "\"").replace("deg", "°")
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let text = text.trim();
    match text.chars().count() > MOST {
        true => format!("{}…", text.chars().take(MOST).collect::<String>()),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_near(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-9
    }

    #[test]
    fn angles_are_read_as_people_write_them() {
        let latitude = 37.0 + 58.0 / 60.0 + 30.0 / 3600.0;
        for text in [
            "37.975",
            "37,975",
            " +37.975 ",
            "37.975°",
            "37.975 N",
            "N37.975",
            "n 37.975°",
            "37°58'30\"N",
            "37° 58′ 30″ N",
            "37º58’30’’N",
            "37 58 30",
            "37:58:30",
            "37 58.5 N",
            "37°58,5'N",
            "37.975 north",
            "37,975 K",
            "37°58'30\" с.ш.",
            "٣٧٫٩٧٥",
            "37deg 58' 30\"",
        ] {
            let read =
                degrees(text, Axis::Latitude).unwrap_or_else(|flaw| panic!("{text}: {flaw}"));
            assert!(is_near(read, latitude), "{text}: {read}");
        }
        for text in ["-25.5", "−25.5", "25.5W", "25°30'W", "25 30 0 w", "25,5 B"] {
            assert!(is_near(degrees(text, Axis::Longitude).expect(text), -25.5), "{text}");
        }
        assert!(is_near(degrees("23.", Axis::Longitude).expect("a number"), 23.0));
    }

    #[test]
    fn what_is_no_angle_is_told_why() {
        for (text, why) in [
            ("", "is no angle"),
            ("Athens", "is no angle"),
            ("37°75'N", "75 minutes"),
            ("37 58 61", "61 seconds"),
            ("37.5°30'", "fraction"),
            ("-37 N", "both a sign and a side"),
            ("N 37 S", "twice"),
            ("23.7 E", "is a longitude"),
            ("1.234,5", "is no angle"),
            ("37'58°", "order"),
            ("1 2 3 4", "is no angle"),
            ("37 O", "is no angle"),
            ("NaN", "is no angle"),
        ] {
            let flaw = degrees(text, Axis::Latitude).expect_err(text);
            assert!(flaw.message.contains(why) && flaw.hint.is_some(), "{text}: {flaw:?}");
        }
    }

    #[test]
    fn pairs_are_parted_where_two_coordinates_are() {
        for text in [
            "37.5, 23.25",
            "37.5,23.25",
            "(37.5; 23.25)",
            "37.5 23.25",
            "37,5 23,25",
            "37,5; 23,25",
            "37,5, 23,25",
            "23.25E, 37.5N",
            "37°30'N 23°15'E",
            "37°30'N, 23°15'E",
            "N37.5 E23.25",
        ] {
            let [lon, lat] = pair(text, false).unwrap_or_else(|flaw| panic!("{text}: {flaw}"));
            assert!(is_near(lon, 23.25) && is_near(lat, 37.5), "{text}: {lon} {lat}");
        }
        assert_eq!(pair("23.25 37.5", true).expect("a pair"), [23.25, 37.5]);
        for text in ["37.5", "37.5N 23N", "a, b", ""] {
            assert!(pair(text, false).is_err(), "{text}");
        }
    }
}
