//! Worldview: a view of disputed land and a day in, a layer's features as that view draws them out.
//! The views are geodata/worldviews.toml; an area that a view does not rule on stays as the United Nations see it.

mod edges;
mod redrawing;
#[cfg(test)]
mod tests;

use crate::error::{Error, Result};
use crate::geodata::select::is_valid;
use crate::geodata::{Date, Feature, Geodata, Holder, Holders};
use crate::toml_text;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The layer of the areas that views differ on.
pub(crate) const AREAS: &str = "disputed-areas";

/// What a view says of an area.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub(crate) enum Status {
    /// Part of its de jure state, under a hatch, with the line of control.
    Disputed,
    /// Part of its de jure state, and nothing said of it.
    Plain,
    /// Land of an entity of its own.
    Own,
    /// Land of the state of this code.
    Of(String),
}

impl From<String> for Status {
    fn from(word: String) -> Status {
        match word.as_str() {
            "disputed" => Status::Disputed,
            "plain" => Status::Plain,
            "own" => Status::Own,
            _ => Status::Of(word),
        }
    }
}

/// A view's word on an area.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ruling {
    /// The area's id.
    pub area: String,
    /// What it is.
    #[serde(rename = "as")]
    pub status: Status,
    /// The first day on which it holds.
    pub valid_from: Option<Date>,
    /// The first day on which it no longer does.
    pub valid_to: Option<Date>,
    /// Why.
    #[cfg_attr(not(test), expect(dead_code, reason = "for who reads the table"))]
    pub source: String,
    /// `read` in the source, or `known`: to be verified before it is printed.
    #[cfg_attr(not(test), expect(dead_code, reason = "for who reads the table"))]
    pub confidence: String,
}

/// A view of disputed land.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct View {
    /// As a figure's `worldview` names it.
    pub name: String,
    /// The state whose it is, as the foot of a sheet has it.
    #[serde(default)]
    #[expect(dead_code, reason = "build.rs reads it")]
    pub of: Option<String>,
    /// What it says otherwise than the United Nations, or says as they do.
    #[serde(default)]
    pub rulings: Vec<Ruling>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ViewsTable {
    #[serde(default)]
    view: Vec<View>,
}

/// All views, in the order of their file.
///
/// Errors: `Input` with file, line and column.
pub(crate) fn views(geodata: &Geodata) -> Result<Vec<View>> {
    let (text, file) = geodata.worldviews()?;
    let table: ViewsTable = toml_text::read(&text, &file)?;
    Ok(table.view)
}

/// An area and what a view says of it.
#[derive(Clone)]
struct Ruled {
    area: Feature,
    status: Status,
}

/// A view on a day: how it draws the bundled layers.
pub(crate) struct Worldview {
    /// The areas that are there on the day, whatever is said of them.
    ruled: Vec<Ruled>,
}

impl Worldview {
    /// The view that a figure names, or `un`, on a day.
    ///
    /// Errors: as [`Worldview::of`].
    pub(crate) fn of_figure(
        name: Option<&str>,
        day: Option<Date>,
        geodata: &Geodata,
    ) -> Result<Worldview> {
        Worldview::of(name.unwrap_or("un"), day, geodata)
    }

    /// The view of this name on a day; without a day, as it holds now.
    ///
    /// Errors: `Missing` for a view that the geodata do not have; `Input` for views that cannot be read.
    pub(crate) fn of(name: &str, day: Option<Date>, geodata: &Geodata) -> Result<Worldview> {
        if name == "un" || !geodata.has(AREAS) {
            return Ok(Worldview { ruled: Vec::new() });
        }
        let views = views(geodata)?;
        let view = views.iter().find(|view| view.name == name).ok_or_else(|| {
            Error::missing(format!("there are no boundaries of the view `{name}`"))
                .hint("worldviews.toml lists the views; `un` (de jure) needs none")
        })?;
        let mut ruled = Vec::new();
        let areas = geodata.layer(AREAS)?;
        for area in areas {
            if is_valid(area, day)? {
                ruled.push(Ruled { status: view.status(&area.id, day), area: area.clone() });
            }
        }
        // what is drawn apart from any state without being under a hatch: all land of a state's code
        let is_area = |id: &str| areas.iter().any(|area| area.id == id);
        for id in view.ruled_areas().filter(|id| !is_area(id)) {
            let mut countries = geodata.layer("countries")?.iter();
            let code = id.to_uppercase();
            if let Some(country) = countries.find(|it| it.text("state") == Some(&code)) {
                let area = Feature { id: id.to_owned(), ..country.clone() };
                ruled.push(Ruled { status: view.status(id, day), area });
            }
        }
        Ok(Worldview { ruled })
    }

    /// A bundled layer as this view draws it; nothing if it draws it as it is.
    ///
    /// Errors: `Missing` if the geodata lack the layers that boundaries are told from.
    pub(crate) fn redraw(&self, layer: &str, geodata: &Geodata) -> Result<Option<Vec<Feature>>> {
        if self.ruled.iter().all(|ruled| ruled.status == Status::Disputed) {
            return Ok(None);
        }
        match layer {
            AREAS => return Ok(Some(self.areas(geodata.layer(layer)?))),
            "disputed-lines" => return Ok(Some(self.lines(geodata.layer(layer)?))),
            "places" => return Ok(Some(self.places(geodata.layer(layer)?))),
            _ => {}
        }
        // the coverage of the earth changes hands face by face; what is no unit of it is cut out of what it makes
        Ok(match geodata.held(layer, &self.holders())? {
            Some((features, held)) => {
                let rest = self.ruled.iter().filter(|ruled| !held.contains_key(&ruled.area.id));
                let rest = Worldview { ruled: rest.cloned().collect() };
                rest.recut(layer, &features, geodata)?.or(Some(features))
            }
            None => self.recut(layer, geodata.layer(layer)?, geodata)?,
        })
    }

    /// A layer of land or coast with the areas cut out and put where they belong; nothing if none moves, and for any other layer.
    fn recut(
        &self,
        layer: &str,
        features: &[Feature],
        geodata: &Geodata,
    ) -> Result<Option<Vec<Feature>>> {
        if self.moved().next().is_none() {
            return Ok(None);
        }
        Ok(match layer {
            "countries" => Some(self.countries(features)),
            "boundaries" => Some(self.boundaries(features, geodata.layer("shoreline")?)),
            "shoreline" => Some(self.shores(features)),
            "admin1" => Some(self.regions(features)),
            _ => None,
        })
    }

    /// Whose the areas are on which it rules otherwise than by a hatch.
    fn holders(&self) -> Holders {
        let holder = |status: &Status| match status {
            Status::Disputed => None,
            Status::Plain => Some(Holder::DeJure),
            Status::Own => Some(Holder::Own),
            Status::Of(state) => Some(Holder::State(state.clone())),
        };
        let held = self.ruled.iter();
        held.filter_map(|it| Some((it.area.id.clone(), holder(&it.status)?))).collect()
    }
}

impl View {
    /// The ids of the areas on which it rules, each once.
    fn ruled_areas(&self) -> impl Iterator<Item = &str> {
        let ids: BTreeSet<&str> = self.rulings.iter().map(|ruling| ruling.area.as_str()).collect();
        ids.into_iter()
    }

    /// What it says of an area on a day; without a day, what it says now.
    fn status(&self, area: &str, day: Option<Date>) -> Status {
        let holds = |ruling: &&Ruling| match day {
            Some(day) => {
                ruling.valid_from.is_none_or(|from| from <= day)
                    && ruling.valid_to.is_none_or(|to| day < to)
            }
            None => ruling.valid_to.is_none(),
        };
        let mut rulings = self.rulings.iter().filter(|ruling| ruling.area == area);
        rulings.find(holds).map_or(Status::Disputed, |ruling| ruling.status.clone())
    }
}
