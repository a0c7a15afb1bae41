//! Described: rings, corridors and arrows of a figure are on the map, in its legend, its report and its alternative text; what is
//! beyond the map is told, and what no place is called ends as `locate` ends.

use periplus::Drawn;
use periplus::draw;
use periplus::error::{Error, ErrorKind};
use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::output::{Lettering, svg};
use periplus::style::Theme;

const LEVANT: &str = "title = 'T'\nworldview = 'un'\n[extent]\nbounds = [28.5, 32.5, 38.5, 39]\n";

fn drawn(text: &str) -> Result<Drawn, Error> {
    let figure = Figure::parse(text, "t.toml")?;
    draw(&figure, &Geodata::bundled(), &Theme::bundled(&figure.sheet.theme)?)
}

fn measure(drawn: &Drawn, number: usize, name: &str) -> f64 {
    let measures = &drawn.record.described[number].measures;
    measures.iter().find(|(known, _)| known == name).expect(name).1
}

#[test]
fn a_ring_is_said_by_label_legend_report_and_alternative_text() {
    let text = format!("{LEVANT}[[rings]]\nat = 'Akkuyu'\nradius = ['100 km', '50 nm']\n");
    let drawn = drawn(&text).expect("it is drawn");
    let described = &drawn.record.described;
    assert_eq!(described.len(), 2);
    assert_eq!((described[0].kind, described[0].place.as_deref()), ("ring", Some("Akkuyu")));
    assert_eq!((measure(&drawn, 0, "radius_m"), measure(&drawn, 1, "radius_m")), (1e5, 92_600.0));
    // π r², less what the curvature takes: a part in 50 000 of it at 100 km
    let plane = std::f64::consts::PI * 1e4;
    assert!((measure(&drawn, 0, "area_km2") / plane - 1.0).abs() < 1e-4);
    let words = "50\u{a0}nm and 100\u{a0}km from Akkuyu";
    assert!(
        drawn.record.description.contains(&format!("Marked: {words}.")),
        "{}",
        drawn.record.description
    );
    let picture = svg::write(&drawn.scene, Lettering::Text);
    assert!(picture.contains(words));
    let labels: Vec<&str> = drawn.record.labels.iter().map(|label| label.text.as_str()).collect();
    for label in ["100\u{a0}km", "50\u{a0}nm", "Akkuyu"] {
        assert!(labels.contains(&label), "{label}: {labels:?}");
    }
}

#[test]
fn a_sector_is_its_share_of_the_circle() {
    let text = format!(
        "{LEVANT}[[rings]]\nat = [33.5, 36]\nradius = '100 km'\n[[rings]]\nat = [33.5, 36]\nradius = '100 km'\nsector = [330, 60]\n"
    );
    let drawn = drawn(&text).expect("it is drawn");
    let share = measure(&drawn, 1, "area_km2") / measure(&drawn, 0, "area_km2");
    assert!((share - 0.25).abs() < 1e-3, "{share}");
    assert_eq!(drawn.record.described[1].kind, "sector");
}

#[test]
fn a_corridor_and_an_arrow_have_their_lengths() {
    let text = format!(
        "{LEVANT}[[corridors]]\nalong = [[30, 34], [32, 34]]\nwidth = '20 km'\n[[arrows]]\nfrom = [30, 34]\nto = [32, 34]\n"
    );
    let drawn = drawn(&text).expect("it is drawn");
    let kinds: Vec<&str> = drawn.record.described.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, ["corridor", "arrow"]);
    // two degrees of the parallel of 34° N, of which the geodesic is 11 m short
    let (a, e2) = (6_378_137.0_f64, 0.006_694_38);
    let sin = 34.0_f64.to_radians().sin();
    let parallel =
        a / (1.0 - e2 * sin * sin).sqrt() * 34.0_f64.to_radians().cos() * 2.0_f64.to_radians();
    for number in [0, 1] {
        assert!((measure(&drawn, number, "length_m") - parallel).abs() < 40.0);
    }
}

#[test]
fn what_lies_beyond_the_map_is_told() {
    let told = |tables: &str| -> Vec<String> {
        let drawn = drawn(&format!("{LEVANT}{tables}")).expect("it is drawn");
        drawn.warnings.into_iter().map(|warning| warning.message).collect()
    };
    let ring = told("[[rings]]\nat = 'Tokyo'\nradius = '50 km'\n");
    assert!(ring.iter().any(|it| it.starts_with("`rings.0` draws nothing")), "{ring:?}");
    let arrow = told("[[arrows]]\nfrom = 'Nicosia'\nto = 'Moscow'\n");
    assert!(
        arrow.iter().any(|it| it == "`arrows.0` is cut at the frame: `Moscow` lies beyond it"),
        "{arrow:?}"
    );
    let state = told("[[rings]]\nat = 'Cyprus (state)'\nradius = '50 km'\n");
    assert!(
        state.iter().any(|it| it.contains("is no spot (state): distances are taken from")),
        "{state:?}"
    );
}

#[test]
fn a_place_that_is_not_known_ends_as_locate_ends() {
    let error = drawn(&format!("{LEVANT}[[rings]]\nat = 'Akkuyo'\nradius = '50 km'\n"))
        .expect_err("unknown");
    let located =
        periplus::locate::places(&["Akkuyo".to_owned()], &Geodata::bundled()).expect_err("unknown");
    assert_eq!(
        (error.kind, &error.message, &error.hint),
        (located.kind, &located.message, &located.hint)
    );
    assert_eq!(error.kind, ErrorKind::Missing);
    assert_eq!(error.place.and_then(|place| place.line), Some(6));
}

#[test]
fn without_an_extent_the_map_shows_what_is_described_over_180_degrees_and_the_pole() {
    let bounds = |tables: &str| {
        drawn(&format!("title = 'T'\nworldview = 'un'\n{tables}"))
            .expect("it is drawn")
            .record
            .bounds
    };
    let [west, south, east, north] = bounds("[[rings]]\nat = [179, -17]\nradius = '300 km'\n");
    assert!(west > 170.0 && east < 190.0 && south < -19.0 && north > -15.0, "{west} {east}");
    let [.., north] = bounds("[[rings]]\nat = [20, 88]\nradius = '1000 km'\n");
    assert_eq!(north, 90.0);
}

#[test]
fn an_arrow_that_ends_beyond_the_frame_is_drawn_as_far_as_that_whatever_its_path() {
    for path in ["geodesic", "loxodrome", "curve"] {
        let text = format!("{LEVANT}[[arrows]]\nfrom = 'Adana'\nto = 'Baghdad'\npath = '{path}'\n");
        let drawn = drawn(&text).expect("it is drawn");
        let ends: Vec<[Option<&str>; 2]> =
            drawn.record.described.iter().map(|it| [0, 1].map(|n| it.ends[n].as_deref())).collect();
        assert_eq!(ends, [[Some("Adana"), Some("Baghdad")]], "{path}");
        let is_told = |message: &str| message.contains("cut at the frame: `Baghdad`");
        assert!(
            drawn.warnings.iter().any(|it| is_told(&it.message)),
            "{path}: {:?}",
            drawn.warnings
        );
        // said once
        assert_eq!(drawn.record.description.matches("Baghdad").count(), 1, "{path}");
    }
}

#[test]
fn a_label_says_what_there_is_and_nothing_else() {
    let ring = "[[rings]]\nat = [35, 35]\nradius = '100 km'\nlabel = 'ring {foo} {radius}'\n";
    let corridor =
        "[[corridors]]\nalong = [[31, 33], [36, 37]]\nwidth = '10 km'\nlabel = '{name} wide'\n";
    let arrow = "[[arrows]]\nfrom = [31, 37]\nto = [36, 33]\nlabel = '{nope}'\n";
    for (table, unknown, known) in
        [(ring, "{foo}", "{radius}"), (corridor, "{name}", "{width}"), (arrow, "{nope}", "{to}")]
    {
        let error = drawn(&format!("{LEVANT}{table}")).expect_err("a word that is not there");
        assert_eq!(error.message, format!("`{unknown}` is nothing that a label may say here"));
        assert!(error.hint.expect("a way out").contains(known), "{table}");
    }
}

#[test]
fn an_arrow_too_short_to_be_seen_is_told_and_in_no_words() {
    let text =
        format!("{LEVANT}[[arrows]]\nfrom = [33, 34]\nto = [33.0001, 34]\nlegend = 'short one'\n");
    let drawn = drawn(&text).expect("it is drawn");
    let told =
        |it: &periplus::error::Warning| it.message.contains("`arrows.0` is too short on this map");
    assert!(drawn.warnings.iter().any(told), "{:?}", drawn.warnings);
    assert!(!drawn.record.description.contains("short one"), "{}", drawn.record.description);
}

#[test]
fn names_in_the_capitals_of_their_language_are_known_to_the_alternative_text() {
    for (language, name) in [("en", "Türkiye"), ("tr", "Türkiye"), ("el", "Τουρκία")] {
        let text = format!(
            "language = '{language}'\nworldview = 'un'\n[extent]\nbounds = [26, 36, 44, 42]\n"
        );
        let said = drawn(&text).expect("it is drawn").record.description;
        assert!(said.contains(name), "{language}: {said}");
    }
}

#[test]
fn the_words_of_a_sheet_tell_of_all_its_panels() {
    let text = "subjects = ['GRC', 'TUR']\nworldview = 'un'\n[extent]\nbounds = [25, 36, 29, 39]\n\
                [zones]\nstates = ['GRC', 'TUR']\n[[panels]]\nbreadths = [6]\n[[panels]]\nbreadths = [12]\n";
    let said = drawn(text).expect("it is drawn").record.description;
    for breadth in ["within 6 nautical", "within 12 nautical"] {
        assert!(said.contains(breadth), "{said}");
    }
}

#[test]
fn arrows_beyond_the_map_are_told_beside_those_on_it() {
    let folder = std::env::temp_dir().join(format!("periplus-arrows-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("flows.csv"), "from,to\nMersin,Girne\nTokyo,Osaka\n")
        .expect("a table");
    let text = format!("{LEVANT}[[arrows]]\nfile = 'flows.csv'\n");
    std::fs::write(folder.join("flows.toml"), text).expect("a figure");
    let figure = Figure::read(&folder.join("flows.toml")).expect("a figure");
    let theme = Theme::bundled(&figure.sheet.theme).expect("a theme");
    let drawn = draw(&figure, &Geodata::bundled(), &theme).expect("it is drawn");
    std::fs::remove_dir_all(&folder).expect("it goes");
    let told = "1 of 2 arrows of `arrows.0` lies beyond the map: from `Tokyo` to `Osaka`";
    assert!(drawn.warnings.iter().any(|it| it.message == told), "{:?}", drawn.warnings);
    assert_eq!(drawn.record.described.len(), 1);
}

#[test]
fn what_an_inset_alone_shows_and_lines_of_cells_are_in_the_alternative_text() {
    let text = format!(
        "{LEVANT}[[insets]]\ntitle = 'Gulf'\nbounds = [47, 28, 51, 31]\n[[rings]]\nat = [49, 29.5]\nradius = '40 km'\nlegend = 'forty\\nkilometres'\n"
    );
    let text = text.replace("'forty\\nkilometres'", "\"forty\\nkilometres\"");
    let drawn = drawn(&text).expect("it is drawn");
    let told = &drawn.record.description;
    assert!(told.contains("Marked: forty kilometres."), "{told}");
}
