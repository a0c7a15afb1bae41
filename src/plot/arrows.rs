//! Arrows: the arrows that a figure shows and what else lies on the sheet in; their lines on the sheet out, in the order in which
//! they are gone along, cut at the frame. Curves are bent here, to the side where they hide fewer dots and meet fewer others.

use super::{Plotted, PlottedLayer};
use crate::error::Warning;
use crate::figure::Figure;
use crate::geodata::{Feature, Value};
use crate::kind::Kind;
use crate::projection::View;
use crate::select::SelectedLayer;
use crate::space::{Geographic, OnSheet};
use geo::{Contains, Coord, Geometry, LineString, MultiLineString, Point, Polygon};

/// How far a curve bulges from its chord unless a figure says so, as a share of that.
const BEND: f64 = 0.16;
/// So many times as much, or as little, where that hides fewer dots.
const MORE: f64 = 1.75;
/// Pieces of a curve from place to place.
const PIECES: usize = 48;
/// A shorter one, mm, is no more than its head.
const SHORTEST: f64 = 1.0;
/// What is nearer than this to a curve, mm, is hidden by it; nearer to its ends it is theirs.
const NEAR: f64 = 1.8;

/// Bends and cuts the arrows among plotted layers, in the order of `selected`; a warning for those that end beyond the frame.
pub(super) fn shape(
    layers: &mut [PlottedLayer],
    selected: &[SelectedLayer],
    figure: &Figure,
    view: &View,
) -> Vec<Warning> {
    let dots: Vec<Coord> = layers.iter().flat_map(dots_of).collect();
    let mut lines: Vec<LineString> = Vec::new();
    let mut cut = Vec::new();
    for (plotted, selected) in layers.iter_mut().zip(selected) {
        if plotted.kind != Kind::Arrow {
            continue;
        }
        plotted.features.clear();
        let (mut beyond, mut short, mut off) = (Vec::new(), Vec::new(), Vec::new());
        for feature in &selected.features {
            let Some(arrow) = arrow(feature, view, &dots, &mut lines) else {
                off.push(between(|end| feature.text(end)));
                continue;
            };
            beyond.extend(ends_beyond(&arrow));
            match length(&arrow.shape.0) < SHORTEST {
                true => short.push(between(|end| arrow.text(end))),
                false => plotted.features.push(arrow),
            }
        }
        cut.extend(told(&beyond, selected, figure));
        // where none is on the map that is told of all; an inset shows a part by its nature
        if !plotted.features.is_empty() && !figure.labels.is_of_inset {
            cut.extend(off_map(&off, selected, figure));
        }
        cut.extend(too_short(&short, selected, figure));
    }
    cut
}

fn length(shape: &Geometry) -> f64 {
    let edges = pieces(shape);
    let edges = edges.iter().flat_map(|line| line.0.windows(2));
    edges.map(|edge| away(edge[0], edge[1])).sum()
}

/// What an arrow goes between: `Haifa to Port Said`.
fn between<'a>(name_of: impl Fn(&'static str) -> Option<&'a str>) -> String {
    let [from, to] = ["from", "to"].map(|end| name_of(end).unwrap_or_default());
    format!("`{from}` to `{to}`")
}

/// That some of several arrows lie beyond the map.
fn off_map(off: &[String], selected: &SelectedLayer, figure: &Figure) -> Option<Warning> {
    let key = selected.described.as_deref()?;
    let (first, count, all) = (off.first()?, off.len(), selected.features.len());
    let verb = if count == 1 { "lies" } else { "lie" };
    let message = format!("{count} of {all} arrows of `{key}` {verb} beyond the map: from {first}");
    let warning = Warning::new(message).hint("show another extent, or leave them out");
    Some(figure.place_of(&[key]).into_iter().fold(warning, Warning::at))
}

/// That arrows are too short on the map to be drawn.
fn too_short(short: &[String], selected: &SelectedLayer, figure: &Figure) -> Option<Warning> {
    let key = selected.described.as_deref()?;
    let (first, more) = (short.first()?, short.len() - 1);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    let message = format!(
        "`{key}` is too short on this map to be drawn, under {SHORTEST} mm: from {first}{more}"
    );
    let warning = Warning::new(message).hint("an inset shows what is near together: [[insets]]");
    Some(figure.place_of(&[key]).into_iter().fold(warning, Warning::at))
}

fn dots_of(layer: &PlottedLayer) -> Vec<Coord> {
    let at = |feature: &Plotted| match feature.shape.0 {
        Geometry::Point(at) => Some(at.0),
        _ => None,
    };
    layer.features.iter().filter_map(at).collect()
}

/// An arrow on the sheet; none where nothing of it lies on the map.
fn arrow(
    feature: &Feature,
    view: &View,
    dots: &[Coord],
    lines: &mut Vec<LineString>,
) -> Option<Plotted> {
    let frame = view.neatline().0;
    let Geometry::LineString(course) = &feature.geometry.0 else { return None };
    let whole = match feature.text("path") {
        Some("curve") => vec![curve(course, feature.number("bend"), view, dots, lines)?],
        _ => pieces(&view.project(&feature.geometry)?.0),
    };
    let inside: Vec<LineString> = whole.iter().flat_map(|line| within(line, &frame)).collect();
    let end = |at: Option<&Coord>| at.and_then(|at| on_sheet(*at, view));
    let touches = |at: Option<Coord>, of_line: fn(&LineString) -> Option<&Coord>| {
        let is_it = |line: &LineString| {
            of_line(line).zip(at).is_some_and(|(one, other)| away(*one, other) < 0.05)
        };
        inside.iter().position(is_it)
    };
    let begins = touches(end(course.0.first()), |line| line.0.first());
    let ends = touches(end(course.0.last()), |line| line.0.last());
    let mut inside = inside;
    // a course that is cut at 180° may come in any order: its head is on the piece that reaches its end
    if let Some(last) = ends {
        let piece = inside.remove(last);
        inside.push(piece);
    } else if let Some(first) = begins {
        let piece = inside.remove(first);
        inside.insert(0, piece);
    }
    lines.extend(inside.iter().cloned());
    let mut attributes = feature.attributes.clone();
    attributes.insert("cut_from".to_owned(), Value::Flag(begins.is_none()));
    attributes.insert("cut_to".to_owned(), Value::Flag(ends.is_none()));
    let shape = match inside.len() {
        0 => return None,
        1 => Geometry::LineString(inside.remove(0)),
        _ => Geometry::MultiLineString(MultiLineString(inside)),
    };
    Some(Plotted { id: feature.id.clone(), attributes, shape: OnSheet(shape) })
}

/// Where a position lies, beyond the frame too.
fn on_sheet(at: Coord, view: &View) -> Option<Coord> {
    let on_earth = Coord { x: libm::remainder(at.x, 360.0), y: at.y };
    view.place(Geographic(on_earth)).map(|OnSheet(at)| at)
}

fn pieces(shape: &Geometry) -> Vec<LineString> {
    match shape {
        Geometry::LineString(line) => vec![line.clone()],
        Geometry::MultiLineString(lines) => lines.0.clone(),
        _ => Vec::new(),
    }
}

/// A curve by way of places on the sheet.
fn curve(
    course: &LineString,
    bend: Option<f64>,
    view: &View,
    dots: &[Coord],
    lines: &[LineString],
) -> Option<LineString> {
    let corners: Option<Vec<Coord>> = course.0.iter().map(|at| on_sheet(*at, view)).collect();
    let corners = corners?;
    match (&corners[..], bend) {
        ([from, to], Some(bend)) => Some(bow(*from, *to, bend)),
        ([from, to], None) => {
            let frame = view.neatline().0;
            // as much as the others first; of two sides alike upwards, as the way of what is thrown
            let mut bows = Vec::new();
            for bend in [BEND, BEND * MORE, BEND / MORE] {
                let mut sides = [bend, -bend].map(|bend| bow(*from, *to, bend));
                sides.sort_by(|one, other| top(one).total_cmp(&top(other)));
                bows.extend(sides);
            }
            bows.into_iter().min_by_key(|bow| hidden(bow, &frame, dots, lines))
        }
        _ => Some(through(&corners)),
    }
}

/// A bow over a chord that bulges to the left of its direction by a share of its length.
fn bow(from: Coord, to: Coord, bend: f64) -> LineString {
    let chord = to - from;
    // the middle of a quadratic curve lies halfway to its control point
    let control = (from + to) / 2.0 + Coord { x: chord.y, y: -chord.x } * (2.0 * bend);
    let at = |piece: usize| {
        let part = piece as f64 / PIECES as f64;
        let rest = 1.0 - part;
        from * (rest * rest) + control * (2.0 * part * rest) + to * (part * part)
    };
    LineString((0..=PIECES).map(at).collect())
}

/// A smooth curve through positions (Catmull and Rom 1974, uniform).
fn through(corners: &[Coord]) -> LineString {
    let at = |index: isize| {
        let last = corners.len() as isize - 1;
        match index {
            i if i < 0 => corners[0] * 2.0 - corners[1],
            i if i > last => corners[last as usize] * 2.0 - corners[last as usize - 1],
            i => corners[i as usize],
        }
    };
    let mut line = vec![corners[0]];
    for first in 0..corners.len() as isize - 1 {
        let [a, b, c, d] = [-1, 0, 1, 2].map(|step| at(first + step));
        for piece in 1..=PIECES {
            let t = piece as f64 / PIECES as f64;
            let (t2, t3) = (t * t, t * t * t);
            let bent = b * 2.0
                + (c - a) * t
                + (a * 2.0 - b * 5.0 + c * 4.0 - d) * t2
                + (b * 3.0 - a - c * 3.0 + d) * t3;
            line.push(bent * 0.5);
        }
    }
    LineString(line)
}

/// How much a curve hides: dots and other arrows near it, and what of it lies beyond the frame.
fn hidden(curve: &LineString, frame: &Polygon, dots: &[Coord], lines: &[LineString]) -> usize {
    /// As many dots, or arrows, as are looked at one by one.
    const CROWD: usize = 400;
    /// What a dot counts beside a place of another arrow.
    const DOT: usize = 8;
    /// Pieces at either end that are near to what is there whichever way it bends.
    const ENDS: usize = PIECES / 6;
    let [first, .., last] = curve.0[..] else { return 0 };
    // in a crowd something is hidden whichever way an arrow bends
    let (dots, lines) =
        if dots.len().max(lines.len()) > CROWD { (&[][..], &[][..]) } else { (dots, lines) };
    let inner = &curve.0[ENDS..curve.0.len() - ENDS];
    let is_near = |at: &Coord| inner.iter().any(|on| away(*on, *at) < NEAR);
    let is_end = |at: &Coord| away(*at, first) < NEAR || away(*at, last) < NEAR;
    let met = dots.iter().filter(|at| !is_end(at) && is_near(at)).count();
    let beside =
        |on: &&Coord| lines.iter().any(|line| line.0.iter().any(|at| away(**on, *at) < NEAR));
    let outside = inner.iter().filter(|at| !frame.contains(&Point(**at))).count();
    DOT * met + inner.iter().filter(beside).count() + 2 * outside
}

fn top(line: &LineString) -> f64 {
    line.0.iter().map(|at| at.y).fold(f64::INFINITY, f64::min)
}

fn away(one: Coord, other: Coord) -> f64 {
    libm::hypot(one.x - other.x, one.y - other.y)
}

/// The stretches of a line within the frame, in their order.
fn within(line: &LineString, frame: &Polygon) -> Vec<LineString> {
    let is_in = |at: Coord| frame.contains(&Point(at));
    let mut found: Vec<Vec<Coord>> = Vec::new();
    let mut open = false;
    for edge in line.0.windows(2) {
        let (from, to) = (edge[0], edge[1]);
        match (is_in(from), is_in(to)) {
            (true, inside) => {
                if !open {
                    found.push(vec![from]);
                }
                let end = if inside { to } else { crossing(from, to, &is_in) };
                found.last_mut().into_iter().for_each(|line| line.push(end));
                open = inside;
            }
            (false, true) => {
                found.push(vec![crossing(to, from, &is_in), to]);
                open = true;
            }
            (false, false) => open = false,
        }
    }
    found.into_iter().map(LineString).collect()
}

/// Where an edge leaves the frame, from its end inside.
fn crossing(inside: Coord, outside: Coord, is_in: &dyn Fn(Coord) -> bool) -> Coord {
    /// To less than a thousandth of a millimetre on any sheet.
    const HALVINGS: usize = 24;
    let (mut near, mut far) = (inside, outside);
    for _ in 0..HALVINGS {
        let middle = (near + far) / 2.0;
        if is_in(middle) {
            near = middle;
        } else {
            far = middle;
        }
    }
    near
}

/// The names of an arrow's ends that lie beyond the frame.
fn ends_beyond(arrow: &Plotted) -> Vec<String> {
    let is_cut = |key: &str| arrow.attributes.get(key) == Some(&Value::Flag(true));
    let ends = [("cut_from", "from"), ("cut_to", "to")];
    let beyond = ends.into_iter().filter(|(cut, _)| is_cut(cut));
    beyond.filter_map(|(_, end)| arrow.text(end).map(str::to_owned)).collect()
}

fn told(beyond: &[String], selected: &SelectedLayer, figure: &Figure) -> Option<Warning> {
    let key = selected.described.as_deref()?;
    let mut names: Vec<String> = Vec::new();
    for name in beyond {
        let name = format!("`{name}`");
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let verb = if names.len() == 1 { "lies" } else { "lie" };
    let message = match names.len() {
        0 => return None,
        1..=4 => format!("`{key}` is cut at the frame: {} {verb} beyond it", names.join(", ")),
        count => {
            format!(
                "`{key}` is cut at the frame: {} and {} more lie beyond it",
                names[..3].join(", "),
                count - 3
            )
        }
    };
    let warning = Warning::new(message).hint("show a little more: wider bounds");
    Some(figure.place_of(&[key]).into_iter().fold(warning, Warning::at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Rect;

    #[test]
    fn a_bow_bulges_to_the_left_by_its_share_of_the_chord() {
        // on the sheet y runs down: to the left of a line to the right is above it
        let line = bow(Coord { x: 0.0, y: 0.0 }, Coord { x: 100.0, y: 0.0 }, 0.2);
        assert!((top(&line) + 20.0).abs() < 1e-9, "{}", top(&line));
        assert_eq!(top(&bow(Coord { x: 0.0, y: 0.0 }, Coord { x: 100.0, y: 0.0 }, -0.2)), 0.0);
    }

    #[test]
    fn a_line_is_cut_at_the_frame_and_keeps_its_direction() {
        let frame = Rect::new((0.0, 0.0), (10.0, 10.0)).to_polygon();
        let line =
            LineString::from(vec![(-5.0, 5.0), (5.0, 5.0), (15.0, 5.0), (15.0, 2.0), (5.0, 2.0)]);
        let cut = within(&line, &frame);
        assert_eq!(cut.len(), 2);
        assert!(cut[0].0[0].x < 1e-3 && (cut[0].0[2].x - 10.0).abs() < 1e-3);
        assert!(cut[1].0[0].x > cut[1].0[1].x, "it comes back from the right");
    }

    #[test]
    fn a_smooth_curve_goes_through_its_places() {
        let corners = [(0.0, 0.0), (10.0, 5.0), (20.0, 0.0)].map(|(x, y)| Coord { x, y });
        let line = through(&corners);
        assert!(corners.iter().all(|at| line.0.iter().any(|on| away(*on, *at) < 1e-9)));
    }

    #[test]
    fn a_curve_bends_away_from_dots_and_from_what_is_there() {
        let frame = Rect::new((-50.0, -50.0), (150.0, 50.0)).to_polygon();
        let up = bow(Coord { x: 0.0, y: 0.0 }, Coord { x: 100.0, y: 0.0 }, BEND);
        let dots = [Coord { x: 50.0, y: -16.0 }];
        assert!(hidden(&up, &frame, &dots, &[]) > 0);
        assert_eq!(hidden(&up, &frame, &[Coord { x: 50.0, y: 16.0 }], &[]), 0);
        assert!(hidden(&up, &frame, &[], std::slice::from_ref(&up)) > 0);
    }
}
