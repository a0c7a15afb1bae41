//! Callouts: the notes of a figure in, what reports have of them and a sentence for the alternative text out.

use crate::figure::Figure;
use crate::plot::PlottedMap;

/// A note on the map, and how it stands there; lengths in mm.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CalloutRecord {
    /// Which of the figure's callouts it is, from 1.
    pub number: usize,
    /// Its title; empty for none.
    pub title: String,
    /// Its text.
    pub text: String,
    /// How it stands on the map.
    pub form: CalloutForm,
    /// Its point, from the left and the top.
    pub at: [f64; 2],
    /// Left edge, top edge, width and height of its box or mark; none where it found no room.
    pub taken: Option<[f64; 4]>,
}

/// How a callout stands on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CalloutForm {
    /// In a box.
    Boxed,
    /// As this number, its text below the map.
    Numbered(usize),
    /// Not at all: [`crate::draw`] makes an error of it.
    NoRoom,
}

impl CalloutForm {
    /// `box`, `number` or `none`.
    pub fn name(self) -> &'static str {
        match self {
            CalloutForm::Boxed => "box",
            CalloutForm::Numbered(_) => "number",
            CalloutForm::NoRoom => "none",
        }
    }
}

/// What the notes say, in a sentence; none of no note.
pub(super) fn sentence(figure: &Figure, map: &PlottedMap) -> Option<String> {
    let words = map.callouts.iter().map(|callout| {
        let asked = &figure.callouts[callout.number];
        let text = figure.says(&asked.text);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let parts = [figure.says(&asked.title), text];
        let parts = parts.iter().map(|part| part.trim_end_matches('.'));
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
    });
    let notes = words.collect::<Vec<_>>().join("; ");
    (!notes.is_empty()).then(|| figure.phrases().fill("Notes: {notes}", &[("notes", &notes)]))
}
