//! The options of `zones` and `areas` in: a figure with the options applied out.

use super::args::{Areas, ZoneOptions, Zones};
use super::request::{apply_breadths, figure, set_overlap, usage};
use periplus::error::Result;
use periplus::figure::{Figure, Flaw, IslandWeight, ZonesOptions, tolerance};

/// What `zones` asks for.
pub(super) fn of_zones(arguments: &Zones) -> Result<Figure> {
    let mut figure = match (&arguments.figure, &arguments.coast) {
        (Some(name), _) => figure(name)?,
        (None, coast) => {
            let zones = ZonesOptions { coast: coast.clone(), ..ZonesOptions::default() };
            Figure { zones: Some(zones), ..Figure::default() }
        }
    };
    apply(&mut figure, &arguments.options)?;
    if let Some(land) = &arguments.land {
        zones(&mut figure).land = Some(land.clone());
    }
    Ok(figure)
}

/// What `areas` asks for.
pub(super) fn of_areas(arguments: &Areas) -> Result<Figure> {
    let mut figure = figure(&arguments.figure)?;
    apply(&mut figure, &arguments.options)?;
    Ok(figure)
}

fn zones(figure: &mut Figure) -> &mut ZonesOptions {
    figure.zones.get_or_insert_with(ZonesOptions::default)
}

/// What both commands take.
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
    if let Some(written) = &options.island_weight {
        zones(figure).island_weight = island_weight(written)?;
    }
    if options.bays {
        zones(figure).bays = true;
    }
    Ok(())
}

fn island_weight(written: &str) -> Result<IslandWeight> {
    let number = match written {
        "½" | "1/2" | "half" => Some(0.5),
        other => other.parse::<f64>().ok(),
    };
    let weight = number.map_or_else(
        || {
            Err(Flaw::new(format!("`{written}` is not a weight of islands"))
                .hint("0 (no effect), 0.5 (half effect) or 1 (full effect)"))
        },
        IslandWeight::try_from,
    );
    weight.map_err(|flaw| usage(flaw, "--island-weight"))
}
