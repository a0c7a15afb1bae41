//! Framing: boxes of what is placed and the rule of a map in, extents with room round them out.

use super::thing::Thing;
use crate::locate::circle::{narrowest, narrowness, near};
use geo::{Coord, Rect};

/// The least height of an extent, degrees of latitude: less shows no coast that a reader knows. Places that are near to
/// each other have to stand apart, though.
const LEAST_SPAN: f64 = 3.0;
pub(super) const LEAST_SPAN_OF_SEVERAL: f64 = 1.8;
/// Room on each side, as a share of the span.
pub(super) const ROOM: f64 = 0.13;
/// The southernmost and the northernmost edge, degrees.
pub(super) const EDGES: (f64, f64) = (-85.0, 85.0);
/// What lies beyond them has a map of all that is round its pole, so many degrees at the least.
const ROUND_POLE: f64 = 10.0;
/// Whole turns have no edge to cross.
const WHOLE: f64 = 330.0;

/// What decides how much of the earth a map shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// Whether what lies far out may be left to an arrow: that of a story.
    pub(super) leaves_out: bool,
    /// How many times smaller in scale the map may be for a place, as the natural logarithm, if it had all mentions of the
    /// text: with a fiftieth of them a place may cost a fiftieth of it.
    pub(super) weight: f64,
    /// The widest and the tallest shape, width to height: the tallest first.
    pub(super) shapes: (f64, f64),
}

impl Rule {
    /// Whether an extent fills a sheet of a given shape: that of the whole earth, which has poles, does not fill a square.
    pub(super) fn is_filled(&self, extent: &Rect) -> bool {
        const SLACK: f64 = 1.15;
        let (tallest, widest) = self.shapes;
        tallest < widest || ground_width(extent) < SLACK * widest * extent.height()
    }
}

/// Whether all of a thing lies in an extent, not at its very edge.
pub(super) fn lies_in(thing: &Thing, extent: &Rect) -> bool {
    let (centre, bounds) = (extent.center(), thing.bounds);
    let x = (near(bounds.center().x, centre.x) - centre.x).abs() + bounds.width() / 2.0;
    let y = (bounds.center().y - centre.y).abs() + bounds.height() / 2.0;
    x < 0.46 * extent.width() && y < 0.46 * extent.height()
}

/// The width of an extent on the ground, degrees of latitude: by it goes the scale of a sheet.
pub(super) fn ground_width(extent: &Rect) -> f64 {
    (extent.width() * narrowness(extent.center().y)).max(1e-6)
}

/// The extent of things with room round them, of a shape that a column takes.
pub(super) fn extent_of(things: &[&Thing], rule: Rule) -> Rect {
    let boxes: Vec<Rect> = things.iter().map(|thing| thing.bounds).collect();
    let whole = narrowest(&boxes).unwrap_or_else(|| Rect::new((-180.0, -60.0), (180.0, 80.0)));
    let is_spot = things.len() < 2 && whole.width() < 0.5;
    with_room(whole, if is_spot { LEAST_SPAN } else { LEAST_SPAN_OF_SEVERAL }, ROOM, rule)
}

pub(super) fn with_room(whole: Rect, least: f64, room: f64, rule: Rule) -> Rect {
    if let Some(polar) = polar(whole, room) {
        return polar;
    }
    let centre = whole.center();
    let narrow = narrowness(centre.y);
    let mut height = (whole.height() * (1.0 + 2.0 * room)).max(least);
    let mut width = (whole.width() * narrow * (1.0 + 2.0 * room)).max(least).min(360.0 * narrow);
    width = width.max((height * rule.shapes.0).min(360.0 * narrow));
    height = height.max(width / rule.shapes.1);
    let mut half = Coord { x: width / narrow / 2.0, y: height / 2.0 };
    if half.x * 2.0 > WHOLE {
        half.x = 180.0;
    }
    // what one edge of the earth cuts off is given to the other side
    let middle = match (centre.y - half.y < EDGES.0, centre.y + half.y > EDGES.1) {
        (true, false) => EDGES.0 + half.y,
        (false, true) => EDGES.1 - half.y,
        _ => centre.y,
    };
    let (low, high) = ((centre.x - half.x, middle - half.y), (centre.x + half.x, middle + half.y));
    Rect::new((low.0, low.1.max(EDGES.0)), (high.0, high.1.min(EDGES.1)))
}

/// All that is round the pole which a box comes nearer to than any edge; none of one that keeps clear of both.
fn polar(whole: Rect, room: f64) -> Option<Rect> {
    let (low, high) = (whole.min().y, whole.max().y);
    if low >= EDGES.0 && high <= EDGES.1 {
        return None;
    }
    let room = room * whole.height().max(ROUND_POLE);
    let low = if low < EDGES.0 { -90.0 } else { (low - room).clamp(EDGES.0, 90.0 - ROUND_POLE) };
    let high = if high > EDGES.1 { 90.0 } else { (high + room).clamp(ROUND_POLE - 90.0, EDGES.1) };
    let middle = whole.center().x;
    Some(Rect::new((middle - 180.0, low), (middle + 180.0, high)))
}

#[cfg(test)]
mod tests {
    use crate::figure::Figure;
    use crate::geodata::Geodata;
    use crate::locate::{Ground, Wish, places};

    #[test]
    fn a_place_near_a_pole_has_a_map_of_all_that_is_round_it() {
        let geodata = Geodata::bundled();
        for (names, pole) in [
            (&["90,0"][..], 90.0),
            (&["89.5,0", "80,100"], 90.0),
            (&["-90,0"], -90.0),
            (&["-86,20", "-78,160"], -90.0),
        ] {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            let found = places(&names, &geodata).expect("positions");
            let located = found.figure(&Wish::default(), &Ground::of(&geodata)).expect("a map");
            let figure = Figure::parse(&located.toml, "located").expect("a valid figure file");
            let bounds = figure.extent.bounds().expect("bounds").rectangle().0;
            assert!(bounds.width() > 359.0, "{names:?}: {bounds:?}");
            let edges = [bounds.min().y, bounds.max().y];
            assert!(edges.contains(&pole) && bounds.height() < 40.0, "{names:?}: {bounds:?}");
        }
    }
}
