//! The coast of a survey: a figure's options in, baselines and land out, with the names of both.

use super::Scenario;
use crate::error::{Error, Result, Warning};
use crate::figure::ZonesOptions;
use crate::geodata::{Geodata, geojson_reader};
use crate::sea::{self, Baseline};
use crate::space::Geographic;
use crate::waters;
use geo::MultiPolygon;

/// What breadths are measured from, and what is taken out of the zones.
pub(super) struct Coast {
    pub(super) baselines: Vec<Baseline>,
    pub(super) land: Vec<Geographic<MultiPolygon>>,
    /// What a reader would call it.
    pub(super) name: String,
    pub(super) sources: Vec<String>,
    pub(super) warnings: Vec<Warning>,
    /// It is the user's: the bundled land is not part of it.
    pub(super) is_own: bool,
}

impl Coast {
    /// The user's coast, or the bundled shoreline with the land of all states.
    pub(super) fn of(options: &ZonesOptions, geodata: &Geodata) -> Result<Coast> {
        if let Some(path) = &options.coast {
            let read = waters::own_coast(path)?;
            return Ok(Coast {
                baselines: sea::baselines(&read.features),
                land: sea::land(&read.features),
                name: path.display().to_string(),
                sources: vec![path.display().to_string()],
                warnings: read.warnings,
                is_own: true,
            });
        }
        let catalogue = geodata.catalogue()?;
        let vintage = catalogue.layer("shoreline").map(|entry| entry.vintage.clone());
        Ok(Coast {
            baselines: sea::baselines(&waters::at_sea(geodata.layer("shoreline")?)),
            land: sea::land(geodata.layer("countries")?),
            name: vintage.unwrap_or_else(|| "shoreline.geojson".to_owned()),
            sources: catalogue.credits(["shoreline"]),
            warnings: Vec::new(),
            is_own: false,
        })
    }

    /// Adds the land of the user's file.
    pub(super) fn add_land(&mut self, scenario: &Scenario) -> Result<()> {
        let Some(path) = &scenario.land else { return Ok(()) };
        let read = geojson_reader::read_file(path)?;
        let land = sea::land(&read.features);
        if land.is_empty() {
            let shown = path.display();
            return Err(Error::input(format!("there is no land in `{shown}`"))
                .hint("--land takes polygons, or lines that close"));
        }
        self.land.extend(land);
        self.sources.push(path.display().to_string());
        self.warnings.extend(read.warnings);
        Ok(())
    }

    /// The states whose coast it is, each once, in order of the alphabet.
    pub(super) fn states(&self) -> Vec<&str> {
        let mut states: Vec<&str> =
            self.baselines.iter().map(|baseline| baseline.state.as_str()).collect();
        states.sort_unstable();
        states.dedup();
        states
    }
}
