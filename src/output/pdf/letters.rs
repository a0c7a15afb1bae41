//! The lettering of an SVG in, glyphs of embedded fonts out: a run of glyphs for each face and direction,
//! where the layout of the SVG has them. Lines that a reader of the file would take to pieces (spaced, slanted or
//! curved ones) are outlines, and one invisible glyph over them says their words.

use super::fonts::{Fonts, Set};
use super::page::Page;
use super::paint;
use crate::error::{Error, Result};
use krilla::geom::Point;
use resvg::usvg::layout::PositionedGlyph;
use resvg::usvg::{self, Group, Node, fontdb, roxmltree, tiny_skia_path};
use std::collections::BTreeMap;

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

/// Sets lines of lettering on a page.
pub(super) struct Letters<'a> {
    fonts: Fonts<'a>,
}

impl<'a> Letters<'a> {
    /// With the fonts of a tree.
    pub(super) fn new(database: &'a fontdb::Database) -> Letters<'a> {
        Letters { fonts: Fonts::new(database) }
    }

    /// A line of lettering: its halo as outlines, its letters as text.
    ///
    /// Errors: `Render` if a bundled font cannot be embedded.
    pub(super) fn line(&mut self, page: &mut Page, text: &usvg::Text) -> Result<()> {
        halo(page, text)?;
        let words: String = text.chunks().iter().map(|chunk| chunk.text()).collect();
        let sets = self.sets(text, usvg::Transform::identity())?;
        self.spell(page, &words, &sets, text.abs_transform())
    }

    /// Letters that stand one by one in a group: all halos, then all letters as one piece.
    ///
    /// Errors: `Render` if a bundled font cannot be embedded.
    pub(super) fn group(&mut self, page: &mut Page, group: &Group, words: &str) -> Result<()> {
        let Some(inverse) = group.abs_transform().invert() else { return Ok(()) };
        let mut sets = Vec::new();
        for text in texts(group) {
            let place = inverse.pre_concat(text.abs_transform());
            page.surface.push_transform(&paint::transform(place));
            let drawn = halo(page, text);
            page.surface.pop();
            drawn?;
            sets.extend(self.sets(text, place)?);
        }
        self.spell(page, words, &sets, group.abs_transform())
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
    fn spell(
        &mut self,
        page: &mut Page,
        words: &str,
        sets: &[Set],
        space: usvg::Transform,
    ) -> Result<()> {
        if sets.is_empty() {
            return Ok(());
        }
        let is_level = sets.iter().all(|set| {
            let frame = space.pre_concat(set.frame);
            frame.ky.abs() < LEVEL * frame.sx
        });
        let is_spaced = sets.iter().any(|set| set.is_spaced);
        let is_marked = page.begin_words(words);
        // A glyph has no direction of reading: poppler takes what one means to run from the left.
        let drawn = if unicode_bidi::BidiInfo::new(words, None).has_rtl() {
            sets.iter().for_each(|set| draw(page, set, is_spaced));
            let tight = sets.iter().filter(|_| is_spaced).map(Set::tightened);
            tight.for_each(|set| draw(page, &set, false));
            Ok(())
        } else if is_level && !is_spaced {
            sets.iter().for_each(|set| draw(page, set, false));
            Ok(())
        } else {
            sets.iter().for_each(|set| draw(page, set, true));
            self.say(page, words, sets)
        };
        if is_marked {
            page.end_mark();
        }
        drawn
    }

    /// Lays one invisible glyph that means `words` along the letters, from where they begin to where they end.
    fn say(&mut self, page: &mut Page, words: &str, sets: &[Set]) -> Result<()> {
        let (Some(first), Some(last)) = (sets.first(), sets.last()) else { return Ok(()) };
        let mut end = tiny_skia_path::Point::from_xy(last.end * last.size, 0.0);
        last.frame.map_point(&mut end);
        let from = (first.frame.tx, first.frame.ty);
        let sign = self.fonts.sign(words, first.size, from, (end.x, end.y))?;
        draw(page, &sign, false);
        Ok(())
    }
}

fn halo(page: &mut Page, text: &usvg::Text) -> Result<()> {
    text.flattened().children().iter().try_for_each(|node| match node {
        Node::Path(path) => page.path(path, None, path.stroke()),
        _ => Ok(()),
    })
}

fn draw(page: &mut Page, set: &Set, outlined: bool) {
    page.surface.set_fill(Some(set.fill.clone()));
    page.surface.set_stroke(None);
    page.surface.push_transform(&paint::transform(set.frame));
    let (origin, font) = (Point::from_xy(0.0, 0.0), set.font.clone());
    page.surface.draw_glyphs(origin, &set.glyphs, font, &set.text, set.size, outlined);
    page.surface.pop();
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
