//! Credit: what the figure was made from in, small lines at the foot of the sheet out.
//! Says that computed waters are indicative, whose view of disputed land is drawn, which data and
//! which projection, and that no position on sovereignty is implied.

use super::layout::Layout;
use super::{Fragment, MapContext, paragraph};
use crate::figure::{ZonesOptions, boundaries_said};
use crate::kind::Kind;
use crate::phrases::{Phrases, group_digits};
use crate::scene::Anchor;
use crate::style::{Element, Theme};

/// What the foot of a sheet has to say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Credit {
    /// Sentences in their order, each with its full stop.
    pub sentences: Vec<String>,
}

/// Baseline to baseline, in type sizes.
const LEADING: f64 = 1.22;
/// The last sentence of every foot.
const NO_POSITION: &str =
    "No position on sovereignty or on the status of any territory is implied.";

/// The sentences of a figure's foot: `notes` are those of its furniture, `credits` the lines of the data that it shows.
pub(crate) fn sentences(context: &MapContext, notes: Vec<String>, credits: &[String]) -> Credit {
    let figure = context.figure;
    let mut sentences = Vec::new();
    let phrases = figure.phrases();
    let day = figure.as_of.map(|day| day.said(phrases));
    let heads = [figure.titled(), figure.says(&figure.subtitle)];
    let is_said = |day: &String| heads.iter().any(|it| it.contains(day));
    if let Some(day) = day.filter(|day| !is_said(day)) {
        sentences.push(phrases.fill("As of {day}.", &[("day", &day.replace(' ', "\u{a0}"))]));
    }
    sentences.extend(figure.zones.as_ref().map(|zones| computed(zones, phrases)));
    sentences.extend(notes);
    let seen = figure.worldview.as_deref().map(|view| boundaries_said(view, phrases));
    sentences.extend(seen);
    let own = figure.says(&figure.credit);
    if !own.is_empty() {
        sentences.push(own);
    }
    if !credits.is_empty() {
        sentences.push(format!("{}.", grouped(credits, phrases).join("; ")));
    }
    let projection = phrases.say(context.view.projection.title());
    sentences.push(format!(
        "{projection}, 1\u{a0}:\u{a0}{}.",
        thousands(context.view.scale_denominator())
    ));
    sentences.push(phrases.say(NO_POSITION));
    Credit { sentences }
}

/// What was computed, and from what.
fn computed(zones: &ZonesOptions, phrases: Phrases) -> String {
    phrases.say(match (zones.breadths.is_empty(), zones.bays) {
        (true, false) => "Indicative; breadths as claimed, measured from the coast on WGS 84.",
        (true, true) => {
            "Indicative; breadths as claimed, measured from the coast on WGS 84, \
             bays closed after UNCLOS Art.\u{a0}10."
        }
        (false, false) => "Indicative; belts computed from the coast on WGS 84.",
        (false, true) => {
            "Indicative; belts computed from the coast on WGS 84, \
             bays closed after UNCLOS Art.\u{a0}10."
        }
    })
}

/// Credits of one source in one line: `Coast: A`, `Lakes: B`, `Rivers: B` → `Coast: A`, `Lakes, rivers: B`.
fn grouped(credits: &[String], phrases: Phrases) -> Vec<String> {
    let mut groups: Vec<(String, String)> = Vec::new();
    for credit in credits {
        let (what, source) = credit.split_once(": ").unwrap_or(("", credit));
        let head = phrases.say(&format!("{what}: {{source}}"));
        let what = head.strip_suffix("{source}").unwrap_or(&head).trim_end().trim_end_matches(':');
        let what = what.trim_end();
        match groups.iter_mut().find(|(_, known)| known == source) {
            Some((list, _)) if !what.is_empty() => {
                *list = format!("{list}, {}", phrases.within(what));
            }
            Some(_) => {}
            None => groups.push((what.to_owned(), source.to_owned())),
        }
    }
    let line = |(what, source): (String, String)| match what.is_empty() {
        true => source,
        false => format!("{what}: {source}"),
    };
    groups.into_iter().map(line).collect()
}

/// A scale's denominator to two figures, its thousands grouped by thin spaces.
fn thousands(denominator: f64) -> String {
    to_figures(denominator, 2)
}

/// The same to so many figures.
pub(super) fn to_figures(denominator: f64, figures: u8) -> String {
    let last = 1.0 - f64::from(figures);
    let unit = libm::pow(10.0, libm::floor(libm::log10(denominator)) + last);
    group_digits(&format!("{:.0}", (denominator / unit).round() * unit))
}

/// The lines of the foot, from its top down; the block ends below the last line's descenders.
pub(crate) fn set(credit: &Credit, theme: &Theme, layout: &Layout) -> Fragment {
    const DESCENT: f64 = 0.3;
    let style = theme.style(&Element::of(Kind::Credit));
    let font = style.typeface();
    let size = font.size.millimetres().0;
    let mut block = Fragment { items: Vec::new(), height: 0.0 };
    let words = credit.sentences.join(" ");
    for (number, line) in paragraph::fill_lines(&words, &font, layout.measure()).iter().enumerate()
    {
        block.height +=
            if number == 0 { 0.8 * size } else { paragraph::leading(line, LEADING) * size };
        let at = (layout.margin, block.height);
        block.items.push(paragraph::line(line, &style, at, Anchor::Start));
    }
    block.height += DESCENT * size;
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_of_one_source_share_a_line() {
        let credits = ["Coast: A", "Lakes: B", "Rivers: B"].map(str::to_owned);
        let english = Phrases::default();
        assert_eq!(grouped(&credits, english), ["Coast: A", "Lakes, rivers: B"]);
    }

    #[test]
    fn a_scale_is_rounded_to_two_figures_and_parted_by_thousands() {
        assert_eq!(thousands(3_932_110.0), "3\u{202f}900\u{202f}000");
        assert_eq!(thousands(49_700.0), "50\u{202f}000");
    }
}
