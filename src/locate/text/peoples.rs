//! A word in, the state whose people it is for out: `Greek`, `турецкий`.

use super::context::{Context, are_joined};
use super::mention::Mention;
use crate::locate::inflection::forms;

/// A word for people of a state, which counts for the state.
pub(super) fn demonym(text: &Context, at: usize) -> Option<(usize, Option<Mention>)> {
    let word = text.word(at)?;
    for length in [2, 1] {
        let Some(words) = text.words.get(at..at + length) else { continue };
        let joined = words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ");
        let code = text.lists.demonyms.get(&joined).filter(|_| word.is_name && are_joined(words));
        if let Some(state) = code.and_then(|code| text.gazetteer.state(code)) {
            let mut mention =
                Mention::of(text, at, length, format!("={}", state.id), vec![state.clone()]);
            mention.hint = Some(format!("a word for what is of {}", state.name));
            // `Greek Street` is none of Greece
            return Some((length, Some(mention)));
        }
    }
    // a part of another word, `Военно-Грузинская`, is a name's
    let is_joined = text.plain[..word.at.start].ends_with('-');
    if (word.folded.is_ascii() && !word.is_name) || is_joined {
        return None;
    }
    let is_form = |stem: &str| {
        word.folded.strip_prefix(stem).is_some_and(|ending| ending.chars().count() <= 5)
    };
    let fits = |(stem, _): &&(String, String)| {
        is_form(stem) && (!stem.is_ascii() || (word.is_name && text.is_turkish()))
    };
    let (_, code) = text.lists.stems.iter().filter(fits).max_by_key(|(stem, _)| stem.len())?;
    let state = text.gazetteer.state(code)?;
    // the state's own name is no word for its people
    if forms(&word.folded).iter().any(|form| !text.gazetteer.of_key(form).is_empty()) {
        return None;
    }
    let mut mention = Mention::of(text, at, 1, format!("={}", state.id), vec![state.clone()]);
    mention.hint = Some(format!("a word for what is of {}", state.name));
    Some((1, Some(mention)))
}
