//! What the page is about in, its HTML out: `page.html`, with the library's own lists in its controls. The style and the
//! script stand in that one file too, and are served apart, so that the policy can forbid all others.

use super::Subject;
use crate::figure::{LANGUAGES, WORLDVIEWS, boundaries_as};
use crate::output::Format;
use crate::style::Theme;

const SOURCE: &str = include_str!("page.html");

/// The page, ready to be sent.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) html: String,
}

impl Page {
    /// The page about a subject.
    pub(super) fn of(subject: &Subject) -> Page {
        let controls = &subject.controls;
        let themes = Theme::names().into_iter().map(|name| (name.to_owned(), name.to_owned()));
        let own = subject.own_theme.iter().map(|path| (path.clone(), path.clone()));
        let names = [("local", "local"), ("both", "English and local")].into_iter();
        let names = names.chain(LANGUAGES.iter().map(|tag| (*tag, *tag)));
        let names = names.map(|(word, shown)| (word.to_owned(), shown.to_owned()));
        let views = WORLDVIEWS.iter().map(|view| ((*view).to_owned(), said_of(view)));
        let html = without("script", &without("style", SOURCE))
            .replace("{{style}}", "<link rel=\"stylesheet\" href=\"/page.css\">")
            .replace("{{script}}", "<script src=\"/page.js\" defer></script>")
            .replace("{{downloads}}", &downloads())
            .replace("{{themes}}", &options(themes.chain(own), controls.theme.as_deref()))
            .replace("{{names}}", &options(names, controls.names.as_deref()))
            .replace("{{worldviews}}", &options(views, controls.worldview.as_deref()))
            .replace("{{width}}", &escaped(controls.width.as_deref().unwrap_or_default()))
            .replace("{{as_of}}", &escaped(controls.as_of.as_deref().unwrap_or_default()))
            .replace("{{name}}", &escaped(&subject.name));
        Page { html }
    }
}

/// The style sheet of the page.
pub(super) fn style() -> &'static str {
    between("style", SOURCE).map_or("", |(_, inside, _)| inside)
}

/// The script of the page.
pub(super) fn script() -> &'static str {
    between("script", SOURCE).map_or("", |(_, inside, _)| inside)
}

/// The page with a mark in place of an element.
fn without(element: &str, html: &str) -> String {
    match between(element, html) {
        Some((before, _, after)) => format!("{before}{{{{{element}}}}}{after}"),
        None => html.to_owned(),
    }
}

/// What stands before, in and after the only element of this name.
fn between<'a>(element: &str, html: &'a str) -> Option<(&'a str, &'a str, &'a str)> {
    let (before, rest) = html.split_once(&format!("<{element}>"))?;
    let (inside, after) = rest.split_once(&format!("</{element}>"))?;
    Some((before, inside, after))
}

/// A link for each format of files to keep.
fn downloads() -> String {
    let link = |name: &str| {
        let shown = name.to_uppercase();
        format!("<a data-format=\"{name}\" href=\"/figure.{name}\" download>{shown}</a>")
    };
    Format::names().map(link).collect::<Vec<_>>().join("\n    ")
}

/// `as seen by Azerbaijan`.
fn said_of(view: &str) -> String {
    let sentence = boundaries_as(view);
    sentence.trim_start_matches("Boundaries ").trim_end_matches('.').to_owned()
}

/// What a control offers: words and what is shown of them; the chosen one is listed whatever it is.
fn options(offered: impl Iterator<Item = (String, String)>, chosen: Option<&str>) -> String {
    let mut offered: Vec<(String, String)> = offered.collect();
    if let Some(word) = chosen.filter(|word| offered.iter().all(|(known, _)| known != word)) {
        offered.push((word.to_owned(), word.to_owned()));
    }
    let option = |(word, shown): &(String, String)| {
        let selected = if chosen == Some(word.as_str()) { " selected" } else { "" };
        format!("<option value=\"{}\"{selected}>{}</option>", escaped(word), escaped(shown))
    };
    offered.iter().map(option).collect()
}

/// Text as HTML, in quotes too.
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut html, letter| {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            // a mark of ours in a name is no mark
            '{' => html.push_str("&#123;"),
            letter => html.push(letter),
        }
        html
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watch::Controls;

    fn html(subject: &Subject) -> String {
        Page::of(subject).html
    }

    #[test]
    fn every_list_of_the_library_is_offered() {
        let html = html(&Subject::default());
        let all = Theme::names().into_iter().chain(LANGUAGES).chain(WORLDVIEWS);
        for word in all.chain(["local", "both"]) {
            assert!(html.contains(&format!("<option value=\"{word}\">")), "{word}");
        }
        assert!(!html.contains("{{"), "a mark is left");
    }

    #[test]
    fn the_page_is_whole_and_calls_nobody_else() {
        let html = html(&Subject::default());
        assert!(!style().is_empty() && !script().is_empty());
        assert!(
            !html.contains(style()) && !html.contains(script()),
            "the policy would refuse them"
        );
        assert!(!SOURCE.contains("://"), "an address from outside");
    }

    #[test]
    fn names_of_files_cannot_write_html() {
        let subject = Subject {
            name: "<b>\"&{{themes}}".to_owned(),
            controls: Controls { theme: Some("a\"><x>.css".to_owned()), ..Controls::default() },
            own_theme: Some("a\"><x>.css".to_owned()),
        };
        let html = html(&subject);
        assert!(html.contains("&lt;b&gt;&quot;&amp;&#123;&#123;themes}}"), "{html}");
        assert!(html.contains("<option value=\"a&quot;&gt;&lt;x&gt;.css\" selected>"), "{html}");
        assert_eq!(html.matches("&lt;x&gt;.css</option>").count(), 1, "listed once");
    }
}
