//! Bars of a graduated frame: the view in, stretches of whole parts of a degree, dark and light in turn, out.
//! They follow the neatline, straight or curved; at the corners an empty square joins two sides, as on charts.

use super::crossing::{NeatlineEdge, crossings, sample, sides, value_at};
use super::steps::{Steps, is_multiple, millimetres_per_degree, steps};
use crate::furniture::{MapContext, neatline};
use crate::kind::Kind;
use crate::scene::{Fill, Group, Item, Path, Shape};
use crate::space::OnSheet;
use crate::style::Element;
use geo::{Coord, LineString, MultiPolygon, Polygon};

/// Lengths of a bar and distances of ticks, in minutes of arc.
const MINUTES: [f64; 15] =
    [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0];
/// Least length of a bar: on a double column and on a single one, in mm.
const LEAST_BAR: (f64, f64) = (5.0, 3.2);
/// Least distance of two ticks, in mm.
const LEAST_TICK: f64 = 0.9;

/// What a graduated frame shows, in degrees of longitude and latitude alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bars {
    /// The length of a bar.
    pub(super) length: f64,
    /// From tick to tick; a bar holds a whole number of them.
    pub(super) tick: f64,
}

impl Bars {
    /// The finest bars and ticks that can be seen at the scale of the map.
    pub(super) fn of(context: &MapContext) -> Bars {
        let (along, up) = millimetres_per_degree(context.view);
        let least = if context.layout.is_narrow { LEAST_BAR.1 } else { LEAST_BAR.0 };
        let shorter = if along > 0.0 { along.min(up) } else { up };
        Bars::at(shorter, least, &steps(context))
    }

    /// Bars of at least `least` mm where a degree is `mm_per_degree` long, in step with the labels.
    fn at(mm_per_degree: f64, least: f64, steps: &Steps) -> Bars {
        let labelled = steps.meridians.min(steps.parallels);
        let degrees = || MINUTES.into_iter().map(|minutes| minutes / 60.0);
        let in_step = |length: f64| {
            is_multiple(steps.meridians, length) && is_multiple(steps.parallels, length)
        };
        let length = degrees().find(|it| it * mm_per_degree >= least && in_step(*it));
        let length = length.unwrap_or(labelled);
        let tick =
            degrees().find(|it| it * mm_per_degree >= LEAST_TICK && is_multiple(length, *it));
        Bars { length, tick: tick.unwrap_or(length) }
    }
}

/// The dark bars, the line outside them and the corners' squares; nothing for a plain frame.
pub(in crate::furniture) fn border(context: &MapContext) -> Option<Group> {
    if context.layout.bars <= 0.0 {
        return None;
    }
    let bars = Bars::of(context);
    let sides = sides(context.view);
    let dark = sides.iter().flat_map(|side| dark_bars(context, side, bars.length)).collect();
    let style = context.theme.style(&Element::of(Kind::Frame).class("bar"));
    let stroke = style.line_paint();
    let fill = style.fill.or(stroke.as_ref().map(|line| line.colour)).map(Fill::plain);
    let shape = Shape::Areas(OnSheet(MultiPolygon::new(dark)));
    let bars = Path { shape, fill, stroke: None, title: None };
    let mut rules = vec![OnSheet(neatline::outside_bars(context))];
    rules.extend(sides.iter().flat_map(|side| corners(context, side)).map(OnSheet));
    let rules = Path { shape: Shape::Lines(rules), fill: None, stroke, title: None };
    let items = vec![Item::Path(bars), Item::Path(rules)];
    Some(Group { id: "graduation".into(), clip: None, items })
}

/// The stretches of one side whose number, counted from 0° in bars, is even.
fn dark_bars(context: &MapContext, side: &NeatlineEdge, length: f64) -> Vec<Polygon> {
    let samples = sample(&side.line);
    let whole = samples.last().map_or(0.0, |(_, along)| *along);
    let mut ends: Vec<f64> = crossings(context.view, &side.line, side.family, length)
        .into_iter()
        .map(|crossing| crossing.along)
        .collect();
    ends.extend([0.0, whole]);
    ends.sort_by(f64::total_cmp);
    let stretches = ends.windows(2).filter(|pair| pair[1] - pair[0] > 1e-6);
    stretches
        .filter_map(|pair| {
            let middle = place(&samples, (pair[0] + pair[1]) / 2.0);
            let value = value_at(context.view, middle, side.family)?;
            let is_dark = (value / length).floor().rem_euclid(2.0) < 0.5;
            is_dark.then(|| bar(context, &samples, pair[0], pair[1]))
        })
        .collect()
}

/// The bar over the stretch of a side from `start` to `end`, mm from the side's own start.
fn bar(context: &MapContext, samples: &[(Coord, f64)], start: f64, end: f64) -> Polygon {
    let between = samples.iter().filter(|(_, along)| *along > start && *along < end);
    let alongs = std::iter::once(start).chain(between.map(|(_, along)| *along));
    let inner: Vec<(Coord, Coord)> = alongs
        .chain(std::iter::once(end))
        .map(|along| (place(samples, along), outward(context, samples, along)))
        .collect();
    let outer = inner.iter().rev().map(|(at, out)| *at + *out * context.layout.bars);
    let ring: LineString = inner.iter().map(|(at, _)| *at).chain(outer).collect();
    Polygon::new(ring, Vec::new())
}

/// The line across the band at either end of a side: two sides' lines make a corner's square.
fn corners(context: &MapContext, side: &NeatlineEdge) -> Vec<LineString> {
    let samples = sample(&side.line);
    let whole = samples.last().map_or(0.0, |(_, along)| *along);
    let across = |along: f64| {
        let at = place(&samples, along);
        LineString::new(vec![at, at + outward(context, &samples, along) * context.layout.bars])
    };
    [0.0, whole].map(across).into()
}

/// The place so many mm along a sampled side.
fn place(samples: &[(Coord, f64)], along: f64) -> Coord {
    let (a, b, part) = edge(samples, along);
    a + (b - a) * part
}

/// The unit normal out of the map there, turning evenly from edge to edge.
fn outward(context: &MapContext, samples: &[(Coord, f64)], along: f64) -> Coord {
    let step = samples.last().map_or(1.0, |(_, whole)| whole / samples.len() as f64);
    let (before, after) = (place(samples, along - step), place(samples, along + step));
    let middle = context.view.frame_box().0.center();
    super::crossing::outward(after - before, place(samples, along) - middle)
}

/// The edge that holds a place, and how far along that edge it is, 0 to 1.
fn edge(samples: &[(Coord, f64)], along: f64) -> (Coord, Coord, f64) {
    let after = samples.partition_point(|(_, at)| *at < along).clamp(1, samples.len() - 1);
    let ((a, from), (b, to)) = (samples[after - 1], samples[after]);
    (a, b, ((along - from) / (to - from).max(1e-12)).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(mm_per_degree: f64, step: f64) -> (f64, f64) {
        let steps = Steps { meridians: step, parallels: step };
        let bars = Bars::at(mm_per_degree, 5.0, &steps);
        ((bars.length * 60.0).round(), (bars.tick * 600.0).round() / 10.0)
    }

    #[test]
    fn bars_and_ticks_are_whole_parts_of_a_degree_that_suit_the_scale() {
        // mm a degree, degrees from label to label; minutes a bar, minutes a tick
        assert_eq!(bars(12.0, 2.0), (30.0, 5.0));
        assert_eq!(bars(20.0, 1.0), (15.0, 5.0));
        assert_eq!(bars(35.0, 0.5), (10.0, 2.0));
        assert_eq!(bars(6.0, 5.0), (60.0, 10.0));
        assert_eq!(bars(1.2, 15.0), (300.0, 60.0));
    }

    #[test]
    fn bars_end_at_the_labels_even_where_a_figure_gives_an_odd_step() {
        let (length, _) = bars(12.0, 0.75);
        assert_eq!(length, 45.0);
    }
}
