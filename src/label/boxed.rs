//! Places of boxes that tell of a point: each is given with its leader and what it hides; here they are held against frame,
//! furniture and symbols.

use super::candidate::Candidate;
use super::ground::Prepared;
use super::request::BoxPlace;
use super::shape::{Bounds, OrientedBox};
use geo::Coord;

pub(super) fn list(point: Coord, places: &[BoxPlace], ground: &Prepared) -> Vec<Candidate> {
    let of_place = |place: &BoxPlace| {
        let taken = place.taken.0;
        let taken = OrientedBox::upright(Bounds::of([taken.min(), taken.max()]));
        let candidate = Candidate::boxed(taken, point).costing(place.cost);
        let candidate = match place.leader.is_empty() {
            true => candidate,
            false => candidate.led(place.leader.clone()),
        };
        let is_free = ground.has_room_for(&taken) && ground.spares(&candidate.leader_parts, point);
        is_free.then_some(candidate)
    };
    places.iter().filter_map(of_place).collect()
}
