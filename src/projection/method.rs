//! Methods (ISO 19111: a projection without its parameters): the word of a figure file in, a row of the table out;
//! with a centre and parallels, or an extent to take them from, a projection.

use super::{Bounds, METHODS, Projection, half_turn};
use crate::error::{Error, Flaw, Result};
use geo::Coord;
use serde::{Deserialize, Deserializer};
use std::str::FromStr;

/// Standard parallels lie this part of the height from the edges (Snyder 1987, p. 99).
const SIXTH: f64 = 1.0 / 6.0;

/// A projection method.
#[derive(Debug)]
pub struct Method {
    /// The name by which the figure file calls it: `laea`.
    pub name: &'static str,
    /// The name by which cartographers call it.
    pub title: &'static str,
    /// Whether it has two standard parallels; a map of it ends at meridians and parallels.
    pub is_conic: bool,
    /// Its projection with these parameters.
    pub(super) make: fn(&Parameters) -> Result<Projection>,
}

/// What a projection on WGS 84 is made from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Parameters {
    /// Longitude and latitude of the centre, degrees. For `mercator` and `equirectangular` the latitude is that of the
    /// standard parallel.
    pub(super) center: Coord,
    /// Latitudes of the standard parallels of a conic, degrees.
    pub(super) parallels: [f64; 2],
}

impl PartialEq for Method {
    fn eq(&self, other: &Method) -> bool {
        self.name == other.name
    }
}

impl Method {
    /// The names of all, in the order of the table.
    pub fn names() -> Vec<&'static str> {
        METHODS.iter().map(|method| method.name).collect()
    }

    /// The projection with this centre and these parallels. Those not given come from the extent: its middle, and a
    /// sixth of its height from its edges.
    ///
    /// Errors: `Input` for parallels given to a method that has none, and for parameters that make no map.
    pub fn projection(
        &self,
        center: Option<[f64; 2]>,
        parallels: Option<[f64; 2]>,
        bounds: &Bounds,
    ) -> Result<Projection> {
        if parallels.is_some() && !self.is_conic {
            let conics = METHODS.iter().filter(|method| method.is_conic);
            let conics: Vec<&str> = conics.map(|method| method.name).collect();
            let message = format!("projection `{}` has no standard parallels", self.name);
            let hint = format!("leave `parallels` out, or take {}", conics.join(" or "));
            return Err(Error::input(message).hint(hint));
        }
        let middle = bounds.center();
        let center = center.map_or(Coord { x: half_turn(middle.x), y: middle.y }, Coord::from);
        let inset = bounds.height() * SIXTH;
        let parallels = parallels.unwrap_or([bounds.south + inset, bounds.north - inset]);
        (self.make)(&Parameters { center, parallels })
    }
}

impl FromStr for &'static Method {
    type Err = Flaw;

    fn from_str(name: &str) -> std::result::Result<&'static Method, Flaw> {
        let found = METHODS.iter().find(|method| method.name == name).copied();
        found.ok_or_else(|| {
            Flaw::new(format!("unknown projection `{name}`")).known(name, &Method::names())
        })
    }
}

impl<'de> Deserialize<'de> for &'static Method {
    fn deserialize<D: Deserializer<'de>>(
        deserializer: D,
    ) -> std::result::Result<&'static Method, D::Error> {
        crate::toml_text::value(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> &'static Method {
        name.parse().unwrap()
    }

    #[test]
    fn parallels_not_given_lie_a_sixth_from_the_edges() {
        let bounds = Bounds::new([38.0, 36.0, 52.0, 42.0]).unwrap();
        let lcc = named("lcc").projection(None, None, &bounds).unwrap();
        assert_eq!(lcc.parameters()[2], ("first standard parallel", 37.0));
        assert_eq!(lcc.parameters()[3], ("second standard parallel", 41.0));
    }

    #[test]
    fn every_name_is_answered_by_its_projection() {
        let bounds = Bounds::new([22.3, 34.6, 29.2, 41.2]).unwrap();
        for method in METHODS {
            let made = named(method.name).projection(None, None, &bounds).unwrap();
            assert_eq!((made.name(), made.title()), (method.name, method.title));
        }
    }

    #[test]
    fn a_wrong_name_or_parameter_is_refused() {
        let bounds = Bounds::new([22.3, 34.6, 29.2, 41.2]).unwrap();
        let flaw = "merkator".parse::<&Method>().unwrap_err();
        assert_eq!(flaw.hint.as_deref(), Some("did you mean `mercator`?"));
        let error = named("laea").projection(None, Some([1.0, 2.0]), &bounds).unwrap_err();
        assert_eq!(error.hint.as_deref(), Some("leave `parallels` out, or take lcc or aea"));
        assert!(named("laea").projection(Some([0.0, 91.0]), None, &bounds).is_err());
    }
}
