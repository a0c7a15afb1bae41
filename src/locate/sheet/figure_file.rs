//! A plan, its words and what places its reader in, the text of the figure file out.

use super::arrows;
use super::caption::Captions;
use super::layers::{Layers, list, quoted};
use super::numbers::Numbers;
use super::paper::bounds_of;
use super::plan::{Emphasis, Plan, Second};
use super::shapes::{course, line, marked, spot_on_map, tinted};
use super::thing::Thing;
use crate::geodata::Feature;
use crate::locate::index::PlaceKind;

/// What stands on a map besides what lies there.
pub(super) struct Besides {
    pub(super) captions: Captions,
    pub(super) numbers: Numbers,
    /// Known towns and main seas, which place the reader.
    pub(super) towns: Vec<Feature>,
    pub(super) seas: Vec<Feature>,
}

/// The figure file.
pub(super) fn written(plan: &Plan, besides: &Besides) -> String {
    let Besides { numbers, towns, seas, .. } = besides;
    let ids = |things: &[&Thing]| things.iter().map(|thing| thing.id()).collect::<Vec<_>>();
    let mut layers = Layers::default();
    let dense = if plan.attempt.is_dense { " dense" } else { "" };
    let alone = if plan.attempt.is_bare { " alone" } else { "" };
    let class = format!("country locator{dense}{alone}");
    let by_size = |kinds: &[PlaceKind]| -> (Vec<&Thing>, Vec<&Thing>) {
        plan.of_kinds(kinds).into_iter().partition(|thing| plan.is_small(thing))
    };
    let (small_states, states) = by_size(&[PlaceKind::State]);
    layers.countries(&class, &ids(&states), &ids(&small_states));
    let (small_areas, areas) = by_size(&[PlaceKind::Unit, PlaceKind::Region, PlaceKind::Disputed]);
    let of_areas = format!("region located{dense}");
    // what reaches beyond the map all round would tint all of it
    let (around, areas): (Vec<&Thing>, Vec<&Thing>) =
        areas.into_iter().partition(|thing| plan.is_around(thing));
    layers.inline(&of_areas, &tinted(plan, &areas));
    let unnamed: Vec<&Thing> =
        small_areas.iter().copied().filter(|thing| !plan.is_around(thing)).collect();
    layers.inline_unnamed(&of_areas, &tinted(plan, &unnamed));
    let lakes = plan.of_kinds(&[PlaceKind::Lake]);
    let (on_land, at_sea): (Vec<&Thing>, Vec<&Thing>) =
        lakes.into_iter().partition(|thing| thing.surface.is_some());
    let (small_lakes, on_land): (Vec<&Thing>, Vec<&Thing>) =
        on_land.into_iter().partition(|thing| plan.is_small(thing));
    layers.bundled(all_lakes(plan), "lake", &[], false);
    if !on_land.is_empty() {
        let lakes: Vec<String> = on_land.iter().map(|thing| in_its_layer(thing)).collect();
        layers.bundled("lakes", &format!("lake located{dense}"), &lakes, true);
    }
    let (spot_rivers, rivers): (Vec<&Thing>, Vec<&Thing>) =
        plan.of_kinds(&[PlaceKind::River]).into_iter().partition(|thing| plan.is_spot(thing));
    // by name, since the pieces of a river are others at other scales
    let rivers: Vec<String> = rivers.iter().map(|thing| thing.place().name.clone()).collect();
    if !rivers.is_empty() {
        layers.bundled("rivers", &format!("river located{dense}"), &rivers, true);
    }
    let unnamed: Vec<String> = spot_rivers.iter().map(|thing| thing.place().name.clone()).collect();
    if !unnamed.is_empty() {
        layers.bundled("rivers", &format!("river located{dense}"), &unnamed, false);
    }
    for (layer, kind) in [
        ("disputed-areas", "disputed"),
        ("shoreline", "coast"),
        ("boundaries", "boundary"),
        ("disputed-lines", "control"),
    ] {
        if plan.ground.geodata().has(layer) {
            layers.bundled(layer, kind, &[], false);
        }
    }
    layers.inline("sea", seas);
    let waters = plan.of_kinds(&[PlaceKind::Sea, PlaceKind::Strait]);
    let (spot_waters, waters): (Vec<&Thing>, Vec<&Thing>) =
        waters.into_iter().chain(at_sea).partition(|thing| plan.is_spot(thing));
    let of_waters = format!("sea located{dense}");
    let lines: Vec<Feature> = waters.iter().filter_map(|thing| line(plan, thing)).collect();
    layers.inline(&of_waters, &lines);
    let (spot_ranges, ranges): (Vec<&Thing>, Vec<&Thing>) =
        plan.of_kinds(&[PlaceKind::Range]).into_iter().partition(|thing| plan.is_spot(thing));
    let of_ranges = format!("region range located{dense}");
    let courses: Vec<Feature> = ranges.iter().filter_map(|thing| course(plan, thing)).collect();
    layers.inline(&of_ranges, &courses);
    // names beside a spot of what is too small for a name in it or along it
    let beside = |things: &[&Thing]| {
        let named = things.iter().filter(|thing| !plan.is_numbered(&thing.place().id));
        named.map(|thing| spot_on_map(plan, thing)).collect::<Vec<_>>()
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
            let things = plan.of_kinds(&[kind]);
            let things = things.into_iter().filter(|it| plan.emphasis(it) == emphasis);
            let (numbered, named): (Vec<&Thing>, Vec<&Thing>) =
                things.partition(|thing| plan.is_numbered(&thing.place().id));
            let spots =
                |things: &[&Thing]| things.iter().map(|it| marked(plan, it)).collect::<Vec<_>>();
            let class = format!("{class}{dense}{}", emphasis.class());
            layers.inline(&class, &spots(&named));
            layers.inline_unnamed(&class, &spots(&numbered));
        }
    }
    let (shafts, labels) =
        arrows::features(&plan.arrows, &plan.main.paper, |arrow| numbers.at_arrow(arrow));
    layers.inline_unnamed("feature arrow", &shafts);
    layers.inline(&format!("feature arrow{dense}"), &labels);
    layers.inline("feature number", &numbers.spots);
    layers.inline("feature number within", &numbers.within);
    head(plan, besides, &layers) + &second_maps(plan) + &layers.text
}

/// The tables of the second maps.
fn second_maps(plan: &Plan) -> String {
    let table = |second: &Second| {
        let [west, south, east, north] = bounds_of(&second.window.extent);
        let title = plan
            .title_of(second)
            .map_or_else(String::new, |title| format!("title = {}\n", quoted(&title)));
        format!(
            "\n[[insets]]\nbounds = [{west:.2}, {south:.2}, {east:.2}, {north:.2}]\nscale = {:.0}\n{title}",
            second.window.paper.scale()
        )
    };
    plan.seconds.iter().map(table).collect()
}

/// By what the bundled layer knows a thing: its id there, or its name where the gazetteer has it from another layer.
/// The layer of all lakes: on small scales the overview's, for those of the ground are specks there.
fn all_lakes(plan: &Plan) -> &'static str {
    /// What the overview's layers are made for, as the denominator of a scale.
    const OVERVIEW: f64 = 1e7;
    let has_overview = plan.ground.geodata().has("overview-lakes");
    if has_overview && plan.main.denominator() >= OVERVIEW { "overview-lakes" } else { "lakes" }
}

fn in_its_layer(thing: &Thing) -> String {
    let features = &thing.footprint.features;
    if features.iter().any(|feature| feature.id == thing.place().id) {
        return thing.id();
    }
    let name = features.first().and_then(|feature| feature.text("name"));
    name.unwrap_or(&thing.place().name).to_owned()
}

/// All of the figure file but its layers.
fn head(plan: &Plan, besides: &Besides, layers: &Layers) -> String {
    /// Of so few things a reader does not see where on earth they are, if nothing known stands about them.
    const FEW: usize = 6;
    let Besides { captions, numbers, towns, seas } = besides;
    let is_known = !(towns.is_empty() && seas.is_empty());
    let states = plan.by_importance().into_iter();
    let states = states.filter(|thing| thing.place().kind == PlaceKind::State);
    let states: Vec<String> = states.map(|thing| thing.id()).collect();
    let [west, south, east, north] = bounds_of(&plan.main.extent);
    let is_wide = north - south > 20.0 || east - west > 30.0;
    let mut text = format!(
        "# A locator map, by periplus locate.\n\
         caption = {}\n\
         alt = {}\n\
         subjects = {}\n",
        quoted(&captions.caption),
        quoted(&captions.alt),
        list(&states),
    );
    let mut say = |key: &str, value: &Option<String>| {
        if let Some(value) = value {
            text += &format!("{key} = {}\n", quoted(value));
        }
    };
    say("language", &plan.language.map(str::to_owned));
    say("as_of", &plan.wish.as_of);
    say("worldview", &plan.wish.worldview);
    text += &format!("\n[extent]\nbounds = [{west:.2}, {south:.2}, {east:.2}, {north:.2}]\n");
    text += &format!("\n[sheet]\nwidth = \"{}mm\"\n", plan.attempt.width);
    if let Some(height) = plan.wish.height {
        text += &format!("height = \"{height}mm\"\n");
    }
    if let Some(theme) = &plan.wish.theme {
        text += &format!("theme = {}\n", quoted(theme));
    }
    text += &format!(
        "frame = \"rectangle\"\n\n[labels]\ntowns = 1\nislands = 1\nwaters = 1\nalways = {}\n",
        list(&layers.always())
    );
    if let Some(names) = plan.wish.names.as_deref().or(plan.language) {
        text += &format!("names = {}\n", quoted(names));
    }
    let has_inset = !is_wide && !plan.attempt.is_bare && (is_known || plan.things.len() <= FEW);
    text += &format!("\n[furniture]\nlegend = false\ninset = {has_inset}\n");
    if !numbers.key.is_empty() {
        text += &format!("key = {}\n", list(&numbers.key));
    }
    text
}
