//! Several maps on a sheet, and breadths of all kinds: the one legend and the one alternative text speak of all that is there, and of
//! nothing that is not.

use super::texts;
use periplus::Drawn;
use periplus::draw;
use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::style::Theme;

fn drawn(text: &str) -> Drawn {
    let figure = Figure::parse(&format!("title = 'T'\n{text}"), "t.toml").expect("a figure");
    let theme = Theme::bundled(&figure.sheet.theme).expect("a theme");
    draw(&figure, &Geodata::bundled(), &theme).expect("it is drawn")
}

/// All words on the sheet, and what is told of it.
fn said(drawn: &Drawn) -> (Vec<String>, &str) {
    let words = texts(&drawn.scene.items)
        .into_iter()
        .map(|text| text.runs.iter().map(|run| run.content.as_str()).collect::<String>());
    (words.collect(), &drawn.record.description)
}

const DODECANESE: &str = "[extent]\nbounds = [25.8, 35.8, 28.4, 37.6]\n[zones]\nstates = ['GRC', 'TUR']\nbreadths = [6, 12]\n";
const WEST: &str = "[[panels]]\ntitle = 'a'\nbounds = [25.8, 36, 26.8, 37]\n";
const EAST: &str = "[[panels]]\ntitle = 'b'\nbounds = [27.2, 36.4, 28.2, 37.2]\n";

#[test]
fn the_legend_of_panels_names_the_states_of_all_of_them_whichever_comes_first() {
    for panels in [[WEST, EAST], [EAST, WEST]] {
        let drawn = drawn(&format!("{DODECANESE}{}", panels.concat()));
        let (words, _) = said(&drawn);
        for state in ["Greece", "Türkiye"] {
            let count = words.iter().filter(|words| *words == state).count();
            assert_eq!(count, 1, "{state}: {words:?}");
        }
        assert_eq!(words.iter().filter(|it| *it == "to 6\u{a0}nm" || *it == "to 6 nm").count(), 1);
    }
}

#[test]
fn panels_of_other_breadths_say_both() {
    let panel = |title: &str, breadths: &str| {
        format!("[[panels]]\ntitle = '{title}'\nbreadths = {breadths}\n")
    };
    let two = [panel("a", "[3, 6]"), panel("b", "[12, 24]")].concat();
    let drawn = drawn(&format!(
        "[extent]\nbounds = [18, 37, 23, 41]\n[zones]\nstates = ['GRC', 'ITA', 'ALB']\n{two}"
    ));
    let whole = said(&drawn).0.join(" ");
    assert!(whole.contains("to 3 or 12 nm") && whole.contains("3–6 or 12–24 nm"), "{whole}");
}

#[test]
fn a_state_whose_belts_an_inset_alone_shows_is_in_legend_and_alternative_text() {
    let drawn = drawn(
        "[extent]\nbounds = [18, 37, 22, 41]\n[zones]\nstates = ['GRC', 'ITA', 'ALB', 'TUR']\nbreadths = [12]\n\
         [[insets]]\ntitle = 'I'\nbounds = [26, 36, 28, 37]\nfactor = 3\n",
    );
    let (words, alt) = said(&drawn);
    assert!(words.iter().any(|it| it == "Türkiye"), "{words:?}");
    assert!(alt.contains("Türkiye"), "{alt}");
}

#[test]
fn what_is_left_out_is_not_in_the_alternative_text() {
    let mut figure = Figure::parse(
        &format!("title = 'T'\n{DODECANESE}[[insets]]\ntitle = 'Kastellorizo'\nbounds = [29.4, 36.05, 29.75, 36.25]\n"),
        "t.toml",
    )
    .expect("a figure");
    figure.set_bounds("25,37,26,38").expect("bounds");
    let theme = Theme::bundled("atlas").expect("a theme");
    let drawn = draw(&figure, &Geodata::bundled(), &theme).expect("it is drawn");
    assert!(!drawn.record.description.contains("Kastellorizo"), "{}", drawn.record.description);
    // nor is the label of a ring a place
    let drawn = self::drawn("[[rings]]\nat = [0, 90]\nradius = '500 km'\n");
    assert!(drawn.record.description.contains("Marked: 500\u{a0}km from"));
    assert!(!drawn.record.description.contains("and 500"), "{}", drawn.record.description);
}

#[test]
fn belts_that_lie_over_each_other_are_told() {
    let drawn = drawn(&DODECANESE.replace("breadths", "overlap = 'keep'\nbreadths"));
    let told = "Belts of Greece and Türkiye overlap";
    let (words, alt) = said(&drawn);
    assert!(words.join(" ").contains(told), "{words:?}");
    assert!(alt.contains(told), "{alt}");
    assert!(!said(&self::drawn(DODECANESE)).1.contains("overlap"));
}

#[test]
fn breadths_that_nobody_has_are_neither_counted_nor_explained() {
    let all_own =
        drawn(&DODECANESE.replace(
            "breadths = [6, 12]",
            "breadths = [6, 12]\nown_breadths = { GRC = 12, TUR = 6 }",
        ));
    let belts: Vec<_> = all_own.record.zones.iter().map(|it| (&it.state, it.breadth)).collect();
    let unique: std::collections::BTreeSet<String> =
        belts.iter().map(|it| format!("{it:?}")).collect();
    assert_eq!(belts.len(), unique.len(), "{belts:?}");
}

#[test]
fn once_round_is_a_circle() {
    let drawn = drawn("[[rings]]\nat = 'Akkuyu'\nradius = '50 km'\nsector = [0, 360]\n");
    assert_eq!(drawn.record.described[0].kind, "ring");
    assert!(!drawn.record.description.contains('°'), "{}", drawn.record.description);
}

#[test]
fn the_error_of_a_name_stands_at_its_own_table() {
    let text = "title = 'T'\n[extent]\nbounds = [32, 35, 36.5, 37.5]\n[labels.place.'Adana']\nat = 'N'\n[labels.place.'Cyprus']\npin = [40, 40]\n";
    let figure = Figure::parse(text, "t.toml").expect("a figure");
    let theme = Theme::bundled("atlas").expect("a theme");
    let error = draw(&figure, &Geodata::bundled(), &theme).expect_err("it lies off the map");
    assert_eq!(error.place.as_ref().and_then(|place| place.line), Some(6), "{error:?}");
    assert!(error.hint.as_deref().is_some_and(|hint| !hint.contains("always")), "{error:?}");
}
