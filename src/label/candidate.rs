//! A place that a name could take: what it covers, what it costs, how its letters are set.

use super::block::{Block, back};
use super::ground::Prepared;
use super::shape::{Bounds, Part};
use super::{Kind, Label, Placed, Placement};
use super::{along, area, island, point};
use crate::lettering;
use crate::scene::{Anchor, Halo, Lay, Run, Text};
use crate::space::OnSheet;
use crate::units::Degrees;
use geo::{Coord, LineString};
use std::sync::Arc;

/// A possible place.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// What its letters cover.
    pub(super) parts: Vec<Part>,
    /// Upright box round all that it covers, leader included.
    pub(super) bounds: Bounds,
    /// What it costs for itself, by [`super::cost`].
    pub(super) cost: f64,
    /// The leader line from the symbol to the name; empty for none.
    leader: Vec<Coord>,
    /// The same as thin boxes.
    pub(super) leader_parts: Vec<Part>,
    setting: Setting,
    /// Which of the label's other ways to be set it is in; none for the wished one.
    pub(super) way: Option<usize>,
}

/// How the letters are set.
#[derive(Clone, Debug)]
enum Setting {
    /// Upright lines, the anchor on the first baseline.
    Block { block: Arc<Block>, at: Coord, anchor: Anchor },
    /// Turned or curved lines.
    Lines(Vec<SetLine>),
}

/// A line off the horizontal.
#[derive(Clone, Debug)]
pub(super) enum SetLine {
    /// Straight: left end of the baseline, turn in degrees.
    Turned { runs: Arc<Vec<Run>>, at: Coord, angle: f64 },
    /// Letter by letter (one run of one face): left end of each baseline, turn in degrees.
    Curved { runs: Arc<Vec<Run>>, letters: Vec<(Coord, f64)> },
}

impl Candidate {
    /// Upright lines with `at` on the first baseline; no cost yet.
    pub(super) fn block(block: &Arc<Block>, at: Coord, anchor: Anchor) -> Candidate {
        let setting = Setting::Block { block: Arc::clone(block), at, anchor };
        Candidate::new(block.parts(at, anchor), setting)
    }

    /// Turned or curved lines that cover `parts`; no cost yet.
    pub(super) fn lines(lines: Vec<SetLine>, parts: Vec<Part>) -> Candidate {
        Candidate::new(parts, Setting::Lines(lines))
    }

    fn new(parts: Vec<Part>, setting: Setting) -> Candidate {
        let bounds = parts.iter().fold(Bounds::EMPTY, |all, part| all.with(part.bounds));
        Candidate {
            parts,
            bounds,
            cost: 0.0,
            leader: Vec::new(),
            leader_parts: Vec::new(),
            setting,
            way: None,
        }
    }

    /// The same with `more` added to its cost.
    pub(super) fn costing(mut self, more: f64) -> Candidate {
        self.cost += more;
        self
    }

    /// The same in another of the label's ways to be set, with what that costs left to the caller.
    pub(super) fn set_in(self, way: Option<usize>) -> Candidate {
        Candidate { way, ..self }
    }

    /// The same with a leader line.
    pub(super) fn led(mut self, leader: Vec<Coord>) -> Candidate {
        self.bounds = self.bounds.with(Bounds::of(leader.iter().copied()));
        self.leader_parts = leader.windows(2).map(|pair| Part::line(pair[0], pair[1])).collect();
        self.leader = leader;
        self
    }

    /// The same with the cost of what it covers; none where a hard rule forbids it.
    pub(super) fn on(
        self,
        ground: &Prepared,
        label: &Label,
        own: Option<Coord>,
    ) -> Option<Candidate> {
        if self.parts.is_empty() || !ground.allows(&self.parts, own) {
            return None;
        }
        // Art direction, rule 1: a town or an island named in another state's water misleads;
        // it is dropped instead.
        let beside = matches!(label.kind, Kind::Point { .. } | Kind::Island { .. });
        if beside && ground.trespasses(label, &self.parts) {
            return None;
        }
        let cost = ground.cost(label, &self.parts);
        Some(self.costing(cost))
    }

    /// Sets the letters.
    pub(super) fn set(&self, label: &Label, ground: &Prepared, placed: &mut Placed) {
        let label = &*label.set_as(self.way);
        let colour = if label.fixed_halo { None } else { ground.colour(&self.parts) };
        let halo = label.halo.map(|halo| Halo { colour: colour.unwrap_or(halo.colour), ..halo });
        let mut setter = Setter { label, halo, count: 0, row: 0, placed };
        let angle = match &self.setting {
            Setting::Block { block, at, anchor } => setter.block(block, *at, *anchor),
            Setting::Lines(lines) => lines.iter().enumerate().fold(0.0, |_, (row, line)| {
                setter.row = row;
                setter.line(line)
            }),
        };
        placed.placed.push(Placement {
            id: label.id.clone(),
            text: super::text(label),
            bounds: self.parts.iter().fold(Bounds::EMPTY, |all, p| all.with(p.bounds)).rect(),
            boxes: self.parts.iter().map(Part::polygon).collect(),
            angle: Degrees(angle),
            cost: self.cost,
        });
        if !self.leader.is_empty() {
            let line = LineString::from(self.leader.clone());
            placed.leaders.push((label.id.clone(), OnSheet(line)));
        }
    }
}

/// All places that `label` could take, the cheapest first.
pub(super) fn list(label: &Label, ground: &Prepared) -> Vec<Candidate> {
    let mut candidates = as_wished(label, ground);
    for (way, other) in label.others.iter().enumerate() {
        let places = as_wished(&label.set_as(Some(way)), ground);
        let places = places.into_iter().map(|own| own.costing(other.cost));
        candidates.extend(places.map(|own| Candidate { way: Some(way), ..own }));
    }
    candidates.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    candidates
}

/// The places of a label set as its lines say.
fn as_wished(label: &Label, ground: &Prepared) -> Vec<Candidate> {
    let block = Arc::new(Block::new(&label.lines));
    if block.lines.is_empty() {
        return Vec::new();
    }
    match &label.kind {
        Kind::Point { .. } => point::list(label, &block, ground),
        Kind::Island { .. } => island::list(label, &block, ground),
        Kind::Area { .. } => area::list(label, ground),
        Kind::Along { .. } => along::list(label, ground),
        Kind::Fixed { at, anchor } => {
            let fixed = Candidate::block(&block, at.0, *anchor);
            fixed.on(ground, label, None).into_iter().collect()
        }
    }
}

/// Writes the lines of one label as texts.
struct Setter<'a> {
    label: &'a Label,
    halo: Option<Halo>,
    /// How many texts have been written.
    count: usize,
    /// The line that is being written.
    row: usize,
    placed: &'a mut Placed,
}

impl Setter<'_> {
    fn block(&mut self, block: &Block, at: Coord, anchor: Anchor) -> f64 {
        for (row, line) in block.lines.iter().enumerate() {
            self.row = row;
            let anchored = Coord { x: at.x, y: at.y + line.down };
            self.straight(&line.runs, anchored, anchor, 0.0);
        }
        0.0
    }

    /// Sets a line; its turn in degrees.
    fn line(&mut self, line: &SetLine) -> f64 {
        match line {
            SetLine::Turned { runs, at, angle } => {
                self.straight(runs, *at, Anchor::Start, *angle);
                *angle
            }
            SetLine::Curved { runs, letters } => {
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
                (stretch.x + stretch.width / 2.0 - back(width, anchor), Anchor::Middle)
            } else {
                (stretch.x - back(width, anchor), Anchor::Start)
            };
            let position = OnSheet(Coord { x: at.x + along * cos, y: at.y + along * sin });
            self.push(stretch.run, Lay::Straight { position, anchor, angle: Degrees(angle) });
        }
    }

    fn push(&mut self, run: Run, lay: Lay) {
        self.count += 1;
        let id = match self.count {
            1 => self.label.id.clone(),
            n => format!("{}-{n}", self.label.id),
        };
        let languages = &self.label.languages;
        let language = languages.get(self.row).or(languages.last()).cloned().flatten();
        self.placed.items.push(Text {
            id: Some(id),
            runs: vec![run],
            lay,
            halo: self.halo,
            language,
        });
    }
}
