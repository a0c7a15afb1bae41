//! The legends of several maps on one sheet in, one legend out.

use super::{Key, Legend, LegendEntry};

impl Legend {
    /// With what insets have to explain that the map itself does not: no paint twice.
    pub(crate) fn with_insets(mut self, insets: &[Legend]) -> Legend {
        if self.own_heads.is_empty() {
            self.own_heads = insets.iter().flat_map(|inset| inset.own_heads.clone()).collect();
        }
        for entry in insets.iter().flat_map(|inset| &inset.entries) {
            if !self.entries.iter().any(|known| explains(known, entry)) {
                self.entries.push(entry.clone());
            }
        }
        self
    }

    /// Adds what another map of the sheet says: words of one paint stand in one row, `to 6 nm, to 12 nm`.
    pub(crate) fn join(&mut self, other: Legend) {
        if self.columns.is_empty() {
            self.columns = other.columns;
        }
        self.head = self.head.take().or(other.head);
        if self.own_heads.is_empty() {
            self.own_heads = other.own_heads;
        }
        // the order of both is kept: what is new follows what stands before it
        let mut after = 0;
        for entry in other.entries {
            let same = self.entries.iter().position(|known| is_one_paint(known, &entry));
            let Some(number) = same else {
                self.entries.insert(after, entry);
                after += 1;
                continue;
            };
            let known = &mut self.entries[number];
            if known.words != entry.words {
                known.words = joined(&known.words, &entry.words);
            }
            known.note = known.note.take().or(entry.note);
            after = number + 1;
        }
    }
}

/// Two phrases that differ in one word as one: `to 6 nm`, `to 12 nm` → `to 6 or 12 nm`.
fn joined(one: &str, other: &str) -> String {
    let (ones, others): (Vec<&str>, Vec<&str>) =
        (one.split(' ').collect(), other.split(' ').collect());
    let mut differ = ones.iter().zip(&others).enumerate().filter(|(_, (a, b))| a != b);
    match (differ.next(), differ.next()) {
        (Some((place, (_, word))), None) if ones.len() == others.len() => {
            let mut words = ones.clone();
            words.splice(place + 1..place + 1, ["or", word]);
            words.join(" ")
        }
        _ => format!("{one}, {other}"),
    }
}

fn is_one_paint(one: &LegendEntry, other: &LegendEntry) -> bool {
    match (&one.key, &other.key) {
        (Key::Areas(one), Key::Areas(other)) => one == other,
        _ => one.words == other.words,
    }
}

/// Whether an entry says what another's paint is.
fn explains(known: &LegendEntry, other: &LegendEntry) -> bool {
    match (&known.key, &other.key) {
        // an edge alone does not tell two areas apart
        (Key::Areas(known), Key::Areas(others)) => {
            others.iter().all(|(fill, _)| known.iter().any(|(other, _)| other == fill))
        }
        _ => known.words == other.words,
    }
}
