//! The written SVG as other programs draw it, beside our own picture: Chromium with the fonts in the file; librsvg,
//! Inkscape and Typst with lettering as outlines. What is not installed is said and skipped.

mod absent;

use periplus::figure::{Figure, Names};
use periplus::geodata::Geodata;
use periplus::output::{Lettering, png, svg, web_fonts};
use periplus::scene::Scene;
use periplus::style::Theme;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Pixels an inch: two for each of CSS.
const DPI: f64 = 192.0;
/// The greatest mean difference of a channel, of 255 steps, that smoothing of edges makes, and that a browser's window has whole
/// pixels: the caucasus, 1,361 pixels wide here and 1,360 there, differs by 4.0 with the same letters at the same places.
const SMOOTHING: f64 = 4.5;

/// Figures that have between them letters of all bundled scripts, hatches, clips, a relief and panels.
fn scenes() -> Vec<(&'static str, Scene)> {
    let figures = [("caucasus", "both"), ("aegean-6v12", "en"), ("cyprus", "he")];
    let drawn = |(name, names): (&'static str, &str)| {
        let mut figure = Figure::bundled(name).expect("a bundled figure");
        figure.labels.names = Some(names.parse::<Names>().expect("a language"));
        let theme = Theme::bundled("atlas").expect("a bundled theme");
        let scene = periplus::draw(&figure, &Geodata::bundled(), &theme).expect("drawn").scene;
        (name, scene)
    };
    figures.map(drawn).into()
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("portable");
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Whether the program ran: it does where it is installed.
fn ran(programs: &[&str], arguments: &[&str]) -> bool {
    for program in programs {
        if let Ok(output) = Command::new(program).args(arguments).output() {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{program}: {said}");
            return true;
        }
    }
    absent::skip(&programs.join(" or "));
    false
}

/// Columns, rows and channels (RGB) of a PNG; what shines through lies on white.
fn pixels(file: &[u8]) -> (usize, usize, Vec<u8>) {
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut bytes).expect("a picture");
    let channels = info.color_type.samples();
    let flat = bytes[..info.buffer_size()].chunks_exact(channels).flat_map(|pixel| {
        let alpha = if channels == 4 { u16::from(pixel[3]) } else { 255 };
        [pixel[0], pixel[1], pixel[2]].map(|value| {
            ((u16::from(value) * alpha + 255 * (255 - alpha)) / 255).try_into().unwrap_or(255)
        })
    });
    (info.width as usize, info.height as usize, flat.collect())
}

/// The mean difference of a channel where both pictures have a pixel.
fn difference(one: &[u8], other: &[u8]) -> f64 {
    let (one, other) = (pixels(one), pixels(other));
    let (columns, rows) = (one.0.min(other.0), one.1.min(other.1));
    assert!(one.0.abs_diff(other.0) <= 2 && one.1.abs_diff(other.1) <= 2, "sizes differ");
    let mut sum = 0u64;
    for row in 0..rows {
        let line = |(width, _, data): &(usize, usize, Vec<u8>)| {
            data[row * width * 3..(row * width + columns) * 3].to_vec()
        };
        let pairs = line(&one).into_iter().zip(line(&other));
        sum += pairs.map(|(a, b)| u64::from(a.abs_diff(b))).sum::<u64>();
    }
    sum as f64 / (columns * rows * 3) as f64
}

fn ours(svg: &str) -> Vec<u8> {
    png::encode(svg, png::Size::of_svg(svg, DPI).expect("a size")).expect("a picture")
}

#[test]
fn a_browser_draws_the_text_with_the_fonts_in_the_file_as_we_do() {
    for (name, scene) in scenes() {
        let text = svg::write(&scene, Lettering::Text);
        let size = png::Size::of_svg(&text, DPI / 2.0).expect("a size");
        let (file, picture) =
            (folder().join(format!("{name}.html")), folder().join(format!("{name}.png")));
        let embedded = web_fonts::embedded(&text, &scene, Lettering::Text).expect("the fonts");
        let page = format!("<!doctype html><meta charset=utf-8><body style='margin:0'>{embedded}");
        fs::write(&file, page).expect("written");
        let window = format!("--window-size={},{}", size.width, size.height);
        let shot = format!("--screenshot={}", picture.display());
        let address = format!("file://{}", file.display());
        let options = [
            "--headless",
            "--no-sandbox",
            "--hide-scrollbars",
            "--force-device-scale-factor=2",
            "--virtual-time-budget=2000",
        ];
        if !ran(
            &["chromium", "chromium-browser"],
            &[&options[..], &[&window, &shot, &address]].concat(),
        ) {
            return;
        }
        let difference = difference(&ours(&text), &fs::read(&picture).expect("a screenshot"));
        assert!(difference < SMOOTHING, "{name}: {difference:.2}");
    }
}

/// Holds what a program makes of the outlines against our own pictures; `draw` takes the SVG and the PNG, and says
/// whether the program is there.
fn hold_outlines(program: &str, draw: impl Fn(&str, &str) -> bool) {
    for (name, scene) in scenes() {
        let outlines = svg::write(&scene, Lettering::Paths);
        let file = folder().join(format!("{name}.svg"));
        let picture = folder().join(format!("{name}-{program}.png"));
        fs::write(&file, &outlines).expect("written");
        if !draw(&file.display().to_string(), &picture.display().to_string()) {
            return;
        }
        let difference = difference(&ours(&outlines), &fs::read(&picture).expect("a picture"));
        assert!(difference < SMOOTHING, "{program}, {name}: {difference:.2}");
    }
}

#[test]
fn librsvg_draws_outlines_as_we_do() {
    hold_outlines("rsvg", |file, picture| {
        ran(&["rsvg-convert"], &["--unlimited", "-d", "192", "-p", "192", file, "-o", picture])
    });
}

#[test]
fn inkscape_draws_outlines_as_we_do() {
    hold_outlines("inkscape", |file, picture| {
        let to = format!("--export-filename={picture}");
        ran(&["inkscape"], &["--export-area-page", "--export-dpi=192", &to, file])
    });
}

#[test]
fn typst_draws_outlines_as_we_do() {
    if !Command::new("python3").args(["-c", "import typst"]).status().is_ok_and(|it| it.success()) {
        return absent::skip("the Python package typst");
    }
    hold_outlines("typst", |file, picture| {
        let page = format!("{file}.typ");
        let name = Path::new(file).file_name().expect("a name").display();
        let sheet = "#set page(width: auto, height: auto, margin: 0mm)";
        fs::write(&page, format!("{sheet}\n#image(\"{name}\")\n")).expect("written");
        let script = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], format='png', ppi=192)";
        ran(&["python3"], &["-c", script, &page, picture])
    });
}

#[test]
fn a_file_with_fonts_is_drawn_as_one_without() {
    let (_, scene) = scenes().swap_remove(2);
    let text = svg::write(&scene, Lettering::Text);
    let embedded = web_fonts::embedded(&text, &scene, Lettering::Text).expect("the fonts");
    assert!(embedded.contains("@font-face") && ours(&text) == ours(&embedded));
}
