//! Rivers: a river and the states of the map in, the stretches that bear its name out.
//! Once in each state that the figure is about; a river that meets none of them is named where it is longest.

use super::areas;
use super::shape::longest;
use crate::kind::Kind;
use crate::plot::{Plotted, PlottedLayer, PlottedMap};
use crate::space::OnSheet;
use geo::{
    Contains, Distance, Euclidean, Geometry, InterpolatableLine, Length, LineString, MultiPolygon,
    Point,
};
use std::borrow::Cow;

/// Shorter stretches are not named again, in mm.
const LEAST: f64 = 12.0;
/// A river that is the boundary leaves the state for so much at the most: boundary and river are of two sources.
const ASTRAY: f64 = 0.8;
/// Distance of the places that are looked at, in mm.
const STEP: f64 = 0.5;

/// The features of a layer as they are named: a river once a state, all others as they are.
pub(super) fn by_state<'a>(layer: &'a PlottedLayer, map: &PlottedMap) -> Vec<Cow<'a, Plotted>> {
    if layer.kind != Kind::River {
        return layer.features.iter().map(Cow::Borrowed).collect();
    }
    let countries = map.layers.iter().filter(|layer| layer.kind == Kind::Country);
    let subjects = countries.flat_map(|layer| &layer.features);
    let subjects: Vec<(&str, MultiPolygon)> = subjects
        .filter(|country| country.text("role") == Some("subject"))
        .filter_map(|country| Some((country.text("state")?, areas(&country.shape.0))))
        .collect();
    let named = |river: &'a Plotted| {
        // where it runs through a lake it is not drawn
        if river.text("course") == Some("lake") {
            return Vec::new();
        }
        let is_named = river.text("name").is_some();
        let stretches = if is_named { stretches(river, &subjects) } else { Vec::new() };
        if stretches.is_empty() {
            vec![NamedStretch { state: None, river: Cow::Borrowed(river) }]
        } else {
            stretches
        }
    };
    once(layer.features.iter().flat_map(named).collect())
}

/// A stretch of a river, with the state that it is named in.
struct NamedStretch<'a> {
    state: Option<String>,
    river: Cow<'a, Plotted>,
}

/// The longest of the stretches that would bear the same name in the same state: the data have a river in
/// several courses.
fn once(stretches: Vec<NamedStretch>) -> Vec<Cow<Plotted>> {
    let length = |river: &Plotted| longest(&river.shape.0).map_or(0.0, |it| Euclidean.length(&it));
    let mut once: Vec<NamedStretch> = Vec::new();
    for own in stretches {
        let is_same = |other: &&mut NamedStretch| {
            own.state.is_some()
                && other.state == own.state
                && other.river.text("name") == own.river.text("name")
        };
        match once.iter_mut().find(is_same) {
            Some(other) if length(&other.river) < length(&own.river) => *other = own,
            Some(_) => {}
            None => once.push(own),
        }
    }
    once.into_iter().map(|stretch| stretch.river).collect()
}

/// The longest stretch of a river in each of these states.
fn stretches<'a>(river: &Plotted, states: &[(&str, MultiPolygon)]) -> Vec<NamedStretch<'a>> {
    let Some(course) = longest(&river.shape.0) else {
        return Vec::new();
    };
    let found = states.iter().filter_map(|(state, area)| {
        let stretch = stretch(&course, area)?;
        let id = format!("{}-{}", river.id, state.to_lowercase());
        let shape = OnSheet(Geometry::LineString(stretch));
        let river = Plotted { id, attributes: river.attributes.clone(), shape };
        Some(NamedStretch { state: Some((*state).to_owned()), river: Cow::Owned(river) })
    });
    found.collect()
}

/// The longest stretch of a course in an area or by its edge.
fn stretch(course: &LineString, area: &MultiPolygon) -> Option<LineString> {
    let count = (Euclidean.length(course) / STEP).ceil().max(1.0);
    let at = |step: usize| course.point_at_ratio_from_start(&Euclidean, step as f64 / count);
    let points: Vec<Point> = (0..=count as usize).filter_map(at).collect();
    let is_in = |point: &Point| area.contains(point) || Euclidean.distance(area, point) < ASTRAY;
    let marked: Vec<(bool, Point)> = points.into_iter().map(|it| (is_in(&it), it)).collect();
    let runs = marked.chunk_by(|(a, _), (b, _)| a == b).filter(|run| run[0].0);
    let longest = runs.max_by_key(|run| run.len())?;
    let line: LineString = longest.iter().map(|(_, point)| *point).collect();
    (Euclidean.length(&line) >= LEAST).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Rect;

    fn square(left: f64, right: f64) -> MultiPolygon {
        Rect::new((left, 0.0), (right, 40.0)).to_polygon().into()
    }

    #[test]
    fn a_river_is_named_in_each_state_that_it_is_long_in() {
        let shape = OnSheet(Geometry::LineString(vec![(5.0, 20.0), (75.0, 20.0)].into()));
        let attributes = Default::default();
        let river = Plotted { id: "kura".into(), attributes, shape };
        let states =
            [("GEO", square(0.0, 30.0)), ("AZE", square(30.0, 70.0)), ("IRN", square(70.0, 90.0))];
        let found = stretches(&river, &states);
        let ids: Vec<&str> = found.iter().map(|it| it.river.id.as_str()).collect();
        assert_eq!(ids, ["kura-geo", "kura-aze"], "5 mm in a third are too short");
    }

    #[test]
    fn of_two_courses_of_one_name_in_a_state_the_longer_is_named() {
        let course = |id: &str, to: f64| {
            let line = LineString::from(vec![(5.0, 20.0), (to, 20.0)]);
            Plotted { id: id.into(), ..Plotted::with_words(line, [("name", "Kura")]) }
        };
        let states = [("AZE", square(0.0, 70.0))];
        let courses = [course("upper", 30.0), course("lower", 60.0)];
        let found = once(courses.iter().flat_map(|it| stretches(it, &states)).collect());
        let ids: Vec<&str> = found.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["lower-aze"]);
    }

    #[test]
    fn a_river_that_strays_over_its_boundary_is_not_cut() {
        let course = LineString::from(vec![(10.0, 1.0), (20.0, -0.5), (30.0, 1.0), (40.0, -9.0)]);
        let found = stretch(&course, &square(0.0, 50.0)).map(|line| Euclidean.length(&line));
        assert!(found.is_some_and(|length| length > 20.0), "{found:?}");
    }
}
