//! The paper: its width, its look, its ground, the shape of the frame round the map.

use super::length::Length;
use crate::error::Flaw;
use crate::projection::Frame;
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// The paper that a figure is drawn on.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Sheet {
    /// Width; 180 mm unless given.
    pub width: Length,
    /// Height, which the map fills; as the extent asks for unless given.
    pub height: Option<Length>,
    /// A bundled theme's name or a `.css` file; `atlas` unless given.
    pub theme: String,
    /// Themes over that one, the later over the earlier: those that follow the first on the command line.
    #[serde(skip)]
    pub themes_over: Vec<String>,
    /// The shape of the frame round the map; as the projection decides unless given.
    pub frame: Frame,
    /// What the sheet is drawn on.
    pub background: Background,
}

/// What a sheet is drawn on; the map has its own ground within the frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Background {
    /// On paper of the theme's colour.
    #[default]
    Theme,
    /// On nothing: what the sheet is laid on shows through.
    None,
}

impl Background {
    /// All, in the order of lists.
    pub const ALL: [Background; 2] = [Background::Theme, Background::None];

    /// Its name in figure files: `theme`.
    pub fn name(self) -> &'static str {
        match self {
            Background::Theme => "theme",
            Background::None => "none",
        }
    }
}

impl fmt::Display for Background {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Background {
    type Err = Flaw;

    fn from_str(word: &str) -> Result<Background, Flaw> {
        let found = Background::ALL.into_iter().find(|ground| ground.name() == word);
        found.ok_or_else(|| {
            let known = Background::ALL.map(Background::name);
            Flaw::new(format!("unknown background `{word}`")).known(word, &known)
        })
    }
}

impl<'de> Deserialize<'de> for Background {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Background, D::Error> {
        crate::toml_text::value(deserializer)
    }
}

/// Whether a theme is a file of the user's and not a bundled one.
fn is_file(theme: &str) -> bool {
    theme.ends_with(".css")
}

impl Default for Sheet {
    fn default() -> Sheet {
        /// Two columns of a journal, or the text width of A4.
        const WIDTH: Length = Length::Millimetres(180.0);
        let theme = "atlas".to_owned();
        Sheet {
            width: WIDTH,
            height: None,
            theme,
            themes_over: Vec::new(),
            frame: Frame::default(),
            background: Background::default(),
        }
    }
}

impl Sheet {
    /// Whether the theme is a file of the user's and not a bundled one.
    pub fn theme_is_file(&self) -> bool {
        is_file(&self.theme)
    }

    /// Its themes, each over those before it.
    pub fn themes(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.theme).chain(&self.themes_over).map(String::as_str)
    }

    /// Its themes that are files of the user's.
    pub(super) fn theme_files(&self) -> impl Iterator<Item = PathBuf> {
        self.themes().filter(|theme| is_file(theme)).map(PathBuf::from)
    }

    /// Puts another path in place of that of each theme that is a file.
    pub(super) fn relocate_themes(
        &mut self,
        to: &dyn Fn(&Path) -> crate::error::Result<PathBuf>,
    ) -> crate::error::Result<()> {
        let themes = std::iter::once(&mut self.theme).chain(&mut self.themes_over);
        for theme in themes.filter(|theme| is_file(theme)) {
            *theme = to(Path::new(theme))?.display().to_string();
        }
        Ok(())
    }
}
