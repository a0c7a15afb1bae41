//! Baselines: coasts in, lines of one state with their side and rank out.
//! UNCLOS Art. 5 (the low-water line) and Art. 13, 121 (a lone point is a baseline too).
//! `joining` finds what of the coasts of neighbours is no coast; `coast` makes them ready; `boundary` splits coasts where states share vertices; `internal` and `bays` find what straight
//! baselines and closing lines shut in; `evaluation` measures what the law asks of a line; `land` is taken out of zones; `diagnostics` says what looks wrong.

pub(in crate::sea) mod bays;
pub(in crate::sea) mod boundary;
pub(in crate::sea) mod coast;
pub(in crate::sea) mod diagnostics;
pub(in crate::sea) mod evaluation;
pub(in crate::sea) mod internal;
pub(in crate::sea) mod joining;
pub(in crate::sea) mod land;

use crate::sea::effect::Effect;
use crate::space::Geographic;
use crate::units::NauticalMiles;
use geo::{Coord, Geometry, LineString, Polygon};
use serde::{Deserialize, Serialize};

/// A stretch of baseline and the state whose it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// Whose baseline it is.
    pub state: String,
    /// Its course, edges straight in longitude and latitude; closed (first = last) for an island; one position for a rock.
    pub line: Geographic<LineString>,
    /// Where the sea is, along the line.
    pub seaward: Side,
    /// Its zone lies on the seaward side alone; only of an open line of known side.
    pub one_sided: bool,
    /// What it counts for beyond the territorial sea.
    pub rank: Rank,
    /// Beyond a breadth it is the coast of another state; none: of its own as far as zones reach.
    #[serde(default)]
    pub enclave: Option<Enclave>,
}

/// What a coast is that has a narrow territorial sea and no further zone, amid the coast of a state that has them: beyond
/// that breadth it counts as that state's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Enclave {
    /// The state amid whose coast it lies.
    pub within: String,
    /// As far as its own territorial sea reaches.
    pub breadth: NauticalMiles,
}

impl Baseline {
    /// A line through positions; the sea outside of it where it is closed, on both sides where it is open.
    pub fn line(state: impl Into<String>, positions: Vec<Coord>) -> Baseline {
        let line = LineString(positions);
        let seaward = side_of_line(&line, None);
        let (state, line) = (state.into(), Geographic(line));
        Baseline { state, line, seaward, one_sided: false, rank: Rank::Unknown, enclave: None }
    }

    /// A baseline of one position.
    pub fn rock(state: impl Into<String>, position: Coord) -> Baseline {
        Baseline::line(state, vec![position])
    }
}

/// What a baseline counts for beyond the territorial sea.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Rank {
    /// Open lines are taken for a mainland's and closed ones for islands', but for the largest of a state that has no
    /// open one.
    #[default]
    Unknown,
    /// In full, always.
    Mainland,
    /// As much as islands are to count.
    Island,
    /// For nothing: it has a territorial sea and no more (UNCLOS Art. 121(3)).
    Rock,
    /// As it is said of it alone, whatever islands are to count.
    Weighed(Effect),
}

/// A side of a line, as seen when going along it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Side {
    /// Not known, or sea on both sides.
    #[default]
    Both,
    /// The sea is on the left.
    Left,
    /// The sea is on the right.
    Right,
}

/// A coast as a file or a service has it, of one state.
///
/// Exhaustive, to be written out: what a coast says of itself is all here.
#[derive(Clone, Debug, PartialEq)]
pub struct Shore<'a> {
    /// What it is called in messages: `` `GRC-1043` ``, `feature 17`.
    pub name: String,
    /// Whose it is.
    pub state: &'a str,
    /// Its course in degrees: polygons (land), lines (baselines), points (rocks).
    pub geometry: &'a Geometry,
    /// Where the sea is, along its lines; where nothing is said, as [`baselines`] takes it.
    pub seaward: Option<Side>,
    /// What it counts for beyond the territorial sea.
    pub rank: Rank,
    /// Its state holds it, whoever else has the same land: no dispute is made of it (see [`joined`](crate::joined)).
    pub held: bool,
}

/// The baselines of coasts.
///
/// Polygons give their rings, land inside. A closed line is the shore of an island, land inside too; an open line is
/// a stretch with sea on both sides, unless `seaward` says another thing.
pub fn baselines(shores: &[Shore]) -> Vec<Baseline> {
    let mut found = Vec::new();
    for shore in shores {
        let known = found.len();
        collect(shore.geometry, shore.state, shore.seaward, &mut found);
        found[known..].iter_mut().for_each(|baseline| baseline.rank = shore.rank);
    }
    found
}

fn collect(geometry: &Geometry, state: &str, said: Option<Side>, found: &mut Vec<Baseline>) {
    let mut add = |line: LineString, seaward: Side| {
        let one_sided = seaward != Side::Both && !is_ring(&line);
        let (state, line) = (state.to_owned(), Geographic(line));
        let (rank, enclave) = (Rank::Unknown, None);
        found.push(Baseline { state, line, seaward, one_sided, rank, enclave });
    };
    match geometry {
        Geometry::Point(point) => add(LineString(vec![point.0]), Side::Both),
        Geometry::MultiPoint(points) => {
            points.iter().for_each(|point| add(LineString(vec![point.0]), Side::Both));
        }
        Geometry::Line(line) => {
            add(LineString(vec![line.start, line.end]), said.unwrap_or_default())
        }
        Geometry::LineString(line) => add(line.clone(), side_of_line(line, said)),
        Geometry::MultiLineString(lines) => {
            lines.iter().for_each(|line| add(line.clone(), side_of_line(line, said)));
        }
        Geometry::Polygon(polygon) => collect_rings(polygon, &mut add),
        Geometry::MultiPolygon(polygons) => {
            polygons.iter().for_each(|polygon| collect_rings(polygon, &mut add));
        }
        Geometry::GeometryCollection(parts) => {
            parts.iter().for_each(|part| collect(part, state, said, found));
        }
        Geometry::Rect(rect) => collect_rings(&rect.to_polygon(), &mut add),
        Geometry::Triangle(triangle) => collect_rings(&triangle.to_polygon(), &mut add),
    }
}

fn collect_rings(polygon: &Polygon, add: &mut impl FnMut(LineString, Side)) {
    add(polygon.exterior().clone(), sea_outside(polygon.exterior()));
    for hole in polygon.interiors() {
        add(hole.clone(), opposite(sea_outside(hole)));
    }
}

fn side_of_line(line: &LineString, said: Option<Side>) -> Side {
    said.unwrap_or(if is_ring(line) { sea_outside(line) } else { Side::Both })
}

fn is_ring(line: &LineString) -> bool {
    line.0.len() > 3 && line.0.first() == line.0.last()
}

/// The seaward side of a ring with land inside: the right where it runs counter-clockwise.
fn sea_outside(ring: &LineString) -> Side {
    let mut area = 0.0;
    let mut from = 0.0;
    for edge in ring.lines() {
        let turn = libm::remainder(edge.end.x - edge.start.x, 360.0);
        area += turn * (edge.start.y + edge.end.y);
        from += turn;
    }
    match from.abs() > 180.0 || area == 0.0 {
        // Round a pole, or without an area: nothing can be said.
        true => Side::Both,
        false if area < 0.0 => Side::Right,
        false => Side::Left,
    }
}

fn opposite(side: Side) -> Side {
    match side {
        Side::Both => Side::Both,
        Side::Left => Side::Right,
        Side::Right => Side::Left,
    }
}
