//! Sight: a thing and an extent in, whether enough of it is seen there for its name, and where, out.

use super::paper::Paper;
use super::thing::Thing;
use crate::error::Result;
use crate::geodata::Feature;
use crate::locate::circle::{narrowness, near};
use crate::locate::ground::{Ground, Surface};
use geo::{Coord, Destination, Geometry, Haversine, LineString, Point, Rect};

/// Whether enough of a thing lies in an extent for its name.
pub(super) fn is_seen(thing: &Thing, extent: &Rect) -> bool {
    const GRID: usize = 24;
    const LEAST: usize = 26;
    let inside = |at: &Coord| {
        let x = near(at.x, extent.center().x);
        let half = extent.width() * 0.46;
        (x - extent.center().x).abs() < half
            && (at.y - extent.center().y).abs() < extent.height() * 0.46
    };
    match &thing.surface {
        Some(area) => {
            let low = extent.min();
            let step = Coord { x: extent.width() / GRID as f64, y: extent.height() / GRID as f64 };
            let grid = (0..GRID * GRID).map(|number| Coord {
                x: low.x + step.x * ((number % GRID) as f64 + 0.5),
                y: low.y + step.y * ((number / GRID) as f64 + 0.5),
            });
            let count = grid.filter(|at| area.holds(*at)).count();
            // a small state is whole before it fills a part of the map
            let is_within = inside(&thing.bounds.min()) && inside(&thing.bounds.max());
            count >= LEAST || is_within
        }
        None => {
            let along = samples(thing);
            let seen = along.iter().filter(|at| inside(at)).count();
            seen * 5 >= along.len() * 2
        }
    }
}

/// Whether a position lies in an extent, so much of the span from its edge.
pub(super) fn is_inside(extent: &Rect, at: Coord, margin: f64) -> bool {
    let centre = extent.center();
    let share = 0.5 - margin;
    (near(at.x, centre.x) - centre.x).abs() < share * extent.width()
        && (at.y - centre.y).abs() < share * extent.height()
}

/// How much of a line lies on the map, as a share of the map's width.
pub(super) fn length_on_map(extent: &Rect, feature: &Feature) -> f64 {
    let lines = match &feature.geometry.0 {
        Geometry::LineString(line) => vec![line.clone()],
        Geometry::MultiLineString(lines) => lines.0.clone(),
        _ => Vec::new(),
    };
    const STEPS: usize = 20;
    let mut on_map = 0.0;
    for line in &lines {
        for (from, to) in line.0.iter().zip(line.0.iter().skip(1)) {
            let (dx, dy) = (to.x - from.x, to.y - from.y);
            let length = libm::hypot(dx * narrowness(from.y), dy);
            let inside = (0..STEPS).filter(|step| {
                let at = *from + (*to - *from) * ((*step as f64 + 0.5) / STEPS as f64);
                is_inside(extent, at, 0.05)
            });
            on_map += length * inside.count() as f64 / STEPS as f64;
        }
    }
    on_map / (extent.width() * narrowness(extent.center().y))
}

/// Whether enough of a thing lies on a map as it will be drawn to be named there, if only beside a spot of it: what a reader
/// sees is not pointed to at the edge.
pub(super) fn is_shown(thing: &Thing, paper: &Paper) -> bool {
    const GRID: usize = 24;
    const LEAST: usize = 8;
    const MARGIN: f64 = 0.04;
    let Some(area) = &thing.surface else {
        let along = samples(thing);
        let seen = along.iter().filter(|at| paper.shows(**at, MARGIN)).count();
        return seen * 5 >= along.len() * 2;
    };
    let frame = paper.frame();
    let step = Coord { x: frame.width() / GRID as f64, y: frame.height() / GRID as f64 };
    let grid = (0..GRID * GRID).map(|number| Coord {
        x: frame.min().x + step.x * ((number % GRID) as f64 + 0.5),
        y: frame.min().y + step.y * ((number / GRID) as f64 + 0.5),
    });
    let seen = grid.filter_map(|at| paper.position(at)).filter(|at| area.holds(*at)).count();
    seen >= LEAST || paper.shows_all(thing.bounds)
}

/// Positions on a thing.
pub(super) fn samples(thing: &Thing) -> Vec<Coord> {
    const GRID: usize = 14;
    const PARTS: usize = 4;
    let footprint = &thing.footprint;
    match &thing.surface {
        Some(area) => {
            let of_box = |bounds: &Rect| {
                let (low, size) = (bounds.min(), (bounds.width(), bounds.height()));
                (0..GRID * GRID)
                    .map(|number| Coord {
                        x: low.x + size.0 * ((number % GRID) as f64 + 0.5) / GRID as f64,
                        y: low.y + size.1 * ((number / GRID) as f64 + 0.5) / GRID as f64,
                    })
                    .filter(|at| area.holds(*at))
                    .collect::<Vec<_>>()
            };
            let found: Vec<Coord> = area.main_boxes(PARTS).iter().flat_map(of_box).collect();
            let own = Coord { x: thing.place().lon, y: thing.place().lat };
            found.into_iter().chain([own]).collect()
        }
        None if footprint.lines.is_empty() => {
            vec![Coord { x: thing.place().lon, y: thing.place().lat }]
        }
        None => {
            let of_line = |line: &LineString| {
                let pairs = line.0.iter().zip(line.0.iter().skip(1));
                let pairs = pairs.flat_map(|(from, to)| {
                    (0..5)
                        .map(|step| *from + (*to - *from) * (f64::from(step) / 5.0))
                        .collect::<Vec<_>>()
                });
                pairs.collect::<Vec<_>>()
            };
            // of several lines for one name that which a map would take is not known yet: the longest
            let longest = footprint.lines.iter().max_by_key(|line| line.0.len());
            longest.map(of_line).unwrap_or_default()
        }
    }
}

/// A level line for the name of a sea whose own lines lie elsewhere: the longest run of its water in the extent. None if it
/// has too little.
pub(super) fn run(thing: &Thing, extent: &Rect, ground: &Ground) -> Result<Option<LineString>> {
    const GRID: usize = 24;
    const LEAST: usize = 4;
    let water = Water::of(thing, ground)?;
    let low = extent.min();
    let step = Coord { x: extent.width() / GRID as f64, y: extent.height() / GRID as f64 };
    let at = |column: usize, row: usize| Coord {
        x: low.x + step.x * (column as f64 + 0.5),
        y: low.y + step.y * (row as f64 + 0.5),
    };
    let mut best: Option<(usize, usize, usize)> = None;
    for row in 2..GRID - 2 {
        let mut from = 1;
        for column in 1..GRID {
            if column < GRID - 1 && water.holds(at(column, row)) {
                let length = column + 1 - from;
                if best.is_none_or(|(longest, ..)| length > longest) {
                    best = Some((length, from, row));
                }
            } else {
                from = column + 1;
            }
        }
    }
    Ok(best.filter(|(length, ..)| *length >= LEAST).map(|(length, from, row)| {
        LineString::new(vec![at(from, row), at(from + length / 2, row), at(from + length - 1, row)])
    }))
}

/// The water of a sea, which the data have no area of: what is no land and nearer to a line of its name than to those of any
/// other sea that reaches so far; oceans reach everywhere.
pub(super) struct Water<'a> {
    name: &'a str,
    land: &'a [Surface],
    /// Names, how far they reach, degrees of latitude, and their lines.
    seas: Vec<(&'a str, f64, &'a LineString)>,
}

impl<'a> Water<'a> {
    pub(super) fn of(thing: &'a Thing, ground: &'a Ground) -> Result<Water<'a>> {
        /// How far from a line of its name a sea that is no ocean reaches, degrees of latitude.
        const REACH: f64 = 5.0;
        let lines = ground.layer("seas")?.iter();
        let lines = lines.filter(|sea| matches!(sea.text("kind"), Some("sea" | "ocean")));
        let seas = lines.filter_map(|sea| match &sea.geometry.0 {
            Geometry::LineString(line) => {
                let name = sea.text("name")?;
                let is_ocean = sea.text("kind") == Some("ocean");
                let reach = if is_ocean { f64::INFINITY } else { REACH };
                Some((name, reach, line))
            }
            _ => None,
        });
        Ok(Water { name: &thing.place().name, land: ground.all_land()?, seas: seas.collect() })
    }

    pub(super) fn holds(&self, at: Coord) -> bool {
        if self.land.iter().any(|land| land.holds(at)) {
            return false;
        }
        let mut nearest: Option<(f64, &str)> = None;
        for (name, reach, line) in &self.seas {
            let away = away(at, line);
            if away < *reach && nearest.is_none_or(|(least, _)| away < least) {
                nearest = Some((away, name));
            }
        }
        nearest.is_some_and(|(_, name)| name == self.name)
    }

    /// The position of this water that is nearest to another one, to a tenth of the way; none if there is none on earth.
    pub(super) fn nearest(&self, from: Coord) -> Option<Coord> {
        const FIRST: f64 = 100_000.0;
        const FURTHER: f64 = 1.1;
        const WAYS: u32 = 36;
        let mut away = FIRST;
        while away < 20_000_000.0 {
            let ways = (0..WAYS).map(|way| f64::from(way) * 360.0 / f64::from(WAYS));
            let ring = ways.map(|way| Haversine.destination(Point(from), way, away).0);
            if let Some(at) = ring.into_iter().find(|at| self.holds(*at)) {
                return Some(at);
            }
            away *= FURTHER;
        }
        None
    }
}

/// How far a position is from a line, in degrees of latitude.
fn away(at: Coord, line: &LineString) -> f64 {
    let narrow = narrowness(at.y);
    let flat = |other: Coord| Coord { x: (near(other.x, at.x) - at.x) * narrow, y: other.y - at.y };
    let pairs = line.0.iter().zip(line.0.iter().skip(1));
    let distances = pairs.map(|(from, to)| {
        let (from, to) = (flat(*from), flat(*to));
        let along = to - from;
        let length = along.x * along.x + along.y * along.y;
        let share =
            if length > 0.0 { -(from.x * along.x + from.y * along.y) / length } else { 0.0 };
        let foot = from + along * share.clamp(0.0, 1.0);
        libm::hypot(foot.x, foot.y)
    });
    distances.fold(f64::INFINITY, f64::min)
}
