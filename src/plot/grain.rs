//! Grain: how fine bundled grids are, against the scale that they are drawn at.

use super::PlottedLayer;
use crate::error::Warning;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Kind;

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
}
