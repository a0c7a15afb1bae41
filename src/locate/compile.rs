//! The folder of geodata in, the records of all that can be located out: layers of named things, tables of states and
//! units, regions.toml and gazetteer.toml. `build.rs` alone compiles this file.

use super::index::{Place, PlaceKind, Record};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

type Row = BTreeMap<String, String>;

/// Units that are called after a side or a part say nothing on their own.
const PARTS: [&str; 26] = [
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "center",
    "centre",
    "capital",
    "federal",
    "littoral",
    "coast",
    "upper",
    "lower",
    "islands",
    "highlands",
    "northeastern",
    "northwestern",
    "southeastern",
    "plateau",
    "gulf",
    "bay",
    "lakes",
];
/// What the official name of a unit begins or ends with, and its name in the press lacks.
const OFFICES: [&str; 9] = [
    "Republic of ",
    "Autonomous Republic of ",
    "Province of ",
    "State of ",
    "Region of ",
    " Republic",
    " Krai",
    " Autonomous Okrug",
    " District",
];

/// The records of a folder of geodata.
///
/// Errors: words that name the file, if one cannot be read or names what is not there.
pub fn records(folder: &Path) -> Result<Vec<Record>, String> {
    let mut records = Vec::new();
    let units = by_key(rows(folder, "world-units.csv")?, "unit");
    let states = rows(folder, "world-states.csv")?;
    records.extend(states.iter().filter_map(state));
    records.extend(rows(folder, "world-admin1.csv")?.iter().filter_map(|row| unit(row, &units)));
    let codes: BTreeSet<&str> = states.iter().map(|row| text(row, "state")).collect();
    records.extend(
        units.values().filter(|row| !codes.contains(text(row, "unit"))).filter_map(disputed),
    );
    for (layer, of_feature) in LAYERS {
        for feature in features(folder, layer)? {
            records.extend(of_feature(&feature));
        }
    }
    let gazetteer = table(folder, "gazetteer.toml")?;
    records.extend(sites(&gazetteer)?);
    records.extend(regions(&table(folder, "regions.toml")?, &records)?);
    give_other_names(&mut records, &gazetteer)?;
    one_of_each_water(&mut records);
    records.extend(groups(&gazetteer)?);
    Ok(records)
}

/// What a feature of a layer is as a record; none if it has no name.
type OfFeature = fn(&Json) -> Option<Record>;

/// The layers that are searched: that of the earth where there is one.
const LAYERS: [(&str, OfFeature); 5] =
    [("seas", water), ("islands", island), ("lakes", lake), ("rivers", river), ("places", town)];

fn features(folder: &Path, layer: &str) -> Result<Vec<Json>, String> {
    let earth = folder.join(format!("world-{layer}.geojson"));
    let path = if earth.exists() { earth } else { folder.join(format!("{layer}.geojson")) };
    let at = |error: String| format!("{}: {error}", path.display());
    let text = fs::read_to_string(&path).map_err(|error| at(error.to_string()))?;
    let mut collection: Json =
        serde_json::from_str(&text).map_err(|error| at(error.to_string()))?;
    match collection["features"].take() {
        Json::Array(features) => Ok(features),
        _ => Err(at("not a feature collection".to_owned())),
    }
}

fn rows(folder: &Path, name: &str) -> Result<Vec<Row>, String> {
    let path = folder.join(name);
    let at = |error: csv::Error| format!("{}: {error}", path.display());
    let mut reader = csv::Reader::from_path(&path).map_err(at)?;
    reader.deserialize().collect::<Result<_, _>>().map_err(at)
}

fn table(folder: &Path, name: &str) -> Result<toml::Table, String> {
    let path = folder.join(name);
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    text.parse().map_err(|error| format!("{}: {error}", path.display()))
}

fn by_key(rows: Vec<Row>, key: &str) -> BTreeMap<String, Row> {
    rows.into_iter().filter_map(|row| Some((row.get(key)?.clone(), row))).collect()
}

fn text<'a>(row: &'a Row, key: &str) -> &'a str {
    row.get(key).map_or("", String::as_str)
}

/// Where a row's label stands.
fn label(row: &Row) -> Option<(f64, f64)> {
    Some((text(row, "label_lon").parse().ok()?, text(row, "label_lat").parse().ok()?))
}

/// The names of a row in all languages.
fn names(row: &Row) -> Vec<String> {
    let named = row.iter().filter(|(key, name)| key.starts_with("name") && !name.is_empty());
    named.map(|(_, name)| name.clone()).collect()
}

fn state(row: &Row) -> Option<Record> {
    let (lon, lat) = label(row)?;
    let place = Place {
        kind: PlaceKind::State,
        id: text(row, "state").to_owned(),
        name: plain(text(row, "name")),
        state: text(row, "state").to_owned(),
        lon,
        lat,
        standing: 8.5,
        made_of: String::new(),
    };
    Some(Record::of_layer(place, names(row)))
}

/// The name of a state as the press writes it: without the second one in brackets, or whose region it is.
fn plain(name: &str) -> String {
    let bare = name.split_once(" (").map_or(name, |(bare, _)| bare);
    bare.trim_end_matches(" SAR China").replace(" & ", " and ")
}

/// A first-level unit, with what is left of its name without its office.
fn unit(row: &Row, units: &BTreeMap<String, Row>) -> Option<Record> {
    let (id, name) = (text(row, "admin1"), text(row, "name"));
    let (lon, lat) = label(row)?;
    let is_part = name.split(' ').all(|word| PARTS.contains(&word.to_lowercase().as_str()));
    if name.is_empty() || name == id || is_part {
        return None;
    }
    let mut of_units = text(row, "units").split(' ').filter_map(|unit| units.get(unit));
    let state =
        of_units.find_map(|unit| Some(text(unit, "state")).filter(|state| !state.is_empty()));
    let mut names = names(row);
    let bare = OFFICES.iter().filter_map(|office| {
        name.strip_prefix(office).or_else(|| name.strip_suffix(office)).map(str::to_owned)
    });
    names.extend(bare.collect::<Vec<_>>());
    let place = Place {
        kind: PlaceKind::Unit,
        id: id.to_owned(),
        name: name.to_owned(),
        state: state.unwrap_or_default().to_owned(),
        lon,
        lat,
        standing: 5.8,
        made_of: format!("units {id}"),
    };
    Some(Record::of_layer(place, names))
}

/// Land of disputed status, by all names that the table has for it: `Liancourt Rocks (Dokdo, Takeshima)` has three.
fn disputed(row: &Row) -> Option<Record> {
    let (lon, lat) = label(row)?;
    let (id, name) = (text(row, "unit"), text(row, "name"));
    if !["disputed", "buffer-zone", "base-area", "lease"].contains(&text(row, "kind")) {
        return None;
    }
    let (bare, others) = name.split_once(" (").unwrap_or((name, ""));
    let bare = bare.split_once(", ").map_or(bare, |(bare, _)| bare);
    let others = others.trim_end_matches(')').split(", ").filter(|other| !other.is_empty());
    let place = Place {
        kind: PlaceKind::Disputed,
        id: match id {
            "CYN" => "northern-cyprus".to_owned(),
            "CNM" => "cyprus-buffer-zone".to_owned(),
            id => id.to_lowercase(),
        },
        name: bare.to_owned(),
        state: text(row, "state").to_owned(),
        lon,
        lat,
        standing: 7.0,
        made_of: format!("disputed {id}"),
    };
    Some(Record::of_layer(place, others.map(str::to_owned).chain([name.to_owned()])))
}

/// A feature as a record of this kind and standing.
fn record(feature: &Json, kind: PlaceKind, standing: f64) -> Option<Record> {
    let properties = feature["properties"].as_object()?;
    let word =
        |key: &str| properties.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    let names =
        properties.iter().filter(|(key, _)| key.starts_with("name") && *key != "names_swap_from");
    let names = names.filter_map(|(_, name)| name.as_str());
    let names = names.flat_map(|name| name.split(" / ").chain([name])).map(str::to_owned);
    let (lon, lat) = middle(&feature["geometry"]["coordinates"])?;
    let place = Place {
        kind,
        id: word("id"),
        name: Some(word("name")).filter(|name| !name.is_empty())?,
        state: word("state"),
        lon,
        lat,
        standing,
        made_of: String::new(),
    };
    Some(Record::of_layer(place, names))
}

/// The position in the middle of a list of positions, however deep it lies.
fn middle(coordinates: &Json) -> Option<(f64, f64)> {
    let list = coordinates.as_array()?;
    match (list.first()?.as_f64(), list.get(1).and_then(Json::as_f64)) {
        (Some(lon), Some(lat)) => Some((lon, lat)),
        _ => {
            // of several parts the longest
            let longest = list
                .iter()
                .filter(|part| part[0].is_array())
                .max_by_key(|part| part.as_array().map_or(0, Vec::len));
            let is_nested = longest.is_some_and(|part| part[0].is_array());
            middle(if is_nested { longest? } else { &list[list.len() / 2] })
        }
    }
}

fn rank(feature: &Json) -> f64 {
    feature["properties"]["rank"].as_f64().unwrap_or(4.0)
}

fn water(feature: &Json) -> Option<Record> {
    let rank = rank(feature);
    match feature["properties"]["kind"].as_str() {
        Some("strait" | "channel") => record(feature, PlaceKind::Strait, 7.0 - 0.3 * rank),
        Some("lake") => record(feature, PlaceKind::Lake, 6.8 - 0.3 * rank),
        _ => record(feature, PlaceKind::Sea, 8.0 - 0.4 * rank),
    }
}

fn island(feature: &Json) -> Option<Record> {
    let area = feature["properties"]["area_km2"].as_f64().unwrap_or(1.0).max(1.0);
    record(feature, PlaceKind::Island, 4.5 + libm::log10(area) / 2.0)
}

fn lake(feature: &Json) -> Option<Record> {
    record(feature, PlaceKind::Lake, 6.0 - 0.3 * rank(feature))
}

/// A river, which bears its name with the word too.
fn river(feature: &Json) -> Option<Record> {
    let mut river = record(feature, PlaceKind::River, 6.2 - 0.3 * rank(feature))?;
    let name = river.place.name.clone();
    river.names.extend([format!("{name} River"), format!("River {name}")]);
    Some(river)
}

/// A town, or a site that stands among the towns. A tenfold population is one more; a capital of a state as much again and
/// half, for more is written of it.
fn town(feature: &Json) -> Option<Record> {
    let properties = &feature["properties"];
    let people = properties["population"].as_f64().unwrap_or(1.0).max(1_000.0);
    let size = libm::log10(people);
    let office = match properties["capital"].as_str() {
        Some("state") => 1.5,
        Some(_) => 0.3,
        None => 0.0,
    };
    let is_site = properties["kind"].as_str().is_some_and(|kind| kind.contains("plant"));
    record(feature, if is_site { PlaceKind::Site } else { PlaceKind::Town }, size + office)
}

/// Keeps one record for the lines and pieces of each water, with the names of all.
fn one_of_each_water(records: &mut Vec<Record>) {
    const IN_PIECES: [PlaceKind; 3] = [PlaceKind::Sea, PlaceKind::Strait, PlaceKind::River];
    let mut first: BTreeMap<(PlaceKind, String), usize> = BTreeMap::new();
    let mut kept: Vec<Record> = Vec::new();
    for record in records.drain(..) {
        let is_in_pieces = IN_PIECES.contains(&record.place.kind);
        match first.get(&(record.place.kind, record.place.name.clone())) {
            Some(one) if is_in_pieces => {
                kept[*one].names.extend(record.names);
                kept[*one].others.extend(record.others);
            }
            _ => {
                first.insert((record.place.kind, record.place.name.clone()), kept.len());
                kept.push(record);
            }
        }
    }
    *records = kept;
}

fn words(table: &toml::Table, key: &str) -> Vec<String> {
    let list = table.get(key).and_then(toml::Value::as_array).into_iter().flatten();
    list.filter_map(|word| word.as_str().map(str::to_owned)).collect()
}

fn numbers(table: &toml::Table, key: &str) -> Vec<f64> {
    let list = table.get(key).and_then(toml::Value::as_array).into_iter().flatten();
    list.filter_map(|it| it.as_float().or_else(|| it.as_integer().map(|it| it as f64))).collect()
}

fn word(table: &toml::Table, key: &str) -> String {
    table.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned()
}

fn tables<'a>(table: &'a toml::Table, key: &str) -> impl Iterator<Item = &'a toml::Table> {
    table
        .get(key)
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(toml::Value::as_table)
}

fn sites(gazetteer: &toml::Table) -> Result<Vec<Record>, String> {
    let site = |site: &toml::Table| {
        let id = word(site, "id");
        let [lon, lat] = numbers(site, "at")[..] else {
            return Err(format!("{id}: `at` is no position"));
        };
        if word(site, "source").is_empty() {
            return Err(format!("{id}: no source"));
        }
        let kind = match word(site, "kind").as_str() {
            "" => PlaceKind::Site,
            "town" => PlaceKind::Town,
            "island" => PlaceKind::Island,
            other => return Err(format!("{id}: no site is a `{other}`")),
        };
        let place = Place {
            kind,
            id,
            name: word(site, "name"),
            state: word(site, "state"),
            lon,
            lat,
            standing: 6.0,
            made_of: String::new(),
        };
        Ok(Record { place, names: Vec::new(), others: words(site, "names") })
    };
    tables(gazetteer, "site").map(site).collect()
}

/// Regions, whose name stands in the middle of what they are made of, as far as that is known here.
fn regions(table: &toml::Table, known: &[Record]) -> Result<Vec<Record>, String> {
    let positions: BTreeMap<&str, (f64, f64)> =
        known.iter().map(|it| (it.place.id.as_str(), (it.place.lon, it.place.lat))).collect();
    let region = |region: &toml::Table| {
        let id = word(region, "id");
        let mut made_of = Vec::new();
        let mut at = Vec::new();
        for key in ["states", "units", "disputed", "areas", "except"] {
            let members = words(region, key);
            for member in members.iter().filter(|_| !["areas", "except"].contains(&key)) {
                let found = positions
                    .get(member.as_str())
                    .or_else(|| positions.get(member.to_lowercase().as_str()));
                at.push(*found.ok_or_else(|| format!("{id}: there is no {key} `{member}`"))?);
            }
            if !members.is_empty() {
                made_of.push(format!("{key} {}", members.join(" ")));
            }
        }
        let course = numbers(region, "course");
        if !course.is_empty() {
            made_of.push(format!(
                "course {}",
                course.iter().map(f64::to_string).collect::<Vec<_>>().join(" ")
            ));
            at = course.chunks_exact(2).map(|at| (at[0], at[1])).collect();
        }
        if word(region, "source").is_empty() || word(region, "confidence").is_empty() {
            return Err(format!("{id}: no source or no confidence"));
        }
        // the fallback of land that no table has a position of: the middle of Nagorno-Karabakh's
        let (lon, lat) = if at.is_empty() { (46.75, 39.85) } else { at[at.len() / 2] };
        let is_range = word(region, "kind") == "range";
        let place = Place {
            kind: if is_range { PlaceKind::Range } else { PlaceKind::Region },
            id,
            name: word(region, "name"),
            state: String::new(),
            lon,
            lat,
            standing: 7.0,
            made_of: made_of.join(";"),
        };
        Ok(Record { place, names: Vec::new(), others: words(region, "names") })
    };
    tables(table, "region").map(region).collect()
}

/// Adds the names of the gazetteer.
///
/// Errors: for a name of what is not there.
fn give_other_names(records: &mut [Record], gazetteer: &toml::Table) -> Result<(), String> {
    let aliases = gazetteer.get("aliases").and_then(toml::Value::as_table);
    for (of, names) in aliases.into_iter().flatten() {
        let named = of.rsplit_once(", ");
        let is_it = |record: &&mut Record| {
            let place = &record.place;
            place.id == *of
                || (place.kind == PlaceKind::River
                    && of.strip_suffix(" (river)") == Some(&place.name))
                || (named == Some((&place.name, &place.state))
                    && [PlaceKind::Town, PlaceKind::Island].contains(&place.kind))
        };
        let found = records.iter_mut().filter(is_it);
        let best = found.max_by(|one, other| one.place.standing.total_cmp(&other.place.standing));
        let best =
            best.ok_or_else(|| format!("gazetteer.toml: there is no `{of}` to have other names"))?;
        let names = names.as_array().into_iter().flatten().filter_map(toml::Value::as_str);
        let names: Vec<String> = names.map(str::to_owned).collect();
        // a unit is called as the press does, by the first
        if let (PlaceKind::Unit, Some(usual)) = (best.place.kind, names.first()) {
            let official = std::mem::replace(&mut best.place.name, usual.clone());
            best.names.push(official);
        }
        best.others.extend(names);
    }
    Ok(())
}

/// Names of several things at once: `the Straits`.
fn groups(gazetteer: &toml::Table) -> Result<Vec<Record>, String> {
    let group = |group: &toml::Table| {
        let names = words(group, "names");
        let name = names.first().ok_or("gazetteer.toml: a group without a name")?.clone();
        let place = Place {
            kind: PlaceKind::Strait,
            id: format!("group-{}", super::folding::key(&name).replace(' ', "-")),
            name,
            state: String::new(),
            lon: 0.0,
            lat: 0.0,
            standing: 7.5,
            made_of: format!("all {}", words(group, "of").join(" ")),
        };
        Ok(Record { place, names: Vec::new(), others: names })
    };
    tables(gazetteer, "group").map(group).collect()
}
