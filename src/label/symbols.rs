//! Symbols: where they stand and how large they are in, those near a box out.

use super::shape::Bounds;
use geo::Coord;

/// The symbols of a map: of several at one spot the largest.
pub(super) struct Symbols {
    /// Centre and radius, from left to right.
    from_left: Vec<(Coord, f64)>,
    largest: f64,
}

impl Symbols {
    pub(super) fn new(mut symbols: Vec<(Coord, f64)>) -> Symbols {
        symbols.sort_by(|(a, one), (b, other)| {
            a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)).then(other.total_cmp(one))
        });
        symbols.dedup_by(|(later, _), (first, _)| later == first);
        let largest = symbols.iter().map(|(_, radius)| *radius).fold(0.0, f64::max);
        Symbols { from_left: symbols, largest }
    }

    /// Those that may reach into `bounds`, and some that do not.
    pub(super) fn near(&self, bounds: &Bounds) -> impl Iterator<Item = &(Coord, f64)> {
        let bounds = bounds.grown(self.largest);
        let first = self.from_left.partition_point(|(at, _)| at.x < bounds.left);
        let rest = self.from_left.get(first..).unwrap_or_default();
        rest.iter().take_while(move |(at, _)| at.x <= bounds.right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::coord;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn none_that_reaches_into_a_box_is_passed_over(
            symbols in prop::collection::vec((-50.0..50.0, -50.0..50.0, 0.0..5.0), 0..60),
            (x, y) in (-50.0..50.0, -50.0..50.0),
            (width, height) in (0.0..30.0, 0.0..30.0),
        ) {
            let symbols: Vec<(Coord, f64)> =
                symbols.into_iter().map(|(x, y, radius)| (coord! { x: x, y: y }, radius)).collect();
            let bounds = Bounds { left: x, top: y, right: x + width, bottom: y + height };
            let all = Symbols::new(symbols.clone());
            for (at, radius) in symbols.iter().filter(|(at, radius)| bounds.grown(*radius).holds(*at)) {
                prop_assert!(all.near(&bounds).any(|known| known == &(*at, *radius)));
            }
        }
    }

    #[test]
    fn of_several_at_one_spot_the_largest_stands() {
        let at = coord! { x: 1.0, y: 2.0 };
        let symbols = Symbols::new(vec![(at, 1.0), (at, 3.0), (at, 2.0)]);
        let near = Bounds { left: 0.0, top: 0.0, right: 5.0, bottom: 5.0 };
        assert_eq!(symbols.near(&near).collect::<Vec<_>>(), [&(at, 3.0)]);
    }
}
