//! Which projection: a name, or nothing but the extent, in, a projection with all its parameters out.
//! Rule after Snyder (1987), p. 33–35, and Šavrič, Jenny, Jenny (2016), *Projection Wizard*: the
//! extent's size first, then its latitude, then its shape.

use super::{
    AlbersEqualArea, AzimuthalEquidistant, Bounds, EqualEarth, Equirectangular,
    LambertAzimuthalEqualArea, LambertConformalConic, Mercator, Projection, Robinson,
    Stereographic, TransverseMercator, WGS84, half_turn,
};
use crate::error::{Error, Result, nearest};
use geo::Coord;

/// The names that a figure file may give.
pub const NAMES: [&str; 10] = [
    "laea",
    "lcc",
    "aea",
    "mercator",
    "tmerc",
    "stereographic",
    "aeqd",
    "equirectangular",
    "equal-earth",
    "robinson",
];

/// Wider or taller than this the extent is a world or half of it, degrees.
const WORLD_WIDTH: f64 = 120.0;
const WORLD_HEIGHT: f64 = 100.0;
/// An extent that reaches this latitude, centred beyond the next, is polar; degrees.
const POLAR_EDGE: f64 = 80.0;
const POLAR_CENTER: f64 = 60.0;
/// An extent whose both edges are nearer than this to the equator is equatorial, degrees.
const EQUATORIAL_EDGE: f64 = 25.0;
/// Width over height, in degrees, from which an extent is long; and the least width for a cone.
const LONG: f64 = 1.6;
const CONE_WIDTH: f64 = 8.0;
/// Height from which a long extent is better kept in area than in angle, degrees.
const TALL: f64 = 25.0;
/// Standard parallels lie this part of the height from the edges (Snyder 1987, p. 99).
const SIXTH: f64 = 1.0 / 6.0;

impl Projection {
    /// The projection for an extent for which none is named.
    ///
    /// | extent | projection |
    /// |---|---|
    /// | wider than 120° or taller than 100° | equal-earth |
    /// | reaches 80° and is centred beyond 60° | polar stereographic |
    /// | within 25° of the equator | mercator |
    /// | wider than 8° and 1.6 times its height, in degrees | lcc; aea if taller than 25° |
    /// | any other | laea about its centre |
    pub fn choose(bounds: &Bounds) -> Projection {
        let center = bounds.center();
        let edge = bounds.south.abs().max(bounds.north.abs());
        let polar = edge >= POLAR_EDGE && center.y.abs() >= POLAR_CENTER;
        let pole = [half_turn(center.x), 90f64.copysign(center.y)];
        let (name, center) = if polar {
            ("stereographic", Some(pole))
        } else if bounds.width() > WORLD_WIDTH || bounds.height() > WORLD_HEIGHT {
            ("equal-earth", None)
        } else if edge <= EQUATORIAL_EDGE {
            ("mercator", None)
        } else if bounds.width() > CONE_WIDTH && bounds.width() >= LONG * bounds.height() {
            (if bounds.height() > TALL { "aea" } else { "lcc" }, None)
        } else {
            ("laea", None)
        };
        Projection::named(name, center, None, bounds)
            .or_else(|_| Projection::named("laea", None, None, bounds))
            .expect("the centre of an extent is on the earth, and laea asks for no more")
    }

    /// The projection that a figure file names. A centre or parallels not given come from the
    /// extent: its middle, and a sixth of its height from its edges. For `mercator` and
    /// `equirectangular` the centre's latitude is the standard parallel.
    ///
    /// Errors: `Input` for an unknown name (the nearest is named), for parallels given to a
    /// projection that has none, and for parameters that make no map.
    pub fn named(
        name: &str,
        center: Option<[f64; 2]>,
        parallels: Option<[f64; 2]>,
        bounds: &Bounds,
    ) -> Result<Projection> {
        if parallels.is_some() && !matches!(name, "lcc" | "aea") && NAMES.contains(&name) {
            return Err(Error::input(format!("projection `{name}` has no standard parallels"))
                .hint("leave `parallels` out, or take lcc or aea"));
        }
        let middle = bounds.center();
        let center = center.map_or(Coord { x: half_turn(middle.x), y: middle.y }, Coord::from);
        let inset = bounds.height() * SIXTH;
        let parallels = parallels.unwrap_or([bounds.south + inset, bounds.north - inset]);
        let (earth, lon, lat) = (&WGS84, center.x, center.y);
        Ok(match name {
            "laea" => Projection::Laea(LambertAzimuthalEqualArea::new(earth, center)?),
            "lcc" => Projection::Lcc(LambertConformalConic::new(earth, center, parallels)?),
            "aea" => Projection::Aea(AlbersEqualArea::new(earth, center, parallels)?),
            "mercator" => Projection::Mercator(Mercator::new(earth, lon, lat)?),
            "tmerc" => Projection::Tmerc(TransverseMercator::new(earth, center)?),
            "stereographic" => Projection::Stereographic(Stereographic::new(earth, center)?),
            "aeqd" => Projection::Aeqd(AzimuthalEquidistant::new(earth, center)?),
            "equirectangular" => {
                Projection::Equirectangular(Equirectangular::new(earth, lon, lat)?)
            }
            "equal-earth" => Projection::EqualEarth(EqualEarth::new(earth, lon)?),
            "robinson" => Projection::Robinson(Robinson::new(earth, lon)?),
            unknown => return Err(unknown_name(unknown)),
        })
    }
}

fn unknown_name(name: &str) -> Error {
    let hint = match nearest(name, NAMES) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the projections are {}", NAMES.join(", ")),
    };
    Error::input(format!("there is no projection `{name}`")).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(bounds: [f64; 4]) -> &'static str {
        Projection::choose(&Bounds::new(bounds).unwrap()).name()
    }

    #[test]
    fn the_extent_chooses_the_projection() {
        assert_eq!(chosen([-180.0, -90.0, 180.0, 90.0]), "equal-earth");
        assert_eq!(chosen([-180.0, 60.0, 180.0, 90.0]), "stereographic");
        assert_eq!(chosen([95.0, -10.0, 120.0, 10.0]), "mercator");
        assert_eq!(chosen([38.5, 38.0, 51.0, 44.5]), "lcc");
        assert_eq!(chosen([-125.0, 20.0, -65.0, 50.0]), "aea");
        assert_eq!(chosen([22.3, 34.6, 29.2, 41.2]), "laea");
        assert_eq!(chosen([175.0, -48.0, -175.0, -34.0]), "laea");
    }

    #[test]
    fn parallels_not_given_lie_a_sixth_from_the_edges() {
        let bounds = Bounds::new([38.0, 36.0, 52.0, 42.0]).unwrap();
        let lcc = Projection::named("lcc", None, None, &bounds).unwrap();
        assert_eq!(lcc.parameters()[2], ("first standard parallel", 37.0));
        assert_eq!(lcc.parameters()[3], ("second standard parallel", 41.0));
    }

    #[test]
    fn every_name_is_answered_by_its_projection() {
        let bounds = Bounds::new([22.3, 34.6, 29.2, 41.2]).unwrap();
        for name in NAMES {
            assert_eq!(Projection::named(name, None, None, &bounds).unwrap().name(), name);
        }
    }

    #[test]
    fn a_wrong_name_is_answered_with_the_nearest() {
        let bounds = Bounds::new([22.3, 34.6, 29.2, 41.2]).unwrap();
        let error = Projection::named("merkator", None, None, &bounds).unwrap_err();
        assert_eq!(error.hint.as_deref(), Some("did you mean `mercator`?"));
        assert!(Projection::named("laea", None, Some([1.0, 2.0]), &bounds).is_err());
        assert!(Projection::named("laea", Some([0.0, 91.0]), None, &bounds).is_err());
    }
}
