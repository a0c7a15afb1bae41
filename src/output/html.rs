//! A scene and its SVG in, a page for the web out: one file with the picture in it, to be looked at closely, with the scene's tables below.
//! Nothing is fetched from anywhere. All that the page knows of the figure stands in it as elements; the script, which is the same for
//! every figure, holds none of its words. Without script the picture, its tooltips, its alternative text and the tables are there all
//! the same.

use super::format::{Format, is_page};
use super::xml::Node;
use super::{svg, web_fonts};
use crate::scene::{Scene, Table};

impl Format {
    /// A page of its own, for browsers.
    pub const HTML: Format = Format {
        name: "html",
        media_type: "text/html",
        is_raster: false,
        is_picture: false,
        stage: "page",
        encode: |scene, svg, options| {
            let svg = web_fonts::embedded(svg, scene, options.lettering)?;
            Ok(page(scene, &svg).into_bytes())
        },
        recognises: is_page,
        statement,
    };
}

/// The page, with marks where the figure comes in.
const TEMPLATE: &str = include_str!("page.html");
/// The marks, in the order in which they stand in it.
const MARKS: [&str; 5] = ["{{language}}", "{{title}}", "{{svg}}", "{{description}}", "{{tables}}"];

/// The provenance statement of the picture in the page.
///
/// Errors: as that of an SVG.
fn statement(bytes: &[u8]) -> std::result::Result<Option<String>, String> {
    let find = |word: &[u8]| bytes.windows(word.len()).position(|at| at == word);
    let Some(start) = find(b"<svg") else { return Ok(None) };
    let end = find(b"</svg>").map_or(bytes.len(), |end| end + b"</svg>".len());
    svg::statement(bytes.get(start..end).unwrap_or_default())
}

/// The marks are looked for in the template alone: what is put in may hold their like.
fn page(scene: &Scene, svg: &str) -> String {
    let language = if scene.language.is_empty() { "en" } else { &scene.language };
    let tables: Vec<String> = scene.tables.iter().map(table).collect();
    let texts = [
        text(language),
        text(&scene.title),
        svg.trim_end().to_owned(),
        text(&scene.description),
        tables.concat(),
    ];
    let mut page = String::new();
    let mut rest = TEMPLATE;
    for (mark, filling) in MARKS.iter().zip(&texts) {
        let Some((before, after)) = rest.split_once(mark) else { break };
        page.push_str(before);
        page.push_str(filling);
        rest = after;
    }
    page + rest
}

/// Words between tags or quotes; what XML cannot hold is left out of pages too.
fn text(words: &str) -> String {
    let mut written = String::new();
    Node::new("b").saying(words).write(0, &mut written);
    let inside = written.trim_end().strip_prefix("<b>").and_then(|it| it.strip_suffix("</b>"));
    inside.unwrap_or_default().to_owned()
}

fn table(table: &Table) -> String {
    let cells = |name: &'static str, cells: &[String]| {
        let mut row = Node::new("tr");
        row.children = cells.iter().map(|words| cell(name, words)).collect();
        row
    };
    let mut body = Node::new("tbody");
    body.children = table.rows.iter().map(|row| cells("td", row)).collect();
    let head = Node::new("thead").holding(cells("th", &table.columns));
    let whole = Node::new("table")
        .holding(Node::new("caption").saying(&table.caption))
        .holding(head)
        .holding(body);
    let mut written = String::new();
    whole.write(0, &mut written);
    // an element of HTML that holds nothing has an end all the same
    let written = ["td", "th", "tbody"].iter().fold(written, |text, name| {
        text.replace(&format!("<{name}/>"), &format!("<{name}></{name}>"))
    });
    format!("<div class=\"scrolled\" tabindex=\"0\">\n{written}</div>\n")
}

/// A cell; numbers stand to the right.
fn cell(name: &'static str, words: &str) -> Node {
    let node = Node::new(name).saying(words);
    match words.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        true => node.with("class", "number"),
        false => node,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Millimetres;

    const HOSTILE: &str = "</script><script>alert(1)</script> \" onload='x' {{svg}} & <!--";

    fn scene() -> Scene {
        let table = Table {
            caption: HOSTILE.to_owned(),
            columns: vec![String::new(), HOSTILE.to_owned()],
            rows: vec![vec![HOSTILE.to_owned(), "12.5 %".to_owned()]],
        };
        Scene {
            name: "page".to_owned(),
            width: Millimetres(80.0),
            height: Millimetres(60.0),
            title: HOSTILE.to_owned(),
            description: HOSTILE.to_owned(),
            provenance: "{\"figure\":\"</script>\"}".to_owned(),
            tables: vec![table],
            ..Scene::default()
        }
    }

    fn written() -> String {
        let scene = scene();
        page(&scene, &svg::write(&scene, super::super::Lettering::Text))
    }

    #[test]
    fn the_template_has_each_mark_once_in_order() {
        let places: Vec<usize> = MARKS.iter().filter_map(|mark| TEMPLATE.find(mark)).collect();
        assert_eq!(places.len(), MARKS.len());
        assert!(places.is_sorted());
        assert_eq!(TEMPLATE.matches("{{").count(), MARKS.len());
    }

    #[test]
    fn no_word_of_a_figure_opens_or_ends_an_element() {
        let (ours, page) = (TEMPLATE, written());
        for tag in ["<script", "</script", "<!--", "<svg"] {
            let of_svg = usize::from(tag == "<svg");
            assert_eq!(page.matches(tag).count(), ours.matches(tag).count() + of_svg, "{tag}");
        }
        assert!(page.contains("&lt;/script&gt;"));
        // a mark in a name is a word like any other
        assert_eq!(page.matches("{{svg}}").count(), page.matches("&lt;!--").count());
    }

    #[test]
    fn a_page_is_told_from_an_svg_and_says_what_it_was_drawn_from() {
        let page = written();
        assert_eq!(Format::of_bytes(page.as_bytes()), Some(Format::HTML));
        assert_eq!(statement(page.as_bytes()), Ok(Some("{\"figure\":\"</script>\"}".to_owned())));
        assert_eq!(statement(b"<!doctype html><p>no picture"), Ok(None));
    }

    #[test]
    fn numbers_stand_to_the_right_and_empty_cells_have_an_end() {
        let page = written();
        assert!(page.contains("<td class=\"number\">12.5 %</td>"), "{page}");
        assert!(page.contains("<th></th>"));
    }

    #[test]
    fn nothing_comes_from_outside() {
        let page = written();
        for word in ["src=", "href=", "@import", "http-equiv=\"refresh\"", "fetch(", "import("] {
            assert!(!TEMPLATE.contains(word), "{word}");
        }
        assert!(page.contains("default-src 'none'"));
    }
}
