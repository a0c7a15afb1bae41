//! The text of a figure file in, a checked figure out; TOML's errors become errors with a place.
//! Bundled figures are found by name; files of a figure stay inside its folder.

use super::words::{AS_OF, BREADTHS};
use super::{Course, Ends, Figure, Limits, Source};
use crate::error::{Error, ErrorKind, Place, Result, nearest};
use crate::files::{self, Foreign, Kind, leaves_its_folder};
use crate::geodata::readers;
use crate::state::StateCode;
use crate::toml_text;
use std::path::{Path, PathBuf};

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
        Figure::read_with(path, &Limits::default())
    }

    /// As [`Figure::read`], under other limits.
    pub fn read_with(path: &Path, limits: &Limits) -> Result<Figure> {
        let bytes = bytes_of(path, limits)?;
        Figure::of_bytes(&bytes, &path.display().to_string(), limits)?.of_file(path)
    }

    /// Reads the bytes of a figure file that the user knows as `file`.
    ///
    /// Errors: as [`Figure::parse`]; for a file of another format its name and the way out.
    pub fn of_bytes(bytes: &[u8], file: &str, limits: &Limits) -> Result<Figure> {
        let text = files::text(bytes, WHAT, file);
        let figure = text.and_then(|text| Figure::parse_with(text, file, limits));
        figure.map_err(|error| not_toml(bytes, file).unwrap_or(error))
    }

    /// Every error of the figure file at `path`, and the figure as far as it can be read without what is wrong.
    pub fn problems(path: &Path, limits: &Limits) -> (Option<Figure>, Vec<Error>) {
        let bytes = match bytes_of(path, limits) {
            Ok(bytes) => bytes,
            Err(error) => return (None, vec![error]),
        };
        let shown = path.display().to_string();
        let text = match files::text(&bytes, WHAT, &shown) {
            Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
            Err(error) => return (None, vec![not_toml(&bytes, &shown).unwrap_or(error)]),
        };
        let (mut errors, rest) = toml_text::problems::<Figure>(text, &shown);
        if let Some(error) = not_toml(&bytes, &shown).filter(|_| !errors.is_empty()) {
            return (None, vec![error]);
        }
        let was_right = errors.is_empty();
        let figure = Figure::of_toml(&rest, &shown, limits);
        let (faults, figure) = match figure {
            // nothing out of its folder is read, to find more that is wrong
            Ok(figure) if figure.own_files().iter().any(|path| leaves_its_folder(path)) => {
                (figure.faults(), None)
            }
            Ok(figure) => {
                let faults = figure.faults();
                match figure.of_file(path) {
                    Ok(figure) => (faults, Some(figure)),
                    Err(error) => (faults.into_iter().chain([error]).collect(), None),
                }
            }
            Err(error) => (vec![error], None),
        };
        // without what is wrong more may be wrong than was
        let is_known = was_right || faults.is_empty();
        errors.extend(faults.into_iter().filter(|_| was_right));
        (figure.filter(|_| is_known), errors)
    }

    /// The figure as the file at `path` has it: named after that, with its own files beside it.
    fn of_file(mut self, path: &Path) -> Result<Figure> {
        if let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) {
            stem.clone_into(&mut self.name);
        }
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        self.resolve_files(&folder, &path.display().to_string())?;
        self.file = Some(path.to_owned());
        Ok(self)
    }

    /// Reads the text of a figure that the user knows as `file`; its own files are then looked
    /// for in the working folder.
    ///
    /// Errors: `Input` with file, line, column and the nearest known key.
    pub fn parse(text: &str, file: &str) -> Result<Figure> {
        Figure::parse_with(text, file, &Limits::default())
    }

    /// As [`Figure::parse`], under other limits.
    pub fn parse_with(text: &str, file: &str, limits: &Limits) -> Result<Figure> {
        let figure = Figure::of_toml(text, file, limits)?;
        figure.faults().into_iter().next().map_or(Ok(figure), Err)
    }

    /// The figure that a text describes, with whatever is wrong between its values.
    fn of_toml(text: &str, file: &str, limits: &Limits) -> Result<Figure> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut figure: Figure = toml_text::read(text, file)?;
        text.clone_into(&mut figure.text);
        file.clone_into(&mut figure.origin.file);
        figure.limits = *limits;
        figure.check_limits()?;
        figure.take_up_breadths();
        figure.zones.iter_mut().for_each(super::ZonesOptions::leave_out_breadths_of_nobody);
        figure.take_up_label_places();
        Ok(figure)
    }

    /// All that is wrong between values of the figure, each of which can be right.
    fn faults(&self) -> Vec<Error> {
        let (text, file) = (self.text.as_str(), self.origin.file.as_str());
        let mut faults = self.unknown_states();
        faults.extend(self.check_notes().err());
        faults.extend(self.names_asked_and_left_out());
        let at = |word: &str| Place::in_text(file, text, text.find(word).unwrap_or_default());
        if self.as_of.is_none() && self.all_words().any(|it| it.speak_of(AS_OF)) {
            let error = Error::input("the words speak of a day, and the figure has none");
            faults.push(error.at(at(AS_OF)).hint("give the figure its day: as_of = 2020-10-17"));
        }
        if self.lacks_breadths() {
            let error = Error::input("the words speak of breadths, and the figure gives none");
            let hint = "give its waters breadths: breadths = [6, 12] under [zones]";
            faults.push(error.at(at(BREADTHS)).hint(hint));
        }
        let paths = self.own_files().into_iter().filter(|path| leaves_its_folder(path));
        faults.extend(paths.map(|path| outside(&path, text, file)));
        faults
    }

    /// The states that the figure names and that there are not; those of a coast of its own are known when that is read.
    fn unknown_states(&self) -> Vec<Error> {
        let zones = self.zones.as_ref();
        if zones.is_some_and(|zones| zones.coast.is_some()) {
            return Vec::new();
        }
        let (states, territorial) = zones
            .map_or((&[][..], &[][..]), |zones| (&zones.states[..], &zones.territorial_only[..]));
        let lists = [
            ("subjects", &self.subjects[..]),
            ("zones.states", states),
            ("zones.territorial_only", territorial),
        ];
        let in_lists = lists.into_iter().flat_map(|(key, states)| {
            states.iter().enumerate().map(move |(n, state)| (format!("{key}.{n}"), state))
        });
        let own = zones.iter().flat_map(|zones| zones.own_breadths.keys());
        let own = own.map(|state| (format!("zones.own_breadths.{state}"), state));
        let unknown = in_lists.chain(own).filter_map(|(key, state)| {
            let flaw = StateCode::check(state).err()?;
            Some(self.at_fault(&[&key], flaw.into()))
        });
        unknown.collect()
    }

    /// That each note has a breadth that it is of.
    fn check_notes(&self) -> Result<()> {
        let common = self.zones.as_ref().filter(|zones| zones.own_breadths.is_empty());
        let common = common.map_or(0, |zones| zones.breadths.len());
        let of_figure = self.zones.iter().map(|zones| ("zones".to_owned(), &zones.notes, common));
        let panels = self.panels.iter().enumerate();
        let of_panels = panels.filter_map(|(number, panel)| {
            let breadths = panel.breadths.as_ref().map_or(common, Vec::len);
            Some((format!("panels.{number}"), panel.notes.as_ref()?, breadths))
        });
        for (table, notes, breadths) in of_figure.chain(of_panels) {
            if notes.len() > breadths {
                let error = Error::input("a note is on no breadth").hint(
                    "notes are on `breadths`, one on each, in their order; not on those of claims and of single states",
                );
                return Err(self.at_fault(&[&format!("{table}.notes.{breadths}")], error));
            }
        }
        Ok(())
    }

    /// The files that the figure names: layers, tables joined to them or of arrows, their symbols, coast, logo, theme.
    pub fn own_files(&self) -> Vec<PathBuf> {
        let joined = self.layers.iter().filter_map(|layer| Some(layer.join.as_ref()?.file.clone()));
        let flows = self.arrows.iter().filter_map(|arrow| match &arrow.ends {
            Ends::Table { file, .. } => Some(file.clone()),
            Ends::Places(_) => None,
        });
        self.data_files()
            .into_iter()
            .chain(joined)
            .chain(flows)
            .chain(self.layers.iter().filter_map(|layer| layer.symbol_file.clone()))
            .chain(self.logo.iter().map(|logo| logo.file.clone()))
            .chain(self.sheet.theme_files())
            .collect()
    }

    /// All files that the figure is read from: its own, and those that it names.
    pub fn files_read(&self) -> Vec<PathBuf> {
        let own = self.own_files();
        let own = own.iter().flat_map(|path| readers::files_of(path));
        self.file.iter().cloned().chain(own).collect()
    }

    /// Puts the figure's folder before the files that it names, and sees that no link leads out.
    pub(super) fn resolve_files(&mut self, folder: &Path, file: &str) -> Result<()> {
        let mut out = self.own_files().into_iter();
        if let Some(path) = out.find_map(|path| readers::leading_out(folder, &path)) {
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
            if let Some(path) = &mut layer.symbol_file {
                *path = to(path)?;
            }
            if let Some(join) = &mut layer.join {
                join.file = to(&join.file)?;
            }
        }
        for arrow in &mut self.arrows {
            if let Ends::Table { file, .. } = &mut arrow.ends {
                *file = to(file)?;
            }
        }
        for corridor in &mut self.corridors {
            if let Course::File(path) = &mut corridor.course {
                *path = to(path)?;
            }
        }
        if let Some(logo) = &mut self.logo {
            logo.file = to(&logo.file)?;
        }
        if let Some(zones) = &mut self.zones {
            for path in zones.files_mut().into_iter().flatten() {
                *path = to(path)?;
            }
        }
        self.sheet.relocate_themes(to)
    }
}

/// What a figure file is called in messages.
const WHAT: &str = "the figure";

/// The bytes of the figure file at `path`.
fn bytes_of(path: &Path, limits: &Limits) -> Result<Vec<u8>> {
    let what = format!("{WHAT} `{}`", path.display());
    files::read(path, &what, limits.text()).map_err(|error| match error.kind {
        ErrorKind::Missing => error.hint("`periplus figures` lists the bundled ones"),
        _ => error,
    })
}

/// That bytes that are no figure are of another format, if they are.
fn not_toml(bytes: &[u8], file: &str) -> Option<Error> {
    let format = Foreign::of(bytes).filter(|format| format.kind != Kind::Toml)?;
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let is_toml = !text.is_empty() && toml::from_str::<toml::Table>(text).is_ok();
    (!is_toml).then(|| format.instead_of_a_figure(file))
}

fn outside(path: &Path, text: &str, file: &str) -> Error {
    let shown = path.display().to_string();
    let place = match text.find(&shown) {
        Some(start) => Place::in_text(file, text, start),
        None => Place::file(file),
    };
    Error::input(format!("`{shown}` lies outside of the figure's folder"))
        .at(place)
        .hint("move the file beside the figure, or name it on the command line (--layer, --theme)")
}
