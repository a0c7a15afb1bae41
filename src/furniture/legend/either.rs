//! Either: two phrases of one paint in, one that says both out.

use crate::phrases::Phrases;

/// Two phrases that differ in one word, or behind a comma, as one: `to 6 nm`, `to 12 nm` → `to 6 or 12 nm`.
pub(super) fn joined(one: &str, other: &str, phrases: Phrases) -> String {
    let either = |one: &str, other: &str| {
        phrases.fill("{one} or {other}", &[("one", one), ("other", other)])
    };
    let (ones, others): (Vec<&str>, Vec<&str>) =
        (one.split(' ').collect(), other.split(' ').collect());
    let mut differ = ones.iter().zip(&others).enumerate().filter(|(_, (a, b))| a != b);
    if let (Some((place, (word, another))), None) = (differ.next(), differ.next())
        && ones.len() == others.len()
    {
        let both = either(word, another);
        let mut words = ones.clone();
        words[place] = &both;
        return words.join(" ");
    }
    match (one.split_once(", "), other.split_once(", ")) {
        (Some((head, rest)), Some((same, another))) if head == same => {
            format!("{head}, {}", either(rest, another))
        }
        _ => format!("{one}, {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_that_differ_in_a_word_or_behind_a_comma_are_one() {
        for (one, other, both) in [
            ("to 6 nm", "to 12 nm", "to 6 or 12 nm"),
            ("3–6 nm", "12–24 nm", "3–6 or 12–24 nm"),
            ("Greece, 6 nm", "Greece, 6 and 12 nm", "Greece, 6 nm or 6 and 12 nm"),
            ("Greece, 6 nm", "Italy, 6 and 12 nm", "Greece, 6 nm, Italy, 6 and 12 nm"),
        ] {
            assert_eq!(joined(one, other, Phrases::default()), both);
        }
        assert_eq!(joined("12 sm", "6 sm", Phrases::of("de")), "12 oder 6 sm");
    }
}
