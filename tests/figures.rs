//! Golden figures: every tests/figures/NAME.toml is drawn and held against NAME.svg beside it, and
//! against NAME.png where there is one. Adding a test is adding a file.
//!
//! What differs is put into target/goldens/NAME: both files, and their pictures side by side. After a wanted
//! change: `UPDATE_GOLDENS=1 cargo test --profile quick --test figures`, then open every changed picture before
//! committing it.

mod goldens;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use geo::{BoundingRect, Contains, Intersects, Rect};
use periplus::figure::{Figure, Length};
use periplus::geodata::Geodata;
use periplus::output::{Lettering, png, svg};
use periplus::scene::{Item, Shape};
use periplus::style::Theme;
use periplus::{Drawn, draw};

/// Pixels per inch of the golden PNGs: enough to see a wrong colour or a lost line.
const DPI: f64 = 72.0;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/figures")
}

fn requests() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("tests/figures can be read");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("tests/figures can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    files
}

fn drawn(request: &Path) -> String {
    let figure = Figure::read(request).expect("a golden figure is well formed");
    let theme = Theme::bundled(&figure.sheet.theme).expect("a golden figure names a bundled theme");
    let mut drawn =
        periplus::draw(&figure, &Geodata::bundled(), &theme).expect("a golden figure draws");
    // a golden holds the picture, not the version that drew it
    drawn.scene.provenance.clear();
    svg::write(&drawn.scene, Lettering::Text)
}

/// Holds a golden figure.
fn hold(golden: &Path, found: &[u8]) -> Option<String> {
    let name = golden.file_stem().expect("a golden has a name").to_string_lossy();
    goldens::hold(golden, found, &goldens::folder(), &name)
}

#[test]
fn every_golden_figure_is_drawn_as_it_was() {
    let requests = requests();
    assert!(requests.len() >= 5, "tests/figures holds the golden figures");
    let mut wrong = Vec::new();
    for request in &requests {
        let text = drawn(request);
        wrong.extend(hold(&request.with_extension("svg"), text.as_bytes()));
        let picture = request.with_extension("png");
        if picture.exists() {
            let size = png::Size::of_svg(&text, DPI).expect("the SVG states its size");
            let pixels = png::encode(&text, size).expect("a golden figure rasterises");
            wrong.extend(hold(&picture, &pixels));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A sheet of 20 mm with a square of one colour.
fn square(colour: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20mm\" height=\"10mm\" viewBox=\"0 0 20 10\">\n\
         <rect width=\"5\" height=\"5\" fill=\"{colour}\"/>\n</svg>\n"
    )
}

#[test]
fn a_golden_that_differs_is_shown_with_what_was_expected() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("made-up-difference");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    let golden = folder.join("square.svg");
    fs::write(&golden, square("#ff0000")).expect("a golden can be written");
    let store = folder.join("square");
    assert_eq!(goldens::compare(&golden, square("#ff0000").as_bytes(), &store), None);
    assert!(!store.exists(), "nothing differs, nothing is put there");
    let told = goldens::compare(&golden, square("#0000ff").as_bytes(), &store).expect("it differs");
    for part in ["square.svg differs", "from line 2", "- <rect", "#ff0000", "+ <rect", "#0000ff"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(told.contains(&store.display().to_string()), "{told}");
    for (file, colour) in [("expected.svg", "#ff0000"), ("actual.svg", "#0000ff")] {
        let text = fs::read_to_string(store.join(file)).expect("both files are put there");
        assert_eq!(text, square(colour));
    }
    // three pictures of 20 by 10 mm; the square is an eighth of one, and red in that of the differences
    let (red, width, height) = goldens::red(&store.join("svg-side-by-side.png"));
    let one = width / 3 * height;
    assert!(width > 3 * height && red.abs_diff(one / 8) < one / 40, "{red} of {one}");
}

#[test]
fn of_long_lines_the_part_that_differs_is_shown() {
    let long = "x".repeat(1000);
    let told =
        goldens::difference(&format!("a\n{long}12{long}\nb"), &format!("a\n{long}34{long}\nb"));
    assert!(
        told.contains("from line 2") && told.contains("x12x") && told.contains("x34x"),
        "{told}"
    );
    assert!(told.lines().all(|line| line.chars().count() < 200), "{told}");
}

#[test]
fn every_golden_has_its_request() {
    let known: BTreeSet<_> = requests().iter().map(|path| path.with_extension("")).collect();
    for entry in fs::read_dir(folder()).expect("tests/figures can be read") {
        let path = entry.expect("tests/figures can be read").path();
        if path.extension().is_some_and(|extension| extension == "svg" || extension == "png") {
            assert!(known.contains(&path.with_extension("")), "{} has no request", path.display());
        }
    }
}

#[test]
fn a_figure_is_drawn_to_the_same_bytes_twice() {
    let request = requests().into_iter().next().expect("there is a golden figure");
    assert_eq!(drawn(&request), drawn(&request));
}

/// The figure with the locator, on a sheet so many millimetres wide.
fn with_locator(width: f64) -> Drawn {
    let mut figure = Figure::read(&folder().join("locator.toml")).expect("it is well formed");
    figure.sheet.width = Length::Millimetres(width);
    let theme = Theme::bundled("atlas").expect("the house theme is bundled");
    draw(&figure, &Geodata::bundled(), &theme).expect("it draws")
}

/// The areas of a group and of the groups in it, in drawing order, as boxes; none if it is not there.
fn boxes(items: &[Item], id: &str) -> Vec<Rect> {
    let groups = items.iter().filter_map(|item| match item {
        Item::Group(group) => Some(group),
        _ => None,
    });
    let inside = groups.flat_map(|group| match group.id == id {
        true => {
            let areas = group.items.iter().filter_map(|item| match item {
                Item::Path(path) => Some(&path.shape),
                _ => None,
            });
            let areas = areas.filter_map(|shape| match shape {
                Shape::Areas(areas) => areas.0.bounding_rect(),
                _ => None,
            });
            areas.collect()
        }
        false => boxes(&group.items, id),
    });
    inside.collect()
}

#[test]
fn the_locator_holds_its_frame_and_covers_no_name() {
    let drawn = with_locator(125.0);
    let (parts, edge) =
        (boxes(&drawn.scene.items, "locator-map"), boxes(&drawn.scene.items, "locator"));
    let (frame, edge) = (parts.last().expect("a frame"), edge.first().expect("an edge"));
    assert!(edge.contains(frame), "{frame:?} leaves {edge:?}");
    assert!(frame.width() > 1.0 && frame.width() < edge.width() / 2.0, "{frame:?}");
    assert!(!drawn.record.labels.is_empty());
    for label in &drawn.record.labels {
        let (x, y) = (label.x, label.y);
        let name = Rect::new((x, y), (x + label.width, y + label.height));
        assert!(!name.intersects(edge), "{} stands under the locator", label.text);
    }
}

#[test]
fn a_single_column_leaves_the_locator_out_and_says_so() {
    let drawn = with_locator(89.0);
    assert!(boxes(&drawn.scene.items, "locator").is_empty());
    let said = drawn.warnings.iter().filter(|it| it.message == "the inset is left out");
    assert_eq!(said.count(), 1);
}
