//! A place in a file that people write in, the line with a caret below what is meant out.

use super::printable::printable;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use periplus::error::Place;

/// The line of a place, with carets below the word that begins there; none for a place without.
pub(super) fn excerpt(place: &Place, is_coloured: bool) -> Option<String> {
    let (line, column, written) = (place.line?, place.column?, place.written.as_ref()?);
    let start = written.char_indices().nth(column.checked_sub(1)?).map_or(written.len(), |it| it.0);
    let (before, rest) = written.split_at(start);
    let (word, _) = rest.split_at(length_of_word(rest));
    // what steers a terminal is shown, not sent
    let from = printable(before).len();
    let source = printable(written);
    let marked = AnnotationKind::Primary.span(from..from + printable(word).len());
    let snippet = Snippet::source(source.as_str()).line_start(line).annotation(marked);
    let renderer = if is_coloured { Renderer::styled() } else { Renderer::plain() };
    Some(renderer.render(&[Group::with_level(Level::ERROR).element(snippet)]))
}

/// The bytes of the word, the quoted text or the brackets that a text begins with.
fn length_of_word(text: &str) -> usize {
    let first = text.chars().next();
    if let Some('[' | '{') = first {
        return length_in_brackets(text).unwrap_or(text.trim_end().len());
    }
    if let Some(quote @ ('"' | '\'')) = first {
        let closed = text.char_indices().skip(1).find(|(_, letter)| *letter == quote);
        return closed.map_or(text.trim_end().len(), |(at, _)| at + 1);
    }
    let is_end = |letter: char| letter.is_whitespace() || "=,;:]}{)".contains(letter);
    let first = first.map_or(0, char::len_utf8);
    text.get(first..).and_then(|rest| rest.find(is_end)).map_or(text.len(), |at| first + at)
}

/// The bytes up to the bracket that closes the first; none if it stands in another line.
fn length_in_brackets(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '[' | '{' => depth += 1,
            ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + letter.len_utf8());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_meant_is_underlined() {
        let text = "[sheet]\nπλάτος = 'ab c' # x\na = [[1], 2] # ]\nb = [1,\n";
        let of = |needle: &str| {
            let at = text.find(needle).unwrap();
            excerpt(&Place::in_text("a.toml", text, at), false).unwrap()
        };
        assert_eq!(of("πλάτος"), "  |\n2 | πλάτος = 'ab c' # x\n  | ^^^^^^");
        assert_eq!(of("'ab"), "  |\n2 | πλάτος = 'ab c' # x\n  |          ^^^^^^");
        assert_eq!(of("[[1"), "  |\n3 | a = [[1], 2] # ]\n  |     ^^^^^^^^");
        assert_eq!(of("[1,\n"), "  |\n4 | b = [1,\n  |     ^^^");
        assert!(excerpt(&Place::file("a.toml").at(2, 1), false).is_none());
    }

    #[test]
    fn what_steers_a_terminal_is_shown() {
        let text = "a\u{1b}[31m = 'b'";
        let shown = excerpt(&Place::in_text("a", text, 0), false).unwrap();
        assert!(!shown.contains('\u{1b}') && shown.contains("\\u001B"), "{shown}");
    }
}
