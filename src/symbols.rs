//! Symbols: a name in, the outline of a point's symbol out. The outlines are data (`styles/symbols.txt`), the names those that
//! figures, themes and features go by.

use crate::error::{Flaw, nearest};
use geo::{BooleanOps, Coord, LineString, MultiPolygon, Polygon};
use std::borrow::Cow;
use std::sync::{Arc, LazyLock};
use svgtypes::{SimplePathSegment, SimplifyingPathParser};

/// The names and outlines.
const TEXT: &str = include_str!("../styles/symbols.txt");
/// Half the side of the box that outlines are drawn in.
const HALF: f64 = 8.0;

/// A symbol.
#[derive(Clone, Debug, PartialEq)]
pub struct Symbol {
    /// Its name, `oil-field`; of the user's own the path of its file.
    pub name: Cow<'static, str>,
    /// What it stands for, in a few words.
    pub about: &'static str,
    /// Other names that it goes by.
    pub aliases: Vec<&'static str>,
    /// Its outline in a box from −1 to 1 both ways, y down; what lies in an odd number of rings is painted.
    pub outline: Arc<MultiPolygon>,
}

/// All of them, in the order of the table.
pub fn all() -> &'static [Symbol] {
    static ALL: LazyLock<Vec<Symbol>> =
        LazyLock::new(|| rows().map(|row| read(row).expect("tests read all rows")).collect());
    &ALL
}

/// The names of all symbols, in the order of the table.
pub fn names() -> impl Iterator<Item = &'static str> {
    rows().filter_map(|row| row.split('|').next()).map(str::trim)
}

/// The symbol of a name, or of another name that it goes by; a space or `_` may stand for each hyphen.
///
/// Errors: an unknown name, with the nearest.
pub fn named(name: &str) -> Result<&'static Symbol, Flaw> {
    let wanted = name.trim().to_lowercase().replace([' ', '_'], "-");
    let is_it = |symbol: &&Symbol| {
        symbol.name == wanted
            || symbol.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(&wanted))
    };
    all().iter().find(is_it).ok_or_else(|| {
        let flaw = Flaw::new(format!("there is no symbol `{}`", name.trim()));
        let known = all().iter().flat_map(|it| it.aliases.iter().copied().chain([&*it.name]));
        match nearest(&wanted, known) {
            Some(near) => flaw.hint(format!("did you mean `{near}`?")),
            None => flaw.hint("docs/your-data.md shows all symbols"),
        }
    })
}

fn rows() -> impl Iterator<Item = &'static str> {
    TEXT.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A row of the table; none if it is not of four parts or its outline is none.
fn read(row: &'static str) -> Option<Symbol> {
    let mut parts = row.split('|').map(str::trim);
    let (name, about, aliases) = (parts.next()?, parts.next()?, parts.next()?);
    let paths = parts.next()?.split('+').map(path).collect::<Option<Vec<MultiPolygon>>>()?;
    let outline = paths.into_iter().reduce(|one, other| even_odd(&one).union(&even_odd(&other)))?;
    let aliases = aliases.split_whitespace().collect();
    Some(Symbol { name: Cow::Borrowed(name), about, aliases, outline: Arc::new(outline) })
}

/// The rings of a path as an area whose holes are holes.
fn even_odd(rings: &MultiPolygon) -> MultiPolygon {
    rings.iter().fold(MultiPolygon::new(Vec::new()), |area, ring| {
        area.xor(&MultiPolygon::new(vec![ring.clone()]))
    })
}

/// A path of SVG as rings.
fn path(text: &str) -> Option<MultiPolygon> {
    let mut rings: Vec<Vec<Coord>> = Vec::new();
    for segment in SimplifyingPathParser::from(text.trim()) {
        let last = rings.last().and_then(|ring| ring.last()).copied().unwrap_or_default();
        match segment.ok()? {
            SimplePathSegment::MoveTo { x, y } => rings.push(vec![scaled(x, y)]),
            SimplePathSegment::LineTo { x, y } => rings.last_mut()?.push(scaled(x, y)),
            SimplePathSegment::CurveTo { x1, y1, x2, y2, x, y } => {
                let (a, b, end) = (scaled(x1, y1), scaled(x2, y2), scaled(x, y));
                rings.last_mut()?.extend(pieces(&|t: f64| {
                    let r = 1.0 - t;
                    last * (r * r * r)
                        + a * (3.0 * r * r * t)
                        + b * (3.0 * r * t * t)
                        + end * (t * t * t)
                }));
            }
            SimplePathSegment::Quadratic { x1, y1, x, y } => {
                let (control, end) = (scaled(x1, y1), scaled(x, y));
                rings.last_mut()?.extend(pieces(&|t: f64| {
                    let r = 1.0 - t;
                    last * (r * r) + control * (2.0 * r * t) + end * (t * t)
                }));
            }
            SimplePathSegment::ClosePath => {
                let ring = rings.last_mut()?;
                ring.push(*ring.first()?);
            }
        }
    }
    let area = |ring: Vec<Coord>| Polygon::new(LineString(ring), Vec::new());
    Some(MultiPolygon::new(rings.into_iter().map(area).collect()))
}

fn scaled(x: f64, y: f64) -> Coord {
    Coord { x: x / HALF - 1.0, y: y / HALF - 1.0 }
}

/// A curve in pieces that are straight to a hundredth of a millimetre on a symbol of 4 mm.
fn pieces(at: &dyn Fn(f64) -> Coord) -> Vec<Coord> {
    const PIECES: u8 = 8;
    (1..=PIECES).map(|piece| at(f64::from(piece) / f64::from(PIECES))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::BoundingRect;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_is_a_symbol_within_its_box() {
        assert!(all().len() > 50);
        for symbol in all() {
            let around = symbol.outline.bounding_rect().expect(&symbol.name);
            assert!(around.min().x >= -1.01 && around.min().y >= -1.01, "{}", symbol.name);
            assert!(around.max().x <= 1.01 && around.max().y <= 1.01, "{}", symbol.name);
            assert!(around.width().max(around.height()) > 1.4, "{} is small", symbol.name);
            assert!(!symbol.about.is_empty(), "{}", symbol.name);
        }
    }

    #[test]
    fn every_name_means_one_symbol() {
        let mut known = BTreeSet::new();
        for symbol in all() {
            for name in symbol.aliases.iter().copied().chain([&*symbol.name]) {
                assert!(known.insert(name), "{name}");
                assert_eq!(named(name).expect(name).name, symbol.name);
            }
        }
        assert_eq!(named(" Oil field").expect("a symbol").name, "oil-field");
        assert_eq!(named("harbor").expect("Maki's name").name, "port");
        let flaw = named("lighthous").expect_err("none");
        assert_eq!(flaw.hint.as_deref(), Some("did you mean `lighthouse`?"));
    }

    #[test]
    fn the_guide_lists_every_symbol() {
        let guide = include_str!("../docs/your-data.md");
        for symbol in all() {
            assert!(guide.contains(&format!("`{}`", symbol.name)), "{}", symbol.name);
        }
    }
}
