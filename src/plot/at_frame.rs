//! At the frame: points next to the neatline in, which of them are left out because it would cut their symbol, in words, out.

use crate::error::Warning;
use crate::figure::Figure;
use crate::geodata::Feature;
use crate::projection::View;
use crate::select::{Selected, SelectedLayer};
use crate::space::OnSheet;
use geo::{Distance, Euclidean, Geometry, Intersects, Point, Polygon};

/// A symbol nearer to the neatline than this, in mm, would be cut by it.
const EDGE: f64 = 1.2;

/// Whether the neatline would cut a symbol at a point.
pub(super) fn is_near(neatline: &Polygon, point: &Point) -> bool {
    Euclidean.distance(neatline.exterior(), point) < EDGE
}

/// A warning for each layer of the user's own of which points on the map are left out; of bundled data there are always others.
pub(super) fn warnings(selected: &Selected, figure: &Figure, view: &View) -> Vec<Warning> {
    let own = selected.layers.iter().filter(|layer| layer.layer.is_own());
    own.filter_map(|layer| warning(layer, figure, view)).collect()
}

fn warning(layer: &SelectedLayer, figure: &Figure, view: &View) -> Option<Warning> {
    let OnSheet(neatline) = view.neatline();
    let is_left_out = |feature: &&Feature| match view.project(&feature.geometry) {
        Some(OnSheet(Geometry::Point(at))) => neatline.intersects(&at) && is_near(&neatline, &at),
        _ => false,
    };
    let mut left_out = layer.features.iter().filter(is_left_out);
    let first = left_out.next()?;
    let name = first.text("name").or(first.text("title")).unwrap_or(&first.id);
    let (others, verb, what) = match left_out.count() {
        0 => (String::new(), "is", "its symbol"),
        1 => (" and another feature".to_owned(), "are", "their symbols"),
        many => (format!(" and {many} other features"), "are", "their symbols"),
    };
    let layer_name = layer.layer.called();
    let message = format!(
        "`{name}`{others} of the layer `{layer_name}` {verb} not drawn: the frame would cut {what}"
    );
    let place = layer.number.and_then(|number| figure.place_of(&[&format!("layers.{number}")]));
    let warning = Warning::new(message).hint("show a little more: wider bounds");
    Some(place.into_iter().fold(warning, Warning::at))
}
