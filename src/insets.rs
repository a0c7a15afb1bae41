//! Insets: a figure with enlargements in, each drawn as a map of its own by the same stages, at its own scale, and boxed with
//! its title; where the boxes stand is the furniture's to say.

use crate::classify::Shown;
use crate::error::{Error, Result, Warning, is_said};
use crate::figure::{Figure, Inset, Zoom};
use crate::furniture::inset::InsetMap;
use crate::furniture::layout::{Layout, Size};
use crate::furniture::legend::Legend;
use crate::furniture::{Fragment, MapContext, panel};
use crate::geodata::Geodata;
use crate::kind::Kind;
use crate::plot;
use crate::projection::{Frame, MapArea, Projection, View};
use crate::record::Record;
use crate::scene::{Item, Path, Scene, Shape};
use crate::select::Selected;
use crate::space::{Geographic, OnSheet};
use crate::state::StateCode;
use crate::style::Element;
use crate::units::Millimetres;
use crate::{Map, NameOf, PageSetup, map, of_the_earth, one_scale};
use geo::{BooleanOps, Coord, Densify, Euclidean, Geometry, LineString, MultiPolygon, Polygon};

/// The narrowest and the widest inset: a box that holds a scale bar, and the width of the map.
const NARROWEST: f64 = 12.0;
/// Between two points of an inset's edge that are looked up on the figure's map, in mm.
const STEP: f64 = 1.0;

/// The insets of a figure, and what their maps say besides.
#[derive(Default)]
pub(crate) struct Insets {
    /// The boxes.
    pub maps: Vec<InsetMap>,
    /// What each was drawn from and bears.
    pub records: Vec<Record>,
    /// What their maps have to explain.
    legends: Vec<Legend>,
    /// What their stages left out, repaired or assumed.
    warnings: Vec<Warning>,
    /// What of the figure each of them does not reach.
    absent: Vec<Vec<Warning>>,
    /// The values that their map and they show, by which all of them tell values apart.
    pub values: Option<Shown>,
}

impl Insets {
    /// The legend of their map, which explains what they show too.
    pub(crate) fn explained_by(&self, legend: Legend, figure: &Figure) -> Legend {
        legend.with_insets(&self.legends, figure.phrases())
    }

    /// What there is to know of them and of their map, whose own `warnings` are not said once more; `absent` is left with
    /// what no map of the figure reaches.
    pub(crate) fn join_notices(&self, warnings: &mut Vec<Warning>, absent: &mut Vec<Warning>) {
        absent.retain(|notice| self.absent.iter().all(|inset| is_said(notice, inset)));
        let is_new = |warning: &&Warning| {
            !warnings.iter().any(|own| warning.message.ends_with(&own.message))
        };
        let new: Vec<Warning> = self.warnings.iter().filter(is_new).cloned().collect();
        warnings.extend(new);
    }
}

/// Draws the insets of a figure whose map is `context`'s and shows what is `selected`, from all the data there are.
///
/// Errors: `Input` where an inset finds no scale or no room on any sheet; else as [`crate::draw`].
pub(crate) fn draw(context: &MapContext, selected: &Selected, geodata: &Geodata) -> Result<Insets> {
    let figure = context.figure;
    let mut insets = Insets::default();
    let (on_map, left_out) = figure.insets_on_map();
    insets.warnings.extend(left_out);
    let several = on_map.len() > 1;
    let mut sheets = Vec::new();
    for (place, (number, inset)) in on_map.into_iter().enumerate() {
        let mark = several.then(|| letter(place));
        let sheet = InsetSheet::of(context, (number, inset), mark, geodata);
        let (sheet, narrowed) = sheet.map_err(|error| at_inset(figure, number, error))?;
        insets.warnings.extend(narrowed);
        sheets.push(sheet);
    }
    if !sheets.is_empty() && one_scale::shows_values(figure) {
        let mut values = one_scale::on_map(selected, figure, context.view);
        for sheet in &sheets {
            let own = sheet.values(context, geodata);
            values = values.and(own.map_err(|error| at_inset(figure, sheet.number, error))?);
        }
        insets.values = Some(values);
    }
    for (place, sheet) in sheets.into_iter().enumerate() {
        let InsetSheet { number, inset, width, .. } = sheet;
        let drawn = sheet.draw(context, insets.values.as_ref(), geodata);
        let Map { page, view, legend, .. } =
            drawn.map_err(|error| at_inset(figure, number, error))?;
        let size = Size { width: width.0, height: page.scene.height.0 };
        insets.maps.push(InsetMap {
            items: boxed(context, page.scene, size, place),
            size,
            at: inset.at,
            outline: outline(context.view, &view),
            mark: sheet.mark,
        });
        let called = called(figure, inset, number);
        insets.warnings.extend(page.warnings.into_iter().map(|warning| Warning {
            message: format!("{called}: {}", warning.message),
            ..warning
        }));
        insets.absent.push([page.absent, plot::callouts_not_drawn(figure)].concat());
        insets.records.push(page.record);
        insets.legends.push(legend);
    }
    Ok(insets)
}

fn at_inset(figure: &Figure, number: usize, error: Error) -> Error {
    figure.at_fault(&[&format!("insets.{number}")], error)
}

/// What messages call an inset.
fn called(figure: &Figure, inset: &Inset, number: usize) -> String {
    match figure.says(&inset.title) {
        title if title.is_empty() => format!("inset {}", number + 1),
        title => format!("inset `{title}`"),
    }
}

/// `A`, `B`, … `Z`, `A1` and so on.
fn letter(number: usize) -> String {
    const LETTERS: usize = 26;
    let letter = char::from(b'A' + (number % LETTERS) as u8);
    match number / LETTERS {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

/// The width of an inset's box, mm; and that it is another than its factor asks for, which a sheet of another size may have
/// no room for.
fn width(context: &MapContext, inset: &Inset) -> Result<(Millimetres, Option<Warning>)> {
    let whole = context.view.frame_box().0.width();
    let third = Millimetres(whole / 3.0);
    let area = MapArea { corner: OnSheet(Coord::default()), width: third, height: None };
    let tried =
        View::fit(Projection::choose(&inset.bounds), inset.bounds, Frame::Rectangle, &area)?;
    let most = whole.min(context.layout.widest_inset);
    let scale = match inset.zoom {
        Zoom::ThirdOfMap => return Ok((Millimetres(third.0.min(most)), None)),
        Zoom::Scale(scale) => scale,
        Zoom::Factor(factor) => context.view.scale_denominator() / factor,
    };
    let width = third.0 * tried.scale_denominator() / scale;
    let is_scale = matches!(inset.zoom, Zoom::Scale(_));
    let most = if is_scale { whole } else { most };
    if (NARROWEST..=most + 1e-6).contains(&width) {
        return Ok((Millimetres(width), None));
    }
    let message = format!("the inset would be {width:.0} mm wide on a map of {whole:.0} mm");
    if !is_scale {
        let fitted = width.clamp(NARROWEST.min(most), most);
        let message = format!("{message}: it is {fitted:.0} mm wide");
        let warning = Warning::new(message).hint("another factor, or another size of the sheet");
        return Ok((Millimetres(fitted), Some(warning)));
    }
    Err(Error::input(message).hint(match width > whole {
        true => "a smaller scale or factor, or less of the earth",
        false => "a larger scale or factor, or more of the earth",
    }))
}

/// What an inset is drawn from: a figure of its own on a sheet as wide as its box.
struct InsetSheet<'a> {
    number: usize,
    inset: &'a Inset,
    mark: Option<String>,
    width: Millimetres,
    figure: Figure,
    layout: Layout,
    /// The data of its part of the earth, where all others do not serve.
    earth: Option<Geodata>,
}

impl<'a> InsetSheet<'a> {
    /// Of an inset by its number in the figure; and that it is not as wide as it asks for.
    fn of(
        context: &MapContext,
        (number, inset): (usize, &'a Inset),
        mark: Option<String>,
        geodata: &Geodata,
    ) -> Result<(InsetSheet<'a>, Option<Warning>)> {
        /// A scale bar in an inset, mm.
        const SCALE_BAR: f64 = 14.0;
        let (width, narrowed) = width(context, inset)?;
        let mut figure = context.figure.of_inset(inset, width);
        let layout = Layout {
            width: width.0,
            margin: 0.0,
            head: 0.0,
            band: 0.0,
            bars: 0.0,
            gap: 0.0,
            scale_bar: SCALE_BAR,
            keep_off: 1.0,
            beside: 0.0,
            widest_inset: f64::INFINITY,
            ..*context.layout
        };
        let earth = of_the_earth(&figure, geodata, context.theme)?;
        leave_out_absent_states(&mut figure, earth.as_ref().unwrap_or(geodata))?;
        Ok((InsetSheet { number, inset, mark, width, figure, layout, earth }, narrowed))
    }

    fn head(&self, context: &MapContext) -> Fragment {
        let words = self.figure.says(&self.inset.title);
        let words = [words.as_str()].into_iter().filter(|it| !it.is_empty());
        let title: Vec<&str> = self.mark.as_deref().into_iter().chain(words).collect();
        panel::inset_head(&title.join("  "), context.theme, &self.layout)
    }

    /// The values that its map shows.
    fn values(&self, context: &MapContext, geodata: &Geodata) -> Result<Shown> {
        let beside = (self.head(context).height, 0.0);
        let geodata = self.earth.as_ref().unwrap_or(geodata);
        one_scale::of_map(&self.figure, geodata, &self.layout, beside)
    }

    /// Its map, its values told apart by those of all maps.
    fn draw(&self, context: &MapContext, values: Option<&Shown>, geodata: &Geodata) -> Result<Map> {
        let page = PageSetup {
            theme: context.theme,
            layout: &self.layout,
            head: &|_: NameOf| self.head(context),
            foot: 0.0,
            insets: &|_: &MapContext, _: &Selected| Ok(Insets::default()),
            values,
            sister: None,
            logo: None,
        };
        map(&self.figure, self.earth.as_ref().unwrap_or(geodata), &page, &mut |_, _| {})
    }
}

/// Another part of the earth has no waters of states that have no coast there.
fn leave_out_absent_states(figure: &mut Figure, geodata: &Geodata) -> Result<()> {
    let Some(zones) =
        figure.zones.as_mut().filter(|zones| zones.coast.is_none() && !zones.states.is_empty())
    else {
        return Ok(());
    };
    let shores = geodata.layer("shoreline")?;
    let has_coast = |state: &StateCode| {
        shores.iter().any(|shore| shore.text("state").is_some_and(|it| state.means(it)))
    };
    zones.states.retain(has_coast);
    if zones.states.is_empty() {
        figure.zones = None;
    }
    Ok(())
}

/// A map on its own paper, with an edge, its ids its own.
fn boxed(context: &MapContext, scene: Scene, size: Size, number: usize) -> Vec<Item> {
    let style = context.theme.style(&Element::of(Kind::Inset));
    let edge = |fill, stroke| {
        let shape = Shape::Rectangle {
            corner: OnSheet(Coord::default()),
            width: Millimetres(size.width),
            height: Millimetres(size.height),
        };
        Item::Path(Path { shape, fill, stroke, title: None })
    };
    let prefix = format!("{}-{}", Kind::Inset.name(), number + 1);
    let map = scene.items.into_iter().map(|item| item.with_prefix(&prefix));
    std::iter::once(edge(style.area_paint(), None))
        .chain(map)
        .chain([edge(None, style.line_paint())])
        .collect()
}

/// The part of the figure's map that an inset shows.
fn outline(map: &View, inset: &View) -> Option<OnSheet<MultiPolygon>> {
    let OnSheet(neatline) = inset.neatline();
    let ring = Euclidean.densify(neatline.exterior(), STEP);
    let on_earth = ring.0.into_iter().map(|at| inset.locate(OnSheet(at)));
    let on_earth: Vec<Geographic<Coord>> = on_earth.collect::<Option<_>>()?;
    let on_map: Vec<Coord> =
        on_earth.iter().map(|at| Some(map.place(*at)?.0)).collect::<Option<_>>()?;
    let half = map.frame_box().0.width() / 2.0;
    // a world map has both ends of what lies over its edge on two sides
    let is_torn = on_map.windows(2).any(|edge| (edge[1].x - edge[0].x).abs() > half);
    let areas = match is_torn {
        true => on_both_sides(map, &on_earth)?,
        false => Polygon::new(LineString::new(on_map), Vec::new()).into(),
    };
    // what lies beside the map has no outline on it
    let seen: MultiPolygon = areas.intersection(&map.neatline().0);
    (!seen.0.is_empty()).then_some(OnSheet(seen))
}

/// A ring on the earth as the parts that a map has of it.
fn on_both_sides(map: &View, ring: &[Geographic<Coord>]) -> Option<MultiPolygon> {
    let mut last = ring.first()?.0.x;
    let unwrapped = ring.iter().map(|Geographic(at)| {
        last += (at.x - last + 180.0).rem_euclid(360.0) - 180.0;
        Coord { x: last, y: at.y }
    });
    let ring = Polygon::new(unwrapped.collect(), Vec::new());
    match map.project(&Geographic(ring.into()))?.0 {
        Geometry::Polygon(part) => Some(part.into()),
        Geometry::MultiPolygon(parts) => Some(parts),
        _ => None,
    }
}
