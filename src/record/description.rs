//! Description: a figure and what stands on its map in, the alternative text out. Of many states it says how many there are
//! and names those that matter most on this map, since nobody listens to two hundred names.

use super::Record;
use super::described::DescribedRecord;
use crate::figure::Figure;
use crate::folding::key;
use crate::kind::{Kind, Part};
use crate::label::{Placed, id_of};
use crate::phrases::Phrases;
use crate::plot::{PlottedLayer, PlottedMap};
use crate::projection::View;
use crate::shares::Shares;
use geo::{Area, Intersects};
use std::collections::{BTreeMap, BTreeSet};
use std::iter;

/// As many names as are listened to.
const MOST: usize = 8;
/// As many states as are all named where the map is of their waters: each of them is what it is about.
const MOST_WATERS: usize = 12;

/// The figure's own alternative text, or one from what is drawn, by sentences; of what the figure describes itself those that its
/// insets alone show too.
pub(super) fn sentences(
    figure: &Figure,
    view: &View,
    map: &PlottedMap,
    shares: Option<&Shares>,
    placed: &Placed,
    insets: &[Record],
) -> Vec<String> {
    let alt = figure.described();
    if !alt.is_empty() {
        return vec![alt];
    }
    let phrases = figure.phrases();
    let mut sentences = Vec::new();
    for words in [figure.titled(), figure.says(&figure.subtitle)] {
        if !words.is_empty() {
            sentences.push(words.trim_end_matches('.').to_owned());
        }
    }
    let in_insets: Vec<&DescribedRecord> = insets.iter().flat_map(|it| &it.described).collect();
    let belts_of: BTreeSet<String> = states_with_belts(map)
        .into_iter()
        .chain(insets.iter().flat_map(|inset| inset.belts_of.iter().cloned()))
        .collect();
    let mut waters = waters_shown(figure, map, &belts_of);
    let has_medians =
        map.all().any(|layer| layer.kind == Kind::MedianLine && !layer.features.is_empty());
    if let (Some(last), true) = (waters.last_mut(), has_medians) {
        *last += &phrases.say(", and the median lines between states");
    }
    let shown = waters.is_empty().then(|| places_shown(figure, view, map, placed)).flatten();
    sentences.extend(waters);
    let overlap = map.belts_that_overlap(figure);
    sentences.extend(overlap.map(|words| words.trim_end_matches('.').to_owned()));
    sentences.extend(shares.map(|shares| {
        let whole = shares.sentence(phrases);
        match figure.shows_part_of_its_sea() {
            true => phrases.fill("{whole}; the map shows part of it", &[("whole", &whole)]),
            false => whole,
        }
    }));
    sentences.extend(super::values::sentences(map, phrases));
    sentences.extend(super::described::sentence(map, &in_insets, phrases));
    sentences.extend(super::callouts::sentence(figure, map));
    sentences.extend(shown);
    sentences.extend(insets_shown(figure));
    if sentences.is_empty() {
        sentences.push(figure.name.clone());
    }
    // names of a table's cells have breaks as their lines on the map do
    let in_one_line = |sentence: &String| {
        sentence
            .split(['\n', '\r', '\t'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    sentences.iter().map(|sentence| format!("{}.", in_one_line(sentence))).collect()
}

/// What the insets on the sheet show, by their titles.
fn insets_shown(figure: &Figure) -> Option<String> {
    let (on_map, _) = figure.insets_on_map();
    let titles = on_map.into_iter().map(|(_, inset)| figure.says(&inset.title));
    let titles: Vec<String> = titles.filter(|title| !title.is_empty()).collect();
    let phrases = figure.phrases();
    let places = phrases.list(&titles);
    (!titles.is_empty()).then(|| phrases.fill("Insets show {places}", &[("places", &places)]))
}

/// The names that stand on the map: those that the user's own layers give, then those of states; of all else where there are none
/// of these.
fn places_shown(figure: &Figure, view: &View, map: &PlottedMap, placed: &Placed) -> Option<String> {
    let phrases = figure.phrases();
    // states stand in capitals, which are those of the language: TÜRKİYE, ΚΥΠΡΟΣ
    let named: BTreeSet<String> = placed.placed.iter().map(|it| key(&it.text)).collect();
    let mut known = BTreeSet::new();
    let mut is_new = |name: &&str| {
        let folded = key(name);
        named.contains(&folded) && known.insert(folded)
    };
    let own = map.layers.iter().filter(|it| it.is_own).flat_map(|it| &it.features);
    let own = own.filter_map(|it| it.text(&map.name_key).or(it.text("name")));
    let own: Vec<&str> = own.filter(&mut is_new).collect();
    let codes = states_drawn(map, view);
    let states = by_importance(figure, map, codes.iter().copied());
    let states = states.into_iter().map(|code| map.name_of(code));
    let states: Vec<&str> = states.filter(&mut is_new).collect();
    // the numbers of turning points are no names, and what rings and arrows bear is told apart
    let others = map.all().filter(|it| it.kind == Kind::TurningPoint || it.kind.told());
    let others = others.flat_map(|layer| {
        layer.features.iter().map(|feature| id_of(layer.kind.name(), &feature.id))
    });
    let others: BTreeSet<String> = others.collect();
    let rest = placed.placed.iter().filter(|it| !others.contains(&it.id));
    let rest = rest.map(|it| it.text.as_str()).filter(&mut is_new);
    let rest: Vec<&str> = if own.is_empty() && states.is_empty() { rest.collect() } else { vec![] };

    // a corner of a state that bears no name is no more than where another one ends
    let state_count = if states.len() > MOST { codes.len() } else { states.len() };

    let mut groups = Vec::new();
    let mut room = MOST;
    for (names, count, words) in [
        (&own, own.len(), "{count} named places, among them {names}"),
        (&states, state_count, "{count} states and territories, among them {names}"),
        (&rest, rest.len(), "{count} named places, among them {names}"),
    ] {
        let list = &names[..names.len().min(room)];
        room -= list.len();
        match list.len() {
            0 => {}
            length if length == count => groups.extend(list.iter().map(|it| (*it).to_owned())),
            _ => groups.push(among(words, count, list, phrases)),
        }
    }
    groups.extend(unnamed(map, &named, phrases));
    if groups.is_empty() {
        // a map without words shows land all the same
        let land = by_importance(figure, map, codes.iter().copied()).into_iter();
        groups.extend(land.take(MOST).map(|code| map.name_of(code).to_owned()));
    }
    let places = phrases.list(&groups);
    (!groups.is_empty()).then(|| phrases.fill("The map shows {places}", &[("places", &places)]))
}

/// The user's own layers of which no feature is named on the map, by what the legend calls them, with how many there are.
fn unnamed(map: &PlottedMap, named: &BTreeSet<String>, phrases: Phrases) -> Vec<String> {
    let is_named = |layer: &PlottedLayer| {
        layer.features.iter().any(|feature| {
            let name = feature.text(&map.name_key).or(feature.text("name"));
            name.is_some_and(|name| named.contains(&key(name)))
        })
    };
    let own = map.layers.iter().filter(|layer| layer.is_own && !layer.features.is_empty());
    // what shows values, and what the figure describes, is told already
    let is_data = |it: &&PlottedLayer| it.kind.part() == Part::Data && !it.kind.told();
    let own = own.filter(|it| is_data(it) && it.classed.is_none() && !is_named(it));
    let words = own.filter_map(|layer| Some((layer.legend.as_ref()?, layer.features.len())));
    words.map(|(words, count)| format!("{} ({count})", phrases.say(words))).collect()
}

/// How many there are, and some of them.
fn among<T: AsRef<str>>(words: &str, count: usize, names: &[T], phrases: Phrases) -> String {
    let (count, names) = (count.to_string(), phrases.list(names));
    phrases.fill(words, &[("count", &count), ("names", &names)])
}

/// The codes of the states whose land is on the map.
fn states_drawn<'a>(map: &'a PlottedMap, view: &View) -> BTreeSet<&'a str> {
    let neatline = view.neatline().0;
    let land = map.layers.iter().filter(|layer| layer.kind == Kind::Country && !layer.is_own);
    let land = land.flat_map(|layer| &layer.features);
    let land = land.filter(|country| country.shape.0.intersects(&neatline));
    land.filter_map(|country| country.text("state")).collect()
}

/// States by how much they matter on the map: those that the figure is about in its own order, then by the land that it shows
/// of them, the largest first.
fn by_importance<'a>(
    figure: &Figure,
    map: &PlottedMap,
    codes: impl Iterator<Item = &'a str>,
) -> Vec<&'a str> {
    let mut land: BTreeMap<&str, f64> = BTreeMap::new();
    let countries = map.layers.iter().filter(|layer| layer.kind == Kind::Country);
    for country in countries.flat_map(|layer| &layer.features) {
        if let Some(state) = country.text("state") {
            *land.entry(state).or_default() += country.shape.0.unsigned_area();
        }
    }
    let meant = figure.states_meant();
    let place = |code: &str| meant.iter().position(|it| it.means(code)).unwrap_or(meant.len());
    let area = |code: &str| land.get(code).copied().unwrap_or_default();
    let mut codes: Vec<&str> = codes.collect();
    codes.sort_by(|a, b| {
        place(a).cmp(&place(b)).then(area(b).total_cmp(&area(a))).then_with(|| a.cmp(b))
    });
    codes
}

/// The codes of the states whose belts are on a map.
pub(super) fn states_with_belts(map: &PlottedMap) -> BTreeSet<String> {
    let belts = map.all().filter(|layer| layer.kind == Kind::TerritorialSea);
    let belts = belts.flat_map(|layer| &layer.features);
    belts.filter_map(|belt| belt.text("state")).map(str::to_owned).collect()
}

/// Whose waters the map and its insets show and how broad they are: a sentence for the breadths that all have, and one for each
/// that single states have of their own.
fn waters_shown(figure: &Figure, map: &PlottedMap, belts_of: &BTreeSet<String>) -> Vec<String> {
    let Some(options) = &figure.zones else { return Vec::new() };
    let codes: BTreeSet<&str> = belts_of.iter().map(String::as_str).collect();
    let own_of = |code: &str| {
        let own = options.own_breadths.iter().find(|(state, _)| state.as_str() == code);
        own.map(|(_, breadth)| breadth.0)
    };
    let mut own: Vec<f64> = codes.iter().filter_map(|code| own_of(code)).collect();
    own.sort_by(f64::total_cmp);
    own.dedup();
    let common = options.breadths.iter().map(|breadth| breadth.0).collect();
    let each = own.into_iter().map(|breadth| (Some(breadth), vec![breadth]));
    let sentence = |(whose, breadths): (Option<f64>, Vec<f64>)| {
        let states = codes.iter().copied().filter(|code| own_of(code) == whose).collect();
        waters_of(figure, map, states, &breadths)
    };
    iter::once((None, common)).chain(each).filter_map(sentence).collect()
}

/// That the map shows the waters of states within breadths, or as far as they are claimed; none of no state.
fn waters_of(
    figure: &Figure,
    map: &PlottedMap,
    states: Vec<&str>,
    breadths: &[f64],
) -> Option<String> {
    let phrases = figure.phrases();
    let names = |codes: &[&str]| -> Vec<String> {
        codes.iter().map(|code| map.name_of(code).to_owned()).collect()
    };
    let list = match states.len() {
        0 => return None,
        count if count <= MOST_WATERS => phrases.list(&names(&states)),
        count => {
            let first = by_importance(figure, map, states.into_iter());
            let words = "{count} states and territories, among them {names}";
            among(words, count, &names(&first[..MOST]), phrases)
        }
    };
    let breadths: Vec<String> =
        breadths.iter().map(|breadth| phrases.number(&breadth.to_string())).collect();
    let breadths = phrases.list(&breadths);
    let values = [("states", list.as_str()), ("breadths", &breadths)];
    Some(match breadths.is_empty() {
        true => phrases.fill(
            "The map shows the waters claimed by {states}, computed on the ellipsoid",
            &values,
        ),
        false => phrases.fill(
            "The map shows the waters within {breadths} nautical miles \
             of the coasts of {states}, computed on the ellipsoid",
            &values,
        ),
    })
}
