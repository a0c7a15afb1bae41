//! The text of a file in, plain text out: Markdown and HTML without their marks. Lines stay where they are, so that a
//! mention can be found by its line.

/// What remains of a text for a reader. Where a block ends, a sentence does: a tag of a block becomes a full stop of its own.
pub(super) fn plain(text: &str) -> String {
    let is_html = ["<html", "<body", "<p>", "<p ", "<div", "<!doctype"]
        .iter()
        .any(|tag| text.get(..text.len().min(4096)).unwrap_or(text).to_lowercase().contains(tag));
    if is_html { without_tags(text) } else { without_marks(text) }
}

/// Tags whose content is not read.
const UNREAD: [&str; 4] = ["script", "style", "head", "svg"];
/// Tags within a sentence.
const INLINE: [&str; 14] = [
    "a", "b", "i", "em", "strong", "span", "u", "sup", "sub", "small", "abbr", "cite", "q", "mark",
];
/// Characters by name.
const ENTITIES: [(&str, &str); 12] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("rdquo", "”"),
    ("ldquo", "“"),
    ("ndash", "–"),
    ("mdash", "—"),
];

/// HTML without tags, comments and what is not read.
fn without_tags(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    let keep_lines = |part: &str, plain: &mut String| {
        plain.extend(part.matches('\n'));
    };
    while let Some(at) = rest.find('<') {
        plain += &with_characters(&rest[..at]);
        let tag = &rest[at..];
        let end = match tag.starts_with("<!--") {
            true => tag.find("-->").map(|end| end + 3),
            false => tag.find('>').map(|end| end + 1),
        };
        let Some(mut end) = end else { return plain + &with_characters(tag) };
        let name = tag[1..].trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let name = name.to_lowercase();
        if UNREAD.contains(&name.as_str()) && !tag.starts_with("</") {
            let close = format!("</{name}");
            let lower = tag.to_ascii_lowercase();
            end = lower
                .find(&close)
                .and_then(|at| Some(at + lower[at..].find('>')? + 1))
                .unwrap_or(end);
        }
        keep_lines(&tag[..end], &mut plain);
        if !name.is_empty() && !INLINE.contains(&name.as_str()) {
            plain.push_str(" . ");
        }
        rest = &tag[end..];
    }
    plain + &with_characters(rest)
}

/// Characters for the names and numbers that HTML has for them.
fn with_characters(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain += &rest[..at];
        let name = rest[at + 1..].split(';').next().unwrap_or_default();
        let known = ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, c)| (*c).to_owned());
        let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        });
        match known.or_else(|| number.and_then(char::from_u32).map(String::from)) {
            Some(c) => {
                plain += &c;
                rest = rest.get(at + name.len() + 2..).unwrap_or_default();
            }
            None => {
                plain.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    plain + rest
}

/// Markdown without code, addresses and marks.
fn without_marks(text: &str) -> String {
    let mut plain = String::new();
    let mut is_code = false;
    let mut is_head = false;
    for (number, line) in text.lines().enumerate() {
        let bare = line.trim();
        if number == 0 && bare == "---" {
            is_head = true;
        } else if is_head && bare == "---" {
            is_head = false;
        } else if bare.starts_with("```") || bare.starts_with("~~~") {
            is_code = !is_code;
        } else if !is_code && !is_head {
            plain += &without_addresses(line);
            if bare.starts_with('#') {
                plain.push_str(" .");
            }
        }
        plain.push('\n');
    }
    plain
}

/// A line without the addresses of its links and without emphasis: `[the port](https://…)` is the port.
fn without_addresses(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("](") {
        plain += &rest[..at];
        rest = rest[at..].find(')').map_or("", |end| &rest[at + end + 1..]);
    }
    plain += rest;
    let words = plain.split(' ').map(|word| if word.contains("://") { "" } else { word });
    let words: Vec<&str> = words.collect();
    words.join(" ").replace(['*', '`', '#', '[', ']', '|'], " ").replace("__", " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_addresses_are_not_read_and_lines_stay() {
        let text =
            "# Off **Malta**\n\n```\nRome\n```\nThe [port](https://paris.example/x) of Valletta\n";
        let plain = plain(text);
        assert!(!plain.contains("Rome") && !plain.contains("paris") && !plain.contains('*'));
        assert_eq!(plain.lines().position(|line| line.contains("Valletta")), Some(5));
    }

    #[test]
    fn tags_are_not_read_and_blocks_end_sentences() {
        let text = "<html><head><title>Rome</title></head>\n<body><p>Off <b>Malta</b>&rsquo;s coast</p>\n<p>caf&#233;</p></body>";
        let plain = plain(text);
        assert!(!plain.contains("Rome") && !plain.contains('<'));
        assert!(plain.contains("Malta’s coast .") || plain.contains("Malta’s coast  ."), "{plain}");
        assert_eq!(plain.lines().position(|line| line.contains("café")), Some(2));
    }
}
