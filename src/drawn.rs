//! What comes out in the end: a sheet, what it shows in numbers and words, and what it was drawn from.

use crate::error::{Error, Result, Warning};
use crate::figure::Figure;
use crate::output::{EncodeOptions, Encoder, Format};
use crate::provenance::Provenance;
use crate::record::{CalloutForm, Record};
use crate::scene::Scene;

/// A finished figure.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Drawn {
    /// The sheet.
    pub scene: Scene,
    /// What it shows, in numbers and words.
    pub record: Record,
    /// What was left out, repaired or assumed.
    pub warnings: Vec<Warning>,
    /// What it was drawn from; every file says it. [`Drawn::state_options`] changes it.
    pub provenance: Provenance,
}

impl Drawn {
    /// The bytes of a file, with fonts and the statement of what it was drawn from: those that `periplus render` writes.
    ///
    /// Errors: `Usage` for a raster of more pixels than can be drawn; `Render` for what the format cannot hold.
    pub fn encode(&self, format: Format, options: &EncodeOptions) -> Result<Vec<u8>> {
        Encoder::new(&self.scene, *options).encode(format)
    }

    /// As SVG, its letters as text.
    ///
    /// Errors: as [`Drawn::encode`].
    pub fn svg(&self) -> Result<Vec<u8>> {
        self.encode(Format::SVG, &EncodeOptions::default())
    }

    /// As PNG of `dpi` pixels an inch.
    ///
    /// Errors: as [`Drawn::encode`].
    #[cfg(feature = "png")]
    pub fn png(&self, dpi: f64) -> Result<Vec<u8>> {
        self.encode(Format::PNG, &EncodeOptions { dpi, ..EncodeOptions::default() })
    }

    /// As PDF of one page.
    ///
    /// Errors: as [`Drawn::encode`].
    #[cfg(feature = "pdf")]
    pub fn pdf(&self) -> Result<Vec<u8>> {
        self.encode(Format::PDF, &EncodeOptions::default())
    }

    /// The same if all that `figure` asks for by name is on it.
    ///
    /// Errors: `Render` with what found no room, and why.
    pub fn complete(self, figure: &Figure) -> Result<Drawn> {
        let lost = self.record.callouts.iter().filter(|it| it.form == CalloutForm::NoRoom);
        let lost: Vec<usize> = lost.map(|it| it.number - 1).collect();
        if !lost.is_empty() {
            return Err(figure.callouts_without_room(&lost));
        }
        let asked = &self.record.asked_in_vain;
        let Some((first, reason)) = asked.first() else { return Ok(self) };
        let names: Vec<String> = asked.iter().map(|(name, _)| format!("`{name}`")).collect();
        let because =
            if asked.len() == 1 { format!(": {reason}") } else { format!("; {first}: {reason}") };
        let error = Error::render(format!("no room on the map for {}{because}", names.join(", ")))
            .hint(match figure.is_placed_by_hand(first) {
                true => "put it elsewhere, draw a wider sheet or a smaller extent, or leave its place to the map",
                false => "draw a wider sheet or a smaller extent, or leave the names out of `always`",
            });
        // it is no wrong content of the file: on a larger sheet it is right
        let place = figure.place_of(&[&figure.key_of_asked(first)]);
        Err(match place {
            Some(place) => error.at(place),
            None => error,
        })
    }

    /// Makes the files state the options that changed the figure, as words of `render`: `--width=89mm`.
    pub fn state_options(&mut self, options: Vec<String>) {
        self.provenance.options = options;
        self.scene.provenance = self.provenance.json();
    }
}
