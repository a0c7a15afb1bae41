//! Graticule: the view in, meridians and parallels with their ticks and labels out.
//! Labels stand once at each end of a line, in the band between neatline and frame, and are left
//! out near the corners. The step is the finest of a list that keeps labels apart.

mod bars;
mod crossing;
mod steps;

use super::{MapContext, paragraph};
use crate::kind::Kind;
use crate::lettering;
use crate::phrases::Phrases;
use crate::projection::View;
use crate::scene::{Anchor, Group, Item, Path, Shape};
use crate::space::{Geographic, OnSheet};
use crate::style::{Element, Style};
use crate::units::Degrees;
use bars::Bars;
pub(super) use bars::border;
use crossing::{Crossing, NeatlineEdge, crossings, sample, sides};
use geo::{Coord, LineString, Rect};
use steps::{coarseness, is_multiple, multiples, short_way, steps};

/// Positions along one meridian or parallel before the view bends it as it should.
const LINE_POSITIONS: usize = 48;

/// The two families of lines.
#[derive(Clone, Copy, PartialEq)]
enum Family {
    Meridians,
    Parallels,
}

impl Family {
    fn value(self, position: Coord) -> f64 {
        if self == Family::Meridians { position.x } else { position.y }
    }
}

/// Meridians and parallels across the map, drawn under the land.
pub(super) fn lines(context: &MapContext) -> Group {
    let steps = steps(context);
    let hull = hull(context.view);
    let mut drawn = Vec::new();
    for (family, step) in
        [(Family::Meridians, steps.meridians), (Family::Parallels, steps.parallels)]
    {
        let (from, to, low, high) = match family {
            Family::Meridians => (hull.min().x, hull.max().x, hull.min().y, hull.max().y),
            Family::Parallels => (hull.min().y, hull.max().y, hull.min().x, hull.max().x),
        };
        for value in multiples(from, to, step) {
            let line = LineString::from_iter((0..=LINE_POSITIONS).map(|i| {
                let along = low + (high - low) * i as f64 / LINE_POSITIONS as f64;
                match family {
                    Family::Meridians => Coord { x: value, y: along },
                    Family::Parallels => Coord { x: along, y: value },
                }
            }));
            let OnSheet(pieces) = context.view.project_line(&Geographic(line));
            drawn.extend(pieces.into_iter().map(OnSheet));
        }
    }
    let stroke = context.theme.style(&Element::of(Kind::Graticule)).line_paint();
    let path = Path { shape: Shape::Lines(drawn), fill: None, stroke, title: None };
    Group { id: Kind::Graticule.name().into(), clip: None, items: vec![Item::Path(path)] }
}

/// The longitudes and latitudes that the map reaches, found along its frame.
fn hull(view: &View) -> Rect {
    let bounds = &view.bounds;
    let start = Rect::new(
        Coord { x: bounds.west, y: bounds.south },
        Coord { x: bounds.east, y: bounds.north },
    );
    let OnSheet(frame) = view.frame_box();
    let rim = frame.to_polygon();
    let found = sample(rim.exterior()).into_iter().filter_map(|(at, _)| view.locate(OnSheet(at)));
    found.fold(start, |hull, Geographic(at)| {
        // Longitudes come back between −180 and 180; an extent may go on beyond.
        let x = bounds.center().x + short_way(at.x - bounds.center().x);
        let (min, max) = (hull.min(), hull.max());
        Rect::new(
            Coord { x: min.x.min(x), y: min.y.min(at.y) },
            Coord { x: max.x.max(x), y: max.y.max(at.y) },
        )
    })
}

/// Ticks outside the neatline, or outside its bars, and the labels in the band.
pub(super) fn labels(context: &MapContext) -> Group {
    let steps = steps(context);
    let bars = (context.layout.bars > 0.0).then(|| Bars::of(context));
    let mut items = Vec::new();
    let mut ticks = Vec::new();
    for NeatlineEdge { line, family } in sides(context.view) {
        let step = match family {
            Family::Meridians => steps.meridians,
            Family::Parallels => steps.parallels,
        };
        let fine = bars.as_ref().map_or(step / 2.0, |bars| bars.tick);
        let mut labels = Vec::new();
        for crossing in crossings(context.view, &line, family, fine) {
            let whole = is_multiple(crossing.value, step);
            let length = if whole { context.layout.tick } else { context.layout.half_tick };
            let foot = crossing.at + crossing.outward * context.layout.bars;
            ticks.push(OnSheet(LineString::new(vec![foot, foot + crossing.outward * length])));
            if whole && crossing.from_corner >= context.layout.corner {
                labels.push(Label::new(context, crossing, family));
            }
        }
        items.extend(apart(labels).iter().map(|label| label.item(context)));
    }
    let stroke = context.theme.style(&Element::of(Kind::Tick)).line_paint();
    let ticks = Path { shape: Shape::Lines(ticks), fill: None, stroke, title: None };
    items.insert(0, Item::Path(ticks));
    Group { id: "graticule-labels".into(), clip: None, items }
}

/// Between two labels of one side, in mm.
const GAP: f64 = 1.0;

/// A label that may stand at the end of a line.
struct Label {
    crossing: Crossing,
    family: Family,
    words: String,
    style: Style,
    /// Its width, in mm.
    width: f64,
}

/// Those of the labels of one side that stand clear of each other, the roundest first: where the lines come together towards a
/// pole, not all do.
fn apart(mut labels: Vec<Label>) -> Vec<Label> {
    labels.sort_by_key(|label| coarseness(label.crossing.value));
    let mut kept: Vec<Label> = Vec::new();
    for label in labels {
        let is_clear = |other: &Label| {
            let distance = (label.crossing.along - other.crossing.along).abs();
            distance >= (label.width + other.width) / 2.0 + GAP
        };
        if kept.iter().all(is_clear) {
            kept.push(label);
        }
    }
    kept.sort_by(|one, other| one.crossing.along.total_cmp(&other.crossing.along));
    kept
}

impl Label {
    fn new(context: &MapContext, crossing: Crossing, family: Family) -> Label {
        let style = context.theme.style(&Element::of(Kind::Label).class(Kind::Graticule.name()));
        let words = name(crossing.value, family, context.figure.phrases());
        let width = lettering::measure(&words, &style.typeface()).width.0;
        Label { crossing, family, words, style, width }
    }

    /// In the middle of the band, along its side; on the left and right it reads upwards.
    fn item(&self, context: &MapContext) -> Item {
        let Label { crossing, style, .. } = self;
        let out = crossing.outward;
        let angle = match self.family {
            Family::Meridians if out.y < 0.0 => libm::atan2(out.x, -out.y),
            Family::Meridians => libm::atan2(-out.x, out.y),
            Family::Parallels if out.x < 0.0 => libm::atan2(out.x, -out.y),
            Family::Parallels => libm::atan2(-out.x, out.y),
        };
        let cap_height = lettering::measure("0", &style.typeface()).cap_height.0;
        let down = Coord { x: -libm::sin(angle), y: libm::cos(angle) };
        let middle = (context.layout.band + context.layout.bars) / 2.0;
        let at = crossing.at + out * middle + down * (cap_height / 2.0);
        paragraph::turned_line(
            &self.words,
            style,
            (at.x, at.y),
            Anchor::Middle,
            Degrees(angle.to_degrees()),
        )
    }
}

/// A latitude in whole and half degrees, as the frame writes it: `36° 30′ N`.
pub(super) fn latitude(value: f64, phrases: Phrases) -> String {
    name((value * 2.0).round() / 2.0, Family::Parallels, phrases)
}

/// `23° E`, `36° 30′ N`, `0°`.
fn name(value: f64, family: Family, phrases: Phrases) -> String {
    let wrapped = match family {
        Family::Meridians => (value + 180.0).rem_euclid(360.0) - 180.0,
        Family::Parallels => value,
    };
    let minutes = (wrapped.abs() * 60.0).round() as i64;
    let letter = match (family, wrapped) {
        _ if minutes == 0 || (family == Family::Meridians && minutes == 180 * 60) => "",
        (Family::Meridians, x) if x > 0.0 => "E",
        (Family::Meridians, _) => "W",
        (Family::Parallels, y) if y > 0.0 => "N",
        (Family::Parallels, _) => "S",
    };
    let letter =
        if letter.is_empty() { String::new() } else { format!(" {}", phrases.say(letter)) };
    match minutes % 60 {
        0 => format!("{}°{letter}", minutes / 60),
        rest => format!("{}° {rest:02}′{letter}", minutes / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_read_as_an_atlas_prints_them() {
        assert_eq!(name(23.0, Family::Meridians, Phrases::default()), "23° E");
        assert_eq!(name(-23.5, Family::Meridians, Phrases::default()), "23° 30′ W");
        assert_eq!(name(0.0, Family::Parallels, Phrases::default()), "0°");
        assert_eq!(name(-36.25, Family::Parallels, Phrases::default()), "36° 15′ S");
        assert_eq!(name(181.0, Family::Meridians, Phrases::default()), "179° W");
    }
}
