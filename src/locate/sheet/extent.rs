//! Extent: what is placed in, the part of the earth that the map shows, what lies on it and what too far out for the
//! story's scale out.

use super::sight::{is_seen, run, samples};
use super::thing::Thing;
use crate::error::Result;
use crate::locate::ground::{Ground, narrowest, narrowness, near};
use crate::locate::index::PlaceKind;
use geo::{Coord, Distance, Haversine, Point, Rect};

/// The least height of an extent, degrees of latitude: less shows no coast that a reader knows. Places that are near to
/// each other have to stand apart, though.
const LEAST_SPAN: f64 = 3.0;
const LEAST_SPAN_OF_SEVERAL: f64 = 1.8;
/// Room on each side, as a share of the span.
const ROOM: f64 = 0.16;
/// The widest and the tallest sheet, width to height.
const SHAPES: (f64, f64) = (0.8, 1.6);
/// The southernmost and the northernmost edge, degrees.
pub(super) const EDGES: (f64, f64) = (-85.0, 85.0);
/// A place of a story is left to an arrow if the map is so many times larger in scale without it …
pub(super) const FAR: f64 = 1.3;
/// … as large a share of all mentions stays on it …
const STAYS: f64 = 0.6;
/// … and it lies so many times the map's width or height beyond its edge.
const BEYOND: f64 = 0.4;
/// The same for a state, a region or a sea, of which the map need only show a part.
const FAR_AREA: f64 = 1.3;

/// The extent, what lies on it, and what lies too far out.
pub(super) type Parted<'a, 'b> = (Rect, Vec<&'a Thing<'b>>, Vec<&'a Thing<'b>>);

/// The extent, what lies on it, and what lies too far out. Somebody who asks for places gets them all on the map.
pub(super) fn parted<'a, 'b>(
    things: &'a [Thing<'b>],
    is_story: bool,
    ground: &Ground,
) -> Result<Parted<'a, 'b>> {
    let (mut whole, mut others): (Vec<&Thing>, Vec<&Thing>) =
        things.iter().partition(|thing| thing.is_whole());
    if whole.is_empty() {
        // of states and seas alone the story's own are those that it names most
        others.sort_by_key(|thing| std::cmp::Reverse(thing.placed.count));
        let most = others.first().map_or(0, |thing| thing.placed.count);
        let least = if is_story { most.div_ceil(3) } else { 0 };
        (whole, others) = others.into_iter().partition(|thing| thing.placed.count >= least);
    }
    let mut far = Vec::new();
    while is_story && whole.len() > 1 {
        let Some(at) = outlier(&whole) else { break };
        far.push(whole.remove(at));
    }
    let mut extent = extent_of(&whole);
    let mut on_map = whole;
    for thing in others {
        if thing.place().kind == PlaceKind::Sea
            && !is_seen(thing, &extent)
            && run(thing, &extent, ground)?.is_some()
        {
            on_map.push(thing);
            continue;
        }
        match shown_in(thing, &extent, if is_story { FAR_AREA } else { f64::INFINITY }) {
            Some(wider) => {
                extent = wider;
                on_map.push(thing);
            }
            None => far.push(thing),
        }
    }
    // in the order of the text again
    on_map
        .sort_by_key(|thing| things.iter().position(|other| other.place().id == thing.place().id));
    Ok((extent, on_map, far))
}

/// Which thing makes the map the smallest in scale for what it is to the story.
fn outlier(whole: &[&Thing]) -> Option<usize> {
    let span = |things: &[&Thing]| {
        let extent = extent_of(things);
        extent.height().max(1e-6)
    };
    let all = span(whole);
    let mentions: usize = whole.iter().map(|thing| thing.placed.count).sum();
    let without = |at: usize| {
        let mut rest = whole.to_vec();
        rest.remove(at);
        rest
    };
    let gains = (0..whole.len()).filter_map(|at| {
        let rest = without(at);
        let left: usize = rest.iter().map(|thing| thing.placed.count).sum();
        let gain = all / span(&rest);
        let is_far = gain >= FAR && is_beyond(whole[at], &extent_of(&rest));
        (is_far && left as f64 >= STAYS * mentions as f64).then_some((at, gain))
    });
    if let Some((at, _)) = gains.max_by(|one, other| one.1.total_cmp(&other.1)) {
        return Some(at);
    }
    // two that lie together far out hold each other on the map: the one farthest from the middle of all goes first
    let centre = |things: &[&Thing]| {
        let mut lats: Vec<f64> = things.iter().map(|thing| thing.place().lat).collect();
        let extent = extent_of(things);
        let mut lons: Vec<f64> =
            things.iter().map(|thing| near(thing.place().lon, extent.center().x)).collect();
        lats.sort_by(f64::total_cmp);
        lons.sort_by(f64::total_cmp);
        (lons[lons.len() / 2], lats[lats.len() / 2])
    };
    if whole.len() < 5 {
        return None;
    }
    let (lon, lat) = centre(whole);
    let away = |thing: &Thing| {
        Haversine.distance(Point::new(lon, lat), Point::new(thing.place().lon, thing.place().lat))
    };
    let mut order: Vec<usize> = (0..whole.len()).collect();
    order.sort_by(|one, other| away(whole[*other]).total_cmp(&away(whole[*one])));
    for count in 2..=6.min(whole.len() - 2) {
        let rest: Vec<&Thing> = (0..whole.len())
            .filter(|at| !order[..count].contains(at))
            .map(|at| whole[at])
            .collect();
        let left: usize = rest.iter().map(|thing| thing.placed.count).sum();
        let is_far = order.first().is_some_and(|at| is_beyond(whole[*at], &extent_of(&rest)));
        if is_far && all / span(&rest) >= FAR && left as f64 >= STAYS * mentions as f64 {
            return order.first().copied();
        }
    }
    None
}

/// Whether a thing lies well beyond the edge of an extent.
fn is_beyond(thing: &Thing, extent: &Rect) -> bool {
    let centre = extent.center();
    let x = (near(thing.place().lon, centre.x) - centre.x).abs() / extent.width();
    let y = (thing.place().lat - centre.y).abs() / extent.height();
    x.max(y) > 0.5 + BEYOND
}

/// The extent of things with room round them, of a shape that a column takes.
fn extent_of(things: &[&Thing]) -> Rect {
    let boxes: Vec<Rect> =
        things.iter().flat_map(|thing| thing.footprint.parts.iter().copied()).collect();
    let whole = narrowest(&boxes).unwrap_or_else(|| Rect::new((-180.0, -60.0), (180.0, 80.0)));
    let is_spot = things.len() < 2 && whole.width() < 0.5;
    with_room(whole, if is_spot { LEAST_SPAN } else { LEAST_SPAN_OF_SEVERAL }, ROOM)
}

fn with_room(whole: Rect, least: f64, room: f64) -> Rect {
    let centre = whole.center();
    let narrow = narrowness(centre.y);
    let mut height = (whole.height() * (1.0 + 2.0 * room)).max(least);
    let mut width = (whole.width() * narrow * (1.0 + 2.0 * room)).max(least).min(360.0 * narrow);
    width = width.max((height * SHAPES.0).min(360.0 * narrow));
    height = height.max(width / SHAPES.1);
    let half = Coord { x: (width / narrow / 2.0).min(180.0), y: height / 2.0 };
    let (low, high) = (centre - half, centre + half);
    Rect::new((low.x, low.y.max(EDGES.0)), (high.x, high.y.min(EDGES.1)))
}

/// The extent in which enough of an area, or of the line of a name, is seen for its name to stand there: this one, or one so
/// many times higher at most. None if it takes more.
fn shown_in(thing: &Thing, extent: &Rect, most: f64) -> Option<Rect> {
    if is_seen(thing, extent) {
        return Some(*extent);
    }
    let mut best: Option<Rect> = None;
    for at in samples(thing) {
        let at = Coord { x: near(at.x, extent.center().x), y: at.y };
        let half = Coord { x: 0.10 * extent.width(), y: 0.08 * extent.height() };
        let wanted = Rect::new(at - half, at + half);
        let joined = narrowest(&[*extent, wanted])?;
        let wider = with_room(joined, LEAST_SPAN_OF_SEVERAL, 0.0);
        let is_better =
            best.is_none_or(|best| wider.height() * wider.width() < best.height() * best.width());
        if is_better && wider.height() <= most * extent.height() {
            best = Some(wider);
        }
    }
    best
}
