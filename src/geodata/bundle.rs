//! The name of a layer in, its features out: from the binary, or from a folder of GeoJSON files.
//! A layer is read when it is first asked for, and once.

use super::Feature;
use super::cache::Cache;
use super::catalogue::Catalogue;
use super::date::Date;
use super::earth::{Holders, Window};
use super::embedded::{self, OF_THE_EARTH, add_regional, of_binary};
use super::raster::Raster;
use super::reach::Reach;
use super::reader::Read;
use super::readers::{is_layer, read_file};
use super::towns;
use crate::error::{Error, ErrorKind, Result, Warning, nearest};
use crate::files;
use crate::space::Geographic;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The geodata that figures are drawn from: layers by name, and where they come from.
#[derive(Debug)]
pub struct Geodata {
    pub(super) layers: BTreeMap<String, StoredLayer>,
    pub(super) origin: Origin,
    pub(super) cache: Cache,
    pub(super) binary: OfBinary,
    /// What stands in the catalogue, once it was read; the same for all geodata that are made of one another.
    pub(super) catalogue: Arc<OnceLock<Catalogue>>,
}

/// The layers of the binary, by their names there: the same for all geodata that are made of one another, so that each is
/// unpacked once.
pub(super) type OfBinary = Arc<BTreeMap<&'static str, Arc<OnceLock<Read>>>>;

/// What geodata are.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// The bundled layers of the region that the program began with, which have dates and views that the earth's lack.
    Region,
    /// The bundled layers of any part of the earth.
    Earth(Window),
    /// A folder of layers.
    Folder(PathBuf),
}

/// A layer that may not have been read yet.
#[derive(Debug)]
pub(super) struct StoredLayer {
    source: Source,
    read: Arc<OnceLock<Read>>,
}

/// Where a layer is read from.
#[derive(Debug)]
pub(super) enum Source {
    /// A layer of the binary: `world-lakes`.
    Bundled(&'static str),
    /// A layer of [`super::earth::LAYERS`].
    Coverage(Window, &'static str),
    File(PathBuf),
}

/// The layer whose reach is that of all that the region's figures are drawn on.
pub(super) const LAND: &str = "countries";

/// Layers of the earth of which a part of it has what lies in its window: lines of law, for waters and maps far from them are not
/// to speak of them; and towns, for they are many.
const OF_THEIR_WINDOW: [&str; 4] =
    ["maritime-lines", "straight-baselines", "turning-points", towns::LAYER];

impl StoredLayer {
    pub(super) fn of(source: Source) -> StoredLayer {
        StoredLayer { source, read: Arc::default() }
    }

    /// A layer of the binary, under the name that it has there.
    pub(super) fn of_binary(name: &'static str, binary: &OfBinary) -> StoredLayer {
        let shared = binary.get(name).filter(|_| !OF_THEIR_WINDOW.contains(&name));
        let read = shared.cloned().unwrap_or_default();
        StoredLayer { source: Source::Bundled(name), read }
    }
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
    pub text: String,
    /// The name of the file.
    pub file: String,
}

impl Geodata {
    /// The layers that the binary carries: those of the Caucasus, the Aegean and the East Mediterranean, and what lies
    /// between. A map that shows more is drawn from those of the whole earth.
    pub fn bundled() -> Geodata {
        let binary: OfBinary =
            Arc::new(embedded::layers().map(|name| (name, Arc::default())).collect());
        let own = embedded::layers().filter(|name| !name.starts_with(OF_THE_EARTH));
        let own = own.map(|name| (name.to_owned(), StoredLayer::of_binary(name, &binary)));
        let units = embedded::UNITS_OF_REGION.into_iter().map(|name| {
            let source = Source::Coverage(embedded::region(), name);
            (name.to_owned(), StoredLayer::of(source))
        });
        let layers = own.chain(units).collect();
        let (cache, catalogue) = (Cache::default(), Arc::default());
        Geodata { layers, origin: Origin::Region, cache, binary, catalogue }
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
            let layer = StoredLayer::of(Source::File(path.clone()));
            is_layer(&path).then_some((name, layer))
        });
        let layers: BTreeMap<String, StoredLayer> = layers.collect();
        if layers.is_empty() {
            return Err(
                Error::missing(format!("no layers in the folder `{shown}`")).hint(FOLDER_HINT)
            );
        }
        Ok(Geodata {
            layers,
            origin: Origin::Folder(folder.to_owned()),
            cache: Cache::default(),
            binary: OfBinary::default(),
            catalogue: Arc::default(),
        })
    }

    /// The same geodata, with a cache of what is computed from them.
    pub fn with_cache(self, cache: Cache) -> Geodata {
        Geodata { cache, ..self }
    }

    /// Forgets what has been read of all layers: they are read again when they are asked for again.
    pub(crate) fn forget_read(&mut self) {
        self.layers.values_mut().for_each(|layer| layer.read = Arc::default());
        self.catalogue = Arc::default();
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
            Source::File(path) => read_file(path, files::DATA)?,
            Source::Bundled(layer) => of_binary(name, self.bundled_features(layer), None)?,
            Source::Coverage(window, layer) => {
                let mut read = of_binary(
                    name,
                    window.layer(layer, &Holders::new()),
                    Some(window.reach_of(layer)),
                )?;
                add_regional(&mut read.features, name, window)?;
                read
            }
        };
        Ok(&layer.read.get_or_init(|| read).features)
    }

    /// The features of a layer of the binary, of this name there; `None` if it is damaged.
    fn bundled_features(&self, stored: &str) -> Option<Vec<Feature>> {
        match &self.origin {
            Origin::Earth(window) if stored == towns::LAYER => {
                Some(embedded::towns_within(&window.bounds))
            }
            Origin::Earth(window) if OF_THEIR_WINDOW.contains(&stored) => {
                let bounds = Geographic(window.bounds);
                let features = embedded::features(stored)?.into_iter();
                Some(features.filter(|feature| feature.meets(&bounds)).collect())
            }
            _ => embedded::features(stored),
        }
    }

    /// A layer of land or coast by a view that rules on these disputed areas, and which of the rulings it shows; none where
    /// the layer is not made of the coverage of the earth.
    ///
    /// Errors: `Render` if the binary is damaged.
    pub(crate) fn held(
        &self,
        name: &str,
        holders: &Holders,
    ) -> Result<Option<(Vec<Feature>, Holders)>> {
        let Some(Source::Coverage(window, layer)) = self.layers.get(name).map(|it| &it.source)
        else {
            return Ok(None);
        };
        let known = window.known(holders).unwrap_or_default();
        let read = of_binary(name, window.layer(layer, &known), None)?;
        Ok(Some((read.features, known)))
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
        // the layer itself is read only where nothing states it
        let stated = if self.has(name) { self.stated_reach(name)? } else { None };
        stated.map_or_else(|| self.layer(name).map(Reach::of_features), Ok)
    }

    /// How far a layer reaches, if the catalogue or its file says it: layers of single lines and seas say nothing.
    ///
    /// Errors: as [`Geodata::reach`].
    pub fn stated_reach(&self, name: &str) -> Result<Option<Reach>> {
        if let Some(Source::Coverage(window, layer)) = self.layers.get(name).map(|it| &it.source) {
            return Ok(Some(window.reach_of(layer)));
        }
        let catalogue = self.catalogue()?;
        if let Some(stated) = catalogue.layer(name).and_then(|entry| entry.reach.clone()) {
            return Ok(Some(stated));
        }
        self.layer(name)?;
        let read = self.layers.get(name).and_then(|layer| layer.read.get());
        Ok(read.and_then(|read| read.reach.clone()))
    }

    /// The first day on which states and their boundaries were as a layer has them, if the catalogue says it.
    ///
    /// Errors: as [`Geodata::catalogue`].
    pub fn since(&self, name: &str) -> Result<Option<Date>> {
        Ok(self.catalogue()?.layer(name).and_then(|entry| entry.since))
    }

    /// Whether there is a layer of this name.
    pub fn has(&self, name: &str) -> bool {
        self.layers.contains_key(name)
    }

    /// What states claim, in the order in which it counts: the bundled tables, or the folder's `claims.toml` and
    /// `claims-factbook.toml`.
    ///
    /// Errors: `Input` if a file of the folder cannot be read; what it does not have says nothing.
    pub fn claims(&self) -> Result<[ClaimsTable; 2]> {
        let table = |name: &'static str| -> Result<ClaimsTable> {
            let (text, file) = self.document(&format!("{name}.toml"))?;
            Ok(ClaimsTable { name, text, file })
        };
        Ok([table("claims")?, table("claims-factbook")?])
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
        let bytes =
            files::read(&path, &format!("the relief `{shown}`"), files::DATA).map_err(|error| {
                match error.kind {
                    ErrorKind::Missing => error
                        .hint("leave the layer `relief` out, or put the picture beside the layers"),
                    _ => error,
                }
            })?;
        Raster::read(&bytes, &shown)
    }

    /// Whose land disputed areas are, by whose view, as written, and the name of the file: the bundled views, or the
    /// folder's `worldviews.toml`.
    ///
    /// Errors: `Input` if the folder's file cannot be read; a folder without one has no views but `un`.
    pub fn worldviews(&self) -> Result<(String, String)> {
        self.document("worldviews.toml")
    }

    /// A table as written, and the name of its file.
    pub(super) fn document(&self, name: &str) -> Result<(String, String)> {
        let Origin::Folder(folder) = &self.origin else {
            return Ok((embedded::document(name)?, name.to_owned()));
        };
        let path = folder.join(name);
        let shown = path.display().to_string();
        if !path.exists() {
            return Ok((String::new(), shown));
        }
        let bytes = files::read(&path, &format!("`{shown}`"), files::TEXT)?;
        let text = files::text(&bytes, "the file", &shown)?.to_owned();
        Ok((text, shown))
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
    use crate::geodata::geojson_reader;
    use crate::geodata::packing::pack;
    use crate::geodata::unpacking::unpack;
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
        for name in geodata.names().filter(|name| !embedded::UNITS_OF_REGION.contains(name)) {
            let read = read_file(&folder.join(format!("{name}.geojson")), files::DATA).unwrap();
            let begin = Instant::now();
            let unpacked = geodata.layer(name).unwrap();
            println!("{name}: {} features in {:?}", unpacked.len(), begin.elapsed());
            assert!(unpacked == read.features, "layer {name}");
        }
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
