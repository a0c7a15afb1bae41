//! Where a callout could stand: a point and the size of a box in, places that cover no symbol, each with its leader and with what it
//! hides, out.

use super::super::MapContext;
use super::super::free_space::{FreeSpace, hidden::Hidden};
use super::super::layout::Size;
use super::{CalloutPlace, Dot};
use crate::figure::{self, Figure, Side};
use crate::kind::Kind;
use crate::plot::{PlottedCallout, PlottedMap};
use geo::{BoundingRect, Coord, Geometry, MultiPolygon, Rect};

/// Between two places that are tried, mm.
const STEP: f64 = 2.0;
/// From a point to the box of its callout, mm: nearer the leader is none; on double and single columns.
const NEAREST: (f64, f64) = (4.0, 2.6);
/// Farther off, in widths of the map, nobody follows a leader.
const FARTHEST: f64 = 0.45;
/// So many places are left to choose among, the cheapest.
const MOST: usize = 260;
/// What a unit of the weights that furniture is placed by costs.
const HIDING: f64 = 0.1;
/// What a millimetre of a leader costs, and how much of what it crosses.
const LEADER: (f64, f64) = (0.6, 0.3);
/// A box keeps so far from a symbol, mm.
const CLEAR: f64 = 0.8;
/// Land of what the figure is about weighs this more, a square millimetre.
const SUBJECT: f64 = 1.2;
/// A leader begins so far from the middle of a symbol, and from a bare point, mm.
const START: (f64, f64) = (1.0, 0.3);

/// Makes the land of a figure's subjects count, where the figure is about some.
pub(super) fn spare_subjects(space: &mut FreeSpace, map: &PlottedMap, figure: &Figure) {
    let subjects = figure.states_meant();
    let is_subject = |state: Option<&str>| {
        state.is_some_and(|state| subjects.iter().any(|subject| subject.means(state)))
    };
    let countries = map.layers.iter().filter(|layer| layer.kind == Kind::Country);
    for country in countries.flat_map(|layer| &layer.features) {
        if !is_subject(country.text("state")) {
            continue;
        }
        match &country.shape.0 {
            Geometry::Polygon(area) => {
                space.add_area(&MultiPolygon::new(vec![area.clone()]), SUBJECT);
            }
            Geometry::MultiPolygon(areas) => space.add_area(areas, SUBJECT),
            _ => {}
        }
    }
}

/// A map on which places are weighed.
pub(super) struct Weighed<'a> {
    pub(super) hidden: Hidden<'a>,
    pub(super) dots: &'a [Dot],
    pub(super) context: &'a MapContext<'a>,
}

impl Weighed<'_> {
    /// The places of a box, the cheapest first.
    pub(super) fn of_box(
        &self,
        callout: &PlottedCallout,
        place: Option<figure::CalloutPlace>,
        size: Size,
    ) -> Vec<CalloutPlace> {
        let point = callout.at.0;
        if let Some(figure::CalloutPlace::Offset([right, down])) = place {
            let corner = offset(point, [right, down], size);
            return vec![self.at(callout, Rect::new(corner, corner + extent(size)))];
        }
        let side = match place {
            Some(figure::CalloutPlace::Side(side)) => Some(side),
            _ => None,
        };
        let frame = self.frame();
        let nearest = if self.context.layout.is_narrow { NEAREST.1 } else { NEAREST.0 };
        let farthest = (FARTHEST * frame.width()).max(nearest + 10.0);
        let mut places = Vec::new();
        for corner in corners(frame, size) {
            let taken = Rect::new(corner, corner + extent(size));
            let gap = gap(point, taken);
            let is_near = (nearest..=farthest).contains(&gap);
            if is_near
                && side.is_none_or(|side| lies_to(side, point, taken))
                && self.spares(taken, None)
            {
                places.push(self.at(callout, taken));
            }
        }
        cheapest(places)
    }

    /// The places of a mark: on its point, or beside it at the end of a leader.
    pub(super) fn of_mark(&self, callout: &PlottedCallout, size: Size) -> Vec<CalloutPlace> {
        const DISTANCES: [f64; 6] = [1.0, 2.0, 3.2, 4.6, 6.5, 9.0];
        const DIRECTIONS: u8 = 16;
        /// What it costs a mark to stand beside its point.
        const BESIDE: f64 = 8.0;
        let point = callout.at.0;
        let half = extent(size) / 2.0;
        let on_point = Rect::new(point - half, point + half);
        let mut places = Vec::new();
        if self.spares(on_point, Some(point)) {
            places.push(CalloutPlace { taken: on_point, leader: Vec::new(), cost: 0.0 });
        }
        for distance in DISTANCES {
            for direction in 0..DIRECTIONS {
                let turn = std::f64::consts::TAU * f64::from(direction) / f64::from(DIRECTIONS);
                let (sin, cos) = libm::sincos(turn);
                let to = Coord { x: cos, y: sin };
                let middle = point + to * (half.x + distance + self.start(callout));
                let taken = Rect::new(middle - half, middle + half);
                if self.spares(taken, None) {
                    let leader = vec![point + to * self.start(callout), middle - to * half.x];
                    let hidden = HIDING * self.hidden.under(taken);
                    let cost = BESIDE + LEADER.0 * distance + hidden;
                    places.push(CalloutPlace { taken, leader, cost });
                }
            }
        }
        cheapest(places)
    }

    fn frame(&self) -> Rect {
        let neatline = self.context.view.neatline().0;
        neatline.bounding_rect().unwrap_or(self.context.view.frame_box().0)
    }

    fn start(&self, callout: &PlottedCallout) -> f64 {
        if callout.has_symbol { START.0 } else { START.1 }
    }

    /// Whether a box covers no symbol but its own.
    fn spares(&self, taken: Rect, own: Option<Coord>) -> bool {
        let room = Coord { x: CLEAR, y: CLEAR };
        let (low, high) = (taken.min() - room, taken.max() + room);
        let is_under =
            |dot: &Dot| (low.x..=high.x).contains(&dot.x) && (low.y..=high.y).contains(&dot.y);
        !self.dots.iter().any(|dot| Some(*dot) != own && is_under(dot))
    }

    fn at(&self, callout: &PlottedCallout, taken: Rect) -> CalloutPlace {
        let point = callout.at.0;
        let end = attachment(point, taken);
        let way = end - point;
        let length = libm::hypot(way.x, way.y);
        let start = self.start(callout);
        let leader = match length > start {
            true => vec![point + way * (start / length), end],
            false => Vec::new(),
        };
        let crossed = LEADER.1 * self.hidden.along(point, end);
        let cost = HIDING * (self.hidden.under(taken) + crossed) + LEADER.0 * length;
        CalloutPlace { taken, leader, cost }
    }
}

fn extent(size: Size) -> Coord {
    Coord { x: size.width, y: size.height }
}

fn cheapest(mut places: Vec<CalloutPlace>) -> Vec<CalloutPlace> {
    places.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    places.truncate(MOST);
    places
}

/// The top left corners that are tried.
fn corners(frame: Rect, size: Size) -> impl Iterator<Item = Coord> {
    let steps = |from: f64, to: f64, size: f64| {
        let count = ((to - size - from) / STEP).floor().max(-1.0) + 1.0;
        (0..count as usize).map(move |step| from + step as f64 * STEP)
    };
    let (min, max) = (frame.min(), frame.max());
    steps(min.y, max.y, size.height)
        .flat_map(move |y| steps(min.x, max.x, size.width).map(move |x| Coord { x, y }))
}

/// Between a point and a box; 0 inside.
fn gap(point: Coord, taken: Rect) -> f64 {
    let x = (taken.min().x - point.x).max(point.x - taken.max().x).max(0.0);
    let y = (taken.min().y - point.y).max(point.y - taken.max().y).max(0.0);
    libm::hypot(x, y)
}

/// Where a box stands whose nearest corner, or the middle of whose nearest side, is at an offset from a point.
fn offset(point: Coord, offset: [f64; 2], size: Size) -> Coord {
    let along = |offset: f64, size: f64| {
        if offset > 0.0 {
            offset
        } else if offset < 0.0 {
            offset - size
        } else {
            -size / 2.0
        }
    };
    point + Coord { x: along(offset[0], size.width), y: along(offset[1], size.height) }
}

/// Whether a box lies on a side of a point: the middle of the box within an eighth of a turn and a little.
fn lies_to(side: Side, point: Coord, taken: Rect) -> bool {
    /// Degrees to either side.
    const WITHIN: f64 = 30.0;
    let [x, y] = side.direction();
    let to = taken.center() - point;
    let turn = libm::atan2(to.y, to.x) - libm::atan2(y, x);
    libm::remainder(turn, std::f64::consts::TAU).abs() <= WITHIN.to_radians()
}

/// Where a leader meets a box: level or upright where it can, else near the corner.
fn attachment(point: Coord, taken: Rect) -> Coord {
    /// From a corner, mm, or half of a shorter side.
    const INSET: f64 = 2.0;
    let (min, max) = (taken.min(), taken.max());
    let within = |at: f64, low: f64, high: f64| {
        let inset = INSET.min((high - low) / 2.0);
        at.clamp(low + inset, high - inset)
    };
    let beside = (min.x - point.x).max(point.x - max.x);
    let above = (min.y - point.y).max(point.y - max.y);
    let side = |at: f64, low: f64, high: f64| if at < (low + high) / 2.0 { low } else { high };
    match beside > above {
        true => Coord { x: side(point.x, min.x, max.x), y: within(point.y, min.y, max.y) },
        false => Coord { x: within(point.x, min.x, max.x), y: side(point.y, min.y, max.y) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Size = Size { width: 20.0, height: 10.0 };

    #[test]
    fn an_offset_is_from_the_point_to_the_nearest_corner() {
        let point = Coord { x: 50.0, y: 50.0 };
        assert_eq!(offset(point, [12.0, -8.0], BOX), Coord { x: 62.0, y: 32.0 });
        assert_eq!(offset(point, [-5.0, 5.0], BOX), Coord { x: 25.0, y: 55.0 });
        assert_eq!(offset(point, [0.0, 6.0], BOX), Coord { x: 40.0, y: 56.0 });
    }

    #[test]
    fn a_leader_is_level_or_upright_where_it_can_be() {
        let taken = Rect::new((10.0, 10.0), (30.0, 20.0));
        let end = |x: f64, y: f64| attachment(Coord { x, y }, taken);
        assert_eq!(end(40.0, 15.0), Coord { x: 30.0, y: 15.0 });
        assert_eq!(end(20.0, 40.0), Coord { x: 20.0, y: 20.0 });
        assert_eq!(end(60.0, 30.0), Coord { x: 30.0, y: 18.0 });
        assert!((gap(Coord { x: 33.0, y: 24.0 }, taken) - 5.0).abs() < 1e-12);
    }

    #[test]
    fn a_side_is_where_the_middle_of_the_box_lies() {
        let point = Coord { x: 0.0, y: 0.0 };
        let at = |x: f64, y: f64| Rect::new((x - 1.0, y - 1.0), (x + 1.0, y + 1.0));
        assert!(lies_to(Side::NorthEast, point, at(10.0, -10.0)));
        assert!(!lies_to(Side::NorthEast, point, at(10.0, 10.0)));
        assert!(lies_to(Side::West, point, at(-10.0, 1.0)));
    }
}
