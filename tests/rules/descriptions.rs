//! What alternative texts say is on the sheet: the states, the breadths, the lines and the numbers, for every bundled figure and
//! whatever its options make of it.

use super::{paths, sheet, texts};
use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::output::{Lettering, svg};
use periplus::scene::Scene;
use periplus::style::Theme;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::thread;

/// Options drawn from, each with what it sets; the first leaves a figure as it is.
const BREADTHS: [&[&str]; 6] = [&[], &["12"], &["3"], &["3", "12"], &["GRC=6"], &["12", "TUR=6"]];
const DAYS: [&str; 4] = ["", "1950-01-01", "1995-01-01", "2024-01-01"];
const VIEWS: [&str; 3] = ["", "TUR", "de-facto"];
const WINDOWS: [&str; 4] = ["", "25,36,28,38", "31,34,35,37", "19,36,24,41"];
/// How many random choices are drawn besides.
const CHOICES: usize = 100;

/// The code of each state by its name.
fn codes(geodata: &Geodata) -> BTreeMap<String, String> {
    let countries = geodata.layer("countries").expect("bundled");
    let of = |key: &'static str| {
        countries
            .iter()
            .filter_map(move |it| Some((it.text(key)?.to_owned(), it.text("state")?.to_owned())))
    };
    of("name").collect()
}

/// The words between two others, if both are there.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    Some(rest.split_once(after)?.0)
}

/// A list in words, taken apart: `a, b and c`.
fn parts(list: &str) -> Vec<&str> {
    let (head, last) = list.rsplit_once(" and ").unwrap_or(("", list));
    head.split(", ").filter(|part| !part.is_empty()).chain([last]).collect()
}

/// What an alternative text says that the sheet does not show.
fn untrue(figure: &Figure, geodata: &Geodata, codes: &BTreeMap<String, String>) -> Vec<String> {
    let theme = Theme::bundled(&figure.sheet.theme).expect("its theme is bundled");
    let drawn = match periplus::draw(figure, geodata, &theme) {
        Ok(drawn) => drawn,
        // a figure may be refused: of shares without waters, say
        Err(error) => {
            return Vec::from_iter(error.message.is_empty().then(|| "no reason".to_owned()));
        }
    };
    let (record, scene) = (&drawn.record, &drawn.scene);
    let alt = &record.description;
    let svg = svg::write(scene, Lettering::Text);
    let words: Vec<&str> = texts(&scene.items)
        .into_iter()
        .flat_map(|text| text.runs.iter().map(|run| run.content.as_str()))
        .collect();
    let words = words.join(" ").replace('\u{a0}', " ");
    let mut wrong = Vec::new();
    if alt.trim().is_empty() || !svg.contains("<desc") {
        wrong.push("there is no alternative text".to_owned());
    }
    let belts: BTreeSet<(String, String)> =
        record.zones.iter().map(|zone| (zone.state.clone(), zone.breadth.to_string())).collect();
    for sentence in alt.split(". ").filter(|it| it.starts_with("The map shows the waters ")) {
        let claimed = between(sentence, "claimed by ", ", computed");
        let within = between(sentence, "within ", " nautical miles");
        let states = claimed.or_else(|| between(sentence, "coasts of ", ", computed"));
        let Some(whole) = states else {
            wrong.push(format!("unread: {sentence}"));
            continue;
        };
        // of many states their number, and some names
        let some = whole.split_once(" states and territories, among them ");
        let (count, states) = some.map_or((None, whole), |(count, some)| (Some(count), some));
        let all: BTreeSet<&String> = belts.iter().map(|(state, _)| state).collect();
        if count.is_some_and(|count| count.parse::<usize>().is_ok_and(|it| it > all.len())) {
            wrong.push(format!("{count:?} states, and {} have waters", all.len()));
        }
        for state in parts(states) {
            // beyond the region states are named by the coverage of the earth
            let Some(code) = codes.get(state) else {
                if state.len() == 3 && state.chars().all(|letter| letter.is_ascii_uppercase()) {
                    wrong.push(format!("`{state}` is a code and no name"));
                }
                continue;
            };
            let breadths = within.map_or(Vec::new(), parts);
            for breadth in &breadths {
                if !belts.contains(&(code.clone(), (*breadth).to_owned())) {
                    wrong.push(format!("{state} has no {breadth} nm: {belts:?}"));
                }
            }
            if within.is_none() && !belts.iter().any(|(of, _)| of == code) {
                wrong.push(format!("{state} has no waters"));
            }
            let more = belts
                .iter()
                .filter(|(of, breadth)| of == code && !breadths.contains(&breadth.as_str()));
            if within.is_some() && more.count() > 0 {
                wrong.push(format!("{state} has other breadths than {breadths:?}: {belts:?}"));
            }
        }
        if !svg.contains("-territorial-seas") && !svg.contains("-limits") {
            wrong.push("no waters are drawn".to_owned());
        }
    }
    if alt.contains("median lines") && !svg.contains("-median-lines") {
        wrong.push("no medians are drawn".to_owned());
    }
    for share in alt.split("\u{a0}%").filter_map(|before| before.rsplit(' ').next()) {
        let is_number = share.starts_with(|first: char| first.is_ascii_digit());
        if is_number && alt.contains(&format!("{share}\u{a0}%")) && !words.contains(share) {
            wrong.push(format!("{share} % is on no bar"));
        }
    }
    wrong.extend(misnamed(figure, scene));
    wrong.extend(sheet::unpainted(scene));
    wrong.extend(sheet::uncredited(record, scene));
    // a credit stands once
    for credit in &record.sources {
        if record.sources.iter().filter(|it| *it == credit).count() > 1 {
            wrong.push(format!("credited twice: {credit}"));
        }
    }
    if paths(&scene.items).is_empty() {
        wrong.push("nothing is drawn".to_owned());
    }
    wrong
}

/// Miles in the title, in figures, that are not the breadth of any waters drawn.
fn misnamed(figure: &Figure, scene: &Scene) -> Vec<String> {
    let Some(zones) = &figure.zones else { return Vec::new() };
    let drawn: Vec<f64> =
        zones.breadths.iter().chain(zones.own_breadths.values()).map(|it| it.0).collect();
    let Some((before, _)) = scene.title.split_once(" nautical miles") else { return Vec::new() };
    let numbers = before.split(|letter: char| !letter.is_ascii_digit() && letter != '.');
    let numbers = numbers.filter_map(|number| number.parse::<f64>().ok());
    let other = numbers.filter(|number| !drawn.contains(number));
    other.map(|number| format!("the title `{}` names {number} nm", scene.title)).collect()
}

/// A figure with options; none where the figure does not take them.
fn with(name: &str, choice: [usize; 4]) -> Option<Figure> {
    let mut figure = Figure::bundled(name).ok()?;
    let [breadths, day, view, window] = choice;
    figure.set_breadths(BREADTHS[breadths]).ok()?;
    if day > 0 {
        figure.set_as_of(DAYS[day]).ok()?;
    }
    if view > 0 {
        figure.set_worldview(VIEWS[view]).ok()?;
    }
    if window > 0 {
        figure.set_bounds(WINDOWS[window]).ok()?;
    }
    Some(figure)
}

#[test]
fn alternative_texts_say_what_is_drawn() {
    let geodata = Geodata::bundled();
    let codes = codes(&geodata);
    let names: Vec<&str> = Figure::names().collect();
    let mut asked: Vec<(usize, [usize; 4])> = Vec::new();
    for figure in 0..names.len() {
        asked.extend((0..BREADTHS.len()).map(|breadths| (figure, [breadths, 0, 0, 0])));
    }
    let mut state = 7_u64;
    let mut below = |end: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize % end
    };
    for _ in 0..CHOICES {
        let figure = below(names.len());
        let choice = [BREADTHS.len(), DAYS.len(), VIEWS.len(), WINDOWS.len()].map(&mut below);
        asked.push((figure, choice));
    }
    // the whole earth at a breadth takes a minute
    asked.retain(|(figure, choice)| names[*figure] != "world" || choice[0] == 0);
    let waiting = Mutex::new(asked);
    let found = Mutex::new((0, Vec::new()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().expect("whole").pop();
                    let Some((figure, choice)) = next else { return };
                    let name = names[figure];
                    let Some(figure) = with(name, choice) else { continue };
                    let wrong = untrue(&figure, &geodata, &codes);
                    let mut found = found.lock().expect("whole");
                    found.0 += 1;
                    found
                        .1
                        .extend(wrong.into_iter().map(|what| format!("{name} {choice:?}: {what}")));
                }
            });
        }
    });
    let (drawn, wrong) = found.into_inner().expect("whole");
    println!("{drawn} figures");
    assert!(drawn > 150, "{drawn}");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_map_without_names_is_told_by_its_land_and_by_its_own_layers() {
    let told = |layers: &str| {
        let text = format!("title = 'Borders'\n[extent]\nbounds = [20, 40, 30, 46]\n{layers}");
        let figure = Figure::parse(&text, "borders").expect("a figure");
        let theme = Theme::bundled("atlas").expect("it is bundled");
        periplus::draw(&figure, &Geodata::bundled(), &theme).expect("it is drawn").scene.description
    };
    let land = "[[layers]]\nsource = 'countries'\nlabel = false\n";
    let sites = "[[layers]]\nlabel = false\nlegend = 'Sites'\nfeatures = '{\"type\":\"MultiPoint\",\
                 \"coordinates\":[[24,42]]}'\n";
    let borders = told(land);
    assert!(borders.contains("Bulgaria") && borders.contains("Romania"), "{borders}");
    let both = told(&format!("{land}{sites}"));
    assert!(both.contains("Sites (1)"), "{both}");
}
