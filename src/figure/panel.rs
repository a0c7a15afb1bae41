//! A panel: one of several maps on a sheet, of one extent at one scale; what it says otherwise than the figure.

use super::zones::ascending;
use super::{Figure, Legend, Shares, Words};
use crate::geodata::Date;
use crate::units::NauticalMiles;
use serde::Deserialize;

/// What one of several maps says otherwise than its figure.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Panel {
    /// The line over its map; empty for none.
    pub title: Words,
    /// Breadths, the narrowest first; the figure's unless given.
    #[serde(deserialize_with = "super::source::breadths")]
    pub breadths: Option<Vec<NauticalMiles>>,
    /// The day that it shows; the figure's unless given.
    pub as_of: Option<Date>,
    /// A second line for each breadth in the legend; the figure's unless given.
    pub notes: Option<Vec<Words>>,
}

impl Figure {
    /// Gives the figure the breadths of its panels, where all have some and it has none: what is counted of it is then what
    /// they show.
    pub(super) fn take_up_breadths(&mut self) {
        let all: Option<Vec<&Vec<NauticalMiles>>> =
            self.panels.iter().map(|panel| panel.breadths.as_ref()).collect();
        let breadths = all.unwrap_or_default().into_iter().flatten().copied().collect();
        if let Some(zones) = self.zones.as_mut().filter(|zones| zones.breadths.is_empty()) {
            zones.breadths = ascending(breadths);
        }
    }

    /// The map of the panel of this number as a figure of its own: without legend, locator and credit, which the
    /// sheet has once, with a scale bar in the first panel, for all have one scale, and with a bar of its own breadth.
    pub fn of_panel(&self, number: usize) -> Figure {
        let mut figure = Figure { panels: Vec::new(), ..self.clone() };
        figure.furniture.legend = Legend::Off;
        figure.furniture.inset = false;
        figure.furniture.credit = false;
        if figure.furniture.shares == Shares::Every {
            figure.furniture.shares = Shares::Widest;
        }
        figure.furniture.scale_bar &= number == 0;
        let Some(panel) = self.panels.get(number) else { return figure };
        figure.as_of = panel.as_of.or(figure.as_of);
        if let Some(zones) = &mut figure.zones {
            if let Some(breadths) = &panel.breadths {
                zones.breadths = ascending(breadths.clone());
            }
            if let Some(notes) = &panel.notes {
                zones.notes.clone_from(notes);
            }
        }
        figure
    }
}
