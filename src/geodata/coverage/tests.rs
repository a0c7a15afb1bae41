//! A small earth of four columns and two rows, by hand: what tiles say, and that nothing of them is seen in what comes out.

use super::*;
use geo::{Area, BooleanOps, Contains, Point};
use lzma_rust2::{LzmaOptions, LzmaWriter};
use std::io::Write as _;

const SEA: u64 = 0;
const A: u64 = 1;
const B: u64 = 2;
/// Tiles of 90°; their edges are the meridians 177° W, 87° W, 3° E and 93° E and the parallel 3° N.
const SIZE: u64 = 9_000_000;
const OFFSET: u64 = 300_000;
/// In the flags of an arc, beside 1 and 2 for its first and last vertex being a cut.
const IN_TENS: u8 = 4;

/// One arc as tests write it: left, right, class, origin, flags, course in hundredths of a degree.
type Given = (u64, u64, u64, u64, u8, Vec<(i64, i64)>);

fn number(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn signed(bytes: &mut Vec<u8>, value: i64) {
    number(bytes, ((value << 1) ^ (value >> 63)) as u64);
}

fn tile(corner: u64, origin: (i64, i64), arcs: &[Given]) -> Vec<u8> {
    let mut bytes = Vec::new();
    number(&mut bytes, 3);
    for face in [SEA, A, B] {
        number(&mut bytes, face);
    }
    number(&mut bytes, corner);
    number(&mut bytes, arcs.len() as u64);
    let mut before = 0;
    for (left, right, class, stretch, flags, course) in arcs {
        for value in [left, right, class] {
            number(&mut bytes, *value);
        }
        signed(&mut bytes, *stretch as i64 - before);
        before = *stretch as i64;
        bytes.push(*flags);
        number(&mut bytes, course.len() as u64);
    }
    for (.., flags, course) in arcs {
        let xs: Vec<i64> = course.iter().map(|(x, _)| x * 1000).collect();
        column(&mut bytes, *flags, origin.0, &xs);
    }
    for (.., flags, course) in arcs {
        let ys: Vec<i64> = course.iter().map(|(_, y)| y * 1000).collect();
        column(&mut bytes, *flags, origin.1, &ys);
    }
    bytes
}

fn column(bytes: &mut Vec<u8>, flags: u8, mut before: i64, values: &[i64]) {
    let mut is_backward = false;
    for (index, value) in values.iter().enumerate() {
        let has_cut =
            (flags & 1 != 0 && index < 2) || (flags & 2 != 0 && index + 1 == values.len());
        let is_in_tens = flags & IN_TENS != 0 && !has_cut;
        let step = (value - before) / if is_in_tens { 10 } else { 1 };
        let turns = step != 0 && is_backward != (step < 0);
        number(bytes, (step.unsigned_abs() << 1) | u64::from(turns));
        is_backward ^= turns;
        before = *value;
    }
}

/// An archive of these tiles, row by row from the south-west; none is all sea.
fn archive(tiles: &[Option<Vec<u8>>; 8]) -> Vec<u8> {
    let mut bytes = b"PWT3".to_vec();
    for value in [SIZE, OFFSET, 4, 2] {
        number(&mut bytes, value);
    }
    let compressed = |tile: &Vec<u8>| {
        let options = LzmaOptions { lc: 1, lp: 0, pb: 0, ..LzmaOptions::default() };
        let mut encoder = LzmaWriter::new_no_header(Vec::new(), &options, true).unwrap();
        encoder.write_all(tile).unwrap();
        encoder.finish().unwrap()
    };
    let streams: Vec<Option<Vec<u8>>> =
        tiles.iter().map(|tile| tile.as_ref().map(compressed)).collect();
    for stream in &streams {
        number(&mut bytes, stream.as_ref().map_or(0, |stream| stream.len() as u64));
        if stream.is_none() {
            number(&mut bytes, SEA);
        }
    }
    streams.into_iter().flatten().for_each(|stream| bytes.extend(stream));
    bytes
}

/// An island from 2 to 4° E and 2 to 4° N, where four tiles meet: A south of 2.5° N, B north of it.
fn island() -> Vec<u8> {
    let south_west = tile(
        SEA,
        (-8_700_000, -9_000_000),
        &[
            (A, SEA, 0, 1, 2 | IN_TENS, vec![(200, 250), (200, 200), (300, 200)]),
            (B, A, 1, 0, 2, vec![(200, 250), (300, 250)]),
            (B, SEA, 0, 2, 1, vec![(200, 300), (200, 250)]),
        ],
    );
    let south_east = tile(
        SEA,
        (300_000, -9_000_000),
        &[
            (A, SEA, 0, 1, 1 | IN_TENS, vec![(300, 200), (400, 200), (400, 250)]),
            (B, A, 1, 0, 1, vec![(300, 250), (400, 250)]),
            (B, SEA, 0, 2, 2, vec![(400, 250), (400, 300)]),
        ],
    );
    let north_west = tile(
        SEA,
        (-8_700_000, 300_000),
        &[(B, SEA, 0, 2, 3 | IN_TENS, vec![(300, 400), (200, 400), (200, 300)])],
    );
    // its south-west corner lies on the island
    let north_east =
        tile(B, (300_000, 300_000), &[(B, SEA, 0, 2, 3, vec![(400, 300), (400, 400), (300, 400)])]);
    archive(&[
        None,
        Some(south_west),
        Some(south_east),
        None,
        None,
        Some(north_west),
        Some(north_east),
        None,
    ])
}

fn rect(west: f64, south: f64, east: f64, north: f64) -> Rect {
    Rect::new([west, south], [east, north])
}

fn by_face(face: FaceNumber) -> Option<u32> {
    Some(face.0)
}

/// The vertices of a ring from the least on, the closing one left out.
fn vertices(ring: &LineString) -> Vec<(f64, f64)> {
    let mut all: Vec<(f64, f64)> = ring.0.iter().skip(1).map(|at| (at.x, at.y)).collect();
    let least = (0..all.len()).min_by(|a, b| all[*a].partial_cmp(&all[*b]).unwrap()).unwrap();
    all.rotate_left(least);
    all
}

#[test]
fn an_arc_in_tens_is_exact_where_it_is_cut() {
    let mut bytes = Vec::new();
    for value in [2, SEA, A, 0, 3] {
        number(&mut bytes, value);
    }
    for flags in [IN_TENS, IN_TENS | 1, IN_TENS | 2] {
        for value in [1, 0, 0] {
            number(&mut bytes, value);
        }
        signed(&mut bytes, 0);
        bytes.push(flags);
        number(&mut bytes, 4);
    }
    // steps, and whether the direction turns
    let longitudes = [
        [(1, 0), (2, 0), (1, 1), (1, 1)],
        [(3, 0), (7, 0), (4, 0), (2, 1)],
        [(5, 0), (2, 1), (0, 0), (27, 0)],
    ];
    let latitudes = [
        [(6, 0), (2, 0), (3, 0), (4, 0)],
        [(11, 0), (1, 1), (5, 1), (3, 0)],
        [(7, 0), (1, 0), (1, 0), (9, 0)],
    ];
    for (step, turn) in [longitudes, latitudes].into_iter().flatten().flatten() {
        number(&mut bytes, (step << 1) | turn);
    }
    // the western edge is no multiple of ten, the southern one is
    let tile = Tile::read(&bytes, geo::Coord { x: 300_003, y: -9_000_000 }).unwrap();
    let beyond = |arc: &Arc| -> Vec<(i64, i64)> {
        arc.course.iter().map(|at| (at.x - 300_000, at.y + 9_000_000)).collect()
    };
    let courses: Vec<Vec<(i64, i64)>> = tile.arcs.iter().map(beyond).collect();
    assert_eq!(courses[0], [(10, 60), (30, 80), (20, 110), (30, 150)]);
    assert_eq!(courses[1], [(3, 11), (10, 10), (50, 60), (30, 90)], "comes in at the edge");
    assert_eq!(courses[2], [(50, 70), (30, 80), (30, 90), (3, 99)], "ends at the edge");
}

#[test]
fn areas_do_not_show_where_tiles_meet() {
    let bytes = island();
    let coverage = Coverage::read(&[&bytes]).unwrap();
    let areas = coverage.areas(&rect(2.1, 2.1, 3.9, 3.9), by_face).unwrap();
    let [a, b] = [A, B].map(|face| &areas[&(face as u32)].0[0]);
    assert_eq!(vertices(a.exterior()), [(2.0, 2.0), (4.0, 2.0), (4.0, 2.5), (2.0, 2.5)]);
    assert_eq!(vertices(b.exterior()), [(2.0, 2.5), (4.0, 2.5), (4.0, 4.0), (2.0, 4.0)]);
    let sea = &areas[&(SEA as u32)];
    assert_eq!(sea.0.len(), 1);
    assert_eq!(vertices(&sea.0[0].interiors()[0]).len(), 6, "four corners, two ends of the border");
    let whole: f64 = areas.values().map(Area::unsigned_area).sum();
    assert!((whole - 180.0 * 180.0).abs() < 1e-9, "four tiles of 90 by 93 and 87");
}

#[test]
fn an_area_ends_where_the_tiles_do() {
    let bytes = island();
    let coverage = Coverage::read(&[&bytes]).unwrap();
    let south_west = coverage.areas(&rect(2.2, 2.2, 2.8, 2.8), by_face).unwrap();
    let a = &south_west[&(A as u32)].0[0];
    assert_eq!(vertices(a.exterior()), [(2.0, 2.0), (3.0, 2.0), (3.0, 2.5), (2.0, 2.5)]);
    let north_east = coverage.areas(&rect(3.2, 3.2, 3.8, 3.8), by_face).unwrap();
    let b = &north_east[&(B as u32)].0[0];
    assert_eq!(vertices(b.exterior()), [(3.0, 3.0), (4.0, 3.0), (4.0, 4.0), (3.0, 4.0)]);
}

#[test]
fn lines_go_on_across_tiles() {
    let bytes = island();
    let coverage = Coverage::read(&[&bytes]).unwrap();
    let key = |arc: &Arc| Some(((arc.class, arc.left.0), Direction::Along));
    let lines = coverage.lines(&rect(2.1, 2.1, 3.9, 3.9), key).unwrap();
    let course = |line: &LineString| line.0.iter().map(|at| (at.x, at.y)).collect::<Vec<_>>();
    let shore = &lines[&(0, A as u32)];
    assert_eq!(shore.len(), 1);
    assert_eq!(course(&shore[0]), [(2.0, 2.5), (2.0, 2.0), (4.0, 2.0), (4.0, 2.5)]);
    assert_eq!(course(&lines[&(1, B as u32)][0]), [(2.0, 2.5), (4.0, 2.5)]);
    let other = course(&lines[&(0, B as u32)][0]);
    assert_eq!(other, [(4.0, 2.5), (4.0, 4.0), (2.0, 4.0), (2.0, 2.5)]);
}

#[test]
fn faces_of_one_key_are_one_area() {
    let bytes = island();
    let coverage = Coverage::read(&[&bytes]).unwrap();
    let land = |face: FaceNumber| (u64::from(face.0) != SEA).then_some(());
    let areas = coverage.areas(&rect(2.1, 2.1, 3.9, 3.9), land).unwrap();
    let square = rect(2.0, 2.0, 4.0, 4.0).to_polygon();
    assert!(areas[&()].difference(&MultiPolygon::from(square)).unsigned_area() < 1e-12);
    assert!((areas[&()].unsigned_area() - 4.0).abs() < 1e-12);
}

#[test]
fn tiles_go_on_across_the_antimeridian() {
    let bytes = island();
    let coverage = Coverage::read(&[&bytes]).unwrap();
    let areas = coverage.areas(&rect(170.0, -10.0, 200.0, 0.0), by_face).unwrap();
    let sea = &areas[&(SEA as u32)];
    assert!(sea.contains(&Point::new(183.0, 1.0)) && sea.contains(&Point::new(272.0, 1.0)));
    let again = coverage.areas(&rect(362.2, 2.2, 362.8, 2.8), by_face).unwrap();
    assert!(again[&(A as u32)].contains(&Point::new(362.5, 2.25)), "a turn further on");
}

#[test]
fn an_archive_may_be_parted_between_two_tiles() {
    let bytes = island();
    let whole = Coverage::read(&[&bytes]).unwrap();
    let areas = whole.areas(&rect(2.1, 2.1, 3.9, 3.9), by_face);
    let mut readable = 0;
    for place in 0..=bytes.len() {
        let (one, other) = bytes.split_at(place);
        if let Some(coverage) = Coverage::read(&[one, other]) {
            assert_eq!(coverage.areas(&rect(2.1, 2.1, 3.9, 3.9), by_face), areas, "at {place}");
            readable += 1;
        }
    }
    assert_eq!(readable, 4, "before each tile that is not all sea; the first follows the table");
}

#[test]
fn the_extent_of_faces_is_the_narrowest() {
    let bytes = island();
    let coverage = Coverage::read(&[&bytes]).unwrap();
    let extent = coverage.extent(|face| u64::from(face.0) == A).unwrap();
    assert_eq!(extent, rect(-87.0, 2.0, 93.0, 2.5), "two tiles wide");
    assert_eq!(coverage.extent(|face| face.0 == 7), None);
    let all = 72;
    let turned = |columns: &[i64]| narrowest(&columns.iter().copied().collect(), all);
    assert_eq!(turned(&[3]), Some((3, 3)));
    assert_eq!(turned(&[3, 10]), Some((3, 10)));
    assert_eq!(turned(&[1, 70, 71]), Some((70, 73)), "across the antimeridian");
    assert_eq!(turned(&[]), None);
}

#[test]
fn damage_is_seen_and_no_crash() {
    let bytes = island();
    for length in 0..bytes.len() {
        assert!(Coverage::read(&[&bytes[..length]]).is_none(), "cut at {length}");
    }
    for place in 4..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[place] ^= 0x55;
        if let Some(coverage) = Coverage::read(&[&damaged]) {
            let _ = coverage.areas(&rect(2.1, 2.1, 3.9, 3.9), by_face);
        }
    }
}

/// The coarse levels of the repository's own data, which the others are made like.
fn bundled(level: &str) -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    std::fs::read(folder.join(format!("world-{level}.tiles"))).unwrap()
}

#[test]
fn the_faces_of_a_coarse_level_are_all_the_earth() {
    for level in ["globe", "coarse"] {
        let bytes = bundled(level);
        let coverage = Coverage::read(&[&bytes]).unwrap();
        let earth = rect(-180.0, -90.0, 180.0, 90.0);
        let areas = coverage.areas(&earth, by_face).unwrap();
        let whole: f64 = areas.values().map(Area::unsigned_area).sum();
        // enclaves beyond the simplified land round them are counted twice
        assert!((whole - 360.0 * 180.0).abs() < 0.01, "{level}: {whole} square degrees");
    }
}
