//! The request to `sea`: a figure's options, the coast and the claims in; states, breadths by place, policy and accuracy out.

use super::claimed;
use super::coast::Coast;
use super::lines;
use crate::claims::{Claim, Claims};
use crate::error::{Error, Result, Warning, nearest};
use crate::figure::{Figure, ZonesOptions, listed as in_words};
use crate::geodata::{Date, Geodata};
use crate::state::StateCode;
use crate::units::{Metres, NauticalMiles};
use periplus_sea::{AgreedLine, Overlap, Regime, Request, Stretch, ZoneKind};
use std::collections::BTreeSet;

/// How far the shelf reaches whatever its geology is (UNCLOS Art. 76(1)).
pub(super) const SHELF: NauticalMiles = NauticalMiles(200.0);

/// How broad the territorial sea is at the most (UNCLOS Art. 3): an effect holds beyond it.
const TERRITORIAL: NauticalMiles = NauticalMiles(12.0);

/// What a figure's options ask of `sea`; `tolerance` where the figure says none. The window is still to be set.
/// `claims` are those of [`claims_asked`].
///
/// Errors: `Input` or `Usage` for a state that the coast does not have, `Missing` where nobody claims anything.
pub(crate) fn request(
    figure: &Figure,
    options: &ZonesOptions,
    coast: &mut Coast,
    claims: Option<&Claims>,
    geodata: &Geodata,
    tolerance: Metres,
) -> Result<Request> {
    let states = on_coast(figure, listed("zones.states", &options.states), coast)?;
    on_coast(figure, listed("zones.territorial_only", &options.territorial_only), coast)?;
    let agreed = lines::agreed(figure, options, geodata)?;
    coast.warnings.extend(without_effect(&agreed, options, coast));
    coast.warnings.extend(of_others(figure, options));
    coast.warnings.extend(within_territorial_sea(figure, options));
    coast.warnings.extend(tide_alone(figure, options));
    coast.warnings.extend(lines::unknown_words(figure, options)?);
    Ok(Request::default()
        .with_regimes(regimes(figure, options, &states, coast, claims, geodata)?)
        .with_states(states)
        .with_overlap(options.overlap)
        .with_islands(options.island_weight)
        .with_agreed(agreed)
        .with_medians(options.medians)
        .with_tolerance(options.tolerance.unwrap_or(tolerance))
        .with_limits(figure.limits.of_zones()))
}

/// What the states of the coast claim on the date, as they are spelt there; none where the figure sets the breadths.
///
/// Of the kinds that are asked for, and of no state whose breadth the figure sets.
/// Errors: `Input` for claims that cannot be read.
pub(crate) fn claims_asked(
    figure: &Figure,
    options: &ZonesOptions,
    coast: &Coast,
    geodata: &Geodata,
) -> Result<Option<Claims>> {
    let are_own = coast.is_own && !options.own_breadths.is_empty();
    if !options.breadths.is_empty() || are_own {
        return Ok(None);
    }
    let mut claims = Claims::on(figure.as_of, geodata)?;
    let known: BTreeSet<StateCode> = coast.states().into_iter().map(StateCode::from).collect();
    let is_asked = |state: &StateCode, kind: ZoneKind| {
        let is_set = kind == ZoneKind::TerritorialSea && options.own_breadths.contains_key(state);
        known.contains(state) && kinds(options).contains(&kind) && !is_set
    };
    claims.claims.retain(|claim: &Claim| is_asked(&claim.state, claim.kind));
    claims.caveats.retain(|caveat| is_asked(&caveat.state, caveat.kind));
    claimable(claims, coast, geodata).map(Some)
}

/// The claims that have a coast to hold on: one of all the earth but some seas is of no matter where its state has its coast
/// on those alone.
///
/// Errors: `Missing` for a claim in a sea that the geodata do not have.
pub(super) fn claimable(mut claims: Claims, coast: &Coast, geodata: &Geodata) -> Result<Claims> {
    let mut relevant = Vec::new();
    for claim in claims.claims {
        let is_elsewhere =
            !claim.outside.is_empty() && !claimed::has_coast(&claim, coast, None, geodata)?;
        if !is_elsewhere {
            relevant.push(claim);
        }
    }
    claims.claims = relevant;
    Ok(claims)
}

/// One regime a breadth; where no breadth is given, one a kind of zone, as claimed on the date.
fn regimes(
    figure: &Figure,
    options: &ZonesOptions,
    states: &[String],
    coast: &mut Coast,
    claims: Option<&Claims>,
    geodata: &Geodata,
) -> Result<Vec<Regime>> {
    let keyed = |state| (format!("zones.own_breadths.{state}"), state);
    let named = on_coast(figure, options.own_breadths.keys().map(keyed), coast)?;
    let own = named
        .into_iter()
        .zip(options.own_breadths.values())
        .map(|(state, &breadth)| (state, vec![Stretch { within: None, breadth }]));
    if !options.breadths.is_empty() {
        let with_own = |&breadth| Regime {
            breadth: Some(breadth),
            by_state: own.clone().collect(),
            ..Regime::default()
        };
        return Ok(options.breadths.iter().map(with_own).collect());
    }
    let Some(claims) = claims else {
        return Ok(vec![Regime { by_state: own.collect(), ..Regime::default() }]);
    };
    let mut regimes = Vec::new();
    for kind in kinds(options) {
        let mut regime = claims.regime(kind, geodata)?;
        if kind == ZoneKind::ContinentalShelf {
            // It exists without a claim (UNCLOS Art. 77(3)).
            regime.breadth = Some(SHELF);
        }
        if kind == ZoneKind::TerritorialSea {
            regime.by_state.extend(own.clone());
        }
        regimes.push(regime);
    }
    check_claims((&kinds(options), &regimes), figure.as_of, states, coast)
        .map_err(|error| figure.at_fault(&["zones"], error))?;
    Ok(regimes)
}

fn kinds(options: &ZonesOptions) -> Vec<ZoneKind> {
    match options.kinds.is_empty() {
        true => vec![ZoneKind::TerritorialSea],
        false => options.kinds.clone(),
    }
}

/// Claims without a first day go back to this year.
const FIRST_YEAR: u16 = 1930;

/// States that are asked for and claim nothing, or not all kinds that are asked for, are warned of; if nobody claims anything there
/// is nothing to draw.
fn check_claims(
    (kinds, regimes): (&[ZoneKind], &[Regime]),
    day: Option<Date>,
    states: &[String],
    coast: &mut Coast,
) -> Result<()> {
    let when = day.map_or("today".to_owned(), |day| format!("on {day}"));
    let claims = |state: &str| regimes.iter().any(|regime| !regime.of(state).is_empty());
    let asked: Vec<String> = match states.is_empty() {
        true => coast.states().into_iter().map(str::to_owned).collect(),
        false => states.to_owned(),
    };
    if !asked.iter().any(|state| claims(state)) {
        return Err(Error::missing(format!("no claim of waters is known {when}"))
            .hint("give `breadths` in [zones], or --breadth"));
    }
    if day.is_some_and(|day| Some(day) < Date::new(FIRST_YEAR, 1, 1)) {
        let warning = Warning::new(format!("claims before {FIRST_YEAR} are not known"));
        coast.warnings.push(warning.hint("what is drawn are those of that year"));
    }
    for state in states.iter().filter(|state| !claims(state)) {
        let warning = Warning::new(format!("no claim of {state} is known {when}: it has no zone"));
        coast.warnings.push(warning.hint("--breadth STATE=NM gives it one"));
    }
    for (kind, regime) in kinds.iter().zip(regimes) {
        let without = states.iter().filter(|state| claims(state) && regime.of(state).is_empty());
        let without: Vec<&str> = without.map(String::as_str).collect();
        if !without.is_empty() && regime.breadth.is_none() {
            let (kind, whose) = (claimed::kind_in_words(*kind), in_words(&without));
            let message = format!("no claim of {whose} to a {kind} is known {when}: none is shown");
            coast
                .warnings
                .push(Warning::new(message).hint("leave the kind out, or give `breadths`"));
        }
    }
    Ok(())
}

/// The states of a list, each with the key that it stands at.
fn listed<'a>(
    key: &'a str,
    states: &'a [StateCode],
) -> impl Iterator<Item = (String, &'a StateCode)> {
    states.iter().enumerate().map(move |(number, state)| (format!("{key}.{number}"), state))
}

/// The states of these codes, each given with its key, which the coast has to have.
///
/// Errors: `Input` or `Usage` for a state that it does not have, at its key.
fn on_coast<'a>(
    figure: &Figure,
    codes: impl IntoIterator<Item = (String, &'a StateCode)>,
    coast: &Coast,
) -> Result<Vec<String>> {
    let known = coast.states();
    let named = |(key, code): (String, &StateCode)| {
        if known.contains(&code.as_str()) {
            return Ok(code.as_str().to_owned());
        }
        let error = Error::usage(format!("the coast has no state `{code}`"));
        let error = match nearest(code.as_str(), known.iter().copied()) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(format!("it has {}", known.join(", "))),
        };
        Err(figure.at_fault(&[&key], error))
    };
    codes.into_iter().map(named).collect()
}

/// What a figure says of the waters of states whose waters it does not show: with medians that moves no line.
fn of_others(figure: &Figure, options: &ZonesOptions) -> Vec<Warning> {
    let is_shown = |state: &StateCode| options.states.iter().any(|shown| shown == state);
    if options.states.is_empty() || options.overlap != Overlap::Median {
        return Vec::new();
    }
    let breadths = options.own_breadths.keys();
    let breadths = breadths.map(|state| (format!("zones.own_breadths.{state}"), state));
    let others = breadths
        .chain(listed("zones.territorial_only", &options.territorial_only))
        .filter(|(_, state)| !is_shown(state));
    let warning = |(key, state): (String, &StateCode)| {
        let message =
            format!("`{state}` is none of the states whose waters are shown: this changes nothing");
        let warning = Warning::new(message).hint("list it in `states`, or leave it out");
        figure.place_of(&[&key]).into_iter().fold(warning, Warning::at)
    };
    others.map(warning).collect()
}

/// That islands have an effect given, and nothing that is drawn lies where it holds.
fn within_territorial_sea(figure: &Figure, options: &ZonesOptions) -> Option<Warning> {
    let breadths = options.breadths.iter().chain(options.own_breadths.values());
    let is_within = breadths.into_iter().all(|breadth| breadth.0 <= TERRITORIAL.0);
    if options.effect.is_empty() || options.breadths.is_empty() || !is_within {
        return None;
    }
    let message = "effects hold beyond the territorial sea of 12 nm, and no breadth reaches beyond: they change nothing";
    let warning = Warning::new(message).hint("a greater breadth, or leave `effect` out");
    Some(figure.place_of(&["zones.effect"]).into_iter().fold(warning, Warning::at))
}

/// That the tides are given, and not how exactly the coast is known: then nothing is said of how far lines may be off.
fn tide_alone(figure: &Figure, options: &ZonesOptions) -> Option<Warning> {
    options.tide.filter(|_| options.coast_accuracy.is_none())?;
    let message =
        "`tide` without `coast_accuracy` changes nothing: how far lines may be off is not said";
    let warning = Warning::new(message)
        .hint("say how exactly the coast is known too: --coast-accuracy 500m, or 0m for exactly");
    Some(figure.place_of(&["zones.tide"]).into_iter().fold(warning, Warning::at))
}

/// A figure's own agreed lines between states of which the coast has not both: they change nothing.
fn without_effect(agreed: &[AgreedLine], options: &ZonesOptions, coast: &Coast) -> Vec<Warning> {
    if options.lines.is_none() {
        return Vec::new();
    }
    let known = coast.states();
    let is_known = |state: &String| known.binary_search(&state.as_str()).is_ok();
    let strange =
        agreed.iter().filter(|line| !(is_known(&line.states.0) && is_known(&line.states.1)));
    let warnings = strange.map(|line| {
        let (first, second) = &line.states;
        let message = format!("the agreed line {} is of {first} and {second}", line.name);
        Warning::new(message + ", of which the coast has not both: it changes nothing")
    });
    warnings.collect()
}
