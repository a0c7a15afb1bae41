//! A text without comments in, the rules in it out, with the place of every selector, name and value.
//! Own scanner, because simplecss skips what it cannot read and ends a value at the first `)`.

use super::texts::{Texts, string_end};
use super::value;
use crate::error::{Error, Result};
use crate::units::Millimetres;

/// Selectors and what they set.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) selectors: Vec<SourceText>,
    pub(super) declarations: Vec<Declaration>,
    /// All have to hold.
    pub(super) conditions: Vec<MediaCondition>,
}

/// `name: value`.
#[derive(Clone, Debug)]
pub(super) struct Declaration {
    pub(super) name: SourceText,
    pub(super) value: SourceText,
    pub(super) important: bool,
}

/// A piece of the text and the byte at which it begins.
#[derive(Clone, Debug)]
pub(super) struct SourceText {
    pub(super) text: String,
    pub(super) offset: usize,
}

/// A limit on the width of the sheet for which a rule holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum MediaCondition {
    AtMost(Millimetres),
    AtLeast(Millimetres),
}

impl MediaCondition {
    /// Whether a sheet of `width` meets it.
    pub(super) fn holds(self, width: Millimetres) -> bool {
        match self {
            MediaCondition::AtMost(limit) => width <= limit,
            MediaCondition::AtLeast(limit) => width >= limit,
        }
    }

    /// The width at which it begins or ceases to hold.
    pub(super) fn limit(self) -> Millimetres {
        match self {
            MediaCondition::AtMost(limit) | MediaCondition::AtLeast(limit) => limit,
        }
    }
}

/// The word of what takes another theme in.
const IMPORT: &str = "import";
/// How it is written.
const AN_IMPORT: &str = "write @import \"atlas\"; or @import \"other.css\";";

/// Reads rules from a text without comments.
pub(super) struct Scanner<'a> {
    pub(super) texts: &'a Texts,
    pub(super) text: &'a str,
    /// The number of the text's first byte among those of all texts.
    pub(super) start: usize,
    pub(super) at: usize,
}

impl Scanner<'_> {
    /// The names that the text imports, before all of its rules: `@import "atlas";`.
    pub(super) fn imports(&mut self) -> Result<Vec<SourceText>> {
        let mut names = Vec::new();
        while self.next_visible() == Some('@') && self.at_word() == IMPORT {
            let start = self.at;
            self.at += 1 + IMPORT.len();
            let quote = self.next_visible().filter(|c| matches!(c, '"' | '\''));
            let end = quote.and_then(|_| string_end(&self.text[self.at..]));
            let Some(end) = end else {
                return Err(self
                    .texts
                    .error(self.start + start, "this @import names no theme")
                    .hint(AN_IMPORT));
            };
            let text = self.text[self.at + 1..self.at + end - 1].to_owned();
            names.push(SourceText { text, offset: self.start + self.at });
            self.at += end;
            if self.next_visible() != Some(';') {
                return Err(self.error("a ; is missing before this").hint(AN_IMPORT));
            }
            self.at += 1;
        }
        Ok(names)
    }

    /// The word after an @.
    fn at_word(&self) -> &str {
        let rest = &self.text[self.at + 1..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rest.len());
        &rest[..end]
    }

    /// Rules and `@media` blocks to the end of the text.
    pub(super) fn statements(&mut self, rules: &mut Vec<Rule>) -> Result<()> {
        while let Some(next) = self.next_visible() {
            match next {
                '@' => self.media(rules)?,
                '}' => return Err(self.error("this } closes nothing")),
                _ => rules.push(self.rule(&[])?),
            }
        }
        Ok(())
    }

    /// `@media (max-width: 120mm) { rules }`.
    fn media(&mut self, rules: &mut Vec<Rule>) -> Result<()> {
        const HINT: &str = "write @media (max-width: 120mm) { … }";
        let name = self.at_word();
        if name == IMPORT {
            let error = self.error("an @import after a rule");
            return Err(error.hint("write it before the first rule of the theme"));
        }
        if name != "media" {
            let message = format!("@{name} is not known in a theme");
            return Err(self.error(message).hint(HINT));
        }
        let condition = self.until('{', "the block of this @media")?;
        let conditions = self.conditions(&condition).map_err(|error| error.hint(HINT))?;
        let open = self.at;
        self.at += 1;
        loop {
            match self.next_visible() {
                None => return Err(self.unclosed(open)),
                Some('}') => break,
                Some('@') => return Err(self.error("an @-rule inside @media").hint(HINT)),
                Some(_) => rules.push(self.rule(&conditions)?),
            }
        }
        self.at += 1;
        Ok(())
    }

    /// `@media (max-width: 120mm) and (min-width: 60mm)`: the conditions, all of which have to hold.
    fn conditions(&self, prelude: &SourceText) -> Result<Vec<MediaCondition>> {
        let fail = |message: String| self.texts.error(prelude.offset, message);
        let body = prelude.text.strip_prefix("@media").unwrap_or(&prelude.text);
        body.split(" and ")
            .map(|condition| {
                let condition = condition.trim();
                let (name, length) = condition
                    .strip_prefix('(')
                    .and_then(|rest| rest.strip_suffix(')'))
                    .and_then(|inner| inner.split_once(':'))
                    .ok_or_else(|| {
                        fail(format!("`{condition}` is not a limit on the sheet's width"))
                    })?;
                let limit =
                    value::length(length.trim()).map_err(|problem| fail(problem.message))?;
                match name.trim() {
                    "max-width" => Ok(MediaCondition::AtMost(limit)),
                    "min-width" => Ok(MediaCondition::AtLeast(limit)),
                    other => Err(fail(format!("`{other}` is not known: max-width or min-width"))),
                }
            })
            .collect()
    }

    /// `selector, selector { declarations }`.
    fn rule(&mut self, conditions: &[MediaCondition]) -> Result<Rule> {
        let prelude = self.until('{', "the block of this selector")?;
        let open = self.at;
        self.at += 1;
        let declarations = self.declarations(open)?;
        let selectors = split(&prelude, ',');
        if let Some(empty) = selectors.iter().find(|selector| selector.text.is_empty()) {
            return Err(self.texts.error(empty.offset, "a selector is missing here"));
        }
        Ok(Rule { selectors, declarations, conditions: conditions.to_vec() })
    }

    /// Declarations and the brace that closes the block opened at `open`.
    fn declarations(&mut self, open: usize) -> Result<Vec<Declaration>> {
        let mut declarations = Vec::new();
        loop {
            match self.next_visible() {
                None => return Err(self.unclosed(open)),
                Some('}') => break,
                Some(';') => self.at += 1,
                Some(_) => declarations.push(self.declaration(open)?),
            }
        }
        self.at += 1;
        Ok(declarations)
    }

    /// `name: value` up to its `;` or `}`.
    fn declaration(&mut self, open: usize) -> Result<Declaration> {
        let name = self.take_to(&[':', ';', '{', '}']);
        if !self.text[self.at..].starts_with(':') {
            let message = format!("`{}` is not a declaration", name.text);
            return Err(self.texts.error(name.offset, message).hint("write `property: value;`"));
        }
        self.at += 1;
        self.next_visible();
        let mut value = self.take_to(&[';', '}', '{', ':']);
        match self.text[self.at..].chars().next() {
            None => return Err(self.unclosed(open)),
            Some('{') => {
                return Err(self.error("a block inside a block").hint("close the first with }"));
            }
            Some(':') => {
                return Err(self.error("a second : in one declaration").hint("put ; between"));
            }
            Some(_) => {}
        }
        let stripped = value.text.strip_suffix("important").map(str::trim_end);
        let important =
            stripped.and_then(|rest| rest.strip_suffix('!')).map(|v| v.trim_end().to_owned());
        let is_important = important.is_some();
        value.text = important.unwrap_or(value.text);
        if value.text.is_empty() {
            return Err(self.texts.error(name.offset, format!("`{}` has no value", name.text)));
        }
        Ok(Declaration { name, value, important: is_important })
    }

    /// The text up to `stop`, which must come before any other mark of structure.
    fn until(&mut self, stop: char, what: &str) -> Result<SourceText> {
        let part = self.take_to(&['{', '}', ';']);
        if self.text[self.at..].starts_with(stop) {
            return Ok(part);
        }
        Err(self
            .texts
            .error(part.offset, format!("{what} is missing"))
            .hint("write `selector { … }`"))
    }

    /// The trimmed text up to the next of `stops` outside strings, or to the end.
    fn take_to(&mut self, stops: &[char]) -> SourceText {
        let start = self.at;
        while let Some(c) = self.text[self.at..].chars().next() {
            if stops.contains(&c) {
                break;
            }
            let in_string = (c == '"' || c == '\'').then(|| string_end(&self.text[self.at..]));
            self.at += in_string.flatten().unwrap_or(c.len_utf8());
        }
        SourceText { text: self.text[start..self.at].trim().to_owned(), offset: self.start + start }
    }

    /// Goes to the next character that is not a space and shows it.
    fn next_visible(&mut self) -> Option<char> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        self.text[self.at..].chars().next()
    }

    fn error(&self, message: impl Into<String>) -> Error {
        self.texts.error(self.start + self.at, message)
    }

    fn unclosed(&self, open: usize) -> Error {
        self.texts.error(self.start + open, "this { is never closed").hint("end the block with }")
    }
}

/// The pieces of `part` between `separator`s outside strings, trimmed, each with its own offset.
pub(super) fn split(part: &SourceText, separator: char) -> Vec<SourceText> {
    value::split(&part.text, separator)
        .into_iter()
        .map(|piece| {
            // The address of a slice in its text is its offset: no search can find the wrong one.
            let inside = piece.as_ptr().addr() - part.text.as_ptr().addr();
            SourceText { text: piece.to_owned(), offset: part.offset + inside }
        })
        .collect()
}
