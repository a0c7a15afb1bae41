//! Categories: the words of a layer in, how each looks out; of more words than can be told apart the rarest are one: other.

use crate::classes::{By, Classed, Colours, Told, categorical, sequential};
use crate::error::Warning;
use crate::figure::Figure;
use crate::plot::PlottedMap;
use crate::scene::Colour;
use crate::style::Theme;

/// How often a colour is used: plain, then by points, hatches and dashes of two other kinds.
pub(super) const ROUNDS: usize = 3;
/// Okabe and Ito's seven, and a grey.
const HUES: usize = 8;
/// Greys of a theme without hues.
const GREYS: usize = 4;

/// How a class looks: its colour, and a round of the same colours told apart by shape.
pub(super) struct Look {
    pub(super) colour: Colour,
    pub(super) round: usize,
}

/// How many words look each unlike all others; none where each has a look of its own, however many there are.
pub(super) fn looks(classed: &Classed, theme: &Theme) -> Option<usize> {
    match &classed.values.scale.colours {
        Some(Colours::ByWord(_) | Colours::Ramp(_)) => None,
        Some(Colours::List(list)) => Some(ROUNDS * list.len()),
        None if is_grey(theme) => Some(ROUNDS * GREYS),
        None => Some(ROUNDS * HUES),
    }
}

fn is_grey(theme: &Theme) -> bool {
    theme.variable("--categories").map(str::trim) == Some("greys")
}

/// How a category looks; none of what is other.
pub(super) fn category(classed: &Classed, number: usize, theme: &Theme) -> Option<Look> {
    let Told::Categories(words) = &classed.told else { return None };
    if looks(classed, theme).is_some_and(|looks| number >= looks) {
        return None;
    }
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
        None if is_grey(theme) => {
            let grey = sequential("greys", GREYS, true)[number % GREYS];
            Some(Look { colour: grey, round: number / GREYS })
        }
        None => {
            let (colour, round) = categorical(number);
            Some(Look { colour, round })
        }
    }
}

/// That layers have more words than can be told apart.
pub(crate) fn alike(map: &PlottedMap, figure: &Figure, theme: &Theme) -> Vec<Warning> {
    let alike = map.layers.iter().filter_map(|layer| {
        let (classed, key) = (layer.classed.as_ref()?, layer.key.as_ref()?);
        let Told::Categories(words) = &classed.told else { return None };
        let looks = looks(classed, theme).filter(|_| classed.by == By::Fill)?;
        let (all, attribute) = (words.len(), &classed.values.attribute);
        let others = all.checked_sub(looks).filter(|others| *others > 0)?;
        let message = format!(
            "{all} words of `{attribute}` cannot be told apart: {looks} have a look of their own, the rarest {others} are drawn as `other`"
        );
        let warning = Warning::new(message)
            .hint("put them into fewer words, or name those that count: colours = { word = \"#0072b2\" }");
        let place = figure.place_of(&[&format!("{key}.value")]);
        Some(place.into_iter().fold(warning, Warning::at))
    });
    alike.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classes::Values;

    #[test]
    fn no_two_words_look_alike_but_those_that_are_other() {
        let words = (0..30).map(|number| (format!("word {number}"), 1)).collect();
        let (told, values) = (Told::Categories(words), Values::default());
        let classed = Classed { values, by: By::Fill, told, missing: 0 };
        for (name, count) in [("atlas", ROUNDS * HUES), ("mono", ROUNDS * GREYS)] {
            let theme = Theme::stacked([name]).expect("it is bundled");
            let looks = (0..30).filter_map(|number| category(&classed, number, &theme));
            let looks: Vec<Look> = looks.collect();
            assert_eq!(looks.len(), count, "{name}");
            for (number, look) in looks.iter().enumerate() {
                let is_same = |it: &Look| it.colour == look.colour && it.round == look.round;
                assert!(!looks[..number].iter().any(is_same), "{name}: {number}");
            }
        }
    }
}
