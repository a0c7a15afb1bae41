//! Days: no figure says of another day or view what is true of its own alone.

use periplus::figure::Figure;

/// All that a figure says on a day in a view.
fn words(name: &str, day: &str, view: &str) -> String {
    let mut figure = Figure::bundled(name).expect("a bundled figure");
    figure.as_of = Some(day.parse().expect("a day"));
    figure.worldview = Some(view.to_owned());
    let all = [&figure.title, &figure.subtitle, &figure.caption, &figure.alt, &figure.credit];
    all.map(|words| figure.says(words)).join("\n")
}

#[test]
fn no_figure_speaks_of_its_own_day_on_another() {
    for name in Figure::names() {
        let own = Figure::bundled(name).expect("a bundled figure").as_of;
        let own = own.expect("a bundled figure has a day").in_words();
        let other = words(name, "2023-03-04", "un");
        assert!(!other.contains(&own), "{name}: {other}");
        assert!(!other.contains('{'), "{name}: {other}");
    }
    assert!(words("nagorno-karabakh", "2021-06-01", "un").contains("1 June 2021"));
    assert!(!words("nagorno-karabakh", "2021-06-01", "un").contains("line of contact"));
    assert!(!words("nagorno-karabakh-now", "2020-10-17", "un").contains("dissolved"));
}

#[test]
fn what_a_figure_says_of_disputed_land_is_what_its_view_draws() {
    let crimea = |view| words("black-sea", "2020-10-17", view);
    assert!(crimea("un").contains("part of Ukraine, with a hatch"));
    assert!(!crimea("UKR").contains("hatch") && crimea("UKR").contains("part of Ukraine"));
    assert!(crimea("RUS").contains("drawn as part of Russia, as Russia sees it"));
    let golan = |view| words("syria", "2020-10-17", view);
    assert!(golan("un").contains("hatched where Israel holds them"));
    assert!(
        golan("ISR").contains("with Israel, as seen by Israel")
            && !golan("ISR").contains("hatched")
    );
    assert!(!words("cyprus", "2020-10-17", "CYP").contains("buffer zone"));
}
