//! Periplus draws the map figure for a report: boundaries in, publication-quality SVG and PNG out,
//! with territorial waters computed from the coast on the ellipsoid.
//!
//! [`draw`] lists the stages in the order in which data flows through them:
//!
//! 1. [`figure`]: the request;
//! 2. [`select`]: the features that it shows, from [`geodata`];
//! 3. [`waters`]: belts and median lines, computed by [`sea`] on the ellipsoid;
//! 4. [`plot`]: both onto the sheet, by the [`projection::View`];
//! 5. [`symbolize`], [`furniture`], [`label`]: the painted [`scene`], by the theme ([`style`]);
//! 6. [`output`]: the scene as SVG, and that SVG as PNG.

pub mod error;
pub mod figure;
pub mod furniture;
pub mod geodata;
pub mod geodesy;
pub mod label;
pub mod lettering;
pub mod output;
pub mod plot;
pub mod projection;
pub mod scene;
pub mod sea;
pub mod select;
pub mod sheet;
pub mod space;
pub mod style;
pub mod symbolize;
pub mod units;
pub mod waters;

use error::{Result, Warning};
use figure::Figure;
use furniture::layout::Layout;
use furniture::{Setting, title};
use geodata::Geodata;
use scene::Scene;
use style::Theme;

/// A finished figure.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The sheet.
    pub scene: Scene,
    /// What was left out, repaired or assumed.
    pub warnings: Vec<Warning>,
}

/// Draws a figure.
///
/// Errors: `Input` for wrong data of the user's, `Missing` for data that is not there, `Render` for
/// what cannot be drawn.
pub fn draw(figure: &Figure, geodata: &Geodata, theme: &Theme) -> Result<Drawn> {
    let width = figure.sheet.width.millimetres();
    let layout = Layout::for_width(width);
    let theme = theme.at_width(width);

    let selected = select::layers(figure, geodata)?; // what is asked for
    let bounds = sheet::bounds(figure, &selected)?;
    let zones = waters::zones(figure, bounds, geodata)?; // belts and medians, lon/lat
    let head = title::set(figure, &theme, &layout);
    let view = sheet::view(figure, bounds, &layout, head.height)?; // scale and place
    let plotted = plot::layers(&selected, zones.as_ref(), &view); // onto the sheet
    let symbols = symbolize::layers(&plotted, &theme); // fills, lines, legend entries
    let setting = Setting { figure, theme: &theme, view: &view, layout: &layout };
    let furniture = furniture::draw(&setting, &plotted, symbols.legend); // round the map
    let scene = sheet::compose(&setting, head, symbols.groups, furniture);
    Ok(Drawn { scene, warnings: selected.warnings })
}
