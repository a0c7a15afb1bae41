//! Labels: names with what they belong to, and the ground that they must respect, in; placed lettering
//! and the list of what found no room out. All geometry is on the sheet: no projection here.
//!
//! Three steps: list the candidate places of each label with their own cost, choose one of each so
//! that all together cost least (greedy start, then local search with a fixed seed), set the letters.
//! What a place costs is in [`cost`]; the rules come from Imhof, "Positioning names on maps" (1975),
//! and from the project's art direction. Not here: which things are labelled, and in what type.

pub mod cost;

mod along;
mod area;
mod axis;
mod barriers;
mod block;
mod candidate;
mod curve;
mod field;
mod ground;
mod island;
mod leader;
mod pair;
mod point;
mod random;
mod reason;
mod search;
mod shape;
mod stack;
mod sums;

use crate::error::Warning;
use crate::lettering;
use crate::scene::{Anchor, Colour, Halo, Run, Text};
use crate::space::OnSheet;
use crate::units::{Degrees, Millimetres};
use candidate::Candidate;
pub use cost::Spacing;
use geo::{Coord, LineString, MultiPolygon, Polygon, Rect};
use ground::Prepared;
use std::borrow::Cow;

/// A name and what it belongs to.
#[derive(Clone, Debug)]
pub struct Label {
    /// Unique in the figure: `label-naxos`.
    pub id: String,
    /// Its lines from top to bottom, each of one run or more; capitals are made by the caller.
    pub lines: Vec<Vec<Run>>,
    /// The rim round the letters.
    pub halo: Option<Halo>,
    /// Keeps the halo's own colour; otherwise it takes that of the ground that most of the name
    /// lies on.
    pub fixed_halo: bool,
    /// Which label stays when there is no room: higher wins.
    pub priority: f64,
    /// The state that it belongs to, as in [`Region::owner`]: the name keeps out of other states. Empty for what is
    /// nobody's: its name keeps out of the waters of all.
    pub owner: Option<String>,
    /// What the name had better lie on.
    pub terrain: Terrain,
    /// BCP 47 tag of each line, where it differs from the figure's; the last holds for further lines.
    pub languages: Vec<Option<String>>,
    /// Other ways to set it, for want of room.
    pub others: Vec<Way>,
    /// What it belongs to.
    pub kind: Kind,
}

/// Another way to set a name: on fewer lines, or less of it.
#[derive(Clone, Debug)]
pub struct Way {
    /// Its lines from top to bottom.
    pub lines: Vec<Vec<Run>>,
    /// As in [`Label::languages`].
    pub languages: Vec<Option<String>>,
    /// What it costs to set it so, in the measure of [`cost`].
    pub cost: f64,
}

impl Label {
    /// The label set in another way; its own if there is no such way.
    fn set_as(&self, way: Option<usize>) -> Cow<'_, Label> {
        let Some(way) = way.and_then(|way| self.others.get(way)) else {
            return Cow::Borrowed(self);
        };
        Cow::Owned(Label {
            lines: way.lines.clone(),
            languages: way.languages.clone(),
            others: Vec::new(),
            ..self.clone()
        })
    }
}

/// What a label belongs to, and so where it may stand.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A symbol: the name stands beside it.
    Point {
        /// The symbol's centre.
        at: OnSheet<Coord>,
        /// The symbol's radius.
        radius: Millimetres,
        /// From the symbol's edge to the name.
        gap: Millimetres,
        /// Sides in order of preference; empty for the usual order, upper right first.
        sides: Vec<Side>,
        /// Whether the name may stand further off, at the end of a leader line.
        leader: bool,
    },
    /// An island or another small area: the name stands inside if it fits, else beside it.
    Island {
        /// Its shore.
        polygon: OnSheet<MultiPolygon>,
        /// Sides in order of preference, when it stands outside; empty for the usual order.
        sides: Vec<Side>,
        /// Whether the name may stand further off, at the end of a leader line.
        leader: bool,
    },
    /// A country, a region, a lake: the name stands inside, horizontal unless `curved`.
    Area {
        /// Its part on the sheet.
        polygon: OnSheet<MultiPolygon>,
        /// Whether the name may follow the area's long axis.
        curved: bool,
        /// Least and most letter spacing in em, to spread the name; none keeps the font's own.
        spread: Option<(f64, f64)>,
    },
    /// A sea, a strait, a river: the name follows a line.
    Along {
        /// The line; the middle of the small letters runs along it.
        path: OnSheet<LineString>,
        /// Least and most letter spacing in em, to spread the name; none keeps the font's own.
        spread: Option<(f64, f64)>,
        /// The steepest slope that a letter may have.
        steepest: Degrees,
        /// Whether the name may stand ashore instead, at the end of a leader line from the middle.
        leader: bool,
    },
    /// A name whose place is known.
    Fixed {
        /// Its place on the first baseline.
        at: OnSheet<Coord>,
        /// Which point of the name stands there.
        anchor: Anchor,
    },
}

/// On which side of its symbol a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Right, raised.
    NorthEast,
    /// Right, centred.
    East,
    /// Right, lowered.
    SouthEast,
    /// Below, centred.
    South,
    /// Left, lowered.
    SouthWest,
    /// Left, centred.
    West,
    /// Left, raised.
    NorthWest,
    /// Above, centred.
    North,
}

/// What a name had better lie on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Terrain {
    /// Either.
    #[default]
    Any,
    /// Land.
    Land,
    /// Water.
    Water,
}

/// What the labels must respect; everything as it lies on the sheet.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The neatline; no name crosses it.
    pub frame: OnSheet<Polygon>,
    /// Furniture: legend, scale bar, insets; no name covers it.
    pub blocked: Vec<OnSheet<Polygon>>,
    /// Symbols with their radii, those of the labels included or not; no name covers one.
    pub symbols: Vec<(OnSheet<Coord>, Millimetres)>,
    /// Lines that a name had better not cross.
    pub lines: Vec<Barrier>,
    /// Land and water in drawing order: where two overlap, the later counts.
    pub regions: Vec<Region>,
    /// How far names keep from each other and from everything else.
    pub spacing: Spacing,
}

/// A line that a name had better not cross: coast, boundary, median line.
#[derive(Clone, Debug)]
pub struct Barrier {
    /// The line.
    pub line: OnSheet<LineString>,
    /// What a millimetre of it under a name costs; see [`cost`] for proven values.
    pub cost: f64,
}

/// A part of the sheet that belongs to a state or to none.
#[derive(Clone, Debug)]
pub struct Region {
    /// Where it is.
    pub area: OnSheet<MultiPolygon>,
    /// The state, as in [`Label::owner`]; none for the high seas.
    pub owner: Option<String>,
    /// Whether it is water.
    pub water: bool,
    /// Its colour, for the halos.
    pub colour: Option<Colour>,
}

/// What [`place`] made of the labels.
#[derive(Clone, Debug, Default)]
pub struct Placed {
    /// The lettering, in the order of the labels.
    pub items: Vec<Text>,
    /// Leader lines, from symbol to name, with the id of the label; the caller paints them.
    pub leaders: Vec<(String, OnSheet<LineString>)>,
    /// Where each name stands.
    pub placed: Vec<Placement>,
    /// What found no room.
    pub dropped: Vec<Dropped>,
    /// The characters that no bundled font has.
    pub missing: Vec<Warning>,
}

impl Placed {
    /// Whether the label of this id found a place.
    pub fn has(&self, id: &str) -> bool {
        self.placed.iter().any(|placement| placement.id == id)
    }
}

/// Where a name stands.
#[derive(Clone, Debug)]
pub struct Placement {
    /// The label.
    pub id: String,
    /// Its text, lines joined by spaces.
    pub text: String,
    /// Upright box round its letters.
    pub bounds: OnSheet<Rect>,
    /// What its letters cover: a box a line, or a box a letter along a curve.
    pub boxes: Vec<OnSheet<Polygon>>,
    /// Its mean turn, clockwise.
    pub angle: Degrees,
    /// What its place costs, by [`cost`].
    pub cost: f64,
}

/// A name that found no room.
#[derive(Clone, Debug, PartialEq)]
pub struct Dropped {
    /// The label.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Why: `no room between Naxos and Paros`.
    pub reason: String,
}

/// Places `labels` on `ground`.
///
/// Hard rules: no name over another, over a symbol, over furniture or the frame; never upside down.
/// Everything else is weighed by [`cost`]. The same input gives the same places.
pub fn place(labels: &[Label], ground: &Ground) -> Placed {
    let prepared = Prepared::new(ground, labels);
    let mut candidates: Vec<Vec<Candidate>> =
        labels.iter().map(|label| candidate::list(label, &prepared)).collect();
    let chosen = search::choose(labels, &candidates, ground.spacing);
    let chosen = with_stacks(labels, &mut candidates, chosen, &prepared);
    set(labels, &candidates, &chosen, &prepared)
}

/// The same choice with crowded names in stacks, where that serves; their places join the candidates.
fn with_stacks(
    labels: &[Label],
    candidates: &mut [Vec<Candidate>],
    chosen: Vec<Option<usize>>,
    ground: &Prepared,
) -> Vec<Option<usize>> {
    let standing = search::standing(labels, candidates, &chosen, ground.spacing);
    let stacks = stack::list(labels, |label| standing[label], ground);
    if stacks.is_empty() {
        return chosen;
    }
    let ordinary = candidates.iter().map(Vec::len).collect();
    let mut numbered = Vec::new();
    for stack in stacks {
        let mut numbers = Vec::new();
        for (label, place) in stack {
            numbers.push((label, candidates[label].len()));
            candidates[label].push(place);
        }
        numbered.push(numbers);
    }
    search::choose_stacks(labels, candidates, (chosen, ordinary), &numbered, ground.spacing)
}

/// The outcome of the search as lettering, places and reasons.
fn set(
    labels: &[Label],
    candidates: &[Vec<Candidate>],
    chosen: &[Option<usize>],
    ground: &Prepared,
) -> Placed {
    let mut placed = Placed::default();
    for (index, label) in labels.iter().enumerate() {
        for line in &label.lines {
            placed.missing.extend(lettering::missing(line));
        }
        match chosen[index].and_then(|choice| candidates[index].get(choice)) {
            Some(candidate) => {
                candidate.set(label, ground, &mut placed);
                placed.dropped.extend(lost_lines(label, candidate));
            }
            None => {
                let reason = reason::reason(labels, candidates, chosen, (index, ground.spacing));
                drop_label(label, reason, &mut placed);
            }
        }
    }
    placed
}

fn drop_label(label: &Label, reason: String, placed: &mut Placed) {
    let text = text(label);
    placed.dropped.push(Dropped { id: label.id.clone(), text, reason });
}

/// The lines that a label had to give up where it stands, such as its name in another language.
fn lost_lines(label: &Label, candidate: &Candidate) -> Option<Dropped> {
    let set = text(&label.set_as(candidate.way));
    let words = |line: &Vec<Run>| line.iter().map(|run| run.content.as_str()).collect::<String>();
    let lines = label.lines.iter().map(words);
    let lost: Vec<String> = lines.filter(|line| !set.contains(line.as_str())).collect();
    let reason = format!("no room for it beside \"{set}\"");
    (!lost.is_empty()).then(|| Dropped { id: label.id.clone(), text: lost.join(" "), reason })
}

/// The name as one line of plain text.
fn text(label: &Label) -> String {
    let lines =
        label.lines.iter().map(|line| line.iter().map(|run| run.content.as_str()).collect());
    lines.collect::<Vec<String>>().join(" ")
}
