//! A document as pandoc's JSON in, the same with its figure blocks drawn out: a filter. The picture suits the
//! writer that follows; caption, id and alternative text reach it, whichever version of pandoc asks.

use super::attributes::{Attributes, Pair};
use super::block::{Block, Position};
use super::drawing::{self, Picture, Studio};
use super::numbering::{Numbers, WORD};
use super::order::{Order, Setting};
use super::pandoc_figure::{self, Writer};
use super::{File, way};
use crate::error::{Error, Result};
use crate::figure::parse_dpi;
use crate::output::Format;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::path::Path;

/// Pandoc writers that draw no SVG and take a PNG.
const OFFICE: [&str; 7] = ["docx", "odt", "opendocument", "pptx", "rtf", "icml", "fb2"];

/// A document on its way to a writer.
#[derive(Clone, Debug, PartialEq)]
pub struct Filtered {
    /// Its JSON.
    pub json: String,
    /// Its figures, in the order of their blocks.
    pub pictures: Vec<Picture>,
    /// What is to be written.
    pub files: Vec<File>,
}

/// The kind of picture for a writer of pandoc's.
pub fn format_for(target: &str) -> Format {
    match Writer::of(target) {
        Writer::Latex => Format::PDF,
        _ if OFFICE.contains(&target) => Format::PNG,
        _ => Format::SVG,
    }
}

/// Draws the figure blocks of a document for the writer `target` (`html`, `docx`, …). The document's metadata
/// under `periplus` may name another folder (`figures`), pixels an inch (`dpi`), and ask for numbers (`number`).
///
/// Errors: `Input` for what is not pandoc's JSON, and for a wrong block; as drawing.
pub fn filter(text: &str, target: &str, studio: &Studio) -> Result<Filtered> {
    let mut document: Value = serde_json::from_str(text).map_err(|cause| {
        Error::input("standard input is not a document of pandoc's")
            .hint("pandoc -t json report.md | periplus pandoc html | pandoc -f json -o report.html")
            .cause(cause)
    })?;
    let version = version(&document)?;
    let meta = document["meta"].clone();
    // What pandoc's -M says stands under the whole name, and before what the document says.
    let said = |key: &str| {
        words(&meta[format!("periplus.{key}")]).or_else(|| words(&meta["periplus"]["c"][key]))
    };
    let mut studio = studio.clone();
    if let Some(folder) = said("figures").filter(|folder| !folder.is_empty()) {
        studio.folder = folder.into();
    }
    // what -M says cannot be told from what the document says
    let way_out = "name a folder below the one that pandoc runs in, and take links away";
    studio.folder = drawing::folder_within(Path::new(""), &studio.folder, way_out)?;
    let mut setting =
        Setting { format: format_for(target), limits: studio.limits, ..Setting::default() };
    if let Some(dpi) = said("dpi") {
        setting.dpi = parse_dpi(&dpi).map_err(|flaw| {
            let error = Error::input(flaw.message).at(crate::error::Place::file("the metadata"));
            error.hint(flaw.hint.unwrap_or_default())
        })?;
    }
    let numbered = said("number").filter(|word| word != "false");
    let blocks = blocks(&mut document);
    let orders = blocks.iter().enumerate().map(|(at, it)| Order::of(it, at + 1, &setting));
    let orders = orders.collect::<Result<Vec<_>>>()?;
    let drawn = studio.draw(&orders)?;
    let word = numbered.as_deref().map(|word| if word == "true" { WORD } else { word });
    let writer = Writer::of(target);
    let figures = figures(&orders, &drawn.pictures, writer, version, word);
    place(&mut document, figures);
    if let Some(word) = word {
        refer(&mut document, &counted(&orders, word), writer);
    }
    if writer == Writer::Latex && !orders.is_empty() {
        document["meta"]["graphics"] = json!({ "t": "MetaBool", "c": true });
    }
    Ok(Filtered { json: document.to_string(), pictures: drawn.pictures, files: drawn.files })
}

/// The version of pandoc's types: [1, 23] knows figures.
fn version(document: &Value) -> Result<[u64; 2]> {
    let number = |at: usize| document["pandoc-api-version"][at].as_u64();
    match (number(0), number(1)) {
        (Some(major), Some(minor)) => Ok([major, minor]),
        _ => Err(Error::input("standard input is not a document of pandoc's")
            .hint("it has no pandoc-api-version: write it with pandoc -t json")),
    }
}

/// A value of the metadata as words.
fn words(value: &Value) -> Option<String> {
    let content = &value["c"];
    match value["t"].as_str()? {
        "MetaBool" => content.as_bool().map(|it| it.to_string()),
        "MetaString" => content.as_str().map(str::to_owned),
        "MetaInlines" => {
            let words = content.as_array()?.iter().map(|inline| match inline["t"].as_str() {
                Some("Str") => inline["c"].as_str().unwrap_or_default(),
                _ => " ",
            });
            Some(words.collect())
        }
        _ => None,
    }
}

/// Calls `visit` with each element of a document, the outer ones first.
fn walk(value: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(|it| walk(it, visit)),
        Value::Object(_) => {
            visit(value);
            if let Value::Object(fields) = value {
                fields.values_mut().for_each(|it| walk(it, visit));
            }
        }
        _ => {}
    }
}

fn is_ours(element: &Value) -> bool {
    let classes = &element["c"][0][1];
    element["t"] == "CodeBlock"
        && classes.as_array().is_some_and(|all| all.iter().any(|it| it == "periplus"))
}

fn blocks(document: &mut Value) -> Vec<Block> {
    let mut found = Vec::new();
    walk(&mut document["blocks"], &mut |element| {
        if is_ours(element) {
            found.push(block(element, found.len() + 1));
        }
    });
    found
}

/// Pandoc says no lines: places are in the block.
fn block(element: &Value, number: usize) -> Block {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let all = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let attributes = &element["c"][0];
    let id = Some(text(&attributes[0])).filter(|id| !id.is_empty());
    let pairs = all(&attributes[2]).into_iter();
    let pairs = pairs.map(|it| Pair { key: text(&it[0]), value: text(&it[1]), offset: 0 });
    let file = match &id {
        Some(id) => format!("figure block `{id}`"),
        None => format!("figure block {number}"),
    };
    Block {
        text: text(&element["c"][1]) + "\n",
        attributes: Attributes {
            id,
            classes: all(&attributes[1]).iter().map(text).collect(),
            pairs: pairs.collect(),
        },
        position: Position { file, ..Position::default() },
    }
}

fn counted(orders: &[Order], word: &str) -> Numbers {
    let mut numbers = Numbers::new(word);
    orders.iter().for_each(|order| drop(numbers.count(order, "")));
    numbers
}

/// What stands for each block.
fn figures(
    orders: &[Order],
    pictures: &[Picture],
    writer: Writer,
    version: [u64; 2],
    word: Option<&str>,
) -> VecDeque<Value> {
    let mut numbers = Numbers::new(word.unwrap_or_default());
    let each = orders.iter().zip(pictures).map(|(order, picture)| {
        let number = numbers.count(order, "");
        let number = match word.is_some() && !writer.numbers_itself() {
            true => number,
            false => String::new(),
        };
        let way = way(Path::new(""), &picture.path);
        let shown = super::document::shown(order, picture, number, &order.caption, &way);
        pandoc_figure::element(&shown, picture.width_mm, writer, version)
    });
    each.collect()
}

fn place(document: &mut Value, mut figures: VecDeque<Value>) {
    walk(&mut document["blocks"], &mut |element| {
        if is_ours(element)
            && let Some(figure) = figures.pop_front()
        {
            *element = figure;
        }
    });
}

/// Turns what is cited by a figure's id into links.
fn refer(document: &mut Value, numbers: &Numbers, writer: Writer) {
    walk(&mut document["blocks"], &mut |element| {
        if element["t"] != "Cite" {
            return;
        }
        let cited = element["c"][0].as_array().cloned().unwrap_or_default();
        let links = cited.iter().map(|one| {
            let id = one["citationId"].as_str()?;
            numbers.of(id).map(|(words, _)| pandoc_figure::reference(id, &words, writer))
        });
        let Some(links) = links.collect::<Option<Vec<Value>>>() else { return };
        let comma = [json!({ "t": "Str", "c": "," }), json!({ "t": "Space" })];
        let mut joined = Vec::new();
        for (at, link) in links.into_iter().enumerate() {
            if at > 0 {
                joined.extend(comma.clone());
            }
            joined.push(link);
        }
        *element = json!({ "t": "Span", "c": [["", [], []], joined] });
    });
}
