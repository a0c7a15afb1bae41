//! Orders in, pictures out: what the manifest knows to be current is taken from it, the rest is drawn, side by
//! side on all processors. The bytes do not depend on how many those are.

use super::File;
use super::manifest::{self, Entry, Manifest, State};
use super::order::Order;
use crate::digest::sha256;
use crate::error::{Error, Result, Warning};
use crate::figure::Limits;
use crate::files::{self, is_written_in, leaves_its_folder};
use crate::geodata::Geodata;
use crate::style::Theme;
use crate::threads;
use std::path::{Path, PathBuf};

/// Where a document's figures are drawn, and of what.
#[derive(Clone, Debug)]
pub struct Studio<'a> {
    /// The folder of the figures.
    pub folder: PathBuf,
    /// The layers.
    pub geodata: &'a Geodata,
    /// What tells these layers from the bundled ones; empty for those.
    pub edition: String,
    /// Whether everything is drawn, current or not.
    pub redraws: bool,
    /// How much the figures may ask for.
    pub limits: Limits,
}

/// A picture in the folder of the figures, or on its way there.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Its path.
    pub path: PathBuf,
    /// How it stood before.
    pub state: State,
    /// Its alternative text.
    pub alt: String,
    /// Width of its sheet.
    pub width_mm: f64,
    /// What was left out, repaired or assumed.
    pub warnings: Vec<Warning>,
}

/// What drawing yields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    /// A picture for each order.
    pub pictures: Vec<Picture>,
    /// What is to be written: new pictures, and the manifest.
    pub files: Vec<File>,
}

impl Studio<'_> {
    /// How the pictures on the disk stand to the orders.
    ///
    /// Errors: as [`Studio::draw`], for orders that contradict each other.
    pub fn states(&self, orders: &[Order]) -> Result<Vec<State>> {
        check_names(orders)?;
        self.check_links(orders)?;
        let manifest = Manifest::of_folder(&self.folder);
        Ok(orders.iter().map(|order| self.state(&manifest, order)).collect())
    }

    /// Draws what is not current.
    ///
    /// Errors: the first order, by their order, that cannot be drawn; `Input` for two different figures of one
    /// name, and for a file of the folder that is a link out of it.
    pub fn draw(&self, orders: &[Order]) -> Result<Drawn> {
        check_names(orders)?;
        self.check_links(orders)?;
        let mut manifest = Manifest::of_folder(&self.folder);
        let states: Vec<State> = orders.iter().map(|it| self.state(&manifest, it)).collect();
        let first = |at: usize| {
            let name = orders[at].file_name();
            !orders[..at].iter().any(|order| order.file_name() == name)
        };
        let due: Vec<&Order> = (0..orders.len())
            .filter(|at| states[*at] != State::Current && first(*at))
            .map(|at| &orders[at])
            .collect();
        let mut files = Vec::new();
        for (order, finished) in due.iter().zip(threads::each(&due, |order| self.finish(order))) {
            let (entry, bytes) = finished?;
            manifest.note(&order.file_name(), entry);
            files.push(File { path: self.folder.join(order.file_name()), bytes });
        }
        let pictures = orders.iter().zip(states);
        let pictures = pictures.map(|(order, state)| self.picture(&manifest, order, state));
        let pictures = pictures.collect::<Result<Vec<_>>>()?;
        if !orders.is_empty() {
            let drawn: Vec<String> = due.iter().map(|order| order.file_name()).collect();
            files.push(manifest.file(&self.folder, &drawn));
        }
        Ok(Drawn { pictures, files })
    }

    /// Sees that what is read and written in the folder is in it: a link would lead to a file of somebody else's.
    fn check_links(&self, orders: &[Order]) -> Result<()> {
        let pictures = orders.iter().map(|order| (order.file_name(), order.position.place()));
        let known = orders.first().map(|order| (manifest::NAME.to_owned(), order.position.place()));
        for (name, place) in pictures.chain(known) {
            let path = self.folder.join(name);
            if !is_written_in(&self.folder, &path) {
                let shown = path.display();
                let error = Error::input(format!("`{shown}` is a link out of the figures' folder"));
                return Err(error
                    .at(place)
                    .hint("take the link away: a figure is a file of its own"));
            }
        }
        Ok(())
    }

    fn state(&self, manifest: &Manifest, order: &Order) -> State {
        let state = manifest.state(&self.folder, &order.file_name(), &self.digest(order)).0;
        if self.redraws && state == State::Current { State::Outdated } else { state }
    }

    fn digest(&self, order: &Order) -> String {
        match self.edition.is_empty() {
            true => order.digest.clone(),
            false => sha256(format!("{} {}", order.digest, self.edition).as_bytes()),
        }
    }

    fn picture(&self, manifest: &Manifest, order: &Order, state: State) -> Result<Picture> {
        let name = order.file_name();
        let entry = manifest.entry(&name).ok_or_else(|| {
            Error::render(format!("a defect in periplus: `{name}` was not drawn"))
        })?;
        Ok(Picture {
            path: self.folder.join(&name),
            state,
            alt: entry.alt.clone(),
            width_mm: entry.width_mm,
            warnings: entry.warnings.iter().map(|it| order.position.warned(it)).collect(),
        })
    }

    /// Draws one.
    fn finish(&self, order: &Order) -> Result<(Entry, Vec<u8>)> {
        let said = |error: Error| order.position.said_of_document(error);
        let theme = Theme::stacked(order.figure.sheet.themes())
            .map_err(|error| said(order.figure.at_fault(&["sheet.theme"], error)))?;
        let mut drawn = crate::draw(&order.figure, self.geodata, &theme).map_err(said)?;
        drawn.state_options(order.recipe());
        let bytes = drawn.encode(order.format, &order.encoding()).map_err(said)?;
        let entry = Entry {
            drawn_from: self.digest(order),
            sha256: sha256(&bytes),
            width_mm: drawn.scene.width.0,
            alt: drawn.record.description,
            warnings: drawn.warnings,
        };
        Ok((entry, bytes))
    }
}

/// What tells the layers in a folder from any others: a digest of its files.
///
/// Errors: `Missing` if the folder or a file cannot be read.
pub fn edition(folder: &Path) -> Result<String> {
    let fail = |error: std::io::Error| {
        Error::missing(format!("cannot read `{}`", folder.display())).cause(error)
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        paths.push(entry.map_err(fail)?.path());
    }
    paths.sort();
    let mut digests = String::new();
    for path in paths.iter().filter(|path| path.is_file()) {
        digests.push_str(&path.file_name().unwrap_or_default().to_string_lossy());
        let bytes = files::read(path, &format!("`{}`", path.display()), files::DATA)?;
        digests.push_str(&sha256(&bytes));
    }
    Ok(sha256(digests.as_bytes()))
}

/// The folder of figures, given as the way from `home`, the document's: it lies in that, links followed.
///
/// Errors: `Input` with the `way_out` if it does not.
pub fn folder_within(home: &Path, written: &Path, way_out: &str) -> Result<PathBuf> {
    let folder = home.join(written);
    if !leaves_its_folder(written) && is_written_in(home, &folder) {
        return Ok(folder);
    }
    let shown = folder.display();
    let message = format!("the figures' folder `{shown}` leads out of the document's");
    Err(Error::input(message).hint(way_out))
}

/// Refuses two different figures of one name; the same one twice is drawn once.
fn check_names(orders: &[Order]) -> Result<()> {
    for (at, order) in orders.iter().enumerate() {
        let name = order.file_name();
        let other = orders[..at].iter().find(|other| other.file_name() == name);
        let Some(other) = other.filter(|other| other.digest != order.digest) else { continue };
        let first = other.position.place();
        return Err(Error::input(format!("two figures would be written to `{name}`"))
            .at(order.position.place())
            .hint(format!("give this one another id: {{#fig:…}}; the first is at {first}")));
    }
    Ok(())
}
