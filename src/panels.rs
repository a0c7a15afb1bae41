//! Panels: a figure of several maps in, one sheet out. Each panel is drawn as a map of its own by the same stages, on
//! a narrower sheet, all of one extent at one scale unless they say otherwise; title, legend, scale bar and credit stand on the sheet once.
//! On a double column they stand side by side, on a single one below each other.

use crate::classify::Shown;
use crate::error::{Error, Result, Warning, is_said};
use crate::figure::{self, Figure, Length};
use crate::furniture::beside::{self, BelowMap};
use crate::furniture::layout::{Layout, NARROW};
use crate::furniture::legend::{self, Legend};
use crate::furniture::{Fragment, MapContext, credit, layout_of, logo, panel};
use crate::geodata::Geodata;
use crate::insets::Insets;
use crate::kind::Kind;
use crate::projection::View;
use crate::record::Record;
use crate::scene::{Group, Item, Scene};
use crate::select::Selected;
use crate::sheet::{Fitting, Outcome};
use crate::style::Theme;
use crate::units::{Millimetres, Points};
use crate::{
    Map, NameOf, Page, PageSetup, map, of_the_earth, one_scale, own_pictures, select, sheet,
};
use geo::Coord;

/// Between the frames of two panels, in mm.
const GUTTER: f64 = 4.0;
/// No panel beside another is narrower than this, in mm.
const NARROWEST: f64 = 50.0;

/// No letters on a double column are smaller than this, however narrow the maps on it.
const LEAST_TYPE: Points = Points(6.0);

/// Where panels stand.
struct PanelGrid {
    /// Panels in a row.
    columns: usize,
    /// Width of each as a sheet of its own, its margins included.
    width: f64,
    /// From the left edge of one to that of the next.
    step: f64,
    /// The left edge of the first, so that its frame is flush with the title.
    left: f64,
}

impl PanelGrid {
    fn of(count: usize, layout: &Layout) -> PanelGrid {
        let frame = |columns: usize| {
            (layout.measure() - layout.beside - GUTTER * (columns - 1) as f64) / columns as f64
        };
        let most = if layout.is_narrow { 1 } else { count };
        let columns = (1..=most).rev().find(|columns| frame(*columns) >= NARROWEST).unwrap_or(1);
        let frame = frame(columns);
        let margin = Layout::for_width(Millimetres(frame)).margin;
        let margin = if columns == 1 { layout.margin } else { margin };
        let (width, left) = (frame + 2.0 * margin, layout.margin - margin);
        PanelGrid { columns, width, step: frame + GUTTER, left }
    }
}

/// Draws a figure of panels from the data of its extent; panels of extents of their own from all the data there are.
///
/// Errors: `Usage` where breadths from the command line meet panels with their own; else as [`crate::draw`].
pub(crate) fn draw(
    figure: &Figure,
    data: (&Geodata, &Geodata),
    theme: &Theme,
    watch: &mut dyn FnMut(&'static str, String),
) -> Result<Page> {
    check(figure)?;
    let width = figure.sheet.width.millimetres();
    let theme = PanelTheme { own: theme, wide: &theme.at_width(width) };
    let mut fitting = Fitting::first(layout_of(figure, theme.wide, width), 0.0);
    let mut height = None;
    loop {
        let (mut page, rows) = laid_out(figure, data, &theme, (&fitting.layout, height), watch)?;
        let Some(asked) = figure.sheet.height.map(Length::millimetres) else { return Ok(page) };
        let (count, sheet) = (rows.count as f64, page.scene.height.0);
        let outcome = Outcome { sheet, map: count * rows.map, below: rows.below };
        match fitting.next(asked, &outcome) {
            Some(next) => {
                // what stands below a row of panels is below a map; what was found out of others still holds
                let more = (next.foot - fitting.foot) / count;
                height = Some(Millimetres(height.map_or(rows.height, |it| it.0) - more));
                fitting = next;
            }
            None => {
                sheet::check_fit(figure, page.scene.height, asked)?;
                page.scene.height = asked;
                return Ok(page);
            }
        }
    }
}

/// A theme, and what it is on the whole sheet.
struct PanelTheme<'a> {
    own: &'a Theme,
    wide: &'a Theme,
}

/// The rows of panels on a sheet.
struct PanelRows {
    count: usize,
    /// How high a panel is, mm.
    height: f64,
    /// How high its map is.
    map: f64,
    /// What stands below them all and could stand beside them.
    below: BelowMap,
}

/// The sheet, its panels of a height of their own or as high as they ask for.
fn laid_out(
    figure: &Figure,
    data: (&Geodata, &Geodata),
    theme: &PanelTheme,
    (layout, height): (&Layout, Option<Millimetres>),
    watch: &mut dyn FnMut(&'static str, String),
) -> Result<(Page, PanelRows)> {
    let grid = PanelGrid::of(figure.panels.len(), layout);
    let selected = select::layers(figure, data.0)?;
    let logo = own_pictures::logo(figure, layout)?;
    let name_of = |state: &str| selected.name_of(state, figure);
    let head = logo::head(figure, name_of, theme.wide, layout, logo.as_ref());
    let maps = maps(figure, data, theme.own, (&grid, height), watch)?;
    let mut items = vec![Item::Group(Group {
        id: Kind::Title.name().into(),
        clip: None,
        items: head.items.clone(),
    })];
    let mut tops = vec![head.height + layout.gap];
    let mut shared = SharedParts::default();
    let mut told = Vec::new();
    let mut rows = PanelRows {
        count: figure.panels.len().div_ceil(grid.columns),
        height: 0.0,
        map: f64::INFINITY,
        below: BelowMap::default(),
    };
    for (number, map) in maps.into_iter().enumerate() {
        let (row, column) = (number / grid.columns, number % grid.columns);
        let top = tops[row];
        let by = Coord { x: grid.left + column as f64 * grid.step, y: top };
        rows.map = rows.map.min(map.view.frame_box().0.height());
        let title = figure.of_panel(number).says(&figure.panels[number].title);
        told.push((title, map.page.record.sentences().to_vec()));
        let scene = shared.take(map, by, figure);
        rows.height = rows.height.max(scene.height.0);
        let bottom = top + scene.height.0 + if grid.columns == 1 { layout.gap } else { GUTTER };
        match tops.get_mut(row + 1) {
            Some(next) => *next = next.max(bottom),
            None => tops.push(bottom),
        }
        items.push(placed(number, scene, by));
    }
    if let Some(record) = &mut shared.record {
        record.tell_by_maps(&told);
    }
    let last = tops.last().copied().unwrap_or_default();
    let bottom = last - if grid.columns == 1 { layout.gap } else { GUTTER } - layout.margin;
    let theme = (theme.wide, layout);
    let (page, below) = shared.finish(figure, theme, logo.as_ref(), items, (tops[0], bottom));
    Ok((page, PanelRows { below, ..rows }))
}

fn check(figure: &Figure) -> Result<()> {
    if !figure.insets.is_empty() {
        let error = Error::input("a sheet of several maps has no insets")
            .hint("leave them out, or draw a figure of one map");
        return Err(figure.at_fault(&["insets"], error));
    }
    if !figure.callouts.is_empty() {
        let error = Error::input("a sheet of several maps has no callouts")
            .hint("leave them out, or draw a figure of one map");
        return Err(figure.at_fault(&["callouts"], error));
    }
    let is_what_if = figure.zones.as_ref().is_some_and(|zones| zones.scenario);
    if is_what_if && figure.panels.iter().any(|panel| panel.breadths.is_some()) {
        let error = Error::usage("the panels of the figure have breadths of their own")
            .hint("leave out --breadth, or draw a figure of one map with it: aegean");
        return Err(figure.at_fault(&["zones.breadths", "zones.own_breadths"], error));
    }
    Ok(())
}

/// All panels, those of one figure with heads of one height.
fn maps(
    figure: &Figure,
    data: (&Geodata, &Geodata),
    theme: &Theme,
    (grid, asked): (&PanelGrid, Option<Millimetres>),
    watch: &mut dyn FnMut(&'static str, String),
) -> Result<Vec<Map>> {
    let width = Millimetres(grid.width);
    let mut theme = theme.at_width(width);
    if figure.sheet.width.millimetres() >= NARROW {
        theme = theme.with_least_type(LEAST_TYPE);
    }
    let mut layout = layout_of(figure, &theme, width);
    layout.gap = if layout.is_narrow { layout.gap } else { layout.gap / 2.0 };
    let heads = figure.panels.iter().enumerate().map(|(number, it)| {
        let words = figure.of_panel(number).says(&it.title);
        panel::head(&words, &theme, &layout)
    });
    let heads: Vec<Fragment> = heads.collect();
    let height = heads.iter().map(|head| head.height).fold(0.0, f64::max);
    let sheets = panel_sheets(figure, data.1, &theme, asked)?;
    let mut values = Shown::default();
    for sheet in sheets.iter().filter(|_| one_scale::shows_values(figure)) {
        let own = one_scale::of_map(&sheet.figure, sheet.data(data), &layout, (height, 0.0))?;
        values = values.and(own);
    }
    let mut maps = Vec::new();
    let mut sister = None;
    for sheet in sheets {
        let (number, is_of_figure) = (sheet.number, sheet.is_of_figure);
        let head = |_: NameOf| Fragment { items: heads[number].items.clone(), height };
        let insets = |_: &MapContext, _: &Selected| Ok(Insets::default());
        let page = PageSetup {
            theme: &theme,
            layout: &layout,
            head: &head,
            foot: 0.0,
            insets: &insets,
            values: Some(&values),
            sister: sister.as_ref().filter(|_| is_of_figure),
            logo: None,
        };
        let map = map(&sheet.figure, sheet.data(data), &page, watch)?;
        if is_of_figure && sister.is_none() {
            sister = Some(map.names.clone());
        }
        maps.push((number, map));
    }
    maps.sort_by_key(|(number, _)| *number);
    Ok(maps.into_iter().map(|(_, map)| map).collect())
}

/// A panel by its number, its figure, and the data of its own part of the earth, if it has one.
struct PanelSheet {
    number: usize,
    figure: Figure,
    /// None where those of the figure serve, or all the data there are: `is_of_figure` says which.
    earth: Option<Geodata>,
    /// Whether it shows the extent of the figure.
    is_of_figure: bool,
}

impl PanelSheet {
    /// What it is drawn from: of these data those of the figure's extent, all of them, or its own.
    fn data<'a>(&'a self, (geodata, bundled): (&'a Geodata, &'a Geodata)) -> &'a Geodata {
        self.earth.as_ref().unwrap_or(if self.is_of_figure { geodata } else { bundled })
    }
}

/// What the panels are drawn from, in the order in which they are.
fn panel_sheets(
    figure: &Figure,
    bundled: &Geodata,
    theme: &Theme,
    asked: Option<Millimetres>,
) -> Result<Vec<PanelSheet>> {
    let sheet = |number: usize| {
        let mut panel = figure.of_panel(number);
        panel.sheet.height = asked.map(|height| Length::Millimetres(height.0));
        let is_of_figure = figure.panels[number].bounds.is_none();
        // a part of the earth of its own is read anew
        let earth = if is_of_figure { None } else { of_the_earth(&panel, bundled, theme)? };
        Ok(PanelSheet { number, figure: panel, earth, is_of_figure })
    };
    fullest_first(figure).into_iter().map(sheet).collect()
}

/// The panels, those with most on them first: where a name has room there, it has room on the others too.
fn fullest_first(figure: &Figure) -> Vec<usize> {
    let belts = |number: &usize| {
        let zones = figure.of_panel(*number).zones;
        zones.map_or(0, |zones| zones.breadths.len() + zones.own_breadths.len())
    };
    let mut order: Vec<usize> = (0..figure.panels.len()).collect();
    order.sort_by_key(|number| std::cmp::Reverse(belts(number)));
    order
}

/// A panel on the sheet, its ids its own.
fn placed(number: usize, scene: Scene, by: Coord) -> Item {
    let prefix = format!("panel-{}", number + 1);
    let items = scene.items.into_iter().map(|item| item.moved(by).with_prefix(&prefix)).collect();
    Item::Group(Group { id: prefix, clip: None, items })
}

/// What the panels have in common.
#[derive(Default)]
struct SharedParts {
    legend: Legend,
    credit: credit::Credit,
    view: Option<View>,
    record: Option<Record>,
    warnings: Vec<Warning>,
    /// What no panel reaches; none before the first.
    absent: Option<Vec<Warning>>,
}

impl SharedParts {
    /// Takes a panel that stands at `by`; gives what is drawn of it.
    fn take(&mut self, map: Map, by: Coord, figure: &Figure) -> Scene {
        self.view.get_or_insert(map.view);
        let Page { scene, mut record, warnings, absent } = map.page;
        match &mut self.absent {
            Some(known) => known.retain(|notice| is_said(notice, &absent)),
            None => self.absent = Some(absent),
        }
        record.move_by(by);
        match &mut self.record {
            Some(known) => known.join(record),
            None => self.record = Some(record),
        }
        for warning in warnings {
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
        for sentence in map.credit.sentences {
            if !self.credit.sentences.contains(&sentence) {
                self.credit.sentences.push(sentence);
            }
        }
        self.legend.join(map.legend, figure.phrases());
        scene
    }

    /// The sheet with legend and credit below the panels, which begin and end there; the legend beside them where the layout has
    /// room for it. And what could stand there.
    fn finish(
        self,
        figure: &Figure,
        (theme, layout): (&Theme, &Layout),
        logo: Option<&logo::Logo>,
        mut items: Vec<Item>,
        (top, bottom): (f64, f64),
    ) -> (Page, BelowMap) {
        let view = self.view.as_ref().filter(|_| figure.furniture.legend != figure::Legend::Off);
        let context = view.map(|view| MapContext { figure, theme, view, layout });
        let of_all = self.legend.laid_out();
        let size = context.as_ref().map(|context| beside::column_size(context, &of_all));
        let is_beside = layout.beside > 0.0;
        let legend = context.as_ref().map_or_else(Fragment::empty, |context| match size {
            Some(size) if is_beside => {
                let column = legend::column(context, &of_all);
                column.set_for_readers(figure, size.width)
            }
            _ => legend::strip(context, &of_all).set_for_readers(figure, layout.width),
        });
        let below = match size {
            Some(size) if !is_beside => {
                BelowMap { legend: Some((legend.height, size)), ..BelowMap::default() }
            }
            size => BelowMap { beside: size.map(|size| size.width), ..BelowMap::default() },
        };
        let legend = match is_beside {
            true => {
                let left = layout.width - layout.margin - (layout.beside - layout.gap);
                let by = Coord { x: left, y: top };
                let id = Kind::Legend.name().into();
                let column = legend.items.into_iter().map(|item| item.moved(by)).collect();
                items.push(Item::Group(Group { id, clip: None, items: column }));
                Fragment::empty()
            }
            false => legend,
        };
        let record = self.record.unwrap_or_default();
        let foot = logo::foot(figure, &self.credit, theme, layout, logo);
        let parts = [(Kind::Legend.name(), legend), (Kind::Credit.name(), foot)];
        let bottom = sheet::below(&mut items, parts, bottom, layout);
        let scene = Scene {
            name: figure.name.clone(),
            width: Millimetres(layout.width),
            height: Millimetres(((bottom + layout.margin) * 10.0).ceil() / 10.0),
            title: figure.titled(),
            description: record.description.clone(),
            provenance: String::new(),
            language: figure.language.clone(),
            background: sheet::paper(figure, theme),
            items,
            tables: Vec::new(),
        };
        let absent = self.absent.unwrap_or_default();
        (Page { scene, record, warnings: self.warnings, absent }, below)
    }
}
