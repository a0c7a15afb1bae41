//! Nearness: baselines and positions in, how far the coast of a state is out, on the ellipsoid.

use super::feet::Feet;
use crate::error::Result;
use crate::geodesy;
use crate::sea::baseline::Baseline;
use crate::sea::baseline::coast::{self, Coast, StateIndex};
use crate::sea::request::Request;
use crate::units::{Degrees, Metres};
use geo::{Coord, LineString};

/// Coasts, to be asked which point of them is nearest.
pub struct NearestCoast {
    feet: Feet,
    coast: Coast,
}

impl NearestCoast {
    /// Errors: `Input` for impossible coordinates.
    pub fn of(baselines: &[Baseline]) -> Result<NearestCoast> {
        let coast = coast::prepare(baselines, &Request::default())?;
        Ok(NearestCoast { feet: Feet::of(&coast), coast })
    }

    /// The point of a state's coast that is nearest to a position: how far, and in which direction from there; none if it has
    /// no coast.
    ///
    /// Source: Karney 2013. Accuracy: 1 mm.
    pub fn nearest(&self, state: &str, from: Coord) -> Option<(Metres, Degrees)> {
        let place = self.coast.states.iter().position(|known| known == state)?;
        let index = StateIndex::first(place + 1).last()?;
        self.feet.nearest(index, from).map(|foot| (foot.distance, foot.azimuth))
    }

    /// How far the coast of a state is from a position; none if it has none.
    ///
    /// Source: Karney 2013. Accuracy: 1 mm.
    pub fn distance(&self, state: &str, from: Coord) -> Option<Metres> {
        self.nearest(state, from).map(|(distance, _)| distance)
    }

    /// How far the coast of a state is from the nearest point of a line, or from its one position.
    ///
    /// Accuracy: 1 m beyond a nautical mile; nearer, 50 m along the line.
    pub fn distance_of_line(&self, state: &str, line: &LineString) -> Option<Metres> {
        const STEP: Metres = Metres(100.0);
        let edges =
            line.lines().flat_map(|edge| geodesy::densify_geodesic(edge.start, edge.end, STEP));
        let all = line.0.iter().copied().chain(edges);
        let distances = all.filter_map(|at| self.distance(state, at)).map(|it| it.0);
        distances.min_by(f64::total_cmp).map(Metres)
    }

    /// How far a line goes from the coast of a state.
    ///
    /// Accuracy: by the square of half a kilometre over twice the distance.
    pub fn farthest_of_line(&self, state: &str, line: &LineString) -> Option<Metres> {
        const STEP: Metres = Metres(1_000.0);
        let edges =
            line.lines().flat_map(|edge| geodesy::densify_geodesic(edge.start, edge.end, STEP));
        edges
            .filter_map(|at| self.distance(state, at))
            .map(|it| it.0)
            .max_by(f64::total_cmp)
            .map(Metres)
    }
}
