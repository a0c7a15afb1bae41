//! The properties that a theme can set: one row each, with its reader.

use super::font::{self, FontValue};
use super::value::{self, Problem, Read};
use super::{MarkerShape, Style, Vignette};
use crate::error::nearest;
use crate::scene::{Cap, Colour, Halo, Hatch, Join};

/// A style in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    style: Style,
    /// The last plain fill colour that was set: what a hatch without a colour of its own is drawn in.
    plain: Option<Colour>,
    /// Whether the hatch waits for that colour.
    hatch_in_plain: bool,
}

impl Draft {
    /// The finished style.
    pub(super) fn finish(mut self) -> Style {
        if let (Some(hatch), true) = (self.style.hatch.as_mut(), self.hatch_in_plain) {
            hatch.colour = self.plain.unwrap_or(BLACK);
        }
        self.style
    }
}

const BLACK: Colour = Colour { red: 0, green: 0, blue: 0 };
const WHITE: Colour = Colour { red: 255, green: 255, blue: 255 };

/// Reads the text of a value into a style.
type Setter = fn(&str, &mut Draft) -> Read<()>;

/// Sets the property `name` to the text `value`.
pub(super) fn set(name: &str, value: &str, draft: &mut Draft) -> Read<()> {
    match PROPERTIES.iter().find(|(known, _)| *known == name) {
        Some((_, setter)) => setter(value, draft),
        None => Err(unknown(name)),
    }
}

/// Whether there is a property of this name.
pub(super) fn is_known(name: &str) -> bool {
    PROPERTIES.iter().any(|(known, _)| *known == name)
}

/// That there is no property `name`, and which is nearest.
pub(super) fn unknown(name: &str) -> Problem {
    let names = || PROPERTIES.iter().map(|(known, _)| *known);
    let problem = Problem::new(format!("`{name}` is not a property"));
    match nearest(name, names()) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint(format!("known are {}", names().collect::<Vec<_>>().join(", "))),
    }
}

/// `none` where a length may also be absent.
fn size_or_none(text: &str) -> Read<Option<crate::units::Millimetres>> {
    if text == "none" { Ok(None) } else { value::size(text).map(Some) }
}

/// Every property of a theme.
const PROPERTIES: &[(&str, Setter)] = &[
    ("display", |text, draft| {
        draft.style.hidden = value::keyword(text, &[("inline", false), ("none", true)])?;
        Ok(())
    }),
    ("opacity", |text, draft| {
        draft.style.opacity = Some(value::share(text)?);
        Ok(())
    }),
    ("fill", fill),
    ("fill-opacity", |text, draft| {
        draft.style.fill_opacity = Some(value::share(text)?);
        Ok(())
    }),
    ("stroke", |text, draft| {
        draft.style.stroke = value::colour_or_none(text)?;
        Ok(())
    }),
    ("stroke-width", |text, draft| {
        draft.style.stroke_width = Some(value::size(text)?);
        Ok(())
    }),
    ("stroke-opacity", |text, draft| {
        draft.style.stroke_opacity = Some(value::share(text)?);
        Ok(())
    }),
    ("stroke-dasharray", |text, draft| {
        draft.style.stroke_dasharray = value::dashes(text)?;
        Ok(())
    }),
    ("stroke-linecap", |text, draft| {
        let known = [("butt", Cap::Butt), ("round", Cap::Round), ("square", Cap::Square)];
        draft.style.stroke_linecap = value::keyword(text, &known)?;
        Ok(())
    }),
    ("stroke-linejoin", |text, draft| {
        let known = [("miter", Join::Miter), ("round", Join::Round), ("bevel", Join::Bevel)];
        draft.style.stroke_linejoin = value::keyword(text, &known)?;
        Ok(())
    }),
    ("vignette", vignette),
    ("outer-vignette", outer_vignette),
    ("font", shorthand),
    ("font-family", |text, draft| {
        draft.style.font_family = font::families(text)?;
        Ok(())
    }),
    ("font-size", |text, draft| {
        draft.style.font_size = Some(font::type_size(text)?);
        Ok(())
    }),
    ("font-weight", |text, draft| {
        draft.style.font_weight = Some(font::weight(text)?);
        Ok(())
    }),
    ("font-style", |text, draft| {
        draft.style.italic = font::italic(text)?;
        Ok(())
    }),
    ("line-height", |text, draft| {
        draft.style.line_height = Some(line_height(text)?);
        Ok(())
    }),
    ("letter-spacing", |text, draft| {
        draft.style.letter_spacing = font::em(text)?;
        Ok(())
    }),
    ("text-transform", |text, draft| {
        draft.style.uppercase = value::keyword(text, &[("none", false), ("uppercase", true)])?;
        Ok(())
    }),
    ("halo", halo),
    ("priority", |text, draft| {
        draft.style.priority = Some(value::number(text)?);
        Ok(())
    }),
    ("shape", |text, draft| {
        let known = [
            ("circle", MarkerShape::Circle),
            ("ring", MarkerShape::Circle),
            ("square", MarkerShape::Square),
            ("diamond", MarkerShape::Diamond),
        ];
        draft.style.marker = value::keyword(text, &known)?;
        Ok(())
    }),
    ("radius", |text, draft| {
        draft.style.radius = Some(value::size(text)?);
        Ok(())
    }),
    ("inner-radius", |text, draft| {
        draft.style.inner_radius = size_or_none(text)?;
        Ok(())
    }),
    ("width", |text, draft| {
        draft.style.width = Some(value::size(text)?);
        Ok(())
    }),
    ("height", |text, draft| {
        draft.style.height = Some(value::size(text)?);
        Ok(())
    }),
    ("offset", |text, draft| {
        draft.style.offset = Some(value::length(text)?);
        Ok(())
    }),
    ("gap", |text, draft| {
        draft.style.gap = Some(value::size(text)?);
        Ok(())
    }),
    ("padding", |text, draft| {
        draft.style.padding = Some(value::size(text)?);
        Ok(())
    }),
];

fn fill(text: &str, draft: &mut Draft) -> Read<()> {
    let (ground, lines) = value::fill(text)?;
    draft.style.fill = ground;
    draft.plain = ground.or(draft.plain);
    draft.hatch_in_plain = lines.is_some_and(|lines| lines.colour.is_none());
    draft.style.hatch = lines.map(|lines| Hatch {
        angle: lines.angle,
        pitch: lines.pitch,
        width: lines.width,
        colour: lines.colour.unwrap_or(BLACK),
    });
    Ok(())
}

fn shorthand(text: &str, draft: &mut Draft) -> Read<()> {
    let FontValue { italic, weight, size, line_height, families } = font::font(text)?;
    draft.style.italic = italic;
    draft.style.font_weight = Some(weight);
    draft.style.font_size = Some(size);
    draft.style.line_height = line_height.or(draft.style.line_height);
    draft.style.font_family = families;
    Ok(())
}

fn line_height(text: &str) -> Read<f64> {
    /// Below it lines lie on each other, above it they fall apart.
    const SENSIBLE: std::ops::RangeInclusive<f64> = 0.5..=4.0;
    let height = value::number(text)?;
    if SENSIBLE.contains(&height) {
        return Ok(height);
    }
    Err(Problem::not(text, "a line height").hint("write a multiple of the type size: 1.2"))
}

fn halo(text: &str, draft: &mut Draft) -> Read<()> {
    let rim = value::halo(text)?;
    draft.style.halo_of_ground = matches!(rim, Some((None, _, _)));
    draft.style.halo = rim.map(|(colour, width, opacity)| Halo {
        colour: colour.unwrap_or(WHITE),
        width,
        opacity,
    });
    Ok(())
}

fn outer_vignette(text: &str, draft: &mut Draft) -> Read<()> {
    let hint = "write #9dbfd0 .75mm 22%, several of them with commas between, or none";
    let mut strokes = Vec::new();
    for piece in value::split(text, ',').into_iter().filter(|piece| *piece != "none") {
        match value::halo(piece).map_err(|problem| problem.hint(hint))? {
            Some((Some(colour), depth, opacity)) => {
                strokes.push(Vignette { colour, depth, opacity });
            }
            _ => return Err(Problem::not(piece, "an outer vignette").hint(hint)),
        }
    }
    draft.style.outer_vignette = strokes;
    Ok(())
}

fn vignette(text: &str, draft: &mut Draft) -> Read<()> {
    let hint = "write #9e7398 2.4mm, #9e7398 2.4mm 50% or none";
    draft.style.vignette = match value::halo(text).map_err(|problem| problem.hint(hint))? {
        None => None,
        Some((Some(colour), depth, opacity)) => Some(Vignette { colour, depth, opacity }),
        Some((None, _, _)) => return Err(Problem::not(text, "a vignette").hint(hint)),
    };
    Ok(())
}
