//! Furniture: the sheet's own parts round the map. Figure, view and theme in, items of the scene out.
//! Each part is a file with a function that sets or draws it; none knows of the others.

pub mod credit;
pub mod graticule;
pub mod layout;
pub mod legend;
pub mod neatline;
mod paragraph;
pub mod scale_bar;
pub mod title;
pub mod vacancy;

use crate::figure::Figure;
use crate::projection::View;
use crate::scene::Item;
use crate::style::Theme;
use layout::Layout;

/// What every part is drawn for.
pub struct Setting<'a> {
    /// The request.
    pub figure: &'a Figure,
    /// The look.
    pub theme: &'a Theme,
    /// The map's place on the sheet.
    pub view: &'a View,
    /// The sheet's measures.
    pub layout: &'a Layout,
}

/// Items set from the top down, and how much of the sheet's height they took, in mm.
pub struct Block {
    /// What was set, its top left corner at the origin unless said otherwise.
    pub items: Vec<Item>,
    /// From the top to the bottom.
    pub height: f64,
}
