//! Classify: plotted layers of which the figure shows values in; the same, and how their values are told apart, out.
//! Only what lies on a map of the figure is counted: the classes are those of the features that it shows.

mod reading;
mod shown;

pub(crate) use reading::reading;
pub(crate) use shown::{Shown, shown};

use crate::classes::{self, By, Classed, Colours, Reading, Slips, Told, Values};
use crate::error::{Error, Flaw, Result, Warning, nearest};
use crate::figure::Figure;
use crate::plot::{AREA, Plotted, PlottedLayer, PlottedMap};
use crate::space::OnSheet;
use geo::{Geometry, InteriorPoint};
use std::collections::BTreeSet;

/// Tells the values of all layers apart that show some: by those that the figure has on all its maps, if it has several.
///
/// Errors: `Input` at the key of the layer whose values cannot be told apart as it asks.
pub(crate) fn classify(
    map: &mut PlottedMap,
    figure: &Figure,
    of_figure: Option<&Shown>,
) -> Result<()> {
    let mut warnings = Vec::new();
    for layer in map.layers.iter_mut().filter(|layer| !layer.features.is_empty()) {
        let (Some(values), Some(key)) = (layer.values.clone(), layer.key.clone()) else { continue };
        let own = || layer.features.iter().map(|it| reading(it, &values)).collect();
        let readings = of_figure.and_then(|shown| shown.of(&key)).unwrap_or_else(own);
        let told = classed(layer, values, readings).map_err(|flaw| {
            let (value, scale) = (format!("{key}.value"), format!("{key}.scale"));
            figure.at_fault(&[&scale, &value], Error::from(flaw))
        });
        let (classed, slips) = told?;
        layer.classed = Some(classed);
        if layer.classed.as_ref().is_some_and(|it| it.by == By::Size) {
            as_symbols(layer);
        }
        warnings.extend(no_numbers(layer, slips, &key, figure));
        warnings.extend(without_signs(layer, &key, figure));
        warnings.extend(without_extent(layer, &key, figure));
        warnings.extend(without_size(layer, &key, figure));
        warnings.extend(without_colour(layer, &key, figure));
        warnings.extend(without_symbol(layer, &key, figure));
    }
    map.warnings.extend(warnings);
    Ok(())
}

/// That a few words stand among the numbers, and have no value.
fn no_numbers(
    layer: &PlottedLayer,
    slips: Option<Slips>,
    key: &str,
    figure: &Figure,
) -> Option<Warning> {
    let Classed { values, .. } = layer.classed.as_ref()?;
    let Slips { count, of, first } = slips?;
    let are = if count == 1 { "is no number and has" } else { "are no numbers and have" };
    let attribute = &values.attribute;
    let message =
        format!("{count} of {of} values of `{attribute}` {are} no value: first `{first}`");
    let warning = Warning::new(message)
        .hint("mend them, or leave them empty; `colours` by words shows all as categories");
    Some(at_value(warning, key, figure))
}

/// That numbers are written with signs of what they count that the legend does not say, or with several.
fn without_signs(layer: &PlottedLayer, key: &str, figure: &Figure) -> Option<Warning> {
    let Classed { values, told, .. } = layer.classed.as_ref()?;
    if matches!(told, Told::Categories(_)) {
        return None;
    }
    let of_numbers = layer
        .features
        .iter()
        .filter(|feature| matches!(reading(feature, values), Reading::Number(_)));
    let signs: BTreeSet<Option<char>> = of_numbers.map(|it| reading::sign_of(it, values)).collect();
    let first = signs.iter().flatten().next()?;
    let attribute = &values.attribute;
    let warning = match (signs.len(), values.scale.unit.is_empty()) {
        (1, false) => return None,
        (1, true) => Warning::new(format!("`{attribute}` is read without its sign, `{first}`"))
            .hint(format!("unit = \"{first}\" has the legend say it")),
        _ => Warning::new(format!(
            "some values of `{attribute}` have the sign `{first}`, others another one or none: all are read as plain numbers"
        ))
        .hint("write all in one unit, without signs"),
    };
    Some(at_value(warning, key, figure))
}

/// That nothing has a value above 0 to be seen by its size or width: the features are taken out.
fn without_extent(layer: &mut PlottedLayer, key: &str, figure: &Figure) -> Option<Warning> {
    let Classed { values, by, told, .. } = layer.classed.as_ref()?;
    let (Told::Classes { ends, .. } | Told::Continuous { ends, .. }) = told else { return None };
    if *by == By::Fill || ends[1] > 0.0 {
        return None;
    }
    let what = if *by == By::Size { "size" } else { "width" };
    let message =
        format!("no value of `{}` is above 0: there is no {what} to draw it by", values.attribute);
    layer.features.clear();
    let warning = Warning::new(message).hint("by = \"fill\" shows them by colour");
    Some(at_value(warning, key, figure))
}

/// A warning at the value of a layer.
fn at_value(warning: Warning, key: &str, figure: &Figure) -> Warning {
    let place = figure.place_of(&[&format!("{key}.value")]);
    place.into_iter().fold(warning, Warning::at)
}

/// That what has no value has neither size nor width, and is not drawn; it is taken out.
fn without_size(layer: &mut PlottedLayer, key: &str, figure: &Figure) -> Option<Warning> {
    let Classed { values, by, .. } = layer.classed.as_ref()?;
    let has_size = |feature: &Plotted| matches!(reading(feature, values), Reading::Number(_));
    let all = layer.features.len();
    let missing = layer.features.iter().filter(|feature| !has_size(feature)).count();
    if *by == By::Fill || missing == 0 {
        return None;
    }
    let attribute = &values.attribute;
    let listed = layer.listed.and_then(|number| figure.layers.get(number));
    let called = listed.map_or(key.to_owned(), |layer| layer.called());
    let message = format!(
        "{missing} of {all} features of the layer `{called}` have no value of `{attribute}`: they are not drawn"
    );
    let warning = Warning::new(message).hint("by = \"fill\" shows them as having no data");
    layer.features.retain(has_size);
    Some(at_value(warning, key, figure))
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

/// The values of a layer, told apart by these readings of them, and the words among the numbers.
fn classed(
    layer: &PlottedLayer,
    values: Values,
    mut readings: Vec<Reading>,
) -> std::result::Result<(Classed, Option<Slips>), Flaw> {
    let by = values.scale.by.unwrap_or_else(|| usual(layer));
    if readings.iter().all(|it| *it == Reading::Missing) {
        return Err(unknown(layer, &values));
    }
    let slips = classes::without_slips(&mut readings, &values.scale);
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
    Ok((Classed { values, by, told, missing }, slips))
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
