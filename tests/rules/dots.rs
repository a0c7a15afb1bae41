//! Names and what they stand by: none over a dot, its own or another, none over the neatline, none upside
//! down, none in the waters of a state that is not its own.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use geo::{BoundingRect, Contains, Coord, Distance, Euclidean, MultiPolygon, Point, Polygon};
use periplus::figure::Figure;
use periplus::geodata::{Feature, Geodata};
use periplus::kind::Kind;
use periplus::scene::{Group, Item, Lay, Shape, Text};
use periplus::style::{Element, Theme};
use periplus::units::Degrees;

use super::names::{Corners, boxes, words};
use super::{Sheet, hold, sheets, texts};

/// Rounding of places and radii, in millimetres.
const ROUNDING: f64 = 0.02;
/// Most of a name in the water of a state that is not its own (art direction, rule 1); letters are sampled
/// at this many places across and down.
const FORGIVEN: f64 = 0.01;
const SAMPLES: u32 = 8;

fn groups(items: &[Item]) -> impl Iterator<Item = &Group> {
    items.iter().filter_map(|item| match item {
        Item::Group(group) => Some(group),
        _ => None,
    })
}

/// A map of a sheet: its geography within the neatline, and its names.
struct Map<'a> {
    geography: &'a Group,
    names: &'a Group,
}

/// The maps of a sheet: one, or one a panel.
fn maps(items: &[Item]) -> Vec<Map<'_>> {
    let ending = |name: &str| {
        groups(items).find(|group| group.id == name || group.id.ends_with(&format!("-{name}")))
    };
    match (ending("map"), ending("names")) {
        (Some(geography), Some(names)) => vec![Map { geography, names }],
        _ => groups(items).flat_map(|group| maps(&group.items)).collect(),
    }
}

/// The dots of towns: what each is called, its middle and its radius.
fn dots(map: &Map) -> Vec<(String, Coord, f64)> {
    let towns = groups(&map.geography.items).filter(|group| group.id.contains("places"));
    let paths = towns.flat_map(|group| super::paths(&group.items));
    let dots = paths.filter_map(|path| {
        let (middle, radius) = match &path.shape {
            Shape::Circle { centre, radius } => (centre.0, radius.0),
            Shape::Rectangle { corner, width, height } => {
                let half = Coord { x: width.0 / 2.0, y: height.0 / 2.0 };
                (corner.0 + half, half.x.min(half.y))
            }
            Shape::Areas(area) => {
                let bounds = area.0.bounding_rect()?;
                (bounds.center(), bounds.width().min(bounds.height()) / 2.0)
            }
            _ => return None,
        };
        Some((path.title.clone()?, middle, radius))
    });
    dots.collect()
}

fn polygon(corners: &Corners) -> Polygon {
    Polygon::new(corners.to_vec().into(), Vec::new())
}

/// The lettering of a map with the boxes of its letters.
fn lettering<'a>(map: &Map<'a>) -> Vec<(&'a Text, Vec<Polygon>)> {
    let each = texts(&map.names.items).into_iter();
    each.map(|text| (text, boxes(text).iter().map(polygon).collect())).collect()
}

/// Holds every map of every sheet against a rule.
fn hold_maps(rule: impl Fn(&Sheet, &Map) -> Vec<String>) {
    hold(|sheet| maps(&sheet.scene.items).iter().flat_map(|map| rule(sheet, map)).collect());
}

#[test]
fn every_sheet_has_a_map_and_names_and_most_have_dots() {
    let all = || sheets().iter().flat_map(|sheet| maps(&sheet.scene.items));
    assert!(all().count() >= sheets().len());
    assert!(all().all(|map| !texts(&map.names.items).is_empty()));
    assert!(all().filter(|map| !dots(map).is_empty()).count() > sheets().len() / 2);
}

/// What breaks the rules that hold for the names of any map.
pub(super) fn broken(items: &[Item]) -> Vec<String> {
    let rules = [covering, leaving, hanging, straying];
    maps(items).iter().flat_map(|map| rules.iter().flat_map(|rule| rule(map))).collect()
}

#[test]
fn no_name_covers_a_dot_not_even_its_own() {
    hold_maps(|_, map| covering(map));
}

/// The names that cover a dot.
fn covering(map: &Map) -> Vec<String> {
    let dots = dots(map);
    let covered = |(text, boxes): (&Text, Vec<Polygon>)| {
        let over = dots.iter().filter(move |(_, at, radius)| {
            boxes.iter().any(|own| Euclidean.distance(own, &Point(*at)) < radius - ROUNDING)
        });
        over.map(|(town, ..)| format!("`{}` covers the dot of {town}", words(text)))
            .collect::<Vec<_>>()
    };
    lettering(map).into_iter().flat_map(covered).collect()
}

#[test]
fn the_nearest_dot_to_the_name_of_a_town_is_its_own() {
    hold_maps(|_, map| straying(map));
}

/// The names of towns that have no dot of their own, or stand nearer to another's; of one at the end of a leader, the leader.
fn straying(map: &Map) -> Vec<String> {
    /// From the end of a leader to what it leads to, in millimetres.
    const REACH: f64 = 0.8;
    let dots = dots(map);
    let leaders = leaders(map);
    let mut found = Vec::new();
    for (id, boxes) in labels_of_towns(map) {
        let Some(names) = english().get(&id) else { continue };
        let name = &names[0];
        let from_name = |at: &Coord| {
            boxes.iter().map(|own| Euclidean.distance(own, &Point(*at))).fold(f64::MAX, f64::min)
        };
        let own: Vec<_> = dots.iter().filter(|(title, ..)| names.contains(title)).collect();
        if own.is_empty() {
            found.push(format!("`{name}` has no dot"));
            continue;
        }
        let to_dot = |(_, at, radius): &&(String, Coord, f64), from: Coord| {
            Euclidean.distance(&Point(*at), &Point(from)) - radius
        };
        let ends = leaders.iter().flat_map(|[one, other]| [(*one, *other), (*other, *one)]);
        // a leader ends level with its name
        let is_level = |end: &Coord| {
            let boxes = boxes.iter().filter_map(BoundingRect::bounding_rect);
            boxes.into_iter().any(|own| (own.min().y..=own.max().y).contains(&end.y))
        };
        let led = ends.filter(|(end, start)| {
            is_level(end)
                && from_name(end) < REACH
                && dots.iter().any(|dot| to_dot(&dot, *start) < REACH)
        });
        let led = led.min_by(|one, other| from_name(&one.0).total_cmp(&from_name(&other.0)));
        let distance = |dot: &&(String, Coord, f64)| match led {
            Some((_, start)) => to_dot(dot, start),
            None => from_name(&dot.1) - dot.2,
        };
        let to_own = own.iter().map(&distance).fold(f64::MAX, f64::min);
        let nearer =
            dots.iter().find(|dot| !names.contains(&dot.0) && distance(dot) < to_own - ROUNDING);
        found.extend(nearer.map(|(other, ..)| format!("`{name}` is nearer to the dot of {other}")));
    }
    found
}

/// The leaders of a map, by their ends.
fn leaders(map: &Map) -> Vec<[Coord; 2]> {
    let lines = super::paths(&map.names.items).into_iter().filter_map(|path| match &path.shape {
        Shape::Lines(lines) => lines.first(),
        _ => None,
    });
    lines.filter_map(|line| Some([*line.0.0.first()?, *line.0.0.last()?])).collect()
}

/// The names of the bundled towns of the earth by the ids of their labels.
fn english() -> &'static BTreeMap<String, [String; 2]> {
    static NAMES: OnceLock<BTreeMap<String, [String; 2]>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let earth = Geodata::bundled().everywhere().expect("bundled");
        let towns = earth.layer("places").expect("bundled").iter();
        let names = |town: &Feature| {
            ["name", "name_alt"].map(|key| town.text(key).unwrap_or_default().to_owned())
        };
        towns.map(|it| (format!("label-place-{}", it.id), names(it))).collect()
    })
}

/// The labels of towns of a map, with the boxes of their letters.
fn labels_of_towns(map: &Map) -> BTreeMap<String, Vec<Polygon>> {
    let mut labels: BTreeMap<String, Vec<Polygon>> = BTreeMap::new();
    for (text, boxes) in lettering(map) {
        let Some(id) = text.id.as_deref().filter(|id| id.starts_with("label-place-")) else {
            continue;
        };
        // the lines of a name after the first are numbered
        let whole = id.rsplit_once('-').map_or(id, |(whole, _)| whole);
        let id = if english().contains_key(id) { id } else { whole };
        labels.entry(id.to_owned()).or_default().extend(boxes);
    }
    labels
}

#[test]
fn no_name_leaves_the_neatline() {
    hold_maps(|_, map| leaving(map));
}

/// The names that leave the map.
fn leaving(map: &Map) -> Vec<String> {
    let Some(neatline) = &map.geography.clip else { return vec!["no neatline".into()] };
    let leaves = |boxes: &Vec<Polygon>| {
        boxes.iter().flat_map(|own| own.exterior().coords()).any(|corner| {
            let outside = !neatline.0.contains(&Point(*corner));
            outside && Euclidean.distance(&neatline.0, &Point(*corner)) > ROUNDING
        })
    };
    let found = lettering(map).into_iter().filter(|(_, boxes)| leaves(boxes));
    found.map(|(text, _)| format!("`{}` leaves the map", words(text))).collect()
}

#[test]
fn no_name_hangs_upside_down() {
    hold_maps(|_, map| hanging(map));
}

/// The names that hang upside down.
fn hanging(map: &Map) -> Vec<String> {
    let turned = |Degrees(angle): Degrees| angle.abs() > 90.0;
    let hangs = |text: &&Text| match &text.lay {
        Lay::Straight { angle, .. } => turned(*angle),
        Lay::Curved { letters } => {
            let over = letters.iter().filter(|(_, angle)| turned(*angle)).count();
            over * 2 > letters.len()
        }
    };
    texts(&map.names.items).into_iter().filter(hangs).map(words).collect()
}

/// The states of towns and islands by the ids of their labels.
fn states() -> BTreeMap<String, String> {
    let geodata = Geodata::bundled();
    let mut states = BTreeMap::new();
    for (layer, kind) in [("places", "place"), ("islands", "island")] {
        for feature in geodata.layer(layer).expect("it is bundled") {
            // whose an island at issue is, and where its name may stand, is nobody's to say
            let state = feature.text("state").filter(|_| feature.text("status").is_none());
            if let Some(state) = state {
                states.insert(format!("label-{kind}-{}", feature.id), state.to_owned());
            }
        }
    }
    states
}

/// The waters of a map by the colours of states; a colour may stand for several.
fn waters<'a>(
    map: &Map<'a>,
    theme: &Theme,
    codes: &[&str],
) -> Vec<(Vec<String>, &'a MultiPolygon)> {
    let belts = groups(&map.geography.items).filter(|group| group.id.contains("territorial-seas"));
    let paths = belts.flat_map(|group| super::paths(&group.items));
    let of_colour = |colour| {
        let is_its = |code: &&&str| {
            ["1", "2"].iter().any(|belt| {
                let element = Element::of(Kind::TerritorialSea).attribute("state", code);
                theme.style(&element.attribute("belt", belt)).fill == Some(colour)
            })
        };
        codes.iter().filter(is_its).map(|code| (*code).to_owned()).collect::<Vec<_>>()
    };
    let each = paths.filter_map(|path| match (&path.shape, &path.fill) {
        (Shape::Areas(area), Some(fill)) => Some((of_colour(fill.ground?), &area.0)),
        _ => None,
    });
    each.filter(|(states, _)| !states.is_empty()).collect()
}

/// The land of a map, that lies over the belts.
fn land<'a>(map: &Map<'a>) -> Vec<&'a MultiPolygon> {
    let countries = groups(&map.geography.items).filter(|group| group.id.contains("countries"));
    let paths = countries.flat_map(|group| super::paths(&group.items));
    let areas = paths.filter_map(|path| match (&path.shape, &path.fill) {
        (Shape::Areas(area), Some(_)) => Some(&area.0),
        _ => None,
    });
    areas.collect()
}

/// Places all over a box.
fn spread(corners: &Corners) -> Vec<Point> {
    let share = |step: u32| (f64::from(step) + 0.5) / f64::from(SAMPLES);
    let [a, b, _, d] = *corners;
    let at = |i: u32, k: u32| Point(a + (b - a) * share(i) + (d - a) * share(k));
    (0..SAMPLES).flat_map(|i| (0..SAMPLES).map(move |k| (i, k))).map(|(i, k)| at(i, k)).collect()
}

#[test]
fn towns_and_islands_are_not_named_in_the_waters_of_another_state() {
    let states = states();
    let mut codes: Vec<&str> = states.values().map(String::as_str).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut looked_at = 0;
    let mut found = Vec::new();
    for sheet in sheets() {
        let figure = sheet.name.split(' ').next().unwrap_or_default();
        let figure = Figure::bundled(figure).expect("it is bundled");
        let theme = Theme::bundled(&figure.sheet.theme).expect("it is bundled");
        for map in maps(&sheet.scene.items) {
            let (waters, land) = (waters(&map, &theme, &codes), land(&map));
            for text in texts(&map.names.items) {
                let Some(state) = text.id.as_ref().and_then(|id| states.get(id)) else { continue };
                let places: Vec<Point> = boxes(text).iter().flat_map(spread).collect();
                let foreign = |at: &&Point| {
                    if land.iter().any(|area| area.contains(*at)) {
                        return false;
                    }
                    let top = waters.iter().rev().find(|(_, area)| area.contains(*at));
                    top.is_some_and(|(own, _)| !own.contains(state))
                };
                let share = places.iter().filter(foreign).count() as f64 / places.len() as f64;
                looked_at += usize::from(!waters.is_empty());
                // half a sample more: a name at the very limit is no fault
                if share > FORGIVEN + 0.5 / f64::from(SAMPLES) / f64::from(SAMPLES) {
                    found.push(format!(
                        "{}: {:.1} % of `{}`",
                        sheet.name,
                        share * 100.0,
                        words(text)
                    ));
                }
            }
        }
    }
    assert!(looked_at > 100, "only {looked_at} names by coloured waters");
    assert_eq!(found, [""; 0]);
}

#[test]
fn words_along_a_belt_lie_in_that_belt_and_on_no_land() {
    let (mut looked_at, mut found) = (0, Vec::new());
    for sheet in sheets() {
        let figure = sheet.name.split(' ').next().unwrap_or_default();
        let figure = Figure::bundled(figure).expect("it is bundled");
        let theme = Theme::bundled(&figure.sheet.theme).expect("it is bundled");
        for map in maps(&sheet.scene.items) {
            let land = land(&map);
            for text in texts(&map.names.items) {
                let id = text.id.as_deref().unwrap_or_default();
                let Some(belt) = id.split_once("label-territorial-sea-").map(|(_, belt)| belt)
                else {
                    continue;
                };
                let state = belt.split('-').next().unwrap_or_default().to_uppercase();
                let waters = waters(&map, &theme, &[&state]);
                let places: Vec<Point> = boxes(text).iter().flat_map(spread).collect();
                let astray = |at: &&Point| {
                    land.iter().any(|area| area.contains(*at))
                        || !waters.iter().any(|(_, area)| area.contains(*at))
                };
                looked_at += 1;
                let share = places.iter().filter(astray).count() as f64 / places.len() as f64;
                // half a sample more, as above
                if share > FORGIVEN + 0.5 / f64::from(SAMPLES) / f64::from(SAMPLES) {
                    let words = words(text);
                    found.push(format!("{}: {:.1} % of `{words}`", sheet.name, share * 100.0));
                }
            }
        }
    }
    assert!(looked_at > 12, "only {looked_at} belts bear words");
    assert_eq!(found, [""; 0]);
}
