//! Classes: values and how they are to be told apart in; bounds of classes, or the words of categories, out. Knows no map
//! and no paint: `ramps` has the colours, by number.

mod breaks;
mod ramps;
mod round;
mod scale;
mod slips;

pub use ramps::{RAMPS, is_ramp};
pub(crate) use ramps::{categorical, continuous, diverging, sequential};
pub use scale::{By, Colours, Method, Scale, Values};
pub(crate) use slips::{Slips, without_slips};

use crate::error::Flaw;
use std::collections::BTreeMap;

/// As many classes as are told apart unless the figure says how many.
const USUAL: usize = 5;

/// What a feature's value is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reading {
    /// A number.
    Number(f64),
    /// A word: a category.
    Word(String),
    /// None.
    Missing,
}

/// How the values of a layer are told apart.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Told {
    /// By classes: from each bound to before the next, the last bound included.
    Classes {
        /// One more than there are classes, ascending.
        bounds: Vec<f64>,
        /// How many values are in each.
        counts: Vec<usize>,
        /// Where values turn from one side to the other: the place of a bound.
        pivot: Option<usize>,
        /// The least and the greatest value.
        ends: [f64; 2],
    },
    /// By a scale without steps.
    Continuous {
        /// The least and the greatest value.
        ends: [f64; 2],
        /// Whether equal ratios are equal steps.
        log: bool,
        /// Where values turn from one side to the other.
        pivot: Option<f64>,
    },
    /// By words, those with the most features first, and how many each has.
    Categories(Vec<(String, usize)>),
}

/// The values of a layer, told apart.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Classed {
    /// As the figure asks for them.
    pub values: Values,
    /// What of the symbol they change.
    pub by: By,
    /// How they are told apart.
    pub told: Told,
    /// How many features have no value.
    pub missing: usize,
}

impl Classed {
    /// The class or category of a value; none of what is missing or in no category.
    pub(crate) fn class_of(&self, reading: &Reading) -> Option<usize> {
        match (&self.told, reading) {
            (Told::Classes { bounds, .. }, Reading::Number(value)) => class_of(bounds, *value),
            (Told::Categories(words), Reading::Word(word)) => {
                words.iter().position(|(known, _)| known == word)
            }
            (Told::Categories(words), Reading::Number(number)) => {
                let number = number.to_string();
                words.iter().position(|(known, _)| *known == number)
            }
            _ => None,
        }
    }

    /// Where a value lies on a continuous scale, 0 to 1; of one with a pivot, that is at the half.
    pub(crate) fn share_of(&self, reading: &Reading) -> Option<f64> {
        let (Told::Continuous { ends, log, pivot }, Reading::Number(value)) = (&self.told, reading)
        else {
            return None;
        };
        let scaled = |value: f64| if *log { libm::log10(value) } else { value };
        let [least, greatest] = ends.map(scaled);
        let value = scaled(*value);
        let share = match pivot {
            Some(pivot) => {
                let pivot = scaled(*pivot);
                let reach = (greatest - pivot).max(pivot - least);
                0.5 + if reach > 0.0 { 0.5 * (value - pivot) / reach } else { 0.0 }
            }
            None if greatest > least => (value - least) / (greatest - least),
            None => 0.5,
        };
        Some(share.clamp(0.0, 1.0))
    }
}

/// The class of a value among bounds; none beyond them.
fn class_of(bounds: &[f64], value: f64) -> Option<usize> {
    let (least, greatest) = (bounds.first()?, bounds.last()?);
    if !(*least..=*greatest).contains(&value) {
        return None;
    }
    let above = bounds.partition_point(|bound| *bound <= value);
    Some(above.min(bounds.len() - 1) - 1)
}

/// Tells the values of a layer apart: numbers by classes, words by categories. Where some are words all are, but for
/// those that [`without_slips`] takes out.
///
/// Errors: what of the scale cannot be had of these values.
pub(crate) fn told(readings: &[Reading], scale: &Scale) -> Result<(Told, usize), Flaw> {
    let missing = readings.iter().filter(|it| **it == Reading::Missing).count();
    let numbers: Option<Vec<f64>> = readings
        .iter()
        .filter(|it| **it != Reading::Missing)
        .map(|it| match it {
            Reading::Number(number) => Some(*number),
            _ => None,
        })
        .collect();
    let is_of_words = matches!(scale.colours, Some(Colours::ByWord(_)));
    match numbers.filter(|_| !is_of_words) {
        Some(numbers) if numbers.is_empty() => Err(Flaw::new("no feature on the map has a value")
            .hint("give `value` an attribute that they have, or show another extent")),
        Some(numbers) => of_numbers(numbers, scale).map(|told| (told, missing)),
        None => {
            let word = readings.iter().find_map(|it| match it {
                Reading::Word(word) => Some(word.as_str()),
                _ => None,
            });
            scale.check_words(word.unwrap_or_default())?;
            Ok((Told::Categories(categories(readings, scale)), missing))
        }
    }
}

/// The words of a layer: those that the scale names in its order, then those with the most features.
fn categories(readings: &[Reading], scale: &Scale) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for reading in readings {
        match reading {
            Reading::Word(word) => *counts.entry(word.clone()).or_default() += 1,
            Reading::Number(number) => *counts.entry(number.to_string()).or_default() += 1,
            Reading::Missing => {}
        }
    }
    let mut all: Vec<(String, usize)> = counts.into_iter().collect();
    let named = |word: &str| match &scale.colours {
        Some(Colours::ByWord(words)) => {
            words.iter().position(|(known, _)| known == word).unwrap_or(usize::MAX)
        }
        _ => usize::MAX,
    };
    all.sort_by(|(one, many), (other, more)| {
        (named(one), more, one).cmp(&(named(other), many, other))
    });
    all
}

fn of_numbers(mut numbers: Vec<f64>, scale: &Scale) -> Result<Told, Flaw> {
    numbers.sort_by(f64::total_cmp);
    let (least, greatest) = (numbers[0], numbers[numbers.len() - 1]);
    if scale.log && least <= 0.0 {
        let count = numbers.iter().filter(|value| **value <= 0.0).count();
        return Err(Flaw::new(format!("a log scale has no place for {count} values of 0 or less"))
            .hint("leave `log` out, or filter them with `where`"));
    }
    if let Some(bounds) = &scale.breaks {
        return given(&numbers, bounds, scale);
    }
    if scale.method == Some(Method::Linear) {
        let pivot = scale.diverging;
        return Ok(Told::Continuous { ends: [least, greatest], log: scale.log, pivot });
    }
    let count = scale.classes.unwrap_or(USUAL);
    let method = scale.method.unwrap_or(Method::Quantile);
    let bounds = match scale.diverging {
        Some(pivot) => about(&numbers, pivot, method, count, scale.log),
        None => breaks::bounds(&numbers, method, count, scale.log),
    };
    let pivot = scale.diverging.and_then(|pivot| bounds.iter().position(|it| *it == pivot));
    Ok(Told::Classes { counts: counts(&numbers, &bounds), bounds, pivot, ends: [least, greatest] })
}

/// The bounds on either side of a pivot, half of the classes each.
fn about(numbers: &[f64], pivot: f64, method: Method, count: usize, log: bool) -> Vec<f64> {
    let (below, above): (Vec<f64>, Vec<f64>) = numbers.iter().partition(|value| **value < pivot);
    let half = count.div_ceil(2);
    let mut bounds = Vec::new();
    if !below.is_empty() {
        bounds.extend(breaks::bounds(&below, method, half, log));
        bounds.pop();
    }
    bounds.push(pivot);
    if above.iter().any(|value| *value > pivot) {
        bounds.extend(breaks::bounds(&above, method, half, log).into_iter().skip(1));
    }
    bounds.dedup();
    if bounds.len() == 1 {
        bounds.push(pivot);
    }
    bounds
}

/// Classes by bounds that the figure gives: the least and the greatest value close them where the bounds do not reach as far.
fn given(numbers: &[f64], bounds: &[f64], scale: &Scale) -> Result<Told, Flaw> {
    let (least, greatest) = (numbers[0], numbers[numbers.len() - 1]);
    let mut all = bounds.to_vec();
    if least < all[0] {
        all.insert(0, least);
    }
    if greatest > all[all.len() - 1] {
        all.push(greatest);
    }
    if all.len() < 2 {
        return Err(Flaw::new("one bound makes no classes").hint("breaks = [0, 10, 100]"));
    }
    let pivot = scale.diverging.and_then(|pivot| all.iter().position(|it| *it == pivot));
    if let (Some(pivot), None) = (scale.diverging, pivot) {
        return Err(Flaw::new(format!("`diverging = {pivot}` is none of the breaks"))
            .hint("let one of the breaks be where the values turn"));
    }
    let ends = [least, greatest];
    Ok(Told::Classes { counts: counts(numbers, &all), bounds: all, pivot, ends })
}

fn counts(numbers: &[f64], bounds: &[f64]) -> Vec<usize> {
    let mut counts = vec![0; bounds.len() - 1];
    for class in numbers.iter().filter_map(|value| class_of(bounds, *value)) {
        counts[class] += 1;
    }
    counts
}

#[cfg(test)]
mod tests;
