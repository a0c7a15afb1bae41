//! Numbers for figures, and for what is said of them in the text: `[@fig:aegean]` becomes a link that reads
//! `Figure 1`. Hosts that number by themselves (LaTeX, Typst, Quarto) are left to do so.

use super::markdown::{Lines, events};
use super::order::Order;
use crate::error::{Place, Warning, nearest};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// The word before a number unless said otherwise.
pub(super) const WORD: &str = "Figure";

/// The numbers of the figures that have an id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    word: String,
    /// Id → number, and what stands before `#id` in a link to it.
    known: BTreeMap<String, (usize, String)>,
    next: usize,
}

impl Numbers {
    /// None yet; `word` stands before each.
    pub(super) fn new(word: &str) -> Numbers {
        Numbers { word: word.to_owned(), known: BTreeMap::new(), next: 1 }
    }

    /// Numbers the next figure, which stands in the file `way` (empty: the document itself); what stands before
    /// its caption.
    pub(super) fn count(&mut self, order: &Order, way: &str) -> String {
        let number = self.next;
        self.next += 1;
        if let Some(id) = &order.id {
            self.known.entry(id.clone()).or_insert((number, way.to_owned()));
        }
        format!("{} {number}", self.word)
    }

    /// What a reference to an id reads, and where the figure stands.
    pub(super) fn of(&self, id: &str) -> Option<(String, &str)> {
        let (number, way) = self.known.get(id)?;
        Some((format!("{} {number}", self.word), way))
    }

    /// A text with its references, `[@fig:a]` and `@fig:a`, as links; `way` says how a link leads from this text
    /// to a file. Code and links stay as they are; so do ids that are no figure's.
    pub(super) fn referred(&self, text: &str, way: impl Fn(&str) -> String) -> String {
        let mut written = String::with_capacity(text.len());
        let mut done = 0;
        for (range, id) in self.references(text) {
            let Some((words, file)) = self.of(id) else { continue };
            written.push_str(&text[done..range.start]);
            written.push_str(&format!("[{words}]({}#{id})", way(file)));
            done = range.end;
        }
        written.push_str(&text[done..]);
        written
    }

    /// The references to known ids in plain text, in their order.
    fn references<'a>(&'a self, text: &str) -> Vec<(Range<usize>, &'a str)> {
        plain(text).into_iter().flat_map(|range| self.within(text, range)).collect()
    }

    /// What a text of the user's `file` refers to as a figure and what is none, each with its place: ids of other prefixes than
    /// ours are citations, which the host knows.
    pub(super) fn unresolved(&self, text: &str, file: &str) -> Vec<Warning> {
        let known = self.references(text);
        let is_known = |at: usize| known.iter().any(|(range, _)| range.contains(&at));
        let lines = Lines::of(text);
        let mut warnings = Vec::new();
        for range in plain(text) {
            for (at, _) in text[range.clone()].match_indices(REFERENCE) {
                let at = range.start + at;
                let id = id_at(&text[at + 1..]);
                let is_address = text[..at].ends_with(char::is_alphanumeric);
                if id.len() < REFERENCE.len() || is_known(at) || is_address {
                    continue;
                }
                let (line, column) = lines.of_offset(text, at);
                let warning = Warning::new(format!("`@{id}` refers to no figure of the document"));
                let hint = match nearest(id, self.known.keys().map(String::as_str)) {
                    Some(near) => format!("did you mean `@{near}`?"),
                    None => format!("the block of a figure has its id in braces: `#{id}`"),
                };
                warnings.push(warning.at(Place::file(file).at(line, column)).hint(hint));
            }
        }
        warnings
    }

    fn within<'a>(&'a self, text: &str, range: Range<usize>) -> Vec<(Range<usize>, &'a str)> {
        let mut found = Vec::new();
        for (at, _) in text[range.clone()].match_indices('@') {
            let start = range.start + at;
            let before = text[..start].chars().next_back();
            let rest = &text[start + 1..];
            let known = self.known.keys().filter(|id| rest.starts_with(id.as_str()));
            let Some(id) = known.max_by_key(|id| id.len()) else { continue };
            let after = rest[id.len()..].chars().next();
            let goes_on = after.is_some_and(|it| it.is_alphanumeric() || it == '_' || it == '-');
            if goes_on || before.is_some_and(char::is_alphanumeric) {
                continue;
            }
            let end = start + 1 + id.len();
            let in_brackets = before == Some('[') && after == Some(']');
            let wider = usize::from(in_brackets);
            found.push((start - wider..end + wider, id.as_str()));
        }
        found
    }
}

/// How a reference to a figure begins.
const REFERENCE: &str = "@fig:";

/// The id at the begin of a text; a full stop or a colon at its end belongs to the sentence.
fn id_at(text: &str) -> &str {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, ':' | '.' | '_' | '-');
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ':'])
}

/// Where plain text stands: outside of code, links, pictures and front matter.
fn plain(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut closed = 0_usize;
    for (event, range) in events(text) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Image { .. }) => closed += 1,
            Event::Start(Tag::MetadataBlock(_)) => closed += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Link | TagEnd::Image) => closed -= 1,
            Event::End(TagEnd::MetadataBlock(_)) => closed -= 1,
            Event::Text(_) if closed == 0 => found.push(range),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers() -> Numbers {
        let known = [("fig:a", 1), ("fig:ab", 2)];
        let known = known.map(|(id, number)| (id.to_owned(), (number, String::new())));
        Numbers { word: WORD.to_owned(), known: BTreeMap::from(known), next: 3 }
    }

    #[test]
    fn references_become_links_and_all_else_stays() {
        let referred = |text: &str| numbers().referred(text, str::to_owned);
        assert_eq!(
            referred("See [@fig:a], and @fig:ab."),
            "See [Figure 1](#fig:a), and [Figure 2](#fig:ab)."
        );
        let others = [
            "`@fig:a` and `[@fig:a]`",
            "    [@fig:a]\n",
            "```\n[@fig:a]\n```\n",
            "[@fig:none] me@fig:a @fig:a-b",
            "[to @fig:a](a.html)",
            "---\ntitle: '@fig:a'\n---\n",
        ];
        for text in others {
            assert_eq!(referred(text), text);
        }
    }

    #[test]
    fn references_in_footnotes_are_heard() {
        let text = "Text.[^1]\n\n[^1]: @fig:a\n[^2]: See [@fig:ab].\n";
        assert_eq!(
            numbers().referred(text, str::to_owned),
            "Text.[^1]\n\n[^1]: [Figure 1](#fig:a)\n[^2]: See [Figure 2](#fig:ab).\n"
        );
    }

    #[test]
    fn a_reference_to_no_figure_is_told_with_its_place() {
        let text = "See @fig:a, [@doe2020] and me@fig:x.\n`@fig:c`\n\nAs [@fig:abb] shows.\n";
        let warnings = numbers().unresolved(text, "in.md");
        let [warning] = &warnings[..] else { panic!("{warnings:?}") };
        assert_eq!(warning.message, "`@fig:abb` refers to no figure of the document");
        assert_eq!(warning.place.as_ref().map(ToString::to_string), Some("in.md:4:5".to_owned()));
        assert_eq!(warning.hint.as_deref(), Some("did you mean `@fig:ab`?"));
    }
}
