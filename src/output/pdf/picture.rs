//! The tree of an SVG in, the content of a page out: groups, clips, paths and the relief, in their order.

use super::letters::{Letters, Words};
use super::page::Page;
use super::paint;
use crate::error::{Error, Result};
use krilla::geom::{Size, Transform};
use krilla::image::Image;
use krilla::surface::Surface;
use krilla::tagging;
use resvg::usvg::{self, BlendMode, Group, ImageKind, Node, PaintOrder, Tree};

/// A tree that is being drawn.
pub(super) struct Picture<'a> {
    page: Page<'a>,
    letters: Letters<'a>,
    /// What the groups say whose letters stand one by one.
    words: Words,
}

impl<'a> Picture<'a> {
    /// An empty page for `tree`.
    pub(super) fn new(surface: Surface<'a>, tree: &'a Tree, words: Words) -> Picture<'a> {
        Picture { page: Page::new(surface), letters: Letters::new(tree.fontdb()), words }
    }

    /// Draws a tree to fill a page of `size`, points; its pieces come back in their order.
    ///
    /// Errors: `Render` for what the writer of our SVG never writes.
    pub(super) fn draw(mut self, tree: &Tree, size: Size) -> Result<Vec<tagging::Node>> {
        let (width, height) = (tree.size().width(), tree.size().height());
        let to_page = Transform::from_scale(size.width() / width, size.height() / height);
        self.page.surface.push_transform(&to_page);
        let drawn = self.group(tree.root());
        self.page.end_mark();
        self.page.surface.pop();
        let pieces = self.page.finish();
        drawn.map(|()| pieces)
    }

    fn group(&mut self, group: &Group) -> Result<()> {
        if group.mask().is_some()
            || !group.filters().is_empty()
            || group.blend_mode() != BlendMode::Normal
        {
            return Err(Error::render("the PDF holds no mask, filter or blend mode"));
        }
        let clip = group.clip_path().map(clip).transpose()?;
        self.page.surface.push_transform(&paint::transform(group.transform()));
        if let Some((path, rule)) = &clip {
            self.page.surface.push_clip_path(path, rule);
        }
        let words = self.words.get(group.id());
        let drawn = match words.filter(|_| group.opacity() == usvg::Opacity::ONE) {
            Some(words) => self.letters.group(&mut self.page, group, words),
            None => self.members(group),
        };
        if clip.is_some() {
            self.page.surface.pop();
        }
        self.page.surface.pop();
        drawn
    }

    /// What is in a group, with its opacity.
    fn members(&mut self, group: &Group) -> Result<()> {
        if group.opacity() == usvg::Opacity::ONE {
            return group.children().iter().try_for_each(|node| self.node(node));
        }
        self.page.begin_sealed(paint::part(group.opacity()));
        let drawn = group.children().iter().try_for_each(|node| self.node(node));
        self.page.end_sealed();
        drawn
    }

    fn node(&mut self, node: &Node) -> Result<()> {
        match node {
            Node::Group(group) => self.group(group),
            Node::Path(path) => self.path(path),
            Node::Image(image) => self.image(image),
            Node::Text(text) => self.letters.line(&mut self.page, text),
        }
    }

    fn path(&mut self, path: &usvg::Path) -> Result<()> {
        if !path.is_visible() {
            return Ok(());
        }
        match path.paint_order() {
            PaintOrder::FillAndStroke => self.page.path(path, path.fill(), path.stroke()),
            PaintOrder::StrokeAndFill => {
                self.page.path(path, None, path.stroke())?;
                self.page.path(path, path.fill(), None)
            }
        }
    }

    fn image(&mut self, image: &usvg::Image) -> Result<()> {
        let ImageKind::PNG(data) = image.kind() else {
            return Err(Error::render("the PDF holds pictures as PNG only"));
        };
        let failure = || Error::render("the picture cannot be put into the PDF");
        let size = Size::from_wh(image.size().width(), image.size().height());
        let picture =
            Image::from_png(data.clone().into(), false).map_err(|reason| failure().hint(reason))?;
        self.page.begin_drawing();
        self.page.surface.draw_image(picture, size.ok_or_else(failure)?);
        Ok(())
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
