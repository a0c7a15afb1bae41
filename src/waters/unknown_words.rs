//! Words that nobody knows here: a user's features in; out a warning for each `kind` that is none of the law of baselines, and
//! each `datum` that is none of those known. What is said in vain would else be waters that are wrong without a word.

use super::baseline_kind::BaselineKind;
use crate::error::{Place, Warning, nearest};
use crate::figure::listed;
use crate::geodata::{Feature, datums};
use std::collections::BTreeMap;
use std::path::Path;

/// As many features of a word as a warning names.
const MOST_NAMED: usize = 5;

/// The warnings of coasts and baselines.
pub(super) fn on_baselines(features: &[Feature], file: &Path) -> Vec<Warning> {
    let mut found = kinds(features, file);
    found.extend(unknown_datums(features, file));
    found
}

fn kinds(features: &[Feature], file: &Path) -> Vec<Warning> {
    let unknown = by_word(features, "kind", BaselineKind::is_known);
    let warning = |(word, features): (&str, Vec<&Feature>)| {
        let message =
            format!("the law of baselines has no kind `{word}`: it is coast like any other");
        let warning = match near(word) {
            Some(kind) => Warning::new(message).hint(format!("did you mean `{kind}`?")),
            None => {
                let known = BaselineKind::ALL.map(BaselineKind::name).join(", ");
                Warning::new(message)
                    .hint(format!("known: {known}; `coast` for what is nothing but coast"))
            }
        };
        warning.at(place(&features, file))
    };
    unknown.into_iter().map(warning).collect()
}

/// The kind that a word may mean: one that is spelt nearly so, or has the word in its name.
fn near(word: &str) -> Option<&'static str> {
    const SHORTEST: usize = 3;
    let names = BaselineKind::ALL.map(BaselineKind::name);
    let lower = word.to_lowercase();
    let is_part = |name: &&str| lower.len() >= SHORTEST && name.split('-').any(|it| it == lower);
    nearest(word, names).or_else(|| names.into_iter().find(is_part))
}

/// The warnings of datums, which positions of lines at sea may be on too.
pub(super) fn unknown_datums(features: &[Feature], file: &Path) -> Vec<Warning> {
    let is_known =
        |word: &str| is_unstated(word) || datums::is_wgs_84(word) || datums::find(word).is_some();
    let warning = |(word, features): (&str, Vec<&Feature>)| {
        let message = format!(
            "the datum `{word}` is none that is known: its positions are taken as if on WGS 84"
        );
        let known: Vec<&str> = std::iter::once("WGS 84").chain(datums::names()).collect();
        let hint = match nearest(word, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`? known: {}", known.join(", ")),
            None => format!("known: {}", known.join(", ")),
        };
        Warning::new(message).at(place(&features, file)).hint(hint)
    };
    by_word(features, "datum", is_known).into_iter().map(warning).collect()
}

/// Whether a datum is said not to be known, as exported lines have it: `not stated (charts of 1977)`.
fn is_unstated(word: &str) -> bool {
    let word = word.trim().to_lowercase();
    let begins = ["not ", "none", "unknown", "unstated", "n/a"];
    begins.iter().any(|begin| word.starts_with(begin)) || !word.contains(char::is_alphanumeric)
}

/// The features of each unknown word of an attribute.
fn by_word<'a>(
    features: &'a [Feature],
    key: &str,
    is_known: impl Fn(&str) -> bool,
) -> BTreeMap<&'a str, Vec<&'a Feature>> {
    let mut found: BTreeMap<&str, Vec<&Feature>> = BTreeMap::new();
    for feature in features {
        let said = feature.text(key).filter(|word| !word.trim().is_empty() && !is_known(word));
        if let Some(word) = said {
            found.entry(word).or_default().push(feature);
        }
    }
    found
}

/// The file, and which features of it.
fn place(features: &[&Feature], file: &Path) -> Place {
    let named: Vec<String> =
        features.iter().take(MOST_NAMED).map(|it| format!("feature {}", it.id)).collect();
    let more = match features.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Place::file(file.display().to_string()).part(listed(&named) + &more)
}
