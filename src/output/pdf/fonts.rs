//! The bundled fonts as a file has them, and glyphs ready to be set in them.

use super::reading::Signs;
use crate::error::{Error, Result};
use krilla::num::NormalizedF32;
use krilla::paint::Fill;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use resvg::usvg::layout::PositionedGlyph;
use resvg::usvg::{self, fontdb};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::collections::BTreeMap;

/// The widest gap, in em, between two letters of one word: readers of the file take a tenth for a space.
const WORD_GAP: f32 = 0.07;
/// The least by which a glyph is drawn out: nothing may shrink to a point.
const LEAST_STRETCH: f32 = 0.1;

/// The fonts of a document, each made when it is first needed.
pub(super) struct Fonts<'a> {
    database: &'a fontdb::Database,
    made: Vec<(fontdb::ID, Font, Vec<f32>)>,
    signs: Signs,
    /// The characters that each glyph stood for where it first stood: a font maps a glyph once, and the
    /// words of the line say what differs.
    meanings: BTreeMap<(usize, u32), String>,
}

impl<'a> Fonts<'a> {
    pub(super) fn new(database: &'a fontdb::Database) -> Fonts<'a> {
        Fonts { database, made: Vec::new(), signs: Signs::default(), meanings: BTreeMap::new() }
    }

    /// The place of a font in the list.
    fn font(&mut self, id: fontdb::ID) -> Result<usize> {
        if let Some(place) = self.made.iter().position(|(made, ..)| *made == id) {
            return Ok(place);
        }
        let data = self.database.with_face_data(id, |bytes, number| {
            let face = FontRef::from_index(bytes, number).ok()?;
            let measures = face.glyph_metrics(Size::unscaled(), LocationRef::default());
            let glyphs = (0..measures.glyph_count()).map(skrifa::GlyphId::new);
            let widths = glyphs.map(|glyph| measures.advance_width(glyph).unwrap_or_default());
            Some((Font::new(bytes.to_vec().into(), number)?, widths.collect()))
        });
        let (font, widths) =
            data.flatten().ok_or_else(|| Error::render("a bundled font cannot be embedded"))?;
        self.made.push((id, font, widths));
        Ok(self.made.len() - 1)
    }

    /// Glyphs as a run: the frame is that of the first, the others follow along its baseline.
    pub(super) fn set(
        &mut self,
        glyphs: &[PositionedGlyph],
        size: f32,
        fill: Fill,
    ) -> Result<Option<Set>> {
        let Some(first) = glyphs.first() else { return Ok(None) };
        let number = self.font(first.font)?;
        let (_, font, widths) = &self.made[number];
        let to_units = font.units_per_em() / size;
        let frame = first.transform().pre_scale(to_units, to_units);
        let Some(inverse) = frame.invert() else { return Ok(None) };
        let places: Vec<(f32, f32)> = glyphs
            .iter()
            .map(|glyph| {
                let place = inverse.pre_concat(glyph.transform());
                (place.tx / size, place.ty / size)
            })
            .collect();
        let mut text = String::new();
        let mut run = Vec::with_capacity(glyphs.len());
        let mut own = Vec::with_capacity(glyphs.len());
        let (mut end, mut is_spaced) = (0.0_f32, false);
        for (place, glyph) in glyphs.iter().enumerate() {
            let (x, y) = places[place];
            let next = places.get(place + 1).map_or(x, |next| next.0);
            let width = widths.get(glyph.id.0 as usize).copied().unwrap_or_default();
            let width = width / font.units_per_em();
            is_spaced |= x - end > WORD_GAP;
            end = end.max(x + width);
            own.push(width);
            let id = glyph.id.0;
            let meaning = self.meanings.entry((number, id)).or_insert_with(|| glyph.text.clone());
            let from = text.len();
            text.push_str(meaning);
            let id = GlyphId::new(id);
            run.push(KrillaGlyph::new(id, next - x, 0.0, -y, 0.0, from..text.len(), None));
        }
        let font = font.clone();
        Ok(Some(Set { frame, fill, font, size, glyphs: run, widths: own, text, end, is_spaced }))
    }

    /// One invisible glyph that means `words`, as long as from here to there, and as high as letters of `size`.
    ///
    /// Errors: `Render` if there is no glyph for it.
    pub(super) fn sign(
        &mut self,
        words: &str,
        size: f32,
        (from_x, from_y): (f32, f32),
        to: (f32, f32),
    ) -> Result<Set> {
        let sign = self.signs.next(self.database)?;
        let (x, y) = (to.0 - from_x, to.1 - from_y);
        let length = libm::hypotf(x, y);
        let (cos, sin) = if length > 0.0 { (x / length, y / length) } else { (1.0, 0.0) };
        let stretch = (length / (sign.width * size)).max(LEAST_STRETCH);
        let (sx, ky) = (cos * stretch, sin * stretch);
        let frame = usvg::Transform::from_row(sx, ky, -sin, cos, from_x, from_y);
        let width = sign.width;
        let glyph = KrillaGlyph::new(sign.glyph, width, 0.0, 0.0, 0.0, 0..words.len(), None);
        Ok(Set {
            frame,
            fill: invisible(),
            font: sign.font,
            size,
            glyphs: vec![glyph],
            widths: vec![width],
            text: words.to_owned(),
            end: width,
            is_spaced: false,
        })
    }
}

/// Glyphs in one face, direction and colour, ready to be set.
pub(super) struct Set {
    /// From the glyphs' own baseline to where the line stands.
    pub(super) frame: usvg::Transform,
    pub(super) fill: Fill,
    pub(super) font: Font,
    pub(super) size: f32,
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// The width of each glyph by itself, at a size of 1.
    pub(super) widths: Vec<f32>,
    pub(super) text: String,
    /// Where the last letter ends, at a size of 1.
    pub(super) end: f32,
    /// Whether a reader of the file would see a space between two letters.
    pub(super) is_spaced: bool,
}

impl Set {
    /// The same letters to be read only: shoulder to shoulder, and drawn out to the same length.
    pub(super) fn tightened(&self) -> Set {
        let natural: f32 = self.widths.iter().sum();
        let stretch = if natural > 0.0 { (self.end / natural).max(LEAST_STRETCH) } else { 1.0 };
        let glyphs = self.glyphs.iter().zip(&self.widths);
        let glyphs =
            glyphs.map(|(glyph, width)| KrillaGlyph { x_advance: *width, ..glyph.clone() });
        Set {
            frame: self.frame.pre_scale(stretch, 1.0),
            fill: invisible(),
            font: self.font.clone(),
            glyphs: glyphs.collect(),
            widths: self.widths.clone(),
            text: self.text.clone(),
            end: natural,
            is_spaced: false,
            ..*self
        }
    }
}

/// The paint of what is only read.
fn invisible() -> Fill {
    Fill { opacity: NormalizedF32::ZERO, ..Fill::default() }
}
