//! A scene in, an SVG document out: the one writer of the picture.
//!
//! Portable by design: presentation attributes only, no style sheet, no `foreignObject`, no pattern, no
//! filter, no script, no image. Ids begin with the figure's name, so that several figures can stand in
//! one page. Lengths are in millimetres; the viewBox is the sheet. Same scene, same bytes.

use super::crop::Frame;
use super::xml::Node;
use super::{hatch, lines, words};
use crate::scene::{Cap, Colour, Fill, Group, Item, Join, Path, Scene, Shape, Stroke};
use crate::space::OnSheet;
use geo::{BoundingRect, Coord, LineString, MultiPolygon};
use std::collections::BTreeSet;

/// How letters are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lettering {
    /// As text: small, searchable; the reader needs the fonts, or takes its own.
    #[default]
    Text,
    /// As outlines: looks the same everywhere.
    Paths,
}

/// Writes a scene.
pub fn write(scene: &Scene, lettering: Lettering) -> String {
    let sheet = Frame::of_sheet(scene.width.0, scene.height.0);
    let mut writer =
        Writer { names: Names::new(&scene.name), sheet, frame: sheet.with_margin(), lettering };
    let mut root = writer.root(scene);
    for item in &scene.items {
        root.children.extend(writer.item(item));
    }
    root.hoist();
    let mut document = String::new();
    root.write(0, &mut document);
    document
}

/// Attributes of an element.
pub(super) type Attributes = Vec<(&'static str, String)>;

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
        if !labels.is_empty() {
            root = root.with("aria-labelledby", labels.join(" "));
        }
        if !scene.language.is_empty() {
            root = root.with("lang", &scene.language).with("xml:lang", &scene.language);
        }
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

    fn item(&mut self, item: &Item) -> Vec<Node> {
        match item {
            Item::Group(group) => self.group(group),
            Item::Path(path) => self.path(path),
            Item::Text(text) => {
                let id = text.id.as_ref().map(|id| self.names.unique(id));
                words::text(text, id, self.lettering, &self.frame).into_iter().collect()
            }
        }
    }

    /// A group, after the clip path that it needs.
    fn group(&mut self, group: &Group) -> Vec<Node> {
        let id = self.names.unique(&group.id);
        let mut node = Node::new("g").with("id", id.clone());
        let mut nodes = Vec::new();
        if let Some(OnSheet(clip)) = &group.clip {
            let (clip, reference) = self.clip(&id, &self.frame.areas(clip));
            nodes.push(clip);
            node = node.with("clip-path", reference);
        }
        for item in &group.items {
            node.children.extend(self.item(item));
        }
        nodes.push(node);
        nodes
    }

    /// A clip path and the reference to it.
    fn clip(&mut self, id: &str, areas: &MultiPolygon) -> (Node, String) {
        let id = self.names.reserve(&format!("{id}-clip"));
        let path = Node::new("path").with("clip-rule", "evenodd").with("d", lines::areas(areas));
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
        hatch: &crate::scene::Hatch,
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
        let path = |data: String| (!data.is_empty()).then(|| Node::new("path").with("d", data));
        match shape {
            Shape::Areas(_) => Some(path(lines::areas(areas?))?.with("fill-rule", "evenodd")),
            Shape::Lines(all) => {
                let near: Vec<LineString> =
                    all.iter().flat_map(|OnSheet(line)| self.frame.line(line)).collect();
                path(lines::lines(&near))
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
                    path(lines::areas(&self.frame.areas(&polygon_of(shape))))
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

/// A shape as polygons, for clipping; circles with corners too fine to see, lines not at all.
fn polygon_of(shape: &Shape) -> MultiPolygon {
    /// Corners of a circle: on one of 5 mm they stand .004 mm inside it.
    const CORNERS: usize = 80;
    let ring = match shape {
        Shape::Areas(OnSheet(areas)) => return areas.clone(),
        Shape::Lines(_) => return MultiPolygon::new(Vec::new()),
        Shape::Circle { centre: OnSheet(centre), radius } => (0..CORNERS)
            .map(|corner| {
                let (sin, cos) =
                    libm::sincos(corner as f64 / CORNERS as f64 * std::f64::consts::TAU);
                (centre.x + radius.0 * cos, centre.y + radius.0 * sin)
            })
            .collect(),
        Shape::Rectangle { corner: OnSheet(corner), width, height } => {
            let (right, bottom) = (corner.x + width.0, corner.y + height.0);
            vec![(corner.x, corner.y), (right, corner.y), (right, bottom), (corner.x, bottom)]
        }
    };
    MultiPolygon::new(vec![geo::Polygon::new(LineString::from(ring), Vec::new())])
}

/// An outline with its paint.
fn painted(outline: Node, fill: Option<(Colour, f64)>, stroke: Option<&Stroke>) -> Node {
    let mut paint: Attributes = Vec::new();
    match fill {
        None => paint.push(("fill", "none".into())),
        Some((colour, opacity)) => {
            paint.push(("fill", hex(colour)));
            if opacity < 1.0 {
                paint.push(("fill-opacity", number_of(opacity)));
            }
        }
    }
    if let Some(stroke) = stroke {
        paint.extend(pen(stroke));
    }
    // Paint first: a reader of the text sees it before the long list of positions.
    let Node { name, attributes, text, children } = outline;
    paint.extend(attributes);
    Node { name, attributes: paint, text, children }
}

fn pen(stroke: &Stroke) -> Attributes {
    let mut pen =
        vec![("stroke", hex(stroke.colour)), ("stroke-width", lines::millimetres(stroke.width.0))];
    if stroke.opacity < 1.0 {
        pen.push(("stroke-opacity", number_of(stroke.opacity)));
    }
    if stroke.dashes.iter().any(|dash| dash.0 > 0.0) {
        let dashes: Vec<String> = stroke.dashes.iter().map(|d| lines::millimetres(d.0)).collect();
        pen.push(("stroke-dasharray", dashes.join(" ")));
    }
    match stroke.cap {
        Cap::Butt => {}
        Cap::Round => pen.push(("stroke-linecap", "round".into())),
        Cap::Square => pen.push(("stroke-linecap", "square".into())),
    }
    match stroke.join {
        Join::Round => {}
        Join::Miter => pen.push(("stroke-linejoin", "miter".into())),
        Join::Bevel => pen.push(("stroke-linejoin", "bevel".into())),
    }
    pen
}

/// A share from 0 to 1.
pub(super) fn number_of(share: f64) -> String {
    lines::number(share.clamp(0.0, 1.0), 3)
}

/// `#rgb` where that says it, else `#rrggbb`.
pub(super) fn hex(colour: Colour) -> String {
    let channels = [colour.red, colour.green, colour.blue];
    match channels.iter().all(|channel| channel >> 4 == channel & 0xf) {
        true => {
            channels.iter().fold("#".into(), |text, channel| format!("{text}{:x}", channel & 0xf))
        }
        false => channels.iter().fold("#".into(), |text, channel| format!("{text}{channel:02x}")),
    }
}

/// The ids of a document: each begins with the figure's name, none is given twice.
struct Names {
    prefix: String,
    taken: BTreeSet<String>,
}

impl Names {
    fn new(figure: &str) -> Names {
        let prefix = match plain(figure) {
            name if name.starts_with(|c: char| c.is_ascii_alphabetic()) => name,
            name => format!("figure-{name}").trim_end_matches('-').to_owned(),
        };
        Names { prefix, taken: BTreeSet::new() }
    }

    fn prefixed(&self, name: &str) -> String {
        format!("{}-{name}", self.prefix)
    }

    /// The id for `name`.
    fn unique(&mut self, name: &str) -> String {
        let name = plain(name);
        let name = if name.is_empty() { "part" } else { &name };
        let wanted = self.prefixed(name);
        self.reserve(&wanted)
    }

    /// `wanted`, or with a number after it where that is taken.
    fn reserve(&mut self, wanted: &str) -> String {
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let free =
            std::iter::once(wanted.to_owned()).chain(numbered).find(|id| !self.taken.contains(id));
        let id = free.unwrap_or_default();
        self.taken.insert(id.clone());
        id
    }
}

/// Letters, digits and single hyphens of ASCII, in lower case.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            plain.push(c.to_ascii_lowercase());
        } else if !plain.is_empty() && !plain.ends_with('-') {
            plain.push('-');
        }
    }
    plain.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_and_never_given_twice() {
        let mut names = Names::new("Ägäis 6/12 nm");
        assert_eq!(names.unique("label-Çeşme"), "g-is-6-12-nm-label-e-me");
        assert_eq!(names.unique("x\" onload=\"y"), "g-is-6-12-nm-x-onload-y");
        assert_eq!(names.unique("x-onload-y"), "g-is-6-12-nm-x-onload-y-2");
        assert_eq!(Names::new("12nm").unique("Ελλάδα"), "figure-12nm-part");
    }

    #[test]
    fn colours_are_short_where_they_can_be() {
        assert_eq!(hex(Colour { red: 255, green: 0, blue: 0x33 }), "#f03");
        assert_eq!(hex(Colour { red: 255, green: 1, blue: 0x33 }), "#ff0133");
    }
}
