//! Text that others wrote in, what may be sent to a terminal out.

/// Text with its control characters written out as TOML and JSON have them, `\u001B`: names and words of files that others
/// wrote cannot steer the terminal; so are those that turn the direction of what follows. Ends of lines and tabs stay.
pub(super) fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\n' | '\t' => shown.push(letter),
            '\r' if letters.peek() == Some(&'\n') => shown.push(letter),
            letter if letter.is_control() || turns_direction(letter) => {
                shown += &format!("\\u{:04X}", u32::from(letter))
            }
            letter => shown.push(letter),
        }
    }
    shown
}

/// Whether a letter makes others be read in another direction than their own (UAX 9 §2): `a.svg` may look like `gvs.a`.
fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_shown_and_not_sent() {
        assert_eq!(printable("a\u{1b}[2J\u{9b}\rb\u{7f}"), "a\\u001B[2J\\u009B\\u000Db\\u007F");
        assert_eq!(printable("a\u{202e}gvs.b \u{2067}"), "a\\u202Egvs.b \\u2067");
        assert_eq!(printable("Ζάκυνθος\r\n\tb\n"), "Ζάκυνθος\r\n\tb\n");
    }
}
