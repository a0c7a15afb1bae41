//! Insets: a map within the map is at the scale that was asked for, has zones and names of its own, and covers nothing.

use geo::BoundingRect;
use periplus::error::Error;
use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::record::{InsetRecord, Record};
use periplus::scene::{Group, Item, Path, Scene, Shape};
use periplus::space::OnSheet;
use periplus::style::Theme;
use periplus::{Drawn, draw};

/// A figure of the southern Aegean with insets, at 180 mm.
fn drawn(insets: &str) -> Result<Drawn, Error> {
    let text = format!(
        "title = 'Rhodes'\n[extent]\nbounds = [26.5, 35, 30, 37.5]\n[zones]\nstates = ['GRC', 'TUR']\nbreadths = [6]\n\
         [labels]\nalways = ['Megisti']\n{insets}"
    );
    let figure = Figure::parse(&text, "rhodes")?;
    let theme = Theme::bundled(&figure.sheet.theme)?;
    draw(&figure, &Geodata::bundled(), &theme)
}

const KASTELLORIZO: &str =
    "[[insets]]\ntitle = 'Kastellorizo'\nbounds = [29.4, 36.05, 29.75, 36.25]\n";

fn record(insets: &str) -> Record {
    drawn(insets).expect("the figure is drawn").record
}

fn groups(items: &[Item]) -> Vec<&Group> {
    let each = items.iter().flat_map(|item| match item {
        Item::Group(group) => [vec![group], groups(&group.items)].concat(),
        _ => Vec::new(),
    });
    each.collect()
}

fn has_group(scene: &Scene, id: &str) -> bool {
    groups(&scene.items).iter().any(|group| group.id == id)
}

#[test]
fn an_inset_has_the_scale_that_was_asked_for() {
    let by_factor = record(&format!("{KASTELLORIZO}factor = 4"));
    let ratio = by_factor.scale / by_factor.insets[0].scale;
    assert!((ratio - 4.0).abs() < 0.04, "{ratio}");
    for scale in ["scale = 400000", "scale = '1:400000'", "scale = '1 : 400 000'"] {
        let inset = record(&format!("{KASTELLORIZO}{scale}")).insets[0].clone();
        assert!((inset.scale / 400_000.0 - 1.0).abs() < 0.01, "{scale}: {}", inset.scale);
    }
}

/// Both the width of the box and its scale speak of one extent on the ground.
#[test]
fn the_box_of_an_inset_is_as_wide_as_its_extent_at_its_scale() {
    let inset = record(&format!("{KASTELLORIZO}scale = 400000")).insets[0].clone();
    // .35 degrees at 36.15 N on WGS 84: 1 degree is 111.320 km × cos φ / √(1 − e² sin² φ)
    let (sin, cos) = 36.15_f64.to_radians().sin_cos();
    let degree = 6_378.137_f64.to_radians() * cos / (1.0 - 0.006_694_38 * sin * sin).sqrt();
    let width = 0.35 * degree * 1e6 / 400_000.0;
    assert!((inset.width - width).abs() < 0.02 * width, "{} for {width}", inset.width);
}

#[test]
fn an_inset_has_zones_and_names_of_its_own() {
    let drawn = drawn(&format!("{KASTELLORIZO}factor = 5")).expect("the figure is drawn");
    let InsetRecord { x, y, width, height, .. } = drawn.record.insets[0];
    assert!(has_group(&drawn.scene, "inset-1") && has_group(&drawn.scene, "inset-frame"));
    let groups = groups(&drawn.scene.items);
    assert!(groups.iter().any(|it| it.id.starts_with("inset-1-") && it.id.contains("territorial")));
    let within = |label: &&periplus::record::LabelRecord| {
        label.x >= x
            && label.y >= y
            && label.x + label.width <= x + width
            && label.y + label.height <= y + height
    };
    let names: Vec<&str> =
        drawn.record.labels.iter().filter(within).map(|it| it.text.as_str()).collect();
    assert!(names.contains(&"Megisti") || names.contains(&"Kastellorizo"), "{names:?}");
    assert!(
        drawn.scene.description.contains("Insets show Kastellorizo"),
        "{}",
        drawn.scene.description
    );
}

#[test]
fn no_name_of_the_map_lies_under_an_inset_or_across_its_outline() {
    for at in ["NW", "NE", "SW", "SE"] {
        let drawn =
            drawn(&format!("{KASTELLORIZO}factor = 4\nat = '{at}'")).expect("the figure is drawn");
        let InsetRecord { x, y, width, height, .. } = drawn.record.insets[0];
        let meets = |label: &&periplus::record::LabelRecord| {
            let apart = label.x + label.width <= x
                || label.x >= x + width
                || label.y + label.height <= y
                || label.y >= y + height;
            let inside = label.x >= x
                && label.y >= y
                && label.x + label.width <= x + width
                && label.y + label.height <= y + height;
            !apart && !inside
        };
        let wrong: Vec<_> = drawn.record.labels.iter().filter(meets).collect();
        assert!(wrong.is_empty(), "{at}: {wrong:?}");
        // in the corner that was asked for
        let (middle_x, middle_y) = (x + width / 2.0, y + height / 2.0);
        assert_eq!(middle_x > 90.0, at.ends_with('E'), "{at}: {middle_x}");
        assert_eq!(middle_y > drawn.scene.height.0 / 2.0, at.starts_with('S'), "{at}: {middle_y}");
    }
}

#[test]
fn insets_below_the_map_stand_side_by_side_and_are_told_by_letters() {
    let below = format!("{KASTELLORIZO}factor = 3\nat = 'below'\n");
    let record = record(&format!("{below}{below}{below}"));
    let [a, b, c] = &record.insets[..] else { panic!("three insets") };
    let follows = |one: &InsetRecord, next: &InsetRecord| {
        (one.x + one.width < next.x && (one.y - next.y).abs() < 1e-9) || one.y + one.height < next.y
    };
    assert!(follows(a, b) && follows(b, c), "{:?}", record.insets);
    for inset in &record.insets {
        assert!(inset.x + inset.width <= 180.0);
    }
}

#[test]
fn another_part_of_the_earth_has_no_outline_on_the_map() {
    let far =
        "[[insets]]\ntitle = 'Fiji'\nbounds = [177, -18.8, 179, -17]\nfactor = 1\nat = 'below'\n";
    let drawn = drawn(far).expect("the figure is drawn");
    assert!(has_group(&drawn.scene, "inset-1") && !has_group(&drawn.scene, "inset-frame"));
    assert!(
        drawn.record.sources.iter().any(|it| it.contains("GSHHG")),
        "{:?}",
        drawn.record.sources
    );
}

/// One of the Pacific beside one of the mainland: each from the data of its own part of the earth, each with its scale bar.
/// What one of the maps shows is on the sheet; what no map shows is told, and what an inset alone has to tell, with its name.
#[test]
fn what_no_map_of_a_figure_reaches_is_told_and_nothing_that_one_does() {
    // one of them lies where the frame of the inset is
    let row = (790..=840).map(|east| {
        let at = f64::from(east) / 100.0;
        format!(r#"{{"type":"Feature","properties":{{"name":"West"}},"geometry":{{"type":"Point","coordinates":[{at},42]}}}}"#)
    });
    let row: Vec<String> = row.collect();
    let text = format!(
        r#"
        title = "Far"
        [extent]
        bounds = [26.5, 35, 30, 37.5]
        [zones]
        states = ["GRC", "FRA", "MLT"]
        breadths = [6]
        [[insets]]
        title = "Corsica"
        bounds = [8.3, 41.2, 9.8, 43.1]
        [[layers]]
        features = '{{"type":"FeatureCollection","features":[{}]}}'
        "#,
        row.join(",")
    );
    let figure = Figure::parse(&text, "far").expect("a valid figure");
    let theme = Theme::bundled(&figure.sheet.theme).expect("a bundled theme");
    let warnings = draw(&figure, &Geodata::bundled(), &theme).expect("it is drawn").warnings;
    let told = |words: &str| warnings.iter().any(|it| it.message.contains(words));
    assert!(told("`MLT` are not on the map"), "{warnings:?}");
    assert!(!told("`FRA` are not on the map"), "{warnings:?}");
    assert!(
        warnings.iter().any(|it| it.message.starts_with("inset `Corsica`: `West`")),
        "{warnings:?}"
    );
}

#[test]
fn panels_may_show_parts_of_the_earth_that_are_far_apart() {
    let text = "title = 'Two'\n[extent]\nbounds = [-125, 31, -110, 43]\n[[panels]]\ntitle = 'California'\n\
                [[panels]]\ntitle = 'Hawaii'\nbounds = [-161, 18.5, -154, 22.5]\n";
    let figure = Figure::parse(text, "two").expect("a figure");
    let theme = Theme::bundled(&figure.sheet.theme).expect("a theme");
    let drawn = draw(&figure, &Geodata::bundled(), &theme).expect("it is drawn");
    let bars = groups(&drawn.scene.items).into_iter().filter(|it| it.id.ends_with("scale-bar"));
    assert_eq!(bars.count(), 2);
    assert!(
        drawn.record.labels.iter().any(|it| it.text == "Honolulu"),
        "{:?}",
        drawn.record.labels
    );
}

#[test]
fn what_is_wrong_with_an_inset_is_said_at_its_place() {
    for (inset, said) in [
        ("[[insets]]\ntitle = 'nowhere'", "the inset shows nothing"),
        ("[[insets]]\nbounds = [29.4, 36.05, 29.75, 36.25]\nscale = 5\n", "no scale of a map"),
        ("[[insets]]\nbounds = [29.4, 36.05, 29.75, 36.25]\nfactor = 0\n", "not enlarged"),
        (
            "[[insets]]\nbounds = [29.4, 36.05, 29.75, 36.25]\nscale = 50000\nfactor = 2",
            "given twice",
        ),
        ("[[insets]]\nbounds = [29.4, 36.05, 29.75, 36.25]\nat = 'NNW'", "no inset stands at"),
        ("[[insets]]\nbounds = [29.4, 36.05, 29.75, 36.25]\nscale = 50000", "mm wide on a map of"),
        ("[[insets]]\nbounds = [29.4, 36.05, 29.41, 36.06]\nscale = 500000", "mm wide on a map of"),
        (
            "[[insets]]\nbounds = [29.4, 36.05, 29.75, 36.25]\n[[panels]]\ntitle = 'a'\n[[panels]]\ntitle = 'b'\n",
            "has no insets",
        ),
    ] {
        let error = drawn(inset).expect_err(inset);
        let place = error.place.as_ref().and_then(|place| place.line);
        assert!(error.message.contains(said) && place > Some(7), "{inset}: {error:?}");
    }
}

#[test]
fn an_inset_over_the_outline_of_what_it_shows_is_told() {
    let rhodes = |place: &str| {
        let inset = format!(
            "[[insets]]\ntitle = 'Rhodes'\nbounds = [28.6, 35.2, 29.6, 35.9]\nfactor = 2\n{place}"
        );
        let warnings = drawn(&inset).expect("the figure is drawn").warnings;
        warnings.iter().filter(|it| it.message.contains("stands over the outline")).count()
    };
    assert_eq!(["at = 'SE'", "at = 'below'", ""].map(rhodes), [1, 0, 0]);
}

#[test]
fn on_a_map_of_the_world_an_inset_over_the_edge_is_outlined_on_both_sides() {
    let text = "title = 'W'\nworldview = 'un'\n[extent]\nbounds = [-180, -60, 180, 75]\n\
                [[insets]]\nbounds = [170, -25, -170, -10]\nat = 'below'\n";
    let figure = Figure::parse(text, "w").expect("a figure");
    let theme = Theme::bundled(&figure.sheet.theme).expect("a theme");
    let drawn = draw(&figure, &Geodata::bundled(), &theme).expect("it is drawn");
    let all = groups(&drawn.scene.items);
    let frame = all.iter().find(|group| group.id == "inset-frame").expect("it is outlined");
    let parts = frame.items.first().and_then(|item| match item {
        Item::Path(Path { shape: Shape::Areas(OnSheet(parts)), .. }) => Some(parts),
        _ => None,
    });
    let parts = parts.expect("areas");
    assert_eq!(parts.0.len(), 2);
    let sheet = drawn.scene.width.0;
    for part in parts {
        let width = part.bounding_rect().expect("it has a size").width();
        assert!(width < sheet / 10.0, "{width} of {sheet}");
    }
}
