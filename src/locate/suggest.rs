//! A text and what it names in, the bundled figures that it asks for out, each with the sentence that does.

use super::index::PlaceKind;
use super::words::words;
use super::{Found, Placed, markup};
use crate::error::Result;
use crate::figure::Figure;
use crate::folding::folded;

/// Words of the law of the sea, folded: English, Greek, Turkish, Russian.
const OF_THE_SEA: [&str; 34] = [
    "territorial water",
    "territorial sea",
    "nautical mile",
    "six mile",
    "twelve mile",
    "6 mile",
    "12 mile",
    "six-mile",
    "twelve-mile",
    "6-mile",
    "12-mile",
    "exclusive economic zone",
    "eez",
    "continental shelf",
    "contiguous zone",
    "high seas",
    "median line",
    "χωρικα υδατα",
    "χωρικων υδατων",
    "αιγιαλιτιδα",
    "υφαλοκρηπιδα",
    "αποκλειστικη οικονομικη",
    "ναυτικα μιλια",
    "δωδεκα μιλια",
    "εξι μιλια",
    "karasular",
    "kita sahanlig",
    "munhasir ekonomik",
    "deniz mili",
    "территориальных вод",
    "территориальные воды",
    "территориального моря",
    "морских миль",
    "континентальн",
];
/// How much of what a text names lies on a figure that is suggested, at least: of one that shows belts, of another.
const SHARES: (f64, f64) = (0.25, 0.5);
/// How many are suggested.
const MOST: usize = 5;

/// A bundled figure that a text asks for.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Suggestion {
    /// Its name.
    pub figure: String,
    /// Its title.
    pub title: String,
    /// The sentence that asks for it.
    pub sentence: String,
    /// The line that the sentence begins on, from 1.
    pub line: usize,
}

impl Suggestion {
    /// `aegean  The Aegean at 6 and 12 nautical miles  12: "In the Aegean six miles hold."`
    pub fn row(&self) -> String {
        format!("{}  {}  {}: \"{}\"", self.figure, self.title, self.line, self.sentence)
    }
}

/// The bundled figures that a text asks for, what fits it best first: those with belts where it speaks of the law of the sea,
/// others where most of what it names lies on them.
///
/// Errors: `Render` if a bundled figure is damaged.
pub fn suggestions(text: &str, found: &Found) -> Result<Vec<Suggestion>> {
    let plain = markup::plain(text);
    let of_the_sea = sentences(&plain).into_iter().find(|(sentence, _)| {
        let sentence = folded(sentence);
        OF_THE_SEA.iter().any(|word| holds(&sentence, word))
    });
    let all: usize = found.placed.iter().map(|placed| placed.count).sum();
    let mut fits: Vec<(f64, Suggestion)> = Vec::new();
    for name in Figure::names() {
        let figure = Figure::bundled(name)?;
        let Some(bounds) = figure.extent.bounds() else { continue };
        let bounds = bounds.rectangle().0;
        let states = figure.states_meant();
        let is_on = |placed: &&Placed| {
            let place = &placed.place;
            let is_state = place.kind == PlaceKind::State;
            let is_within = (bounds.min().x..=bounds.max().x).contains(&place.lon)
                && (bounds.min().y..=bounds.max().y).contains(&place.lat);
            if is_state { states.iter().any(|it| it.as_str() == place.id) } else { is_within }
        };
        let on_it: Vec<&Placed> = found.placed.iter().filter(is_on).collect();
        let mentions: usize = on_it.iter().map(|placed| placed.count).sum();
        let share = mentions as f64 / all.max(1) as f64;
        let has_belts = figure.zones.is_some();
        let (sentence, least) = match (&of_the_sea, has_belts, on_it.first()) {
            (Some((sentence, line)), true, Some(_)) => ((sentence.clone(), *line), SHARES.0),
            (_, false, Some(first)) => ((first.sentence.clone(), first.line), SHARES.1),
            _ => continue,
        };
        if share < least || (bounds.width() > 180.0 && share < 1.0) {
            continue;
        }
        // of two that show as much the closer one
        let size = libm::log(bounds.width() * bounds.height());
        let score = share + if has_belts { 0.5 } else { 0.0 } - 0.05 * size;
        let title = figure.says(&figure.title);
        let suggestion =
            Suggestion { figure: name.to_owned(), title, sentence: sentence.0, line: sentence.1 };
        fits.push((score, suggestion));
    }
    fits.sort_by(|one, other| other.0.total_cmp(&one.0));
    Ok(fits.into_iter().take(MOST).map(|(_, suggestion)| suggestion).collect())
}

/// Whether a sentence has a word, at the beginning of one of its own.
fn holds(sentence: &str, word: &str) -> bool {
    sentence.match_indices(word).any(|(at, _)| {
        sentence[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
            && (word.len() > 3
                || sentence[at + word.len()..]
                    .chars()
                    .next()
                    .is_none_or(|after| !after.is_alphanumeric()))
    })
}

/// The sentences of a text, each in one line, and the line that it begins on.
fn sentences(text: &str) -> Vec<(String, usize)> {
    let words = words(text);
    let begins: Vec<(usize, usize)> =
        words.iter().filter(|word| word.begins).map(|word| (word.at.start, word.line)).collect();
    let ends = begins.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let each = begins.iter().zip(ends);
    each.map(|((from, line), to)| {
        let words: Vec<&str> = text[*from..to].split_whitespace().collect();
        (words.join(" "), *line)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodata::Geodata;
    use crate::locate::places_of;

    fn suggested(text: &str) -> Vec<String> {
        let found = places_of(text, "a text", &Geodata::bundled()).expect("it names some");
        let all = suggestions(text, &found).expect("the bundled figures are whole");
        all.into_iter().map(|it| it.figure).collect()
    }

    #[test]
    fn belts_are_suggested_where_a_text_speaks_of_them_and_only_there() {
        let law = "Greece claims six nautical miles in the Aegean. Lesbos, Chios, Samos and Kos lie off Türkiye.";
        assert!(
            suggested(law).iter().any(|name| name.starts_with("aegean")),
            "{:?}",
            suggested(law)
        );
        let travel = "We sailed through the Aegean. Lesbos, Chios, Samos and Kos lie off Türkiye.";
        assert!(
            suggested(travel).iter().all(|name| !name.contains("nm")),
            "{:?}",
            suggested(travel)
        );
        let elsewhere = "Peru claims two hundred nautical miles. Lima, Callao and Chile know it.";
        assert_eq!(suggested(elsewhere), Vec::<String>::new());
    }

    #[test]
    fn a_suggestion_has_the_sentence_and_its_line() {
        let text = "# A sea\n\nIt rained on Rhodes.\nThe territorial sea of Greece is\nsix miles wide near Kos and Samos.\n";
        let found = places_of(text, "a text", &Geodata::bundled()).expect("it names some");
        let all = suggestions(text, &found).expect("the bundled figures are whole");
        let first = all.first().expect("one");
        assert_eq!(first.line, 4);
        assert_eq!(
            first.sentence,
            "The territorial sea of Greece is six miles wide near Kos and Samos."
        );
    }
}
