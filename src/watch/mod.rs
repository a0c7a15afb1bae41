//! The live preview: a way to draw a figure in, a page on this machine out that draws it anew on every save.
//!
//! The page (`page`) asks for a picture with what its controls say; `desk` hands the question to the one thread that
//! draws, the newest of each page first; `saves` looks after the files and wakes the page; `server` speaks HTTP with
//! the page and with nobody else (`http`).
//! It prints nothing and reads no clock: files are told apart by what the file system says of them.
//! Not here: how a figure is drawn with the options of the command line; whoever calls [`serve`] knows that.

mod answer;
mod desk;
mod http;
mod page;
mod saves;
mod server;

pub use saves::Saves;

use crate::error::{Error, Place, Result, Warning};
use crate::output::Format;
use serde::Serialize;
use std::convert::Infallible;
use std::error::Error as _;
use std::net::TcpListener;
use std::sync::Arc;

/// What the page's controls say, in the words of the command line; none: as the figure has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Controls {
    /// Width of the sheet: `89mm`, `single`.
    pub width: Option<String>,
    /// A bundled theme, or the file that the preview was started with.
    pub theme: Option<String>,
    /// In which language names are: `en`, `local`, `both`, a tag.
    pub names: Option<String>,
    /// The day: `2020-10-17`.
    pub as_of: Option<String>,
    /// One of [`crate::figure::WORLDVIEWS`].
    pub worldview: Option<String>,
}

/// What a picture is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The page: an SVG with its fonts.
    Preview,
    /// A file to keep.
    File(Format),
}

/// A picture that was drawn.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// The file.
    pub bytes: Vec<u8>,
    /// The figure's name, that of the file without its end.
    pub name: String,
    /// Width of the sheet, mm.
    pub width: f64,
    /// Height of the sheet, mm.
    pub height: f64,
    /// The alternative text.
    pub alt: String,
    /// What it was drawn with, in words: theme, names, day, view.
    pub with: Vec<String>,
    /// What was left out, mended or assumed.
    pub warnings: Vec<Warning>,
    /// The names on it, which can be dragged.
    pub names: Vec<PlacedName>,
}

/// A name on a picture; lengths in mm from the left and the top.
#[derive(Clone, Debug, Default)]
pub struct PlacedName {
    /// By what the figure file calls it.
    pub id: String,
    /// As it stands.
    pub text: String,
    /// Left edge, top edge, width, height.
    pub taken: [f64; 4],
    /// From where it is shifted.
    pub from: [f64; 2],
}

/// What the page is about.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// The figure's name.
    pub name: String,
    /// What the controls say at first.
    pub controls: Controls,
    /// A theme of the user's own that may be chosen beside the bundled ones: the path as given.
    pub own_theme: Option<String>,
}

/// Draws with what the controls say.
pub type Draw<'a> = dyn FnMut(&Controls, Kind) -> Result<Picture> + 'a;

/// Serves the page at `listener` for as long as the process lives; drawing is done by the calling thread.
///
/// Errors: `Render` if the listener is closed to us.
pub fn serve(
    listener: TcpListener,
    subject: Subject,
    saves: &Arc<Saves>,
    draw: &mut Draw,
) -> Result<Infallible> {
    let desk = Arc::new(desk::Desk::default());
    server::start(listener, subject, Arc::clone(&desk), Arc::clone(saves))?;
    saves::look_after(saves)?;
    desk.work(draw)
}

/// An error as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct ErrorReport {
    message: String,
    /// `file:line:column, part`.
    at: Option<String>,
    causes: Vec<String>,
    hint: Option<String>,
}

impl ErrorReport {
    fn of(error: &Error) -> ErrorReport {
        let mut causes = Vec::new();
        let mut below = error.source();
        while let Some(cause) = below {
            causes.push(cause.to_string());
            below = cause.source();
        }
        let at = error.place.as_ref().map(Place::to_string);
        ErrorReport { message: error.message.clone(), at, causes, hint: error.hint.clone() }
    }

    /// The error as lines of plain text, in the form of the command line.
    fn text(&self) -> String {
        let at = self.at.iter().map(|place| format!("  at: {place}\n"));
        let causes = self.causes.iter().map(|cause| format!("cause: {cause}\n"));
        let hint = self.hint.iter().map(|hint| format!("hint: {hint}\n"));
        let rest: String = at.chain(causes).chain(hint).collect();
        format!("error: {}\n{rest}", self.message)
    }
}
