//! The guide to the figure file (docs/figure-file.md) in, what it says of each key out: a schema has no words of its own.

/// The guide: a section a table, a row a key or some that are alike.
const GUIDE: &str = include_str!("../../docs/figure-file.md");

/// A row of the guide.
#[derive(Debug)]
pub(super) struct Row {
    /// The heading that it stands under: `[sheet]`, `At the top`.
    pub(super) section: &'static str,
    /// The keys that it is about.
    pub(super) keys: Vec<&'static str>,
    about: &'static str,
    unless_given: &'static str,
}

/// All rows, in their order.
pub(super) fn rows() -> Vec<Row> {
    let mut section = "";
    let mut rows = Vec::new();
    for line in GUIDE.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            section = heading.trim_matches('`');
        }
        let cells =
            line.strip_prefix("| `").and_then(|_| line.strip_prefix('|')?.strip_suffix('|'));
        let Some(cells) = cells else { continue };
        let mut cells = cells.split(" | ").map(str::trim);
        let keys = cells.next().unwrap_or_default().split('`').skip(1).step_by(2).collect();
        let (about, unless_given) =
            (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        rows.push(Row { section, keys, about, unless_given });
    }
    rows
}

/// What the guide says of a key, and what holds where it is left out.
pub(super) fn about(rows: &[Row], section: &str, key: &str) -> Option<String> {
    let row = rows.iter().find(|row| row.section == section && row.keys.contains(&key))?;
    let about = plain(row.about);
    Some(match row.unless_given {
        "" => about,
        unless_given => format!("{about}. Unless given: {}.", plain(unless_given)),
    })
}

/// The words without what leads elsewhere: of `[zones.md](zones.md)` the first part.
fn plain(words: &str) -> String {
    let mut plain = String::new();
    let mut rest = words;
    while let Some((before, link)) = rest.split_once('[') {
        let parts = link
            .split_once("](")
            .and_then(|(shown, after)| Some((shown, after.split_once(')')?.1)));
        // a list in brackets is no link
        let (shown, after) = match parts.filter(|(shown, _)| !shown.contains(']')) {
            Some((shown, after)) => (shown.to_owned(), after),
            None => ("[".to_owned(), link),
        };
        plain.push_str(before);
        plain.push_str(&shown);
        rest = after;
    }
    let plain = plain + rest;
    let mut letters = plain.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_guide_says_of_a_key_is_words_without_links() {
        let rows = rows();
        let theme = about(&rows, "[sheet]", "theme").expect("a row");
        assert_eq!(theme, "A bundled theme or a `.css` file (themes.md). Unless given: `atlas`.");
        assert_eq!(about(&rows, "[sheet]", "themes"), None);
        assert_eq!(plain("`[1, 2]`, see [a](b.md) [c]"), "`[1, 2]`, see a [c]");
    }
}
