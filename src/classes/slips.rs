//! Slips: values of which nearly all are numbers in; the same without the words among them out.

use super::{Colours, Reading, Scale};

/// What tables write where they have no number.
const NO_DATA: [&str; 31] = [
    "-", "–", "—", "\u{2212}", ".", "..", "...", "…", ":", "?", "*", "na", "n/a", "n.a.", "n.d.",
    "null", "none", "nil", "nan", "nd", "no data", "nodata", "missing", "unknown",
    // what spreadsheets write where a formula has no value
    "#n/a", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!",
];

/// One word in so many values is a slip among numbers, and makes no categories of them.
const ONE_IN: usize = 10;

/// Words among numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slips {
    /// How many there are.
    pub count: usize,
    /// Of how many values.
    pub of: usize,
    /// The first.
    pub first: String,
}

/// Takes words out that stand for no data among numbers, or are so few among them that they are slips; none where values are
/// categories.
pub(crate) fn without_slips(readings: &mut [Reading], scale: &Scale) -> Option<Slips> {
    if matches!(scale.colours, Some(Colours::ByWord(_))) {
        return None;
    }
    let numbers = readings.iter().filter(|it| matches!(it, Reading::Number(_))).count();
    let words = readings.iter().filter_map(|it| match it {
        Reading::Word(word) => Some(word.as_str()),
        _ => None,
    });
    let words: Vec<&str> = words.collect();
    let first = (*words.first()?).to_owned();
    let others =
        words.iter().filter(|word| !NO_DATA.contains(&word.to_lowercase().as_str())).count();
    if numbers == 0 || others * ONE_IN > numbers + others {
        return None;
    }
    let (count, of) = (words.len(), words.len() + numbers);
    for found in readings.iter_mut().filter(|it| matches!(it, Reading::Word(_))) {
        *found = Reading::Missing;
    }
    Some(Slips { count, of, first })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings(words: &[&str]) -> Vec<Reading> {
        let read = |word: &&str| {
            word.parse().map_or_else(|_| Reading::Word((*word).to_owned()), Reading::Number)
        };
        words.iter().map(read).collect()
    }

    #[test]
    fn a_word_among_numbers_is_no_value_and_half_of_them_are_categories() {
        let mut few = readings(&["1", "n/a", "-", "4"]);
        let slips =
            without_slips(&mut few, &Scale::default()).expect("both say that there is none");
        assert_eq!(slips, Slips { count: 2, of: 4, first: "n/a".to_owned() });
        assert_eq!(few[1..3], [Reading::Missing, Reading::Missing]);
        let mut many = readings(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "port"]);
        assert!(without_slips(&mut many, &Scale::default()).is_some());
        let mut half = readings(&["1", "port", "base", "4"]);
        assert_eq!(without_slips(&mut half, &Scale::default()), None);
        assert_eq!(half, readings(&["1", "port", "base", "4"]));
        let mut words = readings(&["port", "-"]);
        assert_eq!(without_slips(&mut words, &Scale::default()), None);
    }
}
