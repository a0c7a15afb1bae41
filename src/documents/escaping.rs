//! Text that anybody wrote in, Markdown that shows it as it is out: the one home of what Markdown would make of it otherwise. Any
//! host's Markdown is meant (CommonMark, GitHub, pandoc, mdBook), so marks of each are escaped; and captions of figures that were
//! received, of which emphasis and links are kept, and nothing that a browser would run or fetch.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// What addresses of links may begin with.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// A text in one line of which Markdown makes nothing else, in a paragraph, an item, a heading or the cell of a table.
pub fn escaped(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let escaped = inline(&line);
    match begins_a_block(&line) {
        Some(at) => format!("{}\\{}", &escaped[..at], &escaped[at..]),
        None => escaped,
    }
}

/// Where the mark stands by which a text would begin a heading, a quotation, an item of a list or a rule.
fn begins_a_block(line: &str) -> Option<usize> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &line[digits..];
    let mark = rest.chars().next()?;
    let after = rest.trim_start_matches(mark);
    let is_run = after.is_empty() || after.starts_with(' ');
    let is_one = rest.len() == after.len() + 1;
    let begins = match (digits, mark) {
        (0, '>') => true,
        (0, '#' | '-') => is_run,
        (0, '+' | ':') => is_run && is_one,
        // longer numbers begin no item (CommonMark §5.2)
        (1..=9, '.' | ')') => is_run && is_one,
        _ => false,
    };
    begins.then_some(digits)
}

/// A part of a line.
fn inline(line: &str) -> String {
    let letters: Vec<char> = line.chars().collect();
    let is_word = |at: Option<usize>| {
        at.and_then(|at| letters.get(at)).is_some_and(|letter| letter.is_alphanumeric())
    };
    let mut escaped = String::with_capacity(line.len());
    for (at, letter) in letters.iter().enumerate() {
        let is_mark = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '$' | '{' | '^' => true,
            // within a word it marks nothing, and belongs to an address
            '_' => !(is_word(at.checked_sub(1)) && is_word(Some(at + 1))),
            '&' => is_entity(&letters[at + 1..]),
            '!' => letters.get(at + 1) == Some(&'['),
            _ => false,
        };
        if is_mark {
            escaped.push('\\');
        }
        escaped.push(*letter);
    }
    escaped
}

/// Whether what follows an ampersand makes a character of it: `amp;`, `#60;`.
fn is_entity(after: &[char]) -> bool {
    let end = after.iter().position(|letter| !letter.is_ascii_alphanumeric() && *letter != '#');
    end.is_some_and(|end| end > 0 && after[end] == ';')
}

/// The Markdown of a caption that a received figure may have, in one line: its emphasis, code and links to pages; of pictures and
/// of HTML the words, as words.
pub(super) fn harmless(caption: &str) -> String {
    let mut open = vec![String::new()];
    let mut targets = Vec::new();
    for event in Parser::new(caption) {
        match event {
            Event::Start(Tag::Emphasis | Tag::Strong) => open.push(String::new()),
            Event::Start(Tag::Link { dest_url, .. }) => {
                targets.push(dest_url.into_string());
                open.push(String::new());
            }
            Event::End(end @ (TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link)) => {
                let inner = open.pop().unwrap_or_default();
                let marked = match end {
                    TagEnd::Emphasis => format!("*{inner}*"),
                    TagEnd::Strong => format!("**{inner}**"),
                    _ => link(inner, &targets.pop().unwrap_or_default()),
                };
                add(&mut open, &marked);
            }
            Event::Text(text) | Event::InlineHtml(text) | Event::Html(text) => {
                add(&mut open, &inline(&text))
            }
            Event::Code(text) => add(&mut open, &code(&text)),
            Event::End(TagEnd::Image) => {}
            Event::SoftBreak | Event::HardBreak | Event::End(_) => add(&mut open, " "),
            _ => {}
        }
    }
    let line = open.concat().split_whitespace().collect::<Vec<_>>().join(" ");
    match begins_a_block(&line) {
        Some(at) => format!("{}\\{}", &line[..at], &line[at..]),
        None => line,
    }
}

fn add(open: &mut [String], text: &str) {
    if let Some(inner) = open.last_mut() {
        inner.push_str(text);
    }
}

/// A link to a page; of what is to be run, or is no page, the words alone.
fn link(words: String, target: &str) -> String {
    // browsers pass over spaces in a scheme
    let letters = target.chars().filter(|it| !it.is_whitespace() && !it.is_control());
    let address: String = letters
        .map(|letter| match letter {
            '<' | '>' | '(' | ')' | '\\' | '"' | '{' | '}' => format!("%{:02X}", u32::from(letter)),
            letter => letter.to_string(),
        })
        .collect();
    // after these a colon ends no scheme (RFC 3986 §3)
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let scheme = scheme.filter(|scheme| !scheme.contains(['/', '?', '#']));
    let is_page = scheme.is_none_or(|it| SCHEMES.contains(&it.as_str()));
    if is_page { format!("[{words}]({address})") } else { words }
}

/// Code between more marks than it has in it.
fn code(text: &str) -> String {
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text that CommonMark shows, and whether it is nothing but that.
    fn shown(markdown: &str) -> (String, bool) {
        let mut text = String::new();
        let mut is_plain = true;
        for event in Parser::new(markdown) {
            match event {
                Event::Text(words) => text += &words,
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                _ => is_plain = false,
            }
        }
        (text, is_plain)
    }

    #[test]
    fn text_is_shown_as_it_is_whatever_it_looks_like() {
        for text in [
            "a | b",
            "<script>alert(1)</script>",
            "[x](javascript:1)",
            "![](http://e.com/t.png)",
            "*a* _b_ **c**",
            "`a",
            "a\\",
            "\\[",
            "&lt;b&gt; &#60; a & b",
            "# a",
            "> a",
            "- a",
            "+ a",
            "12. a",
            "12) a",
            "~~a~~",
            "$a$",
            "{{#include a}}",
            "<http://a.b>",
            "a_b __c__",
            "===",
            "* a",
            "|a|",
            "1234567890. a",
            "[a]: b",
        ] {
            assert_eq!(shown(&escaped(text)), (text.to_owned(), true), "{text}: {}", escaped(text));
        }
        assert_eq!(escaped(" a\n| b\r\n\u{2028}c "), "a \\| b c");
    }

    #[test]
    fn plain_words_and_addresses_stay_as_they_are() {
        for text in [
            "Türkiye",
            "contiguous-waters-of-a",
            "12,345.6 †",
            "30 nm",
            "–",
            "−3.0 %",
            "a & b",
            "(x)",
            "https://a.org/one_two/3?a=1&b=2",
            "O'Brien \"x\"",
            "UN (A/RES/1), p. 2",
            "-12.5, 3.0",
            "4.5 nm",
            "#1",
        ] {
            assert_eq!(escaped(text), text);
        }
    }

    #[test]
    fn a_received_caption_keeps_emphasis_and_links_and_nothing_that_runs() {
        for (caption, expected) in [
            ("Shares *at 12* nm, **all**", "Shares *at 12* nm, **all**"),
            ("[here](https://a.org/b_c)", "[here](https://a.org/b_c)"),
            (
                "[here](#fig:a) and <https://a.org>",
                "[here](#fig:a) and [https://a.org](https://a.org)",
            ),
            ("[x](javascript:alert(1))", "x"),
            ("[x](JavaScript&#58;alert(1)) [y](data:text/html,a) [z](a/z)", "x y [z](a/z)"),
            ("[x](<java\tscript:alert(1)>) [y](vbscript:a)", "x y"),
            ("[x](a/b:c) [y](?a:b)", "[x](a/b:c) [y](?a:b)"),
            (
                "a <script>alert(1)</script> ![track](http://e.com/t.png)",
                "a \\<script>alert(1)\\</script> track",
            ),
            ("a <b onclick=x>b</b>", "a \\<b onclick=x>b\\</b>"),
            ("`<b>`{=html}", "`<b>`\\{=html}"),
            ("# a\n\n> b\n\n- c", "a b c"),
            ("\\# a", "\\# a"),
            ("\\input{a} {{#include b}}", "\\\\input\\{a} \\{\\{#include b}}"),
            ("`` a`b ``", "``a`b``"),
        ] {
            assert_eq!(harmless(caption), expected, "{caption}");
            assert_eq!(harmless(expected), expected, "{caption}");
        }
    }
}
