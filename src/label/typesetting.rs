//! The chosen places in, lettering out: texts, leader lines, where each name stands, and what found no
//! room with the reason.

use super::candidate::{Candidate, Typeset, TypesetLine};
use super::ground::Prepared;
use super::placed::{Dropped, Placed, Placement};
use super::rims::Rims;
use super::shape::{Bounds, OrientedBox};
use super::text_block::TextBlock;
use super::{Label, reason};
use crate::lettering;
use crate::scene::{Anchor, Colour, Halo, Lay, Run, Text};
use crate::space::OnSheet;
use crate::units::Degrees;
use geo::{Coord, LineString};

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
                set_one(candidate, label, ground, &mut placed);
                placed.dropped.extend(lost_lines(label, candidate));
            }
            None => {
                let reason = reason::reason(labels, candidates, chosen, index, ground.spacing);
                drop_label(label, reason, &mut placed);
            }
        }
    }
    placed
}

fn drop_label(label: &Label, reason: String, placed: &mut Placed) {
    let text = label.text();
    placed.dropped.push(Dropped { id: label.id.clone(), text, reason, asked: label.asked });
}

/// The lines that a label had to give up where it stands, such as its name in another language.
fn lost_lines(label: &Label, candidate: &Candidate) -> Option<Dropped> {
    let set = label.set_as(candidate.alternative).text();
    let words = |line: &Vec<Run>| line.iter().map(|run| run.content.as_str()).collect::<String>();
    let lines = label.lines.iter().map(words);
    let lost: Vec<String> = lines.filter(|line| !set.contains(line.as_str())).collect();
    let reason = format!("no room for it beside \"{set}\"");
    (!lost.is_empty()).then(|| Dropped {
        id: label.id.clone(),
        text: lost.join(" "),
        reason,
        // under another of its names it stands
        asked: false,
    })
}

/// Sets the letters of one label.
fn set_one(candidate: &Candidate, label: &Label, ground: &Prepared, placed: &mut Placed) {
    let label = &*label.set_as(candidate.alternative);
    let colour = if label.fixed_halo { None } else { ground.colour(&candidate.parts) };
    let halo = label.halo.map(|halo| Halo { colour: colour.unwrap_or(halo.colour), ..halo });
    let rims = Rims { halo, ground: (!label.fixed_halo).then_some(ground) };
    // a theme that gives its letters a rim of their own has seen to it that they are read
    let ground = if label.fixed_halo && label.halo.is_some() {
        None
    } else {
        ground.colour(&candidate.parts)
    };
    let mut typesetter = Typesetter { label, rims, ground, count: 0, row: 0, placed };
    let angle = match &candidate.typeset {
        Typeset::Level { block, at, anchor } => typesetter.block(block, *at, *anchor),
        Typeset::Blank => 0.0,
        Typeset::Lines(lines) => lines.iter().enumerate().fold(0.0, |_, (row, line)| {
            typesetter.row = row;
            typesetter.line(line)
        }),
    };
    placed.placed.push(Placement {
        id: label.id.clone(),
        text: label.text(),
        bounds: candidate.parts.iter().fold(Bounds::EMPTY, |all, p| all.with(p.bounds)).rect(),
        boxes: candidate.parts.iter().map(OrientedBox::polygon).collect(),
        angle: Degrees(angle),
    });
    if !candidate.leader.is_empty() {
        let line = LineString::from(candidate.leader.clone());
        placed.leaders.push((label.id.clone(), OnSheet(line)));
    }
}

/// Writes the lines of one label as texts.
struct Typesetter<'a> {
    label: &'a Label,
    rims: Rims<'a>,
    /// The colour that it lies on for the most; none where it has a rim of its own.
    ground: Option<Colour>,
    /// How many texts have been written.
    count: usize,
    /// The line that is being written.
    row: usize,
    placed: &'a mut Placed,
}

impl Typesetter<'_> {
    fn block(&mut self, block: &TextBlock, at: Coord, anchor: Anchor) -> f64 {
        for (row, line) in block.lines.iter().enumerate() {
            self.row = row;
            let anchored = Coord { x: at.x, y: at.y + line.down };
            self.straight(&line.runs, anchored, anchor, 0.0);
        }
        0.0
    }

    /// Sets a line; its turn in degrees.
    fn line(&mut self, line: &TypesetLine) -> f64 {
        match line {
            TypesetLine::Turned { runs, at, angle } => {
                self.straight(runs, *at, Anchor::Start, *angle);
                *angle
            }
            TypesetLine::Curved { runs, letters } => {
                let places = letters.iter().map(|(at, turn)| (OnSheet(*at), Degrees(*turn)));
                let lay = Lay::Curved { letters: places.collect() };
                if let Some(run) = runs.iter().flat_map(lettering::resolve).next() {
                    self.push(run, lay);
                }
                letters.iter().map(|(_, turn)| turn).sum::<f64>() / letters.len().max(1) as f64
            }
        }
    }

    /// One text for each face of the line. A line of one face keeps its anchor, so that it stays
    /// beside its symbol where another font stands in; spaced or right-to-left text does not, as
    /// trailing space and direction would move it.
    fn straight(&mut self, runs: &[Run], at: Coord, anchor: Anchor, angle: f64) {
        let stretches = lettering::stretches(runs);
        let width = lettering::measure_runs(runs).width.0;
        let (sin, cos) = libm::sincos(angle.to_radians());
        let single = stretches.len() == 1;
        for stretch in stretches {
            let plain = stretch.run.font.letter_spacing == 0.0 && !stretch.right_to_left;
            let (along, anchor) = if single && plain {
                (0.0, anchor)
            } else if stretch.right_to_left {
                (stretch.x + stretch.width / 2.0 - anchor.back(width), Anchor::Middle)
            } else {
                (stretch.x - anchor.back(width), Anchor::Start)
            };
            let position = OnSheet(Coord { x: at.x + along * cos, y: at.y + along * sin });
            self.push(stretch.run, Lay::Straight { position, anchor, angle: Degrees(angle) });
        }
    }

    fn push(&mut self, mut run: Run, lay: Lay) {
        run.colour = self.ground.map_or(run.colour, |ground| run.colour.legible_on(ground));
        self.count += 1;
        let id = match self.count {
            1 => self.label.id.clone(),
            n => format!("{}-{n}", self.label.id),
        };
        let (halo, rims) = self.rims.of(&run, &lay);
        let languages = &self.label.languages;
        let language = languages.get(self.row).or(languages.last()).cloned().flatten();
        self.placed.items.push(Text { id: Some(id), runs: vec![run], lay, halo, rims, language });
    }
}
