//! Which of the bundled layers serve: a part of the earth in, the geodata that reach all over it out. The region's own serve
//! wherever they do; the rest is made of the coverage of the earth, for its window and at its scale.

use super::bundle::{Geodata, LAND, Origin, Source, StoredLayer};
use super::earth::{self, Level, Members, Window};
use super::embedded::{self, OF_THE_EARTH, STORED};
use super::towns::Towns;
use super::{Reach, Selection, Value};
use crate::error::{Error, Result};
use crate::space::{Geographic, box_of};
use crate::state::StateCode;
use geo::{BoundingRect, MultiPolygon, Rect};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Geodata {
    /// The bundled geodata for a map at a scale of 1 to `denominator`, where they are not these: the region's own, and those of
    /// a part of the earth, serve wherever they reach all over it (`is_all`), and a folder's layers are all that there is of it.
    /// `window` holds all that is wanted; degrees, the east end beyond 180 where it crosses the antimeridian.
    ///
    /// Errors: as [`Geodata::reach`].
    pub(crate) fn around(
        &self,
        window: Rect,
        denominator: f64,
        is_all: impl Fn(&Reach) -> bool,
    ) -> Result<Option<Geodata>> {
        let is_own = match &self.origin {
            Origin::Region => false,
            Origin::Earth(own) => own.bounds == window,
            Origin::Folder(_) => true,
        };
        if is_own || is_all(&self.reach(LAND)?) {
            return Ok(None);
        }
        Ok(Some(self.of_window(window, Level::for_scale(denominator))))
    }

    /// The narrowest box of degrees that holds all land of these states, its east end beyond 180 where it crosses the
    /// antimeridian; none if none of them has any.
    ///
    /// Errors: as [`Geodata::layer`].
    pub(crate) fn box_of_land(&self, states: &[&str]) -> Result<Option<Rect>> {
        if states.is_empty() {
            return Ok(None);
        }
        if !matches!(self.origin, Origin::Folder(_)) {
            return Ok(Window::of_states(states, Level::Fine, STORED));
        }
        let countries = self.layer(LAND)?.iter();
        let own = countries
            .filter(|country| country.text("state").is_some_and(|state| states.contains(&state)));
        let boxes = own.filter_map(|country| country.geometry.0.bounding_rect());
        Ok(box_of(boxes))
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

    /// The bundled geodata in which all is whole that a selection takes of a layer, where it is not in these: of states and their
    /// parts those of the earth, unless all land of these states lies within the region; of anything else the region's own, unless
    /// they do not have it.
    ///
    /// Errors: as [`Geodata::layer`].
    pub(crate) fn with_all_of(&self, name: &str, selection: &Selection) -> Result<Option<Geodata>> {
        let earth = Geographic(Rect::new((-180.0, -90.0), (180.0, 90.0)));
        let region = self.layer(name)?;
        let is_known = selection.unmatched(region).is_empty();
        if !earth::LAYERS.contains(&name) {
            return if is_known { Ok(None) } else { self.reaching(&earth) };
        }
        let asked: Vec<&str> = selection.states.iter().map(StateCode::as_str).collect();
        let states = match (asked.is_empty(), selection.only.is_empty() || !is_known) {
            (false, _) => asked,
            (true, true) => return self.reaching(&earth),
            (true, false) => {
                let taken = region.iter().filter(|feature| selection.accepts(feature));
                taken.filter_map(|feature| feature.text("state")).collect()
            }
        };
        match self.box_of_land(&states)? {
            Some(bounds) => self.reaching(&Geographic(bounds)),
            None => self.reaching(&earth),
        }
    }

    /// The bundled geodata of all the earth, its coasts at the coarsest level; none for a folder, whose layers are all that
    /// there is.
    pub fn everywhere(&self) -> Option<Geodata> {
        let earth = Rect::new((-180.0, -90.0), (180.0, 90.0));
        let is_folder = matches!(self.origin, Origin::Folder(_));
        (!is_folder).then(|| self.of_window(earth, Level::Globe))
    }

    /// The bundled geodata of all the earth in which every first-level unit is whole, with islands of 1 km² and more; none for a
    /// folder.
    pub(crate) fn uncut(&self) -> Option<Geodata> {
        let earth = Rect::new((-180.0, -90.0), (180.0, 90.0));
        let is_folder = matches!(self.origin, Origin::Folder(_));
        (!is_folder).then(|| self.of_window(earth, Level::Medium))
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

    /// The names by language of a first-level unit, as attributes of its layer; nothing where these geodata are not of the earth.
    pub(crate) fn names_of_unit(&self, id: &str) -> BTreeMap<String, Value> {
        match &self.origin {
            Origin::Earth(window) => window.names_of_unit(id),
            Origin::Region | Origin::Folder(_) => BTreeMap::new(),
        }
    }

    /// The index of all that can be located, as the bytes of its records and its names, and the towns, which are none of the
    /// records; nothing for a folder.
    pub(crate) fn index_of_names(&self) -> Option<(&'static [u8], &'static [u8], &'static Towns)> {
        let is_folder = matches!(self.origin, Origin::Folder(_));
        (!is_folder).then(|| (embedded::RECORDS, embedded::KEYS, embedded::towns()))
    }

    fn of_window(&self, bounds: Rect, level: Level) -> Geodata {
        let window = Window { bounds, level, stored: STORED };
        // what is known of the earth stands for what is known of the region
        let (earth, region): (Vec<_>, Vec<_>) =
            embedded::layers().partition(|name| name.starts_with(OF_THE_EARTH));
        let bundled = region.into_iter().chain(earth).map(|stored| {
            let name = stored.strip_prefix(OF_THE_EARTH).unwrap_or(stored);
            (name.to_owned(), StoredLayer::of_binary(stored, &self.binary))
        });
        let of_coverage = earth::LAYERS.into_iter().map(|name| {
            let source = Source::Coverage(window, name);
            (name.to_owned(), StoredLayer::of(source))
        });
        Geodata {
            layers: bundled.chain(of_coverage).collect(),
            origin: Origin::Earth(window),
            cache: self.cache.clone(),
            binary: self.binary.clone(),
            catalogue: Arc::clone(&self.catalogue),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodata::readers::read_file;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_layer_of_the_earth_equals_its_file() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
        let earth = Geodata::bundled().everywhere().unwrap();
        for name in ["islands", "lakes", "overview-lakes", "places", "rivers", "seas"] {
            let read = read_file(&folder.join(format!("world-{name}.geojson")), crate::files::DATA)
                .unwrap();
            assert!(earth.layer(name).unwrap() == read.features, "layer {name}");
        }
    }

    /// How many first-level units a state has in ISO 3166-2; of the Netherlands, the provinces.
    const UNITS: [(&str, usize); 22] = [
        ("ARM", 11),
        ("AUT", 9),
        ("BGR", 28),
        ("BRA", 27),
        ("CAN", 13),
        ("CHE", 26),
        ("DEU", 16),
        ("DZA", 48),
        ("EGY", 27),
        ("ESP", 52),
        ("GEO", 12),
        ("GRC", 14),
        ("IRN", 31),
        ("IRQ", 18),
        ("ITA", 110),
        ("JOR", 12),
        ("JPN", 47),
        ("NLD", 12),
        ("ROU", 42),
        ("SAU", 13),
        ("SYR", 14),
        ("TUR", 81),
    ];

    #[test]
    fn states_have_the_first_level_units_that_iso_and_the_source_list() {
        let geodata = Geodata::bundled();
        let earth = Geographic(Rect::new((-180.0, -90.0), (180.0, 90.0)));
        let earth = geodata.reaching(&earth).unwrap().expect("beyond the region");
        let units = earth.layer("admin1").unwrap();
        let count = |state: &str| {
            let own = units.iter().filter(|unit| unit.text("state") == Some(state));
            own.map(|unit| unit.id.as_str()).collect::<BTreeSet<&str>>().len()
        };
        let counted: Vec<(&str, usize)> =
            UNITS.iter().map(|(state, _)| (*state, count(state))).collect();
        assert_eq!(counted, UNITS);
        // the table says of every country how many the source has, and names those that have no land here
        let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata/world-counts.csv");
        let mut listed = 0;
        let mut absent = 0;
        for row in csv::Reader::from_path(table).unwrap().records() {
            let row = row.unwrap();
            listed += row[1].parse::<usize>().unwrap();
            absent += row[3].split("; ").filter(|name| !name.is_empty()).count();
        }
        let drawn: BTreeSet<&str> = units.iter().map(|unit| unit.id.as_str()).collect();
        assert_eq!(drawn.len(), listed - absent);
        // what lies within the region is the same there
        let own = geodata.layer("admin1").unwrap();
        for (state, number) in [("SYR", 14), ("TUR", 81), ("GEO", 12), ("GRC", 14)] {
            let found = own.iter().filter(|unit| unit.text("state") == Some(state)).count();
            assert_eq!(found, number, "{state}");
        }
    }

    #[test]
    fn towns_lie_in_the_first_level_unit_that_they_are_of() {
        let geodata = Geodata::bundled();
        let units = geodata.layer("admin1").unwrap();
        for (town, lon, lat, unit) in [
            ("Raqqa", 39.01, 35.95, "SY-RA"),
            ("Suwayda", 36.57, 32.71, "SY-SU"),
            ("Hasakah", 40.75, 36.5, "SY-HA"),
            ("Mardin", 40.74, 37.31, "TR-47"),
            ("Şırnak", 42.46, 37.52, "TR-73"),
            ("Kilis", 37.12, 36.72, "TR-79"),
            ("Nakhchivan", 45.41, 39.21, "AZ-NX"),
            ("Grozny", 45.7, 43.32, "RU-CE"),
        ] {
            let at = geo::Point::new(lon, lat);
            let held = |it: &&crate::geodata::Feature| match &it.geometry.0 {
                geo::Geometry::MultiPolygon(land) => geo::Contains::contains(land, &at),
                _ => false,
            };
            let found = units.iter().find(held).map(|it| it.id.as_str());
            assert_eq!(found, Some(unit), "{town}");
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
}
