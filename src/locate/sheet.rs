//! What is placed in, the text of a figure that shows it out: an extent with room round it, a quiet base map, all that is
//! placed set out on top, and arrows at the edge to what lies too far out for the story's scale. Tried in steps, from the
//! roomiest to the barest, until every name is on the map.

mod arrows;
mod extent;
mod layers;
mod sight;
mod thing;

use super::folding::key;
use super::gazetteer::Gazetteer;
use super::ground::{Ground, narrowness, near, square_degrees};
use super::index::PlaceKind;
use super::{Found, Wish};
use crate::error::{Error, Result};
use crate::figure::listed;
use crate::geodata::{Feature, Geodata, Value};
use crate::space::Geographic;
use arrows::Far;
use extent::{Rule, parted, times_smaller};
use geo::{Area, BoundingRect, Coord, Geometry, MultiPolygon, Point, Rect, SimplifyVwPreserve};
use layers::{Layers, list, quoted, slug};
use sight::{is_seen, run, samples};
use std::collections::{BTreeMap, BTreeSet};
use thing::{Thing, bare, named, names_of, rounded, rounded_at, spot};

/// How many towns that are not named place the reader, at most.
const KNOWN_TOWNS: usize = 3;
/// From so many things on, letters are smaller.
const MANY: usize = 14;
/// The width of the sheet where none is wished, mm.
const WIDTH: f64 = 120.0;
/// The widest and the tallest shape of a map, width to height.
const SHAPES: (f64, f64) = (0.8, 1.6);
/// What a place may cost the scale: [`Rule::weight`].
const WEIGHT: f64 = 5.0;
/// What is tried at last: how much less it may cost, and on how wide a sheet where none is wished, mm.
const STEPS: [(f64, f64); 4] = [(0.6, WIDTH), (0.6, 150.0), (0.35, 190.0), (0.2, 240.0)];
/// How often the last attempt is made again.
const AGAIN: usize = 2;
/// What to do where names find no room at all.
const WAY_OUT: &str = "take a larger --width, or locate fewer places at once";

/// A drawing, and the names that are on it.
pub type WithNames<Drawing> = (Drawing, Vec<String>);

/// A locator map, still to be drawn.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Located {
    /// The figure file.
    pub toml: String,
    /// The figure's name: `locate-athens`.
    pub name: String,
    /// The width of its sheet, mm.
    pub width: f64,
    /// What is said of the map beside it: what stands at its edge, and by which rule.
    pub notices: Vec<String>,
    /// What has to be named on the map.
    names: Vec<Wanted>,
}

/// A name that has to be on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wanted {
    /// As the caption has it.
    name: String,
    /// The place that it stands for, by its id.
    place: String,
    /// What it may be on the map.
    forms: Vec<String>,
}

impl Located {
    /// What has to be named and is not on a map with these names.
    fn not_set(&self, set: &[String]) -> Vec<&Wanted> {
        let set: Vec<String> = set.iter().map(|name| format!(" {} ", key(name))).collect();
        let is_set =
            |name: &String| set.iter().any(|label| label.contains(&format!(" {} ", key(name))));
        self.names.iter().filter(|wanted| !wanted.forms.iter().any(is_set)).collect()
    }
}

/// How the map is tried.
#[derive(Clone, Debug, PartialEq)]
struct Attempt {
    /// Without the names that only place the reader.
    is_bare: bool,
    /// With small letters.
    is_dense: bool,
    /// How much less a place may cost the scale.
    weight: f64,
    /// The width of the sheet, mm.
    width: f64,
}

impl Attempt {
    /// What is done for want of room.
    fn said(&self) -> String {
        let letters = if self.is_dense { ", in small letters" } else { "" };
        let edge = if self.weight < WEIGHT { ", with more of the story at its edge" } else { "" };
        format!(
            "drawn {} mm wide without names that only place the reader{letters}{edge}",
            self.width
        )
    }
}

/// The attempts in their order: as it is best; without what is not located; with small letters; with more of a story at its
/// edge, on larger sheets unless a size is wished.
fn attempts(wish: &Wish, count: usize, is_story: bool) -> Vec<Attempt> {
    let width = wish.width.unwrap_or(WIDTH);
    let is_dense = count > MANY;
    let first = Attempt { is_bare: false, is_dense, weight: WEIGHT, width };
    let mut attempts = vec![first.clone(), Attempt { is_bare: true, ..first.clone() }];
    let dense = Attempt { is_bare: true, is_dense: true, ..first };
    attempts.push(dense.clone());
    attempts.extend(STEPS.map(|(less, larger)| Attempt {
        weight: if is_story { less * WEIGHT } else { WEIGHT },
        width: wish.width.unwrap_or(larger),
        ..dense.clone()
    }));
    attempts.dedup();
    // the last one again, with what it had no room for beside spots
    let last = attempts.last().cloned();
    attempts.extend(last.iter().flat_map(|last| vec![last.clone(); AGAIN]));
    attempts
}

/// The first map on which every name is set, as `draw` draws it; with each drawing come the names that are on it.
///
/// Errors: `Render` with the names that find no room on any, or if the bundled data are damaged; as `draw`.
pub(super) fn fitted<Drawing>(
    found: &Found,
    wish: &Wish,
    geodata: &Geodata,
    draw: &mut dyn FnMut(&Located) -> Result<WithNames<Drawing>>,
) -> Result<(Located, Drawing)> {
    let ground = Ground::of(geodata);
    let gazetteer = Gazetteer::of(geodata)?;
    let things = things(found, &ground)?;
    let mut as_spots: BTreeSet<String> = BTreeSet::new();
    let mut lost: Vec<String> = Vec::new();
    let mut notices: Vec<String> = Vec::new();
    for attempt in attempts(wish, things.len(), found.is_story) {
        if !lost.is_empty() {
            notices.push(format!("{}: no room for {}", attempt.said(), lost.join(", ")));
        }
        let mut located =
            Sheet::of(found, wish, &things, &attempt, &as_spots, (&ground, &gazetteer))?
                .located()?;
        let (drawing, set) = draw(&located)?;
        let missing = located.not_set(&set);
        if missing.is_empty() {
            // the last step is what the map is
            located.notices.extend(notices.pop());
            return Ok((located, drawing));
        }
        as_spots.extend(missing.iter().map(|wanted| wanted.place.clone()));
        lost = missing.into_iter().map(|wanted| wanted.name.clone()).collect();
    }
    let error = format!("there is no room on the map for {}", lost.join(", "));
    Err(Error::render(error).hint(WAY_OUT))
}

/// The figure of what is found as it is tried first.
///
/// Errors: `Render` if the bundled data are damaged.
pub(super) fn figure(found: &Found, wish: &Wish, geodata: &Geodata) -> Result<Located> {
    let ground = Ground::of(geodata);
    let gazetteer = Gazetteer::of(geodata)?;
    let things = things(found, &ground)?;
    let first = attempts(wish, things.len(), found.is_story).swap_remove(0);
    Sheet::of(found, wish, &things, &first, &BTreeSet::new(), (&ground, &gazetteer))?.located()
}

fn things<'a>(found: &'a Found, ground: &Ground) -> Result<Vec<Thing<'a>>> {
    let placed = found.placed.iter();
    placed.map(|placed| Ok(Thing::new(placed, ground.footprint(&placed.place)?))).collect()
}

/// The figure file that is being written.
struct Sheet<'a, 'b> {
    extent: Rect,
    /// What lies on the map, in the order of the text.
    things: Vec<&'a Thing<'b>>,
    /// What lies too far out, and how many times smaller in scale the map would be with each of it.
    beyond: Vec<(&'a Thing<'b>, f64)>,
    far: Vec<Far>,
    wish: &'a Wish,
    attempt: &'a Attempt,
    /// What is named beside a spot, by id, since its name found no room in it or along it.
    as_spots: &'a BTreeSet<String>,
    /// The language of the names, where it is not English.
    language: Option<&'a str>,
    ground: &'a Ground<'a>,
    gazetteer: &'a Gazetteer,
}

impl<'a, 'b> Sheet<'a, 'b> {
    fn of(
        found: &'a Found,
        wish: &'a Wish,
        things: &'a [Thing<'b>],
        attempt: &'a Attempt,
        as_spots: &'a BTreeSet<String>,
        (ground, gazetteer): (&'a Ground<'a>, &'a Gazetteer),
    ) -> Result<Sheet<'a, 'b>> {
        let shapes = match (wish.width, wish.height) {
            (Some(width), Some(height)) => (width / height, width / height),
            _ => SHAPES,
        };
        let rule = Rule { leaves_out: found.is_story, weight: attempt.weight, shapes };
        let (extent, on_map, beyond) = parted(things, rule, ground)?;
        let beyond: Vec<(&Thing, f64)> =
            beyond.into_iter().map(|thing| (thing, times_smaller(thing, &extent, rule))).collect();
        let language = match &wish.names {
            Some(names) => Some(names.as_str()),
            None => found.language.as_deref(),
        };
        let language = language.filter(|tag| !["en", "local", "both"].contains(tag));
        let mut sheet = Sheet {
            extent,
            things: on_map,
            beyond,
            far: Vec::new(),
            wish,
            attempt,
            as_spots,
            language,
            ground,
            gazetteer,
        };
        let out: Vec<&Thing> = sheet.beyond.iter().map(|(thing, _)| *thing).collect();
        sheet.far = arrows::far(&out, &extent, ground, |thing| sheet.name(thing))?;
        Ok(sheet)
    }

    /// What a thing is called on the map.
    fn name(&self, thing: &Thing) -> String {
        let translated = self.language.and_then(|tag| {
            let key = format!("name_{tag}");
            thing.footprint.features.iter().find_map(|feature| feature.text(&key))
        });
        match (translated, &thing.placed.spelling) {
            (Some(name), _) => name.to_owned(),
            (None, Some(spelling)) if !thing.is_of_layer() => spelling.clone(),
            _ => thing.place().name.clone(),
        }
    }

    /// A thing with its state: `Idlib, Syria`.
    fn shown(&self, thing: &Thing) -> String {
        let name = self.name(thing);
        let code = &thing.place().state;
        let english = self.gazetteer.state_name(code);
        if english.is_empty() || thing.place().kind == PlaceKind::State || english == name {
            return name;
        }
        let translated = self.language.and_then(|tag| {
            let states = self.ground.layer("countries").ok()?;
            let state = states.iter().find(|it| it.text("state") == Some(code.as_str()))?;
            state.text(&format!("name_{tag}"))
        });
        format!("{name}, {}", translated.unwrap_or(&english))
    }

    fn located(&self) -> Result<Located> {
        let is_bare = self.attempt.is_bare;
        let towns = if is_bare { Vec::new() } else { self.known_towns()? };
        let seas = if is_bare { Vec::new() } else { self.main_seas()? };
        let names = self.things.iter().map(|thing| Wanted {
            name: self.shown(thing),
            place: thing.id(),
            forms: names_of(thing),
        });
        let far = self.beyond.iter().map(|(thing, _)| Wanted {
            name: self.shown(thing),
            place: thing.id(),
            forms: vec![self.name(thing)],
        });
        let first = self.things.iter().min_by_key(|thing| std::cmp::Reverse(thing.placed.count));
        let slug = first.map_or_else(|| "map".to_owned(), |thing| slug(&thing.place().name));
        Ok(Located {
            toml: self.written(&towns, &seas),
            name: format!("locate-{slug}"),
            width: self.attempt.width,
            notices: self.notice().into_iter().collect(),
            names: names.chain(far).collect(),
        })
    }

    /// By which rule things stand at the edge of the map.
    fn notice(&self) -> Option<String> {
        if self.beyond.is_empty() {
            return None;
        }
        let each =
            self.beyond.iter().map(|(thing, times)| format!("{} ({times:.1})", self.shown(thing)));
        let each: Vec<String> = each.collect();
        Some(format!(
            "at the edge of the map, since it would be so many times smaller in scale with each: {}",
            each.join(", ")
        ))
    }

    fn of_kinds(&self, kinds: &[PlaceKind]) -> Vec<&'a Thing<'b>> {
        let things = self.things.iter().filter(|thing| kinds.contains(&thing.place().kind));
        things.copied().collect()
    }

    fn written(&self, towns: &[Feature], seas: &[Feature]) -> String {
        let ids = |things: &[&Thing]| things.iter().map(|thing| thing.id()).collect::<Vec<_>>();
        let mut layers = Layers::default();
        let dense = if self.attempt.is_dense { " dense" } else { "" };
        let alone = if self.attempt.is_bare { " alone" } else { "" };
        let class = format!("country locator{dense}{alone}");
        let by_size = |kinds: &[PlaceKind]| -> (Vec<&Thing>, Vec<&Thing>) {
            self.of_kinds(kinds).into_iter().partition(|thing| self.is_small(thing))
        };
        let (small_states, states) = by_size(&[PlaceKind::State]);
        layers.countries(&class, &ids(&states), &ids(&small_states));
        let (small_areas, areas) =
            by_size(&[PlaceKind::Unit, PlaceKind::Region, PlaceKind::Disputed]);
        let of_areas = format!("region located{dense}");
        // what reaches beyond the map all round would tint all of it
        let (around, areas): (Vec<&Thing>, Vec<&Thing>) =
            areas.into_iter().partition(|thing| self.is_around(thing));
        layers.inline(&of_areas, &self.areas(&areas));
        let tinted: Vec<&Thing> =
            small_areas.iter().copied().filter(|thing| !self.is_around(thing)).collect();
        layers.inline_unnamed(&of_areas, &self.areas(&tinted));
        let lakes = self.of_kinds(&[PlaceKind::Lake]);
        let (on_land, at_sea): (Vec<&Thing>, Vec<&Thing>) =
            lakes.into_iter().partition(|thing| thing.surface.is_some());
        let (small_lakes, on_land): (Vec<&Thing>, Vec<&Thing>) =
            on_land.into_iter().partition(|thing| self.is_small(thing));
        layers.bundled("lakes", "lake", &[], false);
        if !on_land.is_empty() {
            layers.bundled("lakes", &format!("lake located{dense}"), &ids(&on_land), true);
        }
        let (spot_rivers, rivers): (Vec<&Thing>, Vec<&Thing>) =
            self.of_kinds(&[PlaceKind::River]).into_iter().partition(|thing| self.is_spot(thing));
        // by name, since the pieces of a river are others at other scales
        let rivers: Vec<String> = rivers.iter().map(|thing| thing.place().name.clone()).collect();
        if !rivers.is_empty() {
            layers.bundled("rivers", &format!("river located{dense}"), &rivers, true);
        }
        for (layer, kind) in [
            ("disputed-areas", "disputed"),
            ("shoreline", "coast"),
            ("boundaries", "boundary"),
            ("disputed-lines", "control"),
        ] {
            if self.ground.geodata().has(layer) {
                layers.bundled(layer, kind, &[], false);
            }
        }
        layers.inline("sea", seas);
        let waters = self.of_kinds(&[PlaceKind::Sea, PlaceKind::Strait]);
        let (spot_waters, waters): (Vec<&Thing>, Vec<&Thing>) =
            waters.into_iter().chain(at_sea).partition(|thing| self.is_spot(thing));
        let of_waters = format!("sea located{dense}");
        let lines: Vec<Feature> = waters.iter().filter_map(|thing| self.line(thing)).collect();
        layers.inline(&of_waters, &lines);
        let (spot_ranges, ranges): (Vec<&Thing>, Vec<&Thing>) =
            self.of_kinds(&[PlaceKind::Range]).into_iter().partition(|thing| self.is_spot(thing));
        let of_ranges = format!("region range located{dense}");
        let courses: Vec<Feature> = ranges.iter().filter_map(|thing| self.course(thing)).collect();
        layers.inline(&of_ranges, &courses);
        // names beside a spot of what is too small for a name in it or along it
        let beside = |things: &[&Thing]| {
            things.iter().map(|thing| self.spot_on_map(thing)).collect::<Vec<_>>()
        };
        layers.inline(&class, &beside(&small_states));
        layers.inline(&of_areas, &beside(&small_areas));
        layers.inline(&of_areas, &beside(&around));
        layers.inline(&format!("lake located{dense}"), &beside(&small_lakes));
        layers.inline(&format!("river located{dense}"), &beside(&spot_rivers));
        layers.inline(&of_waters, &beside(&spot_waters));
        layers.inline(&of_ranges, &beside(&spot_ranges));
        layers.inline("place known", towns);
        for (kind, class) in [
            (PlaceKind::Island, "island located"),
            (PlaceKind::Town, "place located"),
            (PlaceKind::Site, "place located site"),
        ] {
            for emphasis in Emphasis::ALL {
                let things = self.of_kinds(&[kind]);
                let things = things.into_iter().filter(|it| self.emphasis(it) == emphasis);
                let spots: Vec<Feature> = things.map(|thing| self.spot(thing)).collect();
                layers.inline(&format!("{class}{dense}{}", emphasis.class()), &spots);
            }
        }
        let (shafts, labels) = arrows::features(&self.far, &self.extent);
        layers.inline_unnamed("feature arrow", &shafts);
        layers.inline(&format!("feature arrow{dense}"), &labels);
        self.head(towns.is_empty() && seas.is_empty(), &layers) + &layers.text
    }

    /// All of the figure file but its layers.
    fn head(&self, is_bare: bool, layers: &Layers) -> String {
        let mut order: Vec<&&Thing> = self.things.iter().collect();
        order.sort_by_key(|thing| std::cmp::Reverse(thing.placed.count));
        let names: Vec<String> = order.iter().map(|thing| self.shown(thing)).collect();
        let states = order.iter().filter(|thing| thing.place().kind == PlaceKind::State);
        let states: Vec<String> = states.map(|thing| thing.id()).collect();
        let arrows: Vec<String> = self
            .far
            .iter()
            .map(|far| format!("{} ({} {})", listed(&far.names), far.distance(), far.direction()))
            .collect();
        let beyond = match arrows.is_empty() {
            true => String::new(),
            false => format!(" Arrows at its edge point to {}.", listed(&arrows)),
        };
        let caption = format!("Where to find {}.", listed(&names));
        let verb = if names.len() == 1 { "is" } else { "are" };
        let (low, high) = (self.extent.min(), self.extent.max());
        // the west end from 180° W to 180° E; the east end goes on beyond 180 where it has to
        let west = (low.x + 180.0).rem_euclid(360.0) - 180.0;
        let is_whole = high.x - low.x >= 359.0;
        let (west, east) = if is_whole { (-180.0, 180.0) } else { (west, west + high.x - low.x) };
        // a small map of the neighbourhood only where its land is bundled
        let has_around = west > -6.0 && east < 60.0 && low.y > 24.0 && high.y < 58.0;
        let is_wide = high.y - low.y > 20.0 || high.x - low.x > 30.0;
        let mut text = format!(
            "# A locator map, by periplus locate.\n\
             caption = {}\n\
             alt = {}\n\
             subjects = {}\n",
            quoted(&(caption + &beyond)),
            quoted(&format!("A map that shows where {} {verb}.{beyond}", listed(&names))),
            list(&states),
        );
        let mut say = |key: &str, value: &Option<String>| {
            if let Some(value) = value {
                text += &format!("{key} = {}\n", quoted(value));
            }
        };
        say("as_of", &self.wish.as_of);
        say("worldview", &self.wish.worldview);
        text +=
            &format!("\n[extent]\nbounds = [{west:.2}, {:.2}, {east:.2}, {:.2}]\n", low.y, high.y);
        text += &format!("\n[sheet]\nwidth = \"{}mm\"\n", self.attempt.width);
        if let Some(height) = self.wish.height {
            text += &format!("height = \"{height}mm\"\n");
        }
        if let Some(theme) = &self.wish.theme {
            text += &format!("theme = {}\n", quoted(theme));
        }
        text += &format!(
            "frame = \"rectangle\"\n\n[labels]\ntowns = 1\nislands = 1\nwaters = 1\nalways = {}\n",
            list(&layers.always())
        );
        if let Some(names) = self.wish.names.as_deref().or(self.language) {
            text += &format!("names = {}\n", quoted(names));
        }
        text + &format!(
            "\n[furniture]\nlegend = false\ninset = {}\n",
            has_around && !is_wide && !is_bare
        )
    }

    /// How much a place stands out: by its share of what is named most.
    fn emphasis(&self, thing: &Thing) -> Emphasis {
        let most = self.things.iter().map(|thing| thing.placed.count).max().unwrap_or(1);
        match thing.placed.count {
            _ if most < 3 => Emphasis::Plain,
            1 => Emphasis::Minor,
            count if count >= 3 && 2 * count >= most => Emphasis::Major,
            _ => Emphasis::Plain,
        }
    }

    /// The scale, as its denominator.
    fn denominator(&self) -> f64 {
        let width = self.extent.width() * narrowness(self.extent.center().y);
        width * 111_000.0 / (self.attempt.width / 1_000.0)
    }

    /// Areas as the map shows them, to a tenth of a millimetre.
    fn areas(&self, things: &[&Thing]) -> Vec<Feature> {
        let degree = 111_000.0 / self.denominator() * 1_000.0; // in millimetres on the sheet
        let feature = |thing: &&Thing| {
            let area = thing.footprint.area.clone()?;
            let window = self.extent;
            let least = 0.06 / (degree * degree); // square degrees: a speck
            let mut parts: Vec<(f64, geo::Polygon)> = area
                .0
                .into_iter()
                .map(|part| (part.unsigned_area(), part))
                .filter(|(_, part)| {
                    part.bounding_rect().is_some_and(|it| {
                        let middle = near(it.center().x, window.center().x);
                        let is_across = (middle - window.center().x).abs()
                            < (it.width() + window.width()) / 2.0;
                        is_across && it.max().y > window.min().y && it.min().y < window.max().y
                    })
                })
                .collect();
            parts.sort_by(|one, other| other.0.total_cmp(&one.0));
            let largest = parts.first()?.0;
            let parts = parts.into_iter().filter(|(size, _)| *size >= least.min(largest));
            let simple =
                parts.map(|(_, part)| rounded(part.simplify_vw_preserve(0.01 / (degree * degree))));
            let mut feature = named(thing.placed, MultiPolygon::new(simple.collect()).into());
            self.spell(thing, &mut feature);
            Some(feature)
        };
        things.iter().filter_map(feature).collect()
    }

    /// Whether a thing that is no spot is named beside one.
    fn is_spot(&self, thing: &Thing) -> bool {
        self.as_spots.contains(&thing.place().id)
    }

    /// Whether an area is too small on this sheet for its name to stand in it.
    fn is_small(&self, thing: &Thing) -> bool {
        const LEAST: f64 = 150.0;
        let millimetre = self.denominator() / 1_000.0 / 111_000.0; // in degrees
        let degrees = thing.footprint.area.as_ref().map_or(0.0, square_degrees);
        self.is_spot(thing) || degrees < LEAST * millimetre * millimetre
    }

    /// Whether an area reaches beyond most of the map's edge.
    fn is_around(&self, thing: &Thing) -> bool {
        let (own, map) = (thing.bounds, &self.extent);
        own.width() > 1.1 * map.width() && own.height() > 0.6 * map.height()
    }

    /// Gives a feature the text's own spelling of its name; of a double name, that one first.
    fn spell(&self, thing: &Thing, feature: &mut Feature) {
        let Some(spelling) = &thing.placed.spelling else { return };
        if feature.text("claimed_by").is_some() {
            return;
        }
        let text = |name: &str| Value::Text(name.to_owned());
        if feature.text("name_alt") == Some(spelling) {
            let first = thing.place().name.clone();
            feature.attributes.insert("name_alt".to_owned(), text(&first));
        } else if feature.text("names") == Some("double") {
            return;
        }
        feature.attributes.insert("name".to_owned(), text(spelling));
        feature.attributes.remove("name_en");
    }

    /// A thing at its spot.
    fn spot(&self, thing: &Thing) -> Feature {
        let mut feature = spot(thing);
        self.spell(thing, &mut feature);
        feature
    }

    /// A spot of a thing that lies well on the map: where its name stands, else in the middle of what is seen of it.
    fn spot_on_map(&self, thing: &Thing) -> Feature {
        const MARGIN: f64 = 0.06;
        /// Farther from others than this, as a share of the map's width, is no better.
        const FAR_ENOUGH: f64 = 0.12;
        let (own, middle) = (thing.at(), self.extent.center());
        let mut seen: Vec<Coord> = samples(thing)
            .into_iter()
            .chain([own])
            .map(|at| Coord { x: near(at.x, middle.x), y: at.y })
            .filter(|at| self.is_inside(at.x, at.y, MARGIN))
            .collect();
        if seen.is_empty()
            && thing.is_sea()
            && let Ok(Some(line)) = run(thing, &self.extent, self.ground)
        {
            seen.clone_from(&line.0);
        }
        // in shares of the map's width
        let narrow = narrowness(middle.y);
        let away = |one: &Coord, other: &Coord| {
            let x = (near(one.x, other.x) - other.x) * narrow;
            libm::hypot(x, one.y - other.y) / (self.extent.width() * narrow)
        };
        let is_other = |other: &&&Thing| {
            other.surface.is_none() && other.footprint.lines.is_empty() && other.id() != thing.id()
        };
        let others: Vec<Coord> = self.things.iter().filter(is_other).map(|it| it.at()).collect();
        let sum = seen.iter().copied().reduce(|one, other| one + other);
        let mean = sum.map_or(own, |sum| sum / seen.len() as f64);
        // where most free ground is, and of equals in the middle of what is seen
        let worth = |at: &Coord| {
            let free = others.iter().map(|other| away(at, other)).fold(FAR_ENOUGH, f64::min);
            free - 0.1 * away(at, &mean)
        };
        let best = seen.into_iter().max_by(|one, other| worth(one).total_cmp(&worth(other)));
        let at = best.unwrap_or(own);
        let mut feature = spot(thing);
        feature.id = thing.id();
        feature.geometry = Geographic(Point(rounded_at(at)).into());
        feature.attributes.remove("region");
        self.spell(thing, &mut feature);
        feature
    }

    /// The line of a range's name.
    fn course(&self, thing: &Thing) -> Option<Feature> {
        let line = thing.footprint.lines.first()?;
        let mut feature = named(thing.placed, line.clone().into());
        self.spell(thing, &mut feature);
        Some(feature)
    }

    /// The line of a water's name that lies best on this map.
    fn line(&self, thing: &Thing) -> Option<Feature> {
        let features = thing.footprint.features.iter();
        let best = features
            .max_by(|one, other| self.length_on_map(one).total_cmp(&self.length_on_map(other)));
        let mut feature = best?.clone();
        bare(&mut feature);
        feature.attributes.remove("region");
        if thing.is_sea()
            && !is_seen(thing, &self.extent)
            && let Ok(Some(line)) = run(thing, &self.extent, self.ground)
        {
            feature.geometry = Geographic(line.into());
        }
        self.spell(thing, &mut feature);
        Some(feature)
    }

    /// How much of a line lies on the map, as a share of the map's width.
    fn length_on_map(&self, feature: &Feature) -> f64 {
        let lines = match &feature.geometry.0 {
            Geometry::LineString(line) => vec![line.clone()],
            Geometry::MultiLineString(lines) => lines.0.clone(),
            _ => Vec::new(),
        };
        const STEPS: usize = 20;
        let mut on_map = 0.0;
        for line in &lines {
            for (from, to) in line.0.iter().zip(line.0.iter().skip(1)) {
                let (dx, dy) = (to.x - from.x, to.y - from.y);
                let length = libm::hypot(dx * narrowness(from.y), dy);
                let inside = (0..STEPS).filter(|step| {
                    let at = *from + (*to - *from) * ((*step as f64 + 0.5) / STEPS as f64);
                    self.is_inside(at.x, at.y, 0.05)
                });
                on_map += length * inside.count() as f64 / STEPS as f64;
            }
        }
        on_map / (self.extent.width() * narrowness(self.extent.center().y))
    }

    /// Whether a position lies on the map, so much of the span from its edge.
    fn is_inside(&self, lon: f64, lat: f64, margin: f64) -> bool {
        let centre = self.extent.center();
        let share = 0.5 - margin;
        (near(lon, centre.x) - centre.x).abs() < share * self.extent.width()
            && (lat - centre.y).abs() < share * self.extent.height()
    }

    /// The best known towns on the map that are not named themselves, none beside another one.
    fn known_towns(&self) -> Result<Vec<Feature>> {
        let is_taken = |feature: &Feature| {
            self.things
                .iter()
                .any(|thing| thing.place().name == feature.text("name").unwrap_or_default())
        };
        let spot_count = self.things.iter().filter(|thing| thing.footprint.area.is_none()).count();
        let wanted = KNOWN_TOWNS.saturating_sub(spot_count / 5);
        let mut known: Vec<(f64, &Feature, Coord)> = Vec::new();
        for feature in self.ground.layer("places")? {
            let Geometry::Point(at) = feature.geometry.0 else { continue };
            let is_capital = feature.text("capital") == Some("state");
            let people = feature.number("population").unwrap_or(0.0);
            if (is_capital || people > 100_000.0)
                && self.is_inside(at.x(), at.y(), 0.09)
                && !is_taken(feature)
            {
                known.push((people * if is_capital { 8.0 } else { 1.0 }, feature, at.0));
            }
        }
        known.sort_by(|one, other| other.0.total_cmp(&one.0));
        let apart = |one: Coord, other: Coord| {
            let x = (near(one.x, other.x) - other.x) / self.extent.width();
            let y = (one.y - other.y) / self.extent.height();
            libm::hypot(x, y)
        };
        let mut taken: Vec<Coord> = self
            .things
            .iter()
            .filter(|thing| thing.footprint.area.is_none())
            .map(|thing| Coord { x: thing.place().lon, y: thing.place().lat })
            .collect();
        let mut chosen = Vec::new();
        for (_, feature, at) in known {
            if chosen.len() < wanted && taken.iter().all(|other| apart(at, *other) > 0.16) {
                taken.push(at);
                let mut feature = feature.clone();
                bare(&mut feature);
                chosen.push(feature);
            }
        }
        Ok(chosen)
    }

    /// The seas whose names have the most room on the map, without those that are named themselves.
    fn main_seas(&self) -> Result<Vec<Feature>> {
        const MOST: usize = 2;
        const LEAST: f64 = 0.2;
        let mut best: BTreeMap<&str, (f64, &Feature)> = BTreeMap::new();
        for feature in self.ground.layer("seas")? {
            let name = feature.text("name").unwrap_or_default();
            let is_sea = feature.text("kind") == Some("sea")
                && feature.number("rank").is_some_and(|rank| rank <= 2.0);
            let is_taken = self.things.iter().any(|thing| thing.place().name == name);
            let length = if is_sea && !is_taken { self.length_on_map(feature) } else { 0.0 };
            if length > LEAST && best.get(name).is_none_or(|(known, _)| length > *known) {
                best.insert(name, (length, feature));
            }
        }
        let mut seas: Vec<(f64, &Feature)> = best.into_values().collect();
        seas.sort_by(|one, other| other.0.total_cmp(&one.0));
        let seas = seas.into_iter().take(MOST).map(|(_, feature)| {
            let mut feature = feature.clone();
            bare(&mut feature);
            feature.attributes.remove("region");
            feature
        });
        Ok(seas.collect())
    }
}

/// How much a place stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Emphasis {
    Major,
    Plain,
    Minor,
}

impl Emphasis {
    const ALL: [Emphasis; 3] = [Emphasis::Minor, Emphasis::Plain, Emphasis::Major];

    /// Its class in themes.
    fn class(self) -> &'static str {
        match self {
            Emphasis::Major => " major",
            Emphasis::Plain => "",
            Emphasis::Minor => " minor",
        }
    }
}
