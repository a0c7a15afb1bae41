//! The bundled faces: a wished font in, the nearest face that holds each character out.
//! No system font is ever read. Fallback is a character at a time, one script and one face a run,
//! because the Armenian, Georgian and Hebrew faces hold neither Latin letters nor "/".

use crate::compression::inflated;
use crate::error::Warning;
use crate::scene::{Font, Run};
use crate::units::Points;
use harfrust::{Direction, Feature, Script, ShapePlan, Shaper, ShaperData, Tag, script};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::{BoundingBox, GlyphMetrics};
use skrifa::outline::OutlineGlyphCollection;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::sync::{LazyLock, OnceLock};
use unicode_script::{Script as UnicodeScript, UnicodeScript as _};

/// How much larger Arabic stands beside Latin of the same size, to look equal (Naskh has a small
/// eye); applied where Arabic comes by fallback, not where the caller asks for the Arabic family.
pub const ARABIC_ENLARGEMENT: f64 = 1.12;

/// A bundled typeface.
#[derive(Debug)]
pub struct Face {
    /// Its family: `Periplus Sans`.
    pub family: &'static str,
    /// 300 light, 400 regular, 500 medium, 600 semi-bold, 700 bold.
    pub weight: u16,
    /// Whether it is an italic.
    pub italic: bool,
    deflated: &'static [u8],
    inflated: OnceLock<Vec<u8>>,
}

impl Face {
    /// The font file.
    pub fn bytes(&'static self) -> &'static [u8] {
        self.inflated.get_or_init(|| inflated(self.deflated))
    }
}

macro_rules! face {
    ($family:literal, $weight:literal, $italic:literal, $file:literal) => {
        Face {
            family: $family,
            weight: $weight,
            italic: $italic,
            deflated: include_bytes!(concat!(env!("OUT_DIR"), "/periplus-", $file, ".font")),
            inflated: OnceLock::new(),
        }
    };
}

/// In order of fallback: families first, then weights.
static FACES: [Face; 14] = [
    face!("Periplus Sans", 300, false, "sans-light"),
    face!("Periplus Sans", 400, false, "sans-regular"),
    face!("Periplus Sans", 500, false, "sans-medium"),
    face!("Periplus Sans", 600, false, "sans-semibold"),
    face!("Periplus Sans", 700, false, "sans-bold"),
    face!("Periplus Serif", 400, true, "serif-italic"),
    face!("Periplus Armenian", 400, false, "armenian-regular"),
    face!("Periplus Armenian", 600, false, "armenian-semibold"),
    face!("Periplus Georgian", 400, false, "georgian-regular"),
    face!("Periplus Georgian", 600, false, "georgian-semibold"),
    face!("Periplus Hebrew", 400, false, "hebrew-regular"),
    face!("Periplus Hebrew", 600, false, "hebrew-semibold"),
    face!("Periplus Arabic", 400, false, "arabic-regular"),
    face!("Periplus Arabic", 600, false, "arabic-semibold"),
];

const ARABIC: &str = "Periplus Arabic";

/// Every bundled face.
pub fn bundled() -> &'static [Face] {
    &FACES
}

/// A face taken apart, for those who shape and draw with it.
struct Parsed {
    font: FontRef<'static>,
    shaping: ShaperData,
}

// boxed: what is not yet there takes no room in the binary
static PARSED: [OnceLock<Box<Parsed>>; FACES.len()] = [const { OnceLock::new() }; FACES.len()];

fn parsed(face: &'static Face) -> Parsed {
    let font = FontRef::new(face.bytes())
        .expect("the bundled font files are valid: they are part of the binary and tested");
    Parsed { shaping: ShaperData::new(&font), font }
}

/// A face ready for shaping, with its plans: making a plan takes longer than shaping a name.
pub(super) struct Ready {
    pub(super) shaper: Shaper<'static>,
    pub(super) outlines: OutlineGlyphCollection<'static>,
    /// Millimetres an em → millimetres a font unit.
    pub(super) unit: f64,
    /// In font units above the baseline.
    pub(super) ascent: f64,
    /// In font units below the baseline.
    pub(super) descent: f64,
    pub(super) cap_height: f64,
    pub(super) x_height: f64,
    characters: skrifa::charmap::Charmap<'static>,
    measures: GlyphMetrics<'static>,
    plans: [OnceLock<ShapePlan>; PLANS],
}

/// Scripts that the bundled faces hold; the first slot is for text of no script (digits, signs).
const SCRIPTS: [Script; 7] = [
    script::LATIN,
    script::GREEK,
    script::CYRILLIC,
    script::ARMENIAN,
    script::GEORGIAN,
    script::HEBREW,
    script::ARABIC,
];
/// (no script + scripts) × two directions × with and without ligatures.
const PLANS: usize = (SCRIPTS.len() + 1) * 4;

static READY: [OnceLock<Box<Ready>>; FACES.len()] = [const { OnceLock::new() }; FACES.len()];

fn ready(parsed: &'static Parsed) -> Ready {
    let Parsed { font, shaping } = parsed;
    let metrics = font.metrics(Size::unscaled(), LocationRef::default());
    let unit = 1.0 / f64::from(metrics.units_per_em);
    let height = |value: Option<f32>, share: f64| value.map_or(share, |v| f64::from(v) * unit);
    Ready {
        cap_height: height(metrics.cap_height, 0.7),
        x_height: height(metrics.x_height, 0.5),
        ascent: f64::from(metrics.ascent),
        descent: -f64::from(metrics.descent),
        unit,
        shaper: shaping.shaper(font).build(),
        outlines: font.outline_glyphs(),
        characters: font.charmap(),
        measures: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
        plans: [const { OnceLock::new() }; PLANS],
    }
}

/// The face at `index` of [`bundled`]; it is unpacked when it is first asked for.
pub(super) fn face(index: usize) -> &'static Ready {
    let index = index.min(FACES.len() - 1);
    let parsed = PARSED[index].get_or_init(|| Box::new(parsed(&FACES[index])));
    READY[index].get_or_init(|| Box::new(ready(parsed)))
}

impl Ready {
    /// The plan for a piece of text, made once; `None` for a script that no bundled face holds.
    pub(super) fn plan(
        &self,
        script: Option<Script>,
        direction: Direction,
        ligatures: bool,
    ) -> Option<&ShapePlan> {
        let slot = match script {
            None => 0,
            Some(script) => 1 + SCRIPTS.iter().position(|known| *known == script)?,
        };
        let right_to_left = usize::from(direction == Direction::RightToLeft);
        let plan = &self.plans[slot * 4 + right_to_left * 2 + usize::from(ligatures)];
        Some(plan.get_or_init(|| {
            ShapePlan::new(&self.shaper, direction, script, None, features(ligatures))
        }))
    }

    /// What a glyph covers, in font units; none for a space.
    pub(super) fn ink(&self, glyph: u16) -> Option<BoundingBox> {
        let bounds = self.measures.bounds(GlyphId::from(glyph));
        bounds.filter(|bounds| bounds.x_min < bounds.x_max)
    }

    /// Whether the face has a glyph for `character`.
    pub(super) fn holds(&self, character: char) -> bool {
        self.characters.map(character).is_some()
    }
}

/// The OpenType features to ask for; letters on a curve stand each on its own, without ligatures.
pub(super) fn features(ligatures: bool) -> &'static [Feature] {
    static NONE: LazyLock<[Feature; 2]> =
        LazyLock::new(|| [b"liga", b"clig"].map(|tag| Feature::new(Tag::new(tag), 0, ..)));
    if ligatures { &[] } else { &NONE[..] }
}

/// The face for `font`: of its family (else the sans), slope before weight, the lighter of two
/// equally near weights.
pub(super) fn nearest_face(font: &Font) -> usize {
    let known = FACES.iter().any(|face| face.family == font.family);
    let family = if known { font.family.as_str() } else { FACES[0].family };
    (0..FACES.len())
        .filter(|&i| FACES[i].family == family)
        .min_by_key(|&i| {
            let face = &FACES[i];
            (face.italic != font.italic, face.weight.abs_diff(font.weight), face.weight)
        })
        .unwrap_or(0)
}

/// `run` cut where the face has to change, each piece with a font that is bundled exactly so.
///
/// Characters of no script (spaces, "/") stay with the face before them if it holds them.
/// A piece that falls back to Arabic is set [`ARABIC_ENLARGEMENT`] larger and never letter-spaced.
pub fn resolve(run: &Run) -> Vec<Run> {
    let mut pieces: Vec<(usize, Run)> = Vec::new();
    let wished = nearest_face(&run.font);
    for character in run.content.chars() {
        let before = pieces.last().map(|(face, _)| *face);
        let face = pick(wished, &run.font, before, character).unwrap_or(wished);
        match pieces.last_mut() {
            Some((last, piece)) if *last == face => piece.content.push(character),
            _ => pieces.push((
                face,
                Run {
                    content: character.to_string(),
                    font: exact(&run.font, face),
                    colour: run.colour,
                },
            )),
        }
    }
    pieces.into_iter().map(|(_, piece)| piece).collect()
}

/// Whether a character is an Arabic letter.
pub fn is_arabic(character: char) -> bool {
    character.script() == UnicodeScript::Arabic
}

/// Whether a character is a Latin letter.
pub fn is_latin(character: char) -> bool {
    character.script() == UnicodeScript::Latin
}

/// Whether every character of a text is in a bundled face.
pub fn holds(text: &str) -> bool {
    let is_held = |c: char| c.is_control() || (0..FACES.len()).any(|index| face(index).holds(c));
    text.chars().all(is_held)
}

/// One warning for each character of `runs` that no bundled face holds.
pub fn missing(runs: &[Run]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for run in runs {
        let wished = nearest_face(&run.font);
        for character in run.content.chars() {
            if pick(wished, &run.font, None, character).is_none() {
                warnings.push(missing_glyph(character, &run.content));
            }
        }
    }
    warnings
}

fn missing_glyph(character: char, text: &str) -> Warning {
    let code = u32::from(character);
    Warning::new(format!("no bundled font has U+{code:04X} ({character}), in \"{text}\""))
        .hint("spell the name with letters of the bundled scripts, or transliterate it")
}

fn pick(wished: usize, font: &Font, before: Option<usize>, character: char) -> Option<usize> {
    let holds = |index: &usize| face(*index).holds(character);
    if character.is_control() {
        return Some(wished);
    }
    let shared = matches!(character.script(), UnicodeScript::Common | UnicodeScript::Inherited);
    before.filter(|_| shared).filter(holds).or(Some(wished).filter(holds)).or_else(|| {
        let mut families: Vec<&str> = FACES.iter().map(|face| face.family).collect();
        families.dedup();
        let faces = families
            .into_iter()
            .map(|family| nearest_face(&Font { family: family.into(), ..font.clone() }));
        faces.into_iter().find(holds)
    })
}

fn exact(font: &Font, index: usize) -> Font {
    let face = &FACES[index];
    let arabic = face.family == ARABIC;
    let enlarged = arabic && font.family != ARABIC;
    Font {
        family: face.family.to_owned(),
        weight: face.weight,
        italic: face.italic,
        size: if enlarged { Points(font.size.0 * ARABIC_ENLARGEMENT) } else { font.size },
        letter_spacing: if arabic { 0.0 } else { font.letter_spacing },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Colour;

    fn run(content: &str, family: &str, weight: u16) -> Run {
        let font = Font {
            family: family.into(),
            weight,
            italic: false,
            size: Points(10.0),
            letter_spacing: 0.1,
        };
        Run { content: content.into(), font, colour: Colour { red: 0, green: 0, blue: 0 } }
    }

    fn pieces(content: &str) -> Vec<(String, String)> {
        let cut = resolve(&run(content, "Periplus Sans", 400));
        cut.into_iter().map(|piece| (piece.font.family, piece.content)).collect()
    }

    #[test]
    fn every_bundled_file_is_a_font() {
        assert!((0..FACES.len()).all(|i| face(i).holds(' ')));
    }

    #[test]
    fn a_mixed_name_is_cut_by_face() {
        let expected = [("Periplus Sans", "Shushi / "), ("Periplus Armenian", "Շուշի")];
        let cut = pieces("Shushi / Շուշի");
        assert_eq!(cut.len(), 2, "{cut:?}");
        for (piece, expected) in cut.iter().zip(expected) {
            assert_eq!((piece.0.as_str(), piece.1.as_str()), expected);
        }
    }

    #[test]
    fn arabic_by_fallback_is_larger_and_not_spaced() {
        let cut = resolve(&run("خوی", "Periplus Sans", 700));
        assert_eq!((cut[0].font.weight, cut[0].font.letter_spacing), (600, 0.0));
        assert!((cut[0].font.size.0 - 11.2).abs() < 1e-9);
        assert_eq!(resolve(&cut[0])[0].font, cut[0].font, "resolving twice changes nothing");
    }

    #[test]
    fn a_character_of_no_bundled_face_is_named() {
        let warnings = missing(&[run("北", "Periplus Sans", 400)]);
        assert!(warnings[0].message.contains("U+5317"), "{}", warnings[0].message);
    }

    #[test]
    fn an_unknown_family_is_the_sans_and_the_serif_is_italic() {
        assert_eq!(resolve(&run("a", "Arial", 500))[0].font.family, "Periplus Sans");
        assert!(resolve(&run("a", "Periplus Serif", 400))[0].font.italic);
    }
}
