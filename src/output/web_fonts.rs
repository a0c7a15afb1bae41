//! An SVG of ours with its scene in, the same with the fonts of its lettering out, for browsers, which have none of ours:
//! each bundled face with the outlines of the glyphs that the scene shows and no others. Glyphs keep their numbers, so that
//! kerning and joining work as they do here. Programs that know no fonts in a file pass over them.

use super::format::Lettering;
use super::image::base64;
use crate::error::{Error, Result};
use crate::lettering;
use crate::scene::{Font, Item, Lay, Run, Scene};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use write_fonts::FontBuilder;
use write_fonts::read::tables::glyf::Glyph;
use write_fonts::read::{FontRef, ReadError, TableProvider};
use write_fonts::types::{GlyphId, Tag};

/// What a font needs to be set as here; the rest is for printers and systems.
const TABLES: [&[u8; 4]; 10] =
    [b"cmap", b"hhea", b"hmtx", b"maxp", b"name", b"OS/2", b"post", b"GDEF", b"GSUB", b"GPOS"];
/// Where `head` says how wide the numbers of `loca` are (OpenType 1.9, head).
const LOCA_FORMAT: std::ops::Range<usize> = 50..52;

/// What is shown of a face.
#[derive(Default)]
struct Shown {
    characters: BTreeSet<char>,
    glyphs: BTreeSet<u32>,
}

/// The SVG of a scene as a file has it: with the fonts of its lettering where that is text; else as it is.
///
/// Errors: `Render` if a bundled font cannot be read.
pub fn embedded(svg: &str, scene: &Scene, lettering: Lettering) -> Result<String> {
    if lettering == Lettering::Paths {
        return Ok(svg.to_owned());
    }
    let mut shown = BTreeMap::new();
    look(&scene.items, &mut shown);
    let (Some(end), false) = (svg.rfind("</svg>"), shown.is_empty()) else {
        return Ok(svg.to_owned());
    };
    let mut text = svg[..end].to_owned();
    text.push_str(" <style>\n");
    for (number, shown) in &shown {
        let face = &lettering::bundled()[*number];
        let font = subset(face.bytes(), &shown.glyphs)
            .map_err(|cause| Error::render("a bundled font cannot be read").cause(cause))?;
        let style = if face.italic { "italic" } else { "normal" };
        // several figures on one page name the same families: each rule is for its own characters
        let range = ranges(&shown.characters);
        // text cannot fail to grow
        let _ = writeln!(
            text,
            "@font-face{{font-family:'{}';font-weight:{};font-style:{style};unicode-range:{range};\
             src:url(data:font/ttf;base64,{})}}",
            face.family,
            face.weight,
            base64(&font)
        );
    }
    text.push_str(" </style>\n");
    text.push_str(&svg[end..]);
    Ok(text)
}

/// Takes up the glyphs of all lettering, shaped as it is written.
fn look(items: &[Item], shown: &mut BTreeMap<usize, Shown>) {
    for item in items {
        match item {
            Item::Group(group) => look(&group.items, shown),
            Item::Text(text) => {
                take(&text.runs, shown);
                if let Lay::Curved { .. } = text.lay {
                    text.runs.iter().for_each(|run| take_letters(run, shown));
                }
            }
            Item::Path(_) | Item::Image(_) => {}
        }
    }
}

/// Takes up a line as it is written: each stretch of one face by itself.
fn take(runs: &[Run], shown: &mut BTreeMap<usize, Shown>) {
    for stretch in lettering::stretches(runs) {
        let line = lettering::shape_runs(std::slice::from_ref(&stretch.run));
        if let Some(glyph) = line.glyphs.first() {
            let face = shown.entry(glyph.face).or_default();
            face.characters.extend(stretch.run.content.chars());
            face.glyphs.extend(line.glyphs.iter().map(|glyph| u32::from(glyph.id)));
        }
    }
}

/// Letter by letter, as lettering on a curve is written.
fn take_letters(run: &Run, shown: &mut BTreeMap<usize, Shown>) {
    let font = Font { letter_spacing: 0.0, ..run.font.clone() };
    for letter in run.content.chars() {
        take(&[Run { content: letter.to_string(), font: font.clone(), ..run.clone() }], shown);
    }
}

/// The font with these glyphs and their parts; of the others only the widths are left.
fn subset(bytes: &[u8], glyphs: &BTreeSet<u32>) -> std::result::Result<Vec<u8>, ReadError> {
    let font = FontRef::new(bytes)?;
    let (loca, glyf) = (font.loca(None)?, font.glyf()?);
    let outlines = font.table_data(Tag::new(b"glyf")).ok_or(ReadError::OutOfBounds)?;
    let mut closure: BTreeSet<u32> = glyphs.clone();
    closure.insert(0);
    let mut open: Vec<u32> = closure.iter().copied().collect();
    while let Some(glyph) = open.pop() {
        if let Some(Glyph::Composite(whole)) = loca.get_glyf(GlyphId::new(glyph), &glyf)? {
            let parts = whole.components().map(|part| u32::from(part.glyph.to_u16()));
            open.extend(parts.filter(|part| closure.insert(*part)));
        }
    }
    let (mut data, mut offsets) = (Vec::new(), Vec::new());
    for glyph in 0..u32::from(font.maxp()?.num_glyphs()) {
        offsets.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
        let at = |number: u32| loca.get_raw(number as usize).ok_or(ReadError::OutOfBounds);
        if closure.contains(&glyph) {
            let (start, end) = (at(glyph)? as usize, at(glyph + 1)? as usize);
            data.extend(outlines.as_bytes().get(start..end).ok_or(ReadError::OutOfBounds)?);
            data.resize(data.len().next_multiple_of(4), 0);
        }
    }
    offsets.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    let mut head =
        font.table_data(Tag::new(b"head")).ok_or(ReadError::OutOfBounds)?.as_bytes().to_vec();
    // offsets of 32 bits
    head.get_mut(LOCA_FORMAT).ok_or(ReadError::OutOfBounds)?.copy_from_slice(&[0, 1]);
    let mut builder = FontBuilder::new();
    for table in TABLES.map(Tag::new) {
        if let Some(data) = font.table_data(table) {
            builder.add_raw(table, data.as_bytes());
        }
    }
    builder.add_raw(Tag::new(b"head"), head);
    builder.add_raw(Tag::new(b"glyf"), data).add_raw(Tag::new(b"loca"), offsets);
    Ok(builder.build())
}

/// Characters as CSS writes them: `U+41-5A,U+3B1`.
fn ranges(characters: &BTreeSet<char>) -> String {
    let codes: Vec<u32> = characters.iter().map(|character| u32::from(*character)).collect();
    let runs = codes.chunk_by(|one, next| one + 1 == *next).map(|run| match run {
        [first, .., last] => format!("U+{first:X}-{last:X}"),
        [alone] => format!("U+{alone:X}"),
        [] => String::new(),
    });
    runs.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use skrifa::MetadataProvider;
    use skrifa::instance::{LocationRef, Size};
    use skrifa::outline::DrawSettings;
    use skrifa::outline::pen::SvgPen;

    fn outline(font: &skrifa::FontRef, glyph: skrifa::GlyphId) -> String {
        let mut path = SvgPen::new();
        let letter = font.outline_glyphs().get(glyph).expect("a glyph");
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        letter.draw(settings, &mut path).expect("an outline");
        path.to_string()
    }

    #[test]
    fn characters_are_written_as_css_has_them() {
        assert_eq!(ranges(&BTreeSet::from(['A', 'B', 'C', 'Z', 'α'])), "U+41-43,U+5A,U+3B1");
    }

    #[test]
    fn a_subset_has_the_outlines_of_its_glyphs_and_of_their_parts() {
        let face = &lettering::bundled()[0];
        let whole = skrifa::FontRef::new(face.bytes()).expect("a bundled font");
        let glyph = whole.charmap().map('É').expect("it has the letter");
        let other = whole.charmap().map('Q').expect("it has the letter");
        let bytes = subset(face.bytes(), &BTreeSet::from([glyph.to_u32()])).expect("a subset");
        let part = skrifa::FontRef::new(&bytes).expect("the subset is a font");
        assert_eq!(outline(&part, glyph), outline(&whole, glyph));
        assert_eq!(outline(&part, other), "");
        let width = |font: &skrifa::FontRef, glyph| {
            font.glyph_metrics(Size::unscaled(), LocationRef::default()).advance_width(glyph)
        };
        assert_eq!(width(&part, other), width(&whole, other));
        assert_eq!(part.charmap().map('É'), Some(glyph));
        assert!(bytes.len() < face.bytes().len() / 2 + 4000, "{} bytes", bytes.len());
    }
}
