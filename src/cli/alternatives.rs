//! Words in, a list of them for a sentence out.

/// `a, b or c`.
pub(super) fn one_of<Word: Into<String>>(words: impl IntoIterator<Item = Word>) -> String {
    let words: Vec<String> = words.into_iter().map(Into::into).collect();
    match words.as_slice() {
        [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
        _ => words.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_several_follows_an_or() {
        assert_eq!(one_of(["svg"; 0]), "");
        assert_eq!(one_of(["svg"]), "svg");
        assert_eq!(one_of(["svg", "png", "pdf"]), "svg, png or pdf");
    }
}
