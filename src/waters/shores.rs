//! Shores: features with what they say of themselves in, the coasts that `sea` computes with out.

use super::baseline_kind::BaselineKind;
use super::effects::Effects;
use crate::error::{Error, Place, Result};
use crate::geodata::{Feature, Value};
use crate::state::StateCode;
use periplus_sea::{Rank, Shore, Side};
use std::collections::BTreeMap;
use std::path::Path;

/// The coasts among features: those with a `state`; nobody's (disputed islets) have none, and no zone.
///
/// `side` (or `seaward`) is where the sea is, as seen along the line: `left`, `right` or `both`. `island` (true or false)
/// tells islands from mainlands, for medians in which they count less; `rock` (true) what has a territorial sea and no
/// more; `disputed` (false) what its state holds, whoever else has the same land.
pub(super) fn shores<'a>(features: impl IntoIterator<Item = &'a Feature>) -> Vec<Shore<'a>> {
    features.into_iter().filter_map(shore).collect()
}

/// The same, of which some count as it is said of them alone.
pub(super) fn weighed<'a>(
    features: impl IntoIterator<Item = &'a Feature>,
    effects: &Effects,
) -> Vec<Shore<'a>> {
    let with_effect = |feature: &'a Feature| {
        let shore = shore(feature)?;
        let rank = effects.get(&feature.id).map_or(shore.rank, |effect| Rank::Weighed(*effect));
        Some(Shore { rank, ..shore })
    };
    features.into_iter().filter_map(with_effect).collect()
}

fn shore(feature: &Feature) -> Option<Shore<'_>> {
    let state = feature.text("state").filter(|state| !state.is_empty())?;
    let seaward = match side(feature) {
        Some("left") => Some(Side::Left),
        Some("right") => Some(Side::Right),
        Some("both") => Some(Side::Both),
        _ => None,
    };
    let (name, geometry) = (name(feature), &feature.geometry.0);
    let held = feature.attributes.get("disputed") == Some(&Value::Flag(false));
    Some(Shore { name, state, geometry, seaward, rank: rank(feature), held })
}

fn rank(feature: &Feature) -> Rank {
    let flag = |key: &str| match feature.attributes.get(key) {
        Some(Value::Flag(flag)) => Some(*flag),
        _ => None,
    };
    match (BaselineKind::of(feature), flag("island")) {
        (Some(BaselineKind::Rock), _) => Rank::Rock,
        (_, Some(true)) => Rank::Island,
        (_, Some(false)) => Rank::Mainland,
        // A line round what dries is no mainland's, closed or not.
        (Some(kind), None) if kind.dries() => Rank::Island,
        _ => Rank::Unknown,
    }
}

/// The word for where the sea is, along a line.
pub(super) fn side(feature: &Feature) -> Option<&str> {
    feature.text("side").or(feature.text("seaward"))
}

/// A word that is no side would be a line with zones on both sides, without a word.
///
/// Errors: `Input` for such a word.
pub(super) fn check_side(feature: &Feature, path: &Path) -> Result<()> {
    match side(feature) {
        None | Some("left" | "right" | "both") => Ok(()),
        Some(other) => {
            let place = Place::file(path.display().to_string());
            Err(Error::input(format!("a line has no side `{other}`"))
                .at(place.part(format!("feature {}", feature.id)))
                .hint("where the sea is, as seen along the line: left, right or both"))
        }
    }
}

/// The `sovereign` of each state of a coast that has another one, as its features say it.
pub(super) fn sovereigns(features: &[Feature]) -> BTreeMap<String, String> {
    let said = features.iter().filter_map(|feature| {
        let [state, sovereign] = ["state", "sovereign"].map(|key| feature.text(key));
        Some((StateCode::from(state?).into(), StateCode::from(sovereign?).into()))
    });
    said.collect()
}

/// `` `GRC-1043` ``, or `feature 17` where it has no name.
fn name(feature: &Feature) -> String {
    let named = ["name", "title"].iter().find_map(|key| feature.text(key));
    match (feature.id.parse::<usize>(), named) {
        (Ok(number), None) => format!("feature {number}"),
        (Ok(_), Some(name)) => format!("`{name}`"),
        (Err(_), _) => format!("`{}`", feature.id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::space::Geographic;
    use geo::Point;

    fn feature(id: &str, attributes: &[(&str, Value)]) -> Feature {
        let attributes = attributes.iter().map(|(key, value)| ((*key).to_owned(), value.clone()));
        Feature {
            id: id.to_owned(),
            geometry: Geographic(Point::new(25.0, 38.0).into()),
            attributes: attributes.collect(),
        }
    }

    fn text(word: &str) -> Value {
        Value::Text(word.to_owned())
    }

    #[test]
    fn features_without_a_state_are_no_coast() {
        let features = [
            feature("1", &[("state", text("GRC"))]),
            feature("2", &[]),
            feature("3", &[("state", text(""))]),
        ];
        let found = shores(&features);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].state, found[0].rank), ("GRC", Rank::Unknown));
    }

    #[test]
    fn side_rank_and_name_are_read() {
        let state = ("state", text("GRC"));
        let features = [
            feature("GRC-1", &[state.clone(), ("side", text("left")), ("rock", Value::Flag(true))]),
            feature("2", &[state.clone(), ("seaward", text("both")), ("name", text("Naxos"))]),
            feature("3", &[state, ("island", Value::Flag(false))]),
        ];
        let found = shores(&features);
        let names = ["`GRC-1`", "`Naxos`", "feature 3"];
        assert_eq!(found.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), names);
        let sides = [Some(Side::Left), Some(Side::Both), None];
        assert_eq!(found.iter().map(|it| it.seaward).collect::<Vec<_>>(), sides);
        let ranks = [Rank::Rock, Rank::Unknown, Rank::Mainland];
        assert_eq!(found.iter().map(|it| it.rank).collect::<Vec<_>>(), ranks);
    }
}
