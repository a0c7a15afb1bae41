//! Names of anyone's choice in, ids out that are sound, never given twice, and the figure's own.

use std::collections::BTreeSet;

/// The ids of a document: each begins with the figure's name, none is given twice.
pub(super) struct Names {
    prefix: String,
    taken: BTreeSet<String>,
}

impl Names {
    pub(super) fn new(figure: &str) -> Names {
        let prefix = match plain(figure) {
            name if name.starts_with(|c: char| c.is_ascii_alphabetic()) => name,
            name => format!("figure-{name}").trim_end_matches('-').to_owned(),
        };
        Names { prefix, taken: BTreeSet::new() }
    }

    pub(super) fn prefixed(&self, name: &str) -> String {
        format!("{}-{name}", self.prefix)
    }

    /// The id for `name`.
    pub(super) fn unique(&mut self, name: &str) -> String {
        let name = plain(name);
        let name = if name.is_empty() { "part" } else { &name };
        let wanted = self.prefixed(name);
        self.reserve(&wanted)
    }

    /// `wanted`, or with a number after it where that is taken.
    pub(super) fn reserve(&mut self, wanted: &str) -> String {
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let free =
            std::iter::once(wanted.to_owned()).chain(numbered).find(|id| !self.taken.contains(id));
        let id = free.unwrap_or_default();
        self.taken.insert(id.clone());
        id
    }
}

/// Letters, digits and single hyphens of ASCII, in lower case.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            plain.push(c.to_ascii_lowercase());
        } else if !plain.is_empty() && !plain.ends_with('-') {
            plain.push('-');
        }
    }
    plain.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_and_never_given_twice() {
        let mut names = Names::new("Ägäis 6/12 nm");
        assert_eq!(names.unique("label-Çeşme"), "g-is-6-12-nm-label-e-me");
        assert_eq!(names.unique("x\" onload=\"y"), "g-is-6-12-nm-x-onload-y");
        assert_eq!(names.unique("x-onload-y"), "g-is-6-12-nm-x-onload-y-2");
        assert_eq!(Names::new("12nm").unique("Ελλάδα"), "figure-12nm-part");
    }
}
