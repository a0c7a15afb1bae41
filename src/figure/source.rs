//! The text of a figure file in, a checked figure out; TOML's errors become errors with a place.
//! Bundled figures are found by name; files of a figure stay inside its folder.

use super::flaw::Flaw;
use super::regions::{REGIONS, Region};
use super::words::{AS_OF, Words};
use super::{Figure, PROJECTIONS, Source, WORLDVIEWS, check_breadth, zones};
use crate::error::{Error, Place, Result, nearest};
use crate::units::{Metres, NauticalMiles};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::fs;
use std::path::{Component, Path, PathBuf};

include!(concat!(env!("OUT_DIR"), "/figures.rs"));

impl Figure {
    /// The names of the bundled figures, in order of the alphabet.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FIGURES.iter().map(|(name, _)| *name)
    }

    /// A bundled figure by its name.
    ///
    /// Errors: `Input` with the nearest name if there is none of that name.
    pub fn bundled(name: &str) -> Result<Figure> {
        let found = FIGURES.iter().find(|(known, _)| *known == name);
        let (_, text) = found.ok_or_else(|| {
            let error = Error::input(format!("there is no figure `{name}`"));
            match nearest(name, Figure::names()) {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error.hint("`periplus figures` lists the bundled ones"),
            }
        })?;
        let mut figure = Figure::parse(text, &format!("figure \"{name}\""))?;
        name.clone_into(&mut figure.name);
        Ok(figure)
    }

    /// Reads the figure file at `path`; its own files are then looked for beside it.
    ///
    /// Errors: `Missing` if there is no such file; `Input` as [`Figure::parse`], and if a file
    /// that the figure names lies outside of the figure's folder.
    pub fn read(path: &Path) -> Result<Figure> {
        let shown = path.display().to_string();
        let text = fs::read(path).map_err(|error| {
            Error::missing(format!("cannot read the figure `{shown}`"))
                .hint("`periplus figures` lists the bundled ones")
                .cause(error)
        })?;
        let text = String::from_utf8(text).map_err(|error| {
            Error::input("the figure is not UTF-8 text").at(Place::file(&shown)).cause(error)
        })?;
        let mut figure = Figure::parse(&text, &shown)?;
        if let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) {
            stem.clone_into(&mut figure.name);
        }
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        figure.settle(&folder, &shown)?;
        figure.file = Some(path.to_owned());
        Ok(figure)
    }

    /// Reads the text of a figure that the user knows as `file`; its own files are then looked
    /// for in the working folder.
    ///
    /// Errors: `Input` with file, line, column and the nearest known key.
    pub fn parse(text: &str, file: &str) -> Result<Figure> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut figure: Figure =
            toml::from_str(text).map_err(|error| located(&error, text, file))?;
        text.clone_into(&mut figure.text);
        figure.take_up_breadths();
        if figure.as_of.is_none() && figure.words().into_iter().any(Words::speak_of_the_day) {
            let start = text.find(AS_OF).unwrap_or_default();
            return Err(Error::input("the words speak of a day, and the figure has none")
                .at(placed(text, file, start))
                .hint("give the figure its day: as_of = 2020-10-17"));
        }
        for path in figure.own_files() {
            if leaves_its_folder(&path) {
                return Err(outside(&path, text, file));
            }
        }
        Ok(figure)
    }

    /// The files that the figure names: layers, coast, theme.
    pub fn own_files(&self) -> Vec<PathBuf> {
        let theme = self.sheet.theme_is_file().then(|| PathBuf::from(&self.sheet.theme));
        self.data_files().into_iter().chain(theme).collect()
    }

    /// Puts the figure's folder before the files that it names, and sees that no link leads out.
    pub(super) fn settle(&mut self, folder: &Path, file: &str) -> Result<()> {
        let home = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let within = |path: &Path| match (home.canonicalize(), home.join(path).canonicalize()) {
            (Ok(home), Ok(path)) => path.starts_with(home),
            // A file that is not there is reported when it is read.
            _ => true,
        };
        if let Some(path) = self.own_files().into_iter().find(|path| !within(path)) {
            return Err(outside(&path, "", file));
        }
        self.relocate(&|path| Ok(folder.join(path)))
    }

    /// Puts another path in place of that of each file that the figure names.
    pub(super) fn relocate(&mut self, to: &dyn Fn(&Path) -> Result<PathBuf>) -> Result<()> {
        for layer in &mut self.layers {
            if let Source::File(path) = &mut layer.source {
                *path = to(path)?;
            }
        }
        if let Some(zones) = &mut self.zones {
            for path in zones.files_mut().into_iter().flatten() {
                *path = to(path)?;
            }
        }
        if self.sheet.theme_is_file() {
            self.sheet.theme = to(Path::new(&self.sheet.theme))?.display().to_string();
        }
        Ok(())
    }
}

/// Whether a path leads out of the folder that it is relative to.
pub(super) fn leaves_its_folder(path: &Path) -> bool {
    let mut depth = 0i32;
    path.components().any(|part| {
        match part {
            Component::ParentDir => depth -= 1,
            Component::Normal(_) => depth += 1,
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return true,
        }
        depth < 0
    })
}

fn outside(path: &Path, text: &str, file: &str) -> Error {
    let shown = path.display().to_string();
    let place = match text.find(&shown) {
        Some(start) => placed(text, file, start),
        None => Place::file(file),
    };
    Error::input(format!("`{shown}` lies outside of the figure's folder"))
        .at(place)
        .hint("move the file beside the figure, or name it on the command line (--layer, --theme)")
}

/// TOML's error with place and, for an unknown key, the nearest known one.
fn located(error: &toml::de::Error, text: &str, file: &str) -> Error {
    let flaw = Flaw::read(error.message());
    let words: Vec<&str> = flaw.message.split('`').skip(1).step_by(2).collect();
    let place = match error.span() {
        Some(span) => placed(text, file, narrowed(text, span.start, words.first())),
        None => Place::file(file),
    };
    let flaw = match words.as_slice() {
        [key, known @ ..] if flaw.message.starts_with("unknown field") => {
            Flaw::new(format!("unknown key `{key}`")).known(key, known)
        }
        [word, known @ ..] if flaw.message.starts_with("unknown variant") => {
            Flaw::new(format!("unknown word `{word}`")).known(word, known)
        }
        _ => flaw,
    };
    let error = Error::input(flaw.message).at(place);
    match flaw.hint {
        Some(hint) => error.hint(hint),
        None => error,
    }
}

/// Where the word that an error names stands in quotes, if the error is about a whole table.
fn narrowed(text: &str, start: usize, word: Option<&&str>) -> usize {
    let table = text.get(start..).unwrap_or_default();
    let quoted = |mark: char| table.find(&format!("{mark}{}{mark}", word?));
    let is_table = table.starts_with('[') && !table[1..].starts_with([' ', '0', '-', '"']);
    let within = is_table.then(|| quoted('"').or_else(|| quoted('\''))).flatten();
    start + within.unwrap_or_default()
}

fn placed(text: &str, file: &str, start: usize) -> Place {
    let before = text.get(..start).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
    Place::file(file).at(line, column)
}

fn word_among<'de, D: Deserializer<'de>>(
    deserializer: D,
    what: &str,
    known: &[&str],
) -> std::result::Result<Option<String>, D::Error> {
    let word = String::deserialize(deserializer)?;
    if known.contains(&word.as_str()) {
        return Ok(Some(word));
    }
    Err(D::Error::custom(Flaw::new(format!("unknown {what} `{word}`")).known(&word, known)))
}

pub(super) fn worldview<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<String>, D::Error> {
    word_among(deserializer, "worldview", &WORLDVIEWS)
}

pub(super) fn projection<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<String>, D::Error> {
    word_among(deserializer, "projection", &PROJECTIONS)
}

pub(super) fn fit<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<String>, D::Error> {
    word_among(deserializer, "extent", &["data"])
}

pub(super) fn region<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<&'static Region>, D::Error> {
    static NAMED: [Region; REGIONS.len()] = REGIONS;
    let names: Vec<&str> = NAMED.iter().map(|region| region.name).collect();
    let word = word_among(deserializer, "region", &names)?;
    Ok(NAMED.iter().find(|region| Some(region.name) == word.as_deref()))
}

pub(super) fn language<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<String, D::Error> {
    let tag = String::deserialize(deserializer)?;
    let sound = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    if tag.split('-').all(sound) && tag.split('-').next().is_some_and(|first| first.len() >= 2) {
        return Ok(tag);
    }
    let flaw = Flaw::new(format!("`{tag}` is not a language tag"));
    Err(D::Error::custom(flaw.hint("write a BCP 47 tag such as en, el or tr")))
}

pub(super) fn center<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<[f64; 2]>, D::Error> {
    let center = <[f64; 2]>::deserialize(deserializer)?;
    if center[0].abs() <= 180.0 && center[1].abs() <= 90.0 {
        return Ok(Some(center));
    }
    let flaw = Flaw::new("the centre lies on no earth");
    Err(D::Error::custom(flaw.hint("center = [longitude, latitude] in degrees")))
}

pub(super) fn parallels<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<[f64; 2]>, D::Error> {
    let [first, second] = <[f64; 2]>::deserialize(deserializer)?;
    let within = first.abs() < 90.0 && second.abs() < 90.0;
    if within && first + second != 0.0 {
        return Ok(Some([first, second]));
    }
    let flaw = Flaw::new("no cone touches the earth at these standard parallels");
    Err(D::Error::custom(flaw.hint("two latitudes, not opposite: parallels = [36.0, 40.0]")))
}

pub(super) fn breadths<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<Vec<NauticalMiles>>, D::Error> {
    let written = <Vec<f64>>::deserialize(deserializer)?;
    if written.is_empty() {
        let flaw = Flaw::new("no breadth is given").hint("nautical miles: breadths = [6, 12]");
        return Err(D::Error::custom(flaw));
    }
    let checked = written.into_iter().map(check_breadth).collect::<std::result::Result<_, _>>();
    checked.map(Some).map_err(D::Error::custom)
}

pub(super) fn tolerance<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<Metres>, D::Error> {
    let text = String::deserialize(deserializer)?;
    zones::tolerance(&text).map(Some).map_err(D::Error::custom)
}
