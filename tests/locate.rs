//! Texts of our own, with traps planted, against tables labelled by hand: how many of the mentions that are found are true,
//! and how many of the true ones are found.

#![expect(clippy::print_stdout, reason = "what was missed, for who reads a failing test")]

use periplus::geodata::Geodata;
use periplus::locate::{self, Found};
use std::collections::BTreeMap;
use std::fs;

const TEXTS: [&str; 6] = ["black-sea", "levant", "sahel", "strait", "aigaio", "kavkaz"];
/// What is wanted of all texts together.
const PRECISION: f64 = 0.97;
const RECALL: f64 = 0.95;

/// Name, kind (`*`: any) and state of a thing, and how often a text names it.
type Table = Vec<([String; 3], usize)>;

fn labelled(name: &str) -> Table {
    let text = fs::read_to_string(format!("tests/locate/{name}.csv")).expect("a table");
    let row = |line: &str| {
        let mut cells = line.split(',').map(str::to_owned);
        let mut next = || cells.next().expect("four cells");
        ([next(), next(), next()], next().parse().expect("a count"))
    };
    text.lines().skip(1).map(row).collect()
}

fn found(name: &str) -> Found {
    let text = fs::read_to_string(format!("tests/locate/{name}.md")).expect("a text");
    locate::places_of(&text, name, &Geodata::bundled()).expect("it names some")
}

/// Mentions that are found and true, that are found, and that are true.
fn compared(name: &str) -> (usize, usize, usize) {
    let mut placed: BTreeMap<[String; 3], usize> = BTreeMap::new();
    for it in found(name).placed {
        let kind = it.place.kind.name().to_owned();
        *placed.entry([it.place.name, kind, it.place.state]).or_default() += it.count;
    }
    let all: usize = placed.values().sum();
    let (mut both, mut labelled_count) = (0, 0);
    for ([thing, kind, state], count) in labelled(name) {
        labelled_count += count;
        let is_it = |other: &&[String; 3]| {
            other[0] == thing && (kind == "*" || other[1] == kind) && other[2] == state
        };
        let key = placed.keys().find(is_it).cloned();
        let right = key.and_then(|key| placed.remove(&key)).unwrap_or(0);
        if right != count {
            println!("{name}: {thing} ({kind}, {state}): {count} labelled, {right} found");
        }
        both += right.min(count);
    }
    for (thing, count) in placed {
        println!("{name}: {thing:?}: {count} found and not labelled");
    }
    (both, all, labelled_count)
}

#[test]
fn mentions_are_true_and_found() {
    let (mut both, mut all, mut labelled) = (0, 0, 0);
    for name in TEXTS {
        let one = compared(name);
        let share = |part: usize, of: usize| part as f64 / of as f64;
        println!("{name}: precision {:.3}, recall {:.3}", share(one.0, one.1), share(one.0, one.2));
        both += one.0;
        all += one.1;
        labelled += one.2;
    }
    let (precision, recall) = (both as f64 / all as f64, both as f64 / labelled as f64);
    println!("all: precision {precision:.3}, recall {recall:.3} of {labelled} mentions");
    assert!(labelled >= 300, "{labelled} mentions are too few to measure by");
    assert!(
        precision >= PRECISION && recall >= RECALL,
        "precision {precision:.3}, recall {recall:.3}"
    );
}

#[test]
fn each_mention_has_a_sentence_that_holds_it_and_a_reason() {
    for name in TEXTS {
        for placed in found(name).placed {
            assert!(!placed.reason.is_empty(), "{name}: {placed:?}");
            let first = placed.mention.split(' ').next().expect("a word");
            assert!(placed.sentence.contains(first), "{name}: {placed:?}");
        }
    }
}
