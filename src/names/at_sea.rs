//! Lines at sea: an agreed or claimed line and the states of the map in, the line under its parties' names in the figure's
//! language out: `Türkiye–Libya, 2019`.

use crate::geodata::Value;
use crate::plot::{Plotted, PlottedLayer, PlottedMap};
use std::borrow::Cow;

/// Between two parties.
const AND: char = '–';

/// What has the names in English.
const ENGLISH: &str = "name";

/// The features of a layer of lines at sea as they are named where the map has its names from.
pub(super) fn by_parties<'a>(layer: &'a PlottedLayer, map: &PlottedMap) -> Vec<Cow<'a, Plotted>> {
    let named = |line: &'a Plotted| match told(line, map) {
        Some(name) if map.name_key != ENGLISH => {
            let mut told = line.clone();
            told.attributes.insert(map.name_key.clone(), Value::Text(name));
            Cow::Owned(told)
        }
        _ => Cow::Borrowed(line),
    };
    layer.features.iter().map(named).collect()
}

/// Its parties as the map names them, and the year that its name ends with; none of a line that is not named by two parties
/// that are on the map.
fn told(line: &Plotted, map: &PlottedMap) -> Option<String> {
    let (parties, year) = line.text("name")?.rsplit_once(", ")?;
    let states: Vec<&str> = line.text("states")?.split(' ').collect();
    if parties.split(AND).count() != 2 || states.len() != 2 {
        return None;
    }
    let names: Option<Vec<&str>> =
        states.into_iter().map(|state| map.state_names.get(state).map(String::as_str)).collect();
    Some(format!("{}, {year}", names?.join(&AND.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Kind;
    use geo::LineString;

    #[test]
    fn a_line_is_named_by_its_parties_in_the_language_of_the_figure() {
        let line = |name: &str, states: &str| {
            let words = [("name", name), ("states", states)];
            Plotted::with_words(LineString::from(vec![(0.0, 0.0), (1.0, 0.0)]), words)
        };
        let layer = PlottedLayer {
            features: vec![
                line("Türkiye–Libya, 2019", "LBY TUR"),
                line("Gulf of Sidra, 32° 30′ N, 1973", "LBY"),
                line("Cyprus–Egypt, 2003", "CYP EGY"),
            ],
            ..PlottedLayer::empty("lines", Kind::MaritimeLine)
        };
        let state_names =
            [("LBY", "Libye"), ("TUR", "Turquie")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        let names = |key: &str| {
            let map = PlottedMap {
                state_names: state_names.clone().into(),
                name_key: key.to_owned(),
                ..PlottedMap::default()
            };
            let lines = by_parties(&layer, &map);
            lines.iter().map(|it| it.text("name_fr").map(str::to_owned)).collect::<Vec<_>>()
        };
        assert_eq!(names("name_fr"), [Some("Libye–Turquie, 2019".to_owned()), None, None]);
        assert_eq!(names("name"), [None, None, None]);
    }
}
