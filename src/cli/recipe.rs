//! The options of `render` that change what is drawn: as words that go into the file, and back from there.

use super::args::{self, Look};
use periplus::error::{Error, Place, Result};
use periplus::figure::Received;
use periplus::provenance::{in_order, name_of};
use std::path::Path;

impl Look {
    /// The options as words, each with its value: `--width=89mm`. Of files only the names: where they lie is the user's
    /// own affair.
    pub(super) fn recipe(&self) -> Vec<String> {
        let themes = self.theme.iter().map(|theme| match theme.ends_with(".css") {
            true => ("theme", name_of(Path::new(theme))),
            false => ("theme", theme.clone()),
        });
        let single = [
            ("width", self.width.clone()),
            ("size", self.size.clone()),
            ("dpi", self.dpi.clone()),
            ("bounds", self.bounds.clone()),
            ("background", self.background.map(|it| it.to_string())),
            ("as-of", self.as_of.clone()),
            ("worldview", self.worldview.clone()),
            ("names", self.names.clone()),
            ("overlap", self.overlap.map(|it| it.to_string())),
            ("text", self.text.map(|it| it.to_string())),
        ];
        let single = single.into_iter().filter_map(|(key, value)| Some((key, value?)));
        let breadths = self.breadth.iter().map(|breadth| ("breadth", breadth.clone()));
        let layers = self.layer.iter().map(|layer| ("layer", name_of(layer)));
        let all = single.chain(themes).chain(breadths).chain(layers);
        in_order(all.map(|(key, value)| format!("--{key}={value}")).collect())
    }

    /// The options that a drawn file holds, with its own files where they lie.
    ///
    /// Errors: `Input` for words that are no option of how a figure looks, and as [`Received::path`].
    pub(super) fn of_recipe(words: &[String], received: &Received) -> Result<Look> {
        if let Some(word) = words.iter().find(|word| args::recipe([*word]).is_none()) {
            return Err(unread(received, &format!("option `{word}`")));
        }
        let mut options = args::recipe(words).ok_or_else(|| unread(received, "an option twice"))?;
        for path in &mut options.layer {
            *path = received.path(path)?;
        }
        for theme in options.theme.iter_mut().filter(|theme| theme.ends_with(".css")) {
            *theme = received.path(Path::new(theme))?.display().to_string();
        }
        Ok(options)
    }

    /// These options, and where they say nothing those of `before`.
    pub(super) fn over(&self, before: Look) -> Look {
        fn either<T: Clone>(new: &[T], old: Vec<T>) -> Vec<T> {
            if new.is_empty() { old } else { new.to_vec() }
        }
        let new = self.clone();
        // a new width or size takes the place of either
        let is_resized = new.width.is_some() || new.size.is_some();
        let before_sides = if is_resized { (None, None) } else { (before.width, before.size) };
        Look {
            width: new.width.or(before_sides.0),
            size: new.size.or(before_sides.1),
            dpi: new.dpi.or(before.dpi),
            bounds: new.bounds.or(before.bounds),
            theme: either(&new.theme, before.theme),
            background: new.background.or(before.background),
            as_of: new.as_of.or(before.as_of),
            worldview: new.worldview.or(before.worldview),
            names: new.names.or(before.names),
            overlap: new.overlap.or(before.overlap),
            text: new.text.or(before.text),
            breadth: either(&new.breadth, before.breadth),
            layer: before.layer.into_iter().chain(new.layer).collect(),
        }
    }
}

/// Options of a drawn file that are none of ours, or none that a file may give.
fn unread(received: &Received, part: &str) -> Error {
    Error::input("the options that the file was drawn with cannot be read")
        .at(Place::file(received.file).part(part))
        .hint("it may have been drawn by a later version; `periplus inspect` prints them")
}
