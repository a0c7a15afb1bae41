//! Markdown in, its figure blocks out, with the bytes that each takes; and the text with something else in their
//! place, all else as it was. CommonMark decides what a fence is: what stands in another block of code, in
//! HTML or in a comment is none.

use super::attributes::{Attributes, Fault};
use super::block::{Block, Position};
use crate::error::{Error, Place, Result};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What some editors write before a text in UTF-8.
const MARK: char = '\u{feff}';

/// The language of figure blocks.
const LANGUAGE: &str = "periplus";

/// A block and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it asks for.
    pub block: Block,
    /// From its opening fence to the end of its closing one.
    pub range: Range<usize>,
}

/// The figure blocks of a document that the user knows as `file`.
///
/// Errors: `Input` for attributes that cannot be read, with line and column.
pub fn blocks(text: &str, file: &str) -> Result<Vec<Found>> {
    let lines = Lines::of(text);
    let mut found = Vec::new();
    let mut open: Option<Found> = None;
    let mut code: Vec<Range<usize>> = Vec::new();
    for (event, range) in events(text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                code.push(range.clone());
                open = begin(text, file, range, &lines)?;
            }
            Event::Text(words) => {
                if let Some(open) = &mut open {
                    open.block.add(&words, lines.of_offset(text, range.start));
                }
            }
            Event::End(TagEnd::CodeBlock) => found.extend(open.take()),
            Event::Start(Tag::HtmlBlock | Tag::CodeBlock(CodeBlockKind::Indented)) => {
                code.push(range);
            }
            _ => {}
        }
    }
    check_fences(text, file, &lines, &code)?;
    Ok(found)
}

/// CommonMark takes a line of backticks for no fence that has one more among its attributes: what was meant as a block would stay
/// as text, and take the next one with it.
fn check_fences(text: &str, file: &str, lines: &Lines, code: &[Range<usize>]) -> Result<()> {
    for start in lines.0.iter().copied() {
        let line = text[start..].lines().next().unwrap_or_default();
        let fence = line.trim_start_matches([' ', '>', '-', '*', '+']);
        let Some(info) = fence.strip_prefix("```").map(|it| it.trim_start_matches('`')) else {
            continue;
        };
        let at = start + line.len() - fence.len();
        if names_us(info) && info.contains('`') && !code.iter().any(|it| it.contains(&at)) {
            let (line, column) = lines.of_offset(text, at);
            return Err(Error::input("a fence of backticks has a backtick among its attributes")
                .at(Place::file(file).at(line, column))
                .hint("open and close the block with tildes: ~~~{.periplus …}"));
        }
    }
    Ok(())
}

/// What CommonMark makes of a text, with front matter, tables and footnotes known as such: without the last, a note that begins
/// with a word is the address of a link, and what it says is heard by nobody.
pub(super) fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES;
    // editors of Windows begin a text with a mark that is no letter of it
    let mark = text.len() - text.trim_start_matches(MARK).len();
    let events = Parser::new_ext(&text[mark..], options).into_offset_iter();
    events.map(move |(event, range)| (event, range.start + mark..range.end + mark))
}

impl Block {
    /// Takes up a piece of a line that stands at a line and column of the document.
    fn add(&mut self, words: &str, (line, column): (usize, usize)) {
        if self.text.is_empty() || self.text.ends_with('\n') {
            self.position.lines.push((line, column - 1));
        }
        // one piece may hold many lines where nothing stands before them
        for (number, _) in words.trim_end_matches('\n').match_indices('\n').enumerate() {
            self.position.lines.push((line + number + 1, column - 1));
        }
        self.text.push_str(words);
    }
}

/// The block that opens here, if it is one of ours.
fn begin(text: &str, file: &str, range: Range<usize>, lines: &Lines) -> Result<Option<Found>> {
    let whole = text[range.clone()].trim_end();
    let head = whole.lines().next().unwrap_or_default();
    let info = head.trim_start_matches(['`', '~']);
    let written = info.trim();
    let start = range.start + head.len() - info.trim_start().len();
    let words = match written.strip_prefix(LANGUAGE) {
        Some(rest) if rest.is_empty() || rest.starts_with([' ', '\t', '{']) => rest.trim_start(),
        _ if written.starts_with('{') => written,
        _ => return Ok(None),
    };
    let offset = start + written.len() - words.len();
    let at = |fault: Fault| wrong(file, lines.of_offset(text, offset), fault);
    let attributes = match Attributes::parse(words) {
        _ if words.is_empty() => Attributes::default(),
        Ok(attributes) => attributes,
        // the braces of another language may be written otherwise
        Err(_) if words.len() == written.len() && !names_us(words) => return Ok(None),
        Err(fault) => return Err(at(fault)),
    };
    let ours = words.len() < written.len() || attributes.classes.iter().any(|it| it == LANGUAGE);
    let position = Position {
        file: file.to_owned(),
        fence: Some(lines.of_offset(text, range.start)),
        attributes: Some(lines.of_offset(text, offset)),
        lines: Vec::new(),
    };
    let block = Block { text: String::new(), attributes, position };
    Ok(ours.then(|| Found { block, range: range.start..range.start + whole.len() }))
}

fn names_us(words: &str) -> bool {
    words.split([' ', '\t', '{', '}']).any(|word| word.trim_start_matches('.') == LANGUAGE)
}

fn wrong(file: &str, (line, column): (usize, usize), fault: Fault) -> Error {
    let place = Place::file(file).at(line, column + fault.offset);
    let error = Error::input(fault.flaw.message).at(place);
    match fault.flaw.hint {
        Some(hint) => error.hint(hint),
        None => error,
    }
}

/// Puts lines in the place of each block, with what stood before it on its line (quote marks, indentation) and
/// with a blank line between them and other text; all other bytes stay.
pub fn replaced(text: &str, found: &[Found], lines_of: &[Vec<String>]) -> String {
    let mut written = String::with_capacity(text.len());
    let mut done = 0;
    for (found, lines) in found.iter().zip(lines_of) {
        written.push_str(&text[done..found.range.start]);
        written.push_str(&laid_out(text, &found.range, lines));
        done = found.range.end;
    }
    written.push_str(&text[done..]);
    written
}

fn laid_out(text: &str, range: &Range<usize>, lines: &[String]) -> String {
    let end = if text[range.start..].split('\n').next().is_some_and(|it| it.ends_with('\r')) {
        "\r\n"
    } else {
        "\n"
    };
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[start..range.start];
    // the marks of a list stand once; below them is indentation
    let mark = |letter: char| if letter == '>' || letter.is_whitespace() { letter } else { ' ' };
    let indent: String = before.chars().map(mark).collect();
    let blank = |line: &str| line.chars().all(|it| it == '>' || it.is_whitespace());
    let mut laid = String::new();
    let above = text[..start].strip_suffix('\n').and_then(|above| above.rsplit('\n').next());
    if above.is_some_and(|line| !blank(line)) && blank(before) {
        laid.push_str(end);
        laid.push_str(&indent);
    }
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            laid.push_str(end);
            laid.push_str(if line.is_empty() { indent.trim_end() } else { &indent });
        }
        laid.push_str(line);
    }
    let rest = &text[range.end..];
    let next = rest.split_once('\n').and_then(|(_, below)| below.split('\n').next());
    if next.is_some_and(|line| !blank(line)) {
        laid.push_str(end);
        laid.push_str(indent.trim_end());
    }
    laid
}

/// Where the lines of a text begin.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Lines {
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        Lines(std::iter::once(0).chain(after).collect())
    }

    /// Line and column, both from 1, the column in characters.
    pub(super) fn of_offset(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.0.partition_point(|start| *start <= offset);
        let start = self.0[line - 1];
        (line, text[start..offset].trim_start_matches(MARK).chars().count() + 1)
    }
}
