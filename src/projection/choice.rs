//! Which projection for a figure that names none: the extent in, a projection with all its parameters out.
//! Rule after Snyder (1987), p. 33–35, and Šavrič, Jenny, Jenny (2016), *Projection Wizard*: the
//! extent's size first, then its latitude, then its shape.

use super::{
    Bounds, Method, Projection, aea, equal_earth, half_turn, laea, lcc, mercator, stereographic,
};

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
        let (method, center): (&Method, _) = if polar {
            (&stereographic::METHOD, Some(pole))
        } else if bounds.width() > WORLD_WIDTH || bounds.height() > WORLD_HEIGHT {
            (&equal_earth::METHOD, None)
        } else if edge <= EQUATORIAL_EDGE {
            (&mercator::METHOD, None)
        } else if bounds.width() > CONE_WIDTH && bounds.width() >= LONG * bounds.height() {
            (if bounds.height() > TALL { &aea::METHOD } else { &lcc::METHOD }, None)
        } else {
            (&laea::METHOD, None)
        };
        method
            .projection(center, None, bounds)
            .or_else(|_| laea::METHOD.projection(None, None, bounds))
            .expect("the centre of an extent is on the earth, and laea asks for no more")
    }
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
}
