//! Record: what was drawn, in numbers and words, for reports and alternative texts.
//! The view, the waters and the names in; plain data out. Nothing here is measured on paper.

mod callouts;
mod described;
mod description;
mod labels;
mod values;

pub use callouts::{CalloutForm, CalloutRecord};
pub use described::DescribedRecord;
pub(crate) use labels::dropped_names;

use crate::figure::Figure;
use crate::geodata::Joined;
use crate::geodata::catalogue::Catalogue;
use crate::label::Placed;
use crate::plot::PlottedMap;
use crate::projection::View;
use crate::shares::Shares;
use crate::waters::{self, Waters};
use geo::{Coord, Rect};
use periplus_sea::{Zone, ZoneKind};
use std::collections::{BTreeMap, BTreeSet};

/// What a figure shows.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Record {
    /// West, south, east, north, degrees.
    pub bounds: [f64; 4],
    /// The projection by the name of the figure file.
    pub projection: String,
    /// Its parameters, degrees or plain factors, in their order.
    pub parameters: Vec<(String, f64)>,
    /// Denominator of the scale in the middle of the map.
    pub scale: f64,
    /// Least and greatest denominator of the true scale on the map, any place and direction.
    pub scale_range: Option<[f64; 2]>,
    /// The bundled layers drawn, each once, by name.
    pub layers: Vec<String>,
    /// Credit lines of the data drawn.
    pub sources: Vec<String>,
    /// One entry a belt, narrow ones first.
    pub zones: Vec<ZoneRecord>,
    /// How much of the named sea each state has, where the figure shows it.
    pub shares: Option<Shares>,
    /// The share of the map beyond all data, 0 to 1.
    pub no_data: f64,
    /// The names on the map, with their boxes.
    pub labels: Vec<LabelRecord>,
    /// The symbols of points on the map.
    pub dots: Vec<DotRecord>,
    /// The names that found no room, and why.
    pub dropped: Vec<(String, String)>,
    /// Those of them that the figure asks for (`always`): [`crate::draw`] makes an error of it.
    pub asked_in_vain: Vec<(String, String)>,
    /// What was found out to read the user's files, each once: `sites.csv: a table of 81 rows …`.
    pub notices: Vec<String>,
    /// What came of joining tables to layers.
    pub joins: Vec<Joined>,
    /// The maps within the map.
    pub insets: Vec<InsetRecord>,
    /// How values of layers are told apart.
    pub values: Vec<ValuesRecord>,
    /// What the figure describes itself: rings, corridors and arrows.
    pub described: Vec<DescribedRecord>,
    /// Its callouts, and how each stands.
    pub callouts: Vec<CalloutRecord>,
    /// What the map shows, in a sentence or two.
    pub description: String,
    /// The sentences of that.
    sentences: Vec<String>,
    /// The states whose belts are on its map.
    belts_of: BTreeSet<String>,
}

/// An inset and its box, in mm.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InsetRecord {
    /// West, south, east, north of what it was asked to show, degrees.
    pub bounds: [f64; 4],
    /// Denominator of its scale in its middle.
    pub scale: f64,
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A computed belt.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ZoneRecord {
    /// Whose it is.
    pub state: String,
    /// What the law calls a belt of this breadth.
    pub kind: ZoneKind,
    /// Its breadth in nautical miles.
    pub breadth: f64,
    /// How far its limit may be from where it belongs, in metres.
    pub tolerance: f64,
    /// Where the claims of that breadth are published, each once; none where the figure sets it.
    pub claim_sources: Vec<String>,
}

/// A name on the map and its box, in mm.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LabelRecord {
    /// The name.
    pub text: String,
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Mean turn, degrees clockwise.
    pub angle: f64,
    /// The id of the feature that it names.
    pub id: String,
    /// The layer of that feature: the id of its group.
    pub layer: String,
    /// Where the symbol stands that it names; none of areas, lines and waters.
    pub at: Option<[f64; 2]>,
    /// From where it is shifted by hand: that symbol, or the middle of what it names.
    pub from: Option<[f64; 2]>,
}

/// The symbol of a point, in mm.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DotRecord {
    /// The id of its feature.
    pub id: String,
    /// The layer of that: the id of its group.
    pub layer: String,
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

impl DotRecord {
    /// The symbol of a feature of a layer.
    pub(crate) fn new(id: &str, layer: &str, at: Coord) -> DotRecord {
        DotRecord { id: id.to_owned(), layer: layer.to_owned(), x: at.x, y: at.y }
    }
}

/// How the values of a layer are told apart.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ValuesRecord {
    /// The layer: the id of its group.
    pub layer: String,
    /// The attribute that has the values.
    pub attribute: String,
    /// What they are measured in, as the figure says.
    pub unit: String,
    /// The bounds of classes, ascending; of a scale without classes its two ends.
    pub breaks: Vec<f64>,
    /// The words, where values are words.
    pub categories: Vec<String>,
    /// How many features each class or word has.
    pub counts: Vec<usize>,
    /// How many features have no value.
    pub missing: usize,
}

impl Record {
    /// Moves all that stands on its sheet.
    pub(crate) fn move_by(&mut self, by: Coord) {
        for label in &mut self.labels {
            label.x += by.x;
            label.y += by.y;
            label.at = label.at.map(|[x, y]| [x + by.x, y + by.y]);
            label.from = label.from.map(|[x, y]| [x + by.x, y + by.y]);
        }
        for dot in &mut self.dots {
            dot.x += by.x;
            dot.y += by.y;
        }
    }

    /// Takes up the symbols of points that were drawn, and which of them labels name.
    pub(crate) fn with_dots(mut self, dots: Vec<DotRecord>) -> Record {
        let places: BTreeMap<(&str, &str), [f64; 2]> = dots
            .iter()
            .map(|dot| ((dot.layer.as_str(), dot.id.as_str()), [dot.x, dot.y]))
            .collect();
        for label in &mut self.labels {
            label.at = places.get(&(label.layer.as_str(), label.id.as_str())).copied();
        }
        self.dots = dots;
        self
    }

    /// Takes up what another map of the same sheet shows besides.
    pub(crate) fn join(&mut self, other: Record) {
        add_new(&mut self.layers, &other.layers);
        add_new(&mut self.sources, &other.sources);
        add_new(&mut self.notices, &other.notices);
        add_new(&mut self.joins, &other.joins);
        add_new(&mut self.zones, &other.zones);
        let known: BTreeSet<(String, String)> = self.dropped.iter().cloned().collect();
        self.dropped.extend(other.dropped.into_iter().filter(|it| !known.contains(it)));
        add_new(&mut self.asked_in_vain, &other.asked_in_vain);
        self.no_data = self.no_data.max(other.no_data);
        self.labels.extend(other.labels);
        self.dots.extend(other.dots);
        add_new(&mut self.values, &other.values);
        add_new(&mut self.described, &other.described);
        add_new(&mut self.sentences, &other.sentences);
        self.description = self.sentences.join(" ");
        match (&mut self.shares, other.shares) {
            (Some(known), Some(new)) => add_new(&mut known.sets, &new.sets),
            (known, new) => *known = known.take().or(new),
        }
    }
}

impl Record {
    /// Tells of several maps by their titles; what is true of all of them stands once, before.
    pub(crate) fn tell_by_maps(&mut self, maps: &[(String, Vec<String>)]) {
        let of_all = |sentence: &String| maps.iter().all(|(_, all)| all.contains(sentence));
        let first = maps.first().map_or(&[][..], |(_, sentences)| sentences);
        let common = first.iter().filter(|it| of_all(it)).cloned();
        let single = maps.iter().flat_map(|(title, sentences)| {
            let single: Vec<&str> =
                sentences.iter().filter(|it| !of_all(it)).map(String::as_str).collect();
            let words = (!title.is_empty()).then(|| format!("{title} – {}", single.join(" ")));
            (!single.is_empty()).then(|| words.unwrap_or_else(|| single.join(" ")))
        });
        self.sentences = common.chain(single).collect();
        self.description = self.sentences.join(" ");
    }

    /// What is told of its map, in sentences.
    pub(crate) fn sentences(&self) -> &[String] {
        &self.sentences
    }

    /// Takes up the insets of its map, whose `boxes` stand on the sheet: a name that found room on one of the maps is on the sheet.
    pub(crate) fn take_insets(&mut self, insets: Vec<Record>, boxes: Vec<Rect>) {
        for (mut inset, taken) in insets.into_iter().zip(boxes) {
            let corner = taken.min();
            self.insets.push(InsetRecord {
                bounds: inset.bounds,
                scale: inset.scale,
                x: corner.x,
                y: corner.y,
                width: taken.width(),
                height: taken.height(),
            });
            inset.move_by(corner);
            // the map's own sentences tell of its insets by their titles
            inset.sentences.clear();
            self.join(inset);
        }
        let set: Vec<&str> = self.labels.iter().map(|label| label.text.as_str()).collect();
        self.dropped.retain(|(name, _)| !set.contains(&name.as_str()));
        self.asked_in_vain.retain(|(name, _)| !set.contains(&name.as_str()));
    }
}

/// The bundled data that a figure is drawn from.
#[derive(Clone, Debug, Default)]
pub(crate) struct DataUsed {
    /// The layers, each once, by name.
    pub(crate) layers: Vec<String>,
    /// Their credit lines, and those of the claims.
    pub(crate) credits: Vec<String>,
}

impl DataUsed {
    /// A layer that draws nothing here is an input all the same: with it the same figure is drawn again, but nobody is
    /// credited. Belts owe to the coast that they are measured from, whether it is drawn or not; shares to the sea's limits.
    pub(crate) fn of(
        layers: Vec<String>,
        catalogue: &Catalogue,
        map: &PlottedMap,
        view: &View,
        (waters, has_shares): (Option<&Waters>, bool),
    ) -> DataUsed {
        let drawn = layers.iter().map(String::as_str).filter(|layer| map.draws(layer, view));
        let of_shares = has_shares.then_some(waters::SEA_AREAS);
        let mut credits = catalogue.credits(of_shares.into_iter().chain(drawn));
        waters.iter().for_each(|waters| add_new(&mut credits, &waters.credits));
        DataUsed { layers, credits }
    }

    /// With what other maps of the sheet are drawn from.
    pub(crate) fn with(mut self, others: &[Record]) -> DataUsed {
        for other in others {
            add_new(&mut self.layers, &other.layers);
            add_new(&mut self.credits, &other.sources);
        }
        self
    }
}

/// Adds what is not there yet.
fn add_new<T: Clone + PartialEq>(known: &mut Vec<T>, new: &[T]) {
    for it in new {
        if !known.contains(it) {
            known.push(it.clone());
        }
    }
}

/// The record of a figure, from what its stages make of it and from those of its insets.
pub(crate) fn of(
    figure: &Figure,
    view: &View,
    waters: Option<&Waters>,
    shares: Option<Shares>,
    map: &PlottedMap,
    placed: &Placed,
    (data, insets): (DataUsed, &[Record]),
) -> Record {
    let bounds = &view.bounds;
    let sentences = description::sentences(figure, view, map, shares.as_ref(), placed, insets);
    let parameters = view.projection.parameters().into_iter();
    Record {
        bounds: [bounds.west, bounds.south, bounds.east, bounds.north],
        projection: view.projection.name().to_owned(),
        parameters: parameters.map(|(name, value)| (name.to_owned(), value)).collect(),
        scale: view.scale_denominator(),
        scale_range: view
            .scale_range()
            .map(|range| [range.largest.denominator, range.smallest.denominator]),
        layers: data.layers,
        notices: Vec::new(),
        joins: Vec::new(),
        sources: data.credits,
        zones: waters.map_or_else(Vec::new, belts),
        no_data: map.no_data,
        labels: labels::labels(map, placed, view.frame_box().0),
        dots: Vec::new(),
        dropped: placed.dropped.iter().map(labels::with_reason).collect(),
        asked_in_vain: placed.asked_in_vain().map(labels::with_reason).collect(),
        insets: Vec::new(),
        values: values::records(map),
        described: described::records(map),
        callouts: Vec::new(),
        description: sentences.join(" "),
        sentences,
        belts_of: description::states_with_belts(map),
        shares,
    }
}

fn belts(waters: &Waters) -> Vec<ZoneRecord> {
    let zones = &waters.zones;
    let belts = zones.belts.iter().filter(|belt| !belt.area.0.0.is_empty());
    belts
        .map(|belt| ZoneRecord {
            state: belt.state.clone(),
            kind: belt.kind,
            breadth: belt.breadth.0,
            tolerance: zones.tolerance.0,
            claim_sources: claim_sources(waters, belt),
        })
        .collect()
}

fn claim_sources(waters: &Waters, belt: &Zone) -> Vec<String> {
    let mut sources: Vec<String> =
        waters.claims_behind(belt).map(|claim| claim.source.clone()).collect();
    sources.dedup();
    sources
}
