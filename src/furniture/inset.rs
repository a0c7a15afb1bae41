//! Insets on the sheet: maps that are drawn already in, each in its box on the map or in a row below it out, and the outline of
//! what it shows on the map.

use super::beside::{Column, InsetsBelow};
use super::free_space::{FreeSpace, MapCorner};
use super::layout::Size;
use super::{Fragment, INK, MapContext, paragraph};
use crate::error::Warning;
use crate::figure::InsetPlace;
use crate::kind::Kind;
use crate::lettering;
use crate::scene::{Anchor, Group, Item, Path, Shape};
use crate::space::OnSheet;
use crate::style::Element;
use geo::{BoundingRect, Coord, Intersects, MultiPolygon, Polygon, Rect};

/// A finished inset, the top left corner of its box at the origin.
pub(crate) struct InsetMap {
    /// All that is in it.
    pub items: Vec<Item>,
    /// The box that it fills.
    pub size: Size,
    /// Where it is to stand; where it hides least if none.
    pub at: Option<InsetPlace>,
    /// What it shows, on the figure's map; none where that lies beside the map.
    pub outline: Option<OnSheet<MultiPolygon>>,
    /// What tells it from other insets: `A`.
    pub mark: Option<String>,
}

/// The insets of a sheet, as they found room.
#[derive(Default)]
pub(super) struct PlacedInsets {
    /// Outlines and boxes on the map.
    pub(super) on_map: Vec<Group>,
    /// What no name may cover.
    pub(super) boxes: Vec<Rect>,
    /// Those below the map.
    pub(super) below: Fragment,
    /// How these came to stand there.
    pub(super) rows: Option<InsetsBelow>,
    /// The box of each on the sheet.
    pub(super) all: Vec<Rect>,
    /// The edges of what insets show, which no name may cross.
    pub(super) edges: Vec<Polygon>,
    /// What stands elsewhere than it was to.
    pub(super) warnings: Vec<Warning>,
}

/// Places all insets; what they show is kept free of them and of other furniture.
pub(super) fn place(
    context: &MapContext,
    insets: &[InsetMap],
    (free_space, column): (&mut FreeSpace, &mut Column),
) -> PlacedInsets {
    /// An inset stands on empty sea or land, and on little of the waters that the figure is about: it has the room below the map.
    const MOST_HIDDEN_BY_INSET: f64 = 0.25;
    /// What it weighs to hide what an inset shows, a square millimetre.
    const SHOWN: f64 = 20.0;
    let mut placed = PlacedInsets::default();
    for outline in insets.iter().filter_map(|inset| inset.outline.as_ref()) {
        placed.edges.extend(outline.0.iter().map(edge_of));
        free_space.add_area(&outline.0, SHOWN);
    }
    placed.on_map.extend(outlines(context, insets, &mut placed.boxes));
    let mut row = Row::of(context);
    // the first thing below the map
    let bottom = context.view.frame_box().0.max().y + context.layout.band + context.layout.gap;
    let row_corner = Coord { x: 0.0, y: bottom };
    for (number, inset) in insets.iter().enumerate() {
        let corner = match inset.at.map(corner_of) {
            Some(None) => None,
            Some(Some(corner)) => free_space.take_at(inset.size, corner),
            None => free_space.take_flush(inset.size, MOST_HIDDEN_BY_INSET),
        };
        let id = format!("{}-{}", Kind::Inset.name(), number + 1);
        let group = |by: Coord| Group {
            id,
            clip: None,
            items: inset.items.iter().map(|item| item.clone().moved(by)).collect(),
        };
        match corner {
            Some(OnSheet(corner)) => {
                let covered = inset.size.at(OnSheet(corner));
                placed.warnings.extend(covers_outline(insets, number, covered));
                placed.boxes.push(covered);
                placed.on_map.push(group(corner));
                placed.all.push(inset.size.at(OnSheet(corner)));
            }
            None => {
                if inset.at.is_some_and(|place| place != InsetPlace::Below) {
                    let message =
                        "the inset stands below the map: where it is to be it has no room";
                    placed
                        .warnings
                        .push(Warning::new(message).hint("a smaller factor, or another place"));
                }
                if let Some(corner) = column.take(inset.size) {
                    placed.all.push(inset.size.at(OnSheet(corner)));
                    placed.on_map.push(group(corner));
                    continue;
                }
                let corner = row.take(inset.size);
                placed.below.items.push(Item::Group(group(corner)));
                placed.below.height = row.height();
                placed.all.push(inset.size.at(OnSheet(corner + row_corner)));
                let rows = placed.rows.get_or_insert_default();
                rows.height = row.height();
                rows.widest = rows.widest.max(inset.size.width);
                rows.slope += inset.size.height / inset.size.width;
                rows.count += 1;
            }
        }
    }
    placed
}

/// That the box of an inset stands over the outline of what it shows, or another does.
fn covers_outline(insets: &[InsetMap], number: usize, covered: Rect) -> Option<Warning> {
    let is_covered = |inset: &InsetMap| {
        inset.outline.as_ref().is_some_and(|outline| outline.0.intersects(&covered))
    };
    let of = match insets.iter().position(is_covered)? {
        own if own == number => "it",
        _ => "another",
    };
    let message = format!("the inset stands over the outline of what {of} shows on the map");
    Some(Warning::new(message).hint("another corner, `at = \"below\"`, or a smaller factor"))
}

fn corner_of(place: InsetPlace) -> Option<MapCorner> {
    let (is_east, is_south) = match place {
        InsetPlace::NorthWest => (false, false),
        InsetPlace::NorthEast => (true, false),
        InsetPlace::SouthWest => (false, true),
        InsetPlace::SouthEast => (true, true),
        InsetPlace::Below => return None,
    };
    Some(MapCorner { is_east, is_south })
}

/// The line round an outline, as an area of which nothing is left: names may stand in it and beside it, and not across.
fn edge_of(outline: &Polygon) -> Polygon {
    Polygon::new(outline.exterior().clone(), vec![outline.exterior().clone()])
}

/// Boxes side by side below the map, as many in a row as there is room for.
struct Row {
    left: f64,
    right: f64,
    gap: f64,
    next: Coord,
    bottom: f64,
}

impl Row {
    fn of(context: &MapContext) -> Row {
        let layout = context.layout;
        let (left, right) = (layout.margin, layout.width - layout.margin);
        Row { left, right, gap: layout.gap, next: Coord { x: left, y: 0.0 }, bottom: 0.0 }
    }

    fn take(&mut self, size: Size) -> Coord {
        if self.next.x > self.left && self.next.x + size.width > self.right + 1e-6 {
            self.next = Coord { x: self.left, y: self.bottom + self.gap };
        }
        let corner = self.next;
        self.next.x += size.width + self.gap;
        self.bottom = self.bottom.max(corner.y + size.height);
        corner
    }

    fn height(&self) -> f64 {
        self.bottom
    }
}

/// The outlines of what the insets show, with their marks where there are several.
fn outlines(context: &MapContext, insets: &[InsetMap], boxes: &mut Vec<Rect>) -> Option<Group> {
    /// Between an outline and its mark, in mm.
    const GAP: f64 = 0.5;
    let style = context.theme.style(&Element::of(Kind::Inset).class(Kind::Frame.name()));
    let letters = context.theme.style(&Element::of(Kind::Panel));
    let mut items = Vec::new();
    for inset in insets {
        let Some(outline) = &inset.outline else { continue };
        let shape = Shape::Areas(outline.clone());
        items.push(Item::Path(Path { shape, fill: None, stroke: style.line_paint(), title: None }));
        let (Some(mark), Some(around)) = (&inset.mark, outline.0.bounding_rect()) else { continue };
        let size = lettering::measure(mark, &letters.typeface());
        let (width, height) = (size.width.0, size.cap_height.0);
        let frame = context.view.frame_box().0;
        let above = around.min().y - GAP - height > frame.min().y;
        let foot = if above { around.min().y - GAP } else { around.max().y + GAP + height };
        let at = Coord { x: around.min().x, y: foot };
        boxes.push(Rect::new(at - Coord { x: 0.0, y: height }, at + Coord { x: width, y: 0.0 }));
        let mut line = letters.clone();
        line.fill = style.stroke.or(Some(INK));
        items.push(paragraph::line(mark, &line, (at.x, at.y), Anchor::Start));
    }
    let id = format!("{}-{}", Kind::Inset.name(), Kind::Frame.name());
    (!items.is_empty()).then_some(Group { id, clip: None, items })
}
