//! Callouts among the names: boxes and marks with all their places, names and ground in; one of each, the names that make room, and
//! what is drawn of it out.

use crate::error::Warning;
use crate::furniture::callouts::{self, CalloutPlace, Dot, Form, SetCallout};
use crate::furniture::{Furniture, MapContext};
use crate::kind::Kind;
use crate::label::{self, Anchoring, BoxPlace, Ground, Label, Placed, Terrain};
use crate::plot::{Plotted, PlottedLayer, PlottedMap};
use crate::record::{CalloutForm, CalloutRecord};
use crate::space::OnSheet;
use crate::symbolize;
use crate::units::Millimetres;
use geo::{Geometry, Rect};

/// What the ids of callouts among the labels begin with.
const ID: &str = "callout-";
/// Before all names: a note is what its map is drawn for.
const PRIORITY: f64 = 1e4;

/// Places names and callouts; what is drawn of these goes to the furniture.
pub(super) fn place(
    context: &MapContext,
    map: &PlottedMap,
    labels: &[Label],
    ground: &Ground,
    furniture: &mut Furniture,
) -> (Placed, Vec<CalloutRecord>) {
    if map.callouts.is_empty() {
        return (label::place(labels, ground), Vec::new());
    }
    let is_shown = |layer: &PlottedLayer, feature: &Plotted| {
        !symbolize::style(layer, feature, context.theme).hidden
    };
    let dots = fixed_dots(map, &is_shown);
    let may_be_numbers = may_be_numbers(context, map);
    let mut as_numbers = may_be_numbers && callouts::crowd(context, map);
    loop {
        let set = callouts::set(context, map, &is_shown, &dots, as_numbers);
        let mut placed = label::place(&with_callouts(labels, &set), ground);
        let found = take_out(&mut placed, &set);
        let is_lost = |(callout, place): &(&SetCallout, Option<CalloutPlace>)| {
            place.is_none() && context.figure.callouts[callout.number].may_be_a_number()
        };
        if may_be_numbers && !as_numbers && found.iter().any(is_lost) {
            as_numbers = true;
            continue;
        }
        if as_numbers {
            furniture.warnings.push(numbered(context));
        }
        let standing: Vec<(&SetCallout, &CalloutPlace)> =
            found.iter().filter_map(|(callout, place)| Some((*callout, place.as_ref()?))).collect();
        furniture.draw_callouts(context, &standing);
        let records = found.iter().map(|(callout, place)| record(context, callout, place.as_ref()));
        return (placed, records.collect());
    }
}

fn may_be_numbers(context: &MapContext, map: &PlottedMap) -> bool {
    map.callouts.iter().any(|it| context.figure.callouts[it.number].may_be_a_number())
}

/// The symbols that stay whether their names find room or not, and the points of callouts.
fn fixed_dots(map: &PlottedMap, is_shown: &dyn Fn(&PlottedLayer, &Plotted) -> bool) -> Vec<Dot> {
    let mut dots: Vec<Dot> = map.callouts.iter().map(|callout| callout.at.0).collect();
    for layer in map.all() {
        // a town whose name finds no room is taken out
        if layer.kind == Kind::Place && layer.labelled && !layer.is_own {
            continue;
        }
        for feature in &layer.features {
            if let Geometry::Point(at) = feature.shape.0
                && is_shown(layer, feature)
            {
                dots.push(at.0);
            }
        }
    }
    dots
}

/// The names, those of numbered points clear of their marks, and the callouts.
fn with_callouts(labels: &[Label], set: &[SetCallout]) -> Vec<Label> {
    let mut all = labels.to_vec();
    for callout in set.iter().filter(|it| matches!(it.form, Form::Numbered(_))) {
        let Some(mark) = callout.places.first().map(|place| place.taken.width() / 2.0) else {
            continue;
        };
        for label in &mut all {
            if let Anchoring::Point { at, radius, .. } = &mut label.anchoring
                && at.0 == callout.point
            {
                *radius = Millimetres(radius.0.max(mark));
            }
        }
    }
    all.extend(set.iter().map(as_label));
    all
}

fn as_label(callout: &SetCallout) -> Label {
    let places = callout.places.iter().map(|place| BoxPlace {
        taken: OnSheet(place.taken),
        leader: place.leader.clone(),
        cost: place.cost,
    });
    Label {
        id: format!("{ID}{}", callout.number),
        lines: vec![vec![callout.called.clone()]],
        halo: None,
        fixed_halo: true,
        priority: PRIORITY,
        asked: false,
        owner: None,
        terrain: Terrain::Any,
        languages: Vec::new(),
        alternatives: Vec::new(),
        anchoring: Anchoring::Box { at: OnSheet(callout.point), places: places.collect() },
    }
}

/// Takes the callouts out of what was placed: each with the place that it found.
fn take_out<'a>(
    placed: &mut Placed,
    set: &'a [SetCallout],
) -> Vec<(&'a SetCallout, Option<CalloutPlace>)> {
    let found = set.iter().map(|callout| {
        let id = format!("{ID}{}", callout.number);
        let of_callout =
            |taken: Rect| callout.places.iter().find(|place| is_one(place.taken, taken)).cloned();
        let placement = placed.placed.iter().find(|placement| placement.id == id);
        (callout, placement.and_then(|placement| of_callout(placement.bounds.0)))
    });
    let found = found.collect();
    let is_name = |id: &str| !id.starts_with(ID);
    placed.placed.retain(|placement| is_name(&placement.id));
    placed.leaders.retain(|(id, _)| is_name(id));
    placed.dropped.retain(|dropped| is_name(&dropped.id));
    found
}

/// Whether two boxes are one, to what adding costs.
fn is_one(one: Rect, other: Rect) -> bool {
    const ROUNDING: f64 = 1e-6;
    let near = |a: f64, b: f64| (a - b).abs() < ROUNDING;
    near(one.min().x, other.min().x) && near(one.min().y, other.min().y)
}

fn record(
    context: &MapContext,
    callout: &SetCallout,
    place: Option<&CalloutPlace>,
) -> CalloutRecord {
    let figure = context.figure;
    let asked = &figure.callouts[callout.number];
    let form = match (place, callout.form) {
        (None, _) => CalloutForm::NoRoom,
        (Some(_), Form::Boxed) => CalloutForm::Boxed,
        (Some(_), Form::Numbered(mark)) => CalloutForm::Numbered(mark),
    };
    let taken = place.map(|place| place.taken);
    CalloutRecord {
        number: callout.number + 1,
        title: figure.says(&asked.title),
        text: figure.says(&asked.text),
        form,
        at: [callout.point.x, callout.point.y],
        taken: taken.map(|it| [it.min().x, it.min().y, it.width(), it.height()]),
    }
}

fn numbered(context: &MapContext) -> Warning {
    let message =
        "the callouts stand as numbers, their texts below the map: their boxes have no room on it";
    let warning = Warning::new(message).hint(
        "a wider sheet or shorter texts; numbered = true asks for numbers, numbered = false for boxes whatever they hide",
    );
    context.figure.place_of(&["callouts"]).into_iter().fold(warning, Warning::at)
}
