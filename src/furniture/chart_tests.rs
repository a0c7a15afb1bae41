//! What a chart has round its map: the graduated frame, the north arrow, a scale bar that holds where it stands,
//! the table of turning points. Drawn from golden figures, with one key changed at a time.

#![expect(clippy::disallowed_methods, reason = "an oracle of its own, held within a tolerance")]

use std::path::Path;

use crate::figure::{Border, Figure, Length, TurningPoints};
use crate::furniture::{layout_of, title};
use crate::geodata::Geodata;
use crate::projection::View;
use crate::scene::{self, Group, Item, Lay, Scene, Shape, Text};
use crate::space::{Geographic, OnSheet};
use crate::style::Theme;
use crate::{Drawn, sheet};
use geo::{Area, Coord, Distance, Euclidean, Length as _, LineString, Point};

fn request(name: &str) -> Figure {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/figures");
    Figure::read(&folder.join(format!("{name}.toml"))).expect("a golden figure is well formed")
}

fn drawn(figure: &Figure) -> Drawn {
    let theme = Theme::bundled(&figure.sheet.theme).expect("its theme is bundled");
    crate::draw(figure, &Geodata::bundled(), &theme).expect("it can be drawn")
}

fn texts(items: &[Item]) -> Vec<&Text> {
    let each = items.iter().flat_map(|item| match item {
        Item::Group(group) => texts(&group.items),
        Item::Text(text) => vec![text],
        Item::Path(_) | Item::Image(_) => Vec::new(),
    });
    each.collect()
}

fn paths(items: &[Item]) -> Vec<&scene::Path> {
    let each = items.iter().flat_map(|item| match item {
        Item::Group(group) => paths(&group.items),
        Item::Path(path) => vec![path],
        Item::Text(_) | Item::Image(_) => Vec::new(),
    });
    each.collect()
}

/// The view that a figure with an extent of its own is drawn through.
fn view(figure: &Figure) -> View {
    let theme = Theme::bundled(&figure.sheet.theme).expect("its theme is bundled");
    let theme = theme.at_width(figure.sheet.width.millimetres());
    let layout = layout_of(figure, &theme, figure.sheet.width.millimetres());
    let head = title::set(figure, str::to_owned, &theme, &layout);
    let bounds = figure.extent.bounds().expect("it has an extent").rectangle().0;
    sheet::view(figure, bounds, &layout, (head.height, sheet::FOOT))
        .expect("the projection shows it")
}

fn group<'a>(scene: &'a Scene, id: &str) -> Option<&'a Group> {
    scene.items.iter().find_map(|item| match item {
        Item::Group(group) if group.id == id => Some(group),
        _ => None,
    })
}

fn words(group: &Group) -> Vec<String> {
    let runs = texts(&group.items).into_iter().flat_map(|text| &text.runs);
    runs.map(|run| run.content.clone()).collect()
}

/// The neatline of a drawn figure: the first line of its frame.
fn neatline(scene: &Scene) -> LineString {
    let frame = group(scene, "frame").expect("there is a frame");
    let lines = paths(&frame.items).into_iter().find_map(|path| match &path.shape {
        Shape::Lines(lines) => lines.first().map(|line| line.0.clone()),
        _ => None,
    });
    lines.expect("the frame has a neatline")
}

#[test]
fn bars_lie_along_the_neatline_and_darken_half_of_it_on_straight_and_on_curved_frames() {
    for name in ["graduated-frame", "north-arrow"] {
        let scene = drawn(&request(name)).scene;
        let neatline = neatline(&scene);
        let bars = group(&scene, "graduation").expect("the frame is graduated");
        let dark = paths(&bars.items).into_iter().find_map(|path| match &path.shape {
            Shape::Areas(OnSheet(areas)) => Some(areas.clone()),
            _ => None,
        });
        let dark = dark.expect("there are dark bars");
        let (figure, theme) = (request(name), Theme::bundled("atlas").expect("bundled"));
        let width = layout_of(&figure, &theme, figure.sheet.width.millimetres()).bars;
        let corners = dark.iter().flat_map(|bar| bar.exterior().coords());
        for corner in corners {
            let off = Euclidean.distance(&Point(*corner), &neatline);
            assert!(off < 0.02 || (off - width).abs() < 0.02, "{name}: {off} mm off the neatline");
        }
        let part = dark.unsigned_area() / (Euclidean.length(&neatline) * width);
        assert!((0.4..0.6).contains(&part), "{name}: {part} of the band is dark");
    }
}

#[test]
fn the_theme_has_a_graduated_frame_only_where_the_figure_does_not_say() {
    let cases = [
        ("atlas", None, false),
        ("atlas", Some(Border::Graduated), true),
        ("nautical", None, true),
        ("nautical", Some(Border::Plain), false),
    ];
    for (theme, border, is_graduated) in cases {
        let mut figure = request("conic-frame");
        figure.sheet.theme = theme.into();
        figure.furniture.frame = border;
        let scene = drawn(&figure).scene;
        assert_eq!(group(&scene, "graduation").is_some(), is_graduated, "{theme}, {border:?}");
    }
}

#[test]
fn the_arrow_points_to_where_latitude_grows_in_the_middle_of_the_map() {
    let figure = request("north-arrow");
    let scene = drawn(&figure).scene;
    let arrow = group(&scene, "north-arrow").expect("north is not up");
    let letter = texts(&arrow.items)[0];
    assert_eq!(words(arrow), ["N"]);
    let Lay::Straight { angle, .. } = letter.lay else { panic!("the letter is set straight") };
    let view = view(&figure);
    let middle = view.frame_box().0.center();
    let Geographic(here) = view.locate(OnSheet(middle)).expect("it is on the earth");
    let north = view.place(Geographic(here + Coord { x: 0.0, y: 0.05 })).expect("so is this");
    let to = north.0 - middle;
    let expected = to.x.atan2(-to.y).to_degrees();
    assert!((angle.0 - expected).abs() < 0.1, "{} is not {expected}", angle.0);
    assert!(expected < -20.0, "north leans well to the left: {expected}");
}

#[test]
fn an_arrow_stands_where_north_leans_or_the_figure_asks_for_it() {
    let shown = |name: &str, wanted| {
        let mut figure = request(name);
        figure.furniture.north_arrow = wanted;
        group(&drawn(&figure).scene, "north-arrow").is_some()
    };
    assert!(!shown("north-arrow", Some(false)));
    assert!(!shown("conic-frame", None));
    assert!(shown("conic-frame", Some(true)));
}

#[test]
fn a_map_of_a_pole_has_no_north_and_says_so_when_asked() {
    let mut figure = request("polar");
    assert!(group(&drawn(&figure).scene, "north-arrow").is_none());
    figure.furniture.north_arrow = Some(true);
    let drawn = drawn(&figure);
    assert!(group(&drawn.scene, "north-arrow").is_none());
    let said =
        drawn.warnings.iter().any(|it| it.message.starts_with("the north arrow is left out"));
    assert!(said, "{:?}", drawn.warnings);
}

#[test]
fn a_scale_that_varies_by_more_than_five_per_cent_is_warned_of_with_numbers() {
    for (name, is_uneven) in
        [("north-arrow", true), ("turning-points", true), ("conic-frame", false)]
    {
        let drawn = drawn(&request(name));
        let [least, greatest] = drawn.record.scale_range.expect("the map is on the earth");
        let variation = greatest / least - 1.0;
        assert_eq!(variation > 0.05, is_uneven, "{name}: {variation}");
        let begin = format!("the true scale varies by {:.0} %", variation * 100.0);
        let warned = drawn.warnings.iter().any(|it| it.message.starts_with(&begin));
        assert_eq!(warned, is_uneven, "{name}: {:?}", drawn.warnings);
        let bar = group(&drawn.scene, "scale-bar").expect("there is a scale bar");
        assert_eq!(words(bar).iter().any(|it| it.contains(" at ")), is_uneven, "{name}");
    }
}

#[test]
fn a_scale_bar_is_as_long_as_the_geodesic_between_its_ends() {
    for name in ["north-arrow", "turning-points", "conic-frame"] {
        let figure = request(name);
        let scene = drawn(&figure).scene;
        let bar = group(&scene, "scale-bar").expect("there is a scale bar");
        let halves: Vec<(Coord, f64)> = paths(&bar.items)
            .into_iter()
            .filter_map(|path| match &path.shape {
                Shape::Rectangle { corner, width, .. } => Some((corner.0, width.0)),
                _ => None,
            })
            .collect();
        let view = view(&figure);
        for (row, unit, metres) in [(0, " km", 1000.0), (1, " nm", 1852.0)] {
            let (start, end) = (halves[2 * row].0, halves[2 * row + 1]);
            let end = end.0 + Coord { x: end.1, y: 0.0 };
            let length = view.distance(OnSheet(start), OnSheet(end)).expect("on the earth").0;
            let words =
                words(bar).into_iter().find(|it| it.contains(unit)).expect("the last figure");
            let said: f64 =
                words.split(' ').next().and_then(|it| it.parse().ok()).expect("a number");
            let error = length / (said * metres) - 1.0;
            assert!(error.abs() < 0.005, "{name}, {words}: {:.2} % off", error * 100.0);
        }
    }
}

#[test]
fn the_table_lists_the_turning_points_on_the_map_and_no_others() {
    let scene = drawn(&request("turning-points")).scene;
    let words = words(group(&scene, "turning-points").expect("there is a table"));
    for cell in ["Cyprus–Egypt, 2003: agreed", "33°45′00″N", "30°05′00″E", "8"] {
        assert!(words.iter().any(|it| it == cell), "{cell} is not in {words:?}");
    }
    // Greece and Italy, the Black Sea: not on the map
    let beyond =
        |it: &&String| it.contains("Italy") || it.contains("USSR") || it.starts_with("39°");
    assert_eq!(words.iter().find(beyond), None);
}

#[test]
fn a_table_has_legible_type_and_its_numbers_stand_on_the_map_at_either_width() {
    for (width, least) in [(180.0, 6.0), (89.0, 5.5)] {
        let mut figure = request("turning-points");
        figure.sheet.width = Length::Millimetres(width);
        let Drawn { scene, warnings, .. } = drawn(&figure);
        let table = group(&scene, "turning-points").expect("there is a table");
        for run in texts(&table.items).into_iter().flat_map(|text| &text.runs) {
            assert!(run.font.size.0 > least - 1e-9, "`{}` in {} pt", run.content, run.font.size.0);
        }
        let points = words(table).iter().filter(|it| it.ends_with("″E")).count();
        // The lines have names too, which are longer.
        let names = words(group(&scene, "names").expect("there are names"));
        let numbers = names.iter().filter(|it| it.chars().count() <= 3).count();
        // On a narrow sheet not each number has room, which is told.
        let is_told = warnings.iter().any(|it| it.message.contains("found no room"));
        assert!(
            numbers == points || numbers < points && is_told,
            "at {width} mm: {numbers} of {points}"
        );
        assert!(numbers == points || width < 180.0, "{numbers} of {points}");
    }
}

#[test]
fn a_table_with_nothing_to_list_is_told() {
    let none = |figure: &Figure| {
        let warnings = drawn(figure).warnings.into_iter();
        warnings.filter(|it| it.message.contains("no turning points")).count()
    };
    let mut figure = request("turning-points");
    assert_eq!(none(&figure), 0);
    figure.set_bounds("0,50,5,55").expect("bounds");
    assert_eq!(none(&figure), 1);
    figure.furniture.turning_points = TurningPoints::Unlisted;
    assert_eq!(none(&figure), 0);
}

#[test]
fn no_table_is_set_unless_the_figure_asks_for_it() {
    let mut figure = request("turning-points");
    figure.furniture.turning_points = TurningPoints::Unlisted;
    assert!(group(&drawn(&figure).scene, "turning-points").is_none());
}
