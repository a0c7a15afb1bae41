//! A text in, the day that it bears out: in its front matter, or in a short line near its head, as a byline has it.

use super::Dated;
use crate::folding::{folded, is_of_word};
use crate::geodata::Date;

/// Lines from the head of a text that may bear its day, and words that such a line has at most.
const LINES: usize = 12;
const WORDS: usize = 16;
/// Words for the months, folded: they begin so, in English, Greek, Russian, Ukrainian and Turkish.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "ιανουαριου", "январ", "січня", "ocak"],
    &["february", "feb", "φεβρουαριου", "феврал", "лютого", "subat"],
    &["march", "mar", "μαρτιου", "марта", "березня", "mart"],
    &["april", "apr", "απριλιου", "апрел", "квітня", "nisan"],
    &["may", "μαιου", "мая", "травня", "mayis"],
    &["june", "jun", "ιουνιου", "июня", "червня", "haziran"],
    &["july", "jul", "ιουλιου", "июля", "липня", "temmuz"],
    &["august", "aug", "αυγουστου", "августа", "серпня", "agustos"],
    &["september", "sep", "sept", "σεπτεμβριου", "сентябр", "вересня", "eylul"],
    &["october", "oct", "οκτωβριου", "октябр", "жовтня", "ekim"],
    &["november", "nov", "νοεμβριου", "ноябр", "листопада", "kasim"],
    &["december", "dec", "δεκεμβριου", "декабр", "грудня", "aralik"],
];

/// The day that a text bears, if it bears a whole one.
pub(super) fn dated(text: &str) -> Option<Dated> {
    let has_matter = text.trim_start().starts_with("---");
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    for (number, line) in lines.take(LINES) {
        let bare = line.trim();
        let is_matter = has_matter && bare.starts_with("date");
        if !is_matter && bare.split_whitespace().count() > WORDS {
            continue;
        }
        if let Some(day) = day(bare) {
            return Some(Dated { day, line: number + 1 });
        }
    }
    None
}

/// The first whole day in a line: `2020-10-17`, `17 October 2020`, `October 17, 2020`, `17 Ekim 2020`.
fn day(line: &str) -> Option<String> {
    // of letters and digits alone, so that `2020-10-17` is three words
    let words: Vec<String> =
        line.split(|c: char| !is_of_word(c)).filter(|word| !word.is_empty()).map(folded).collect();
    let number = |word: &str| word.parse::<u32>().ok();
    let year = |word: &str| number(word).filter(|year| (1000..3000).contains(year));
    words.windows(3).find_map(|three| {
        let [one, two, last] = three else { return None };
        let (year, month, day) = if let Some(year) = year(one) {
            (year, number(two)?, number(last)?)
        } else if let Some(month) = month(two) {
            (year(last)?, month, number(one)?)
        } else {
            (year(last)?, month(one)?, number(two)?)
        };
        let written = format!("{year:04}-{month:02}-{day:02}");
        written.parse::<Date>().ok().map(|_| written)
    })
}

fn month(word: &str) -> Option<u32> {
    let is_it = |names: &&[&str]| {
        names.iter().any(|name| word == *name || (!name.is_ascii() && word.starts_with(name)))
    };
    (1..).zip(&MONTHS).find(|(_, names)| is_it(names)).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_in_the_ways_of_bylines() {
        for (text, day) in [
            ("# A title\n\n*Athens, 17 October 2020*\n\nIt rained.", "2020-10-17"),
            ("---\ntitle: x\ndate: 2020-10-17\n---\nIt rained.", "2020-10-17"),
            ("October 17, 2020\n\nIt rained.", "2020-10-17"),
            ("İstanbul, 14 Ekim 2020\n\nYağmur.", "2020-10-14"),
            ("Αθήνα, 3 Μαΐου 2021\n\nΒροχή.", "2021-05-03"),
            ("9 ноября 2020 года\n\nДождь.", "2020-11-09"),
        ] {
            assert_eq!(dated(text).map(|it| it.day).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn no_day_is_read_where_none_is_whole_or_the_line_is_of_the_story() {
        for text in [
            "In October 2020 the war began.",
            "31 February 2020",
            "The war began on 27 September 2020, and by the time that it was over the two sides had lost more than ever.",
            "",
        ] {
            assert_eq!(dated(text), None, "{text}");
        }
    }
}
