//! The gazetteer: the bundled layers of named things in, what a name means out, in any language that the data have it in.

use super::words::{Word, words};
use crate::error::{Error, Result, Warning, nearest};
use crate::geodata::{Feature, Geodata, Value};
use geo::{BoundingRect, Rect};
use std::collections::BTreeMap;

/// The layers that are searched; of one name the first layer is meant.
const LAYERS: [&str; 5] = ["countries", "islands", "places", "seas", "lakes"];

/// Something that can be located.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// Its layer.
    pub(super) layer: &'static str,
    /// Its id there.
    pub(super) id: String,
    /// Its name in English; both where the data have two.
    pub(super) name: String,
    /// Whose it is, as an ISO 3166-1 alpha-3 code.
    pub(super) state: Option<String>,
    /// Where it is, degrees.
    pub(super) bounds: Rect,
    /// How well known it is among those of its layer.
    weight: f64,
}

/// A thing and the words of each of its names.
struct Entry {
    found: Found,
    names: Vec<Vec<String>>,
}

/// All that can be located.
pub(super) struct Gazetteer {
    entries: Vec<Entry>,
}

impl Gazetteer {
    /// The gazetteer of the layers that are there.
    pub(super) fn of(geodata: &Geodata) -> Result<Gazetteer> {
        let mut entries = Vec::new();
        for layer in LAYERS.into_iter().filter(|layer| geodata.has(layer)) {
            let features = geodata.layer(layer)?;
            entries.extend(features.iter().filter_map(|feature| entry(layer, feature)));
        }
        // The first of one name is the one that is meant.
        entries.sort_by(|a, b| {
            let place = |it: &Entry| LAYERS.iter().position(|layer| *layer == it.found.layer);
            place(a).cmp(&place(b)).then(b.found.weight.total_cmp(&a.found.weight))
        });
        Ok(Gazetteer { entries })
    }

    /// What a name means; `Tripoli, LBN` and `Tripoli, Lebanon` say whose. A name that several have is warned of.
    ///
    /// Errors: `Missing` with the nearest name.
    pub(super) fn find(&self, query: &str) -> Result<(&Found, Option<Warning>)> {
        let whole = self.named(query, None);
        let (name, of_name) = match query.rsplit_once(',') {
            Some((name, state)) if whole.is_empty() => {
                (name, self.named(name, Some(&self.state(state)?)))
            }
            _ => (query, whole),
        };
        let Some(&first) = of_name.first() else { return Err(self.missing(query)) };
        let others = of_name.iter().skip(1).filter(|other| other.layer == first.layer);
        let others: Vec<&str> = others.filter_map(|other| other.state.as_deref()).collect();
        let warning = (!others.is_empty()).then(|| {
            let own = first.state.as_deref().unwrap_or("none");
            let all = others.join(", ");
            Warning::new(format!("`{name}` is taken for that in {own}; there are others: {all}"))
                .hint(format!("write \"{}, {}\" for another", name.trim(), others[0]))
        });
        Ok((first, warning))
    }

    /// The things of a name, the best known first.
    fn named(&self, name: &str, state: Option<&str>) -> Vec<&Found> {
        let name: Vec<String> = words(name).into_iter().map(|word| word.folded).collect();
        let is_it = |entry: &&Entry| {
            entry.names.contains(&name)
                && state.is_none_or(|state| entry.found.state.as_deref() == Some(state))
        };
        self.entries.iter().filter(is_it).map(|entry| &entry.found).collect()
    }

    /// The code of the state that this code or name means.
    fn state(&self, name: &str) -> Result<String> {
        let name = name.trim();
        let states = self.entries.iter().filter(|entry| entry.found.layer == "countries");
        let codes = states.filter_map(|entry| entry.found.state.clone());
        let named = || self.named(name, None).into_iter().find(|it| it.layer == "countries");
        let by_code = codes.into_iter().find(|code| code.eq_ignore_ascii_case(name));
        by_code.or_else(|| named().and_then(|state| state.state.clone())).ok_or_else(|| {
            Error::missing(format!("there is no state `{name}`"))
                .hint("write its name or its ISO 3166-1 code: \"Tripoli, LBN\"")
        })
    }

    fn missing(&self, query: &str) -> Error {
        let error = Error::missing(format!("there is no place `{query}`"));
        let names = || self.entries.iter().map(|entry| entry.found.name.as_str());
        match nearest(query, names()) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(
                "known are the towns, islands, seas and states of the Caucasus, the Aegean and the East Mediterranean",
            ),
        }
    }

    /// What a text names, in the order in which it does, each once: the longest name counts, and it has to be written
    /// as a name. States are where the text plays; they count where nothing else is named.
    pub(super) fn named_in(&self, text: &str) -> Vec<&Found> {
        let (said, index) = (words(text), self.index());
        let mut named: Vec<&Found> = Vec::new();
        let mut at = 0;
        while at < said.len() {
            match longest(&index, &said[at..]) {
                Some((found, length)) => {
                    if !named.contains(&found) {
                        named.push(found);
                    }
                    at += length;
                }
                None => at += 1,
            }
        }
        let is_state = |found: &&Found| found.layer == "countries";
        if !named.iter().all(is_state) {
            named.retain(|found| !is_state(found));
        }
        named
    }

    /// All names by their first word, the best known thing first. Of one word, two letters are none: they are words too.
    fn index(&self) -> Index<'_> {
        let mut index = Index::new();
        for entry in &self.entries {
            for name in
                entry.names.iter().filter(|name| name.len() > 1 || name[0].chars().count() > 2)
            {
                index.entry(name[0].as_str()).or_default().push((name, &entry.found));
            }
        }
        index
    }
}

type Index<'a> = BTreeMap<&'a str, Vec<(&'a [String], &'a Found)>>;

/// The thing with the longest name that the words begin with, and how many words that has.
fn longest<'a>(index: &Index<'a>, said: &[Word]) -> Option<(&'a Found, usize)> {
    let first = said.first().filter(|word| word.is_name)?;
    let begins = |name: &[String]| {
        name.len() <= said.len() && name.iter().zip(said).all(|(own, word)| *own == word.folded)
    };
    let known = index.get(first.folded.as_str())?.iter().filter(|(name, _)| begins(name));
    // Of equally long ones the first, which is the best known.
    known.rev().map(|(name, found)| (*found, name.len())).max_by_key(|(_, length)| *length)
}

fn entry(layer: &'static str, feature: &Feature) -> Option<Entry> {
    let bounds = feature.geometry.0.bounding_rect()?;
    let names = feature.attributes.iter().filter_map(|(key, value)| match value {
        Value::Text(name) if key == "name" || key.starts_with("name_") => Some(name.as_str()),
        _ => None,
    });
    let names = names.flat_map(|name| std::iter::once(name).chain(name.split(" / ")));
    let names = names.map(|name| words(name).into_iter().map(|word| word.folded).collect());
    let mut names: Vec<Vec<String>> = names.filter(|name: &Vec<String>| !name.is_empty()).collect();
    names.sort();
    names.dedup();
    let name = match (feature.text("name")?, feature.text("name_alt")) {
        (name, Some(other)) => format!("{name} / {other}"),
        (name, None) => name.to_owned(),
    };
    let number = |key: &str| feature.number(key);
    let weight = number("population").or_else(|| number("area_km2"));
    Some(Entry {
        found: Found {
            layer,
            id: feature.id.clone(),
            name,
            state: feature.text("state").map(str::to_owned),
            bounds,
            weight: weight.or_else(|| Some(-number("rank")?)).unwrap_or_default(),
        },
        names,
    })
}

impl Found {
    /// A word for files and ids: `athens`.
    pub(super) fn slug(&self) -> String {
        let plain: Vec<String> = words(&self.name).into_iter().map(|word| word.folded).collect();
        plain.join("-")
    }
}
