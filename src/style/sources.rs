//! The names of themes in, their texts out: bundled ones, files, and what a text imports. A file imports files of its own folder and
//! what is in that, links followed; a text that is no file, bundled themes alone.

use crate::error::{Error, ErrorKind, Flaw, Place, Result, nearest};
use crate::files::{self, Foreign, Kind, leaves_its_folder, lies_in};
use std::path::{Path, PathBuf};

/// Themes that are part of the program, the default one first; the others import it and hold only what differs.
pub(super) const BUNDLED: [(&str, &str); 5] = [
    ("atlas", include_str!("../../styles/atlas.css")),
    ("mono", include_str!("../../styles/mono.css")),
    ("press", include_str!("../../styles/press.css")),
    ("dark", include_str!("../../styles/dark.css")),
    ("nautical", include_str!("../../styles/nautical.css")),
];

/// A text of a theme, and where it comes from.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// What it is called in messages.
    pub(super) file: String,
    pub(super) text: String,
    origin: Origin,
}

/// Where a text comes from: two of one origin are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// It was handed over.
    Text,
    /// The program.
    Bundled(&'static str),
    /// A file, and the folder that it and all that it imports lie in.
    File { path: PathBuf, home: PathBuf },
}

impl Source {
    /// A text that was handed over.
    pub(super) fn of_text(text: &str, file: &str) -> Source {
        Source { file: file.to_owned(), text: text.to_owned(), origin: Origin::Text }
    }

    /// The bundled theme of a name.
    ///
    /// Errors: `Missing`, naming the nearest.
    pub(super) fn bundled(name: &str) -> Result<Source> {
        let Some((name, text)) = BUNDLED.iter().find(|(known, _)| *known == name) else {
            return Err(unknown(name));
        };
        let origin = Origin::Bundled(name);
        Ok(Source { file: format!("theme \"{name}\""), text: (*text).to_owned(), origin })
    }

    /// Whether it is part of the program.
    pub(super) fn is_bundled(&self) -> bool {
        matches!(self.origin, Origin::Bundled(_))
    }

    /// The theme of a name: a file if it ends in `.css`, else a bundled one.
    ///
    /// Errors: as [`Source::bundled`]; `Missing` for a file that cannot be read, `Input` for one that is no text or too large.
    pub(super) fn named(name: &str) -> Result<Source> {
        if !is_file(name) {
            return Source::bundled(name);
        }
        let path = PathBuf::from(name);
        let home = path.parent().map(Path::to_owned).unwrap_or_default();
        Source::of_file(path, home)
    }

    fn of_file(path: PathBuf, home: PathBuf) -> Result<Source> {
        let file = path.display().to_string();
        Ok(Source { text: text_of(&path)?, file, origin: Origin::File { path, home } })
    }

    /// The file that a text imports under this name, whether it is there or not; none for a bundled theme.
    ///
    /// Errors: a file outside of the theme's folder, or of a text that has none.
    pub(super) fn import(&self, name: &str) -> std::result::Result<Import, Flaw> {
        if !is_file(name) {
            return Ok(Import::Bundled(name.to_owned()));
        }
        let Origin::File { path, home } = &self.origin else {
            let flaw = Flaw::new(format!("`{name}` is beside no file: this theme is none"));
            return Err(flaw.hint("import a bundled theme: @import \"atlas\";"));
        };
        let folder = path.strip_prefix(home).ok().and_then(Path::parent).unwrap_or(Path::new(""));
        let below = folder.join(name);
        let path = home.join(&below);
        if Path::new(name).is_absolute() || leaves_its_folder(&below) || !lies_in(home, &path) {
            let flaw = Flaw::new(format!("`{name}` lies outside of the theme's folder"));
            return Err(flaw.hint(
                "move it beside the theme, or give both: --theme one.css --theme other.css",
            ));
        }
        Ok(Import::File { path, home: home.clone() })
    }

    /// What tells it from other texts.
    pub(super) fn origin(&self) -> Origin {
        match &self.origin {
            Origin::File { path, home } => {
                let path = path.canonicalize().unwrap_or_else(|_| path.clone());
                Origin::File { path, home: home.clone() }
            }
            origin => origin.clone(),
        }
    }

    /// That it is a file of another format, if it is.
    pub(super) fn other_format(&self) -> Option<Error> {
        let is_file = matches!(self.origin, Origin::File { .. });
        let format =
            Foreign::of(self.text.as_bytes()).filter(|format| is_file && format.kind != Kind::Css);
        format.map(|format| format.instead_of_a_theme(&self.file))
    }
}

/// What a text imports.
#[derive(Debug)]
pub(super) enum Import {
    Bundled(String),
    File { path: PathBuf, home: PathBuf },
}

impl Import {
    /// Its text.
    ///
    /// Errors: as [`Source::named`].
    pub(super) fn source(self) -> Result<Source> {
        match self {
            Import::Bundled(name) => Source::bundled(&name),
            Import::File { path, home } => Source::of_file(path, home),
        }
    }
}

/// Whether a theme goes by the name of a file.
fn is_file(name: &str) -> bool {
    name.ends_with(".css")
}

fn unknown(name: &str) -> Error {
    let error = Error::missing(format!("there is no theme `{name}`"));
    let names = || BUNDLED.iter().map(|(name, _)| *name);
    match nearest(name, names()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => {
            let names = names().collect::<Vec<_>>().join(", ");
            error.hint(format!("bundled are {names}; or give a .css file"))
        }
    }
}

/// The text of the theme in a file.
///
/// Errors: `Missing` if it cannot be read, `Input` if it is no text or larger than a theme can be.
fn text_of(path: &Path) -> Result<String> {
    let shown = path.display().to_string();
    let what = format!("the theme `{shown}`");
    let bytes = files::read(path, &what, files::TEXT).map_err(|error| match error.kind {
        ErrorKind::Missing => error.hint("a bundled theme goes by its name: atlas"),
        _ => error,
    })?;
    let text = files::text(&bytes, &what, &shown);
    let foreign = Foreign::of(&bytes).filter(|format| format.kind != Kind::Css);
    text.map(str::to_owned)
        .map_err(|error| foreign.map_or(error, |format| format.instead_of_a_theme(&shown)))
}

/// An error of what is imported, at the place where it is.
pub(super) fn at(place: Place, error: Error) -> Error {
    if error.place.is_some() { error } else { error.at(place) }
}
