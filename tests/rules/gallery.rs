//! The gallery of docs/your-data.md: each of its figures is drawn on a double column and on a single one and in one ink, without an
//! error, in the twenty lines of TOML or so that the guide promises, and the guide shows it.

use periplus::draw;
use periplus::figure::{Figure, Length};
use periplus::geodata::Geodata;
use periplus::style::Theme;
use std::fs;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn figures() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder("examples/your-data")).expect("the folder of the gallery");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let is_figure = |path: &PathBuf| path.extension().is_some_and(|end| end == "toml");
    let mut figures: Vec<PathBuf> = paths.filter(is_figure).collect();
    figures.sort();
    figures
}

#[test]
fn every_figure_of_the_gallery_is_drawn_at_two_widths_and_in_one_ink() {
    let figures = figures();
    assert_eq!(figures.len(), 5);
    let geodata = Geodata::bundled();
    for path in figures {
        let figure = Figure::read(&path).expect("a figure");
        for (width, theme) in [(180.0, "atlas"), (89.0, "atlas"), (180.0, "mono")] {
            let mut figure = figure.clone();
            figure.sheet.width = Length::Millimetres(width);
            let drawn = draw(&figure, &geodata, &Theme::bundled(theme).expect("a theme"));
            let drawn = drawn.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let own = figure.callouts.len();
            assert_eq!(drawn.record.callouts.iter().filter(|it| it.taken.is_some()).count(), own);
        }
    }
}

#[test]
fn the_guide_shows_every_figure_of_the_gallery() {
    let guide = fs::read_to_string(folder("docs/your-data.md")).expect("the guide");
    for path in figures() {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(guide.contains(&format!("](your-data/{name}.png)")), "{name}");
        assert!(guide.contains(&format!("(../examples/your-data/{name}.toml)")), "{name}");
        assert!(folder("docs/your-data").join(format!("{name}.png")).exists(), "{name}");
    }
}
