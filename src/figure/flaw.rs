//! What is wrong with a value, and the way out, on its road through serde or clap, which carry
//! no more than a text: the hint follows the message after a line break.

use crate::error::nearest;
use std::fmt;

/// A wrong value: what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Flaw {
    /// A flaw without a way out.
    pub fn new(message: impl Into<String>) -> Flaw {
        Flaw { message: message.into(), hint: None }
    }

    /// The same flaw with the way out.
    pub fn hint(mut self, hint: impl Into<String>) -> Flaw {
        self.hint = Some(hint.into());
        self
    }

    /// The same flaw with the nearest known word, or all of them, as the way out.
    pub fn known(self, word: &str, known: &[&str]) -> Flaw {
        match nearest(word, known.iter().copied()) {
            Some(near) => self.hint(format!("did you mean `{near}`?")),
            None => self.hint(format!("known: {}", known.join(", "))),
        }
    }

    /// The flaw that was written as `text`.
    pub fn read(text: &str) -> Flaw {
        match text.split_once('\n') {
            Some((message, hint)) => Flaw::new(message).hint(hint.trim_end()),
            None => Flaw::new(text),
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "\n{hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Flaw {}
