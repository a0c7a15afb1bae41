//! Furniture: the sheet's own parts round the map. Figure, view and theme in, items of the scene out.
//! Each part is a file with a function that sets or draws it; none knows of the others.

pub(crate) mod credit;
pub(crate) mod graticule;
pub(crate) mod layout;
pub(crate) mod legend;
pub(crate) mod locator;
pub(crate) mod neatline;
pub(crate) mod north_arrow;
pub(crate) mod panel;
pub(crate) mod paragraph;
pub(crate) mod scale_bar;
pub(crate) mod shares;
pub(crate) mod title;
pub(crate) mod turning_points;
pub(crate) mod vacancy;

#[cfg(test)]
mod chart_tests;

use crate::error::Warning;
use crate::figure::{self, Border, Figure};
use crate::kind::Kind;
use crate::lettering;
use crate::plot::Sheet;
use crate::projection::View;
use crate::scene::{Colour, Group, Item, Run};
use crate::space::OnSheet;
use crate::style::{Element, Theme};
use crate::units::Millimetres;
use geo::{BoundingRect, Coord, Geometry, Polygon, Rect, Translate};
use layout::Layout;
use legend::Legend;
use vacancy::Vacancy;

/// Letters where a theme names no colour.
const INK: Colour = Colour { red: 0x22, green: 0x22, blue: 0x22 };

/// What every part is drawn for.
pub(crate) struct Setting<'a> {
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
pub(crate) struct Block {
    /// What was set, its top left corner at the origin unless said otherwise.
    pub items: Vec<Item>,
    /// From the top to the bottom.
    pub height: f64,
}

impl Block {
    /// Nothing yet.
    pub(crate) fn empty() -> Block {
        Block { items: Vec::new(), height: 0.0 }
    }
}

/// Everything round and on the map.
pub(crate) struct Furniture {
    /// Under the land: meridians and parallels.
    pub graticule: Option<Group>,
    /// Over the map: frame, graticule labels, scale bar, legend.
    pub on_map: Vec<Group>,
    /// Right below the frame: the bars of shares.
    pub shares: Block,
    /// Below them: the legend, if it stands there; its top left corner at the origin.
    pub below: Block,
    /// Below that: the table of turning points.
    pub table: Block,
    /// What the foot of the sheet says.
    pub credit: credit::Credit,
    /// What was asked for and found no room.
    pub warnings: Vec<Warning>,
    boxes: Vec<Rect>,
}

impl Furniture {
    /// What names may not cover.
    pub(crate) fn blocked(&self) -> Vec<OnSheet<Polygon>> {
        /// Free ground about a piece of furniture, in mm.
        const ROOM: f64 = 1.5;
        let room = Coord { x: ROOM, y: ROOM };
        let grown =
            self.boxes.iter().map(|taken| Rect::new(taken.min() - room, taken.max() + room));
        grown.map(|taken| OnSheet(taken.to_polygon())).collect()
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

/// Draws all parts; the legend and the scale bar where they hide least.
pub(crate) fn draw(
    setting: &Setting,
    sheet: &Sheet,
    legend: &Legend,
    bars: Option<&shares::Bars>,
    credits: &[String],
) -> Furniture {
    let wanted = &setting.figure.furniture;
    let with_graticule = wanted.graticule != figure::Graticule::Off;
    let mut on_map = vec![neatline::draw(setting)];
    let mut boxes = Vec::new();
    let mut vacancy = weigh(setting, sheet);
    let mut is_below = wanted.legend == figure::Legend::Below;
    if wanted.legend == figure::Legend::OnMap && !legend.entries.is_empty() {
        let block = legend::column(setting, legend);
        let size = (legend::column_width(setting, legend), block.height);
        let place = vacancy.take(size.0, size.1, MOST_HIDDEN);
        is_below = place.is_none();
        if let Some(corner) = place {
            boxes.push(taken(corner, size));
            let items = block.items.into_iter().map(|item| item.moved(corner.0)).collect();
            on_map.push(Group { id: Kind::Legend.name().into(), clip: None, items });
        }
    }
    let mut warnings = unheld(setting);
    if wanted.inset {
        let small = sheet.locator.as_ref().filter(|_| !setting.layout.is_narrow());
        let size = small.map(locator::size);
        let place =
            size.and_then(|(width, height)| vacancy.take_corner(width, height, MOST_HIDDEN));
        if let (Some(small), Some(size), Some(corner)) = (small, size, place) {
            boxes.push(taken(corner, size));
            on_map.push(locator::draw(setting, small, corner));
        } else {
            warnings.push(locator::missing(setting, sheet.locator.as_ref()));
        }
    }
    let mut standing = Standing { vacancy, boxes, groups: on_map, warnings };
    standing.scale_bar(setting);
    standing.north_arrow(setting);
    let Standing { boxes, groups: mut on_map, warnings, .. } = standing;
    on_map.extend(graticule::border(setting));
    on_map.extend(with_graticule.then(|| graticule::labels(setting)));
    let below = match is_below {
        true => legend::strip(setting, legend),
        false => Block::empty(),
    };
    let table = match wanted.turning_points {
        figure::TurningPoints::Table => turning_points::table(setting, sheet),
        figure::TurningPoints::Unlisted => Block::empty(),
    };
    let of_shares = match wanted.shares {
        figure::Shares::Widest => bars.map(shares::sentence),
        _ => None,
    };
    Furniture {
        graticule: with_graticule.then(|| graticule::lines(setting)),
        on_map,
        shares: bars.map_or_else(Block::empty, |bars| shares::strip(setting, bars)),
        below,
        table,
        credit: credit::sentences(setting, of_shares.into_iter().collect(), credits),
        warnings,
        boxes,
    }
}

/// What stands on the map so far, and where there is room for more.
struct Standing {
    vacancy: Vacancy,
    boxes: Vec<Rect>,
    groups: Vec<Group>,
    warnings: Vec<Warning>,
}

impl Standing {
    fn scale_bar(&mut self, setting: &Setting) {
        if !setting.figure.furniture.scale_bar {
            return;
        }
        let range = scale_bar::uneven(setting);
        let size = scale_bar::size(setting, range.is_some());
        if let Some(corner) = self.vacancy.take(size.0, size.1, f64::INFINITY) {
            self.boxes.push(taken(corner, size));
            self.groups.push(scale_bar::draw(setting, corner, range.is_some()));
            self.warnings.extend(range.map(|range| scale_bar::warning(setting, corner, &range)));
        }
    }

    fn north_arrow(&mut self, setting: &Setting) {
        /// An arrow may hide anything of the map, but no other furniture.
        const NO_FURNITURE: f64 = 100.0;
        match north_arrow::wanted(setting) {
            Some(Ok(north)) => {
                let size = north_arrow::size(setting);
                match self.vacancy.take_corner(size.0, size.1, NO_FURNITURE) {
                    Some(corner) => {
                        self.boxes.push(taken(corner, size));
                        self.groups.push(north_arrow::draw(setting, north, corner));
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
fn unheld(setting: &Setting) -> Vec<Warning> {
    let (figure, theme) = (setting.figure, setting.theme);
    let words = [
        (Kind::Title, &figure.title),
        (Kind::Subtitle, &figure.subtitle),
        (Kind::Credit, &figure.credit),
    ];
    let words = words.map(|(kind, words)| (kind, figure.says(words)));
    let legend = figure.layers.iter().filter_map(|layer| layer.legend.clone());
    let words = words.into_iter().chain(legend.map(|words| (Kind::Legend, words)));
    let runs = words.map(|(kind, words)| {
        let style = theme.style(&Element::of(kind));
        let colour = style.fill.unwrap_or(INK);
        Run { content: words, font: style.typeface(), colour }
    });
    lettering::missing(&runs.collect::<Vec<Run>>())
}

/// A legend that would hide more than this of the map, by [`Kind::hiding`] a square millimetre, stands below.
const MOST_HIDDEN: f64 = 0.45;

fn taken(corner: OnSheet<Coord>, (width, height): (f64, f64)) -> Rect {
    Rect::new(corner.0, corner.0 + Coord { x: width, y: height })
}

/// How much of the map each place would hide.
fn weigh(setting: &Setting, sheet: &Sheet) -> Vacancy {
    /// Half the reach of a name about its symbol, in mm.
    const NAME_REACH: f64 = 4.0;
    /// Heights at which the letters of a sea's name hide what is about its line, in mm.
    const NAME_HEIGHT: [f64; 5] = [-3.0, -1.5, 0.0, 1.5, 3.0];
    let OnSheet(neatline) = setting.view.neatline();
    let frame = neatline.bounding_rect().unwrap_or(setting.view.frame_box().0);
    let mut vacancy = Vacancy::new(&neatline, frame, setting.layout.keep_off);
    for layer in sheet.all() {
        let is_far = layer.classes.iter().any(|class| class == "far");
        let weight = if is_far { 1.0 } else { layer.kind.hiding() };
        let heights: &[f64] = if layer.kind == Kind::Sea { &NAME_HEIGHT } else { &[0.0] };
        for feature in &layer.features {
            match &feature.shape.0 {
                Geometry::Point(point) if layer.labelled && layer.kind != Kind::TurningPoint => {
                    let rank = feature.number("rank").unwrap_or(1.0).max(1.0);
                    vacancy.add_point(OnSheet(point.0), NAME_REACH, weight / (rank * rank));
                }
                Geometry::LineString(line) => heights.iter().for_each(|height| {
                    vacancy.add_line(&line.translate(0.0, *height), weight);
                }),
                Geometry::MultiLineString(lines) => heights.iter().for_each(|height| {
                    let lines = lines.translate(0.0, *height);
                    lines.iter().for_each(|line| vacancy.add_line(line, weight));
                }),
                Geometry::Polygon(area) => vacancy.add_area(&area.clone().into(), weight),
                Geometry::MultiPolygon(areas) => vacancy.add_area(areas, weight),
                _ => {}
            }
        }
    }
    vacancy
}
