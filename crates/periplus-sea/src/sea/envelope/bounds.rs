//! Bounds on samples: how many a coast may need, seen before memory is taken for them; and what to do where it needs more.

use crate::error::{Error, Place, Result, raised};
use crate::sea::limits;
use crate::sea::request::{COARSEST_TOLERANCE, Request};
use crate::units::{Metres, NauticalMiles};

/// How many more for each of its positions: at breadths of which each sample bounds no zone, as at most breadths few do.
const MOST_AN_EDGE: usize = 4;
/// How many for the longest coast, unless more are allowed for the shortest: a gigabyte and a half.
const MOST_OF_ALL: usize = 8_000_000;
/// Where the coasts of two states meet, samples come no closer than this share of the tolerance.
pub(super) const LEAST_SPACING_SHARE: f64 = 0.25;
/// At breadths below this, in nautical miles, nearly each sample bounds a zone, on either side of the coast.
const NARROW: f64 = 1.0;

/// Refuses a coast of so many positions that more samples would have to be put between them than can be worked with.
pub(super) fn check_between(count: usize, positions: usize, request: &Request) -> Result<()> {
    let (narrowest, tolerance) = (request.breadth_range().0.0, request.tolerance.0);
    let more = if narrowest < NARROW { 0 } else { positions.saturating_mul(MOST_AN_EDGE) };
    let allowed = limits::count(request.limits.samples);
    let most = allowed.saturating_add(more).min(MOST_OF_ALL.max(allowed));
    if count <= most {
        return Ok(());
    }
    let message = format!(
        "to {tolerance} m, a breadth of {narrowest} nm takes {count} samples between the positions of the coast, and at most \
         {most} are taken"
    );
    // The distance between samples grows with the root of the tolerance.
    let times = count as f64 / most as f64;
    let coarser = coarser(tolerance * times * times)
        .filter(|coarser| *coarser < NauticalMiles(narrowest).metres().0);
    let hint = match coarser {
        Some(coarser) => {
            format!("take a tolerance of {coarser} m, a wider breadth, or less of the coast")
        }
        None => "take a wider breadth, or less of the coast".to_owned(),
    };
    Err(Error::input(message).hint(format!("{hint}; {}", raised("samples", count as u64))))
}

/// Coasts of two states that lie so close to each other that no more samples can be put on them; so long do they lie
/// together.
pub(super) fn too_close(
    states: [&str; 2],
    (lon, lat): (f64, f64),
    length: Metres,
    (tolerance, most): (Metres, u64),
) -> Error {
    /// For coasts that part from each other somewhat where they are sampled more coarsely.
    const MARGIN: f64 = 1.5;
    let [one, other] = states;
    let message = format!(
        "to {} m, the coasts of {one} and {other} lie so close to each other that more than \
         {most} samples are needed",
        tolerance.0
    );
    let enough = MARGIN * length.0 / LEAST_SPACING_SHARE / most as f64;
    let tolerance = match coarser(enough.max(tolerance.0)) {
        Some(coarser) => format!("take a tolerance of {coarser} m, or "),
        None => String::new(),
    };
    let longitude = libm::remainder(lon, 360.0);
    Error::input(message).at(Place::default().part(format!("near {longitude:.4}, {lat:.4}"))).hint(
        format!(
            "{tolerance}give both the same positions where they are one boundary of land; {}",
            raised("samples-between-states", most.saturating_mul(2))
        ),
    )
}

/// A tolerance in metres as people write it, no finer than it has to be; none if it is coarser than any.
fn coarser(metres: f64) -> Option<f64> {
    let magnitude = libm::pow(10.0, libm::floor(libm::log10(metres)));
    let round = [1.0, 2.0, 5.0, 10.0].map(|times| times * magnitude);
    round.into_iter().find(|round| *round >= metres).filter(|round| *round <= COARSEST_TOLERANCE.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tolerance_that_is_proposed_needs_no_more_samples_than_may_be() {
        const MOST_BETWEEN: usize = 1_000_000;
        let request = Request::of_breadth(NauticalMiles(12.0));
        assert!(check_between(MOST_BETWEEN, 0, &request).is_ok());
        for times in [1.1, 3.0, 20.0, 31.0] {
            let count = (MOST_BETWEEN as f64 * times) as usize;
            let error = check_between(count, 0, &request).expect_err("too many");
            let hint = error.hint.expect("a way out");
            let word = hint.split(' ').nth(4).expect("a number");
            let coarser: f64 = word.parse().expect("a number");
            let then = count as f64 / coarser.sqrt();
            assert!(then <= MOST_BETWEEN as f64 && coarser <= 1_000.0, "{times}: {hint}");
        }
        let narrow = Request::of_breadth(NauticalMiles(0.5));
        assert!(check_between(MOST_BETWEEN + 4_000, 1_000, &request).is_ok());
        assert!(check_between(MOST_BETWEEN + 1, 1_000, &narrow).is_err());
        assert!(check_between(MOST_OF_ALL + 1, usize::MAX, &request).is_err());
        let mut raised = request.clone();
        raised.limits.samples = 9_000_000;
        assert!(check_between(MOST_OF_ALL + 1, 0, &raised).is_ok());
        let error = check_between(MOST_BETWEEN * 40, 0, &request).expect_err("too many");
        assert!(error.hint.is_some_and(|hint| hint.starts_with("take a wider breadth")));
    }

    #[test]
    fn tolerances_are_written_in_round_numbers() {
        let rounded = [0.03, 0.1, 1.0, 1.1, 23.0, 800.0, 1_001.0].map(coarser);
        assert_eq!(
            rounded,
            [Some(0.05), Some(0.1), Some(1.0), Some(2.0), Some(50.0), Some(1_000.0), None]
        );
    }
}
