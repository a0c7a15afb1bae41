//! Shores: a sea or a lake and the land on the sheet in, the languages spoken along it out, in which
//! its local names are.

use super::areas;
use super::shape::longest;
use crate::geodata::languages_of;
use crate::kind::Kind;
use crate::plot::{Plotted, PlottedMap};
use geo::line_measures::InterpolatableLine;
use geo::{
    BoundingRect, Closest, ClosestPoint, Distance, Euclidean, Geometry, Intersects, Length, Line,
    LineString, MultiPolygon, Point, Polygon, Rect, coord,
};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Places along a water from which its nearest shore is looked for.
const SAMPLES: u32 = 6;
/// More languages than this are not set under each other; then there are only so many.
const MOST: usize = 3;
const IF_MORE: usize = 2;

/// The land of the sheet by states.
pub(super) struct StateLand {
    lands: Vec<(String, MultiPolygon)>,
    /// The box round each part of each land.
    boxes: Vec<Vec<Option<Rect>>>,
    /// The places that were asked for, by the bits of their position, each with the number of its state.
    asked: RefCell<BTreeMap<[u64; 2], Option<usize>>>,
}

impl StateLand {
    /// The states that lie on the sheet.
    pub(super) fn of(map: &PlottedMap) -> StateLand {
        let countries = map.all().filter(|layer| layer.kind == Kind::Country);
        let features = countries.flat_map(|layer| &layer.features);
        let lands = features.filter_map(|country| {
            Some((country.text("state")?.to_owned(), areas(&country.shape.0)))
        });
        StateLand::new(lands.collect())
    }

    fn new(lands: Vec<(String, MultiPolygon)>) -> StateLand {
        let boxes = lands.iter().map(|(_, land)| land.iter().map(Polygon::bounding_rect).collect());
        StateLand { boxes: boxes.collect(), lands, asked: RefCell::default() }
    }

    /// The parts of a state's land whose boxes are wanted.
    fn parts(
        &self,
        state: usize,
        wanted: impl Fn(&Rect) -> bool,
    ) -> impl Iterator<Item = &Polygon> {
        let parts = self.lands[state].1.iter().zip(&self.boxes[state]);
        parts.filter(move |(_, own)| own.as_ref().is_some_and(&wanted)).map(|(part, _)| part)
    }

    /// The state on whose land a point lies, or by whose shore: points and shores are of two sources. Asked once a place.
    pub(super) fn state_at(&self, at: Point) -> Option<&str> {
        let place = [at.x().to_bits(), at.y().to_bits()];
        let known = self.asked.borrow().get(&place).copied();
        let found = known.unwrap_or_else(|| self.nearest(at));
        self.asked.borrow_mut().insert(place, found);
        found.map(|state| self.lands[state].0.as_str())
    }

    /// The number of that state.
    fn nearest(&self, at: Point) -> Option<usize> {
        /// As far off its shore, in mm.
        const ASTRAY: f64 = 0.8;
        let reach = coord! { x: ASTRAY, y: ASTRAY };
        let around = Rect::new(at.0 - reach, at.0 + reach);
        let near = (0..self.lands.len()).flat_map(|state| {
            self.parts(state, |own| own.intersects(&around)).map(move |part| (state, part))
        });
        // most of a coast is far away: only edges within reach are measured
        let distance = |part: &Polygon| {
            if part.intersects(&at) {
                return Some(0.0);
            }
            let rings = std::iter::once(part.exterior()).chain(part.interiors());
            let edges = rings.flat_map(LineString::lines).filter(|it| around.intersects(it));
            edges.map(|edge| Euclidean.distance(&edge, &at)).min_by(f64::total_cmp)
        };
        let by_distance = near.filter_map(|(state, part)| Some((distance(part)?, state)));
        let nearest = by_distance.min_by(|a, b| a.0.total_cmp(&b.0))?;
        (nearest.0 < ASTRAY).then_some(nearest.1)
    }

    /// The languages of a water's shores that the data have a name of it in, that of the longest shore
    /// first.
    pub(super) fn languages(&self, water: &Plotted) -> Vec<&'static str> {
        let mut languages: Vec<&'static str> = Vec::new();
        for language in self.shores(water).into_iter().flat_map(languages_of) {
            let named = water.text(&format!("name_{language}")).is_some();
            if named && !languages.contains(&language) {
                languages.push(language);
            }
        }
        let most = if languages.len() > MOST { IF_MORE } else { MOST };
        languages.truncate(most);
        languages
    }

    /// The states that a water washes: those seen from it across nothing but water. That which is the
    /// nearest from most places comes first, then the nearer.
    fn shores(&self, water: &Plotted) -> Vec<&str> {
        let mut shores: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
        for place in samples(&water.shape.0) {
            let mut seen: Vec<(usize, f64)> = Vec::new();
            for state in 0..self.lands.len() {
                if let Some(line) = self.sight(place, state) {
                    seen.push((state, Euclidean.length(&line)));
                }
            }
            seen.sort_by(|a, b| a.1.total_cmp(&b.1));
            for (order, (state, distance)) in seen.into_iter().enumerate() {
                let known = shores.entry(state).or_insert((0, f64::INFINITY));
                *known = (known.0 + usize::from(order == 0), known.1.min(distance));
            }
        }
        let mut shores: Vec<(usize, (usize, f64))> = shores.into_iter().collect();
        shores.sort_by(|(_, a), (_, b)| b.0.cmp(&a.0).then(a.1.total_cmp(&b.1)));
        shores.into_iter().map(|(state, _)| self.lands[state].0.as_str()).collect()
    }

    /// From a place to the nearest point of a state, if no other state lies between.
    fn sight(&self, place: Point, state: usize) -> Option<Line> {
        /// The last of the way is left out: neighbours share the ends of their coasts.
        const NEARLY: f64 = 0.98;
        let nearest = match self.lands[state].1.closest_point(&place) {
            Closest::Intersection(at) | Closest::SinglePoint(at) => at,
            Closest::Indeterminate => return None,
        };
        let whole = Line::new(place.0, nearest.0);
        let way = Line::new(place.0, place.0 + whole.delta() * NEARLY);
        let around = way.bounding_rect();
        let others = (0..self.lands.len()).filter(|other| *other != state);
        let mut parts = others.flat_map(|other| self.parts(other, |own| own.intersects(&around)));
        let hidden = parts.any(|part| part.intersects(&way));
        (!hidden).then_some(whole)
    }
}

/// Places along the line of a water, or round its shore.
fn samples(shape: &Geometry) -> Vec<Point> {
    let line = match longest(shape) {
        Some(line) => Some(line),
        None => areas(shape).into_iter().next().map(|area| area.exterior().clone()),
    };
    let Some(line) = line else { return Vec::new() };
    let shares = (0..=SAMPLES).map(|step| f64::from(step) / f64::from(SAMPLES));
    shares.filter_map(|share| line.point_at_ratio_from_start(&Euclidean, share)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::LineString;

    fn land(state: &str, left: f64, right: f64, top: f64) -> (String, MultiPolygon) {
        let area = Rect::new(coord! { x: left, y: top }, coord! { x: right, y: top + 10.0 });
        (state.to_owned(), MultiPolygon::new(vec![area.to_polygon()]))
    }

    fn sea(names: &[(&str, &str)]) -> Plotted {
        let line = LineString::from(vec![(0.0, 0.0), (100.0, 0.0)]);
        Plotted::with_words(line, names.iter().copied())
    }

    const NAMES: [(&str, &str); 4] =
        [("name_tr", "tr"), ("name_ka", "ka"), ("name_hy", "hy"), ("name_he", "he")];

    #[test]
    fn only_shores_speak_the_longest_first() {
        let lands = vec![
            land("GEO", 60.0, 100.0, 5.0),
            land("TUR", 0.0, 59.0, 5.0),
            land("ARM", 0.0, 100.0, 16.0),
        ];
        let lands = StateLand::new(lands);
        assert_eq!(lands.languages(&sea(&NAMES)), ["tr", "ka"]);
        assert_eq!(lands.languages(&sea(&[("name_ka", "ka")])), ["ka"]);
    }

    #[test]
    fn a_town_by_the_shore_is_the_state_s_whose_shore_it_is() {
        let lands = StateLand::new(vec![land("UKR", 0.0, 50.0, 0.0), land("RUS", 50.0, 90.0, 0.0)]);
        assert_eq!(lands.state_at(Point::new(60.0, 5.0)), Some("RUS"));
        assert_eq!(lands.state_at(Point::new(60.0, 10.5)), Some("RUS"));
        assert_eq!(lands.state_at(Point::new(60.0, 14.0)), None);
    }

    #[test]
    fn of_many_languages_two_are_left() {
        let states = ["GEO", "TUR", "ARM", "ISR"];
        let lands = states.iter().zip([0.0, 25.0, 50.0, 75.0]);
        let lands = lands.map(|(state, left)| land(state, left, left + 25.0, 5.0)).collect();
        assert_eq!(StateLand::new(lands).languages(&sea(&NAMES)).len(), IF_MORE);
    }
}
