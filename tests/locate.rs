//! Texts of our own, with traps planted, against tables labelled by hand: how many of the mentions that are found are true,
//! and how many of the true ones are found. And what holds for every map.

#![expect(clippy::print_stdout, reason = "what was missed, for who reads a failing test")]
#![expect(clippy::panic, reason = "which text or set it was, for who reads a failing test")]

use periplus::error::ErrorKind;
use periplus::figure::{Figure, Source};
use periplus::geodata::Geodata;
use periplus::locate::{self, Found, Ground, Located, PlaceKind, Wish};
use periplus::style::Theme;
use periplus::{Drawn, draw_watched};
use std::collections::BTreeMap;
use std::fs;

const TEXTS: [&str; 12] = [
    "aigaio",
    "award",
    "black-sea",
    "bogazlar",
    "fezzan",
    "guneydogu",
    "kavkaz",
    "levant",
    "lozanni",
    "sahel",
    "sever",
    "strait",
];
/// What is wanted of all texts together, of places and of regions.
const PRECISION: f64 = 0.97;
const RECALL: f64 = 0.95;
/// Kinds that are places: what lies at one spot. All else is a region.
const PLACES: [&str; 3] = ["town", "site", "island"];

/// Name, kind (`*`: any) and state of a thing, and how often a text names it.
type Table = Vec<([String; 3], usize)>;

/// Mentions that are found and true, that are found, and that are true.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    both: usize,
    found: usize,
    labelled: usize,
}

impl Count {
    fn add(&mut self, other: Count) {
        self.both += other.both;
        self.found += other.found;
        self.labelled += other.labelled;
    }

    fn precision(&self) -> f64 {
        self.both as f64 / self.found.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.both as f64 / self.labelled.max(1) as f64
    }
}

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

/// The counts of places and of regions.
fn compared(name: &str) -> [Count; 2] {
    let mut placed: BTreeMap<[String; 3], usize> = BTreeMap::new();
    for it in found(name).placed {
        let kind = it.place.kind.name().to_owned();
        *placed.entry([it.place.name, kind, it.place.state]).or_default() += it.count;
    }
    let mut counts = [Count::default(); 2];
    for ([thing, kind, state], count) in labelled(name) {
        let is_it = |other: &&[String; 3]| {
            other[0] == thing && (kind == "*" || other[1] == kind) && other[2] == state
        };
        let key = placed.keys().find(is_it).cloned();
        let right = key.as_ref().and_then(|key| placed.remove(key)).unwrap_or(0);
        if right != count {
            println!("{name}: {thing} ({kind}, {state}): {count} labelled, {right} found");
        }
        let kind = key.map_or(kind, |key| key[1].clone());
        let of_kind = &mut counts[usize::from(!PLACES.contains(&kind.as_str()))];
        of_kind.add(Count { both: right.min(count), found: right, labelled: count });
    }
    for (thing, count) in placed {
        println!("{name}: {thing:?}: {count} found and not labelled");
        let of_kind = &mut counts[usize::from(!PLACES.contains(&thing[1].as_str()))];
        of_kind.add(Count { found: count, ..Count::default() });
    }
    counts
}

#[test]
fn mentions_are_true_and_found() {
    let mut all = [Count::default(); 2];
    for name in TEXTS {
        let counts = compared(name);
        for (kind, (sum, count)) in ["places", "regions"].iter().zip(all.iter_mut().zip(counts)) {
            println!(
                "{name}: {kind}: precision {:.3}, recall {:.3} of {}",
                count.precision(),
                count.recall(),
                count.labelled
            );
            sum.add(count);
        }
    }
    for (kind, sum) in ["places", "regions"].iter().zip(all) {
        println!(
            "all {kind}: precision {:.3}, recall {:.3} of {}",
            sum.precision(),
            sum.recall(),
            sum.labelled
        );
    }
    let labelled: usize = all.iter().map(|count| count.labelled).sum();
    assert!(labelled >= 400, "{labelled} mentions are too few to measure by");
    for (kind, sum) in ["places", "regions"].iter().zip(all) {
        assert!(
            sum.precision() >= PRECISION && sum.recall() >= RECALL,
            "{kind}: precision {:.3}, recall {:.3}",
            sum.precision(),
            sum.recall()
        );
    }
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

fn drawn(located: &Located) -> periplus::error::Result<(Drawn, Vec<String>)> {
    let figure = Figure::parse(&located.toml, "located")?;
    let theme = Theme::bundled(&figure.sheet.theme)?;
    let drawn = draw_watched(&figure, &Geodata::bundled(), &theme, &mut |_, _| {})?;
    let names = drawn.record.labels.iter().map(|label| label.text.clone()).collect();
    Ok((drawn, names))
}

/// The map of what is found, drawn, and how often it was.
fn fitted(found: &Found, wish: &Wish) -> periplus::error::Result<(Located, Drawn, usize)> {
    let mut times = 0;
    let mut draw = |located: &Located| {
        times += 1;
        drawn(located)
    };
    let (located, drawn) = found.fitted(wish, &Ground::of(&Geodata::bundled()), &mut draw)?;
    Ok((located, drawn, times))
}

/// Whether a warning speaks of what the program itself wrote.
fn is_own(warning: &str) -> bool {
    warning.contains("nothing that is named") || warning.contains("crosses itself")
}

/// Maps of all texts at this width, mm, square if that is asked for: every name, or a number with a key, is on each.
fn all_texts_have_maps(width: Option<f64>, is_square: bool) {
    for name in TEXTS {
        let found = found(name);
        let mut wish = Wish::default();
        wish.width = width;
        wish.height = width.filter(|_| is_square);
        let (located, drawn, times) =
            fitted(&found, &wish).unwrap_or_else(|error| panic!("{name}: {}", error.message));
        let count = found.placed.len();
        println!("{name}: {count} places at {} mm after {times} drawings", located.width);
        assert!(width.is_none_or(|width| (located.width - width).abs() < 1e-9), "{name}");
        assert!((drawn.scene.width.0 - located.width).abs() < 1e-9, "{name}");
        let own = drawn.warnings.iter().find(|warning| is_own(&warning.message));
        assert!(own.is_none(), "{name}: {own:?}");
    }
}

#[test]
fn every_text_has_a_map_with_all_that_is_located() {
    all_texts_have_maps(None, false);
}

#[test]
fn every_text_has_a_map_in_a_single_column() {
    all_texts_have_maps(Some(89.0), false);
}

#[test]
fn every_text_has_a_map_in_a_double_column() {
    all_texts_have_maps(Some(180.0), false);
}

#[test]
fn every_text_has_a_square_map() {
    // 1080 px of 96 to an inch
    all_texts_have_maps(Some(285.75), true);
}

#[test]
fn what_has_no_room_for_its_name_has_a_number_that_the_key_explains() {
    // round the world in a column
    let found = found("award");
    let mut column = Wish::default();
    column.width = Some(89.0);
    let (located, drawn, _) = fitted(&found, &column).expect("a map");
    let figure = Figure::parse(&located.toml, "located").expect("a valid figure file");
    let key = &figure.furniture.key;
    assert!(!key.is_empty() && key.len() < found.placed.len(), "{key:?}");
    // each number is on the map, by itself or within a span
    let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let mut covered = 0;
    for label in drawn.record.labels.iter().filter(|label| is_number(&label.text)) {
        let ends: Vec<usize> =
            label.text.split([',', '–']).filter_map(|it| it.trim().parse().ok()).collect();
        covered += ends.last().expect("a number") - ends[0] + 1;
    }
    assert_eq!(covered, key.len(), "{key:?}");
}

/// Numbers that follow from a seed, the same everywhere (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % most as u64) as usize
    }
}

/// Towns of all the earth as somebody writes them: `Tripoli, LBY`.
fn towns() -> Vec<String> {
    let earth = Geodata::bundled().everywhere().expect("the earth is bundled");
    let towns = earth.layer("places").expect("its towns");
    let known = towns.iter().filter(|town| town.number("population").is_some_and(|it| it > 2e5));
    known
        .filter_map(|town| Some(format!("{}, {}", town.text("name")?, town.text("state")?)))
        .collect()
}

/// A drawing without coasts and boundaries, which say nothing of where names stand: a tenth of the time.
fn laid_out(located: &Located, geodata: &Geodata) -> periplus::error::Result<(Drawn, Vec<String>)> {
    let mut figure = Figure::parse(&located.toml, "located")?;
    figure.layers.retain(|layer| matches!(layer.source, Source::Features(_)));
    let theme = Theme::bundled(&figure.sheet.theme)?;
    let drawn = draw_watched(&figure, geodata, &theme, &mut |_, _| {})?;
    let names = drawn.record.labels.iter().map(|label| label.text.clone()).collect();
    Ok((drawn, names))
}

#[test]
fn what_is_located_is_on_the_map_or_at_its_edge_whatever_is_asked_for() {
    /// Sets that are laid out, every how many-th of them is drawn in full, and on how many threads.
    const SETS: usize = 500;
    const DRAWN: usize = 50;
    const THREADS: usize = 4;
    let all = towns();
    assert!(all.len() > 1_000, "{} towns", all.len());
    let mut random = Random(14);
    let sets: Vec<Vec<String>> = (0..SETS)
        .map(|_| (0..=random.below(8)).map(|_| all[random.below(all.len())].clone()).collect())
        .collect();
    let numbered: Vec<(usize, Vec<String>)> = sets.into_iter().enumerate().collect();
    let geodata = Geodata::bundled();
    let ground = Ground::of(&geodata);
    let checked: usize = std::thread::scope(|scope| {
        let parts = numbered.chunks(SETS.div_ceil(THREADS));
        let threads: Vec<_> = parts
            .map(|part| {
                let whole = |(set, names): &&(usize, Vec<String>)| {
                    is_whole_map(names, *set, set.is_multiple_of(DRAWN), (&geodata, &ground))
                };
                scope.spawn(move || part.iter().filter(whole).count())
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().expect("no set fails")).sum()
    });
    println!("{checked} of {SETS} sets laid out");
    assert!(checked * 10 >= SETS * 8, "{checked} sets are too few");
}

/// Lays out a set of towns, and checks the map; whether there is one to check.
fn is_whole_map(
    names: &[String],
    set: usize,
    is_drawn: bool,
    (geodata, ground): (&Geodata, &Ground),
) -> bool {
    let mut found = match locate::places(names, geodata) {
        Ok(found) => found,
        // two towns of one name in one state
        Err(error) if error.kind == ErrorKind::Missing => return false,
        Err(error) => panic!("{names:?}: {error:?}"),
    };
    // a name may be that of a state or an island too, which need not be whole on the map
    if found.placed.iter().any(|placed| placed.place.kind != PlaceKind::Town) {
        return false;
    }
    found.is_story = set.is_multiple_of(2);
    let mut random = Random(set as u64);
    for placed in &mut found.placed {
        placed.count = 1 + random.below(4);
    }
    let mut draw =
        |located: &Located| if is_drawn { drawn(located) } else { laid_out(located, geodata) };
    let fitted = found.fitted(&Wish::default(), ground, &mut draw);
    let (located, drawn) = fitted.unwrap_or_else(|error| panic!("{names:?}: {}", error.message));
    check(&found, &located);
    let said = drawn.record.description;
    for placed in &found.placed {
        assert!(said.contains(&placed.place.name), "{names:?}: {said}");
    }
    true
}

/// Every place lies within the map or at an arrow, and the words name these and nothing more.
fn check(found: &Found, located: &Located) {
    let figure = Figure::parse(&located.toml, "located").expect("a valid figure file");
    let bounds = figure.extent.bounds().expect("bounds").rectangle().0;
    let seconds = figure.insets.iter().map(|inset| inset.bounds.rectangle().0);
    let windows: Vec<geo::Rect> = [bounds].into_iter().chain(seconds).collect();
    let alt = figure.says(&figure.alt);
    let (on_map, beyond) = match alt.split_once(" Arrows at its edge point to ") {
        Some((on_map, beyond)) => (on_map.to_owned(), beyond.to_owned()),
        None => (alt.clone(), String::new()),
    };
    let mut rest = alt.clone();
    for placed in &found.placed {
        let place = &placed.place;
        let turned = [-360.0, 0.0, 360.0].map(|turn| place.lon + turn);
        let is_in = |window: &geo::Rect| {
            turned.iter().any(|lon| (window.min().x..=window.max().x).contains(lon))
                && (window.min().y..=window.max().y).contains(&place.lat)
        };
        let is_within = windows.iter().any(is_in);
        let is_said = on_map.contains(&place.name);
        assert!(is_said || beyond.contains(&place.name), "{place:?}: {alt}");
        assert!(found.is_story || is_within, "{place:?} is off the map that somebody asked for");
        assert!(!is_said || located.toml.contains(&format!("\"{}\"", place.id)), "{place:?}");
        rest = rest.replace(&place.name, "");
    }
    // what is left are words, states and distances: no other town
    let count = |text: &str| text.matches(" km ").count();
    assert!(count(&alt) <= found.placed.len(), "{alt}");
    assert!(!rest.contains("locate"), "{rest}");
}
