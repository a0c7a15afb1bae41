//! What is placed in, the text of a figure that shows it out: an extent with room round it, a quiet base map, all that is
//! placed set out on top, and for what lies too far out for the story's scale second maps, or arrows at the edge. Tried in steps,
//! from the roomiest to the barest, until every name is on the map, or a number that a key below it explains.
//!
//! Each attempt makes a plan (what lies where, from extents and arrows), shapes and surroundings of it, and a figure file.

mod arrows;
mod attempt;
mod caption;
mod extent;
mod figure_file;
mod framing;
mod layers;
mod numbers;
mod paper;
mod plan;
mod second;
mod shapes;
mod sight;
mod surroundings;
mod thing;

use super::gazetteer::Gazetteer;
use super::ground::Ground;
use super::{Found, Wish};
use crate::error::{Error, Result};
use crate::folding::key;
use attempt::{Attempt, attempts};
use caption::Captions;
use figure_file::Besides;
use layers::slug;
use numbers::Numbers;
use plan::{Crowded, Plan, Second};
use std::collections::{BTreeSet, VecDeque};
use surroundings::{known_towns, main_seas};
use thing::{Thing, names_of};

/// What to do where names find no room at all.
const WAY_OUT: &str = "take a larger --width, or locate fewer places at once";

/// A drawing, and the names that are on it.
pub type WithNames<Drawing> = (Drawing, Vec<String>);

/// A locator map, still to be drawn.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Located {
    /// The figure file.
    pub toml: String,
    /// The figure's name: `locate-athens`.
    pub name: String,
    /// The width of its sheet, mm.
    pub width: f64,
    /// What is said of the map beside it: what stands at its edge, and by which rule.
    pub notices: Vec<String>,
    /// What has to be named on the map.
    names: Vec<Wanted>,
}

/// A name that has to be on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wanted {
    /// As the caption has it.
    name: String,
    /// The place that it stands for, by its id.
    place: String,
    /// What it may be on the map.
    forms: Vec<String>,
    /// What stands for it instead.
    number: Option<String>,
}

impl Located {
    /// What has to be named and is not on a map with these names.
    fn not_set(&self, set: &[String]) -> Vec<&Wanted> {
        let folded: Vec<String> = set.iter().map(|name| format!(" {} ", key(name))).collect();
        let is_form =
            |name: &String| folded.iter().any(|label| label.contains(&format!(" {} ", key(name))));
        let is_set = |wanted: &&Wanted| match &wanted.number {
            Some(number) => set.contains(number),
            None => wanted.forms.iter().any(is_form),
        };
        self.names.iter().filter(|wanted| !is_set(wanted)).collect()
    }
}

/// The first map on which every name is set, as `draw` draws it; with each drawing come the names that are on it. What has no
/// room is no error of a drawing ([`crate::draw_watched`]): the next attempt is tried.
///
/// Errors: `Render` with the names that find no room on any, or if the bundled data are damaged; as `draw`.
pub(super) fn fitted<Drawing>(
    found: &Found,
    wish: &Wish,
    ground: &Ground,
    draw: &mut dyn FnMut(&Located) -> Result<WithNames<Drawing>>,
) -> Result<(Located, Drawing)> {
    let gazetteer = Gazetteer::of(ground.source())?;
    let things = things(found, ground)?;
    let mut crowded = Crowded::default();
    let mut lost: Vec<String> = Vec::new();
    let mut notices: Vec<String> = Vec::new();
    let mut next: VecDeque<Attempt> = attempts(wish, things.len(), found.is_story).into();
    while let Some(attempt) = next.pop_front() {
        if !lost.is_empty() {
            notices.push(format!("{}: no room for {}", attempt.said(), lost.join(", ")));
        }
        let plan = Plan::of(found, wish, &things, &attempt, &crowded, (ground, &gazetteer))?;
        let mut located = located(&plan)?;
        let (drawing, set) = draw(&located)?;
        let missing = located.not_set(&set);
        if missing.is_empty() {
            // the last step is what the map is
            located.notices.extend(notices.pop());
            return Ok((located, drawing));
        }
        while next.front().is_some_and(|it| !attempt.leaves_hope_for(it, missing.len())) {
            next.pop_front();
        }
        let more = without_names(&missing, &plan);
        drop(plan);
        match attempt.is_numbered {
            true => crowded.numbered.extend(more),
            false => crowded.numbered = more,
        }
        crowded.beside.extend(missing.iter().map(|wanted| wanted.place.clone()));
        lost = missing.into_iter().map(|wanted| wanted.name.clone()).collect();
    }
    let error = format!("there is no room on the map for {}", lost.join(", "));
    Err(Error::render(error).hint(WAY_OUT))
}

/// What is numbered where these have no room: themselves, and round those whose numbers have none all that is named near.
fn without_names(missing: &[&Wanted], plan: &Plan) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for wanted in missing {
        all.insert(wanted.place.clone());
        if wanted.number.is_some() {
            all.extend(plan.near_to(&wanted.place));
        }
    }
    all
}

/// The figure of what is found as it is tried first.
///
/// Errors: `Render` if the bundled data are damaged.
pub(super) fn figure(found: &Found, wish: &Wish, ground: &Ground) -> Result<Located> {
    let gazetteer = Gazetteer::of(ground.source())?;
    let things = things(found, ground)?;
    let first = attempts(wish, things.len(), found.is_story).swap_remove(0);
    let crowded = Crowded::default();
    located(&Plan::of(found, wish, &things, &first, &crowded, (ground, &gazetteer))?)
}

fn things<'a>(found: &'a Found, ground: &Ground) -> Result<Vec<Thing<'a>>> {
    let placed = found.placed.iter();
    placed.map(|placed| Ok(Thing::new(placed, ground.footprint(&placed.place)?))).collect()
}

fn located(plan: &Plan) -> Result<Located> {
    let is_bare = plan.attempt.is_bare;
    let towns = if is_bare { Vec::new() } else { known_towns(plan)? };
    let seas = if is_bare { Vec::new() } else { main_seas(plan)? };
    let numbers = Numbers::of(plan);
    let names = plan.things.iter().map(|thing| Wanted {
        number: numbers.of_place(&thing.place().id),
        name: plan.shown(thing),
        place: thing.id(),
        forms: names_of(thing),
    });
    let far = plan.beyond.iter().map(|(thing, _)| Wanted {
        number: numbers.of_place(&thing.place().id),
        name: plan.shown(thing),
        place: thing.id(),
        forms: vec![plan.name(thing)],
    });
    let first = plan.things.iter().min_by_key(|thing| std::cmp::Reverse(thing.placed.count));
    let slug = first.map_or_else(|| "map".to_owned(), |thing| slug(&thing.place().name));
    let names = names.chain(far).collect();
    let besides = Besides { captions: Captions::of(plan), numbers, towns, seas };
    Ok(Located {
        toml: figure_file::written(plan, &besides),
        name: format!("locate-{slug}"),
        width: plan.attempt.width,
        notices: of_seconds(plan).into_iter().chain(notice(plan)).collect(),
        names,
    })
}

/// By which rule there are second maps.
fn of_seconds(plan: &Plan) -> Option<String> {
    let of_one = |second: &Second| {
        let things = plan
            .things
            .iter()
            .filter(|thing| plan.second_of(thing).is_some_and(|own| std::ptr::eq(own, second)));
        things.map(|thing| plan.shown(thing)).collect::<Vec<_>>().join(", ")
    };
    let each: Vec<String> = plan.seconds.iter().map(of_one).collect();
    (!each.is_empty()).then(|| {
        format!(
            "on second maps, since at least {} places with at least {:.0} % of all mentions lie together there: {}",
            second::PLACES,
            100.0 * second::SHARE,
            each.join("; ")
        )
    })
}

/// By which rule things stand at the edge of the map.
fn notice(plan: &Plan) -> Option<String> {
    if plan.beyond.is_empty() {
        return None;
    }
    let each =
        plan.beyond.iter().map(|(thing, times)| format!("{} ({times:.1})", plan.shown(thing)));
    let each: Vec<String> = each.collect();
    Some(format!(
        "at the edge of the map, since it would be so many times smaller in scale with each: {}",
        each.join(", ")
    ))
}
