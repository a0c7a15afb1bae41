//! A figure as pandoc's types say it: the block `Figure` since 1.23 (pandoc 3), before that an image with a mark in
//! its title. Where a writer drops the alternative text, the writer's own words stand instead.

use super::markup::Shown;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde_json::{Value, json};

/// The first version of pandoc's types that knows figures.
const WITH_FIGURES: [u64; 2] = [1, 23];

/// What kind of writer follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writer {
    /// LaTeX and what is made of it; numbers figures itself.
    Latex,
    /// Typst; numbers figures itself.
    Typst,
    /// Word.
    Docx,
    /// Any other.
    Other,
}

impl Writer {
    /// The writer of a name of pandoc's.
    pub(super) fn of(target: &str) -> Writer {
        match target {
            "latex" | "beamer" | "context" | "pdf" => Writer::Latex,
            "typst" => Writer::Typst,
            "docx" => Writer::Docx,
            _ => Writer::Other,
        }
    }

    /// Whether captions get their numbers there.
    pub(super) fn numbers_itself(self) -> bool {
        matches!(self, Writer::Latex | Writer::Typst)
    }
}

/// The block that stands for a figure whose sheet is `sheet_mm` wide.
pub(super) fn element(shown: &Shown, sheet_mm: f64, writer: Writer, version: [u64; 2]) -> Value {
    let has_figures = version >= WITH_FIGURES;
    let caption = inlines(&shown.whole_caption());
    match (writer, has_figures) {
        (Writer::Typst, _) => typst(shown, sheet_mm, caption),
        (Writer::Latex, false) => latex(shown, caption),
        (Writer::Docx, false) => docx(shown, caption),
        (_, true) => figure(shown, caption),
        (_, false) => image_of_old(shown, caption),
    }
}

/// A reference to a figure of this document.
pub(super) fn reference(id: &str, words: &str, writer: Writer) -> Value {
    match writer {
        Writer::Typst => raw("typst", format!("#ref(<{id}>)")),
        Writer::Latex => {
            let word = words.rsplit_once(' ').map_or(words, |(word, _)| word);
            raw("latex", format!("{word}~\\ref{{{id}}}"))
        }
        _ => json!({ "t": "Link", "c": [["", [], []], inlines(words), [format!("#{id}"), ""]] }),
    }
}

fn image(shown: &Shown, id: &str, words: Vec<Value>, title: &str) -> Value {
    let mut pairs = Vec::new();
    if let Some(width) = shown.width {
        pairs.push(json!(["width", width]));
    }
    if title == "fig:" && !shown.alt.is_empty() {
        pairs.push(json!(["alt", shown.alt]));
    }
    json!({ "t": "Image", "c": [[id, [], pairs], words, [shown.way, title]] })
}

fn figure(shown: &Shown, caption: Vec<Value>) -> Value {
    let image = image(shown, "", plain(shown.alt), "");
    let blocks = match caption.is_empty() {
        true => json!([]),
        false => json!([{ "t": "Plain", "c": caption }]),
    };
    let content = json!([{ "t": "Plain", "c": [image] }]);
    let id = shown.id.unwrap_or_default();
    json!({ "t": "Figure", "c": [[id, [], []], [null, blocks], content] })
}

fn image_of_old(shown: &Shown, caption: Vec<Value>) -> Value {
    let id = shown.id.unwrap_or_default();
    let image = match caption.is_empty() {
        true => image(shown, id, plain(shown.alt), ""),
        false => image(shown, id, caption, "fig:"),
    };
    json!({ "t": "Para", "c": [image] })
}

/// Old pandoc takes the caption for the alternative text in Word; styles make the same figure of two paragraphs.
fn docx(shown: &Shown, caption: Vec<Value>) -> Value {
    let styled = |style: &str, inlines: Vec<Value>| {
        let attributes = json!(["", [], [["custom-style", style]]]);
        json!({ "t": "Div", "c": [attributes, [{ "t": "Para", "c": inlines }]] })
    };
    let mut blocks = vec![styled("Captioned Figure", vec![image(shown, "", plain(shown.alt), "")])];
    if !caption.is_empty() {
        blocks.push(styled("Image Caption", caption));
    }
    let id = shown.id.unwrap_or_default();
    json!({ "t": "Div", "c": [[id, [], []], blocks] })
}

/// Old pandoc writes no `alt`.
fn latex(shown: &Shown, caption: Vec<Value>) -> Value {
    let width = match shown.width.map(|width| (width, width.strip_suffix('%'))) {
        None => String::new(),
        Some((_, Some(share))) => {
            let share = share.parse().unwrap_or(100.0) / 100.0;
            format!("width={share}\\linewidth,")
        }
        Some((width, None)) => format!("width={width},"),
    };
    let alt = escaped(shown.alt, &['\\', '{', '}', '%', '#', '&', '_', '^', '~', '$']);
    let open = format!(
        "\\begin{{figure}}\n\\centering\n\\includegraphics[{width}keepaspectratio,alt={{{alt}}}]{{{}}}",
        shown.way
    );
    let label = shown.id.map(|id| format!("\\label{{{id}}}")).unwrap_or_default();
    let (open, close) = match caption.is_empty() {
        true => (open, format!("{label}\n\\end{{figure}}")),
        false => (format!("{open}\n\\caption{{"), format!("}}{label}\n\\end{{figure}}")),
    };
    wrapped("latex", open, caption, close)
}

/// Pandoc's Typst writer writes no `alt`, and an SVG is larger there than its millimetres.
fn typst(shown: &Shown, sheet_mm: f64, caption: Vec<Value>) -> Value {
    let natural = format!("{sheet_mm}mm");
    let width = shown.width.unwrap_or(&natural);
    let alt = escaped(shown.alt, &['\\', '"']);
    let image = format!("image(\"{}\", width: {width}, alt: \"{alt}\")", shown.way);
    let label = shown.id.map(|id| format!(" <{id}>")).unwrap_or_default();
    match caption.is_empty() {
        true => wrapped("typst", format!("#figure({image})"), caption, label),
        false => {
            wrapped("typst", format!("#figure({image}, caption: ["), caption, format!("]){label}"))
        }
    }
}

/// A paragraph of a writer's own words round a caption.
fn wrapped(format: &str, open: String, caption: Vec<Value>, close: String) -> Value {
    let mut inlines = vec![raw(format, open)];
    inlines.extend(caption);
    inlines.push(raw(format, close));
    json!({ "t": "Para", "c": inlines })
}

fn raw(format: &str, text: String) -> Value {
    json!({ "t": "RawInline", "c": [format, text] })
}

/// A text in which these letters stand for themselves.
fn escaped(text: &str, letters: &[char]) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => escaped.push(' '),
            '\\' if letters.contains(&'{') => escaped.push_str("\\textbackslash{}"),
            '~' | '^' if letters.contains(&letter) => escaped.push_str(&format!("\\{letter}{{}}")),
            letter => {
                if letters.contains(&letter) {
                    escaped.push('\\');
                }
                escaped.push(letter);
            }
        }
    }
    escaped
}

/// Words without any marks, as pandoc's inlines.
fn plain(text: &str) -> Vec<Value> {
    let mut inlines = Vec::new();
    push_words(&mut inlines, text);
    inlines
}

fn push_words(inlines: &mut Vec<Value>, text: &str) {
    for (at, word) in text.split(char::is_whitespace).enumerate() {
        if at > 0 && inlines.last().is_some_and(|last| last["t"] != "Space") {
            inlines.push(json!({ "t": "Space" }));
        }
        if !word.is_empty() {
            inlines.push(json!({ "t": "Str", "c": word }));
        }
    }
}

/// A caption's Markdown as pandoc's inlines.
fn inlines(markdown: &str) -> Vec<Value> {
    // the innermost open element last, with what it was opened by
    let mut open: Vec<Vec<Value>> = vec![Vec::new()];
    let mut targets: Vec<[String; 2]> = Vec::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Emphasis | Tag::Strong) => open.push(Vec::new()),
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                targets.push([dest_url.into_string(), title.into_string()]);
                open.push(Vec::new());
            }
            Event::End(end @ (TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link)) => {
                let inner = open.pop().unwrap_or_default();
                let element = match end {
                    TagEnd::Emphasis => json!({ "t": "Emph", "c": inner }),
                    TagEnd::Strong => json!({ "t": "Strong", "c": inner }),
                    _ => {
                        let target = targets.pop().unwrap_or_default();
                        json!({ "t": "Link", "c": [["", [], []], inner, target] })
                    }
                };
                open.extend(open.is_empty().then(Vec::new));
                open.last_mut().into_iter().for_each(|outer| outer.push(element.clone()));
            }
            event => {
                if let Some(inner) = open.last_mut() {
                    add(inner, event);
                }
            }
        }
    }
    open.into_iter().flatten().collect()
}

fn add(inner: &mut Vec<Value>, event: Event) {
    match event {
        Event::Text(text) | Event::InlineHtml(text) | Event::Html(text) => push_words(inner, &text),
        Event::Code(code) => inner.push(json!({ "t": "Code", "c": [["", [], []], *code] })),
        Event::SoftBreak | Event::HardBreak => inner.push(json!({ "t": "Space" })),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_keeps_its_marks() {
        let found = Value::from(inlines("Shares *at 12* nm, `x`, [here](u)"));
        let space = json!({ "t": "Space" });
        let emphasis = json!([{ "t": "Str", "c": "at" }, space, { "t": "Str", "c": "12" }]);
        assert_eq!(found[2], json!({ "t": "Emph", "c": emphasis }));
        assert_eq!(found[6], json!({ "t": "Code", "c": [["", [], []], "x"] }));
        assert_eq!(found[9]["t"], "Link");
        assert_eq!(found[9]["c"][2], json!(["u", ""]));
    }

    #[test]
    fn words_of_a_writer_stand_for_themselves() {
        let latex = ['\\', '{', '}', '%', '#', '&', '_', '^', '~', '$'];
        assert_eq!(escaped("7 % of {a}\\b~", &latex), r"7 \% of \{a\}\textbackslash{}b\~{}");
        assert_eq!(escaped("a \"b\" \\", &['\\', '"']), r#"a \"b\" \\"#);
    }
}
