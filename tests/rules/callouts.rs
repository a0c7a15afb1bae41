//! Callouts: boxes and marks stand clear of symbols, of names and of each other, on a double column and on a single one; leaders cross
//! none; where boxes have no room they are numbers; what is asked for and has no room is an error; the report and the alternative
//! text have all of them; the digits of marks are read by every eye.

use crate::colours::{contrast, fill, themes};
use geo::{BoundingRect, Intersects, Line, LineString, Rect};
use periplus::Drawn;
use periplus::draw;
use periplus::error::{Error, ErrorKind};
use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::kind::Kind;
use periplus::record::CalloutForm;
use periplus::scene::{Item, Shape};
use periplus::style::{Element, Theme};

const LEVANT: &str = "title = 'T'\nworldview = 'un'\n[extent]\nbounds = [27, 32.5, 37, 38.2]\n";
const NOTES: &str = "
[[callouts]]
at = 'Akkuyu'
title = 'Akkuyu'
text = 'A sentence that fills more than a line of its box, as notes do.'
[[callouts]]
at = 'Mersin'
title = 'A port'
text = 'Another one, which is as long as that, and says as little.'
[[callouts]]
at = 'Limassol'
text = 'A shorter one.'
[[callouts]]
at = [29.0, 34.5]
text = '''
In the water.

With a paragraph.'''
";

fn drawn(width: &str, notes: &str) -> Result<Drawn, Error> {
    let text = format!("{LEVANT}[sheet]\nwidth = '{width}'\n{notes}");
    let figure = Figure::parse(&text, "t.toml")?;
    draw(&figure, &Geodata::bundled(), &Theme::bundled(&figure.sheet.theme)?)
}

fn taken(drawn: &Drawn) -> Vec<Rect> {
    let of = |[x, y, width, height]: [f64; 4]| Rect::new((x, y), (x + width, y + height));
    drawn.record.callouts.iter().filter_map(|it| it.taken.map(of)).collect()
}

/// The leaders of callouts, from their group of the sheet.
fn leaders(drawn: &Drawn) -> Vec<Line> {
    let groups = drawn.scene.items.iter().filter_map(|item| match item {
        Item::Group(group) if group.id == "callouts" => Some(&group.items),
        _ => None,
    });
    let lines = groups.flatten().filter_map(|item| match item {
        Item::Path(path) => match &path.shape {
            Shape::Lines(lines) => Some(lines.iter().map(|line| &line.0)),
            _ => None,
        },
        _ => None,
    });
    let edges = |line: &LineString| line.lines().collect::<Vec<Line>>();
    lines.flatten().flat_map(edges).collect()
}

fn is_clear(drawn: &Drawn) {
    let boxes = taken(drawn);
    assert_eq!(boxes.len(), 4);
    let (width, height) = (drawn.scene.width.0, drawn.scene.height.0);
    for (number, one) in boxes.iter().enumerate() {
        assert!(one.min().x > 0.0 && one.max().x < width && one.max().y < height);
        assert!(boxes[..number].iter().all(|other| !one.intersects(other)), "box {number}");
        for label in &drawn.record.labels {
            let name =
                Rect::new((label.x, label.y), (label.x + label.width, label.y + label.height));
            // names along curves have boxes that are not theirs alone
            assert!(
                label.angle.abs() > 1.0 || !one.intersects(&name),
                "{} under {number}",
                label.text
            );
        }
        for dot in &drawn.record.dots {
            let is_own = |at: [f64; 2]| (at[0] - dot.x).hypot(at[1] - dot.y) < 0.1;
            let at = drawn.record.callouts[number].at;
            assert!(is_own(at) || !one.intersects(&geo::Point::new(dot.x, dot.y)), "{}", dot.id);
        }
    }
    let lines = leaders(drawn);
    for (number, one) in lines.iter().enumerate() {
        assert!(lines[..number].iter().all(|other| !one.intersects(other)));
        let crosses = |it: &&Rect| one.intersects(*it) && !touches(one, it);
        assert_eq!(boxes.iter().filter(crosses).count(), 0, "{one:?}");
    }
}

/// Whether a line ends at the edge of a box.
fn touches(line: &Line, taken: &Rect) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
    let (end, around) = (line.end, taken.bounding_rect());
    near(end.x, around.min().x)
        || near(end.x, around.max().x)
        || near(end.y, around.min().y)
        || near(end.y, around.max().y)
}

#[test]
fn boxes_stand_clear_of_names_symbols_and_each_other() {
    let wide = drawn("180mm", NOTES).expect("it is drawn");
    is_clear(&wide);
    assert!(wide.record.callouts.iter().all(|it| it.form == CalloutForm::Boxed));
    assert_eq!(leaders(&wide).len(), 4);
    let alt = &wide.record.description;
    assert!(
        alt.contains("Notes: Akkuyu: A sentence")
            && alt.contains("; In the water. With a paragraph.")
    );
}

#[test]
fn on_a_narrow_sheet_boxes_without_room_are_numbers_and_a_warning_says_so() {
    let boxed = drawn("89mm", NOTES).expect("it is drawn");
    is_clear(&boxed);
    assert!(boxed.record.callouts.iter().all(|it| it.form == CalloutForm::Boxed));
    let long = "as notes do. And some more of them, since this one is longer than a map of a column can bear.";
    let narrow = drawn("89mm", &NOTES.replace("as notes do.", &[long; 3].join(" ")));
    let narrow = narrow.expect("it is drawn");
    is_clear(&narrow);
    let forms: Vec<CalloutForm> = narrow.record.callouts.iter().map(|it| it.form).collect();
    assert_eq!(forms, [1, 2, 3, 4].map(CalloutForm::Numbered));
    assert!(narrow.warnings.iter().any(|it| it.message.contains("stand as numbers")));
    let boxes = NOTES.replace("[[callouts]]", "[[callouts]]\nnumbered = false");
    let error = drawn("60mm", &boxes).expect_err("there is no room");
    assert_eq!(error.kind, ErrorKind::Render);
    assert!(error.hint.is_some_and(|hint| hint.contains("numbered = true")));
}

#[test]
fn a_side_and_an_offset_are_kept() {
    let at = |place: &str| {
        let note = format!("[[callouts]]\nat = [30, 34.4]\ntext = 'Here'\n{place}\n");
        let drawn = drawn("180mm", &note).expect("it is drawn");
        let callout = &drawn.record.callouts[0];
        let [x, y, width, height] = callout.taken.expect("it has a place");
        [x - callout.at[0], y - callout.at[1], width, height]
    };
    let [x, y, width, height] = at("offset = ['12mm', '-8mm']");
    assert!((x - 12.0).abs() < 1e-6 && (y + height + 8.0).abs() < 1e-6, "{x} {y} {width} {height}");
    let [x, y, width, height] = at("place = 'SW'");
    assert!(x + width / 2.0 < 0.0 && y + height / 2.0 > 0.0, "{x} {y}");
}

#[test]
fn a_callout_beyond_the_map_is_told_and_one_alone_says_where_the_map_is() {
    let note = "[[callouts]]\nat = 'Tokyo'\ntext = 'far'\n";
    let beyond = drawn("180mm", note).expect("it is drawn");
    assert!(beyond.warnings.iter().any(|it| it.message.starts_with("`callouts.0` is not drawn")));
    assert!(beyond.record.callouts.is_empty());
    // an inset has no callouts: what it alone shows is told as well
    let inset = "[[insets]]\nbounds = [139, 35, 141, 36.5]\nat = 'below'\n";
    let beyond = drawn("180mm", &format!("{note}{inset}")).expect("it is drawn");
    assert!(beyond.warnings.iter().any(|it| it.message.starts_with("`callouts.0` is not drawn")));
    // of words that do not hold on the day nothing is left to place
    let later = "as_of = 2020-10-17\n[[callouts]]\nat = 'Mersin'\ntext = { words = 'later', valid_from = 2021-01-01 }\n";
    let figure = Figure::parse(
        &format!("title = 'T'\n{later}[extent]\nbounds = [27, 32.5, 37, 38.2]\n"),
        "t",
    );
    let figure = figure.expect("a figure");
    let theme = Theme::bundled(&figure.sheet.theme).expect("a theme");
    let unsaid = draw(&figure, &Geodata::bundled(), &theme).expect("it is drawn");
    assert!(
        unsaid.record.callouts.is_empty()
            && unsaid.warnings.iter().any(|it| it.message.contains("none of its words hold")),
        "{:?}",
        unsaid.warnings
    );
    let figure =
        Figure::parse("worldview = 'un'\n[[callouts]]\nat = 'Malta'\ntext = 'here'\n", "t");
    let figure = figure.expect("a figure");
    let theme = Theme::bundled(&figure.sheet.theme).expect("a theme");
    let alone = draw(&figure, &Geodata::bundled(), &theme).expect("it is drawn");
    assert!(alone.record.bounds[0] > 13.0 && alone.record.bounds[2] < 16.0);
}

#[test]
fn the_digits_of_marks_are_read_by_every_eye() {
    for (name, theme) in themes() {
        let note = |class: &str| fill(&theme, &Element::of(Kind::Note).class(class));
        let seen = contrast(note("digit"), note("number"));
        assert!(seen >= 4.5, "{name}: {seen}");
        for words in ["head", "text"] {
            let paper = fill(&theme, &Element::of(Kind::Note));
            assert!(contrast(note(words), paper) >= 4.5, "{name}: {words}");
        }
    }
}
