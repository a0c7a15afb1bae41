//! Parcels: coasts in, the land that each of their polygons and closed lines goes round out, in one frame of longitudes.

use super::super::{Baseline, Shore};
use crate::arrangement::{doubled_area, first_crossing, wound};
use crate::units::Metres;
use geo::algorithm::bool_ops::FillRule;
use geo::orient::Direction;
use geo::{
    BooleanOps, BoundingRect, Coord, Geometry, LineString, MultiPolygon, Orient, Polygon, Rect,
};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Metres in a degree of latitude, nearly.
pub(super) const METRES_PER_DEGREE: f64 = 111_200.0;

/// Land of one state within one outline.
pub(super) struct Parcel {
    /// The number of its shore among those given.
    pub(super) shore: usize,
    /// The place of its state among [`Land::states`].
    pub(super) state: usize,
    /// Exterior counter-clockwise, holes clockwise.
    pub(super) polygon: Polygon,
    /// What it goes round, where its rings cross themselves; the polygon itself otherwise.
    pub(super) area: MultiPolygon,
    /// The places of its rings among the baselines, exterior first.
    baselines: Vec<usize>,
}

/// A ring of a parcel, land on its left.
pub(super) struct Ring {
    pub(super) parcel: usize,
    /// Its place among the baselines.
    pub(super) baseline: usize,
    pub(super) line: LineString,
}

/// The parcels that have to do with others, or with a lake.
pub(super) struct Land {
    /// Names of the states, sorted.
    pub(super) states: Vec<String>,
    pub(super) parcels: Vec<Parcel>,
    pub(super) rings: Vec<Ring>,
    /// The westernmost longitude of the frame; none: longitudes as they are.
    west: Option<f64>,
}

impl Land {
    /// The rings as lines, in their order.
    pub(super) fn lines(&self) -> impl Iterator<Item = Cow<'_, [Coord]>> {
        self.rings.iter().map(|ring| Cow::Borrowed(ring.line.0.as_slice()))
    }

    /// What of the land of shores has to be looked at; `baselines` are those of the shores, in their order.
    pub(super) fn of(shores: &[Shore], baselines: &[Baseline], tolerance: Metres) -> Land {
        let names: BTreeSet<&str> = shores.iter().map(|shore| shore.state).collect();
        let states: Vec<String> = names.into_iter().map(str::to_owned).collect();
        let mut parcels = Vec::new();
        let mut place = 0;
        for (number, shore) in shores.iter().enumerate() {
            let state = states.binary_search_by(|it| it.as_str().cmp(shore.state)).unwrap_or(0);
            collect(shore.geometry, shore, &mut place, &mut |polygon, baselines| {
                parcels.extend(parcel(number, state, polygon, baselines));
            });
        }
        debug_assert_eq!(place, baselines.len());
        let west = west_of_frame(&parcels);
        if let Some(west) = west {
            parcels.iter_mut().for_each(|parcel| parcel.shift_beyond(west));
        }
        let mut parcels = with_company(parcels, tolerance);
        for parcel in &mut parcels {
            parcel.resolve_crossings();
        }
        let rings = parcels.iter().enumerate().flat_map(|(number, parcel)| {
            let rings =
                std::iter::once(parcel.polygon.exterior()).chain(parcel.polygon.interiors());
            rings.zip(&parcel.baselines).map(move |(line, &baseline)| Ring {
                parcel: number,
                baseline,
                line: line.clone(),
            })
        });
        let rings = rings.collect();
        Land { states, parcels, rings, west }
    }

    /// The state of a ring.
    pub(super) fn state_of(&self, ring: usize) -> usize {
        self.parcels[self.rings[ring].parcel].state
    }

    /// A position in the frame.
    pub(super) fn framed(&self, at: Coord) -> Coord {
        match self.west {
            Some(west) => Coord { x: at.x + 360.0 * ((west - at.x) / 360.0).ceil(), y: at.y },
            None => at,
        }
    }

    /// A position of the frame as it is written.
    pub(super) fn unframed(at: Coord) -> Coord {
        Coord { x: on_one_turn(at.x), y: at.y }
    }

    /// What the overlay of areas rounds by at most, in metres.
    pub(super) fn rounding(&self) -> f64 {
        let boxes = self.parcels.iter().filter_map(|parcel| parcel.polygon.bounding_rect());
        let whole = boxes.reduce(|one, other| {
            let (low, high) = (one.min(), one.max());
            let (west, south) = (low.x.min(other.min().x), low.y.min(other.min().y));
            let (east, north) = (high.x.max(other.max().x), high.y.max(other.max().y));
            Rect::new((west, south), (east, north))
        });
        let extent = whole.map_or(0.0, |whole| whole.width().max(whole.height()));
        extent / f64::from(i32::MAX) * 2.0 * METRES_PER_DEGREE
    }
}

impl Parcel {
    fn shift_beyond(&mut self, west: f64) {
        let Some(bounds) = self.polygon.bounding_rect() else { return };
        // Rounding may bring a box on the frame's edge below it.
        let turns = ((west - bounds.min().x) / 360.0).ceil();
        if turns != 0.0 {
            use geo::Translate;
            self.polygon.translate_mut(360.0 * turns, 0.0);
        }
    }

    /// Whatever a ring goes round is land, whichever way.
    fn resolve_crossings(&mut self) {
        let crosses = |ring: &LineString| first_crossing(ring).is_some();
        let mut rings = std::iter::once(self.polygon.exterior()).chain(self.polygon.interiors());
        self.area = if rings.any(crosses) {
            let nothing = MultiPolygon(Vec::new());
            self.polygon
                .union_with_fill_rule(&nothing, FillRule::NonZero)
                .orient(Direction::Default)
        } else {
            MultiPolygon(vec![self.polygon.clone()])
        };
    }
}

/// Hands over the polygons of a geometry, and the places of their rings, in the order in which baselines are made of them.
fn collect(
    geometry: &Geometry,
    shore: &Shore,
    place: &mut usize,
    add: &mut impl FnMut(Polygon, Vec<usize>),
) {
    let mut next = |count: usize| {
        let first = *place;
        *place += count;
        (first..first + count).collect::<Vec<usize>>()
    };
    let mut line = |line: &LineString, places: Vec<usize>| {
        if line.0.len() > 3 && line.is_closed() && shore.seaward.is_none() {
            add(Polygon::new(line.clone(), Vec::new()), places);
        }
    };
    match geometry {
        Geometry::Point(_) | Geometry::Line(_) => drop(next(1)),
        Geometry::MultiPoint(points) => drop(next(points.0.len())),
        Geometry::LineString(it) => line(it, next(1)),
        Geometry::MultiLineString(lines) => lines.iter().for_each(|it| line(it, next(1))),
        Geometry::Polygon(polygon) => {
            add(polygon.clone(), next(1 + polygon.interiors().len()));
        }
        Geometry::MultiPolygon(polygons) => polygons.iter().for_each(|polygon| {
            add(polygon.clone(), next(1 + polygon.interiors().len()));
        }),
        Geometry::GeometryCollection(parts) => {
            parts.iter().for_each(|part| collect(part, shore, place, add));
        }
        Geometry::Rect(rect) => add(rect.to_polygon(), next(1)),
        Geometry::Triangle(triangle) => add(triangle.to_polygon(), next(1)),
    }
}

/// A polygon as a parcel; none for what has no area or goes round a pole.
fn parcel(shore: usize, state: usize, polygon: Polygon, baselines: Vec<usize>) -> Option<Parcel> {
    let exterior = unrolled(polygon.exterior())?;
    let start = exterior.0.first()?.x;
    let mut holes = Vec::new();
    for hole in polygon.interiors() {
        let mut hole = unrolled(hole)?;
        let shift = 360.0 * ((start - hole.0.first()?.x) / 360.0).round();
        hole.0.iter_mut().for_each(|at| at.x += shift);
        holes.push(hole);
    }
    let has_area = exterior.0.len() > 3 && doubled_area(&exterior) != 0.0;
    let polygon = wound(Polygon::new(exterior, holes));
    has_area.then(|| Parcel { shore, state, polygon, area: MultiPolygon(Vec::new()), baselines })
}

/// A ring whose longitudes run on where it goes over the antimeridian; none if it goes round a pole.
fn unrolled(ring: &LineString) -> Option<LineString> {
    let leaps = ring.lines().any(|edge| edge.dx().abs() > 180.0);
    if !leaps {
        return Some(ring.clone());
    }
    let mut lon = ring.0.first()?.x;
    let points = ring.0.iter().map(|at| {
        lon += libm::remainder(at.x - lon, 360.0);
        Coord { x: lon, y: at.y }
    });
    let line = LineString(points.collect());
    line.is_closed().then_some(line)
}

/// The same meridian by one number only, above −180° and up to 180°.
pub(super) fn on_one_turn(lon: f64) -> f64 {
    if lon > -180.0 && lon <= 180.0 { lon } else { super::super::coast::on_one_turn(lon) }
}

/// Where the longitudes of land that reaches the antimeridian begin: amid the widest stretch of them that has no land.
fn west_of_frame(parcels: &[Parcel]) -> Option<f64> {
    /// In degrees.
    const NEXT_TO: f64 = 1e-6;
    let boxes = || parcels.iter().filter_map(|parcel| parcel.polygon.bounding_rect());
    if !boxes().any(|it| it.min().x < NEXT_TO - 180.0 || it.max().x > 180.0 - NEXT_TO) {
        return None;
    }
    let mut reaches: Vec<(f64, f64)> = boxes()
        .map(|it| {
            let west = it.min().x.rem_euclid(360.0);
            (west, west + it.width())
        })
        .collect();
    reaches.sort_by(|a, b| a.0.total_cmp(&b.0));
    let first = reaches.first()?.0;
    let mut east = f64::NEG_INFINITY;
    let mut widest = (NEXT_TO, None);
    for (from, to) in reaches.iter().copied().chain([(first + 360.0, first + 360.0)]) {
        if east.is_finite() && from - east > widest.0 {
            widest = (from - east, Some((from + east) / 2.0));
        }
        east = east.max(to);
    }
    // What goes on beyond 360° may lie in the gap.
    widest.1.filter(|_| east <= first + 360.0 + NEXT_TO).map(|middle| {
        let middle = middle.rem_euclid(360.0);
        if middle > 180.0 { middle - 360.0 } else { middle }
    })
}

/// The parcels that have holes, or whose boxes come within the tolerance of another's.
fn with_company(parcels: Vec<Parcel>, tolerance: Metres) -> Vec<Parcel> {
    let boxes: BTreeMap<usize, Rect> = parcels
        .iter()
        .enumerate()
        .filter_map(|(number, parcel)| {
            Some((number, widened(parcel.polygon.bounding_rect()?, tolerance.0)))
        })
        .collect();
    let envelope =
        |it: &Rect| AABB::from_corners([it.min().x, it.min().y], [it.max().x, it.max().y]);
    let tree = RTree::bulk_load(
        boxes
            .iter()
            .map(|(&number, it)| {
                let corners = envelope(it);
                GeomWithData::new(Rectangle::from_aabb(corners), number)
            })
            .collect(),
    );
    let has_company = |number: usize, parcel: &Parcel| {
        let Some(own) = boxes.get(&number) else { return false };
        let mut near = tree.locate_in_envelope_intersecting(&envelope(own));
        !parcel.polygon.interiors().is_empty() || near.any(|it| it.data != number)
    };
    let numbered = parcels.into_iter().enumerate();
    numbered.filter(|(number, it)| has_company(*number, it)).map(|(_, it)| it).collect()
}

/// A box with room for some metres round it.
pub(super) fn widened(bounds: Rect, metres: f64) -> Rect {
    let furthest = bounds.min().y.abs().max(bounds.max().y.abs());
    let margin = Coord {
        x: (metres / METRES_PER_DEGREE / shrink(furthest) * 1.1).min(360.0),
        y: metres / METRES_PER_DEGREE * 1.1,
    };
    Rect::new(bounds.min() - margin, bounds.max() + margin)
}

/// How much shorter a degree of longitude is at a latitude than one of latitude; never nothing.
pub(super) fn shrink(lat: f64) -> f64 {
    libm::cos(lat.to_radians()).max(1e-6)
}
