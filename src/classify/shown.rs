//! Shown: the plotted maps of a figure in, the values that it shows of each layer out, each feature once, on however many
//! maps it lies.

use super::reading;
use crate::classes::Reading;
use crate::plot::PlottedMap;
use std::collections::BTreeMap;

/// The values that a figure shows, by the keys of its layers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shown(BTreeMap<String, BTreeMap<Seen, (Reading, usize)>>);

/// A feature by its id, and what is read of it, in words; several may have both alike.
type Seen = (String, String);

/// The values that a map shows.
pub(crate) fn shown(map: &PlottedMap) -> Shown {
    let mut shown = Shown::default();
    for layer in &map.layers {
        let (Some(values), Some(key)) = (&layer.values, &layer.key) else { continue };
        let of_layer = shown.0.entry(key.clone()).or_default();
        for feature in &layer.features {
            let found = reading(feature, values);
            let seen = (feature.id.clone(), format!("{found:?}"));
            of_layer.entry(seen).or_insert((found, 0)).1 += 1;
        }
    }
    shown
}

impl Shown {
    /// With those of another map: what lies on both counts once.
    pub(crate) fn and(mut self, other: Shown) -> Shown {
        for (key, seen) in other.0 {
            let of_layer = self.0.entry(key).or_default();
            for (feature, (found, count)) in seen {
                let known = of_layer.entry(feature).or_insert((found, 0));
                known.1 = known.1.max(count);
            }
        }
        self
    }

    /// The values of a layer; none of one that has none on any map.
    pub(super) fn of(&self, key: &str) -> Option<Vec<Reading>> {
        let seen = self.0.get(key)?.values();
        let all = seen.flat_map(|(found, count)| std::iter::repeat_n(found.clone(), *count));
        Some(all.collect::<Vec<_>>()).filter(|all| !all.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[(&str, f64)]) -> Shown {
        let seen = values.iter().map(|(id, value)| {
            let found = Reading::Number(*value);
            (((*id).to_owned(), format!("{found:?}")), (found, 1))
        });
        Shown(BTreeMap::from([("layers.0".to_owned(), seen.collect())]))
    }

    #[test]
    fn what_lies_on_two_maps_of_a_figure_counts_once() {
        let both = of(&[("a", 1.0), ("b", 2.0)]).and(of(&[("b", 2.0), ("c", 30.0)]));
        let all = both.of("layers.0").expect("it has values");
        assert_eq!(all, [1.0, 2.0, 30.0].map(Reading::Number));
    }
}
