//! A plan in, the caption and the alternative text out, which name what is on the map and no more.

use super::plan::{Plan, Second};
use super::thing::Thing;
use crate::locate::index::PlaceKind;
use crate::phrases::Phrases;

/// What is said of a map.
pub(super) struct Captions {
    pub(super) caption: String,
    pub(super) alt: String,
}

impl Captions {
    pub(super) fn of(plan: &Plan) -> Captions {
        let phrases = plan.phrases();
        let (names, is_one) = named(plan, None);
        let says = |phrase: &str, names: &str| phrases.fill(phrase, &[("names", names)]);
        let arrows: Vec<String> = plan.far.iter().map(|far| far.said(phrases)).collect();
        let mut beyond = String::new();
        for second in &plan.seconds {
            let names = named(plan, Some(second)).0;
            beyond += &format!(" {}", says("A smaller map shows {names}.", &names));
        }
        if !arrows.is_empty() {
            let arrows = phrases.list(&arrows);
            beyond += &format!(" {}", says("Arrows at its edge point to {names}.", &arrows));
        }
        let alt = match is_one {
            true => "A map that shows where {names} is.",
            false => "A map that shows where {names} are.",
        };
        Captions {
            caption: says("Where to find {names}.", &names) + &beyond,
            alt: says(alt, &names) + &beyond,
        }
    }
}

/// What the map, or a second one, shows, as words say it, and whether it is one thing alone.
fn named(plan: &Plan, second: Option<&Second>) -> (String, bool) {
    let phrases = plan.phrases();
    let groups = groups(plan, second);
    let each: Vec<String> = groups.iter().map(|group| group.said(plan, phrases)).collect();
    // an `and` within what is listed is not its last
    match groups.iter().any(|group| group.members.len() > 1) {
        true => (each.join(", "), false),
        false => (phrases.list(&each), each.len() == 1),
    }
}

/// A state with what of it is on the map; or something of no state.
struct Group<'a, 'b> {
    /// Its code; empty for none.
    state: &'a str,
    /// Whether the state itself is on the map.
    is_named: bool,
    /// What lies in it, what is named most first.
    members: Vec<&'a Thing<'b>>,
}

impl Group<'_, '_> {
    /// `Idlib and Saraqib (Syria)`; `Syria (with Idlib and Saraqib)`.
    fn said(&self, plan: &Plan, phrases: Phrases) -> String {
        let names: Vec<String> = self.members.iter().map(|thing| plan.name(thing)).collect();
        let names = phrases.list(&names);
        let state = plan.state_of(self.state);
        match (state, self.is_named) {
            (Some(state), true) if names.is_empty() => state,
            (Some(state), true) => {
                phrases.fill("{state} (with {names})", &[("state", &state), ("names", &names)])
            }
            (Some(state), false) if state != names => format!("{names} ({state})"),
            _ => names,
        }
    }
}

/// What lies on the map, or on a second one, by states, each where what is named most of it stands.
fn groups<'a, 'b>(plan: &Plan<'a, 'b>, second: Option<&Second>) -> Vec<Group<'a, 'b>> {
    let mut groups: Vec<Group> = Vec::new();
    let is_there = |thing: &&Thing| match (plan.second_of(thing), second) {
        (Some(own), Some(second)) => std::ptr::eq(own, second),
        (own, second) => own.is_none() && second.is_none(),
    };
    for thing in plan.by_importance().into_iter().filter(is_there) {
        let is_state = thing.place().kind == PlaceKind::State;
        let state = if is_state { &thing.place().id } else { &thing.place().state };
        let known = groups.iter_mut().find(|group| !state.is_empty() && group.state == state);
        let group = match known {
            Some(group) => group,
            None => {
                groups.push(Group { state, is_named: false, members: Vec::new() });
                let Some(group) = groups.last_mut() else { continue };
                group
            }
        };
        if is_state {
            group.is_named = true;
        } else {
            group.members.push(thing);
        }
    }
    groups
}
