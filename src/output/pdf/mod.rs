//! A scene in, a PDF of one page out: its very SVG as paths, hatches too, and as text in subset bundled fonts.
//!
//! The page is as large as the sheet. The whole is a tagged figure with the alternative text; each line of
//! lettering is a piece of its own, found, read out and copied whole, also where it is spaced or curved.
//! No date and no random id goes into it: same scene, same bytes.

mod fonts;
mod letters;
mod packet;
mod page;
mod paint;
mod picture;
mod reading;

use super::format::Format;
use super::svg::{self, Lettering};
use super::tree;
use crate::error::{Error, Result};
use crate::scene::Scene;
use crate::units::{MILLIMETRES_PER_INCH, POINTS_PER_INCH};
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::tagging::{Node, Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};
use picture::Picture;

impl Format {
    /// A page, for LaTeX and for print; with the fonts of its lettering.
    pub const PDF: Format = Format {
        name: "pdf",
        media_type: "application/pdf",
        is_raster: false,
        is_picture: true,
        stage: "pdf",
        encode: |scene, svg, options| match options.lettering {
            Lettering::Text => page(scene, svg),
            // Lines are found and copied as text whatever the letters of the SVG are.
            Lettering::Paths => encode(scene),
        },
        recognises: |bytes| bytes.starts_with(b"%PDF"),
        statement,
    };
}

/// The provenance statement in the last XMP packet: a later part of a PDF takes the place of an earlier.
fn statement(bytes: &[u8]) -> std::result::Result<Option<String>, String> {
    const START: &[u8] = b"<x:xmpmeta";
    const END: &[u8] = b"</x:xmpmeta>";
    let last = |what: &[u8]| bytes.windows(what.len()).rposition(|window| window == what);
    let (Some(start), Some(end)) = (last(START), last(END)) else { return Ok(None) };
    bytes.get(start..end + END.len()).map_or(Ok(None), svg::statement)
}

/// Writes a scene as a PDF.
///
/// Errors: `Render` for a sheet without size, or for what a PDF cannot hold.
pub fn encode(scene: &Scene) -> Result<Vec<u8>> {
    page(scene, &svg::write(scene, Lettering::Text))
}

/// The same from the scene's SVG with its lettering as text.
fn page(scene: &Scene, svg: &str) -> Result<Vec<u8>> {
    let mut document = Document::new_with(SerializeSettings::default());
    let pieces = add_page(&mut document, scene, svg)?;
    document.set_tag_tree(tags(scene, [(scene, pieces)]));
    document.set_metadata(metadata(scene));
    Ok(packet::with_provenance(finished(document)?, &scene.provenance))
}

/// Writes scenes as one PDF, a page each in their order. It states no origin: each page has its own.
///
/// Errors: as [`encode`]; `Render` if there are none.
pub fn pages(scenes: &[Scene]) -> Result<Vec<u8>> {
    let first = scenes.first().ok_or_else(|| Error::render("a PDF has a page at least"))?;
    let mut document = Document::new_with(SerializeSettings::default());
    let page = |scene| {
        let svg = svg::write(scene, Lettering::Text);
        add_page(&mut document, scene, &svg).map(|pieces| (scene, pieces))
    };
    let pieces = scenes.iter().map(page).collect::<Result<Vec<_>>>()?;
    document.set_tag_tree(tags(first, pieces));
    document.set_metadata(metadata(first));
    finished(document)
}

fn finished(document: Document) -> Result<Vec<u8>> {
    let pdf = document.finish();
    pdf.map_err(|cause| Error::render("the PDF cannot be written").cause(cause))
}

/// Draws a scene on a page of its own; its pieces.
fn add_page(document: &mut Document, scene: &Scene, svg: &str) -> Result<Vec<Node>> {
    let tree = tree::read(svg)?;
    let points = |millimetres: f64| (millimetres / MILLIMETRES_PER_INCH * POINTS_PER_INCH) as f32;
    let size = Size::from_wh(points(scene.width.0), points(scene.height.0))
        .ok_or_else(|| Error::render("a sheet without width or height has no page"))?;
    let mut page = document.start_page_with(PageSettings::new(size));
    let surface = page.surface();
    let drawn = Picture::new(surface, &tree, letters::words(svg)?).draw(&tree, size);
    page.finish();
    drawn
}

/// Each sheet as one figure, its pieces in the order in which they are drawn; in the language of the first.
fn tags<'a>(first: &Scene, sheets: impl IntoIterator<Item = (&'a Scene, Vec<Node>)>) -> TagTree {
    let language = Some(first.language.clone()).filter(|tag| !tag.is_empty());
    let mut tags = TagTree::new().with_lang(language);
    for (scene, pieces) in sheets {
        let words = [&scene.description, &scene.title].into_iter().find(|text| !text.is_empty());
        tags.push(TagGroup::with_children(Tag::Figure(words.cloned()), pieces));
    }
    tags
}

fn metadata(scene: &Scene) -> Metadata {
    let program = format!("Periplus {}", env!("CARGO_PKG_VERSION"));
    let metadata = Metadata::new()
        .title(scene.title.clone())
        .description(scene.description.clone())
        .creator(program.clone())
        .producer(program);
    if scene.language.is_empty() { metadata } else { metadata.language(scene.language.clone()) }
}
