//! A placed line of lettering in, its SVG element out.
//!
//! A line is one `text` element. Where it needs several faces it has a `tspan` at its own place for each. On a curve it has
//! lists of its letters' places and turns, which browsers, Inkscape and resvg follow; librsvg sets the name straight from its
//! first letter. Text on a path it would drop without a word.
//!
//! A line of one face that is not spaced says how long it is (`textLength`): with another font than the one it was measured in, its
//! letters are narrowed or widened, and no name runs over its neighbour.
//!
//! Letter spacing: CSS puts it after every letter, the last one too; browsers do so, resvg and librsvg
//! do not. Spaced lines are therefore anchored at their start, from the width measured here
//! ([`lettering::measure_runs`], without the trailing space), and stand alike in all of them.

use super::crop::Frame;
use super::format::Lettering;
use super::ids::Names;
use super::lines::{self, PathData, millimetres, number};
use super::paint::{hex, number_of};
use super::rims::pieces;
use super::xml::{Attributes, Node};
use crate::lettering::{self, Segment, Stretch};
use crate::scene::{Anchor, Font, Halo, Lay, Run, Text};
use crate::space::OnSheet;
use crate::units::{Degrees, Millimetres};
use geo::Coord;

/// The families for the sans; what follows the bundled one is for readers without it.
pub(super) const SANS: &str = "'Periplus Sans','Noto Sans SemiCondensed','Noto Sans',sans-serif";
/// Families for the others.
const OTHERS: [(&str, &str); 5] = [
    ("Periplus Serif", "'Periplus Serif','Gentium Book Plus','Gentium Plus',Gentium,serif"),
    ("Periplus Armenian", "'Periplus Armenian','Noto Sans Armenian',sans-serif"),
    ("Periplus Georgian", "'Periplus Georgian','Noto Sans Georgian',sans-serif"),
    ("Periplus Hebrew", "'Periplus Hebrew','Noto Sans Hebrew',sans-serif"),
    ("Periplus Arabic", "'Periplus Arabic','Noto Naskh Arabic',serif"),
];
/// Steps in a millimetre of glyph outlines: an em of 6 pt then has 1050, as fine as its font.
const OUTLINE_STEPS: f64 = 500.0;
/// The `transform` of outlines in steps.
const OUTLINE_SCALE: &str = "scale(.002)";

/// The element of a line; `None` if it says nothing or stands far off the sheet. `names` gives the ids of outlines.
pub(super) fn text(
    text: &Text,
    id: Option<String>,
    mode: Lettering,
    frame: &Frame,
    names: &mut Names,
) -> Option<Node> {
    let text = Text { runs: text.runs.iter().map(visible).collect(), ..text.clone() };
    let is_near = match &text.lay {
        Lay::Straight { position, angle, .. } => frame.holds(position.0) && angle.0.is_finite(),
        Lay::Curved { letters } => {
            letters.iter().all(|(position, angle)| frame.holds(position.0) && angle.0.is_finite())
        }
    };
    if !is_near || content(&text).trim().is_empty() {
        return None;
    }
    let mut node = match mode {
        Lettering::Paths => outlines(&text, names),
        Lettering::Text => element(&text),
    };
    if let Some(language) = &text.language {
        node.attributes.insert(0, ("xml:lang", language.clone()));
    }
    if let Some(id) = id {
        node.attributes.insert(0, ("id", id));
    }
    Some(node)
}

/// Text as it is searched and edited.
fn element(text: &Text) -> Node {
    match &text.lay {
        Lay::Straight { position, anchor, angle } => straight(text, position.0, *anchor, *angle),
        Lay::Curved { letters } => curved(text, letters),
    }
}

/// What is filled, stroked instead.
fn stroked(mut node: Node) -> Node {
    for (name, _) in node.attributes.iter_mut().filter(|(name, _)| *name == "fill") {
        *name = "stroke";
    }
    node.children = node.children.into_iter().map(stroked).collect();
    node
}

/// A run without control characters, whose lines and tabs have become spaces.
fn visible(run: &Run) -> Run {
    let spaced = run.content.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    Run { content: spaced.filter(|c| !c.is_control()).collect(), ..run.clone() }
}

fn content(text: &Text) -> String {
    text.runs.iter().map(|run| run.content.as_str()).collect()
}

fn straight(text: &Text, position: Coord, anchor: Anchor, angle: Degrees) -> Node {
    let stretches = lettering::stretches(&text.runs);
    let mut node = Node::new("text").with("x", "").with("y", millimetres(position.y));
    if angle.0 != 0.0 {
        node = node.with("transform", turn(angle, position));
    }
    let spaced = stretches.iter().any(|stretch| stretch.run.font.letter_spacing != 0.0);
    if let ([alone], false) = (stretches.as_slice(), spaced) {
        node.attributes[0].1 = millimetres(position.x);
        match anchor {
            Anchor::Start => {}
            Anchor::Middle => node = node.with("text-anchor", "middle"),
            Anchor::End => node = node.with("text-anchor", "end"),
        }
        return haloed_once(one(node, alone), text);
    }
    let width = lettering::measure_runs(&text.runs).width.0;
    let start = position.x - anchor.back(width);
    if let [alone] = stretches.as_slice() {
        node.attributes[0].1 = millimetres(start + alone.x);
        return haloed_once(one(node, alone), text);
    }
    node.attributes.retain(|(name, _)| *name == "transform");
    for stretch in &stretches {
        let place = Node::new("tspan").with("x", millimetres(start + stretch.x));
        node.children.push(said(place.with("y", millimetres(position.y)), &stretch.run));
    }
    haloed_below(node, text)
}

/// Fills in length, face, colour and content of a stretch.
fn one(node: Node, stretch: &Stretch) -> Node {
    // resvg, and Typst with it, applies both the length and the spacing, and letters run out of the map
    let is_spaced = stretch.run.font.letter_spacing != 0.0;
    let length = (!is_spaced).then(|| millimetres(stretch.width));
    let node = length.into_iter().fold(node, |node, length| {
        node.with("textLength", length).with("lengthAdjust", "spacingAndGlyphs")
    });
    said(node, &stretch.run)
}

/// Fills in face, colour and content.
fn said(node: Node, run: &Run) -> Node {
    let mut node = node.with_all(typeface(&run.font)).with("fill", hex(run.colour));
    if run.content.starts_with(' ') || run.content.contains("  ") {
        node = node.with("xml:space", "preserve");
    }
    node.saying(run.content.clone())
}

/// Letters on a curve that have one face.
struct CurvedPiece {
    run: Run,
    /// Of each character; a mark stands where its letter does.
    places: Vec<(Coord, Degrees)>,
}

impl CurvedPiece {
    /// The places as lists, and what is said.
    fn on(&self, node: Node) -> Node {
        let list = |value: &dyn Fn(&(Coord, Degrees)) -> String| {
            self.places.iter().map(value).collect::<Vec<_>>().join(" ")
        };
        let node = node
            .with("x", list(&|(at, _)| millimetres(at.x)))
            .with("y", list(&|(at, _)| millimetres(at.y)))
            .with("rotate", list(&|(_, angle)| number(angle.0, 2)));
        said(node, &self.run)
    }
}

/// Letter by letter: each with the marks that sit on it.
fn curved(text: &Text, places: &[(OnSheet<Coord>, Degrees)]) -> Node {
    let node = Node::new("text");
    let Some(run) = text.runs.first() else { return node };
    let advances = lettering::letters(run);
    let mut letters: Vec<(String, Coord, Degrees)> = Vec::new();
    for ((c, place), letter) in run.content.chars().zip(places).zip(&advances) {
        match letters.last_mut() {
            Some((before, _, _)) if letter.advance == 0.0 => before.push(c),
            _ => letters.push((c.to_string(), place.0.0, place.1)),
        }
    }
    let mut pieces: Vec<CurvedPiece> = Vec::new();
    for (content, position, angle) in letters {
        let alone = Run {
            content,
            font: Font { letter_spacing: 0.0, ..run.font.clone() },
            colour: run.colour,
        };
        let set = lettering::stretches(std::slice::from_ref(&alone));
        if let (true, Some(piece)) = (set.is_empty(), pieces.last_mut()) {
            // a space stands in any face
            piece.places.extend(vec![(position, angle); alone.content.chars().count()]);
            piece.run.content.push_str(&alone.content);
        }
        for stretch in set {
            let places = vec![(position, angle); stretch.run.content.chars().count()];
            match pieces.last_mut().filter(|piece| piece.run.font == stretch.run.font) {
                Some(piece) => {
                    piece.run.content.push_str(&stretch.run.content);
                    piece.places.extend(places);
                }
                None => pieces.push(CurvedPiece { run: stretch.run, places }),
            }
        }
    }
    let node = match pieces.as_slice() {
        [alone] => alone.on(node),
        _ => pieces.iter().fold(node, |node, piece| node.holding(piece.on(Node::new("tspan")))),
    };
    haloed_below(node, text)
}

/// Letters as shapes, one path a run. The halo is the same paths below all of them: each stands once in the file.
fn outlines(text: &Text, names: &mut Names) -> Node {
    let group = Node::new("g").with("role", "img").with("aria-label", content(text));
    let group = group.with("transform", OUTLINE_SCALE);
    let outlines = lettering::outline(text).into_iter();
    let outlines = outlines.map(|it| (hex(it.colour), outline_data(&it.segments)));
    let Some(halo) = text.halo else {
        return outlines.fold(group, |group, (colour, data)| {
            group.holding(Node::new("path").with("fill", colour).with("d", data))
        });
    };
    let wide = Halo { width: Millimetres(halo.width.0 * OUTLINE_STEPS), ..halo };
    if !text.rims.is_empty() {
        let mut below = Node::new("g").with("aria-hidden", "true").with("fill", "none");
        below = below.with_all(rim(wide));
        below.attributes.retain(|(name, _)| *name != "stroke");
        for it in pieces(text).iter().flat_map(lettering::outline) {
            let data = outline_data(&it.segments);
            below.children.push(Node::new("path").with("stroke", hex(it.colour)).with("d", data));
        }
        let above = outlines.fold(Node::new("g"), |above, (colour, data)| {
            above.holding(Node::new("path").with("fill", colour).with("d", data))
        });
        return group.holding(below).holding(above);
    }
    let below = Node::new("g").with("aria-hidden", "true").with("fill", "none").with_all(rim(wide));
    let (below, above) =
        outlines.fold((below, Node::new("g")), |(below, above), (colour, data)| {
            let id = names.unique("letters");
            let again = Node::new("use").with("xlink:href", format!("#{id}")).with("fill", colour);
            let shape = Node::new("path").with("id", id).with("d", data);
            (below.holding(shape), above.holding(again))
        });
    group.holding(below).holding(above)
}

fn outline_data(segments: &[Segment]) -> String {
    let mut path = PathData::in_steps(OUTLINE_STEPS);
    for segment in segments {
        match *segment {
            Segment::Move(to) => path.move_to(to),
            Segment::Line(to) => path.draw('l', &[to]),
            Segment::Quad(control, to) => path.draw('q', &[control, to]),
            Segment::Cubic(first, second, to) => path.draw('c', &[first, second, to]),
            Segment::Close => path.close(),
        }
    }
    path.text
}

/// The halo of a line in one face: `paint-order` puts its stroke under the letters.
fn haloed_once(node: Node, text: &Text) -> Node {
    match text.halo {
        None => node,
        Some(_) if !text.rims.is_empty() => haloed_below(node, text),
        Some(halo) => node.with("paint-order", "stroke").with_all(rim(halo)),
    }
}

/// The halo of a line of several pieces: below all of them, so that none lies on a neighbour's letters.
fn haloed_below(letters: Node, text: &Text) -> Node {
    let Some(halo) = text.halo else { return letters };
    if !text.rims.is_empty() {
        let below = Node::new("g").with("aria-hidden", "true").with("fill", "none");
        let pieces = pieces(text).into_iter().map(|piece| stroked(element(&piece)));
        let mut below = below.with_all(rim(halo));
        below.attributes.retain(|(name, _)| *name != "stroke");
        below.children.extend(pieces);
        return Node::new("g").holding(below).holding(letters);
    }
    let mut below = letters.clone().with("aria-hidden", "true");
    below.attributes.retain(|(name, _)| *name != "fill");
    for piece in &mut below.children {
        piece.attributes.retain(|(name, _)| *name != "fill");
    }
    Node::new("g").holding(below.with("fill", "none").with_all(rim(halo))).holding(letters)
}

fn rim(halo: Halo) -> Attributes {
    let mut rim = vec![("stroke", hex(halo.colour)), ("stroke-width", millimetres(halo.width.0))];
    if halo.opacity < 1.0 {
        rim.push(("stroke-opacity", number_of(halo.opacity)));
    }
    rim
}

/// The attributes of a font; the sans, upright and regular, is what the document begins with.
fn typeface(font: &Font) -> Attributes {
    let size = font.size.millimetres().0;
    let mut attributes = vec![("font-size", lines::millimetres(size))];
    if let Some((_, families)) = OTHERS.iter().find(|(family, _)| *family == font.family) {
        attributes.push(("font-family", (*families).into()));
    }
    if font.weight != 400 {
        attributes.push(("font-weight", font.weight.to_string()));
    }
    if font.italic {
        attributes.push(("font-style", "italic".into()));
    }
    if font.letter_spacing != 0.0 {
        attributes.push(("letter-spacing", millimetres(font.letter_spacing * size)));
    }
    attributes
}

fn turn(angle: Degrees, about: Coord) -> String {
    format!("rotate({} {} {})", number(angle.0, 2), millimetres(about.x), millimetres(about.y))
}

#[cfg(test)]
mod tests {
    use super::super::xml::TYPE;
    use super::*;
    use crate::units::Points;

    #[test]
    fn whatever_sets_a_letter_is_handed_down_by_its_group() {
        // All fields, so that a new one has to be thought of here, at what is not said otherwise.
        let font = Font {
            family: "Periplus Serif".into(),
            weight: 700,
            italic: true,
            size: Points(9.0),
            letter_spacing: 0.1,
        };
        let set = typeface(&font);
        assert_eq!(set.len(), 5);
        let left_out: Vec<_> = set.iter().filter(|(name, _)| !TYPE.contains(name)).collect();
        assert!(left_out.is_empty(), "{left_out:?}");
    }
}
