//! Waters: a figure's options and the shoreline in, the belts and median lines to draw out, still in
//! longitude and latitude. Turns what the figure asks into a request to `sea`, which knows no figures.

use crate::error::{Error, Place, Result};
use crate::figure::{Figure, Overlap, ZonesOptions};
use crate::geodata::geojson_reader::{self, Read};
use crate::geodata::{Feature, Geodata};
use crate::sea::{self, Regime, Request, Zones};
use crate::space::Geographic;
use crate::units::Metres;
use geo::{Coord, Rect};
use std::path::Path;

/// Belts are computed this far beyond the extent, in degrees: a rectangular sheet shows more than
/// its bounds.
const MARGIN: f64 = 2.0;

/// What the eye can tell on paper, in metres: a hundredth of a millimetre.
const VISIBLE: f64 = 1e-5;
/// The finest and the coarsest tolerance that a drawing is computed to, in metres.
const TOLERANCES: (f64, f64) = (1.0, 50.0);

/// The zones that a figure asks for, for a sheet of this scale; none if it asks for none.
///
/// Accuracy: the figure's own tolerance, or a hundredth of a millimetre on the sheet (1 to 50 m).
/// Errors: `Missing` or `Input` for the figure's own coast, `Usage` for a breadth out of range.
pub fn zones(
    figure: &Figure,
    bounds: Rect,
    denominator: f64,
    geodata: &Geodata,
) -> Result<Option<Zones>> {
    let Some(options) = &figure.zones else { return Ok(None) };
    let baselines = match &options.coast {
        Some(path) => sea::baselines(&own_coast(path)?.features),
        None => sea::baselines(&at_sea(geodata.layer("shoreline")?)),
    };
    let visible = Metres((VISIBLE * denominator).clamp(TOLERANCES.0, TOLERANCES.1));
    sea::zones(&baselines, &request(options, bounds, visible)).map(Some)
}

/// How much there was to compute, in words.
pub fn count(zones: &Zones) -> String {
    format!("{} samples, {} vertices", zones.counts.samples, zones.counts.vertices)
}

/// The user's coast; each feature has to say whose it is.
pub(crate) fn own_coast(path: &Path) -> Result<Read> {
    let mut read = geojson_reader::read_file(path)?;
    for (number, feature) in read.features.iter().enumerate() {
        if feature.text("state").is_none_or(str::is_empty) {
            let place = Place::file(path.display().to_string());
            return Err(Error::input("a coast says not whose it is")
                .at(place.part(format!("feature {}", number + 1)))
                .hint("give each feature a `state`, such as \"GRC\""));
        }
    }
    if read.features.is_empty() {
        return Err(Error::input("there is no coast in the file")
            .at(Place::file(path.display().to_string()))
            .hint("a coast is polygons (land), lines (a baseline) or points (rocks), each with a `state`"));
    }
    read.warnings.extend(sea::doubts(&read.features, &path.display().to_string()));
    Ok(read)
}

/// The Caspian is left out: its waters are divided by a convention of their own (Aktau 2018), which
/// is not in force.
pub(crate) fn at_sea(shoreline: &[Feature]) -> Vec<Feature> {
    shoreline.iter().filter(|line| line.text("water") != Some("caspian")).cloned().collect()
}

fn request(options: &ZonesOptions, bounds: Rect, visible: Metres) -> Request {
    let margin = Coord { x: MARGIN, y: MARGIN };
    Request {
        states: options.states.clone(),
        regimes: options.breadths.iter().map(|breadth| Regime::everywhere(*breadth)).collect(),
        overlap: match options.overlap {
            Overlap::Median => sea::Overlap::Median,
            Overlap::Overlap => sea::Overlap::Overlap,
            Overlap::Keep => sea::Overlap::Keep,
        },
        tolerance: options.tolerance.unwrap_or(visible),
        within: Some(Geographic(Rect::new(bounds.min() - margin, bounds.max() + margin))),
    }
}
