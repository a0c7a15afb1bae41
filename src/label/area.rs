//! Places inside an area, for countries, regions and lakes: level on the emptiest part of it, or
//! spread along its long axis. Emptiness comes of itself: towns, coasts and boundaries cost.

use super::along;
use super::block::Block;
use super::candidate::Candidate;
use super::cost::{LESS_SPREAD, OFF_MIDDLE};
use super::curve::Curve;
use super::field::{Field, Shares};
use super::ground::Prepared;
use super::shape::{Bounds, Part};
use super::{Kind, Label};
use crate::scene::{Anchor, Run};
use geo::{Coord, MultiPolygon, coord};
use std::rc::Rc;

/// Places tried inside an area.
const TRIED: usize = 260;
/// Places kept for the search, of each way to set the name.
const KEPT: usize = 48;
/// Shares of the name that must lie in the area: as wished, and at the least.
const INSIDE: f64 = 0.995;
const LEAST_INSIDE: f64 = 0.4;
/// What a name that hangs out of its area costs, for the whole name.
const HANGING: f64 = 20.0;
/// Room round the name, in millimetres, that had better be in the area too, and what it costs if
/// nothing of it is.
const ELBOW_ROOM: [(f64, f64); 3] = [(1.2, 4.0), (5.0, 6.0), (10.0, 4.0)];
/// The steepest slope of a name along an axis, in degrees.
const STEEPEST: f64 = 60.0;
/// A curve is worth this much less than a level name of the same spread.
const CURVED: f64 = 0.5;

pub(super) fn list(label: &Label, ground: &Prepared) -> Vec<Candidate> {
    let Kind::Area { polygon, curved, spread } = &label.kind else { return Vec::new() };
    let Some(region) = Region::of(&polygon.0, ground.bounds) else { return Vec::new() };
    let mut candidates = Vec::new();
    for (lines, cost) in settings(&label.lines, *spread, &region) {
        let block = Rc::new(Block::new(&lines));
        let mut level = region.level(label, &block, ground);
        level.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        candidates.extend(level.into_iter().take(KEPT).map(|own| own.costing(cost)));
    }
    if *curved && let Some(axis) = region.axis(Block::new(&label.lines).size()) {
        let spread = spread.or_else(|| own_spacing(&label.lines).map(|own| (own * 0.3, own)));
        let along = along::on_curve(label, &axis, spread, STEEPEST, ground);
        let inside = along.into_iter().filter_map(|own| region.weighed(own));
        candidates.extend(inside.map(|own| own.costing(CURVED)));
    }
    candidates
}

fn own_spacing(lines: &[Vec<Run>]) -> Option<f64> {
    lines.first().and_then(|line| line.first()).map(|run| run.font.letter_spacing)
}

/// Ways to set a name level: spacings, on one line or on two, with what they cost.
fn settings(
    lines: &[Vec<Run>],
    spread: Option<(f64, f64)>,
    region: &Region,
) -> Vec<(Vec<Vec<Run>>, f64)> {
    /// A name on two lines instead of one.
    const BROKEN: f64 = 1.2;
    let wide = match spread {
        // Spread to a good half of the area's width.
        Some((least, most)) => {
            let natural = Block::new(&along::with_spacing(lines, 0.0));
            let letters: usize =
                lines.iter().flatten().map(|run| run.content.chars().count()).max().unwrap_or(2);
            let gaps = (letters.max(2) - 1) as f64 * natural.size().max(1e-9);
            let wished = (region.bounds.width() * 0.5 - natural.width()) / gaps;
            along::with_spacing(lines, wished.clamp(least, most.max(least)))
        }
        None => lines.to_vec(),
    };
    let spaced = own_spacing(&wide).is_some_and(|spacing| spacing > 0.0);
    let shares: &[f64] = if spaced { &[1.0, 0.75, 0.5, 0.25] } else { &[1.0] };
    let mut settings = Vec::new();
    for share in shares {
        let lines = along::scaled(&wide, *share);
        let cost = LESS_SPREAD * (1.0 - share);
        settings.extend(broken(&lines).map(|two| (two, cost + BROKEN)));
        settings.push((lines, cost));
    }
    settings
}

/// A name of one run and several words on two lines of the most equal length.
pub(super) fn broken(lines: &[Vec<Run>]) -> Option<Vec<Vec<Run>>> {
    let [line] = lines else { return None };
    let [run] = line.as_slice() else { return None };
    let words: Vec<&str> = run.content.split(' ').collect();
    let length = |words: &[&str]| words.iter().map(|word| word.chars().count() + 1).sum::<usize>();
    let cut =
        (1..words.len()).min_by_key(|cut| length(&words[..*cut]).max(length(&words[*cut..])))?;
    let half = |words: &[&str]| vec![Run { content: words.join(" "), ..run.clone() }];
    Some(vec![half(&words[..cut]), half(&words[cut..])])
}

/// An area as a raster.
struct Region {
    bounds: Bounds,
    field: Field,
    shares: Shares,
    cells: Vec<Coord>,
    middle: Coord,
    /// Square root of the area.
    breadth: f64,
}

impl Region {
    fn of(polygon: &MultiPolygon, frame: Bounds) -> Option<Region> {
        let own = Bounds::of(polygon.iter().flat_map(|p| p.exterior().coords().copied()));
        let bounds = Bounds {
            left: own.left.max(frame.left),
            top: own.top.max(frame.top),
            right: own.right.min(frame.right),
            bottom: own.bottom.min(frame.bottom),
        };
        if bounds.is_empty() {
            return None;
        }
        let cell = (bounds.width().max(bounds.height()) / 200.0).clamp(0.1, 1.0);
        let mut field = Field::new(bounds, cell);
        field.paint(polygon, 1);
        let cells: Vec<Coord> = field.cells(1).collect();
        let sum = cells.iter().fold(Coord::default(), |sum, own| sum + *own);
        let middle = sum / (cells.len().max(1) as f64);
        let breadth = (cells.len() as f64 * field.cell_area()).sqrt();
        (!cells.is_empty()).then_some(Region {
            bounds,
            shares: field.shares(1),
            field,
            cells,
            middle,
            breadth,
        })
    }

    /// Level places, all over the area.
    fn level(&self, label: &Label, block: &Rc<Block>, ground: &Prepared) -> Vec<Candidate> {
        let pitch = ((self.cells.len() as f64 * self.field.cell_area()) / TRIED as f64).sqrt();
        let mut candidates = Vec::new();
        let mut y = self.bounds.top + pitch / 2.0;
        while y < self.bounds.bottom {
            let mut x = self.bounds.left + pitch / 2.0;
            while x < self.bounds.right {
                let centre = coord! { x: x, y: y };
                if self.field.at(centre) == 1 {
                    candidates.extend(self.place(label, block, centre, ground));
                }
                x += pitch;
            }
            y += pitch;
        }
        candidates.extend(self.place(label, block, self.middle, ground));
        candidates
    }

    fn place(
        &self,
        label: &Label,
        block: &Rc<Block>,
        centre: Coord,
        ground: &Prepared,
    ) -> Option<Candidate> {
        let at = block.baseline_for_centre(centre);
        let candidate = self.weighed(Candidate::block(block, at, Anchor::Middle))?;
        let off = super::curve::distance(centre, self.middle) / self.breadth.max(1e-9);
        candidate.costing(OFF_MIDDLE * off).on(ground, label, None)
    }

    /// The same with the cost of what hangs out of the area; none if that is too much.
    fn weighed(&self, candidate: Candidate) -> Option<Candidate> {
        let share = self.shares.of(&candidate.parts);
        if share < LEAST_INSIDE {
            return None;
        }
        let hanging = if share < INSIDE { HANGING * (1.0 - share) } else { 0.0 };
        let cramped = ELBOW_ROOM.map(|(room, cost)| {
            let roomy: Vec<Part> = candidate.parts.iter().map(|part| part.grown(room)).collect();
            cost * (1.0 - self.shares.of(&roomy))
        });
        Some(candidate.costing(hanging + cramped.iter().sum::<f64>()))
    }

    /// A shallow curve along the long axis: the least-squares parabola through the middles of the
    /// widest stretches across the principal axis.
    fn axis(&self, size: f64) -> Option<Curve> {
        let turn = self.principal_turn();
        let (sin, cos) = libm::sincos(turn);
        let sections = self.sections(size, (sin, cos));
        let longest = longest_run(&sections)?;
        let [a, b, c] = parabola(&longest)?;
        let (from, to) = (longest.first()?.0, longest.last()?.0);
        let c = shallow(c, to - from);
        let steps = 24;
        let points = (0..=steps).map(|i| {
            let u = from + (to - from) * f64::from(i) / f64::from(steps);
            let v = a + b * u + c * u * u;
            coord! { x: self.middle.x + u * cos - v * sin, y: self.middle.y + u * sin + v * cos }
        });
        Some(Curve::through(points.collect()))
    }

    /// The direction of the longest extent, in radians from the horizontal, −90° to 90°.
    fn principal_turn(&self) -> f64 {
        let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
        for cell in &self.cells {
            let d = *cell - self.middle;
            xx += d.x * d.x;
            xy += d.x * d.y;
            yy += d.y * d.y;
        }
        libm::atan2(2.0 * xy, xx - yy) / 2.0
    }

    /// For steps along the axis: place, middle of the widest stretch across, its width.
    fn sections(&self, size: f64, (sin, cos): (f64, f64)) -> Vec<Option<(f64, f64, f64)>> {
        let step = self.field.cell_area().sqrt().max(0.25);
        let reach = self.bounds.width() + self.bounds.height();
        let count = (reach / step).ceil() as i32;
        let inside = |u: f64, v: f64| {
            let at = coord! {
                x: self.middle.x + u * cos - v * sin,
                y: self.middle.y + u * sin + v * cos,
            };
            self.field.at(at) == 1
        };
        (-count..=count)
            .map(|i| {
                let u = f64::from(i) * step;
                let (mut best, mut start) = (None, None);
                for k in -count..=count {
                    let v = f64::from(k) * step;
                    match (inside(u, v), start) {
                        (true, None) => start = Some(v),
                        (false, Some(from)) => {
                            let width = v - from;
                            if best.is_none_or(|(_, own)| width > own) {
                                best = Some((from + width / 2.0 - step / 2.0, width));
                            }
                            start = None;
                        }
                        _ => {}
                    }
                }
                // Narrower stretches than the letters are high hold no name.
                best.filter(|(_, width)| *width > size * 1.2).map(|(v, width)| (u, v, width))
            })
            .collect()
    }
}

/// The longest run of sections without a break.
fn longest_run(sections: &[Option<(f64, f64, f64)>]) -> Option<Vec<(f64, f64, f64)>> {
    let longest = sections.split(Option::is_none).max_by_key(|run| run.len())?;
    (longest.len() > 3).then(|| longest.iter().flatten().copied().collect())
}

/// v = a + b u + c u², least squares weighted by width (normal equations, Cramer's rule).
fn parabola(sections: &[(f64, f64, f64)]) -> Option<[f64; 3]> {
    let mut powers = [0.0; 5];
    let mut sums = [0.0; 3];
    for (u, v, width) in sections {
        let mut power = *width;
        for (k, sum) in powers.iter_mut().enumerate() {
            *sum += power;
            if let Some(right) = sums.get_mut(k) {
                *right += power * v;
            }
            power *= u;
        }
    }
    let row = |k: usize| [powers[k], powers[k + 1], powers[k + 2]];
    let matrix = [row(0), row(1), row(2)];
    let whole = determinant(matrix);
    let solve = |column: usize| {
        let mut replaced = matrix;
        for (row, right) in replaced.iter_mut().zip(sums) {
            row[column] = right;
        }
        determinant(replaced) / whole
    };
    (whole.abs() > 1e-9).then(|| [solve(0), solve(1), solve(2)])
}

/// Bends the parabola less where its height over the chord would be over a share of its length
/// (art direction, aegean §6 rule 5: 1 to 9 %).
fn shallow(c: f64, length: f64) -> f64 {
    const MOST: f64 = 0.08;
    let limit = 4.0 * MOST / length.max(1e-9);
    c.clamp(-limit, limit)
}

fn determinant([a, b, c]: [[f64; 3]; 3]) -> f64 {
    a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0])
        + a[2] * (b[0] * c[1] - b[1] * c[0])
}
