//! Plan: what is placed and an attempt in, what the map shows out: its extent, what lies on it, what too far out, what each is
//! called, and how large it will be on the sheet.

use super::arrows::{self, Arrow, Far};
use super::attempt::Attempt;
use super::extent::{Rule, parted, times_smaller};
use super::paper::Paper;
use super::sight::is_shown;
use super::thing::Thing;
use crate::error::Result;
use crate::geodata::Value;
use crate::locate::gazetteer::Gazetteer;
use crate::locate::ground::{Ground, narrowness, square_degrees};
use crate::locate::index::PlaceKind;
use crate::locate::{Found, Wish};
use crate::phrases::Phrases;
use geo::{Coord, Rect};
use std::collections::BTreeSet;

/// The widest and the tallest shape of a map, width to height.
const SHAPES: (f64, f64) = (0.8, 1.6);

/// What had no room in earlier attempts, by id.
#[derive(Debug, Default)]
pub(super) struct Crowded {
    /// What is named beside a spot, since its name found no room in it or along it.
    pub(super) beside: BTreeSet<String>,
    /// What a number stands for.
    pub(super) numbered: BTreeSet<String>,
}

/// What a map shows of what is placed.
pub(super) struct Plan<'a, 'b> {
    pub(super) extent: Rect,
    /// The map of it.
    pub(super) paper: Paper,
    /// What lies on the map, in the order of the text.
    pub(super) things: Vec<&'a Thing<'b>>,
    /// What lies too far out, and how many times smaller in scale the map would be with each of it.
    pub(super) beyond: Vec<(&'a Thing<'b>, f64)>,
    pub(super) far: Vec<Far>,
    pub(super) wish: &'a Wish,
    pub(super) attempt: &'a Attempt,
    pub(super) arrows: Vec<Arrow>,
    pub(super) crowded: &'a Crowded,
    /// The language of the names, where it is not English.
    names: Option<&'a str>,
    /// The language of the text, where it is not English: what the program writes is in it.
    pub(super) language: Option<&'a str>,
    pub(super) ground: &'a Ground<'a>,
    pub(super) gazetteer: &'a Gazetteer,
}

impl<'a, 'b> Plan<'a, 'b> {
    pub(super) fn of(
        found: &'a Found,
        wish: &'a Wish,
        things: &'a [Thing<'b>],
        attempt: &'a Attempt,
        crowded: &'a Crowded,
        (ground, gazetteer): (&'a Ground<'a>, &'a Gazetteer),
    ) -> Result<Plan<'a, 'b>> {
        let shapes = match (wish.width, wish.height) {
            (Some(width), Some(height)) => (width / height, width / height),
            _ => SHAPES,
        };
        let rule = Rule { leaves_out: found.is_story, weight: attempt.weight, shapes };
        let (extent, mut on_map, beyond) = parted(things, rule, ground)?;
        let paper = Paper::of(&extent, wish, attempt, crowded.numbered.len())?;
        // a map shows more than its extent, which is none of straight lines on paper
        let (shown, beyond): (Vec<&Thing>, Vec<&Thing>) =
            beyond.into_iter().partition(|thing| is_shown(thing, &paper));
        on_map.extend(shown);
        on_map.sort_by_key(|thing| things.iter().position(|other| other.id() == thing.id()));
        let beyond: Vec<(&Thing, f64)> =
            beyond.into_iter().map(|thing| (thing, times_smaller(thing, &extent, rule))).collect();
        let language = found.language.as_deref();
        let names = wish.names.as_deref().or(language);
        let names = names.filter(|tag| !["en", "local", "both"].contains(tag));
        let mut plan = Plan {
            extent,
            paper,
            things: on_map,
            beyond,
            far: Vec::new(),
            wish,
            attempt,
            arrows: Vec::new(),
            crowded,
            names,
            language,
            ground,
            gazetteer,
        };
        let out: Vec<&Thing> = plan.beyond.iter().map(|(thing, _)| *thing).collect();
        plan.far = arrows::far(&out, &extent, ground, |thing| plan.name(thing))?;
        plan.arrows = arrows::arrows(&plan.far, &plan.paper, plan.phrases());
        Ok(plan)
    }

    /// What the program itself writes, in the language of the text.
    pub(super) fn phrases(&self) -> Phrases {
        self.language.map(Phrases::of).unwrap_or_default()
    }

    /// What a thing is called on the map.
    pub(super) fn name(&self, thing: &Thing) -> String {
        let translated = self.names.and_then(|tag| {
            let key = format!("name_{tag}");
            let of_features = thing.footprint.features.iter().map(|feature| &feature.attributes);
            let found = of_features.chain([&thing.footprint.names]).find_map(|it| it.get(&key));
            found.map(Value::to_string)
        });
        let own = thing.placed.spelling.clone().filter(|_| !thing.is_of_layer());
        let name = match &self.wish.names {
            Some(_) => translated.or(own),
            None => own.or(translated),
        };
        name.unwrap_or_else(|| thing.place().name.clone())
    }

    /// A thing with its state: `Idlib, Syria`.
    pub(super) fn shown(&self, thing: &Thing) -> String {
        let name = self.name(thing);
        match self.state_of(&thing.place().state) {
            Some(state) if thing.place().kind != PlaceKind::State && state != name => {
                format!("{name}, {state}")
            }
            _ => name,
        }
    }

    /// What a state is called on the map; none for no state's code.
    pub(super) fn state_of(&self, code: &str) -> Option<String> {
        let english = self.gazetteer.state_name(code);
        let translated = self.names.and_then(|tag| {
            let states = self.ground.layer("countries").ok()?;
            let state = states.iter().find(|it| it.text("state") == Some(code))?;
            state.text(&format!("name_{tag}")).map(str::to_owned)
        });
        (!english.is_empty()).then(|| translated.unwrap_or(english))
    }

    /// What lies on the map, what is named most first.
    pub(super) fn by_importance(&self) -> Vec<&'a Thing<'b>> {
        let mut order = self.things.clone();
        order.sort_by_key(|thing| std::cmp::Reverse(thing.placed.count));
        order
    }

    pub(super) fn of_kinds(&self, kinds: &[PlaceKind]) -> Vec<&'a Thing<'b>> {
        let things = self.things.iter().filter(|thing| kinds.contains(&thing.place().kind));
        things.copied().collect()
    }

    /// How much a place stands out: by its share of what is named most.
    pub(super) fn emphasis(&self, thing: &Thing) -> Emphasis {
        let most = self.things.iter().map(|thing| thing.placed.count).max().unwrap_or(1);
        match thing.placed.count {
            _ if most < 3 => Emphasis::Plain,
            1 => Emphasis::Minor,
            count if count >= 3 && 2 * count >= most => Emphasis::Major,
            _ => Emphasis::Plain,
        }
    }

    /// A millimetre on the sheet, in degrees of latitude.
    pub(super) fn millimetre(&self) -> f64 {
        self.denominator() / 1_000.0 / 111_000.0
    }

    /// The scale, as its denominator.
    pub(super) fn denominator(&self) -> f64 {
        let width = self.extent.width() * narrowness(self.extent.center().y);
        width * 111_000.0 / (self.attempt.width / 1_000.0)
    }

    /// Whether a thing that is no spot is named beside one.
    pub(super) fn is_spot(&self, thing: &Thing) -> bool {
        self.crowded.beside.contains(&thing.place().id)
    }

    /// Whether a number stands for a thing.
    pub(super) fn is_numbered(&self, id: &str) -> bool {
        self.attempt.is_numbered && self.crowded.numbered.contains(id)
    }

    /// The ids of what is marked near to a thing on the sheet; of all there is where nothing is.
    pub(super) fn near_to(&self, id: &str) -> Vec<String> {
        const NEAR: f64 = 9.0;
        let own = self.things.iter().find(|thing| thing.place().id == id);
        let at = own.and_then(|thing| self.paper.place(thing.at()));
        let is_near = |thing: &&&Thing| {
            let other = self.paper.place(thing.at());
            at.zip(other)
                .is_some_and(|(at, other)| libm::hypot(at.x - other.x, at.y - other.y) < NEAR)
        };
        let is_named = |thing: &&&Thing| !self.is_numbered(&thing.place().id);
        let near: Vec<String> =
            self.things.iter().filter(is_near).filter(is_named).map(|it| it.id()).collect();
        if near.is_empty() { self.things.iter().map(|thing| thing.id()).collect() } else { near }
    }

    /// Whether an area is too small on this sheet for its name to stand in it.
    pub(super) fn is_small(&self, thing: &Thing) -> bool {
        const LEAST: f64 = 150.0;
        let millimetre = self.millimetre();
        let degrees = thing.footprint.area.as_ref().map_or(0.0, square_degrees);
        self.is_spot(thing)
            || self.is_numbered(&thing.place().id)
            || degrees < LEAST * millimetre * millimetre
    }

    /// Whether an area reaches beyond most of the map's edge.
    pub(super) fn is_around(&self, thing: &Thing) -> bool {
        let (own, map) = (thing.bounds, &self.extent);
        own.width() > 1.1 * map.width() && own.height() > 0.6 * map.height()
    }

    /// Whether a position lies on the map, so much of the span from its edge.
    pub(super) fn is_inside(&self, at: Coord, margin: f64) -> bool {
        self.paper.shows(at, margin)
    }
}

/// How much a place stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Emphasis {
    Major,
    Plain,
    Minor,
}

impl Emphasis {
    pub(super) const ALL: [Emphasis; 3] = [Emphasis::Minor, Emphasis::Plain, Emphasis::Major];

    /// Its class in themes.
    pub(super) fn class(self) -> &'static str {
        match self {
            Emphasis::Major => " major",
            Emphasis::Plain => "",
            Emphasis::Minor => " minor",
        }
    }
}
