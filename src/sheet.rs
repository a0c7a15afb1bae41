//! Sheet: the parts of a figure in, each in its place on one sheet out.
//! From the top down: title, frame with the map, what stands below it, foot. Also where the map lies:
//! the extent and the view are decided here, because they need the room that the title leaves.

mod fitting;

pub(crate) use fitting::{Fitting, Outcome};

use crate::error::{Error, Result};
use crate::figure::{Background, Figure};
use crate::furniture::layout::Layout;
use crate::furniture::{Fragment, Furniture, MapContext, logo};
use crate::geodata::Geodata;
use crate::kind::Kind;
use crate::label::Placed;
use crate::projection::{Bounds, MapArea, Projection, View, pole_within};
use crate::record::Record;
use crate::scene::{Colour, Group, Item, Path, Scene, Shape};
use crate::select::Selected;
use crate::space::{OnSheet, box_of};
use crate::state::StateCode;
use crate::style::{Element, Theme};
use crate::symbolize::Symbols;
use crate::units::Millimetres;
use geo::{BoundingRect, Coord, Geometry, MultiPolygon, Rect};

/// Free ground round the data when they decide the extent, as a share of its size.
const ROOM: f64 = 0.06;
/// Least size of an extent that the data decide, in degrees: one point has none.
const LEAST_SIZE: f64 = 0.2;

/// The extent of a figure: its own, or where its data lie, or the land of the states that it is about.
///
/// Errors: `Input` if none of them is there.
pub(crate) fn bounds(figure: &Figure, selected: &Selected, geodata: &Geodata) -> Result<Rect> {
    if let Some(bounds) = figure.extent.bounds() {
        return Ok(bounds.rectangle().0);
    }
    // notes are about a map, and do not say which
    let own = selected.layers.iter().filter(|layer| layer.layer.is_own() && !layer.marks_notes());
    let boxes = own
        .flat_map(|layer| &layer.features)
        .filter_map(|feature| box_with_pole(&feature.geometry.0));
    let data = narrowest(boxes.collect());
    let states: Vec<&str> = figure.states_meant().into_iter().map(StateCode::as_str).collect();
    let land = || geodata.box_of_land(&states);
    let spots = selected.callouts.iter().map(|callout| Rect::new(callout.at, callout.at));
    let data = data.map_or_else(land, |data| Ok(Some(data)))?;
    let data = data.or_else(|| narrowest(spots.collect())).ok_or_else(|| {
        Error::input("the figure has no extent, and neither data of its own nor states to take one from")
            .hint("give [extent] bounds = [west, south, east, north], a layer with a file, or subjects = [\"GRC\"]")
    })?;
    let room = Coord {
        x: (data.width() * ROOM).max(LEAST_SIZE / 2.0),
        y: (data.height() * ROOM).max(LEAST_SIZE / 2.0),
    };
    let (low, high) = (data.min() - room, data.max() + room);
    Ok(Rect::new(
        Coord { x: low.x.max(-180.0), y: low.y.max(-90.0) },
        Coord { x: high.x.min(low.x.max(-180.0) + 360.0), y: high.y.min(90.0) },
    ))
}

/// The narrowest box that holds all of these, on whichever side of the earth: its east end may lie beyond 180°.
fn narrowest(boxes: Vec<Rect>) -> Option<Rect> {
    const HALF_TURN: f64 = 180.0;
    let whole = box_of(boxes.iter().copied())?;
    if whole.width() <= HALF_TURN {
        return Some(whole);
    }
    let mut spans: Vec<(f64, f64)> =
        boxes.iter().map(|it| (it.min().x, it.min().x + it.width())).collect();
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    // the box begins behind the widest gap between spans
    let (mut start, mut gap, mut end) = (whole.min().x, 0.0, spans[0].1);
    for (from, to) in spans.iter().skip(1) {
        if from - end > gap {
            (start, gap) = (*from, from - end);
        }
        end = end.max(*to);
    }
    let is_turned = 2.0 * HALF_TURN - gap < whole.width();
    let turned = |from: f64| if is_turned && from < start { 2.0 * HALF_TURN } else { 0.0 };
    box_of(boxes.iter().map(|it| {
        let turn = Coord { x: turned(it.min().x), y: 0.0 };
        Rect::new(it.min() + turn, it.max() + turn)
    }))
}

/// The box of degrees that holds a shape, up to the pole that it is round.
fn box_with_pole(shape: &Geometry) -> Option<Rect> {
    let own = shape.bounding_rect()?;
    let pole = match shape {
        Geometry::Polygon(area) => pole_within(area),
        _ => None,
    };
    let (mut low, mut high) = (own.min(), own.max());
    if let Some(pole) = pole {
        (low.y, high.y) = (low.y.min(pole), high.y.max(pole));
        (low.x, high.x) = (-180.0, 180.0);
    }
    Some(Rect::new(low, high))
}

/// What stands below the map, mm, before it is known: a line of credits and the margin.
pub(crate) const FOOT: f64 = 8.0;
/// How high a sheet is for its map alone, in widths, at the most.
const TALLEST: f64 = 1.6;
/// The least height of a map, mm.
const LEAST_HEIGHT: f64 = 15.0;

/// The view of the map: across the sheet, between a head and a foot of these heights; the foot counts where the sheet has a
/// height of its own, which the map fills then.
///
/// Errors: `Input` if the projection cannot show the extent, or the sheet has no room for a map.
pub(crate) fn view(
    figure: &Figure,
    bounds: Rect,
    layout: &Layout,
    (head, foot): (f64, f64),
) -> Result<View> {
    let (min, max) = (bounds.min(), bounds.max());
    let bounds = Bounds::new([min.x, min.y, max.x, max.y])?;
    let options = &figure.projection;
    let projection = match options.name {
        Some(method) => {
            let keys = ["projection.parallels", "projection.center", "projection.name"];
            let made = method.projection(options.center, options.parallels, &bounds);
            made.map_err(|error| figure.at_fault(&keys, error))?
        }
        None => Projection::choose(&bounds),
    };
    let indent = layout.margin + layout.band;
    let corner = Coord { x: indent, y: head + layout.gap + layout.band };
    let area = MapArea {
        corner: OnSheet(corner),
        width: Millimetres(layout.width - layout.beside - 2.0 * indent),
        height: height(figure, corner.y + layout.band + foot)?,
    };
    let keys = ["projection.center", "projection.name", "extent.bounds", "extent.region"];
    let fill = |area: &MapArea| View::fill(projection.clone(), bounds, area);
    let view = match area.height {
        Some(_) => fill(&area),
        None => View::fit(projection.clone(), bounds, figure.sheet.frame, &area),
    };
    let mut view = view.map_err(|error| figure.at_fault(&keys, error))?;
    // before anything is computed for a map that no sheet holds
    check_height(figure, Millimetres(view.frame_box().0.max().y + indent))?;
    // a strip from pole to pole is shown with what lies beside it, unless a height is asked for
    let most = Millimetres(TALLEST * layout.width - corner.y - indent);
    if area.height.is_none() && view.frame_box().0.height() > most.0.max(LEAST_HEIGHT) {
        let area = MapArea { height: Some(most), ..area };
        view = fill(&area).map_err(|error| figure.at_fault(&keys, error))?;
    }
    Ok(view)
}

/// The height of the map on a sheet that has a height of its own, beside all else that stands above and below it.
fn height(figure: &Figure, others: f64) -> Result<Option<Millimetres>> {
    let Some(height) = figure.sheet.height else { return Ok(None) };
    let left = height.millimetres().0 - others;
    if left >= LEAST_HEIGHT {
        return Ok(Some(Millimetres(left)));
    }
    Err(too_low(figure))
}

/// Whether a sheet has the height that is asked for.
///
/// Errors: `Input` at that where all that stands on it is higher.
pub(crate) fn check_fit(figure: &Figure, height: Millimetres, asked: Millimetres) -> Result<()> {
    /// What the margin takes up, mm.
    const TAKEN_UP: f64 = 1.0;
    if height.0 <= asked.0 + TAKEN_UP {
        return Ok(());
    }
    Err(too_low(figure))
}

fn too_low(figure: &Figure) -> Error {
    let error = Error::input("the sheet is too low for a map between its title and its credits")
        .hint("give it more height, or leave out title, legend or credit");
    figure.at_fault(&["sheet.height"], error)
}

/// Whether a sheet may be this high.
///
/// Errors: `Input` at what makes it so high: the extent, or the width.
pub(crate) fn check_height(figure: &Figure, height: Millimetres) -> Result<()> {
    let keys = ["extent.bounds", "extent.region", "extent", "sheet.width"];
    figure.limits.check_height(height).map_err(|flaw| figure.at_fault(&keys, flaw.into()))
}

/// Whether nothing is seen of what lies under land: all of the bundled countries are shown, and the theme fills each.
pub(crate) fn hides_what_is_under_land(selected: &Selected, theme: &Theme) -> bool {
    selected.layers.iter().any(|layer| {
        let is_all_land = layer.layer.shows_all_land();
        is_all_land
            && layer.features.iter().all(|country| {
                let mut element = Element::of(layer.layer.kind);
                element.classes.clone_from(&layer.layer.classes);
                let attributes = country.attributes.iter();
                element.attributes =
                    attributes.map(|(key, value)| (key.clone(), value.to_string())).collect();
                let style = theme.style(&element);
                !style.hidden && style.area_paint().is_some_and(|paint| paint.is_opaque())
            })
    })
}

/// The finished sheet.
pub(crate) fn compose(
    context: &MapContext,
    head: Fragment,
    map: Symbols,
    names: Placed,
    furniture: Furniture,
    record: &Record,
) -> Scene {
    let layout = context.layout;
    let ground = water(context);
    let drawn =
        std::iter::once(ground).chain(map.water).chain(furniture.graticule).chain(map.layers);
    let mut items = vec![Item::Group(Group {
        id: "map".into(),
        clip: Some(OnSheet(MultiPolygon::new(vec![context.view.neatline().0]))),
        items: drawn.map(Item::Group).collect(),
    })];
    items.push(Item::Group(lettering(context, names)));
    items.extend(furniture.on_map.into_iter().map(Item::Group));
    items.push(Item::Group(Group { id: Kind::Title.name().into(), clip: None, items: head.items }));
    let bottom = context.view.frame_box().0.max().y + layout.band;
    let foot = match context.figure.furniture.credit {
        true => {
            let (credit, logo) = (&furniture.credit, furniture.logo.as_ref());
            logo::foot(context.figure, credit, context.theme, layout, logo)
        }
        false => Fragment::empty(),
    };
    let parts = [
        ("insets", furniture.insets),
        (Kind::ScaleBar.name(), furniture.scale_bar),
        ("key", furniture.key),
        ("notes", furniture.notes),
        ("shares", furniture.shares),
        (Kind::Legend.name(), furniture.below),
        ("turning-points", furniture.table),
        (Kind::Credit.name(), foot),
    ];
    let bottom = below(&mut items, parts, bottom, layout);
    Scene {
        name: context.figure.name.clone(),
        width: Millimetres(layout.width),
        height: Millimetres(((bottom + layout.margin) * 10.0).ceil() / 10.0),
        title: context.figure.titled(),
        description: record.description.clone(),
        provenance: String::new(),
        language: context.figure.language.clone(),
        background: paper(context.figure, context.theme),
        items,
        tables: Vec::new(),
    }
}

/// The colour of the paper; none for a sheet that is to be laid on another.
pub(crate) fn paper(figure: &Figure, theme: &Theme) -> Option<Colour> {
    match figure.sheet.background {
        Background::Theme => theme.style(&Element::of(Kind::Sheet)).fill,
        Background::None => None,
    }
}

/// Stacks parts below `bottom`, a gap before each that is not empty; where the last one ends.
pub(crate) fn below<const N: usize>(
    items: &mut Vec<Item>,
    parts: [(&str, Fragment); N],
    mut bottom: f64,
    layout: &Layout,
) -> f64 {
    for (id, block) in parts.into_iter().filter(|(_, block)| !block.items.is_empty()) {
        let by = Coord { x: 0.0, y: bottom + layout.gap };
        bottom = by.y + block.height;
        let moved = block.items.into_iter().map(|item| item.moved(by)).collect();
        items.push(Item::Group(Group { id: id.into(), clip: None, items: moved }));
    }
    bottom
}

/// The water of the whole map: the ground that everything else is drawn on.
fn water(context: &MapContext) -> Group {
    let element = match &context.figure.zones {
        Some(zones) => {
            zones.class.split_whitespace().fold(Element::of(Kind::HighSeas), Element::class)
        }
        None => Element::of(Kind::Sea),
    };
    let style = context.theme.style(&element);
    let shape = Shape::Areas(OnSheet(MultiPolygon::new(vec![context.view.neatline().0])));
    let path = Path { shape, fill: style.area_paint(), stroke: None, title: None };
    Group { id: "water".into(), clip: None, items: vec![Item::Path(path)] }
}

/// The names of the map and their leaders.
fn lettering(context: &MapContext, names: Placed) -> Group {
    let stroke = context.theme.style(&Element::of(Kind::Leader)).line_paint();
    let leaders = names.leaders.into_iter().map(|(_, line)| {
        let shape = Shape::Lines(vec![line]);
        Item::Path(Path { shape, fill: None, stroke: stroke.clone(), title: None })
    });
    let items = leaders.chain(names.items.into_iter().map(Item::Text)).collect();
    Group { id: "names".into(), clip: None, items }
}
