//! Lines: the wordings of a name and their type in, the lines of its label out, and briefer ways to set
//! it where there is no room for all of them.

use super::INK;
use super::shape::break_name;
use super::wording::{DOUBLE, Wording};
use crate::kind::{Kind, Named};
use crate::label::Alternative;
use crate::lettering;
use crate::scene::{Font, Run};
use crate::style::Style;
use crate::units::Points;

/// Letter spacing in em of a local name under spread capitals.
const SPREAD: f64 = 0.12;
/// Weight of a local name.
const REGULAR: u16 = 400;
/// What it costs to set English and local name on one line, and to leave the local one out.
const ON_ONE_LINE: f64 = 4.0;
const ENGLISH_ALONE: f64 = 18.0;

/// How a name is set.
pub(super) struct NameType<'a> {
    /// The kind of what is named.
    pub(super) kind: Kind,
    /// The type of the first wording.
    pub(super) style: &'a Style,
    /// The type of the others; its size and weight follow from the first.
    pub(super) local: &'a Style,
    /// The language of the figure, which lines in it need not state.
    pub(super) language: &'a str,
    /// No local name is set smaller, unless the first is.
    pub(super) least: Points,
}

impl NameType<'_> {
    /// The ways to set a name, the wished one first: all wordings under each other, and of what stands
    /// beside a symbol both on one line; last the first wording alone.
    pub(super) fn alternatives(&self, wordings: &[Wording]) -> Vec<Alternative> {
        let Some((first, others)) = wordings.split_first() else { return Vec::new() };
        let alone = self.alternative(self.main(first), ENGLISH_ALONE, first);
        if others.is_empty() {
            return vec![Alternative { cost: 0.0, ..alone }];
        }
        let mut whole = Alternative { cost: 0.0, ..alone.clone() };
        // names of equal standing are set alike
        let alike = first.language != "en";
        for other in others {
            let lines = if alike { self.main(other) } else { self.below(other) };
            whole.languages.extend(lines.iter().map(|_| self.stated(other)));
            whole.lines.extend(lines);
        }
        let beside = self.kind.named() == Some(Named::Symbol);
        let on_one = whole.lines.concat();
        let mut alternatives = vec![whole];
        if beside && on_one.len() == 2 && !first.text.contains(DOUBLE) {
            let space = on_one.get(1).map(|run| Run { content: " ".into(), ..run.clone() });
            let mut runs = on_one;
            runs.splice(1..1, space);
            alternatives.push(Alternative {
                lines: vec![runs],
                languages: vec![None],
                cost: ON_ONE_LINE,
            });
        }
        alternatives.push(alone);
        alternatives
    }

    fn alternative(&self, lines: Vec<Vec<Run>>, cost: f64, name: &Wording) -> Alternative {
        Alternative { languages: lines.iter().map(|_| self.stated(name)).collect(), lines, cost }
    }

    fn stated(&self, name: &Wording) -> Option<String> {
        Some(name.language.clone()).filter(|it| !it.is_empty() && it != self.language)
    }

    /// A name in the type of its kind, in capitals by the rules of its own language.
    fn main(&self, name: &Wording) -> Vec<Vec<Run>> {
        let words = match self.style.uppercase {
            true => lettering::uppercase(&name.text, &name.language),
            false => name.text.clone(),
        };
        self.broken(&words, &self.style.typeface(), self.style)
    }

    /// A local name below the English one: smaller, regular, not in capitals.
    fn below(&self, name: &Wording) -> Vec<Vec<Run>> {
        let own = self.style.typeface();
        let size = own.size.0 * self.kind.local_size();
        let is_spaced = self.kind == Kind::Country;
        let font = Font {
            size: Points(size.max(self.least.0.min(own.size.0))),
            weight: REGULAR,
            letter_spacing: if is_spaced { SPREAD } else { 0.0 },
            ..own
        };
        self.broken(&name.text, &font, self.local)
    }

    /// Names of areas are broken where they are long.
    fn broken(&self, words: &str, font: &Font, style: &Style) -> Vec<Vec<Run>> {
        let lines = words.lines();
        let lines: Vec<String> = match self.kind.named() == Some(Named::Area) {
            true => lines.flat_map(break_name).collect(),
            false => lines.map(str::to_owned).collect(),
        };
        let colour = style.fill.unwrap_or(INK);
        lines.into_iter().map(|content| vec![Run { content, font: font.clone(), colour }]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alternatives(kind: Kind, uppercase: bool, names: &[(&str, &str)]) -> Vec<Alternative> {
        let style = Style { uppercase, font_size: Some(Points(8.0)), ..Style::default() };
        let wordings: Vec<Wording> =
            names.iter().map(|(text, language)| Wording::new(*text, language)).collect();
        NameType { kind, style: &style, local: &style, language: "en", least: Points(5.5) }
            .alternatives(&wordings)
    }

    fn words(alternative: &Alternative) -> Vec<String> {
        alternative
            .lines
            .iter()
            .map(|line| line.iter().map(|run| run.content.as_str()).collect())
            .collect()
    }

    #[test]
    fn a_local_name_stands_smaller_below_and_is_given_up_last() {
        let alternatives =
            alternatives(Kind::Place, false, &[("Tbilisi", "en"), ("თბილისი", "ka")]);
        assert_eq!(words(&alternatives[0]), ["Tbilisi", "თბილისი"]);
        assert_eq!(alternatives[0].languages, [None, Some("ka".to_owned())]);
        assert!((alternatives[0].lines[1][0].font.size.0 - 7.2).abs() < 1e-9);
        assert_eq!(words(&alternatives[1]), ["Tbilisi თბილისი"]);
        assert_eq!(words(&alternatives[2]), ["Tbilisi"]);
        assert!(
            alternatives[0].cost < alternatives[1].cost
                && alternatives[1].cost < alternatives[2].cost
        );
    }

    #[test]
    fn capitals_follow_the_language_of_each_name() {
        let alike = alternatives(Kind::Country, true, &[("Κύπρος", "el"), ("Kıbrıs", "tr")]);
        assert_eq!(words(&alike[0]), ["ΚΥΠΡΟΣ", "KIBRIS"]);
        let state = alternatives(Kind::Country, true, &[("Russia", "en"), ("Россия", "ru")]);
        assert_eq!(words(&state[0]), ["RUSSIA", "Россия"]);
        let turkish = alternatives(Kind::Country, true, &[("İngiltere", "tr")]);
        assert_eq!(words(&turkish[0]), ["İNGİLTERE"]);
    }
}
