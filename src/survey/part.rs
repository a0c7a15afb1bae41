//! A part of a survey: the waters inside of a box.

use super::{NamedSea, Set, Survey, Water};
use crate::error::Warning;
use crate::space::Geographic;
use geo::{BooleanOps, Coord, MultiPolygon, Rect};

impl Survey {
    /// The same survey of what lies in a box of longitudes and latitudes; shares are then of what of the named sea lies in it.
    ///
    /// A box over the antimeridian has longitudes beyond 180°.
    pub fn within(self, bounds: &Geographic<Rect>) -> Survey {
        let part = on_one_turn(&bounds.0);
        let sets = |sets: Vec<Set>| sets.into_iter().map(|set| clipped(set, &part)).collect();
        let sea = self.sea.map(|sea| NamedSea { water: inside(&sea.water, &part), ..sea });
        let (low, high) = (bounds.0.min(), bounds.0.max());
        let mut part = Survey {
            sets: sets(self.sets),
            rings: sets(self.rings),
            sea,
            part: Some([low.x, low.y, high.x, high.y]),
            ..self
        };
        part.warnings.extend(part.nothing_within());
        part
    }

    /// A warning that nothing lies in the box.
    fn nothing_within(&self) -> Option<Warning> {
        let [west, south, east, north] = self.part?;
        if self.sets.iter().any(|set| !set.waters.is_empty() || !set.narrower.is_empty()) {
            return None;
        }
        let what = match &self.sea {
            Some(sea) => format!("nothing of the {}", sea.name),
            None => "none of the waters".to_owned(),
        };
        let message = format!(
            "{what} lies within west, south, east, north: {west}, {south}, {east}, {north}"
        );
        Some(
            Warning::new(message)
                .hint("bounds are longitudes and latitudes of the waters that are asked for"),
        )
    }
}

/// A box as areas with longitudes of −180° to 180°.
fn on_one_turn(bounds: &Rect) -> MultiPolygon {
    let turned = [0.0, -360.0, 360.0].map(|turn| {
        let [west, east] =
            [bounds.min().x, bounds.max().x].map(|degrees| (degrees + turn).clamp(-180.0, 180.0));
        let [low, high] = [(west, bounds.min().y), (east, bounds.max().y)];
        (west < east).then(|| Rect::new(Coord::from(low), Coord::from(high)).to_polygon())
    });
    MultiPolygon(turned.into_iter().flatten().collect())
}

fn inside(area: &Geographic<MultiPolygon>, part: &MultiPolygon) -> Geographic<MultiPolygon> {
    Geographic(area.0.intersection(part))
}

fn clipped(set: Set, part: &MultiPolygon) -> Set {
    let waters = |waters: Vec<Water>| {
        let clipped = waters.into_iter().map(|water| Water {
            area: inside(&water.area, part),
            shelf: inside(&water.shelf, part),
            ..water
        });
        clipped.filter(|water| !water.area.0.0.is_empty()).collect()
    };
    let mut lines = set.lines;
    for line in &mut lines {
        line.course = Geographic(part.clip(&line.course.0, false));
        line.uncertainty.iter_mut().for_each(|it| {
            it.along.clear();
            it.edges.clear();
        });
    }
    lines.retain(|line| !line.course.0.0.is_empty());
    Set { waters: waters(set.waters), narrower: waters(set.narrower), lines, ..set }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_over_the_antimeridian_is_two_areas() {
        let one = on_one_turn(&Rect::new((20.0, 30.0), (28.0, 40.0)));
        assert_eq!(one.0.len(), 1);
        let two = on_one_turn(&Rect::new((170.0, -20.0), (190.0, -10.0)));
        let sides: Vec<f64> = two
            .0
            .iter()
            .map(|it| it.exterior().0.iter().map(|at| at.x).fold(f64::MAX, f64::min))
            .collect();
        assert_eq!(sides, [170.0, -180.0]);
    }
}
