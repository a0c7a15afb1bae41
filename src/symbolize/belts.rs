//! Legend of the belts: the waters on the map in, a table of samples out.
//! Two states stand in columns, the breadths in rows; more states than two stand in rows.

use super::element;
use crate::figure::Figure;
use crate::furniture::legend::{Entry, Key, Legend, Section};
use crate::plot::{Plotted, PlottedLayer, Sheet};
use crate::scene::{Fill, Stroke};
use crate::style::{Element, Theme};

/// As many states as a table has room for in columns.
const MOST_COLUMNS: usize = 2;

/// The paint of a belt and its outer limit.
type Paint = (Option<Fill>, Option<Stroke>);

/// The entries of the belts and of what they leave; empty if the figure has none.
pub(super) fn legend(sheet: &Sheet, figure: &Figure, theme: &Theme) -> Legend {
    let Some(options) = &figure.zones else { return Legend::default() };
    let mut entries = Vec::new();
    let belts = Belts { sheet, theme };
    let states = belts.states(&options.states);
    let breadths: Vec<f64> = options.breadths.iter().map(|breadth| breadth.0).collect();
    let note = |row: usize| options.notes.get(row).filter(|note| !note.is_empty()).cloned();
    let mut columns = Vec::new();
    if let Some(paints) = belts.shared(&states, breadths.len()) {
        for (row, paint) in paints.into_iter().enumerate() {
            entries.push(entry(vec![paint], span(&breadths, row), note(row)));
        }
    } else if states.len() <= MOST_COLUMNS {
        columns = states.iter().map(|state| belts.name(state)).collect();
        for row in 0..breadths.len() {
            let paints = states.iter().map(|state| belts.paint(state, row + 1)).collect();
            entries.push(entry(paints, span(&breadths, row), note(row)));
        }
    } else {
        for state in &states {
            let paints = (1..=breadths.len()).map(|belt| belts.paint(state, belt)).collect();
            entries.push(entry(paints, belts.name(state), None));
        }
        columns.extend((0..breadths.len()).map(|row| span(&breadths, row)));
    }
    let open = theme.style(&belts.open());
    let widest = breadths.last().copied().unwrap_or_default();
    let left = entry(
        vec![(open.area_paint(), open.line_paint())],
        format!("beyond {widest} nm"),
        note(breadths.len()),
    );
    entries.push(left);
    entries.extend(belts.median());
    Legend { columns, entries }
}

fn entry(paints: Vec<Paint>, words: String, note: Option<String>) -> Entry {
    Entry { key: Key::Areas(paints), words, note, section: Section::Waters }
}

/// `to 6 nm`, `6–12 nm`.
fn span(breadths: &[f64], row: usize) -> String {
    match row.checked_sub(1).and_then(|before| breadths.get(before)) {
        Some(inner) => format!("{inner}–{} nm", breadths[row]),
        None => format!("to {} nm", breadths[row]),
    }
}

/// The belts on a map.
struct Belts<'a> {
    sheet: &'a Sheet,
    theme: &'a Theme,
}

impl Belts<'_> {
    fn of_kind<'b>(
        &'b self,
        kind: &'b str,
    ) -> impl Iterator<Item = (&'b PlottedLayer, &'b Plotted)> {
        let layers = self.sheet.all().filter(move |layer| layer.kind == kind);
        layers.flat_map(|layer| layer.features.iter().map(move |feature| (layer, feature)))
    }

    /// The states with a belt on the map: in the order asked for, then by code.
    fn states(&self, asked: &[String]) -> Vec<String> {
        let mut states: Vec<String> = self
            .of_kind("territorial-sea")
            .filter_map(|(_, belt)| belt.text("state").map(str::to_owned))
            .collect();
        states.sort_by_key(|state| {
            (asked.iter().position(|name| name == state).unwrap_or(usize::MAX), state.clone())
        });
        states.dedup();
        states
    }

    fn name(&self, state: &str) -> String {
        self.sheet.name_of(state).to_owned()
    }

    fn paint(&self, state: &str, belt: usize) -> Paint {
        let belt = belt.to_string();
        let is_it = |it: &Plotted| {
            it.text("state") == Some(state) && it.text("belt") == Some(belt.as_str())
        };
        let style = |kind: &str| {
            let found = self.of_kind(kind).find(|(_, it)| is_it(it));
            found.map(|(layer, it)| self.theme.style(&element(layer, it)))
        };
        let fill = style("territorial-sea").and_then(|style| style.area_paint());
        (fill, style("limit").and_then(|style| style.line_paint()))
    }

    /// What is left, with the classes of the belts.
    fn open(&self) -> Element {
        let layer = self.sheet.all().find(|layer| layer.kind == "territorial-sea");
        let classes = layer.map_or_else(Vec::new, |layer| layer.classes.clone());
        Element { kind: "high-seas".into(), classes, ..Element::default() }
    }

    /// The paints of all belts if they do not tell one state from another.
    fn shared(&self, states: &[String], count: usize) -> Option<Vec<Paint>> {
        let paints = |state: &String| -> Vec<Paint> {
            (1..=count).map(|belt| self.paint(state, belt)).collect()
        };
        let first = paints(states.first()?);
        states.iter().all(|state| paints(state) == first).then_some(first)
    }

    fn median(&self) -> Option<Entry> {
        let (layer, line) = self.of_kind("median-line").next()?;
        let stroke = self.theme.style(&element(layer, line)).line_paint()?;
        let words = "median, computed".to_owned();
        let key = Key::Line(vec![stroke]);
        Some(Entry { key, words, note: None, section: Section::Boundaries })
    }
}
