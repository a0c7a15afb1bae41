//! Towns with no room beside their dots: leaders, and stacks of names beside a crowd.

use crate::label::{Anchoring, Label, Leader, Placed, Territory, place};
use crate::space::OnSheet;
use crate::units::Millimetres;
use geo::{Area, BooleanOps, Coord, Distance, Euclidean, Intersects, Line, MultiPolygon};

use super::{BLUE, area, assert_rules, bounds, label, rectangle, sheet, town, with_symbols};

#[test]
fn a_place_without_room_gets_a_leader_line() {
    let mut labels = vec![town("Imia / Kardak", 50.0, 40.0, 9.0)];
    if let Anchoring::Point { leader, .. } = &mut labels[0].anchoring {
        *leader = Leader::Always;
    }
    let mut ground = sheet();
    // Dots all round leave no place beside the symbol.
    for i in 0..8 {
        let (sin, cos) = ((f64::from(i) + 0.5) * std::f64::consts::FRAC_PI_4).sin_cos();
        let at = OnSheet(Coord { x: 50.0 + 2.2 * cos, y: 40.0 + 2.2 * sin });
        ground.symbols.push((at, Millimetres(0.3)));
    }
    let placed = place(&labels, &ground);
    assert_eq!(placed.leaders.len(), 1, "{:?}", placed.dropped);
    assert_eq!(placed.leaders[0].1.0.0.len(), 3);
    assert_rules(&placed, &labels, &ground);
}

#[test]
fn no_leader_comes_from_beyond_the_frame() {
    for (x, y) in [(50.0, -3.0), (-3.0, 40.0), (103.0, 40.0), (50.0, 83.0)] {
        let mut labels = vec![town("Fram Strait", x, y, 9.0)];
        if let Anchoring::Point { leader, .. } = &mut labels[0].anchoring {
            *leader = Leader::Always;
        }
        let placed = place(&labels, &sheet());
        assert!(placed.leaders.is_empty(), "{x} {y}: {:?}", placed.leaders);
        assert_rules(&placed, &labels, &sheet());
    }
}

/// Towns below each other, closer than names are high.
fn crowd() -> Vec<Label> {
    let names = ["Agdam", "Khankendi", "Shushi", "Lachin", "Fuzuli"];
    let towns = names.iter().enumerate();
    towns.map(|(i, name)| town(name, 50.0, 40.0 + 1.3 * i as f64, 80.0 + i as f64)).collect()
}

fn leaders(placed: &Placed) -> Vec<(String, Line)> {
    let ends = |line: &geo::LineString| Line::new(line.0[0], line.0[line.0.len() - 1]);
    placed.leaders.iter().map(|(id, line)| (id.clone(), ends(&line.0))).collect()
}

#[test]
fn crowded_towns_stand_in_a_column_with_leaders_that_do_not_cross() {
    let labels = crowd();
    let mut ground = with_symbols(sheet(), &labels);
    // names find room on the right alone, and not for all of them
    ground.blocked.push(OnSheet(rectangle(0.0, 0.0, 48.5, 80.0)));
    let placed = place(&labels, &ground);
    assert_rules(&placed, &labels, &ground);
    let mut leaders = leaders(&placed);
    assert!(leaders.len() >= 3, "{:?} {:?}", placed.leaders, placed.dropped);
    for (index, (_, one)) in leaders.iter().enumerate() {
        assert!(leaders[index + 1..].iter().all(|(_, other)| !one.intersects(other)));
    }
    leaders.sort_by(|a, b| a.1.start.y.total_cmp(&b.1.start.y));
    let edges: Vec<f64> = leaders.iter().map(|(_, line)| line.end.x).collect();
    assert!(edges.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-9), "{edges:?}");
    assert!(leaders.windows(2).all(|pair| pair[0].1.end.y < pair[1].1.end.y), "not by y");
}

#[test]
fn towns_with_room_need_no_stack() {
    let labels = [("Ganja", 20.0), ("Barda", 45.0), ("Tartar", 70.0)]
        .map(|(name, x)| town(name, x, 40.0, 50.0));
    let placed = place(&labels, &with_symbols(sheet(), &labels));
    assert!(placed.leaders.is_empty() && placed.dropped.is_empty());
}

#[test]
fn a_leader_keeps_out_of_foreign_water_where_it_can() {
    let mut ground = sheet();
    ground.territories = vec![Territory {
        area: area(0.0, 0.0, 50.2, 80.0),
        owner: Some("TUR".into()),
        water: true,
        colour: Some(BLUE),
    }];
    let mut label = town("Kastellorizo", 50.0, 40.0, 9.0);
    label.owner = Some("GRC".into());
    if let Anchoring::Point { leader, .. } = &mut label.anchoring {
        *leader = Leader::Always;
    }
    for i in 0..8 {
        let (sin, cos) = ((f64::from(i) + 0.5) * std::f64::consts::FRAC_PI_4).sin_cos();
        let at = OnSheet(Coord { x: 50.0 + 2.2 * cos, y: 40.0 + 2.2 * sin });
        ground.symbols.push((at, Millimetres(0.3)));
    }
    let placed = place(&[label], &ground);
    let line = leaders(&placed)[0].1;
    assert!(line.end.x > line.start.x, "{line:?}");
    assert!(bounds(&placed, "Kastellorizo").min().x > 50.2);
}

#[test]
fn the_name_of_a_town_on_the_mainland_lies_on_no_island() {
    // a town on a coast at the right, an island at its left that would hold the name, and no room elsewhere
    let mut ground = sheet();
    let land = |area: OnSheet<MultiPolygon>| Territory {
        area,
        owner: Some("TUR".into()),
        water: false,
        colour: None,
    };
    ground.territories =
        vec![land(area(60.0, 0.0, 100.0, 80.0)), land(area(38.0, 30.0, 55.0, 50.0))];
    ground.blocked = vec![OnSheet(rectangle(62.0, 0.0, 100.0, 80.0))];
    let mut name = town("Çanakkale", 60.5, 40.0, 50.0);
    name.owner = Some("TUR".into());
    let placed = place(std::slice::from_ref(&name), &ground);
    let island = rectangle(38.0, 30.0, 55.0, 50.0);
    for placement in &placed.placed {
        let on_it = placement.bounds.0.to_polygon().intersection(&island).unsigned_area();
        assert!(on_it < 0.2 * placement.bounds.0.unsigned_area(), "{:?}", placement.bounds);
    }
}

#[test]
fn the_name_of_an_island_is_nearer_to_it_than_to_another() {
    let mut ground = sheet();
    let islands = [("Upper", 20.0), ("Lower", 27.0)];
    let shores = islands.map(|(_, top)| area(40.0, top, 44.0, top + 3.0));
    ground.territories = shores
        .iter()
        .map(|shore| Territory { area: shore.clone(), owner: None, water: false, colour: None })
        .collect();
    let labels = [0, 1].map(|index| {
        let polygon = shores[index].clone();
        label(
            islands[index].0,
            1.0,
            Anchoring::Island { polygon, positions: Vec::new(), leader: false },
        )
    });
    let placed = place(&labels, &ground);
    assert_eq!(placed.placed.len(), 2);
    for (index, (name, _)) in islands.iter().enumerate() {
        let own = bounds(&placed, name).to_polygon();
        let [here, there] = [index, 1 - index].map(|it| Euclidean.distance(&own, &shores[it].0));
        // as finely as the cells of the ground tell
        assert!(here < there + 0.25, "{name}: {here} from its own, {there} from the other");
    }
}
