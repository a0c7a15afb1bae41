//! The properties that a theme can set. A property is one row of the table: its name, its reader, and where its
//! value goes. The names that are known, the reading and the setting all come from it.

use super::font::{self, FontValue};
use super::value::{self, HatchValue, ParseResult, Problem, Rim};
use super::{MarkerShape, Style, Vignette};
use crate::error::nearest;
use crate::scene::{Cap, Colour, Halo, Hatch, Join};
use crate::symbols::{self, Symbol};
use crate::units::{Millimetres, Points};
use std::borrow::Cow;

/// A style in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct ComputedStyle {
    style: Style,
    /// The last plain fill colour that was set: what a hatch without a colour of its own is drawn in.
    plain: Option<Colour>,
    /// Whether the hatch waits for that colour.
    hatch_in_plain: bool,
}

impl ComputedStyle {
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

/// From the table of properties: their names, the setting of each with its type, how it is read and what it sets.
macro_rules! properties {
    ($($name:literal, $setting:ident($value:ty): $read:expr, $set:expr;)*) => {
        /// The names of all properties, in the order of the table.
        pub(super) const NAMES: &[&str] = &[$($name),*];

        /// A property with its value: read once, applied to any number of styles.
        #[derive(Clone, Debug)]
        pub(super) enum PropertyValue {
            $($setting($value),)*
        }

        impl PropertyValue {
            /// The property `name` with the value that `text` says.
            pub(super) fn read(name: &str, text: &str) -> ParseResult<PropertyValue> {
                match name {
                    $($name => {
                        let read: fn(&str) -> ParseResult<$value> = $read;
                        read(text).map(PropertyValue::$setting)
                    })*
                    _ => Err(unknown(name)),
                }
            }

            /// Sets the property of a style.
            pub(super) fn apply(&self, draft: &mut ComputedStyle) {
                match self {
                    $(PropertyValue::$setting(value) => {
                        let set: fn(&mut ComputedStyle, &$value) = $set;
                        set(draft, value);
                    })*
                }
            }
        }
    };
}

properties! {
    "display", Hidden(bool): |text| value::keyword(text, &[("inline", false), ("none", true)]),
        |draft, hidden| draft.style.hidden = *hidden;
    "opacity", Opacity(f64): value::share,
        |draft, share| draft.style.opacity = Some(*share);
    "fill", Fill((Option<Colour>, Option<HatchValue>)): value::fill, set_fill;
    "fill-opacity", FillOpacity(f64): value::share,
        |draft, share| draft.style.fill_opacity = Some(*share);
    "stroke", Stroke(Option<Colour>): value::colour_or_none,
        |draft, colour| draft.style.stroke = *colour;
    "stroke-width", StrokeWidth(Millimetres): value::size,
        |draft, width| draft.style.stroke_width = Some(*width);
    "stroke-opacity", StrokeOpacity(f64): value::share,
        |draft, share| draft.style.stroke_opacity = Some(*share);
    "stroke-dasharray", StrokeDashes(Vec<Millimetres>): value::dashes,
        |draft, dashes| draft.style.stroke_dasharray.clone_from(dashes);
    "stroke-linecap", StrokeCap(Cap): |text| value::keyword(text, &CAPS),
        |draft, cap| draft.style.stroke_linecap = *cap;
    "stroke-linejoin", StrokeJoin(Join): |text| value::keyword(text, &JOINS),
        |draft, join| draft.style.stroke_linejoin = *join;
    "vignette", Vignette(Option<Vignette>): vignette,
        |draft, vignette| draft.style.vignette = *vignette;
    "outer-vignette", OuterVignette(Vec<Vignette>): outer_vignette,
        |draft, bands| draft.style.outer_vignette.clone_from(bands);
    "font", Font(FontValue): font::font, set_font;
    "font-family", FontFamily(Vec<String>): font::families,
        |draft, families| draft.style.font_family.clone_from(families);
    "font-size", FontSize(Points): font::type_size,
        |draft, size| draft.style.font_size = Some(*size);
    "font-weight", FontWeight(u16): font::weight,
        |draft, weight| draft.style.font_weight = Some(*weight);
    "font-style", FontStyle(bool): font::italic,
        |draft, italic| draft.style.italic = *italic;
    "line-height", LineHeight(f64): line_height,
        |draft, height| draft.style.line_height = Some(*height);
    "letter-spacing", LetterSpacing(f64): font::em,
        |draft, spacing| draft.style.letter_spacing = *spacing;
    "text-transform", Uppercase(bool): |text| value::keyword(text, &[("none", false), ("uppercase", true)]),
        |draft, uppercase| draft.style.uppercase = *uppercase;
    "halo", Halo(Option<Rim>): value::halo, set_halo;
    "priority", Priority(f64): value::number,
        |draft, priority| draft.style.priority = Some(*priority);
    "shape", Shape(MarkerShape): |text| value::keyword(text, &SHAPES),
        |draft, shape| draft.style.marker = *shape;
    "symbol", Symbol(Option<&'static Symbol>): symbol,
        |draft, symbol| draft.style.symbol = symbol.map(Cow::Borrowed);
    "radius", Radius(Millimetres): value::size,
        |draft, radius| draft.style.radius = Some(*radius);
    "inner-radius", InnerRadius(Option<Millimetres>): size_or_none,
        |draft, radius| draft.style.inner_radius = *radius;
    "width", Width(Millimetres): value::size,
        |draft, width| draft.style.width = Some(*width);
    "height", Height(Millimetres): value::size,
        |draft, height| draft.style.height = Some(*height);
    "offset", Offset(Millimetres): value::length,
        |draft, offset| draft.style.offset = Some(*offset);
    "gap", Gap(Millimetres): value::size,
        |draft, gap| draft.style.gap = Some(*gap);
    "padding", Padding(Millimetres): value::size,
        |draft, padding| draft.style.padding = Some(*padding);
}

const CAPS: [(&str, Cap); 3] =
    [("butt", Cap::Butt), ("round", Cap::Round), ("square", Cap::Square)];
const JOINS: [(&str, Join); 3] =
    [("miter", Join::Miter), ("round", Join::Round), ("bevel", Join::Bevel)];
const SHAPES: [(&str, MarkerShape); 4] = [
    ("circle", MarkerShape::Circle),
    ("ring", MarkerShape::Circle),
    ("square", MarkerShape::Square),
    ("diamond", MarkerShape::Diamond),
];

/// Whether there is a property of this name.
pub(super) fn is_known(name: &str) -> bool {
    NAMES.contains(&name)
}

/// That there is no property `name`, and which is nearest.
pub(super) fn unknown(name: &str) -> Problem {
    let problem = Problem::new(format!("`{name}` is not a property"));
    match nearest(name, NAMES.iter().copied()) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint(format!("known are {}", NAMES.join(", "))),
    }
}

fn set_fill(draft: &mut ComputedStyle, (ground, lines): &(Option<Colour>, Option<HatchValue>)) {
    draft.style.fill = *ground;
    draft.plain = ground.or(draft.plain);
    draft.hatch_in_plain = lines.is_some_and(|lines| lines.colour.is_none());
    draft.style.hatch = lines.map(|lines| Hatch {
        angle: lines.angle,
        pitch: lines.pitch,
        width: lines.width,
        colour: lines.colour.unwrap_or(BLACK),
    });
}

fn set_font(draft: &mut ComputedStyle, font: &FontValue) {
    draft.style.italic = font.italic;
    draft.style.font_weight = Some(font.weight);
    draft.style.font_size = Some(font.size);
    draft.style.line_height = font.line_height.or(draft.style.line_height);
    draft.style.font_family.clone_from(&font.families);
}

fn set_halo(draft: &mut ComputedStyle, rim: &Option<Rim>) {
    draft.style.halo_of_ground = matches!(rim, Some((None, _, _)));
    draft.style.halo = rim.map(|(colour, width, opacity)| Halo {
        colour: colour.unwrap_or(WHITE),
        width,
        opacity,
    });
}

/// `none` where a length may also be absent.
fn size_or_none(text: &str) -> ParseResult<Option<Millimetres>> {
    if text == "none" { Ok(None) } else { value::size(text).map(Some) }
}

/// The name of a symbol, or `none`.
fn symbol(text: &str) -> ParseResult<Option<&'static Symbol>> {
    if text == "none" {
        return Ok(None);
    }
    symbols::named(text)
        .map(Some)
        .map_err(|flaw| Problem { message: flaw.message, hint: flaw.hint })
}

fn line_height(text: &str) -> ParseResult<f64> {
    /// Below it lines lie on each other, above it they fall apart.
    const SENSIBLE: std::ops::RangeInclusive<f64> = 0.5..=4.0;
    let height = value::number(text)?;
    if SENSIBLE.contains(&height) {
        return Ok(height);
    }
    Err(Problem::not(text, "a line height").hint("write a multiple of the type size: 1.2"))
}

fn outer_vignette(text: &str) -> ParseResult<Vec<Vignette>> {
    /// Each is the whole coast once more.
    const MOST_BANDS: usize = 20;
    let hint = "write #9dbfd0 .75mm 22%, several of them with commas between, or none";
    let pieces = value::split(text, ',');
    if pieces.len() > MOST_BANDS {
        let message = format!("{} bands: an outer vignette has {MOST_BANDS} at most", pieces.len());
        return Err(Problem::new(message).hint("docs/limits.md lists all limits"));
    }
    let mut strokes = Vec::new();
    for piece in pieces.into_iter().filter(|piece| *piece != "none") {
        match value::halo(piece).map_err(|problem| problem.hint(hint))? {
            Some((Some(colour), depth, opacity)) => {
                strokes.push(Vignette { colour, depth, opacity });
            }
            _ => return Err(Problem::not(piece, "an outer vignette").hint(hint)),
        }
    }
    Ok(strokes)
}

fn vignette(text: &str) -> ParseResult<Option<Vignette>> {
    let hint = "write #9e7398 2.4mm, #9e7398 2.4mm 50% or none";
    match value::halo(text).map_err(|problem| problem.hint(hint))? {
        None => Ok(None),
        Some((Some(colour), depth, opacity)) => Ok(Some(Vignette { colour, depth, opacity })),
        Some((None, _, _)) => Err(Problem::not(text, "a vignette").hint(hint)),
    }
}
