//! Bars of shares: who has how much of a sea, and a theme, in; the blocks of a strip in the paint of the belts out.

use crate::figure::{self, Figure};

use crate::furniture::shares::{Bar, Bars, FilledFrom, Holder};
use crate::kind::Kind;
use crate::phrases::{Phrases, group_digits};
use crate::plot::PlottedMap;
use crate::scene::Fill;
use crate::shares::{Share, Shares};
use crate::style::{Element, Theme};

/// The strip of a figure's shares.
pub(crate) fn bars(shares: &Shares, figure: &Figure, map: &PlottedMap, theme: &Theme) -> Bars {
    let phrases = figure.phrases();
    let classes = figure.zones.as_ref().map_or("", |zones| zones.class.as_str());
    let painter = Painter { classes, theme, phrases };
    let holders = order(shares);
    let bar = |number: usize| {
        let part = |&(share, filled_from): &(&Share, FilledFrom)| {
            painter.holder(shares, number, share, filled_from)
        };
        let holders = holders.iter().map(part).collect();
        let set = &shares.sets[number];
        Bar { words: set.said(phrases), is_breadth: set.breadth.is_some(), holders }
    };
    let first = match figure.furniture.shares {
        figure::Shares::Widest => shares.sets.len().saturating_sub(1),
        _ => 0,
    };
    let is_dotted = map.all().any(|it| it.kind == Kind::SeaLimit && !it.features.is_empty());
    let area = three_figures(shares.square_kilometres);
    let values = [("area", area.as_str()), ("outline", &shares.outline)];
    let whole = match is_dotted {
        true => phrases
            .fill("of {area}\u{a0}km² within the dotted limit ({outline}) and the coasts", &values),
        false => {
            phrases.fill("of {area}\u{a0}km² within its limits ({outline}) and the coasts", &values)
        }
    };
    let whole = match figure.shows_part_of_its_sea() {
        true => phrases.fill("{whole}; the map shows part of it", &[("whole", &whole)]),
        false => whole,
    };
    Bars {
        head: phrases.fill("Share of the {sea}, %", &[("sea", &shares.sea)]),
        whole,
        bars: (first..shares.sets.len()).map(bar).collect(),
    }
}

/// From left to right: the states in their order, the high seas before the last of two or more.
fn order(shares: &Shares) -> Vec<(&Share, FilledFrom)> {
    let Some(widest) = shares.sets.last() else { return Vec::new() };
    // a state may have waters at the widest breadth only
    let (states, open): (Vec<&Share>, Vec<&Share>) =
        widest.shares.iter().partition(|share| share.state.is_some());
    let open = open.into_iter().map(|share| (share, FilledFrom::Middle));
    match states.split_last() {
        Some((last, most @ [_, ..])) => {
            let left = most.iter().map(|share| (*share, FilledFrom::Left));
            left.chain(open).chain([(*last, FilledFrom::Right)]).collect()
        }
        _ => states.iter().map(|share| (*share, FilledFrom::Left)).chain(open).collect(),
    }
}

struct Painter<'a> {
    classes: &'a str,
    theme: &'a Theme,
    phrases: Phrases,
}

impl Painter<'_> {
    /// A holder's part of the bar of this number.
    fn holder(
        &self,
        shares: &Shares,
        number: usize,
        share: &Share,
        filled_from: FilledFrom,
    ) -> Holder {
        let state = share.state.as_deref();
        let percents: Vec<f64> =
            shares.sets[..=number].iter().map(|set| set.percent(state)).collect();
        let percent = percents[number];
        let before = number.checked_sub(1).filter(|_| state.is_some());
        let added = before
            .map(|before| (percent - percents[before], shares.sets[before].said(self.phrases)));
        let belts = match state {
            Some(state) => self.belts(state, &percents),
            None => vec![(percent, self.open())],
        };
        Holder { name: share.name.clone(), filled_from, belts, percent, added }
    }

    /// A state's belts: what each breadth adds. Where a wider set leaves it less, the bar shows that less.
    fn belts(&self, state: &str, percents: &[f64]) -> Vec<(f64, Option<Fill>)> {
        let last = percents.last().copied().unwrap_or_default();
        let mut inner = 0.0;
        let belts = percents.iter().enumerate().map(|(belt, percent)| {
            let reach = percent.min(last).max(inner);
            let width = reach - inner;
            inner = reach;
            (width, self.belt(state, belt + 1))
        });
        belts.collect()
    }

    fn element(&self, kind: Kind) -> Element {
        self.classes.split_whitespace().fold(Element::of(kind), Element::class)
    }

    fn belt(&self, state: &str, belt: usize) -> Option<Fill> {
        let element = self.element(Kind::TerritorialSea).attribute("state", state);
        let element =
            element.attribute("zone", Kind::TerritorialSea.name()).attribute("geometry", "area");
        self.theme.style(&element.attribute("belt", &belt.to_string())).area_paint()
    }

    fn open(&self) -> Option<Fill> {
        self.theme.style(&self.element(Kind::HighSeas)).area_paint()
    }
}

/// A number to three figures, its thousands grouped by thin spaces: `190 000`.
fn three_figures(value: f64) -> String {
    let unit = libm::pow(10.0, (libm::floor(libm::log10(value.max(1.0))) - 2.0).max(0.0));
    group_digits(&format!("{:.0}", (value / unit).round() * unit))
}
