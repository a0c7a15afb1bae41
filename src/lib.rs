//! Periplus draws the map figure for a report: boundaries in, publication-quality SVG and PNG out,
//! with territorial waters computed from the coast on the ellipsoid.
//!
//! [`draw`] lists the stages in the order in which data flows through them:
//!
//! 1. [`figure`]: the request;
//! 2. [`select`]: the features that it shows, from [`geodata`], as its [`worldview`] draws them;
//! 3. [`waters`]: belts and median lines, computed by [`sea`] on the ellipsoid;
//! 4. [`plot`]: both onto the sheet, by the [`projection::View`];
//! 5. [`symbolize`], [`furniture`], [`label`]: the painted [`scene`], by the theme ([`style`]);
//! 6. [`output`]: the scene as SVG, and that SVG as PNG.
//!
//! For numbers instead of a picture, [`survey`] takes the land out of the waters; [`statistics`] and [`export`] give
//! their areas, and the waters as GeoJSON.

pub mod arrangement;
pub mod claims;
pub mod error;
pub mod export;
pub mod figure;
pub mod furniture;
pub mod geodata;
pub mod geodesy;
pub mod label;
pub mod lettering;
pub mod names;
pub mod output;
pub mod plot;
pub mod projection;
pub mod record;
pub mod scene;
pub mod sea;
pub mod select;
pub mod sheet;
pub mod space;
pub mod statistics;
pub mod style;
pub mod survey;
pub mod symbolize;
pub mod units;
pub mod waters;
pub mod worldview;

use error::{Result, Warning};
use figure::Figure;
use furniture::layout::Layout;
use furniture::{Setting, title};
use geodata::Geodata;
use record::Record;
use scene::Scene;
use style::Theme;

/// A finished figure.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The sheet.
    pub scene: Scene,
    /// What it shows, in numbers and words.
    pub record: Record,
    /// What was left out, repaired or assumed.
    pub warnings: Vec<Warning>,
}

/// Draws a figure.
///
/// Errors: `Input` for wrong data of the user's, `Missing` for data that is not there, `Render` for
/// what cannot be drawn.
pub fn draw(figure: &Figure, geodata: &Geodata, theme: &Theme) -> Result<Drawn> {
    draw_watched(figure, geodata, theme, &mut |_, _| {})
}

/// Draws a figure, and after each stage tells `watch` its name and how much came out of it.
///
/// The library reads no clock; who wants to know the time of a stage reads one there.
/// Errors: as [`draw`].
pub fn draw_watched(
    figure: &Figure,
    geodata: &Geodata,
    theme: &Theme,
    watch: &mut dyn FnMut(&'static str, String),
) -> Result<Drawn> {
    let width = figure.sheet.width.millimetres();
    let (layout, theme) = (Layout::for_width(width), theme.at_width(width));

    // what is asked for, in longitude and latitude
    let selected = select::layers(figure, geodata)?;
    let bounds = sheet::bounds(figure, &selected)?;
    watch("select", format!("{} features", selected.count()));
    // scale and place on the sheet, below the title
    let head = title::set(figure, |state| selected.name_of(state), &theme, &layout);
    let view = sheet::view(figure, bounds, &layout, head.height)?;
    let setting = Setting { figure, theme: &theme, view: &view, layout: &layout };
    // belts and median lines, computed on the ellipsoid as finely as the scale shows
    let waters = waters::waters(figure, bounds, view.scale_denominator(), geodata)?;
    watch("sea", waters.as_ref().map_or_else(String::new, waters::count));
    // onto the sheet
    let mut plotted = plot::layers(&selected, waters.as_ref(), figure, &view);
    watch("plot", format!("{} shapes", plotted.count()));
    // round the map: neatline, graticule, scale bar, legend, credit
    let legend = symbolize::legend(&plotted, figure, &theme);
    let sources = geodata.catalogue()?.credits(selected.sources());
    let furniture = furniture::draw(&setting, &plotted, &legend, &sources);
    watch("furniture", format!("{} legend entries", legend.entries.len()));
    // names last: they avoid all the rest
    let labels = names::labels(&plotted, &setting);
    let ground = names::ground(&plotted, &setting, furniture.blocked());
    let placed = label::place(&labels, &ground);
    plotted.drop_unnamed(|layer, feature| placed.has(&names::label_id(layer, feature)));
    watch("label", format!("{} of {} names", placed.placed.len(), labels.len()));
    // fills, lines, symbols
    let map = symbolize::layers(&plotted, &theme);
    let record = record::of(figure, &view, waters.as_ref(), &plotted, &placed, sources);
    let not_set = selected.view_not_set(|area| plot::is_on_map(area, &view));
    let mut warnings = selected.warnings;
    warnings.extend(not_set);
    warnings.extend(waters.into_iter().flat_map(|waters| waters.zones.warnings));
    warnings.extend(furniture.warnings.iter().cloned());
    warnings.extend(placed.missing.iter().cloned());
    warnings.extend(record::dropped_names(&placed));
    let scene = sheet::compose(&setting, head, map, placed, furniture, &record);
    watch("symbolize", format!("{} items", scene.items.len()));
    Ok(Drawn { scene, record, warnings })
}

/// The README's example of the library is held to compile and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
