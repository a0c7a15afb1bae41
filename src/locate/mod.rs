//! Locate: names of places, or a text that names some, in; what each means, and a figure that shows where they are, as the
//! text of a figure file, out. It goes through the stages like any other, and can be saved and edited.

mod circle;
mod dateline;
mod docx;
mod gazetteer;
mod ground;
#[allow(unreachable_pub, reason = "build.rs makes the bundled index with it")]
mod index;
mod inflection;
#[allow(unreachable_pub, reason = "build.rs makes the bundled index with it")]
mod markup;
mod meant;
mod query;
mod report;
mod resolve;
mod sheet;
mod suggest;
mod text;
mod words;

use crate::error::{Error, Result};
use crate::geodata::Geodata;
use gazetteer::Gazetteer;

pub use docx::text_of;
pub use ground::Ground;
pub use index::{Place, PlaceKind};
pub(crate) use meant::positions;
pub use sheet::{Located, WithNames};
pub use suggest::{Suggestion, suggestions};

/// What names mean.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Found {
    /// What is meant for certain, in the order in which it is named, each once.
    pub placed: Vec<Placed>,
    /// Names that several things bear, where nothing says which is meant.
    pub open: Vec<Open>,
    /// What looks like the name of a place and is not known.
    pub unknown: Vec<Unknown>,
    /// Whether it is of a text, which tells a story, and not of names that somebody asked for.
    pub is_story: bool,
    /// The language of the text, if it is known and not English: a BCP 47 tag.
    pub language: Option<String>,
    /// The day that the text bears.
    pub dated: Option<Dated>,
}

/// A day that a text bears.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dated {
    /// `2020-10-17`.
    pub day: String,
    /// The line that bears it, from 1.
    pub line: usize,
}

/// What is wished of a map; nothing where nothing is said.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Wish {
    /// The width of the sheet, mm.
    pub width: Option<f64>,
    /// Its height, mm, beside a width.
    pub height: Option<f64>,
    /// A bundled theme's name.
    pub theme: Option<String>,
    /// The day whose borders, names and claims are shown.
    pub as_of: Option<String>,
    /// Whose view of disputed land is drawn.
    pub worldview: Option<String>,
    /// The language of the names.
    pub names: Option<String>,
}

/// A name and the place that it means.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Placed {
    /// As it is written.
    pub mention: String,
    /// What it means.
    pub place: Place,
    /// The text's own name for it, where that is one of its names and not the usual one.
    pub spelling: Option<String>,
    /// How often it is named.
    pub count: usize,
    /// The line of a text that names it first, from 1; 1 for what somebody asked for.
    pub line: usize,
    /// The first sentence that names it; empty for what somebody asked for.
    pub sentence: String,
    /// Why this one is meant.
    pub reason: String,
}

/// A name that stays open.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Open {
    /// As it is written.
    pub mention: String,
    /// What it may mean, the best known first.
    pub candidates: Vec<Place>,
    /// How often it is named.
    pub count: usize,
    /// The line that names it first.
    pub line: usize,
}

/// A name that is not known.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Unknown {
    /// As it is written.
    pub mention: String,
    /// The line that names it first.
    pub line: usize,
}

/// What these names mean, in any language that the data have them in: `Athens`, `Tripoli, LBN`, `Idlib (province)`,
/// `36.14,33.54`.
///
/// Errors: `Missing` for a name that is not known, with the nearest, and for one that several things bear, with how to write
/// each; `Usage` if there is none.
pub fn places(names: &[String], geodata: &Geodata) -> Result<Found> {
    if names.is_empty() {
        return Err(Error::usage("name the places to locate").hint("periplus locate Athens İzmir"));
    }
    let gazetteer = Gazetteer::of(geodata)?;
    let asked = names.iter().map(|name| query::asked(name, &gazetteer));
    let asked = asked.collect::<Result<Vec<_>>>()?;
    let all: Vec<&query::Asked> = asked.iter().collect();
    let mut found = Found::default();
    for (it, meant) in asked.iter().zip(meant::meant(&all, &gazetteer)) {
        let (place, reason) = meant?;
        for place in gazetteer.members(place) {
            found.placed.push(Placed {
                mention: it.mention.clone(),
                place,
                spelling: None,
                count: 1,
                line: 1,
                sentence: String::new(),
                reason: reason.clone(),
            });
        }
    }
    found.join_same();
    Ok(found)
}

/// What a text names; `file` is what the user calls it.
///
/// Errors: `Missing` if it names no place at all.
pub fn places_of(text: &str, file: &str, geodata: &Geodata) -> Result<Found> {
    let mut found = text::named_in(text, &Gazetteer::of(geodata)?, geodata)?;
    found.is_story = true;
    found.dated = dateline::dated(text);
    if found.placed.is_empty() && found.open.is_empty() {
        return Err(
            Error::missing(format!("no place is named in `{file}`")).hint(names_are_found(text))
        );
    }
    Ok(found)
}

/// What names are found as in a text, by whether its letters have capitals.
fn names_are_found(text: &str) -> &'static str {
    let letters = || text.chars().filter(|letter| letter.is_alphabetic());
    let with_case = letters().filter(|letter| letter.is_lowercase() || letter.is_uppercase());
    if 2 * with_case.count() < letters().count() {
        "names are found that stand as words of their own, between spaces or marks, in any language of the data"
    } else {
        "names are found that begin with a capital, in any language of the data"
    }
}

impl Found {
    /// Makes one of what is placed twice, in the order of the text: the count is that of all.
    fn join_same(&mut self) {
        let mut joined: Vec<Placed> = Vec::new();
        for placed in self.placed.drain(..) {
            let same = |other: &&mut Placed| {
                other.place.id == placed.place.id && other.place.kind == placed.place.kind
            };
            match joined.iter_mut().find(same) {
                Some(first) => {
                    first.count += placed.count;
                    first.spelling = first.spelling.take().or(placed.spelling);
                }
                None => joined.push(placed),
            }
        }
        joined.sort_by_key(|placed| placed.line);
        self.placed = joined;
        let mut unknown: Vec<Unknown> = Vec::new();
        for name in self.unknown.drain(..) {
            if unknown.iter().all(|known| known.mention != name.mention) {
                unknown.push(name);
            }
        }
        self.unknown = unknown;
    }

    /// The figure of what is placed, as it is best while all names find room.
    ///
    /// Errors: `Missing` if nothing is; `Render` if the bundled data are damaged.
    pub fn figure(&self, wish: &Wish, ground: &Ground) -> Result<Located> {
        self.check_placed()?;
        sheet::figure(self, wish, ground)
    }

    /// The figure of what is placed on which every name finds room, and its drawing. `draw` draws a figure and says with it
    /// which names are on the map ([`crate::draw_watched`] makes no error of those that are not); it is asked again, for a
    /// barer figure, only where one is missing.
    ///
    /// Errors: as [`Found::figure`] and as `draw`; `Render` with the names that find no room on any figure.
    pub fn fitted<Drawing>(
        &self,
        wish: &Wish,
        ground: &Ground,
        draw: &mut dyn FnMut(&Located) -> Result<WithNames<Drawing>>,
    ) -> Result<(Located, Drawing)> {
        self.check_placed()?;
        sheet::fitted(self, wish, ground, draw)
    }

    fn check_placed(&self) -> Result<()> {
        if !self.placed.is_empty() {
            return Ok(());
        }
        let names: Vec<&str> = self.open.iter().map(|open| open.mention.as_str()).collect();
        Err(Error::missing("nothing that is named can be placed")
            .hint(format!("it stays open which is meant by: {}", names.join(", "))))
    }
}

#[cfg(test)]
mod tests;
