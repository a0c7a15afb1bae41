//! Values: a layer whose values are told apart in; the style of each of its features, and what the legend says of them, out.

use super::brush;
use crate::classes::{
    By, Classed, Colours, Reading, Told, categorical, continuous, diverging, sequential,
};
use crate::classify::reading;
use crate::furniture::legend::{Circle, Key, LegendEntry, Step};
use crate::kind::Section;
use crate::phrases::Phrases;
use crate::plot::{Plotted, PlottedLayer};
use crate::scene::{Colour, Fill, Hatch, Stroke};
use crate::style::{self, MarkerShape, Style, Theme};
use crate::units::{Degrees, Millimetres};
use geo::Geometry;

/// Radius of the greatest circle, and of the least that is seen.
const CIRCLES: (f64, f64) = (4.2, 0.35);
/// Width of the widest line, and of the least that is seen.
const LINES: (f64, f64) = (1.8, 0.15);
/// Radius of a point whose colour tells.
const POINT: f64 = 0.9;
/// The edge of circles and points, in mm.
const EDGE: f64 = 0.12;
const WHITE: Colour = Colour { red: 255, green: 255, blue: 255 };
const GREY: Colour = Colour { red: 0x66, green: 0x66, blue: 0x66 };
/// Steps that a scale without any is drawn in, in a legend.
const STEPS: usize = 24;

/// The style of a feature of a layer whose values are told apart.
pub(super) fn applied(style: Style, feature: &Plotted, classed: &Classed, theme: &Theme) -> Style {
    let found = reading(feature, &classed.values);
    let drawn = Drawn::of(&feature.shape.0);
    match classed.by {
        By::Size => sized(style, &found, classed, theme),
        By::Width => match (&found, greatest_of(classed)) {
            (Reading::Number(value), Some(greatest)) => {
                let width = width_of(classed, *value / greatest);
                Style { stroke_width: Some(Millimetres(width)), hidden: false, ..style }
            }
            _ => Style { hidden: true, ..style },
        },
        By::Fill => match look(classed, &found, theme) {
            Some(look) => filled(style, &look, drawn, theme),
            // a word that the figure gives no colour is drawn as the theme has it
            None if classed.class_of(&found).is_some() => Style { hidden: false, ..style },
            None => without_value(style, classed, drawn, theme),
        },
    }
}

/// What a feature is drawn as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drawn {
    Symbol,
    Line,
    Area,
}

impl Drawn {
    fn of(shape: &Geometry) -> Drawn {
        match shape {
            Geometry::Point(_) | Geometry::MultiPoint(_) => Drawn::Symbol,
            Geometry::LineString(_) | Geometry::MultiLineString(_) => Drawn::Line,
            _ => Drawn::Area,
        }
    }
}

/// How a class looks: its colour, and a round of the same colours told apart by shape.
struct Look {
    colour: Colour,
    round: usize,
}

fn look(classed: &Classed, found: &Reading, theme: &Theme) -> Option<Look> {
    let plain = |colour: Colour| Look { colour, round: 0 };
    match &classed.told {
        Told::Continuous { .. } => {
            classed.share_of(found).map(|share| plain(at_share(classed, share, theme)))
        }
        Told::Classes { .. } => {
            let class = classed.class_of(found)?;
            colours(classed, theme).get(class).copied().map(plain)
        }
        Told::Categories(_) => category(classed, classed.class_of(found)?, theme),
    }
}

/// The name of the ramp: the figure's, else the theme's.
fn ramp<'a>(classed: &'a Classed, theme: &'a Theme, turns: bool) -> &'a str {
    match &classed.values.scale.colours {
        Some(Colours::Ramp(name)) => name,
        _ if turns => theme.variable("--values-diverging").unwrap_or("puor").trim(),
        _ => theme.variable("--values").unwrap_or("ylorbr").trim(),
    }
}

/// The colours of classes.
fn colours(classed: &Classed, theme: &Theme) -> Vec<Colour> {
    let Told::Classes { bounds, pivot, .. } = &classed.told else { return Vec::new() };
    let (count, scale) = (bounds.len() - 1, &classed.values.scale);
    match (&scale.colours, pivot) {
        (Some(Colours::List(list)), _) => {
            let mut list = list.clone();
            if scale.reverse {
                list.reverse();
            }
            let share = |class: usize| class as f64 / (count.max(2) - 1) as f64;
            (0..count).map(|class| between(&list, share(class))).collect()
        }
        (_, Some(pivot)) => {
            diverging(ramp(classed, theme, true), *pivot, count - pivot, scale.reverse)
        }
        (_, None) => sequential(ramp(classed, theme, false), count, scale.reverse),
    }
}

/// The colour of a value on a scale without classes.
fn at_share(classed: &Classed, share: f64, theme: &Theme) -> Colour {
    let scale = &classed.values.scale;
    match &scale.colours {
        Some(Colours::List(list)) => between(list, if scale.reverse { 1.0 - share } else { share }),
        _ => continuous(ramp(classed, theme, scale.diverging.is_some()), share, scale.reverse),
    }
}

/// The colour at a share of a list, as gradients of CSS have it.
fn between(list: &[Colour], share: f64) -> Colour {
    let [first, .., last] = list else {
        return list.first().copied().unwrap_or(Colour { red: 0, green: 0, blue: 0 });
    };
    let place = share.clamp(0.0, 1.0) * (list.len() - 1) as f64;
    let (before, part) = (place as usize, place.fract());
    let (one, other) = match (list.get(before), list.get(before + 1)) {
        (Some(one), Some(other)) => (one, other),
        _ => (if share > 0.5 { last } else { first }, last),
    };
    let mixed = |one: u8, other: u8| {
        (f64::from(one) + (f64::from(other) - f64::from(one)) * part).round() as u8
    };
    Colour {
        red: mixed(one.red, other.red),
        green: mixed(one.green, other.green),
        blue: mixed(one.blue, other.blue),
    }
}

/// How a category looks.
fn category(classed: &Classed, number: usize, theme: &Theme) -> Option<Look> {
    let Told::Categories(words) = &classed.told else { return None };
    match &classed.values.scale.colours {
        Some(Colours::ByWord(known)) => {
            let (word, _) = words.get(number)?;
            let (_, colour) = known.iter().find(|(it, _)| it == word)?;
            Some(Look { colour: *colour, round: 0 })
        }
        Some(Colours::List(list)) => {
            let colour = *list.get(number % list.len().max(1))?;
            Some(Look { colour, round: number / list.len() })
        }
        Some(Colours::Ramp(name)) => {
            let reverse = classed.values.scale.reverse;
            Some(Look { colour: sequential(name, words.len(), reverse)[number], round: 0 })
        }
        // without hues there are four greys, told apart by shape beyond that
        None if theme.variable("--categories").map(str::trim) == Some("greys") => {
            const GREYS: usize = 4;
            let grey = sequential("greys", GREYS, true)[number % GREYS];
            Some(Look { colour: grey, round: number / GREYS })
        }
        None => {
            let (colour, round) = categorical(number);
            Some(Look { colour, round })
        }
    }
}

fn filled(mut style: Style, look: &Look, drawn: Drawn, theme: &Theme) -> Style {
    style.hidden = false;
    match drawn {
        Drawn::Line => {
            style.stroke = Some(look.colour);
            if look.round > 0 {
                style.stroke_dasharray =
                    vec![Millimetres(1.2), Millimetres(0.6 * look.round as f64)];
            }
        }
        Drawn::Symbol => {
            const SHAPES: [MarkerShape; 3] =
                [MarkerShape::Circle, MarkerShape::Square, MarkerShape::Diamond];
            style.fill = Some(look.colour);
            style.marker = SHAPES[look.round % SHAPES.len()];
            style.radius = style.radius.or(Some(Millimetres(POINT)));
            style.inner_radius = None;
            edged(&mut style, theme);
        }
        Drawn::Area => {
            style.fill = Some(look.colour);
            (style.fill_opacity, style.opacity) = (Some(1.0), None);
            style.stroke = Some(edge(theme));
            (style.stroke_width, style.stroke_opacity) = (Some(Millimetres(EDGE)), None);
            style.stroke_dasharray = Vec::new();
            style.hatch = (look.round > 0).then(|| Hatch {
                angle: Degrees(45.0 + 90.0 * ((look.round - 1) % 2) as f64),
                pitch: Millimetres(1.2),
                width: Millimetres(0.25),
                colour: WHITE,
            });
        }
    }
    style
}

/// The colour of the edge between what touches.
fn edge(theme: &Theme) -> Colour {
    theme.variable("--values-edge").and_then(style::colour).unwrap_or(WHITE)
}

/// The colour of what has no value.
fn missing(classed: &Classed, theme: &Theme) -> Colour {
    let of_theme = || theme.variable("--values-missing").and_then(style::colour);
    classed.values.scale.missing.or_else(of_theme).unwrap_or(GREY)
}

/// A fine edge parts symbols that touch.
fn edged(style: &mut Style, theme: &Theme) {
    style.stroke = Some(edge(theme));
    style.stroke_width = Some(Millimetres(EDGE));
    style.stroke_opacity = None;
}

fn without_value(style: Style, classed: &Classed, drawn: Drawn, theme: &Theme) -> Style {
    let colour = missing(classed, theme);
    filled(style, &Look { colour, round: 0 }, drawn, theme)
}

/// The greatest value of numbers, if it is above zero.
fn greatest_of(classed: &Classed) -> Option<f64> {
    let greatest = match &classed.told {
        Told::Classes { bounds, .. } => *bounds.last()?,
        Told::Continuous { ends, .. } => ends[1],
        Told::Categories(_) => return None,
    };
    (greatest > 0.0).then_some(greatest)
}

/// The radius of a circle whose area is this share of the greatest.
fn radius_of(classed: &Classed, share: f64) -> f64 {
    let greatest = classed.values.scale.greatest.map_or(CIRCLES.0, |it| it.0);
    (greatest * libm::sqrt(share.max(0.0))).max(CIRCLES.1)
}

fn width_of(classed: &Classed, share: f64) -> f64 {
    let widest = classed.values.scale.greatest.map_or(LINES.0, |it| it.0);
    (widest * share).max(LINES.1)
}

/// A circle of the theme's colour, or of one of its own, that those below shine through.
fn sized(style: Style, found: &Reading, classed: &Classed, theme: &Theme) -> Style {
    const OPACITY: f64 = 0.75;
    let (Reading::Number(value), Some(greatest)) = (found, greatest_of(classed)) else {
        return Style { hidden: true, ..style };
    };
    let marker = MarkerShape::Circle;
    let mut style = Style { hidden: false, marker, symbol: None, ..style };
    style.radius = Some(Millimetres(radius_of(classed, value / greatest)));
    (style.inner_radius, style.hatch) = (None, None);
    style.fill = Some(style.fill.unwrap_or(categorical(4).0));
    style.fill_opacity = Some(OPACITY);
    edged(&mut style, theme);
    style
}

/// The words over what the legend says of a layer: `Population, per km²`.
pub(super) fn head(classed: &Classed, words: &str) -> String {
    match classed.values.scale.unit.as_str() {
        "" => words.to_owned(),
        unit => format!("{words}, {unit}"),
    }
}

/// What the legend says of a layer whose values are told apart, under its own head.
pub(super) fn entries(
    (layer, classed): (&PlottedLayer, &Classed),
    plain: &Style,
    section: Section,
    theme: &Theme,
    phrases: Phrases,
) -> Vec<LegendEntry> {
    let entry = |key: Key, words: String| LegendEntry { key, words, note: None, section };
    let Some(first) = layer.features.first() else { return Vec::new() };
    let drawn = Drawn::of(&first.shape.0);
    let key = |style: &Style| match drawn {
        Drawn::Symbol => Key::Symbol(brush::symbol(style, None)),
        Drawn::Line => Key::Line(style.line_paint().into_iter().collect()),
        Drawn::Area => Key::Areas(vec![(style.area_paint(), style.line_paint())]),
    };
    let painted = |colour: Colour, round: usize| {
        key(&filled(plain.clone(), &Look { colour, round }, drawn, theme))
    };
    let mut entries = match (&classed.told, classed.by) {
        (_, By::Size) => vec![entry(circles(classed, plain, theme, phrases), String::new())],
        (_, By::Width) => {
            let rows = samples(classed).into_iter().filter_map(|value| {
                let width = width_of(classed, value / greatest_of(classed)?);
                let style = Style { stroke_width: Some(Millimetres(width)), ..plain.clone() };
                Some(entry(
                    Key::Line(style.line_paint().into_iter().collect()),
                    phrases.written(value),
                ))
            });
            rows.collect()
        }
        (Told::Classes { bounds, .. }, By::Fill) => {
            let steps = colours(classed, theme).into_iter().zip(bounds);
            let steps = steps.map(|(colour, from)| step(colour, phrases.written(*from)));
            let mut steps: Vec<Step> = steps.collect();
            steps.extend(bounds.last().map(|last| end(phrases.written(*last))));
            vec![entry(Key::Ramp(steps), String::new())]
        }
        (Told::Continuous { ends, .. }, By::Fill) => {
            vec![entry(Key::Ramp(smooth(classed, *ends, theme, phrases)), String::new())]
        }
        (Told::Categories(all), By::Fill) => {
            let rows = all.iter().enumerate().filter_map(|(number, (word, _))| {
                let Look { colour, round } = category(classed, number, theme)?;
                Some(entry(painted(colour, round), word.clone()))
            });
            let others = (0..all.len()).any(|number| category(classed, number, theme).is_none());
            let others = others.then(|| entry(key(plain), phrases.say("other")));
            rows.chain(others).collect()
        }
    };
    if classed.missing > 0 && classed.by == By::Fill {
        entries.push(entry(painted(missing(classed, theme), 0), phrases.say("no data")));
    }
    entries
}

fn step(colour: Colour, from: String) -> Step {
    Step { fill: Some(Fill::plain(colour)), stroke: None, from }
}

/// The number at the end of a ramp.
fn end(from: String) -> Step {
    Step { fill: None, stroke: None, from }
}

/// A scale without steps: its least and its greatest value, and where it turns.
fn smooth(classed: &Classed, ends: [f64; 2], theme: &Theme, phrases: Phrases) -> Vec<Step> {
    let Told::Continuous { log, .. } = classed.told else { return Vec::new() };
    let value = |number: usize| {
        let share = number as f64 / STEPS as f64;
        match log {
            true => ends[0] * libm::pow(ends[1] / ends[0], share),
            false => ends[0] + (ends[1] - ends[0]) * share,
        }
    };
    let middle = |number: usize| (value(number) + value(number + 1)) / 2.0;
    let steps = (0..STEPS).map(|number| {
        let share = classed.share_of(&Reading::Number(middle(number))).unwrap_or_default();
        let from = match number {
            0 => phrases.written(to_figures(ends[0])),
            _ if number == STEPS / 2 => phrases.written(to_figures(value(number))),
            _ => String::new(),
        };
        step(at_share(classed, share, theme), from)
    });
    steps.chain([end(phrases.written(to_figures(ends[1])))]).collect()
}

/// A number to three figures.
fn to_figures(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}

/// The round values that circles and lines of a legend stand for, the greatest first.
fn samples(classed: &Classed) -> Vec<f64> {
    let Some(greatest) = greatest_of(classed) else { return Vec::new() };
    let power = libm::pow(10.0, libm::floor(libm::log10(greatest)));
    let first = [5.0, 2.0, 1.0].into_iter().find(|part| part * power <= greatest);
    let first = first.unwrap_or(1.0) * power;
    vec![first, first / 4.0, first / 20.0].into_iter().map(rounded).collect()
}

/// Without what binary fractions add.
fn rounded(value: f64) -> f64 {
    format!("{value:.12}").parse().unwrap_or(value)
}

fn circles(classed: &Classed, plain: &Style, theme: &Theme, phrases: Phrases) -> Key {
    let greatest = greatest_of(classed).unwrap_or(1.0);
    let circles = samples(classed).into_iter().map(|value| {
        let style = sized(plain.clone(), &Reading::Number(value), classed, theme);
        Circle {
            radius: radius_of(classed, value / greatest),
            fill: style.area_paint(),
            stroke: Some(Stroke::plain(GREY, Millimetres(EDGE))),
            words: phrases.written(value),
        }
    });
    Key::Circles(circles.collect())
}
