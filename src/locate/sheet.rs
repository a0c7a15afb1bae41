//! What is placed in, the text of a figure that shows it out: an extent with room round it, a quiet base map, all that is
//! placed set out on top, and arrows at the edge to what lies too far out for the story's scale.

mod arrows;
mod extent;
mod layers;
mod sight;
mod thing;

use super::Found;
use super::folding::key;
use super::gazetteer::Gazetteer;
use super::ground::{Ground, narrowness, near, square_degrees};
use super::index::PlaceKind;
use super::report::shown;
use crate::error::Result;
use crate::figure::listed;
use crate::geodata::{Feature, Geodata};
use crate::space::Geographic;
use arrows::{Arrow, arrow_features, arrows};
use extent::{EDGES, FAR, parted};
use geo::{BoundingRect, Coord, Geometry, MultiPolygon, Rect, Simplify};
use layers::{bundled, bundled_but, inline, inline_unnamed, list, quoted, slug};
use sight::{is_seen, run};
use std::collections::BTreeMap;
use thing::{Thing, bare, named, names_of, rounded, spot, spot_in};

/// How many towns that are not named place the reader, at most.
const KNOWN_TOWNS: usize = 3;
/// How many times as wide the extent becomes where names find no room.
const PLAIN: [f64; 3] = [1.0, 1.15, 1.35];
/// From so many things on, letters are smaller.
const MANY: usize = 14;
/// The width of the sheet, metres.
const WIDTH: f64 = 0.120;

/// A locator map, still to be drawn.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Located {
    /// The figure file.
    pub toml: String,
    /// The figure's name: `locate-athens`.
    pub name: String,
    /// What is said of the map beside it: what stands at its edge, and by which rule.
    pub notices: Vec<String>,
    /// The figure file without the names that only place the reader, with ever more room round the things.
    plain: Vec<String>,
    /// What has to be named on the map.
    names: Vec<Wanted>,
}

/// A name that has to be on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// As the caption has it.
    name: String,
    /// The places that it stands for, by their ids.
    places: Vec<String>,
    /// What it may be on the map.
    forms: Vec<String>,
}

impl Located {
    /// The same map without the names that only place the reader, then with ever more room round the things.
    pub fn plain(&self) -> impl Iterator<Item = Located> {
        self.plain.iter().map(|toml| Located { toml: toml.clone(), ..self.clone() })
    }

    /// What has to be named and is not on a map with these names: how the caption has it, and the ids of its places.
    pub fn not_set(&self, set: &[&str]) -> Vec<(String, Vec<String>)> {
        let set: Vec<String> = set.iter().map(|name| format!(" {} ", key(name))).collect();
        let is_set =
            |name: &String| set.iter().any(|label| label.contains(&format!(" {} ", key(name))));
        let lost = self.names.iter().filter(|wanted| !wanted.forms.iter().any(is_set));
        lost.map(|wanted| (wanted.name.clone(), wanted.places.clone())).collect()
    }
}

/// The figure of what is found.
///
/// Errors: `Render` if the bundled data are damaged.
pub(super) fn figure(found: &Found, geodata: &Geodata) -> Result<Located> {
    let ground = Ground::of(geodata);
    let gazetteer = Gazetteer::of(geodata)?;
    let things = found
        .placed
        .iter()
        .map(|placed| Ok(Thing { placed, footprint: ground.footprint(&placed.place)? }));
    let things: Vec<Thing> = things.collect::<Result<_>>()?;
    let (extent, on_map, far) = parted(&things, found.is_story, &ground)?;
    let sheet = Sheet {
        extent,
        things: &on_map,
        far: arrows(&far, &extent),
        ground: &ground,
        gazetteer: &gazetteer,
    };
    sheet.located()
}

/// The figure file that is being written.
struct Sheet<'a, 'b> {
    extent: Rect,
    things: &'a [&'a Thing<'b>],
    far: Vec<Arrow>,
    ground: &'a Ground<'a>,
    gazetteer: &'a Gazetteer,
}

impl Sheet<'_, '_> {
    fn located(&self) -> Result<Located> {
        let (towns, seas) = (self.known_towns()?, self.main_seas()?);
        let names = self.things.iter().map(|thing| Wanted {
            name: shown(thing.place(), self.gazetteer),
            places: vec![thing.place().id.clone()],
            forms: names_of(thing),
        });
        let far = self.far.iter().map(|arrow| Wanted {
            name: arrow.name(),
            places: arrow.places.clone(),
            forms: vec![arrow.name()],
        });
        let notices = self.far.iter().map(|arrow| {
            format!(
                "{} stands at the edge of the map, {} {}: with it the map would be {FAR} times smaller in scale or more",
                arrow.name(),
                arrow.distance(),
                arrow.direction()
            )
        });
        let first = self.things.iter().min_by_key(|thing| std::cmp::Reverse(thing.placed.count));
        let slug = first.map_or_else(|| "map".to_owned(), |thing| slug(&thing.place().name));
        Ok(Located {
            toml: self.written(&towns, &seas),
            plain: PLAIN.map(|room| self.with_room(room).written(&[], &[])).into(),
            name: format!("locate-{slug}"),
            notices: notices.collect(),
            names: names.chain(far).collect(),
        })
    }

    fn written(&self, towns: &[Feature], seas: &[Feature]) -> String {
        let of = |kinds: &[PlaceKind]| {
            let things = self.things.iter().filter(|thing| kinds.contains(&thing.place().kind));
            things.copied().collect::<Vec<&Thing>>()
        };
        let ids = |things: &[&Thing]| {
            things.iter().map(|thing| thing.place().id.clone()).collect::<Vec<_>>()
        };
        let mut text = self.head(towns, seas);
        let dense = if self.things.len() + self.far.len() > MANY { " dense" } else { "" };
        let alone = if towns.is_empty() && seas.is_empty() { " alone" } else { "" };
        let class = format!("country locator{dense}{alone}");
        let mut small = of(&[PlaceKind::State]);
        small.retain(|thing| self.is_small(thing));
        bundled_but(&mut text, "countries", &class, &ids(&small));
        let areas = of(&[PlaceKind::Unit, PlaceKind::Region, PlaceKind::Disputed]);
        let (small_areas, large_areas): (Vec<&Thing>, Vec<&Thing>) =
            areas.into_iter().partition(|thing| self.is_small(thing));
        let of_areas = format!("region located{dense}");
        inline(&mut text, &of_areas, &self.areas(&large_areas));
        inline_unnamed(&mut text, &of_areas, &self.areas(&small_areas));
        let lakes = of(&[PlaceKind::Lake]);
        let (on_land, at_sea): (Vec<&Thing>, Vec<&Thing>) =
            lakes.into_iter().partition(|thing| thing.footprint.area.is_some());
        let (small_lakes, on_land): (Vec<&Thing>, Vec<&Thing>) =
            on_land.into_iter().partition(|thing| self.is_small(thing));
        bundled(&mut text, "lakes", "lake", &[], false);
        if !on_land.is_empty() {
            bundled(&mut text, "lakes", "lake located", &ids(&on_land), true);
        }
        let rivers = of(&[PlaceKind::River]);
        let rivers =
            rivers.iter().flat_map(|thing| thing.footprint.features.iter().map(|it| it.id.clone()));
        let rivers: Vec<String> = rivers.collect();
        if !rivers.is_empty() {
            bundled(&mut text, "rivers", "river located", &rivers, true);
        }
        for (layer, kind) in [
            ("disputed-areas", "disputed"),
            ("shoreline", "coast"),
            ("boundaries", "boundary"),
            ("disputed-lines", "control"),
        ] {
            if self.ground.geodata().has(layer) {
                bundled(&mut text, layer, kind, &[], false);
            }
        }
        inline(&mut text, "sea", seas);
        let waters = of(&[PlaceKind::Sea, PlaceKind::Strait]);
        let waters: Vec<Feature> =
            waters.iter().chain(&at_sea).filter_map(|thing| self.line(thing)).collect();
        inline(&mut text, &format!("sea located{dense}"), &waters);
        let ranges: Vec<Feature> = of(&[PlaceKind::Range])
            .iter()
            .filter_map(|thing| {
                thing.footprint.lines.first().map(|line| named(thing.placed, line.clone().into()))
            })
            .collect();
        inline(&mut text, &format!("region range located{dense}"), &ranges);
        // names beside a spot of what is too small for a name on it
        let beside =
            |things: &[&Thing]| things.iter().map(|thing| spot_in(thing)).collect::<Vec<_>>();
        inline(&mut text, &class, &beside(&small));
        inline(&mut text, &of_areas, &beside(&small_areas));
        inline(&mut text, "lake located", &beside(&small_lakes));
        inline(&mut text, "place known", towns);
        let spots = |kind: PlaceKind| of(&[kind]).into_iter().map(spot).collect::<Vec<_>>();
        inline(&mut text, &format!("island located{dense}"), &spots(PlaceKind::Island));
        inline(&mut text, &format!("place located{dense}"), &spots(PlaceKind::Town));
        inline(&mut text, &format!("place located{dense} site"), &spots(PlaceKind::Site));
        let (shafts, labels) = arrow_features(&self.far, &self.extent);
        inline(&mut text, "feature arrow", &shafts);
        inline(&mut text, "feature arrow", &labels);
        text
    }

    /// All of the figure file but its layers.
    fn head(&self, towns: &[Feature], seas: &[Feature]) -> String {
        let mut order: Vec<&&Thing> = self.things.iter().collect();
        order.sort_by_key(|thing| std::cmp::Reverse(thing.placed.count));
        let names: Vec<String> =
            order.iter().map(|thing| shown(thing.place(), self.gazetteer)).collect();
        let ids = order.iter().map(|thing| thing.place().id.clone());
        let features =
            order.iter().flat_map(|thing| thing.footprint.features.iter().map(|it| it.id.clone()));
        let arrows = self.far.iter().map(|arrow| arrow.id.clone());
        let beside = towns.iter().chain(seas).map(|feature| feature.id.clone());
        let mut always: Vec<String> = ids.chain(features).chain(arrows).chain(beside).collect();
        always.sort();
        always.dedup();
        let states = order.iter().filter(|thing| thing.place().kind == PlaceKind::State);
        let states: Vec<String> = states.map(|thing| thing.place().id.clone()).collect();
        let arrows: Vec<String> = self
            .far
            .iter()
            .map(|arrow| format!("{} ({} {})", arrow.name(), arrow.distance(), arrow.direction()))
            .collect();
        let beyond = match arrows.is_empty() {
            true => String::new(),
            false => format!(" Arrows at its edge point to {}.", listed(&arrows)),
        };
        let caption = format!("Where to find {}.", listed(&names));
        let verb = if names.len() == 1 { "is" } else { "are" };
        let (low, high) = (self.extent.min(), self.extent.max());
        let east = if high.x > 180.0 { high.x - 360.0 } else { high.x };
        let west = if low.x < -180.0 { low.x + 360.0 } else { low.x };
        let (west, east) = if high.x - low.x >= 359.0 { (-180.0, 180.0) } else { (west, east) };
        let is_wide = high.y - low.y > 40.0 || high.x - low.x > 80.0;
        format!(
            "# A locator map, by periplus locate.\n\
             caption = {}\n\
             alt = {}\n\
             subjects = {}\n\
             \n[extent]\nbounds = [{west:.2}, {:.2}, {east:.2}, {:.2}]\n\
             \n[sheet]\nwidth = \"120mm\"\n\
             \n[labels]\ntowns = 1\nislands = 1\nwaters = 1\nalways = {}\n\
             \n[furniture]\nlegend = false\ninset = {}\n",
            quoted(&(caption + &beyond)),
            quoted(&format!("A map that shows where {} {verb}.{beyond}", listed(&names))),
            list(&states),
            low.y,
            high.y,
            list(&always),
            !(is_wide || towns.is_empty() && seas.is_empty()),
        )
    }

    /// The same map of an extent so many times as wide and high.
    fn with_room(&self, times: f64) -> Sheet<'_, '_> {
        let (centre, low, high) = (self.extent.center(), self.extent.min(), self.extent.max());
        let wider = |at: Coord| Coord {
            x: centre.x + (at.x - centre.x) * times,
            y: (centre.y + (at.y - centre.y) * times).clamp(EDGES.0, EDGES.1),
        };
        let extent = Rect::new(wider(low), wider(high));
        let extent = if extent.width() < 359.0 { extent } else { self.extent };
        Sheet { extent, far: self.far.clone(), ..*self }
    }

    /// The scale, as its denominator.
    fn denominator(&self) -> f64 {
        self.extent.width() * narrowness(self.extent.center().y) * 111_000.0 / WIDTH
    }

    /// Areas as the map shows them, to a twentieth of a millimetre.
    fn areas(&self, things: &[&Thing]) -> Vec<Feature> {
        let degree = 111_000.0 / self.denominator() * 1_000.0; // in millimetres on the sheet
        let feature = |thing: &&Thing| {
            let area = thing.footprint.area.clone()?;
            let window = self.extent;
            let parts = area.simplify(0.05 / degree).0.into_iter().filter(|part| {
                part.bounding_rect().is_some_and(|it| {
                    let middle = near(it.center().x, window.center().x);
                    (middle - window.center().x).abs() < (it.width() + window.width()) / 2.0
                })
            });
            let rounded = parts.map(rounded).collect();
            Some(named(thing.placed, MultiPolygon::new(rounded).into()))
        };
        things.iter().filter_map(feature).collect()
    }

    /// Whether an area is too small on this sheet for its name to stand in it.
    fn is_small(&self, thing: &Thing) -> bool {
        const LEAST: f64 = 150.0;
        let millimetre = self.denominator() / 1_000.0 / 111_000.0; // in degrees
        let degrees = thing.footprint.area.as_ref().map_or(0.0, square_degrees);
        degrees < LEAST * millimetre * millimetre
    }

    /// The line of a water's name that lies best on this map.
    fn line(&self, thing: &Thing) -> Option<Feature> {
        let features = thing.footprint.features.iter();
        let best = features
            .max_by(|one, other| self.length_on_map(one).total_cmp(&self.length_on_map(other)));
        let mut feature = best?.clone();
        bare(&mut feature);
        feature.attributes.remove("region");
        if thing.place().kind == PlaceKind::Sea
            && !is_seen(thing, &self.extent)
            && let Ok(Some(line)) = run(thing, &self.extent, self.ground)
        {
            feature.geometry = Geographic(line.into());
        }
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
