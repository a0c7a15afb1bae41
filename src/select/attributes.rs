//! Attributes: a layer and its features in, the features as the layer wants them out: with their state, name and id under the names that
//! all stages know, with the attributes that a table has of them, with labels made of several, and countries with their roles.

use super::notices::key_of;
use crate::error::{Error, Result, Warning};
use crate::figure::{Figure, Layer};
use crate::geodata::join::join;
use crate::geodata::{Feature, Joined, LABEL, SYMBOL, Value, check_attribute};
use std::borrow::Cow;

/// The features with the attributes that the layer names as state, name and id under these names; none if it names none.
///
/// Errors: `Input` for an attribute that no feature has.
pub(super) fn named<'a>(
    layer: &Layer,
    features: Cow<'a, [Feature]>,
    number: Option<usize>,
    figure: &Figure,
) -> Result<Cow<'a, [Feature]>> {
    if layer.naming.is_empty() {
        return Ok(features);
    }
    let mut named = features.into_owned();
    let at_key = |key: &str, error| at_fault(figure, number, key, error);
    layer.naming.apply(&mut named, &layer.called(), at_key)?;
    Ok(named.into())
}

/// Gives the features what a table has of them, if the layer asks for one.
///
/// Errors: `Missing` or `Input` for a table that cannot be joined.
pub(super) fn joined(
    layer: &Layer,
    features: &mut [Feature],
    number: Option<usize>,
    figure: &Figure,
    warnings: &mut Vec<Warning>,
) -> Result<Option<Joined>> {
    let Some(asked) = &layer.join else { return Ok(None) };
    let done = join(features, asked, &layer.called(), figure.limits.data());
    let (joined, told) = done.map_err(|error| at_fault(figure, number, "join", error))?;
    warnings.extend(told);
    Ok(Some(joined))
}

/// Gives the features their labels, where those are not their names; a warning of those that have nothing to say.
///
/// Errors: `Input` for an attribute that no feature has.
pub(super) fn label(
    layer: &Layer,
    features: &mut [Feature],
    number: Option<usize>,
    figure: &Figure,
    warnings: &mut Vec<Warning>,
) -> Result<()> {
    let Some(text) = &layer.label_text else { return Ok(()) };
    for attribute in text.attributes() {
        let known = check_attribute(features, attribute, &layer.called());
        known.map_err(|error| at_fault(figure, number, "label", error))?;
    }
    let mut unsaid = 0;
    for feature in features.iter_mut() {
        let label = text.said(|key| feature.attributes.get(key).map(Value::to_string));
        unsaid += usize::from(label.is_empty());
        feature.attributes.insert(LABEL.to_owned(), Value::Text(label));
    }
    if unsaid > 0 {
        let (all, name) = (features.len(), layer.called());
        let message =
            format!("{unsaid} of {all} features of `{name}` have nothing to be labelled with");
        let place = number.and_then(|number| figure.place_of(&[&key_of(number, "label")]));
        warnings.push(place.into_iter().fold(Warning::new(message), Warning::at));
    }
    Ok(())
}

/// Gives the features the names of their symbols, where the layer says which.
///
/// Errors: `Input` for an attribute that no feature has.
pub(super) fn symbol(
    layer: &Layer,
    features: &mut [Feature],
    number: Option<usize>,
    figure: &Figure,
) -> Result<()> {
    let Some(text) = &layer.symbol else { return Ok(()) };
    for attribute in text.attributes() {
        let known = check_attribute(features, attribute, &layer.called());
        known.map_err(|error| at_fault(figure, number, "symbol", error))?;
    }
    for feature in features {
        let name = text.said(|key| feature.attributes.get(key).map(Value::to_string));
        if !name.is_empty() {
            feature.attributes.insert(SYMBOL.to_owned(), Value::Text(name));
        }
    }
    Ok(())
}

/// Marks each country as a subject of the figure or not.
pub(super) fn give_roles(countries: &mut [Feature], figure: &Figure) {
    let subjects = figure.states_meant();
    for country in countries {
        let state = country.text("state").or(country.text("de_jure")).unwrap_or_default();
        let is_subject = subjects.is_empty() || subjects.iter().any(|subject| subject.means(state));
        let role = if is_subject { "subject" } else { "other" };
        country.attributes.insert("role".into(), Value::Text(role.into()));
    }
}

/// An error of what stands at a key of a layer.
fn at_fault(figure: &Figure, number: Option<usize>, key: &str, error: Error) -> Error {
    match number {
        Some(number) => figure.at_fault(&[&key_of(number, key)], error),
        None => error,
    }
}
