//! A drawn figure in, the lines of Markdown that show it out, as the host of the document reads them.

use super::escaping::escaped;
use crate::error::Flaw;

/// Which Markdown a document is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flavour {
    /// Attributes after an image: pandoc, Quarto, R Markdown.
    #[default]
    Pandoc,
    /// No attributes: the caption is a paragraph below.
    CommonMark,
    /// `<figure>` with caption and id: GitHub, mdBook, static sites.
    Html,
}

impl Flavour {
    /// The flavours by their words.
    pub const NAMES: [(&'static str, Flavour); 3] =
        [("pandoc", Flavour::Pandoc), ("commonmark", Flavour::CommonMark), ("html", Flavour::Html)];

    /// The flavour of a word.
    ///
    /// Errors: an unknown word, with the known ones.
    pub fn read(word: &str) -> Result<Flavour, Flaw> {
        let found = Flavour::NAMES.iter().find(|(name, _)| *name == word).map(|(_, it)| *it);
        found.ok_or_else(|| {
            let names = Flavour::NAMES.map(|(name, _)| name);
            Flaw::new(format!("unknown flavour `{word}`")).known(word, &names)
        })
    }
}

/// What a document shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown<'a> {
    /// Its id.
    pub id: Option<&'a str>,
    /// What stands before the caption, `Figure 1`; empty for nothing.
    pub number: String,
    /// Its caption, Markdown.
    pub caption: &'a str,
    /// Its alternative text.
    pub alt: &'a str,
    /// The way to its file.
    pub way: &'a str,
    /// How wide it is shown.
    pub width: Option<&'a str>,
}

impl Shown<'_> {
    /// The caption with its number.
    pub fn whole_caption(&self) -> String {
        let caption = in_one_line(self.caption);
        match (self.number.is_empty(), caption.is_empty()) {
            (true, _) => caption,
            (false, true) => self.number.clone(),
            (false, false) => format!("{}: {caption}", self.number),
        }
    }

    /// The lines that show it.
    pub fn lines(&self, flavour: Flavour) -> Vec<String> {
        match flavour {
            Flavour::Pandoc => vec![self.pandoc()],
            Flavour::CommonMark => self.commonmark(),
            Flavour::Html => self.html(),
        }
    }

    fn pandoc(&self) -> String {
        let mut attributes: Vec<String> = Vec::new();
        attributes.extend(self.id.map(|id| format!("#{id}")));
        attributes.extend(self.width.map(|width| format!("width={width}")));
        if !self.alt.is_empty() {
            let quoted = in_one_line(self.alt).replace('\\', "\\\\").replace('"', "\\\"");
            attributes.push(format!("alt=\"{quoted}\""));
        }
        let braces = match attributes.is_empty() {
            true => String::new(),
            false => format!("{{{}}}", attributes.join(" ")),
        };
        format!("![{}]({}){braces}", bracketed(&self.whole_caption()), self.way)
    }

    fn commonmark(&self) -> Vec<String> {
        let mut lines = vec![format!("![{}]({})", escaped(self.alt), self.way)];
        let caption = self.whole_caption();
        if !caption.is_empty() {
            lines.push(String::new());
            lines.push(if caption.contains('*') { caption } else { format!("*{caption}*") });
        }
        lines
    }

    fn html(&self) -> Vec<String> {
        let id = self.id.map(|id| format!(" id=\"{}\"", quoted(id))).unwrap_or_default();
        let width = self.width.map(|width| format!("width:{width};")).unwrap_or_default();
        let image = format!(
            "<img src=\"{}\" alt=\"{}\" style=\"{width}max-width:100%\">",
            quoted(self.way),
            quoted(&in_one_line(self.alt)),
        );
        let mut lines = vec![format!("<figure{id}>"), image];
        let caption = self.whole_caption();
        if !caption.is_empty() {
            // blank lines: what stands between them is Markdown
            let blank = String::new;
            let open = "<figcaption>".to_owned();
            let close = "</figcaption>".to_owned();
            lines.extend([open, blank(), caption, blank(), close]);
        }
        lines.push("</figure>".to_owned());
        lines
    }
}

/// The words with single spaces between them.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words in the brackets of an image: brackets that do not match would end it.
fn bracketed(text: &str) -> String {
    // what is escaped ends nothing
    let bare = text.replace("\\\\", "").replace("\\[", "").replace("\\]", "");
    let mut depth = 0_i32;
    let matched = bare.chars().all(|letter| {
        depth += i32::from(letter == '[') - i32::from(letter == ']');
        depth >= 0
    });
    if matched && depth == 0 {
        return text.to_owned();
    }
    let mut escaped = String::with_capacity(text.len());
    let mut is_escaped = false;
    for letter in text.chars() {
        if matches!(letter, '[' | ']') && !is_escaped {
            escaped.push('\\');
        }
        is_escaped = letter == '\\' && !is_escaped;
        escaped.push(letter);
    }
    escaped
}

/// Words in the quotes of an attribute of HTML.
fn quoted(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOWN: Shown<'static> = Shown {
        id: Some("fig:a"),
        number: String::new(),
        caption: "Shares at *12* nm",
        alt: "A \"map\" of [two] seas",
        way: "figures/a.svg",
        width: Some("89mm"),
    };

    #[test]
    fn each_flavour_keeps_caption_alternative_text_and_id_as_it_can() {
        let pandoc = r##"![Shares at *12* nm](figures/a.svg){#fig:a width=89mm alt="A \"map\" of [two] seas"}"##;
        assert_eq!(SHOWN.lines(Flavour::Pandoc), [pandoc]);
        let commonmark = [r#"![A "map" of \[two\] seas](figures/a.svg)"#, "", "Shares at *12* nm"];
        assert_eq!(SHOWN.lines(Flavour::CommonMark), commonmark);
        let html = SHOWN.lines(Flavour::Html).join("\n");
        assert!(html.starts_with(
            "<figure id=\"fig:a\">\n<img src=\"figures/a.svg\" alt=\"A &quot;map&quot;"
        ));
        assert!(html.contains("<figcaption>\n\nShares at *12* nm\n\n</figcaption>\n</figure>"));
    }

    #[test]
    fn a_number_stands_before_the_caption_or_alone() {
        let numbered = Shown { number: "Figure 2".to_owned(), ..SHOWN };
        assert_eq!(numbered.whole_caption(), "Figure 2: Shares at *12* nm");
        assert_eq!(Shown { caption: "", ..numbered }.whole_caption(), "Figure 2");
    }

    #[test]
    fn brackets_that_do_not_match_end_no_caption() {
        assert_eq!(bracketed("a [link](b)"), "a [link](b)");
        assert_eq!(bracketed("from ] to ["), "from \\] to \\[");
        assert_eq!(bracketed("from \\[ to"), "from \\[ to");
        assert_eq!(bracketed("from \\[ to ]"), "from \\[ to \\]");
    }
}
