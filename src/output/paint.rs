//! Paint in, presentation attributes out.

use super::lines::{self, Unit};
use super::xml::{Attributes, Node};
use crate::scene::{Cap, Colour, Join, Stroke};

/// An outline with its paint.
pub(super) fn painted(outline: Node, fill: Option<(Colour, f64)>, stroke: Option<&Stroke>) -> Node {
    let mut paint: Attributes = Vec::new();
    match fill {
        None => paint.push(("fill", "none".into())),
        Some((colour, opacity)) => {
            paint.push(("fill", hex(colour)));
            if opacity < 1.0 {
                paint.push(("fill-opacity", number_of(opacity)));
            }
        }
    }
    if let Some(stroke) = stroke {
        let is_scaled = outline.attributes.contains(&("transform", Unit::SCALE.to_owned()));
        paint.extend(pen(stroke, if is_scaled { lines::steps } else { lines::millimetres }));
    }
    // Paint first: a reader of the text sees it before the long list of positions.
    let Node { name, attributes, text, children } = outline;
    paint.extend(attributes);
    Node { name, attributes: paint, text, children }
}

fn pen(stroke: &Stroke, length: fn(f64) -> String) -> Attributes {
    let mut pen = vec![("stroke", hex(stroke.colour)), ("stroke-width", length(stroke.width.0))];
    if stroke.opacity < 1.0 {
        pen.push(("stroke-opacity", number_of(stroke.opacity)));
    }
    if stroke.dashes.iter().any(|dash| dash.0 > 0.0) {
        let dashes: Vec<String> = stroke.dashes.iter().map(|d| length(d.0)).collect();
        pen.push(("stroke-dasharray", dashes.join(" ")));
    }
    match stroke.cap {
        Cap::Butt => {}
        Cap::Round => pen.push(("stroke-linecap", "round".into())),
        Cap::Square => pen.push(("stroke-linecap", "square".into())),
    }
    match stroke.join {
        Join::Round => {}
        Join::Miter => pen.push(("stroke-linejoin", "miter".into())),
        Join::Bevel => pen.push(("stroke-linejoin", "bevel".into())),
    }
    pen
}

/// A share from 0 to 1.
pub(super) fn number_of(share: f64) -> String {
    lines::number(share.clamp(0.0, 1.0), 3)
}

/// `#rgb` where that says it, else `#rrggbb`.
pub(super) fn hex(colour: Colour) -> String {
    let channels = [colour.red, colour.green, colour.blue];
    match channels.iter().all(|channel| channel >> 4 == channel & 0xf) {
        true => {
            channels.iter().fold("#".into(), |text, channel| format!("{text}{:x}", channel & 0xf))
        }
        false => channels.iter().fold("#".into(), |text, channel| format!("{text}{channel:02x}")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::xml::PAINT;
    use super::*;
    use crate::units::Millimetres;

    #[test]
    fn whatever_paints_a_shape_is_handed_down_by_its_group() {
        // All fields, so that a new one has to be thought of here, at what SVG would not take it for anyway.
        let stroke = Stroke {
            colour: Colour { red: 1, green: 2, blue: 3 },
            opacity: 0.5,
            width: Millimetres(1.0),
            dashes: vec![Millimetres(1.0)],
            cap: Cap::Square,
            join: Join::Bevel,
        };
        let painted = painted(Node::new("path"), Some((stroke.colour, 0.5)), Some(&stroke));
        let names: Vec<&str> = painted.attributes.iter().map(|(name, _)| *name).collect();
        let handed_down: Vec<&str> =
            PAINT.into_iter().filter(|name| *name != "fill-rule").collect();
        assert_eq!(names, handed_down);
    }

    #[test]
    fn colours_are_short_where_they_can_be() {
        assert_eq!(hex(Colour { red: 255, green: 0, blue: 0x33 }), "#f03");
        assert_eq!(hex(Colour { red: 255, green: 1, blue: 0x33 }), "#ff0133");
    }
}
