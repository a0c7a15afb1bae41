//! Crowding: the towns of a map in; those that stand so close to greater ones that the map has no room for them out. Where
//! towns lie thick, a map names the greatest of them, not whichever finds a gap.

use crate::plot::{Plotted, PlottedLayer};
use geo::{Coord, Geometry};
use std::collections::BTreeMap;

/// Round a town, in mm, only so many greater ones may stand.
const RADIUS: f64 = 8.0;
const MOST: usize = 2;
/// Towns of this rank and greater are never left out.
const GREAT: f64 = 2.0;

/// The ids of the towns that are left out of a layer.
pub(super) fn crowded_out(
    layer: &PlottedLayer,
    is_wanted: impl Fn(&Plotted) -> bool,
) -> Vec<String> {
    let mut towns: Vec<(&Plotted, Coord)> = layer
        .features
        .iter()
        .filter(|town| is_wanted(town))
        .filter_map(|town| match &town.shape.0 {
            Geometry::Point(at) => Some((town, at.0)),
            _ => None,
        })
        .collect();
    towns.sort_by(|(a, _), (b, _)| {
        rank(a).total_cmp(&rank(b)).then(size(b).total_cmp(&size(a))).then_with(|| a.id.cmp(&b.id))
    });
    let mut standing: BTreeMap<(i64, i64), Vec<Coord>> = BTreeMap::new();
    let mut left_out = Vec::new();
    for (town, at) in towns {
        if rank(town) > GREAT && greater_round(&standing, at) >= MOST {
            left_out.push(town.id.clone());
        } else {
            standing.entry(cell(at)).or_default().push(at);
        }
    }
    left_out
}

fn greater_round(standing: &BTreeMap<(i64, i64), Vec<Coord>>, at: Coord) -> usize {
    let (x, y) = cell(at);
    let cells = (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| (x, y)));
    let near = cells.filter_map(|cell| standing.get(&cell)).flatten();
    near.filter(|other| libm::hypot(other.x - at.x, other.y - at.y) < RADIUS).count()
}

fn cell(at: Coord) -> (i64, i64) {
    ((at.x / RADIUS).floor() as i64, (at.y / RADIUS).floor() as i64)
}

fn rank(town: &Plotted) -> f64 {
    town.number("rank").unwrap_or(f64::INFINITY)
}

fn size(town: &Plotted) -> f64 {
    town.number("population").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodata::Value;
    use crate::kind::Kind;

    fn town(id: &str, x: f64, rank: f64, population: f64) -> Plotted {
        let mut town = Plotted::with_words(geo::Point::new(x, 0.0), []);
        town.id = id.to_owned();
        town.attributes.insert("rank".into(), Value::Number(rank));
        town.attributes.insert("population".into(), Value::Number(population));
        town
    }

    #[test]
    fn where_towns_lie_thick_the_greatest_stand() {
        let features = vec![
            town("small", 1.0, 4.0, 20_000.0),
            town("capital", 2.0, 1.0, 9_000.0),
            town("large", 0.0, 4.0, 90_000.0),
            town("far", 30.0, 6.0, 500.0),
            town("great", 3.0, 2.0, 400_000.0),
        ];
        let layer = PlottedLayer { features, ..PlottedLayer::empty("places", Kind::Place) };
        assert_eq!(crowded_out(&layer, |_| true), ["large", "small"]);
        let asked = |town: &Plotted| town.id != "great";
        assert_eq!(crowded_out(&layer, asked), ["small"], "only what is wanted takes room");
    }
}
