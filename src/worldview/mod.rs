//! Worldview: a view of disputed land and a day in, a layer's features as that view draws them out.
//! The views are geodata/worldviews.toml; an area that a view does not rule on stays as the United Nations see it.

mod edges;
mod redrawing;
#[cfg(test)]
mod tests;

use crate::error::{Error, Result};
use crate::geodata::select::is_valid;
use crate::geodata::{Date, Feature, Geodata};
use crate::toml_text;
use serde::Deserialize;

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
    let table: ViewsTable =
        toml::from_str(&text).map_err(|error| toml_text::refused(&error, &text, &file))?;
    Ok(table.view)
}

/// An area and what a view says of it.
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
        for area in geodata.layer(AREAS)? {
            if is_valid(area, day)? {
                ruled.push(Ruled { status: view.status(&area.id, day), area: area.clone() });
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
        Ok(match layer {
            AREAS => Some(self.areas(geodata.layer(layer)?)),
            "disputed-lines" => Some(self.lines(geodata.layer(layer)?)),
            "countries" => Some(self.countries(geodata.layer(layer)?)),
            "boundaries" => {
                let shores = geodata.layer("shoreline")?;
                Some(self.boundaries(geodata.layer(layer)?, shores))
            }
            "shoreline" => Some(self.shores(geodata.layer(layer)?)),
            "admin1" => Some(self.regions(geodata.layer(layer)?)),
            "places" => Some(self.places(geodata.layer(layer)?)),
            _ => None,
        })
    }
}

impl View {
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
