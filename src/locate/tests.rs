//! What names mean, and what the figure of them is.

use super::*;
use crate::error::ErrorKind;
use crate::figure::{Figure, Source};

fn found(names: &[&str]) -> Found {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    places(&names, &Geodata::bundled()).expect("they are known")
}

fn error(names: &[&str]) -> Error {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    places(&names, &Geodata::bundled()).expect_err("not to be placed")
}

fn figure(names: &[&str]) -> Figure {
    let located =
        found(names).figure(&Wish::default(), &Ground::of(&Geodata::bundled())).expect("a map");
    Figure::parse(&located.toml, "located").expect("a valid figure file")
}

/// West, south, east, north; the east end beyond 180 where it crosses the antimeridian.
fn bounds(figure: &Figure) -> [f64; 4] {
    let bounds = figure.extent.bounds().expect("bounds").rectangle().0;
    [bounds.min().x, bounds.min().y, bounds.max().x, bounds.max().y]
}

fn ids(found: &Found) -> Vec<&str> {
    found.placed.iter().map(|placed| placed.place.id.as_str()).collect()
}

fn only(names: &[&str]) -> Place {
    let found = found(names);
    assert_eq!(found.placed.len(), 1, "{found:?}");
    found.placed[0].place.clone()
}

#[test]
fn a_place_has_its_name_in_every_language_and_script() {
    let athens = only(&["Athens"]);
    assert_eq!((athens.name.as_str(), athens.state.as_str()), ("Athens", "GRC"));
    for name in ["Αθήνα", "ATHENS", "Atina", "Афины"] {
        assert_eq!(only(&[name]), athens, "{name}");
    }
}

#[test]
fn a_state_says_which_of_one_name_is_meant() {
    for (query, lon) in
        [("Tripoli, LBY", 13.19), ("Tripoli, Lebanon", 35.84), ("tripoli, grc", 22.38)]
    {
        let place = only(&[query]);
        assert!((place.lon - lon).abs() < 0.1, "{query}: {place:?}");
    }
    // the capital is meant on its own, and the others decide
    assert_eq!(only(&["Tripoli"]).state, "LBY");
    let with_beirut = found(&["Tripoli", "Beirut"]);
    assert_eq!(with_beirut.placed[0].place.state, "LBN");
}

#[test]
fn a_kind_says_which_of_one_name_is_meant() {
    assert_eq!(only(&["Idlib"]).kind, PlaceKind::Town);
    assert_eq!(only(&["Idlib (province)"]).kind, PlaceKind::Unit);
    assert_eq!(only(&["Rhodes"]).kind, PlaceKind::Island);
    assert_eq!(only(&["Rhodes (town)"]).kind, PlaceKind::Town);
    assert_eq!(only(&["Georgia"]).kind, PlaceKind::State);
    assert_eq!(only(&["Georgia, USA"]).kind, PlaceKind::Unit);
}

#[test]
fn all_kinds_are_known() {
    for (name, kind) in [
        ("Türkiye", PlaceKind::State),
        ("Turkey", PlaceKind::State),
        ("Dagestan", PlaceKind::Unit),
        ("South Caucasus", PlaceKind::Region),
        ("Artsakh", PlaceKind::Region),
        ("Golan Heights", PlaceKind::Disputed),
        ("Aegean", PlaceKind::Sea),
        ("Bosphorus", PlaceKind::Strait),
        ("Kastellorizo", PlaceKind::Island),
        ("Lake Van", PlaceKind::Lake),
        ("Euphrates", PlaceKind::River),
        ("Zagros", PlaceKind::Range),
        ("Moscow", PlaceKind::Town),
        ("Akkuyu", PlaceKind::Site),
        ("36.14,33.54", PlaceKind::Site),
    ] {
        assert_eq!(only(&[name]).kind, kind, "{name}");
    }
    assert_eq!(ids(&found(&["the Straits"])), ["water-bosporus", "water-dardanelles"]);
}

#[test]
fn unknown_names_are_missing_with_the_nearest_and_open_ones_with_how_to_write_each() {
    let unknown = error(&["Thessalonikki"]);
    assert_eq!(unknown.kind, ErrorKind::Missing);
    assert!(
        unknown.hint.as_deref().is_some_and(|hint| hint.contains("Thessaloniki")),
        "{unknown:?}"
    );
    let open = error(&["Valencia"]);
    assert_eq!(open.kind, ErrorKind::Missing);
    let hint = open.hint.expect("candidates");
    assert!(hint.contains("\"Valencia, ESP\"") && hint.contains("\"Valencia, VEN\""), "{hint}");
    assert_eq!(error(&["136,33"]).kind, ErrorKind::Usage);
    assert_eq!(error(&["Tripoli, Atlantis"]).kind, ErrorKind::Missing);
}

#[test]
fn every_place_lies_well_inside_of_the_map_wherever_on_earth() {
    for (names, positions) in [
        (
            &["Baku", "Yerevan", "Tbilisi"][..],
            &[(49.89, 40.38), (44.51, 40.18), (44.83, 41.69)][..],
        ),
        (&["Moscow", "Baku"], &[(37.62, 55.75), (49.89, 40.38)]),
        (&["Athens", "Reykjavik"], &[(23.73, 37.98), (-21.9, 64.15)]),
        (&["Suva", "Apia"], &[(178.44, -18.14), (188.23, -13.83)]),
        (&["-17.7,178", "-17.7,-178"], &[(178.0, -17.7), (182.0, -17.7)]),
    ] {
        let [west, south, east, north] = bounds(&figure(names));
        let (x_room, y_room) = ((east - west) * 0.08, (north - south) * 0.08);
        for (x, y) in positions {
            assert!(x - west > x_room && east - x > x_room, "{names:?}: {west} to {east}");
            assert!(y - south > y_room && north - y > y_room, "{names:?}: {south} to {north}");
        }
    }
}

#[test]
fn a_state_is_whole_and_its_islands_far_out_do_not_widen_the_map() {
    let [west, south, east, north] = bounds(&figure(&["France"]));
    assert!(west < -4.0 && east > 8.0 && east - west < 40.0, "{west} to {east}");
    assert!(south < 42.5 && north > 51.0, "{south} to {north}");
    let [west, _, east, _] = bounds(&figure(&["Fiji"]));
    assert!(west > 170.0 && east < 190.0, "{west} to {east}");
    let [west, _, east, _] = bounds(&figure(&["Tonga"]));
    assert!(east - west < 20.0, "{west} to {east}");
}

#[test]
fn what_is_placed_is_set_out_whatever_the_layers_of_the_extent_have() {
    let figure = figure(&["Kastellorizo", "Akkuyu", "36.5,30.2", "Antalya"]);
    let texts = figure.layers.iter().filter_map(|layer| match &layer.source {
        Source::Features(text) if layer.classes.iter().any(|class| class == "located") => {
            Some(text.as_str())
        }
        _ => None,
    });
    let text: String = texts.collect();
    for id in ["island-kastellorizo", "at-36.5-30.2", "Akkuyu", "Antalya"] {
        assert!(text.contains(id), "{id}: {text}");
    }
    assert!(figure.labels.always.contains(&"island-kastellorizo".to_owned()));
}

fn of_text(text: &str) -> Found {
    places_of(text, "text", &Geodata::bundled()).expect("it names some")
}

/// The figure of what a text names.
fn figure_of(text: &str) -> Figure {
    let located =
        of_text(text).figure(&Wish::default(), &Ground::of(&Geodata::bundled())).expect("a map");
    Figure::parse(&located.toml, "located").expect("a valid figure file")
}

#[test]
fn words_that_are_names_of_places_elsewhere_are_none_in_a_text() {
    let text = "A van of soldiers drove along the side road. The batman of the officer said a rose must be kept in order, \
                and that the sort of mus he ate was bad.\nOrder was restored by the corps; the base at the bay held a large \
                force. In March, Georgia Meloni praised the Paris Agreement; Chad Smith moved to Lebanon, Tennessee. \
                They met off Malta.";
    let found = of_text(text);
    // the Lebanon that is meant is Tennessee's
    assert_eq!(ids(&found)[1..], ["US-TN", "MLT"], "{found:?}");
    assert_eq!(found.placed[0].place.state, "USA", "{found:?}");
}

#[test]
fn a_text_is_read_in_its_languages() {
    for (text, names) in [
        (
            "Ο υπουργός πέταξε από την Αθήνα στην Κύπρο· οι τουρκικές αρχές σιώπησαν.",
            &["Athens", "Cyprus", "Türkiye"][..],
        ),
        (
            "Из Москвы самолёт прилетел в Стамбул, над Чёрным морем.",
            &["Moscow", "Istanbul", "Black Sea"],
        ),
        (
            "Cumhurbaşkanı Ankara’dan Bakü’ye gitti; İzmir’de ve Ege’de rüzgar vardı.",
            &["Ankara", "Baku", "İzmir", "Aegean Sea"],
        ),
        ("The Greeks of Rhodes sailed to Egypt's coast.", &["Greece", "Rhodes", "Egypt"]),
    ] {
        let found = of_text(text);
        let mut placed: Vec<&str> =
            found.placed.iter().map(|placed| placed.place.name.as_str()).collect();
        let mut names = names.to_vec();
        placed.sort_unstable();
        names.sort_unstable();
        assert_eq!(placed, names, "{text}");
    }
}

#[test]
fn a_text_decides_which_place_is_meant_or_leaves_it_open() {
    let lebanon = of_text("In Lebanon, the port of Tripoli is north of Beirut.");
    let tripoli =
        lebanon.placed.iter().find(|placed| placed.place.name == "Tripoli").expect("placed");
    assert_eq!(tripoli.place.state, "LBN", "{tripoli:?}");
    assert!(
        tripoli.reason.contains("Lebanon") || tripoli.reason.contains("Beirut"),
        "{}",
        tripoli.reason
    );
    let open = of_text("The train to Valencia left Rome at noon.");
    assert_eq!(open.open.len(), 1, "{open:?}");
    assert_eq!(open.open[0].mention, "Valencia");
    let error = places_of("nothing at all", "text", &Geodata::bundled()).expect_err("none");
    assert_eq!(error.kind, ErrorKind::Missing);
    assert!(error.hint.is_some_and(|hint| hint.contains("capital")));
    // an alphabet without capitals
    let error = places_of("地震发生了。", "text", &Geodata::bundled()).expect_err("none");
    assert!(error.hint.is_some_and(|hint| !hint.contains("capital")));
}

#[test]
fn what_lies_far_out_of_a_story_stands_at_the_edge_of_its_map() {
    let text = "Shelling hit Idlib and Saraqib. In Idlib, Aleppo and Latakia families fled; from Idlib to Hama roads were cut. \
                Talks went on in Geneva.";
    let located =
        of_text(text).figure(&Wish::default(), &Ground::of(&Geodata::bundled())).expect("a map");
    assert_eq!(located.notices.len(), 1, "{:?}", located.notices);
    assert!(located.notices[0].contains("Geneva, Switzerland ("), "{:?}", located.notices);
    let figure = Figure::parse(&located.toml, "located").expect("a valid figure file");
    let [west, .., north] = bounds(&figure);
    assert!(west > 25.0 && north < 42.0);
    assert!(figure.says(&figure.alt).contains("Geneva"));
}

#[test]
fn persons_and_agreements_are_no_places() {
    let text = "From Istanbul our Deniz Kaya reports that Omar Benghazi, of Ankara, had read the Treaty of Lausanne. \
                Later in Benghazi nobody had.";
    assert_eq!(
        of_text(text).placed.iter().map(|it| it.place.name.as_str()).collect::<Vec<_>>(),
        ["Istanbul", "Ankara", "Benghazi"]
    );
    // given names of other languages, but for those of saints
    for text in [
        "En Sevilla y en Málaga habló Marta Granada, y después Manuel Toledo en Sevilla.",
        "À Lyon et à Lille, François Nancy a parlé avec Camille Tours de Lyon.",
        "In Bremen und in Kiel sprach Jürgen Aachen mit Sabine Bonn aus Bremen.",
    ] {
        assert_eq!(of_text(text).placed.len(), 2, "{text} {:?}", of_text(text));
    }
    let found = of_text("The road leads from San Antonio Texas to Houston in Texas.");
    assert_eq!(found.placed.len(), 3, "{found:?}");
    // a suffix of place tells a name from a word in Turkish
    let text = "Van'da kahvaltı bir törendir ve uzun sürer. Van kedisi bir şey yemez.";
    let found = of_text(text);
    assert_eq!((found.placed.len(), found.placed[0].count), (1, 1), "{found:?}");
}

#[test]
fn the_names_on_the_map_are_those_of_the_text() {
    // the text's spelling first, the other form beside it where the name is at issue
    let turned =
        figure_of("From Khankendi they drove to Shusha, and from Shusha back to Khankendi.");
    let text: String = turned
        .layers
        .iter()
        .filter_map(|layer| match &layer.source {
            Source::Features(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert!(text.contains("\"name\":\"Khankendi\""), "{text}");
    assert!(text.contains("\"name_alt\":\"Stepanakert\""), "{text}");
    // a Greek text has a Greek map, and the words name what is on it
    let greek = figure_of("Από την Αθήνα στη Ρόδο, και από τη Ρόδο στη Λεμεσό της Κύπρου.");
    assert_eq!(greek.labels.names.as_ref().map(ToString::to_string).as_deref(), Some("el"));
    assert!(greek.says(&greek.alt).contains("Ρόδος"), "{}", greek.says(&greek.alt));
}

#[test]
fn captions_have_states_once_and_what_is_named_most_first() {
    let caption = |text: &str| {
        let figure = figure_of(text);
        figure.says(&figure.caption)
    };
    assert_eq!(
        caption("Roads from Idlib to Saraqib, from Saraqib to Idlib and from Idlib to Beirut."),
        "Where to find Idlib and Saraqib (Syria), Beirut (Lebanon)."
    );
    assert_eq!(
        caption("In Syria, roads lead from Idlib to Aleppo in Syria."),
        "Where to find Syria (with Idlib and Aleppo)."
    );
    assert_eq!(
        caption("Roads from Aleppo to Beirut."),
        "Where to find Aleppo (Syria) and Beirut (Lebanon)."
    );
}

#[test]
fn captions_are_in_the_language_of_the_text_with_names_that_no_case_bends() {
    // forms of names that only the gazetteer and the regions have, not the layers
    let russian = figure_of("О Чечне и Ингушетии на Северном Кавказе спорят в Тебризе.");
    assert_eq!(russian.language, "ru");
    let caption = russian.says(&russian.caption);
    assert!(caption.starts_with("На карте: "), "{caption}");
    for name in ["Чечня", "Ингушетия", "Северный Кавказ", "Тебриз"]
    {
        assert!(caption.contains(name), "{name}: {caption}");
    }
    assert!(!caption.chars().any(|letter| letter.is_ascii_alphabetic()), "{caption}");
    // the text's own name where the data have another in its language
    let greek = figure_of("Από το Καστελλόριζο στην Κω, και από την Κω στη Ρόδο.");
    assert_eq!(greek.language, "el");
    assert!(greek.says(&greek.alt).contains("Καστελλόριζο"), "{}", greek.says(&greek.alt));
    let english = figure_of("From Kastellorizo to Kos.");
    assert_eq!(english.language, "en");
}

#[test]
fn a_wish_is_written_into_the_figure_file() {
    let mut wish = Wish::default();
    (wish.width, wish.height) = (Some(200.0), Some(100.0));
    wish.theme = Some("dark".to_owned());
    wish.as_of = Some("2020-10-17".to_owned());
    wish.worldview = Some("de-facto".to_owned());
    wish.names = Some("local".to_owned());
    let located =
        found(&["Baku", "Yerevan"]).figure(&wish, &Ground::of(&Geodata::bundled())).expect("a map");
    let figure = Figure::parse(&located.toml, "located").expect("a valid figure file");
    assert_eq!(figure.sheet.width.millimetres().0, 200.0);
    assert_eq!(figure.sheet.height.map(|it| it.millimetres().0), Some(100.0));
    assert_eq!(figure.sheet.theme, "dark");
    assert_eq!(figure.as_of.map(|day| day.to_string()).as_deref(), Some("2020-10-17"));
    assert_eq!(figure.worldview.as_deref(), Some("de-facto"));
    assert_eq!(figure.labels.names.map(|it| it.to_string()).as_deref(), Some("local"));
    // the extent has the shape of the sheet
    let [west, south, east, north] =
        bounds(&Figure::parse(&located.toml, "located").expect("valid"));
    let narrow = libm::cos(((south + north) / 2.0).to_radians());
    let shape = (east - west) * narrow / (north - south);
    assert!((shape / 2.0 - 1.0).abs() < 0.05, "{shape}");
}

#[test]
fn json_has_what_the_contract_says() {
    let json: serde_json::Value = serde_json::from_str(
        &of_text("From Athens the train to Valencia left for Zzyzxville.").json().expect("JSON"),
    )
    .expect("JSON");
    let placed = &json["placed"][0];
    for key in ["mention", "name", "id", "kind", "state", "lon", "lat", "count", "line", "reason"] {
        assert!(!placed[key].is_null(), "{key}: {placed}");
    }
    assert_eq!(json["open"][0]["mention"], "Valencia");
    assert!(json["open"][0]["candidates"].as_array().is_some_and(|all| all.len() > 1));
    assert!(json["unknown"].is_array());
}

#[test]
fn places_that_lie_together_far_out_of_a_story_have_a_second_map() {
    let text = "Shelling hit Idlib and Saraqib. In Idlib, Aleppo and Latakia families fled; from Idlib to Hama roads were cut. \
                Bergen, Stavanger and Haugesund in Norway took in those who fled.";
    let located =
        of_text(text).figure(&Wish::default(), &Ground::of(&Geodata::bundled())).expect("a map");
    assert!(located.notices[0].starts_with("on second maps, since"), "{:?}", located.notices);
    let figure = Figure::parse(&located.toml, "located").expect("a valid figure file");
    let [second] = &figure.insets[..] else { panic!("{:?}", figure.insets) };
    let shown = second.bounds.rectangle().0;
    for (lon, lat) in [(5.32, 60.39), (5.73, 58.97), (5.27, 59.41)] {
        assert!(shown.min().x < lon && lon < shown.max().x, "{shown:?}");
        assert!(shown.min().y < lat && lat < shown.max().y, "{shown:?}");
    }
    assert!(bounds(&figure)[3] < 42.0, "the map itself stays near");
    let alt = figure.says(&figure.alt);
    assert!(alt.contains("A smaller map shows Norway (with Bergen"), "{alt}");
    // two alone are arrows
    let two = text.replace(", Stavanger and Haugesund", " and Stavanger");
    assert!(figure_of(&two).insets.is_empty());
}
