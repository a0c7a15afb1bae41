//! Title and subtitle: the figure's words in, lines at the head of the sheet out. A what-if says so below them.

use super::layout::Layout;
use super::{Fragment, paragraph};
use crate::figure::{Figure, ZonesOptions};
use crate::kind::Kind;
use crate::phrases::Phrases;
use crate::scene::Anchor;
use crate::style::{Element, Theme};

/// Baseline of the first subtitle line below that of the title, in subtitle sizes.
const SUBTITLE_DROP: f64 = 1.5;
/// Baseline to baseline within the title and within the subtitle, in their sizes.
const LEADING: f64 = 1.16;

/// Title and subtitle from the head of the sheet down; the block ends at the last baseline.
///
/// `name_of` gives a state's name for its code.
pub(crate) fn set(
    figure: &Figure,
    name_of: impl Fn(&str) -> String,
    theme: &Theme,
    layout: &Layout,
) -> Fragment {
    let mut block = Fragment { items: Vec::new(), height: layout.head };
    let scenario = figure.zones.as_ref().filter(|zones| zones.scenario);
    let phrases = figure.phrases();
    let scenario = scenario.map_or_else(String::new, |zones| scenario_of(zones, name_of, phrases));
    let (title, subtitle) = (figure.titled(), figure.says(&figure.subtitle));
    let rows = [(Kind::Title, &title), (Kind::Subtitle, &subtitle), (Kind::Subtitle, &scenario)];
    for (kind, words) in rows.into_iter().filter(|(_, words)| !words.is_empty()) {
        let style = theme.style(&Element::of(kind));
        let font = style.typeface();
        let size = font.size.millimetres().0;
        for (number, line) in
            paragraph::break_lines(words, &font, layout.measure()).iter().enumerate()
        {
            block.height += match number {
                0 if kind == Kind::Title => size,
                0 => SUBTITLE_DROP * size,
                _ => paragraph::leading(line, LEADING) * size,
            };
            let at = (layout.margin, block.height);
            block.items.push(paragraph::line(line, &style, at, Anchor::Start));
        }
    }
    block.set_for_readers(figure, layout.width)
}

/// What a what-if assumes: `Scenario: 12 nm for every state drawn, whatever it claims`.
fn scenario_of(zones: &ZonesOptions, name_of: impl Fn(&str) -> String, phrases: Phrases) -> String {
    let all: Vec<String> = zones.breadths.iter().map(|breadth| breadth.0.to_string()).collect();
    let own = zones.own_breadths.iter();
    let own: Vec<String> = own
        .map(|(state, breadth)| {
            let breadth = phrases.number(&breadth.0.to_string());
            let breadth = phrases.fill("{breadth} nm", &[("breadth", &breadth)]);
            format!("{} {breadth}", name_of(state.as_str()))
        })
        .collect();
    let (all, own) = (phrases.list(&all), own.join(", "));
    let values = [("all", all.as_str()), ("own", own.as_str())];
    match (all.is_empty(), own.is_empty()) {
        _ if zones.is_each_own() => phrases.fill("Scenario: {own}, whatever they claim", &values),
        (true, _) => phrases
            .fill("Scenario: {own}, whatever is claimed; other states as they claim", &values),
        (false, true) => {
            phrases.fill("Scenario: {all} nm for every state drawn, whatever it claims", &values)
        }
        (false, false) => phrases
            .fill("Scenario: {own}, every other state {all} nm, whatever they claim", &values),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::NauticalMiles;

    #[test]
    fn a_what_if_names_the_breadths_that_it_assumes() {
        let name = |code: &str| if code == "TUR" { "Türkiye".to_owned() } else { code.to_owned() };
        let mut zones = ZonesOptions { breadths: vec![NauticalMiles(12.0)], ..Default::default() };
        let words = scenario_of(&zones, name, Phrases::default());
        assert_eq!(words, "Scenario: 12 nm for every state drawn, whatever it claims");
        zones.own_breadths.insert("TUR".into(), NauticalMiles(6.0));
        let words = scenario_of(&zones, name, Phrases::default());
        assert_eq!(words, "Scenario: Türkiye 6 nm, every other state 12 nm, whatever they claim");
        zones.states = vec!["TUR".into()];
        let words = scenario_of(&zones, name, Phrases::default());
        assert_eq!(words, "Scenario: Türkiye 6 nm, whatever they claim");
        zones.states.clear();
        zones.breadths.clear();
        let words = scenario_of(&zones, name, Phrases::default());
        assert_eq!(
            words,
            "Scenario: Türkiye 6 nm, whatever is claimed; other states as they claim"
        );
    }
}
