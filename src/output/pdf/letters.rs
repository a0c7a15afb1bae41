//! The lettering of an SVG in, glyphs of embedded fonts out: a run of glyphs for each face and direction,
//! where the layout of the SVG has them, and the words that they stand for.

use super::paint;
use super::picture::Picture;
use crate::error::{Error, Result};
use krilla::geom::Point;
use krilla::paint::Fill;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use resvg::usvg::layout::PositionedGlyph;
use resvg::usvg::{self, Group, Node, fontdb, roxmltree};
use std::collections::BTreeMap;

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
    made: Vec<(fontdb::ID, Font)>,
    /// The characters that each glyph stood for where it first stood: a font maps a glyph once, and the
    /// words of the line say what differs.
    meanings: BTreeMap<(usize, u32), String>,
}

impl<'a> Fonts<'a> {
    pub(super) fn new(database: &'a fontdb::Database) -> Fonts<'a> {
        Fonts { database, made: Vec::new(), meanings: BTreeMap::new() }
    }

    /// The font and its number.
    fn font(&mut self, id: fontdb::ID) -> Result<(usize, Font)> {
        if let Some(place) = self.made.iter().position(|(made, _)| *made == id) {
            return Ok((place, self.made[place].1.clone()));
        }
        let data = self.database.with_face_data(id, |bytes, face| (bytes.to_vec(), face));
        let font = data.and_then(|(bytes, face)| Font::new(bytes.into(), face));
        let font = font.ok_or_else(|| Error::render("a bundled font cannot be embedded"))?;
        self.made.push((id, font.clone()));
        Ok((self.made.len() - 1, font))
    }

    /// Glyphs as a run: the frame is that of the first, the others follow along its baseline.
    fn set(&mut self, glyphs: &[PositionedGlyph], size: f32, fill: Fill) -> Result<Option<Set>> {
        let Some(first) = glyphs.first() else { return Ok(None) };
        let (number, font) = self.font(first.font)?;
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
        for (place, glyph) in glyphs.iter().enumerate() {
            let (x, y) = places[place];
            let next = places.get(place + 1).map_or(x, |next| next.0);
            let id = u32::from(glyph.id.0);
            let meaning = self.meanings.entry((number, id)).or_insert_with(|| glyph.text.clone());
            let from = text.len();
            text.push_str(meaning);
            let id = GlyphId::new(id);
            run.push(KrillaGlyph::new(id, next - x, 0.0, -y, 0.0, from..text.len(), None));
        }
        Ok(Some(Set { frame, fill, font, size, glyphs: run, text }))
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
}

impl Picture<'_> {
    /// A line of lettering: its halo as outlines, its letters as text.
    pub(super) fn text(&mut self, text: &usvg::Text) -> Result<()> {
        self.halo(text)?;
        let words: String = text.chunks().iter().map(|chunk| chunk.text()).collect();
        let sets = self.sets(text, usvg::Transform::identity())?;
        self.spell(&words, sets);
        Ok(())
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
        self.spell(words, sets);
        Ok(())
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

    /// Draws letters that are read as `words`. They are marked within the frame of the first: poppler takes the
    /// size of the words from the font that is set where the mark ends.
    fn spell(&mut self, words: &str, sets: Vec<Set>) {
        let Some(inverse) = sets.first().and_then(|set| set.frame.invert()) else { return };
        self.surface.push_transform(&paint::transform(sets[0].frame));
        let is_marked = self.begin_words(words);
        for (place, set) in sets.into_iter().enumerate() {
            self.surface.set_fill(Some(set.fill));
            self.surface.set_stroke(None);
            if place > 0 {
                let frame = inverse.pre_concat(set.frame);
                self.surface.push_transform(&paint::transform(frame));
            }
            let origin = Point::from_xy(0.0, 0.0);
            self.surface.draw_glyphs(origin, &set.glyphs, set.font, &set.text, set.size, false);
            if place > 0 {
                self.surface.pop();
            }
        }
        if is_marked {
            self.end_mark();
        }
        self.surface.pop();
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
