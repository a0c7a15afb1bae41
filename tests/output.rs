//! The written SVG and PNG: well-formed XML whatever the words, exact sizes, nothing lost, nothing unbounded.

#![expect(clippy::disallowed_methods, reason = "an oracle of its own, held within a tolerance")]

mod absent;

use geo::{Coord, LineString, MultiPolygon, Polygon, polygon};
use periplus::output::{Lettering, png, svg};
use periplus::scene::{
    Anchor, Colour, Fill, Font, Group, Halo, Hatch, Item, Lay, Path, Run, Scene, Shape, Stroke,
    Text,
};
use periplus::space::OnSheet;
use periplus::units::{Degrees, Millimetres, Points};
use roxmltree::{Document, Node};
use std::collections::BTreeSet;
use std::process::Command;

const INK: Colour = Colour { red: 0x22, green: 0x22, blue: 0x22 };
const BLUE: Colour = Colour { red: 0x65, green: 0x9d, blue: 0xc7 };
const WHITE: Colour = Colour { red: 255, green: 255, blue: 255 };
const HOSTILE: &str =
    "a\"b'c<d>&e]]>\u{0}\u{7}\u{1b}[31m\u{fffe}\u{202e}--><script>alert(1)</script>";

fn stroke(width: f64) -> Stroke {
    Stroke::plain(INK, Millimetres(width))
}

fn hatched(angle: f64) -> Fill {
    let hatch = Hatch {
        angle: Degrees(angle),
        pitch: Millimetres(0.9),
        width: Millimetres(0.25),
        colour: INK,
    };
    Fill { ground: Some(BLUE), hatch: Some(hatch), opacity: 1.0 }
}

fn square(x: f64, y: f64, side: f64) -> Polygon {
    polygon![(x: x, y: y), (x: x + side, y: y), (x: x + side, y: y + side), (x: x, y: y + side)]
}

fn area(polygon: Polygon, fill: Fill) -> Item {
    let shape = Shape::Areas(OnSheet(MultiPolygon::new(vec![polygon])));
    Item::Path(Path { shape, fill: Some(fill), stroke: Some(stroke(0.13)), title: None })
}

fn line(points: Vec<(f64, f64)>) -> Item {
    let shape = Shape::Lines(vec![OnSheet(LineString::from(points))]);
    Item::Path(Path { shape, fill: None, stroke: Some(stroke(0.2)), title: None })
}

fn font(family: &str, size: f64, spacing: f64) -> Font {
    let italic = family == "Periplus Serif";
    Font { family: family.into(), weight: 400, italic, size: Points(size), letter_spacing: spacing }
}

fn words(content: &str, x: f64, y: f64, anchor: Anchor, spacing: f64) -> Text {
    let run =
        Run { content: content.into(), font: font("Periplus Sans", 9.0, spacing), colour: INK };
    let position = OnSheet(Coord { x, y });
    let lay = Lay::Straight { position, anchor, angle: Degrees(0.0) };
    let halo = Some(Halo { colour: WHITE, width: Millimetres(0.5), opacity: 0.8 });
    Text { id: None, runs: vec![run], lay, halo, rims: Vec::new(), language: None }
}

fn scene(items: Vec<Item>) -> Scene {
    Scene {
        name: "test".into(),
        width: Millimetres(60.0),
        height: Millimetres(40.0),
        title: "Title".into(),
        description: "Description".into(),
        provenance: String::new(),
        language: "en".into(),
        background: Some(WHITE),
        items,
        tables: Vec::new(),
    }
}

fn group(id: &str, items: Vec<Item>) -> Item {
    Item::Group(Group { id: id.into(), clip: None, items })
}

fn curved(content: &str) -> Text {
    let letters = (0..content.chars().count())
        .map(|i| (OnSheet(Coord { x: 5.0 + 5.0 * i as f64, y: 30.0 }), Degrees(i as f64 * 3.0)))
        .collect();
    let run =
        Run { content: content.into(), font: font("Periplus Serif", 12.0, 0.3), colour: BLUE };
    Text {
        id: Some("label-sea".into()),
        runs: vec![run],
        lay: Lay::Curved { letters },
        halo: None,
        rims: Vec::new(),
        language: None,
    }
}

/// A sheet with one of everything.
fn sampler() -> Scene {
    let mixed = Text {
        runs: vec![Run {
            content: "Shushi / Շուշի".into(),
            ..words("", 0., 0., Anchor::Start, 0.).runs[0].clone()
        }],
        id: Some("label-shushi".into()),
        ..words("", 30.0, 20.0, Anchor::Middle, 0.0)
    };
    let turned = Text {
        lay: Lay::Straight {
            position: OnSheet(Coord { x: 55.0, y: 35.0 }),
            anchor: Anchor::Start,
            angle: Degrees(-60.0),
        },
        ..words("Turned", 0.0, 0.0, Anchor::Start, 0.0)
    };
    let dot =
        Shape::Circle { centre: OnSheet(Coord { x: 30.0, y: 10.0 }), radius: Millimetres(1.5) };
    let mut dashed = stroke(0.3);
    dashed.dashes = vec![Millimetres(1.2), Millimetres(0.8)];
    let clip = Some(OnSheet(MultiPolygon::new(vec![square(32.0, 2.0, 6.0)])));
    let clipped = Group {
        id: "clipped".into(),
        clip,
        items: vec![area(square(30.0, 4.0, 20.0), Fill::plain(BLUE))],
    };
    scene(vec![
        group(
            "areas",
            vec![
                area(square(2.0, 2.0, 10.0), Fill::plain(BLUE)),
                area(square(14.0, 2.0, 10.0), hatched(45.0)),
            ],
        ),
        Item::Group(clipped),
        Item::Path(Path {
            shape: dot,
            fill: Some(hatched(-45.0)),
            stroke: Some(dashed),
            title: Some("Naxos".into()),
        }),
        line(vec![(0.0, 18.0), (60.0, 18.0)]),
        group(
            "labels",
            vec![
                Item::Text(words("NAXOS", 30.0, 15.0, Anchor::Middle, 0.3)),
                Item::Text(words("Πάρος Çeşme", 58.0, 8.0, Anchor::End, 0.0)),
                Item::Text(mixed),
                Item::Text(turned),
                Item::Text(curved("Aegean")),
            ],
        ),
    ])
}

fn ids(document: &Document<'_>) -> Vec<String> {
    document.descendants().filter_map(|node| node.attribute("id")).map(str::to_owned).collect()
}

fn named<'a>(document: &'a Document<'_>, name: &str) -> Vec<Node<'a, 'a>> {
    document.descendants().filter(|node| node.has_tag_name(name)).collect()
}

/// The positions that path data leads through, whatever its commands.
fn positions(data: &str) -> Vec<(f64, f64)> {
    let spaced: String = data
        .chars()
        .flat_map(|c| match c {
            'm' | 'l' | 'z' => vec![' ', c, ' '],
            '-' => vec![' ', c],
            _ => vec![c],
        })
        .collect();
    let (mut at, mut start, mut seen) = ((0.0, 0.0), (0.0, 0.0), Vec::new());
    let mut numbers = Vec::new();
    let mut is_move = false;
    for token in spaced.split_whitespace() {
        match token {
            "m" => is_move = true,
            "l" => is_move = false,
            "z" => at = start,
            _ => numbers.push(token.parse::<f64>().expect(token)),
        }
        if let &[x, y] = numbers.as_slice() {
            at = (at.0 + x, at.1 + y);
            start = if is_move { at } else { start };
            is_move = false;
            seen.push(at);
            numbers.clear();
        }
    }
    seen
}

fn chunk<'a>(png: &'a [u8], kind: &[u8]) -> &'a [u8] {
    let start = png.windows(4).position(|bytes| bytes == kind).expect("the chunk is there");
    let length = u32::from_be_bytes(png[start - 4..start].try_into().expect("4 bytes"));
    &png[start + 4..start + 4 + length as usize]
}

fn big_endian(bytes: &[u8]) -> u32 {
    u32::from_be_bytes(bytes[..4].try_into().expect("4 bytes"))
}

fn pixels(png: &[u8]) -> (::png::OutputInfo, Vec<u8>) {
    let decoder = ::png::Decoder::new(std::io::Cursor::new(png));
    let mut reader = decoder.read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut bytes).expect("a picture");
    (info, bytes)
}

#[test]
fn words_of_any_kind_leave_the_xml_sound_and_say_no_more_than_they_did() {
    let mut hostile = scene(vec![
        group(HOSTILE, vec![Item::Text(words(HOSTILE, 10.0, 10.0, Anchor::Middle, 0.2))]),
        Item::Text(Text {
            id: Some(HOSTILE.into()),
            language: Some(HOSTILE.into()),
            ..curved(HOSTILE)
        }),
    ]);
    for text in
        [&mut hostile.name, &mut hostile.title, &mut hostile.description, &mut hostile.language]
    {
        *text = HOSTILE.into();
    }
    for mode in [Lettering::Text, Lettering::Paths] {
        let written = svg::write(&hostile, mode);
        let document = Document::parse(&written).expect("well-formed XML");
        assert!(named(&document, "script").is_empty());
        let size = png::Size::of_svg(&written, 96.0).expect("a size");
        png::encode(&written, size).expect("it can be drawn");
    }
}

#[test]
fn every_id_is_there_once_and_begins_with_the_name_of_the_figure() {
    let twins = (0..3).map(|_| group("labels", vec![area(square(1.0, 1.0, 5.0), hatched(45.0))]));
    let mut all = sampler();
    all.items.extend(twins);
    let written = svg::write(&all, Lettering::Text);
    let document = Document::parse(&written).expect("well-formed XML");
    let ids = ids(&document);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    assert!(ids.iter().all(|id| id.starts_with("test-")), "{ids:?}");
    let used = written.match_indices("url(#").map(|(at, _)| written[at + 5..].split(')').next());
    for id in used.flatten() {
        assert!(ids.iter().any(|known| known == id), "{id} is used and not there");
    }
}

#[test]
fn the_root_states_size_language_and_words() {
    let written = svg::write(&sampler(), Lettering::Text);
    let document = Document::parse(&written).expect("well-formed XML");
    let root = document.root_element();
    for (name, value) in [
        ("width", "60mm"),
        ("height", "40mm"),
        ("viewBox", "0 0 60 40"),
        ("role", "img"),
        ("lang", "en"),
        ("aria-labelledby", "test-title test-description"),
    ] {
        assert_eq!(root.attribute(name), Some(value), "{name}");
    }
    assert_eq!(named(&document, "title")[0].text(), Some("Title"));
}

#[test]
fn only_portable_elements_are_used() {
    let portable =
        ["svg", "title", "desc", "g", "path", "rect", "circle", "text", "tspan", "clipPath", "use"];
    for mode in [Lettering::Text, Lettering::Paths] {
        let written = svg::write(&sampler(), mode);
        let document = Document::parse(&written).expect("well-formed XML");
        for node in document.descendants().filter(Node::is_element) {
            assert!(portable.contains(&node.tag_name().name()), "{node:?}");
            assert!(node.attribute("style").is_none());
        }
        assert_eq!(named(&document, "text").is_empty(), mode == Lettering::Paths);
        for again in named(&document, "use") {
            let target = again.attribute(("http://www.w3.org/1999/xlink", "href"));
            let is_it =
                |path: &Node| target.is_some_and(|it| it.strip_prefix('#') == path.attribute("id"));
            assert!(named(&document, "path").iter().any(is_it), "{again:?} refers to no path");
        }
    }
}

#[test]
fn a_path_passes_within_a_two_hundredth_of_a_millimetre_of_every_position() {
    let count = 4000;
    let points: Vec<(f64, f64)> = (0..count)
        .map(|i| {
            let turn = f64::from(i) * 0.1;
            (30.0 + 0.004 * turn * turn.cos(), 20.0 + 0.004 * turn * turn.sin())
        })
        .collect();
    let written = svg::write(&scene(vec![line(points.clone())]), Lettering::Text);
    let document = Document::parse(&written).expect("well-formed XML");
    let path = named(&document, "path")[0];
    // A path of many vertices is in whole hundredths of a millimetre, its paint with it.
    assert_eq!(path.attribute("transform"), Some("scale(.01)"));
    let width: f64 = path.attribute("stroke-width").expect("a width").parse().expect("a number");
    assert!((width / 100.0 - 0.2).abs() < 1e-9, "{width}");
    let read = positions(path.attribute("d").expect("data"));
    let read: Vec<(f64, f64)> = read.into_iter().map(|(x, y)| (x / 100.0, y / 100.0)).collect();
    // Half a step of the .01 mm grid along each axis.
    let worst = points
        .iter()
        .map(|p| {
            read.iter().map(|r| (p.0 - r.0).abs().max((p.1 - r.1).abs())).fold(f64::MAX, f64::min)
        })
        .fold(0.0, f64::max);
    assert!(worst <= 0.005 + 1e-9, "worst {worst} mm");
    let end = (read[read.len() - 1], points[points.len() - 1]);
    assert!((end.0.0 - end.1.0).abs() <= 0.005 + 1e-9, "errors have added up: {end:?}");
}

#[test]
fn hatch_lines_run_on_into_the_neighbour() {
    for angle in [0.0, 30.0, 45.0, 90.0, -45.0, 135.0] {
        let (sin, cos) = (f64::sin(f64::to_radians(angle)), f64::cos(f64::to_radians(angle)));
        let neighbours = vec![
            area(square(3.3, 5.1, 7.7), hatched(angle)),
            area(square(11.0, 5.1, 9.9), hatched(angle)),
        ];
        let written = svg::write(&scene(neighbours), Lettering::Text);
        let document = Document::parse(&written).expect("well-formed XML");
        let hatches: Vec<_> = named(&document, "path")
            .into_iter()
            .filter(|path| path.attribute("stroke-width") == Some(".25"))
            .collect();
        assert_eq!(hatches.len(), 2);
        let mut count = 0;
        for hatch in hatches {
            for (x, y) in positions(hatch.attribute("d").expect("data")) {
                let number = (x * sin + y * cos) / 0.9;
                // Both ends of every line lie on the sheet's own row of lines, to a micrometre.
                assert!((number - number.round()).abs() * 0.9 < 0.001, "{angle}°: {number}");
                count += 1;
            }
        }
        assert!(count > 30, "{angle}°: {count} ends");
    }
}

#[test]
fn geometry_far_off_the_sheet_does_no_harm() {
    let wild = [1e3, 1e6, 1e9, 1e15, 1e300, f64::INFINITY, f64::NAN];
    let mut items = Vec::new();
    for far in wild {
        items.push(area(square(-far, -far, 2.0 * far), Fill::plain(BLUE)));
        items.push(area(square(10.0, 10.0, far), hatched(45.0)));
        items.push(line(vec![(-far, 5.0), (30.0, 20.0), (far, far), (5.0, -far)]));
        let centre = OnSheet(Coord { x: far, y: 5.0 });
        let shapes = [
            Shape::Circle { centre, radius: Millimetres(1.0) },
            Shape::Circle { centre: OnSheet(Coord { x: 5.0, y: 5.0 }), radius: Millimetres(far) },
            Shape::Rectangle { corner: centre, width: Millimetres(far), height: Millimetres(far) },
        ];
        for shape in shapes {
            let fill = Some(Fill::plain(BLUE));
            items.push(Item::Path(Path { shape, fill, stroke: Some(stroke(0.2)), title: None }));
        }
        items.push(Item::Text(words("far", far, far, Anchor::Middle, 0.1)));
    }
    for dpi in [96.0, 1200.0] {
        let written = svg::write(&scene(items.clone()), Lettering::Text);
        let size = png::Size::of_svg(&written, dpi).expect("a size");
        png::encode(&written, size).expect("it can be drawn");
    }
}

#[test]
fn an_islet_below_the_grid_is_still_seen() {
    let islet = square(20.0, 20.0, 0.001);
    let written = svg::write(&scene(vec![area(islet, Fill::plain(BLUE))]), Lettering::Text);
    let size = png::Size::of_svg(&written, 300.0).expect("a size");
    let (_, bytes) = pixels(&png::encode(&written, size).expect("a picture"));
    assert!(bytes.iter().any(|byte| *byte < 250), "its coast line is drawn");
}

#[test]
fn a_picture_has_the_size_that_millimetres_and_dpi_say() {
    let mut sheet = sampler();
    for (width, height, dpi) in [(89.0, 139.3, 300.0), (180.0, 233.0, 96.0), (60.0, 40.0, 282.22)] {
        (sheet.width, sheet.height) = (Millimetres(width), Millimetres(height));
        let written = svg::write(&sheet, Lettering::Text);
        let file = png::encode(&written, png::Size::of_svg(&written, dpi).expect("a size"))
            .expect("a PNG");
        let header = chunk(&file, b"IHDR");
        let pixels = |mm: f64| (mm / 25.4 * dpi).round() as u32;
        assert_eq!((big_endian(header), big_endian(&header[4..])), (pixels(width), pixels(height)));
        assert_eq!(header[9], 2, "an opaque sheet is RGB");
        let physical = chunk(&file, b"pHYs");
        let per_metre = (dpi / 0.0254).round() as u32;
        assert_eq!(
            (big_endian(physical), big_endian(&physical[4..]), physical[8]),
            (per_metre, per_metre, 1)
        );
    }
}

#[test]
fn a_sheet_without_paper_is_transparent() {
    let sheet =
        Scene { background: None, ..scene(vec![area(square(2.0, 2.0, 9.0), Fill::plain(BLUE))]) };
    let written = svg::write(&sheet, Lettering::Text);
    let size = png::Size::of_svg(&written, 96.0).expect("a size");
    let (info, bytes) = pixels(&png::encode(&written, size).expect("a picture"));
    assert_eq!(info.color_type, ::png::ColorType::Rgba);
    assert_eq!(bytes[..4], [0; 4]);
}

#[test]
fn a_picture_that_is_too_large_is_refused_with_a_way_out() {
    let written = svg::write(&sampler(), Lettering::Text);
    for dpi in [0.0, -1.0, f64::NAN, 1e5, 1e300, 0.1] {
        let error = png::Size::of_svg(&written, dpi).expect_err("no such size");
        assert!(error.hint.is_some(), "{error}");
    }
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    let write = || {
        let written = svg::write(&sampler(), Lettering::Text);
        let size = png::Size::of_svg(&written, 150.0).expect("a size");
        (png::encode(&written, size).expect("a picture"), written)
    };
    assert_eq!(write(), write());
}

#[test]
fn text_and_outlines_look_alike() {
    let picture = |mode| {
        let written = svg::write(&sampler(), mode);
        let size = png::Size::of_svg(&written, 300.0).expect("a size");
        pixels(&png::encode(&written, size).expect("a picture")).1
    };
    let apart = difference(&picture(Lettering::Text), &picture(Lettering::Paths));
    // Both come from the same glyphs; what is left are rounded positions, under half a grey level
    // a channel on average.
    assert!(apart < 0.5, "{apart} levels apart");
}

#[test]
fn a_name_on_a_curve_is_one_text_with_a_place_and_a_turn_for_each_letter() {
    let written = svg::write(&scene(vec![Item::Text(curved("Ägean Sea"))]), Lettering::Text);
    let document = Document::parse(&written).expect("well-formed");
    let texts = named(&document, "text");
    let [alone] = &texts[..] else { unreachable!("{} texts", texts.len()) };
    assert_eq!((alone.text(), alone.attribute("id")), (Some("Ägean Sea"), Some("test-label-sea")));
    for list in ["x", "y", "rotate"] {
        let values = alone.attribute(list).expect("a list").split(' ');
        let values: Vec<f64> = values.map(|value| value.parse().expect("a number")).collect();
        assert_eq!(values.len(), 9, "{list}: {values:?}");
        assert!(list != "x" || (values[3] - 20.0).abs() < 1e-3, "{values:?}");
    }
}

#[test]
fn a_line_says_how_long_it_is_unless_it_is_spaced() {
    let line = |spacing| {
        let text = words("Thessaloniki", 10.0, 20.0, Anchor::Start, spacing);
        svg::write(&scene(vec![Item::Text(text)]), Lettering::Text)
    };
    let plain = line(0.0);
    let document = Document::parse(&plain).expect("well-formed");
    let said: f64 = named(&document, "text")[0]
        .attribute("textLength")
        .expect("its length")
        .parse()
        .expect("a number");
    let run = words("Thessaloniki", 0.0, 0.0, Anchor::Start, 0.0).runs.remove(0);
    let measured = periplus::lettering::measure_runs(&[run]).width.0;
    assert!((said - measured).abs() < 1e-3, "{said} {measured}");
    // resvg spaces its letters on top of that
    assert!(!line(0.2).contains("textLength"));
}

#[test]
fn where_the_ground_changes_each_part_of_a_name_has_a_rim_of_its_own_below_all_letters() {
    let halo = Some(Halo { colour: WHITE, width: Millimetres(0.5), opacity: 0.8 });
    let straight = words("Aegean Sea", 40.0, 20.0, Anchor::End, 0.0);
    for text in [straight, curved("Aegean Sea")] {
        let text = Text { halo, rims: vec![(4, WHITE), (6, BLUE)], ..text };
        for mode in Lettering::ALL {
            let written = svg::write(&scene(vec![Item::Text(text.clone())]), mode);
            let document = Document::parse(&written).expect("well-formed");
            let hidden = document.descendants().find(|it| it.has_attribute("aria-hidden"));
            let below = hidden.expect("what stands below");
            let strokes = below.descendants().filter_map(|it| it.attribute("stroke"));
            assert_eq!(strokes.collect::<Vec<_>>(), ["#fff", "#659dc7"], "{written}");
            assert_eq!(below.attribute("fill"), Some("none"));
        }
    }
}

#[test]
fn a_group_is_a_layer_for_who_goes_on_drawing_in_inkscape() {
    let written = svg::write(&scene(vec![group("names", Vec::new())]), Lettering::Text);
    let document = Document::parse(&written).expect("well-formed");
    let inkscape = "http://www.inkscape.org/namespaces/inkscape";
    let layer = document.descendants().find(|it| it.attribute((inkscape, "groupmode")).is_some());
    assert_eq!(layer.and_then(|it| it.attribute((inkscape, "label"))), Some("names"));
}

#[test]
fn librsvg_draws_the_same_picture() {
    if Command::new("rsvg-convert").arg("--version").output().is_err() {
        return absent::skip("rsvg-convert");
    }
    // Outlines: librsvg takes the system's fonts, and the bundled ones are not installed there.
    let written = svg::write(&sampler(), Lettering::Paths);
    let size = png::Size::of_svg(&written, 150.0).expect("a size");
    let (_, ours) = pixels(&png::encode(&written, size).expect("a picture"));
    let folder = std::env::temp_dir().join(format!("periplus-output-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    let (source, target) = (folder.join("sheet.svg"), folder.join("sheet.png"));
    std::fs::write(&source, &written).expect("the file is written");
    let (width, height) = (size.width.to_string(), size.height.to_string());
    let run = Command::new("rsvg-convert")
        .args(["-w", &width, "-h", &height, "-b", "white", "-o"])
        .arg(&target)
        .arg(&source)
        .status()
        .expect("rsvg-convert runs");
    assert!(run.success());
    let (info, theirs) = pixels(&std::fs::read(&target).expect("a picture"));
    std::fs::remove_dir_all(&folder).expect("the folder goes");
    let theirs: Vec<u8> = match info.color_type {
        ::png::ColorType::Rgba => theirs.chunks(4).flat_map(|p| [p[0], p[1], p[2]]).collect(),
        _ => theirs,
    };
    let apart = difference(&ours, &theirs);
    // Two rasterisers differ along edges only; a lost label or hatch would be several levels.
    assert!(apart < 1.5, "{apart} levels apart");
}

/// The mean difference of two pictures, in levels a channel.
fn difference(a: &[u8], b: &[u8]) -> f64 {
    assert_eq!(a.len(), b.len());
    let sum: u64 = a.iter().zip(b).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.len() as f64
}

#[test]
fn neighbours_with_one_clip_share_it() {
    let clip = |side| Some(OnSheet(MultiPolygon::new(vec![square(1.0, 1.0, side)])));
    let part = |id: &str, clip| {
        let items = vec![area(square(0.0, 0.0, 30.0), Fill::plain(BLUE))];
        Item::Group(Group { id: id.into(), clip, items })
    };
    let all = [("a", clip(9.0)), ("b", clip(9.0)), ("c", clip(5.0)), ("d", None), ("e", clip(5.0))];
    let items = all.into_iter().map(|(id, clip)| part(id, clip)).collect();
    let written = svg::write(&scene(items), Lettering::Text);
    let document = Document::parse(&written).expect("well-formed XML");
    assert_eq!(named(&document, "clipPath").len(), 3);
    let order: Vec<String> =
        ids(&document).into_iter().filter(|id| id.len() == "test-a".len()).collect();
    assert_eq!(order, ["test-a", "test-b", "test-c", "test-d", "test-e"]);
}
