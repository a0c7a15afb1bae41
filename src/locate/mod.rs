//! Locate: names of places, or a text that names some, in; a figure that shows where they are, as the text of a figure file,
//! out. It goes through the stages like any other, and can be saved and edited.

mod gazetteer;
mod sheet;
mod words;

use crate::error::{Error, Result, Warning};
use crate::geodata::Geodata;
use gazetteer::{Found, Gazetteer};

/// A locator map, still to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// The figure file.
    pub toml: String,
    /// The figure's name: `locate-athens`.
    pub name: String,
    /// Names that could be another place's.
    pub warnings: Vec<Warning>,
}

/// The figure of the places of these names, in any language that the bundled data have them in. `Tripoli, LBN` says whose.
///
/// Errors: `Missing` for a name that is not known, with the nearest; `Usage` if there is none.
pub fn places(names: &[String], geodata: &Geodata) -> Result<Located> {
    let gazetteer = Gazetteer::of(geodata)?;
    let (mut found, mut warnings) = (Vec::new(), Vec::new());
    for name in names {
        let (place, warning) = gazetteer.find(name)?;
        warnings.extend(warning);
        if !found.contains(&place) {
            found.push(place);
        }
    }
    located(&found, warnings, geodata)
}

/// The figure of the places that a text names; `file` is what the user calls it.
///
/// Errors: `Missing` if it names none.
pub fn places_of(text: &str, file: &str, geodata: &Geodata) -> Result<Located> {
    let gazetteer = Gazetteer::of(geodata)?;
    let found = gazetteer.named_in(text);
    if found.is_empty() {
        return Err(Error::missing(format!("no place is named in `{file}`"))
            .hint("names are found that begin with a capital, in any language of the data"));
    }
    located(&found, Vec::new(), geodata)
}

fn located(found: &[&Found], warnings: Vec<Warning>, geodata: &Geodata) -> Result<Located> {
    let Some(first) = found.first() else {
        return Err(Error::usage("name the places to locate").hint("periplus locate Athens İzmir"));
    };
    let name = format!("locate-{}", first.slug());
    Ok(Located { toml: sheet::written(found, sheet::window(geodata)?), name, warnings })
}

#[cfg(test)]
mod tests;
