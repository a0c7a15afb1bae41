//! Words in, one invisible glyph that means all of them out: what is found, copied and read aloud where the
//! letters themselves stand too far apart, or aslant, for a reader of the file to put them together.
//!
//! The glyphs are those of a copy of a bundled face that no letter is set in: the file's table of what its
//! glyphs mean has room for one text a glyph, and takes texts of any length.

use crate::error::{Error, Result};
use krilla::text::{Font, GlyphId};
use resvg::usvg::fontdb;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider, Tag};

/// Where `head` has the checksum of the whole font (OpenType 1.9, head).
const CHECKSUM: std::ops::Range<usize> = 8..12;

/// A glyph that stands for a line.
pub(super) struct Sign {
    pub(super) font: Font,
    pub(super) glyph: GlyphId,
    /// Its width at a size of 1.
    pub(super) width: f32,
}

/// The glyphs that are still free.
#[derive(Default)]
pub(super) struct Signs {
    free: Vec<Sign>,
    /// How many copies of the face there are.
    copies: u32,
}

impl Signs {
    /// A glyph that no line has yet.
    ///
    /// Errors: `Render` if the bundled face cannot be copied.
    pub(super) fn next(&mut self, database: &fontdb::Database) -> Result<Sign> {
        if self.free.is_empty() {
            self.copies += 1;
            let made = database.faces().next().and_then(|face| {
                database.with_face_data(face.id, |bytes, _| copy(bytes, self.copies))?
            });
            self.free = made.unwrap_or_default();
        }
        self.free.pop().ok_or_else(|| Error::render("a bundled font cannot be copied"))
    }
}

/// The glyphs with a width of a face, as a font that differs from it by its checksum alone: otherwise the file
/// would take both for one.
fn copy(bytes: &[u8], number: u32) -> Option<Vec<Sign>> {
    let face = FontRef::new(bytes).ok()?;
    let head =
        face.table_directory().table_records().iter().find(|it| it.tag() == Tag::new(b"head"))?;
    let mut changed = bytes.to_vec();
    let start = head.offset() as usize + CHECKSUM.start;
    let checksum = changed.get_mut(start..start + CHECKSUM.len())?;
    for (byte, by) in checksum.iter_mut().zip(number.to_be_bytes()) {
        *byte ^= by;
    }
    let font = Font::new(changed.into(), 0)?;
    let measures = face.glyph_metrics(Size::unscaled(), LocationRef::default());
    let em = font.units_per_em();
    // From the end, as the list is used from there: the first glyphs are the simplest.
    let signs = (1..measures.glyph_count()).rev().filter_map(|glyph| {
        let width = measures.advance_width(skrifa::GlyphId::new(glyph))? / em;
        let glyph = GlyphId::new(glyph);
        (width > 0.1).then(|| Sign { font: font.clone(), glyph, width })
    });
    Some(signs.collect())
}
