//! What the binary carries: layers, tables and tiles as build.rs packs them; a layer of it in, its features out.

use super::earth::{Level, Stored, Tables, Window};
use super::packing::AFTER;
use super::towns::{self, Attribute, Town, Towns};
use super::unpacking::unpack;
use super::{Feature, Reach, Read, Value};
use crate::compression::decompressed;
use crate::compression::table::Table;
use crate::error::{Error, Result};
use crate::space::Geographic;
use geo::{Point, Rect};
use std::sync::OnceLock;

include!(concat!(env!("OUT_DIR"), "/geodata.rs"));

/// What the layers of the whole earth are called in the binary: `world-lakes`.
pub(super) const OF_THE_EARTH: &str = "world-";

/// The earth as the binary carries it.
pub(super) const STORED: Stored = Stored { tiles, table, tables };

/// The region that has layers of its own, with every islet.
pub(super) fn region() -> Window {
    let bounds = Rect::new((8.0, 27.0), (56.0, 50.0));
    Window { bounds, level: Level::Fine, stored: STORED }
}

/// The layers that are made of the coverage for the region too.
pub(super) const UNITS_OF_REGION: [&str; 2] = ["admin1", "admin1-lines"];

/// The tiles of a level.
fn tiles(level: Level) -> Vec<&'static [u8]> {
    match level {
        Level::Fine => vec![periplus_world_south::FINE, periplus_world_north::FINE],
        Level::Medium => vec![periplus_world_south::MEDIUM],
        Level::Coarse => vec![COARSE],
        Level::Globe => vec![GLOBE],
    }
}

/// What the faces of the coverage are.
fn tables() -> Option<&'static Tables> {
    static READ: OnceLock<Option<Tables>> = OnceLock::new();
    READ.get_or_init(|| Tables::read(table)).as_ref()
}

/// A table of the earth; none if there is none of this name.
fn table(name: &str) -> Option<&'static Table> {
    static READ: OnceLock<Vec<(&str, Table)>> = OnceLock::new();
    let read = READ.get_or_init(|| {
        TABLES.iter().map(|(name, bytes)| (*name, Table::of((*bytes).into()))).collect()
    });
    read.iter().find(|(known, _)| *known == name).map(|(_, table)| table)
}

/// Where the name of a state stands on its land, longitude and latitude; none of what is no state.
pub(crate) fn seat(state: &str) -> Option<Geographic<Point>> {
    let row = table("states")?.with(state).next()?;
    Some(Geographic(Point::new(row.number("label_lon")?, row.number("label_lat")?)))
}

/// Of disputed land the region's layers say since when, which the earth's do not: what they have stands for it.
///
/// Errors: as [`of_binary`].
pub(super) fn add_regional(
    features: &mut Vec<Feature>,
    layer: &str,
    window: &Window,
) -> Result<()> {
    if !["disputed-areas", "disputed-lines"].contains(&layer) {
        return Ok(());
    }
    let regional = |layer: &str| of_binary(layer, self::features(layer), None);
    let areas = regional("disputed-areas")?.features;
    features.retain(|feature| areas.iter().all(|area| area.id != feature.id));
    let bounds = Geographic(window.bounds);
    let own = regional(layer)?.features;
    features.extend(own.into_iter().filter(|feature| feature.meets(&bounds)));
    Ok(())
}

/// The layers of the binary; those of the earth begin with [`OF_THE_EARTH`].
pub(super) fn layers() -> impl Iterator<Item = &'static str> {
    LAYERS.iter().map(|(name, _)| *name).chain([towns::LAYER])
}

/// The towns of the earth.
pub(crate) fn towns() -> &'static Towns {
    static READ: OnceLock<Towns> = OnceLock::new();
    READ.get_or_init(|| Towns::of(TOWNS.into()))
}

/// The towns within bounds, degrees, whichever way longitudes are counted: of all the earth they are ten times those of a state.
pub(super) fn towns_within(bounds: &Rect) -> Vec<Feature> {
    let is_within = |town: &Town| {
        let Some((lon, lat)) = town.position() else { return false };
        let turns = [lon - 360.0, lon, lon + 360.0];
        (bounds.min().y..=bounds.max().y).contains(&lat)
            && turns.iter().any(|lon| (bounds.min().x..=bounds.max().x).contains(lon))
    };
    towns().iter().filter(is_within).filter_map(town).collect()
}

fn town(town: Town) -> Option<Feature> {
    let attributes = town.attributes().map(|(key, value)| match value {
        Attribute::Text(text) => (key.to_owned(), Value::Text(text.to_owned())),
        Attribute::Number(number) => (key.to_owned(), Value::Number(number)),
    });
    let id = town.id();
    let attributes = attributes.chain([("id".to_owned(), Value::Text(id.clone()))]).collect();
    let geometry = Geographic(Point::from(town.position()?).into());
    Some(Feature { id, attributes, geometry })
}

/// The features of a layer of the binary; none if it has no such layer, `None` if it is damaged.
pub(super) fn features(layer: &str) -> Option<Vec<Feature>> {
    let bytes = |layer: &str| LAYERS.iter().find(|(name, _)| *name == layer).map(|(_, it)| *it);
    let Some(compressed) = bytes(layer) else { return Some(Vec::new()) };
    let before = AFTER.iter().find(|(name, _)| *name == layer);
    let before = before.and_then(|(_, before)| bytes(before));
    let before = before.map_or(Some(Vec::new()), |bytes| decompressed(bytes, &[]))?;
    unpack(&decompressed(compressed, &before)?)
}

/// A table that is carried as it is written, by its file.
///
/// Errors: `Render` if it is damaged.
pub(super) fn document(file: &str) -> Result<String> {
    let bytes = DOCUMENTS.iter().find(|(name, _)| *name == file);
    let text = bytes.and_then(|(_, bytes)| String::from_utf8(decompressed(bytes, &[])?).ok());
    text.ok_or_else(|| damaged(file))
}

/// What the binary carries of a layer.
///
/// Errors: `Render` if it is damaged.
pub(super) fn of_binary(
    name: &str,
    features: Option<Vec<Feature>>,
    reach: Option<Reach>,
) -> Result<Read> {
    let features = features.ok_or_else(|| damaged(name))?;
    Ok(Read { features, reach, ..Read::default() })
}

pub(super) fn damaged(name: &str) -> Error {
    Error::render(format!("the bundled `{name}` is damaged")).hint("install periplus again")
}
