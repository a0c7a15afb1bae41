//! A scene in, an SVG document out: the one writer of the picture.
//!
//! Portable by design: presentation attributes only, no style sheet, no `foreignObject`, no pattern, no
//! filter, no script; a picture stands in the text itself. Ids begin with the figure's name, so that several figures can stand in
//! one page. The viewBox is the sheet in millimetres; long outlines are in whole hundredths of one, with a scale: half
//! as many characters. Same scene, same bytes.

pub use super::format::Lettering;

use super::crop::{Frame, polygon_of};
use super::format::{Format, is_page};
use super::ids::Names;
use super::lines::Unit;
use super::paint::{hex, number_of, painted};
use super::xml::Node;
use super::{hatch, image, lines, web_fonts, words};
use crate::scene::{Fill, Group, Hatch, Item, PROVENANCE_NAMESPACE, Path, Scene, Shape};
use crate::space::OnSheet;
use geo::{BoundingRect, Coord, CoordsIter, LineString, MultiPolygon};
use roxmltree::{Document, ParsingOptions};

impl Format {
    /// Scalable, for screens and whatever else draws it; with the fonts of its lettering.
    pub const SVG: Format = Format {
        name: "svg",
        media_type: "image/svg+xml",
        is_raster: false,
        is_picture: true,
        stage: "fonts",
        encode: |scene, svg, options| {
            web_fonts::embedded(svg, scene, options.lettering).map(String::into_bytes)
        },
        recognises: |bytes| {
            let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
            text.starts_with(b"<") && !is_page(bytes)
        },
        statement,
    };
}

/// The provenance statement in an element of its own, of an SVG or of any other XML.
///
/// Errors: why the bytes are no XML, or more of it than any drawing has.
pub(super) fn statement(bytes: &[u8]) -> std::result::Result<Option<String>, String> {
    if bytes.len() > LONGEST_XML {
        return Err(format!("the XML is over {} MB", LONGEST_XML >> 20));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| format!("not an SVG: {error}"))?
        .trim_start_matches('\u{feff}');
    check_limits(text)?;
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| format!("not an SVG: {error}"))?;
    let mut elements = document.descendants();
    let found = elements.find(|it| it.has_tag_name((PROVENANCE_NAMESPACE, "provenance")));
    Ok(found.and_then(|element| element.text()).map(str::to_owned))
}

/// The most bytes of XML that are searched for a statement: what is drawn of a coast as finely as paper can show has a tenth.
const LONGEST_XML: usize = 64 << 20;
/// The most elements, texts and comments of it.
const MOST_NODES: u32 = 1 << 20;
/// The most attributes of an element, and declarations of namespaces in all: each is held against the others.
const MOST_ATTRIBUTES: usize = 1000;
const MOST_NAMESPACES: usize = 250;

/// Sees that XML can be read in a time that grows with its length.
fn check_limits(text: &str) -> std::result::Result<(), String> {
    if text.matches("xmlns").nth(MOST_NAMESPACES).is_some() {
        return Err(format!("the XML has over {MOST_NAMESPACES} namespaces"));
    }
    // no `<` stands within a value
    let is_long = |tag: &str| {
        tag.starts_with(|first: char| first.is_alphabetic() || first == '_')
            && attributes_of(tag) > MOST_ATTRIBUTES
    };
    match text.split('<').any(is_long) {
        true => Err(format!("an element of the XML has over {MOST_ATTRIBUTES} attributes")),
        false => Ok(()),
    }
}

/// How many attributes a tag has, told by the equals signs outside of quotes.
fn attributes_of(tag: &str) -> usize {
    let mut quote = None;
    let mut count = 0;
    for letter in tag.chars() {
        match (quote, letter) {
            (None, '>') => break,
            (None, '=') => count += 1,
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    count
}

/// Writes a scene.
pub fn write(scene: &Scene, lettering: Lettering) -> String {
    let sheet = Frame::of_sheet(scene.width.0, scene.height.0);
    let mut writer =
        Writer { names: Names::new(&scene.name), sheet, frame: sheet.with_margin(), lettering };
    let mut root = writer.root(scene);
    root.children.extend(writer.items(&scene.items));
    root.hoist();
    let mut document = String::new();
    root.write(0, &mut document);
    document
}

struct Writer {
    names: Names,
    sheet: Frame,
    /// What is written at all.
    frame: Frame,
    lettering: Lettering,
}

impl Writer {
    /// The document's outermost element with title, description and paper.
    fn root(&mut self, scene: &Scene) -> Node {
        let (width, height) =
            (lines::millimetres(scene.width.0), lines::millimetres(scene.height.0));
        let mut root = Node::new("svg")
            .with("xmlns", "http://www.w3.org/2000/svg")
            .with("width", format!("{width}mm"))
            .with("height", format!("{height}mm"))
            .with("viewBox", format!("0 0 {width} {height}"))
            .with("role", "img");
        let mut parts = Vec::new();
        let mut labels = Vec::new();
        for (name, id, text) in
            [("title", "title", &scene.title), ("desc", "description", &scene.description)]
        {
            if !text.is_empty() {
                let id = self.names.unique(id);
                parts.push(Node::new(name).with("id", id.clone()).saying(text));
                labels.push(id);
            }
        }
        if !scene.provenance.is_empty() {
            let statement = Node::new("provenance").with("xmlns", PROVENANCE_NAMESPACE);
            parts.push(Node::new("metadata").holding(statement.saying(&scene.provenance)));
        }
        if !labels.is_empty() {
            root = root.with("aria-labelledby", labels.join(" "));
        }
        if !scene.language.is_empty() {
            root = root.with("lang", &scene.language).with("xml:lang", &scene.language);
        }
        // letters as outlines and pictures are referred to
        root = root.with("xmlns:xlink", "http://www.w3.org/1999/xlink");
        root = root.with("xmlns:inkscape", "http://www.inkscape.org/namespaces/inkscape");
        // What most of the sheet has in common; an element says only what differs.
        root = root.with("font-family", words::SANS).with("stroke-linejoin", "round");
        root.children = parts;
        if let Some(colour) = scene.background {
            let paper = Node::new("rect").with("id", self.names.unique("sheet"));
            root.children
                .push(paper.with("width", width).with("height", height).with("fill", hex(colour)));
        }
        root
    }

    /// Items in their order. Neighbours with one clip share it: each clip costs a rasteriser a picture
    /// of its own (.1 s at 2000 pixels), and the document a copy of the outline.
    fn items(&mut self, items: &[Item]) -> Vec<Node> {
        let mut nodes = Vec::new();
        for alike in items.chunk_by(|a, b| clip_of(a) == clip_of(b)) {
            let parts = alike.iter().flat_map(|item| self.item(item)).collect::<Vec<_>>();
            match alike.first().and_then(clip_of) {
                None => nodes.extend(parts),
                Some(OnSheet(clip)) => nodes.extend(self.clipped(parts, clip)),
            }
        }
        nodes
    }

    /// The clip path, and what is clipped by it; a group that is alone carries the clip itself.
    fn clipped(&mut self, mut parts: Vec<Node>, clip: &MultiPolygon) -> [Node; 2] {
        let (clip, reference) = self.clip(&self.names.prefixed("clip"), &self.frame.areas(clip));
        let node = match (parts.pop(), parts.is_empty()) {
            (Some(alone), true) => alone,
            (last, _) => {
                parts.extend(last);
                let mut group = Node::new("g");
                group.children = parts;
                group
            }
        };
        [clip, node.with("clip-path", reference)]
    }

    fn item(&mut self, item: &Item) -> Vec<Node> {
        match item {
            Item::Group(group) => vec![self.group(group)],
            Item::Path(path) => self.path(path),
            Item::Image(image) => image::element(image).into_iter().collect(),
            Item::Text(text) => {
                let id = text.id.as_ref().map(|id| self.names.unique(id));
                words::text(text, id, self.lettering, &self.frame, &mut self.names)
                    .into_iter()
                    .collect()
            }
        }
    }

    /// A group is a layer to those who go on drawing in Inkscape; other readers pass over that.
    fn group(&mut self, group: &Group) -> Node {
        let mut node = Node::new("g")
            .with("id", self.names.unique(&group.id))
            .with("inkscape:groupmode", "layer")
            .with("inkscape:label", &group.id);
        node.children = self.items(&group.items);
        node
    }

    /// A clip path and the reference to it.
    fn clip(&mut self, id: &str, areas: &MultiPolygon) -> (Node, String) {
        let id = self.names.reserve(id);
        let path = Node::new("path")
            .with("clip-rule", "evenodd")
            .with("d", lines::areas(areas, Unit::Millimetre));
        let reference = format!("url(#{id})");
        (Node::new("clipPath").with("id", id).holding(path), reference)
    }

    fn path(&mut self, path: &Path) -> Vec<Node> {
        let areas = match &path.shape {
            Shape::Areas(OnSheet(areas)) => Some(self.frame.areas(areas)),
            _ => None,
        };
        let Some(outline) = self.outline(&path.shape, areas.as_ref()) else { return Vec::new() };
        let hatched = path.fill.as_ref().and_then(|fill| fill.hatch.map(|hatch| (fill, hatch)));
        let titled = |mut node: Node| {
            if let Some(title) = &path.title {
                node.children.insert(0, Node::new("title").saying(title));
            }
            node
        };
        let Some((fill, hatch)) = hatched else {
            if path.fill.is_none() && path.stroke.is_none() {
                return Vec::new();
            }
            let fill = path.fill.as_ref().and_then(|fill| Some((fill.ground?, fill.opacity)));
            return vec![titled(painted(outline, fill, path.stroke.as_ref()))];
        };
        let areas = areas.unwrap_or_else(|| polygon_of(&path.shape));
        let mut node = Node::new("g");
        node.children = self.hatched(&outline, fill, &hatch, &areas);
        if let Some(stroke) = &path.stroke {
            node.children.push(painted(outline, None, Some(stroke)));
        }
        vec![titled(node)]
    }

    /// Ground and lines of a hatched area.
    fn hatched(
        &mut self,
        outline: &Node,
        fill: &Fill,
        hatch: &Hatch,
        areas: &MultiPolygon,
    ) -> Vec<Node> {
        let Some(within) = self.box_of(areas) else { return Vec::new() };
        let (clip, reference) = self.clip(&self.names.prefixed("hatch"), areas);
        let lines = Node::new("path")
            .with("fill", "none")
            .with("stroke", hex(hatch.colour))
            .with("stroke-width", lines::millimetres(hatch.width.0))
            .with("d", hatch::lines(hatch, within));
        // The clip lies on a group: on the path itself some readers would clip in its own space.
        let mut lines = Node::new("g").with("clip-path", reference).holding(lines);
        let opacity = (fill.opacity < 1.0).then(|| number_of(fill.opacity));
        let Some(ground) = fill.ground else {
            lines.attributes.extend(opacity.map(|opacity| ("opacity", opacity)));
            return vec![clip, lines];
        };
        let ground = painted(outline.clone(), Some((ground, 1.0)), None);
        match opacity {
            None => vec![ground, clip, lines],
            // Together, so that the ground does not show through the lines.
            Some(opacity) => {
                vec![clip, Node::new("g").with("opacity", opacity).holding(ground).holding(lines)]
            }
        }
    }

    /// The box round areas on the sheet.
    fn box_of(&self, areas: &MultiPolygon) -> Option<Frame> {
        let bounds = areas.bounding_rect()?;
        let (least, greatest) = (bounds.min(), bounds.max());
        let mut within = self.sheet;
        within.least.x = within.least.x.max(least.x);
        within.least.y = within.least.y.max(least.y);
        within.greatest.x = within.greatest.x.min(greatest.x);
        within.greatest.y = within.greatest.y.min(greatest.y);
        (within.least.x <= within.greatest.x && within.least.y <= within.greatest.y)
            .then_some(within)
    }

    /// The element of a shape, without paint; `None` if nothing of it lies near the sheet.
    fn outline(&self, shape: &Shape, areas: Option<&MultiPolygon>) -> Option<Node> {
        let path = |data: String, unit: Unit| {
            let node = match unit {
                Unit::Millimetre => Node::new("path"),
                Unit::Step => Node::new("path").with("transform", Unit::SCALE),
            };
            (!data.is_empty()).then(|| node.with("d", data))
        };
        let filled = |areas: &MultiPolygon| {
            let unit = Unit::of(areas.coords_count());
            path(lines::areas(areas, unit), unit)
        };
        match shape {
            Shape::Areas(_) => Some(filled(areas?)?.with("fill-rule", "evenodd")),
            Shape::Lines(all) => {
                let near: Vec<LineString> =
                    all.iter().flat_map(|OnSheet(line)| self.frame.line(line)).collect();
                let unit = Unit::of(near.iter().map(CoordsIter::coords_count).sum());
                path(lines::lines(&near, unit), unit)
            }
            Shape::Circle { centre: OnSheet(centre), radius } => {
                let reach = Coord { x: radius.0, y: radius.0 };
                if radius.0.is_nan() || radius.0 <= 0.0 {
                    None
                } else if self.frame.holds(*centre - reach) && self.frame.holds(*centre + reach) {
                    let circle = Node::new("circle").with("cx", lines::millimetres(centre.x));
                    let circle = circle.with("cy", lines::millimetres(centre.y));
                    Some(circle.with("r", lines::millimetres(radius.0)))
                } else {
                    filled(&self.frame.areas(&polygon_of(shape)))
                }
            }
            Shape::Rectangle { .. } => {
                let near = self.frame.areas(&polygon_of(shape));
                let bounds = near.bounding_rect()?;
                let rectangle = Node::new("rect")
                    .with("x", lines::millimetres(bounds.min().x))
                    .with("y", lines::millimetres(bounds.min().y))
                    .with("width", lines::millimetres(bounds.width()))
                    .with("height", lines::millimetres(bounds.height()));
                Some(rectangle)
            }
        }
    }
}

fn clip_of(item: &Item) -> Option<&OnSheet<MultiPolygon>> {
    match item {
        Item::Group(group) => group.clip.as_ref(),
        Item::Path(_) | Item::Text(_) | Item::Image(_) => None,
    }
}
