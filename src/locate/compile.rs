//! The folder of geodata in, the records of all that can be located out: layers of named things, tables of states and
//! units, regions.toml and gazetteer.toml. `build.rs` alone compiles this file.

mod by_hand;

use super::index::{Place, PlaceKind, Record, kind_of_town, standing_of_town};
use by_hand::{give_other_names, groups, regions, sites};
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
/// Words for a kind are no names either, though a unit is called by its own alone: the City of London, Mountain Province.
const KINDS_ALONE: [&str; 8] =
    ["city", "mountain", "valley", "delta", "island", "river", "district", "province"];
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
    let admin1 = parted(rows(folder, "world-admin1.csv")?);
    records.extend(admin1.iter().filter_map(|row| unit(row, &units)));
    let codes: BTreeSet<&str> = states.iter().map(|row| text(row, "state")).collect();
    records.extend(
        units.values().filter(|row| !codes.contains(text(row, "unit"))).filter_map(disputed),
    );
    for (layer, of_feature) in LAYERS {
        records.extend(features(folder, layer)?.iter().filter_map(of_feature));
    }
    records.extend(
        features(folder, "places")?.iter().enumerate().map(town).collect::<Result<Vec<_>, _>>()?,
    );
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
const LAYERS: [(&str, OfFeature); 4] =
    [("seas", water), ("islands", island), ("lakes", lake), ("rivers", river)];

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

/// Of two units of one name in one state, that which is called so in its own language keeps it; the other has its own, as the
/// District of Columbia beside the state of Washington.
fn parted(mut rows: Vec<Row>) -> Vec<Row> {
    let of = |row: &Row| (text(row, "units").to_owned(), text(row, "name").to_owned());
    let is_local = |row: &&Row| text(row, "name") == text(row, "name_local");
    let kept: BTreeSet<_> = rows.iter().filter(is_local).map(of).collect();
    for row in &mut rows {
        let (name, local) = (text(row, "name").to_owned(), text(row, "name_local").to_owned());
        if local.is_empty() || name == local || !kept.contains(&of(row)) {
            continue;
        }
        row.retain(|key, value| !key.starts_with("name") || *value != name);
        row.insert("name".to_owned(), local);
    }
    rows
}

/// A first-level unit, with what is left of its name without its office.
fn unit(row: &Row, units: &BTreeMap<String, Row>) -> Option<Record> {
    let (id, name) = (text(row, "admin1"), text(row, "name"));
    let (lon, lat) = label(row)?;
    let is_alone = |name: &str| KINDS_ALONE.contains(&name.to_lowercase().as_str());
    let name = if is_alone(name) { text(row, "name_local") } else { name };
    let is_part = name.split(' ').all(|word| PARTS.contains(&word.to_lowercase().as_str()));
    if name.is_empty() || name == id || is_part {
        return None;
    }
    let mut of_units = text(row, "units").split(' ').filter_map(|unit| units.get(unit));
    let state =
        of_units.find_map(|unit| Some(text(unit, "state")).filter(|state| !state.is_empty()));
    let mut names = names(row);
    names.retain(|name| !is_alone(name));
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

/// A town, or a site that stands among the towns, by its number among them; under its names in other languages only where it is
/// known by them.
///
/// Errors: for one without a name.
fn town((number, feature): (usize, &Json)) -> Result<Record, String> {
    let properties = &feature["properties"];
    let standing =
        standing_of_town(properties["population"].as_f64(), properties["capital"].as_str());
    let town = record(feature, kind_of_town(properties["kind"].as_str()), standing);
    let mut town = town.ok_or_else(|| format!("places: town {number} has no name"))?;
    let own: Vec<&str> = ["name", "name_alt", "name_local", "name_alt_local"]
        .iter()
        .filter_map(|key| properties[*key].as_str())
        .collect();
    let is_own =
        |name: &String| own.iter().any(|own| own == name || own.split(" / ").any(|it| it == name));
    let fame = Fame::of(feature, &town.place);
    town.names.retain(|name| is_own(name) || fame.reaches(name));
    Ok(Record { town: Some(number), ..town })
}

/// How well a town is known by names that are not its own. Most words of a language are the name of some small town in a script
/// without capitals (`خبر`, news, is Khobar), and many first names are in any: nobody writes of those towns by that name.
struct Fame {
    is_capital: bool,
    standing: f64,
    languages: usize,
    /// Its rank, if it lies in the region whose towns are wanted in all its languages.
    regional_rank: Option<f64>,
}

impl Fame {
    fn of(feature: &Json, place: &Place) -> Fame {
        let properties = &feature["properties"];
        let keys = properties.as_object().into_iter().flat_map(|it| it.keys());
        let is_regional = (8.0..=56.0).contains(&place.lon) && (27.0..=50.0).contains(&place.lat);
        Fame {
            is_capital: properties["capital"].as_str() == Some("state"),
            standing: place.standing,
            languages: keys.filter(|key| key.starts_with("name_") && key.len() == 7).count(),
            regional_rank: properties["rank"].as_f64().filter(|_| is_regional),
        }
    }

    /// Whether texts speak of the town by this name.
    fn reaches(&self, name: &str) -> bool {
        let has_rank = |most: f64| self.regional_rank.is_some_and(|rank| rank <= most);
        // a character of Chinese says more than a letter, and is no word's beginning
        let is_han = |letter: char| ('\u{4E00}'..='\u{9FFF}').contains(&letter);
        let is_plain = name.chars().any(|letter| letter.is_uppercase() || is_han(letter));
        self.is_capital
            || match is_plain {
                true => self.languages >= 8 || self.standing >= 5.5 || has_rank(4.0),
                false => {
                    let is_known = self.languages >= 10 || self.standing >= 6.0 || has_rank(3.0);
                    is_known && name.chars().count() >= 5
                }
            }
    }
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
