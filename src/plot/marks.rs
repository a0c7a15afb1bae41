//! Marks: the places that a figure's rings and arrows lie round or begin and end at, and the towns of the map, in; of a place that
//! is both, one out: a capital keeps its own symbol where the scale shows capitals.

use super::{Plotted, PlottedLayer};
use crate::kind::Kind;
use geo::{Distance, Euclidean, Geometry};

/// At a smaller scale than this, as a denominator, no town is named, and a capital without a name is not drawn.
const SHOWN: f64 = 4.0e7;
/// Two sources have a place within so much of each other, mm.
const ONE_PLACE: f64 = 0.5;

/// Takes out what would be drawn twice; `is_mark` says which layers mark places.
pub(super) fn settle(layers: &mut [PlottedLayer], is_mark: &[bool], denominator: f64) {
    let of = |layers: &[PlottedLayer], wanted: &dyn Fn(usize, &Plotted) -> bool| -> Vec<Geometry> {
        let all = layers.iter().enumerate().flat_map(|(number, layer)| {
            layer.features.iter().filter(move |it| wanted(number, it)).map(|it| it.shape.0.clone())
        });
        all.collect()
    };
    let towns: Vec<bool> = layers.iter().map(|layer| layer.kind == Kind::Place).collect();
    let is_capital = |it: &Plotted| it.text("capital") == Some("state");
    let marks = of(layers, &|number, _| is_mark[number]);
    let capitals = of(layers, &|number, it| towns[number] && is_capital(it));
    for (number, layer) in layers.iter_mut().enumerate() {
        let keeps_capitals = denominator <= SHOWN;
        if is_mark[number] && keeps_capitals {
            layer.features.retain(|mark| !is_at(mark, &capitals));
        }
        if towns[number] && !keeps_capitals {
            layer.features.retain(|town| !(is_capital(town) && is_at(town, &marks)));
        }
    }
}

fn is_at(feature: &Plotted, places: &[Geometry]) -> bool {
    let Geometry::Point(at) = &feature.shape.0 else { return false };
    let is_it = |place: &Geometry| match place {
        Geometry::Point(other) => Euclidean.distance(at, other) < ONE_PLACE,
        _ => false,
    };
    places.iter().any(is_it)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Point;

    #[test]
    fn a_capital_keeps_its_symbol_where_capitals_are_shown() {
        let layer = |kind, words: &[(&'static str, &'static str)]| PlottedLayer {
            features: vec![Plotted::with_words(Point::new(5.0, 5.0), words.iter().copied())],
            ..PlottedLayer::empty("a-1", kind)
        };
        let counts = |denominator| {
            let mut layers = [layer(Kind::Place, &[("capital", "state")]), layer(Kind::Point, &[])];
            settle(&mut layers, &[false, true], denominator);
            layers.map(|layer| layer.features.len())
        };
        assert_eq!(counts(5e6), [1, 0]);
        assert_eq!(counts(2e8), [0, 1]);
    }
}
