//! Lines and polygons of longitude and latitude in, the parts that a projection draws out, their
//! longitudes counted from the central meridian. Cylinders, cones and world maps are cut at their
//! seam, 180° from that meridian; azimuthal maps end at a circle about their centre.
//! Edges are straight in longitude and latitude as written (RFC 7946 §3.1.1), longitudes beyond 180
//! go on round the earth, and a polygon about a pole has an edge along it (−180,−90 to 180,−90).
//! A ring round a pole that lacks that edge gets it. Not here: other shapes that jump from 179 to −179 (RFC 7946 §3.1.9 asks for
//! them to be cut).

use super::Domain;
use super::clip::{clip_line, clip_rings, extent};
use geo::{Contains, Coord, LineString, Polygon, Rect};

/// Longest edge taken on trust near the horizon, degrees.
const STEP: f64 = 2.0;

/// The parts of `polygon` in `domain`, longitudes from `meridian`.
pub(crate) fn cut_polygon(polygon: &Polygon, meridian: f64, domain: &Domain) -> Vec<Polygon> {
    let round_pole = unrolled(polygon.exterior(), meridian + 180.0);
    let closed = round_pole
        .as_ref()
        .map(|ring| Polygon::new(along_pole(ring), polygon.interiors().to_vec()));
    let polygon = closed.as_ref().unwrap_or(polygon);
    let Some(whole) = extent(&polygon.exterior().0) else { return Vec::new() };
    match *domain {
        Domain::Window { west, south, east, north } => {
            let window = Rect::new((west, south), (east, north));
            let turns = turns(&whole, meridian, &window);
            turns.filter_map(|offset| polygon_in_window(polygon, offset, &window)).collect()
        }
        Domain::Cap { latitude, radius } => {
            let cap = Cap::new(latitude, radius);
            if !cap.may_reach(&whole) {
                return Vec::new();
            }
            // seen from above a pole the ring is closed as it is, and no edge leads to the pole
            let exterior = round_pole.as_ref().unwrap_or(polygon.exterior());
            polygon_in_cap(polygon, exterior, meridian, &cap).into_iter().collect()
        }
    }
}

/// The parts of `line` in `domain`, longitudes from `meridian`.
pub(crate) fn cut_line(line: &LineString, meridian: f64, domain: &Domain) -> Vec<Vec<Coord>> {
    let Some(whole) = extent(&line.0) else { return Vec::new() };
    match *domain {
        Domain::Window { west, south, east, north } => {
            let window = Rect::new((west, south), (east, north));
            let pieces = turns(&whole, meridian, &window);
            pieces.flat_map(|offset| clip_line(&shifted(line, offset), &window)).collect()
        }
        Domain::Cap { latitude, radius } => {
            let cap = Cap::new(latitude, radius);
            if cap.may_reach(&whole) { cap.runs(&shifted(line, -meridian)) } else { Vec::new() }
        }
    }
}

/// The rim of the cap about a centre on the central meridian, closed, by 2° of azimuth.
pub(crate) fn rim(latitude: f64, radius: f64) -> Vec<Coord> {
    Cap::new(latitude, radius).circle()
}

/// A ring round a pole that jumps over 180° once, with longitudes that go on beyond it, from the position nearest to the `seam`:
/// its end lies a turn from its start. None for every other ring, and for one that has a position at a pole.
fn unrolled(ring: &LineString, seam: f64) -> Option<LineString> {
    const FULL_TURN: f64 = 360.0;
    // as the readers of files have it
    let jumps = |step: f64| step.abs() > FULL_TURN / 2.0 && step.abs() < FULL_TURN;
    let steps = || ring.0.windows(2).map(|edge| edge[1].x - edge[0].x);
    let has_edge = ring.0.iter().any(|at| at.y.abs() >= 90.0);
    if has_edge || !steps().any(jumps) {
        return None;
    }
    let to_seam = |at: &Coord| {
        let apart = (at.x - seam).rem_euclid(FULL_TURN);
        apart.min(FULL_TURN - apart)
    };
    let open = ring.0.split_last()?.1;
    let nearest =
        |(_, a): &(usize, &Coord), (_, b): &(usize, &Coord)| to_seam(a).total_cmp(&to_seam(b));
    let (start, _) = open.iter().enumerate().min_by(nearest)?;
    let positions = open.iter().cycle().skip(start).take(open.len() + 1);
    let (mut turn, mut last) = (0.0, open[start].x);
    let unrolled: Vec<Coord> = positions
        .map(|at| {
            if jumps(at.x - last) {
                turn += if at.x < last { FULL_TURN } else { -FULL_TURN };
            }
            last = at.x;
            Coord { x: at.x + turn, y: at.y }
        })
        .collect();
    (unrolled.first() != unrolled.last()).then(|| LineString::new(unrolled))
}

/// The latitude of the pole that an area goes round without an edge along it; none of every other area.
pub(crate) fn pole_within(polygon: &Polygon) -> Option<f64> {
    unrolled(polygon.exterior(), 180.0).map(|ring| nearer_pole(&ring))
}

fn nearer_pole(ring: &LineString) -> f64 {
    let is_north = ring.0.iter().map(|at| at.y).sum::<f64>() > 0.0;
    if is_north { 90.0 } else { -90.0 }
}

/// The ring of an area round the nearer pole, with an edge along it.
fn along_pole(unrolled: &LineString) -> LineString {
    let pole = nearer_pole(unrolled);
    let mut ring = unrolled.0.clone();
    let (first, last) = (unrolled.0.first().copied(), unrolled.0.last().copied());
    for (at, latitude) in [(last, Some(pole)), (first, Some(pole)), (first, None)] {
        ring.extend(at.map(|at| Coord { x: at.x, y: latitude.unwrap_or(at.y) }));
    }
    LineString::new(ring)
}

/// What to add to longitudes so that a shape falls into the window: nothing, or once for each turn.
fn turns(whole: &Rect, meridian: f64, window: &Rect) -> impl Iterator<Item = f64> + use<> {
    let apart = whole.max().y < window.min().y || whole.min().y > window.max().y;
    let first = ((window.min().x - whole.max().x + meridian) / 360.0).ceil();
    let last = ((window.max().x - whole.min().x + meridian) / 360.0).floor();
    let count = if apart { 0 } else { (last - first + 1.0).clamp(0.0, 8.0) as usize };
    (0..count).map(move |turn| (first + turn as f64) * 360.0 - meridian)
}

/// The line with its longitudes moved.
fn shifted(line: &LineString, offset: f64) -> Vec<Coord> {
    line.0.iter().map(|p| Coord { x: p.x + offset, y: p.y }).collect()
}

fn polygon_in_window(polygon: &Polygon, offset: f64, window: &Rect) -> Option<Polygon> {
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    let rings: Vec<Vec<Coord>> = rings.map(|ring| shifted(ring, offset)).collect();
    clip_rings(rings.iter().map(Vec::as_slice), window)
}

fn polygon_in_cap(
    polygon: &Polygon,
    exterior: &LineString,
    meridian: f64,
    cap: &Cap,
) -> Option<Polygon> {
    let in_cap = |ring: &LineString, area: &LineString| match cap.ring(&shifted(ring, -meridian)) {
        None if has_center(area, meridian, cap) => Some(cap.circle()),
        clipped => clipped,
    };
    let ring_in_cap = |ring: &LineString| in_cap(ring, ring);
    let exterior = in_cap(exterior, polygon.exterior())?;
    let mut holes = Vec::new();
    for hole in polygon.interiors() {
        let Some(ring) = ring_in_cap(hole) else { continue };
        if ring == cap.circle() {
            return None;
        }
        holes.push(LineString::new(ring));
    }
    Some(Polygon::new(LineString::new(exterior), holes))
}

/// Whether the centre of the cap is inside the ring, on whatever turn.
fn has_center(ring: &LineString, meridian: f64, cap: &Cap) -> bool {
    // A pole is an edge in longitude and latitude: the question is asked just beside it.
    const BESIDE: f64 = 1e-6;
    let area = Polygon::new(ring.clone(), Vec::new());
    let lat = cap.latitude.clamp(BESIDE - 90.0, 90.0 - BESIDE);
    [-360.0, 0.0, 360.0].iter().any(|turn| area.contains(&Coord { x: meridian + turn, y: lat }))
}

/// The part of the sphere within an angle of a centre on the central meridian.
struct Cap {
    latitude: f64,
    radius: f64,
    sin: f64,
    cos: f64,
    edge: f64,
}

impl Cap {
    fn new(latitude: f64, radius: f64) -> Cap {
        let (phi, edge) = (latitude.to_radians(), libm::cos(radius.to_radians()));
        Cap { latitude, radius, sin: libm::sin(phi), cos: libm::cos(phi), edge }
    }

    /// Whether a shape of that extent can be in the cap, by its latitudes.
    fn may_reach(&self, whole: &Rect) -> bool {
        whole.max().y >= self.latitude - self.radius && whole.min().y <= self.latitude + self.radius
    }

    /// Positive inside: cosine of the angle from the centre, less that of the rim.
    fn depth(&self, p: Coord) -> f64 {
        let (lambda, phi) = (p.x.to_radians(), p.y.to_radians());
        self.sin * libm::sin(phi) + self.cos * libm::cos(phi) * libm::cos(lambda) - self.edge
    }

    /// The runs of a line inside the cap, their ends on the rim.
    fn runs(&self, line: &[Coord]) -> Vec<Vec<Coord>> {
        let mut runs = Vec::new();
        let mut run: Vec<Coord> = Vec::new();
        let Some(&first) = line.first() else { return runs };
        if self.depth(first) >= 0.0 {
            run.push(first);
        }
        for edge in line.windows(2) {
            self.add_edge(edge[0], edge[1], &mut run, &mut runs);
        }
        runs.push(run);
        runs.retain(|run| run.len() > 1);
        runs
    }

    /// Follows one edge in steps short enough to see every crossing of the rim.
    fn add_edge(&self, from: Coord, to: Coord, run: &mut Vec<Coord>, runs: &mut Vec<Vec<Coord>>) {
        let span = (to.x - from.x).abs().max((to.y - from.y).abs());
        let parts = (span / STEP).ceil().clamp(1.0, 720.0);
        let at = |part: f64| from + (to - from) * part;
        let mut before = (0.0, self.depth(from));
        for i in 1..=parts as usize {
            let part = i as f64 / parts;
            let after = (part, self.depth(at(part)));
            if (before.1 < 0.0) != (after.1 < 0.0) {
                let rim = at(self.crossing(from, to, (before.0, part)));
                run.push(rim);
                if after.1 < 0.0 {
                    runs.push(std::mem::take(run));
                }
            }
            before = after;
        }
        if before.1 >= 0.0 {
            run.push(to);
        }
    }

    /// The part of the edge at which it crosses the rim, by bisection.
    fn crossing(&self, from: Coord, to: Coord, (mut low, mut high): (f64, f64)) -> f64 {
        const HALVINGS: usize = 48;
        let outside_low = self.depth(from + (to - from) * low) < 0.0;
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            if (self.depth(from + (to - from) * middle) < 0.0) == outside_low {
                low = middle;
            } else {
                high = middle;
            }
        }
        if outside_low { high } else { low }
    }

    /// The closed ring inside the cap, along the rim where it is outside; none if it has no point in it.
    fn ring(&self, ring: &[Coord]) -> Option<Vec<Coord>> {
        let mut runs = self.runs(ring);
        // A ring that begins inside and leaves the cap: its last run goes on into its first.
        if runs.len() > 1 && self.depth(*ring.first()?) >= 0.0 {
            let first = runs.remove(0);
            runs.last_mut()?.extend(&first[1..]);
        }
        let mut closed = Vec::new();
        for (i, run) in runs.iter().enumerate() {
            closed.extend(run);
            let next = runs[(i + 1) % runs.len()][0];
            if *run.last()? != next {
                self.follow_rim(*run.last()?, next, &mut closed);
            }
        }
        closed.push(*closed.first()?);
        (closed.len() > 3).then_some(closed)
    }

    /// The rim from one point on it to another, the shorter way, ends left out.
    fn follow_rim(&self, from: Coord, to: Coord, ring: &mut Vec<Coord>) {
        let (start, end) = (self.azimuth(from), self.azimuth(to));
        let way = super::half_turn(end - start);
        let parts = (way.abs() / STEP).ceil().max(1.0) as usize;
        ring.extend((1..parts).map(|i| self.on_rim(start + way * i as f64 / parts as f64)));
    }

    /// The whole rim, closed.
    fn circle(&self) -> Vec<Coord> {
        let parts = (360.0 / STEP) as usize;
        let mut ring: Vec<Coord> = (0..parts).map(|i| self.on_rim(i as f64 * STEP)).collect();
        ring.push(ring[0]);
        ring
    }

    /// Azimuth of a position from the centre, degrees on the sphere.
    fn azimuth(&self, p: Coord) -> f64 {
        let (lambda, phi) = (p.x.to_radians(), p.y.to_radians());
        let (sin, cos) = (libm::sin(phi), libm::cos(phi));
        let north = self.cos * sin - self.sin * cos * libm::cos(lambda);
        libm::atan2(cos * libm::sin(lambda), north).to_degrees()
    }

    /// The position on the rim at an azimuth, degrees on the sphere.
    fn on_rim(&self, azimuth: f64) -> Coord {
        let (c, alpha) = (self.radius.to_radians(), azimuth.to_radians());
        let (sin_c, cos_c) = (libm::sin(c), libm::cos(c));
        let north = sin_c * libm::cos(alpha);
        let (east, toward) = (sin_c * libm::sin(alpha), cos_c * self.cos - north * self.sin);
        let up = cos_c * self.sin + north * self.cos;
        Coord {
            x: libm::atan2(east, toward).to_degrees(),
            y: libm::atan2(up, libm::hypot(east, toward)).to_degrees(),
        }
    }
}

#[cfg(test)]
mod tests;
