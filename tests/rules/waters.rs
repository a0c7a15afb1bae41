//! Waters: a belt ends at the coast, whatever is drawn over it.

use geo::{BoundingRect, Contains, Coord, Distance, Euclidean, Point};
use periplus::draw;
use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::scene::{Group, Item, Scene, Shape};
use periplus::space::OnSheet;
use periplus::style::Theme;

/// Samothrace in the middle of the map, nowhere further than six miles from its coast.
const SAMOTHRACE: &str = "title = 'Samothrace'\n[extent]\nbounds = [24.58, 39.95, 26.58, 40.95]\n\
                          [projection]\nname = 'mercator'\n[zones]\nstates = ['GRC']\nbreadths = [6, 12]\n";

fn scene(layers: &str, rules: &str) -> Scene {
    let figure = Figure::parse(&format!("{SAMOTHRACE}{layers}"), "samothrace").expect("a figure");
    let theme = Theme::parse(&format!("{}{rules}", atlas()), "test.css").expect("a theme");
    draw(&figure, &Geodata::bundled(), &theme).expect("it is drawn").scene
}

fn atlas() -> String {
    let file = format!("{}/styles/atlas.css", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(file).expect("the theme is there")
}

fn groups(items: &[Item]) -> Vec<&Group> {
    let below = items.iter().filter_map(|item| match item {
        Item::Group(group) => Some(group),
        _ => None,
    });
    below.flat_map(|group| [vec![group], groups(&group.items)].concat()).collect()
}

/// Whether a belt, or a limit within a millimetre, lies at the middle of the map.
fn middle_is_wet(scene: &Scene) -> bool {
    let all = groups(&scene.items);
    let map = all.iter().find(|group| group.id == "map").expect("there is a map");
    let OnSheet(frame) = map.clip.as_ref().expect("it is clipped");
    let middle: Coord = frame.bounding_rect().expect("it has a size").center();
    let waters = all
        .iter()
        .filter(|group| ["territorial-seas", "limits"].iter().any(|kind| group.id.contains(kind)));
    let items = waters.flat_map(|group| &group.items);
    let mut seen = 0;
    let wet = items.filter_map(|item| match item {
        Item::Path(path) => Some(&path.shape),
        _ => None,
    });
    let is_wet = wet
        .filter(|shape| {
            seen += 1;
            match shape {
                Shape::Areas(OnSheet(areas)) => areas.contains(&middle),
                Shape::Lines(lines) => {
                    lines.iter().any(|OnSheet(line)| Euclidean.distance(&Point(middle), line) < 1.0)
                }
                _ => false,
            }
        })
        .count()
        > 0;
    assert!(seen > 0, "there are no waters at all");
    is_wet
}

#[test]
fn no_belt_lies_on_land_that_nothing_hides() {
    let own_names = "[[layers]]\nsource = 'seas'\n";
    let one_state = "[[layers]]\nsource = 'countries'\nonly = ['BGR']\n";
    for (layers, rules) in [
        (own_names, ""),
        (one_state, ""),
        ("", "country { fill-opacity: .5 }"),
        ("", "country { fill: none }"),
        ("", "country[state=\"GRC\"] { display: none }"),
    ] {
        assert!(!middle_is_wet(&scene(layers, rules)), "{layers}{rules}");
    }
}
