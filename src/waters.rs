//! Waters: a figure's options and the shoreline in, the belts and median lines to draw out, still in
//! longitude and latitude. Turns what the figure asks into a request to `sea`, which knows no figures.

use crate::error::Result;
use crate::figure::{Figure, Overlap, ZonesOptions};
use crate::geodata::{Feature, Geodata, geojson_reader};
use crate::sea::{self, Regime, Request, Zones};
use crate::space::Geographic;
use geo::{Coord, Rect};

/// Belts are computed this far beyond the extent, in degrees: a rectangular sheet shows more than
/// its bounds.
const MARGIN: f64 = 2.0;

/// The zones that a figure asks for; none if it asks for none.
///
/// Errors: `Missing` or `Input` for the figure's own coast, `Usage` for a breadth out of range.
pub fn zones(figure: &Figure, bounds: Rect, geodata: &Geodata) -> Result<Option<Zones>> {
    let Some(options) = &figure.zones else { return Ok(None) };
    let baselines = match &options.coast {
        Some(path) => sea::baselines(&geojson_reader::read_file(path)?.features),
        None => sea::baselines(&at_sea(geodata.layer("shoreline")?)),
    };
    sea::zones(&baselines, &request(options, bounds)).map(Some)
}

/// The Caspian is left out: its waters are divided by a convention of their own (Aktau 2018), which
/// is not in force.
fn at_sea(shoreline: &[Feature]) -> Vec<Feature> {
    shoreline.iter().filter(|line| line.text("water") != Some("caspian")).cloned().collect()
}

fn request(options: &ZonesOptions, bounds: Rect) -> Request {
    let margin = Coord { x: MARGIN, y: MARGIN };
    Request {
        states: options.states.clone(),
        regimes: options.breadths.iter().map(|breadth| Regime::everywhere(*breadth)).collect(),
        overlap: match options.overlap {
            Overlap::Median => sea::Overlap::Median,
            Overlap::Overlap => sea::Overlap::Overlap,
            Overlap::Keep => sea::Overlap::Keep,
        },
        tolerance: options.tolerance,
        within: Some(Geographic(Rect::new(bounds.min() - margin, bounds.max() + margin))),
    }
}
