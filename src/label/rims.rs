//! Rims: a line of letters and the ground under it in, the colour of each letter's rim out, so that a name that crosses a shore
//! or the edge of a belt has no blob of one ground on the other.

use super::ground::Prepared;
use super::shape::{Direction, OrientedBox};
use crate::lettering::{self, Ink};
use crate::scene::{Colour, Halo, Lay, Run};
use geo::{Coord, coord};

/// The rims of a label.
pub(super) struct Rims<'a> {
    /// As it is where the ground does not change.
    pub(super) halo: Option<Halo>,
    /// Whose colours it takes; none where it keeps its own.
    pub(super) ground: Option<&'a Prepared<'a>>,
}

impl Rims<'_> {
    /// The halo of a line in that colour which most of its letters have, and the colours letter by letter where they differ.
    pub(super) fn of(&self, run: &Run, lay: &Lay) -> (Option<Halo>, Vec<(usize, Colour)>) {
        let (Some(halo), Some(ground)) = (self.halo, self.ground) else {
            return (self.halo, Vec::new());
        };
        let mut rims: Vec<(usize, Colour)> = Vec::new();
        for letter in boxes(run, lay) {
            // a space has no rim
            let own = letter.and_then(|letter| ground.colour(&[letter]));
            let colour = own.or(rims.last().map(|(_, colour)| *colour)).unwrap_or(halo.colour);
            match rims.last_mut().filter(|(_, last)| *last == colour) {
                Some((count, _)) => *count += 1,
                None => rims.push((1, colour)),
            }
        }
        let halo = Halo { colour: most(&rims).unwrap_or(halo.colour), ..halo };
        (Some(halo), if rims.len() > 1 { rims } else { Vec::new() })
    }
}

/// The colour that most letters have.
fn most(rims: &[(usize, Colour)]) -> Option<Colour> {
    let sum = |colour: Colour| {
        let alike = rims.iter().filter(|(_, own)| *own == colour);
        alike.map(|(count, _)| count).sum::<usize>()
    };
    // of as many each, the first
    rims.iter().rev().map(|(_, colour)| *colour).max_by_key(|colour| sum(*colour))
}

/// Where the small letters of each character stand; none of a space and of a mark. Nothing of a line from right to left,
/// whose letters join.
fn boxes(run: &Run, lay: &Lay) -> Vec<Option<OrientedBox>> {
    if lettering::stretches(std::slice::from_ref(run)).iter().any(|it| it.right_to_left) {
        return Vec::new();
    }
    let letters = lettering::letters(run);
    let height = lettering::measure_runs(std::slice::from_ref(run)).x_height.0;
    let places: Vec<(Coord, f64)> = match lay {
        Lay::Straight { position, anchor, angle } => {
            let width = lettering::measure_runs(std::slice::from_ref(run)).width.0;
            let Direction { cos, sin } = Direction::of_degrees(angle.0);
            let start = -anchor.back(width);
            let along = letters.iter().map(|letter| start + letter.x);
            let at = |along: f64| {
                coord! { x: position.0.x + along * cos, y: position.0.y + along * sin }
            };
            along.map(|along| (at(along), angle.0)).collect()
        }
        Lay::Curved { letters } => letters.iter().map(|(at, angle)| (at.0, angle.0)).collect(),
    };
    let set = run.content.chars().zip(places).zip(letters);
    set.map(|((character, (at, angle)), letter)| {
        let is_seen = !character.is_whitespace() && letter.advance > 0.0;
        let ink = Ink { left: 0.0, top: -height, right: letter.advance, bottom: 0.0 };
        is_seen.then(|| OrientedBox::turned(ink, at, Direction::of_degrees(angle)))
    })
    .collect()
}
