//! Callouts: the notes of a figure in; boxes and numbered marks set for its sheet, with all places that each could take, out. Which
//! of them it takes is the business of whoever places the names, for names make room. What is chosen is drawn here, and the texts
//! of numbered ones stand in columns below the map.

mod draw;
mod list;
mod places;
mod text;

pub(crate) use draw::draw;
pub(crate) use list::list;

use super::weighing::weigh;
use super::{Fragment, IsShown, MapContext};
use crate::plot::{PlottedCallout, PlottedMap};
use crate::scene::Run;
use geo::{BoundingRect, Coord, Rect};
use places::Weighed;

/// A callout, set for the sheet.
pub(crate) struct SetCallout {
    /// Which of the figure's callouts it is, from 0.
    pub number: usize,
    /// What it is called in reasons why names find no room.
    pub called: Run,
    /// Its point.
    pub point: Coord,
    /// How it stands on the map.
    pub form: Form,
    /// Where it could stand, with what that hides.
    pub places: Vec<CalloutPlace>,
    /// What stands there, its top left corner at the origin.
    block: Fragment,
    /// Whether a symbol stands at its point.
    has_symbol: bool,
}

/// How a callout stands on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Its text in a box.
    Boxed,
    /// Its number among those that have one, from 1; the text stands below the map.
    Numbered(usize),
}

/// A place that a callout could take.
#[derive(Clone, Debug)]
pub(crate) struct CalloutPlace {
    /// What it covers.
    pub taken: Rect,
    /// The line from its point; nothing where it stands on that.
    pub leader: Vec<Coord>,
    /// What it costs to stand there.
    pub cost: f64,
}

/// A callout and the place that it took.
pub(crate) type PlacedCallout<'a> = (&'a SetCallout, &'a CalloutPlace);

/// A symbol that no callout may cover.
pub(crate) type Dot = Coord;

/// Sets the callouts of a map; `as_numbers`: those that may be are numbers.
pub(crate) fn set(
    context: &MapContext,
    map: &PlottedMap,
    is_shown: IsShown,
    dots: &[Dot],
    as_numbers: bool,
) -> Vec<SetCallout> {
    if map.callouts.is_empty() {
        return Vec::new();
    }
    let mut space = weigh(context, map, is_shown);
    places::spare_subjects(&mut space, map, context.figure);
    let weighed = Weighed { hidden: space.hidden(), dots, context };
    let mut count = 0;
    let set_one = |callout: &PlottedCallout| {
        let asked = &context.figure.callouts[callout.number];
        let is_number = asked.numbered == Some(true) || as_numbers && asked.may_be_a_number();
        let (form, block, size) = match is_number {
            true => {
                count += 1;
                let (block, size) = draw::mark(context, asked, count);
                (Form::Numbered(count), block, size)
            }
            false => {
                let (block, size) = text::boxed(context, asked);
                (Form::Boxed, block, size)
            }
        };
        let places = match form {
            Form::Numbered(_) => weighed.of_mark(callout, size),
            Form::Boxed => weighed.of_box(callout, asked.place, size),
        };
        let (number, point, has_symbol) = (callout.number, callout.at.0, callout.has_symbol);
        let called = text::called(context, number);
        SetCallout { number, called, point, form, places, block, has_symbol }
    };
    map.callouts.iter().map(set_one).collect()
}

/// Whether the boxes of callouts that may be numbers take more of the map than it can spare.
pub(crate) fn crowd(context: &MapContext, map: &PlottedMap) -> bool {
    /// A quarter of the map.
    const MOST: f64 = 0.25;
    let boxes = map.callouts.iter().map(|callout| &context.figure.callouts[callout.number]);
    let taken: f64 = boxes
        .filter(|asked| asked.numbered != Some(true))
        .map(|asked| text::boxed(context, asked).1)
        .map(|size| size.width * size.height)
        .sum();
    let frame = context.view.neatline().0.bounding_rect();
    frame.is_some_and(|frame| taken > MOST * frame.width() * frame.height())
}
