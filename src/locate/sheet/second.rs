//! Second maps: the places of a story in, what of them lies together out. An arrow at the edge says which way and how far;
//! where several places lie there it does not say where each does, and a small map of its own shows more.

use super::framing::{Rule, extent_of, ground_width, lies_in};
use super::sight::{is_seen, run};
use super::thing::Thing;
use crate::error::Result;
use crate::locate::ground::Ground;
use geo::Rect;

/// As many places have to lie together.
pub(super) const PLACES: usize = 3;
/// Their share of all mentions of the text, at the least: the rest is passing by.
pub(super) const SHARE: f64 = 1.0 / 12.0;
/// The widest of them on the ground, degrees of latitude: on a part of the sheet more would show specks.
const WIDEST: f64 = 30.0;
/// The widest of them as a share of a map of all that is placed.
const PART: f64 = 1.0 / 3.0;
/// The widest and the tallest shape of one, width to height.
const SHAPES: (f64, f64) = (0.9, 1.4);

/// Things that lie together far out, and the extent that shows them.
pub(super) struct Together<'a, 'b> {
    pub(super) extent: Rect,
    pub(super) things: Vec<&'a Thing<'b>>,
}

/// The rule of a second map.
fn shaped(rule: Rule) -> Rule {
    Rule { shapes: SHAPES, ..rule }
}

impl<'a, 'b> Together<'a, 'b> {
    fn of(things: Vec<&'a Thing<'b>>, rule: Rule) -> Together<'a, 'b> {
        Together { extent: extent_of(&things, shaped(rule)), things }
    }

    fn mentions(&self) -> usize {
        self.things.iter().map(|thing| thing.placed.count).sum()
    }

    pub(super) fn has(&self, thing: &Thing) -> bool {
        self.things.iter().any(|own| own.id() == thing.id())
    }

    fn is_worth_a_map(&self, mentions: usize) -> bool {
        self.things.len() >= PLACES && self.mentions() as f64 >= SHARE * mentions as f64
    }
}

/// What lies together, round what is named most, and might have a map of its own; each has a share of the mentions, and half of
/// all stay on the map, so they are few.
pub(super) fn groups<'a, 'b>(
    whole: &[&'a Thing<'b>],
    mentions: usize,
    rule: Rule,
) -> Vec<Together<'a, 'b>> {
    // what fills much of a map of all lies not together on it
    let widest = WIDEST.min(PART * ground_width(&extent_of(whole, rule)));
    let mut places = whole.to_vec();
    places.sort_by_key(|thing| std::cmp::Reverse(thing.placed.count));
    let mut all = Vec::new();
    while let Some(first) = places.first().copied() {
        let near = with_its_neighbours(first, &places, widest, rule);
        places.retain(|thing| near.iter().all(|other| other.id() != thing.id()));
        let together = Together::of(near, rule);
        if together.is_worth_a_map(mentions) {
            all.push(together);
        }
    }
    all
}

/// Gives second maps what of the rest is seen on them, places, states and seas; what is left out.
pub(super) fn joined<'a, 'b>(
    seconds: &mut [Together<'a, 'b>],
    rest: Vec<&'a Thing<'b>>,
    ground: &Ground,
) -> Result<Vec<&'a Thing<'b>>> {
    let mut out = Vec::new();
    'things: for thing in rest {
        for second in seconds.iter_mut() {
            let extent = &second.extent;
            let is_there = match thing.is_whole() {
                true => lies_in(thing, extent),
                false => is_seen(thing, extent),
            };
            if is_there || thing.is_sea() && run(thing, extent, ground)?.is_some() {
                second.things.push(thing);
                continue 'things;
            }
        }
        out.push(thing);
    }
    Ok(out)
}

/// A place and what lies near to it, the nearest first, as long as all of it fits on a map no wider than this.
fn with_its_neighbours<'a, 'b>(
    first: &'a Thing<'b>,
    places: &[&'a Thing<'b>],
    widest: f64,
    rule: Rule,
) -> Vec<&'a Thing<'b>> {
    let mut near = vec![first];
    let mut others: Vec<&Thing> =
        places.iter().copied().filter(|thing| thing.id() != first.id()).collect();
    loop {
        let width_with = |thing: &&Thing<'b>| {
            let all: Vec<&Thing> = near.iter().copied().chain([*thing]).collect();
            ground_width(&extent_of(&all, shaped(rule)))
        };
        let widths = others.iter().map(width_with).enumerate();
        match widths.min_by(|one, other| one.1.total_cmp(&other.1)) {
            Some((number, width)) if width <= widest => near.push(others.remove(number)),
            _ => return near,
        }
    }
}
