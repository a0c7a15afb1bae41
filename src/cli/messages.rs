//! Errors, warnings and notes in, lines on standard error out: what, where, why, the way out.

use super::excerpt::excerpt;
use super::printable::printable;
use periplus::error::{Error, Place, Warning};
use std::error::Error as _;
use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Where messages go and how they look.
pub(super) struct Messages {
    quiet: bool,
    coloured: bool,
    /// Which of several figures is spoken of.
    figure: Option<String>,
    /// Every warning that there was, shown or not.
    heard: Arc<Mutex<Vec<Warning>>>,
    /// Where they are kept instead of being shown.
    kept: Option<Kept>,
}

/// Messages that are kept.
pub(super) type Kept = Arc<Mutex<String>>;

impl Messages {
    /// Coloured on a terminal, unless NO_COLOR is set (no-color.org).
    pub(super) fn new(quiet: bool) -> Messages {
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Messages {
            quiet,
            coloured: io::stderr().is_terminal() && !unwanted,
            figure: None,
            heard: Arc::default(),
            kept: None,
        }
    }

    /// Messages that are kept instead of being shown, and where.
    pub(super) fn kept() -> (Messages, Kept) {
        let kept = Kept::default();
        let messages =
            Messages { coloured: false, kept: Some(Arc::clone(&kept)), ..Messages::new(false) };
        (messages, kept)
    }

    /// The same for one of several figures: errors and warnings name it.
    pub(super) fn of(&self, figure: &str) -> Messages {
        let heard = Arc::clone(&self.heard);
        let (figure, kept) = (Some(figure.to_owned()), self.kept.clone());
        Messages { figure, heard, kept, ..*self }
    }

    /// An error with its place, its causes and the way out.
    pub(super) fn error(&self, error: &Error) {
        const BOLD_RED: &str = "1;31";
        let mut lines = vec![self.headed("error:", BOLD_RED, &error.message)];
        lines.extend(self.placed(error.place.as_ref()));
        let mut cause = error.source();
        while let Some(below) = cause {
            lines.push(printable(&format!("cause: {below}")));
            cause = below.source();
        }
        lines.extend(error.hint.iter().map(|hint| printable(&format!("hint: {hint}"))));
        self.write(&lines);
    }

    /// A warning with its place and the way out; nothing under `--quiet`.
    pub(super) fn warning(&self, warning: &Warning) {
        const BOLD_YELLOW: &str = "1;33";
        self.count(std::slice::from_ref(warning));
        if self.quiet {
            return;
        }
        let mut lines = vec![self.headed("warning:", BOLD_YELLOW, &warning.message)];
        lines.extend(self.placed(warning.place.as_ref()));
        lines.extend(warning.hint.iter().map(|hint| printable(&format!("hint: {hint}"))));
        self.write(&lines);
    }

    /// Takes note of warnings that are said elsewhere.
    pub(super) fn count(&self, warnings: &[Warning]) {
        self.warnings().extend_from_slice(warnings);
    }

    /// Whether there was a warning, `--quiet` or not.
    pub(super) fn have_warned(&self) -> bool {
        !self.warnings().is_empty()
    }

    /// The warnings that there were.
    pub(super) fn heard(&self) -> Vec<Warning> {
        self.warnings().clone()
    }

    fn warnings(&self) -> MutexGuard<'_, Vec<Warning>> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A line of progress; nothing under `--quiet`.
    pub(super) fn note(&self, line: &str) {
        if !self.quiet {
            self.write(&[printable(line)]);
        }
    }

    /// Lines that were asked for (`--timings`).
    pub(super) fn table(&self, lines: &[String]) {
        self.write(lines);
    }

    fn headed(&self, head: &str, colour: &str, message: &str) -> String {
        let message = match &self.figure {
            Some(figure) => printable(&format!("{figure}: {message}")),
            None => printable(message),
        };
        if self.coloured {
            format!("\u{1b}[{colour}m{head}\u{1b}[0m {message}")
        } else {
            format!("{head} {message}")
        }
    }

    /// Where it is, and the line as it is written.
    fn placed(&self, place: Option<&Place>) -> Vec<String> {
        let Some(place) = place else { return Vec::new() };
        let at = printable(&format!("  at: {place}"));
        std::iter::once(at).chain(excerpt(place, self.coloured)).collect()
    }

    fn write(&self, lines: &[String]) {
        let mut text: String = lines.join("\n");
        text.push('\n');
        if let Some(kept) = &self.kept {
            kept.lock().unwrap_or_else(PoisonError::into_inner).push_str(&text);
            return;
        }
        // Nobody is left to be told if standard error is closed.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }
}
