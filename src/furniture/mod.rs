//! Furniture: the sheet's own parts round the map. Figure, view and theme in, items of the scene out.
//! Each part is a file with a function that sets or draws it; none knows of the others.

pub(crate) mod beside;
pub(crate) mod callouts;
pub(crate) mod credit;
mod free_space;
mod graticule;
pub(crate) mod inset;
mod key;
pub(crate) mod layout;
pub(crate) mod legend;
mod locator;
pub(crate) mod logo;
mod neatline;
mod north_arrow;
pub(crate) mod panel;
pub(crate) mod paragraph;
mod scale_bar;
pub(crate) mod shares;
pub(crate) mod title;
mod turning_points;
mod weighing;

#[cfg(test)]
mod chart_tests;

use crate::error::Warning;
use crate::figure::{self, Border, Figure};
use crate::kind::Kind;
use crate::lettering;
use crate::phrases::Phrases;
use crate::plot::{Plotted, PlottedLayer, PlottedMap};
use crate::projection::View;
use crate::scene::{Colour, Group, Item, Run};
use crate::space::OnSheet;
use crate::style::{Element, Theme};
use crate::units::Millimetres;
use beside::{BelowMap, Column};
use callouts::{PlacedCallout, SetCallout};
use free_space::FreeSpace;
use geo::{Coord, Polygon, Rect};
use inset::{InsetMap, PlacedInsets};
use layout::{Layout, Size};
use legend::Legend;
use scale_bar::ScaleBar;

/// Letters where a theme names no colour.
const INK: Colour = Colour { red: 0x22, green: 0x22, blue: 0x22 };

/// What every part is drawn for.
pub(crate) struct MapContext<'a> {
    /// The request.
    pub figure: &'a Figure,
    /// The look.
    pub theme: &'a Theme,
    /// The map's place on the sheet.
    pub view: &'a View,
    /// The sheet's measures.
    pub layout: &'a Layout,
}

/// Items set from the top down, and how much of the sheet's height they took, in mm.
#[derive(Default)]
pub(crate) struct Fragment {
    /// What was set, its top left corner at the origin unless said otherwise.
    pub items: Vec<Item>,
    /// From the top to the bottom.
    pub height: f64,
}

impl Fragment {
    /// Nothing yet.
    pub(crate) fn empty() -> Fragment {
        Fragment::default()
    }

    /// The same within `width` mm as the readers of the figure’s language want it: from the right where they begin there.
    pub(crate) fn set_for_readers(self, figure: &Figure, width: f64) -> Fragment {
        if !figure.reads_from_the_right() {
            return self;
        }
        let items = self.items.into_iter().map(|item| item.mirrored(width)).collect();
        Fragment { items, ..self }
    }
}

/// Everything round and on the map.
pub(crate) struct Furniture {
    /// Under the land: meridians and parallels.
    pub graticule: Option<Group>,
    /// Over the map: frame, graticule labels, scale bar, legend.
    pub on_map: Vec<Group>,
    /// Below the insets: the scale bar that found no room on the map.
    pub scale_bar: Fragment,
    /// Below that: the bars of shares.
    pub shares: Fragment,
    /// Below them: the legend, if it stands there; its top left corner at the origin.
    pub below: Fragment,
    /// Above them: the insets that stand below the map.
    pub insets: Fragment,
    /// The box of each inset.
    pub inset_boxes: Vec<Rect>,
    /// What stands below the map and could stand beside it.
    pub stays_below: BelowMap,
    /// Right below the frame too: what numbers on the map stand for.
    pub key: Fragment,
    /// Below that: what numbered callouts say.
    pub notes: Fragment,
    /// Below that: the table of turning points.
    pub table: Fragment,
    /// What the foot of the sheet says.
    pub credit: credit::Credit,
    /// What stands beside title or credit.
    pub logo: Option<logo::Logo>,
    /// What was asked for and found no room.
    pub warnings: Vec<Warning>,
    boxes: Vec<Rect>,
    /// The edges of what insets show, each as a thin box.
    edges: Vec<Polygon>,
}

impl Furniture {
    /// Takes up callouts at the places that they took, and what numbered ones say.
    pub(crate) fn draw_callouts(&mut self, context: &MapContext, placed: &[PlacedCallout]) {
        self.on_map.extend(callouts::draw(context, placed));
        let all: Vec<&SetCallout> = placed.iter().map(|(callout, _)| *callout).collect();
        self.notes = callouts::list(context, &all);
    }

    /// What names may not cover.
    pub(crate) fn blocked(&self) -> Vec<OnSheet<Polygon>> {
        /// Free ground about a piece of furniture, in mm.
        const ROOM: f64 = 1.5;
        let room = Coord { x: ROOM, y: ROOM };
        let grown =
            self.boxes.iter().map(|taken| Rect::new(taken.min() - room, taken.max() + room));
        let edges = self.edges.iter().cloned();
        grown.map(|taken| taken.to_polygon()).chain(edges).map(OnSheet).collect()
    }
}

/// The measures of a figure's sheet: the frame as the figure says, else as the theme does.
pub(crate) fn layout_of(figure: &Figure, theme: &Theme, width: Millimetres) -> Layout {
    let layout = Layout::for_width(width);
    let of_theme = theme.variable("--frame-border") == Some("graduated");
    match figure.furniture.frame {
        Some(Border::Graduated) => layout.graduated(),
        None if of_theme => layout.graduated(),
        _ => layout,
    }
}

/// Whether the theme draws the symbol of a feature.
type IsShown<'a> = &'a dyn Fn(&PlottedLayer, &Plotted) -> bool;

/// Draws all parts; the legend and the scale bar where they hide least.
pub(crate) fn draw(
    context: &MapContext,
    map: &PlottedMap,
    legend: &Legend,
    bars: Option<&shares::Bars>,
    credits: &[String],
    insets: &[InsetMap],
    is_shown: IsShown,
) -> Furniture {
    let wanted = &context.figure.furniture;
    let with_graticule = wanted.graticule != figure::Graticule::Off;
    let mut on_map = vec![neatline::draw(context)];
    let mut boxes = Vec::new();
    let mut free_space = weighing::weigh(context, map, is_shown);
    let mut column = Column::of(context);
    let PlacedInsets {
        on_map: of_insets,
        boxes: taken,
        below: insets,
        rows,
        all: inset_boxes,
        warnings: of_places,
        edges,
    } = inset::place(context, insets, (&mut free_space, &mut column));
    on_map.extend(of_insets);
    boxes.extend(taken);
    let mut is_below = wanted.legend == figure::Legend::Below;
    if wanted.legend == figure::Legend::OnMap && !legend.entries.is_empty() {
        let width = legend::column_width(context, legend);
        let block = legend::column(context, legend).set_for_readers(context.figure, width);
        let size = Size { width, height: block.height };
        let place = free_space.take_clear(size, MOST_HIDDEN);
        is_below = place.is_none();
        if let Some(corner) = place {
            boxes.push(size.at(corner));
            let items = block.items.into_iter().map(|item| item.moved(corner.0)).collect();
            on_map.push(Group { id: Kind::Legend.name().into(), clip: None, items });
        }
    }
    let mut warnings = missing_glyphs(context);
    warnings.extend(without_phrases(context));
    warnings.extend(of_places);
    if wanted.inset {
        let small = map.locator.as_ref().filter(|_| !context.layout.is_narrow);
        let size = small.map(locator::size);
        let place = size.and_then(|size| free_space.take_flush(size, MOST_HIDDEN));
        if let (Some(small), Some(size), Some(corner)) = (small, size, place) {
            boxes.push(size.at(corner));
            on_map.push(locator::draw(context, map, small, corner));
        } else {
            warnings.push(locator::missing(context, map.locator.as_ref()));
        }
    }
    let scale_bar = Fragment::empty();
    let mut placed = PlacedFurniture { free_space, boxes, groups: on_map, warnings, scale_bar };
    placed.scale_bar(context);
    placed.north_arrow(context);
    let PlacedFurniture { boxes, groups: mut on_map, mut warnings, scale_bar, .. } = placed;
    on_map.extend(graticule::border(context));
    on_map.extend(with_graticule.then(|| graticule::labels(context)));
    let is_beside = is_below && beside::take_legend(context, legend, &mut column, &mut on_map);
    let below = match is_below && !is_beside {
        true => {
            legend::strip(context, legend).set_for_readers(context.figure, context.layout.width)
        }
        false => Fragment::empty(),
    };
    let stays_below = BelowMap::of(context, legend, &below, rows);
    let table = match wanted.turning_points {
        figure::TurningPoints::Table => turning_points::table(context, map)
            .set_for_readers(context.figure, context.layout.width),
        figure::TurningPoints::Unlisted => Fragment::empty(),
    };
    if wanted.turning_points == figure::TurningPoints::Table && table.items.is_empty() {
        warnings.push(turning_points::nothing_to_list(context.figure));
    }
    let of_shares = match wanted.shares {
        figure::Shares::Widest => bars.map(|bars| shares::sentence(bars, context.figure.phrases())),
        _ => None,
    };
    Furniture {
        graticule: with_graticule.then(|| graticule::lines(context)),
        on_map,
        scale_bar,
        shares: bars.map_or_else(Fragment::empty, |bars| shares::strip(context, bars)),
        below,
        insets,
        inset_boxes,
        stays_below,
        key: key::list(context).set_for_readers(context.figure, context.layout.width),
        notes: Fragment::empty(),
        table,
        credit: credit::sentences(
            context,
            map.belts_that_overlap(context.figure).into_iter().chain(of_shares).collect(),
            credits,
        ),
        logo: None,
        warnings,
        boxes,
        edges,
    }
}

/// That the program's own words stand in English, where nobody has translated them.
fn without_phrases(context: &MapContext) -> Option<Warning> {
    let language = &context.figure.language;
    let message =
        format!("the words of legend and foot stand in English: there are none in `{language}`");
    (!Phrases::knows(language)).then(|| {
        Warning::new(message)
            .hint("styles/phrases has a file a language; CONTRIBUTING.md says how one is added")
    })
}

/// What stands on the map so far, and where there is room for more.
struct PlacedFurniture {
    free_space: FreeSpace,
    boxes: Vec<Rect>,
    groups: Vec<Group>,
    warnings: Vec<Warning>,
    /// The scale bar, if it stands below the map.
    scale_bar: Fragment,
}

impl PlacedFurniture {
    fn scale_bar(&mut self, context: &MapContext) {
        if !context.figure.furniture.scale_bar {
            return;
        }
        let bar = ScaleBar::place(context, &mut self.free_space);
        match bar.room(context) {
            Some(room) => {
                self.boxes.push(room);
                let items = scale_bar::draw(context, &bar, room.min());
                self.groups.push(Group { id: Kind::ScaleBar.name().into(), clip: None, items });
            }
            None => self.scale_bar = scale_bar::below(context, &bar),
        }
        let range = scale_bar::uneven(context);
        self.warnings.extend(range.map(|range| scale_bar::warning(context, &bar, &range)));
    }

    fn north_arrow(&mut self, context: &MapContext) {
        /// An arrow may hide anything of the map, but no other furniture.
        const NO_FURNITURE: f64 = 100.0;
        match north_arrow::direction(context) {
            Some(Ok(north)) => {
                let size = north_arrow::size(context);
                match self.free_space.take_corner(size, NO_FURNITURE) {
                    Some(corner) => {
                        self.boxes.push(size.at(corner));
                        self.groups.push(north_arrow::draw(context, north, corner));
                    }
                    None => self.warnings.push(north_arrow::without_room(north)),
                }
            }
            Some(Err(warning)) => self.warnings.push(warning),
            None => {}
        }
    }
}

/// Characters of the figure's own words that no bundled font holds.
fn missing_glyphs(context: &MapContext) -> Vec<Warning> {
    let (figure, theme) = (context.figure, context.theme);
    let words = [
        (Kind::Title, &figure.title),
        (Kind::Subtitle, &figure.subtitle),
        (Kind::Credit, &figure.credit),
    ];
    let words = words.map(|(kind, words)| (kind, figure.says(words)));
    let legend = figure.layers.iter().filter_map(|layer| layer.legend.clone());
    let words = words.into_iter().chain(legend.map(|words| (Kind::Legend, words)));
    let key = figure.furniture.key.iter().map(|words| (Kind::Legend, words.clone()));
    let noted = figure.callouts.iter().flat_map(|it| [&it.title, &it.text]);
    let key = key.chain(noted.map(|words| (Kind::Note, figure.says(words).replace('\n', " "))));
    let runs = words.chain(key).map(|(kind, words)| {
        let style = theme.style(&Element::of(kind));
        let colour = style.fill.unwrap_or(INK);
        Run { content: words, font: style.typeface(), colour }
    });
    lettering::missing(&runs.collect::<Vec<Run>>())
}

/// A legend that would hide more than this of the map, by [`Kind::hiding`] a square millimetre, stands below.
const MOST_HIDDEN: f64 = 0.45;
