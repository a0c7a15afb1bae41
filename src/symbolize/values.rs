//! Values: a layer whose values are told apart in, the style of each of its features out.

use super::categories::{Look, ROUNDS, category, looks};
use crate::classes::{
    By, Classed, Colours, Reading, Told, categorical, continuous, diverging, sequential,
};
use crate::classify::reading;
use crate::plot::Plotted;
use crate::scene::{Colour, Hatch};
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
pub(super) const EDGE: f64 = 0.12;
const WHITE: Colour = Colour { red: 255, green: 255, blue: 255 };
pub(super) const GREY: Colour = Colour { red: 0x66, green: 0x66, blue: 0x66 };

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
            None if classed.class_of(&found).is_some() => other(style, classed, drawn, theme),
            None => without_value(style, classed, drawn, theme),
        },
    }
}

/// What a feature is drawn as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Drawn {
    Symbol,
    Line,
    Area,
}

impl Drawn {
    pub(super) fn of(shape: &Geometry) -> Drawn {
        match shape {
            Geometry::Point(_) | Geometry::MultiPoint(_) => Drawn::Symbol,
            Geometry::LineString(_) | Geometry::MultiLineString(_) => Drawn::Line,
            _ => Drawn::Area,
        }
    }
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
pub(super) fn colours(classed: &Classed, theme: &Theme) -> Vec<Colour> {
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
pub(super) fn at_share(classed: &Classed, share: f64, theme: &Theme) -> Colour {
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

/// The style of a word without a look of its own: as the theme has it where the figure gives others a colour; else in the grey of
/// what has no value, and not as that is where both are on the map.
pub(super) fn other(style: Style, classed: &Classed, drawn: Drawn, theme: &Theme) -> Style {
    match looks(classed, theme) {
        None => Style { hidden: false, ..style },
        Some(_) => {
            let (colour, round) = (missing(classed, theme), usize::from(classed.missing > 0));
            filled(style, &Look { colour, round }, drawn, theme)
        }
    }
}

pub(super) fn filled(mut style: Style, look: &Look, drawn: Drawn, theme: &Theme) -> Style {
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
            const SHAPES: [MarkerShape; ROUNDS] =
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
pub(super) fn missing(classed: &Classed, theme: &Theme) -> Colour {
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
pub(super) fn greatest_of(classed: &Classed) -> Option<f64> {
    let greatest = match &classed.told {
        Told::Classes { bounds, .. } => *bounds.last()?,
        Told::Continuous { ends, .. } => ends[1],
        Told::Categories(_) => return None,
    };
    (greatest > 0.0).then_some(greatest)
}

/// The radius of a circle whose area is this share of the greatest.
pub(super) fn radius_of(classed: &Classed, share: f64) -> f64 {
    let greatest = classed.values.scale.greatest.map_or(CIRCLES.0, |it| it.0);
    (greatest * libm::sqrt(share.max(0.0))).max(CIRCLES.1)
}

pub(super) fn width_of(classed: &Classed, share: f64) -> f64 {
    let widest = classed.values.scale.greatest.map_or(LINES.0, |it| it.0);
    (widest * share).max(LINES.1)
}

/// A circle of the theme's colour, or of one of its own, that those below shine through.
pub(super) fn sized(style: Style, found: &Reading, classed: &Classed, theme: &Theme) -> Style {
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
