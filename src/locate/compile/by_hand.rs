//! The tables that are written by hand, gazetteer.toml and regions.toml, in; the records of sites, regions and groups, and the
//! other names of what the layers have, out. `build.rs` alone compiles this file.

use super::super::index::{Place, PlaceKind, Record};
use crate::folding::key;
use std::collections::BTreeMap;

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

pub(super) fn sites(gazetteer: &toml::Table) -> Result<Vec<Record>, String> {
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
        Ok(Record { place, names: Vec::new(), others: words(site, "names"), town: None })
    };
    tables(gazetteer, "site").map(site).collect()
}

/// Regions, whose name stands in the middle of what they are made of, as far as that is known here.
pub(super) fn regions(table: &toml::Table, known: &[Record]) -> Result<Vec<Record>, String> {
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
            // of a part of one state
            state: word(region, "state"),
            lon,
            lat,
            standing: 7.0,
            made_of: made_of.join(";"),
        };
        Ok(Record { place, names: Vec::new(), others: words(region, "names"), town: None })
    };
    tables(table, "region").map(region).collect()
}

/// Adds the names of the gazetteer.
///
/// Errors: for a name of what is not there.
pub(super) fn give_other_names(
    records: &mut [Record],
    gazetteer: &toml::Table,
) -> Result<(), String> {
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
pub(super) fn groups(gazetteer: &toml::Table) -> Result<Vec<Record>, String> {
    let group = |group: &toml::Table| {
        let names = words(group, "names");
        let name = names.first().ok_or("gazetteer.toml: a group without a name")?.clone();
        let place = Place {
            kind: PlaceKind::Strait,
            id: format!("group-{}", key(&name).replace(' ', "-")),
            name,
            state: String::new(),
            lon: 0.0,
            lat: 0.0,
            standing: 7.5,
            made_of: format!("all {}", words(group, "of").join(" ")),
        };
        Ok(Record { place, names: Vec::new(), others: names, town: None })
    };
    tables(gazetteer, "group").map(group).collect()
}
