//! From the ellipsoid to the sheet: longitude and latitude in, easting and northing, then millimetres, out.
//! One file a projection, with the published formulas and nothing else; `cut`, `resample` and `clip`
//! take lines and polygons across; [`View`] puts them in this order and is the only road to the sheet.
//! WGS 84 throughout. Not here: distances and areas on the ground, which never go over a projection.

mod aea;
mod aeqd;
mod bounds;
mod choice;
mod clip;
mod cone;
mod cut;
mod equal_earth;
mod equirectangular;
mod extent;
mod generalise;
mod laea;
mod lcc;
mod mercator;
mod method;
mod parameters;
mod resample;
mod robinson;
mod scale_range;
mod shapes;
mod stereographic;
mod tmerc;
mod view;
mod visible;

pub use aea::AlbersEqualArea;
pub use aeqd::AzimuthalEquidistant;
pub use bounds::Bounds;
pub use equal_earth::EqualEarth;
pub use equirectangular::Equirectangular;
pub use generalise::{generalise, generalise_line};
pub use laea::LambertAzimuthalEqualArea;
pub use lcc::LambertConformalConic;
pub use mercator::Mercator;
pub use method::Method;
pub use robinson::Robinson;
pub use scale_range::{ScaleRange, TrueScale};
pub use stereographic::Stereographic;
pub use tmerc::TransverseMercator;
pub use view::{Frame, MapArea, View};

use crate::space::Geographic;
pub(crate) use cut::pole_within;
use geo::Coord;
use parameters::half_turn;
pub(crate) use parameters::{check_cone, check_position};
pub(crate) use periplus_sea::geodesy::WGS84;
use std::fmt;
use std::sync::Arc;

/// The methods: a row for each projection file. Figure files, hints and lists know them from here.
pub static METHODS: &[&Method] = &[
    &laea::METHOD,
    &lcc::METHOD,
    &aea::METHOD,
    &mercator::METHOD,
    &tmerc::METHOD,
    &stereographic::METHOD,
    &aeqd::METHOD,
    &equirectangular::METHOD,
    &equal_earth::METHOD,
    &robinson::METHOD,
];

/// A map projection with its parameters.
#[derive(Clone, Debug)]
pub struct Projection(Arc<dyn Formula>);

impl<F: Formula + 'static> From<F> for Projection {
    fn from(formula: F) -> Projection {
        Projection(Arc::new(formula))
    }
}

impl PartialEq for Projection {
    /// Whether both have the same method and parameters.
    fn eq(&self, other: &Projection) -> bool {
        self.method() == other.method() && self.parameters() == other.parameters()
    }
}

/// What every projection file gives: its formulas, in radians from the central meridian.
pub(crate) trait Formula: fmt::Debug + Send + Sync {
    /// Its row in [`METHODS`].
    fn method(&self) -> &'static Method;
    /// Longitude of the central meridian, degrees.
    fn central_meridian(&self) -> f64;
    /// Parameters for the report, in degrees or as plain factors.
    fn parameters(&self) -> Vec<(&'static str, f64)>;
    /// Easting and northing in metres of λ (from the central meridian) and φ.
    fn forward(&self, lambda: f64, phi: f64) -> Option<Coord>;
    /// (λ, φ) of an easting and northing.
    fn inverse(&self, at: Coord) -> Option<(f64, f64)>;
    /// The part of the earth that is drawn.
    fn domain(&self) -> Domain {
        Domain::Window { west: -180.0, south: -90.0, east: 180.0, north: 90.0 }
    }
}

/// The part of the earth that a projection draws without tearing or blowing up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Domain {
    /// Between two meridians, counted from the central one, and two parallels; degrees.
    Window {
        /// Western limit, from the central meridian.
        west: f64,
        /// Southern limit.
        south: f64,
        /// Eastern limit, from the central meridian.
        east: f64,
        /// Northern limit.
        north: f64,
    },
    /// Within an angle of the centre, which lies on the central meridian; degrees.
    Cap {
        /// Latitude of the centre.
        latitude: f64,
        /// Angle from the centre to the rim.
        radius: f64,
    },
}

impl Projection {
    /// What it is without its parameters.
    pub fn method(&self) -> &'static Method {
        self.0.method()
    }

    /// The name by which the figure file calls it.
    pub fn name(&self) -> &'static str {
        self.method().name
    }

    /// The name by which cartographers call it.
    pub fn title(&self) -> &'static str {
        self.method().title
    }

    /// Its parameters in order, as words and numbers (degrees, or plain factors).
    pub fn parameters(&self) -> Vec<(&'static str, f64)> {
        self.0.parameters()
    }

    /// Longitude of the central meridian, degrees.
    pub fn central_meridian(&self) -> f64 {
        self.0.central_meridian()
    }

    /// Easting and northing of a position, metres from the origin of the projection.
    ///
    /// None where the projection has no such place: a pole in Mercator, the antipode of a centre,
    /// a latitude beyond 90°, a number that is none. Longitudes may be of any turn.
    pub fn project(&self, position: Geographic<Coord>) -> Option<Coord> {
        let Geographic(position) = position;
        let lon = half_turn(position.x - self.central_meridian());
        self.project_from_meridian(Coord { x: lon, y: position.y })
    }

    /// The position of an easting and northing in metres; longitude in −180° … 180°.
    ///
    /// None where no place of the earth is drawn.
    pub fn invert(&self, at: Coord) -> Option<Geographic<Coord>> {
        let from_meridian = self.invert_from_meridian(at)?;
        let lon = half_turn(from_meridian.x + self.central_meridian());
        Some(Geographic(Coord { x: lon, y: from_meridian.y }))
    }

    /// As [`Projection::project`], x counted from the central meridian: −180 and 180 stay two sides.
    pub(crate) fn project_from_meridian(&self, position: Coord) -> Option<Coord> {
        if !(position.x.is_finite() && position.y.abs() <= 90.0) {
            return None;
        }
        self.0
            .forward(position.x.to_radians(), position.y.to_radians())
            .filter(|at| at.x.is_finite() && at.y.is_finite())
    }

    /// As [`Projection::invert`], x counted from the central meridian.
    pub(crate) fn invert_from_meridian(&self, at: Coord) -> Option<Coord> {
        if !(at.x.is_finite() && at.y.is_finite()) {
            return None;
        }
        let (lambda, phi) = self.0.inverse(at)?;
        let position = Coord { x: lambda.to_degrees(), y: phi.to_degrees() };
        (position.x.is_finite() && position.y.is_finite())
            .then(|| Coord { x: position.x.clamp(-180.0, 180.0), y: position.y.clamp(-90.0, 90.0) })
    }

    /// The part of the earth that is drawn.
    pub(crate) fn domain(&self) -> Domain {
        self.0.domain()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Metres;
    use periplus_sea::geodesy::Ellipsoid;

    /// Clarke 1866, as in Snyder (1987), table 1.
    pub(super) const CLARKE_1866: Ellipsoid =
        Ellipsoid { semi_major: Metres(6_378_206.4), flattening: 1.0 - 6_356_583.8 / 6_378_206.4 };
    /// International 1924 (Hayford), as in Snyder (1987), table 1.
    pub(super) const INTERNATIONAL: Ellipsoid =
        Ellipsoid { semi_major: Metres(6_378_388.0), flattening: 1.0 / 297.0 };

    /// One published row: `position` (lon, lat) goes to `printed` within `tolerance` metres, and back.
    pub(super) fn check(
        projection: &Projection,
        position: [f64; 2],
        printed: [f64; 2],
        tolerance: f64,
    ) {
        let position = Coord::from(position);
        let at = projection.project(Geographic(position)).expect("the place is on the map");
        let error = (at.x - printed[0]).abs().max((at.y - printed[1]).abs());
        assert!(error <= tolerance, "{at:?} is {error} m from {printed:?}");
        let back = projection.invert(at).expect("the place is on the map").0;
        let turn = half_turn(back.x - position.x).abs() * libm::cos(position.y.to_radians());
        assert!(turn < 1e-8 && (back.y - position.y).abs() < 1e-8, "{back:?} is not {position:?}");
    }

    #[test]
    fn longitudes_of_any_turn_are_the_same_place() {
        assert_eq!(half_turn(190.0), -170.0);
        assert_eq!(half_turn(-545.0), 175.0);
        assert_eq!((half_turn(180.0), half_turn(-180.0)), (180.0, -180.0));
    }
}
