//! A word as a sentence has it in, the words that it may be a form of out: rules of suffixes for Greek, Russian and
//! Ukrainian. Turkish parts its suffixes from names by an apostrophe, and English its possessive: words end there anyway.

/// What a word of a script may end in, and what its first form ends in then. Letters are folded: without accents and points.
const GREEK: [(&str, &[&str]); 15] = [
    ("ου", &["οσ", "ο", "η"]),
    ("ουσ", &["οσ", "οι"]),
    ("εωσ", &["η"]),
    ("ιων", &["ια", "ιοι"]),
    ("ων", &["α", "εσ", "οι", "οσ"]),
    ("ασ", &["α"]),
    ("ησ", &["η"]),
    ("α", &["ασ"]),
    ("η", &["ησ"]),
    ("ο", &["οσ"]),
    ("οσ", &["οσ"]),
    ("ιασ", &["ια"]),
    ("ατοσ", &["α"]),
    ("ε", &["οσ"]),
    ("ω", &["ωσ"]),
];
const CYRILLIC: [(&str, &[&str]); 33] = [
    ("ы", &["а", ""]),
    ("и", &["я", "ь", "а", "ия", "и"]),
    ("ии", &["ия"]),
    ("ию", &["ия"]),
    ("иеи", &["ия"]),
    ("іі", &["ія"]),
    ("ію", &["ія"]),
    ("ією", &["ія"]),
    ("у", &["а", ""]),
    ("ю", &["я", "и", "ь"]),
    ("е", &["а", "", "я", "ь", "и"]),
    ("і", &["а", "", "ь", "я"]),
    ("а", &["", "о"]),
    ("я", &["и", "ь", "е"]),
    ("ом", &["", "ое", "о", "ыи", "ии"]),
    ("ем", &["и", "е", "ь", "ии"]),
    ("ою", &["а"]),
    ("ею", &["я"]),
    ("ои", &["а", "ая"]),
    ("еи", &["я", "ь"]),
    ("ого", &["ое", "ии", "ыи"]),
    ("его", &["ее", "ии"]),
    ("ому", &["ое", "ии", "ыи"]),
    ("ую", &["ая"]),
    ("ым", &["ое", "ыи"]),
    ("им", &["ое", "ее", "ии"]),
    ("ых", &["ые"]),
    ("их", &["ие"]),
    ("ам", &["ы", "а"]),
    ("ах", &["ы", "а"]),
    ("ов", &["ы", "а"]),
    ("ами", &["ы"]),
    ("ова", &["ів", "ов"]),
];

/// The forms that a folded word may be one of, itself first.
pub(super) fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let rules: &[(&str, &[&str])] = match word.chars().next_back() {
        Some('α'..='ω') => &GREEK,
        Some('а'..='ӿ') => &CYRILLIC,
        _ => return forms,
    };
    for (ending, firsts) in rules {
        let Some(stem) =
            word.strip_suffix(ending).filter(|stem| stem.chars().count() > 1 || *ending == "ω")
        else {
            continue;
        };
        for first in *firsts {
            let form = format!("{stem}{first}");
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folding::folded;

    #[test]
    fn the_first_form_is_among_those_of_an_inflected_name() {
        for (said, first) in [
            ("Αθήνας", "Αθήνα"),
            ("Κύπρου", "Κύπρος"),
            ("Λίβανο", "Λίβανος"),
            ("Τουρκίας", "Τουρκία"),
            ("Σμύρνης", "Σμύρνη"),
            ("Αιγαίου", "Αιγαίο"),
            ("Πελάγους", "Πέλαγος"),
            ("Πειραιά", "Πειραιάς"),
            ("Москвы", "Москва"),
            ("Турции", "Турция"),
            ("Стамбуле", "Стамбул"),
            ("Лондона", "Лондон"),
            ("Чёрного", "Чёрное"),
            ("Чёрным", "Чёрное"),
            ("Каспийским", "Каспийское"),
            ("моря", "море"),
            ("Китая", "Китай"),
            ("Одеси", "Одеса"),
            ("Києва", "Києв"),
            ("Харкова", "Харків"),
        ] {
            let forms = forms(&folded(said));
            assert!(forms.contains(&folded(first)), "{said}: {forms:?}");
        }
        assert_eq!(forms("athens"), ["athens"]);
    }
}
