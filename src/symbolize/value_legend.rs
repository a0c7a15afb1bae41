//! What the legend says of a layer whose values are told apart: a ramp, circles, or an entry a category.

use super::brush;
use super::categories::{Look, category};
use super::values::{
    Drawn, EDGE, GREY, at_share, colours, filled, greatest_of, missing, other, radius_of, sized,
    width_of,
};
use crate::classes::{By, Classed, Reading, Told};
use crate::furniture::legend::{Circle, Key, LegendEntry, Step};
use crate::kind::Section;
use crate::phrases::Phrases;
use crate::plot::PlottedLayer;
use crate::scene::{Colour, Fill, Stroke};
use crate::style::{Style, Theme};
use crate::units::Millimetres;

/// Steps that a scale without any is drawn in, in a legend.
const STEPS: usize = 24;

/// The words over what the legend says of a layer: `Population, per km²`.
pub(super) fn head(classed: &Classed, words: &str, phrases: Phrases) -> String {
    match classed.values.scale.unit.as_str() {
        "" if classed.values.scale.density => format!("{words}, {}", phrases.say("per km²")),
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
            let other = || key(&other(plain.clone(), classed, drawn, theme));
            let others = others.then(|| entry(other(), phrases.say("other")));
            rows.chain(others).collect()
        }
    };
    if let Some(value) = only_value(classed).filter(|_| classed.by == By::Fill) {
        let share = classed.share_of(&Reading::Number(value)).unwrap_or_default();
        let colour = match classed.told {
            Told::Classes { .. } => colours(classed, theme).first().copied().unwrap_or(GREY),
            _ => at_share(classed, share, theme),
        };
        entries = vec![entry(painted(colour, 0), phrases.written(value))];
    }
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

/// The value that all features have; none of several.
fn only_value(classed: &Classed) -> Option<f64> {
    let (least, greatest) = match &classed.told {
        Told::Classes { bounds, .. } => (*bounds.first()?, *bounds.last()?),
        Told::Continuous { ends, .. } => (ends[0], ends[1]),
        Told::Categories(_) => return None,
    };
    (least == greatest).then_some(least)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classes::Values;

    #[test]
    fn densities_without_a_unit_are_said_to_be_per_square_kilometre() {
        let told = Told::Continuous { ends: [0.0, 1.0], log: false, pivot: None };
        let mut classed = Classed { values: Values::default(), by: By::Fill, told, missing: 0 };
        classed.values.scale.density = true;
        assert_eq!(head(&classed, "People", Phrases::default()), "People, per km²");
        classed.values.scale.unit = "a km²".to_owned();
        assert_eq!(head(&classed, "People", Phrases::default()), "People, a km²");
    }
}
