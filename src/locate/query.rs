//! What somebody writes for a place in: a name, `Tripoli, LBN`, `Idlib (province)`, `36.14,33.54`; what it may mean out.

use super::gazetteer::{Gazetteer, distance};
use super::index::{Place, PlaceKind};
use crate::error::{Error, Result};
use crate::folding::folded;

/// Words for what a thing is, as they stand behind its name, and the kinds that they may mean.
pub(super) const KIND_WORDS: [(&[&str], &[PlaceKind]); 11] = [
    (&["state", "country"], &[PlaceKind::State, PlaceKind::Unit]),
    (
        &[
            "province",
            "governorate",
            "oblast",
            "district",
            "republic",
            "unit",
            "krai",
            "county",
            "okrug",
            "ili",
            "vilayet",
        ],
        &[PlaceKind::Unit],
    ),
    (&["region"], &[PlaceKind::Region, PlaceKind::Unit, PlaceKind::Disputed]),
    (&["disputed", "territory"], &[PlaceKind::Disputed]),
    (&["sea", "gulf", "bay", "ocean"], &[PlaceKind::Sea]),
    (&["strait", "channel", "canal"], &[PlaceKind::Strait]),
    (&["island", "islands", "islet"], &[PlaceKind::Island, PlaceKind::Disputed]),
    (&["lake", "reservoir"], &[PlaceKind::Lake]),
    (&["river"], &[PlaceKind::River]),
    (&["range", "mountains"], &[PlaceKind::Range]),
    (&["town", "city", "village", "site", "base"], &[PlaceKind::Town, PlaceKind::Site]),
];

/// The kinds that a word may mean; none if it is no word for any.
pub(super) fn kinds(word: &str) -> Option<&'static [PlaceKind]> {
    let word = folded(word.trim());
    KIND_WORDS.iter().find(|(words, _)| words.contains(&word.as_str())).map(|(_, kinds)| *kinds)
}

/// What is asked for.
pub(super) struct Asked {
    /// As it was written, without what says which of one name is meant.
    pub(super) mention: String,
    /// What it may mean, the best known first; never empty.
    pub(super) candidates: Vec<Place>,
    /// What was written that says which is meant.
    pub(super) hint: Option<String>,
}

/// What a query may mean.
///
/// Errors: `Missing` for what is not known, with the nearest; `Usage` for a position that is none on the earth.
pub(super) fn asked(query: &str, gazetteer: &Gazetteer) -> Result<Asked> {
    if let Some(position) = position(query) {
        let place = site(position.map_err(|error| error.hint("latitude first: 36.14,33.54"))?);
        let mention = place.name.clone();
        return Ok(Asked { mention, candidates: vec![place], hint: Some("a position".to_owned()) });
    }
    let whole = gazetteer.named(query);
    if !whole.is_empty() {
        let mention = query.trim().to_owned();
        return Ok(Asked { mention, candidates: whole, hint: None });
    }
    if let Some((name, word)) =
        query.trim().strip_suffix(')').and_then(|query| query.rsplit_once('('))
        && let Some(kinds) = kinds(word)
    {
        let places = gazetteer.named(name);
        return narrowed(query, name, word, places, |place| kinds.contains(&place.kind), gazetteer);
    }
    if let Some((name, of)) = query.rsplit_once(',') {
        let places = gazetteer.named(name);
        if let Some(state) = gazetteer.state(of) {
            return narrowed(
                query,
                name,
                &state.name,
                places,
                |place| place.state == state.state,
                gazetteer,
            );
        }
        /// From the middle of a first-level unit to any town of it, metres.
        const WITHIN: f64 = 700_000.0;
        let units = gazetteer.named(of);
        let unit = units.into_iter().find(|place| place.kind == PlaceKind::Unit);
        if let Some(unit) = unit {
            let is_within = |place: &Place| {
                place.state == unit.state && place.id != unit.id && distance(place, &unit) < WITHIN
            };
            return narrowed(query, name, &unit.name, places, is_within, gazetteer);
        }
        if !places.is_empty() {
            return Err(Error::missing(format!("there is no state `{}`", of.trim()))
                .hint("write its name or its ISO 3166-1 code: \"Tripoli, LBN\""));
        }
    }
    Err(unknown(query, gazetteer))
}

/// Those of a name that fit what was written with it.
fn narrowed(
    query: &str,
    name: &str,
    hint: &str,
    places: Vec<Place>,
    fits: impl Fn(&Place) -> bool,
    gazetteer: &Gazetteer,
) -> Result<Asked> {
    let candidates: Vec<Place> = places.iter().filter(|place| fits(place)).cloned().collect();
    if !candidates.is_empty() {
        let hint = Some(format!("as written: {}", hint.trim()));
        return Ok(Asked { mention: name.trim().to_owned(), candidates, hint });
    }
    if places.is_empty() {
        return Err(unknown(query, gazetteer));
    }
    let ways: Vec<String> =
        places.iter().take(4).map(|place| way(name, place, &places, gazetteer)).collect();
    Err(Error::missing(format!("there is no place `{}`", query.trim()))
        .hint(format!("known: {}", ways.join(", "))))
}

/// That a name is not known.
pub(super) fn unknown(query: &str, gazetteer: &Gazetteer) -> Error {
    let error = Error::missing(format!("there is no place `{}`", query.trim()));
    match gazetteer.nearest(query) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(
            "known are states and their first-level units, regions, seas, straits, islands, lakes, rivers and towns of the \
             earth, and positions: 36.14,33.54",
        ),
    }
}

/// That a name means several things, and how to write each.
pub(super) fn ambiguous(name: &str, candidates: &[Place], gazetteer: &Gazetteer) -> Error {
    let ways = candidates.iter().take(6).map(|place| {
        let whose = match gazetteer.state_name(&place.state) {
            whose if whose.is_empty() || place.kind == PlaceKind::State => String::new(),
            whose => format!(" in {whose}"),
        };
        format!("{} ({}{whose})", way(name, place, candidates, gazetteer), place.kind.name())
    });
    let ways: Vec<String> = ways.collect();
    Error::missing(format!("`{}` could be several places", name.trim()))
        .hint(format!("write {}", ways.join(", or ")))
}

/// How to write a place so that nothing else of its name is meant.
pub(super) fn way(name: &str, place: &Place, others: &[Place], gazetteer: &Gazetteer) -> String {
    let name = name.trim();
    let is_alone =
        |fits: &dyn Fn(&Place) -> bool| others.iter().filter(|other| fits(other)).count() == 1;
    let code = &place.state;
    if !code.is_empty()
        && gazetteer.state(code).is_some()
        && is_alone(&|other| other.state == *code)
    {
        format!("\"{name}, {code}\"")
    } else if is_alone(&|other| other.kind == place.kind) {
        format!("\"{name} ({})\"", place.kind.name())
    } else {
        format!("{:.2},{:.2}", place.lat, place.lon)
    }
}

/// A position as a place.
fn site((lat, lon): (f64, f64)) -> Place {
    let side = |value: f64, sides: [char; 2]| {
        let digits = format!("{:.4}", value.abs());
        let digits = digits.trim_end_matches('0').trim_end_matches('.');
        format!("{digits}° {}", sides[usize::from(value < 0.0)])
    };
    let name = format!("{} {}", side(lat, ['N', 'S']), side(lon, ['E', 'W']));
    Place {
        kind: PlaceKind::Site,
        id: format!("at-{lat}-{lon}"),
        name,
        state: String::new(),
        lon,
        lat,
        standing: 0.0,
        made_of: String::new(),
    }
}

/// The latitude and longitude that a text gives: `36.14,33.54`, `36°08′24″N 33°32′E`, `N36.14 E33.54`, `geo:36.14,33.54`.
/// None if it is no position.
///
/// Errors: `Usage` for one that is not on the earth.
fn position(text: &str) -> Option<Result<(f64, f64)>> {
    let text = text.trim();
    let bare = text.strip_prefix("geo:").unwrap_or(text);
    let bare = bare.split(';').next()?;
    let mut groups: Vec<(Vec<f64>, Option<char>)> = vec![(Vec::new(), None)];
    let mut number = String::new();
    let mut is_led = false; // whether the letter stands before its numbers
    for c in bare.chars().chain([' ']) {
        if c.is_ascii_digit() || c == '.' || ("-+−".contains(c) && number.is_empty()) {
            number.push(if c == '−' { '-' } else { c });
            continue;
        }
        if !number.is_empty() {
            groups.last_mut()?.0.push(number.parse().ok()?);
            number.clear();
        }
        match c.to_ascii_uppercase() {
            side @ ('N' | 'S' | 'E' | 'W') => {
                let last = groups.last_mut()?;
                is_led |= last.0.is_empty() && last.1.is_none();
                if is_led && last.1.is_some() {
                    groups.push((Vec::new(), Some(side)));
                } else {
                    last.1 = Some(side);
                    if !is_led {
                        groups.push((Vec::new(), None));
                    }
                }
            }
            ' ' | ',' | '°' | 'º' | '\'' | '′' | '’' | '"' | '″' | '”' | ':' => {}
            _ => return None,
        }
    }
    groups.retain(|(numbers, _)| !numbers.is_empty());
    let (lat, lon) = match &groups[..] {
        [(both, None)] if both.len() == 2 => (both[0], both[1]),
        [(first, Some(one)), (second, Some(other))] => {
            let (first, second) = (degrees(first, *one)?, degrees(second, *other)?);
            match (one, other) {
                ('N' | 'S', 'E' | 'W') => (first, second),
                ('E' | 'W', 'N' | 'S') => (second, first),
                _ => return None,
            }
        }
        _ => return None,
    };
    let is_on_earth = lat.abs() <= 90.0 && lon.abs() <= 180.0;
    let off = || Error::usage(format!("`{text}` is no position on the earth"));
    Some(if is_on_earth { Ok((lat, lon)) } else { Err(off()) })
}

/// Degrees, minutes and seconds on a side.
fn degrees(numbers: &[f64], side: char) -> Option<f64> {
    let size = match numbers {
        [degrees] => *degrees,
        [degrees, minutes] => degrees + minutes / 60.0,
        [degrees, minutes, seconds] => degrees + minutes / 60.0 + seconds / 3_600.0,
        _ => return None,
    };
    Some(if matches!(side, 'S' | 'W') { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_read_however_it_is_written() {
        for text in [
            "36.14,33.54",
            "36.14, 33.54",
            "36.14 33.54",
            "geo:36.14,33.54",
            "geo:36.14,33.54;u=35",
            "36.14N 33.54E",
            "33.54 E, 36.14 N",
            "N36.14 E33.54",
            "36°08′24″N 33°32′24″E",
            "36° 8' 24\" N, 33° 32' 24\" E",
        ] {
            let (lat, lon) = position(text).expect(text).expect(text);
            assert!(
                (lat - 36.14).abs() < 1e-9 && (lon - 33.54).abs() < 1e-9,
                "{text}: {lat} {lon}"
            );
        }
        let (lat, lon) = position("33°27'S 70°40'W").expect("one").expect("on the earth");
        assert!((lat + 33.45).abs() < 1e-9 && (lon + 70.666_666_666).abs() < 1e-6);
        assert!(position("136,33").expect("numbers").is_err());
        for text in ["Athens", "Tripoli, LBN", "N", "36", "1 2 3", "New South"] {
            assert!(position(text).is_none(), "{text}");
        }
    }
}
