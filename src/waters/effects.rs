//! Effects: what a figure says that single islands count for in, the features of the coast that are meant out.
//! An island is named by the id or the name of its feature on the coast; on the bundled one, whose features have no names, by
//! those that the layer of islands has, in any of its languages.

use crate::error::{Error, Result, nearest};
use crate::figure::{Figure, ZonesOptions};
use crate::folding::folded;
use crate::geodata::{Feature, Geodata, Value};
use geo::{Contains, Geometry, LineString, Point, Polygon};
use periplus_sea::Effect;
use std::collections::{BTreeMap, BTreeSet};

/// The layer of named islands.
const LAYER: &str = "islands";

/// What features of a coast count for, by their ids; of those that are not among them nothing is said.
pub(super) type Effects = BTreeMap<String, Effect>;

/// The features that a figure gives an effect of their own; `geodata` where the coast is the bundled one.
///
/// Errors: `Missing` for a name that no island has, `Input` for one that several have or that two names mean.
pub(super) fn effects(
    figure: &Figure,
    options: &ZonesOptions,
    coast: &[&Feature],
    geodata: Option<&Geodata>,
) -> Result<Effects> {
    let mut effects = Effects::new();
    if options.effect.is_empty() {
        return Ok(effects);
    }
    let islands = match geodata {
        Some(geodata) if geodata.has(LAYER) => geodata.layer(LAYER)?,
        _ => &[],
    };
    let named = Named { coast, islands };
    for (name, effect) in &options.effect {
        let at_fault = |error| figure.at_fault(&[&format!("zones.effect.{name}")], error);
        for id in named.features(name).map_err(at_fault)? {
            if effects.insert(id.clone(), *effect).is_some() {
                let message = format!("`{name}` has an effect already, by another name");
                return Err(at_fault(Error::input(message).hint("give each island one effect")));
            }
        }
    }
    Ok(effects)
}

/// A coast, and the islands that have names on it.
struct Named<'a> {
    coast: &'a [&'a Feature],
    islands: &'a [Feature],
}

impl Named<'_> {
    /// The ids of the features that a name means: of one island, whose coast may be of several.
    fn features(&self, name: &str) -> Result<BTreeSet<String>> {
        let by_id: BTreeSet<String> =
            self.coast.iter().filter(|it| it.id == name || whole(&it.id) == name).map(id).collect();
        if !by_id.is_empty() {
            return Ok(by_id);
        }
        let wanted = folded(name);
        let is_meant = |feature: &Feature| names(feature).any(|known| folded(known) == wanted);
        let own: Vec<&&Feature> = self.coast.iter().filter(|it| is_meant(it)).collect();
        let islands: Vec<&Feature> =
            self.islands.iter().filter(|it| it.id == name || is_meant(it)).collect();
        match (own.as_slice(), islands.as_slice()) {
            ([], []) => Err(self.unknown(name)),
            ([], [island]) => {
                let ids = self.coast_of(island);
                let nowhere = || Error::missing(format!("`{name}` is not on this coast"));
                (!ids.is_empty()).then_some(ids).ok_or_else(nowhere)
            }
            ([], several) => Err(ambiguous(name, several.iter().map(|it| it.id.as_str()))),
            ([one], _) => Ok(BTreeSet::from([one.id.clone()])),
            (several, _) => Err(ambiguous(name, several.iter().map(|it| it.id.as_str()))),
        }
    }

    /// The coast of a named island: by the number of its ring, else what goes round its position.
    fn coast_of(&self, island: &Feature) -> BTreeSet<String> {
        let ring = island.text("ring").map(|ring| format!("gshhg-{ring}"));
        let of_ring = |it: &&&Feature| ring.as_deref().is_some_and(|ring| whole(&it.id) == ring);
        let by_ring: BTreeSet<String> = self.coast.iter().filter(of_ring).map(id).collect();
        if !by_ring.is_empty() {
            return by_ring;
        }
        let Geometry::Point(at) = island.geometry.0 else { return BTreeSet::new() };
        self.coast.iter().filter(|it| goes_round(&it.geometry.0, at)).map(id).collect()
    }

    fn unknown(&self, name: &str) -> Error {
        let error = Error::missing(format!("the coast has no island `{name}`"));
        let coast = self.coast.iter().copied();
        let known = coast.chain(self.islands).flat_map(names);
        match nearest(name, known) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint("name a feature of the coast by its `name` or its `id`"),
        }
    }
}

fn id(feature: &&Feature) -> String {
    feature.id.clone()
}

/// The id of the whole coast that a part is of: `gshhg-85` of `gshhg-85/3`.
fn whole(id: &str) -> &str {
    id.split_once('/').map_or(id, |(whole, _)| whole)
}

/// What a feature is called, in all languages; of alternatives each.
fn names(feature: &Feature) -> impl Iterator<Item = &str> {
    let named = feature.attributes.iter().filter_map(|(key, value)| match value {
        Value::Text(name) if key == "title" || key == "name" || key.starts_with("name_") => {
            Some(name.as_str())
        }
        _ => None,
    });
    named.flat_map(|names| names.split(" / "))
}

fn ambiguous<'a>(name: &str, ids: impl Iterator<Item = &'a str>) -> Error {
    let ids: Vec<String> = ids.map(|id| format!("`{id}`")).collect();
    Error::input(format!("`{name}` may be {}", ids.join(" or "))).hint("write the id")
}

/// Whether a coast that closes has a position inside.
fn goes_round(geometry: &Geometry, at: Point) -> bool {
    let ring = |line: &LineString| {
        line.is_closed() && Polygon::new(line.clone(), Vec::new()).contains(&at)
    };
    match geometry {
        Geometry::LineString(line) => ring(line),
        Geometry::MultiLineString(lines) => lines.0.iter().any(ring),
        Geometry::Polygon(polygon) => polygon.contains(&at),
        Geometry::MultiPolygon(polygons) => polygons.contains(&at),
        _ => false,
    }
}
