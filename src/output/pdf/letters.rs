//! The lettering of an SVG in, glyphs of embedded fonts out: a run of glyphs for each face and direction,
//! where the layout of the SVG has them. Lines that a reader of the file would take to pieces (spaced, slanted or
//! curved ones) are outlines, and one invisible glyph over them says their words.

use super::paint;
use super::picture::Picture;
use super::reading::{self, Signs};
use crate::error::{Error, Result};
use krilla::geom::Point;
use krilla::paint::Fill;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use resvg::usvg::layout::PositionedGlyph;
use resvg::usvg::{self, Group, Node, fontdb, roxmltree, tiny_skia_path};
use std::collections::BTreeMap;
use ttf_parser::Face;

/// The widest gap, in em, between two letters of one word: readers of the file take a tenth for a space.
const WORD_GAP: f32 = 0.07;
/// The steepest line, rise by run, that is read as one: at 180 mm it rises by .2 mm.
const LEVEL: f32 = 1e-3;

/// What the groups say whose letters stand one by one, by their ids.
pub(super) type Words = BTreeMap<String, String>;

/// The words of an SVG's groups of letters.
///
/// Errors: `Render` for an SVG that cannot be read.
pub(super) fn words(svg: &str) -> Result<Words> {
    let document = roxmltree::Document::parse(svg)
        .map_err(|cause| Error::render("the SVG cannot be read back").cause(cause))?;
    let groups = document.descendants().filter(|node| node.has_tag_name("g"));
    let said = groups.filter_map(|group| {
        Some((group.attribute("id")?.to_owned(), group.attribute("aria-label")?.to_owned()))
    });
    Ok(said.collect())
}

/// The fonts of a document, each made when it is first needed.
pub(super) struct Fonts<'a> {
    database: &'a fontdb::Database,
    made: Vec<(fontdb::ID, Font, Vec<u16>)>,
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
            let face = Face::parse(bytes, number).ok()?;
            let glyphs = (0..face.number_of_glyphs()).map(ttf_parser::GlyphId);
            let widths = glyphs.map(|glyph| face.glyph_hor_advance(glyph).unwrap_or_default());
            Some((Font::new(bytes.to_vec().into(), number)?, widths.collect()))
        });
        let (font, widths) =
            data.flatten().ok_or_else(|| Error::render("a bundled font cannot be embedded"))?;
        self.made.push((id, font, widths));
        Ok(self.made.len() - 1)
    }

    /// Glyphs as a run: the frame is that of the first, the others follow along its baseline.
    fn set(&mut self, glyphs: &[PositionedGlyph], size: f32, fill: Fill) -> Result<Option<Set>> {
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
        let (mut end, mut is_spaced) = (0.0_f32, false);
        for (place, glyph) in glyphs.iter().enumerate() {
            let (x, y) = places[place];
            let next = places.get(place + 1).map_or(x, |next| next.0);
            let width = widths.get(usize::from(glyph.id.0)).copied().unwrap_or_default();
            is_spaced |= x - end > WORD_GAP;
            end = end.max(x + f32::from(width) / font.units_per_em());
            let id = u32::from(glyph.id.0);
            let meaning = self.meanings.entry((number, id)).or_insert_with(|| glyph.text.clone());
            let from = text.len();
            text.push_str(meaning);
            let id = GlyphId::new(id);
            run.push(KrillaGlyph::new(id, next - x, 0.0, -y, 0.0, from..text.len(), None));
        }
        Ok(Some(Set { frame, fill, font: font.clone(), size, glyphs: run, text, end, is_spaced }))
    }
}

/// Glyphs in one face, direction and colour, ready to be set.
pub(super) struct Set {
    /// From the glyphs' own baseline to where the line stands.
    frame: usvg::Transform,
    fill: Fill,
    font: Font,
    size: f32,
    glyphs: Vec<KrillaGlyph>,
    text: String,
    /// Where the last letter ends, at a size of 1.
    end: f32,
    /// Whether a reader of the file would see a space between two letters.
    is_spaced: bool,
}

impl Picture<'_> {
    /// A line of lettering: its halo as outlines, its letters as text.
    pub(super) fn text(&mut self, text: &usvg::Text) -> Result<()> {
        self.halo(text)?;
        let words: String = text.chunks().iter().map(|chunk| chunk.text()).collect();
        let sets = self.sets(text, usvg::Transform::identity())?;
        self.spell(&words, &sets, text.abs_transform())
    }

    /// Letters that stand one by one in a group: all halos, then all letters as one piece.
    pub(super) fn letters(&mut self, group: &Group, words: &str) -> Result<()> {
        let Some(inverse) = group.abs_transform().invert() else { return Ok(()) };
        let texts = texts(group);
        let mut sets = Vec::new();
        for text in texts {
            let place = inverse.pre_concat(text.abs_transform());
            self.surface.push_transform(&paint::transform(place));
            let drawn = self.halo(text);
            self.surface.pop();
            drawn?;
            sets.extend(self.sets(text, place)?);
        }
        self.spell(words, &sets, group.abs_transform())
    }

    fn halo(&mut self, text: &usvg::Text) -> Result<()> {
        text.flattened().children().iter().try_for_each(|node| match node {
            Node::Path(path) => self.painted(path, None, path.stroke()),
            _ => Ok(()),
        })
    }

    /// The letters of a text that lies `within` what is drawn now.
    fn sets(&mut self, text: &usvg::Text, within: usvg::Transform) -> Result<Vec<Set>> {
        let mut sets = Vec::new();
        let alike =
            |a: &PositionedGlyph, b: &PositionedGlyph| a.font == b.font && turn(a) == turn(b);
        for span in text.layouted().iter().filter(|span| span.visible) {
            let Some(fill) = &span.fill else { continue };
            for glyphs in span.positioned_glyphs.chunk_by(alike) {
                let set = self.fonts.set(glyphs, span.font_size.get(), paint::fill(fill)?)?;
                sets.extend(set.map(|set| Set { frame: within.pre_concat(set.frame), ..set }));
            }
        }
        Ok(sets)
    }

    /// Draws letters that are read as `words`, in a space that lies on the page as `space` says.
    fn spell(&mut self, words: &str, sets: &[Set], space: usvg::Transform) -> Result<()> {
        if sets.is_empty() {
            return Ok(());
        }
        let is_whole = sets.iter().all(|set| {
            let frame = space.pre_concat(set.frame);
            !set.is_spaced && frame.ky.abs() < LEVEL * frame.sx
        });
        // An invisible line has no order of reading of its own.
        let is_text = is_whole || unicode_bidi::BidiInfo::new(words, None).has_rtl();
        let is_marked = self.begin_words();
        for set in sets {
            self.surface.set_fill(Some(set.fill.clone()));
            self.set_glyphs(set, !is_text);
        }
        let drawn = if is_text { Ok(()) } else { self.say(words, sets) };
        if is_marked {
            self.end_mark();
        }
        drawn
    }

    fn set_glyphs(&mut self, set: &Set, outlined: bool) {
        self.surface.set_stroke(None);
        self.surface.push_transform(&paint::transform(set.frame));
        let (origin, font) = (Point::from_xy(0.0, 0.0), set.font.clone());
        self.surface.draw_glyphs(origin, &set.glyphs, font, &set.text, set.size, outlined);
        self.surface.pop();
    }

    /// Lays one invisible glyph that means `words` along the letters, from where they begin to where they end.
    fn say(&mut self, words: &str, sets: &[Set]) -> Result<()> {
        let (Some(first), Some(last)) = (sets.first(), sets.last()) else { return Ok(()) };
        let sign = self.fonts.signs.next(self.fonts.database)?;
        let mut end = tiny_skia_path::Point::from_xy(last.end * last.size, 0.0);
        last.frame.map_point(&mut end);
        let (from_x, from_y) = (first.frame.tx, first.frame.ty);
        let (x, y, size) = (end.x - from_x, end.y - from_y, first.size);
        let length = libm::hypotf(x, y);
        let (cos, sin) = if length > 0.0 { (x / length, y / length) } else { (1.0, 0.0) };
        // As long as the line is, and as high as its letters.
        let stretch = (length / (sign.width * size)).max(0.1);
        let (sx, ky) = (cos * stretch, sin * stretch);
        let frame = usvg::Transform::from_row(sx, ky, -sin, cos, from_x, from_y);
        let glyphs =
            vec![KrillaGlyph::new(sign.glyph, sign.width, 0.0, 0.0, 0.0, 0..words.len(), None)];
        let text = words.to_owned();
        let fill = reading::invisible();
        self.surface.set_fill(Some(fill.clone()));
        let (end, is_spaced) = (sign.width, false);
        self.set_glyphs(
            &Set { frame, fill, font: sign.font, size, glyphs, text, end, is_spaced },
            false,
        );
        Ok(())
    }
}

/// The direction and size of a glyph, without its place.
fn turn(glyph: &PositionedGlyph) -> [u32; 4] {
    let it = glyph.transform();
    [it.sx, it.kx, it.ky, it.sy].map(f32::to_bits)
}

/// All lines of lettering in a group.
fn texts(group: &Group) -> Vec<&usvg::Text> {
    let mut found = Vec::new();
    for node in group.children() {
        match node {
            Node::Group(group) => found.extend(texts(group)),
            Node::Text(text) => found.push(text.as_ref()),
            Node::Path(_) | Node::Image(_) => {}
        }
    }
    found
}
