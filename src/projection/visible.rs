//! The box that a map is clipped to in, the part of the earth that can be in it out: what is outside
//! is dropped before it is projected, which is most of any coastline.

use super::{Domain, Projection};
use geo::{Coord, coord};

/// Steps along each side of the box, and across it, at which it is traced back to the earth.
const EDGE_PARTS: u32 = 64;
const INNER_PARTS: u32 = 12;
/// Room that is left round the positions found, as a part of their span, and in degrees.
const ROOM: f64 = 0.02;
const LEAST_ROOM: f64 = 0.02;
/// Spans wider than this are the whole turn, degrees.
const WHOLE: f64 = 300.0;

/// The part of `projection`'s domain that a box can show. `at` gives easting and northing at a part
/// of the box's width and height (0 to 1 each).
pub(super) fn visible(projection: &Projection, at: impl Fn(Coord) -> Coord) -> Domain {
    let domain = projection.domain();
    let steps = |parts: u32| (0..=parts).map(move |i| f64::from(i) / f64::from(parts));
    let edges = steps(EDGE_PARTS).flat_map(|t| [(t, 0.0), (t, 1.0), (0.0, t), (1.0, t)]);
    let inner = steps(INNER_PARTS).flat_map(|x| steps(INNER_PARTS).map(move |y| (x, y)));
    let seen: Vec<Option<Coord>> = edges
        .chain(inner)
        .map(|part| projection.invert_from_meridian(at(Coord::from(part))))
        .collect();
    let poles = [-90.0, 90.0].map(|lat| shows_pole(projection, lat, &at));
    let found: Vec<Coord> = seen.iter().flatten().copied().collect();
    let whole = found.len() < seen.len() || poles[0] || poles[1];
    match domain {
        Domain::Window { .. } => narrow(domain, &found, whole, poles),
        Domain::Cap { .. }
            if !whole && span(&found, |p| p.x).is_some_and(|(w, e)| e - w < WHOLE) =>
        {
            let earth = Domain::Window { west: -180.0, south: -90.0, east: 180.0, north: 90.0 };
            narrow(earth, &found, false, poles)
        }
        Domain::Cap { latitude, radius } => {
            let reach = found.iter().map(|p| angle(latitude, *p)).fold(0.0, f64::max);
            let cut_off = found.len() < seen.len();
            let reach = if cut_off { radius } else { reach * (1.0 + ROOM) + LEAST_ROOM };
            Domain::Cap { latitude, radius: radius.min(reach) }
        }
    }
}

/// A window cut down to the positions found and some room.
fn narrow(domain: Domain, found: &[Coord], whole: bool, poles: [bool; 2]) -> Domain {
    let Domain::Window { west, south, east, north } = domain else { return domain };
    let (Some((w, e)), Some((s, n))) = (span(found, |p| p.x), span(found, |p| p.y)) else {
        return domain;
    };
    let (room_x, room_y) = ((e - w) * ROOM + LEAST_ROOM, (n - s) * ROOM + LEAST_ROOM);
    let round = whole || e - w > WHOLE;
    Domain::Window {
        west: if round { west } else { west.max(w - room_x) },
        east: if round { east } else { east.min(e + room_x) },
        south: if poles[0] { south } else { south.max(s - room_y) },
        north: if poles[1] { north } else { north.min(n + room_y) },
    }
}

/// Least and greatest of a coordinate.
fn span(found: &[Coord], of: impl Fn(&Coord) -> f64) -> Option<(f64, f64)> {
    let first = of(found.first()?);
    Some(found.iter().map(of).fold((first, first), |(low, high), v| (low.min(v), high.max(v))))
}

/// Whether a pole is a point in the box.
fn shows_pole(projection: &Projection, lat: f64, at: &impl Fn(Coord) -> Coord) -> bool {
    let Some(pole) = projection.project_from_meridian(coord! { x: 0.0, y: lat }) else {
        return false;
    };
    let (low, high) = (at(coord! { x: 0.0, y: 1.0 }), at(coord! { x: 1.0, y: 0.0 }));
    (low.x..=high.x).contains(&pole.x) && (low.y..=high.y).contains(&pole.y)
}

/// Angle on the sphere between the centre, at `latitude` on the central meridian, and a position; degrees.
pub(super) fn angle(latitude: f64, p: Coord) -> f64 {
    let (phi_1, phi, lambda) = (latitude.to_radians(), p.y.to_radians(), p.x.to_radians());
    let cos =
        libm::sin(phi_1) * libm::sin(phi) + libm::cos(phi_1) * libm::cos(phi) * libm::cos(lambda);
    libm::acos(cos.clamp(-1.0, 1.0)).to_degrees()
}
