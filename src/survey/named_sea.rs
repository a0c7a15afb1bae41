//! Named seas: an outline after IHO S-23 and the land in, the water of the sea out.

use crate::error::{Error, Result};
use crate::geodata::Geodata;
use crate::sea;
use crate::space::Geographic;
use crate::waters::Coast;
use geo::{BoundingRect, MultiPolygon, Rect};

/// A sea that shares are taken of.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedSea {
    /// Its name in figure files: `aegean`.
    pub id: String,
    /// Its name in words: `Aegean Sea`.
    pub name: String,
    /// Whose outline it is: `IHO S-23 (3rd edition, 1953), 28 h`.
    pub outline: String,
    /// Its water: the outline without the land.
    pub water: Geographic<MultiPolygon>,
}

impl NamedSea {
    /// The sea of this id, without the land of the coast.
    ///
    /// Errors: `Missing` if there is no such sea.
    pub(super) fn find(id: &str, coast: &mut Coast, geodata: &Geodata) -> Result<NamedSea> {
        let areas = geodata.layer("sea-areas")?;
        let area = areas.iter().find(|area| area.id == id);
        let area = area.ok_or_else(|| Error::missing(format!("there is no sea `{id}`")))?;
        coast.sources.extend(geodata.catalogue()?.credits(["sea-areas"]));
        let outline = sea::land(std::slice::from_ref(area));
        let outline = MultiPolygon(outline.into_iter().flat_map(|part| part.0.0).collect());
        Ok(NamedSea {
            id: id.to_owned(),
            name: area.text("name").unwrap_or(id).to_owned(),
            outline: area.text("source").unwrap_or("no source given").to_owned(),
            water: sea::subtract_land(&Geographic(outline), &coast.land),
        })
    }

    /// The box round its water.
    pub(super) fn extent(&self) -> Option<Rect> {
        self.water.0.bounding_rect()
    }
}
