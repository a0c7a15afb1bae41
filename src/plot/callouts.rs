//! Callouts: the places of a figure's notes in, their points on the sheet out, or that they lie beyond the map.

use super::{PlottedLayer, at_frame};
use crate::error::Warning;
use crate::figure::Figure;
use crate::projection::View;
use crate::select::Selected;
use crate::space::{Geographic, OnSheet};
use geo::{Contains, Coord, Distance, Euclidean, Geometry, Point};

/// A note and its point.
#[derive(Clone, Debug)]
pub(crate) struct PlottedCallout {
    /// Which of the figure's callouts it is, from 0.
    pub number: usize,
    /// Its point; the middle of the symbol that stands there.
    pub at: OnSheet<Coord>,
    /// Whether a symbol stands there.
    pub has_symbol: bool,
}

/// The callouts of the map, and that others have no place on it.
pub(super) fn plot(
    selected: &Selected,
    layers: &[PlottedLayer],
    figure: &Figure,
    view: &View,
) -> (Vec<PlottedCallout>, Vec<Warning>) {
    let OnSheet(neatline) = view.neatline();
    let (mut plotted, mut beyond) = (Vec::new(), Vec::new());
    for callout in &selected.callouts {
        let at = view.place(Geographic(callout.at)).map(|at| Point(at.0));
        let says = !figure.callout_called(callout.number).is_empty();
        let seen = at
            .filter(|_| says)
            .filter(|at| neatline.contains(at) && !at_frame::is_near(&neatline, at));
        match seen {
            Some(at) => {
                let symbol = symbol_at(at, layers);
                let (number, has_symbol) = (callout.number, symbol.is_some());
                let at = OnSheet(symbol.unwrap_or(at).0);
                plotted.push(PlottedCallout { number, at, has_symbol });
            }
            None => beyond.push(told(callout.number, figure)),
        }
    }
    (plotted, beyond)
}

/// The point of a layer that is at a place.
fn symbol_at(at: Point, layers: &[PlottedLayer]) -> Option<Point> {
    /// Two sources have a place within so much of each other, mm.
    const ONE_PLACE: f64 = 0.6;
    let points = layers.iter().flat_map(|layer| &layer.features);
    let points = points.filter_map(|feature| match feature.shape.0 {
        Geometry::Point(point) => Some(point),
        _ => None,
    });
    let near = points.map(|point| (Euclidean.distance(at, point), point));
    let nearest = near.filter(|(gap, _)| *gap < ONE_PLACE).min_by(|a, b| a.0.total_cmp(&b.0));
    nearest.map(|(_, point)| point)
}

/// That none of a figure's callouts is drawn here: of an inset, which has none.
pub(crate) fn none_drawn(figure: &Figure) -> Vec<Warning> {
    (0..figure.callouts.len()).map(|number| told(number, figure)).collect()
}

fn told(number: usize, figure: &Figure) -> Warning {
    let key = format!("callouts.{number}");
    let called = figure.callout_called(number);
    let (because, hint) = match called.is_empty() {
        true => (
            "none of its words hold on the figure's day, in its view and of its breadths".into(),
            "give it words that do, or leave it out",
        ),
        false => (
            format!("its place lies beyond the map: {called}"),
            "show another extent, or leave it out",
        ),
    };
    let warning = Warning::new(format!("`{key}` is not drawn: {because}")).hint(hint);
    figure.place_of(&[&format!("{key}.at")]).into_iter().fold(warning, Warning::at)
}
