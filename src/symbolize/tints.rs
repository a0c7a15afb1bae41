//! Tints: the states whose waters are on a map in; for each that the theme has no paint of its own for, one of the theme's
//! tints out, so that no two whose waters meet look alike.
//!
//! The theme's `--tints` names them in groups: `isr lby / egy lbn / pse`. Tints of two groups can be told apart by every
//! eye, those of one by most. A rule gives a tint its paint: `territorial-sea[tint="isr"] { … }`.

use crate::geodata::Value;
use crate::kind::Kind;
use crate::plot::{PlottedLayer, PlottedMap};
use crate::scene::Fill;
use crate::style::{Element, Theme};
use geo::{Coord, CoordsIter};
use std::collections::{BTreeMap, BTreeSet};

/// The attribute by which a theme knows the tint of a belt.
const TINT: &str = "tint";
/// The kinds that show whose waters they are.
const TINTED: [Kind; 3] = [Kind::TerritorialSea, Kind::Limit, Kind::InternalWater];

/// What speaks against a tint for a state, the weightiest first: states beside it that have the same; whether any state
/// has it, for all share a legend; states beside it that have one of its group; how near the nearest state elsewhere is that
/// has the same; how far it is from the state's first choice.
type Cost = (usize, bool, usize, usize, usize);

/// The tints of a theme, each with its group.
struct Tints<'a> {
    names: Vec<(&'a str, usize)>,
}

/// Gives the waters of each state that has no paint of its own the tint that it is drawn in.
pub(crate) fn tint(map: &mut PlottedMap, theme: &Theme) {
    let tints = Tints::of(theme);
    if tints.names.is_empty() {
        return;
    }
    let chosen = chosen(map, &tints, theme);
    let waters = map.water.iter_mut().filter(|layer| TINTED.contains(&layer.kind));
    for feature in waters.flat_map(|layer| &mut layer.features) {
        let tint = feature.text("state").and_then(|state| chosen.get(state));
        if let Some(tint) = tint.map(|tint| tints.names[*tint].0.to_owned()) {
            feature.attributes.insert(TINT.to_owned(), Value::Text(tint));
        }
    }
}

impl<'a> Tints<'a> {
    fn of(theme: &'a Theme) -> Tints<'a> {
        let groups = theme.variable("--tints").unwrap_or_default().split('/').enumerate();
        let names = groups
            .flat_map(|(group, words)| words.split_whitespace().map(move |name| (name, group)));
        Tints { names: names.collect() }
    }

    /// The tint that looks like a paint.
    fn like(&self, paint: Option<&Fill>, layer: &PlottedLayer, theme: &Theme) -> Option<usize> {
        self.names
            .iter()
            .position(|(name, _)| fill(layer, &[(TINT, name)], theme).as_ref() == paint)
    }

    fn cost(&self, tint: usize, first: usize, beside: &[usize], others: &[(usize, f64)]) -> Cost {
        /// Of a state that lies no distance away.
        const NEAREST: f64 = 1e6;
        let group = |tint: usize| self.names[tint].1;
        (
            beside.iter().filter(|other| **other == tint).count(),
            others.iter().any(|(other, _)| *other == tint),
            beside.iter().filter(|other| group(**other) == group(tint)).count(),
            others
                .iter()
                .filter(|(other, _)| *other == tint)
                .map(|(_, distance)| (NEAREST / (1.0 + distance)) as usize)
                .max()
                .unwrap_or(0),
            (tint + self.names.len() - first) % self.names.len(),
        )
    }
}

/// The tint of each state with a belt that has no paint of its own.
fn chosen(map: &PlottedMap, tints: &Tints, theme: &Theme) -> BTreeMap<String, usize> {
    let Some(belts) = map.water.iter().find(|layer| layer.kind == Kind::TerritorialSea) else {
        return BTreeMap::new();
    };
    let states: BTreeSet<&str> = belts.features.iter().filter_map(|it| it.text("state")).collect();
    let plain = fill(belts, &[], theme);
    let meeting = meeting(map);
    let places = places(belts);
    let (mut taken, mut own) = (BTreeMap::new(), BTreeSet::new());
    for state in &states {
        let paint = fill(belts, &[("state", state)], theme);
        if paint != plain {
            own.insert(*state);
            if let Some(tint) = tints.like(paint.as_ref(), belts, theme) {
                taken.insert((*state).to_owned(), tint);
            }
        }
    }
    for state in states.into_iter().filter(|state| !own.contains(state)) {
        let is_beside = |other: &str| {
            meeting.contains(&(state.to_owned(), other.to_owned()))
                || meeting.contains(&(other.to_owned(), state.to_owned()))
        };
        let (beside, others): (Vec<_>, Vec<_>) =
            taken.iter().partition(|(other, _)| is_beside(other));
        let beside: Vec<usize> = beside.into_iter().map(|(_, tint)| *tint).collect();
        let distance = |other: &str| distance(places.get(state), places.get(other));
        let others: Vec<(usize, f64)> =
            others.into_iter().map(|(other, tint)| (*tint, distance(other))).collect();
        let first = first_choice(state, tints.names.len());
        let all = 0..tints.names.len();
        let best = all.min_by_key(|tint| tints.cost(*tint, first, &beside, &others));
        best.map(|tint| taken.insert(state.to_owned(), tint));
    }
    taken.retain(|state, _| !own.contains(state.as_str()));
    taken
}

/// Some places of each state's waters, on the sheet.
fn places(belts: &PlottedLayer) -> BTreeMap<&str, Vec<Coord>> {
    /// Enough to tell states that are side by side from those that are far apart.
    const ENOUGH: usize = 100;
    let mut places: BTreeMap<&str, Vec<Coord>> = BTreeMap::new();
    for belt in &belts.features {
        if let Some(state) = belt.text("state") {
            places.entry(state).or_default().extend(belt.shape.0.coords_iter());
        }
    }
    for own in places.values_mut() {
        *own = own.iter().copied().step_by(own.len().div_ceil(ENOUGH).max(1)).collect();
    }
    places
}

/// The least distance between places of two states, millimetres.
fn distance(one: Option<&Vec<Coord>>, other: Option<&Vec<Coord>>) -> f64 {
    let pairs = one.into_iter().flatten().flat_map(|a| {
        other.into_iter().flatten().map(|b| (a.x - b.x).powi(2) + (a.y - b.y).powi(2))
    });
    pairs.fold(f64::INFINITY, f64::min).sqrt()
}

/// The pairs of states whose waters meet.
fn meeting(map: &PlottedMap) -> BTreeSet<(String, String)> {
    let medians = map.water.iter().filter(|layer| layer.kind == Kind::MedianLine);
    let pairs = medians.flat_map(|layer| &layer.features).filter_map(|median| {
        let (one, other) = median.text("states")?.split_once(' ')?;
        Some((one.to_owned(), other.to_owned()))
    });
    pairs.collect()
}

/// The tint that a state has wherever nothing speaks against it: the same on all maps.
fn first_choice(state: &str, count: usize) -> usize {
    state.bytes().fold(0, |sum, letter| sum * 31 + usize::from(letter)) % count
}

/// The fill of an inner belt that says this of itself.
fn fill(layer: &PlottedLayer, words: &[(&str, &str)], theme: &Theme) -> Option<Fill> {
    let belt = Element { classes: layer.classes.clone(), ..Element::of(layer.kind) };
    let words = words.iter().chain(&[("belt", "1")]);
    let belt = words.fold(belt, |belt, (key, word)| belt.attribute(key, word));
    theme.style(&belt).area_paint()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::Plotted;

    /// A map of these states' belts, of which these pairs meet.
    fn map(states: &[&str], pairs: &[&str]) -> PlottedMap {
        let at = || geo::Point::new(0.0, 0.0);
        let belt = |state: &&str| Plotted::with_words(at(), [("state", *state), ("belt", "1")]);
        let median = |pair: &&str| Plotted::with_words(at(), [("states", *pair)]);
        let layer = |kind: Kind, features| PlottedLayer {
            features,
            ..PlottedLayer::empty(kind.name(), kind)
        };
        let water = vec![
            layer(Kind::TerritorialSea, states.iter().map(belt).collect()),
            layer(Kind::MedianLine, pairs.iter().map(median).collect()),
        ];
        PlottedMap { water, ..PlottedMap::default() }
    }

    fn theme() -> Theme {
        let css = ":root { --tints: red / blue green } territorial-sea { fill: #eeeeee }
            territorial-sea[tint=\"red\"], territorial-sea[state=\"RED\"] { fill: #ff0000 }
            territorial-sea[tint=\"blue\"] { fill: #0000ff }
            territorial-sea[tint=\"green\"] { fill: #00ff00 }";
        Theme::parse(css, "test.css").unwrap()
    }

    fn tinted(mut map: PlottedMap) -> Vec<String> {
        tint(&mut map, &theme());
        let belts = map.water[0].features.iter();
        belts.map(|belt| belt.text(TINT).unwrap_or("-").to_owned()).collect()
    }

    #[test]
    fn states_whose_waters_meet_are_of_two_groups_where_they_can_be() {
        for (one, other) in [("AAA", "BBB"), ("AAA", "CCC"), ("NOR", "SWE"), ("DNK", "SWE")] {
            let tints = tinted(map(&[one, other], &[&format!("{one} {other}")]));
            assert!(tints.contains(&"red".to_owned()), "{one} and {other}: {tints:?}");
            assert_ne!(tints[0], tints[1]);
        }
    }

    #[test]
    fn three_that_meet_are_three_tints_and_a_fourth_elsewhere_the_one_least_used() {
        let met = ["AAA BBB", "AAA CCC", "BBB CCC"];
        let mut tints = tinted(map(&["AAA", "BBB", "CCC"], &met));
        tints.sort();
        assert_eq!(tints, ["blue", "green", "red"]);
    }

    #[test]
    fn a_state_that_the_theme_paints_keeps_its_paint_and_its_neighbour_has_another() {
        for other in ["AAA", "BBB", "CCC", "DDD", "ZZZ"] {
            let tints = tinted(map(&["RED", other], &[&format!("{other} RED")]));
            assert_eq!(tints[0], "-");
            assert!(["blue", "green"].contains(&tints[1].as_str()), "{other}: {tints:?}");
        }
    }

    #[test]
    fn where_states_outnumber_the_tints_the_same_are_far_apart() {
        let states = ["AAA", "BBB", "CCC", "DDD"];
        for order in [[0.0, 1.0, 2.0, 50.0], [50.0, 1.0, 0.0, 2.0], [1.0, 50.0, 2.0, 0.0]] {
            let mut map = map(&states, &[]);
            for (belt, x) in map.water[0].features.iter_mut().zip(order) {
                belt.shape.0 = geo::Point::new(x, 0.0).into();
            }
            let tints = tinted(map);
            for (one, tint) in tints.iter().enumerate() {
                for other in (one + 1..tints.len()).filter(|other| tints[*other] == *tint) {
                    assert!((order[one] - order[other]).abs() > 10.0, "{order:?}: {tints:?}");
                }
            }
        }
    }
}
