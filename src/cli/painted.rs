//! A figure in, its drawing out before any file is made of it: for who looks at it first.

use super::stages;
use super::timings::Timings;
use periplus::Drawn;
use periplus::error::Result;
use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::style::Theme;

/// A drawing whose files are not made yet.
pub(super) struct Painted {
    pub(super) drawn: Drawn,
    pub(super) timings: Timings,
}

impl Painted {
    /// The drawing of a figure.
    ///
    /// Errors: as [`periplus::draw`]; those of the theme at the key that names it.
    pub(super) fn of(figure: &Figure, geodata: &Geodata) -> Result<Painted> {
        let mut timings = Timings::default();
        let theme = Theme::stacked(figure.sheet.themes())
            .map_err(|error| figure.at_fault(&["sheet.theme"], error))?;
        let drawn = stages::drawn(figure, geodata, &theme, &mut timings)?;
        Ok(Painted { drawn, timings })
    }

    /// The same if all that the figure asks for by name is on it.
    ///
    /// Errors: as [`Drawn::complete`].
    pub(super) fn complete(self, figure: &Figure) -> Result<Painted> {
        Ok(Painted { drawn: self.drawn.complete(figure)?, ..self })
    }

    /// The names that are on it.
    pub(super) fn names(&self) -> Vec<String> {
        self.drawn.record.labels.iter().map(|label| label.text.clone()).collect()
    }
}
