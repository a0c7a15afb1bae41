//! Ground: plotted layers, theme and furniture in, what the names must respect out: land and waters
//! with their owners and colours, lines with what crossing them costs, and places that are taken.

use super::areas;
use crate::furniture::MapContext;
use crate::kind::{Kind, Surface};
use crate::label::{Barrier, Ground, Spacing, Territory};
use crate::plot::{Plotted, PlottedLayer, PlottedMap};
use crate::space::OnSheet;
use crate::style::{Element, Theme};
use crate::symbolize::{edges as arrow_edges, element, heads, style};
use crate::units::Millimetres;
use geo::{Contains, Coord, Geometry, InteriorPoint, LineString, MultiPolygon, Polygon, Translate};

/// What the names must respect: land and waters with their colours, lines, furniture.
pub(crate) fn ground(
    map: &PlottedMap,
    context: &MapContext,
    blocked: Vec<OnSheet<Polygon>>,
) -> Ground {
    let (theme, neatline) = (context.theme, context.view.neatline());
    let belts = map.water.iter().find(|layer| layer.kind == Kind::TerritorialSea);
    let open = match belts {
        Some(layer) => Element { classes: layer.classes.clone(), ..Element::of(Kind::HighSeas) },
        None => Element::of(Kind::Sea),
    };
    let mut territories = vec![Territory {
        area: OnSheet(MultiPolygon::new(vec![neatline.0.clone()])),
        owner: None,
        water: true,
        colour: theme.style(&open).fill,
    }];
    let (mut barriers, mut symbols) = (Vec::new(), Vec::new());
    for layer in map.all() {
        // a thin line across the open sea may be crossed, and under the land nobody sees it
        let is_far = layer.classes.iter().any(|class| class == "far");
        let kind = if is_far { Kind::River } else { layer.kind };
        for feature in &layer.features {
            let own = territory(layer, feature, theme);
            territories.extend(own.or_else(|| painted(layer, feature, theme, &territories)));
            symbols.extend(turning_point(layer, feature, theme));
            if let Some(cost) = kind.barrier() {
                let lines = lines(&feature.shape.0);
                if layer.kind == Kind::MaritimeLine {
                    barriers.extend(lines.iter().flat_map(beside));
                }
                barriers
                    .extend(lines.into_iter().map(|line| Barrier { line: OnSheet(line), cost }));
            }
        }
    }
    symbols.extend(heads(map, theme));
    let cost = Kind::Arrow.barrier().unwrap_or_default();
    barriers.extend(arrow_edges(map, theme).into_iter().map(|line| Barrier { line, cost }));
    let spacing =
        if context.layout.is_narrow { Spacing::single_column() } else { Spacing::default() };
    let most = context.figure.limits.names();
    Ground {
        frame: neatline,
        blocked,
        symbols,
        lines: barriers,
        territories,
        spacing,
        most,
        sister: None,
    }
}

/// The dot of a turning point: it stays whether its number finds room or not.
fn turning_point(
    layer: &PlottedLayer,
    feature: &Plotted,
    theme: &Theme,
) -> Option<(OnSheet<Coord>, Millimetres)> {
    let Geometry::Point(at) = &feature.shape.0 else { return None };
    let style = theme.style(&element(layer, feature, theme));
    let radius = style.radius.filter(|_| layer.kind == Kind::TurningPoint && !style.hidden)?;
    Some((OnSheet(at.0), radius))
}

/// Free ground above and below a line at sea: letters that touch it look as if they named it.
fn beside(line: &LineString) -> [Barrier; 2] {
    /// How far off, in mm.
    const CLEAR: f64 = 0.7;
    /// What a millimetre of it under a name costs.
    const COST: f64 = 4.0;
    [-CLEAR, CLEAR].map(|y| Barrier { line: OnSheet(line.translate(0.0, y)), cost: COST })
}

/// The ground that an area makes: land or water, whose, in which colour.
fn territory(layer: &PlottedLayer, feature: &Plotted, theme: &Theme) -> Option<Territory> {
    let water = layer.kind.surface()? == Surface::Water;
    let area = areas(&feature.shape.0);
    let colour = style(layer, feature, theme).fill;
    if colour.is_none() && layer.kind == Kind::TerritorialSea {
        return None; // limits alone are drawn: names lie on what shows through
    }
    let owner = feature.text("state").filter(|_| layer.kind != Kind::Lake).map(str::to_owned);
    Some(Territory { area: OnSheet(area), owner, water, colour })
}

/// The ground that paint makes, as a class of values, on whatever lies under it.
fn painted(
    layer: &PlottedLayer,
    feature: &Plotted,
    theme: &Theme,
    under: &[Territory],
) -> Option<Territory> {
    /// The engine tells apart 255 grounds.
    const MOST: usize = 200;
    if layer.kind.surface().is_some() || under.len() >= MOST {
        return None;
    }
    let area = areas(&feature.shape.0);
    let inside = area.interior_point()?;
    let style = style(layer, feature, theme);
    let paint = style.area_paint().filter(|paint| paint.is_opaque() && !style.hidden)?;
    let ground = under.iter().rev().find(|ground| ground.area.0.contains(&inside))?;
    let (owner, water) = (ground.owner.clone(), ground.water);
    Some(Territory { area: OnSheet(area), owner, water, colour: paint.ground })
}

/// The lines of a shape; the edges of an area are not lines.
fn lines(shape: &Geometry) -> Vec<LineString> {
    match shape {
        Geometry::LineString(line) => vec![line.clone()],
        Geometry::MultiLineString(lines) => lines.0.clone(),
        _ => Vec::new(),
    }
}
