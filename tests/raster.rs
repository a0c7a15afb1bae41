//! The picture that the PNG has is that which resvg draws of the SVG, pixel by pixel: for every bundled figure in every bundled theme.
//!
//! They are not the same to the last bit, since resvg draws what is clipped on a sheet of its own, whose corner lies elsewhere: there
//! numbers of single precision are rounded otherwise at the edges of shapes, and paints of many layers in each of them.

use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::geodata::cache::Cache;
use periplus::lettering;
use periplus::output::{Lettering, png, svg};
use periplus::style::Theme;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;

/// Pixels an inch.
const DPI: f64 = 150.0;
/// By how much a channel may differ, of 255: two of the sixteen parts in which the rasteriser counts how much of a pixel is covered.
const GREATEST: u8 = 32;
/// By how much no more than one pixel in ten thousand may differ: nobody sees that of two tints side by side.
const SEEN: u8 = 10;
const FEW: usize = 10_000;

/// What resvg draws of an SVG.
fn by_resvg(svg: &str, size: png::Size) -> Pixmap {
    let mut fonts = fontdb::Database::new();
    for face in lettering::bundled() {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(face.bytes())));
    }
    let options = usvg::Options {
        font_family: "Periplus Sans".to_owned(),
        fontdb: Arc::new(fonts),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).expect("an SVG");
    let mut picture = Pixmap::new(size.width, size.height).expect("a size");
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = Transform::from_scale(size.width as f32 / width, size.height as f32 / height);
    resvg::render(&tree, scale, &mut picture.as_mut());
    picture
}

/// What is wrong with the picture of an SVG, beside that of resvg.
fn differences(svg: &str) -> Option<String> {
    let size = png::Size::of_svg(svg, DPI).expect("the SVG states its size");
    let ours = Pixmap::decode_png(&png::encode(svg, size).expect("it is drawn")).expect("a PNG");
    let theirs = by_resvg(svg, size);
    let pixels = ours.data().chunks_exact(4).zip(theirs.data().chunks_exact(4));
    let differences = pixels.map(|(one, other)| {
        one.iter().zip(other).map(|(one, other)| one.abs_diff(*other)).max().unwrap_or(0)
    });
    let (mut greatest, mut seen) = (0, 0);
    for difference in differences {
        greatest = greatest.max(difference);
        seen += usize::from(difference > SEEN);
    }
    let most = (size.width * size.height) as usize / FEW;
    (greatest > GREATEST || seen > most)
        .then(|| format!("differs by {greatest} at most, by over {SEEN} in {seen} pixels"))
}

#[test]
fn every_figure_in_every_theme_has_the_pixels_that_resvg_gives_it() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("raster-zones");
    let geodata = Geodata::bundled().with_cache(Cache::in_folder(folder));
    let waiting: Mutex<Vec<&str>> = Mutex::new(Figure::names().collect());
    let wrong = Mutex::new(Vec::new());
    let hold = |name: &str, theme: &str| {
        let figure = Figure::bundled(name).expect("a bundled figure");
        let style = Theme::bundled(theme).expect("a bundled theme");
        let drawn = periplus::draw(&figure, &geodata, &style).expect("it draws");
        if let Some(said) = differences(&svg::write(&drawn.scene, Lettering::Text)) {
            wrong.lock().expect("whole").push(format!("{name}, {theme}: {said}"));
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let Some(name) = waiting.lock().expect("whole").pop() else { return };
                    Theme::names().into_iter().for_each(|theme| hold(name, theme));
                }
            });
        }
    });
    let wrong = wrong.into_inner().expect("whole");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A sheet of 20 by 10 mm.
fn sheet(content: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20mm\" height=\"10mm\" viewBox=\"0 0 20 10\">\n\
         <clipPath id=\"round\"><circle cx=\"6\" cy=\"5\" r=\"3.3\"/></clipPath>\n\
         <clipPath id=\"twice\" clip-path=\"url(#round)\"><rect width=\"6\" height=\"10\"/></clipPath>\n\
         <linearGradient id=\"shade\"><stop stop-color=\"#000\"/><stop offset=\"1\" stop-color=\"#f00\"/></linearGradient>\n\
         <rect width=\"15\" height=\"10\" fill=\"#eee\"/>\n{content}\n</svg>\n"
    )
}

#[test]
fn what_is_clipped_or_lets_the_ground_through_is_mixed_with_it() {
    let lines = "<path d=\"M-5 -5L25 15M-5 15L25 -5\" stroke=\"#00f\" stroke-width=\"2\"/>";
    let area = "<path d=\"M1 1L19 2L10 9z\" fill=\"#080\"/>";
    for content in [
        format!("<g clip-path=\"url(#round)\">{area}{lines}</g>"),
        format!("<g opacity=\".35\">{area}{lines}</g>"),
        format!(
            "<g opacity=\".5\" clip-path=\"url(#round)\">{area}<g opacity=\".5\">{lines}</g></g>"
        ),
        format!("<g transform=\"rotate(30 5 5)\" clip-path=\"url(#round)\">{area}</g>"),
        format!("<g transform=\"translate(40 0)\" clip-path=\"url(#round)\">{area}</g>"),
    ] {
        assert_eq!(differences(&sheet(&content)), None, "{content}");
    }
}

#[test]
fn what_only_resvg_knows_is_drawn_by_it() {
    for content in [
        "<rect width=\"20\" height=\"5\" fill=\"url(#shade)\"/>",
        "<rect width=\"20\" height=\"5\" stroke=\"url(#shade)\"/>",
        "<g clip-path=\"url(#twice)\"><rect width=\"20\" height=\"5\"/></g>",
        "<g style=\"mix-blend-mode:multiply\"><rect width=\"20\" height=\"5\" fill=\"#0f0\"/></g>",
    ] {
        assert_eq!(differences(&sheet(content)), None, "{content}");
    }
}
