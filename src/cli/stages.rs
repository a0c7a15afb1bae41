//! STAND-IN until `periplus::draw` and `periplus::output` are there: a sheet without a map.
//! Only this file knows that; merging replaces the bodies and leaves the callers alone.

use super::args::Lettering;
use periplus::error::{Result, Warning};
use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::scene::Scene;
use periplus::style::Theme;
use periplus::units::Millimetres;
use serde::Serialize;
use std::collections::BTreeMap;

/// A finished sheet and what there is to say of it.
pub(super) struct Drawn {
    pub(super) scene: Scene,
    pub(super) warnings: Vec<Warning>,
    pub(super) facts: Facts,
}

/// What the report says of a drawing beside the request: numbers that only the stages know.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Facts {
    /// West, south, east, north, degrees.
    pub(super) bounds: Option<[f64; 4]>,
    /// `name` and parameters.
    pub(super) projection: BTreeMap<String, serde_json::Value>,
    /// Denominator of the scale at the centre: 2000000 for 1 : 2 000 000.
    pub(super) scale: Option<f64>,
    /// Credit lines of the data drawn.
    pub(super) sources: Vec<String>,
    /// A row for each state and breadth.
    pub(super) zones: Vec<serde_json::Value>,
    /// Every name on the sheet and its box.
    pub(super) labels: Vec<serde_json::Value>,
    /// Names that found no room.
    pub(super) dropped_labels: Vec<serde_json::Value>,
    /// What was mended in the data.
    pub(super) repairs: Vec<String>,
}

/// Draws the figure.
pub(super) fn draw(figure: &Figure, geodata: &Geodata, _theme: &Theme) -> Result<Drawn> {
    let own = figure.read_data()?;
    let warnings = geodata.warnings().into_iter().chain(own.warnings().cloned()).collect();
    let width = figure.sheet.width.millimetres();
    let height =
        figure.sheet.height.map_or(Millimetres(width.0 * 0.75), |height| height.millimetres());
    let scene = Scene {
        name: figure.name.clone(),
        width,
        height,
        title: figure.title.clone(),
        description: figure.alt.clone(),
        language: figure.language.clone(),
        ..Scene::default()
    };
    let bounds = figure.extent.bounds().map(<[f64; 4]>::from);
    Ok(Drawn { scene, warnings, facts: Facts { bounds, ..Facts::default() } })
}

/// The sheet as SVG.
pub(super) fn svg(scene: &Scene, _lettering: Lettering) -> String {
    let (width, height) = (scene.width.0, scene.height.0);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" \
         viewBox=\"0 0 {width} {height}\"/>\n"
    )
}

/// The SVG as PNG.
pub(super) fn png(_svg: &str, _dpi: f64) -> Result<Vec<u8>> {
    Ok(b"\x89PNG\r\n\x1a\n".to_vec())
}
