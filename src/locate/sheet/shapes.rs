//! Shapes: a plan and what lies on it in, the features that it is drawn by out: areas as fine as the scale shows, lines of
//! names, spots.

use super::plan::Plan;
use super::sight::{is_seen, length_on_map, run, samples};
use super::thing::{Thing, bare, named, rounded, rounded_at, spot};
use crate::geodata::{Feature, Value};
use crate::locate::circle::{narrowness, near};
use crate::locate::index::PlaceKind;
use crate::space::Geographic;
use geo::{Area, BoundingRect, Coord, MultiPolygon, Point, SimplifyVwPreserve};

/// Areas as the map shows them, to a tenth of a millimetre.
pub(super) fn tinted(plan: &Plan, things: &[&Thing]) -> Vec<Feature> {
    let feature = |thing: &&Thing| {
        let area = thing.footprint.area.clone()?;
        let own = plan.window_of(thing);
        let degree = 1.0 / own.millimetre(); // in millimetres on the sheet
        let window = own.extent;
        let least = 0.06 / (degree * degree); // square degrees: a speck
        let mut parts: Vec<(f64, geo::Polygon)> = area
            .0
            .into_iter()
            .map(|part| (part.unsigned_area(), part))
            .filter(|(_, part)| {
                part.bounding_rect().is_some_and(|it| {
                    let middle = near(it.center().x, window.center().x);
                    let is_across =
                        (middle - window.center().x).abs() < (it.width() + window.width()) / 2.0;
                    is_across && it.max().y > window.min().y && it.min().y < window.max().y
                })
            })
            .collect();
        parts.sort_by(|one, other| other.0.total_cmp(&one.0));
        let largest = parts.first()?.0;
        let parts = parts.into_iter().filter(|(size, _)| *size >= least.min(largest));
        let simple =
            parts.map(|(_, part)| rounded(part.simplify_vw_preserve(0.01 / (degree * degree))));
        let mut feature = named(thing, MultiPolygon::new(simple.collect()).into());
        spell(plan, thing, &mut feature);
        Some(feature)
    };
    things.iter().filter_map(feature).collect()
}

/// Gives a feature the text's own spelling of its name; of a double name, that one first.
fn spell(plan: &Plan, thing: &Thing, feature: &mut Feature) {
    let Some(spelling) = &thing.placed.spelling else { return };
    if feature.text("claimed_by").is_some() {
        return;
    }
    let text = |name: &str| Value::Text(name.to_owned());
    if feature.text("name_alt") == Some(spelling) {
        let first = thing.place().name.clone();
        feature.attributes.insert("name_alt".to_owned(), text(&first));
    } else if feature.text("names") == Some("double") {
        return;
    }
    feature.attributes.insert("name".to_owned(), text(spelling));
    feature.attributes.remove("name_en");
    // in the text's own language the data may have another name than the text
    if let (None, Some(tag)) = (&plan.wish.names, plan.language) {
        feature.attributes.insert(format!("name_{tag}"), text(spelling));
    }
}

/// A thing at its spot.
pub(super) fn marked(plan: &Plan, thing: &Thing) -> Feature {
    let mut feature = spot(thing);
    spell(plan, thing, &mut feature);
    feature
}

/// A thing at a spot that lies well on the map.
pub(super) fn spot_on_map(plan: &Plan, thing: &Thing) -> Feature {
    // names of waters look for water, which on another spot is that of a neighbour
    let is_water = matches!(thing.place().kind, PlaceKind::Sea | PlaceKind::Strait);
    let pull = if is_water { MIDDLE } else { FREE };
    let mut feature = spot(thing);
    feature.id = thing.id();
    feature.geometry = Geographic(Point(rounded_at(place_on_map(plan, thing, pull))).into());
    feature.attributes.remove("region");
    spell(plan, thing, &mut feature);
    feature
}

/// How much less a spot is worth the farther it is from the middle of what is seen of a thing: for a name, which may stand
/// beside it, and for what has to stand in it.
const FREE: f64 = 0.1;
pub(super) const MIDDLE: f64 = 0.8;

/// Where a thing lies well on the map: where most free ground is, and near to the middle of what is seen of it.
pub(super) fn place_on_map(plan: &Plan, thing: &Thing, pull: f64) -> Coord {
    const MARGIN: f64 = 0.06;
    /// Farther from others than this, as a share of the map's width, is no better.
    const FAR_ENOUGH: f64 = 0.12;
    let window = plan.window_of(thing);
    let (own, middle) = (thing.at(), window.extent.center());
    let mut seen: Vec<Coord> = samples(thing)
        .into_iter()
        .chain([own])
        .map(|at| Coord { x: near(at.x, middle.x), y: at.y })
        .filter(|at| window.paper.shows(*at, MARGIN))
        .collect();
    if seen.is_empty()
        && thing.is_sea()
        && let Ok(Some(line)) = run(thing, &window.extent, plan.ground)
    {
        seen.clone_from(&line.0);
    }
    // in shares of the map's width
    let narrow = narrowness(middle.y);
    let away = |one: &Coord, other: &Coord| {
        let x = (near(one.x, other.x) - other.x) * narrow;
        libm::hypot(x, one.y - other.y) / (window.extent.width() * narrow)
    };
    let is_other = |other: &&&Thing| {
        other.surface.is_none() && other.footprint.lines.is_empty() && other.id() != thing.id()
    };
    let others: Vec<Coord> = plan.things.iter().filter(is_other).map(|it| it.at()).collect();
    let sum = seen.iter().copied().reduce(|one, other| one + other);
    let mean = sum.map_or(own, |sum| sum / seen.len() as f64);
    // where most free ground is, and of equals in the middle of what is seen
    let worth = |at: &Coord| {
        let free = others.iter().map(|other| away(at, other)).fold(FAR_ENOUGH, f64::min);
        free - pull * away(at, &mean)
    };
    let best = seen.into_iter().max_by(|one, other| worth(one).total_cmp(&worth(other)));
    best.unwrap_or(own)
}

/// The line of a range's name.
pub(super) fn course(plan: &Plan, thing: &Thing) -> Option<Feature> {
    let line = thing.footprint.lines.first()?;
    let mut feature = named(thing, line.clone().into());
    spell(plan, thing, &mut feature);
    Some(feature)
}

/// The line of a water's name that lies best on this map.
pub(super) fn line(plan: &Plan, thing: &Thing) -> Option<Feature> {
    let extent = &plan.window_of(thing).extent;
    let features = thing.footprint.features.iter();
    let best = features
        .max_by(|one, other| length_on_map(extent, one).total_cmp(&length_on_map(extent, other)));
    let mut feature = best?.clone();
    bare(&mut feature);
    feature.attributes.remove("region");
    if thing.is_sea()
        && !is_seen(thing, extent)
        && let Ok(Some(line)) = run(thing, extent, plan.ground)
    {
        feature.geometry = Geographic(line.into());
    }
    spell(plan, thing, &mut feature);
    Some(feature)
}
