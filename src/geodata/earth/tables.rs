//! The tables of the earth in; what the faces of the coverage and the classes of its arcs are, and what is
//! disputed of a unit of land, out.

use super::super::coverage::{Arc, FaceNumber};
use crate::compression::table::Table;
use std::collections::BTreeMap;

/// A face of the coverage: water, or land of one unit and one first-level unit.
#[derive(Clone, Debug, Default)]
pub(super) struct Face {
    pub(super) water: Option<&'static str>,
    pub(super) unit: String,
    pub(super) admin1: String,
}

/// The smallest piece of land that changes hands between views.
#[derive(Clone, Debug, Default)]
pub(super) struct Unit {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: String,
    /// Whose it is as the United Nations see it; empty: undetermined.
    pub(super) state: String,
    pub(super) controlled_by: String,
    pub(super) claimed_by: String,
    /// The first and the last day on which it is what the table says, as ISO days; empty: not known.
    pub(super) valid_from: String,
    pub(super) valid_to: String,
    pub(super) label: [Option<f64>; 2],
    pub(super) source: String,
    /// Whose it is by the view that is drawn; none: as the United Nations see it.
    pub(super) holder: Option<Holder>,
}

/// Whose land is by a view that rules on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// Its de jure state's, and nothing is disputed.
    DeJure,
    /// An entity's of its own.
    Own,
    /// The state's of this code.
    State(String),
}

/// Disputed areas by their ids, and whose they are by a view.
pub(crate) type Holders = BTreeMap<String, Holder>;

/// What faces and classes of arcs are.
#[derive(Clone, Debug)]
pub(in crate::geodata) struct Tables {
    pub(super) faces: Vec<Face>,
    pub(super) units: BTreeMap<String, Unit>,
    pub(super) classes: Vec<String>,
}

impl Tables {
    /// The tables by their names; `None` if there is no such table.
    pub(in crate::geodata) fn read(
        table: impl Fn(&str) -> Option<&'static Table>,
    ) -> Option<Tables> {
        let faces = table("faces")?.iter().map(|row| Face {
            water: match row.get("kind") {
                "sea" => Some("sea"),
                "caspian" => Some("caspian"),
                _ => None,
            },
            unit: row.get("unit").to_owned(),
            admin1: row.get("admin1").to_owned(),
        });
        let units = table("units")?.iter().map(|row| {
            let text = |key: &str| row.get(key).to_owned();
            let unit = Unit {
                id: text("unit"),
                name: text("name"),
                kind: text("kind"),
                state: text("state"),
                controlled_by: text("controlled_by"),
                claimed_by: text("claimed_by"),
                valid_from: text("valid_from"),
                valid_to: text("valid_to"),
                label: [row.number("label_lon"), row.number("label_lat")],
                source: text("source"),
                holder: None,
            };
            (unit.id.clone(), unit)
        });
        let classes = table("classes")?.iter().map(|row| row.get("name").to_owned());
        Some(Tables { faces: faces.collect(), units: units.collect(), classes: classes.collect() })
    }

    /// The tables by a view that rules on these areas.
    pub(super) fn held_by(mut self, holders: &Holders) -> Tables {
        for unit in self.units.values_mut() {
            unit.holder = holders.get(&unit.area_id()).cloned();
        }
        self
    }

    pub(super) fn face(&self, face: FaceNumber) -> Option<&Face> {
        self.faces.get(face.0 as usize)
    }

    pub(super) fn unit(&self, face: FaceNumber) -> Option<&Unit> {
        self.units.get(&self.face(face)?.unit)
    }

    /// Whose land a face is; empty for water and for what belongs to no state.
    pub(super) fn state(&self, face: FaceNumber) -> &str {
        self.unit(face).map_or("", |unit| unit.state.as_str())
    }

    /// The state whose land a face is, or the unit where it belongs to none; none for water.
    pub(super) fn entity(&self, face: FaceNumber) -> Option<&str> {
        Some(self.unit(face)?.entity())
    }

    /// A first-level unit and its state; none where an entity of its own holds it.
    pub(super) fn admin1(&self, face: FaceNumber) -> Option<(&str, &str)> {
        let known = self.face(face)?;
        let is_named = !known.admin1.is_empty() && self.unit(face)?.holder != Some(Holder::Own);
        is_named.then_some((known.admin1.as_str(), self.entity(face)?))
    }

    /// What an arc has on its two sides, in order, if the two differ.
    pub(super) fn between<K: Ord>(
        &self,
        arc: &Arc,
        of: impl Fn(FaceNumber) -> Option<K>,
    ) -> Option<[K; 2]> {
        let (left, right) = (of(arc.left)?, of(arc.right)?);
        match left.cmp(&right) {
            std::cmp::Ordering::Less => Some([left, right]),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some([right, left]),
        }
    }
}

impl Unit {
    /// The state whose land it is, or itself where it belongs to none.
    pub(super) fn entity(&self) -> &str {
        match &self.holder {
            Some(Holder::State(code)) => code,
            Some(Holder::Own) => &self.id,
            _ if self.state.is_empty() => &self.id,
            _ => &self.state,
        }
    }

    /// The state whose shore it has, empty for none: that of an entity of its own stays with its de jure state, since waters
    /// are measured for states.
    pub(super) fn state_of_shore(&self) -> &str {
        match &self.holder {
            Some(Holder::State(code)) => code,
            _ => &self.state,
        }
    }

    /// Whether it is disputed and no state's.
    pub(super) fn is_nobodys(&self) -> bool {
        self.state.is_empty() && !self.has_left()
    }

    /// Whether a view has it with another than its de jure state.
    pub(super) fn has_left(&self) -> bool {
        matches!(self.holder, Some(Holder::Own | Holder::State(_)))
    }

    /// The id by which worldviews.toml rules on it.
    pub(super) fn area_id(&self) -> String {
        match self.id.as_str() {
            "CYN" => "northern-cyprus".to_owned(),
            "CNM" => "cyprus-buffer-zone".to_owned(),
            id => id.to_lowercase(),
        }
    }

    /// What is disputed of it, as themes and legends know it; none where nothing is, or where it is a country of its own.
    pub(super) fn status(&self) -> Option<&'static str> {
        if self.holder.is_some() {
            return None;
        }
        let is_held_by = |holder: &str| self.controlled_by == holder;
        match self.kind.as_str() {
            "buffer-zone" => Some("buffer-zone"),
            "disputed" if self.id == self.state => None,
            "disputed" if self.state.is_empty() || is_held_by("") || is_held_by(&self.state) => {
                Some("undetermined-status")
            }
            "disputed" if is_held_by(&self.id) => Some("claimed-not-controlled"),
            "disputed" => Some("de-facto-control"),
            _ => None,
        }
    }

    /// The status in words.
    pub(super) fn status_note(&self, kind: &str, name_of: impl Fn(&str) -> String) -> String {
        let state = name_of(&self.state);
        match kind {
            "buffer-zone" => format!("internationally {state}, patrolled by the United Nations"),
            "claimed-not-controlled" => format!("internationally {state}, not under its control"),
            "de-facto-control" => {
                format!("internationally {state}, held by {}", name_of(&self.controlled_by))
            }
            _ => "status undetermined".to_owned(),
        }
    }
}
