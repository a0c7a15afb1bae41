//! Arrows: a plotted layer of arrows and a theme in, their lines and heads out: in scale with each other, short of the dots at
//! their ends, each in a casing that parts it from those that it crosses.

use super::element::style;
use crate::furniture::legend::Key;
use crate::geodata::Value;
use crate::kind::Kind;
use crate::plot::{Plotted, PlottedLayer, PlottedMap};
use crate::scene::{Fill, Group, HeadSize, Item, Path, Shape, Stroke, head};
use crate::space::OnSheet;
use crate::style::{Style, Theme};
use crate::units::Millimetres;
use geo::{Centroid, Coord, Euclidean, Geometry, Length, LineString, MultiPolygon, Polygon};

/// From the edge of a dot to the arrow that begins or ends there, mm.
const GAP: f64 = 0.55;
/// The same from a place without a dot, and from the frame.
const BARE: f64 = 0.25;
/// A dot so near to an end is that of its place, mm.
const ONE_PLACE: f64 = 0.6;
/// A head takes no more of its arrow than this share.
const MOST_HEAD: f64 = 0.45;
/// Of two heads on one line each takes no more than this.
const MOST_OF_TWO: f64 = 0.32;

/// An arrow as it is drawn.
struct Drawn {
    lines: Vec<LineString>,
    heads: Vec<Polygon>,
}

/// The group of a layer of arrows, the broadest at the bottom.
pub(super) fn group(layer: &PlottedLayer, map: &PlottedMap, theme: &Theme) -> Group {
    let dots = dots(map, theme);
    let styled = layer.features.iter().map(|arrow| (arrow, style(layer, arrow, theme)));
    let mut styled: Vec<(&Plotted, Style)> = styled.filter(|(_, style)| !style.hidden).collect();
    let width = |style: &Style| style.stroke_width.map_or(0.0, |width| width.0);
    styled.sort_by(|(_, one), (_, other)| width(other).total_cmp(&width(one)));
    let items = styled.iter().flat_map(|(arrow, style)| {
        let Some(stroke) = style.line_paint() else { return Vec::new() };
        let drawn = drawn(arrow, &stroke, &dots);
        items(&drawn, &stroke, style, Some(title(arrow)))
    });
    Group { id: layer.id.clone(), clip: None, items: items.collect() }
}

/// The heads of all arrows on the map, as circles that no name covers.
pub(crate) fn heads(map: &PlottedMap, theme: &Theme) -> Vec<(OnSheet<Coord>, Millimetres)> {
    let arrows = map.layers.iter().filter(|layer| layer.kind == Kind::Arrow);
    let mut dots_of_map = None;
    let mut found = Vec::new();
    for layer in arrows {
        let dots = dots_of_map.get_or_insert_with(|| dots(map, theme));
        for arrow in &layer.features {
            let style = style(layer, arrow, theme);
            let Some(stroke) = style.line_paint().filter(|_| !style.hidden) else { continue };
            let size = HeadSize::of_line(stroke.width);
            let heads = drawn(arrow, &stroke, dots).heads;
            let circles = heads.iter().filter_map(|head| head.centroid());
            let radius = Millimetres(size.half_width.max(size.length / 2.0));
            found.extend(circles.map(|centre| (OnSheet(centre.0), radius)));
        }
    }
    found
}

/// The edges of the lines of all arrows that are broad enough to cover letters beside their axis.
pub(crate) fn edges(map: &PlottedMap, theme: &Theme) -> Vec<OnSheet<LineString>> {
    /// A line is no broader than the strokes of a name, mm.
    const BROAD: f64 = 0.5;
    let arrows = map.layers.iter().filter(|layer| layer.kind == Kind::Arrow);
    let arrows = arrows.flat_map(|layer| layer.features.iter().map(move |arrow| (layer, arrow)));
    let mut found = Vec::new();
    for (layer, arrow) in arrows {
        let width = style(layer, arrow, theme).stroke_width.map_or(0.0, |width| width.0);
        if width >= BROAD {
            let lines = lines_of(arrow);
            let sides = |line: &LineString| [width / 2.0, -width / 2.0].map(|by| beside(line, by));
            found.extend(lines.iter().flat_map(sides).map(OnSheet));
        }
    }
    found
}

/// A line beside another, to the left of its direction as the reader sees it by so much, mm.
pub(crate) fn beside(line: &LineString, by: f64) -> LineString {
    let Some(last) = line.0.len().checked_sub(1) else { return line.clone() };
    let moved = |index: usize| {
        let along = line.0[(index + 1).min(last)] - line.0[index.saturating_sub(1)];
        let length = libm::hypot(along.x, along.y).max(f64::MIN_POSITIVE);
        line.0[index] + Coord { x: along.y, y: -along.x } * (by / length)
    };
    LineString((0..=last).map(moved).collect())
}

/// How the legend shows an arrow of this style.
pub(super) fn key(arrow: &Plotted, style: &Style) -> Option<Key> {
    let stroke = style.line_paint().filter(|_| !style.hidden)?;
    Some(Key::Arrow(stroke, heads_of(arrow)))
}

fn heads_of(arrow: &Plotted) -> [bool; 2] {
    ["head_from", "head_to"].map(|key| arrow.attributes.get(key) == Some(&Value::Flag(true)))
}

fn title(arrow: &Plotted) -> String {
    let end = |key| arrow.text(key).unwrap_or_default();
    format!("{} → {}", end("from"), end("to"))
}

/// Where the map has dots, and how large they are.
fn dots(map: &PlottedMap, theme: &Theme) -> Vec<(Coord, f64)> {
    let mut dots = Vec::new();
    for layer in map.all() {
        for feature in &layer.features {
            let Geometry::Point(at) = feature.shape.0 else { continue };
            let style = style(layer, feature, theme);
            if let Some(radius) = style.radius.filter(|_| !style.hidden) {
                let rim = style.stroke.and(style.stroke_width).map_or(0.0, |width| width.0 / 2.0);
                dots.push((at.0, radius.0 + rim));
            }
        }
    }
    dots
}

fn drawn(arrow: &Plotted, stroke: &Stroke, dots: &[(Coord, f64)]) -> Drawn {
    let mut lines = lines_of(arrow);
    let [begins, ends] = heads_of(arrow);
    if let Some(last) = lines.last_mut() {
        step_back(last, dots);
    }
    if let Some(first) = lines.first_mut() {
        first.0.reverse();
        step_back(first, dots);
        first.0.reverse();
    }
    // two heads on one line are as large as each other, and leave it a shaft
    let share = if begins && ends && lines.len() == 1 { MOST_OF_TWO } else { MOST_HEAD };
    let size =
        |line: &LineString| HeadSize::of_line(stroke.width).within(share * Euclidean.length(line));
    let mut heads = Vec::new();
    let [of_first, of_last] = [lines.first(), lines.last()].map(|line| line.map(size));
    if let (true, Some(last), Some(size)) = (ends, lines.last_mut(), of_last) {
        heads.extend(put_head(last, size));
    }
    if let (true, Some(first), Some(size)) = (begins, lines.first_mut(), of_first) {
        first.0.reverse();
        heads.extend(put_head(first, size));
        first.0.reverse();
    }
    lines.retain(|line| line.0.len() > 1);
    Drawn { lines, heads }
}

fn lines_of(arrow: &Plotted) -> Vec<LineString> {
    match &arrow.shape.0 {
        Geometry::LineString(line) => vec![line.clone()],
        Geometry::MultiLineString(lines) => lines.0.clone(),
        _ => Vec::new(),
    }
}

/// Takes the end of a line back from the dot there.
fn step_back(line: &mut LineString, dots: &[(Coord, f64)]) {
    let Some(end) = line.0.last().copied() else { return };
    let at_end = dots.iter().filter(|(at, _)| away(*at, end) < ONE_PLACE);
    let back = at_end.map(|(_, radius)| radius + GAP).fold(BARE, f64::max);
    let length = Euclidean.length(&*line);
    shorten(line, back.min(length / 4.0));
}

/// Puts a head on the end of a line.
fn put_head(line: &mut LineString, size: HeadSize) -> Option<Polygon> {
    let tip = line.0.last().copied()?;
    shorten(line, size.base());
    let base = line.0.last().copied()?;
    Some(head(tip, tip - base, size).0)
}

/// Takes so much off the end of a line.
fn shorten(line: &mut LineString, mut back: f64) {
    while let [.., before, last] = line.0[..] {
        let length = away(before, last);
        if length > back {
            let at = last + (before - last) * (back / length);
            line.0.pop();
            line.0.push(at);
            return;
        }
        if line.0.len() == 2 {
            return;
        }
        line.0.pop();
        back -= length;
    }
}

/// What an arrow is painted with.
fn items(drawn: &Drawn, stroke: &Stroke, style: &Style, title: Option<String>) -> Vec<Item> {
    let lines = || Shape::Lines(drawn.lines.iter().cloned().map(OnSheet).collect());
    let heads = || Shape::Areas(OnSheet(MultiPolygon::new(drawn.heads.clone())));
    let path = |shape, fill, stroke, title| Item::Path(Path { shape, fill, stroke, title });
    let mut items = Vec::new();
    if let Some(halo) = style.halo {
        let casing = |width: f64| Stroke {
            colour: halo.colour,
            width: Millimetres(width),
            opacity: halo.opacity,
            dashes: Vec::new(),
            ..stroke.clone()
        };
        let rim = 2.0 * halo.width.0;
        items.push(path(lines(), None, Some(casing(stroke.width.0 + rim)), None));
        if !drawn.heads.is_empty() {
            items.push(path(heads(), None, Some(casing(rim)), None));
        }
    }
    items.push(path(lines(), None, Some(stroke.clone()), title));
    if !drawn.heads.is_empty() {
        let fill = Fill { opacity: stroke.opacity, ..Fill::plain(stroke.colour) };
        items.push(path(heads(), Some(fill), None, None));
    }
    items
}

fn away(one: Coord, other: Coord) -> f64 {
    libm::hypot(one.x - other.x, one.y - other.y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Colour;
    use geo::Area;

    fn arrow() -> Plotted {
        let line = LineString::from(vec![(0.0, 0.0), (30.0, 0.0)]);
        let mut arrow = Plotted::with_words(line, [("from", "A"), ("to", "B")]);
        arrow.attributes.insert("head_to".to_owned(), Value::Flag(true));
        arrow
    }

    fn stroke(width: f64) -> Stroke {
        Stroke::plain(Colour { red: 0, green: 0, blue: 0 }, Millimetres(width))
    }

    #[test]
    fn an_arrow_ends_short_of_its_dot_and_its_line_under_its_head() {
        let dots = [(Coord { x: 30.0, y: 0.0 }, 1.0)];
        let drawn = drawn(&arrow(), &stroke(0.5), &dots);
        let [head] = &drawn.heads[..] else { panic!("one head") };
        let tip = head.exterior().0[0];
        assert!((tip.x - (30.0 - 1.0 - GAP)).abs() < 1e-9, "{tip:?}");
        let end = drawn.lines[0].0[1].x;
        assert!((tip.x - end - HeadSize::of_line(Millimetres(0.5)).base()).abs() < 1e-9);
    }

    #[test]
    fn without_dots_it_reaches_its_place_and_a_short_one_keeps_a_line() {
        let tip = drawn(&arrow(), &stroke(0.5), &[]).heads[0].exterior().0[0];
        assert!((tip.x - (30.0 - BARE)).abs() < 1e-9);
        let line = LineString::from(vec![(0.0, 0.0), (3.0, 0.0)]);
        let short = Plotted { shape: OnSheet(line.into()), ..arrow() };
        let drawn = drawn(&short, &stroke(2.0), &[]);
        assert!(Euclidean.length(&drawn.lines[0]) > 1.4);
    }

    #[test]
    fn two_heads_of_a_short_arrow_are_alike_and_leave_it_a_shaft() {
        let line = LineString::from(vec![(0.0, 0.0), (4.0, 0.0)]);
        let mut short = Plotted { shape: OnSheet(line.into()), ..arrow() };
        short.attributes.insert("head_from".to_owned(), Value::Flag(true));
        let drawn = drawn(&short, &stroke(2.0), &[]);
        let [one, other] = &drawn.heads[..] else { panic!("two heads") };
        assert!((one.unsigned_area() - other.unsigned_area()).abs() < 1e-9);
        let barbs = [one, other].map(|head| head.exterior().0[1].x);
        let apart = (barbs[0] - barbs[1]).abs();
        assert!(apart > 0.3 * 4.0, "{apart}");
    }
}
