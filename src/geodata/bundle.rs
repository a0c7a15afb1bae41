//! The name of a layer in, its features out: from the binary, or from a folder of GeoJSON files.
//! A layer is read when it is first asked for, and once.

use super::Feature;
use super::cache::Cache;
use super::catalogue::Catalogue;
use super::earth::{self, Level, Members, Window};
use super::raster::Raster;
use super::reach::Reach;
use super::reader::Read;
use super::readers::{is_layer, read_file};
use super::unpacking::unpack;
use crate::error::{Error, Place, Result, Warning, nearest};
use crate::space::Geographic;
use flate2::bufread::ZlibDecoder;
use geo::{BoundingRect, MultiPolygon, Rect};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/geodata.rs"));
}

/// The languages of the states, as written.
pub(super) const LANGUAGES: &str = embedded::LANGUAGES;

/// What the layers do not say of names, as written.
pub(crate) const GAZETTEER: &str = embedded::GAZETTEER;

/// What the layers of the whole earth are called in the binary: `world-lakes`.
const OF_THE_EARTH: &str = "world-";

/// The geodata that figures are drawn from: layers by name, and where they come from.
#[derive(Debug)]
pub struct Geodata {
    layers: BTreeMap<String, StoredLayer>,
    origin: Origin,
    cache: Cache,
}

/// What geodata are.
#[derive(Clone, Debug)]
enum Origin {
    /// The bundled layers of the region that the program began with, which have dates and views that the earth's lack.
    Region,
    /// The bundled layers of any part of the earth.
    Earth(Window),
    /// A folder of layers.
    Folder(PathBuf),
}

/// A layer that may not have been read yet.
#[derive(Debug)]
struct StoredLayer {
    source: Source,
    read: OnceLock<Read>,
}

#[derive(Debug)]
enum Source {
    Packed(&'static [u8]),
    /// Packed, and deflated: large, and shown by few maps.
    Deflated(&'static [u8]),
    /// A layer of [`earth::LAYERS`].
    Coverage(Window, &'static str),
    File(PathBuf),
}

/// The layer whose reach is that of all that the region's figures are drawn on.
const LAND: &str = "countries";

/// Layers that waters and maps far from their lines are not to speak of.
const LINES_OF_LAW: [&str; 3] = ["maritime-lines", "straight-baselines", "turning-points"];

/// The earth as the binary carries it.
const STORED: earth::Stored = earth::Stored { tiles, table };

/// The tiles of a level.
fn tiles(level: Level) -> Vec<&'static [u8]> {
    match level {
        Level::Fine => vec![periplus_world_south::FINE, periplus_world_north::FINE],
        Level::Medium => vec![periplus_world_south::MEDIUM],
        Level::Coarse => vec![embedded::COARSE],
        Level::Globe => vec![embedded::GLOBE],
    }
}

/// A table of the earth, as deflated CSV; empty if there is none of this name.
fn table(name: &str) -> &'static [u8] {
    embedded::TABLES.iter().find(|(known, _)| *known == name).map_or(&[], |(_, bytes)| bytes)
}

impl StoredLayer {
    fn packed(bytes: &'static [u8]) -> StoredLayer {
        StoredLayer { source: Source::Packed(bytes), read: OnceLock::new() }
    }
}

/// Of disputed land the region's layers say since when, which the earth's do not: what they have stands for it.
///
/// Errors: as [`of_binary`].
fn add_regional(features: &mut Vec<Feature>, layer: &str, window: &Window) -> Result<()> {
    if !["disputed-areas", "disputed-lines"].contains(&layer) {
        return Ok(());
    }
    let regional = |layer: &str| {
        let bytes = embedded::LAYERS.iter().find(|(name, _)| *name == layer);
        of_binary(layer, bytes.map_or(Some(Vec::new()), |(_, bytes)| unpack(bytes)), None)
    };
    let areas = regional("disputed-areas")?.features;
    features.retain(|feature| areas.iter().all(|area| area.id != feature.id));
    let bounds = Geographic(window.bounds);
    let own = regional(layer)?.features;
    features.extend(own.into_iter().filter(|feature| feature.meets(&bounds)));
    Ok(())
}

/// The bytes before they were deflated; `None` if they are damaged.
fn inflated(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    ZlibDecoder::new(bytes).read_to_end(&mut whole).ok()?;
    Some(whole)
}

/// What the binary carries of a layer.
///
/// Errors: `Render` if it is damaged.
fn of_binary(name: &str, features: Option<Vec<Feature>>, reach: Option<Reach>) -> Result<Read> {
    let damaged = || {
        Error::render(format!("the bundled layer `{name}` is damaged"))
            .hint("install periplus again")
    };
    Ok(Read { features: features.ok_or_else(damaged)?, reach, warnings: Vec::new() })
}

/// The way out of a folder that holds no layers.
const FOLDER_HINT: &str =
    "--geodata takes a folder of layers, a file each, such as countries.geojson";

/// A table of claims, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClaimsTable {
    /// Its name in the catalogue: `claims`.
    pub name: &'static str,
    /// What it says, in TOML; empty where there is no such file.
    pub text: Cow<'static, str>,
    /// The name of the file.
    pub file: String,
}

impl Geodata {
    /// The layers that the binary carries: those of the Caucasus, the Aegean and the East Mediterranean, and what lies
    /// between. A map that shows more is drawn from those of the whole earth.
    pub fn bundled() -> Geodata {
        let layers = embedded::LAYERS.iter().filter(|(name, _)| !name.starts_with(OF_THE_EARTH));
        let layers = layers.map(|(name, bytes)| ((*name).to_owned(), StoredLayer::packed(bytes)));
        Geodata { layers: layers.collect(), origin: Origin::Region, cache: Cache::default() }
    }

    /// The bundled geodata for a map at a scale of 1 to `denominator`, where they are not these: the region's own serve
    /// wherever they reach all over it (`is_all`), and a folder's layers are all that there is of it. `window` holds all that
    /// is wanted; degrees, the east end beyond 180 where it crosses the antimeridian.
    ///
    /// Errors: as [`Geodata::reach`].
    pub(crate) fn around(
        &self,
        window: Rect,
        denominator: f64,
        is_all: impl Fn(&Reach) -> bool,
    ) -> Result<Option<Geodata>> {
        let is_region = matches!(self.origin, Origin::Region);
        if !is_region || is_all(&self.reach(LAND)?) {
            return Ok(None);
        }
        Ok(Some(self.of_window(window, Level::for_scale(denominator))))
    }

    /// The narrowest box of degrees that holds all land of these states, its east end beyond 180 where it crosses the
    /// antimeridian; none if none of them has any.
    ///
    /// Errors: as [`Geodata::layer`].
    pub(crate) fn box_of_land(&self, states: &[&str]) -> Result<Option<Rect>> {
        if !matches!(self.origin, Origin::Folder(_)) {
            return Ok(Window::of_states(states, Level::Fine, STORED));
        }
        let countries = self.layer(LAND)?.iter();
        let own = countries
            .filter(|country| country.text("state").is_some_and(|state| states.contains(&state)));
        let boxes = own.filter_map(|country| country.geometry.0.bounding_rect());
        Ok(boxes.reduce(|a, b| {
            let (low, high) = (a.min(), a.max());
            Rect::new(
                (low.x.min(b.min().x), low.y.min(b.min().y)),
                (high.x.max(b.max().x), high.y.max(b.max().y)),
            )
        }))
    }

    /// The bundled geodata of a part of the earth, every islet in it, where these do not reach all over it. A folder's layers
    /// are all that there is of it.
    ///
    /// Errors: as [`Geodata::reach`].
    pub fn reaching(&self, bounds: &Geographic<Rect>) -> Result<Option<Geodata>> {
        self.around(bounds.0, 1.0, |reach| reach.covers(&bounds.0))
    }

    /// The bundled geodata with all land of these states, where they are not these: the region's own serve for an extent
    /// that they reach all over. `with_room` widens the box round that land, or the extent where none of the states has any.
    ///
    /// Errors: as [`Geodata::reach`].
    pub(crate) fn around_states(
        &self,
        states: &[&str],
        extent: &Rect,
        with_room: impl Fn(Rect) -> Rect,
    ) -> Result<Option<Geodata>> {
        let is_region = matches!(self.origin, Origin::Region);
        if !is_region || self.reach(LAND)?.covers(extent) {
            return Ok(None);
        }
        let own = Window::of_states(states, Level::Fine, STORED).unwrap_or(*extent);
        Ok(Some(self.of_window(with_room(own), Level::Fine)))
    }

    /// The bundled geodata of all the earth, its coasts at the coarsest level; none for a folder, whose layers are all that
    /// there is.
    pub fn everywhere(&self) -> Option<Geodata> {
        let earth = Rect::new((-180.0, -90.0), (180.0, 90.0));
        let is_folder = matches!(self.origin, Origin::Folder(_));
        (!is_folder).then(|| self.of_window(earth, Level::Globe))
    }

    /// The bundled geodata of a part of the earth as a map at a scale of 1 to `denominator` shows it; none for a folder.
    pub(crate) fn at_scale(&self, window: Rect, denominator: f64) -> Option<Geodata> {
        let is_folder = matches!(self.origin, Origin::Folder(_));
        (!is_folder).then(|| self.of_window(window, Level::for_scale(denominator)))
    }

    /// The land of these states, first-level units and disputed areas together, as one area, in the window that these geodata
    /// are of; nothing where they are not of the earth.
    ///
    /// Shape: as the layers of land. Errors: `Render` if the binary is damaged.
    pub(crate) fn land_of(&self, members: &Members) -> Result<MultiPolygon> {
        let Origin::Earth(window) = &self.origin else { return Ok(MultiPolygon::new(Vec::new())) };
        let damaged =
            || Error::render("the bundled land is damaged").hint("install periplus again");
        window.land_of(members).ok_or_else(damaged)
    }

    /// The index of all that can be located, as records and names; none for a folder.
    pub(crate) fn index_of_names(&self) -> Option<(&'static str, &'static str)> {
        let is_folder = matches!(self.origin, Origin::Folder(_));
        (!is_folder).then_some((embedded::RECORDS, embedded::KEYS))
    }

    fn of_window(&self, bounds: Rect, level: Level) -> Geodata {
        let window = Window { bounds, level, stored: STORED };
        let packed =
            embedded::LAYERS.iter().map(|&(name, bytes)| match name.strip_prefix(OF_THE_EARTH) {
                Some(name) => (name, Source::Deflated(bytes)),
                None => (name, Source::Packed(bytes)),
            });
        // what is known of the earth stands for what is known of the region
        let (earth, region): (Vec<_>, Vec<_>) =
            packed.partition(|(_, source)| matches!(source, Source::Deflated(_)));
        let packed = region
            .into_iter()
            .chain(earth)
            .map(|(name, source)| (name.to_owned(), StoredLayer { source, read: OnceLock::new() }));
        let of_coverage = earth::LAYERS.into_iter().map(|name| {
            let source = Source::Coverage(window, name);
            (name.to_owned(), StoredLayer { source, read: OnceLock::new() })
        });
        Geodata {
            layers: packed.chain(of_coverage).collect(),
            origin: Origin::Earth(window),
            cache: self.cache.clone(),
        }
    }

    /// The layers of a folder, a file each (`countries.geojson`), instead of the bundled ones.
    ///
    /// Errors: `Missing` if there is no such folder or no layer in it.
    pub fn from_folder(folder: &Path) -> Result<Geodata> {
        let shown = folder.display();
        let entries = fs::read_dir(folder).map_err(|error| {
            Error::missing(format!("cannot read the folder `{shown}`"))
                .hint(FOLDER_HINT)
                .cause(error)
        })?;
        let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let layers = paths.filter_map(|path| {
            let name = path.file_stem()?.to_str()?.to_owned();
            let layer = StoredLayer { source: Source::File(path.clone()), read: OnceLock::new() };
            is_layer(&path).then_some((name, layer))
        });
        let layers: BTreeMap<String, StoredLayer> = layers.collect();
        if layers.is_empty() {
            return Err(
                Error::missing(format!("no layers in the folder `{shown}`")).hint(FOLDER_HINT)
            );
        }
        Ok(Geodata { layers, origin: Origin::Folder(folder.to_owned()), cache: Cache::default() })
    }

    /// The same geodata, with a cache of what is computed from them.
    pub fn with_cache(self, cache: Cache) -> Geodata {
        Geodata { cache, ..self }
    }

    /// The cache of what is computed from them; without a folder unless [`Geodata::with_cache`] gives one.
    pub(crate) fn cache(&self) -> &Cache {
        &self.cache
    }

    /// The names of all layers, in order of the alphabet.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.layers.keys().map(String::as_str)
    }

    /// The features of a layer, in the order of its file.
    ///
    /// Errors: `Missing` if there is no such layer, with the nearest name; `Input` if the file
    /// that `--geodata` names is wrong.
    pub fn layer(&self, name: &str) -> Result<&[Feature]> {
        let layer = self.layers.get(name).ok_or_else(|| self.unknown(name))?;
        if let Some(read) = layer.read.get() {
            return Ok(&read.features);
        }
        let read = match &layer.source {
            Source::File(path) => read_file(path)?,
            Source::Deflated(bytes) => {
                of_binary(name, inflated(bytes).and_then(|bytes| unpack(&bytes)), None)?
            }
            Source::Packed(bytes) => {
                let mut read = of_binary(name, unpack(bytes), None)?;
                if let (Origin::Earth(window), true) = (&self.origin, LINES_OF_LAW.contains(&name))
                {
                    let bounds = Geographic(window.bounds);
                    read.features.retain(|feature| feature.meets(&bounds));
                }
                read
            }
            Source::Coverage(window, layer) => {
                let mut read = of_binary(name, window.layer(layer), Some(window.reach()))?;
                add_regional(&mut read.features, name, window)?;
                read
            }
        };
        Ok(&layer.read.get_or_init(|| read).features)
    }

    /// What looked wrong in the layers read so far; bundled ones have been checked before.
    pub fn warnings(&self) -> Vec<Warning> {
        let read = self.layers.values().filter_map(|layer| layer.read.get());
        read.flat_map(|read| read.warnings.clone()).collect()
    }

    /// How far a layer reaches: as the catalogue or its file says it, else as its features lie.
    ///
    /// Errors: as [`Geodata::layer`] and [`Geodata::catalogue`].
    pub fn reach(&self, name: &str) -> Result<Reach> {
        let features = self.layer(name)?;
        Ok(self.stated_reach(name)?.unwrap_or_else(|| Reach::of_features(features)))
    }

    /// How far a layer reaches, if the catalogue or its file says it: layers of single lines and seas say nothing.
    ///
    /// Errors: as [`Geodata::reach`].
    pub fn stated_reach(&self, name: &str) -> Result<Option<Reach>> {
        if let Some(Source::Coverage(window, _)) = self.layers.get(name).map(|it| &it.source) {
            return Ok(Some(window.reach()));
        }
        let catalogue = self.catalogue()?;
        if let Some(stated) = catalogue.layer(name).and_then(|entry| entry.reach.clone()) {
            return Ok(Some(stated));
        }
        self.layer(name)?;
        let read = self.layers.get(name).and_then(|layer| layer.read.get());
        Ok(read.and_then(|read| read.reach.clone()))
    }

    /// Whether there is a layer of this name.
    pub fn has(&self, name: &str) -> bool {
        self.layers.contains_key(name)
    }

    /// Where the data come from: the bundled catalogue, or the folder's `catalogue.toml`.
    ///
    /// Errors: `Input` if the folder's catalogue cannot be read; a folder without one has an
    /// empty catalogue.
    pub fn catalogue(&self) -> Result<Catalogue> {
        let (text, file) = self.document("catalogue.toml", embedded::CATALOGUE)?;
        let catalogue = Catalogue::parse(&text, &file)?;
        Ok(match &self.origin {
            Origin::Earth(window) => catalogue.of_the_earth(window.level.name()),
            Origin::Region | Origin::Folder(_) => catalogue,
        })
    }

    /// What states claim, in the order in which it counts: the bundled tables, or the folder's `claims.toml` and
    /// `claims-factbook.toml`.
    ///
    /// Errors: `Input` if a file of the folder cannot be read; what it does not have says nothing.
    pub fn claims(&self) -> Result<[ClaimsTable; 2]> {
        let table =
            |name: &'static str, file: &str, bundled: &'static str| -> Result<ClaimsTable> {
                let (text, file) = self.document(file, bundled)?;
                Ok(ClaimsTable { name, text, file })
            };
        Ok([
            table("claims", "claims.toml", embedded::CLAIMS)?,
            table("claims-factbook", "claims-factbook.toml", embedded::CLAIMS_FACTBOOK)?,
        ])
    }

    /// Light and shade of the land: the bundled picture, or the folder's `relief.png`.
    ///
    /// Errors: `Missing` if the folder has none, `Input` if it cannot be read.
    pub fn relief(&self) -> Result<Raster> {
        let Origin::Folder(folder) = &self.origin else {
            return Raster::read(embedded::RELIEF, "relief.png");
        };
        let path = folder.join("relief.png");
        let shown = path.display().to_string();
        let bytes = fs::read(&path).map_err(|error| {
            Error::missing(format!("cannot read the relief `{shown}`"))
                .hint("leave the layer `relief` out, or put the picture beside the layers")
                .cause(error)
        })?;
        Raster::read(&bytes, &shown)
    }

    /// Whose land disputed areas are, by whose view, as written, and the name of the file: the bundled views, or the
    /// folder's `worldviews.toml`.
    ///
    /// Errors: `Input` if the folder's file cannot be read; a folder without one has no views but `un`.
    pub fn worldviews(&self) -> Result<(Cow<'static, str>, String)> {
        self.document("worldviews.toml", embedded::WORLDVIEWS)
    }

    fn document(&self, name: &str, bundled: &'static str) -> Result<(Cow<'static, str>, String)> {
        let Origin::Folder(folder) = &self.origin else {
            return Ok((bundled.into(), name.to_owned()));
        };
        let path = folder.join(name);
        let shown = path.display().to_string();
        match fs::read_to_string(&path) {
            Ok(text) => Ok((text.into(), shown)),
            Err(_) if !path.exists() => Ok(("".into(), shown)),
            Err(error) => Err(Error::input(format!("cannot read `{name}`"))
                .at(Place::file(shown))
                .cause(error)),
        }
    }

    fn unknown(&self, name: &str) -> Error {
        let error = Error::missing(format!("there is no layer `{name}`"));
        match nearest(name, self.names()) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(format!("known: {}", self.names().collect::<Vec<_>>().join(", "))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use crate::geodata::geojson_reader;
    use crate::geodata::packing::pack;
    use std::time::Instant;

    #[test]
    fn what_is_packed_comes_back_exactly() {
        let text = r#"{"type":"FeatureCollection","features":[
          {"type":"Feature","id":"a","properties":{"name":"Νάξος","rank":2.5,"sure":true,"no":null},
           "geometry":{"type":"Polygon","coordinates":[[[25.12345,37.1],[-180,-90],[180,90],
             [25.12345,37.1]],[[1,1],[2,1],[2,2],[1,1]]]}},
          {"type":"Feature","properties":null,"geometry":{"type":"GeometryCollection","geometries":[
             {"type":"Point","coordinates":[0.1,0.2]},
             {"type":"MultiPoint","coordinates":[[1,2],[3,4]]},
             {"type":"LineString","coordinates":[[1,2],[3,4]]},
             {"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8.000001]]]},
             {"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}]}},
          {"type":"Feature","properties":{},"geometry":null}]}"#;
        let packed = pack(&serde_json::from_str(text).unwrap()).unwrap();
        let read = geojson_reader::read(text, "test").unwrap();
        assert_eq!(unpack(&packed).unwrap(), read.features);
        for length in 0..packed.len() {
            assert!(unpack(&packed[..length]).is_none(), "cut at {length}");
        }
    }

    #[test]
    fn every_bundled_layer_equals_its_file() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
        let geodata = Geodata::bundled();
        for name in geodata.names() {
            let read = read_file(&folder.join(format!("{name}.geojson"))).unwrap();
            let begin = Instant::now();
            let unpacked = geodata.layer(name).unwrap();
            println!("{name}: {} features in {:?}", unpacked.len(), begin.elapsed());
            assert!(unpacked == read.features, "layer {name}");
        }
    }

    #[test]
    fn every_layer_of_the_earth_equals_its_file() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
        let earth = Geodata::bundled().everywhere().unwrap();
        for name in ["islands", "lakes", "overview-lakes", "places", "rivers", "seas"] {
            let read = read_file(&folder.join(format!("world-{name}.geojson"))).unwrap();
            assert!(earth.layer(name).unwrap() == read.features, "layer {name}");
        }
    }

    #[test]
    fn states_beyond_the_region_have_their_land_and_their_names() {
        let geodata = Geodata::bundled();
        let fiji = geodata.box_of_land(&["FJI"]).unwrap().unwrap();
        assert!(fiji.min().x < 180.0 && fiji.max().x > 180.0, "across 180: {fiji:?}");
        let bounds = Geographic(Rect::new((175.0, -20.0), (183.0, -15.0)));
        let earth = geodata.reaching(&bounds).unwrap().expect("beyond the region");
        let countries = earth.layer("countries").unwrap();
        let state = countries.iter().find(|it| it.text("state") == Some("FJI")).unwrap();
        assert_eq!(state.text("name"), Some("Fiji"));
        let region = Geographic(Rect::new((20.0, 30.0), (30.0, 40.0)));
        assert!(geodata.reaching(&region).unwrap().is_none(), "the region's own serve");
    }

    #[test]
    fn an_unknown_layer_is_answered_with_the_nearest_name() {
        let folder = std::env::temp_dir().join(format!("periplus-bundle-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let empty = r#"{"type":"FeatureCollection","features":[]}"#;
        fs::write(folder.join("countries.geojson"), empty).unwrap();
        let geodata = Geodata::from_folder(&folder).unwrap();
        let error = geodata.layer("country").unwrap_err();
        assert_eq!(error.kind, ErrorKind::Missing);
        assert_eq!(error.hint.as_deref(), Some("did you mean `countries`?"));
        assert!(geodata.layer("countries").unwrap().is_empty());
        assert_eq!(geodata.warnings().len(), 1);
        fs::remove_dir_all(&folder).unwrap();
    }
}
