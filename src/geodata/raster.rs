//! A grey PNG that says where it lies in, its levels at any position out.
//! The picture's text chunk `bounds` holds west, south, east and north of its outer edges in degrees; row 0 is
//! in the north. 128 is level ground, less is shade, more is light.

use crate::error::{Error, Place, Result};
use crate::space::Geographic;
use geo::Coord;
use std::io::Cursor;

/// The value of level ground.
const LEVEL: f64 = 128.0;
/// No picture of more pixels is read: four times the bundled one in each direction.
const MOST_PIXELS: usize = 16_000_000;

/// Light and shade over a part of the earth.
#[derive(Clone, Debug, PartialEq)]
pub struct Raster {
    west: f64,
    north: f64,
    /// Degrees a pixel, eastwards and southwards.
    step: (f64, f64),
    columns: usize,
    rows: usize,
    levels: Vec<u8>,
}

impl Raster {
    /// West, south, east and north, degrees.
    pub fn bounds(&self) -> [f64; 4] {
        let (width, height) = (self.step.0 * self.columns as f64, self.step.1 * self.rows as f64);
        [self.west, self.north - height, self.west + width, self.north]
    }

    /// Reads an 8-bit grey PNG; `file` is its name for errors.
    ///
    /// Errors: `Input` if it is none, or does not say where it lies.
    pub fn read(bytes: &[u8], file: &str) -> Result<Raster> {
        let refuse = |message: &str| {
            Error::input(message.to_owned())
                .at(Place::file(file))
                .hint("an 8-bit grey PNG with a text chunk \"bounds\": west south east north")
        };
        let mut reader = png::Decoder::new(Cursor::new(bytes))
            .read_info()
            .map_err(|error| refuse("this is not a PNG").cause(error))?;
        let info = reader.info();
        if (info.color_type, info.bit_depth) != (png::ColorType::Grayscale, png::BitDepth::Eight) {
            return Err(refuse("the relief is not an 8-bit grey picture"));
        }
        let (columns, rows) = (info.width as usize, info.height as usize);
        if columns * rows > MOST_PIXELS {
            return Err(refuse("the relief has more than 16 million pixels"));
        }
        let texts = &info.uncompressed_latin1_text;
        let bounds = texts.iter().find(|text| text.keyword == "bounds");
        let bounds = bounds.and_then(|text| bounds_of(&text.text));
        let [west, south, east, north] =
            bounds.ok_or_else(|| refuse("the relief does not say where it lies"))?;
        let mut levels = vec![0; columns * rows];
        reader
            .next_frame(&mut levels)
            .map_err(|error| refuse("the relief is cut short").cause(error))?;
        let step = ((east - west) / columns as f64, (north - south) / rows as f64);
        Ok(Raster { west, north, step, columns, rows, levels })
    }

    /// Degrees of longitude and latitude a pixel.
    pub fn step(&self) -> (f64, f64) {
        self.step
    }

    /// The level at a position, between those of the four pixels about it: shade below 0, light above;
    /// none beyond the picture.
    pub fn at(&self, Geographic(at): Geographic<Coord>) -> Option<f64> {
        let (x, y) = ((at.x - self.west) / self.step.0, (self.north - at.y) / self.step.1);
        if !((0.0..=self.columns as f64).contains(&x) && (0.0..=self.rows as f64).contains(&y)) {
            return None;
        }
        let (x, y) = ((x - 0.5).max(0.0), (y - 0.5).max(0.0));
        let (column, row) = (x as usize, y as usize);
        let (right, down) = (x - column as f64, y - row as f64);
        let above = self.level(row, column) * (1.0 - right) + self.level(row, column + 1) * right;
        let below =
            self.level(row + 1, column) * (1.0 - right) + self.level(row + 1, column + 1) * right;
        Some(above * (1.0 - down) + below * down)
    }

    fn level(&self, row: usize, column: usize) -> f64 {
        let (row, column) = (row.min(self.rows - 1), column.min(self.columns - 1));
        f64::from(self.levels[row * self.columns + column]) - LEVEL
    }
}

/// West, south, east and north, if the text says a box on the earth.
fn bounds_of(text: &str) -> Option<[f64; 4]> {
    let numbers: Option<Vec<f64>> = text.split(' ').map(|word| word.parse().ok()).collect();
    let bounds: [f64; 4] = numbers?.try_into().ok()?;
    let [west, south, east, north] = bounds;
    let is_box = west < east && south < north && -180.0 <= west && -90.0 <= south;
    (is_box && east <= 360.0 && north <= 90.0).then_some(bounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(colour: png::ColorType, bounds: Option<&str>) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 2, 2);
        encoder.set_color(colour);
        if let Some(bounds) = bounds {
            encoder.add_text_chunk("bounds".into(), bounds.into()).unwrap();
        }
        let pixels = [28, 128, 128, 228].repeat(colour.samples());
        encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
        file
    }

    #[test]
    fn levels_are_those_of_the_pixels_and_between_them_the_mean() {
        let file = picture(png::ColorType::Grayscale, Some("10 40 12 42"));
        let raster = Raster::read(&file, "relief.png").unwrap();
        let at = |x, y| raster.at(Geographic(Coord { x, y }));
        assert_eq!(at(10.5, 41.5), Some(-100.0));
        assert_eq!(at(11.5, 40.5), Some(100.0));
        assert_eq!(at(11.0, 41.0), Some(0.0));
        assert_eq!(at(10.0, 42.0), Some(-100.0));
        assert_eq!(at(9.9, 41.0), None);
        assert_eq!(at(11.0, 39.9), None);
    }

    #[test]
    fn what_is_no_relief_is_refused() {
        let cut = picture(png::ColorType::Grayscale, Some("10 40 12 42"));
        for (file, says) in [
            (b"GIF89a".to_vec(), "this is not a PNG"),
            (picture(png::ColorType::Rgb, Some("10 40 12 42")), "not an 8-bit grey picture"),
            (picture(png::ColorType::Grayscale, None), "does not say where it lies"),
            (picture(png::ColorType::Grayscale, Some("10 42 12 40")), "does not say where it lies"),
            (picture(png::ColorType::Grayscale, Some("10 40 12")), "does not say where it lies"),
            (cut[..cut.len() - 20].to_vec(), "cut short"),
        ] {
            let error = Raster::read(&file, "relief.png").unwrap_err();
            assert!(error.message.contains(says), "{} instead of {says}", error.message);
        }
    }
}
