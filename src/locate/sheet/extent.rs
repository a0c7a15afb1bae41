//! Extent: what is placed in, the part of the earth that the map shows, what lies on it, and what too far out for the story's scale
//! out: on second maps or at the edge.

use super::framing::{
    LEAST_SPAN_OF_SEVERAL, ROOM, Rule, extent_of, ground_width, lies_in, with_room,
};
use super::second::{self, Together};
use super::sight::{is_seen, run, samples};
use super::thing::Thing;
use crate::error::Result;
use crate::locate::circle::{narrowest, near};
use crate::locate::ground::Ground;
use crate::locate::index::PlaceKind;
use geo::{Coord, Rect};

/// What an arrow costs whatever it points to, in the measure of [`Rule::weight`].
const ARROW: f64 = 0.03;
/// What a second map costs, in the same measure: it takes room, and the eye away.
const SECOND_MAP: f64 = 0.3;
/// What it is worth that a sheet of a given shape is filled, in the same measure.
const FILLED: f64 = 1.0;
/// As large a share of all mentions stays on the map.
const STAYS: f64 = 0.5;
/// What the mentions of a state, a sea or a wide region weigh beside those of a place: the map need only show a part.
const OF_AREAS: f64 = 0.6;
/// How many times smaller in scale states and seas may make the map of a story, all together.
const MOST_FOR_AREAS: f64 = 1.5;
/// A state that is asked for by name is whole on the map if it is no wider and no taller than this, degrees.
const MIDDLING_STATE: f64 = 16.0;
/// The extent of a map, and what lies where.
pub(super) struct Parted<'a, 'b> {
    pub(super) extent: Rect,
    pub(super) on_map: Vec<&'a Thing<'b>>,
    /// What lies together far out.
    pub(super) seconds: Vec<Together<'a, 'b>>,
    /// What is left to arrows.
    pub(super) far: Vec<&'a Thing<'b>>,
}

/// The extent, what lies on it, and what lies too far out. Somebody who asks for places gets them all on the map.
pub(super) fn parted<'a, 'b>(
    things: &'a [Thing<'b>],
    rule: Rule,
    ground: &Ground,
) -> Result<Parted<'a, 'b>> {
    // who asks for a state of middling size wants to see all of it
    let is_whole = |thing: &Thing| {
        let is_state = thing.place().kind == PlaceKind::State;
        let is_asked_for = !rule.leaves_out && is_state && thing.greatest_side() < MIDDLING_STATE;
        thing.is_whole() || is_asked_for
    };
    let (mut whole, mut others): (Vec<&Thing>, Vec<&Thing>) =
        things.iter().partition(|thing| is_whole(thing));
    if whole.is_empty() {
        // of states and seas alone the story's own are those that it names most
        others.sort_by_key(|thing| std::cmp::Reverse(thing.placed.count));
        let most = others.first().map_or(0, |thing| thing.placed.count);
        let least = if rule.leaves_out { most.div_ceil(3) } else { 0 };
        (whole, others) = others.into_iter().partition(|thing| thing.placed.count >= least);
    }
    let mut far = Vec::new();
    let mentions: usize = things.iter().map(|thing| thing.placed.count).sum();
    let of_whole: usize = whole.iter().map(|thing| thing.placed.count).sum();
    let mut seconds: Vec<Together> = Vec::new();
    if rule.leaves_out {
        let mut groups = second::groups(&whole, mentions, rule);
        while let Some(out) = left_out(&whole, &groups, (mentions, of_whole), rule) {
            let is_out = |thing: &&Thing| out.things.contains(&thing.id());
            let (out_there, rest) = whole.into_iter().partition(is_out);
            whole = rest;
            far.extend::<Vec<&Thing>>(out_there);
            // from the last on, so that the numbers of the others hold
            for number in out.groups.into_iter().rev() {
                let group = groups.remove(number);
                far.retain(|thing| !group.has(thing));
                seconds.push(group);
            }
            groups
                .retain(|group| group.things.iter().all(|thing| !out.things.contains(&thing.id())));
        }
    }
    let mut extent = extent_of(&whole, rule);
    // room on the sides may hold what was left out after all
    let (within, mut far): (Vec<&Thing>, Vec<&Thing>) =
        far.into_iter().partition(|thing| lies_in(thing, &extent));
    let mut on_map: Vec<&Thing> = whole.into_iter().chain(within).collect();
    let core = ground_width(&extent);
    loop {
        let mut rest = Vec::new();
        for thing in others {
            if is_seen(thing, &extent) || (thing.is_sea() && run(thing, &extent, ground)?.is_some())
            {
                on_map.push(thing);
            } else {
                rest.push(thing);
            }
        }
        others = rest;
        let cost = |(number, thing): (usize, &&Thing)| {
            let wider = shown_in(thing, &extent, rule)?;
            let growth = libm::log(ground_width(&wider) / ground_width(&extent));
            let share = thing.placed.count as f64 / mentions.max(1) as f64;
            let surplus = growth - OF_AREAS * (rule.weight * share + ARROW);
            let is_too_wide = ground_width(&wider) > MOST_FOR_AREAS * core;
            let is_emptier = rule.is_filled(&extent) && !rule.is_filled(&wider);
            let is_refused = rule.leaves_out && (surplus > 0.0 || is_too_wide || is_emptier);
            (!is_refused).then_some((surplus, number, wider))
        };
        let best = others.iter().enumerate().filter_map(cost);
        let Some((_, number, wider)) = best.min_by(|one, other| one.0.total_cmp(&other.0)) else {
            break;
        };
        extent = wider;
        on_map.push(others.remove(number));
    }
    far.extend(others);
    extent = with_land(extent, rule, ground)?;
    let (within, far): (Vec<&Thing>, Vec<&Thing>) =
        far.into_iter().partition(|thing| thing.is_whole() && lies_in(thing, &extent));
    on_map.extend(within);
    let in_order = |list: &mut Vec<&Thing>| {
        list.sort_by_key(|thing| things.iter().position(|other| other.id() == thing.id()));
    };
    let mut far = second::joined(&mut seconds, far, ground)?;
    in_order(&mut on_map);
    in_order(&mut far);
    seconds.iter_mut().for_each(|second| in_order(&mut second.things));
    Ok(Parted { extent, on_map, seconds, far })
}

/// What a map does without.
struct LeftOut {
    /// By id.
    things: Vec<String>,
    /// Which of the groups get second maps, in rising order; the rest is left to arrows.
    groups: Vec<usize>,
}

/// What lies farthest out on one side, if the map gains more by leaving it to arrows and second maps than the story loses.
///
/// `mentions` are those of all that the text names, states and seas too, and `at_first` those of what could stay at first.
fn left_out(
    whole: &[&Thing],
    groups: &[Together],
    (mentions, at_first): (usize, usize),
    rule: Rule,
) -> Option<LeftOut> {
    let all = extent_of(whole, rule);
    let middle = all.center().x;
    let west = |thing: &Thing| near(thing.bounds.center().x, middle) - thing.bounds.width() / 2.0;
    let east = |thing: &Thing| near(thing.bounds.center().x, middle) + thing.bounds.width() / 2.0;
    let south = |thing: &Thing| thing.bounds.min().y;
    let north = |thing: &Thing| thing.bounds.max().y;
    let outward: [&dyn Fn(&Thing) -> f64; 4] =
        [&|thing| -west(thing), &east, &|thing| -south(thing), &north];
    let at_edge = |things: &[&Thing]| {
        let count: usize = things.iter().map(|thing| thing.placed.count).sum();
        rule.weight * count as f64 / mentions as f64 + ARROW * things.len() as f64
    };
    let mut best: Option<(f64, LeftOut)> = None;
    for side in outward {
        let mut order: Vec<&Thing> = whole.to_vec();
        order.sort_by(|one, other| side(other).total_cmp(&side(one)));
        for count in 1..order.len() {
            let (out, rest) = order.split_at(count);
            let stays: usize = rest.iter().map(|thing| thing.placed.count).sum();
            if (stays as f64) < STAYS * at_first as f64 {
                break;
            }
            let less = extent_of(rest, rule);
            let gain = libm::log(ground_width(&all) / ground_width(&less));
            let is_filled = rule.is_filled(&less) && !rule.is_filled(&all);
            let gain = if is_filled { gain + FILLED } else { gain };
            // what a group that lies apart saves by a second map
            let saves = |group: &Together| {
                let is_out =
                    group.things.iter().all(|own| out.iter().any(|it| it.id() == own.id()));
                let saved = at_edge(&group.things) - SECOND_MAP;
                (is_out && are_apart(&less, &group.extent)).then_some(saved.max(0.0))
            };
            let saved = groups.iter().map(|group| saves(group).unwrap_or_default());
            let saved: Vec<(usize, f64)> =
                saved.enumerate().filter(|(_, saved)| *saved > 0.0).collect();
            let surplus = gain - at_edge(out) + saved.iter().map(|(_, saved)| saved).sum::<f64>();
            if surplus > 0.0 && best.as_ref().is_none_or(|(most, _)| surplus > *most) {
                let things = out.iter().map(|thing| thing.id()).collect();
                let groups = saved.into_iter().map(|(number, _)| number).collect();
                best = Some((surplus, LeftOut { things, groups }));
            }
        }
    }
    best.map(|(_, out)| out)
}

/// Whether a group lies well apart from a map: what lies just beyond its edge belongs on it.
fn are_apart(map: &Rect, group: &Rect) -> bool {
    /// The least gap, as a share of the map's width or height.
    const GAP: f64 = 0.25;
    let x = (near(group.center().x, map.center().x) - map.center().x).abs();
    let y = (group.center().y - map.center().y).abs();
    let gap = |away: f64, map: f64, group: f64| away - (map + group) / 2.0 > GAP * map;
    gap(x, map.width(), group.width()) || gap(y, map.height(), group.height())
}

/// How many times smaller in scale the map would be with a thing.
pub(super) fn times_smaller(thing: &Thing, extent: &Rect, rule: Rule) -> f64 {
    let wider = match thing.is_whole() {
        true => {
            let joined = narrowest(&[*extent, thing.bounds]).unwrap_or(*extent);
            with_room(joined, LEAST_SPAN_OF_SEVERAL, ROOM / 2.0, rule)
        }
        false => shown_in(thing, extent, rule).unwrap_or(*extent),
    };
    ground_width(&wider) / ground_width(extent)
}

/// The extent, wider where it shows hardly any land: specks in a blank tell no reader where they are.
fn with_land(extent: Rect, rule: Rule, ground: &Ground) -> Result<Rect> {
    const GRID: usize = 24;
    /// The least share of land, and the greatest height of an extent that is widened for it, degrees.
    const LEAST: f64 = 0.04;
    const TALLEST: f64 = 14.0;
    const STEP: f64 = 0.15;
    let mut extent = extent;
    while extent.height() < TALLEST {
        let low = extent.min();
        let step = Coord { x: extent.width() / GRID as f64, y: extent.height() / GRID as f64 };
        let on_land = |number: usize| -> Result<bool> {
            let at = Coord {
                x: low.x + step.x * ((number % GRID) as f64 + 0.5),
                y: low.y + step.y * ((number / GRID) as f64 + 0.5),
            };
            Ok(ground.all_land()?.iter().any(|land| land.holds(at)))
        };
        let mut count = 0;
        for number in 0..GRID * GRID {
            count += usize::from(on_land(number)?);
        }
        if count as f64 >= LEAST * (GRID * GRID) as f64 {
            break;
        }
        extent = with_room(extent, extent.height(), STEP, rule);
    }
    Ok(extent)
}

/// The least extent that holds this one and in which enough of an area, or of the line of a name, is seen for its name to
/// stand there. None if it has no position at all.
fn shown_in(thing: &Thing, extent: &Rect, rule: Rule) -> Option<Rect> {
    let mut best: Option<Rect> = None;
    for at in samples(thing) {
        let at = Coord { x: near(at.x, extent.center().x), y: at.y };
        let half = Coord { x: 0.10 * extent.width(), y: 0.08 * extent.height() };
        let joined = narrowest(&[*extent, Rect::new(at - half, at + half)])?;
        let wider = with_room(joined, LEAST_SPAN_OF_SEVERAL, 0.0, rule);
        let size = |it: &Rect| it.height() * it.width();
        if best.as_ref().is_none_or(|best| size(&wider) < size(best)) {
            best = Some(wider);
        }
    }
    best
}
