//! Views of disputed land on the bundled data: each ruling has its area and source, views differ on the map, what has
//! ended is not drawn, and a figure that names no view says so.

use crate::figure::{Extent, Figure, WORLDVIEWS};
use crate::geodata::{Feature, Geodata};
use crate::select;
use crate::space::Geographic;
use crate::style::Theme;
use crate::worldview::{AREAS, Status, Worldview, views};
use geo::{Area, Geometry, Rect};
use std::collections::BTreeSet;

fn figure(view: Option<&str>, day: &str, bounds: &str) -> Figure {
    let mut figure = Figure { worldview: view.map(str::to_owned), ..Figure::default() };
    figure.as_of = Some(day.parse().expect("a day"));
    figure.extent = Extent::Bounds(bounds.parse().expect("bounds"));
    figure
}

/// The features of a layer as a view draws them on a day.
fn drawn(view: &str, day: &str, layer: &str) -> Vec<Feature> {
    let geodata = Geodata::bundled();
    let day = Some(day.parse().expect("a day"));
    let view = Worldview::of(view, day, &geodata).expect("the view is bundled");
    let redrawn = view.redraw(layer, &geodata).expect("the layers are bundled");
    redrawn.unwrap_or_else(|| geodata.layer(layer).expect("bundled").to_vec())
}

/// All of the earth with every islet: some areas are islets.
fn everywhere(geodata: &Geodata) -> Geodata {
    let earth = Geographic(Rect::new((-180.0, -90.0), (180.0, 90.0)));
    geodata.reaching(&earth).expect("bundled").expect("the region is not all of it")
}

/// The bundled geodata of a box that the region's do not reach all over.
fn around(bounds: [f64; 4]) -> Geodata {
    let [west, south, east, north] = bounds;
    let bounds = Geographic(Rect::new((west, south), (east, north)));
    Geodata::bundled().reaching(&bounds).expect("bundled").expect("beyond the region")
}

/// The features of a layer of these geodata as a view draws them now.
fn drawn_now(view: &str, geodata: &Geodata, layer: &str) -> Vec<Feature> {
    let view = Worldview::of(view, None, geodata).expect("the view is bundled");
    let redrawn = view.redraw(layer, geodata).expect("the layers are bundled");
    redrawn.unwrap_or_else(|| geodata.layer(layer).expect("bundled").to_vec())
}

/// What states these features are of, each once.
fn states(features: &[Feature]) -> BTreeSet<&str> {
    features.iter().filter_map(|it| it.text("state")).collect()
}

fn area_of(features: &[Feature], id: &str) -> f64 {
    let found = features.iter().filter(|feature| feature.id == id);
    found
        .map(|feature| match &feature.geometry.0 {
            Geometry::Polygon(polygon) => polygon.unsigned_area(),
            Geometry::MultiPolygon(polygons) => polygons.unsigned_area(),
            _ => 0.0,
        })
        .sum()
}

fn ids(features: &[Feature]) -> BTreeSet<&str> {
    features.iter().map(|feature| feature.id.as_str()).collect()
}

#[test]
fn a_place_is_called_as_on_the_day_and_is_no_capital_any_more() {
    let labels = |day: &str| {
        let mut figure = Figure::bundled("nagorno-karabakh-now").expect("bundled");
        figure.as_of = Some(day.parse().expect("a day"));
        let drawn =
            crate::draw(&figure, &Geodata::bundled(), &Theme::bundled("atlas").expect("bundled"));
        let labels = drawn.expect("drawn").record.labels;
        labels.into_iter().map(|label| label.text).collect::<Vec<String>>()
    };
    let (before, after) = (labels("2020-10-17"), labels("2024-01-01"));
    let ceasefire = labels("2021-06-01");
    for (labels, name) in [
        (&before, "Shushi / Shusha"),
        (&before, "Martuni / Khojavend"),
        (&before, "Hadrut"),
        (&ceasefire, "Shusha"),
        (&ceasefire, "Martuni / Khojavend"),
        (&after, "Khojavend"),
    ] {
        assert!(labels.iter().any(|text| text == name), "{name}: {labels:?}");
    }
    assert!(before.iter().any(|text| text == "Stepanakert / Khankendi"), "{before:?}");
    assert!(after.iter().any(|text| text == "Khankendi"), "{after:?}");
    assert!(after.iter().any(|text| text == "Shusha"), "{after:?}");
}

#[test]
fn every_view_is_listed_and_rules_on_known_areas_once_a_day_with_a_source() {
    let geodata = Geodata::bundled();
    let earth = everywhere(&geodata);
    let areas = earth.layer(AREAS).expect("bundled");
    let countries = earth.layer("countries").expect("bundled");
    let is_state = |code: &str| countries.iter().any(|it| it.text("state") == Some(code));
    let views = views(&geodata).expect("the file is read");
    let names: Vec<&str> = views.iter().map(|view| view.name.as_str()).collect();
    assert_eq!(names, WORLDVIEWS, "one table a worldview");
    assert!(views[0].rulings.is_empty(), "`un` is what the layers draw");
    for view in &views {
        for (number, ruling) in view.rulings.iter().enumerate() {
            let name = format!("{} on {}", view.name, ruling.area);
            let is_area = areas.iter().any(|area| area.id == ruling.area);
            let is_known = is_area || is_state(&ruling.area.to_uppercase());
            assert!(is_known, "{name}: no such area");
            assert!(!ruling.source.is_empty(), "{name}");
            assert!(["read", "known"].contains(&ruling.confidence.as_str()), "{name}");
            if let Status::Of(state) = &ruling.status {
                assert!(is_state(state), "{name}");
            }
            let rival = view.rulings[number + 1..].iter().find(|it| {
                it.area == ruling.area
                    && ruling.valid_to.is_none_or(|end| it.valid_from.is_none_or(|from| from < end))
                    && it.valid_to.is_none_or(|end| ruling.valid_from.is_none_or(|from| from < end))
            });
            assert!(rival.is_none(), "{name}: twice on one day");
        }
    }
}

#[test]
fn the_views_of_both_sides_differ_and_un_is_between_them() {
    let day = "2020-10-17";
    for (area, own, other) in [
        ("abkhazia", "GEO", "RUS"),
        ("south-ossetia", "GEO", "RUS"),
        ("crimea", "UKR", "RUS"),
        ("northern-cyprus", "CYP", "TUR"),
        ("golan", "SYR", "ISR"),
        ("nagorno-karabakh-1994-2020", "AZE", "de-facto"),
    ] {
        let of = |view| drawn(view, day, AREAS);
        assert!(ids(&of("un")).contains(area), "{area}");
        assert!(!ids(&of(own)).contains(area) && !ids(&of(other)).contains(area), "{area}");
        let state =
            of("un").iter().find(|it| it.id == area).map(|it| it.text("state").map(str::to_owned));
        let state = state.flatten().expect("an area has its de jure state");
        let land = |view| area_of(&drawn(view, day, "countries"), &state);
        let size = area_of(&of("un"), area);
        assert!((land(own) - land("un")).abs() < 1e-9, "{area}: {own} keeps its land");
        let lost = land("un") - land(other);
        assert!(lost >= size * 0.999, "{area}: {lost} square degrees of {size} in {other}");
    }
}

#[test]
fn land_that_moves_is_lost_by_one_and_gained_by_the_other() {
    let day = "2020-10-17";
    let (un, rus) = (drawn("un", day, "countries"), drawn("RUS", day, "countries"));
    let crimea = area_of(&drawn("un", day, AREAS), "crimea");
    assert!((area_of(&un, "UKR") - area_of(&rus, "UKR") - crimea).abs() < 1e-6);
    assert!((area_of(&rus, "RUS") - area_of(&un, "RUS") - crimea).abs() < 1e-6);
    assert!(ids(&rus).contains("abkhazia") && !ids(&un).contains("abkhazia"));
    let total = |features: &[Feature]| -> f64 {
        ids(features).into_iter().map(|id| area_of(features, id)).sum()
    };
    assert!((total(&un) - total(&rus)).abs() < 1e-5, "no land comes or goes");
}

#[test]
fn a_line_of_control_becomes_a_boundary_where_the_land_has_moved_and_goes_where_it_is_plain() {
    let day = "2020-10-17";
    let has = |view: &str, layer: &str, id: &str| ids(&drawn(view, day, layer)).contains(id);
    assert!(has("un", "disputed-lines", "crimea") && !has("un", "boundaries", "crimea/boundary"));
    assert!(!has("RUS", "disputed-lines", "crimea") && has("RUS", "boundaries", "crimea/boundary"));
    assert!(
        !has("UKR", "disputed-lines", "crimea") && !has("UKR", "boundaries", "crimea/boundary")
    );
    // the line between Israel and Syria lies within Israel where the Golan is Israel's
    assert!(has("un", "boundaries", "isr-syr/1") && has("ISR", "boundaries", "golan/boundary"));
    let length = |view: &str| {
        let lines = drawn(view, day, "boundaries");
        let old = lines.iter().filter(|line| line.id == "isr-syr/1");
        old.map(|line| geo::CoordsIter::coords_count(&line.geometry.0)).sum::<usize>()
    };
    assert!(length("ISR") < length("un"));
}

#[test]
fn the_shore_goes_with_the_land_to_a_state() {
    let day = "2020-10-17";
    let vertices = |view: &str, state: &str| {
        let shores = drawn(view, day, "shoreline");
        let of_state = shores.iter().filter(|line| line.text("state") == Some(state));
        of_state.map(|line| geo::CoordsIter::coords_count(&line.geometry.0)).sum::<usize>()
    };
    assert!(vertices("RUS", "UKR") < vertices("un", "UKR"));
    assert!(vertices("RUS", "RUS") > vertices("un", "RUS"));
    assert_eq!(vertices("UKR", "UKR"), vertices("un", "UKR"));
}

#[test]
fn towns_go_with_the_land_to_a_state() {
    let state = |view: &str, town: &str| {
        let towns = drawn(view, "2020-10-17", "places");
        let found = towns.iter().find(|it| it.text("name") == Some(town));
        found.and_then(|it| it.text("state")).map(str::to_owned)
    };
    assert_eq!(state("un", "Sevastopol").as_deref(), Some("UKR"));
    assert_eq!(state("RUS", "Sevastopol").as_deref(), Some("RUS"));
    assert_eq!(state("RUS", "Odesa").as_deref(), Some("UKR"));
    assert_eq!(state("RUS", "Sukhumi").as_deref(), Some("GEO"), "an entity has no waters");
}

#[test]
fn a_ruling_holds_from_its_day_on() {
    assert!(ids(&drawn("RUS", "2008-08-20", AREAS)).contains("abkhazia"));
    assert!(!ids(&drawn("RUS", "2008-08-26", AREAS)).contains("abkhazia"));
    assert!(ids(&drawn("SYR", "2018-05-28", AREAS)).contains("abkhazia"));
}

#[test]
fn nothing_of_nagorno_karabakh_is_drawn_after_its_end() {
    let geodata = Geodata::bundled();
    for view in ["un", "de-facto", "ARM", "AZE", "RUS", "TUR"] {
        let figure = figure(Some(view), "2024-01-01", "45,38.6,48.3,40.9");
        let selected = select::layers(&figure, &geodata).expect("it can be drawn");
        let shown = selected.layers.iter().flat_map(|layer| &layer.features);
        let left: Vec<&str> =
            shown.map(|it| it.id.as_str()).filter(|id| id.contains("karabakh")).collect();
        assert!(left.is_empty(), "{view}: {left:?}");
    }
    let before = figure(Some("un"), "2020-10-17", "45,38.6,48.3,40.9");
    let selected = select::layers(&before, &geodata).expect("it can be drawn");
    let mut shown = selected.layers.iter().flat_map(|layer| &layer.features);
    assert!(shown.any(|it| it.id == "nagorno-karabakh-1994-2020"), "it was there before");
}

#[test]
fn a_figure_without_a_view_says_so_where_its_map_shows_disputed_land() {
    let geodata = Geodata::bundled();
    let theme = Theme::bundled("atlas").expect("bundled");
    let notices = |view: Option<&str>, bounds: &str| {
        let figure = figure(view, "2020-10-17", bounds);
        let drawn = crate::draw(&figure, &geodata, &theme).expect("it can be drawn");
        let about = drawn.warnings.iter().filter(|it| it.message.starts_with("worldview not set"));
        about.count()
    };
    assert_eq!(notices(None, "33,44,37,46.5"), 1, "Crimea");
    assert_eq!(notices(Some("un"), "33,44,37,46.5"), 0, "said");
    assert_eq!(notices(None, "24,36,27,38"), 0, "the Cyclades");
}

#[test]
fn beyond_the_region_land_shore_and_boundaries_change_hands_together() {
    // Crimea on a map of Russia's south-west: the coast is that of the earth
    let geodata = around([30.0, 43.0, 60.0, 60.0]);
    let of = |view: &str, layer: &str, state: &str| {
        let features = drawn_now(view, &geodata, layer);
        let own = features.iter().filter(|it| it.text("state") == Some(state));
        own.map(|it| geo::CoordsIter::coords_count(&it.geometry.0)).sum::<usize>()
    };
    for layer in ["countries", "shoreline"] {
        let moved = of("RUS", layer, "RUS") - of("un", layer, "RUS");
        assert!(moved > 1_000, "{layer}: {moved} vertices of Crimea");
        assert!(of("RUS", layer, "UKR") + 1_000 < of("un", layer, "UKR"), "{layer}");
        assert_eq!(of("UKR", layer, "UKR"), of("un", layer, "UKR"), "{layer}");
    }
    let boundaries = |view: &str| drawn_now(view, &geodata, "boundaries");
    let has = |lines: &[Feature], south: f64| {
        lines.iter().any(|line| {
            let is_theirs = line.text("states") == Some("RUS UKR");
            is_theirs
                && geo::BoundingRect::bounding_rect(&line.geometry.0)
                    .is_some_and(|it| it.max().y < south)
        })
    };
    assert!(has(&boundaries("RUS"), 46.5) && !has(&boundaries("un"), 46.5), "at Perekop");
    assert!(ids(&drawn_now("un", &geodata, AREAS)).contains("crimea"));
    assert!(!ids(&drawn_now("RUS", &geodata, AREAS)).contains("crimea"));
}

#[test]
fn land_of_a_code_of_its_own_is_another_states_where_a_view_has_it_so() {
    let geodata = around([115.0, 20.0, 125.0, 27.0]);
    for layer in ["countries", "shoreline", "places"] {
        let (un, china) = (drawn_now("un", &geodata, layer), drawn_now("CHN", &geodata, layer));
        assert!(states(&un).contains("TWN"), "{layer}");
        if layer != "places" {
            assert!(!states(&china).contains("TWN") && states(&china).contains("CHN"), "{layer}");
        }
    }
    let towns = drawn_now("CHN", &geodata, "places");
    let taipei = towns.iter().find(|it| it.text("name") == Some("Taipei")).expect("a town");
    assert_eq!(taipei.text("state"), Some("CHN"));
    // Kosovo lies within the region, where land is cut out of polygons
    let region = Geodata::bundled();
    let countries = drawn_now("SRB", &region, "countries");
    assert!(!states(&countries).contains("XKX") && states(&countries).contains("SRB"));
    let grown = area_of(&countries, "SRB") - area_of(&drawn_now("un", &region, "countries"), "SRB");
    let kosovo = area_of(&drawn_now("un", &region, "countries"), "XKX");
    assert!((grown - kosovo).abs() < 1e-5, "{grown} of {kosovo} square degrees");
    let between = drawn_now("SRB", &region, "boundaries");
    assert!(between.iter().all(|it| it.text("states") != Some("SRB XKX")), "no line within");
}

#[test]
fn both_sides_of_a_line_of_control_are_one_states_by_that_states_view() {
    let geodata = around([70.0, 30.0, 82.0, 38.0]);
    let lands = |view: &str, state: &str| area_of(&drawn_now(view, &geodata, "countries"), state);
    assert!(lands("IND", "IND") > lands("un", "IND") + 10.0, "square degrees");
    assert!(lands("IND", "PAK") < lands("un", "PAK"));
    assert!(ids(&drawn_now("un", &geodata, AREAS)).contains("azad-kashmir"));
    assert!(ids(&drawn_now("PAK", &geodata, AREAS)).contains("azad-kashmir"), "left open");
    assert!(!ids(&drawn_now("IND", &geodata, AREAS)).contains("azad-kashmir"));
}
