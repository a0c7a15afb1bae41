//! Belt table: the belts of the states on one map or several in, rows and columns of a legend out. How they are laid out is not
//! known before all maps of a figure are: two states stand in columns, more in rows, and what all have alike stands once.

use super::either::joined;
use super::{Key, Legend, LegendEntry};
use crate::kind::Kind;
use crate::phrases::Phrases;
use crate::scene::{Fill, Stroke};

/// As many states as a table has room for in columns.
const MOST_COLUMNS: usize = 2;

/// The paint of a belt and its outer limit.
pub(crate) type Paint = (Option<Fill>, Option<Stroke>);

/// The belts of breadths that a figure gives, by state.
#[derive(Clone, Debug)]
pub(crate) struct BeltTable {
    /// Each belt, the narrowest first.
    pub belts: Vec<Belt>,
    /// The states on the maps, in the figure's order.
    pub states: Vec<StateBelts>,
    /// How many states the figure asks for.
    pub asked: usize,
    /// What lies beyond the belts.
    pub open: LegendEntry,
}

/// A belt of all states.
#[derive(Clone, Debug)]
pub(crate) struct Belt {
    /// `6–12 nm`.
    pub span: String,
    /// `12 nm`: its outer limit.
    pub limit: String,
    /// What the figure says of it.
    pub note: Option<String>,
}

/// The belts of a state.
#[derive(Clone, Debug)]
pub(crate) struct StateBelts {
    /// Its place in the figure's order, and its code.
    pub order: (usize, String),
    /// Its name.
    pub name: String,
    /// The paint of each of its belts.
    pub paints: Vec<Paint>,
}

impl BeltTable {
    /// Takes up what another map of the sheet shows: its states, and other breadths of the same paints.
    pub(super) fn join(&mut self, other: BeltTable, phrases: Phrases) {
        for state in other.states {
            match self.states.iter_mut().find(|it| it.order == state.order) {
                None => self.states.push(state),
                Some(known) if known.paints.len() < state.paints.len() => *known = state,
                Some(_) => {}
            }
        }
        self.states.sort_by(|a, b| a.order.cmp(&b.order));
        for (number, belt) in other.belts.into_iter().enumerate() {
            let Some(known) = self.belts.get_mut(number) else {
                self.belts.push(belt);
                continue;
            };
            for (known, words) in [(&mut known.span, belt.span), (&mut known.limit, belt.limit)] {
                if *known != words {
                    *known = joined(known, &words, phrases);
                }
            }
            known.note = known.note.take().or(belt.note);
        }
        if self.open.words != other.open.words {
            self.open.words = joined(&self.open.words, &other.open.words, phrases);
        }
        self.open.note = self.open.note.take().or(other.open.note);
    }

    /// The rows, and the heads of their columns.
    fn laid_out(self) -> (Vec<String>, Vec<LegendEntry>) {
        // the only one of several states on the maps is named
        let is_one_of_many = self.states.len() == 1 && self.asked > 1;
        let shared = self.shared().filter(|_| !is_one_of_many);
        if let Some(strokes) = shared.as_ref().and_then(|paints| lines_alone(paints)) {
            // what lies beyond lines alone looks like the rest of the water
            return (Vec::new(), limits(strokes, self.belts));
        }
        let (mut entries, mut columns) = (Vec::new(), Vec::new());
        if let Some(paints) = shared {
            let rows = paints.into_iter().zip(self.belts);
            entries.extend(rows.map(|(paint, belt)| entry(vec![paint], belt.span, belt.note)));
        } else if self.states.len() <= MOST_COLUMNS && !is_one_of_many {
            columns = self.states.iter().map(|state| state.name.clone()).collect();
            for (number, belt) in self.belts.into_iter().enumerate() {
                let of_belt = self.states.iter().map(|it| it.paints.get(number).cloned());
                let paints = of_belt.map(Option::unwrap_or_default).collect();
                entries.push(entry(paints, belt.span, belt.note));
            }
        } else {
            entries.extend(self.states.into_iter().map(|it| entry(it.paints, it.name, None)));
            columns.extend(self.belts.into_iter().map(|belt| belt.span));
        }
        entries.push(self.open);
        (columns, entries)
    }

    /// The paints of all belts if they do not tell one state from another.
    fn shared(&self) -> Option<Vec<Paint>> {
        let first = &self.states.first()?.paints;
        self.states.iter().all(|it| it.paints == *first).then(|| first.clone())
    }
}

impl Legend {
    /// The same with its belts in rows and columns: of all maps that it speaks of.
    pub(crate) fn laid_out(&self) -> Legend {
        let mut laid = self.clone();
        if let Some(belts) = laid.belts.take() {
            let (columns, mut entries) = belts.laid_out();
            entries.append(&mut laid.entries);
            laid = Legend { columns, entries, ..laid };
        }
        laid
    }
}

/// A row of samples of belts.
pub(crate) fn entry(paints: Vec<Paint>, words: String, note: Option<String>) -> LegendEntry {
    LegendEntry { key: Key::Areas(paints), words, note, section: Kind::TerritorialSea.section() }
}

/// The limits of belts that a theme leaves unfilled; none if any is filled.
fn lines_alone(paints: &[Paint]) -> Option<Vec<Stroke>> {
    paints.iter().map(|(fill, stroke)| stroke.clone().filter(|_| fill.is_none())).collect()
}

/// A line for the limit of each belt.
fn limits(strokes: Vec<Stroke>, belts: Vec<Belt>) -> Vec<LegendEntry> {
    let rows = strokes.into_iter().zip(belts);
    rows.map(|(stroke, belt)| LegendEntry {
        key: Key::Line(vec![stroke]),
        words: belt.limit,
        note: belt.note,
        section: Kind::Limit.section(),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Colour;

    fn paint(grey: u8) -> Paint {
        (Some(Fill::plain(Colour { red: grey, green: grey, blue: grey })), None)
    }

    /// A map of these states, each of a grey of its own, with these belts.
    fn table(states: &[u8], spans: &[&str]) -> Legend {
        let belt = |span: &&str| Belt { span: (*span).into(), limit: (*span).into(), note: None };
        let state = |state: &u8| StateBelts {
            order: (usize::from(*state), state.to_string()),
            name: format!("State {state}"),
            paints: (0..spans.len() as u8).map(|belt| paint(10 * state + belt)).collect(),
        };
        Legend {
            belts: Some(BeltTable {
                belts: spans.iter().map(belt).collect(),
                states: states.iter().map(state).collect(),
                asked: 4,
                open: entry(vec![paint(250)], format!("beyond {}", spans[spans.len() - 1]), None),
            }),
            ..Legend::default()
        }
    }

    /// The heads of a legend of two maps, and its words with the count of samples before them.
    fn told(first: Legend, second: Legend) -> (Vec<String>, Vec<String>) {
        let mut legend = first;
        legend.join(second, Phrases::of("en"));
        let Legend { columns, entries, .. } = legend.laid_out();
        let samples = |entry: &LegendEntry| match &entry.key {
            Key::Areas(paints) => paints.len(),
            _ => 0,
        };
        let words = entries.iter().map(|it| format!("{} {}", samples(it), it.words)).collect();
        (columns, words)
    }

    #[test]
    fn the_states_of_all_maps_are_named_whichever_comes_first() {
        let (one, two) = (|| table(&[1], &["to 6", "6–12"]), || table(&[1, 2], &["to 6", "6–12"]));
        for (first, second) in [(one(), two()), (two(), one())] {
            let (columns, words) = told(first, second);
            assert_eq!(columns, ["State 1", "State 2"]);
            assert_eq!(words, ["2 to 6", "2 6–12", "1 beyond 6–12"]);
        }
        let (columns, words) = told(table(&[3], &["to 6"]), two());
        assert_eq!(columns, ["to 6", "6–12"]);
        assert_eq!(words[..3], ["2 State 1", "2 State 2", "1 State 3"]);
    }

    #[test]
    fn breadths_that_differ_from_map_to_map_are_both_said() {
        let (columns, words) = told(
            table(&[1, 2, 3], &["to 3 nm", "3–6 nm"]),
            table(&[1, 2, 3], &["to 12 nm", "12–24 nm"]),
        );
        assert_eq!(columns, ["to 3 or 12 nm", "3–6 or 12–24 nm"]);
        assert_eq!(words[3], "1 beyond 3–6 or 12–24 nm");
    }
}
