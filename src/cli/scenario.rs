//! The options of `zones` and `areas` in: a figure with the options applied, and what is asked beyond it, out.

use super::args::{Areas, Zones};
use super::request::{breadth, figure, set_breadths, set_overlap, usage};
use periplus::error::Result;
use periplus::figure::{Figure, Flaw, ZonesOptions, tolerance};
use periplus::survey::Scenario;
use periplus::units::NauticalMiles;

/// What `zones` asks for.
pub(super) fn of_zones(arguments: &Zones) -> Result<(Figure, Scenario)> {
    let mut figure = match (&arguments.figure, &arguments.coast) {
        (Some(name), _) => figure(name)?,
        (None, coast) => {
            let zones = ZonesOptions { coast: coast.clone(), ..ZonesOptions::default() };
            Figure { zones: Some(zones), ..Figure::default() }
        }
    };
    let mut scenario = apply_breadths(&mut figure, &arguments.breadth)?;
    scenario.only_those &= arguments.coast.is_some();
    if let Some(policy) = arguments.overlap {
        set_overlap(&mut figure, policy)?;
    }
    if let Some(written) = &arguments.tolerance {
        let metres = tolerance(written).map_err(|flaw| usage(flaw, "--tolerance"))?;
        figure.zones.get_or_insert_with(ZonesOptions::default).tolerance = Some(metres);
    }
    scenario.land.clone_from(&arguments.land);
    Ok((figure, scenario))
}

/// What `areas` asks for.
pub(super) fn of_areas(arguments: &Areas) -> Result<(Figure, Scenario)> {
    let mut figure = figure(&arguments.figure)?;
    let mut scenario = apply_breadths(&mut figure, &arguments.breadth)?;
    scenario.only_those = false;
    if let Some(policy) = arguments.overlap {
        set_overlap(&mut figure, policy)?;
    }
    Ok((figure, scenario))
}

/// Plain breadths go into the figure, those of single states into the scenario.
fn apply_breadths(figure: &mut Figure, written: &[String]) -> Result<Scenario> {
    let mut scenario = Scenario::default();
    let mut breadths: Vec<NauticalMiles> = Vec::new();
    for text in written {
        let checked = |number| breadth(number).map_err(|flaw| usage(flaw, "--breadth"));
        match text.split_once('=') {
            None => breadths.push(checked(text)?),
            Some((state, number)) => {
                let number = checked(number)?;
                if scenario.by_state.insert(state.trim().to_owned(), number).is_some() {
                    let flaw = Flaw::new(format!("two breadths for `{}`", state.trim()));
                    return Err(usage(flaw.hint("give one of each state"), "--breadth"));
                }
            }
        }
    }
    scenario.only_those = breadths.is_empty() && !scenario.by_state.is_empty();
    if !breadths.is_empty() {
        set_breadths(figure, breadths);
    } else if !scenario.by_state.is_empty() {
        figure.zones.get_or_insert_with(ZonesOptions::default);
    }
    Ok(scenario)
}
