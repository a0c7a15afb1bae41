//! A book as mdBook hands it to a preprocessor in, the book with its figures out. Figures lie in the source folder,
//! so that mdBook takes them along; what has not changed is not written, so that `mdbook serve` comes to rest.

use super::drawing::{self, Picture, Studio};
use super::markdown::{self, Found};
use super::markup::Flavour;
use super::numbering::{Numbers, WORD};
use super::order::{Order, Setting};
use super::{File, document, way};
use crate::error::{Error, Place, Result};
use crate::figure::parse_dpi;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The folder of the figures in the book's source.
pub const FIGURES: &str = "figures";

/// A book with its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// Its JSON.
    pub json: String,
    /// Its figures, in the order of their blocks.
    pub pictures: Vec<Picture>,
    /// What is to be written.
    pub files: Vec<File>,
}

/// A chapter, with what was found in it.
struct Chapter {
    /// Its file in the source folder; empty for a draft.
    path: String,
    /// Its text.
    text: String,
    found: Vec<Found>,
    orders: Vec<Order>,
}

/// Draws the figure blocks of all chapters. `[preprocessor.periplus]` in `book.toml` may ask for numbers (`number`),
/// and say pixels an inch (`dpi`).
///
/// Errors: `Input` for what mdBook does not say, and for a wrong block, at its line of the chapter; as drawing.
pub fn bind(text: &str, studio: &Studio) -> Result<Bound> {
    let (context, mut book) = read(text)?;
    let root = PathBuf::from(context["root"].as_str().unwrap_or_default());
    let source = root.join(context["config"]["book"]["src"].as_str().unwrap_or("src"));
    let options = &context["config"]["preprocessor"]["periplus"];
    let folder = drawing::folder_within(&source, Path::new(FIGURES), "take the link away")?;
    let studio = Studio { folder, ..studio.clone() };
    let mut chapters = Vec::new();
    let setting = setting(options)?;
    let mut before = 0;
    for (path, text) in texts(&mut book) {
        let shown = source.join(&path).display().to_string();
        let folder = source.join(&path).parent().map(Path::to_owned).unwrap_or_default();
        let setting = Setting { folder, limits: studio.limits, ..setting.clone() };
        let found = markdown::blocks(&text, &shown)?;
        let orders = document::orders(&found, before, &setting)?;
        before += orders.len();
        chapters.push(Chapter { path, text, found, orders });
    }
    let orders = chapters.iter().flat_map(|chapter| chapter.orders.iter().cloned());
    let drawn = studio.draw(&orders.collect::<Vec<_>>())?;
    let word = number(options);
    let mut written = written(&chapters, &drawn.pictures, &source, word.as_deref()).into_iter();
    each_chapter(&mut book, &mut |chapter| {
        if let Some(text) = written.next() {
            chapter["content"] = Value::String(text);
        }
    });
    Ok(Bound { json: book.to_string(), pictures: drawn.pictures, files: drawn.files })
}

/// What mdBook sends: what it knows of the build, and the book.
fn read(text: &str) -> Result<(Value, Value)> {
    let wrong = || {
        Error::input("standard input is not what mdBook sends a preprocessor")
            .hint("mdBook calls this itself: [preprocessor.periplus] command = \"periplus mdbook\"")
    };
    let sent: [Value; 2] = serde_json::from_str(text).map_err(|cause| wrong().cause(cause))?;
    let [context, book] = sent;
    match context.is_object() && parts(&book).is_some() {
        true => Ok((context, book)),
        false => Err(wrong()),
    }
}

/// Under which key the parts of a book stand: `items` since mdBook 0.5.
fn parts(book: &Value) -> Option<&'static str> {
    ["items", "sections"].into_iter().find(|key| book[key].is_array())
}

fn setting(options: &Value) -> Result<Setting> {
    let mut setting = Setting::default();
    if let Some(dpi) = options.get("dpi") {
        setting.dpi = parse_dpi(&dpi.to_string()).map_err(|flaw| {
            let place = Place::file("book.toml").part("[preprocessor.periplus] dpi");
            Error::input(flaw.message).at(place).hint(flaw.hint.unwrap_or_default())
        })?;
    }
    Ok(setting)
}

/// The word before numbers, if they are asked for.
fn number(options: &Value) -> Option<String> {
    match &options["number"] {
        Value::Bool(true) => Some(WORD.to_owned()),
        Value::String(word) => Some(word.clone()),
        _ => None,
    }
}

/// Calls `visit` with each chapter, in the order of the book.
fn each_chapter(book: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    let Some(key) = parts(book) else { return };
    each_of(&mut book[key], visit);
}

fn each_of(items: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    for item in items.as_array_mut().into_iter().flatten() {
        if let Some(chapter) = item.get_mut("Chapter") {
            visit(chapter);
            if let Some(below) = chapter.get_mut("sub_items") {
                each_of(below, visit);
            }
        }
    }
}

/// File and text of each chapter.
fn texts(book: &mut Value) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    each_chapter(book, &mut |chapter| {
        let word = |key: &str| chapter[key].as_str().unwrap_or_default().to_owned();
        texts.push((word("path"), word("content")));
    });
    texts
}

/// The chapters with their figures; numbers run through the book, and references lead across it.
fn written(
    chapters: &[Chapter],
    pictures: &[Picture],
    source: &Path,
    word: Option<&str>,
) -> Vec<String> {
    let mut numbers = Numbers::new(word.unwrap_or_default());
    let mut counted = Vec::new();
    for chapter in chapters {
        counted.extend(chapter.orders.iter().map(|order| numbers.count(order, &chapter.path)));
    }
    let mut each = counted.into_iter().zip(pictures);
    let mut texts = Vec::new();
    for chapter in chapters {
        let file = source.join(&chapter.path);
        let folder = file.parent().unwrap_or(source);
        let to_chapter = |path: &str| match path == chapter.path {
            true => String::new(),
            false => way(folder, &source.join(path)),
        };
        let mut lines = Vec::new();
        for (order, (number, picture)) in chapter.orders.iter().zip(&mut each) {
            let number = if word.is_some() { number } else { String::new() };
            let caption = numbers.referred(&order.caption, to_chapter);
            let way = way(folder, &picture.path);
            let shown = document::shown(order, picture, number, &caption, &way);
            lines.push(shown.lines(Flavour::Html));
        }
        let text = markdown::replaced(&chapter.text, &chapter.found, &lines);
        texts.push(if word.is_some() { numbers.referred(&text, to_chapter) } else { text });
    }
    texts
}
