//! Capitals: a name and its language in, the name in capitals out.
//! Unicode's full case mapping (SpecialCasing.txt) with its language rules (CLDR: tr, az, el, hy);
//! Georgian stays in Mkhedruli, which Georgian maps use for all names.

/// `text` in capitals by the rules of `language` (a BCP 47 tag; empty for none).
///
/// Turkish and Azerbaijani: i → İ, ı → I. Greek: accents dropped, a diaeresis kept or made where it
/// parts two vowels. Armenian: և → ԵՎ. Georgian letters are left as they are.
pub fn uppercase(text: &str, language: &str) -> String {
    let language = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match language.as_str() {
        "el" => greek(text),
        "tr" | "az" => capitals(text, |c| if c == 'i' { "İ" } else { "" }),
        "hy" => capitals(text, |c| if c == 'և' { "ԵՎ" } else { "" }),
        _ => capitals(text, |_| ""),
    }
}

/// Capitals by Unicode, but for characters for which `own` names something else.
fn capitals(text: &str, own: impl Fn(char) -> &'static str) -> String {
    let mut upper = String::with_capacity(text.len());
    for character in text.chars() {
        match own(character) {
            "" if ('\u{10D0}'..='\u{10FF}').contains(&character) => upper.push(character),
            "" => upper.extend(character.to_uppercase()),
            special => upper.push_str(special),
        }
    }
    upper
}

fn greek(text: &str) -> String {
    let mut upper = String::with_capacity(text.len());
    let mut accented_before = false;
    for character in text.chars() {
        let plain = match character {
            'ά' | 'Ά' => 'Α',
            'έ' | 'Έ' => 'Ε',
            'ή' | 'Ή' => 'Η',
            'ί' | 'Ί' => 'Ι',
            'ό' | 'Ό' => 'Ο',
            'ύ' | 'Ύ' => 'Υ',
            'ώ' | 'Ώ' => 'Ω',
            'ΐ' | 'ϊ' | 'Ϊ' => 'Ϊ',
            'ΰ' | 'ϋ' | 'Ϋ' => 'Ϋ',
            'ι' if accented_before => 'Ϊ',
            'υ' if accented_before => 'Ϋ',
            'ς' => 'Σ',
            '\u{301}' | '\u{300}' | '\u{342}' => {
                accented_before = true;
                continue;
            }
            other => {
                upper.extend(other.to_uppercase());
                accented_before = false;
                continue;
            }
        };
        upper.push(plain);
        accented_before = matches!(character, 'ά' | 'έ' | 'ό' | 'ύ' | 'Ά' | 'Έ' | 'Ό' | 'Ύ');
    }
    upper
}

#[cfg(test)]
mod tests {
    use super::uppercase;

    #[test]
    fn turkish_keeps_the_dot_of_i() {
        assert_eq!(uppercase("Türkiye", "tr"), "TÜRKİYE");
        assert_eq!(uppercase("Iğdır", "tr-TR"), "IĞDIR");
        assert_eq!(uppercase("Türkiye", "en"), "TÜRKIYE");
    }

    #[test]
    fn azerbaijani_follows_turkish() {
        assert_eq!(uppercase("Xankəndi", "az"), "XANKƏNDİ");
    }

    #[test]
    fn greek_capitals_have_no_accent() {
        assert_eq!(uppercase("Ελλάδα", "el"), "ΕΛΛΑΔΑ");
        assert_eq!(uppercase("Αθήνα, Λέσβος", "el"), "ΑΘΗΝΑ, ΛΕΣΒΟΣ");
        assert_eq!(uppercase("Μάιος", "el"), "ΜΑΪΟΣ");
    }

    #[test]
    fn georgian_stays_mkhedruli_and_armenian_ev_is_two_letters() {
        assert_eq!(uppercase("საქართველო", "ka"), "საქართველო");
        assert_eq!(uppercase("Սևան", "hy"), "ՍԵՎԱՆ");
    }
}
