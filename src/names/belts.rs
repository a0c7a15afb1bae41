//! Belts: the plotted waters of states in, the words that stand along each and the course that they follow out: `Israel, 12 nm`
//! half-way between the coast and the limit.

use crate::figure::Figure;
use crate::geodata::Value;
use crate::kind::{Kind, Surface};
use crate::plot::{Plotted, PlottedLayer, PlottedMap};
use crate::projection::View;
use crate::space::OnSheet;
use crate::symbolize::belt_words;
use crate::units::NauticalMiles;
use geo::{BoundingRect, Contains, Coord, Distance, Euclidean, Geometry, Intersects, Length};
use geo::{LineString, MultiPolygon, Point, Rect};

/// Between two vertices of a course, in mm.
const STEP: f64 = 0.8;
/// A belt narrower than this on the sheet has no room for letters, in mm.
const NARROWEST: f64 = 2.3;
/// Letters keep off the frame by this, in mm.
const OFF_FRAME: f64 = 1.5;

/// The belts of the map as features that bear words: each a line, under the id of its belt, and one without vertices where the
/// belt is nowhere wide enough, which is then listed as left out; none where the figure asks for none.
pub(super) fn worded(map: &PlottedMap, figure: &Figure, view: &View) -> Option<PlottedLayer> {
    let belts = map.water.iter().find(|layer| layer.kind == Kind::TerritorialSea);
    let limits = map.water.iter().find(|layer| layer.kind == Kind::Limit);
    let (belts, limits) = belts.zip(limits).filter(|_| figure.labels.belts)?;
    let cover = Cover::of(map);
    let features = belts.features.iter().filter_map(|belt| {
        let limit = limits.features.iter().find(|limit| limit.id == belt.id)?;
        let is_seen = super::areas(&belt.shape.0).intersects(&view.frame_box().0);
        let course = course(belt, limit, &belts.features, (view, &cover));
        let course = course.or_else(|| is_seen.then(|| LineString(Vec::new())))?;
        let shape = OnSheet(course.into());
        let words = belt_words(map, figure, belt)?;
        let mut attributes = belt.attributes.clone();
        for key in ["name", map.name_key.as_str()] {
            attributes.insert(key.to_owned(), Value::Text(words.clone()));
        }
        Some(Plotted { id: belt.id.clone(), attributes, shape })
    });
    let layer = PlottedLayer {
        classes: belts.classes.clone(),
        features: features.collect(),
        labelled: true,
        ..PlottedLayer::empty("belts-in-words".to_owned(), Kind::TerritorialSea)
    };
    (!layer.features.is_empty()).then_some(layer)
}

/// What hides belts: land, for they reach from the coast to either side, and waters that a figure leaves unanalysed.
struct Cover(Vec<(Rect, MultiPolygon)>);

impl Cover {
    fn of(map: &PlottedMap) -> Cover {
        let layers = map.all().filter(|layer| {
            layer.kind.surface() == Some(Surface::Land) || layer.kind == Kind::NotAnalysed
        });
        let areas = layers.flat_map(|layer| &layer.features).map(|it| super::areas(&it.shape.0));
        Cover(areas.filter_map(|area| Some((area.bounding_rect()?, area))).collect())
    }

    fn holds(&self, at: &Coord) -> bool {
        self.0.iter().any(|(around, area)| around.contains(at) && area.contains(at))
    }
}

/// The longest line on the map half-way between the limit of a belt and that of the one within, or the coast.
fn course(
    belt: &Plotted,
    limit: &Plotted,
    all: &[Plotted],
    (view, cover): (&View, &Cover),
) -> Option<LineString> {
    let (breadth, inner) = breadths(belt, all)?;
    let to_sheet =
        |breadth: f64| NauticalMiles(breadth).metres().0 * 1000.0 / view.scale_denominator();
    let width = to_sheet(breadth - inner);
    if width < NARROWEST {
        return None;
    }
    let area = super::areas(&belt.shape.0);
    let Geometry::MultiLineString(parts) = &limit.shape.0 else { return None };
    let frame = view.frame_box().0;
    let off = Coord { x: OFF_FRAME, y: OFF_FRAME };
    let room = Rect::new(frame.min() + off, frame.max() - off);
    let seen =
        parts.iter().filter(|part| part.bounding_rect().is_some_and(|it| it.intersects(&room)));
    let courses = seen.flat_map(|part| beside(part, width / 2.0, &area, (&room, cover)));
    courses.max_by(|one, other| Euclidean.length(one).total_cmp(&Euclidean.length(other)))
}

/// The breadth of a belt, and of the one of its state that lies within; 0 if none does.
fn breadths(belt: &Plotted, all: &[Plotted]) -> Option<(f64, f64)> {
    let breadth = |belt: &Plotted| belt.text("breadth")?.parse::<f64>().ok();
    let number = |belt: &Plotted| belt.text("belt")?.parse::<usize>().ok();
    let own = number(belt)?;
    let within = all.iter().filter(|other| {
        other.text("state") == belt.text("state") && number(other).is_some_and(|it| it < own)
    });
    Some((breadth(belt)?, within.filter_map(breadth).fold(0.0, f64::max)))
}

/// The lines at a distance from a limit, on the side of its area, as far as they lie in the room, uncovered and do not fold.
fn beside(
    limit: &LineString,
    away: f64,
    area: &MultiPolygon,
    (room, cover): (&Rect, &Cover),
) -> Vec<LineString> {
    /// Vertices to either side that tell the direction of a line.
    const REACH: usize = 3;
    /// What is nearer to the limit than this share of the distance lies in a fold.
    const FOLDED: f64 = 0.93;
    let vertices = resampled(limit);
    let mut lines = vec![Vec::new()];
    for number in 0..vertices.len() {
        let (from, to) = (number.saturating_sub(REACH), (number + REACH).min(vertices.len() - 1));
        let way = vertices[to] - vertices[from];
        let length = libm::hypot(way.x, way.y);
        let normal = Coord { x: -way.y, y: way.x } / length.max(1e-9);
        let both = [away, -away].map(|away| vertices[number] + normal * away);
        let inside = both.into_iter().find(|at| {
            let point = Point(*at);
            room.contains(at)
                && !cover.holds(at)
                && area.contains(at)
                && Euclidean.distance(&point, limit) > FOLDED * away
        });
        match (inside, lines.last_mut()) {
            (Some(at), Some(line)) => line.push(at),
            (None, Some(line)) if !line.is_empty() => lines.push(Vec::new()),
            _ => {}
        }
    }
    lines.into_iter().filter(|line| line.len() > 2).map(LineString::new).collect()
}

/// Vertices of a line at equal steps.
fn resampled(line: &LineString) -> Vec<Coord> {
    let mut vertices = Vec::new();
    let mut left = 0.0;
    for edge in line.lines() {
        let length = libm::hypot(edge.dx(), edge.dy());
        while left <= length && length > 0.0 {
            vertices.push(edge.start + edge.delta() * (left / length));
            left += STEP;
        }
        left -= length;
    }
    vertices
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{line_string, polygon};

    #[test]
    fn words_run_half_way_between_limit_and_coast_on_the_side_of_the_belt() {
        let limit = line_string![(x: 0., y: 10.), (x: 60., y: 10.)];
        let belt: MultiPolygon =
            polygon![(x: 0., y: 10.), (x: 60., y: 10.), (x: 60., y: 20.), (x: 0., y: 20.)].into();
        let open = Cover(Vec::new());
        let room = Rect::new(Coord { x: 5.0, y: 5.0 }, Coord { x: 50.0, y: 50.0 });
        let lines = beside(&limit, 3.0, &belt, (&room, &open));
        assert_eq!(lines.len(), 1);
        assert!(lines[0].coords().all(|at| (at.y - 13.0).abs() < 1e-9 && room.contains(at)));
        assert!(Euclidean.length(&lines[0]) > 43.0);
    }

    #[test]
    fn a_course_does_not_fold_where_a_limit_is_bent_more_sharply_than_the_belt_is_broad() {
        let bend = LineString::from_iter((0..=40).map(|step| {
            let turn = std::f64::consts::PI * f64::from(step) / 40.0;
            Coord { x: 20.0 + 2.0 * libm::cos(turn), y: 20.0 - 2.0 * libm::sin(turn) }
        }));
        let belt: MultiPolygon =
            polygon![(x: 0., y: 0.), (x: 40., y: 0.), (x: 40., y: 40.), (x: 0., y: 40.)].into();
        let open = Cover(Vec::new());
        let room = Rect::new(Coord { x: 0.0, y: 0.0 }, Coord { x: 40.0, y: 40.0 });
        let limit = bend.clone();
        for line in beside(&limit, 3.0, &belt, (&room, &open)) {
            assert!(line.coords().all(|at| Euclidean.distance(&Point(*at), &limit) > 2.7));
        }
    }
}
