//! The ground made quick to ask: what a place covers and what that costs.

use super::barriers::Barriers;
use super::basins::Basins;
use super::class_raster::ClassRaster;
use super::cost::{
    AMBIGUOUS, FOREIGN_LAND, FOREIGN_WATER, FOREIGN_WATER_SHARE, FORGIVEN_SHARE, ON_LAND,
    OTHER_SHORE, Spacing,
};
use super::landmasses::Landmasses;
use super::shape::{Bounds, OrientedBox};
use super::symbols::Symbols;
use super::{Anchoring, Ground, Label, Terrain, Territory};
use crate::scene::Colour;
use geo::{Contains, Coord, Euclidean, Length, Line, LineString, MultiPolygon, Polygon, coord};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Side of a cell of the raster of regions, in millimetres: a tenth of a name's height.
const CELL: f64 = 0.25;

/// The ground with its indexes.
pub(super) struct Prepared<'a> {
    pub(super) spacing: Spacing,
    /// Round the frame.
    pub(super) bounds: Bounds,
    frame: &'a Polygon,
    frame_lines: Barriers,
    blocked: Vec<&'a Polygon>,
    blocked_lines: Barriers,
    symbols: Symbols,
    lines: Barriers,
    territories: &'a [Territory],
    raster: ClassRaster,
    landmasses: Landmasses,
    /// The landmass of each town and island that is named, by label.
    homes: BTreeMap<String, u32>,
    /// Which water is which name's, by label; worked out when it is first asked for.
    basins: OnceLock<Basins>,
    /// The lines of waters' names, with their labels.
    waters: Vec<(&'a str, &'a LineString)>,
    /// The shores of labelled islands, by label.
    shores: Vec<Shore>,
}

/// The shore of a labelled island.
pub(super) struct Shore {
    id: String,
    pub(super) bounds: Bounds,
    pub(super) lines: Barriers,
}

/// More of a water's name than this on land tells of another place.
const MOST_ASHORE: f64 = 0.5;

impl<'a> Prepared<'a> {
    pub(super) fn new(ground: &'a Ground, labels: &'a [Label]) -> Prepared<'a> {
        let frame = &ground.frame.0;
        let bounds = Bounds::of(frame.exterior().coords().copied());
        let bounds = if bounds.is_empty() { Bounds::of([Coord::default()]) } else { bounds };
        let blocked: Vec<&Polygon> = ground.blocked.iter().map(|polygon| &polygon.0).collect();
        let lines = ground.lines.iter().map(|barrier| (&barrier.line.0, barrier.cost));
        let raster = painted(bounds, &ground.territories);
        let landmasses = Landmasses::of(&raster, |class| is_land(&ground.territories, class));
        Prepared {
            spacing: ground.spacing,
            bounds,
            frame,
            frame_lines: Barriers::new(bounds.grown(1.0), rings(std::iter::once(frame))),
            blocked_lines: Barriers::new(bounds, rings(blocked.iter().copied())),
            blocked,
            symbols: symbols(ground, labels),
            lines: Barriers::new(bounds, lines),
            territories: &ground.territories,
            homes: labels.iter().filter_map(|label| home(label, &landmasses)).collect(),
            landmasses,
            raster,
            basins: OnceLock::new(),
            waters: labels.iter().filter_map(water).collect(),
            shores: labels.iter().filter_map(shore).collect(),
        }
    }

    /// The shore of the island that a label belongs to.
    pub(super) fn shore(&self, id: &str) -> Option<&Shore> {
        self.shores.iter().find(|shore| shore.id == id)
    }

    /// The water on the sheet that is a label's, as class 1 of a raster; none if no water is.
    pub(super) fn basin(&self, id: &str) -> Option<ClassRaster> {
        let place = self.waters.iter().position(|(label, _)| *label == id)?;
        let basins = self.basins.get_or_init(|| {
            let lines = self.waters.iter().map(|(_, line)| *line);
            Basins::of(&self.raster, |class| class != 0 && !self.is_land(class), lines)
        });
        basins.raster(place as u32 + 1)
    }

    /// Whether a line ends at the frame, where it is cut.
    pub(super) fn cuts(&self, line: &LineString) -> bool {
        /// In mm.
        const AT: f64 = 0.5;
        let mut ends = line.0.first().into_iter().chain(line.0.last());
        ends.any(|end| {
            let around = Bounds::of([*end]).grown(AT);
            !self.frame_lines.clear(&OrientedBox::upright(around))
        })
    }

    /// What it costs that a name `further` than the least distance from its own island is as near
    /// to another.
    pub(super) fn other_shores(&self, id: &str, parts: &[OrientedBox], further: f64) -> f64 {
        let reach = self.spacing.coast + further;
        let bounds = parts.iter().fold(Bounds::EMPTY, |all, part| all.with(part.bounds));
        let bounds = bounds.grown(reach);
        let near = |shore: &&Shore| {
            shore.id != id
                && shore.bounds.meets(&bounds)
                && !parts.iter().all(|part| shore.lines.clear(&part.grown(reach)))
        };
        OTHER_SHORE * self.shores.iter().filter(near).count() as f64
    }

    /// Whether `parts` keep clear of frame, furniture and symbols; `own` is the label's own symbol.
    pub(super) fn allows(&self, parts: &[OrientedBox], own: Option<Coord>) -> bool {
        parts.iter().all(|part| {
            let inner = part.grown(self.spacing.frame);
            let beside = part.grown(self.spacing.furniture);
            self.is_in_frame(part.centre)
                && self.frame_lines.clear(&inner)
                && self.blocked_lines.clear(&beside)
                && !self.blocked.iter().any(|blocked| blocked.contains(&geo::Point(part.centre)))
                && self.spares_symbols(part, own)
        })
    }

    /// Whether a position lies within the frame.
    pub(super) fn is_in_frame(&self, at: Coord) -> bool {
        self.bounds.holds(at) && self.frame.contains(&geo::Point(at))
    }

    /// Whether a box lies within the frame and on no furniture.
    pub(super) fn has_room_for(&self, taken: &OrientedBox) -> bool {
        let beside = taken.grown(self.spacing.furniture);
        self.is_in_frame(taken.centre)
            && self.frame_lines.clear(&taken.grown(self.spacing.frame))
            && self.blocked_lines.clear(&beside)
            && !self.blocked.iter().any(|blocked| blocked.contains(&geo::Point(taken.centre)))
    }

    /// The share of the edge of an area's largest part that lies beyond the frame or on it.
    pub(super) fn cut_off(&self, area: &MultiPolygon) -> f64 {
        let length = |line: &Line| Euclidean.length(line);
        let measured = area.iter().map(|part| {
            let ring = part.exterior();
            (ring, ring.lines().map(|line| length(&line)).sum::<f64>())
        });
        let Some((ring, whole)) = measured.max_by(|a, b| a.1.total_cmp(&b.1)) else { return 0.0 };
        let beyond = ring.lines().filter(|line| {
            let middle = geo::Point(line.start + line.delta() / 2.0);
            !self.frame.contains(&middle)
        });
        beyond.map(|line| length(&line)).sum::<f64>() / whole.max(1e-9)
    }

    /// Whether a leader line keeps clear of all symbols but its own.
    pub(super) fn spares(&self, line: &[OrientedBox], own: Coord) -> bool {
        line.iter().all(|part| self.spares_symbols(part, Some(own)))
    }

    fn spares_symbols(&self, part: &OrientedBox, own: Option<Coord>) -> bool {
        let reach = part.bounds.grown(self.spacing.symbol);
        self.symbols.near(&reach).all(|(at, radius)| {
            let clearance = if Some(*at) == own { 0.0 } else { self.spacing.symbol };
            let reach = radius + clearance;
            !part.bounds.grown(reach).holds(*at) || part.gap_to(*at) >= reach
        })
    }

    /// What a name at `parts` costs for what it covers.
    pub(super) fn cost(&self, label: &Label, parts: &[OrientedBox]) -> f64 {
        let lines: f64 = parts.iter().map(|part| self.lines.under(part)).sum();
        lines + self.territory_cost(label, parts)
    }

    /// What a leader line costs for the lines that it crosses.
    pub(super) fn crossing(&self, from: Coord, to: Coord) -> f64 {
        /// A line has no area: it is tested as a strip of this width, in millimetres.
        const STRIP: f64 = 0.3;
        self.lines.under(&OrientedBox::line(from, to).grown(STRIP / 2.0))
    }

    /// How many millimetres of a line lie in the water of a state that is not the label's own.
    pub(super) fn in_foreign_water(&self, label: &Label, from: Coord, to: Coord) -> f64 {
        let Some(owner) = label.owner.as_deref() else { return 0.0 };
        let length = super::curve::distance(from, to);
        let steps = (length / CELL).ceil().max(1.0);
        let foreign = (0..steps as usize).filter(|step| {
            let at = from + (to - from) * ((*step as f64 + 0.5) / steps);
            self.is_foreign_water(self.raster.at(at), owner)
        });
        foreign.count() as f64 * length / steps
    }

    fn is_foreign_water(&self, class: u8, owner: &str) -> bool {
        let territory =
            usize::from(class).checked_sub(1).and_then(|index| self.territories.get(index));
        territory.is_some_and(|territory| {
            territory.water && territory.owner.as_deref().is_some_and(|other| other != owner)
        })
    }

    /// Whether more of a name than is forgiven lies in the water of a state that is not its own.
    /// What is nobody's has no water of its own: its name is only weighed.
    /// The name of a water that lies ashore for the most part would tell of another place.
    pub(super) fn trespasses(&self, label: &Label, parts: &[OrientedBox]) -> bool {
        match label.terrain {
            Terrain::Water => return self.share_ashore(parts) > most_ashore(label),
            Terrain::Land => return self.share_ashore(parts) < 1.0 - MOST_ASHORE,
            Terrain::Any => {}
        }
        let Some(owner) = label.owner.as_deref().filter(|owner| !owner.is_empty()) else {
            return false;
        };
        let count = self.raster.count(parts);
        let shares = count.classes().filter(|(class, _)| self.is_foreign_water(*class, owner));
        shares.map(|(class, _)| count.share(class)).sum::<f64>() > FORGIVEN_SHARE
    }

    /// Whether a name is read as that of an island that is not its own: it lies on it, or within `reach` millimetres of it.
    pub(super) fn tells_of_another_island(
        &self,
        label: &Label,
        parts: &[OrientedBox],
        reach: Option<f64>,
    ) -> bool {
        let Some(own) = self.homes.get(&label.id).copied() else { return false };
        self.landmasses.is_on_another(parts, own)
            || reach.is_some_and(|it| self.landmasses.is_by_another(parts, own, it))
    }

    /// How far it is from a place, level to either side, to the nearer of land and the frame, up to `reach` millimetres.
    pub(super) fn open_water(&self, at: Coord, reach: f64) -> f64 {
        let is_open = |step: &usize| {
            [-1.0, 1.0].iter().all(|side| {
                let beside = coord! { x: at.x + side * CELL * *step as f64, y: at.y };
                self.bounds.holds(beside) && !self.is_land(self.raster.at(beside))
            })
        };
        let steps = (reach / CELL).ceil().max(0.0) as usize;
        (0..=steps).take_while(is_open).last().map_or(0.0, |step| CELL * step as f64)
    }

    fn is_land(&self, class: u8) -> bool {
        is_land(self.territories, class)
    }

    /// How much of a name lies on land, 0 to 1.
    fn share_ashore(&self, parts: &[OrientedBox]) -> f64 {
        let count = self.raster.count(parts);
        let shares = count.classes().filter(|(class, _)| self.is_land(*class));
        shares.map(|(class, _)| count.share(class)).sum()
    }

    fn territory_cost(&self, label: &Label, parts: &[OrientedBox]) -> f64 {
        if label.owner.is_none() && label.terrain == Terrain::Any {
            return 0.0;
        }
        let count = self.raster.count(parts);
        let (mut water, mut land, mut wrong) = (0.0, 0.0, 0.0);
        for (class, _) in count.classes() {
            let Some(territory) = self.territories.get(usize::from(class) - 1) else { continue };
            let share = count.share(class);
            // what is nobody's keeps out of waters only: its name may stand on any land
            let nobodys = label.owner.as_deref() == Some("") && !territory.water;
            let foreign = territory.owner.is_some() && territory.owner != label.owner && !nobodys;
            if label.owner.is_some() && foreign {
                *(if territory.water { &mut water } else { &mut land }) += share;
            }
            wrong += share
                * match (label.terrain, territory.water) {
                    (Terrain::Water, false) => ON_LAND,
                    _ => 0.0,
                };
        }
        let in_water =
            if water > FORGIVEN_SHARE { FOREIGN_WATER + FOREIGN_WATER_SHARE * water } else { 0.0 };
        in_water + FOREIGN_LAND * land + wrong
    }

    /// What it costs that another symbol may be taken for the name's own, `gap` away.
    pub(super) fn ambiguity(&self, parts: &[OrientedBox], own: Coord, gap: f64) -> f64 {
        /// A symbol so much further off than the own one is never taken for it.
        const PLAIN: f64 = 1.0;
        let bounds = parts.iter().fold(Bounds::EMPTY, |all, part| all.with(part.bounds));
        let reach = bounds.grown(gap + PLAIN);
        let others = self
            .symbols
            .near(&reach)
            .filter(|(at, radius)| *at != own && reach.grown(*radius).holds(*at));
        let nearest = others
            .map(|(at, radius)| {
                parts.iter().map(|part| part.gap_to(*at)).fold(f64::INFINITY, f64::min) - radius
            })
            .fold(f64::INFINITY, f64::min);
        AMBIGUOUS * ((gap + PLAIN - nearest) / PLAIN).clamp(0.0, 1.0)
    }

    /// The colour that most of a name at `parts` lies on.
    pub(super) fn colour(&self, parts: &[OrientedBox]) -> Option<Colour> {
        let count = self.raster.count(parts);
        // Several territories may share one colour: their cells are added before they are compared.
        let mut shares: Vec<(Colour, u32)> = Vec::new();
        for (class, cells) in count.classes() {
            let territory = self.territories.get(usize::from(class) - 1);
            let Some(colour) = territory.and_then(|territory| territory.colour) else { continue };
            match shares.iter_mut().find(|(known, _)| *known == colour) {
                Some((_, sum)) => *sum += cells,
                None => shares.push((colour, cells)),
            }
        }
        shares.into_iter().max_by_key(|(_, cells)| *cells).map(|(colour, _)| colour)
    }
}

/// How much of the name of a water may lie on land: of one that is spread over a sea an islet's worth.
fn most_ashore(label: &Label) -> f64 {
    const OF_A_SPREAD_NAME: f64 = 0.15;
    match label.anchoring {
        Anchoring::Along { tracking: Some(_), .. } => OF_A_SPREAD_NAME,
        _ => MOST_ASHORE,
    }
}

fn home(label: &Label, landmasses: &Landmasses) -> Option<(String, u32)> {
    let home = match &label.anchoring {
        Anchoring::Point { at, .. } | Anchoring::ByHand { symbol: Some((at, _)), .. } => {
            landmasses.at(at.0)
        }
        Anchoring::Island { polygon, .. } => landmasses.under(&polygon.0),
        Anchoring::Area { .. }
        | Anchoring::Along { .. }
        | Anchoring::ByHand { .. }
        | Anchoring::Box { .. } => return None,
    };
    Some((label.id.clone(), home))
}

fn is_land(territories: &[Territory], class: u8) -> bool {
    let territory = usize::from(class).checked_sub(1).and_then(|it| territories.get(it));
    territory.is_some_and(|territory| !territory.water)
}

fn rings<'a>(
    polygons: impl Iterator<Item = &'a Polygon>,
) -> impl Iterator<Item = (&'a LineString, f64)> {
    polygons
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
        .map(|ring| (ring, 1.0))
}

fn symbols(ground: &Ground, labels: &[Label]) -> Symbols {
    let of_labels = labels.iter().filter_map(|label| match &label.anchoring {
        Anchoring::Point { at, radius, .. }
        | Anchoring::ByHand { symbol: Some((at, radius)), .. } => Some((at.0, radius.0)),
        _ => None,
    });
    let drawn = ground.symbols.iter().map(|(at, radius)| (at.0, radius.0));
    Symbols::new(drawn.chain(of_labels).collect())
}

fn water(label: &Label) -> Option<(&str, &LineString)> {
    match &label.anchoring {
        Anchoring::Along { path, .. } if label.terrain == Terrain::Water => {
            Some((label.id.as_str(), &path.0))
        }
        _ => None,
    }
}

fn shore(label: &Label) -> Option<Shore> {
    let Anchoring::Island { polygon, .. } = &label.anchoring else { return None };
    let bounds = Bounds::of(polygon.0.iter().flat_map(|p| p.exterior().coords().copied()));
    if bounds.is_empty() {
        return None;
    }
    let lines = Barriers::new(bounds, rings(polygon.0.iter()));
    Some(Shore { id: label.id.clone(), bounds, lines })
}

fn painted(bounds: Bounds, territories: &[Territory]) -> ClassRaster {
    let mut raster = ClassRaster::new(bounds, CELL);
    for (index, territory) in territories.iter().enumerate() {
        // 255 territories have a class of their own; a figure has about ten.
        let class = u8::try_from(index + 1).unwrap_or(u8::MAX);
        raster.paint(&territory.area.0, class);
    }
    raster
}
