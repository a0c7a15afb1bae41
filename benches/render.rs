//! How long a bundled figure takes, from its name to a PNG 2000 pixels wide, and its parts.

#![allow(clippy::print_stdout, reason = "divan prints its table")]

use divan::Bencher;
use periplus::figure::{Figure, RELIEF, Source};
use periplus::geodata::Geodata;
use periplus::output::{Lettering, png, svg};
use periplus::style::Theme;
use periplus::units::MILLIMETRES_PER_INCH;
use periplus::{Drawn, draw};

const FIGURES: [&str; 3] = ["aegean", "caucasus", "east-mediterranean"];

/// Width of the picture, pixels.
const WIDTH: f64 = 2000.0;

fn main() {
    divan::main();
}

/// Everything that `periplus render aegean` does but for writing files: nothing is kept from the run
/// before.
#[divan::bench(args = FIGURES, sample_count = 10)]
fn cold(name: &str) -> Vec<u8> {
    let (figure, drawn) = drawn(name);
    let text = svg::write(&drawn.scene, Lettering::Text);
    picture(&figure, &text)
}

/// Request, theme and geodata alone: the bundled layers that the figure names.
#[divan::bench(args = FIGURES, sample_count = 10)]
fn read(name: &str) -> usize {
    let figure = Figure::bundled(name).expect("the figure is bundled");
    let theme = Theme::bundled(&figure.sheet.theme).expect("the theme is bundled");
    let geodata = Geodata::bundled();
    divan::black_box(theme);
    let names = figure.layers.iter().filter_map(|layer| match &layer.source {
        Source::Bundled(name) if name != RELIEF => Some(name),
        _ => None,
    });
    names.map(|name| geodata.layer(name).expect("it is bundled").len()).sum()
}

/// Selection, zones, projection, symbols and names, the geodata read before.
#[divan::bench(args = FIGURES, sample_count = 10)]
fn warm_draw(bencher: Bencher, name: &str) {
    let figure = Figure::bundled(name).expect("the figure is bundled");
    let theme = Theme::bundled(&figure.sheet.theme).expect("the theme is bundled");
    let geodata = Geodata::bundled();
    draw(&figure, &geodata, &theme).expect("a bundled figure can be drawn");
    bencher.bench_local(|| draw(&figure, &geodata, &theme));
}

/// The same without waters: what zones cost is the difference.
#[divan::bench(args = FIGURES, sample_count = 10)]
fn warm_draw_without_zones(bencher: Bencher, name: &str) {
    let mut figure = Figure::bundled(name).expect("the figure is bundled");
    figure.zones = None;
    let theme = Theme::bundled(&figure.sheet.theme).expect("the theme is bundled");
    let geodata = Geodata::bundled();
    draw(&figure, &geodata, &theme).expect("a bundled figure can be drawn");
    bencher.bench_local(|| draw(&figure, &geodata, &theme));
}

/// The scene as SVG.
#[divan::bench(args = FIGURES, sample_count = 10)]
fn write_svg(bencher: Bencher, name: &str) {
    let (_, drawn) = drawn(name);
    bencher.bench_local(|| svg::write(&drawn.scene, Lettering::Text));
}

/// The SVG as PNG.
#[divan::bench(args = FIGURES, sample_count = 10)]
fn encode_png(bencher: Bencher, name: &str) {
    let (figure, drawn) = drawn(name);
    let text = svg::write(&drawn.scene, Lettering::Text);
    bencher.bench_local(|| picture(&figure, &text));
}

/// A bundled figure, drawn from nothing.
fn drawn(name: &str) -> (Figure, Drawn) {
    let figure = Figure::bundled(name).expect("the figure is bundled");
    let theme = Theme::bundled(&figure.sheet.theme).expect("the theme is bundled");
    let drawn = draw(&figure, &Geodata::bundled(), &theme).expect("a bundled figure can be drawn");
    (figure, drawn)
}

/// The picture of an SVG, [`WIDTH`] pixels wide.
fn picture(figure: &Figure, text: &str) -> Vec<u8> {
    let dpi = WIDTH * MILLIMETRES_PER_INCH / figure.sheet.width.millimetres().0;
    let size = png::Size::of_svg(text, dpi).expect("the SVG states its size");
    png::encode(text, size).expect("the SVG rasterises")
}
