//! Plan: what is placed and an attempt in, what the map shows out: its extent, what lies on it, what too far out, what each is
//! called, and how large it will be on the sheet.

use super::arrows::{self, Arrow, Far};
use super::attempt::Attempt;
use super::extent::{Parted, parted, times_smaller};
use super::framing::Rule;
use super::paper::Window;
use super::second::Together;
use super::sight::is_shown;
use super::thing::Thing;
use crate::error::Result;
use crate::geodata::Value;
use crate::locate::gazetteer::Gazetteer;
use crate::locate::ground::{Ground, square_degrees};
use crate::locate::index::PlaceKind;
use crate::locate::{Found, Wish};
use crate::phrases::Phrases;
use std::collections::BTreeSet;

/// The widest and the tallest shape of a map, width to height.
const SHAPES: (f64, f64) = (0.8, 1.6);
/// The width of each of none, one, two or three second maps, as a share of the sheet's.
const SECOND_WIDTHS: [f64; 4] = [0.0, 0.42, 0.42, 0.29];

/// What had no room in earlier attempts, by id.
#[derive(Debug, Default)]
pub(super) struct Crowded {
    /// What is named beside a spot, since its name found no room in it or along it.
    pub(super) beside: BTreeSet<String>,
    /// What a number stands for.
    pub(super) numbered: BTreeSet<String>,
}

/// A small map of what lies together far out.
pub(super) struct Second {
    pub(super) window: Window,
    /// The ids of what it shows.
    places: Vec<String>,
}

impl Second {
    /// One so wide, mm.
    ///
    /// Errors: `Input` if no projection shows it.
    fn of(together: &Together, width: f64) -> Result<Second> {
        let places = together.things.iter().map(|thing| thing.id()).collect();
        Ok(Second { window: Window::boxed(together.extent, width)?, places })
    }
}

/// What a map shows of what is placed.
pub(super) struct Plan<'a, 'b> {
    /// The part of the earth that the map shows.
    pub(super) main: Window,
    /// What second maps show.
    pub(super) seconds: Vec<Second>,
    /// What lies on the maps, in the order of the text.
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
        let Parted { extent, mut on_map, seconds, far } = parted(things, rule, ground)?;
        let main = Window::of_sheet(extent, wish, attempt, crowded.numbered.len())?;
        // a map shows more than its extent, which is none of straight lines on paper
        let (shown, beyond): (Vec<&Thing>, Vec<&Thing>) =
            far.into_iter().partition(|thing| is_shown(thing, &main.paper));
        on_map.extend(shown);
        let width = attempt.width * SECOND_WIDTHS[seconds.len().min(SECOND_WIDTHS.len() - 1)];
        on_map.extend(seconds.iter().flat_map(|second| second.things.iter().copied()));
        let seconds = seconds.iter().map(|second| Second::of(second, width));
        let seconds = seconds.collect::<Result<Vec<_>>>()?;
        on_map.sort_by_key(|thing| things.iter().position(|other| other.id() == thing.id()));
        let beyond: Vec<(&Thing, f64)> =
            beyond.into_iter().map(|thing| (thing, times_smaller(thing, &extent, rule))).collect();
        let language = found.language.as_deref();
        let names = wish.names.as_deref().or(language);
        let names = names.filter(|tag| !["en", "local", "both"].contains(tag));
        let mut plan = Plan {
            main,
            seconds,
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
        plan.arrows = arrows::arrows(&plan.far, &plan.main.paper, plan.phrases());
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

    /// The window that a thing is shown in.
    pub(super) fn window_of(&self, thing: &Thing) -> &Window {
        self.second_of(thing).map_or(&self.main, |second| &second.window)
    }

    /// The second map that a thing is shown on; none if the map itself shows it.
    pub(super) fn second_of(&self, thing: &Thing) -> Option<&Second> {
        self.seconds.iter().find(|second| second.places.contains(&thing.place().id))
    }

    /// What stands over a second map: the sea, the region or the state on it that is named most; none if there is none.
    pub(super) fn title_of(&self, second: &Second) -> Option<String> {
        let is_wide = |thing: &&&Thing| {
            !thing.is_whole() || matches!(thing.place().kind, PlaceKind::Region | PlaceKind::Unit)
        };
        let is_there = |thing: &&&Thing| second.places.contains(&thing.place().id);
        let wide = self.things.iter().filter(is_there).filter(is_wide);
        // of equals no state: its name says too much of its own
        let most = wide.min_by_key(|thing| {
            (std::cmp::Reverse(thing.placed.count), thing.place().kind == PlaceKind::State)
        });
        most.map(|thing| self.name(thing))
    }

    /// Whether one map shows both of two things.
    pub(super) fn are_on_one_map(&self, one: &Thing, other: &Thing) -> bool {
        std::ptr::eq(self.window_of(one), self.window_of(other))
    }

    /// What lies on the maps, what is named most first.
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
        let place = |thing: &Thing| self.window_of(thing).paper.place(thing.at());
        let is_near = |thing: &&&Thing| {
            own.filter(|own| self.are_on_one_map(own, thing))
                .and_then(|own| place(own).zip(place(thing)))
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
        let millimetre = self.window_of(thing).millimetre();
        let degrees = thing.footprint.area.as_ref().map_or(0.0, square_degrees);
        self.is_spot(thing)
            || self.is_numbered(&thing.place().id)
            || degrees < LEAST * millimetre * millimetre
    }

    /// Whether an area reaches beyond most of the map's edge.
    pub(super) fn is_around(&self, thing: &Thing) -> bool {
        let (own, map) = (thing.bounds, &self.window_of(thing).extent);
        own.width() > 1.1 * map.width() && own.height() > 0.6 * map.height()
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
