//! Themes: CSS text in, the resolved style of any element of the map out.
//!
//! What a theme is made of:
//! - rules on kinds ([`Kind`](crate::kind::Kind)), classes (`label.sea`), attributes (`[state="GRC"]`, `~=`, `|=`), `*`, what lies
//!   in something (`legend label`, `legend > label`), and groups by comma;
//! - custom properties on `:root`, used with `var(--name)` and `var(--name, fallback)`;
//! - `@import "atlas";` before all rules: a bundled theme, or a file beside the theme;
//! - `@media (max-width: 120mm)` and `(min-width: …)` on the width of the sheet;
//! - SVG's properties, and a few of the map: `halo`, `priority`, `shape`, `radius`, `vignette`, …
//!
//! The cascade is that of CSS: `!important`, then specificity, then order. Nothing is inherited: a rule
//! holds for the elements that it names. Whatever cannot be read is an error with line and column.
//!
//! `fill: hatch(45deg, .9mm, .25mm)` has no ground, and is drawn in the plain colour that the cascade
//! set before it (black where none was); `fill: #fff hatch(45deg, .9mm, .25mm, #333)` sets all three.
//! 45° is /. `halo: ground .5mm 80%` takes the colour of the area that most of the label lies on; on a
//! line a halo is its casing.
//!
//! Not here: which elements there are and what is drawn for them (`symbolize`, `label`, `furniture`).
//!
//! ```
//! use periplus::kind::Kind;
//! use periplus::scene::Colour;
//! use periplus::style::{Element, Theme};
//!
//! let css = "
//!     :root { --water: #cfe3ee }
//!     sea { fill: var(--water) }
//!     territorial-sea { fill: #9cc }
//!     territorial-sea[state=GRC] { fill: #336699 }
//! ";
//! let theme = Theme::parse(css, "own.css")?;
//! let fill = |element: &Element| theme.style(element).fill;
//! assert_eq!(fill(&Element::of(Kind::Sea)), Colour::from_hex("#cfe3ee"));
//! let belt = Element::of(Kind::TerritorialSea).attribute("state", "GRC");
//! assert_eq!(fill(&belt), Colour::from_hex("#336699"));
//!
//! // What cannot be read is an error with its place.
//! let error = Theme::parse("sea { fil: red }", "own.css").expect_err("no such property");
//! assert!(error.to_string().contains("fil"));
//! # Ok::<(), periplus::error::Error>(())
//! ```

mod cascade;
mod element;
mod font;
mod property;
mod scanner;
mod selector;
mod sources;
mod stylesheet;
#[cfg(test)]
mod tests;
mod texts;
mod value;
mod variables;

pub use element::Element;
pub use font::FAMILIES;

use crate::error::{Error, Result};
use crate::scene::{Cap, Colour, Fill, Font, Halo, Hatch, Join, Stroke};
use crate::symbols::Symbol;
use crate::units::{Millimetres, Points};
use cascade::{Resolved, problems_at_every_width};
use sources::{BUNDLED, Source};
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;
use stylesheet::Stylesheet;

/// The shape of a symbol.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum MarkerShape {
    /// A disc or a ring, as it is painted (`shape: circle`, `shape: ring`).
    #[default]
    Circle,
    /// An upright square.
    Square,
    /// A square on its corner.
    Diamond,
}

/// A colour that fades from a border inwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vignette {
    /// The colour at the border.
    pub colour: Colour,
    /// How far it reaches inwards.
    pub depth: Millimetres,
    /// 0 to 1, at the border.
    pub opacity: f64,
}

/// Every property that a theme can set, resolved; `None` where the theme says nothing, or `none`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Style {
    /// Whether it is left out (`display: none`).
    pub hidden: bool,
    /// 0 to 1, for fill and stroke alike.
    pub opacity: Option<f64>,
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
    /// Dashes and gaps in turn; empty for an unbroken line.
    pub stroke_dasharray: Vec<Millimetres>,
    /// End of a line.
    pub stroke_linecap: Cap,
    /// Turn of a line.
    pub stroke_linejoin: Join,
    /// A colour along the border, fading inwards.
    pub vignette: Option<Vignette>,
    /// Colours along the outside of an edge, each as wide as its depth: a glow, or lines of water.
    pub outer_vignette: Vec<Vignette>,
    /// Bundled families in order of preference.
    pub font_family: Vec<String>,
    /// Size of letters.
    pub font_size: Option<Points>,
    /// 100 to 900.
    pub font_weight: Option<u16>,
    /// Italic letters.
    pub italic: bool,
    /// From baseline to baseline, as a multiple of the type size.
    pub line_height: Option<f64>,
    /// In em.
    pub letter_spacing: f64,
    /// `uppercase` by the rules of the label's language.
    pub uppercase: bool,
    /// The rim round letters, or the casing of a line.
    pub halo: Option<Halo>,
    /// Whether the halo takes the colour of the ground below it (`halo: ground …`); its own colour is
    /// then white, for where there is no ground.
    pub halo_of_ground: bool,
    /// Which label stays when there is no room: higher wins.
    pub priority: Option<f64>,
    /// Shape of a symbol.
    pub marker: MarkerShape,
    /// The symbol that stands instead of that shape.
    pub symbol: Option<Cow<'static, Symbol>>,
    /// Radius of a symbol: half the side of a square, half the diagonal of a diamond.
    pub radius: Option<Millimetres>,
    /// Radius of the dot inside a ring.
    pub inner_radius: Option<Millimetres>,
    /// Width of a box: a swatch, an inset.
    pub width: Option<Millimetres>,
    /// Height of a box, a bar or a tick.
    pub height: Option<Millimetres>,
    /// Distance from what it belongs to: a label from its symbol, a title from the frame.
    pub offset: Option<Millimetres>,
    /// Distance between things of one kind: rows of a legend.
    pub gap: Option<Millimetres>,
    /// Distance from the edge of a box to what is in it.
    pub padding: Option<Millimetres>,
}

/// Line width where a theme sets a stroke and no width.
const DEFAULT_STROKE_WIDTH: Millimetres = Millimetres(0.2);
/// Type size where a theme sets none: the smallest that is legible in print.
const DEFAULT_TYPE_SIZE: Points = Points(6.0);

impl Style {
    /// The paint inside a shape; `None` if there is nothing to see.
    pub fn area_paint(&self) -> Option<Fill> {
        if self.hidden || (self.fill.is_none() && self.hatch.is_none()) {
            return None;
        }
        let opacity = self.fill_opacity.unwrap_or(1.0) * self.opacity.unwrap_or(1.0);
        Some(Fill { ground: self.fill, hatch: self.hatch, opacity })
    }

    /// The paint along a line; `None` if there is nothing to see.
    pub fn line_paint(&self) -> Option<Stroke> {
        let width = self.stroke_width.unwrap_or(DEFAULT_STROKE_WIDTH);
        if self.hidden || width.0 <= 0.0 {
            return None;
        }
        self.stroke.map(|colour| Stroke {
            colour,
            opacity: self.stroke_opacity.unwrap_or(1.0) * self.opacity.unwrap_or(1.0),
            width,
            dashes: self.stroke_dasharray.clone(),
            cap: self.stroke_linecap,
            join: self.stroke_linejoin,
        })
    }

    /// The typeface of its letters; the sans, regular, 6 pt where the theme says nothing.
    pub fn typeface(&self) -> Font {
        let family = self.font_family.first().map_or(FAMILIES[0], String::as_str);
        Font {
            family: family.to_owned(),
            weight: self.font_weight.unwrap_or(400),
            italic: self.italic,
            size: self.font_size.unwrap_or(DEFAULT_TYPE_SIZE),
            letter_spacing: self.letter_spacing,
        }
    }
}

/// Width of the sheet that a theme is resolved for until [`Theme::at_width`] says otherwise.
const DEFAULT_WIDTH: Millimetres = Millimetres(180.0);

/// A theme, resolved for one width of the sheet.
#[derive(Clone, Debug)]
pub struct Theme {
    sheet: Arc<Stylesheet>,
    resolved: Arc<Resolved>,
    least_type: Points,
}

/// An opaque colour as themes write it; none if the text is none.
pub(crate) fn colour(text: &str) -> Option<Colour> {
    value::colour(text).ok()
}

impl Theme {
    /// Reads a theme; `file` names it in errors. It may import bundled themes.
    ///
    /// Errors: `Input`, at the first thing that is wrong at any width of the sheet.
    pub fn parse(css: &str, file: &str) -> Result<Theme> {
        Theme::of(vec![Source::of_text(css, file)])
    }

    /// The theme of these texts, one after another as one.
    fn of(sources: Vec<Source>) -> Result<Theme> {
        // a test holds that the bundled themes are right
        let is_known = matches!(&sources[..], [only] if only.is_bundled());
        let (sheet, read) = Stylesheet::of(sources);
        read?;
        let mut problems = Vec::new();
        if !is_known {
            problems = problems_at_every_width(&sheet);
        }
        if !problems.is_empty() {
            let first = problems.swap_remove(0);
            return Err(sheet.texts().instead_of(&first).unwrap_or(first));
        }
        let resolved = Resolved::new(&sheet, DEFAULT_WIDTH, &mut problems);
        let least_type = Points(0.0);
        Ok(Theme { sheet: Arc::new(sheet), resolved: Arc::new(resolved), least_type })
    }

    /// Everything that is wrong with a theme, in the order of its text.
    pub fn problems(css: &str, file: &str) -> Vec<Error> {
        Theme::problems_in(vec![Source::of_text(css, file)])
    }

    fn problems_in(sources: Vec<Source>) -> Vec<Error> {
        let (sheet, read) = Stylesheet::of(sources);
        if let Err(error) = read {
            return vec![error];
        }
        let problems = problems_at_every_width(&sheet);
        // a file of another format is wrong in one way
        match problems.first().and_then(|first| sheet.texts().instead_of(first)) {
            Some(error) => vec![error],
            None => problems,
        }
    }

    /// A theme that is part of the program.
    ///
    /// Errors: `Missing`, naming the nearest.
    pub fn bundled(name: &str) -> Result<Theme> {
        Theme::of(vec![Source::bundled(name)?])
    }

    /// The theme of a name: a file if it ends in `.css`, else a bundled one.
    ///
    /// Errors: as [`Theme::bundled`] and [`Theme::parse`]; `Missing` for a file that cannot be read.
    pub fn named(name: &str) -> Result<Theme> {
        Theme::stacked([name])
    }

    /// The themes of these names as one, the rules of the later over those of the earlier.
    ///
    /// Errors: as [`Theme::named`].
    pub fn stacked<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Theme> {
        Theme::of(names.into_iter().map(Source::named).collect::<Result<_>>()?)
    }

    /// The files that the themes of these names import, as far as these can be read; they need not be there.
    pub fn imports<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<PathBuf> {
        let sources = names.into_iter().filter_map(|name| Source::named(name).ok());
        Stylesheet::of(sources.collect()).0.imported
    }

    /// The files that its text imports.
    pub fn imported(&self) -> &[PathBuf] {
        &self.sheet.imported
    }

    /// Everything that is wrong with the theme in a `.css` file.
    pub fn problems_of(name: &str) -> Vec<Error> {
        Source::named(name).map_or_else(|error| vec![error], |it| Theme::problems_in(vec![it]))
    }

    /// What a bundled theme is, in a few words: those at the head of its text.
    ///
    /// Errors: as [`Theme::bundled`].
    pub fn about(name: &str) -> Result<String> {
        let text = Theme::text(name)?;
        let head = text.strip_prefix("/*").and_then(|text| text.split(['.', '*']).next());
        let words = head.and_then(|head| head.split_once(": ")).map_or("", |(_, words)| words);
        Ok(words.to_owned())
    }

    /// The text of a bundled theme.
    ///
    /// Errors: as [`Theme::bundled`].
    pub fn text(name: &str) -> Result<String> {
        Source::bundled(name).map(|source| source.text)
    }

    /// The names of the bundled themes, the default one first.
    pub fn names() -> Vec<&'static str> {
        BUNDLED.iter().map(|(name, _)| *name).collect()
    }

    /// The same theme on a sheet of `width` (180 mm until this is called): its `@media` rules follow.
    pub fn at_width(&self, width: Millimetres) -> Theme {
        // `parse` has refused every sheet that has problems at some width.
        let resolved = Resolved::new(&self.sheet, width, &mut Vec::new());
        Theme { sheet: Arc::clone(&self.sheet), resolved: Arc::new(resolved), ..*self }
    }

    /// The same theme with no letters smaller than `least`: for narrow maps on a wide sheet.
    pub fn with_least_type(&self, least: Points) -> Theme {
        Theme { least_type: least, ..self.clone() }
    }

    /// The style of an element.
    pub fn style(&self, element: &Element) -> Style {
        let style = self.resolved.style(element);
        let font_size = style.font_size.map(|size| Points(size.0.max(self.least_type.0)));
        Style { font_size, ..style }
    }

    /// Whether any of its selectors asks for an attribute of this name: of all others no style depends.
    pub(crate) fn asks_for(&self, attribute: &str) -> bool {
        self.resolved.asks_for(attribute)
    }

    /// The value of a custom property: `theme.variable("--sea")`.
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.resolved.variables.get(name).map(String::as_str)
    }
}
