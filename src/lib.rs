//! Periplus draws the map figure for a report: boundaries in, publication-quality SVG, PNG and PDF out,
//! with territorial waters computed from the coast on the ellipsoid.
//!
//! [`draw`] takes a request through these stages, in the order in which data flows through them:
//!
//! 1. [`figure`]: the request;
//! 2. [`geodata`] of the part of the earth that it shows; `select`: the features of them, as its `worldview` draws them;
//! 3. `waters`: belts and median lines, computed by [`sea`] on the ellipsoid;
//! 4. `plot`: both onto the sheet, by the [`projection::View`];
//! 5. `furniture`, `names` placed by `label`, `symbolize`: the painted [`scene`], by the theme ([`style`]);
//! 6. [`output`]: the scene as SVG, and that SVG as PNG and PDF: [`Drawn::encode`].
//!
//! For numbers instead of a picture, [`survey`] takes the land out of the waters; [`statistics`] and [`export`] give
//! their areas, and the waters as GeoJSON. [`sea`] computes zones of any coast:
//!
//! ```
//! use periplus::sea::geo::{Geometry, polygon};
//! use periplus::sea::{Rank, Request, Shore, baselines, geodesy, zones};
//! use periplus::space::Geographic;
//! use periplus::units::NauticalMiles;
//!
//! let island: Geometry = polygon![(x: 25.0, y: 36.0), (x: 25.2, y: 36.0), (x: 25.1, y: 36.1)].into();
//! let shore = Shore {
//!     state: "AAA",
//!     name: "the island".to_owned(),
//!     geometry: &island,
//!     seaward: None, // a polygon's sea is outside
//!     rank: Rank::Island,
//!     held: false, // no matter where nobody else has the same land
//! };
//! let found = zones(&baselines(&[shore]), &Request::of_breadth(NauticalMiles(12.0)))?;
//! let belt = found.belts[0].area.0.0[0].clone();
//! let area = geodesy::polygon_area(&Geographic(belt)).square_kilometres();
//! assert!(area > 1_552.0, "more than a rock alone has: π · 22.224² km²");
//! # Ok::<(), periplus::error::Error>(())
//! ```
//!
//! [`figure`], [`style`], [`statistics`] and [`scene`] begin with an example each.
//!
//! Features of the package, all on by default: `png`, `pdf`, `documents`, `watch`, and `cli` for the program. Without
//! them the library writes SVG, and builds for WebAssembly, where its computations follow one another.

// the words that all stages speak
mod compression;
mod digest;
pub mod error;
pub mod files;
#[allow(unreachable_pub, reason = "build.rs makes the index of names with it")]
mod folding;
pub mod kind;
mod phrases;
mod pictures;
pub mod space;
pub mod state;
pub mod symbols;
mod threads;
mod toml_text;
pub mod units;

// how values are told apart: a word of figures, maps and legends
pub mod classes;

// 1: the request
pub mod figure;
pub mod locate;

// 2: what it shows
mod described;
pub mod geodata;
mod select;
mod worldview;

// 3: the waters, and their numbers
mod claims;
pub mod comparison;
pub mod delimitation;
pub mod export;
pub mod points;
pub mod shares;
pub mod statistics;
pub mod survey;
mod waters;

// 4: onto the sheet
mod classify;
mod plot;
pub mod projection;

// 5: the drawing
mod dress;
mod furniture;
mod insets;
mod label;
pub mod lettering;
mod names;
mod one_scale;
mod own_pictures;
mod panels;
pub mod record;
pub mod scene;
mod sheet;
mod stage_warnings;
pub mod style;
mod symbolize;

// 6: files, and atlases and documents of many figures
pub mod atlas;
#[cfg(feature = "documents")]
pub mod documents;
mod drawn;
pub mod output;
pub mod provenance;
pub mod schema;
mod tables;
#[cfg(feature = "watch")]
pub mod watch;

pub use drawn::Drawn;
pub use periplus_sea as sea;

use classify::Shown;
use dress::Dressed;
use error::{Error, Result, Warning};
use figure::{Figure, Length};
use furniture::beside::BelowMap;
use furniture::credit::Credit;
use furniture::layout::Layout;
use furniture::legend::Legend;
use furniture::{Fragment, MapContext, logo, title};
use geo::Rect;
use geodata::{Geodata, Reach};
use insets::Insets;
use label::Sister;
use plot::PlottedMap;
use projection::View;
use provenance::Provenance;
use record::{DataUsed, Record};
use scene::Scene;
use select::Selected;
use sheet::{Fitting, Outcome};
use stage_warnings::Made;
use style::Theme;
use waters::UnderLand;

/// Draws a figure.
///
/// Errors: `Input` for wrong data of the user's, `Missing` for data that is not there, `Render` for
/// what cannot be drawn, and for names that the figure asks for and that find no room.
pub fn draw(figure: &Figure, geodata: &Geodata, theme: &Theme) -> Result<Drawn> {
    draw_watched(figure, geodata, theme, &mut |_, _| {})?.complete(figure)
}

/// Draws a figure, and after each stage tells `watch` its name and how much came out of it.
///
/// The library reads no clock; who wants to know the time of a stage reads one there.
/// Errors: as [`draw`], but for names that find no room: [`Drawn::complete`] asks for those.
pub fn draw_watched(
    figure: &Figure,
    geodata: &Geodata,
    theme: &Theme,
    watch: &mut dyn FnMut(&'static str, String),
) -> Result<Drawn> {
    let at_fault = |error| figure.at_fault(&[], error);
    let earth = of_the_earth(figure, geodata, theme).map_err(at_fault)?;
    let (bundled, geodata) = (geodata, earth.as_ref().unwrap_or(geodata));
    let Page { scene, record, mut warnings, absent } = match figure.panels.is_empty() {
        true => single(figure, geodata, bundled, theme, watch),
        false => panels::draw(figure, (geodata, bundled), theme, watch),
    }
    .map_err(at_fault)?;
    sheet::check_height(figure, scene.height)?;
    warnings.extend(absent);
    warnings.extend(figure.words_withheld());
    warnings.extend(geodata.warnings());
    let mut provenance = Provenance::of(figure, &record.layers, geodata)?;
    provenance.also_from(theme.imported(), figure)?;
    let tables = tables::tables(&record);
    let scene = Scene { provenance: provenance.json(), tables, ..scene };
    Ok(Drawn { scene, record, warnings, provenance })
}

/// All that is wrong with a figure, as far as one error does not hide another; with nothing wrong, all that [`draw`] warns of.
pub fn check(figure: &Figure, geodata: &Geodata) -> (Vec<Error>, Vec<Warning>) {
    let drawn =
        Theme::stacked(figure.sheet.themes()).and_then(|theme| draw(figure, geodata, &theme));
    let first = match drawn {
        Ok(drawn) => return (Vec::new(), drawn.warnings),
        Err(error) => error,
    };
    let (_, mut found) = select::layers_and_errors(figure, geodata);
    if let Ok(earth) = geodata_of(figure, geodata) {
        found.extend(waters::check(figure, earth.as_ref().unwrap_or(geodata)).err());
    }
    found.push(first);
    let mut errors: Vec<Error> = Vec::new();
    for error in found.into_iter().map(|error| figure.at_fault(&[], error)) {
        if !errors.iter().any(|it| it.message == error.message && it.place == error.place) {
            errors.push(error);
        }
    }
    (errors, Vec::new())
}

/// The geodata that a figure is drawn from where these do not reach as far: who draws several figures of one extent on one
/// sheet reads them once, and draws all from them.
///
/// Errors: as [`draw`].
pub fn geodata_of(figure: &Figure, geodata: &Geodata) -> Result<Option<Geodata>> {
    let theme = Theme::stacked(figure.sheet.themes());
    let earth = theme.and_then(|theme| of_the_earth(figure, geodata, &theme));
    earth.map_err(|error| figure.at_fault(&[], error))
}

/// The geodata of the part of the earth that a figure shows, where these do not reach as far.
///
/// Errors: as [`draw`].
fn of_the_earth(figure: &Figure, geodata: &Geodata, theme: &Theme) -> Result<Option<Geodata>> {
    let extent = match figure.extent.bounds() {
        Some(bounds) => bounds.rectangle().0,
        None => sheet::bounds(figure, &select::layers(figure, geodata)?, geodata)?,
    };
    let width = figure.sheet.width.millimetres();
    let layout = furniture::layout_of(figure, &theme.at_width(width), width);
    let view = match sheet::view(figure, extent, &layout, (0.0, sheet::FOOT)) {
        Ok(view) => view,
        // what no sheet can hold is refused as it is with its head, whatever data there are
        Err(_) if figure.panels.is_empty() => {
            let head = title::set(figure, str::to_owned, &theme.at_width(width), &layout).height;
            return sheet::view(figure, extent, &layout, (head, sheet::FOOT)).map(|_| None);
        }
        Err(_) => return Ok(None),
    };
    let window = waters::coast_window(figure, view.shown().0);
    let is_all = |reach: &Reach| reach.covers(&extent) && plot::is_all_within(reach, &view);
    geodata.around(window, view.scale_denominator(), is_all)
}

/// What a figure asks for, in longitude and latitude, and the extent of its map.
fn asked(figure: &Figure, geodata: &Geodata) -> Result<(Selected, Rect)> {
    let mut selected = select::layers(figure, geodata)?;
    let bounds = sheet::bounds(figure, &selected, geodata)?;
    selected.check_reach(&bounds)?;
    selected.measure(figure, geodata)?;
    Ok((selected, bounds))
}

/// Draws a figure of one map, and its insets from all the data there are.
fn single(
    figure: &Figure,
    geodata: &Geodata,
    bundled: &Geodata,
    theme: &Theme,
    watch: &mut dyn FnMut(&'static str, String),
) -> Result<Page> {
    let width = figure.sheet.width.millimetres();
    let theme = &theme.at_width(width);
    let layout = &furniture::layout_of(figure, theme, width);
    let logo = own_pictures::logo(figure, layout)?;
    let head = &|name_of: NameOf| logo::head(figure, name_of, theme, layout, logo.as_ref());
    let insets =
        &|context: &MapContext, selected: &Selected| insets::draw(context, selected, bundled);
    let mut fitting = Fitting::first(*layout, sheet::FOOT);
    loop {
        let (logo, layout, foot) = (logo.as_ref(), &fitting.layout, fitting.foot);
        let page =
            PageSetup { theme, layout, head, foot, insets, sister: None, logo, values: None };
        let Map { mut page, view, below, .. } = map(figure, geodata, &page, watch)?;
        let Some(height) = figure.sheet.height.map(Length::millimetres) else { return Ok(page) };
        let (sheet, map) = (page.scene.height.0, view.frame_box().0.height());
        match fitting.next(height, &Outcome { sheet, map, below }) {
            Some(next) => fitting = next,
            None => {
                sheet::check_fit(figure, page.scene.height, height)?;
                page.scene.height = height;
                return Ok(page);
            }
        }
    }
}

/// What the stages make of a figure: all of it but what it was drawn from.
struct Page {
    scene: Scene,
    record: Record,
    warnings: Vec<Warning>,
    /// What the figure asks for and none of its maps reaches, in words.
    absent: Vec<Warning>,
}

/// A map on a sheet of its own, and what of its furniture several maps share.
struct Map {
    page: Page,
    view: View,
    legend: Legend,
    credit: Credit,
    names: Sister,
    below: BelowMap,
}

/// Says the name of a state.
type NameOf<'a> = &'a dyn Fn(&str) -> String;

/// What a map is drawn for.
struct PageSetup<'a> {
    theme: &'a Theme,
    layout: &'a Layout,
    /// Sets what stands over the map, given who knows the names of states.
    head: &'a dyn Fn(NameOf) -> Fragment,
    /// What stands below the map, mm, for a sheet of a given height.
    foot: f64,
    /// Draws the insets of the map.
    insets: &'a dyn Fn(&MapContext, &Selected) -> Result<Insets>,
    /// The values that all maps of the figure show, if the map is one of several.
    values: Option<&'a Shown>,
    /// The names of the map beside it, if that is of the same extent.
    sister: Option<&'a Sister>,
    /// What stands in the margin.
    logo: Option<&'a logo::Logo>,
}

/// The stages, in the order in which data flows through them.
fn map(
    figure: &Figure,
    geodata: &Geodata,
    page: &PageSetup,
    watch: &mut dyn FnMut(&'static str, String),
) -> Result<Map> {
    let (theme, layout) = (page.theme, page.layout);
    let (mut selected, bounds) = asked(figure, geodata)?;
    watch("select", format!("{} features", selected.count()));
    // scale and place on the sheet, below the title
    let head = (page.head)(&|state| selected.name_of(state, figure));
    let view = sheet::view(figure, bounds, layout, (head.height, page.foot))?;
    selected.generalise(figure, view.scale_denominator());
    let context = MapContext { figure, theme, view: &view, layout };
    let insets = (page.insets)(&context, &selected)?;
    // belts and median lines, computed on the ellipsoid once: as finely as the scale shows, or as shares ask
    let under_land = match sheet::hides_what_is_under_land(&selected, theme) {
        true => UnderLand::Hidden,
        false => UnderLand::Cut,
    };
    let on_map = (bounds, view.scale_denominator());
    let waters = waters::waters(figure, on_map, under_land, geodata)?;
    watch("sea", waters.as_ref().map_or_else(String::new, waters::count));
    // onto the sheet; and how much each state has, as `areas` says it
    let waters = waters.as_ref();
    let (mut plotted, shares) = threads::both(
        || plot::layers(&selected, waters, figure, &view),
        || shares::shares(figure, waters, geodata, |state| selected.name_of(state, figure)),
    );
    let shares = shares?;
    selected.check_no_data(plotted.no_data)?;
    watch("plot", format!("{} shapes", plotted.count()));
    own_pictures::read_symbols(&mut plotted, figure)?;
    classify::classify(&mut plotted, figure, page.values.or(insets.values.as_ref()))?;
    symbolize::tint(&mut plotted, theme);
    let bars = shares.as_ref().map(|shares| symbolize::bars(shares, figure, &plotted, theme));
    let belts = waters.filter(|_| plotted.has_belts());
    let layers = selected.layers_drawn();
    let catalogue = geodata.catalogue_of_map(&layers, || plot::shows_shore(geodata, &view))?;
    let credited = |plotted: &PlottedMap| {
        let used =
            DataUsed::of(layers.clone(), &catalogue, plotted, &view, (belts, shares.is_some()));
        used.with(&insets.records)
    };
    let dressed =
        dress::dress(&context, &mut plotted, bars.as_ref(), &credited, &insets, page.sister, watch);
    let Dressed { legend, data, mut furniture, placed, callouts } = dressed;
    furniture.logo = page.logo.cloned();
    // fills, lines, symbols
    let symbols = symbolize::layers(&plotted, theme);
    let record =
        record::of(figure, &view, waters, shares, &plotted, &placed, (data, &insets.records));
    let mut record = record.with_dots(symbolize::dots(&plotted, theme));
    record.callouts = callouts;
    record.notices.clone_from(&selected.notices);
    record.joins = selected.layers.iter().filter_map(|layer| layer.joined.clone()).collect();
    let made = Made { selected: &selected, waters, plotted: &plotted, placed: &placed };
    let mut warnings = stage_warnings::of_map(&context, &made, &furniture);
    let mut absent = plotted.absent.clone();
    absent.extend(selected.off_map(figure, |layer| plot::is_layer_on_map(layer, &view)));
    insets.join_notices(&mut warnings, &mut absent);
    let credit = furniture.credit.clone();
    let boxes = furniture.inset_boxes.clone();
    let below = furniture.stays_below;
    let names = Sister::of(&placed);
    let scene = sheet::compose(&context, head, symbols, placed, furniture, &record);
    record.take_insets(insets.records, boxes);
    watch("symbolize", format!("{} items", scene.items.len()));
    Ok(Map { page: Page { scene, record, warnings, absent }, view, legend, credit, names, below })
}

/// The example of docs/library.md is held to compile and run.
#[cfg(doctest)]
#[doc = include_str!("../docs/library.md")]
struct Guide;
