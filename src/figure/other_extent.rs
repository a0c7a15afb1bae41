//! Another extent than a figure's words were written for: what an option has it show and the figure's own in, how far what the
//! figure says of itself holds of that out.

use super::drawn_extent::Drawn;
use super::{Extent, Figure, Inset, Words};
use crate::error::Warning;
use crate::projection::Bounds;
use geo::{Area, Coord, Intersects, Rect, Translate};

impl Figure {
    /// How much is drawn of the extent that it was written for.
    pub(super) fn drawn(&self) -> Drawn {
        /// A map that shows no less than this share of the figure's own extent shows all of it.
        const ALL: f64 = 0.9;
        /// A map of which a smaller share lies in that is one of another part of the earth.
        const MOST: f64 = 0.5;
        let Some((own, shown)) = self.written_for.zip(self.extent.bounds()) else {
            return Drawn::Whole;
        };
        let (own, shown) = (on_a_plane(own), on_a_plane(shown));
        let shared = common(own, shown);
        match shared {
            shared if shared >= ALL * own.unsigned_area() => Drawn::Whole,
            shared if shared >= MOST * shown.unsigned_area() => Drawn::Part,
            _ => Drawn::Elsewhere,
        }
    }

    /// Whether a named sea is on the map only in part, where the figure was written for a map of all of it.
    pub(crate) fn shows_part_of_its_sea(&self) -> bool {
        self.drawn() == Drawn::Part
    }

    /// Whether what the figure counts lies elsewhere than its map.
    pub(crate) fn is_drawn_elsewhere(&self) -> bool {
        self.drawn() == Drawn::Elsewhere
    }

    /// Its insets, as far as they enlarge what the map shows: an option may have taken the map elsewhere. Those that are left out
    /// are told of.
    pub(crate) fn insets_on_map(&self) -> (Vec<(usize, &Inset)>, Vec<Warning>) {
        let all = self.insets.iter().enumerate();
        let Some(shown) = self.written_for.and(self.extent.bounds()).map(on_a_plane) else {
            return (all.collect(), Vec::new());
        };
        let is_shown = |inset: &Inset| meets(shown, on_a_plane(inset.bounds));
        let (kept, left): (Vec<_>, Vec<_>) = all.partition(|(_, inset)| is_shown(inset));
        let told = left.into_iter().map(|(number, inset)| {
            let title = self.says(&inset.title);
            let called =
                if title.is_empty() { format!("{}", number + 1) } else { format!("`{title}`") };
            Warning::new(format!("inset {called} is left out: what it enlarges is not on the map"))
                .hint("bounds that hold it, or a figure file without it")
        });
        (kept, told.collect())
    }
}

impl Figure {
    /// Sets another extent than the one that its words are of.
    pub(super) fn show(&mut self, bounds: Bounds) {
        self.written_for = self.written_for.or(self.extent.bounds());
        self.extent = Extent::Bounds(bounds);
        let notes = self.callouts.iter_mut().flat_map(|note| [&mut note.title, &mut note.text]);
        let of_places = self.insets.iter_mut().map(|it| &mut it.title).chain(notes);
        let of_places = of_places.chain(self.panels.iter_mut().map(|it| &mut it.title));
        of_places.for_each(Words::hold_anywhere);
    }
}

/// Bounds on a plane on which areas are those of the earth (Lambert's cylindrical equal-area projection: degrees, and sines).
fn on_a_plane(bounds: Bounds) -> Rect {
    let height = |lat: f64| libm::sin(lat.to_radians());
    Rect::new(
        Coord { x: bounds.west, y: height(bounds.south) },
        Coord { x: bounds.east, y: height(bounds.north) },
    )
}

const FULL_TURN: f64 = 360.0;

/// The area that two have in common, on whichever side of the antimeridian.
fn common(one: Rect, other: Rect) -> f64 {
    let shared = |turn: f64| {
        let other = other.translate(turn, 0.0);
        let (low, high) = (one.min().x.max(other.min().x), one.max().x.min(other.max().x));
        let (foot, top) = (one.min().y.max(other.min().y), one.max().y.min(other.max().y));
        (high - low).max(0.0) * (top - foot).max(0.0)
    };
    [-FULL_TURN, 0.0, FULL_TURN].map(shared).into_iter().sum()
}

fn meets(one: Rect, other: Rect) -> bool {
    [-FULL_TURN, 0.0, FULL_TURN].iter().any(|turn| one.intersects(&other.translate(*turn, 0.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(bounds: &str) -> Figure {
        let text = "title = 'The Gulf'\nsubtitle = ['All is blue.', { words = 'By day.', extent = 'any' }]\n\
                    alt = 'The Gulf, blue.'\n[extent]\nbounds = [20, 30, 30, 40]\n\
                    [[insets]]\ntitle = 'The Islet'\nbounds = [28, 31, 29, 32]\n";
        let mut figure = Figure::parse(text, "gulf.toml").expect("a figure");
        figure.set_bounds(bounds).expect("bounds");
        figure
    }

    #[test]
    fn the_title_of_a_part_says_that_it_is_one() {
        assert_eq!(figure("20,30,30,40").titled(), "The Gulf");
        assert_eq!(figure("15,25,35,45").titled(), "The Gulf");
        let part = figure("21,31,23,33");
        assert_eq!(part.titled(), "The Gulf: detail");
        assert_eq!(part.says(&part.subtitle), "All is blue. By day.");
        assert_eq!(part.described(), "", "it was written for another picture");
        assert_eq!(part.words_withheld(), []);
    }

    #[test]
    fn words_of_another_part_of_the_earth_are_not_said() {
        let other = figure("29,30,39,40");
        assert_eq!(other.titled(), "");
        assert_eq!(other.says(&other.subtitle), "By day.");
        let withheld = other.words_withheld();
        assert!(withheld.iter().all(|it| !it.message.contains("Islet")), "it is of a place");
        assert!(withheld[0].message.contains("of another extent"), "{withheld:?}");
        assert!(withheld.iter().all(|it| !it.message.contains("By day.")));
    }

    #[test]
    fn an_inset_of_what_is_beside_the_map_is_left_out() {
        let beside = figure("20,35,24,40");
        let (kept, told) = beside.insets_on_map();
        assert!(kept.is_empty() && told[0].message.contains("`The Islet`"), "{told:?}");
        assert_eq!(figure("28.5,30,30,34").insets_on_map().0.len(), 1);
    }

    #[test]
    fn an_extent_of_words_is_any_or_left_out() {
        let error = Figure::parse("title = { words = 'a', extent = 'all' }", "a.toml").unwrap_err();
        assert!(error.message.contains("unknown extent `all`"), "{error:?}");
    }
}
