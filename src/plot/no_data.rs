//! No data: how far what is shown reaches in, the part of the map beyond it out. It is not known there what is land and
//! what is water, so it is neither.

use super::{Plotted, PlottedLayer};
use crate::error::Warning;
use crate::geodata::Reach;
use crate::kind::Kind;
use crate::projection::View;
use crate::space::{Geographic, OnSheet};
use geo::{Area, BooleanOps, Geometry, MultiPolygon};
use std::collections::BTreeMap;

/// Less of a map than this is the rim of a grid and not seen: a tenth of a thousandth.
const LEAST: f64 = 1e-4;

/// The part of a map beyond all data.
#[derive(Clone, Debug)]
pub(super) struct NoData {
    pub(super) layer: PlottedLayer,
    /// As a share of the map, 0 to 1.
    pub(super) share: f64,
    pub(super) warning: Warning,
}

/// What of the map lies beyond `reach`; nothing if all of it is known.
pub(super) fn no_data(reach: &Reach, view: &View) -> Option<NoData> {
    let Geographic(beyond) = reach.beyond();
    let shape = view.project(&Geographic(Geometry::MultiPolygon(beyond)))?;
    let Geometry::MultiPolygon(area) = &shape.0 else { return None };
    let OnSheet(neatline) = view.neatline();
    let share = area.intersection(&MultiPolygon::from(neatline.clone())).unsigned_area()
        / neatline.unsigned_area();
    if share < LEAST {
        return None;
    }
    let where_not = reach.gap(&view.bounds.rectangle().0);
    let where_not = where_not.unwrap_or_else(|| format!("no data beyond {reach}"));
    let warning = Warning::new(format!("{where_not}: {} of the map", percent(share)));
    let kind = Kind::NoData;
    let layer = PlottedLayer {
        legend: Some("no data".to_owned()),
        features: vec![Plotted { id: kind.name().to_owned(), attributes: BTreeMap::new(), shape }],
        ..PlottedLayer::empty(kind.name(), kind)
    };
    Some(NoData { layer, share, warning: warning.hint(WAY_OUT) })
}

const WAY_OUT: &str =
    "take a smaller extent, or bring land and coasts of that part: --geodata FOLDER";

/// `23 %`, `under 1 %`.
fn percent(share: f64) -> String {
    match (share * 100.0).round() {
        rounded if rounded >= 1.0 => format!("{rounded} %"),
        _ => "under 1 %".to_owned(),
    }
}
