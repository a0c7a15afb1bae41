//! Goldens: a file as it was and what was made now in; nothing if they are the same; else what differs in words, and
//! both in a folder to be looked at.

#![allow(dead_code)] // some tests hold text only

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use periplus::output::png as raster;

/// Lines of a difference that are shown, and signs of a line.
const MOST_LINES: usize = 12;
const MOST_SIGNS: usize = 160;
/// Signs of a long line that stand before what differs.
const LEAD: usize = 40;
/// Pixels per inch of a picture of an SVG.
const DPI: f64 = 150.0;

/// Whether goldens are stored rather than compared.
pub(crate) fn are_updated() -> bool {
    std::env::var_os("UPDATE_GOLDENS").is_some()
}

/// Where what differs is put, a folder for each golden.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("goldens")
}

/// Holds `found` against the file `golden`, or stores it when asked to. What differs is said, and both are put
/// into the folder `name` of `folder`, pictures also side by side.
pub(crate) fn hold(golden: &Path, found: &[u8], folder: &Path, name: &str) -> Option<String> {
    if are_updated() {
        fs::write(golden, found).expect("the golden can be written");
        return None;
    }
    compare(golden, found, &folder.join(name))
}

/// The same without storing.
pub(crate) fn compare(golden: &Path, found: &[u8], folder: &Path) -> Option<String> {
    let expected = fs::read(golden).unwrap_or_default();
    if expected == found {
        return None;
    }
    let ending = golden.extension().map_or("txt".into(), |it| it.to_string_lossy().into_owned());
    fs::create_dir_all(folder).expect("the folder can be made");
    put(folder, &format!("expected.{ending}"), &expected);
    put(folder, &format!("actual.{ending}"), found);
    let told = match (std::str::from_utf8(&expected), std::str::from_utf8(found)) {
        (Ok(expected), Ok(found)) => difference(expected, found),
        _ => format!("{} bytes expected, {} bytes found\n", expected.len(), found.len()),
    };
    let pictures = [&expected[..], found].map(|bytes| picture(&ending, bytes));
    if let [Some(expected), Some(actual)] = pictures {
        put(folder, &format!("{ending}-side-by-side.png"), &side_by_side(&expected, &actual));
    }
    Some(format!("{} differs:\n{told}look at {}", golden.display(), folder.display()))
}

fn put(folder: &Path, file: &str, bytes: &[u8]) {
    fs::write(folder.join(file), bytes).expect("the file can be written");
}

/// The lines that differ, between the first and the last of them: `-` as expected, `+` as found.
pub(crate) fn difference(expected: &str, found: &str) -> String {
    let (was, is): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let head = was.iter().zip(&is).take_while(|(a, b)| a == b).count();
    let rest = was.len().min(is.len()) - head;
    let tails = was.iter().rev().zip(is.iter().rev());
    let tail = tails.take(rest).take_while(|(a, b)| a == b).count();
    let (was, is) = (&was[head..was.len() - tail], &is[head..is.len() - tail]);
    if was.is_empty() && is.is_empty() {
        return "  the ends of lines differ\n".to_owned();
    }
    // Long lines, as those of an SVG, are shown from where the first two part.
    let signs = was
        .first()
        .zip(is.first())
        .map_or(0, |(a, b)| a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count());
    let from = if was.len() == is.len() { signs.saturating_sub(LEAD) } else { 0 };
    let shown = |sign: char, lines: &[&str]| {
        let mut text = String::new();
        for line in lines.iter().take(MOST_LINES) {
            let part: String = line.chars().skip(from).take(MOST_SIGNS).collect();
            let (before, after) = (if from > 0 { "…" } else { "" }, line.chars().count());
            let after = if after > from + MOST_SIGNS { "…" } else { "" };
            text += &format!("  {sign} {before}{part}{after}\n");
        }
        let more = lines.len().saturating_sub(MOST_LINES);
        if more > 0 { text + &format!("  {sign} and {more} lines more\n") } else { text }
    };
    format!("  from line {}:\n{}{}", head + 1, shown('-', was), shown('+', is))
}

/// Pixels, four bytes each.
struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

/// The picture that a file shows; none if it is no picture.
fn picture(ending: &str, bytes: &[u8]) -> Option<Picture> {
    if ending == "svg" {
        let svg = std::str::from_utf8(bytes).ok()?;
        let size = raster::Size::of_svg(svg, DPI).ok()?;
        return decoded(&raster::encode(svg, size).ok()?);
    }
    if ending == "png" { decoded(bytes) } else { None }
}

fn decoded(bytes: &[u8]) -> Option<Picture> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    let to_rgba = png::Transformations::normalize_to_color8() | png::Transformations::ALPHA;
    decoder.set_transformations(to_rgba);
    let mut reader = decoder.read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut pixels).ok()?;
    pixels.truncate(frame.buffer_size());
    if frame.color_type != png::ColorType::Rgba {
        return None;
    }
    Some(Picture { width: frame.width as usize, height: frame.height as usize, pixels })
}

impl Picture {
    fn at(&self, x: usize, y: usize) -> Option<[u8; 4]> {
        let start = (y * self.width + x) * 4;
        let pixel = self.pixels.get(start..start + 4).filter(|_| x < self.width)?;
        pixel.try_into().ok()
    }
}

/// Expected, actual and, faint with red where they differ, both over each other: one PNG.
fn side_by_side(expected: &Picture, actual: &Picture) -> Vec<u8> {
    const NOTHING: [u8; 4] = [255, 255, 255, 255];
    const OTHER: [u8; 4] = [220, 0, 0, 255];
    let width = expected.width.max(actual.width);
    let height = expected.height.max(actual.height);
    let mut pixels = Vec::with_capacity(width * height * 12);
    for y in 0..height {
        let row = |picture: &Picture| -> Vec<[u8; 4]> {
            (0..width).map(|x| picture.at(x, y).unwrap_or(NOTHING)).collect()
        };
        let (was, is) = (row(expected), row(actual));
        let faint = |pixel: &[u8; 4]| pixel.map(|value| 255 - (255 - value) / 4);
        let both = was.iter().zip(&is).map(|(a, b)| if a == b { faint(a) } else { OTHER });
        pixels.extend(was.iter().chain(&is).copied().chain(both).flatten());
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 3 * width as u32, height as u32);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().expect("a header is written");
    writer.write_image_data(&pixels).expect("pixels are written");
    writer.finish().expect("the picture ends");
    bytes
}

/// How many pixels of a picture that was written side by side stand in red, and its size.
pub(crate) fn red(file: &Path) -> (usize, usize, usize) {
    let shown = decoded(&fs::read(file).expect("it was written")).expect("it is a picture");
    let red = shown.pixels.chunks(4).filter(|pixel| **pixel == [220, 0, 0, 255]).count();
    (red, shown.width, shown.height)
}
