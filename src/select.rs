//! Select: a figure and the geodata in, the layers of features that it shows out, still in longitude
//! and latitude. Says which states the figure is about, and adds the layers that its waters ask for.

mod attributes;
mod described;
mod notices;
mod own_data;
mod whole;

pub(crate) use notices::is_listed;
pub(crate) use whole::AREA;

use crate::described::CalloutSpot;
use crate::error::{Error, Result, Warning, nearest};
use crate::figure::{self, Figure, Layer, Source};
use crate::geodata::select::{OneOrMany, shown, taken};
use crate::geodata::{Feature, Geodata, Joined, Raster, Reach, Read, Selection, Value, select};
use crate::kind::{Kind, Section, Surface};
use crate::state::StateCode;
use crate::worldview::{self, Worldview};
use geo::Rect;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A layer and those of its features that the figure shows.
#[derive(Clone, Debug)]
pub(crate) struct SelectedLayer {
    /// What the figure says of it.
    pub layer: Layer,
    /// Its features.
    pub features: Vec<Feature>,
    /// How far its data reach, where that is stated.
    pub reach: Option<Reach>,
    /// Which of the figure's layers it is, from 0; none for those that its waters and its locator ask for.
    pub number: Option<usize>,
    /// What came of joining a table to it, where the figure asks for that.
    pub joined: Option<Joined>,
    /// The key of the figure's table that describes it, where it has no features in any data: `rings.0`.
    pub described: Option<String>,
    /// What it asks for that its data do not have.
    pub slips: Vec<Warning>,
}

/// What a figure shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selected {
    /// Depths of the sea: under everything else.
    pub on_floor: Vec<SelectedLayer>,
    /// Seas that the figure leaves blank, and limits of the sea that it speaks of: on the water.
    pub on_water: Vec<SelectedLayer>,
    /// Light and shade of the land, and how many of the figure's layers lie below it.
    pub relief: Option<(Raster, usize)>,
    /// The figure's own layers, the first at the bottom.
    pub layers: Vec<SelectedLayer>,
    /// What the locator shows, if the figure asks for one: land, then coasts, of all bundled states.
    pub locator: Vec<SelectedLayer>,
    /// How far it is known what is land and what is water: the reach of all layers of land together. None where the figure
    /// shows no land, or only files that do not say how far they reach.
    pub reach: Option<Reach>,
    /// The areas that views of disputed land differ on, where the figure shows states and says not whose view it takes.
    pub disputed_areas: Vec<Feature>,
    /// What looked wrong in the user's files.
    pub warnings: Vec<Warning>,
    /// What was found out to read them.
    pub notices: Vec<String>,
    /// Where the figure's callouts are.
    pub callouts: Vec<CalloutSpot>,
}

impl Selected {
    /// How many features there are in all.
    pub(crate) fn count(&self) -> usize {
        let on_map = self.on_floor.iter().chain(&self.on_water).chain(&self.layers);
        on_map.map(|layer| layer.features.len()).sum()
    }

    /// That any of the extent lies where the data reach.
    ///
    /// Errors: `Missing` if none does.
    pub(crate) fn check_reach(&self, extent: &Rect) -> Result<()> {
        let is_beyond = |reach: &&Reach| !reach.meets(extent);
        self.reach.as_ref().filter(is_beyond).map_or(Ok(()), |reach| Err(no_data(reach)))
    }

    /// That a map of which this share, 0 to 1, lies beyond the data still shows something.
    ///
    /// Errors: `Missing` if it does not.
    pub(crate) fn check_no_data(&self, share: f64) -> Result<()> {
        /// All but a strip that says nothing.
        const BLANK: f64 = 0.99;
        let reach = self.reach.as_ref().filter(|_| share > BLANK);
        reach.map_or(Ok(()), |reach| Err(no_data(reach)))
    }

    /// Of all that is selected the layers that show values.
    pub(crate) fn with_values(&self) -> Selected {
        let layers = self.layers.iter().filter(|layer| layer.layer.values.is_some());
        Selected { layers: layers.cloned().collect(), ..Selected::default() }
    }

    /// Leaves out what nobody asked for and a scale of 1 to `denominator` cannot show: the lines of law and the islands of
    /// the usual base map.
    pub(crate) fn generalise(&mut self, figure: &Figure, denominator: f64) {
        /// Beyond this 12 nautical miles are less than a millimetre.
        const SMALLEST_SCALE: f64 = 25e6;
        let is_asked = |layer: &SelectedLayer| {
            layer.number.is_none_or(|number| notices::is_listed(number, figure))
                || !(layer.layer.kind.section() == Section::Lines
                    || layer.layer.kind == Kind::Island)
        };
        if denominator > SMALLEST_SCALE {
            self.layers.retain(is_asked);
        }
    }

    /// The name of a state that the map shows; else its code.
    pub(crate) fn name_of(&self, code: &str, figure: &Figure) -> String {
        let key = figure.name_key();
        let countries = self.layers.iter().flat_map(|layer| &layer.features);
        let is_it = |country: &&Feature| {
            let state = country.text("state").unwrap_or_default();
            country.text("role").is_some() && StateCode::from(code).means(state)
        };
        let mut countries = countries.filter(is_it);
        let name = countries.find_map(|country| country.text(&key).or(country.text("name")));
        name.unwrap_or(code).to_owned()
    }

    /// The bundled layers that the figure is drawn from, each once, in order.
    pub(crate) fn layers_drawn(&self) -> Vec<String> {
        let on_map = self.on_floor.iter().chain(&self.on_water).chain(&self.layers);
        let bundled = on_map.chain(&self.locator).filter_map(|it| match &it.layer.source {
            Source::Bundled(name) => Some(name.as_str()),
            Source::File(_) | Source::Features(_) | Source::Described(_) => None,
        });
        let mut layers: Vec<String> = Vec::new();
        for name in bundled.chain(self.relief.iter().map(|_| figure::RELIEF)) {
            if !layers.iter().any(|known| known == name) {
                layers.push(name.to_owned());
            }
        }
        layers
    }
}

fn no_data(reach: &Reach) -> Error {
    Error::missing(format!("there are no data for this extent: they reach {reach}"))
        .hint("take another extent, or bring land and coasts of that part: --geodata FOLDER")
}

/// The layers that a figure asks for.
///
/// Errors: `Missing` for an unknown layer or file, `Input` for a file that is wrong.
pub(crate) fn layers(figure: &Figure, geodata: &Geodata) -> Result<Selected> {
    let (selected, errors) = layers_and_errors(figure, geodata);
    errors.into_iter().next().map_or(Ok(selected), Err)
}

/// The same of all that can be had, and what is wrong with the rest: an error for each sea, layer and view.
pub(crate) fn layers_and_errors(figure: &Figure, geodata: &Geodata) -> (Selected, Vec<Error>) {
    let mut errors: Vec<Error> = check_seas(figure, geodata).err().into_iter().collect();
    let mut selected = Selected::default();
    if figure.furniture.inset {
        selected.locator = kept(locator(figure, geodata), &mut errors).unwrap_or_default();
    }
    for layer in water_layers(figure) {
        let own = Read::default();
        let shown = of_figure((layer, None), own, figure, geodata, &mut selected.warnings);
        selected.on_water.extend(kept(shown, &mut errors));
    }
    for (number, layer) in figure.layers.iter().enumerate() {
        let key = |what: &str| notices::key_of(number, what);
        let at_fault = |error: Error| figure.at_fault(&[&key("source"), &key("file")], error);
        if layer.is_relief() {
            let relief = kept(geodata.relief().map_err(at_fault), &mut errors);
            selected.relief = relief.map(|relief| (relief, selected.layers.len()));
            continue;
        }
        selected.warnings.extend(notices::misspelt_class(layer, number, figure));
        let own = match own_data::read(&layer.source, figure) {
            Ok(own) => own,
            Err(all) => {
                errors.extend(all.into_iter().map(at_fault));
                continue;
            }
        };
        for notice in &own.notices {
            let notice = format!("{}: {notice}", layer.called());
            if !selected.notices.contains(&notice) {
                selected.notices.push(notice);
            }
        }
        let is_floor = layer.is_floor();
        let layer = (layer.clone(), Some(number));
        let shown = of_figure(layer, own, figure, geodata, &mut selected.warnings);
        let list = if is_floor { &mut selected.on_floor } else { &mut selected.layers };
        list.extend(kept(shown.map_err(at_fault), &mut errors));
    }
    described::add(&mut selected, figure, geodata, &mut errors);
    // with a coast of one's own the ground is known as far as its author says
    let has_own_coast = figure.zones.as_ref().is_some_and(|zones| zones.coast.is_some());
    selected.reach = reach_of_land(&selected.layers).filter(|_| !has_own_coast);
    let disputed_areas = kept(disputed_areas(figure, geodata), &mut errors);
    selected.disputed_areas = disputed_areas.unwrap_or_default();
    // of what is wrong with all layers, such as the view, the first tells
    errors.dedup_by(|one, other| one.message == other.message && one.place == other.place);
    (selected, errors)
}

/// What there is; the error is kept.
fn kept<T>(result: Result<T>, errors: &mut Vec<Error>) -> Option<T> {
    result.map_err(|error| errors.push(error)).ok()
}

/// The disputed areas of the day, if the figure shows bundled states or boundaries and names no view.
fn disputed_areas(figure: &Figure, geodata: &Geodata) -> Result<Vec<Feature>> {
    let shows = |name: &str| {
        figure.layers.iter().any(|layer| layer.source == Source::Bundled(name.to_owned()))
    };
    let is_open = figure.worldview.is_none() && geodata.has(worldview::AREAS);
    if !is_open || !["countries", "boundaries", worldview::AREAS].into_iter().any(shows) {
        return Ok(Vec::new());
    }
    let areas = geodata.layer(worldview::AREAS)?;
    let areas = select(areas, &Selection::default(), figure.as_of)?;
    Ok(areas.into_iter().cloned().collect())
}

/// The seas that the waters speak of have to be known.
///
/// Errors: `Missing` with the nearest name.
pub(crate) fn check_seas(figure: &Figure, geodata: &Geodata) -> Result<()> {
    let Some(options) = &figure.zones else { return Ok(()) };
    for sea in options.within.iter().chain(&options.not_analysed) {
        let known = geodata.layer("sea-areas")?;
        if known.iter().all(|area| area.id != *sea) {
            let number = options.not_analysed.iter().position(|it| it == sea);
            let key = match number {
                Some(number) => format!("zones.not_analysed.{number}"),
                None => "zones.within".to_owned(),
            };
            let error = Error::missing(format!("there is no sea `{sea}`"));
            let ids = known.iter().map(|area| area.id.as_str());
            let error = match nearest(sea, ids.clone()) {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error.hint(format!("known: {}", ids.collect::<Vec<_>>().join(", "))),
            };
            return Err(figure.at_fault(&[&key], error));
        }
    }
    Ok(())
}

/// Seas left blank, and the limit of the sea that shares are taken of.
fn water_layers(figure: &Figure) -> Vec<Layer> {
    let Some(zones) = &figure.zones else { return Vec::new() };
    let mut layers = Vec::new();
    if !zones.not_analysed.is_empty() {
        let mut blank = Layer::of(Source::Bundled("sea-areas".into()));
        blank.kind = Kind::NotAnalysed;
        blank.select = Selection { only: zones.not_analysed.clone(), ..Selection::default() };
        blank.legend = Some("not analysed".into());
        layers.push(blank);
    }
    if let Some(sea) = &zones.within {
        let mut limit = Layer::of(Source::Bundled("sea-limits".into()));
        let sea = OneOrMany::One(Value::Text(sea.clone()));
        let attributes = BTreeMap::from([("sea".to_owned(), sea)]);
        limit.select = Selection { attributes, ..Selection::default() };
        limit.legend = Some("limit of the sea, IHO S-23".into());
        layers.push(limit);
    }
    layers
}

/// The bundled layers of land and coasts of the small map.
pub(crate) const LOCATOR: [&str; 2] = ["overview-countries", "overview-coast"];

/// Land and coasts round about, for the small map that shows where the figure lies.
fn locator(figure: &Figure, geodata: &Geodata) -> Result<Vec<SelectedLayer>> {
    let layer = |source: &str, shown: Kind| {
        let mut layer = Layer::of(Source::Bundled(source.into()));
        layer.classes = vec![shown.name().to_owned()];
        layer.kind = Kind::Locator;
        (layer.label, layer.legend) = (false, None);
        let features = select(geodata.layer(source)?, &layer.select, figure.as_of)?;
        let features = features.into_iter().cloned().collect();
        let reach = Some(geodata.reach(source)?);
        Ok::<_, Error>(SelectedLayer { reach, ..SelectedLayer::of(layer, features) })
    };
    let mut land = layer(LOCATOR[0], Kind::Land)?;
    attributes::give_roles(&mut land.features, figure);
    Ok(vec![land, layer(LOCATOR[1], Kind::Coast)?])
}

/// The view of disputed land that the figure takes.
fn view(figure: &Figure, geodata: &Geodata) -> Result<Worldview> {
    let view = Worldview::of_figure(figure.worldview.as_deref(), figure.as_of, geodata);
    view.map_err(|error| figure.at_fault(&["worldview"], error))
}

/// The reach of all layers of land together; nothing if none states one.
fn reach_of_land(layers: &[SelectedLayer]) -> Option<Reach> {
    let is_land = |layer: &&SelectedLayer| layer.layer.kind.surface() == Some(Surface::Land);
    if !layers.iter().filter(is_land).any(|layer| layer.reach.is_some()) {
        return None;
    }
    let reach = |layer: &SelectedLayer| {
        layer.reach.clone().unwrap_or_else(|| Reach::of_features(&layer.features))
    };
    layers.iter().filter(is_land).map(reach).reduce(Reach::and)
}

/// A layer with those of its features that the figure shows, the bundled ones or its `own`; `number`: which of the figure's
/// layers it is.
fn of_figure(
    (layer, number): (Layer, Option<usize>),
    own: Read,
    figure: &Figure,
    geodata: &Geodata,
    warnings: &mut Vec<Warning>,
) -> Result<SelectedLayer> {
    let reach;
    let all: Cow<[Feature]> = match &layer.source {
        Source::Bundled(name) => {
            reach = Some(geodata.reach(name)?);
            let notice = notices::before_the_data(&layer, figure, geodata.since(name)?);
            warnings.extend(notice.filter(|notice| !warnings.contains(notice)));
            match view(figure, geodata)?.redraw(name, geodata)? {
                Some(redrawn) => redrawn.into(),
                None => geodata.layer(name)?.into(),
            }
        }
        Source::File(_) | Source::Features(_) | Source::Described(_) => {
            // what is wrong with a file is said once, however many layers show it
            let mut before = figure.layers.iter().take(number.unwrap_or(0));
            if before.all(|other| other.source != layer.source) {
                warnings.extend(own.warnings);
            }
            reach = own.reach;
            own.features.into()
        }
    };
    let all = attributes::named(&layer, all, number, figure)?;
    let day = layer.as_of.or(figure.as_of);
    let shown = shown(&all, &layer.select, day)?;
    let any = shown.contains(&true);
    let slips = number.map(|number| notices::without_effect(&layer, number, figure, &all, any));
    let slips = slips.unwrap_or_default();
    let mut chosen = taken(all, &shown);
    drop_superseded(&mut chosen);
    let day = day.map(|day| day.to_string());
    chosen.iter_mut().for_each(|feature| apply_day(feature, day.as_deref()));
    if layer.kind == Kind::Country {
        attributes::give_roles(&mut chosen, figure);
    }
    let joined = attributes::joined(&layer, &mut chosen, number, figure, warnings)?;
    attributes::symbol(&layer, &mut chosen, number, figure)?;
    attributes::label(&layer, &mut chosen, number, figure, warnings)?;
    Ok(SelectedLayer { reach, number, joined, slips, ..SelectedLayer::of(layer, chosen) })
}

/// Where an agreement takes over the line of an older one (`along`), only that in force last is shown.
fn drop_superseded(lines: &mut Vec<Feature>) {
    let course = |line: &Feature| line.text("along").unwrap_or(&line.id).to_owned();
    let since = |line: &Feature| line.text("valid_from").unwrap_or_default().to_owned();
    if lines.iter().all(|line| line.text("along").is_none()) {
        return;
    }
    let mut last: BTreeMap<String, String> = BTreeMap::new();
    for line in lines.iter() {
        let known = last.entry(course(line)).or_default();
        // ISO days compare as their letters do
        *known = since(line).max(std::mem::take(known));
    }
    lines.retain(|line| last.get(&course(line)) == Some(&since(line)));
}

/// What a place is and is called on a day; without a day, since the last change. A place that others administer than
/// its state bears both names, theirs first; since `names_swap_from` its state does, whose name it bears then; nothing is a capital after `capital_until`.
fn apply_day(feature: &mut Feature, day: Option<&str>) {
    // ISO days compare as their letters do
    let is_past = |last: &str| day.is_none_or(|day| day > last);
    let has_begun = |first: &str| day.is_none_or(|day| day >= first);
    if let Some(state) = feature.text("state").map(StateCode::from).filter(|it| it.check().is_ok())
    {
        feature.attributes.insert("state".into(), Value::Text(state.into()));
    }
    if feature.text("capital_until").is_some_and(is_past) {
        feature.attributes.remove("capital");
    }
    let is_swapped = feature.text("names_swap_from").map(has_begun);
    if is_swapped == Some(false) || feature.text("capital") == Some("de-facto") {
        // administered by others than its state: both names are of equal standing
        feature.attributes.insert("names".into(), Value::Text("double".into()));
    }
    if is_swapped == Some(true) {
        for (one, other) in [("name", "name_alt"), ("name_local", "name_alt_local")] {
            let (first, second) =
                (feature.attributes.remove(one), feature.attributes.remove(other));
            let swapped = [(one, second), (other, first)];
            let there =
                swapped.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
            feature.attributes.extend(there);
        }
    }
}

#[cfg(test)]
mod tests;
