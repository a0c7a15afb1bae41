//! Questions of many pages in, answers of the one thread that draws out. A page that asks again before its turn has come
//! takes its older question back: only the newest of each page is drawn.

use super::saves::lock;
use super::{Controls, Draw, ErrorReport, Kind, Picture};
use crate::error::Result;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// What is asked of the one who draws.
#[derive(Clone, Debug)]
pub(super) struct Question {
    /// The page that asks for a preview; none for a file to keep, which nothing replaces.
    pub(super) page: Option<String>,
    pub(super) controls: Controls,
    pub(super) kind: Kind,
}

/// What comes back.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) drawn: std::result::Result<Arc<Picture>, ErrorReport>,
    /// The last preview that could be drawn, whatever was asked for now.
    pub(super) last_good: Option<Arc<Picture>>,
}

/// Where questions wait for their turn.
#[derive(Debug, Default)]
pub(super) struct Desk {
    waiting: Mutex<VecDeque<(Question, Sender<Answer>)>>,
    come: Condvar,
}

impl Desk {
    /// The answer to a question, when its turn has come; none if the same page asked again before that.
    pub(super) fn ask(&self, question: Question) -> Option<Answer> {
        self.lay(question).recv().ok()
    }

    /// Lays a question on the desk, and takes back the older one of the same page.
    fn lay(&self, question: Question) -> Receiver<Answer> {
        let (sender, receiver) = channel();
        let mut waiting = lock(&self.waiting);
        if question.page.is_some() {
            waiting.retain(|(older, _)| older.page != question.page);
        }
        waiting.push_back((question, sender));
        self.come.notify_one();
        receiver
    }

    /// Answers one question after the other.
    pub(super) fn work(&self, draw: &mut Draw) -> Result<Infallible> {
        let mut last_good = None;
        loop {
            let (question, sender) = self.next();
            let drawn = draw(&question.controls, question.kind).map(Arc::new);
            let drawn = drawn.map_err(|error| ErrorReport::of(&error));
            if let (Ok(picture), Kind::Preview) = (&drawn, question.kind) {
                last_good = Some(Arc::clone(picture));
            }
            // Who asked may have gone.
            let _ = sender.send(Answer { drawn, last_good: last_good.clone() });
        }
    }

    /// The question whose turn it is.
    fn next(&self) -> (Question, Sender<Answer>) {
        let mut waiting = lock(&self.waiting);
        loop {
            match waiting.pop_front() {
                Some(question) => return question,
                None => {
                    waiting = self.come.wait(waiting).unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(page: Option<&str>, width: &str) -> Question {
        let controls = Controls { width: Some(width.to_owned()), ..Controls::default() };
        Question { page: page.map(str::to_owned), controls, kind: Kind::Preview }
    }

    #[test]
    fn only_the_newest_question_of_each_page_is_left() {
        let desk = Desk::default();
        let older = desk.lay(question(Some("a"), "1mm"));
        let _others = desk.lay(question(Some("b"), "2mm"));
        let _files = [desk.lay(question(None, "3mm")), desk.lay(question(None, "4mm"))];
        let _newer = desk.lay(question(Some("a"), "5mm"));
        assert!(older.recv().is_err(), "the older question is answered by nothing");
        let widths: Vec<String> = (0..4).filter_map(|_| desk.next().0.controls.width).collect();
        assert_eq!(widths, ["2mm", "3mm", "4mm", "5mm"]);
    }
}
