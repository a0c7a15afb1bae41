//! Fronts: relevant coasts as they are given and the baselines in; the first position out that is on no coast of its state.
//! Which part of a coast is relevant is a judgment and is taken as it is given; a position in another sea is a slip.

use super::Front;
use crate::error::Flaw;
use crate::units::Metres;
use geo::{Coord, Line};
use periplus_sea::{Baseline, geodesy};

/// How far the positions of a relevant coast may be from the baselines of its state: general directions cut bays off, and coasts
/// are drawn otherwise by others.
pub const FARTHEST_FROM_COAST: Metres = Metres(50_000.0);

/// Sees that all positions of relevant coasts lie on or near the coast of their state, as far as it has one.
///
/// Errors: the first position that is further from it than [`FARTHEST_FROM_COAST`].
pub fn check_fronts(fronts: &[Front], baselines: &[Baseline]) -> Result<(), Flaw> {
    for front in fronts {
        let off_coast = |at: Coord| {
            let own = baselines.iter().filter(|baseline| baseline.state == front.state);
            let feet = own.flat_map(|it| it.line.0.lines()).map(|edge| flat(at, edge));
            let nearest = feet.min_by(|one, other| one.0.total_cmp(&other.0));
            nearest.map(|(_, foot)| geodesy::distance(at, foot))
        };
        for at in front.lines.iter().flatten() {
            // A state without a coast is found out by its waters.
            if let Some(distance) = off_coast(*at).filter(|it| *it > FARTHEST_FROM_COAST) {
                let swapped = Some(Coord { x: at.y, y: at.x }).filter(|it| it.y.abs() <= 90.0);
                let fits = swapped.and_then(off_coast).is_some_and(|it| it <= FARTHEST_FROM_COAST);
                return Err(off(front, *at, distance, fits));
            }
        }
    }
    Ok(())
}

fn off(front: &Front, at: Coord, distance: Metres, fits_swapped: bool) -> Flaw {
    let most = FARTHEST_FROM_COAST.0 / 1000.0;
    let state = &front.state;
    let message = format!(
        "{},{} lies {:.0} km off the coast of {state}, and a relevant coast at most {most} km",
        at.y,
        at.x,
        distance.0 / 1000.0
    );
    Flaw::new(message).hint(match fits_swapped {
        true => format!("latitude first? {state}=\"{},{} …\"", at.x, at.y),
        false => format!("give positions on the coast of {state}, latitude first"),
    })
}

/// The place of an edge that is nearest to a position, and how far it is, in degrees of latitude about there.
fn flat(at: Coord, edge: Line) -> (f64, Coord) {
    let shrink = libm::cos(at.y.to_radians());
    let local = |other: Coord| Coord {
        x: libm::remainder(other.x - at.x, 360.0) * shrink,
        y: other.y - at.y,
    };
    let start = local(edge.start);
    // as the edge runs, be it over the meridian that is opposite
    let along = Coord { x: (edge.end.x - edge.start.x) * shrink, y: edge.end.y - edge.start.y };
    let square = along.x * along.x + along.y * along.y;
    let part = -(start.x * along.x + start.y * along.y) / square;
    let part = if square > 0.0 { part.clamp(0.0, 1.0) } else { 0.0 };
    let foot = start + along * part;
    (libm::hypot(foot.x, foot.y), edge.start + edge.delta() * part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front(positions: &[(f64, f64)]) -> [Front; 1] {
        let line = positions.iter().map(|&(lat, lon)| Coord { x: lon, y: lat }).collect();
        [Front { state: "ROU".to_owned(), lines: vec![line] }]
    }

    fn coast() -> Vec<Baseline> {
        let line = |state, x| {
            Baseline::line(state, vec![Coord { x, y: 43.7 }, Coord { x: x + 1.0, y: 45.2 }])
        };
        vec![line("ROU", 28.6), line("UKR", 40.0)]
    }

    #[test]
    fn positions_on_the_coast_of_their_state_are_taken() {
        assert_eq!(check_fronts(&front(&[(45.2, 29.7), (43.74, 28.58)]), &coast()), Ok(()));
        let front = [Front { state: "MDA".to_owned(), ..front(&[(0.0, 0.0)])[0].clone() }];
        assert_eq!(check_fronts(&front, &coast()), Ok(()));
    }

    #[test]
    fn a_position_off_the_coast_of_its_state_is_refused_by_how_far() {
        let flaw =
            |positions: &[(f64, f64)]| check_fronts(&front(positions), &coast()).unwrap_err();
        let swapped = flaw(&[(28.58, 43.74)]);
        assert!(swapped.message.starts_with("28.58,43.74 lies 2"), "{}", swapped.message);
        assert!(
            swapped
                .message
                .ends_with("km off the coast of ROU, and a relevant coast at most 50 km")
        );
        assert_eq!(swapped.hint.as_deref(), Some("latitude first? ROU=\"43.74,28.58 …\""));
        let south = flaw(&[(45.2, 29.7), (-75.0, 29.0)]);
        assert!(south.message.starts_with("-75,29 lies 13"), "{}", south.message);
        assert_eq!(
            south.hint.as_deref(),
            Some("give positions on the coast of ROU, latitude first")
        );
        // on the coast of the other
        assert!(flaw(&[(45.0, 40.9)]).hint.is_some());
    }
}
