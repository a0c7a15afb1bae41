//! A name that a text has at a place: what is read, and what is decided on.

use super::context::Context;
use crate::locate::index::Place;

/// A name that the text has at a place.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// As the text writes it.
    pub(super) written: String,
    /// By what it is one with others.
    pub(super) key: String,
    pub(super) candidates: Vec<Place>,
    /// What is written with it that says which is meant.
    pub(super) hint: Option<String>,
    /// What the text says behind it that it lies in, and with which word that begins.
    pub(super) owner: Option<(usize, Place)>,
    /// Whether the text leaves open which is meant, however well known one of them is.
    pub(super) is_open: bool,
    /// Whether it is a name as it is written, not a form of one or a word for a people.
    pub(super) is_name: bool,
    /// Which word of the text it begins with.
    pub(super) at: usize,
    pub(super) line: usize,
    pub(super) sentence: String,
    /// Whether a word of place stands before it.
    pub(super) is_after_place: bool,
}

impl Mention {
    /// So many words of a text from one on, which may mean these.
    pub(super) fn of(
        text: &Context,
        at: usize,
        length: usize,
        key: String,
        candidates: Vec<Place>,
    ) -> Mention {
        Mention {
            written: text.written(at, length),
            key,
            candidates,
            hint: None,
            owner: None,
            is_open: false,
            is_name: false,
            at,
            line: text.words[at].line,
            sentence: text.sentence(at),
            is_after_place: text.is_after_place(at),
        }
    }

    /// Whether it is a word for the people of a state.
    pub(super) fn is_people(&self) -> bool {
        self.key.starts_with('=')
    }
}
