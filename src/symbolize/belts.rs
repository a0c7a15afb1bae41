//! Legend of the belts: the waters on the map in, a table of samples out.
//! Of what states claim each state stands in a row, with the breadths that it claims in the waters drawn.

use super::element;
use crate::figure::{Figure, ZonesOptions};
use crate::furniture::legend::{
    Belt, BeltTable, Key, Legend, LegendEntry, Paint, StateBelts, entry,
};
use crate::kind::Kind;
use crate::phrases::{Phrases, capitalised};
use crate::plot::{Plotted, PlottedLayer, PlottedMap};
use crate::state::StateCode;
use crate::style::{Element, Theme};

/// The entries of the belts and of what they leave; empty if the figure has none.
pub(super) fn legend(map: &PlottedMap, figure: &Figure, theme: &Theme) -> Legend {
    let Some(options) = &figure.zones else { return Legend::default() };
    let belts = Belts { map, theme, phrases: figure.phrases() };
    // the notes of a figure are on its own breadths, not on those of a what-if
    let notes: Vec<String> = match options.scenario {
        true => Vec::new(),
        false => options.notes.iter().map(|note| figure.says(note)).collect(),
    };
    match (options.breadths.is_empty(), options.own_breadths.is_empty()) {
        (true, true) => belts.claimed(&options.states, figure.is_one_of_several_maps()),
        (false, true) => belts.given(options, &notes),
        (_, false) => belts.mixed(&options.states),
    }
}

/// What a belt says of itself on the map: how broad it is, and whose where a legend would tell states apart.
pub(crate) fn belt_words(map: &PlottedMap, figure: &Figure, belt: &Plotted) -> Option<String> {
    let options = figure.zones.as_ref()?;
    let breadth = breadths_in_words(vec![belt.text("breadth")?.parse().ok()?], figure.phrases());
    let is_of_all = !options.breadths.is_empty() && options.own_breadths.is_empty();
    Some(match is_of_all {
        true => breadth,
        false => format!("{}, {breadth}", map.name_of(belt.text("state")?)),
    })
    // in one line, as a belt is
    .map(|words| words.replace(' ', "\u{a0}"))
}

/// Computed medians, if any is drawn.
pub(super) fn median(map: &PlottedMap, theme: &Theme, phrases: Phrases) -> Option<LegendEntry> {
    let belts = Belts { map, theme, phrases };
    let (layer, line) = belts.of_kind(Kind::MedianLine).next()?;
    let stroke = theme.style(&element(layer, line, theme)).line_paint()?;
    let words = phrases.say("median, computed");
    Some(LegendEntry {
        key: Key::Line(vec![stroke]),
        words,
        note: None,
        section: layer.kind.section(),
    })
}

/// `to 6 nm`, `6–12 nm`.
fn span(breadths: &[f64], row: usize, phrases: Phrases) -> String {
    let number = |breadth: f64| phrases.number(&breadth.to_string());
    let outer = number(breadths[row]);
    match row.checked_sub(1).and_then(|before| breadths.get(before)) {
        Some(inner) => {
            let inner = number(*inner);
            phrases.fill("{inner}–{outer} nm", &[("inner", &inner), ("outer", &outer)])
        }
        None => phrases.fill("to {breadth} nm", &[("breadth", &outer)]),
    }
}

/// What lies beyond the widest of the zones that states claim.
fn beyond(zone: &str, phrases: Phrases) -> String {
    phrases.say(match zone {
        "territorial-sea" => "beyond the territorial sea",
        "contiguous-zone" => "beyond the contiguous zone",
        "exclusive-economic-zone" => "beyond the exclusive economic zone",
        "continental-shelf" => "beyond the continental shelf",
        _ => "beyond these belts",
    })
}

/// `territorial sea` for `territorial-sea`.
fn in_words(zone: &str, phrases: Phrases) -> String {
    phrases.say(&zone.replace('-', " "))
}

/// `6 nm`, `6 and 12 nm`, the narrowest first.
fn breadths_in_words(mut breadths: Vec<f64>, phrases: Phrases) -> String {
    breadths.sort_by(f64::total_cmp);
    breadths.dedup();
    let words: Vec<String> =
        breadths.iter().map(|breadth| phrases.number(&breadth.to_string())).collect();
    match words.is_empty() {
        true => String::new(),
        false => phrases.fill("{breadth} nm", &[("breadth", &phrases.list(&words))]),
    }
}

/// The belts on a map.
struct Belts<'a> {
    map: &'a PlottedMap,
    theme: &'a Theme,
    phrases: Phrases,
}

impl Belts<'_> {
    /// The belts of breadths that the figure gives.
    fn given(&self, options: &ZonesOptions, notes: &[String]) -> Legend {
        let breadths: Vec<f64> = options.breadths.iter().map(|breadth| breadth.0).collect();
        let note = |number: usize| notes.get(number).filter(|note| !note.is_empty()).cloned();
        let belt = |(number, breadth): (usize, &f64)| Belt {
            span: span(&breadths, number, self.phrases),
            limit: breadths_in_words(vec![*breadth], self.phrases),
            note: note(number),
        };
        let state = |state: &String| StateBelts {
            order: (self.place(state, &options.states), state.clone()),
            name: self.name(state),
            paints: (1..=breadths.len()).map(|belt| self.paint(state, belt)).collect(),
        };
        let widest = breadths.last().copied().unwrap_or_default();
        let widest = self.phrases.number(&widest.to_string());
        let left = self.phrases.fill("beyond {breadth} nm", &[("breadth", &widest)]);
        let belts = BeltTable {
            belts: breadths.iter().enumerate().map(belt).collect(),
            states: self.states(&options.states).iter().map(state).collect(),
            asked: options.states.len(),
            open: entry(vec![self.open()], left, note(breadths.len())),
        };
        Legend { belts: Some(belts), ..Legend::default() }
    }

    /// The rows of states of which each has so many belts; those whose belts bear their words on the map share one, or have
    /// none where `is_told` what they are.
    fn rows(&self, states: &[String], count: usize, zones: &str) -> Vec<LegendEntry> {
        let (worded, others): (Vec<&String>, Vec<&String>) =
            states.iter().partition(|state| self.is_worded(state));
        let paints: Vec<Paint> = worded.iter().map(|state| self.paint(state, 1)).collect();
        let shared = (!paints.is_empty()).then(|| entry(paints, zones.to_owned(), None));
        shared.into_iter().chain(others.into_iter().map(|state| self.row(state, count))).collect()
    }

    /// Whether all belts of a state on the map say whose they are, and how broad.
    fn is_worded(&self, state: &str) -> bool {
        let belts = self.of_kind(Kind::TerritorialSea);
        let mut own = belts.filter(|(_, belt)| belt.text("state") == Some(state));
        own.all(|(_, belt)| self.map.worded_belts.contains(&belt.id))
    }

    /// The zones that states claim: a row a state, and the breadths of each.
    fn claimed(&self, asked: &[StateCode], is_one_of_several: bool) -> Legend {
        let (states, zones) = (self.states(asked), self.zones());
        let Some(widest) = zones.last() else { return Legend::default() };
        let words: Vec<String> = zones.iter().map(|zone| in_words(zone, self.phrases)).collect();
        let mut entries = Vec::new();
        let mut head = None;
        // the only state of a map is named where other maps of the figure may have others
        let names_one = is_one_of_several && states.len() == 1 && asked.len() != 1;
        if let Some(paints) = self.shared(&states, zones.len()).filter(|_| !names_one) {
            let rows = paints.into_iter().zip(&words);
            entries.extend(rows.map(|(paint, zone)| entry(vec![paint], zone.clone(), None)));
        } else {
            let list = words.join(", ");
            let claimed =
                |zones: &str| self.phrases.fill("{zones}, as claimed", &[("zones", zones)]);
            head = Some(claimed(&capitalised(&list)));
            let is_all_worded = states.iter().all(|state| self.is_worded(state));
            let told = match is_all_worded {
                true => claimed(&list),
                false => self.phrases.say("named on the map"),
            };
            head = head.filter(|_| !is_all_worded);
            entries.extend(self.rows(&states, zones.len(), &told));
        }
        entries.push(entry(vec![self.open()], beyond(widest, self.phrases), None));
        Legend { head, entries, ..Legend::default() }
    }

    /// Belts of which single states have a breadth of their own: a row a state.
    fn mixed(&self, asked: &[StateCode]) -> Legend {
        let states = self.states(asked);
        let belts =
            self.of_kind(Kind::TerritorialSea).filter_map(|(_, it)| it.text("belt")?.parse().ok());
        let count = belts.max().unwrap_or(1);
        let told = self.phrases.say("named on the map");
        let mut entries = self.rows(&states, count, &told);
        entries.push(entry(vec![self.open()], self.phrases.say("beyond these belts"), None));
        Legend { entries, ..Legend::default() }
    }

    /// A state, its belts side by side, and their breadths.
    fn row(&self, state: &str, count: usize) -> LegendEntry {
        let mut known: Vec<String> = Vec::new();
        // a belt as broad as a narrower one lies wholly under it
        let is_seen = |belt: &usize| match self.breadth(state, *belt) {
            Some(breadth) if !known.contains(&breadth) => {
                known.push(breadth);
                true
            }
            _ => false,
        };
        let paints = (1..=count).filter(is_seen).map(|belt| self.paint(state, belt)).collect();
        let breadths = breadths_in_words(self.breadths(state), self.phrases);
        entry(paints, format!("{}, {breadths}", self.name(state)), None)
    }

    /// The zones of the law on the map, the narrowest first.
    fn zones(&self) -> Vec<String> {
        let belts = self.of_kind(Kind::TerritorialSea);
        let mut zones: Vec<(String, String)> = belts
            .filter_map(|(_, it)| Some((it.text("belt")?.to_owned(), it.text("zone")?.to_owned())))
            .collect();
        zones.sort();
        zones.dedup();
        zones.into_iter().map(|(_, zone)| zone).collect()
    }

    /// How broad a belt of a state on the map is.
    fn breadth(&self, state: &str, belt: usize) -> Option<String> {
        let belt = belt.to_string();
        let mut belts = self.of_kind(Kind::TerritorialSea);
        let own = belts.find(|(_, it)| {
            it.text("state") == Some(state) && it.text("belt") == Some(belt.as_str())
        });
        own.and_then(|(_, it)| it.text("breadth")).map(str::to_owned)
    }

    /// The breadths of a state's belts on the map.
    fn breadths(&self, state: &str) -> Vec<f64> {
        let belts = self.of_kind(Kind::TerritorialSea);
        let own = belts.filter(|(_, belt)| belt.text("state") == Some(state));
        own.filter_map(|(_, belt)| belt.text("breadth")?.parse().ok()).collect()
    }

    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (&PlottedLayer, &Plotted)> {
        let layers = self.map.all().filter(move |layer| layer.kind == kind);
        layers.flat_map(|layer| layer.features.iter().map(move |feature| (layer, feature)))
    }

    /// The place of a state in the order asked for.
    fn place(&self, state: &str, asked: &[StateCode]) -> usize {
        asked.iter().position(|code| code.means(state)).unwrap_or(usize::MAX)
    }

    /// The states with a belt on the map: in the order asked for, then by code.
    fn states(&self, asked: &[StateCode]) -> Vec<String> {
        let mut states: Vec<String> = self
            .of_kind(Kind::TerritorialSea)
            .filter_map(|(_, belt)| belt.text("state").map(str::to_owned))
            .collect();
        states.sort_by_key(|state| (self.place(state, asked), state.clone()));
        states.dedup();
        states
    }

    fn name(&self, state: &str) -> String {
        self.map.name_of(state).to_owned()
    }

    fn paint(&self, state: &str, belt: usize) -> Paint {
        let belt = belt.to_string();
        let is_it = |it: &Plotted| {
            it.text("state") == Some(state) && it.text("belt") == Some(belt.as_str())
        };
        let style = |kind: Kind| {
            let found = self.of_kind(kind).find(|(_, it)| is_it(it));
            found.map(|(layer, it)| self.theme.style(&element(layer, it, self.theme)))
        };
        let fill = style(Kind::TerritorialSea).and_then(|style| style.area_paint());
        (fill, style(Kind::Limit).and_then(|style| style.line_paint()))
    }

    /// What is left, with the classes of the belts.
    fn open(&self) -> Paint {
        let layer = self.map.all().find(|layer| layer.kind == Kind::TerritorialSea);
        let classes = layer.map_or_else(Vec::new, |layer| layer.classes.clone());
        let open = Element { classes, ..Element::of(Kind::HighSeas) };
        let style = self.theme.style(&open);
        (style.area_paint(), style.line_paint())
    }

    /// The paints of all belts if they do not tell one state from another.
    fn shared(&self, states: &[String], count: usize) -> Option<Vec<Paint>> {
        let paints = |state: &String| -> Vec<Paint> {
            (1..=count).map(|belt| self.paint(state, belt)).collect()
        };
        let first = paints(states.first()?);
        states.iter().all(|state| paints(state) == first).then_some(first)
    }
}
