//! Anchoring: a feature in, where its name may stand out: beside a symbol, on an island, in an area, along a line.

use super::shape::{bearing, longest};
use super::{GAP, LEADER_RANK, LEAST_AREA, LabelBuilder, STEEPEST, areas};
use crate::kind::{Kind, Named};
use crate::label::{Anchoring, Leader};
use crate::plot::{Plotted, PlottedLayer};
use crate::space::OnSheet;
use crate::style::Style;
use crate::units::Millimetres;
use geo::{Area, BoundingRect, Contains, Geometry, MultiPolygon, Point, Polygon};

impl LabelBuilder<'_> {
    /// Where a name may stand; none for a shape that bears none.
    pub(super) fn anchoring(
        &self,
        layer: &PlottedLayer,
        feature: &Plotted,
        symbol: &Style,
        style: &Style,
    ) -> Option<Anchoring> {
        let spacing = style.letter_spacing;
        let tracking = (spacing > 0.05).then_some((0.4 * spacing, spacing));
        match &*bearing(&feature.shape.0) {
            Geometry::Point(point) => Some(self.point(layer, feature, *point, symbol)),
            Geometry::LineString(_) | Geometry::MultiLineString(_) => {
                let path = OnSheet(longest(&bearing(&feature.shape.0))?);
                let is_sea = matches!(feature.text("kind"), Some("sea" | "ocean"));
                let steepest = if is_sea { STEEPEST.0 } else { STEEPEST.1 };
                let leader = feature.text("kind") == Some("strait");
                Some(Anchoring::Along { path, tracking, steepest, leader })
            }
            Geometry::Polygon(_) | Geometry::MultiPolygon(_) => {
                let mut polygon = areas(&bearing(&feature.shape.0));
                if layer.kind == Kind::Country {
                    polygon.0.retain(|part| !self.is_named_island(feature, part));
                }
                if polygon.unsigned_area() < LEAST_AREA {
                    // no room for a name: the engine finds none, and lists it as left out
                    polygon = MultiPolygon::new(Vec::new());
                }
                let curved = layer.kind.named() == Some(Named::Area);
                Some(Anchoring::Area { polygon: OnSheet(polygon), curved, tracking })
            }
            _ => None,
        }
    }

    /// A town beside its symbol, an island on or beside its land.
    fn point(
        &self,
        layer: &PlottedLayer,
        feature: &Plotted,
        at: Point,
        symbol: &Style,
    ) -> Anchoring {
        let radius = symbol.radius.filter(|_| !symbol.hidden);
        // an island without a symbol is labelled by its land
        let without_symbol = layer.kind == Kind::Island && radius.is_none();
        let land = if without_symbol { self.land_under(at) } else { None };
        match land {
            Some(shore) => Anchoring::Island {
                polygon: OnSheet(MultiPolygon::new(vec![shore])),
                positions: Vec::new(),
                leader: feature.number("rank").is_some_and(|rank| rank <= LEADER_RANK),
            },
            None => Anchoring::Point {
                at: OnSheet(at.0),
                radius: radius.unwrap_or(Millimetres(0.0)),
                gap: Millimetres(if self.narrow { GAP.1 } else { GAP.0 }),
                positions: Vec::new(),
                // what a figure asks for has to be named
                leader: match (feature.is_disputed(), layer.asked.contains(&feature.id)) {
                    (true, _) => Leader::Always,
                    _ if self.figure.labels.always.contains(&feature.id) => Leader::Always,
                    (false, true) => Leader::AtNeed,
                    (false, false) => Leader::Never,
                },
            },
        }
    }

    /// Whether a part of a state is an island with a name of its own: the state's name had better
    /// stand elsewhere.
    fn is_named_island(&self, state: &Plotted, part: &Polygon) -> bool {
        self.of_kind(Kind::Island).any(|(_, island)| {
            let Geometry::Point(at) = island.shape.0 else { return false };
            island.text("name") != state.text("name")
                && part.bounding_rect().is_some_and(|around| around.contains(&at))
                && part.contains(&at)
        })
    }

    /// The piece of land that a point lies on.
    fn land_under(&self, at: Point) -> Option<Polygon> {
        self.of_kind(Kind::Country).find_map(|(_, country)| {
            let polygons = areas(&country.shape.0);
            polygons.into_iter().find(|land| {
                land.bounding_rect().is_some_and(|around| around.contains(&at))
                    && land.contains(&at)
            })
        })
    }
}
