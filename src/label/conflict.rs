//! Conflict: two names at their places in, what they cost for being near each other out; or that they overlap, or that one
//! would be read as the name of the other's symbol.

use super::candidate::Candidate;
use super::cost::{CROWDED, Spacing};

/// What two names cost for being near each other; none if they cannot stand together.
pub(super) fn pair_cost(a: &Candidate, b: &Candidate, spacing: Spacing) -> Option<f64> {
    // Boxes first: most pairs are far apart.
    if a.reach.is_apart(&b.reach, far(a, spacing).max(far(b, spacing))) {
        return Some(0.0);
    }
    if a.strays_to(b) || b.strays_to(a) || a.reads_on_in(b) {
        return None;
    }
    if a.hides_symbol_of(b) || b.hides_symbol_of(a) {
        return None;
    }
    if a.bounds.is_apart(&b.bounds, spacing.names) {
        return Some(0.0);
    }
    let gap = gap(a, b, spacing.names, spacing.names_least);
    if gap < spacing.names_least {
        return None;
    }
    let room = (spacing.names - spacing.names_least).max(1e-9);
    Some(CROWDED * ((spacing.names - gap) / room).clamp(0.0, 1.0))
}

/// From a name on, other names and their symbols are too far to matter to it.
pub(super) fn far(name: &Candidate, spacing: Spacing) -> f64 {
    /// From the name of an area to another that it is not read on in, mm: letters of the largest type.
    const AREAS: f64 = 8.0;
    let areas = name.level_area.map_or(0.0, |_| AREAS);
    name.symbol.map_or(spacing.names, |own| own.apart.max(spacing.names)).max(areas)
}

/// The distance of two names, leaders included, at most `most`; not exact below `enough`.
fn gap(a: &Candidate, b: &Candidate, most: f64, enough: f64) -> f64 {
    let mut least = most;
    let are_lines = |i: usize, k: usize| i >= a.parts.len() && k >= b.parts.len();
    for (i, own) in a.parts.iter().chain(&a.leader_parts).enumerate() {
        if own.bounds.is_apart(&b.bounds, least) {
            continue;
        }
        for (k, other) in b.parts.iter().chain(&b.leader_parts).enumerate() {
            // leaders may run close, as those of a stack do, and must only not cross
            if are_lines(i, k) && own.gap(other) > 0.0 {
                continue;
            }
            // The upright boxes are never further apart than what they hold.
            if !own.bounds.is_apart(&other.bounds, least) {
                least = least.min(own.gap(other));
                if least < enough {
                    return least;
                }
            }
        }
    }
    least
}
