//! Maps of one extent side by side: their names stand alike.

use super::*;
use crate::label::Sister;

/// Ground whose upper right of the town is taken.
fn blocked() -> Ground {
    Ground { blocked: vec![OnSheet(rectangle(51.5, 34.0, 75.0, 39.4))], ..sheet() }
}

#[test]
fn a_name_stands_where_it_does_on_the_map_beside() {
    let labels = [town("Larissa", 50.0, 40.0, 1.0)];
    let elsewhere = place(&labels, &blocked());
    let alone = place(&labels, &sheet());
    assert_ne!(bounds(&alone, "Larissa"), bounds(&elsewhere, "Larissa"));
    let beside = Ground { sister: Some(Sister::of(&elsewhere)), ..sheet() };
    assert_eq!(bounds(&place(&labels, &beside), "Larissa"), bounds(&elsewhere, "Larissa"));
}

#[test]
fn a_name_that_found_no_room_on_the_map_beside_is_left_out_here_unless_it_is_asked_for() {
    let mut labels = [town("Larissa", 50.0, 40.0, 1.0)];
    let full = Ground { blocked: vec![OnSheet(rectangle(0.0, 0.0, 100.0, 80.0))], ..sheet() };
    let none = place(&labels, &full);
    assert_eq!(none.placed.len(), 0);
    let beside = Ground { sister: Some(Sister::of(&none)), ..sheet() };
    assert_eq!(place(&labels, &beside).placed.len(), 0);
    labels[0].asked = true;
    assert_eq!(place(&labels, &beside).placed.len(), 1);
}
