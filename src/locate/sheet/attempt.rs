//! Attempts: what is wished and how much there is in, the ways in which the map is tried, from the roomiest to the barest, out.

use crate::locate::Wish;

/// From so many things on, letters are smaller.
const MANY: usize = 14;
/// The width of the sheet where none is wished, mm.
const WIDTH: f64 = 120.0;
/// What a place may cost the scale: [`Rule::weight`].
const WEIGHT: f64 = 5.0;
/// What is tried next where no width is wished: how much less a place may cost, and on how wide a sheet, mm.
const STEPS: [(f64, f64); 3] = [(0.6, WIDTH), (0.6, 150.0), (0.35, 190.0)];
/// The same where one is.
const LESS: f64 = 0.6;
/// Where no more things than this have no room, small changes may make some.
const FEW: usize = 3;
/// How often an attempt is made again with numbers, each time more of them.
const NUMBERED: usize = 6;

/// How the map is tried.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Attempt {
    /// Without the names that only place the reader.
    pub(super) is_bare: bool,
    /// With small letters.
    pub(super) is_dense: bool,
    /// As before, with what had no room then beside spots.
    pub(super) is_again: bool,
    /// With numbers, and a key to them, for what had no room for its name.
    pub(super) is_numbered: bool,
    /// How much less a place may cost the scale.
    pub(super) weight: f64,
    /// The width of the sheet, mm.
    pub(super) width: f64,
}

impl Attempt {
    /// Whether an attempt that comes after this one, in which so many things had no room, can find room for all of them.
    pub(super) fn leaves_hope_for(&self, next: &Attempt, lost: usize) -> bool {
        let same = Attempt { is_bare: next.is_bare, is_again: next.is_again, ..self.clone() };
        let only_barer = next.is_bare && !self.is_bare && *next == same;
        // names beside spots, or without what nobody asked for, make room for some, not for many
        let is_for_few = next.is_again && !next.is_numbered && lost > FEW;
        !(is_for_few || only_barer && lost > 2 * FEW)
    }

    fn with_numbers(&self) -> Vec<Attempt> {
        vec![Attempt { is_numbered: true, ..self.clone() }; NUMBERED]
    }

    fn again(&self) -> Attempt {
        Attempt { is_again: true, ..self.clone() }
    }

    /// What is done for want of room.
    pub(super) fn said(&self) -> String {
        let letters = if self.is_dense { ", in small letters" } else { "" };
        let edge = if self.weight < WEIGHT { ", with more of the story at its edge" } else { "" };
        let numbers = if self.is_numbered { ", with numbers and a key" } else { "" };
        format!(
            "drawn {} mm wide without names that only place the reader{letters}{edge}{numbers}",
            self.width
        )
    }
}

/// The attempts in their order: as it is best; without what is not located; with small letters; with more of a story at its
/// edge, on larger sheets unless a size is wished; at last with numbers.
pub(super) fn attempts(wish: &Wish, count: usize, is_story: bool) -> Vec<Attempt> {
    let width = wish.width.unwrap_or(WIDTH);
    let is_dense = count > MANY;
    let first = Attempt {
        is_bare: false,
        is_dense,
        is_again: false,
        is_numbered: false,
        weight: WEIGHT,
        width,
    };
    let mut attempts = vec![first.clone(), Attempt { is_bare: true, ..first.clone() }];
    let dense = Attempt { is_bare: true, is_dense: true, ..first };
    attempts.push(dense.clone());
    let steps = match wish.width {
        Some(width) => vec![(LESS, width)],
        None => STEPS.to_vec(),
    };
    // a closer map serves a story better than numbers on a wide one
    attempts.extend(steps.into_iter().map(|(less, width)| Attempt {
        weight: if is_story { less * WEIGHT } else { WEIGHT },
        width,
        ..dense.clone()
    }));
    attempts.dedup();
    if let Some(last) = attempts.last().map(Attempt::again) {
        attempts.push(last.clone());
        attempts.extend(last.with_numbers());
    }
    attempts
}
