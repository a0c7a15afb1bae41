//! Figure files: what is read, and what is answered to what cannot be.

use super::*;
use crate::error::ErrorKind;
use crate::kind::Kind;
use crate::units::{Metres, Millimetres, NauticalMiles};

/// The example of the documentation, every table of it.
const WHOLE: &str = r#"
title = "The Aegean at 6 and 12 nautical miles"
subtitle = "Territorial waters of Greece and Türkiye"
as_of = 2020-10-17
worldview = "un"

[extent]
bounds = [22.3, 34.6, 29.2, 41.2]

[projection]
name = "laea"
center = [25.7, 38.0]

[sheet]
width = "18cm"
theme = "atlas"

[[layers]]
source = "countries"

[[layers]]
file = "sites/a.geojson"
class = "site"
label = false
where = { kind = ["port", "base"], rank = 1 }

[zones]
states = ["GRC", "TUR"]
breadths = [12, 6]
overlap = "median"
within = "aegean"
tolerance = "50cm"

[furniture]
graticule = 2
scale_bar = true
legend = true
inset = true
"#;

fn parse(text: &str) -> Figure {
    Figure::parse(text, "a.toml").unwrap()
}

/// Message, place and hint of the error that `text` gives.
fn refusal(text: &str) -> String {
    let error = Figure::parse(text, "a.toml").unwrap_err();
    assert_eq!(error.kind, ErrorKind::Input);
    let place = error.place.unwrap();
    format!("{} | {place} | {}", error.message, error.hint.unwrap_or_default())
}

#[test]
fn a_class_is_a_kind_and_words_or_words_alone() {
    let layer = |data: &str, class: &str| {
        let figure = parse(&format!("[[layers]]\n{data}\nclass = \"{class}\"\n"));
        let layer = &figure.layers[0];
        (layer.kind, layer.classes.join(" "), layer.near_kind)
    };
    let own = "file = \"sites.geojson\"";
    assert_eq!(layer(own, "country paper"), (Kind::Country, "paper".into(), None));
    assert_eq!(layer(own, "site major"), (Kind::Feature, "site major".into(), None));
    assert_eq!(layer(own, "contry"), (Kind::Feature, "contry".into(), Some(Kind::Country)));
    assert_eq!(layer(own, "feature contry"), (Kind::Feature, "contry".into(), None));
    assert_eq!(layer(own, "port"), (Kind::Feature, "port".into(), None));
    // no layer is furniture
    assert_eq!(layer(own, "legend").0, Kind::Feature);
    assert_eq!(layer("source = \"rivers\"", "faint"), (Kind::River, "faint".into(), None));
}

#[test]
fn every_table_of_the_example_is_read() {
    let figure = parse(WHOLE);
    assert_eq!(figure.as_of, "2020-10-17".parse().ok());
    assert_eq!(figure.extent.bounds().unwrap().east, 29.2);
    assert_eq!(figure.sheet.width.millimetres(), Millimetres(180.0));
    assert_eq!(figure.layers[0].kind, Kind::Country);
    assert_eq!(figure.layers[1].source, Source::File("sites/a.geojson".into()));
    assert!(!figure.layers[1].label);
    let zones = figure.zones.unwrap();
    assert_eq!(zones.breadths, [NauticalMiles(6.0), NauticalMiles(12.0)]);
    assert_eq!(zones.tolerance, Some(Metres(0.5)));
    assert_eq!(figure.furniture.graticule, Graticule::Every(2.0));
}

#[test]
fn what_is_left_out_has_its_default() {
    let figure = parse("");
    assert_eq!(figure, Figure::default());
    assert_eq!(figure.layers, base_map());
    assert_eq!(figure.sheet.width.millimetres(), Millimetres(180.0));
    let zones = parse("[zones]\nstates = ['GRC']").zones.unwrap();
    // Nothing said: as each state claims.
    assert_eq!(zones, ZonesOptions { states: vec!["GRC".into()], ..ZonesOptions::default() });
    assert_eq!(parse("as_of = '2020-10-17'").as_of, figure_date());
}

#[test]
fn a_state_is_one_however_its_code_is_written() {
    let text = "subjects = [' tur ']\n[zones]\nstates = ['grc', 'TUR']\nown_breadths = { grc = 6 }";
    let mut figure = parse(text);
    assert_eq!(figure.subjects, ["TUR"]);
    figure.set_breadths(&[" Grc =12"]).unwrap();
    let zones = figure.zones.unwrap();
    assert_eq!(zones.states, ["GRC", "TUR"]);
    let own: Vec<_> = zones.own_breadths.into_iter().collect();
    assert_eq!(own, [("GRC".into(), NauticalMiles(12.0))]);
    let twice = Figure::default().set_breadths(&["GRC=6", "grc=12"]).unwrap_err();
    assert_eq!(twice.message, "two breadths for `GRC`");
}

fn figure_date() -> Option<Date> {
    Date::new(2020, 10, 17)
}

#[test]
fn every_bundled_figure_is_read() {
    for name in Figure::names() {
        assert_eq!(Figure::bundled(name).unwrap().name, name);
    }
}

#[test]
fn an_unknown_key_is_answered_with_its_place_and_the_nearest_one() {
    let text = "title = 'a'\n\n[sheet]\n  widht = '180mm'\n";
    assert_eq!(refusal(text), "unknown key `widht` | a.toml:4:3 | did you mean `width`?");
    let nothing_near = refusal("[furniture]\nqqq = 1");
    assert!(
        nothing_near.ends_with(
            "known: graticule, scale_bar, legend, inset, shares, frame, north_arrow, turning_points, key"
        ),
        "{nothing_near}"
    );
    assert!(refusal("[[layers]]\nsorce = 'a'").contains("a.toml:2:1 | did you mean `source`?"));
}

#[test]
fn a_wrong_value_is_answered_with_its_place() {
    let cases = [
        ("[extent]\nbounds = [29, 34, 22, 41]", "west (29) is not west of east (22) | a.toml:2:10"),
        (
            "[extent]\nregion = 'agean'",
            "unknown region `agean` | a.toml:2:10 | did you mean `aegean`",
        ),
        ("[extent]\nregion='aegean'\nfit='data'", "the extent is given twice | a.toml:1:1"),
        ("[sheet]\nwidth = '5mm'", "a sheet of 5 mm cannot be drawn | a.toml:2:9"),
        ("[zones]\nbreadths = [6, 400]", "400 is not a breadth of waters | a.toml:2:16"),
        ("[zones]\nstates = ['GRE']", "`GRE` is not the code of a state | a.toml:2:11"),
        (
            "subjects = ['GRC', 'GR']",
            "`GR` is not the code of a state | a.toml:1:20 | did you mean `GRC`?",
        ),
        ("subjects = ['']", "`` is not the code of a state | a.toml:1:13"),
        (
            "[zones]\noverlap = 'mediann'",
            "unknown policy `mediann` | a.toml:2:11 | did you mean `med",
        ),
        (
            "[furniture]\nframe = 'double'",
            "there is no frame `double` | a.toml:2:9 | \"plain\", or",
        ),
        ("[furniture]\nframe = true", "there is no frame `true` | a.toml:2:9"),
        (
            "[furniture]\nturning_points = true",
            "turning points are listed in a table | a.toml:2:18",
        ),
        (
            "[furniture]\nturning_points = 'list'",
            "turning points cannot be listed as `list` | a.toml:2:18 | \"table\", or false",
        ),
        ("worldview = 'UN'", "unknown worldview `UN` | a.toml:1:13 | did you mean `un`?"),
        ("as_of = '17.10.2020'", "`17.10.2020` is not a date"),
        (
            "[projection]\nname = 'lea'",
            "unknown projection `lea` | a.toml:2:8 | did you mean `laea`",
        ),
        ("[[layers]]\nlabel = true", "the layer names no data | a.toml:1:1"),
        (
            "title = 5",
            "`5` is no value of `title` | a.toml:1:9 | write a text, or a list of texts and of tables {",
        ),
        ("title = 'a", "invalid literal string, expected `'` | a.toml:1:11"),
    ];
    for (text, begin) in cases {
        assert!(refusal(text).starts_with(begin), "{text}: {}", refusal(text));
    }
}

#[test]
fn a_figure_file_takes_the_words_of_the_command_line() {
    let zones = |text: &str| parse(&format!("[zones]\n{text}")).zones.unwrap();
    for half in ["'half'", "'½'", "'1/2'", "'0.5'", "0.5"] {
        let weight = zones(&format!("island_weight = {half}")).island_weight;
        assert_eq!(weight, periplus_sea::IslandWeight::Half, "{half}");
    }
    for twelve in ["12", "'12'", "'12nm'", "'12 nm'", "[12.0]", "['12nm']"] {
        assert_eq!(zones(&format!("breadths = {twelve}")).breadths, [NauticalMiles(12.0)]);
    }
    let own = zones("own_breadths = { GRC = '12nm', tur = 6 }").own_breadths;
    let own: Vec<_> = own.into_iter().collect();
    assert_eq!(own, [("GRC".into(), NauticalMiles(12.0)), ("TUR".into(), NauticalMiles(6.0))]);
    assert_eq!(zones("medians = '200nm'").medians, Some(NauticalMiles(200.0)));
    assert_eq!(zones("states = 'grc'").states, ["GRC"]);
    let bounds = |text: &str| parse(&format!("[extent]\nbounds = {text}")).extent.bounds();
    assert_eq!(bounds("'22,34,29,41'"), bounds("[22, 34.0, '29', 41]"));
    assert_eq!(parse("[labels]\ntowns = '3'").labels.towns, Some(3));
    assert_eq!(parse("[furniture]\ngraticule = '2'").furniture.graticule, Graticule::Every(2.0));
}

/// A value of each kind for each key: what is refused is refused in words of the file, not of the program, with a way out.
#[test]
fn no_key_answers_in_words_of_the_program() {
    const KEYS: [(&str, &[&str]); 9] = [
        ("", &["title", "as_of", "worldview", "language", "extent", "layers", "subjects", "zones"]),
        ("", &["projection", "sheet", "furniture", "labels", "panels", "credit", "alt"]),
        ("[extent]", &["bounds", "region", "fit"]),
        ("[projection]", &["name", "center", "parallels"]),
        ("[sheet]", &["width", "theme", "frame", "background"]),
        (
            "[[layers]]\nsource = 'lakes'",
            &["class", "label", "legend", "note", "as_of", "former", "where", "only", "states"],
        ),
        (
            "[zones]",
            &[
                "states",
                "breadths",
                "own_breadths",
                "kinds",
                "scenario",
                "overlap",
                "island_weight",
                "effect",
                "medians",
                "within",
                "coast",
                "bays",
                "tolerance",
                "not_analysed",
                "class",
                "notes",
            ],
        ),
        (
            "[furniture]",
            &[
                "graticule",
                "scale_bar",
                "legend",
                "inset",
                "shares",
                "frame",
                "north_arrow",
                "turning_points",
                "key",
            ],
        ),
        ("[labels]", &["names", "omit", "always", "seas", "towns", "islands", "waters"]),
    ];
    const VALUES: [&str; 8] =
        ["'¿'", "-7", "1e400", "true", "[]", "[[1]]", "{ a = 1 }", "2020-10-17"];
    const OF_THE_PROGRAM: [&str; 14] = [
        "invalid type",
        "invalid value",
        "invalid length",
        "f64",
        "u8",
        "i64",
        "sequence",
        "a map",
        "variant",
        "struct",
        "boolean",
        "a string",
        "untagged",
        "datetime",
    ];
    let mut refused = 0;
    for (table, keys) in KEYS {
        for (key, value) in keys.iter().flat_map(|key| VALUES.map(|value| (key, value))) {
            let text = format!("{table}\n{key} = {value}\n");
            if Figure::parse(&text, "a.toml").is_err() {
                let said = refusal(&text);
                let word = OF_THE_PROGRAM.iter().find(|word| said.contains(*word));
                assert!(word.is_none(), "{text}: {said}");
                let line = text.lines().count();
                assert!(said.contains(&format!("a.toml:{line}:")), "{text}: {said}");
                refused += 1;
            }
        }
    }
    assert!(refused > 300, "{refused}");
}

#[test]
fn what_is_wrong_is_said_at_the_value_itself() {
    let zones = "[zones]\nstates = ['GRC']\n";
    let cases = [
        ("own_breadths = { GRC = 12, grc = 6 }", "two breadths for `GRC` | a.toml:3:28"),
        ("own_breadths = { GR = 12 }", "`GR` is not the code of a state | a.toml:3:23"),
        ("own_breadths = { GRC = 0 }", "0 is not a breadth of waters | a.toml:3:24"),
        ("medians = 0", "0 is not a breadth of waters | a.toml:3:11"),
        (
            "kinds = ['territorial-sea', 'high-seas']",
            "`high-seas` is no zone that a state has | a.toml:3:29",
        ),
        ("notes = [[1]]", "`1` is no value of `notes` | a.toml:3:11"),
    ];
    for (line, begin) in cases {
        let said = refusal(&format!("{zones}{line}\n"));
        assert!(said.starts_with(begin), "{line}: {said}");
    }
    let titles = [
        (
            "title = [{ words = 'x', worldvew = ['TUR'] }]",
            "unknown key `worldvew` | a.toml:1:25 | did you mean `worldview`?",
        ),
        (
            "title = [{ words = 'x', valid_from = 'yesterday' }]",
            "`yesterday` is not a date of the form 2020-10-17 | a.toml:1:38",
        ),
        (
            "title = ['a', { word = 'x' }]",
            "unknown key `word` | a.toml:1:17 | did you mean `words`?",
        ),
        ("title = ['a', { valid_from = 2020-10-17 }]", "the key `words` is missing | a.toml:1:15"),
    ];
    for (text, begin) in titles {
        assert!(refusal(text).starts_with(begin), "{text}: {}", refusal(text));
    }
}

#[test]
fn files_stay_inside_the_folder_of_the_figure() {
    for path in ["../a.geojson", "a/../../b.geojson", "/etc/passwd"] {
        let text = format!("[[layers]]\nfile = '{path}'");
        let expected = format!("`{path}` lies outside of the figure's folder | a.toml:2:9");
        assert!(refusal(&text).starts_with(&expected), "{}", refusal(&text));
    }
    assert!(Figure::parse("[[layers]]\nfile = 'a/../b.geojson'", "a.toml").is_ok());
    assert!(refusal("[zones]\ncoast = '../a.geojson'").contains("outside"));
    assert!(refusal("[sheet]\ntheme = '../a.css'").contains("outside"));
}

#[test]
fn an_unknown_figure_is_answered_with_the_nearest_name() {
    let error = Figure::bundled("agean").unwrap_err();
    assert_eq!(error.kind, ErrorKind::Input);
    assert_eq!(error.hint.as_deref(), Some("did you mean `aegean`?"));
}

#[test]
fn a_figure_cut_off_anywhere_is_read_or_refused_with_a_place() {
    for (end, _) in WHOLE.char_indices() {
        if let Err(error) = Figure::parse(&WHOLE[..end], "a.toml") {
            assert!(error.place.is_some_and(|place| place.line.is_some()), "cut at {end}");
        }
    }
}
