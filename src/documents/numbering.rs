//! Numbers for figures, and for what is said of them in the text: `[@fig:aegean]` becomes a link that reads
//! `Figure 1`. Hosts that number by themselves (LaTeX, Typst, Quarto) are left to do so.

use super::markdown::events;
use super::order::Order;
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
        let mut found = Vec::new();
        let mut closed = 0_usize;
        for (event, range) in events(text) {
            match event {
                Event::Start(Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Image { .. }) => {
                    closed += 1
                }
                Event::Start(Tag::MetadataBlock(_)) => closed += 1,
                Event::End(TagEnd::CodeBlock | TagEnd::Link | TagEnd::Image) => closed -= 1,
                Event::End(TagEnd::MetadataBlock(_)) => closed -= 1,
                Event::Text(_) if closed == 0 => found.extend(self.within(text, range)),
                _ => {}
            }
        }
        found
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
}
