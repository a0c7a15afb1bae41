//! Grain: how fine bundled grids are, against the scale that they are drawn at.

use super::PlottedLayer;
use crate::error::Warning;
use crate::kind::Kind;

/// The largest scale (its denominator) at which isobaths from cells of 11 km still say something: 7 mm a cell.
const LEAST_DENOMINATOR: f64 = 1.5e6;

/// A warning where depths are drawn at a scale that their grid is too coarse for.
pub(super) fn of_depths(water: &[PlottedLayer], denominator: f64) -> Option<Warning> {
    let bundled = |layer: &&PlottedLayer| layer.id.starts_with("bathymetry-");
    water.iter().find(bundled).filter(|_| denominator < LEAST_DENOMINATOR)?;
    let message = format!(
        "depths come from a grid of 11 km: at 1 : {:.0} 000 they show no more than where it is deep",
        denominator / 1e3
    );
    Some(
        Warning::new(message).hint("take the layer `bathymetry` out, or give isobaths of your own"),
    )
}

/// Bundled lines: the kind, how they are drawn at the source, and the largest scale (its denominator) at which they are no
/// more than half a millimetre off.
const LINES: [(Kind, &str, &str, f64); 2] = [
    (Kind::Boundary, "boundaries-", "land boundaries are drawn for 1 : 10 000 000", 2.0e6),
    (Kind::Coast, "shoreline-", "the coast is known within about 100 m", 250e3),
];

/// Warnings where bundled lines are drawn at a scale that they are too coarse for.
pub(super) fn of_lines(layers: &[PlottedLayer], denominator: f64) -> Vec<Warning> {
    let too_coarse = LINES.iter().filter(|(kind, id, _, least)| {
        let is_it = |layer: &PlottedLayer| {
            layer.kind == *kind && layer.id.starts_with(id) && !layer.features.is_empty()
        };
        denominator < *least && layers.iter().any(is_it)
    });
    let warning = |(_, _, words, _): &(Kind, &str, &str, f64)| {
        let scale = match denominator {
            at if at < 1e6 => format!("{:.0} 000", at / 1e3),
            at => format!("{:.1} million", at / 1e6),
        };
        Warning::new(format!("{words}: at 1 : {scale} they may be off by a millimetre"))
            .hint("take a smaller scale, or bring finer data of your own")
    };
    too_coarse.map(warning).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::Plotted;

    fn depths(id: &str) -> PlottedLayer {
        PlottedLayer::empty(id, Kind::Depth)
    }

    #[test]
    fn depths_are_warned_of_at_large_scales_only() {
        let warning = of_depths(&[depths("bathymetry-1")], 500e3).map(|it| it.message);
        assert!(warning.is_some_and(|words| words.contains("1 : 500 000")));
        assert!(of_depths(&[depths("bathymetry-1")], 6.5e6).is_none());
        assert!(of_depths(&[depths("isobaths-1")], 500e3).is_none(), "the user's own");
    }

    #[test]
    fn bundled_lines_are_warned_of_at_scales_that_they_are_too_coarse_for() {
        let line = || vec![Plotted::with_words(geo::Point::new(0.0, 0.0), [])];
        let layer =
            |id: &str, kind| PlottedLayer { features: line(), ..PlottedLayer::empty(id, kind) };
        let map = [layer("boundaries-1", Kind::Boundary), layer("shoreline-2", Kind::Coast)];
        let count = |denominator| of_lines(&map, denominator).len();
        assert_eq!([count(110e3), count(1.7e6), count(4e6)], [2, 1, 0]);
        assert!(of_lines(&[layer("my-lines-1", Kind::Coast)], 50e3).is_empty(), "the user's own");
        assert!(of_lines(&[PlottedLayer::empty("shoreline-1", Kind::Coast)], 50e3).is_empty());
    }
}
