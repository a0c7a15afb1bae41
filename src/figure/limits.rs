//! Limits: a figure in; that it asks for no more than a sheet can hold, seen before memory is taken for it.

use super::{Figure, Layer, Source};
use crate::error::{Error, Result};

/// What is counted, in words, at which key, how often it may be, and how often it is.
type Limit = (&'static str, &'static str, usize, fn(&Figure) -> usize);

const LIMITS: [Limit; 9] = [
    ("layers", "layers", 200, |figure| figure.layers.len()),
    ("layers of the bundled data", "layers", 80, |figure| {
        let is_bundled = |layer: &&Layer| matches!(layer.source, Source::Bundled(_));
        figure.layers.iter().filter(is_bundled).count()
    }),
    ("panels", "panels", 32, |figure| figure.panels.len()),
    ("breadths", "zones.breadths", 40, |figure| {
        figure.zones.as_ref().map_or(0, |zones| zones.breadths.len())
    }),
    ("letters in the title", "title", WORDS, |figure| figure.title.letters()),
    ("letters in the subtitle", "subtitle", WORDS, |figure| figure.subtitle.letters()),
    ("letters in the caption", "caption", WORDS, |figure| figure.caption.letters()),
    ("letters in the alternative text", "alt", WORDS, |figure| figure.alt.letters()),
    ("letters in the credit", "credit", WORDS, |figure| figure.credit.letters()),
];

/// More than the longest caption that is printed.
const WORDS: usize = 5_000;

impl Figure {
    /// That the figure keeps within all limits.
    ///
    /// Errors: `Input` at the key of what is too many.
    pub(super) fn check_limits(&self) -> Result<()> {
        for (what, key, most, count) in LIMITS {
            let count = count(self);
            if count > most {
                let error = Error::input(format!("{count} {what}: a figure has {most} at most"));
                return Err(self.at_fault(&[key], error.hint("docs/limits.md lists all limits")));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_sheet_can_hold_is_refused_at_its_key() {
        let bundled = |count: usize| "[[layers]]\nsource = 'lakes'\n".repeat(count);
        let layers = |count: usize| "[[layers]]\nfile = 'a.geojson'\n".repeat(count);
        let title = |count: usize| format!("title = '{}'\n", "ä".repeat(count));
        let breadths = |count: usize| {
            let list: Vec<String> = (1..=count).map(|it| format!("{}", it as f64 / 2.0)).collect();
            format!("[zones]\nstates = ['GRC']\nbreadths = [{}]\n", list.join(", "))
        };
        for (text, fits) in [
            (bundled(80), true),
            (bundled(81), false),
            (layers(200), true),
            (layers(201), false),
            (title(5_000), true),
            (title(5_001), false),
            (breadths(40), true),
            (breadths(41), false),
        ] {
            let parsed = Figure::parse(&text, "a.toml");
            assert_eq!(parsed.is_ok(), fits, "{}", &text[..20]);
            if let Err(error) = parsed {
                assert!(error.message.contains(" at most"), "{}", error.message);
                assert!(error.place.is_some_and(|place| place.line.is_some()));
            }
        }
    }
}
