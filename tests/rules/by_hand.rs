//! Names by hand stand where the figure says, and nowhere else; others make room; what cannot be set so is told.

use periplus::Drawn;
use periplus::draw;
use periplus::error::{Error, ErrorKind};
use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::record::LabelRecord;
use periplus::style::Theme;

const ATTICA: &str = "title = 'T'\nworldview = 'un'\n[extent]\nbounds = [22.5, 36.8, 25.5, 39.0]\n";

fn drawn(places: &str) -> Result<Drawn, Error> {
    let figure = Figure::parse(&format!("{ATTICA}{places}"), "t.toml")?;
    draw(&figure, &Geodata::bundled(), &Theme::bundled(&figure.sheet.theme)?)
}

fn athens(drawn: &Drawn) -> &LabelRecord {
    drawn.record.labels.iter().find(|label| label.text == "Athens").expect("Athens is named")
}

/// From the symbol of a name to its middle.
fn way(label: &LabelRecord) -> [f64; 2] {
    let [x, y] = label.at.expect("it has a symbol");
    [label.x + label.width / 2.0 - x, label.y + label.height / 2.0 - y]
}

#[test]
fn a_side_and_a_shift_are_kept() {
    let all = ["NE", "E", "SE", "S", "SW", "W", "NW", "N"];
    for (side, signs) in
        all.into_iter().zip([[1, -1], [1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0], [-1, -1], [0, -1]])
    {
        let drawn = drawn(&format!("[labels.place.'Athens']\nat = '{side}'\n")).expect(side);
        let [x, y] = way(athens(&drawn));
        let is_so = |way: f64, sign: i32| sign == 0 || way * f64::from(sign) > 0.0;
        assert!(is_so(x, signs[0]) && is_so(y, signs[1]), "{side}: {x} {y}");
    }
    let shifted = drawn("[labels.place.'Athens']\ndx = '6mm'\ndy = '-4mm'\n").expect("it is drawn");
    let [x, y] = way(athens(&shifted));
    assert!((x - 6.0).abs() < 1e-6 && (y + 4.0).abs() < 1e-6, "{x} {y}");
    let from = athens(&shifted).from.expect("it is shifted from its symbol");
    assert_eq!(Some(from), athens(&shifted).at);
}

#[test]
fn a_pin_is_where_the_middle_of_the_name_stands_and_others_make_room() {
    let at = |pin: &str| {
        let places = format!("[labels.place.'Athens']\npin = {pin}\n");
        let drawn = drawn(&places).expect("it is drawn");
        let label = athens(&drawn);
        [label.x + label.width / 2.0, label.y + label.height / 2.0]
    };
    let (west, east) = (at("[23.2, 38.4]"), at("[23.8, 38.4]"));
    assert!((west[1] - east[1]).abs() < 1.0 && east[0] > west[0] + 10.0, "{west:?} {east:?}");
    // on the very dot of another town, whose own name then stands elsewhere or nowhere
    let drawn = drawn("[labels.place.'Athens']\npin = [22.943, 39.0]\n");
    assert!(drawn.is_err_and(|error| error.kind == ErrorKind::Render), "it lies on the frame");
}

#[test]
fn a_hidden_name_is_left_out_and_unknown_ones_are_told() {
    let hidden = drawn("[labels.place.'Athens']\nhide = true\n").expect("it is drawn");
    assert!(hidden.record.labels.iter().all(|label| label.text != "Athens"));
    let unknown = drawn("[labels.place.'Athenns']\nat = 'N'\n").expect("it is drawn");
    let told = unknown.warnings.iter().find(|it| it.message.contains("`Athenns`")).expect("told");
    assert_eq!(told.hint.as_deref(), Some("did you mean `Athens`?"));
    assert_eq!(told.place.as_ref().and_then(|place| place.line), Some(5));
}

#[test]
fn a_name_is_placed_by_its_form_in_any_language_and_not_both_asked_for_and_hidden() {
    let own = drawn("[labels.place]\n'Athens' = { at = 'W' }\n").expect("it is drawn");
    for name in ["Αθήνα", "Athènes"] {
        let same =
            drawn(&format!("[labels.place]\n'{name}' = {{ at = 'W' }}\n")).expect("it is drawn");
        assert_eq!((athens(&same).x, athens(&same).y), (athens(&own).x, athens(&own).y), "{name}");
    }
    let both = "title = 'T'\n[labels]\nalways = ['Kos']\n[labels.place.'Kos']\nhide = true\n";
    let error = Figure::parse(both, "t").expect_err("it is one or the other");
    assert!(error.message.contains("asked for and left out") && error.place.is_some(), "{error}");
}

#[test]
fn what_has_no_symbol_has_no_side() {
    let error = drawn("[labels.place.'Myrtoan Sea']\nat = 'N'\n").expect_err("it has none");
    assert_eq!(error.kind, ErrorKind::Render);
    assert!(error.message.contains("no symbol"), "{}", error.message);
    assert!(error.place.is_some_and(|place| place.line == Some(5)));
}

#[test]
fn a_name_that_callouts_or_arrows_have_is_told_with_what_moves_it() {
    for (what, said) in [
        ("[[callouts]]\nat = [23.5, 37.9]\ntitle = 'Lamia'", "`place` or `offset` of `callouts.0`"),
        ("[[callouts]]\nat = 'Lamia'\ntext = 'A'", "`place` or `offset` of `callouts.0`"),
        ("[[rings]]\nat = 'Lamia'\nradius = '9 km'", "`[[rings]]` set no name"),
        ("[[arrows]]\nfrom = 'Lamia'\nto = 'Athens'", "`[[arrows]]` set no name"),
    ] {
        let text = format!(
            "{ATTICA}[labels.place.'Lamia']\nat = 'N'\n{what}\n[[layers]]\nsource = 'countries'\n"
        );
        let figure = Figure::parse(&text, "t.toml").expect(what);
        let theme = Theme::bundled("atlas").expect("a theme");
        let drawn = draw(&figure, &Geodata::bundled(), &theme).expect(what);
        let told = drawn.warnings.iter().find(|it| it.message.contains("id `Lamia`")).expect(what);
        assert!(told.hint.as_deref().is_some_and(|hint| hint.contains(said)), "{told:?}");
    }
}
