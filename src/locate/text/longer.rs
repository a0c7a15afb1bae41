//! A name of a place in, the longer name out that it is a part of here, of another thing that is not known: `Niger Delta`,
//! `Jersey City`, `New Hamburg`.

use super::context::Context;
use crate::locate::index::Place;
use crate::locate::query::kinds;
use crate::locate::words::Gap;

/// What makes another thing of the name before it, with a capital or without.
const PARTS: [&str; 3] = ["basin", "delta", "valley"];
/// What does so with a capital, as a part of the name.
const FEATURES: [&str; 29] = [
    "bay",
    "beach",
    "canal",
    "channel",
    "city",
    "county",
    "creek",
    "desert",
    "falls",
    "forest",
    "glacier",
    "gulf",
    "heights",
    "hills",
    "lake",
    "mountains",
    "ocean",
    "park",
    "plain",
    "plateau",
    "range",
    "reservoir",
    "ridge",
    "river",
    "sea",
    "springs",
    "strait",
    "town",
    "trench",
];
/// What makes another thing of the name behind it.
const BEFORE: [&str; 5] = ["cape", "fort", "lake", "mount", "new"];

/// With which word a longer name begins, and how many it has; none where the name stands for itself, or what is said beside it
/// is what it is: `Red Sea`, `Luxembourg City`.
pub(super) fn longer(
    text: &Context,
    at: usize,
    length: usize,
    candidates: &[Place],
) -> Option<(usize, usize)> {
    let is_other = |word: &str| {
        let kinds = kinds(word).unwrap_or_default();
        candidates.iter().all(|place| !kinds.contains(&place.kind))
    };
    let follows = text.word(at + length).is_some_and(|next| {
        let word = next.folded.as_str();
        let is_part = PARTS.contains(&word) || (next.is_name && FEATURES.contains(&word));
        next.gap == Gap::Within && !next.begins && is_part && is_other(word)
    });
    let is_within = text.words[at].gap == Gap::Within && !text.words[at].begins;
    let precedes = text.before(at).filter(|_| is_within).is_some_and(|before| {
        let word = before.folded.as_str();
        // what begins a sentence has a capital in any case: `New talks`
        let is_part = before.is_name && BEFORE.contains(&word);
        is_part && !(before.begins && word == "new") && is_other(word)
    });
    let begin = if precedes { at - 1 } else { at };
    let end = at + length + usize::from(follows);
    (follows || precedes).then_some((begin, end - begin))
}

#[cfg(test)]
mod tests {
    use super::super::whose::tests::{found, placed};

    #[test]
    fn a_name_in_a_longer_one_that_is_not_known_is_unknown() {
        for (text, unknown) in [
            ("Oil was spilt in the Niger Delta, not in Nigeria.", "Niger Delta"),
            ("Oil was spilt in the Niger delta, not in Nigeria.", "Niger delta"),
            ("Farmers of the Jordan Valley went to Nigeria.", "Jordan Valley"),
            ("He flew from Nigeria to Jersey City.", "Jersey City"),
            ("He flew from Nigeria to New Hamburg.", "New Hamburg"),
        ] {
            assert_eq!(placed(text), ["Nigeria NGA"], "{text}");
            let found = found(text);
            assert!(found.unknown.iter().any(|it| it.mention == unknown), "{text}: {found:?}");
        }
    }

    #[test]
    fn a_word_for_its_kind_makes_no_other_thing_of_a_name() {
        for (text, expected) in [
            ("Strikes hit Gaza City and Khan Younis.", &["Gaza PSE"][..]),
            ("In Luxembourg City it rained.", &["Luxembourg LUX"]),
            ("The Panama Canal and the Red Sea.", &["Panama Canal PAN", "Red Sea "]),
        ] {
            assert_eq!(placed(text), expected, "{text}");
        }
        let strikes = found("City officials of Ankara met. Mountain rescue teams searched.");
        assert_eq!(strikes.placed.len() + strikes.open.len(), 1, "{strikes:?}");
    }

    #[test]
    fn countries_of_the_united_kingdom_are_regions_of_it() {
        for (text, expected) in [
            ("Violence in Northern Ireland.", &["Northern Ireland GBR"][..]),
            (
                "He visited Scotland, Wales and England.",
                &["England GBR", "Scotland GBR", "Wales GBR"],
            ),
            // and not the far greater one in Australia
            ("He lives in Perth, Scotland.", &["Perth GBR", "Scotland GBR"]),
            ("The Bank of England spoke in Paris.", &["Paris FRA"]),
        ] {
            assert_eq!(placed(text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_in_brackets_is_a_part_of_the_one_before_it() {
        let found = found("Police patrol in Frankfurt (Oder) and in Berlin.");
        assert_eq!(found.placed[0].mention, "Frankfurt (Oder)");
        // the town on the Oder
        assert!((found.placed[0].place.lon - 14.55).abs() < 0.1, "{found:?}");
    }

    #[test]
    fn a_capital_is_meant_by_its_name_though_the_state_is_called_so_in_another_language() {
        use crate::locate::PlaceKind::{State, Town};
        for (text, kind) in
            [("He flew to Tunis.", Town), ("Uçak Tunus'a gitti ve bir gün için kaldı.", State)]
        {
            assert_eq!(found(text).placed[0].place.kind, kind, "{text}");
        }
    }
}
