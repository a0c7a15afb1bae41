//! Paths and lines of lettering in, the content stream of a page and its marked pieces out.

use super::paint;
use crate::error::Result;
use krilla::num::NormalizedF32;
use krilla::surface::Surface;
use krilla::tagging::{self, ContentTag, SpanTag, Tag, TagGroup};
use resvg::usvg;

/// A page that is being drawn.
pub(super) struct Page<'a> {
    pub(super) surface: Surface<'a>,
    /// All pieces so far, in their order; each line of lettering with its words.
    pieces: Vec<tagging::Node>,
    /// Whether what is drawn now has a mark.
    is_marked: bool,
    /// Groups with an opacity of their own that are open: their content is a stream of its own, in which no
    /// mark may begin or end.
    sealed: usize,
}

impl<'a> Page<'a> {
    /// An empty page.
    pub(super) fn new(surface: Surface<'a>) -> Page<'a> {
        Page { surface, pieces: Vec::new(), is_marked: false, sealed: 0 }
    }

    /// The pieces of the finished page, in their order.
    pub(super) fn finish(mut self) -> Vec<tagging::Node> {
        self.end_mark();
        self.surface.finish();
        self.pieces
    }

    /// A path in the paints given.
    ///
    /// Errors: `Render` for a paint that the writer of our SVG never writes.
    pub(super) fn path(
        &mut self,
        path: &usvg::Path,
        fill: Option<&usvg::Fill>,
        stroke: Option<&usvg::Stroke>,
    ) -> Result<()> {
        let Some(outline) = paint::path(path.data()) else { return Ok(()) };
        if fill.is_none() && stroke.is_none() {
            return Ok(());
        }
        self.begin_drawing();
        self.surface.set_fill(fill.map(paint::fill).transpose()?);
        self.surface.set_stroke(stroke.map(paint::stroke).transpose()?);
        self.surface.draw_path(&outline);
        Ok(())
    }

    /// Begins a group with an opacity of its own.
    pub(super) fn begin_sealed(&mut self, opacity: NormalizedF32) {
        self.begin_drawing();
        self.surface.push_opacity(opacity);
        self.sealed += 1;
    }

    /// Ends such a group.
    pub(super) fn end_sealed(&mut self) {
        self.sealed -= 1;
        self.surface.pop();
    }

    /// Begins a line of lettering as a piece of its own, if one may begin here.
    pub(super) fn begin_words(&mut self, words: &str) -> bool {
        if self.sealed > 0 {
            return false;
        }
        self.end_mark();
        let letters = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        let line = Tag::Span.with_actual_text(Some(words.to_owned()));
        self.pieces.push(TagGroup::with_children(line, vec![letters.into()]).into());
        self.is_marked = true;
        true
    }

    /// Begins a piece that says nothing, unless one is open.
    pub(super) fn begin_drawing(&mut self) {
        if !self.is_marked && self.sealed == 0 {
            self.pieces.push(self.surface.start_tagged(ContentTag::Other).into());
            self.is_marked = true;
        }
    }

    /// Ends the piece that is open, if one is.
    pub(super) fn end_mark(&mut self) {
        if self.is_marked {
            self.surface.end_tagged();
            self.is_marked = false;
        }
    }
}
