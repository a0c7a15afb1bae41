//! Elements of an XML document: a tree in, text out. Names are ours, values and texts are anyone's:
//! those are escaped, and characters that XML cannot hold are left out.

/// Attributes of an element, in the order in which they are written.
pub(super) type Attributes = Vec<(&'static str, String)>;

/// An element with its attributes and what is in it.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) name: &'static str,
    pub(super) attributes: Attributes,
    /// Text before the children; elements that hold text are written on one line.
    pub(super) text: String,
    pub(super) children: Vec<Node>,
}

/// Properties that children inherit, so that a group can carry them once for all.
pub(super) const PAINT: [&str; 9] = [
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
];
/// The same, of no meaning but to text.
pub(super) const TYPE: [&str; 7] = [
    "font-family",
    "font-size",
    "font-weight",
    "font-style",
    "letter-spacing",
    "text-anchor",
    "paint-order",
];

impl Node {
    pub(super) fn new(name: &'static str) -> Node {
        Node { name, attributes: Vec::new(), text: String::new(), children: Vec::new() }
    }

    /// The same element with one more attribute.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Node {
        self.attributes.push((name, value.into()));
        self
    }

    /// The same element with more attributes.
    pub(super) fn with_all(mut self, attributes: Attributes) -> Node {
        self.attributes.extend(attributes);
        self
    }

    /// The same element with text in it.
    pub(super) fn saying(mut self, text: impl Into<String>) -> Node {
        self.text = text.into();
        self
    }

    /// The same element with one more child.
    pub(super) fn holding(mut self, child: Node) -> Node {
        self.children.push(child);
        self
    }

    /// Moves what all parts of a group have in common up to the group.
    pub(super) fn hoist(&mut self) {
        for child in &mut self.children {
            child.hoist();
        }
        if self.name != "g" {
            return;
        }
        let is_part = |child: &Node| !matches!(child.name, "title" | "clipPath");
        for name in PAINT {
            self.hoist_one(name, is_part);
        }
        for name in TYPE {
            self.hoist_one(name, |child| is_part(child) && child.is_lettered());
        }
    }

    fn hoist_one(&mut self, name: &'static str, concerns: impl Fn(&Node) -> bool) {
        let mut parts = self.children.iter().filter(|child| concerns(child));
        let Some(value) = parts.next().and_then(|part| part.attribute(name)).cloned() else {
            return;
        };
        let mut others = 0;
        for part in parts {
            if part.attribute(name) != Some(&value) {
                return;
            }
            others += 1;
        }
        if others == 0 || self.attribute(name).is_some() {
            return;
        }
        for child in &mut self.children {
            child.attributes.retain(|(own, _)| *own != name);
        }
        self.attributes.push((name, value));
    }

    fn attribute(&self, name: &str) -> Option<&String> {
        self.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    fn is_lettered(&self) -> bool {
        self.name == "text" || self.children.iter().any(Node::is_lettered)
    }

    /// Writes the element, `depth` levels down.
    pub(super) fn write(&self, depth: usize, document: &mut String) {
        let indent = " ".repeat(depth);
        document.push_str(&indent);
        self.open(document);
        if self.is_one_line() {
            self.close_inline(document);
        } else {
            document.push_str(">\n");
            for child in &self.children {
                child.write(depth + 1, document);
            }
            document.push_str(&indent);
            self.close(document);
        }
        document.push('\n');
    }

    /// White space between the pieces of a text would be set as a space.
    fn is_one_line(&self) -> bool {
        self.name == "text" || self.children.is_empty()
    }

    fn open(&self, document: &mut String) {
        document.push('<');
        document.push_str(self.name);
        for (name, value) in &self.attributes {
            document.push(' ');
            document.push_str(name);
            document.push_str("=\"");
            escape(value, document);
            document.push('"');
        }
    }

    fn close_inline(&self, document: &mut String) {
        if self.text.is_empty() && self.children.is_empty() {
            document.push_str("/>");
            return;
        }
        document.push('>');
        escape(&self.text, document);
        for child in &self.children {
            child.open(document);
            child.close_inline(document);
        }
        self.close(document);
    }

    fn close(&self, document: &mut String) {
        document.push_str("</");
        document.push_str(self.name);
        document.push('>');
    }
}

fn escape(text: &str, document: &mut String) {
    for c in text.chars() {
        match c {
            '&' => document.push_str("&amp;"),
            '<' => document.push_str("&lt;"),
            '>' => document.push_str("&gt;"),
            '"' => document.push_str("&quot;"),
            _ if is_allowed(c) => document.push(c),
            _ => {}
        }
    }
}

/// XML 1.0, section 2.2, production 2, without the characters that it discourages.
fn is_allowed(c: char) -> bool {
    let is_nonsense = matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff);
    !is_nonsense && (!c.is_control() || matches!(c, '\t' | '\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(mut node: Node) -> String {
        node.hoist();
        let mut document = String::new();
        node.write(0, &mut document);
        document
    }

    #[test]
    fn what_is_common_to_all_parts_is_said_once() {
        let line =
            |width: &str| Node::new("path").with("stroke", "#000").with("stroke-width", width);
        let group = Node::new("g").holding(line("1")).holding(line("2"));
        let expected =
            "<g stroke=\"#000\">\n <path stroke-width=\"1\"/>\n <path stroke-width=\"2\"/>\n</g>\n";
        assert_eq!(written(group), expected);
    }

    #[test]
    fn a_part_without_the_paint_keeps_it_from_the_group() {
        let group = Node::new("g")
            .holding(Node::new("path").with("stroke", "#000"))
            .holding(Node::new("path").with("fill", "#fff"));
        assert!(written(group).starts_with("<g>\n"));
    }

    #[test]
    fn signs_of_xml_and_control_characters_do_no_harm() {
        let node =
            Node::new("desc").with("id", "a\"<").saying("R&D <b> \"x\" \u{0}\u{1b}\u{ffff}é");
        assert_eq!(
            written(node),
            "<desc id=\"a&quot;&lt;\">R&amp;D &lt;b&gt; &quot;x&quot; é</desc>\n"
        );
    }
}
