//! Places for the name of an island: inside if it fits, else beside its shore.
//! Beside: from the middle, slid in one of eight directions until it clears the coast (art
//! direction, aegean §6 rule 2), so that the name hugs the shore that it stands against.

use super::candidate::Candidate;
use super::class_raster::{ClassCoverage, ClassRaster};
use super::cost::{COAST_INSIDE, FURTHER, OFF_CENTRE, OUTSIDE_ISLAND, OVERHANG};
use super::ground::{Prepared, Shore};
use super::request::ordered;
use super::shape::{Bounds, OrientedBox};
use super::text_block::TextBlock;
use super::{Anchoring, Label, leader};
use crate::scene::Anchor;
use crate::space::Side;
use geo::{Coord, MultiPolygon, coord};
use std::sync::Arc;

/// The usual order of preference.
const SIDES: [Side; 8] = [
    Side::East,
    Side::West,
    Side::South,
    Side::North,
    Side::SouthEast,
    Side::NorthEast,
    Side::SouthWest,
    Side::NorthWest,
];
/// One step down in that order.
const STEP: f64 = 0.35;
/// Side of a cell of the island's raster, in millimetres.
const CELL: f64 = 0.25;
/// Further off than the coast clearance, in millimetres.
const FURTHER_STEPS: [f64; 4] = [0.0, 0.4, 1.0, 1.8];
/// A name inside may overhang its shore by the rest of this share.
const SHARE_INSIDE: f64 = 0.86;
/// Places tried inside an island.
const TRIED_INSIDE: usize = 120;

pub(super) fn list(label: &Label, block: &Arc<TextBlock>, ground: &Prepared) -> Vec<Candidate> {
    let Anchoring::Island { polygon, positions, leader } = &label.anchoring else {
        return Vec::new();
    };
    let Some(shore) = ground.shore(&label.id) else { return Vec::new() };
    let island = IslandRaster::of(&polygon.0, shore.bounds);
    let mut candidates = inside(label, block, ground, shore, &island);
    let order = if positions.is_empty() { SIDES.to_vec() } else { ordered(positions) };
    for (index, position) in order.into_iter().enumerate() {
        for start in starts(shore, position) {
            let slide = Slide { block, ground, shore, coverage: &island.coverage, start, position };
            let cost = OUTSIDE_ISLAND + STEP * index as f64 + slide.askew();
            for (candidate, further) in slide.places() {
                let cost = cost + FURTHER * further;
                let candidate = candidate.off_shore(ground.spacing.coast + further);
                candidates.extend(candidate.costing(cost).on(ground, label, None).map(|own| {
                    let doubt = ground.other_shores(&label.id, &own.parts, further);
                    own.costing(doubt)
                }));
            }
        }
    }
    if *leader {
        let centre = shore.bounds.centre();
        candidates.extend(leader::list(label, block, centre, 0.0, ground));
    }
    candidates
}

/// An island as a raster, and the share of it under any box.
struct IslandRaster {
    raster: ClassRaster,
    coverage: ClassCoverage,
}

impl IslandRaster {
    fn of(polygon: &MultiPolygon, bounds: Bounds) -> IslandRaster {
        let mut raster = ClassRaster::new(bounds, CELL);
        raster.paint(polygon, 1);
        let coverage = raster.coverage(1);
        IslandRaster { raster, coverage }
    }
}

/// Places on the island, where it is wide enough.
fn inside(
    label: &Label,
    block: &Arc<TextBlock>,
    ground: &Prepared,
    shore: &Shore,
    island: &IslandRaster,
) -> Vec<Candidate> {
    let cells: Vec<Coord> = island.raster.cells(1).collect();
    let area = cells.len() as f64 * island.raster.cell_area();
    let ink: f64 =
        block.parts(Coord::default(), Anchor::Middle).iter().map(OrientedBox::area).sum();
    if area < ink * SHARE_INSIDE {
        return Vec::new();
    }
    let middle = cells.iter().fold(Coord::default(), |sum, cell| sum + *cell);
    let middle = middle / (cells.len().max(1) as f64);
    let stride = (cells.len() / TRIED_INSIDE).max(1);
    let mut candidates = Vec::new();
    for centre in std::iter::once(middle).chain(cells.into_iter().step_by(stride)) {
        let at = block.baseline_for_centre(centre);
        let candidate = Candidate::block(block, at, Anchor::Middle);
        let coast: f64 = candidate.parts.iter().map(|part| shore.lines.under(part)).sum();
        if coast > COAST_INSIDE || island.coverage.of(&candidate.parts) < SHARE_INSIDE {
            continue;
        }
        // The coast under it counts on top of the line's own cost, or a name would rather lie across a
        // narrow island than beside it.
        let off = centre - middle;
        let cost = OFF_CENTRE * (off.x * off.x + off.y * off.y).sqrt() + OVERHANG * coast;
        candidates.extend(candidate.costing(cost).on(ground, label, None));
    }
    candidates
}

/// Where slides begin: the middle of the bounds, and points off it across the direction.
fn starts(shore: &Shore, position: Side) -> Vec<Coord> {
    let centre = shore.bounds.centre();
    let (x, y) = direction(position);
    let offsets: &[f64] = if x == 0.0 || y == 0.0 { &[0.0, -0.3, 0.3] } else { &[0.0] };
    let (w, h) = (shore.bounds.width(), shore.bounds.height());
    offsets.iter().map(|o| coord! { x: centre.x + o * w * y, y: centre.y + o * h * x }).collect()
}

/// To a side, as a unit vector.
fn direction(side: Side) -> (f64, f64) {
    let [x, y] = side.direction();
    let length = if x == 0.0 || y == 0.0 { 1.0 } else { std::f64::consts::FRAC_1_SQRT_2 };
    (x * length, y * length)
}

/// A name on its way out of an island.
struct Slide<'a> {
    block: &'a Arc<TextBlock>,
    ground: &'a Prepared<'a>,
    shore: &'a Shore,
    coverage: &'a ClassCoverage,
    start: Coord,
    position: Side,
}

impl Slide<'_> {
    /// What it costs to start off the middle.
    fn askew(&self) -> f64 {
        let off = self.start - self.shore.bounds.centre();
        OFF_CENTRE * (off.x.abs() + off.y.abs())
    }

    /// The first place that clears the coast, and places a little further off.
    fn places(&self) -> Vec<(Candidate, f64)> {
        /// Length of a step, in millimetres.
        const STEP: f64 = 0.1;
        let bounds = self.shore.bounds;
        let (_, bottom) = self.block.reach();
        let furthest = bounds.width() + bounds.height() + self.block.width() + bottom.abs() + 5.0;
        let mut along = 0.0;
        while along < furthest {
            if self.clears(&self.at(along)) {
                let further = FURTHER_STEPS.map(|more| (self.at(along + more), more));
                return further.to_vec();
            }
            along += STEP;
        }
        Vec::new()
    }

    /// The lines of a name on the right are flush left, and so on: they hug the shore.
    fn at(&self, along: f64) -> Candidate {
        let (x, y) = direction(self.position);
        let centre = coord! { x: self.start.x + x * along, y: self.start.y + y * along };
        let at = self.block.baseline_for_centre(centre);
        let half = self.block.width() / 2.0;
        if self.block.lines.len() > 1 && x != 0.0 {
            let anchor = if x > 0.0 { Anchor::Start } else { Anchor::End };
            return Candidate::block(
                self.block,
                coord! { x: at.x - half * x.signum(), y: at.y },
                anchor,
            );
        }
        Candidate::block(self.block, at, Anchor::Middle)
    }

    fn clears(&self, candidate: &Candidate) -> bool {
        let coast = self.ground.spacing.coast;
        let clear = |part: &OrientedBox| self.shore.lines.clear(&part.grown(coast));
        candidate.parts.iter().all(clear) && self.coverage.of(&candidate.parts) == 0.0
    }
}
