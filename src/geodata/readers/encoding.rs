//! The bytes of a text in, the text out, with the name of its encoding: UTF-8, UTF-16 by its mark or its zeros, else the one encoding
//! of Windows (Western, Turkish, Greek, Cyrillic) in which the letters make words. The Encoding Standard's tables are a crate's.

use crate::error::{Error, Place, Result, Warning};
use encoding_rs::{
    Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254,
};
use std::borrow::Cow;

/// A text, and in which encoding it was.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: &'static str,
    /// Said where it is a guess.
    pub(super) doubt: Option<Warning>,
}

/// The text of a file that the user knows as `file`.
///
/// Errors: `Input` where no encoding makes sense of it, or several make different sense.
pub(super) fn decoded<'a>(bytes: &'a [u8], file: &str) -> Result<Decoded<'a>> {
    let known = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => Some(encoding),
        None if std::str::from_utf8(bytes).is_ok() => Some(UTF_8),
        None => utf_16(bytes),
    };
    let at_file = || Place::file(file);
    if let Some(encoding) = known {
        let (text, used, has_faults) = encoding.decode(bytes);
        if has_faults {
            let message = format!("the file is no {} text, as it seemed to be", used.name());
            return Err(Error::input(message).at(at_file()).hint(SAVE));
        }
        return Ok(Decoded { text, encoding: used.name(), doubt: None });
    }
    let Some((text, encoding)) = guessed(bytes) else {
        return Err(Error::input("the encoding of the file cannot be told")
            .at(at_file())
            .hint(SAVE));
    };
    let doubt = Warning::new(format!("the file is not UTF-8: its letters are read as {encoding}"))
        .at(at_file())
        .hint("look at a name with accents; if it is wrong, save the file as UTF-8");
    Ok(Decoded { text, encoding, doubt: Some(doubt) })
}

const SAVE: &str = "save it as UTF-8 (in a spreadsheet: CSV UTF-8)";

/// The head of a text in UTF-16; none of any other.
pub(super) fn head_in_utf_16(bytes: &[u8]) -> Option<Cow<'_, str>> {
    /// Bytes that tell what a text is.
    const HEAD: usize = 4_000;
    let head = &bytes[..bytes.len().min(HEAD)];
    let marked = Encoding::for_bom(head).map(|(encoding, _)| encoding);
    let encoding = marked.filter(|it| *it != UTF_8).or_else(|| utf_16(head))?;
    Some(encoding.decode(head).0)
}

/// UTF-16 without its mark: of what Europe writes every second byte is zero, or nearly every.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    /// Bytes that are looked at.
    const HEAD: usize = 1_000;
    let head = &bytes[..bytes.len().min(HEAD)];
    let zeros = |of: usize| head.iter().skip(of).step_by(2).filter(|byte| **byte == 0).count();
    let is_most = |count: usize| count > 0 && count * 5 > head.len();
    match (zeros(0), zeros(1)) {
        (0, after) if is_most(after) => Some(UTF_16LE),
        (before, 0) if is_most(before) => Some(UTF_16BE),
        _ => None,
    }
}

/// The text and its encoding; none where no encoding makes words of it, or two make other ones.
fn guessed(bytes: &[u8]) -> Option<(Cow<'_, str>, &'static str)> {
    /// An encoding, and whether a text is of what is written in it.
    type Candidate = (&'static Encoding, fn(&str) -> bool);
    let makes_words: [Candidate; 4] = [
        (WINDOWS_1252, is_western),
        (WINDOWS_1254, is_turkish),
        (WINDOWS_1253, is_greek),
        (WINDOWS_1251, is_cyrillic),
    ];
    let mut found: Option<(Cow<'_, str>, &'static str)> = None;
    for (encoding, is_meant) in makes_words {
        let (text, has_faults) = encoding.decode_without_bom_handling(bytes);
        if has_faults || text.contains(is_control) || !is_meant(&text) || !is_coherent(&text) {
            continue;
        }
        match &found {
            Some((other, _)) if *other != text => return None,
            Some(_) => {}
            None => found = Some((text, encoding.name())),
        }
    }
    found
}

/// Controls that no text has.
fn is_control(c: char) -> bool {
    c.is_control() && !"\t\r\n".contains(c)
}

/// Letters beyond ASCII.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic())
}

/// Whether all are letters of Western Europe, and most of the words that have some are of ASCII. Those in whose place Turkish has
/// others are Icelandic, which is not told apart from Turkish.
fn is_western(text: &str) -> bool {
    const ICELANDIC: &str = "ÐðÞþÝý";
    let is_one = |c: char| ('\u{c0}'..='\u{ff}').contains(&c) || "ŠšŽžŒœŸƒªº".contains(c);
    letters(text).all(|c| is_one(c) && !ICELANDIC.contains(c)) && is_mostly_ascii(text)
}

/// Whether all are letters of Turkish.
fn is_turkish(text: &str) -> bool {
    letters(text).all(|c| "ÇçĞğİıÖöŞşÜüÂâÎîÛûÉé".contains(c)) && is_mostly_ascii(text)
}

/// Whether words with letters beyond ASCII have more of ASCII.
fn is_mostly_ascii(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic());
    let others: Vec<&str> = words.filter(|word| !word.is_ascii()).collect();
    let of_ascii = |word: &&str| word.chars().filter(char::is_ascii).count();
    others.iter().map(of_ascii).sum::<usize>() >= others.iter().copied().flat_map(letters).count()
}

/// Whether all are letters of Greek, without the two that hardly a word has: where they stand, Russian has its commonest.
fn is_greek(text: &str) -> bool {
    letters(text).all(|c| ('Ά'..='ώ').contains(&c) && !"ΐΰ".contains(c))
}

/// Whether all are Cyrillic.
fn is_cyrillic(text: &str) -> bool {
    letters(text).all(|c| ('Ѐ'..='ґ').contains(&c))
}

/// Whether no word mixes scripts, and none has a capital after a small letter.
fn is_coherent(text: &str) -> bool {
    let is_other = |c: char| c >= 'Ͱ';
    let pairs = text.chars().zip(text.chars().skip(1));
    let both = pairs.filter(|(one, other)| one.is_alphabetic() && other.is_alphabetic());
    let mut beyond = both.filter(|(one, other)| !one.is_ascii() || !other.is_ascii());
    beyond.all(|(one, other)| {
        is_other(one) == is_other(other) && !(one.is_lowercase() && other.is_uppercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_whatever_they_were_saved_as() {
        let turkish = "il;enlem;boylam\nİstanbul;41,01;28,97\nMuğla;37,2;28,36\nŞanlıurfa;37,16;38,79\nÇanakkale;40,1;26,4\n";
        let greek = "όνομα;πλάτος;μήκος\nΑθήνα;37,98;23,72\nΘεσσαλονίκη;40,64;22,94\n";
        let russian = "имя;широта;долгота\nМосква;55,75;37,62\nГрозный;43,31;45,69\n";
        let french = "nom;latitude;longitude\nBéziers;43,34;3,21\nAngoulême;45,65;0,15\n";
        for (text, encoding) in [
            (turkish, WINDOWS_1254),
            (greek, WINDOWS_1253),
            (russian, WINDOWS_1251),
            (french, WINDOWS_1252),
        ] {
            let (bytes, _, has_faults) = encoding.encode(text);
            assert!(!has_faults);
            let decoded =
                decoded(&bytes, "a.csv").unwrap_or_else(|error| panic!("{encoding:?}: {error}"));
            assert_eq!(decoded.text, text, "{}", encoding.name());
            assert!(decoded.doubt.is_some());
            for (mark, big) in [(true, false), (false, false), (true, true), (false, true)] {
                let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
                let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
                let bytes: Vec<u8> = units.flat_map(bytes).collect();
                let is_sure = mark || text == french || text == turkish;
                if is_sure {
                    assert_eq!(super::decoded(&bytes, "a.csv").expect("UTF-16").text, text);
                }
            }
        }
        assert_eq!(decoded("\u{feff}é".as_bytes(), "a").expect("UTF-8").text, "é");
    }

    #[test]
    fn what_may_be_two_things_is_refused() {
        // of capitals alone Greek cannot be told from Russian, nor Icelandic from Turkish
        for (text, encoding) in [("ΑΘΗΝΑ;1;2\n", WINDOWS_1253), ("Ísafjörður;1;2\n", WINDOWS_1252)]
        {
            let (bytes, ..) = encoding.encode(text);
            assert!(decoded(&bytes, "a.csv").is_err(), "{text}");
        }
    }

    #[test]
    fn what_no_encoding_makes_sense_of_is_refused() {
        let error = decoded(&[b'a', 0x81, 0x8d, 0xff, b'\n'], "a.csv").unwrap_err();
        assert_eq!(error.hint.as_deref(), Some(SAVE));
    }
}
