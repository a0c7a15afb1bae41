//! Wording: a feature and the languages asked for in, its name in each out. Which names the data have
//! decides: what has none in a language keeps its English one.

use crate::figure::Names;
use crate::geodata::{LABEL, languages_of};
use crate::lettering;
use crate::plot::{self, Plotted};

/// Between two forms of equal standing.
pub(super) const DOUBLE: &str = " / ";

/// A name and its language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wording {
    pub(super) text: String,
    /// BCP 47 tag.
    pub(super) language: String,
}

impl Wording {
    pub(super) fn new(text: impl Into<String>, language: &str) -> Wording {
        Wording { text: text.into(), language: language.to_owned() }
    }
}

/// What a feature is called in `names`, the first above; none if it has no name at all. A feature of no
/// state, such as a sea, is called locally by the languages of its `shores`. A name in letters that no bundled font has
/// is left out, and stands in English where that leaves none.
pub(super) fn wordings(
    feature: &Plotted,
    names: &Names,
    shores: &[&'static str],
) -> Option<Vec<Wording>> {
    let asked = asked(feature, names, shores)?;
    let can_be_set: Vec<Wording> =
        asked.into_iter().filter(|name| lettering::holds(&name.text)).collect();
    if can_be_set.is_empty() { Some(vec![english(feature)?]) } else { Some(can_be_set) }
}

/// Whether a name that is asked for is left out because no bundled font has its letters.
pub(super) fn lacks_letters(feature: &Plotted, names: &Names, shores: &[&'static str]) -> bool {
    let asked = asked(feature, names, shores).unwrap_or_default();
    asked.iter().any(|name| !lettering::holds(&name.text))
}

/// Languages that are not written in Latin letters.
const OF_OTHER_LETTERS: [&str; 36] = [
    "ab", "am", "ar", "be", "bg", "bn", "ckb", "dv", "el", "fa", "he", "hi", "hy", "ja", "ka",
    "kk", "km", "ko", "ky", "lo", "mk", "mn", "my", "ne", "os", "ps", "ru", "si", "sr", "ta", "tg",
    "th", "uk", "ur", "yi", "zh",
];

/// The English name that stands for one that the data have not in the language asked for; none of what is written so in that
/// language too: the name on the spot in Latin letters, where the language has those.
pub(super) fn untranslated(feature: &Plotted, names: &Names) -> Option<String> {
    let Names::Language(language) = names else { return None };
    if feature.text(LABEL).is_some() {
        return None; // it is not its name that it bears
    }
    let is_told =
        translated(feature, language).is_some() || both_sides(feature, language).is_some();
    let english = english(feature).filter(|_| language != "en" && !is_told)?.text;
    let is_foreign = match OF_OTHER_LETTERS.contains(&language.as_str()) {
        true => english.chars().any(lettering::is_latin),
        false => feature.text("state").is_none() || feature.text("name_local").is_some(),
    };
    is_foreign.then_some(english)
}

/// All names that `names` asks for.
fn asked(feature: &Plotted, names: &Names, shores: &[&'static str]) -> Option<Vec<Wording>> {
    if let Some(label) = feature.text(LABEL) {
        let is_said = !label.trim().is_empty();
        return is_said.then(|| vec![Wording::new(label, "")]);
    }
    let english = english(feature)?;
    Some(match names {
        Names::Language(language) if english.text.contains(DOUBLE) => {
            vec![both_sides(feature, language).unwrap_or(english)]
        }
        Names::Language(language) => vec![translated(feature, language).unwrap_or(english)],
        Names::Local => {
            let own = local(feature, shores);
            match own.len() {
                0 => vec![english],
                // no shore of a sea comes before another
                2.. if feature.text("state").is_none() => with_english(english, own),
                _ => own,
            }
        }
        Names::Both => with_english(english, local(feature, shores)),
    })
}

/// English above, below it what says more: `Van` says nothing below `Lake Van`.
fn with_english(english: Wording, own: Vec<Wording>) -> Vec<Wording> {
    let mut wordings = vec![english];
    for name in own {
        let holds = |known: &Wording| {
            known.text == name.text || known.text.split(' ').any(|word| word == name.text)
        };
        if !wordings.iter().any(holds) {
            wordings.push(name);
        }
    }
    wordings
}

/// The usual English form; both forms of a double name.
fn english(feature: &Plotted) -> Option<Wording> {
    let name = ["name_en", "name", "title"].into_iter().find_map(|key| said(feature, key))?;
    let language = language_of_capitals(feature, &name).unwrap_or("en");
    Some(Wording::new(double(feature, &name, "name_alt"), language))
}

/// The language on the spot whose capitals a name has that English takes over as it is: Türkiye, Iğdır. None where they are those
/// of English too.
fn language_of_capitals(feature: &Plotted, name: &str) -> Option<&'static str> {
    let is_own = |language: &&str| {
        let its = feature.text(&format!("name_{language}"));
        // what has letters that English has not is taken over too
        its.map_or(!name.is_ascii(), |its| its == name)
            && lettering::uppercase(name, language) != lettering::uppercase(name, "en")
    };
    languages_of(feature.text("state")?).find(is_own)
}

/// What an attribute says, be it a text or a number; nothing where that is blank.
fn said(feature: &Plotted, key: &str) -> Option<String> {
    let value = feature.attributes.get(key)?.to_string();
    Some(value).filter(|text| !text.trim().is_empty())
}

/// Whether a list of names has one that the feature is shown under, or is called by.
pub(super) fn is_listed(feature: &Plotted, shown: &[Wording], list: &[String]) -> bool {
    if list.is_empty() {
        return false;
    }
    let english = english(feature);
    list.iter().any(|name| {
        shown.iter().chain(&english).any(|shown| shown.text == *name)
            || plot::is_called(&feature.id, &feature.attributes, name)
    })
}

/// Whether words speak of a feature by a name that it is shown under, or its English one.
pub(super) fn is_said(words: &str, feature: &Plotted, shown: &[Wording]) -> bool {
    /// Shorter names are words of their own in many languages: the towns Of and Is.
    const SHORTEST: usize = 4;
    let english = english(feature);
    shown.iter().chain(&english).any(|name| {
        let is_end = |next: Option<char>| !next.is_some_and(char::is_alphanumeric);
        name.text.chars().count() >= SHORTEST
            && words.match_indices(&name.text).any(|(at, _)| {
                let (before, after) = (&words[..at], &words[at + name.text.len()..]);
                is_end(before.chars().next_back()) && is_end(after.chars().next())
            })
    })
}

fn translated(feature: &Plotted, language: &str) -> Option<Wording> {
    let text = feature.text(&format!("name_{language}")).filter(|_| language != "en")?;
    Some(Wording::new(text, language))
}

/// The forms of both sides for what has two in English, whatever the language asked for: in their own
/// languages where one of those is asked for, else as the data have both in the language asked for.
fn both_sides(feature: &Plotted, language: &str) -> Option<Wording> {
    let of_side = sides(feature).filter(|_| {
        let claimants = feature.text("claimed_by").unwrap_or_default().split(' ');
        let local = ["name_local", "name_alt_local"].map(|key| feature.text(key));
        let asked = feature.text(&format!("name_{language}"));
        let speaks = |state| languages_of(state).any(|its| its == language);
        claimants.into_iter().any(speaks) || (asked.is_some() && local.contains(&asked))
    });
    let own = || translated(feature, language).filter(|name| name.text.contains(DOUBLE));
    own().or(of_side)
}

/// The local forms of both sides: of the administrator and of the state, or of those that claim it, in the
/// order of the data.
fn sides(feature: &Plotted) -> Option<Wording> {
    let named = |state: &str| {
        let mut names = languages_of(state).filter_map(|it| translated(feature, it));
        names.next().map(|name| name.text)
    };
    let forms: Vec<String> = match (feature.text("claimed_by"), feature.text("name_local")) {
        (Some(states), _) => states.split(' ').filter_map(named).collect(),
        (None, Some(name)) => vec![double(feature, name, "name_alt_local")],
        (None, None) => Vec::new(),
    };
    let text = forms.join(DOUBLE);
    text.contains(DOUBLE).then(|| Wording::new(text, ""))
}

/// The name with its second form of equal standing, for what has an administrator besides its state.
fn double(feature: &Plotted, name: &str, second: &str) -> String {
    match feature.text(second).filter(|_| feature.text("names") == Some("double")) {
        Some(other) => format!("{name}{DOUBLE}{other}"),
        None => name.to_owned(),
    }
}

/// The names on the spot: the form that the data call local, else those in the state's languages.
fn local(feature: &Plotted, shores: &[&'static str]) -> Vec<Wording> {
    if feature.text("claimed_by").is_some() {
        return sides(feature).into_iter().collect();
    }
    let of_state: Vec<&str> = match feature.text("state") {
        Some(state) => languages_of(state).collect(),
        None => shores.to_vec(),
    };
    if let Some(name) = feature.text("name_local") {
        let is_own = |language: &&&str| feature.text(&format!("name_{language}")) == Some(name);
        let language = of_state.iter().find(is_own).copied();
        let language = language.or_else(|| other_language(feature, name)).unwrap_or_default();
        return vec![Wording::new(double(feature, name, "name_alt_local"), language)];
    }
    of_state.iter().filter_map(|language| translated(feature, language)).collect()
}

/// The language in which a feature bears this name.
fn other_language<'a>(feature: &'a Plotted, name: &str) -> Option<&'a str> {
    let tags = feature.attributes.keys().filter_map(|key| key.strip_prefix("name_"));
    let mut tags = tags.filter(|tag| tag.len() == 2);
    tags.find(|tag| feature.text(&format!("name_{tag}")) == Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    fn texts(attributes: &[(&str, &str)], names: &str, shores: &[&'static str]) -> Vec<String> {
        let names = names.parse().expect("a known word");
        let feature = Plotted::with_words(geo::Point::new(0.0, 0.0), attributes.iter().copied());
        let wordings = wordings(&feature, &names, shores).expect("it has a name");
        wordings.into_iter().map(|it| format!("{}:{}", it.language, it.text)).collect()
    }

    const TBILISI: [(&str, &str); 3] =
        [("name", "Tbilisi"), ("name_ka", "თბილისი"), ("state", "GEO")];

    #[test]
    fn a_language_without_the_name_falls_back_to_english() {
        assert_eq!(texts(&TBILISI, "ka", &[]), ["ka:თბილისი"]);
        assert_eq!(texts(&TBILISI, "ru", &[]), ["en:Tbilisi"]);
        assert_eq!(texts(&TBILISI, "local", &[]), ["ka:თბილისი"]);
    }

    #[test]
    fn what_english_takes_over_keeps_the_capitals_of_its_language() {
        let state = [("name", "Türkiye"), ("state", "TUR")];
        assert_eq!(texts(&state, "en", &[]), ["tr:Türkiye"]);
        let town = [("name", "Hakkari"), ("name_tr", "Hakkari"), ("state", "TUR")];
        assert_eq!(texts(&town, "en", &[]), ["tr:Hakkari"]);
        let exonym = [("name", "Istanbul"), ("name_tr", "İstanbul"), ("state", "TUR")];
        assert_eq!(texts(&exonym, "en", &[]), ["en:Istanbul"]);
        let elsewhere = [("name", "Köniz"), ("state", "CHE")];
        assert_eq!(texts(&elsewhere, "en", &[]), ["en:Köniz"]);
    }

    #[test]
    fn both_names_stand_english_first_and_equal_ones_once() {
        assert_eq!(texts(&TBILISI, "both", &[]), ["en:Tbilisi", "ka:თბილისი"]);
        let trabzon = [("name", "Trabzon"), ("name_tr", "Trabzon"), ("state", "TUR")];
        assert_eq!(texts(&trabzon, "both", &[]), ["en:Trabzon"]);
    }

    #[test]
    fn a_double_name_is_double_locally_too() {
        let town = [
            ("name", "Stepanakert"),
            ("name_alt", "Khankendi"),
            ("name_hy", "Ստեփանակերտ"),
            ("name_az", "Xankəndi"),
            ("name_local", "Ստեփանակերտ"),
            ("name_alt_local", "Xankəndi"),
            ("names", "double"),
            ("state", "AZE"),
        ];
        assert_eq!(texts(&town, "both", &[])[1], "hy:Ստեփանակերտ / Xankəndi");
    }

    #[test]
    fn a_name_at_issue_keeps_the_forms_of_both_sides_in_every_language() {
        let islets = [
            ("name", "Imia / Kardak"),
            ("name_el", "Ίμια"),
            ("name_tr", "Kardak"),
            ("name_it", "Imia"),
            ("status", "disputed"),
            ("claimed_by", "GRC TUR"),
        ];
        for tag in ["el", "tr", "local"] {
            assert_eq!(texts(&islets, tag, &[]), [":Ίμια / Kardak"], "{tag}");
        }
        for tag in ["en", "it", "ru"] {
            assert_eq!(texts(&islets, tag, &[]), ["en:Imia / Kardak"], "{tag}");
        }
        assert_eq!(texts(&islets, "both", &[]), ["en:Imia / Kardak", ":Ίμια / Kardak"]);
    }

    #[test]
    fn a_capital_at_issue_keeps_both_forms_in_every_language() {
        let town = [
            ("name", "Stepanakert"),
            ("name_alt", "Khankendi"),
            ("name_hy", "Ստեփանակերտ"),
            ("name_az", "Xankəndi"),
            ("name_ru", "Степанакерт"),
            ("name_local", "Ստեփանակերտ"),
            ("name_alt_local", "Xankəndi"),
            ("names", "double"),
            ("state", "AZE"),
        ];
        for tag in ["hy", "az"] {
            assert_eq!(texts(&town, tag, &[]), [":Ստեփանակերտ / Xankəndi"], "{tag}");
        }
        for tag in ["ru", "en"] {
            assert_eq!(texts(&town, tag, &[]), ["en:Stepanakert / Khankendi"], "{tag}");
        }
    }

    #[test]
    fn a_sea_is_called_in_the_languages_of_its_shores() {
        let sea = [("name", "Black Sea"), ("name_ka", "შავი ზღვა"), ("name_hy", "Սև ծով")];
        assert_eq!(texts(&sea, "both", &["ka", "tr"]), ["en:Black Sea", "ka:შავი ზღვა"]);
    }
}
