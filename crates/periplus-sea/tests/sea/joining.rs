//! Coasts that run together, by brute force: islands are parted by borders that all agree on, and each state then draws its
//! own: other vertices, gaps and overlaps within the tolerance. The truth is measured on the coasts that all agree on, which
//! the code under test never sees.
//!
//! `PERIPLUS_CASES` sets how many cases are drawn (300), `PERIPLUS_FIRST_CASE` the first of them (0). Ten thousand:
//! `PERIPLUS_CASES=10000 cargo test --profile quick -p periplus-sea --test sea joining::drawn_by_lot -- --nocapture`

use super::coast::Dice;
use super::truth::Truth;
use geo::{Contains, Coord, Geometry, LineString, MultiPolygon, Point, Polygon};
use periplus_sea::geodesy;
use periplus_sea::units::{Degrees, Metres, NauticalMiles};
use periplus_sea::{
    Baseline, Joined, Limits, Overlap, Rank, Request, Shore, Zones, joined, subtract_land, zones,
};
use std::time::{Duration, Instant};

const STATES: [&str; 4] = ["AAA", "BBB", "CCC", "DDD"];

/// What a state has of the land.
struct Part {
    state: usize,
    polygon: Polygon,
}

/// Coasts as all agree on them, and as each state draws them.
#[derive(Default)]
struct Case {
    name: String,
    clean: Vec<Part>,
    drawn: Vec<Part>,
    rocks: Vec<(usize, Coord)>,
    /// Coast by state, as all agree on it; both of a disputed one.
    coast: Vec<(usize, Vec<Coord>)>,
    disputed: Vec<(usize, Vec<Coord>)>,
    lakes: Vec<Polygon>,
    /// Places where borders come to the sea, and amid straits.
    places: Vec<Coord>,
}

/// How the islands of a case are made.
struct Maker<'a> {
    dice: &'a mut Dice,
    /// How far a state draws a border from where all agree that it is.
    jitter: f64,
    case: Case,
}

fn count(dice: &mut Dice, low: usize, high: usize) -> usize {
    (dice.between(low as f64, high as f64 + 1.0) as usize).min(high)
}

fn turn(from: Coord, to: Coord) -> Coord {
    Coord { x: libm::remainder(to.x - from.x, 360.0), y: to.y - from.y }
}

fn between(from: Coord, to: Coord, part: f64) -> Coord {
    from + turn(from, to) * part
}

impl Maker<'_> {
    fn moved(&mut self, at: Coord) -> Coord {
        let (azimuth, reach) = (self.dice.between(0.0, 360.0), self.dice.between(0.0, 1.0));
        geodesy::destination(at, Degrees(azimuth), Metres(reach * self.jitter))
    }

    /// A border as one state draws it: further vertices, none of them where another has it.
    fn redrawn(&mut self, border: &[Coord]) -> Vec<Coord> {
        let mut drawn = vec![self.moved(border[0])];
        for edge in border.windows(2) {
            let more = count(self.dice, 0, 3);
            let mut parts: Vec<f64> = (0..more).map(|_| self.dice.between(0.02, 0.98)).collect();
            parts.sort_by(f64::total_cmp);
            for part in parts {
                let at = between(edge[0], edge[1], part);
                // Half of them lie on the edge to the last digit but one.
                drawn.push(if self.dice.roll() < 0.5 { at } else { self.moved(at) });
            }
            drawn.push(self.moved(edge[1]));
        }
        drawn
    }

    /// An island of sectors round its middle, of up to four states; with a lake or a tripoint amid it.
    fn sectors(&mut self, centre: Coord, radius: f64) {
        let corners = count(self.dice, 9, 24);
        let reaches: Vec<f64> = (0..corners).map(|_| self.dice.between(0.5, 1.0)).collect();
        let place = |corner: usize, share: f64| {
            let azimuth = -360.0 * (corner % corners) as f64 / corners as f64;
            let reach = radius * share * reaches[corner % corners];
            geodesy::destination(centre, Degrees(azimuth), Metres(reach))
        };
        let has_lake = self.dice.roll() < 0.35;
        let sectors = count(self.dice, 2, 4);
        // The first corner of each sector; no sector is wider than a third of the island.
        let firsts: Vec<usize> = (0..=sectors).map(|it| it * corners / sectors).collect();
        let owners: Vec<usize> = (0..sectors).map(|_| count(self.dice, 0, 3)).collect();
        let overlap =
            (self.dice.roll() < 0.2 && sectors > 2).then(|| count(self.dice, 0, sectors - 1));
        let inner = if has_lake { 0.3 } else { 0.0 };
        let border = |first: usize| -> Vec<Coord> {
            let bend = {
                let at = place(first, 0.6);
                let aside = radius * 0.03 * ((first % corners * 7 % 5) as f64 - 2.0);
                let azimuth = -360.0 * (first % corners) as f64 / corners as f64 + 90.0;
                geodesy::destination(at, Degrees(azimuth), Metres(aside))
            };
            vec![place(first, inner), bend, place(first, 1.0)]
        };
        for sector in 0..sectors {
            let state = owners[sector];
            let (from, to) = (firsts[sector], firsts[sector + 1]);
            // Of two states that claim a stretch, this one goes a corner too far.
            let reaches_over = overlap == Some(sector);
            let last = if reaches_over { to + 1 } else { to };
            let outward = border(from);
            let inward: Vec<Coord> = border(last).into_iter().rev().collect();
            let shore: Vec<Coord> = (from + 1..last).map(|corner| place(corner, 1.0)).collect();
            let lake: Vec<Coord> = match has_lake {
                true => (from + 1..last).rev().map(|corner| place(corner, inner)).collect(),
                false => Vec::new(),
            };
            let ring = |outward: &[Coord], inward: &[Coord]| {
                let mut ring: Vec<Coord> = outward.to_vec();
                ring.extend(&shore);
                ring.extend(inward);
                ring.extend(&lake);
                let first = ring[0];
                if ring.last() != Some(&first) {
                    ring.push(first);
                }
                Polygon::new(LineString(ring), Vec::new())
            };
            self.case.clean.push(Part { state, polygon: ring(&outward, &inward) });
            let (outward, inward) = (self.redrawn(&outward), self.redrawn(&inward));
            self.case.drawn.push(Part { state, polygon: ring(&outward, &inward) });
            self.case.places.push(place(from, 1.0));
            let coast = |from: usize, to: usize| -> Vec<Coord> {
                (from..=to).map(|corner| place(corner, 1.0)).collect()
            };
            let taken = overlap.is_some_and(|other| (other + 1) % sectors == sector);
            let (first, own_end) = if taken { (from + 1, to) } else { (from, to) };
            let next = owners[(sector + 1) % sectors];
            if taken && owners[(sector + sectors - 1) % sectors] == state {
                self.case.coast.push((state, coast(from, to)));
            } else {
                self.case.coast.push((state, coast(first, own_end)));
            }
            if reaches_over && next != state {
                for owner in [state, next] {
                    self.case.disputed.push((owner, coast(to, to + 1)));
                }
            }
        }
        if has_lake {
            let ring = (0..=corners).map(|corner| place(corner, inner));
            self.case.lakes.push(Polygon::new(LineString(ring.collect()), Vec::new()));
        }
        self.case
            .name
            .push_str(&format!("{sectors} sectors lake {has_lake} overlap {overlap:?}; "));
    }

    /// Two islands, or two halves of one, with a straight channel between.
    fn strait(&mut self, centre: Coord, radius: f64, width: f64, is_water: bool) {
        let [east, north] = [90.0, 0.0].map(|azimuth| {
            let tip = geodesy::destination(centre, Degrees(azimuth), Metres(1_000.0));
            turn(centre, tip) / 1_000.0
        });
        let at = |x: f64, y: f64| centre + east * x + north * y;
        let (high, low) =
            (self.dice.between(0.3, 1.0) * radius, self.dice.between(0.3, 1.0) * radius);
        let far = [self.dice.between(0.3, 1.0), self.dice.between(0.3, 1.0)];
        let half = width / 2.0;
        let sides = [-1.0, 1.0].map(|side: f64| {
            let own = far[usize::from(side > 0.0)] * radius;
            let mut ring = vec![at(side * half, -low), at(side * half, high)];
            ring.push(at(side * (half + own), high * 0.7));
            ring.push(at(side * (half + own * 0.8), -low * 0.9));
            if side > 0.0 {
                ring.reverse();
            }
            ring
        });
        let states = [count(self.dice, 0, 1), count(self.dice, 2, 3)];
        for (side, ring) in sides.iter().enumerate() {
            let state = states[side];
            let mut closed = ring.clone();
            closed.push(ring[0]);
            let polygon = Polygon::new(LineString(closed.clone()), Vec::new());
            self.case.clean.push(Part { state, polygon: polygon.clone() });
            self.case.drawn.push(Part { state, polygon });
            if is_water {
                self.case.coast.push((state, closed));
            } else {
                // All but the channel.
                let outer = if side == 0 {
                    vec![ring[1], ring[2], ring[3], ring[0]]
                } else {
                    vec![ring[3], ring[0], ring[1], ring[2]]
                };
                let outer =
                    if side == 0 { outer } else { vec![outer[0], outer[1], outer[2], outer[3]] };
                self.case.coast.push((state, outer));
            }
        }
        let places = [at(0.0, 0.0), at(0.0, high), at(0.0, -low)];
        self.case.places.extend(places);
        self.case.name.push_str(&format!("strait {width:.3} m water {is_water}; "));
    }

    /// An island that two states draw as their own.
    fn disputed(&mut self, centre: Coord, radius: f64) {
        let corners = count(self.dice, 5, 12);
        let ring: Vec<Coord> = (0..corners)
            .map(|corner| {
                let azimuth = -360.0 * corner as f64 / corners as f64;
                let reach = radius * self.dice.between(0.6, 1.0);
                geodesy::destination(centre, Degrees(azimuth), Metres(reach))
            })
            .collect();
        let mut closed = ring.clone();
        closed.push(ring[0]);
        for state in [0, 2] {
            let mut drawn = if state == 0 { closed.clone() } else { self.redrawn(&closed) };
            let first = drawn[0];
            if let Some(last) = drawn.last_mut() {
                *last = first;
            }
            let polygon = |ring: &[Coord]| Polygon::new(LineString(ring.to_vec()), Vec::new());
            self.case.drawn.push(Part { state, polygon: polygon(&drawn) });
            self.case.disputed.push((state, closed.clone()));
        }
        self.case.name.push_str("disputed; ");
    }

    /// An island with a lake, and an enclave of another state as a hole in it that is drawn otherwise.
    fn enclave(&mut self, centre: Coord, radius: f64) {
        let circle =
            |share: f64, corners: usize, from: Coord, azimuth: f64, off: f64| -> Vec<Coord> {
                let middle = geodesy::destination(from, Degrees(azimuth), Metres(off * radius));
                (0..=corners)
                    .map(|corner| {
                        let azimuth = -360.0 * (corner % corners) as f64 / corners as f64;
                        geodesy::destination(middle, Degrees(azimuth), Metres(radius * share))
                    })
                    .collect()
            };
        let outer = circle(1.0, 12, centre, 0.0, 0.0);
        let (lake, inside) =
            (circle(0.2, 6, centre, 90.0, 0.4), circle(0.25, 7, centre, 270.0, 0.4));
        let polygon = |ring: &[Coord], holes: &[&[Coord]]| {
            let holes = holes.iter().map(|hole| LineString(hole.to_vec())).collect();
            Polygon::new(LineString(ring.to_vec()), holes)
        };
        let close = |mut ring: Vec<Coord>| {
            let first = ring[0];
            if let Some(last) = ring.last_mut() {
                *last = first;
            }
            ring
        };
        let (hole, own) = (close(self.redrawn(&inside)), close(self.redrawn(&inside)));
        self.case.clean.push(Part { state: 1, polygon: polygon(&outer, &[&lake, &inside]) });
        self.case.clean.push(Part { state: 3, polygon: polygon(&inside, &[]) });
        self.case.drawn.push(Part { state: 1, polygon: polygon(&outer, &[&lake, &hole]) });
        self.case.drawn.push(Part { state: 3, polygon: polygon(&own, &[]) });
        self.case.coast.push((1, outer));
        self.case.lakes.push(polygon(&lake, &[]));
        self.case.name.push_str("enclave; ");
    }

    /// An island of three states, where the border of two ends amid an edge of the third's.
    fn junction(&mut self, centre: Coord, radius: f64) {
        let [east, north] = [90.0, 0.0].map(|azimuth| {
            let tip = geodesy::destination(centre, Degrees(azimuth), Metres(1_000.0));
            turn(centre, tip) / 1_000.0 * radius
        });
        let at = |x: f64, y: f64| centre + east * x + north * y;
        let split = self.dice.between(-0.5, 0.5);
        let (west, south) = (at(0.0, 0.9), at(0.0, -0.8));
        let middle = between(south, west, 0.5 + split / 2.0);
        let mouth = at(1.0, split);
        let shores = [
            vec![west, at(-0.9, 0.7), at(-1.0, -0.6), south],
            vec![south, at(0.8, -0.9), mouth],
            vec![mouth, at(0.9, 0.8), west],
        ];
        let borders = [vec![south, west], vec![mouth, middle, south], vec![west, middle, mouth]];
        for state in 0..3 {
            let ring = |border: &[Coord]| {
                let mut ring = shores[state].clone();
                ring.extend(border);
                let first = ring[0];
                ring.push(first);
                Polygon::new(LineString(ring), Vec::new())
            };
            let clean = match state {
                0 => vec![south, middle, west],
                _ => borders[state].clone(),
            };
            self.case.clean.push(Part { state, polygon: ring(&clean[1..clean.len() - 1]) });
            let drawn = self.redrawn(&borders[state]);
            self.case.drawn.push(Part { state, polygon: ring(&drawn) });
            self.case.coast.push((state, shores[state].clone()));
        }
        self.case.places.extend([west, south, mouth]);
        self.case.name.push_str("junction; ");
    }
}

/// A case and its tolerance.
fn case(seed: u64) -> (Case, Metres) {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    (0..5).for_each(|_| {
        dice.roll();
    });
    let tolerance = [0.1, 1.0, 1.0, 10.0][count(&mut dice, 0, 3)];
    let centre = Coord { x: dice.between(-180.0, 180.0), y: dice.between(-84.0, 84.0) };
    let jitter = tolerance * [0.0, 0.01, 0.1, 0.3][count(&mut dice, 0, 3)];
    let mut maker = Maker { dice: &mut dice, jitter, case: Case::default() };
    let islands = count(maker.dice, 1, 2);
    for island in 0..islands {
        let radius = maker.dice.between(1_500.0, 12_000.0);
        let azimuth = maker.dice.between(0.0, 360.0);
        let off = island as f64 * (26_000.0 + maker.dice.between(0.0, 12_000.0));
        let centre = geodesy::destination(centre, Degrees(azimuth), Metres(off));
        match count(maker.dice, 0, 6) {
            0..=2 => maker.sectors(centre, radius),
            3 => {
                let is_water = maker.dice.roll() < 0.5;
                // From a centimetre up, however fine the tolerance.
                let width = match is_water {
                    true => tolerance * maker.dice.between(3.0, 40.0),
                    false => (tolerance * maker.dice.between(0.01, 0.5)).max(0.01),
                };
                maker.strait(centre, radius, width, is_water);
            }
            4 => maker.disputed(centre, radius),
            5 => maker.enclave(centre, radius),
            _ => maker.junction(centre, radius),
        }
    }
    if maker.dice.roll() < 0.1 {
        for (state, lat) in [(0, 90.0), (3, -90.0)] {
            let lon = maker.dice.between(-180.0, 180.0);
            maker.case.rocks.push((state, Coord { x: lon, y: lat }));
        }
        let lat = maker.dice.between(89.8, 90.0);
        maker.case.rocks.push((1, Coord { x: maker.dice.between(-180.0, 180.0), y: lat }));
    }
    let mut case = maker.case;
    for &(state, at) in &case.rocks {
        case.coast.push((state, vec![at]));
    }
    (case, Metres(tolerance))
}

fn computed(
    parts: &[Part],
    rocks: &[(usize, Coord)],
    request: &Request,
) -> (Joined, Zones, Duration) {
    let mut geometries: Vec<(usize, Geometry)> =
        parts.iter().map(|part| (part.state, part.polygon.clone().into())).collect();
    geometries.extend(rocks.iter().map(|(state, at)| (*state, Point(*at).into())));
    let shores: Vec<Shore> = geometries
        .iter()
        .enumerate()
        .map(|(number, (state, geometry))| Shore {
            name: format!("feature {number}"),
            state: STATES[*state],
            geometry,
            seaward: None,
            rank: Rank::Unknown,
            held: false,
        })
        .collect();
    let start = Instant::now();
    let coast = joined(&shores, (request.tolerance, request.overlap), &Limits::default(), "coast")
        .expect("not too many");
    if from_environment("DUMP", u64::MAX) != u64::MAX {
        for part in parts {
            println!("DRAWN {} {:?}", STATES[part.state], part.polygon);
        }
        for line in &coast.baselines {
            println!(
                "LINE {} {:?} {:?}",
                line.state,
                line.seaward,
                line.line.0.0.iter().map(|at| (at.x, at.y)).collect::<Vec<_>>()
            );
        }
        for warning in coast.warnings.iter() {
            println!("WARNING {}", warning.message);
        }
    }
    let found = zones(&coast.baselines, request).expect("zones");
    (coast, found, start.elapsed())
}

fn lines(coast: &[(usize, Vec<Coord>)]) -> Vec<Baseline> {
    coast.iter().map(|(state, line)| Baseline::line(STATES[*state], line.clone())).collect()
}

/// Whether an area holds a position, by a name of its longitude that the area may use.
fn holds(area: &MultiPolygon, at: Coord) -> bool {
    let x = libm::remainder(at.x, 360.0);
    [x - 360.0, x, x + 360.0].iter().any(|x| area.contains(&Point::new(*x, at.y)))
}

/// Whether a polygon holds a position, on whatever turn its ring goes over the antimeridian.
fn on_land(polygon: &Polygon, at: Coord) -> bool {
    let from = polygon.exterior().0[0];
    let unrolled = |ring: &LineString| {
        let mut last = from;
        let points = ring.0.iter().map(|it| {
            last = last + turn(last, *it);
            last
        });
        LineString(points.collect())
    };
    let holes = polygon.interiors().iter().map(unrolled).collect();
    let polygon = Polygon::new(unrolled(polygon.exterior()), holes);
    holds(&MultiPolygon(vec![polygon]), from + turn(from, at))
}

struct Measured {
    points: usize,
    wrong: Vec<String>,
    drawn: Duration,
    clean: Duration,
}

fn measure(seed: u64) -> Measured {
    let (case, tolerance) = case(seed);
    let mut dice = Dice(seed.wrapping_mul(77) | 1);
    let breadth = NauticalMiles([0.5, 3.0, 12.0][count(&mut dice, 0, 2)]);
    let overlap = [Overlap::Median, Overlap::Median, Overlap::Keep][count(&mut dice, 0, 2)];
    let request = Request::of_breadth(breadth).with_tolerance(tolerance).with_overlap(overlap);
    let (coast, found, drawn) = computed(&case.drawn, &case.rocks, &request);
    let clean = if case.disputed.is_empty() && !case.name.contains("strait") {
        computed(&case.clean, &case.rocks, &request).2
    } else {
        drawn
    };
    let mut agreed = case.coast.clone();
    if overlap == Overlap::Keep {
        agreed.extend(case.disputed.iter().cloned());
    }
    let agreed = lines(&agreed);
    let truths: Vec<Truth> = STATES.iter().map(|state| Truth::of_state(&agreed, state)).collect();
    let all: Vec<Coord> = case
        .coast
        .iter()
        .chain(&case.disputed)
        .flat_map(|(_, line)| line.iter().copied())
        .collect();
    let radius = breadth.metres().0;
    let mut measured = Measured { points: 0, wrong: Vec::new(), drawn, clean };
    let belts: Vec<Option<MultiPolygon>> = STATES
        .iter()
        .map(|state| {
            let belt = found.belts.iter().find(|belt| belt.state == *state)?;
            Some(subtract_land(&belt.area, &coast.lakes).0)
        })
        .collect();
    for number in 0..48 {
        let from = all[count(&mut dice, 0, all.len() - 1)];
        let azimuth = Degrees(dice.between(0.0, 360.0));
        let at = match number % 4 {
            0 if !case.places.is_empty() => {
                let from = case.places[count(&mut dice, 0, case.places.len() - 1)];
                let near = dice.between(1.0, 4.0);
                geodesy::destination(from, azimuth, Metres(10_f64.powf(near)))
            }
            1 => geodesy::destination(from, azimuth, Metres(radius * dice.between(0.98, 1.02))),
            _ => geodesy::destination(from, azimuth, Metres(radius * dice.between(0.0, 1.1))),
        };
        let in_lake = case.lakes.iter().any(|lake| on_land(lake, at));
        let near_lake = case.lakes.iter().any(|lake| {
            let shore = lines(&[(0, lake.exterior().0.clone())]);
            Truth::of_state(&shore, STATES[0]).distance(at) < 4.0 * tolerance.0
        });
        if near_lake || (!in_lake && case.drawn.iter().any(|part| on_land(&part.polygon, at))) {
            continue;
        }
        let distances: Vec<f64> = truths.iter().map(|truth| truth.distance(at)).collect();
        let least = distances.iter().copied().fold(f64::INFINITY, f64::min);
        let margin = 2.0 * tolerance.0;
        for (state, &distance) in distances.iter().enumerate() {
            let others = distances.iter().enumerate().filter(|(other, _)| *other != state);
            let other = others.map(|(_, it)| *it).fold(f64::INFINITY, f64::min);
            let is_near_median = overlap == Overlap::Median && (distance - other).abs() < margin;
            if (distance - radius).abs() < margin || is_near_median || least < margin {
                continue;
            }
            let in_reach = distance < radius && !in_lake;
            let expected = in_reach && (overlap == Overlap::Keep || distance < other);
            let is_held = belts[state].as_ref().is_some_and(|area| holds(area, at));
            measured.points += 1;
            if is_held != expected {
                measured.wrong.push(format!(
                    "case {seed} ({}, {overlap}, {} nm, {} m): {} at {:.7}, {:.7} is {is_held} and should be {expected}, by {distances:.2?}",
                    case.name, breadth.0, tolerance.0, STATES[state], at.x, at.y
                ));
            }
        }
    }
    measured
}

fn from_environment(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn drawn_by_lot_no_point_is_on_the_wrong_side() {
    let cases = from_environment("PERIPLUS_CASES", 300);
    let first = from_environment("PERIPLUS_FIRST_CASE", 0);
    let mut whole =
        Measured { points: 0, wrong: Vec::new(), drawn: Duration::ZERO, clean: Duration::ZERO };
    let mut slowest = (Duration::ZERO, 0);
    let mut wrong_cases = 0;
    for seed in first..first + cases {
        let one = measure(seed);
        whole.points += one.points;
        wrong_cases += usize::from(!one.wrong.is_empty());
        whole.wrong.extend(one.wrong);
        whole.drawn += one.drawn;
        whole.clean += one.clean;
        slowest = slowest.max((one.drawn, seed));
    }
    println!(
        "{cases} cases, {} points, {} wrong in {wrong_cases} cases; {:.1} s, with clean borders {:.1} s; slowest {:.2} s (case {})",
        whole.points,
        whole.wrong.len(),
        whole.drawn.as_secs_f64(),
        whole.clean.as_secs_f64(),
        slowest.0.as_secs_f64(),
        slowest.1
    );
    let shown: Vec<&str> = whole.wrong.iter().take(40).map(String::as_str).collect();
    assert!(whole.wrong.is_empty(), "{}", shown.join("\n"));
    let ratio = whole.drawn.as_secs_f64() / whole.clean.as_secs_f64();
    assert!(ratio < 2.0, "{ratio:.2} times the time of clean borders");
}

#[test]
fn cases_that_were_wrong_once_are_right() {
    // Borders open by millimetres, rings with a knot at their westernmost vertex, coasts drawn twice by one state, scraps of
    // coast at mouths, medians that flew off, rocks at both poles.
    const ONCE_WRONG: [u64; 19] = [
        369, 389, 691, 1238, 2871, 3065, 3204, 3610, 3622, 3638, 4054, 4287, 4587, 4622, 5392,
        5419, 5881, 6819, 9409,
    ];
    let wrong: Vec<String> = ONCE_WRONG.into_iter().flat_map(|seed| measure(seed).wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
