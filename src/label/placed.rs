//! The outcome: lettering, where each name stands, and what found no room with the reason.

use super::candidate::Candidate;
use super::ground::Prepared;
use super::{Label, reason};
use crate::error::Warning;
use crate::lettering;
use crate::scene::{Run, Text};
use crate::space::OnSheet;
use crate::units::Degrees;
use geo::{LineString, Polygon, Rect};

/// What [`super::place`] made of the labels.
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
    /// What its place costs, by [`super::cost`].
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

/// The outcome of the search as lettering, places and reasons.
pub(super) fn set(
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
pub(super) fn text(label: &Label) -> String {
    let lines =
        label.lines.iter().map(|line| line.iter().map(|run| run.content.as_str()).collect());
    lines.collect::<Vec<String>>().join(" ")
}
