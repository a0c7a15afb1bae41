//! The options of `zones`, `points`, `baselines` and `areas` in: a figure with the options applied out.

use super::args::{Areas, Baselines, Points, ZoneOptions, Zones};
use super::request::{apply_breadths, figure, given, set_overlap, usage};
use periplus::error::Result;
use periplus::figure::{Figure, Limits, ZonesOptions, accuracy, tolerance};
use periplus::sea::IslandWeight;
use std::ffi::OsStr;
use std::path::PathBuf;

/// What `zones` asks for.
pub(super) fn of_zones(arguments: &Zones, limits: &Limits) -> Result<Figure> {
    let Zones { figure, coast, options, land, .. } = arguments;
    of_figure_or_coast(Whence { figure: figure.as_deref(), coast, land }, options, limits)
}

/// What `points` asks for.
pub(super) fn of_points(arguments: &Points, limits: &Limits) -> Result<Figure> {
    let Points { figure, coast, options, land, .. } = arguments;
    of_figure_or_coast(Whence { figure: figure.as_deref(), coast, land }, options, limits)
}

/// What `baselines` asks for.
pub(super) fn of_baselines(arguments: &Baselines, limits: &Limits) -> Result<Figure> {
    let Baselines { figure, coast, land, breadth, as_of, bays, .. } = arguments;
    let options = ZoneOptions {
        breadth: breadth.clone(),
        overlap: None,
        as_of: as_of.clone(),
        tolerance: None,
        coast_accuracy: None,
        tide: None,
        island_weight: None,
        effect: Vec::new(),
        bays: *bays,
    };
    of_figure_or_coast(Whence { figure: figure.as_deref(), coast, land }, &options, limits)
}

/// What waters are of: a figure, or a coast alone; and land to be taken out.
struct Whence<'a> {
    figure: Option<&'a OsStr>,
    coast: &'a Option<PathBuf>,
    land: &'a Option<PathBuf>,
}

fn of_figure_or_coast(whence: Whence, options: &ZoneOptions, limits: &Limits) -> Result<Figure> {
    let mut figure = match (whence.figure, whence.coast) {
        (Some(name), _) => figure(name, limits)?,
        (None, coast) => {
            let mut zones = ZonesOptions::default();
            zones.coast.clone_from(coast);
            let mut figure = Figure::default();
            figure.limits = *limits;
            figure.zones = Some(zones);
            given(&mut figure, "zones.coast", "--coast");
            figure
        }
    };
    apply(&mut figure, options)?;
    if let Some(land) = whence.land {
        zones(&mut figure).land = Some(land.clone());
        given(&mut figure, "zones.land", "--land");
    }
    Ok(figure)
}

/// A figure under some options.
pub(super) fn of_figure(name: &OsStr, options: &ZoneOptions, limits: &Limits) -> Result<Figure> {
    of_figure_or_coast(Whence { figure: Some(name), coast: &None, land: &None }, options, limits)
}

/// What `areas` asks for.
pub(super) fn of_areas(arguments: &Areas, limits: &Limits) -> Result<Figure> {
    let mut figure = figure(&arguments.figure, limits)?;
    apply(&mut figure, &arguments.options)?;
    Ok(figure)
}

fn zones(figure: &mut Figure) -> &mut ZonesOptions {
    figure.zones.get_or_insert_with(ZonesOptions::default)
}

/// What all of them take.
fn apply(figure: &mut Figure, options: &ZoneOptions) -> Result<()> {
    apply_breadths(figure, &options.breadth)?;
    if let Some(policy) = options.overlap {
        set_overlap(figure, policy)?;
    }
    if let Some(written) = &options.as_of {
        figure.set_as_of(written).map_err(|flaw| usage(flaw, "--as-of"))?;
    }
    if let Some(written) = &options.tolerance {
        let metres = tolerance(written).map_err(|flaw| usage(flaw, "--tolerance"))?;
        zones(figure).tolerance = Some(metres);
    }
    for (written, option) in
        [(&options.coast_accuracy, "--coast-accuracy"), (&options.tide, "--tide")]
    {
        let Some(written) = written else { continue };
        let metres = Some(accuracy(written).map_err(|flaw| usage(flaw, option))?);
        match option {
            "--tide" => zones(figure).tide = metres,
            _ => zones(figure).coast_accuracy = metres,
        }
    }
    if let Some(written) = &options.island_weight {
        let weight: IslandWeight =
            written.parse().map_err(|flaw| usage(flaw, "--island-weight"))?;
        zones(figure).island_weight = weight;
    }
    let islands = figure.set_effects(&options.effect);
    for island in islands.map_err(|flaw| usage(flaw, "--effect"))? {
        given(figure, format!("zones.effect.{island}"), "--effect");
    }
    if options.bays {
        zones(figure).bays = true;
    }
    figure.check_limits()
}
