//! Named seas: an id in, the outline after IHO S-23 out.

use crate::error::{Error, Result};
use crate::geodata::Geodata;
use crate::space::Geographic;
use geo::MultiPolygon;
use periplus_sea as sea;

/// A sea that shares are taken of.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedSea {
    /// Its name in figure files: `aegean`.
    pub id: String,
    /// Its name in words: `Aegean Sea`.
    pub name: String,
    /// Whose outline it is: `IHO S-23 (3rd edition, 1953), 28 h`.
    pub outline: String,
    /// Its water; surveyed: the outline without the land, as the partition has it.
    pub water: Geographic<MultiPolygon>,
}

/// The layer of outlines.
pub(crate) const LAYER: &str = "sea-areas";

impl NamedSea {
    /// The sea of this id, its land still in its water.
    ///
    /// Errors: `Missing` if there is no such sea.
    pub(super) fn find(id: &str, geodata: &Geodata) -> Result<NamedSea> {
        let areas = geodata.layer(LAYER)?;
        let area = areas.iter().find(|area| area.id == id);
        let area = area.ok_or_else(|| Error::missing(format!("there is no sea `{id}`")))?;
        let outline = sea::land([&area.geometry]);
        let outline = MultiPolygon(outline.into_iter().flat_map(|part| part.0.0).collect());
        Ok(NamedSea {
            id: id.to_owned(),
            name: area.text("name").unwrap_or(id).to_owned(),
            outline: area.text("source").unwrap_or("no source given").to_owned(),
            water: Geographic(outline),
        })
    }
}
