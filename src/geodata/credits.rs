//! Credits: which of the bundled layers a map is drawn from and whether it shows a shore in, the catalogue in which each layer
//! owes for what it shows out. Land is cut out of one shoreline by boundaries of another source: it owes to both where both are seen.

use super::bundle::{Geodata, LAND, Origin};
use super::catalogue::Catalogue;
use super::embedded;
use crate::error::Result;
use crate::space::Geographic;
use geo::Rect;

/// The layers of land and coast that are land boundaries and nothing else.
const BOUNDARIES: [&str; 4] =
    ["admin1-lines", "boundaries", "disputed-lines", "overview-boundaries"];

/// Those that show no shore where none lies on the map; an overview is of all the earth.
const WITHOUT_SHORE: [&str; 7] = [
    "admin1",
    "admin1-lines",
    "boundaries",
    "countries",
    "disputed-areas",
    "disputed-lines",
    "overview-boundaries",
];

/// Those that are shores and nothing else.
const SHORES: [&str; 2] = ["overview-coast", "shoreline"];

impl Geodata {
    /// Where the data come from: the bundled catalogue, or the folder's `catalogue.toml`.
    ///
    /// Errors: `Input` if the folder's catalogue cannot be read; a folder without one has an
    /// empty catalogue.
    pub fn catalogue(&self) -> Result<Catalogue> {
        let has_shore = match &self.origin {
            Origin::Earth(window) => self.has_shore(&Geographic(window.bounds)),
            Origin::Region | Origin::Folder(_) => true,
        };
        self.catalogue_with(has_shore)
    }

    /// The same for a map of these layers that shows a shore or none: what is not seen is not owed for. Whether it shows one is
    /// asked only of a map of land that was cut out of the shores: to answer, they have to be read.
    ///
    /// Errors: as [`Geodata::catalogue`].
    pub(crate) fn catalogue_of_map(
        &self,
        layers: &[String],
        shows_shore: impl FnOnce() -> bool,
    ) -> Result<Catalogue> {
        let is_cut_out = |layer: &String| {
            WITHOUT_SHORE.contains(&layer.as_str()) && !BOUNDARIES.contains(&layer.as_str())
        };
        self.catalogue_with(!layers.iter().any(is_cut_out) || shows_shore())
    }

    fn catalogue_with(&self, has_shore: bool) -> Result<Catalogue> {
        let catalogue = self.written_catalogue()?.clone();
        let inland = if has_shore { &BOUNDARIES[..] } else { &WITHOUT_SHORE };
        Ok(match &self.origin {
            Origin::Earth(window) => {
                let catalogue = catalogue.of_the_earth(window.level.name());
                catalogue.with_shores_apart(inland, &SHORES)
            }
            Origin::Region => {
                let level = embedded::region().level.name();
                let catalogue = catalogue.with_coverage(level, &embedded::UNITS_OF_REGION);
                catalogue.with_shores_apart(inland, &[]).with_shores_last(LAND)
            }
            Origin::Folder(_) => catalogue,
        })
    }

    /// The catalogue as it is written; read once.
    fn written_catalogue(&self) -> Result<&Catalogue> {
        if let Some(catalogue) = self.catalogue.get() {
            return Ok(catalogue);
        }
        let (text, file) = self.document("catalogue.toml")?;
        let catalogue = Catalogue::parse(&text, &file)?;
        Ok(self.catalogue.get_or_init(|| catalogue))
    }

    /// Whether any shore lies in a window; data that cannot be read are told of where they are drawn.
    fn has_shore(&self, window: &Geographic<Rect>) -> bool {
        self.layer("shoreline").map_or(true, |lines| lines.iter().any(|line| line.meets(window)))
    }
}
