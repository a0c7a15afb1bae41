//! The tree of an SVG in, the content of a page out: groups, clips, paths and the relief, in their order.

use super::fonts::Fonts;
use super::letters::Words;
use super::paint;
use crate::error::{Error, Result};
use krilla::geom::{Size, Transform};
use krilla::image::Image;
use krilla::surface::Surface;
use krilla::tagging::{self, ContentTag, SpanTag, Tag, TagGroup};
use resvg::usvg::{self, BlendMode, Group, ImageKind, Node, PaintOrder, Tree};

/// A page that is being drawn.
pub(super) struct Picture<'a> {
    pub(super) surface: Surface<'a>,
    pub(super) fonts: Fonts<'a>,
    /// What the groups say whose letters stand one by one.
    words: Words,
    /// All pieces so far, in their order; each line of lettering with its words.
    pieces: Vec<tagging::Node>,
    /// Whether what is drawn now has a mark.
    is_marked: bool,
    /// Groups with an opacity of their own that are open: their content is a stream of its own, in which no
    /// mark may begin or end.
    sealed: usize,
}

impl<'a> Picture<'a> {
    /// An empty page for `tree`.
    pub(super) fn new(surface: Surface<'a>, tree: &'a Tree, words: Words) -> Picture<'a> {
        let fonts = Fonts::new(tree.fontdb());
        Picture { surface, fonts, words, pieces: Vec::new(), is_marked: false, sealed: 0 }
    }

    /// Draws a tree to fill a page of `size`, points; its pieces come back in their order.
    ///
    /// Errors: `Render` for what the writer of our SVG never writes.
    pub(super) fn draw(mut self, tree: &Tree, size: Size) -> Result<Vec<tagging::Node>> {
        let (width, height) = (tree.size().width(), tree.size().height());
        let to_page = Transform::from_scale(size.width() / width, size.height() / height);
        self.surface.push_transform(&to_page);
        let drawn = self.group(tree.root());
        self.end_mark();
        self.surface.pop();
        self.surface.finish();
        drawn.map(|()| self.pieces)
    }

    fn group(&mut self, group: &Group) -> Result<()> {
        if group.mask().is_some()
            || !group.filters().is_empty()
            || group.blend_mode() != BlendMode::Normal
        {
            return Err(Error::render("the PDF holds no mask, filter or blend mode"));
        }
        let clip = group.clip_path().map(clip).transpose()?;
        self.surface.push_transform(&paint::transform(group.transform()));
        if let Some((path, rule)) = &clip {
            self.surface.push_clip_path(path, rule);
        }
        let words = self.words.get(group.id()).cloned();
        let drawn = match words.filter(|_| group.opacity() == usvg::Opacity::ONE) {
            Some(words) => self.letters(group, &words),
            None => self.members(group),
        };
        if clip.is_some() {
            self.surface.pop();
        }
        self.surface.pop();
        drawn
    }

    /// What is in a group, with its opacity.
    fn members(&mut self, group: &Group) -> Result<()> {
        if group.opacity() == usvg::Opacity::ONE {
            return group.children().iter().try_for_each(|node| self.node(node));
        }
        self.begin_drawing();
        self.surface.push_opacity(paint::part(group.opacity()));
        self.sealed += 1;
        let drawn = group.children().iter().try_for_each(|node| self.node(node));
        self.sealed -= 1;
        self.surface.pop();
        drawn
    }

    fn node(&mut self, node: &Node) -> Result<()> {
        match node {
            Node::Group(group) => self.group(group),
            Node::Path(path) => self.path(path),
            Node::Image(image) => self.image(image),
            Node::Text(text) => self.text(text),
        }
    }

    fn path(&mut self, path: &usvg::Path) -> Result<()> {
        if !path.is_visible() {
            return Ok(());
        }
        match path.paint_order() {
            PaintOrder::FillAndStroke => self.painted(path, path.fill(), path.stroke()),
            PaintOrder::StrokeAndFill => {
                self.painted(path, None, path.stroke())?;
                self.painted(path, path.fill(), None)
            }
        }
    }

    /// A path in the paints given.
    pub(super) fn painted(
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

    fn image(&mut self, image: &usvg::Image) -> Result<()> {
        let ImageKind::PNG(data) = image.kind() else {
            return Err(Error::render("the PDF holds pictures as PNG only"));
        };
        let failure = || Error::render("the picture cannot be put into the PDF");
        let size = Size::from_wh(image.size().width(), image.size().height());
        let picture =
            Image::from_png(data.clone().into(), false).map_err(|reason| failure().hint(reason))?;
        self.begin_drawing();
        self.surface.draw_image(picture, size.ok_or_else(failure)?);
        Ok(())
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

    fn begin_drawing(&mut self) {
        if !self.is_marked && self.sealed == 0 {
            self.pieces.push(self.surface.start_tagged(ContentTag::Other).into());
            self.is_marked = true;
        }
    }

    pub(super) fn end_mark(&mut self) {
        if self.is_marked {
            self.surface.end_tagged();
            self.is_marked = false;
        }
    }
}

/// The outline of a clip.
fn clip(clip: &usvg::ClipPath) -> Result<(krilla::geom::Path, krilla::paint::FillRule)> {
    let failure = || Error::render("the PDF holds clips of one plain path only");
    let ([Node::Path(path)], None) = (clip.root().children(), clip.clip_path()) else {
        return Err(failure());
    };
    let rule = path.fill().map(|fill| paint::rule(fill.rule())).unwrap_or_default();
    let data = path.data().clone().transform(clip.transform()).ok_or_else(failure)?;
    Ok((paint::path(&data).ok_or_else(failure)?, rule))
}
