//! What is asked for beyond the figure: breadths of single states, more land; and the request to `sea`.

use super::NamedSea;
use super::coast::Coast;
use crate::error::{Error, Result, nearest};
use crate::figure::{Overlap, ZonesOptions};
use crate::sea::{self, Regime, Request};
use crate::space::Geographic;
use crate::units::{Metres, NauticalMiles};
use geo::{BoundingRect, Coord, Rect};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What a survey is asked for beyond the figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenario {
    /// Breadths of single states, in place of those of each set.
    pub by_state: BTreeMap<String, NauticalMiles>,
    /// Only these states have zones: no breadth was given for the others.
    pub only_those: bool,
    /// Land to be taken out besides that of the coast, a GeoJSON file.
    pub land: Option<PathBuf>,
}

impl Scenario {
    /// The request for a figure's options.
    pub(super) fn request(
        &self,
        options: &ZonesOptions,
        tolerance: Metres,
        coast: &Coast,
        sea: Option<&NamedSea>,
    ) -> Result<Request> {
        let mut states = options.states.clone();
        if self.only_those {
            states = self.by_state.keys().cloned().collect();
        }
        check_states(states.iter().chain(self.by_state.keys()), coast)?;
        let regimes = self.regimes(options);
        let widest = regimes.iter().flat_map(|regime| {
            std::iter::once(regime.breadth).chain(regime.by_state.values().copied())
        });
        let widest = NauticalMiles(widest.map(|breadth| breadth.0).fold(0.0, f64::max));
        let within = match sea {
            Some(sea) => sea.extent(),
            None => reach(&states, widest, coast),
        };
        Ok(Request {
            states,
            regimes,
            overlap: match options.overlap {
                Overlap::Median => sea::Overlap::Median,
                Overlap::Overlap => sea::Overlap::Overlap,
                Overlap::Keep => sea::Overlap::Keep,
            },
            tolerance: options.tolerance.unwrap_or(tolerance),
            within: within.map(Geographic),
        })
    }

    /// One regime a breadth; one in all if every breadth is a state's own.
    fn regimes(&self, options: &ZonesOptions) -> Vec<Regime> {
        let regime = |breadth| Regime { breadth, by_state: self.by_state.clone() };
        if self.only_those {
            let widest = self.by_state.values().map(|breadth| breadth.0).fold(0.0, f64::max);
            return vec![regime(NauticalMiles(widest))];
        }
        options.breadths.iter().copied().map(regime).collect()
    }
}

fn check_states<'a>(states: impl Iterator<Item = &'a String>, coast: &Coast) -> Result<()> {
    let known = coast.states();
    for state in states {
        if known.binary_search(&state.as_str()).is_err() {
            let error = Error::usage(format!("the coast has no state `{state}`"));
            return Err(match nearest(state, known.iter().copied()) {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error.hint(format!("it has {}", known.join(", "))),
            });
        }
    }
    Ok(())
}

/// A box that holds the zones of some states; none: all of the coast matters.
fn reach(states: &[String], widest: NauticalMiles, coast: &Coast) -> Option<Rect> {
    /// A nautical mile is a minute of latitude to within 1 %; a tenth to spare.
    const DEGREES_PER_MILE: f64 = 1.1 / 60.0;
    /// Beyond it boxes in degrees are of no use.
    const NORTHERNMOST: f64 = 80.0;
    if states.is_empty() {
        return None;
    }
    let own = coast.baselines.iter().filter(|baseline| states.contains(&baseline.state));
    let boxes = own.filter_map(|baseline| baseline.line.0.bounding_rect());
    let whole = boxes.reduce(|all, one| {
        let low = Coord { x: all.min().x.min(one.min().x), y: all.min().y.min(one.min().y) };
        let high = Coord { x: all.max().x.max(one.max().x), y: all.max().y.max(one.max().y) };
        Rect::new(low, high)
    })?;
    let up = widest.0 * DEGREES_PER_MILE;
    let furthest = whole.min().y.abs().max(whole.max().y.abs()) + up;
    let aside = up / libm::cos(furthest.min(NORTHERNMOST).to_radians());
    let margin = Coord { x: aside, y: up };
    let (low, high) = (whole.min() - margin, whole.max() + margin);
    (furthest < NORTHERNMOST && high.x - low.x < 360.0).then(|| Rect::new(low, high))
}
