//! What is said of a figure outside of its file, on the command line or beside a block of a document:
//! the words in, the figure changed.

use super::breadths::{Assumed, breadth, each_once};
use super::worldviews::known_view;
use super::zones::new_state;
use super::{Figure, Length, Limits, Size, ZonesOptions};
use crate::error::Flaw;
use crate::state::StateCode;
use periplus_sea::Effect;
use std::collections::BTreeMap;
use std::path::Path;

impl Figure {
    /// The figure of a name: a file if the name is a path, else a bundled one.
    ///
    /// Errors: as [`Figure::bundled`] and [`Figure::read`].
    pub fn named(name: &str) -> crate::error::Result<Figure> {
        Figure::named_with(name, &Limits::default())
    }

    /// As [`Figure::named`], under other limits.
    pub fn named_with(name: &str, limits: &Limits) -> crate::error::Result<Figure> {
        match names_file(name) {
            true => Figure::read_with(Path::new(name), limits),
            false => Ok(Figure { limits: *limits, ..Figure::bundled(name)? }),
        }
    }

    /// Sets the width of the sheet, `89mm`; pixels are counted at `dpi` to the inch.
    ///
    /// Errors: what is wrong with the words.
    pub fn set_width(&mut self, written: &str, dpi: f64) -> Result<(), Flaw> {
        let width: Length = written.parse()?;
        let width = width.of_sheet(dpi)?;
        self.limits.check_side(width)?;
        self.sheet.width = Length::Millimetres(width.0);
        self.sheet.height = None;
        Ok(())
    }

    /// Sets width and height of the sheet, `180x120mm`, or pixels of a screen, `1080x1080`.
    ///
    /// Errors: what is wrong with the words.
    pub fn set_size(&mut self, written: &str) -> Result<(), Flaw> {
        let size: Size = written.parse()?;
        self.limits.check_side(size.width)?;
        self.limits.check_side(size.height)?;
        self.sheet.width = Length::Millimetres(size.width.0);
        self.sheet.height = Some(Length::Millimetres(size.height.0));
        Ok(())
    }

    /// Sets the extent, `22.3,34.6,29.2,41.2`: west, south, east, north.
    ///
    /// Errors: what is wrong with the words.
    pub fn set_bounds(&mut self, written: &str) -> Result<(), Flaw> {
        self.show(written.parse()?);
        Ok(())
    }

    /// Sets the day whose claims, boundaries and names are shown, `2020-10-17`.
    ///
    /// Errors: what is wrong with the words.
    pub fn set_as_of(&mut self, written: &str) -> Result<(), Flaw> {
        self.as_of = Some(written.parse().map_err(|what: String| Flaw::new(what))?);
        Ok(())
    }

    /// Sets whose view of disputed land is drawn.
    ///
    /// Errors: an unknown view, with the nearest known one.
    pub fn set_worldview(&mut self, written: &str) -> Result<(), Flaw> {
        self.worldview = Some(known_view(written)?);
        Ok(())
    }

    /// Sets the language of the names: `en`, `local`, `both`, a tag.
    ///
    /// Errors: what is wrong with the words.
    pub fn set_names(&mut self, written: &str) -> Result<(), Flaw> {
        self.labels.names = Some(written.parse()?);
        Ok(())
    }

    /// Gives other breadths, plain ones (`12`) for all states and those of single ones (`GRC=12`): a
    /// what-if, which the figure says.
    ///
    /// Errors: what is wrong with the words.
    pub fn set_breadths<T: AsRef<str>>(&mut self, written: &[T]) -> Result<(), Flaw> {
        // a coast of one's own has states of its own
        let is_own = self.zones.as_ref().is_some_and(|zones| zones.coast.is_some());
        let (mut all, mut own) = (Vec::new(), BTreeMap::new());
        for text in written.iter().map(AsRef::as_ref) {
            match text.split_once('=') {
                None => all.push(breadth(text)?),
                Some((state, number)) => {
                    let state = new_state(&own, StateCode::from(state))?;
                    if !is_own {
                        state.check()?;
                    }
                    own.insert(state, breadth(number)?);
                }
            }
        }
        if written.is_empty() {
            return Ok(());
        }
        let all = each_once(all)?;
        let assumed = if self.zones.is_some() { Assumed::Replaced } else { Assumed::Added };
        let zones = self.zones.get_or_insert_with(ZonesOptions::default);
        zones.scenario = true;
        zones.assumed = assumed;
        zones.own_breadths.extend(own);
        if !all.is_empty() {
            zones.breadths = all;
        }
        zones.leave_out_breadths_of_nobody();
        Ok(())
    }

    /// Gives single islands effects, each written `NAME=0.5` or `NAME=enclave 6`; those of the file stay for the others. The
    /// islands are given back.
    ///
    /// Errors: for what is no effect, and for an island named twice.
    pub fn set_effects<T: AsRef<str>>(&mut self, written: &[T]) -> Result<Vec<String>, Flaw> {
        let mut given: BTreeMap<String, Effect> = BTreeMap::new();
        for text in written.iter().map(AsRef::as_ref) {
            let Some((island, effect)) = text.split_once('=') else {
                return Err(Flaw::new(format!("`{text}` names no island and its effect"))
                    .hint("write NAME=0.5, NAME=0 or \"NAME=enclave 6\""));
            };
            let island = island.trim().to_owned();
            if given.insert(island.clone(), effect.parse()?).is_some() {
                return Err(
                    Flaw::new(format!("two effects for `{island}`")).hint("give each island one")
                );
            }
        }
        let islands = given.keys().cloned().collect();
        if !given.is_empty() {
            self.zones.get_or_insert_with(ZonesOptions::default).effect.extend(given);
        }
        Ok(islands)
    }
}

/// Whether a name is the path of a figure file, and not a bundled figure's.
pub(super) fn names_file(name: &str) -> bool {
    let path = Path::new(name);
    path.extension().is_some_and(|end| end == "toml")
        || name.contains(['/', '\\'])
        || (path.is_file() && !Figure::names().any(|known| known == name))
}
