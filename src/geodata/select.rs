//! The features of a layer and what is asked of them in, those that a figure shows out:
//! by state, name, kind, any other attribute, and by the day they are valid.

use super::days::day;
use super::{Date, Feature, Value};
use crate::error::{Error, Result, nearest};
use crate::state::StateCode;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What is asked of the features of a layer; what is empty asks nothing.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Selection {
    /// Ids of features, or their `name`.
    pub only: Vec<String>,
    /// Ids of features, or their `name`, that are left out.
    pub except: Vec<String>,
    /// Values of `state`: ISO 3166-1 alpha-3 codes.
    pub states: Vec<StateCode>,
    /// Values of `kind`.
    pub kinds: Vec<String>,
    /// Any other attributes: each has to have one of its values.
    #[serde(rename = "where")]
    pub attributes: BTreeMap<String, OneOrMany>,
    /// Whether what is over is shown too, for as long as its `reference_to` allows.
    pub former: bool,
}

/// A value, or several of which one has to fit.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged, expecting = "expected a text, a number, true or false, or a list of these")]
pub enum OneOrMany {
    /// One value.
    One(Value),
    /// Several.
    Many(Vec<Value>),
}

impl Selection {
    /// Whether the feature has all that is asked, but for the day.
    pub fn accepts(&self, feature: &Feature) -> bool {
        let is_one_of = |list: &[String], value: Option<&str>| {
            list.is_empty() || value.is_some_and(|value| list.iter().any(|asked| asked == value))
        };
        let named =
            is_one_of(&self.only, Some(&feature.id)) || is_one_of(&self.only, feature.text("name"));
        let is_it =
            |name: &String| *name == feature.id || Some(name.as_str()) == feature.text("name");
        named
            && !self.except.iter().any(is_it)
            && (self.states.is_empty()
                || feature
                    .text("state")
                    .is_some_and(|it| self.states.iter().any(|asked| asked.means(it))))
            && is_one_of(&self.kinds, feature.text("kind"))
            && self.attributes.iter().all(|(key, asked)| {
                let value = feature.attributes.get(key);
                value.is_some_and(|value| asked.values().iter().any(|asked| is_same(asked, value)))
            })
    }

    /// What is asked for, or left out, that no feature is or has, on whatever day: slips of the pen.
    pub(crate) fn unmatched(&self, features: &[Feature]) -> Vec<Unmatched> {
        let texts = |key: &str| features.iter().filter_map(|it| it.text(key)).collect();
        let mut names: BTreeSet<&str> = texts("name");
        names.extend(features.iter().map(|feature| feature.id.as_str()));
        let states: BTreeSet<&str> = texts("state");
        let mut found = Vec::new();
        let lists = [
            ("only", &self.only, names.clone()),
            ("except", &self.except, names),
            ("kinds", &self.kinds, texts("kind")),
        ];
        for (key, asked, known) in lists {
            for (number, value) in asked.iter().enumerate() {
                if !known.contains(value.as_str()) {
                    found.push(Unmatched::new(format!("{key}.{number}"), value, &known));
                }
            }
        }
        for (number, state) in self.states.iter().enumerate() {
            if !states.iter().any(|known| state.means(known)) {
                found.push(Unmatched::new(format!("states.{number}"), state.as_str(), &states));
            }
        }
        for (key, asked) in &self.attributes {
            let values: Vec<&Value> =
                features.iter().filter_map(|feature| feature.attributes.get(key)).collect();
            let known: Vec<String> = values.iter().map(|value| value.to_string()).collect();
            let known: BTreeSet<&str> = known.iter().map(String::as_str).collect();
            for (number, value) in asked.values().iter().enumerate() {
                if !values.iter().any(|known| is_same(value, known)) {
                    let key = format!("where.{key}.{number}");
                    found.push(Unmatched::new(key, &value.to_string(), &known));
                }
            }
        }
        found
    }
}

/// Whether two values are one to a reader: a number is as the word of its digits, in whichever of the two files it is quoted.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Text(text), number @ (Value::Number(_) | Value::Flag(_)))
        | (number @ (Value::Number(_) | Value::Flag(_)), Value::Text(text)) => {
            text.trim() == number.to_string()
        }
        _ => one == other,
    }
}

impl OneOrMany {
    fn values(&self) -> &[Value] {
        match self {
            OneOrMany::One(one) => std::slice::from_ref(one),
            OneOrMany::Many(many) => many,
        }
    }
}

/// A value that a selection names and no feature of the layer has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unmatched {
    /// Where it stands in the selection: `states.0`, `where.rank.1`.
    pub key: String,
    /// The value.
    pub value: String,
    /// The nearest value that the features have; or all of them, if they are few.
    pub hint: Option<String>,
}

impl Unmatched {
    fn new(key: String, value: &str, known: &BTreeSet<&str>) -> Unmatched {
        /// More than these are no help in a line.
        const FEW: usize = 12;
        let near = nearest(value, known.iter().copied());
        let hint = match near {
            Some(near) => Some(format!("did you mean `{near}`?")),
            None if known.is_empty() => Some("no feature says anything of that".to_owned()),
            None if known.len() <= FEW => {
                let known: Vec<&str> = known.iter().copied().collect();
                Some(format!("known: {}", known.join(", ")))
            }
            None => None,
        };
        Unmatched { key, value: value.to_owned(), hint }
    }
}

/// The features that the selection accepts and that are valid on `as_of`, in their order.
///
/// Errors: `Input` if a feature's `valid_from`, `valid_to` or `reference_to` is not a date.
pub fn select<'a>(
    features: &'a [Feature],
    selection: &Selection,
    as_of: Option<Date>,
) -> Result<Vec<&'a Feature>> {
    let shown = shown(features, selection, as_of)?;
    Ok(features.iter().zip(shown).filter_map(|(feature, shown)| shown.then_some(feature)).collect())
}

/// Which of the features have all that is asked.
///
/// Errors: as [`select`].
pub(crate) fn shown(
    features: &[Feature],
    selection: &Selection,
    as_of: Option<Date>,
) -> Result<Vec<bool>> {
    let is_shown = |feature: &Feature| {
        Ok(selection.accepts(feature)
            && (is_valid(feature, as_of)? || selection.former && is_reference(feature, as_of)?))
    };
    features.iter().map(is_shown).collect()
}

/// Those of the features that are shown; what is not needed elsewhere is not copied: a file may hold millions of positions.
pub(crate) fn taken(all: Cow<[Feature]>, shown: &[bool]) -> Vec<Feature> {
    match all {
        Cow::Borrowed(all) => {
            let all = all.iter().zip(shown);
            all.filter(|(_, shown)| **shown).map(|(feature, _)| feature.clone()).collect()
        }
        Cow::Owned(all) => {
            let all = all.into_iter().zip(shown);
            all.filter(|(_, shown)| **shown).map(|(feature, _)| feature).collect()
        }
    }
}

/// Whether the feature is valid on `as_of`: from `valid_from` on, and before `valid_to`.
/// A missing end is open. Without a day, a feature is valid that has no `valid_to`.
///
/// Errors: `Input` if one of them is not a date.
pub(crate) fn is_valid(feature: &Feature, as_of: Option<Date>) -> Result<bool> {
    let from = date(feature, "valid_from")?;
    let to = date(feature, "valid_to")?;
    Ok(match as_of {
        Some(day) => from.is_none_or(|from| from <= day) && to.is_none_or(|to| day < to),
        None => to.is_none(),
    })
}

/// Whether the feature is over on `as_of`, and before its `reference_to`: a map of that day may still show it for reference.
/// Without a day, and without a `reference_to`, nothing that is over is shown.
///
/// Errors: `Input` if one of its days is not a date.
fn is_reference(feature: &Feature, as_of: Option<Date>) -> Result<bool> {
    let (over, last) = (date(feature, "valid_to")?, date(feature, "reference_to")?);
    let Some(day) = as_of else { return Ok(false) };
    Ok(over.is_some_and(|over| over <= day) && last.is_some_and(|last| day < last))
}

fn date(feature: &Feature, key: &str) -> Result<Option<Date>> {
    day(feature, key).map_err(|flaw| {
        let error = Error::from(flaw);
        Error { message: format!("feature `{}`: {}", feature.id, error.message), ..error }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodata::geojson_reader::read;

    fn features() -> Vec<Feature> {
        let one = |id: &str, properties: &str| {
            format!(
                r#"{{"type":"Feature","id":"{id}","properties":{properties},
                "geometry":{{"type":"Point","coordinates":[46.7,39.8]}}}}"#
            )
        };
        let text = format!(
            r#"{{"type":"FeatureCollection","features":[{},{},{}]}}"#,
            one("held", r#"{"valid_from":"1994-05-12","valid_to":"2020-11-10"}"#),
            one("now", r#"{"valid_from":"2020-11-10","state":"AZE"}"#),
            one("always", r#"{"name":"Shusha","kind":"town","rank":3}"#),
        );
        read(&text, "test").unwrap().features
    }

    fn ids(selection: &str, as_of: Option<&str>) -> Vec<String> {
        let selection: Selection = toml::from_str(selection).unwrap();
        let day = as_of.map(|day| day.parse().unwrap());
        let features = features();
        let selected = select(&features, &selection, day).unwrap();
        selected.iter().map(|feature| feature.id.clone()).collect()
    }

    #[test]
    fn the_last_day_of_validity_is_the_day_before_valid_to() {
        assert_eq!(ids("", Some("1994-05-11")), ["always"]);
        assert_eq!(ids("", Some("1994-05-12")), ["held", "always"]);
        assert_eq!(ids("", Some("2020-11-09")), ["held", "always"]);
        assert_eq!(ids("", Some("2020-11-10")), ["now", "always"]);
        assert_eq!(ids("", None), ["now", "always"]);
    }

    #[test]
    fn what_is_over_is_shown_for_reference_until_its_day_and_only_if_asked_for() {
        let mut features = features();
        let last = Value::Text("2024-01-01".to_owned());
        features[0].attributes.insert("reference_to".to_owned(), last);
        let shown = |former: bool, day: Option<&str>| {
            let selection = Selection { only: vec!["held".into()], former, ..Selection::default() };
            let day = day.map(|day| day.parse().unwrap());
            !select(&features, &selection, day).unwrap().is_empty()
        };
        assert!(!shown(true, Some("1994-05-11")) && shown(true, Some("1994-05-12")));
        assert!(shown(true, Some("2020-11-10")) && !shown(false, Some("2020-11-10")));
        assert!(shown(true, Some("2023-12-31")) && !shown(true, Some("2024-01-01")));
        assert!(!shown(true, None));
    }

    #[test]
    fn features_are_picked_by_id_name_state_kind_and_attribute() {
        let day = Some("2021-01-01");
        assert_eq!(ids("only = ['now', 'Shusha']", day), ["now", "always"]);
        assert_eq!(ids("states = ['AZE']", day), ["now"]);
        assert_eq!(ids("kinds = ['town', 'city']", day), ["always"]);
        assert_eq!(ids("where = { rank = [2, 3], kind = 'town' }", day), ["always"]);
        assert!(ids("where = { rank = 2 }", day).is_empty());
    }

    #[test]
    fn a_number_is_selected_quoted_or_not() {
        let day = Some("2021-01-01");
        assert_eq!(ids("where = { rank = [2, '3'] }", day), ["always"]);
        assert_eq!(ids("where = { rank = '3' }", day), ["always"]);
        assert!(ids("where = { rank = '03' }", day).is_empty());
        let selection: Selection = toml::from_str("where = { rank = '3' }").expect("a selection");
        assert_eq!(selection.unmatched(&features()), []);
    }

    #[test]
    fn a_state_is_selected_however_its_code_is_written() {
        assert_eq!(ids("states = ['aze']", Some("2021-01-01")), ["now"]);
        assert_eq!(ids("states = [' AZE ']", Some("2021-01-01")), ["now"]);
    }

    #[test]
    fn what_no_feature_has_is_found_with_the_nearest_that_one_has() {
        let unmatched = |selection: &str| {
            let selection: Selection = toml::from_str(selection).unwrap();
            let found = selection.unmatched(&features()).into_iter();
            found.map(|it| (it.key, it.hint.unwrap_or_default())).collect::<Vec<_>>()
        };
        assert_eq!(unmatched("only = ['now', 'Shusha']\nstates = ['aze']\nkinds = ['town']"), []);
        let near = |key: &str, near: &str| (key.to_owned(), format!("did you mean `{near}`?"));
        assert_eq!(unmatched("only = ['now', 'Shushi']"), [near("only.1", "Shusha")]);
        assert_eq!(unmatched("states = ['AZR']"), [near("states.0", "AZE")]);
        assert_eq!(unmatched("kinds = ['twn']"), [near("kinds.0", "town")]);
        let ranks = ("where.rank.0".to_owned(), "known: 3".to_owned());
        assert_eq!(unmatched("where = { rank = 2 }"), [ranks]);
        let unsaid = ("where.rnk.0".to_owned(), "no feature says anything of that".to_owned());
        assert_eq!(unmatched("where = { rnk = 2 }"), [unsaid]);
    }

    #[test]
    fn a_date_that_is_none_is_an_error_that_names_the_feature() {
        let mut features = features();
        let valid_to = Value::Text("November 2020".to_owned());
        features[0].attributes.insert("valid_to".to_owned(), valid_to);
        let error = select(&features, &Selection::default(), None).unwrap_err();
        assert!(error.message.starts_with("feature `held`: `valid_to`"));
    }
}
