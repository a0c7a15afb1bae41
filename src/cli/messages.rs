//! Errors, warnings and notes in, lines on standard error out: what, where, why, the way out.

use periplus::error::{Error, Place, Warning};
use std::error::Error as _;
use std::io::{self, IsTerminal, Write};

/// Where messages go and how they look.
pub(super) struct Messages {
    quiet: bool,
    coloured: bool,
}

impl Messages {
    /// Coloured on a terminal, unless NO_COLOR is set (no-color.org).
    pub(super) fn new(quiet: bool) -> Messages {
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Messages { quiet, coloured: io::stderr().is_terminal() && !unwanted }
    }

    /// An error with its place, its causes and the way out.
    pub(super) fn error(&self, error: &Error) {
        const BOLD_RED: &str = "1;31";
        let mut lines = vec![self.headed("error:", BOLD_RED, &error.message)];
        lines.extend(placed(error.place.as_ref()));
        let mut cause = error.source();
        while let Some(below) = cause {
            lines.push(format!("cause: {below}"));
            cause = below.source();
        }
        lines.extend(error.hint.iter().map(|hint| format!("hint: {hint}")));
        self.write(&lines);
    }

    /// A warning with its place and the way out; nothing under `--quiet`.
    pub(super) fn warning(&self, warning: &Warning) {
        const BOLD_YELLOW: &str = "1;33";
        if self.quiet {
            return;
        }
        let mut lines = vec![self.headed("warning:", BOLD_YELLOW, &warning.message)];
        lines.extend(placed(warning.place.as_ref()));
        lines.extend(warning.hint.iter().map(|hint| format!("hint: {hint}")));
        self.write(&lines);
    }

    /// A line of progress; nothing under `--quiet`.
    pub(super) fn note(&self, line: &str) {
        if !self.quiet {
            self.write(&[line.to_owned()]);
        }
    }

    /// Lines that were asked for (`--timings`).
    pub(super) fn table(&self, lines: &[String]) {
        self.write(lines);
    }

    fn headed(&self, head: &str, colour: &str, message: &str) -> String {
        if self.coloured {
            format!("\u{1b}[{colour}m{head}\u{1b}[0m {message}")
        } else {
            format!("{head} {message}")
        }
    }

    fn write(&self, lines: &[String]) {
        let mut text: String = lines.join("\n");
        text.push('\n');
        // Nobody is left to be told if standard error is closed.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }
}

fn placed(place: Option<&Place>) -> Option<String> {
    place.map(|place| format!("  at: {place}"))
}
