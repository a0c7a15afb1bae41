//! Which attribute of a user's features is their state, name or id, in; the features with those under the names that all stages know
//! out: a file that calls them `ISO_A3` and `NAME_LONG` serves as it is.

use super::{Feature, Value};
use crate::error::{Error, Result, nearest};
use std::collections::BTreeSet;

/// Which attribute is which, where the data call them otherwise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Naming {
    /// The one that says whose a feature is.
    pub state: Option<String>,
    /// The one that is its name.
    pub name: Option<String>,
    /// The one that is its id.
    pub id: Option<String>,
}

/// What Natural Earth and others write where there is no code.
const NONE: [&str; 2] = ["-99", "-"];

impl Naming {
    /// Whether the features are taken as they are.
    pub fn is_empty(&self) -> bool {
        *self == Naming::default()
    }

    /// Puts the attributes under the names that are known.
    ///
    /// Errors: one that no feature has, as `at_key` places it, given the key that names it.
    pub(crate) fn apply(
        &self,
        features: &mut [Feature],
        layer: &str,
        at_key: impl Fn(&'static str, Error) -> Error,
    ) -> Result<()> {
        let asked = [("state", &self.state), ("name", &self.name), ("id", &self.id)];
        for (key, attribute) in asked {
            let Some(attribute) = attribute else { continue };
            check_attribute(features, attribute, layer).map_err(|error| at_key(key, error))?;
        }
        for feature in features {
            let values = asked.map(|(_, attribute)| {
                let value = feature.attributes.get(attribute.as_ref()?)?.to_string();
                let value = value.trim().to_owned();
                (!value.is_empty() && !NONE.contains(&value.as_str())).then_some(value)
            });
            let [state, name, id] = values;
            if self.state.is_some() {
                set(feature, "state", state);
            }
            if self.name.is_some() {
                // no other name of the file's, in whatever language, stands before the one that is asked for
                feature.attributes.retain(|key, _| !key.starts_with("name_") && key != "title");
                set(feature, "name", name);
            }
            if let Some(id) = id {
                feature.id = id;
            }
        }
        Ok(())
    }
}

fn set(feature: &mut Feature, key: &str, value: Option<String>) {
    match value {
        Some(value) => feature.attributes.insert(key.to_owned(), Value::Text(value)),
        None => feature.attributes.remove(key),
    };
}

/// That some feature has an attribute.
///
/// Errors: that none has, with the nearest that some have.
pub(crate) fn check_attribute(features: &[Feature], attribute: &str, layer: &str) -> Result<()> {
    /// Attributes that are named.
    const NAMED: usize = 20;
    if features.is_empty() || features.iter().any(|it| it.attributes.contains_key(attribute)) {
        return Ok(());
    }
    let known: BTreeSet<&str> =
        features.iter().flat_map(|it| it.attributes.keys().map(String::as_str)).collect();
    let message = format!("no feature of `{layer}` has the attribute `{attribute}`");
    Err(Error::input(message).hint(match nearest(attribute, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "they have none".to_owned(),
        None => {
            let named: Vec<&str> = known.iter().copied().take(NAMED).collect();
            let more = if known.len() > NAMED { ", …" } else { "" };
            format!("they have {}{more}", named.join(", "))
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Place;
    use crate::space::Geographic;

    fn feature(attributes: &[(&str, &str)]) -> Feature {
        let attributes = attributes
            .iter()
            .map(|(key, value)| ((*key).to_owned(), Value::Text((*value).to_owned())));
        let geometry = Geographic(geo::Point::new(0.0, 0.0).into());
        Feature { id: "1".to_owned(), geometry, attributes: attributes.collect() }
    }

    fn naming(state: &str, name: &str, id: &str) -> Naming {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Naming { state: some(state), name: some(name), id: some(id) }
    }

    #[test]
    fn attributes_are_found_under_the_names_of_the_file() {
        let attributes =
            [("ISO_A3", "GRC"), ("NAME_EL", "Ελλάδα"), ("name_en", "Greece"), ("code", "gr")];
        let mut features = [feature(&attributes), feature(&[("ISO_A3", "-99")])];
        naming("ISO_A3", "NAME_EL", "code")
            .apply(&mut features, "a.shp", |_, error| error)
            .expect("there");
        assert_eq!(features[0].text("state"), Some("GRC"));
        assert_eq!(features[0].text("name"), Some("Ελλάδα"));
        assert_eq!(features[0].text("name_en"), None);
        assert_eq!(features[0].id, "gr");
        assert_eq!((features[1].text("state"), features[1].id.as_str()), (None, "1"));
    }

    #[test]
    fn an_attribute_that_no_feature_has_is_told_with_the_nearest() {
        let mut features = [feature(&[("ISO_A3", "GRC")])];
        let at_key = |key: &str, error: Error| error.at(Place::file(key));
        let error = naming("iso_a2", "", "").apply(&mut features, "a.shp", at_key).unwrap_err();
        assert_eq!(error.place, Some(Place::file("state")));
        assert_eq!(error.hint.as_deref(), Some("did you mean `ISO_A3`?"));
    }
}
