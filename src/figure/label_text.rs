//! What the labels of a layer are made of: an attribute, or words with several of them, in; the label of a feature out.

use crate::error::Flaw;
use std::str::FromStr;

/// What a label is made of: words, and attributes between them.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelText(Vec<Piece>);

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Words(String),
    Attribute(String),
}

impl LabelText {
    /// Words with attributes in braces among them, or without any: what a figure says of what it describes itself.
    pub(crate) fn of_words(text: &str) -> Result<LabelText, Flaw> {
        match text.contains(['{', '}']) {
            true => text.parse(),
            false => Ok(LabelText(vec![Piece::Words(text.trim().to_owned())])),
        }
    }

    /// The attributes that it names, each once.
    pub fn attributes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Attribute(name) => Some(name.as_str()),
            Piece::Words(_) => None,
        })
    }

    /// The label of a feature, given the values of its attributes: words beside one that it has not are left out with it. Empty if it
    /// has none of them.
    pub fn said(&self, value: impl Fn(&str) -> Option<String>) -> String {
        let said = |piece: &Piece| match piece {
            Piece::Words(_) => None,
            Piece::Attribute(name) => Some(value(name).unwrap_or_default()),
        };
        let values: Vec<Option<String>> = self.0.iter().map(said).collect();
        let is_missing = |index: Option<usize>| {
            let value = index.and_then(|index| values.get(index)?.as_ref());
            value.is_some_and(String::is_empty)
        };
        let words = |(index, piece): (usize, &Piece)| match (piece, &values[index]) {
            (_, Some(value)) => value.clone(),
            (Piece::Words(words), None) => {
                let is_alone = is_missing(index.checked_sub(1)) || is_missing(Some(index + 1));
                if is_alone { String::new() } else { words.clone() }
            }
            (Piece::Attribute(_), None) => String::new(),
        };
        let names_any = values.iter().any(Option::is_some);
        match names_any && values.iter().flatten().all(String::is_empty) {
            true => String::new(),
            false => self.0.iter().enumerate().map(words).collect::<String>().trim().to_owned(),
        }
    }
}

impl FromStr for LabelText {
    type Err = Flaw;

    /// `"{name}, {year}"`, or the name of an attribute alone; `{{` is a brace.
    fn from_str(text: &str) -> Result<LabelText, Flaw> {
        if text.trim().is_empty() {
            return Err(Flaw::new("the label names no attribute").hint(LABELS));
        }
        if !text.contains(['{', '}']) {
            return Ok(LabelText(vec![Piece::Attribute(text.trim().to_owned())]));
        }
        let mut pieces = Vec::new();
        let mut words = String::new();
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '{' | '}' if letters.peek() == Some(&letter) => {
                    words.push(letter);
                    letters.next();
                }
                '{' => {
                    let name: String = letters.by_ref().take_while(|next| *next != '}').collect();
                    if name.trim().is_empty() || !text.contains(&format!("{{{name}}}")) {
                        return Err(Flaw::new("a brace of the label is not closed").hint(LABELS));
                    }
                    pieces.push(Piece::Words(std::mem::take(&mut words)));
                    pieces.push(Piece::Attribute(name.trim().to_owned()));
                }
                '}' => return Err(Flaw::new("a brace of the label is not opened").hint(LABELS)),
                other => words.push(other),
            }
        }
        pieces.push(Piece::Words(words));
        pieces.retain(|piece| *piece != Piece::Words(String::new()));
        let label = LabelText(pieces);
        let names_any = label.attributes().next().is_some();
        match names_any {
            true => Ok(label),
            false => Err(Flaw::new("the label names no attribute").hint(LABELS)),
        }
    }
}

/// How labels are written.
const LABELS: &str =
    "label = \"name\" for an attribute, label = \"{name}, {year}\" for several; {{ for a brace";

#[cfg(test)]
mod tests {
    use super::*;

    fn said(label: &str) -> String {
        let label: LabelText = label.parse().expect(label);
        label.said(|key| match key {
            "name" => Some("Athens".to_owned()),
            "year" => Some("2020".to_owned()),
            _ => None,
        })
    }

    #[test]
    fn labels_are_an_attribute_or_words_with_some() {
        assert_eq!(said("name"), "Athens");
        assert_eq!(said("{name}, {year}"), "Athens, 2020");
        assert_eq!(said("{{{year}}} { name }"), "{2020} Athens");
        assert_eq!(said("no such"), "");
        assert_eq!(said("{name}{none}"), "Athens");
        assert_eq!(said("{name}: {none}"), "Athens");
        assert_eq!(said("{name} ({none})"), "Athens");
        assert_eq!(said("no. {none} of {none}"), "");
    }

    #[test]
    fn braces_are_closed_and_labels_name_something() {
        for label in ["", " ", "{name", "name}", "{}", "a {{b}}"] {
            let flaw = label.parse::<LabelText>().expect_err(label);
            assert!(flaw.hint.is_some(), "{label}");
        }
    }
}
