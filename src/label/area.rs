//! Places inside an area, for countries, regions and lakes: level on the emptiest part of it, or
//! spread along its long axis. Emptiness comes of itself: towns, coasts and boundaries cost; and a
//! level name costs more, the longer and the more aslant its area is.

use super::along;
use super::axis::Axis;
use super::candidate::Candidate;
use super::class_raster::{ClassCoverage, ClassRaster};
use super::cost::{AGAINST_AXIS, LESS_SPREAD, OFF_MIDDLE, STEEP};
use super::ground::Prepared;
use super::shape::{Bounds, OrientedBox};
use super::text_block::TextBlock;
use super::{Anchoring, Label, Terrain, leader};
use super::{glyph_run, line_break, tracking};
use crate::scene::{Anchor, Run};
use geo::{Coord, MultiPolygon, coord};
use std::sync::Arc;

/// Places tried inside an area.
const TRIED: usize = 260;
/// Places that the search may choose from, of each way to set the name.
const MOST_PLACES: usize = 48;
/// Shares of the name that must lie in the area: as wished, and at the least.
const INSIDE: f64 = 0.995;
const LEAST_INSIDE: f64 = 0.9;
/// The name of a lake may hang out of it for the most part: it cannot be taken for another's.
const LEAST_INSIDE_WATER: f64 = 0.4;
/// The name of a sea stands on what is seen of it, and hardly on an islet.
const INSIDE_BASIN: f64 = 0.97;
/// What a name that hangs out of its area costs, for the whole name.
const HANGING: f64 = 20.0;
/// Shares of its size that a name may be set in for want of room, and what each costs.
const SMALLER: [(f64, f64); 3] = [(0.85, 3.0), (0.72, 6.0), (0.6, 9.0)];
/// Room round the name, in millimetres, that had better be in the area too, and what it costs if
/// nothing of it is.
const ELBOW_ROOM: [(f64, f64); 3] = [(1.2, 4.0), (5.0, 6.0), (10.0, 4.0)];
/// The steepest slope of a name along an axis, and that from which it is less easily read; in degrees.
const STEEPEST: f64 = 70.0;
const EASY_SLOPE: f64 = 50.0;
/// Letter spacing along an axis: so many times that of the type, within these bounds in em.
const SPREAD: (f64, f64, f64) = (3.0, 0.3, 0.85);
/// An area with more of its edge than this beyond the frame has no shape of its own on the sheet.
const CUT_OFF: f64 = 0.1;
/// Places beside the curve, in sizes of the letters.
const ASIDE: [f64; 3] = [0.0, -0.6, 0.6];
/// A curve is worth this much less than a level name of the same spread.
const CURVED: f64 = 0.5;

pub(super) fn list(label: &Label, ground: &Prepared) -> Vec<Candidate> {
    let Anchoring::Area { polygon, axis_of, tracking, least, leader } = &label.anchoring else {
        return Vec::new();
    };
    let Some(raster) = AreaRaster::of(&polygon.0, ground.bounds, least_inside(label)) else {
        return Vec::new();
    };
    let axis = axis_of.as_ref().and_then(|whole| axis(label, &whole.0, ground));
    let mut candidates = raster.within(label, *tracking, axis.as_ref(), ground);
    if candidates.is_empty() && label.terrain == Terrain::Any {
        candidates = smaller(label, &raster, least.0, ground);
    }
    if candidates.is_empty() && *leader {
        candidates = led(label, &raster, least.0, ground);
    }
    candidates
}

/// Places outside for a name that may have them and whose places inside are taken.
pub(super) fn outside(label: &Label, ground: &Prepared) -> Vec<Candidate> {
    match &label.anchoring {
        Anchoring::Area { polygon, least, leader: true, .. } => {
            let raster = AreaRaster::of(&polygon.0, ground.bounds, LEAST_INSIDE);
            raster.map(|raster| led(label, &raster, least.0, ground)).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Places for the name of a water in what is seen of it: level, or along the axis of that.
pub(super) fn in_basin(
    label: &Label,
    tracking: Option<(f64, f64)>,
    ground: &Prepared,
) -> Vec<Candidate> {
    let raster = ground.basin(&label.id).and_then(|own| {
        let bounds = own.grid.bounds();
        AreaRaster::new(own, bounds, INSIDE_BASIN)
    });
    let Some(raster) = raster else { return Vec::new() };
    let axis = Axis::of(&raster.raster, &raster.cells, TextBlock::new(&label.lines).size());
    raster.within(label, tracking, axis.as_ref(), ground)
}

/// Level places in smaller letters, the largest that have any.
fn smaller(label: &Label, raster: &AreaRaster, least: f64, ground: &Prepared) -> Vec<Candidate> {
    let tries = SMALLER.iter().map(|(share, cost)| {
        let lines = tracking::smaller(&label.lines, *share, least);
        let closed = tracking::scaled(&lines, 0.5);
        let settings = [line_break::in_words(&closed), line_break::in_two(&closed), Some(closed)];
        let places = settings.into_iter().flatten().flat_map(|lines| {
            let block = Arc::new(TextBlock::new(&lines));
            raster.level(label, &block, ground)
        });
        let mut places: Vec<Candidate> = places.map(|own| own.costing(*cost)).collect();
        places.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        places.truncate(MOST_PLACES);
        places
    });
    tries.into_iter().find(|places| !places.is_empty()).unwrap_or_default()
}

/// Places outside, in the smallest letters, at the end of a leader from the area.
fn led(label: &Label, raster: &AreaRaster, least: f64, ground: &Prepared) -> Vec<Candidate> {
    let Some((share, _)) = SMALLER.last() else { return Vec::new() };
    let lines = tracking::scaled(&tracking::smaller(&label.lines, *share, least), 0.5);
    let block = Arc::new(TextBlock::new(&lines));
    let off = |cell: &&Coord| super::curve::distance(**cell, raster.middle);
    let from = raster.cells.iter().min_by(|a, b| off(a).total_cmp(&off(b)));
    let places = from.map(|from| leader::list(label, &block, *from, 0.0, ground));
    places.unwrap_or_default()
}

/// The axis of the largest part of an area, for a name that can be set along one: of one line, or with
/// only lesser ones below it, and by letters.
fn axis(label: &Label, area: &MultiPolygon, ground: &Prepared) -> Option<Axis> {
    let block = TextBlock::new(&label.lines);
    let (first, others) = block.lines.split_first()?;
    let size = |runs: &[Run]| runs.iter().map(|run| run.font.size.0).fold(0.0, f64::max);
    let is_lesser = |runs: &[Run]| size(runs) < size(&first.runs);
    if !others.iter().all(|line| is_lesser(&line.runs)) || !glyph_run::is_one_glyph_run(&first.runs)
    {
        return None;
    }
    // The axis of what the frame cuts would be that of the cut, not of the country.
    if ground.cut_off(area) > CUT_OFF {
        return None;
    }
    let parts = area.iter().filter_map(|part| {
        AreaRaster::of(&MultiPolygon::new(vec![part.clone()]), ground.bounds, LEAST_INSIDE)
    });
    let largest = parts.max_by(|a, b| a.breadth.total_cmp(&b.breadth))?;
    Axis::of(&largest.raster, &largest.cells, block.size())
}

fn least_inside(label: &Label) -> f64 {
    match label.terrain {
        Terrain::Any | Terrain::Land => LEAST_INSIDE,
        Terrain::Water => LEAST_INSIDE_WATER,
    }
}

fn own_spacing(lines: &[Vec<Run>]) -> Option<f64> {
    lines.first().and_then(|line| line.first()).map(|run| run.font.letter_spacing)
}

/// Ways to set a name level: spacings, on one line or on two, with what they cost.
fn settings(
    lines: &[Vec<Run>],
    tracking: Option<(f64, f64)>,
    raster: &AreaRaster,
) -> Vec<(Vec<Vec<Run>>, f64)> {
    /// A name on two lines instead of one.
    const BROKEN: f64 = 1.2;
    let wide = match tracking {
        // Spread to a good half of the area's width.
        Some((least, most)) => {
            let natural = TextBlock::new(&tracking::with_spacing(lines, 0.0));
            let letters: usize =
                lines.iter().flatten().map(|run| run.content.chars().count()).max().unwrap_or(2);
            let gaps = (letters.max(2) - 1) as f64 * natural.size().max(1e-9);
            let wished = (raster.bounds.width() * 0.5 - natural.width()) / gaps;
            tracking::with_spacing(lines, wished.clamp(least, most.max(least)))
        }
        None => lines.to_vec(),
    };
    let spaced = own_spacing(&wide).is_some_and(|spacing| spacing > 0.0);
    let shares: &[f64] = if spaced { &[1.0, 0.75, 0.5, 0.25] } else { &[1.0] };
    let mut settings = Vec::new();
    for share in shares {
        let lines = tracking::scaled(&wide, *share);
        let cost = LESS_SPREAD * (1.0 - share);
        settings.extend(line_break::in_two(&lines).map(|two| (two, cost + BROKEN)));
        settings.push((lines, cost));
    }
    settings
}

/// An area as a raster.
struct AreaRaster {
    bounds: Bounds,
    raster: ClassRaster,
    coverage: ClassCoverage,
    cells: Vec<Coord>,
    middle: Coord,
    /// Square root of the area.
    breadth: f64,
    /// The share of a name that lies in it at the least.
    least_inside: f64,
}

impl AreaRaster {
    /// The name level and along an axis, in the sizes that were asked for.
    fn within(
        &self,
        label: &Label,
        tracking: Option<(f64, f64)>,
        axis: Option<&Axis>,
        ground: &Prepared,
    ) -> Vec<Candidate> {
        let against = axis.map_or(0.0, |axis| AGAINST_AXIS * axis.pull);
        let mut candidates = Vec::new();
        for (lines, cost) in settings(&label.lines, tracking, self) {
            let block = Arc::new(TextBlock::new(&lines));
            let mut level = self.level(label, &block, ground);
            level.sort_by(|a, b| a.cost.total_cmp(&b.cost));
            candidates
                .extend(level.into_iter().take(MOST_PLACES).map(|own| own.costing(cost + against)));
        }
        candidates.extend(axis.into_iter().flat_map(|axis| self.along(label, axis, ground)));
        candidates
    }

    fn of(polygon: &MultiPolygon, frame: Bounds, least_inside: f64) -> Option<AreaRaster> {
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
        let mut raster = ClassRaster::new(bounds, cell);
        raster.paint(polygon, 1);
        AreaRaster::new(raster, bounds, least_inside)
    }

    /// The cells of class 1 of a raster.
    fn new(raster: ClassRaster, bounds: Bounds, least_inside: f64) -> Option<AreaRaster> {
        let cells: Vec<Coord> = raster.cells(1).collect();
        let sum = cells.iter().fold(Coord::default(), |sum, own| sum + *own);
        let middle = sum / (cells.len().max(1) as f64);
        let breadth = (cells.len() as f64 * raster.cell_area()).sqrt();
        (!cells.is_empty()).then_some(AreaRaster {
            bounds,
            least_inside,
            coverage: raster.coverage(1),
            raster,
            cells,
            middle,
            breadth,
        })
    }

    /// Level places, all over the area.
    fn level(&self, label: &Label, block: &Arc<TextBlock>, ground: &Prepared) -> Vec<Candidate> {
        let pitch = ((self.cells.len() as f64 * self.raster.cell_area()) / TRIED as f64).sqrt();
        let mut candidates = Vec::new();
        let mut y = self.bounds.top + pitch / 2.0;
        while y < self.bounds.bottom {
            let mut x = self.bounds.left + pitch / 2.0;
            while x < self.bounds.right {
                let centre = coord! { x: x, y: y };
                if self.raster.at(centre) == 1 {
                    candidates.extend(self.place(label, block, centre, ground));
                }
                x += pitch;
            }
            y += pitch;
        }
        candidates.extend(self.place(label, block, self.middle, ground));
        candidates
    }

    /// Places along the axis, spread as wide as it is long.
    fn along(&self, label: &Label, axis: &Axis, ground: &Prepared) -> Vec<Candidate> {
        let own = own_spacing(&label.lines).unwrap_or(0.0);
        let (times, least, most) = SPREAD;
        let tracking = Some((own, (own * times).clamp(least, most)));
        let steep = STEEP * (axis.slope() - EASY_SLOPE).max(0.0);
        let (aside, places) = (&ASIDE, &along::PLACES);
        let setting = along::CurveSetting { tracking, steepest: STEEPEST, aside, places };
        let places = axis.curves().into_iter().flat_map(|(curve, off)| {
            let off = OFF_MIDDLE * off / self.breadth.max(1e-9);
            let places = along::on_curve(label, &curve, setting, ground).into_iter();
            places.map(move |own| own.costing(off))
        });
        let mut inside: Vec<Candidate> = places.filter_map(|own| self.weighed(own)).collect();
        inside.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        inside.truncate(MOST_PLACES);
        inside.into_iter().map(|own| own.costing(CURVED + steep)).collect()
    }

    fn place(
        &self,
        label: &Label,
        block: &Arc<TextBlock>,
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
        let share = self.coverage.of(&candidate.parts);
        if share < self.least_inside {
            return None;
        }
        let hanging = if share < INSIDE { HANGING * (1.0 - share) } else { 0.0 };
        let cramped = ELBOW_ROOM.map(|(room, cost)| {
            let roomy: Vec<OrientedBox> =
                candidate.parts.iter().map(|part| part.grown(room)).collect();
            cost * (1.0 - self.coverage.of(&roomy))
        });
        Some(candidate.costing(hanging + cramped.iter().sum::<f64>()))
    }
}
