//! The legends of several maps on one sheet in, one legend out.

use super::either::joined;
use super::{BeltTable, Key, Legend, LegendEntry};
use crate::kind::Section;
use crate::phrases::Phrases;

impl Legend {
    /// With what insets have to explain that the map itself does not: no paint twice.
    pub(crate) fn with_insets(mut self, insets: &[Legend], phrases: Phrases) -> Legend {
        for inset in insets {
            self.join_belts(inset.belts.clone(), phrases);
            let sections = self.take_heads(&inset.own_heads);
            for entry in &inset.entries {
                let entry = under(entry.clone(), &sections);
                if !self.entries.iter().any(|known| explains(known, &entry)) {
                    self.entries.push(entry);
                }
            }
        }
        self
    }

    fn join_belts(&mut self, others: Option<BeltTable>, phrases: Phrases) {
        match (&mut self.belts, others) {
            (Some(known), Some(others)) => known.join(others, phrases),
            (known, others) => *known = known.take().or(others),
        }
    }

    /// Takes up the heads of layers of values that another legend has and this one has not; gives the number of each here.
    fn take_heads(&mut self, others: &[String]) -> Vec<usize> {
        let mut taken: Vec<usize> = Vec::new();
        for head in others {
            // two layers may have one head: the second is the second here too
            let mut same = (0..self.own_heads.len()).filter(|own| self.own_heads[*own] == *head);
            let number = same.find(|own| !taken.contains(own)).unwrap_or(self.own_heads.len());
            if number == self.own_heads.len() {
                self.own_heads.push(head.clone());
            }
            taken.push(number);
        }
        taken
    }

    /// Adds what another map of the sheet says: words of one paint stand in one row, `to 6 nm, to 12 nm`.
    pub(crate) fn join(&mut self, other: Legend, phrases: Phrases) {
        self.join_belts(other.belts, phrases);
        self.head = self.head.take().or(other.head);
        let sections = self.take_heads(&other.own_heads);
        // the order of both is kept: what is new follows what stands before it
        let mut after = 0;
        for entry in other.entries {
            let entry = under(entry, &sections);
            let same = self.entries.iter().position(|known| is_one_paint(known, &entry));
            let Some(number) = same else {
                self.entries.insert(after, entry);
                after += 1;
                continue;
            };
            let known = &mut self.entries[number];
            if known.words != entry.words {
                known.words = joined(&known.words, &entry.words, phrases);
            }
            known.note = known.note.take().or(entry.note);
            after = number + 1;
        }
    }
}

/// An entry of another legend under the head that it has here.
fn under(entry: LegendEntry, sections: &[usize]) -> LegendEntry {
    let section = match entry.section {
        Section::Values(number) => Section::Values(sections.get(number).copied().unwrap_or(number)),
        section => section,
    };
    LegendEntry { section, ..entry }
}

/// Whether both say the same of a layer of values; none of what is of no such layer.
fn is_one_value(one: &LegendEntry, other: &LegendEntry) -> Option<bool> {
    let both = [one.section, other.section].map(|it| matches!(it, Section::Values(_)));
    // values of a layer have one scale on all maps of a figure
    (both == [true; 2]).then(|| one.section == other.section && one.words == other.words)
}

fn is_one_paint(one: &LegendEntry, other: &LegendEntry) -> bool {
    if let Some(is_one) = is_one_value(one, other) {
        return is_one;
    }
    match (&one.key, &other.key) {
        (Key::Areas(one), Key::Areas(other)) => one == other,
        _ => one.words == other.words,
    }
}

/// Whether an entry says what another's paint is.
fn explains(known: &LegendEntry, other: &LegendEntry) -> bool {
    if let Some(is_one) = is_one_value(known, other) {
        return is_one;
    }
    match (&known.key, &other.key) {
        // an edge alone does not tell two areas apart
        (Key::Areas(known), Key::Areas(others)) => {
            others.iter().all(|(fill, _)| known.iter().any(|(other, _)| other == fill))
        }
        _ => known.words == other.words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn legend(head: &str, word: &str) -> Legend {
        let entry = LegendEntry {
            key: Key::Symbol(Vec::new()),
            words: word.to_owned(),
            note: None,
            section: Section::Values(0),
        };
        Legend { entries: [entry].into(), own_heads: [head.to_owned()].into(), ..Legend::default() }
    }

    #[test]
    fn values_that_an_inset_alone_shows_stand_under_their_own_head() {
        let insets = [legend("Ports", "large"), legend("People", "few")];
        let joined = legend("People", "few").with_insets(&insets, Phrases::of("en"));
        assert_eq!(joined.own_heads, ["People", "Ports"]);
        let entries: Vec<(&str, Section)> =
            joined.entries.iter().map(|entry| (entry.words.as_str(), entry.section)).collect();
        assert_eq!(entries, [("few", Section::Values(0)), ("large", Section::Values(1))]);
    }
}
