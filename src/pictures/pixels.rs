//! A PNG in, few pixels in few paints out, as sheets have them.

use crate::error::{Error, Place, Result};
use crate::scene::{Colour, Image};
use crate::space::OnSheet;
use crate::units::{MILLIMETRES_PER_INCH, Millimetres};
use geo::Coord;
use std::collections::BTreeMap;
use std::io::Cursor;

/// No picture of more pixels is read.
const MOST_PIXELS: usize = 4_000_000;
/// More pixels in an inch than this nobody sees.
const FINEST: f64 = 600.0;
/// So many paints a picture on a sheet has.
const MOST_PAINTS: usize = 256;

/// A picture in pixels: red, green, blue, and how opaque each is.
#[derive(Clone, Debug)]
pub(crate) struct Pixels {
    columns: usize,
    rows: usize,
    colours: Vec<[u8; 4]>,
}

/// Reads a PNG; `file` is its name for errors.
///
/// Errors: `Input` for one that is damaged or too large.
pub(super) fn read(bytes: &[u8], file: &str) -> Result<Pixels> {
    let refuse = |message: &str| {
        Error::input(message.to_owned())
            .at(Place::file(file))
            .hint("save it anew as a PNG, or as an SVG of shapes")
    };
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader =
        decoder.read_info().map_err(|error| refuse("the PNG cannot be read").cause(error))?;
    let (columns, rows) = (reader.info().width as usize, reader.info().height as usize);
    if columns.saturating_mul(rows) > MOST_PIXELS {
        return Err(refuse("the picture has more than 4 million pixels"));
    }
    let mut bytes = vec![0; reader.output_buffer_size().unwrap_or_default()];
    let frame = reader
        .next_frame(&mut bytes)
        .map_err(|error| refuse("the PNG cannot be read").cause(error))?;
    let samples = frame.color_type.samples();
    let colour = |pixel: &[u8]| match *pixel {
        [grey] => [grey, grey, grey, 255],
        [grey, opacity] => [grey, grey, grey, opacity],
        [red, green, blue] => [red, green, blue, 255],
        [red, green, blue, opacity, ..] => [red, green, blue, opacity],
        [] => [0; 4],
    };
    let colours: Vec<[u8; 4]> =
        bytes.chunks_exact(samples).map(colour).take(columns * rows).collect();
    if colours.len() != columns * rows || colours.is_empty() {
        return Err(refuse("the PNG cannot be read"));
    }
    Ok(Pixels { columns, rows, colours })
}

impl Pixels {
    pub(super) fn aspect(&self) -> f64 {
        self.columns as f64 / self.rows as f64
    }

    /// The picture at a height in mm, its top left corner at the origin.
    pub(super) fn image(&self, height: f64) -> Image {
        let most = (height / MILLIMETRES_PER_INCH * FINEST).ceil().max(1.0) as usize;
        let shrunk = if self.rows > most { self.shrunk(most) } else { self.clone() };
        let (pixels, paints) = shrunk.in_few_paints();
        Image {
            corner: OnSheet(Coord { x: 0.0, y: 0.0 }),
            width: Millimetres(height * self.aspect()),
            height: Millimetres(height),
            columns: shrunk.columns as u32,
            pixels,
            paints,
        }
    }

    /// The same in so many rows, each pixel the mean of those that it stands for, by how opaque they are.
    fn shrunk(&self, rows: usize) -> Pixels {
        let columns = ((rows as f64 * self.aspect()).round() as usize).max(1);
        let mut colours = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            let down = row * self.rows / rows..((row + 1) * self.rows).div_ceil(rows);
            for column in 0..columns {
                let across = column * self.columns / columns
                    ..((column + 1) * self.columns).div_ceil(columns);
                let covered = down
                    .clone()
                    .flat_map(|y| across.clone().map(move |x| self.colours[y * self.columns + x]));
                colours.push(mean(covered));
            }
        }
        Pixels { columns, rows, colours }
    }

    /// The place of each pixel's paint, and the paints: as finely told apart as their number allows.
    fn in_few_paints(&self) -> (Vec<u8>, Vec<(Colour, u8)>) {
        for bits in 0..8 {
            let key = |colour: &[u8; 4]| colour.map(|channel| channel >> bits);
            let mut groups: BTreeMap<[u8; 4], Vec<[u8; 4]>> = BTreeMap::new();
            for colour in &self.colours {
                let group = groups.entry(key(colour)).or_default();
                if group.last() != Some(colour) {
                    group.push(*colour);
                }
                if groups.len() > MOST_PAINTS {
                    break;
                }
            }
            if groups.len() <= MOST_PAINTS {
                let places: BTreeMap<&[u8; 4], u8> = groups.keys().zip(0..=u8::MAX).collect();
                let pixels = self.colours.iter().map(|colour| places[&key(colour)]).collect();
                let paint = |colours: &Vec<[u8; 4]>| {
                    let [red, green, blue, opacity] = mean(colours.iter().copied());
                    (Colour { red, green, blue }, opacity)
                };
                return (pixels, groups.values().map(paint).collect());
            }
        }
        (Vec::new(), Vec::new())
    }
}

/// The mean of colours, by how opaque they are.
fn mean(colours: impl Iterator<Item = [u8; 4]>) -> [u8; 4] {
    let (mut sums, mut opaque, mut count) = ([0_u64; 3], 0_u64, 0_u64);
    for [red, green, blue, opacity] in colours {
        for (sum, channel) in sums.iter_mut().zip([red, green, blue]) {
            *sum += u64::from(channel) * u64::from(opacity);
        }
        opaque += u64::from(opacity);
        count += 1;
    }
    let [red, green, blue] = sums.map(|sum| ((sum + opaque / 2) / opaque.max(1)) as u8);
    [red, green, blue, ((opaque + count / 2) / count.max(1)) as u8]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(columns: u32, rows: u32, colours: &[[u8; 4]]) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, columns, rows);
        encoder.set_color(png::ColorType::Rgba);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(&colours.concat()).expect("pixels");
        writer.finish().expect("an end");
        file
    }

    #[test]
    fn a_picture_keeps_its_colours_while_they_are_few() {
        let colours = [[255, 0, 0, 255], [0, 0, 255, 128]];
        let picture = read(&packed(2, 1, &colours), "a.png").expect("a PNG").image(8.0);
        assert_eq!((picture.columns, picture.width.0, picture.height.0), (2, 16.0, 8.0));
        let paint = |place: usize| picture.paints[usize::from(picture.pixels[place])];
        assert_eq!(paint(0), (Colour { red: 255, green: 0, blue: 0 }, 255));
        assert_eq!(paint(1), (Colour { red: 0, green: 0, blue: 255 }, 128));
    }

    #[test]
    fn many_colours_are_told_apart_as_far_as_paints_go_and_many_pixels_shrink() {
        let colours: Vec<[u8; 4]> =
            (0..90_000_u32).map(|it| [(it % 300) as u8, (it / 300) as u8, 7, 255]).collect();
        let picture = read(&packed(300, 300, &colours), "a.png").expect("a PNG").image(2.0);
        assert!(picture.paints.len() <= 256 && picture.columns <= 48);
        assert_eq!(picture.pixels.len(), (picture.columns * picture.columns) as usize);
    }

    #[test]
    fn what_is_damaged_is_refused() {
        let whole = packed(2, 1, &[[1, 2, 3, 255]; 2]);
        for end in [9, 20, whole.len() - 14] {
            let error = read(&whole[..end], "a.png").expect_err("damaged");
            assert!(error.hint.is_some());
        }
    }
}
