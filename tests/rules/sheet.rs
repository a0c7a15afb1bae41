//! What a legend explains is on the map in that very paint, once; and nobody is credited for what is not drawn.

use super::paths;
use periplus::record::Record;
use periplus::scene::{Group, Item, Path, Scene};
use std::collections::{BTreeMap, BTreeSet};

/// The groups of a scene at any depth.
fn groups(items: &[Item]) -> Vec<&Group> {
    let each = items.iter().flat_map(|item| match item {
        Item::Group(group) => [vec![group], groups(&group.items)].concat(),
        _ => Vec::new(),
    });
    each.collect()
}

/// The paints of a path, each in words: what fills it and what goes along its edge.
fn paints(path: &Path) -> Vec<String> {
    let fill = path.fill.as_ref().map(|fill| format!("{fill:?}"));
    let stroke = path.stroke.as_ref().map(|stroke| format!("{stroke:?}"));
    fill.into_iter().chain(stroke).collect()
}

/// The samples and words of a legend that say something twice, and samples of a paint that is nowhere on the map.
pub(super) fn unpainted(scene: &Scene) -> Vec<String> {
    let all = groups(&scene.items);
    let is_map = |id: &str| id != "locator-map" && (id == "map" || id.ends_with("-map"));
    let of_map = all.iter().filter(|group| is_map(&group.id));
    let on_map: BTreeSet<String> =
        of_map.flat_map(|group| paths(&group.items)).flat_map(paints).collect();
    let mut wrong = Vec::new();
    for legend in all.iter().filter(|group| group.id == "legend") {
        let mut known = BTreeSet::new();
        let mut samples: Vec<String> = Vec::new();
        for item in &legend.items {
            match item {
                Item::Path(path) => {
                    let paints = paints(path);
                    // a sample of a fill has an edge of its own, so that a pale one is seen
                    let telling = &paints[..paints.len().min(1)];
                    let strange = telling.iter().filter(|paint| !on_map.contains(*paint));
                    wrong.extend(strange.map(|paint| format!("not on the map: {paint}")));
                    samples.extend(paints);
                }
                Item::Text(text) => {
                    let words: String = text.runs.iter().map(|it| it.content.as_str()).collect();
                    let entry = (std::mem::take(&mut samples), words);
                    if !entry.0.is_empty() && !known.insert(entry.clone()) {
                        wrong.push(format!("twice in the legend: {entry:?}"));
                    }
                }
                Item::Group(_) | Item::Image(_) => {}
            }
        }
    }
    wrong
}

/// The bundled data by the credit that is due for them, by the last word of their names: `lakes`, `boundaries`, `tiles`.
fn data_by_credit() -> BTreeMap<String, BTreeSet<String>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/catalogue.toml");
    let text = std::fs::read_to_string(path).expect("the catalogue is there");
    let table: toml::Table = text.parse().expect("the catalogue is TOML");
    let mut data: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in table["dataset"].as_array().expect("a list of datasets") {
        let word = |key: &str| entry.get(key).and_then(|it| it.as_str()).unwrap_or_default();
        let (name, end) = word("file").rsplit_once('.').unwrap_or_default();
        let last = if end == "tiles" { end } else { name.rsplit('-').next().unwrap_or_default() };
        for credit in word("credit").split("; ") {
            data.entry(credit.to_owned()).or_default().insert(last.to_owned());
        }
    }
    data
}

/// What is drawn from the tiles of the earth, each of which has shores and boundaries.
const OF_TILES: [&str; 6] =
    ["admin1", "boundaries", "coast", "countries", "disputed-areas", "shoreline"];

/// Credits of which no layer is drawn, named, or measured from.
pub(super) fn uncredited(record: &Record, scene: &Scene) -> Vec<String> {
    let data = data_by_credit();
    let all = groups(&scene.items);
    let is_drawn = |word: &str| all.iter().any(|group| group.id.contains(word));
    let is_due = |credit: &&String| {
        let is_measured = !record.zones.is_empty();
        let is_seen = |name: &String| match name.as_str() {
            "tiles" => OF_TILES.iter().any(|layer| is_drawn(layer)),
            "shoreline" => is_drawn(name) || is_measured,
            // names of waters and the like have no paint of their own, and the locator is of two layers
            _ => {
                is_drawn(name)
                    || is_drawn(&format!("label-{}", name.trim_end_matches('s')))
                    || ["coast", "countries"].contains(&name.as_str()) && is_drawn("locator")
            }
        };
        credit.starts_with("Claims: ") && is_measured
            || data.get(*credit).is_some_and(|names| names.iter().any(is_seen))
    };
    let undue = record.sources.iter().filter(|credit| !is_due(credit));
    undue.map(|credit| format!("credited, and not drawn: {credit}")).collect()
}
