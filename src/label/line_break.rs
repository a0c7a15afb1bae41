//! A name on one line in, the same on two lines or a line for each word out.

use crate::scene::Run;

/// A name of one run and several words on two lines of the most equal length.
pub(super) fn in_two(lines: &[Vec<Run>]) -> Option<Vec<Vec<Run>>> {
    let [line] = lines else { return None };
    let [run] = line.as_slice() else { return None };
    let words: Vec<&str> = run.content.split(' ').collect();
    let length = |words: &[&str]| words.iter().map(|word| word.chars().count() + 1).sum::<usize>();
    let cut =
        (1..words.len()).min_by_key(|cut| length(&words[..*cut]).max(length(&words[*cut..])))?;
    let half = |words: &[&str]| vec![Run { content: words.join(" "), ..run.clone() }];
    Some(vec![half(&words[..cut]), half(&words[cut..])])
}

/// A name of one run and three words, each on a line of its own.
pub(super) fn in_words(lines: &[Vec<Run>]) -> Option<Vec<Vec<Run>>> {
    let [line] = lines else { return None };
    let [run] = line.as_slice() else { return None };
    let words: Vec<&str> = run.content.split(' ').collect();
    let alone = |word: &&str| vec![Run { content: (*word).to_owned(), ..run.clone() }];
    (words.len() == 3).then(|| words.iter().map(alone).collect())
}
