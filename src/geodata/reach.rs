//! Reach: the boxes in which data hold in, the part of the earth beyond them out. What lies there may be land or
//! water: nobody looked.

use super::Feature;
use crate::error::Flaw;
use crate::space::{Geographic, box_of};
use crate::units::NauticalMiles;
use geo::{
    BooleanOps, BoundingRect, Contains, CoordsIter, Intersects, MultiPolygon, Polygon, Rect,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The whole earth, in degrees.
const EARTH: ([f64; 2], [f64; 2]) = ([-180.0, -90.0], [180.0, 90.0]);
const FULL_TURN: f64 = 360.0;

/// A nautical mile is a minute of latitude to within 1 %.
const DEGREES_PER_MILE: f64 = 1.01 / 60.0;

/// Nearer to a pole than this a distance is taken for one here: a box of longitudes says little there.
const NEAR_POLE: f64 = 89.0;

/// No land lies north of this parallel (Kaffeklubben, 83°40′ N), and none but Antarctica's south of the other: data
/// that reach so far reach the pole.
const LAND_ENDS: (f64, f64) = (-85.0, 83.5);

/// Where data hold, in boxes of longitude and latitude.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(try_from = "[f64; 4]")]
pub struct Reach {
    /// As given, the east end beyond 180 where a box crosses the antimeridian.
    boxes: Vec<Rect>,
}

impl Reach {
    /// The whole earth.
    pub fn earth() -> Reach {
        Reach { boxes: vec![Rect::new(EARTH.0, EARTH.1)] }
    }

    /// Between two meridians and two parallels, degrees; a west end east of the east end crosses the antimeridian
    /// (RFC 7946 §5.2).
    ///
    /// Errors: a number that is none or out of range, a box without width or height.
    pub fn of_bounds([west, south, east, north]: [f64; 4]) -> Result<Reach, Flaw> {
        let hint = "a reach is west, south, east, north in degrees";
        let east = if east < west { east + FULL_TURN } else { east };
        let is_box = west.abs() <= FULL_TURN && west < east && -90.0 <= south && south < north;
        match is_box && north <= 90.0 && east - west <= FULL_TURN {
            true => Ok(Reach { boxes: vec![Rect::new([west, south], [east, north])] }),
            false => Err(Flaw::new("the reach is no part of the earth").hint(hint)),
        }
    }

    /// The box round features: as far as a file reaches that does not say it. Nothing for none.
    pub fn of_features(features: &[Feature]) -> Reach {
        let boxes = features.iter().filter_map(|feature| feature.geometry.0.bounding_rect());
        let whole = box_of(boxes);
        let to_the_poles = whole.map(|it| {
            let south = if it.min().y <= LAND_ENDS.0 { -90.0 } else { it.min().y };
            let north = if it.max().y >= LAND_ENDS.1 { 90.0 } else { it.max().y };
            Rect::new([it.min().x, south], [it.max().x, north])
        });
        Reach { boxes: to_the_poles.into_iter().collect() }
    }

    /// Where one or the other holds.
    pub fn and(mut self, other: Reach) -> Reach {
        self.boxes.extend(other.boxes);
        self
    }

    /// The box round all of it, the east end beyond 180 where it crosses the antimeridian; none for nothing.
    pub(crate) fn bounds(&self) -> Option<Rect> {
        box_of(self.boxes.iter().copied())
    }

    /// Whether any of it lies in a box of longitudes and latitudes.
    pub fn meets(&self, bounds: &Rect) -> bool {
        turned(bounds).any(|bounds| self.boxes.iter().any(|it| it.intersects(&bounds)))
    }

    /// Whether all of a box of longitudes and latitudes lies in it.
    pub fn covers(&self, bounds: &Rect) -> bool {
        let known = self.on_earth();
        on_earth(bounds).difference(&known).0.is_empty()
    }

    /// Whether data that end here hold within this distance of every vertex of an area: whether nothing that is not known
    /// can change it. Too careful where the edges of two boxes meet.
    pub fn holds_round(&self, area: &Geographic<MultiPolygon>, distance: NauticalMiles) -> bool {
        let Geographic(area) = area;
        let up = distance.0 * DEGREES_PER_MILE;
        area.coords_iter().all(|at| {
            let furthest = (at.y.abs() + up).min(NEAR_POLE);
            let aside = up / libm::cos(furthest.to_radians());
            let (south, north) = ((at.y - up).max(-90.0), (at.y + up).min(90.0));
            let round = Rect::new([at.x - aside, south], [at.x + aside, north]);
            self.boxes.iter().any(|it| {
                it.width() >= FULL_TURN && it.min().y <= south && it.max().y >= north
                    || turned(&round).any(|round| it.contains(&round) || *it == round)
            })
        })
    }

    /// Which sides of a box of longitudes and latitudes lie beyond: `no data west of 8° E and north of 50° N`; nothing if
    /// none does.
    pub fn gap(&self, bounds: &Rect) -> Option<String> {
        if self.covers(bounds) {
            return None;
        }
        let beyond = || format!("no data beyond {self}");
        let [known] = self.boxes[..] else { return Some(beyond()) };
        let Some(asked) = turned(bounds).find(|it| known.intersects(it)) else {
            return Some(beyond());
        };
        let (low, high) = (known.min(), known.max());
        let sides = [
            (asked.min().x < low.x, "west", low.x, ["W", "E"]),
            (asked.max().x > high.x, "east", high.x, ["W", "E"]),
            (asked.min().y < low.y, "south", low.y, ["S", "N"]),
            (asked.max().y > high.y, "north", high.y, ["S", "N"]),
        ];
        let sides = sides.into_iter().filter(|side| side.0);
        let words = sides.map(|(_, side, at, names)| format!("{side} of {}", degrees(at, names)));
        Some(format!("no data {}", words.collect::<Vec<_>>().join(" and ")))
    }

    /// The part of the earth that lies beyond: longitudes −180 to 180.
    pub fn beyond(&self) -> Geographic<MultiPolygon> {
        let earth = Rect::new(EARTH.0, EARTH.1).to_polygon();
        Geographic(MultiPolygon::from(earth).difference(&self.on_earth()))
    }

    fn on_earth(&self) -> MultiPolygon {
        let none = MultiPolygon::new(Vec::new());
        self.boxes.iter().fold(none, |known, it| known.union(&on_earth(it)))
    }
}

/// A box and the same one turn to the west and to the east.
pub(super) fn turned(bounds: &Rect) -> impl Iterator<Item = Rect> {
    let (low, high) = (bounds.min(), bounds.max());
    [-FULL_TURN, 0.0, FULL_TURN]
        .map(|by| Rect::new([low.x + by, low.y], [high.x + by, high.y]))
        .into_iter()
}

/// A box as what of it lies between 180° W and 180° E: in two parts where it crosses the antimeridian.
fn on_earth(bounds: &Rect) -> MultiPolygon {
    let (west, south) = EARTH.0.into();
    let (east, north) = EARTH.1.into();
    let parts = turned(bounds).filter_map(|part| {
        let (from, to) = (part.min().x.max(west), part.max().x.min(east));
        let (low, high) = (part.min().y.max(south), part.max().y.min(north));
        (from < to && low < high).then(|| Rect::new([from, low], [to, high]).to_polygon())
    });
    MultiPolygon::new(parts.collect::<Vec<Polygon>>())
}

impl TryFrom<[f64; 4]> for Reach {
    type Error = Flaw;

    fn try_from(bounds: [f64; 4]) -> Result<Reach, Flaw> {
        Reach::of_bounds(bounds)
    }
}

/// `8–56° E, 27–50° N`; boxes after each other.
impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let boxes = self.boxes.iter().map(in_words).collect::<Vec<_>>();
        f.write_str(&if boxes.is_empty() { "nowhere".to_owned() } else { boxes.join("; ") })
    }
}

fn in_words(bounds: &Rect) -> String {
    let (low, high) = (bounds.min(), bounds.max());
    if bounds.width() >= FULL_TURN && bounds.height() >= 180.0 {
        return "the whole earth".to_owned();
    }
    let longitudes = match bounds.width() >= FULL_TURN {
        true => "all longitudes".to_owned(),
        false => range(half_turn(low.x), half_turn(high.x), ["W", "E"]),
    };
    format!("{longitudes}, {}", range(low.y, high.y, ["S", "N"]))
}

/// Between 180 west and 180 east.
fn half_turn(longitude: f64) -> f64 {
    match longitude {
        it if it > 180.0 => it - FULL_TURN,
        it if it < -180.0 => it + FULL_TURN,
        it => it,
    }
}

/// `8° E`, in steps of a hundredth of a degree.
fn degrees(at: f64, [minus, plus]: [&str; 2]) -> String {
    let at = half_turn(at);
    let side = if at < 0.0 { minus } else { plus };
    format!("{}° {side}", (at.abs() * 100.0).round() / 100.0)
}

/// `8–56° E`, `12° W–68° E`, in steps of a hundredth of a degree.
fn range(from: f64, to: f64, [minus, plus]: [&str; 2]) -> String {
    let side = |degrees: f64| if degrees < 0.0 { minus } else { plus };
    let number = |degrees: f64| (degrees.abs() * 100.0).round() / 100.0;
    match side(from) == side(to) {
        true => format!("{}–{}° {}", number(from), number(to), side(from)),
        false => format!("{}° {}–{}° {}", number(from), side(from), number(to), side(to)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Area;

    fn reach(bounds: [f64; 4]) -> Reach {
        Reach::of_bounds(bounds).unwrap()
    }

    fn rect([west, south, east, north]: [f64; 4]) -> Rect {
        Rect::new([west, south], [east, north])
    }

    #[test]
    fn what_lies_beyond_and_the_reach_are_the_whole_earth() {
        let degrees = |shape: &MultiPolygon| shape.unsigned_area();
        let whole = degrees(&Reach::default().beyond().0);
        assert_eq!(whole, 360.0 * 180.0);
        for (boxes, known) in [
            (reach([8.0, 27.0, 56.0, 50.0]), [8.0, 27.0, 56.0, 50.0]),
            (reach([170.0, -20.0, -170.0, -10.0]), [170.0, -20.0, 190.0, -10.0]),
            (
                reach([0.0, 0.0, 10.0, 10.0]).and(reach([10.0, 0.0, 20.0, 10.0])),
                [0.0, 0.0, 20.0, 10.0],
            ),
            (
                reach([0.0, 0.0, 20.0, 10.0]).and(reach([5.0, 0.0, 10.0, 10.0])),
                [0.0, 0.0, 20.0, 10.0],
            ),
        ] {
            let known = degrees(&MultiPolygon::from(rect(known).to_polygon()));
            let beyond = degrees(&boxes.beyond().0);
            assert!(((known + beyond) / whole - 1.0).abs() < 1e-9, "{boxes}");
        }
        assert!(Reach::earth().beyond().0.0.is_empty());
    }

    #[test]
    fn a_box_is_met_whichever_way_its_longitudes_are_counted() {
        let fiji = reach([176.0, -20.0, -178.0, -15.0]);
        for bounds in [[-179.0, -17.0, -178.5, -16.0], [181.0, -17.0, 181.5, -16.0]] {
            assert!(fiji.meets(&rect(bounds)) && fiji.covers(&rect(bounds)), "{bounds:?}");
        }
        assert!(!fiji.meets(&rect([-170.0, -17.0, -169.0, -16.0])));
        assert!(!fiji.covers(&rect([175.0, -17.0, 177.0, -16.0])));
    }

    #[test]
    fn a_reach_is_said_as_an_atlas_says_it() {
        assert_eq!(reach([8.0, 27.0, 56.0, 50.0]).to_string(), "8–56° E, 27–50° N");
        assert_eq!(reach([-12.0, -20.5, 68.0, 62.0]).to_string(), "12° W–68° E, 20.5° S–62° N");
        assert_eq!(reach([170.0, -20.0, -170.0, -10.0]).to_string(), "170° E–170° W, 20–10° S");
        assert_eq!(Reach::earth().to_string(), "the whole earth");
    }

    #[test]
    fn sides_beyond_are_named() {
        let data = reach([8.0, 27.0, 56.0, 50.0]);
        let gap = |bounds| data.gap(&rect(bounds));
        assert_eq!(gap([9.0, 30.0, 20.0, 40.0]), None);
        assert_eq!(gap([5.0, 36.0, 20.0, 46.0]).as_deref(), Some("no data west of 8° E"));
        let two = gap([50.0, 40.0, 60.0, 51.0]);
        assert_eq!(two.as_deref(), Some("no data east of 56° E and north of 50° N"));
        let none = gap([100.0, 0.0, 110.0, 10.0]);
        assert_eq!(none.as_deref(), Some("no data beyond 8–56° E, 27–50° N"));
    }

    #[test]
    fn an_area_near_the_edge_may_be_changed_by_what_is_not_known() {
        let data = reach([8.0, 27.0, 56.0, 50.0]);
        let area = |bounds| Geographic(MultiPolygon::from(rect(bounds).to_polygon()));
        let near = area([8.1, 40.0, 9.0, 41.0]);
        assert!(data.holds_round(&near, NauticalMiles(3.0)));
        assert!(!data.holds_round(&near, NauticalMiles(12.0)), "6 minutes of longitude are 4.6 nm");
        assert!(
            Reach::earth().holds_round(&area([-180.0, 60.0, 180.0, 90.0]), NauticalMiles(200.0))
        );
    }

    #[test]
    fn what_is_no_box_is_refused() {
        for bounds in [
            [0.0, 5.0, 1.0, 5.0],
            [0.0, -91.0, 1.0, 5.0],
            [0.0, 0.0, f64::NAN, 1.0],
            [3.0, 0.0, 3.0, 1.0],
        ] {
            assert!(Reach::of_bounds(bounds).is_err(), "{bounds:?}");
        }
    }
}
