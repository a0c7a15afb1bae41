//! An SVG in, a PNG out: the very picture of the SVG, with the bundled fonts only and no file access.

use super::format::{Format, MOST_PIXELS};
use super::{deflate, raster, tree};
use crate::error::{Error, Result, raised};
use crate::scene::{PROVENANCE_KEY, Scene};
use crate::units::{MILLIMETRES_PER_INCH, Millimetres};
use flate2::read::ZlibDecoder;
use resvg::tiny_skia::{Pixmap, Transform};
use std::io::Read as _;
use std::iter;

impl Format {
    /// Pixels, for what draws no SVG.
    pub const PNG: Format = Format {
        name: "png",
        media_type: "image/png",
        is_raster: true,
        is_picture: true,
        stage: "png",
        encode: |scene, svg, options| {
            let size = Size::within(svg, options.dpi, options.most_pixels)?;
            pack(&draw(svg, size)?, size, &words(scene))
        },
        recognises: |bytes| bytes.starts_with(b"\x89PNG"),
        statement,
    };
}

/// The provenance statement in a text chunk, wherever it stands among the others; nothing else is kept or unpacked.
fn statement(bytes: &[u8]) -> std::result::Result<Option<String>, String> {
    const SIGNATURE: usize = 8;
    let mut rest = bytes.get(SIGNATURE..).unwrap_or_default();
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        let [a, b, c, d, kind @ ..] = *head;
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        let chunk = after.get(..length).ok_or("not a PNG: it ends within a chunk")?;
        if &kind == b"iTXt"
            && let Some(words) = words_of(chunk)
        {
            return unpacked(words).map(Some);
        }
        rest = after.get(length + CHECKSUM..).unwrap_or_default();
    }
    Ok(None)
}

/// Bytes of the checksum after a chunk.
const CHECKSUM: usize = 4;

/// Whether the text of an iTXt chunk (PNG §11.3.3.4) is packed, and its bytes; none for that of another keyword than ours.
fn words_of(chunk: &[u8]) -> Option<(bool, &[u8])> {
    let rest = chunk.strip_prefix(PROVENANCE_KEY.as_bytes())?.strip_prefix(b"\0")?;
    let (&[is_packed, _method], rest) = rest.split_first_chunk()?;
    // its language, and the keyword in that language
    let mut parts = rest.splitn(3, |byte| *byte == 0);
    Some((is_packed != 0, parts.nth(2)?))
}

fn unpacked((is_packed, words): (bool, &[u8])) -> std::result::Result<String, String> {
    let mut text = Vec::new();
    let most = LONGEST_STATEMENT as u64 + 1;
    let read = match is_packed {
        true => ZlibDecoder::new(words).take(most).read_to_end(&mut text),
        false => words.take(most).read_to_end(&mut text),
    };
    read.map_err(|error| format!("what the file was drawn from cannot be unpacked: {error}"))?;
    if text.len() > LONGEST_STATEMENT {
        let most = LONGEST_STATEMENT >> 20;
        return Err(format!("what the file was drawn from is over {most} MB"));
    }
    String::from_utf8(text).map_err(|error| format!("not a PNG: {error}"))
}

/// The most that is unpacked of a file's statement, bytes. Ours are as long as a figure file and are not packed: whoever
/// sends more is after the memory.
const LONGEST_STATEMENT: usize = 16 << 20;

/// The size of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// Pixels an inch, for the size in print (pHYs).
    pub dpi: f64,
}

impl Size {
    /// The size of an SVG of ours at `dpi` pixels an inch: round(mm / 25.4 × dpi).
    ///
    /// Errors: `Render` if the SVG does not state its size in millimetres, `Usage` if the picture
    /// would be larger than can be drawn.
    pub fn of_svg(svg: &str, dpi: f64) -> Result<Size> {
        Size::within(svg, dpi, MOST_PIXELS)
    }

    /// As [`Size::of_svg`], with so many pixels at most, and so many of the longer side.
    fn within(svg: &str, dpi: f64, most: (u64, u64)) -> Result<Size> {
        let root = svg.split_once("<svg").and_then(|(_, rest)| rest.split_once('>'));
        let side = |name: &str| {
            let (attributes, _) = root?;
            let (_, value) = attributes.split_once(name)?;
            value.split_once("mm\"")?.0.parse().ok().map(Millimetres)
        };
        let (Some(width), Some(height)) = (side(" width=\""), side(" height=\"")) else {
            return Err(Error::render("the SVG does not state its size in millimetres"));
        };
        let size = Size { width: width.pixels(dpi), height: height.pixels(dpi), dpi };
        size.check(most)?;
        Ok(size)
    }

    fn check(&self, (most, longest): (u64, u64)) -> Result<()> {
        let Size { width, height, dpi } = *self;
        let (all, side) = (u64::from(width) * u64::from(height), u64::from(width.max(height)));
        let shown = format!("a picture of {width} × {height} pixels");
        let message = if !(dpi.is_finite() && dpi > 0.0) {
            format!("{dpi} is not a number of pixels an inch")
        } else if width == 0 || height == 0 {
            format!("{shown} has none")
        } else if side > longest {
            format!("{shown} is over {longest} pixels a side")
        } else if all > most {
            format!("{shown} is over {} megapixels", most / 1_000_000)
        } else {
            return Ok(());
        };
        let limits = [("side-pixels", side, longest), ("pixels", all, most)];
        let beyond = limits.into_iter().filter(|(_, asked, most)| asked > most);
        let ways = beyond.map(|(name, asked, _)| raised(name, asked));
        let ways: Vec<String> =
            iter::once("choose another --dpi or --width".into()).chain(ways).collect();
        Err(Error::usage(message).hint(ways.join("; ")))
    }
}

/// Draws an SVG and packs the picture: RGB where it is opaque all over, else RGBA.
///
/// Errors: `Usage` for a size that cannot be drawn, `Render` for an SVG that cannot be read.
pub fn encode(svg: &str, size: Size) -> Result<Vec<u8>> {
    size.check(MOST_PIXELS)?;
    pack(&draw(svg, size)?, size, &[])
}

/// What a scene says of itself, for the text chunks of its PNG, under the keywords of the PNG specification (§11.3.3).
pub fn words(scene: &Scene) -> Vec<(&'static str, &str)> {
    let said = [
        ("Title", scene.title.as_str()),
        ("Description", &scene.description),
        (PROVENANCE_KEY, &scene.provenance),
    ];
    said.into_iter().filter(|(_, words)| !words.is_empty()).collect()
}

/// The picture in pixels.
fn draw(svg: &str, size: Size) -> Result<Pixmap> {
    let tree = tree::read(svg)?;
    let mut pixmap = Pixmap::new(size.width, size.height).ok_or_else(|| {
        Error::render(format!("no memory for {} × {} pixels", size.width, size.height))
    })?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = Transform::from_scale(size.width as f32 / width, size.height as f32 / height);
    raster::paint(&tree, scale, &mut pixmap);
    Ok(pixmap)
}

fn pack(pixmap: &Pixmap, size: Size, words: &[(&str, &str)]) -> Result<Vec<u8>> {
    let (colours, rows) = rows(pixmap);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, size.width, size.height);
    encoder.set_color(colours);
    encoder.set_depth(png::BitDepth::Eight);
    let per_metre = (size.dpi * 1000.0 / MILLIMETRES_PER_INCH).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    let fail = |cause: png::EncodingError| Error::render("the PNG cannot be packed").cause(cause);
    for (keyword, words) in words {
        encoder.add_itxt_chunk((*keyword).to_owned(), (*words).to_owned()).map_err(fail)?;
    }
    let mut writer = encoder.write_header().map_err(fail)?;
    let pixel = colours.samples();
    let packed = deflate::zlib(&rows, 1 + size.width as usize * pixel, pixel);
    for part in packed.chunks(LONGEST_CHUNK) {
        writer.write_chunk(png::chunk::IDAT, part).map_err(fail)?;
    }
    writer.finish().map_err(fail)?;
    Ok(file)
}

/// A chunk may be as long (PNG §5.3).
const LONGEST_CHUNK: usize = i32::MAX as usize;

/// The pixels as a PNG has them, RGB where all are opaque, each row after the type of its filter (PNG §9.2): none. With filters the
/// Aegean is half as large again, for flat tints repeat best as they are.
fn rows(pixmap: &Pixmap) -> (png::ColorType, Vec<u8>) {
    let is_opaque = pixmap.pixels().iter().all(|pixel| pixel.is_opaque());
    let colours = if is_opaque { png::ColorType::Rgb } else { png::ColorType::Rgba };
    let width = pixmap.width() as usize;
    let stride = 1 + width * colours.samples();
    let mut rows = vec![0; stride * pixmap.height() as usize];
    for (row, pixels) in rows.chunks_exact_mut(stride).zip(pixmap.pixels().chunks_exact(width)) {
        if is_opaque {
            let (places, _) = row[1..].as_chunks_mut();
            for (place, pixel) in places.iter_mut().zip(pixels) {
                *place = [pixel.red(), pixel.green(), pixel.blue()];
            }
        } else {
            let (places, _) = row[1..].as_chunks_mut();
            for (place, pixel) in places.iter_mut().zip(pixels.iter().map(|it| it.demultiply())) {
                *place = [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()];
            }
        }
    }
    (colours, rows)
}
