//! Limits: how much a figure may ask for and how much is read of a file, seen before memory is taken for it. Beyond the number that
//! stands here a figure is slow or large, not wrong: whoever has the time and the memory may raise it. No figure file does.

use super::length::tenths;
use super::{Figure, Layer, Length, Source};
use crate::error::{self, Error, Flaw, raised};
use crate::files;
use crate::units::Millimetres;
use periplus_sea as sea;

/// One of the limits; `LIMITS` says what it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Limit {
    Layers,
    BundledLayers,
    Panels,
    Insets,
    Breadths,
    Letters,
    Sheet,
    Pixels,
    SidePixels,
    Text,
    Data,
    Stream,
    Drawn,
    Crossings,
    Pairs,
    Samples,
    SamplesBetweenStates,
    Together,
    Measured,
    Names,
    Flows,
}

/// A limit by the name that an option raises it by.
struct Row {
    limit: Limit,
    name: &'static str,
    /// What it is, unless it is raised.
    usual: u64,
    /// Beyond this even who raises it gets nothing: numbers of bytes, pixels and places end.
    greatest: u64,
}

const fn row(limit: Limit, name: &'static str, usual: u64, greatest: u64) -> Row {
    Row { limit, name, usual, greatest }
}

/// All of them, in the order of [`Limit`].
const LIMITS: [Row; 21] = [
    row(Limit::Layers, "layers", 200, 100_000),
    row(Limit::BundledLayers, "bundled-layers", 80, 100_000),
    row(Limit::Panels, "panels", 32, 10_000),
    row(Limit::Insets, "insets", 12, 1_000),
    row(Limit::Breadths, "breadths", 40, 10_000),
    // more than the longest caption that is printed
    row(Limit::Letters, "letters", 5_000, 1_000_000),
    row(Limit::Sheet, "sheet-mm", 1_200, 5_000),
    // 600 MB while they are drawn
    row(Limit::Pixels, "pixels", 150_000_000, 50_000_000_000),
    // 1.7 m at 300 dpi, and what other programs still open
    row(Limit::SidePixels, "side-pixels", 20_000, 200_000),
    row(Limit::Text, "text-mb", 64, 1_000_000),
    row(Limit::Data, "data-mb", 2_048, 1_000_000),
    row(Limit::Stream, "stream-mb", 256, 1_000_000),
    row(Limit::Drawn, "drawn-mb", 256, 1_000_000),
    row(Limit::Crossings, "crossings", 2_000_000, 1_000_000_000),
    row(Limit::Pairs, "pairs", 20_000, 100_000_000),
    row(Limit::Samples, "samples", 1_000_000, 1_000_000_000),
    row(Limit::SamplesBetweenStates, "samples-between-states", 2_000_000, 1_000_000_000),
    // some fifteen seconds
    row(Limit::Together, "together", 200_000_000, 1_000_000_000_000),
    row(Limit::Measured, "measured", 1_400_000, 1_000_000_000_000),
    // more than five times those of a full sheet; the search takes the square of them
    row(Limit::Names, "names", 1_200, 100_000),
    // some ten seconds
    row(Limit::Flows, "flows", 5_000, 1_000_000),
];

/// The limits that hold for a figure: the usual ones, but for those that were set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    values: [u64; LIMITS.len()],
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { values: LIMITS.map(|row| row.usual) }
    }
}

impl Limits {
    /// The names of all limits, with what each is unless it is set.
    pub fn all() -> impl Iterator<Item = (&'static str, u64)> {
        LIMITS.iter().map(|row| (row.name, row.usual))
    }

    /// Sets a limit, `crossings=50000`.
    ///
    /// Errors: what is wrong with the words.
    pub fn set(&mut self, written: &str) -> Result<(), Flaw> {
        let (name, value) = written.split_once('=').ok_or_else(|| {
            Flaw::new(format!("`{written}` sets no limit")).hint("write NAME=VALUE: layers=300")
        })?;
        let row = LIMITS.iter().find(|row| row.name == name).ok_or_else(|| {
            let names = LIMITS.map(|row| row.name);
            Flaw::new(format!("there is no limit `{name}`")).known(name, &names)
        })?;
        let greatest = row.greatest;
        let number = value.parse().ok().filter(|number| (1..=greatest).contains(number));
        self.values[row.limit as usize] = number.ok_or_else(|| {
            Flaw::new(format!("`{value}` cannot be the limit `{name}`"))
                .hint(format!("a whole number from 1 to {greatest}"))
        })?;
        Ok(())
    }

    fn of(&self, limit: Limit) -> u64 {
        self.values[limit as usize]
    }

    /// How much is read of figures, themes and tables: what people write.
    pub fn text(&self) -> files::Limit {
        self.of_files(Limit::Text)
    }

    /// How much is read of layers and documents.
    pub fn data(&self) -> files::Limit {
        self.of_files(Limit::Data)
    }

    /// How much is read of drawn files.
    pub fn drawn(&self) -> files::Limit {
        self.of_files(Limit::Drawn)
    }

    fn of_files(&self, limit: Limit) -> files::Limit {
        const MEGABYTE: u64 = 1 << 20;
        let of_file = self.of(limit);
        files::Limit {
            of_file: of_file * MEGABYTE,
            of_stream: of_file.min(self.of(Limit::Stream)) * MEGABYTE,
            name: Some(LIMITS[limit as usize].name),
        }
    }

    /// The most pixels of a picture, and of its longer side.
    pub fn pixels(&self) -> (u64, u64) {
        (self.of(Limit::Pixels), self.of(Limit::SidePixels))
    }

    /// The most names that are tried for a place on the map.
    pub(crate) fn names(&self) -> usize {
        usize::try_from(self.of(Limit::Names)).unwrap_or(usize::MAX)
    }

    /// How much a computation of zones may take on.
    pub(crate) fn of_zones(&self) -> sea::Limits {
        let mut limits = sea::Limits::default();
        limits.crossings = self.of(Limit::Crossings);
        limits.pairs = self.of(Limit::Pairs);
        limits.samples = self.of(Limit::Samples);
        limits.samples_between_states = self.of(Limit::SamplesBetweenStates);
        limits.together = self.of(Limit::Together);
        limits
    }

    /// That so many rows of a table can be arrows.
    ///
    /// Errors: that they are too many, in words.
    pub(crate) fn check_flows(&self, rows: usize) -> Result<(), Flaw> {
        if rows as u64 <= self.of(Limit::Flows) {
            return Ok(());
        }
        let message =
            format!("{rows} rows: {} arrows of a table are drawn at most", self.of(Limit::Flows));
        Err(Flaw::new(message).hint(format!(
            "sum up what goes the same way; {}",
            raised_to(Limit::Flows, rows as u64)
        )))
    }

    /// That so many breadths can be measured along a coast of so many positions: each is a zone of its own round all of it.
    ///
    /// Errors: that they are too many, in words.
    pub(crate) fn check_measured(&self, breadths: usize, positions: usize) -> Result<(), Flaw> {
        /// As many as there are kinds of zones that states claim, whatever the coast.
        const ALWAYS: usize = 3;
        let asked = breadths.saturating_mul(positions) as u64;
        if breadths <= ALWAYS || asked <= self.of(Limit::Measured) {
            return Ok(());
        }
        let message = format!(
            "{breadths} breadths along a coast of {positions} positions take too long to be measured"
        );
        Err(Flaw::new(message).hint(format!(
            "ask for fewer breadths or states, or for less of the coast; {}",
            raised_to(Limit::Measured, asked)
        )))
    }

    /// That a side of a sheet is no longer than may be.
    ///
    /// Errors: that it is, in words.
    pub fn check_side(&self, side: Millimetres) -> Result<(), Flaw> {
        let most = self.of(Limit::Sheet);
        if side.0 <= most as f64 {
            return Ok(());
        }
        Err(Flaw::new(format!("a sheet of {} mm cannot be drawn", tenths(side))).hint(format!(
            "sides are from {} to {most} mm; {}",
            Length::LEAST_SIDE,
            raised_to(Limit::Sheet, side.0.ceil() as u64)
        )))
    }

    /// That a sheet is no higher than may be, as far as it is known.
    ///
    /// Errors: that it is, in words.
    pub(crate) fn check_height(&self, height: Millimetres) -> Result<(), Flaw> {
        self.check_side(height).map_err(|flaw| {
            let sides = flaw.hint.unwrap_or_default();
            Flaw::new(format!("a sheet {} mm high cannot be drawn", tenths(height)))
                .hint(format!("show less from south to north, or take a narrower sheet: {sides}"))
        })
    }
}

/// The way out of a limit: the option that allows so much, or how much it ever does.
fn raised_to(limit: Limit, asked: u64) -> String {
    let Row { name, greatest, .. } = &LIMITS[limit as usize];
    match asked > *greatest {
        true => format!("--limit {name} allows {greatest} at most"),
        false => raised(name, asked),
    }
}

/// What is counted, at which key, by which limit, and how often it is.
type Counted = (&'static str, &'static str, Limit, fn(&Figure) -> usize);

const COUNTED: [Counted; 16] = [
    ("layers", "layers", Limit::Layers, |figure| figure.layers.len()),
    ("layers of the bundled data", "layers", Limit::BundledLayers, |figure| {
        let is_bundled = |layer: &&Layer| matches!(layer.source, Source::Bundled(_));
        figure.layers.iter().filter(is_bundled).count()
    }),
    ("rings", "rings", Limit::Layers, |figure| {
        figure.rings.iter().map(|ring| ring.radii.len()).sum()
    }),
    ("corridors", "corridors", Limit::Layers, |figure| figure.corridors.len()),
    ("arrows", "arrows", Limit::Layers, |figure| figure.arrows.len()),
    ("callouts", "callouts", Limit::Layers, |figure| figure.callouts.len()),
    ("panels", "panels", Limit::Panels, |figure| figure.panels.len()),
    ("insets", "insets", Limit::Insets, |figure| figure.insets.len()),
    ("breadths", "zones.breadths", Limit::Breadths, |figure| {
        figure.zones.as_ref().map_or(0, |zones| zones.breadths.len())
    }),
    ("breadths in a panel", "panels", Limit::Breadths, |figure| {
        let of_panels = figure.panels.iter().flat_map(|panel| &panel.breadths);
        of_panels.map(Vec::len).max().unwrap_or(0)
    }),
    ("letters in the title", "title", Limit::Letters, |figure| figure.title.letters()),
    ("letters in the subtitle", "subtitle", Limit::Letters, |figure| figure.subtitle.letters()),
    ("letters in the caption", "caption", Limit::Letters, |figure| figure.caption.letters()),
    ("letters in the alternative text", "alt", Limit::Letters, |figure| figure.alt.letters()),
    ("letters in the credit", "credit", Limit::Letters, |figure| figure.credit.letters()),
    ("letters in the callouts", "callouts", Limit::Letters, |figure| {
        let of_callouts = figure.callouts.iter().map(|it| it.title.letters() + it.text.letters());
        of_callouts.sum()
    }),
];

impl Figure {
    /// That the figure keeps within all limits: as it was read, and when options have changed it.
    ///
    /// Errors: `Input` at the key of what is too many, `Usage` at the option that gave it.
    pub fn check_limits(&self) -> error::Result<()> {
        for (what, key, limit, count) in COUNTED {
            let (count, most) = (count(self), self.limits.of(limit));
            if count as u64 > most {
                let error = Error::input(format!("{count} {what}: a figure has {most} at most"));
                let hint = raised_to(limit, count as u64);
                return Err(self.at_fault(&[key], error.hint(hint)));
            }
        }
        let sides = [("sheet.width", Some(self.sheet.width)), ("sheet.height", self.sheet.height)];
        for (key, side) in sides {
            if let Some(Length::Millimetres(side)) = side {
                let checked = self.limits.check_side(Millimetres(side));
                checked.map_err(|flaw| self.at_fault(&[key], flaw.into()))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
