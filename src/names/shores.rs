//! Shores: a sea or a lake and the land on the sheet in, the languages spoken along it out, in which
//! its local names are. What lies nearest to a water, with nothing between, is its shore.

use super::areas;
use super::shape::longest;
use super::wording::languages_of;
use crate::plot::{Plotted, Sheet};
use geo::line_measures::InterpolatableLine;
use geo::{
    BoundingRect, Closest, ClosestPoint, Distance, Euclidean, Geometry, MultiPolygon, Point,
};
use std::collections::BTreeMap;

/// Places along a water from which its nearest shore is looked for.
const SAMPLES: u32 = 12;
/// More languages than this are not set under each other; then there are only so many.
const MOST: usize = 3;
const IF_MORE: usize = 2;

/// The land of the sheet by states.
pub(super) struct Lands {
    lands: Vec<(String, MultiPolygon)>,
}

impl Lands {
    /// The states that lie on the sheet.
    pub(super) fn of(sheet: &Sheet) -> Lands {
        let countries = sheet.all().filter(|layer| layer.kind == "country");
        let features = countries.flat_map(|layer| &layer.features);
        let lands = features.filter_map(|country| {
            Some((country.text("state")?.to_owned(), areas(&country.shape.0)))
        });
        Lands { lands: lands.collect() }
    }

    /// The languages of a water's shores that the data have a name of it in, that of the longest shore
    /// first (of equals the first in the alphabet of states).
    pub(super) fn languages(&self, water: &Plotted) -> Vec<&'static str> {
        let mut shores: BTreeMap<&str, usize> = BTreeMap::new();
        for place in samples(&water.shape.0) {
            if let Some(state) = self.nearest(place) {
                *shores.entry(state).or_default() += 1;
            }
        }
        let mut shores: Vec<(&str, usize)> = shores.into_iter().collect();
        shores.sort_by(|a, b| b.1.cmp(&a.1));
        let mut languages: Vec<&'static str> = Vec::new();
        for language in shores.iter().flat_map(|(state, _)| languages_of(state)) {
            let named = water.text(&format!("name_{language}")).is_some();
            if named && !languages.contains(language) {
                languages.push(language);
            }
        }
        let most = if languages.len() > MOST { IF_MORE } else { MOST };
        languages.truncate(most);
        languages
    }

    /// The state whose land is nearest.
    fn nearest(&self, place: Point) -> Option<&str> {
        let mut nearest: Option<(f64, &str)> = None;
        for (state, land) in &self.lands {
            for part in land {
                let Some(around) = part.bounding_rect() else { continue };
                let best = nearest.map_or(f64::INFINITY, |(best, _)| best);
                if Euclidean.distance(&around.to_polygon(), &place) >= best {
                    continue;
                }
                let distance = match part.closest_point(&place) {
                    Closest::Intersection(_) => 0.0,
                    Closest::SinglePoint(at) => Euclidean.distance(at, place),
                    Closest::Indeterminate => continue,
                };
                if distance < best {
                    nearest = Some((distance, state));
                }
            }
        }
        nearest.map(|(_, state)| state)
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
    use crate::geodata::Value;
    use crate::space::OnSheet;
    use geo::{LineString, Rect, coord};

    fn land(state: &str, left: f64, right: f64, top: f64) -> (String, MultiPolygon) {
        let area = Rect::new(coord! { x: left, y: top }, coord! { x: right, y: top + 10.0 });
        (state.to_owned(), MultiPolygon::new(vec![area.to_polygon()]))
    }

    fn sea(languages: &[&str]) -> Plotted {
        let name = |it: &&str| (format!("name_{it}"), Value::Text((*it).to_owned()));
        let line = LineString::from(vec![(0.0, 0.0), (100.0, 0.0)]);
        Plotted {
            id: "sea".into(),
            attributes: languages.iter().map(name).collect(),
            shape: OnSheet(Geometry::LineString(line)),
        }
    }

    #[test]
    fn only_shores_speak_the_longest_first() {
        let lands = vec![
            land("GEO", 60.0, 100.0, 5.0),
            land("TUR", 0.0, 59.0, 5.0),
            land("ARM", 0.0, 100.0, 16.0),
        ];
        let lands = Lands { lands };
        assert_eq!(lands.languages(&sea(&["tr", "ka", "hy", "ru"])), ["tr", "ka"]);
        assert_eq!(lands.languages(&sea(&["ka"])), ["ka"]);
    }

    #[test]
    fn of_many_languages_two_are_left() {
        let states = ["GEO", "TUR", "ARM", "ISR"];
        let lands = states.iter().zip([0.0, 25.0, 50.0, 75.0]);
        let lands = lands.map(|(state, left)| land(state, left, left + 25.0, 5.0)).collect();
        assert_eq!(Lands { lands }.languages(&sea(&["ka", "tr", "hy", "he"])).len(), IF_MORE);
    }
}
