//! Meant: what several names may each mean in, the one place that each means out: what is meant on its own decides on what is not.

use super::gazetteer::{Gazetteer, spots};
use super::index::Place;
use super::query::{self, Asked};
use super::resolve::{Choice, choose};
use crate::error::{Error, Result};
use crate::geodata::Geodata;

/// The place that each of these names means, and why.
///
/// Errors: `Missing` for one that several things bear, with how to write each.
pub(super) fn meant(asked: &[&Asked], gazetteer: &Gazetteer) -> Vec<Result<(Place, String)>> {
    let sure: Vec<Vec<Place>> = asked
        .iter()
        .map(|it| match choose(&it.candidates, &[]) {
            Choice::One(place, _) => gazetteer.members(*place),
            Choice::Open(_) => Vec::new(),
        })
        .collect();
    let one = |(number, it): (usize, &&Asked)| {
        // what can mean but one thing needs no others: tables ask for thousands of positions
        if let ([_], Choice::One(place, reason)) = (&it.candidates[..], choose(&it.candidates, &[]))
        {
            return Ok((*place, it.hint.clone().unwrap_or(reason)));
        }
        let others = sure.iter().enumerate().filter(|(other, _)| *other != number);
        let others: Vec<Place> = others.flat_map(|(_, places)| places.clone()).collect();
        match choose(&it.candidates, &others) {
            Choice::One(place, reason) => Ok((*place, it.hint.clone().unwrap_or(reason))),
            Choice::Open(_) => {
                let firsts = spots(&it.candidates).into_iter();
                let firsts: Vec<Place> =
                    firsts.filter_map(|spot| spot.into_iter().next()).collect();
                Err(query::ambiguous(&it.mention, &firsts, gazetteer))
            }
        }
    };
    asked.iter().enumerate().map(one).collect()
}

/// The one position that each of these names means, with the words for it: of a figure's rings and arrows, as `locate` has it.
///
/// Errors: for each as [`places`](super::places); `Missing` for a name of several things at once.
pub(crate) fn positions(names: &[&str], geodata: &Geodata) -> Result<Vec<Result<(String, Place)>>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let gazetteer = Gazetteer::of(geodata)?;
    let asked: Vec<Result<Asked>> =
        names.iter().map(|name| query::asked(name, &gazetteer)).collect();
    let known: Vec<&Asked> = asked.iter().filter_map(|it| it.as_ref().ok()).collect();
    let mut meant = meant(&known, &gazetteer).into_iter();
    let position = |asked: Result<Asked>| {
        let asked = asked?;
        let (place, _) = meant.next().ok_or_else(|| Error::render("a name was lost"))??;
        match &gazetteer.members(place)[..] {
            [one] => Ok((asked.mention, one.clone())),
            several => {
                let names: Vec<&str> = several.iter().map(|it| it.name.as_str()).collect();
                Err(Error::missing(format!("`{}` is several places", asked.mention))
                    .hint(format!("write one of them: {}", names.join(", "))))
            }
        }
    };
    Ok(asked.into_iter().map(position).collect())
}
