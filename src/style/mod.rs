//! Themes: CSS text in, the resolved style of any element of the map out.

use crate::scene::{Cap, Colour, Halo, Hatch, Join};
use crate::units::{Millimetres, Points};

/// What a theme's selectors are matched against: `territorial-sea[state="GRC"][breadth="6"]`.
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// The type selector's name: `country`, `boundary`, `territorial-sea`, `label`.
    pub kind: String,
    /// Class selectors: `label.sea`.
    pub classes: Vec<String>,
    /// Attribute selectors: `[state="GRC"]`.
    pub attributes: Vec<(String, String)>,
}

/// Every property that a theme can set, resolved; `None` where the theme says nothing.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// Whether it is drawn at all (`display: none` hides it).
    pub hidden: bool,
    /// Plain colour inside a shape, or of letters.
    pub fill: Option<Colour>,
    /// Lines over the plain colour.
    pub hatch: Option<Hatch>,
    /// 0 to 1.
    pub fill_opacity: Option<f64>,
    /// Colour of the line.
    pub stroke: Option<Colour>,
    /// Width of the line.
    pub stroke_width: Option<Millimetres>,
    /// 0 to 1.
    pub stroke_opacity: Option<f64>,
    /// Dashes and gaps in turn.
    pub stroke_dasharray: Vec<Millimetres>,
    /// End of a line.
    pub stroke_linecap: Cap,
    /// Turn of a line.
    pub stroke_linejoin: Join,
    /// Families in order of preference.
    pub font_family: Vec<String>,
    /// Size of letters.
    pub font_size: Option<Points>,
    /// 100 to 900.
    pub font_weight: Option<u16>,
    /// Italic letters.
    pub italic: bool,
    /// In em.
    pub letter_spacing: f64,
    /// `uppercase` by the rules of the label's language.
    pub uppercase: bool,
    /// The rim round letters.
    pub halo: Option<Halo>,
    /// Which label stays when there is no room: higher wins.
    pub priority: Option<f64>,
    /// Radius of a symbol.
    pub radius: Option<Millimetres>,
}
