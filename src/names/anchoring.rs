//! Anchoring: a feature in, where its name may stand out: beside a symbol, on an island, in an area, along a line.

use super::edges::along_edge;
use super::shape::{bearing, longest};
use super::wording::wordings;
use super::{GAP, LEADER_RANK, LEAST_AREA, LEAST_SEEN, LEAST_TYPE, LabelBuilder, STEEPEST, areas};
use crate::geodata::seat;
use crate::kind::{Kind, Named};
use crate::label::{Anchoring, Leader};
use crate::plot::{Plotted, PlottedLayer};
use crate::space::OnSheet;
use crate::style::Style;
use crate::symbolize::beside;
use crate::units::{Degrees, Millimetres, Points};
use geo::{
    Area, BooleanOps, BoundingRect, Contains, ConvexHull, Geometry, Intersects, LineString,
    MultiPolygon, Point, Polygon,
};

/// The steepest slope of a letter on a belt: coasts run north and south.
const ALONG_COASTS: Degrees = Degrees(90.0);
/// A line above another, by so much that letters on it stand clear of that.
fn above(line: &LineString, drawn: &Style, lettering: &Style) -> LineString {
    /// From the line's edge to the middle of small letters, in sizes of these.
    const CLEAR: f64 = 0.85;
    let size = lettering.font_size.map_or(2.1, |size| size.millimetres().0);
    let away = drawn.stroke_width.map_or(0.0, |width| width.0 / 2.0) + CLEAR * size;
    let Some((first, last)) = line.0.first().zip(line.0.last()) else { return line.clone() };
    // above is to the left of what runs to the right
    beside(line, if last.x >= first.x { away } else { -away })
}

/// Land that comes nearer to the frame goes on beyond it, mm.
const CUT: f64 = 0.5;

impl LabelBuilder<'_> {
    /// Where a name may stand; none for a shape that bears none. What is wanted has leaders where nothing else has room.
    pub(super) fn anchoring(
        &self,
        layer: &PlottedLayer,
        feature: &Plotted,
        (symbol, style): (&Style, &Style),
        is_wanted: bool,
    ) -> Option<Anchoring> {
        let spacing = style.letter_spacing;
        let tracking = (spacing > 0.05).then_some((0.4 * spacing, spacing));
        match &*bearing(&feature.shape.0) {
            Geometry::Point(point) => Some(self.point(layer, feature, *point, symbol, is_wanted)),
            Geometry::LineString(_) | Geometry::MultiLineString(_)
                if layer.kind.named() == Some(Named::Edge) =>
            {
                let frame = self.view.neatline().0;
                // an edge beyond the frame bears no name: the engine finds no room, and lists it as left out
                let stretch = along_edge(&feature.shape.0, &frame);
                let (path, steepest) =
                    stretch.unwrap_or_else(|| (LineString(Vec::new()), STEEPEST.0));
                let (path, leader) = (OnSheet(above(&path, symbol, style)), Leader::Never);
                Some(Anchoring::Along { path, tracking, steepest, is_kept: false, leader })
            }
            Geometry::LineString(_) | Geometry::MultiLineString(_) => {
                // of what is a user's own, a line with nothing left on the map is listed as left out
                let is_listed = layer.is_own || layer.kind == Kind::Arrow;
                let none = || is_listed.then(|| LineString(Vec::new()));
                let path = longest(&bearing(&feature.shape.0)).or_else(none)?;
                let is_arrow = layer.kind == Kind::Arrow;
                let path = OnSheet(if is_arrow { above(&path, symbol, style) } else { path });
                let is_sea = matches!(feature.text("kind"), Some("sea" | "ocean"));
                let is_kept = layer.kind == Kind::TerritorialSea;
                let by_kind = if is_sea { STEEPEST.0 } else { STEEPEST.1 };
                let steepest = if is_kept { ALONG_COASTS } else { by_kind };
                let is_line_of_law = layer.kind == Kind::MaritimeLine;
                let leader = match feature.text("kind") {
                    Some("strait") => Leader::Always,
                    _ if is_wanted || is_line_of_law => Leader::AtNeed,
                    _ => Leader::Never,
                };
                Some(Anchoring::Along { path, tracking, steepest, is_kept, leader })
            }
            Geometry::Polygon(_) | Geometry::MultiPolygon(_) => {
                let mut whole = areas(&bearing(&feature.shape.0));
                let mut polygon = whole.clone();
                if layer.kind == Kind::Country {
                    whole = self.land_of_a_name(feature, whole);
                    polygon = self.without_ground_at_issue(whole.clone());
                }
                // what is at issue is named at the end of a leader where it is too small for its name, as long as it is seen
                let is_at_issue = layer.kind == Kind::Disputed;
                let is_due = is_wanted || (is_at_issue && polygon.unsigned_area() >= LEAST_SEEN);
                if polygon.unsigned_area() < LEAST_AREA && !is_due {
                    // no room for a name: the engine finds none, and lists it as left out
                    polygon = MultiPolygon::new(Vec::new());
                }
                let follows_axis = layer.kind.named() == Some(Named::Area);
                let axis_of = follows_axis.then_some(OnSheet(whole));
                let least = Points(if self.narrow { LEAST_TYPE.1.0 } else { LEAST_TYPE.0.0 });
                // a state of which the frame leaves a strip is told by its neighbours
                let greatest =
                    |a: &&Polygon, b: &&Polygon| a.unsigned_area().total_cmp(&b.unsigned_area());
                let is_whole =
                    || polygon.iter().max_by(greatest).is_some_and(|part| !self.is_cut(part));
                let is_land = layer.kind != Kind::Lake;
                // the figure of an inset names the states
                let is_named_elsewhere =
                    layer.kind == Kind::Country && self.figure.labels.is_of_inset;
                let leader = !is_named_elsewhere && (is_due || (is_land && is_whole()));
                Some(Anchoring::Area {
                    polygon: OnSheet(polygon),
                    axis_of,
                    tracking,
                    least,
                    leader,
                })
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
        is_wanted: bool,
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
                leader: match (feature.is_disputed(), is_wanted) {
                    (true, _) => Leader::Always,
                    _ if self.figure.labels.always.contains(&feature.id) => Leader::Always,
                    (false, true) => Leader::AtNeed,
                    (false, false) => Leader::Never,
                },
            },
        }
    }

    /// The land of a state that may bear its name: no island but that on which its name stands in the data, or a great one, for a
    /// name on an island is read as the island's. Where a map shows islands alone, the water between them.
    fn land_of_a_name(&self, state: &Plotted, mut land: MultiPolygon) -> MultiPolygon {
        let whole = land.clone();
        land.0.retain(|part| !self.is_named_island(state, part));
        // where every great island bears a name, that of the state stands on one of them all the same
        let bears =
            |part: &Polygon| self.is_cut(part) || part.unsigned_area() >= self.great_island();
        if !land.0.iter().any(bears) {
            land.0.extend(
                whole.0.into_iter().filter(|part| part.unsigned_area() >= self.great_island()),
            );
        }
        let all = land.clone();
        let seat = state.text("state").and_then(seat).and_then(|at| self.view.project_point(&at));
        let is_seat = |part: &Polygon| seat.as_ref().is_some_and(|at| part.contains(&at.0));
        land.0.retain(|part| {
            is_seat(part) || self.is_cut(part) || part.unsigned_area() >= self.great_island()
        });
        if land.0.is_empty() && !all.0.is_empty() {
            return MultiPolygon::new(vec![all.convex_hull()]);
        }
        land
    }

    /// What of a state's land no area at issue takes: its name over one would say whose that is. All of it where nothing else is
    /// there.
    fn without_ground_at_issue(&self, land: MultiPolygon) -> MultiPolygon {
        let Some(around) = land.bounding_rect() else { return land };
        let at_issue = self.of_kind(Kind::Disputed).map(|(_, area)| areas(&area.shape.0));
        let at_issue =
            at_issue.filter(|area| area.bounding_rect().is_some_and(|it| it.intersects(&around)));
        let left = at_issue.fold(land.clone(), |left, area| left.difference(&area));
        if left.unsigned_area() >= LEAST_AREA { left } else { land }
    }

    /// Whether land goes on beyond the frame.
    fn is_cut(&self, part: &Polygon) -> bool {
        let frame = self.view.frame_box().0;
        part.bounding_rect().is_some_and(|it| {
            let (least, most) = (it.min() - frame.min(), frame.max() - it.max());
            least.x.min(least.y).min(most.x).min(most.y) < CUT
        })
    }

    /// The area on the sheet of an island that bears the name of its state, mm².
    fn great_island(&self) -> f64 {
        /// Crete is smaller, Sicily and Hokkaido are larger; km².
        const GREAT: f64 = 10_000.0;
        GREAT * 1e12 / (self.scale * self.scale)
    }

    /// Whether a part of a state is an island with a name of its own: the state's name had better
    /// stand elsewhere.
    fn is_named_island(&self, state: &Plotted, part: &Polygon) -> bool {
        self.of_kind(Kind::Island).any(|(layer, island)| {
            let Geometry::Point(at) = island.shape.0 else { return false };
            let bears = || wordings(island, &self.names, &[]);
            island.text("name") != state.text("name")
                && part.bounding_rect().is_some_and(|around| around.contains(&at))
                && part.contains(&at)
                && bears().is_some_and(|shown| self.is_selected(layer, island, &shown))
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
