//! What a name may mean, and what else is named, in; which of them is meant out, with the reason, or that it stays open.

use super::gazetteer::{distance, spots};
use super::index::{Place, PlaceKind};

/// How much better known than all namesakes a place has to be to be meant on its own: five times as many people.
pub(super) const FAR_BETTER_KNOWN: f64 = 0.7;
/// What speaks for a place: another one of its state, and one that is near, metres.
const SAME_STATE: f64 = 2.0;
const NEAR: [(f64, f64); 2] = [(300_000.0, 1.5), (1_000_000.0, 0.7)];

/// Which thing a name means.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Choice {
    /// This one, and why.
    One(Box<Place>, String),
    /// Any of these, the best known first.
    Open(Vec<Place>),
}

/// The thing that is meant by a name of these, beside what else is named: the best known one, and what lies near to others
/// or in their state counts for more. Without a clear lead it stays open.
pub(super) fn choose(candidates: &[Place], named_too: &[Place]) -> Choice {
    let spots = spots(candidates);
    let mut scored: Vec<(f64, &Place, Option<String>)> = spots
        .iter()
        .filter_map(|spot| spot.first())
        .map(|place| {
            let (support, reason) = support(place, named_too);
            (place.standing + support, place, reason)
        })
        .collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    match &scored[..] {
        [] => Choice::Open(Vec::new()),
        [(_, only, _)] => {
            let of_one_spot = spots[0].len() > 1;
            let reason = match of_one_spot {
                true => format!("the {} before others of its name on the spot", only.kind.name()),
                false => "the only one of its name".to_owned(),
            };
            Choice::One(Box::new((*only).clone()), reason)
        }
        [(best, place, reason), (second, ..), ..] if best - second >= FAR_BETTER_KNOWN => {
            let is_best_known = scored.iter().all(|(_, other, _)| {
                other.id == place.id || place.standing - other.standing >= FAR_BETTER_KNOWN
            });
            let reason = match reason {
                Some(reason) if !is_best_known => reason.clone(),
                _ => "far better known than others of its name".to_owned(),
            };
            Choice::One(Box::new((*place).clone()), reason)
        }
        _ => Choice::Open(scored.into_iter().map(|(_, place, _)| place.clone()).collect()),
    }
}

/// How much what else is named speaks for a place, and in what words.
fn support(place: &Place, named_too: &[Place]) -> (f64, Option<String>) {
    let mut reasons: Vec<(f64, String)> = Vec::new();
    for other in named_too.iter().filter(|other| other.id != place.id) {
        let is_of_state = !place.state.is_empty() && other.state == place.state;
        if is_of_state {
            reasons.push((SAME_STATE, format!("{} is named too", other.name)));
        }
        let is_spot = !matches!(other.kind, PlaceKind::State | PlaceKind::Sea);
        let away = distance(place, other);
        if let Some((_, points)) = NEAR.iter().find(|(within, _)| is_spot && away < *within) {
            reasons.push((*points, format!("near to {}, which is named too", other.name)));
        }
    }
    reasons.sort_by(|one, other| other.0.total_cmp(&one.0));
    let best = reasons.first().map(|(_, reason)| reason.clone());
    // one of each counts in full, more of the same a little
    let of_state = reasons.iter().filter(|(points, _)| *points == SAME_STATE).count().min(3);
    let near = reasons.iter().filter(|(points, _)| *points < SAME_STATE).map(|(points, _)| points);
    let near = near.fold(0.0, |most: f64, points| most.max(*points));
    let of_state = if of_state == 0 { 0.0 } else { SAME_STATE + 0.5 * (of_state - 1) as f64 };
    (of_state + near, best)
}
