//! Plot: features and zones in longitude and latitude in, shapes in millimetres on the sheet out.
//! Every layer, bundled, user's or computed, becomes the same plain thing: a kind, classes,
//! attributes and shapes, in drawing order. What a theme makes of them is not known here.

mod grain;
mod locator;
mod median;
mod relief;

pub use locator::Locator;
pub use relief::Relief;

use crate::error::Warning;
use crate::figure::{Figure, Source, TurningPoints};
use crate::geodata::{Feature, Value};
use crate::projection::{View, generalise, generalise_line};
use crate::sea::Zones;
use crate::select::{Selected, SelectedLayer};
use crate::space::{Geographic, OnSheet};
use crate::waters::Waters;
use geo::{
    Contains, Distance, Euclidean, Geometry, Intersects, LineString, MultiLineString, Point,
    Polygon, Simplify,
};
use std::collections::BTreeMap;

/// One layer on the sheet.
#[derive(Clone, Debug)]
pub struct PlottedLayer {
    /// Unique among the layers: the id of its group.
    pub id: String,
    /// The theme's element: `country`, `coast`, `territorial-sea`.
    pub kind: String,
    /// The theme's classes.
    pub classes: Vec<String>,
    /// What the legend says of it; nothing leaves it out.
    pub legend: Option<String>,
    /// A second line of the legend, in small type.
    pub note: Option<String>,
    /// Whether its features bear names.
    pub labelled: bool,
    /// What is drawn.
    pub features: Vec<Plotted>,
}

/// One feature on the sheet.
#[derive(Clone, Debug)]
pub struct Plotted {
    /// The feature's own name in its layer.
    pub id: String,
    /// What is said of it.
    pub attributes: BTreeMap<String, Value>,
    /// Where it is.
    pub shape: OnSheet<Geometry>,
}

impl Plotted {
    /// A feature of these words, for tests of the stages that follow.
    #[cfg(test)]
    pub(crate) fn with_words<'a>(
        shape: impl Into<Geometry>,
        words: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Plotted {
        let words = words.into_iter();
        Plotted {
            id: "it".into(),
            attributes: words
                .map(|(key, value)| (key.to_owned(), Value::Text(value.to_owned())))
                .collect(),
            shape: OnSheet(shape.into()),
        }
    }

    /// The number of an attribute, if it has one.
    pub fn number(&self, key: &str) -> Option<f64> {
        match self.attributes.get(key) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// The words of an attribute, if it has any.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.attributes.get(key) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }
}

/// Everything that lies on the map, the first at the bottom: depths, computed waters, seas left blank,
/// limits of seas, then the figure's own layers.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// What is drawn under the graticule and the land.
    pub water: Vec<PlottedLayer>,
    /// The figure's layers.
    pub layers: Vec<PlottedLayer>,
    /// The small map that shows where the figure lies; none if not asked for or beyond the bundled data.
    pub locator: Option<Locator>,
    /// Light and shade on the land; none if not asked for or too coarse for the scale.
    pub relief: Option<Relief>,
    /// What was left out, and why.
    pub warnings: Vec<Warning>,
}

impl Sheet {
    /// Takes out the towns whose name found no room: a symbol without a name says nothing.
    pub fn drop_unnamed(&mut self, is_named: impl Fn(&PlottedLayer, &Plotted) -> bool) {
        for layer in self.layers.iter_mut().filter(|layer| layer.labelled && layer.kind == "place")
        {
            let features = std::mem::take(&mut layer.features);
            let bears_name = |feature: &Plotted| {
                !matches!(feature.shape.0, Geometry::Point(_)) || is_named(layer, feature)
            };
            layer.features = features.into_iter().filter(bears_name).collect();
        }
    }

    /// How many shapes there are in all.
    pub fn count(&self) -> usize {
        self.all().map(|layer| layer.features.len()).sum()
    }

    /// The name of a state that the map shows; else its code.
    pub fn name_of<'a>(&'a self, code: &'a str) -> &'a str {
        let countries = self.all().filter(|layer| layer.kind == "country");
        let mut features = countries.flat_map(|layer| &layer.features);
        let country = features.find(|country| country.text("state") == Some(code));
        country.and_then(|country| country.text("name")).unwrap_or(code)
    }

    /// All layers, the first at the bottom.
    pub fn all(&self) -> impl Iterator<Item = &PlottedLayer> {
        self.water.iter().chain(&self.layers)
    }
}

/// Puts what a figure shows onto the sheet.
pub fn layers(selected: &Selected, waters: Option<&Waters>, figure: &Figure, view: &View) -> Sheet {
    let classes = figure.zones.iter().flat_map(|zones| zones.class.split_whitespace());
    let classes: Vec<String> = classes.map(str::to_owned).collect();
    let plotted = selected.on_floor.iter().enumerate().map(|(n, layer)| plot(layer, n, view));
    let mut water: Vec<PlottedLayer> = plotted.collect();
    water.extend(waters.iter().flat_map(|waters| zones(waters, &classes, view)));
    water.extend(selected.on_water.iter().enumerate().map(|(n, layer)| plot(layer, n, view)));
    let layers = selected.layers.iter().enumerate().map(|(n, layer)| plot(layer, n, view));
    let mut layers: Vec<PlottedLayer> = layers.collect();
    if figure.furniture.turning_points == TurningPoints::Table {
        let points = layers.iter_mut().filter(|layer| layer.kind == "turning-point");
        points.for_each(|layer| layer.classes.push("listed".into()));
    }
    if figure.zones.as_ref().is_some_and(|zones| zones.medians.is_some()) {
        let medians = water.iter_mut().filter(|layer| layer.kind == "median-line");
        medians.for_each(|layer| layer.classes.push("far".into()));
    }
    median::give_way(&mut water, &layers);
    let (relief, warning) = match relief::relief(selected.relief.as_ref(), &layers, view) {
        Ok(relief) => (relief, None),
        Err(warning) => (None, Some(warning)),
    };
    let locator = locator::locator(&selected.locator, view);
    let grain = grain::of_depths(&water, view.scale_denominator());
    Sheet { water, layers, locator, relief, warnings: warning.into_iter().chain(grain).collect() }
}

/// A symbol nearer to the neatline than this, in mm, would be cut by it.
const EDGE: f64 = 1.2;
/// Detail finer than this is left out of land and coasts, in mm: a quarter of a hair line.
const GRID: f64 = 0.02;
/// Detail finer than this is left out of lines of control, in mm: their heavy dashes clot on it.
const CONTROL: f64 = 0.1;
/// How far a drawn belt or limit may be from the computed one, in mm.
const SMOOTH: f64 = 0.01;

/// A shape without the detail that paper cannot show. Land and lines go onto one grid, so that
/// neighbours and their coasts stay together; no islet is lost.
fn generalised(OnSheet(shape): OnSheet<Geometry>) -> Option<OnSheet<Geometry>> {
    let area = |polygon: Polygon| generalise(&OnSheet(polygon), GRID, 0.0).map(|it| it.0);
    let line = |line: LineString| generalise_line(&OnSheet(line), GRID).map(|it| it.0);
    let shape = match shape {
        Geometry::Polygon(polygon) => Geometry::Polygon(area(polygon)?),
        Geometry::MultiPolygon(polygons) => {
            Geometry::MultiPolygon(polygons.into_iter().filter_map(area).collect())
        }
        Geometry::LineString(whole) => Geometry::LineString(line(whole)?),
        Geometry::MultiLineString(lines) => {
            Geometry::MultiLineString(lines.into_iter().filter_map(line).collect())
        }
        other => other,
    };
    Some(OnSheet(shape))
}

/// A shape with no more vertices than its curve asks for: none that matters less than `detail`, in mm.
fn smoothed(OnSheet(shape): OnSheet<Geometry>, detail: f64) -> OnSheet<Geometry> {
    OnSheet(match shape {
        Geometry::MultiPolygon(polygons) => Geometry::MultiPolygon(polygons.simplify(detail)),
        Geometry::MultiLineString(lines) => Geometry::MultiLineString(lines.simplify(detail)),
        Geometry::LineString(line) => Geometry::LineString(line.simplify(detail)),
        other => other,
    })
}

fn distance_to_edge(neatline: &Polygon, point: &Point) -> f64 {
    Euclidean.distance(neatline.exterior(), point)
}

/// Whether any of a feature lies on the map.
pub fn is_on_map(feature: &Feature, view: &View) -> bool {
    let OnSheet(neatline) = view.neatline();
    view.project(&feature.geometry).is_some_and(|shape| shape.0.intersects(&neatline))
}

/// The features of a layer that reach into the map.
fn plot(selected: &SelectedLayer, number: usize, view: &View) -> PlottedLayer {
    let layer = &selected.layer;
    let OnSheet(neatline) = view.neatline();
    let features = selected.features.iter().filter_map(|feature| {
        let mut shape = generalised(view.project(&feature.geometry)?)?;
        if layer.class.split_whitespace().next() == Some("control") {
            shape = smoothed(shape, CONTROL);
        }
        if let Geometry::Point(point) = &shape.0
            && (!neatline.contains(point) || distance_to_edge(&neatline, point) < EDGE)
        {
            return None;
        }
        if layer.legend.is_some() && !shape.0.intersects(&neatline) {
            return None; // the legend would explain what nobody sees
        }
        Some(Plotted { id: feature.id.clone(), attributes: feature.attributes.clone(), shape })
    });
    let source = match &layer.source {
        Source::Bundled(name) => name.clone(),
        Source::File(path) => {
            path.file_stem().map_or("data".into(), |stem| stem.to_string_lossy().into_owned())
        }
    };
    let mut words = layer.class.split_whitespace().map(str::to_owned);
    PlottedLayer {
        id: format!("{source}-{}", number + 1),
        kind: words.next().unwrap_or_default(),
        classes: words.collect(),
        legend: layer.legend.clone(),
        note: layer.note.clone(),
        labelled: layer.label,
        features: features.collect(),
    }
}

/// The layers of computed waters: belts from the widest to the narrowest, internal waters, the outer limits of the
/// belts in the same order, and the median lines.
fn zones(waters: &Waters, classes: &[String], view: &View) -> Vec<PlottedLayer> {
    let zones = &waters.zones;
    let (mut belts, mut limits) = (Vec::new(), Vec::new());
    let OnSheet(neatline) = view.neatline();
    for zone in &zones.belts {
        let breadth = format!("{}", zone.breadth.0);
        let attributes = BTreeMap::from([
            ("state".to_owned(), Value::Text(zone.state.clone())),
            ("zone".to_owned(), Value::Text(zone.kind.name().to_owned())),
            ("breadth".to_owned(), Value::Text(breadth.clone())),
            ("belt".to_owned(), Value::Text((zone.regime + 1).to_string())),
        ]);
        let id = format!("{}-{}-{breadth}", zone.state.to_lowercase(), zone.regime + 1);
        let area = Geographic(Geometry::MultiPolygon(zone.area.0.clone()));
        let limit = Geographic(Geometry::MultiLineString(zone.outer_limit.0.clone()));
        for (geometry, list) in [(area, &mut belts), (limit, &mut limits)] {
            let shape = view.project(&geometry).map(|shape| smoothed(shape, SMOOTH));
            if let Some(shape) = shape.filter(|shape| shape.0.intersects(&neatline)) {
                let (id, attributes) = (id.clone(), attributes.clone());
                list.push((zone.regime, Plotted { id, attributes, shape }));
            }
        }
    }
    let layer = |kind: &str, mut features: Vec<(usize, Plotted)>| {
        features.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        PlottedLayer {
            id: format!("{kind}s"),
            kind: kind.to_owned(),
            classes: classes.to_vec(),
            legend: None,
            note: None,
            labelled: false,
            features: features.into_iter().map(|(_, feature)| feature).collect(),
        }
    };
    let mut layers = vec![layer("territorial-sea", belts)];
    if !waters.internal.is_empty() {
        let legend = Some("internal waters".to_owned());
        layers.push(PlottedLayer { legend, ..layer("internal-water", internal(waters, view)) });
    }
    layers.extend([layer("limit", limits), layer("median-line", medians(zones, view))]);
    layers
}

fn internal(waters: &Waters, view: &View) -> Vec<(usize, Plotted)> {
    let plotted = waters.internal.iter().filter_map(|internal| {
        let area = Geographic(Geometry::MultiPolygon(internal.area.0.clone()));
        let shape = smoothed(view.project(&area)?, SMOOTH);
        let attributes = BTreeMap::from([("state".into(), Value::Text(internal.state.clone()))]);
        Some((0, Plotted { id: internal.state.to_lowercase(), attributes, shape }))
    });
    plotted.collect()
}

fn medians(zones: &Zones, view: &View) -> Vec<(usize, Plotted)> {
    let plotted = zones.medians.iter().filter_map(|median| {
        let lines: MultiLineString = median.line.0.clone();
        let shape = smoothed(view.project(&Geographic(Geometry::MultiLineString(lines)))?, SMOOTH);
        let states = format!("{} {}", median.states.0, median.states.1);
        let id = states.to_lowercase().replace(' ', "-");
        let attributes = BTreeMap::from([("states".into(), Value::Text(states))]);
        Some((0, Plotted { id, attributes, shape }))
    });
    plotted.collect()
}
