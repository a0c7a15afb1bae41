//! The earth: a window of longitudes and latitudes in, the layers of land and coast that the coverage makes there out, in
//! the form that the region's own layers have. Land is drawn as the United Nations see it; `worldview` redraws it.

mod attributes;
mod tables;

use super::coverage::{Coverage, Direction, FaceNumber};
use super::{Feature, Reach, Value};
use crate::compression::table::{Row, Table};
use attributes::{attributes, feature, geometry_of, named, place_label, set};
use geo::{Geometry, MultiLineString, MultiPolygon, Rect};
use std::collections::{BTreeMap, BTreeSet};
pub(super) use tables::Tables;
use tables::Unit;

pub(crate) use tables::{Holder, Holders};

/// How much of the coverage a map can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Every islet, simplified by at most 0.0005°.
    Fine,
    /// Islands of 1 km² and more, within 0.004°.
    Medium,
    /// Islands of 40 km² and more, within 0.03°; no first-level units.
    Coarse,
    /// Islands of 600 km² and more, within 0.12°; no first-level units.
    Globe,
}

impl Level {
    /// The coarsest level whose simplification is not seen at a scale of 1 to this: a tenth of a millimetre on the sheet.
    pub(super) fn for_scale(denominator: f64) -> Level {
        match denominator {
            at if at < 4.5e6 => Level::Fine,
            at if at < 33e6 => Level::Medium,
            at if at < 130e6 => Level::Coarse,
            _ => Level::Globe,
        }
    }

    /// Its name in the file: `world-fine.tiles`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Level::Fine => "fine",
            Level::Medium => "medium",
            Level::Coarse => "coarse",
            Level::Globe => "globe",
        }
    }
}

/// The layers that the coverage makes.
pub(super) const LAYERS: [&str; 10] = [
    "admin1",
    "admin1-lines",
    "boundaries",
    "countries",
    "disputed-areas",
    "disputed-lines",
    "overview-boundaries",
    "overview-coast",
    "overview-countries",
    "shoreline",
];

/// What the names of the layers begin with that show all of the earth, whatever the window is.
const OVERVIEW: &str = "overview-";

/// The bytes that the earth is read from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stored {
    /// The tiles of each level, in one part or more.
    pub(super) tiles: fn(Level) -> Vec<&'static [u8]>,
    /// A table by its name, `faces`.
    pub(super) table: fn(&str) -> Option<&'static Table>,
    /// What the faces are, read once for all maps of a process; `None` if the data are damaged.
    pub(super) tables: fn() -> Option<&'static Tables>,
}

/// A part of the earth at one level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    /// The east end beyond 180 where it crosses the antimeridian.
    pub(super) bounds: Rect,
    pub(super) level: Level,
    pub(super) stored: Stored,
}

/// What land is asked for by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Members {
    /// Codes of states.
    pub(crate) states: Vec<String>,
    /// Ids of first-level units.
    pub(crate) units: Vec<String>,
    /// Ids of the smallest pieces of land that change hands between views.
    pub(crate) disputed: Vec<String>,
    /// First-level units that are left out.
    pub(crate) except: Vec<String>,
}

impl Window {
    /// A layer of [`LAYERS`] by a view that rules on these areas; `None` if the data are damaged.
    pub(super) fn layer(&self, name: &str, holders: &Holders) -> Option<Vec<Feature>> {
        let overview = Window {
            bounds: Rect::new((-180.0, -90.0), (180.0, 90.0)),
            level: Level::Coarse.max(self.level),
            ..*self
        };
        match name {
            "overview-boundaries" => return overview.layer("boundaries", holders),
            "overview-coast" => return overview.layer("shoreline", holders),
            "overview-countries" => return overview.layer("countries", holders),
            _ => {}
        }
        let coverage = Coverage::read(&(self.stored.tiles)(self.level))?;
        let tables = self.tables()?.clone().held_by(holders);
        match name {
            "countries" => self.countries(&coverage, &tables),
            "shoreline" => self.shoreline(&coverage, &tables),
            "boundaries" => self.boundaries(&coverage, &tables),
            "disputed-areas" => self.disputed_areas(&coverage, &tables),
            "disputed-lines" => self.disputed_lines(&coverage, &tables),
            "admin1" => self.admin1(&coverage, &tables),
            "admin1-lines" => self.admin1_lines(&coverage, &tables),
            _ => None,
        }
    }

    /// The areas among these that the coverage has as units of land; `None` if the data are damaged.
    pub(super) fn known(&self, holders: &Holders) -> Option<Holders> {
        let tables = self.tables()?;
        let ids: BTreeSet<String> = tables.units.values().map(Unit::area_id).collect();
        let known = holders.iter().filter(|(area, _)| ids.contains(*area));
        Some(known.map(|(area, holder)| (area.clone(), holder.clone())).collect())
    }

    /// How far a layer that it makes of the coverage is whole.
    pub(super) fn reach_of(&self, layer: &str) -> Reach {
        if layer.starts_with(OVERVIEW) {
            return Reach::earth();
        }

        let (low, high) = (self.bounds.min(), self.bounds.max());
        let reach = Reach::of_bounds([low.x, low.y, high.x, high.y]);
        reach.unwrap_or_else(|_| Reach::earth())
    }

    /// The part of the earth in which any of these states has land, by the United Nations' view; none if none has. The
    /// `east` end lies beyond 180 where it crosses the antimeridian.
    pub(super) fn of_states(states: &[&str], level: Level, stored: Stored) -> Option<Rect> {
        let everywhere = Rect::new((-180.0, -90.0), (180.0, 90.0));
        let tables = Window { bounds: everywhere, level, stored }.tables()?;
        Coverage::read(&(stored.tiles)(level))?
            .extent(|face| states.iter().any(|state| *state == tables.state(face)))
    }

    /// The land of these members together.
    pub(super) fn land_of(&self, members: &Members) -> Option<MultiPolygon> {
        let tables = self.tables()?;
        let holds = |list: &[String], id: &str| list.iter().any(|member| member == id);
        let is_member = |face: FaceNumber| {
            let (known, unit) = (tables.face(face)?, tables.unit(face)?);
            let is_one = holds(&members.states, &unit.state)
                || holds(&members.disputed, &unit.id)
                || holds(&members.units, &known.admin1);
            (is_one && !holds(&members.except, &known.admin1)).then_some(())
        };
        let mut areas =
            Coverage::read(&(self.stored.tiles)(self.level))?.areas(&self.bounds, is_member)?;
        Some(areas.remove(&()).unwrap_or_else(|| MultiPolygon::new(Vec::new())))
    }

    fn tables(&self) -> Option<&'static Tables> {
        (self.stored.tables)()
    }

    /// The row of a table whose first field is this.
    fn row(&self, table: &str, first: &str) -> Option<Row<'static>> {
        (self.stored.table)(table)?.with(first).next()
    }

    /// The names by language of a first-level unit, as attributes.
    pub(super) fn names_of_unit(&self, id: &str) -> BTreeMap<String, Value> {
        let mut attributes = BTreeMap::new();
        if let Some(row) = self.row("admin1", id) {
            named(&mut attributes, row);
        }
        attributes
    }

    /// The land of each state, and of what belongs to none, with names by language.
    fn countries(&self, coverage: &Coverage, tables: &Tables) -> Option<Vec<Feature>> {
        let areas = coverage.areas(&self.bounds, |face| tables.entity(face))?;
        let features = areas.into_iter().map(|(id, area)| {
            let mut attributes = attributes([("id", id)]);
            match (self.row("states", id), tables.units.get(id)) {
                (Some(row), _) => {
                    set(&mut attributes, "state", id);
                    named(&mut attributes, row);
                    let own = tables.units.get(id).filter(|unit| unit.kind == "disputed");
                    if own.is_some() {
                        set(&mut attributes, "status", "disputed");
                    }
                }
                (None, Some(unit)) => {
                    set(&mut attributes, "name", &unit.name);
                    match unit.holder {
                        // as the theme tells it from states
                        Some(Holder::Own) => {
                            set(&mut attributes, "de_jure", &unit.state);
                            set(&mut attributes, "kind", "entity");
                        }
                        _ => set(&mut attributes, "claimed_by", &unit.claimed_by),
                    }
                    place_label(&mut attributes, unit.label);
                }
                (None, None) => {}
            }
            feature(id.to_owned(), Geometry::MultiPolygon(area), attributes)
        });
        Some(features.collect())
    }

    /// The shores of each state, land on their left, by ring of the source and whether they are the Caspian's.
    fn shoreline(&self, coverage: &Coverage, tables: &Tables) -> Option<Vec<Feature>> {
        let lines = coverage.lines(&self.bounds, |arc| {
            let (left, right) = (tables.face(arc.left)?, tables.face(arc.right)?);
            let (land, water, direction) = match (left.water, right.water) {
                (None, Some(water)) => (arc.left, water, Direction::Along),
                (Some(water), None) => (arc.right, water, Direction::Against),
                _ => return None,
            };
            let unit = tables.unit(land)?;
            let state = unit.state_of_shore();
            let owner = (state, if state.is_empty() { &*unit.id } else { "" });
            Some(((arc.origin, owner, water), direction))
        })?;
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        let mut features = Vec::new();
        for ((origin, (state, unit), water), lines) in lines {
            let sovereign = self.row("states", state).map(|row| row.get("sovereign"));
            let claimed_by = tables.units.get(unit).map_or("", |unit| unit.claimed_by.as_str());
            for line in lines {
                let number = counts.entry(origin).or_default();
                let id = match origin.checked_sub(1) {
                    Some(ring) => format!("gshhg-{ring}/{number}"),
                    None => format!("shore-{number}"),
                };
                *number += 1;
                let mut attributes = attributes([("id", id.as_str()), ("water", water)]);
                set(&mut attributes, "state", state);
                set(&mut attributes, "sovereign", sovereign.unwrap_or_default());
                set(&mut attributes, "claimed_by", claimed_by);
                features.push(feature(id, Geometry::LineString(line), attributes));
            }
        }
        Some(features)
    }

    /// The boundaries between two states, and of what belongs to none.
    fn boundaries(&self, coverage: &Coverage, tables: &Tables) -> Option<Vec<Feature>> {
        let lines = coverage.lines(&self.bounds, |arc| {
            let pair = tables.between(arc, |face| tables.entity(face))?;
            let kind = tables.classes.get(arc.class as usize)?.as_str();
            // what is no state's has no boundary that states agree on
            let is_open = pair.iter().any(|id| tables.units.get(*id).is_some_and(Unit::is_nobodys));
            let sides = [arc.left, arc.right].map(|face| tables.unit(face));
            let has_moved = sides.into_iter().flatten().any(Unit::has_left);
            let kind = match kind {
                "disputed" | "de-facto" | "claim" if has_moved => "international",
                "international" if !is_open => "international",
                "indefinite" => "indefinite",
                "international" | "disputed" | "de-facto" | "claim" => "disputed",
                _ => "international",
            };
            Some(((pair, kind), Direction::Along))
        })?;
        let mut features = Vec::new();
        for (([one, other], kind), lines) in lines {
            let course = format!("{}-{}", one.to_lowercase(), other.to_lowercase());
            for (number, line) in lines.into_iter().enumerate() {
                let id = match kind {
                    "international" => format!("{course}/{}", number + 1),
                    _ => format!("{course}/{kind}-{}", number + 1),
                };
                let states = format!("{one} {other}");
                let attributes = attributes([("id", &*id), ("states", &*states), ("kind", kind)]);
                features.push(feature(id, Geometry::LineString(line), attributes));
            }
        }
        Some(features)
    }

    /// The land whose control or status differs from the de jure view, or of which nobody says whose it is.
    fn disputed_areas(&self, coverage: &Coverage, tables: &Tables) -> Option<Vec<Feature>> {
        let name_of = |state: &str| -> String {
            let row = self.row("states", state);
            row.map_or_else(|| state.to_owned(), |row| row.get("name").to_owned())
        };
        let areas = coverage.areas(&self.bounds, |face| {
            let unit = tables.unit(face)?;
            unit.status().map(|_| unit.id.as_str())
        })?;
        let features = areas.into_iter().filter_map(|(id, area)| {
            let unit = tables.units.get(id)?;
            let id = unit.area_id();
            let kind = unit.status()?;
            let note = unit.status_note(kind, name_of);
            let mut attributes = attributes([
                ("id", &*id),
                ("name", &*unit.name),
                ("kind", kind),
                ("state", &*unit.state),
                ("claimed_by", &*unit.claimed_by),
                ("source", &*unit.source),
                ("valid_from", &*unit.valid_from),
                ("valid_to", &*unit.valid_to),
                ("status_note", &*note),
            ]);
            if unit.controlled_by != unit.id {
                set(&mut attributes, "controlled_by", &unit.controlled_by);
            }
            place_label(&mut attributes, unit.label);
            Some(feature(id, Geometry::MultiPolygon(area), attributes))
        });
        Some(features.collect())
    }

    /// The lines of control and of claims within one state's land.
    fn disputed_lines(&self, coverage: &Coverage, tables: &Tables) -> Option<Vec<Feature>> {
        let lines = coverage.lines(&self.bounds, |arc| {
            let units = tables.between(arc, |face| Some(tables.unit(face)?.id.as_str()))?;
            let [one, other] = [tables.units.get(units[0])?, tables.units.get(units[1])?];
            let is_within = one.state == other.state && !one.state.is_empty();
            let kind = match tables.classes.get(arc.class as usize)?.as_str() {
                "admin-1" | "shore" => return None,
                "claim" => "claim",
                _ => "de-facto",
            };
            let area = [one, other].into_iter().find(|unit| unit.status().is_some())?;
            is_within.then_some(((area.area_id(), one.state.as_str(), kind), Direction::Along))
        })?;
        let features = lines.into_iter().map(|((id, state, kind), lines)| {
            let mut attributes = attributes([("id", &*id), ("state", state), ("kind", kind)]);
            if let Some(unit) = tables.units.values().find(|unit| unit.area_id() == id) {
                set(&mut attributes, "valid_from", &unit.valid_from);
                set(&mut attributes, "valid_to", &unit.valid_to);
            }
            feature(id, Geometry::MultiLineString(MultiLineString(lines)), attributes)
        });
        Some(features.collect())
    }

    /// The first-level units of states.
    fn admin1(&self, coverage: &Coverage, tables: &Tables) -> Option<Vec<Feature>> {
        let areas = coverage.areas(&self.bounds, |face| tables.admin1(face))?;
        let features = areas.into_iter().map(|((id, state), area)| {
            let mut attributes = attributes([("id", id), ("state", state)]);
            if let Some(row) = self.row("admin1", id) {
                named(&mut attributes, row);
                set(&mut attributes, "kind", row.get("kind"));
            }
            feature(id.to_owned(), Geometry::MultiPolygon(area), attributes)
        });
        Some(features.collect())
    }

    /// The lines between the first-level units of one state; those of republics within it are told from the others.
    fn admin1_lines(&self, coverage: &Coverage, tables: &Tables) -> Option<Vec<Feature>> {
        let lines = coverage.lines(&self.bounds, |arc| {
            let [(one, state), (other, of)] = tables.between(arc, |face| tables.admin1(face))?;
            (state == of).then_some(((one, other, state), Direction::Along))
        })?;
        let is_republic = |id: &str| {
            let row = self.row("admin1", id);
            row.is_some_and(|row| ["republic", "autonomous-republic"].contains(&row.get("kind")))
        };
        let features = lines.into_iter().map(|((left, right, state), lines)| {
            let id = format!("{left}-{right}");
            let has_republic = is_republic(left) || is_republic(right);
            let kind = if has_republic { "republic" } else { "admin-1" };
            let words = [("left", left), ("right", right), ("state", state), ("kind", kind)];
            feature(id, geometry_of(lines), attributes(words))
        });
        Some(features.collect())
    }
}
