//! Classify: plotted layers of which the figure shows values in; the same, and how their values are told apart, out.
//! Only what lies on the map is counted: the classes of a map are those of its own features.

use crate::classes::{self, By, Classed, Colours, Reading, Told, Values};
use crate::error::{Error, Flaw, Result, Warning, nearest};
use crate::figure::Figure;
use crate::geodata::Value;
use crate::plot::{AREA, Plotted, PlottedLayer, PlottedMap};
use crate::space::OnSheet;
use geo::{Geometry, InteriorPoint};
use std::collections::BTreeSet;

/// Tells the values of all layers apart that show some.
///
/// Errors: `Input` at the key of the layer whose values cannot be told apart as it asks.
pub(crate) fn classify(map: &mut PlottedMap, figure: &Figure) -> Result<()> {
    let mut warnings = Vec::new();
    for layer in map.layers.iter_mut().filter(|layer| !layer.features.is_empty()) {
        let (Some(values), Some(key)) = (layer.values.clone(), layer.key.clone()) else { continue };
        layer.classed = Some(classed(layer, values).map_err(|flaw| {
            let (value, scale) = (format!("{key}.value"), format!("{key}.scale"));
            figure.at_fault(&[&scale, &value], Error::from(flaw))
        })?);
        if layer.classed.as_ref().is_some_and(|it| it.by == By::Size) {
            as_symbols(layer);
        }
        warnings.extend(without_size(layer, &key, figure));
        warnings.extend(without_colour(layer, &key, figure));
        warnings.extend(without_symbol(layer, &key, figure));
    }
    map.warnings.extend(warnings);
    Ok(())
}

/// That what has no value has neither size nor width, and is not drawn; it is taken out.
fn without_size(layer: &mut PlottedLayer, key: &str, figure: &Figure) -> Option<Warning> {
    let Classed { values, by, missing, .. } = layer.classed.as_ref()?;
    if *by == By::Fill || *missing == 0 {
        return None;
    }
    let (all, attribute) = (layer.features.len(), &values.attribute);
    let listed = layer.listed.and_then(|number| figure.layers.get(number));
    let called = listed.map_or(key.to_owned(), |layer| layer.called());
    let message = format!(
        "{missing} of {all} features of the layer `{called}` have no value of `{attribute}`: they are not drawn"
    );
    let warning = Warning::new(message).hint("by = \"fill\" shows them as having no data");
    let place = figure.place_of(&[&format!("{key}.value")]);
    layer.features.retain(|feature| reading(feature, values) != Reading::Missing);
    Some(place.into_iter().fold(warning, Warning::at))
}

/// Words that the figure gives no colour, and colours for words that there are not.
fn without_colour(layer: &PlottedLayer, key: &str, figure: &Figure) -> Vec<Warning> {
    let Some(Classed { values, told: Told::Categories(words), .. }) = layer.classed.as_ref() else {
        return Vec::new();
    };
    let Some(Colours::ByWord(known)) = &values.scale.colours else { return Vec::new() };
    let colours: BTreeSet<&str> = known.iter().map(|(word, _)| word.as_str()).collect();
    let values: BTreeSet<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
    let without = listed(values.difference(&colours));
    let unused = listed(colours.difference(&values));
    let told = [
        (
            without,
            "have no colour in `colours`",
            "they are drawn as the theme has them, as `other`",
        ),
        (unused, "are no values on the map", "their colours are not used"),
    ];
    let told = told.into_iter().filter(|(words, ..)| !words.is_empty());
    let place = figure.place_of(&[&format!("{key}.scale"), &format!("{key}.value")]);
    let warning = |(words, what, then): (String, &str, &str)| {
        let warning = Warning::new(format!("{words} {what}: {then}"));
        place.iter().cloned().fold(warning, Warning::at)
    };
    told.map(warning).collect()
}

/// Some words in quotes, and how many more there are.
fn listed<'a>(words: impl Iterator<Item = &'a &'a str>) -> String {
    const SHOWN: usize = 6;
    let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    match words.len() {
        0..=SHOWN => words.join(", "),
        count => format!("{} and {} more", words[..SHOWN].join(", "), count - SHOWN),
    }
}

/// That circles by size stand for the symbols that a layer asks for.
fn without_symbol(layer: &PlottedLayer, key: &str, figure: &Figure) -> Option<Warning> {
    let Classed { values, by: By::Size, .. } = layer.classed.as_ref()? else { return None };
    figure.layers.get(layer.listed?)?.symbol.as_ref()?;
    let message = format!("`symbol` is not drawn: circles by size show `{}`", values.attribute);
    let warning = Warning::new(message)
        .hint("scale = { by = \"fill\" } shows it by the colour of the symbols");
    let place = figure.place_of(&[&format!("{key}.symbol")]);
    Some(place.into_iter().fold(warning, Warning::at))
}

fn classed(layer: &PlottedLayer, values: Values) -> std::result::Result<Classed, Flaw> {
    let by = values.scale.by.unwrap_or_else(|| usual(layer));
    let readings: Vec<Reading> = layer.features.iter().map(|it| reading(it, &values)).collect();
    if readings.iter().all(|it| *it == Reading::Missing) {
        return Err(unknown(layer, &values));
    }
    let (told, missing) = classes::told(&readings, &values.scale)?;
    // words have no size
    let by = if matches!(told, Told::Categories(_)) { By::Fill } else { by };
    if by == By::Width && layer.features.iter().any(is_spot) {
        return Err(Flaw::new("points have no width to show a value by")
            .hint("by = \"size\" shows it by circles, by = \"fill\" by colour"));
    }
    if by != By::Fill && readings.iter().any(|it| matches!(it, Reading::Number(it) if *it < 0.0)) {
        return Err(Flaw::new("values below 0 have neither size nor width")
            .hint("by = \"fill\" and `diverging = 0` show them by colour"));
    }
    Ok(Classed { values, by, told, missing })
}

fn is_spot(feature: &Plotted) -> bool {
    matches!(feature.shape.0, Geometry::Point(_) | Geometry::MultiPoint(_))
}

/// What values change of the symbols of a layer: areas' fill, lines' width, points' size.
fn usual(layer: &PlottedLayer) -> By {
    match layer.features.first() {
        Some(feature) if is_spot(feature) => By::Size,
        Some(Plotted {
            shape: OnSheet(Geometry::LineString(_) | Geometry::MultiLineString(_)),
            ..
        }) => By::Width,
        _ => By::Fill,
    }
}

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
    let whole = first.strip_prefix(['-', '−']).unwrap_or(first);
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

/// What arrows on the sheet know of their ends.
const INTERNAL: [&str; 4] = ["cut_from", "cut_to", "head_from", "head_to"];

/// That no feature of a layer on the map has the attribute, and which one is perhaps meant.
fn unknown(layer: &PlottedLayer, values: &Values) -> Flaw {
    let attribute = &values.attribute;
    let keys = layer.features.iter().flat_map(|feature| feature.attributes.keys());
    // what the program adds for itself is nobody's attribute
    let is_own = |key: &&str| *key == AREA || key.starts_with('\0') || INTERNAL.contains(key);
    let known: BTreeSet<&str> = keys.map(String::as_str).filter(|key| !is_own(key)).collect();
    if known.contains(attribute.as_str()) {
        return Flaw::new(format!("no feature on the map has a value of `{attribute}`"))
            .hint("show another extent, or leave `value` out");
    }
    let flaw = Flaw::new(format!("no feature on the map has the attribute `{attribute}`"));
    match nearest(attribute, known.iter().copied()) {
        Some(near) => flaw.hint(format!("did you mean `{near}`?")),
        None => {
            let known: Vec<&str> = known.into_iter().take(12).collect();
            flaw.hint(format!("they have {}", known.join(", ")))
        }
    }
}

/// Circles in place of areas, the greatest first: it lies under the others.
fn as_symbols(layer: &mut PlottedLayer) {
    let Some(Classed { values, .. }) = &layer.classed else { return };
    for feature in &mut layer.features {
        let inside = match &feature.shape.0 {
            Geometry::Polygon(_) | Geometry::MultiPolygon(_) => feature.shape.0.interior_point(),
            _ => None,
        };
        if let Some(point) = inside {
            feature.shape = OnSheet(point.into());
        }
    }
    let size = |feature: &Plotted| match reading(feature, values) {
        Reading::Number(number) => number,
        _ => f64::NEG_INFINITY,
    };
    layer.features.sort_by(|one, other| size(other).total_cmp(&size(one)));
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
            "2020-10-17",
            "1.234.567.x",
        ] {
            assert_eq!(number_of(text), None, "{text}");
        }
    }
}
