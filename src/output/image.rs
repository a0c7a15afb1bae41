//! A picture of the scene in, an `<image>` out: an indexed PNG in the text itself, no file beside it.

use super::lines;
use super::xml::Node;
use crate::scene::Image;
use crate::space::OnSheet;

/// The element of a picture; none if it has no pixels.
pub(super) fn element(image: &Image) -> Option<Node> {
    let OnSheet(corner) = image.corner;
    let data = base64(&packed(image)?);
    let node = Node::new("image")
        .with("x", lines::millimetres(corner.x))
        .with("y", lines::millimetres(corner.y))
        .with("width", lines::millimetres(image.width.0))
        .with("height", lines::millimetres(image.height.0))
        .with("preserveAspectRatio", "none");
    // the older name of `href` is the one that every reader knows: Inkscape 1.2 shows nothing by the newer
    Some(node.with("xlink:href", format!("data:image/png;base64,{data}")))
}

/// The picture as a PNG with a palette; none if its parts do not fit together.
fn packed(image: &Image) -> Option<Vec<u8>> {
    let rows = image.pixels.len() as u32 / image.columns.max(1);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, image.columns, rows);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    let colours = image.paints.iter().flat_map(|(it, _)| [it.red, it.green, it.blue]);
    encoder.set_palette(colours.collect::<Vec<u8>>());
    encoder.set_trns(image.paints.iter().map(|(_, opacity)| *opacity).collect::<Vec<u8>>());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&image.pixels).ok()?;
    writer.finish().ok()?;
    Some(file)
}

/// Bytes in letters, for where only text can stand (RFC 4648, section 4).
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |place: usize| u32::from(group.get(place).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= group.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Colour;
    use crate::units::Millimetres;
    use geo::Coord;

    #[test]
    fn base64_is_that_of_the_standard() {
        // RFC 4648, section 10
        let vectors = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"];
        for (length, expected) in vectors.into_iter().enumerate() {
            assert_eq!(base64(&b"foobar"[..length]), expected);
        }
    }

    #[test]
    fn a_picture_comes_back_pixel_by_pixel() {
        let black = Colour { red: 0, green: 0, blue: 0 };
        let image = Image {
            corner: OnSheet(Coord { x: 1.0, y: 2.0 }),
            width: Millimetres(2.0),
            height: Millimetres(1.5),
            columns: 2,
            pixels: vec![0, 1, 2, 1, 0, 2],
            paints: vec![(black, 0), (black, 40), (black, 90)],
        };
        let file = packed(&image).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
        assert_eq!((reader.info().width, reader.info().height), (2, 3));
        assert_eq!(reader.info().trns.as_deref(), Some(&[0, 40, 90][..]));
        let mut pixels = vec![0; 6];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels, image.pixels);
    }
}
