//! What is placed in, the text of a figure that shows it out: an extent with room round it, a quiet base map, all that is
//! placed set out on top, and arrows at the edge to what lies too far out for the story's scale.

use super::folding::key;
use super::gazetteer::Gazetteer;
use super::ground::{Footprint, Ground, narrowest, near, square_degrees};
use super::index::{Place, PlaceKind};
use super::report::shown;
use super::{Found, Placed};
use crate::error::Result;
use crate::figure::listed;
use crate::geodata::{Feature, Geodata, Value, geojson};
use crate::space::Geographic;
use geo::{
    Bearing, BoundingRect, Contains, Coord, Geometry, Haversine, LineString, MultiPolygon, Point,
    Polygon, Rect, Simplify,
};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The least height of an extent, degrees of latitude: less shows no coast that a reader knows. Places that are near to
/// each other have to stand apart, though.
const LEAST_SPAN: f64 = 3.0;
const LEAST_SPAN_OF_SEVERAL: f64 = 1.8;
/// Room on each side, as a share of the span.
const ROOM: f64 = 0.16;
/// The widest and the tallest sheet, width to height.
const SHAPES: (f64, f64) = (0.8, 1.6);
/// The southernmost and the northernmost edge, degrees.
const EDGES: (f64, f64) = (-85.0, 85.0);
/// A place of a story is left to an arrow if the map is so many times larger in scale without it …
const FAR: f64 = 1.3;
/// … as large a share of all mentions stays on it …
const STAYS: f64 = 0.6;
/// … and it lies so many times the map's width or height beyond its edge.
const BEYOND: f64 = 0.4;
/// The same for a state, a region or a sea, of which the map need only show a part.
const FAR_AREA: f64 = 1.3;
/// How many towns that are not named place the reader, at most.
const KNOWN_TOWNS: usize = 3;
/// How many times as wide the extent becomes where names find no room.
const PLAIN: [f64; 3] = [1.0, 1.15, 1.35];
/// From so many things on, letters are smaller.
const MANY: usize = 14;
/// The width of the sheet, metres.
const WIDTH: f64 = 0.120;

/// A locator map, still to be drawn.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Located {
    /// The figure file.
    pub toml: String,
    /// The figure's name: `locate-athens`.
    pub name: String,
    /// What is said of the map beside it: what stands at its edge, and by which rule.
    pub notices: Vec<String>,
    /// The figure file without the names that only place the reader, with ever more room round the things.
    plain: Vec<String>,
    /// What has to be named on the map.
    names: Vec<Wanted>,
}

/// A name that has to be on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// As the caption has it.
    name: String,
    /// The places that it stands for, by their ids.
    places: Vec<String>,
    /// What it may be on the map.
    forms: Vec<String>,
}

impl Located {
    /// The same map without the names that only place the reader, then with ever more room round the things.
    pub fn plain(&self) -> impl Iterator<Item = Located> {
        self.plain.iter().map(|toml| Located { toml: toml.clone(), ..self.clone() })
    }

    /// What has to be named and is not on a map with these names: how the caption has it, and the ids of its places.
    pub fn not_set(&self, set: &[&str]) -> Vec<(String, Vec<String>)> {
        let set: Vec<String> = set.iter().map(|name| format!(" {} ", key(name))).collect();
        let is_set =
            |name: &String| set.iter().any(|label| label.contains(&format!(" {} ", key(name))));
        let lost = self.names.iter().filter(|wanted| !wanted.forms.iter().any(is_set));
        lost.map(|wanted| (wanted.name.clone(), wanted.places.clone())).collect()
    }
}

/// Something placed and where it lies.
struct Thing<'a> {
    placed: &'a Placed,
    footprint: Footprint,
}

impl Thing<'_> {
    fn place(&self) -> &Place {
        &self.placed.place
    }

    /// Whether the map has to show all of it: a spot or a small area. Of states, seas and wide regions a part will do.
    fn is_whole(&self) -> bool {
        match self.place().kind {
            PlaceKind::State | PlaceKind::Sea | PlaceKind::River | PlaceKind::Range => false,
            _ => narrowest(&self.footprint.parts)
                .is_none_or(|whole| whole.width().max(whole.height()) < 15.0),
        }
    }
}

/// What stands at the edge of the map: whither, and how far it is from the middle, metres.
#[derive(Clone, Debug)]
struct Arrow {
    id: String,
    /// The ids of what lies there.
    places: Vec<String>,
    /// What lies there, all of one state.
    names: Vec<String>,
    state: String,
    bearing: f64,
    away: f64,
}

/// The figure of what is found.
///
/// Errors: `Render` if the bundled data are damaged.
pub(super) fn figure(found: &Found, geodata: &Geodata) -> Result<Located> {
    let ground = Ground::of(geodata);
    let gazetteer = Gazetteer::of(geodata)?;
    let things = found
        .placed
        .iter()
        .map(|placed| Ok(Thing { placed, footprint: ground.footprint(&placed.place)? }));
    let things: Vec<Thing> = things.collect::<Result<_>>()?;
    let (extent, on_map, far) = parted(&things, found.is_story, &ground)?;
    let sheet = Sheet {
        extent,
        things: &on_map,
        far: arrows(&far, &extent),
        ground: &ground,
        gazetteer: &gazetteer,
    };
    sheet.located()
}

/// The extent, what lies on it, and what lies too far out.
type Parted<'a, 'b> = (Rect, Vec<&'a Thing<'b>>, Vec<&'a Thing<'b>>);

/// The extent, what lies on it, and what lies too far out. Somebody who asks for places gets them all on the map.
fn parted<'a, 'b>(
    things: &'a [Thing<'b>],
    is_story: bool,
    ground: &Ground,
) -> Result<Parted<'a, 'b>> {
    let (mut whole, mut others): (Vec<&Thing>, Vec<&Thing>) =
        things.iter().partition(|thing| thing.is_whole());
    if whole.is_empty() {
        // of states and seas alone the story's own are those that it names most
        others.sort_by_key(|thing| std::cmp::Reverse(thing.placed.count));
        let most = others.first().map_or(0, |thing| thing.placed.count);
        let least = if is_story { most.div_ceil(3) } else { 0 };
        (whole, others) = others.into_iter().partition(|thing| thing.placed.count >= least);
    }
    let mut far = Vec::new();
    while is_story && whole.len() > 1 {
        let Some(at) = outlier(&whole) else { break };
        far.push(whole.remove(at));
    }
    let mut extent = extent_of(&whole);
    let mut on_map = whole;
    for thing in others {
        if thing.place().kind == PlaceKind::Sea
            && !is_seen(thing, &extent)
            && run(thing, &extent, ground)?.is_some()
        {
            on_map.push(thing);
            continue;
        }
        match shown_in(thing, &extent, if is_story { FAR_AREA } else { f64::INFINITY }) {
            Some(wider) => {
                extent = wider;
                on_map.push(thing);
            }
            None => far.push(thing),
        }
    }
    // in the order of the text again
    on_map
        .sort_by_key(|thing| things.iter().position(|other| other.place().id == thing.place().id));
    Ok((extent, on_map, far))
}

/// Which thing makes the map the smallest in scale for what it is to the story.
fn outlier(whole: &[&Thing]) -> Option<usize> {
    let span = |things: &[&Thing]| {
        let extent = extent_of(things);
        extent.height().max(1e-6)
    };
    let all = span(whole);
    let mentions: usize = whole.iter().map(|thing| thing.placed.count).sum();
    let without = |at: usize| {
        let mut rest = whole.to_vec();
        rest.remove(at);
        rest
    };
    let gains = (0..whole.len()).filter_map(|at| {
        let rest = without(at);
        let left: usize = rest.iter().map(|thing| thing.placed.count).sum();
        let gain = all / span(&rest);
        let is_far = gain >= FAR && is_beyond(whole[at], &extent_of(&rest));
        (is_far && left as f64 >= STAYS * mentions as f64).then_some((at, gain))
    });
    if let Some((at, _)) = gains.max_by(|one, other| one.1.total_cmp(&other.1)) {
        return Some(at);
    }
    // two that lie together far out hold each other on the map: the one farthest from the middle of all goes first
    let centre = |things: &[&Thing]| {
        let mut lats: Vec<f64> = things.iter().map(|thing| thing.place().lat).collect();
        let extent = extent_of(things);
        let mut lons: Vec<f64> =
            things.iter().map(|thing| near(thing.place().lon, extent.center().x)).collect();
        lats.sort_by(f64::total_cmp);
        lons.sort_by(f64::total_cmp);
        (lons[lons.len() / 2], lats[lats.len() / 2])
    };
    if whole.len() < 5 {
        return None;
    }
    let (lon, lat) = centre(whole);
    let away = |thing: &Thing| {
        use geo::Distance;
        Haversine.distance(Point::new(lon, lat), Point::new(thing.place().lon, thing.place().lat))
    };
    let mut order: Vec<usize> = (0..whole.len()).collect();
    order.sort_by(|one, other| away(whole[*other]).total_cmp(&away(whole[*one])));
    for count in 2..=6.min(whole.len() - 2) {
        let rest: Vec<&Thing> = (0..whole.len())
            .filter(|at| !order[..count].contains(at))
            .map(|at| whole[at])
            .collect();
        let left: usize = rest.iter().map(|thing| thing.placed.count).sum();
        let is_far = order.first().is_some_and(|at| is_beyond(whole[*at], &extent_of(&rest)));
        if is_far && all / span(&rest) >= FAR && left as f64 >= STAYS * mentions as f64 {
            return order.first().copied();
        }
    }
    None
}

/// Whether a thing lies well beyond the edge of an extent.
fn is_beyond(thing: &Thing, extent: &Rect) -> bool {
    let centre = extent.center();
    let x = (near(thing.place().lon, centre.x) - centre.x).abs() / extent.width();
    let y = (thing.place().lat - centre.y).abs() / extent.height();
    x.max(y) > 0.5 + BEYOND
}

/// The extent of things with room round them, of a shape that a column takes.
fn extent_of(things: &[&Thing]) -> Rect {
    let boxes: Vec<Rect> =
        things.iter().flat_map(|thing| thing.footprint.parts.iter().copied()).collect();
    let whole = narrowest(&boxes).unwrap_or_else(|| Rect::new((-180.0, -60.0), (180.0, 80.0)));
    let is_spot = things.len() < 2 && whole.width() < 0.5;
    with_room(whole, if is_spot { LEAST_SPAN } else { LEAST_SPAN_OF_SEVERAL }, ROOM)
}

fn with_room(whole: Rect, least: f64, room: f64) -> Rect {
    let centre = whole.center();
    let narrow = narrowness(centre.y);
    let mut height = (whole.height() * (1.0 + 2.0 * room)).max(least);
    let mut width = (whole.width() * narrow * (1.0 + 2.0 * room)).max(least).min(360.0 * narrow);
    width = width.max((height * SHAPES.0).min(360.0 * narrow));
    height = height.max(width / SHAPES.1);
    let half = Coord { x: (width / narrow / 2.0).min(180.0), y: height / 2.0 };
    let (low, high) = (centre - half, centre + half);
    Rect::new((low.x, low.y.max(EDGES.0)), (high.x, high.y.min(EDGES.1)))
}

/// A degree of longitude on paper, beside one of latitude.
fn narrowness(lat: f64) -> f64 {
    libm::cos(lat.to_radians()).max(0.1)
}

/// The extent in which enough of an area, or of the line of a name, is seen for its name to stand there: this one, or one so
/// many times higher at most. None if it takes more.
fn shown_in(thing: &Thing, extent: &Rect, most: f64) -> Option<Rect> {
    if is_seen(thing, extent) {
        return Some(*extent);
    }
    let mut best: Option<Rect> = None;
    for at in samples(thing) {
        let at = Coord { x: near(at.x, extent.center().x), y: at.y };
        let half = Coord { x: 0.10 * extent.width(), y: 0.08 * extent.height() };
        let wanted = Rect::new(at - half, at + half);
        let joined = narrowest(&[*extent, wanted])?;
        let wider = with_room(joined, LEAST_SPAN_OF_SEVERAL, 0.0);
        let is_better =
            best.is_none_or(|best| wider.height() * wider.width() < best.height() * best.width());
        if is_better && wider.height() <= most * extent.height() {
            best = Some(wider);
        }
    }
    best
}

/// Whether enough of a thing lies in an extent for its name.
fn is_seen(thing: &Thing, extent: &Rect) -> bool {
    const GRID: usize = 24;
    const LEAST: usize = 26;
    let inside = |at: &Coord| {
        let x = near(at.x, extent.center().x);
        let half = extent.width() * 0.46;
        (x - extent.center().x).abs() < half
            && (at.y - extent.center().y).abs() < extent.height() * 0.46
    };
    match &thing.footprint.area {
        Some(area) => {
            let low = extent.min();
            let step = Coord { x: extent.width() / GRID as f64, y: extent.height() / GRID as f64 };
            let grid = (0..GRID * GRID).map(|number| Coord {
                x: low.x + step.x * ((number % GRID) as f64 + 0.5),
                y: low.y + step.y * ((number / GRID) as f64 + 0.5),
            });
            let count = grid.filter(|at| holds(area, *at)).count();
            // a small state is whole before it fills a part of the map
            let whole = narrowest(&thing.footprint.parts);
            let is_within = whole.is_some_and(|it| {
                inside(&it.min()) && inside(&Coord { x: it.max().x, y: it.max().y })
            });
            count >= LEAST || is_within
        }
        None => {
            let along = samples(thing);
            let seen = along.iter().filter(|at| inside(at)).count();
            seen * 5 >= along.len() * 2
        }
    }
}

/// A level line for the name of a sea whose own lines lie elsewhere: the longest run of water in the extent that is nearer to
/// them than to those of any other sea. None if it has too little.
fn run(thing: &Thing, extent: &Rect, ground: &Ground) -> Result<Option<LineString>> {
    const GRID: usize = 24;
    const LEAST: usize = 5;
    let low = extent.min();
    let step = Coord { x: extent.width() / GRID as f64, y: extent.height() / GRID as f64 };
    let at = |column: usize, row: usize| Coord {
        x: low.x + step.x * (column as f64 + 0.5),
        y: low.y + step.y * (row as f64 + 0.5),
    };
    let countries = ground.layer("countries")?;
    let land: Vec<&MultiPolygon> = countries
        .iter()
        .filter_map(|country| match &country.geometry.0 {
            Geometry::MultiPolygon(area) => Some(area),
            _ => None,
        })
        .collect();
    let seas: Vec<(&str, &LineString)> = ground
        .layer("seas")?
        .iter()
        .filter(|sea| sea.text("kind") == Some("sea"))
        .filter_map(|sea| match &sea.geometry.0 {
            Geometry::LineString(line) => Some((sea.text("name")?, line)),
            _ => None,
        })
        .collect();
    let is_it = |at: Coord| {
        let away = |line: &LineString| away(at, line);
        let nearest = seas.iter().min_by(|one, other| away(one.1).total_cmp(&away(other.1)));
        nearest.is_some_and(|(name, _)| *name == thing.place().name)
            && !land.iter().any(|area| holds(area, at))
    };
    let mut best: Option<(usize, usize, usize)> = None;
    for row in 2..GRID - 2 {
        let mut from = 1;
        for column in 1..GRID {
            if column < GRID - 1 && is_it(at(column, row)) {
                let length = column + 1 - from;
                if best.is_none_or(|(longest, ..)| length > longest) {
                    best = Some((length, from, row));
                }
            } else {
                from = column + 1;
            }
        }
    }
    Ok(best.filter(|(length, ..)| *length >= LEAST).map(|(length, from, row)| {
        LineString::new(vec![at(from, row), at(from + length / 2, row), at(from + length - 1, row)])
    }))
}

/// How far a position is from a line, in degrees of latitude.
fn away(at: Coord, line: &LineString) -> f64 {
    let narrow = narrowness(at.y);
    let flat = |other: Coord| Coord { x: (near(other.x, at.x) - at.x) * narrow, y: other.y - at.y };
    let pairs = line.0.iter().zip(line.0.iter().skip(1));
    let distances = pairs.map(|(from, to)| {
        let (from, to) = (flat(*from), flat(*to));
        let along = to - from;
        let length = along.x * along.x + along.y * along.y;
        let share =
            if length > 0.0 { -(from.x * along.x + from.y * along.y) / length } else { 0.0 };
        let foot = from + along * share.clamp(0.0, 1.0);
        libm::hypot(foot.x, foot.y)
    });
    distances.fold(f64::INFINITY, f64::min)
}

/// Whether an area holds a position, whichever way its longitude is counted.
fn holds(area: &MultiPolygon, at: Coord) -> bool {
    [-360.0, 0.0, 360.0].into_iter().any(|turn| {
        let at = Coord { x: at.x + turn, y: at.y };
        area.0.iter().any(|part| {
            part.bounding_rect().is_some_and(|it| it.contains(&at)) && part.contains(&at)
        })
    })
}

/// Positions on a thing.
fn samples(thing: &Thing) -> Vec<Coord> {
    const GRID: usize = 14;
    let footprint = &thing.footprint;
    match &footprint.area {
        Some(area) => {
            let of_box = |bounds: &Rect| {
                let (low, size) = (bounds.min(), (bounds.width(), bounds.height()));
                (0..GRID * GRID)
                    .map(|number| Coord {
                        x: low.x + size.0 * ((number % GRID) as f64 + 0.5) / GRID as f64,
                        y: low.y + size.1 * ((number / GRID) as f64 + 0.5) / GRID as f64,
                    })
                    .filter(|at| holds(area, *at))
                    .collect::<Vec<_>>()
            };
            let found: Vec<Coord> = footprint.parts.iter().flat_map(of_box).collect();
            let own = Coord { x: thing.place().lon, y: thing.place().lat };
            found.into_iter().chain([own]).collect()
        }
        None if footprint.lines.is_empty() => {
            vec![Coord { x: thing.place().lon, y: thing.place().lat }]
        }
        None => {
            let of_line = |line: &LineString| {
                let pairs = line.0.iter().zip(line.0.iter().skip(1));
                let pairs = pairs.flat_map(|(from, to)| {
                    (0..5)
                        .map(|step| *from + (*to - *from) * (f64::from(step) / 5.0))
                        .collect::<Vec<_>>()
                });
                pairs.collect::<Vec<_>>()
            };
            // of several lines for one name that which a map would take is not known yet: the longest
            let longest = footprint.lines.iter().max_by_key(|line| line.0.len());
            longest.map(of_line).unwrap_or_default()
        }
    }
}

/// Arrows to what lies beyond the edge, one for all of a state.
fn arrows(far: &[&Thing], extent: &Rect) -> Vec<Arrow> {
    use geo::Distance;
    let centre = extent.center();
    let middle = Point::new(centre.x, centre.y);
    let mut arrows: Vec<Arrow> = Vec::new();
    // towns before their states, which an arrow to one of them names too
    let mut order = far.to_vec();
    order.sort_by_key(|thing| thing.place().kind == PlaceKind::State);
    for thing in order {
        let place = thing.place();
        let own = Coord { x: place.lon, y: place.lat };
        let at = match place.kind {
            PlaceKind::Sea => samples(thing).into_iter().min_by(|one, other| {
                let away = |at: &Coord| Haversine.distance(middle, Point(*at));
                away(one).total_cmp(&away(other))
            }),
            _ => None,
        };
        let at = Point(at.unwrap_or(own));
        let same = |arrow: &&mut Arrow| !place.state.is_empty() && arrow.state == place.state;
        match arrows.iter_mut().find(same) {
            Some(arrow) => {
                arrow.names.push(place.name.clone());
                arrow.places.push(place.id.clone());
            }
            None => arrows.push(Arrow {
                id: format!("to-{}", place.id),
                places: vec![place.id.clone()],
                names: vec![place.name.clone()],
                state: place.state.clone(),
                bearing: Haversine.bearing(middle, at),
                away: Haversine.distance(middle, at),
            }),
        }
    }
    arrows
}

impl Arrow {
    /// `Geneva, Switzerland`.
    fn name(&self) -> String {
        self.names.join(", ")
    }

    /// `1 900 km`: to two digits, since it is from the middle of the map.
    fn distance(&self) -> String {
        let kilometres = self.away / 1_000.0;
        let step = if kilometres >= 1_000.0 { 100.0 } else { 10.0 };
        let rounded = (kilometres / step).round() * step;
        match rounded >= 1_000.0 {
            true => format!("{} {:03} km", (rounded / 1_000.0).floor(), rounded % 1_000.0),
            false => format!("{rounded} km"),
        }
    }

    /// `north`, `southwest`.
    fn direction(&self) -> &'static str {
        const WINDS: [&str; 8] =
            ["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"];
        let eighth = (self.bearing.rem_euclid(360.0) / 45.0).round() as usize;
        WINDS[eighth % 8]
    }
}

/// The figure file that is being written.
struct Sheet<'a, 'b> {
    extent: Rect,
    things: &'a [&'a Thing<'b>],
    far: Vec<Arrow>,
    ground: &'a Ground<'a>,
    gazetteer: &'a Gazetteer,
}

impl Sheet<'_, '_> {
    fn located(&self) -> Result<Located> {
        let (towns, seas) = (self.known_towns()?, self.main_seas()?);
        let names = self.things.iter().map(|thing| Wanted {
            name: shown(thing.place(), self.gazetteer),
            places: vec![thing.place().id.clone()],
            forms: names_of(thing),
        });
        let far = self.far.iter().map(|arrow| Wanted {
            name: arrow.name(),
            places: arrow.places.clone(),
            forms: vec![arrow.name()],
        });
        let notices = self.far.iter().map(|arrow| {
            format!(
                "{} stands at the edge of the map, {} {}: with it the map would be {FAR} times smaller in scale or more",
                arrow.name(),
                arrow.distance(),
                arrow.direction()
            )
        });
        let first = self.things.iter().min_by_key(|thing| std::cmp::Reverse(thing.placed.count));
        let slug = first.map_or_else(|| "map".to_owned(), |thing| slug(&thing.place().name));
        Ok(Located {
            toml: self.written(&towns, &seas),
            plain: PLAIN.map(|room| self.with_room(room).written(&[], &[])).into(),
            name: format!("locate-{slug}"),
            notices: notices.collect(),
            names: names.chain(far).collect(),
        })
    }

    fn written(&self, towns: &[Feature], seas: &[Feature]) -> String {
        let of = |kinds: &[PlaceKind]| {
            let things = self.things.iter().filter(|thing| kinds.contains(&thing.place().kind));
            things.copied().collect::<Vec<&Thing>>()
        };
        let ids = |things: &[&Thing]| {
            things.iter().map(|thing| thing.place().id.clone()).collect::<Vec<_>>()
        };
        let mut text = self.head(towns, seas);
        let dense = if self.things.len() + self.far.len() > MANY { " dense" } else { "" };
        let alone = if towns.is_empty() && seas.is_empty() { " alone" } else { "" };
        let class = format!("country locator{dense}{alone}");
        let mut small = of(&[PlaceKind::State]);
        small.retain(|thing| self.is_small(thing));
        bundled_but(&mut text, "countries", &class, &ids(&small));
        let areas = of(&[PlaceKind::Unit, PlaceKind::Region, PlaceKind::Disputed]);
        let (small_areas, large_areas): (Vec<&Thing>, Vec<&Thing>) =
            areas.into_iter().partition(|thing| self.is_small(thing));
        let of_areas = format!("region located{dense}");
        inline(&mut text, &of_areas, &self.areas(&large_areas));
        inline_unnamed(&mut text, &of_areas, &self.areas(&small_areas));
        let lakes = of(&[PlaceKind::Lake]);
        let (on_land, at_sea): (Vec<&Thing>, Vec<&Thing>) =
            lakes.into_iter().partition(|thing| thing.footprint.area.is_some());
        let (small_lakes, on_land): (Vec<&Thing>, Vec<&Thing>) =
            on_land.into_iter().partition(|thing| self.is_small(thing));
        bundled(&mut text, "lakes", "lake", &[], false);
        if !on_land.is_empty() {
            bundled(&mut text, "lakes", "lake located", &ids(&on_land), true);
        }
        let rivers = of(&[PlaceKind::River]);
        let rivers =
            rivers.iter().flat_map(|thing| thing.footprint.features.iter().map(|it| it.id.clone()));
        let rivers: Vec<String> = rivers.collect();
        if !rivers.is_empty() {
            bundled(&mut text, "rivers", "river located", &rivers, true);
        }
        for (layer, kind) in [
            ("disputed-areas", "disputed"),
            ("shoreline", "coast"),
            ("boundaries", "boundary"),
            ("disputed-lines", "control"),
        ] {
            if self.ground.geodata().has(layer) {
                bundled(&mut text, layer, kind, &[], false);
            }
        }
        inline(&mut text, "sea", seas);
        let waters = of(&[PlaceKind::Sea, PlaceKind::Strait]);
        let waters: Vec<Feature> =
            waters.iter().chain(&at_sea).filter_map(|thing| self.line(thing)).collect();
        inline(&mut text, &format!("sea located{dense}"), &waters);
        let ranges: Vec<Feature> = of(&[PlaceKind::Range])
            .iter()
            .filter_map(|thing| {
                thing.footprint.lines.first().map(|line| named(thing.placed, line.clone().into()))
            })
            .collect();
        inline(&mut text, &format!("region range located{dense}"), &ranges);
        // names beside a spot of what is too small for a name on it
        let beside =
            |things: &[&Thing]| things.iter().map(|thing| spot_in(thing)).collect::<Vec<_>>();
        inline(&mut text, &class, &beside(&small));
        inline(&mut text, &of_areas, &beside(&small_areas));
        inline(&mut text, "lake located", &beside(&small_lakes));
        inline(&mut text, "place known", towns);
        let spots = |kind: PlaceKind| of(&[kind]).into_iter().map(spot).collect::<Vec<_>>();
        inline(&mut text, &format!("island located{dense}"), &spots(PlaceKind::Island));
        inline(&mut text, &format!("place located{dense}"), &spots(PlaceKind::Town));
        inline(&mut text, &format!("place located{dense} site"), &spots(PlaceKind::Site));
        let (shafts, labels) = self.arrow_features();
        inline(&mut text, "feature arrow", &shafts);
        inline(&mut text, "feature arrow", &labels);
        text
    }

    /// All of the figure file but its layers.
    fn head(&self, towns: &[Feature], seas: &[Feature]) -> String {
        let mut order: Vec<&&Thing> = self.things.iter().collect();
        order.sort_by_key(|thing| std::cmp::Reverse(thing.placed.count));
        let names: Vec<String> =
            order.iter().map(|thing| shown(thing.place(), self.gazetteer)).collect();
        let ids = order.iter().map(|thing| thing.place().id.clone());
        let features =
            order.iter().flat_map(|thing| thing.footprint.features.iter().map(|it| it.id.clone()));
        let arrows = self.far.iter().map(|arrow| arrow.id.clone());
        let beside = towns.iter().chain(seas).map(|feature| feature.id.clone());
        let mut always: Vec<String> = ids.chain(features).chain(arrows).chain(beside).collect();
        always.sort();
        always.dedup();
        let states = order.iter().filter(|thing| thing.place().kind == PlaceKind::State);
        let states: Vec<String> = states.map(|thing| thing.place().id.clone()).collect();
        let arrows: Vec<String> = self
            .far
            .iter()
            .map(|arrow| format!("{} ({} {})", arrow.name(), arrow.distance(), arrow.direction()))
            .collect();
        let beyond = match arrows.is_empty() {
            true => String::new(),
            false => format!(" Arrows at its edge point to {}.", listed(&arrows)),
        };
        let caption = format!("Where to find {}.", listed(&names));
        let verb = if names.len() == 1 { "is" } else { "are" };
        let (low, high) = (self.extent.min(), self.extent.max());
        let east = if high.x > 180.0 { high.x - 360.0 } else { high.x };
        let west = if low.x < -180.0 { low.x + 360.0 } else { low.x };
        let (west, east) = if high.x - low.x >= 359.0 { (-180.0, 180.0) } else { (west, east) };
        let is_wide = high.y - low.y > 40.0 || high.x - low.x > 80.0;
        format!(
            "# A locator map, by periplus locate.\n\
             caption = {}\n\
             alt = {}\n\
             subjects = {}\n\
             \n[extent]\nbounds = [{west:.2}, {:.2}, {east:.2}, {:.2}]\n\
             \n[sheet]\nwidth = \"120mm\"\n\
             \n[labels]\ntowns = 1\nislands = 1\nwaters = 1\nalways = {}\n\
             \n[furniture]\nlegend = false\ninset = {}\n",
            quoted(&(caption + &beyond)),
            quoted(&format!("A map that shows where {} {verb}.{beyond}", listed(&names))),
            list(&states),
            low.y,
            high.y,
            list(&always),
            !(is_wide || towns.is_empty() && seas.is_empty()),
        )
    }

    /// The same map of an extent so many times as wide and high.
    fn with_room(&self, times: f64) -> Sheet<'_, '_> {
        let (centre, low, high) = (self.extent.center(), self.extent.min(), self.extent.max());
        let wider = |at: Coord| Coord {
            x: centre.x + (at.x - centre.x) * times,
            y: (centre.y + (at.y - centre.y) * times).clamp(EDGES.0, EDGES.1),
        };
        let extent = Rect::new(wider(low), wider(high));
        let extent = if extent.width() < 359.0 { extent } else { self.extent };
        Sheet { extent, far: self.far.clone(), ..*self }
    }

    /// The scale, as its denominator.
    fn denominator(&self) -> f64 {
        self.extent.width() * narrowness(self.extent.center().y) * 111_000.0 / WIDTH
    }

    /// Areas as the map shows them, to a twentieth of a millimetre.
    fn areas(&self, things: &[&Thing]) -> Vec<Feature> {
        let degree = 111_000.0 / self.denominator() * 1_000.0; // in millimetres on the sheet
        let feature = |thing: &&Thing| {
            let area = thing.footprint.area.clone()?;
            let window = self.extent;
            let parts = area.simplify(0.05 / degree).0.into_iter().filter(|part| {
                part.bounding_rect().is_some_and(|it| {
                    let middle = near(it.center().x, window.center().x);
                    (middle - window.center().x).abs() < (it.width() + window.width()) / 2.0
                })
            });
            let rounded = parts.map(rounded).collect();
            Some(named(thing.placed, MultiPolygon::new(rounded).into()))
        };
        things.iter().filter_map(feature).collect()
    }

    /// Whether an area is too small on this sheet for its name to stand in it.
    fn is_small(&self, thing: &Thing) -> bool {
        const LEAST: f64 = 150.0;
        let millimetre = self.denominator() / 1_000.0 / 111_000.0; // in degrees
        let degrees = thing.footprint.area.as_ref().map_or(0.0, square_degrees);
        degrees < LEAST * millimetre * millimetre
    }

    /// The line of a water's name that lies best on this map.
    fn line(&self, thing: &Thing) -> Option<Feature> {
        let features = thing.footprint.features.iter();
        let best = features
            .max_by(|one, other| self.length_on_map(one).total_cmp(&self.length_on_map(other)));
        let mut feature = best?.clone();
        bare(&mut feature);
        feature.attributes.remove("region");
        if thing.place().kind == PlaceKind::Sea
            && !is_seen(thing, &self.extent)
            && let Ok(Some(line)) = run(thing, &self.extent, self.ground)
        {
            feature.geometry = Geographic(line.into());
        }
        Some(feature)
    }

    /// How much of a line lies on the map, as a share of the map's width.
    fn length_on_map(&self, feature: &Feature) -> f64 {
        let lines = match &feature.geometry.0 {
            Geometry::LineString(line) => vec![line.clone()],
            Geometry::MultiLineString(lines) => lines.0.clone(),
            _ => Vec::new(),
        };
        const STEPS: usize = 20;
        let mut on_map = 0.0;
        for line in &lines {
            for (from, to) in line.0.iter().zip(line.0.iter().skip(1)) {
                let (dx, dy) = (to.x - from.x, to.y - from.y);
                let length = libm::hypot(dx * narrowness(from.y), dy);
                let inside = (0..STEPS).filter(|step| {
                    let at = *from + (*to - *from) * ((*step as f64 + 0.5) / STEPS as f64);
                    self.is_inside(at.x, at.y, 0.05)
                });
                on_map += length * inside.count() as f64 / STEPS as f64;
            }
        }
        on_map / (self.extent.width() * narrowness(self.extent.center().y))
    }

    /// Whether a position lies on the map, so much of the span from its edge.
    fn is_inside(&self, lon: f64, lat: f64, margin: f64) -> bool {
        let centre = self.extent.center();
        let share = 0.5 - margin;
        (near(lon, centre.x) - centre.x).abs() < share * self.extent.width()
            && (lat - centre.y).abs() < share * self.extent.height()
    }

    /// The best known towns on the map that are not named themselves, none beside another one.
    fn known_towns(&self) -> Result<Vec<Feature>> {
        let is_taken = |feature: &Feature| {
            self.things
                .iter()
                .any(|thing| thing.place().name == feature.text("name").unwrap_or_default())
        };
        let spot_count = self.things.iter().filter(|thing| thing.footprint.area.is_none()).count();
        let wanted = KNOWN_TOWNS.saturating_sub(spot_count / 5);
        let mut known: Vec<(f64, &Feature, Coord)> = Vec::new();
        for feature in self.ground.layer("places")? {
            let Geometry::Point(at) = feature.geometry.0 else { continue };
            let is_capital = feature.text("capital") == Some("state");
            let people = feature.number("population").unwrap_or(0.0);
            if (is_capital || people > 100_000.0)
                && self.is_inside(at.x(), at.y(), 0.09)
                && !is_taken(feature)
            {
                known.push((people * if is_capital { 8.0 } else { 1.0 }, feature, at.0));
            }
        }
        known.sort_by(|one, other| other.0.total_cmp(&one.0));
        let apart = |one: Coord, other: Coord| {
            let x = (near(one.x, other.x) - other.x) / self.extent.width();
            let y = (one.y - other.y) / self.extent.height();
            libm::hypot(x, y)
        };
        let mut taken: Vec<Coord> = self
            .things
            .iter()
            .filter(|thing| thing.footprint.area.is_none())
            .map(|thing| Coord { x: thing.place().lon, y: thing.place().lat })
            .collect();
        let mut chosen = Vec::new();
        for (_, feature, at) in known {
            if chosen.len() < wanted && taken.iter().all(|other| apart(at, *other) > 0.16) {
                taken.push(at);
                let mut feature = feature.clone();
                bare(&mut feature);
                chosen.push(feature);
            }
        }
        Ok(chosen)
    }

    /// The seas whose names have the most room on the map, without those that are named themselves.
    fn main_seas(&self) -> Result<Vec<Feature>> {
        const MOST: usize = 2;
        const LEAST: f64 = 0.2;
        let mut best: BTreeMap<&str, (f64, &Feature)> = BTreeMap::new();
        for feature in self.ground.layer("seas")? {
            let name = feature.text("name").unwrap_or_default();
            let is_sea = feature.text("kind") == Some("sea")
                && feature.number("rank").is_some_and(|rank| rank <= 2.0);
            let is_taken = self.things.iter().any(|thing| thing.place().name == name);
            let length = if is_sea && !is_taken { self.length_on_map(feature) } else { 0.0 };
            if length > LEAST && best.get(name).is_none_or(|(known, _)| length > *known) {
                best.insert(name, (length, feature));
            }
        }
        let mut seas: Vec<(f64, &Feature)> = best.into_values().collect();
        seas.sort_by(|one, other| other.0.total_cmp(&one.0));
        let seas = seas.into_iter().take(MOST).map(|(_, feature)| {
            let mut feature = feature.clone();
            bare(&mut feature);
            feature.attributes.remove("region");
            feature
        });
        Ok(seas.collect())
    }

    /// The arrows at the edge, and where their names stand.
    fn arrow_features(&self) -> (Vec<Feature>, Vec<Feature>) {
        let centre = self.extent.center();
        let narrow = narrowness(centre.y);
        // on paper, in shares of the map's height: x eastward, y northward
        let half = Coord { x: 0.5 * self.extent.width() * narrow / self.extent.height(), y: 0.5 };
        let on_earth = |at: Coord| Coord {
            x: centre.x + at.x * self.extent.height() / narrow,
            y: centre.y + at.y * self.extent.height(),
        };
        let mut order: Vec<&Arrow> = self.far.iter().collect();
        order.sort_by(|one, other| {
            one.bearing.rem_euclid(360.0).total_cmp(&other.bearing.rem_euclid(360.0))
        });
        let (mut shafts, mut labels) = (Vec::new(), Vec::new());
        let mut taken: Vec<Coord> = Vec::new();
        for arrow in order {
            let Coord { x: dx, y: dy } = direction(arrow.bearing);
            let inner = Coord { x: half.x - 0.03, y: half.y - 0.03 };
            let reach = (inner.x / dx.abs().max(1e-9)).min(inner.y / dy.abs().max(1e-9));
            let mut tip = Coord { x: dx * reach, y: dy * reach };
            // those that would lie on each other stand side by side along the edge
            let is_at_side = tip.x.abs() > inner.x - 1e-6;
            let along =
                if is_at_side { Coord { x: 0.0, y: -0.09 } } else { Coord { x: 0.3, y: 0.0 } };
            let close = |tip: Coord, other: &Coord| {
                (tip.x - other.x).abs() < 0.29 && (tip.y - other.y).abs() < 0.085
            };
            for turn in 1..12 {
                if !taken.iter().any(|other| close(tip, other)) {
                    break;
                }
                let step = f64::from((turn + 1) / 2) * if turn % 2 == 0 { 1.0 } else { -1.0 };
                let start = Coord { x: dx * reach, y: dy * reach };
                let moved = start + along * step;
                tip = Coord {
                    x: moved.x.clamp(-inner.x, inner.x),
                    y: moved.y.clamp(-inner.y, inner.y),
                };
            }
            taken.push(tip);
            let back = |length: f64, side: f64| {
                on_earth(Coord {
                    x: tip.x - dx * length - dy * side,
                    y: tip.y - dy * length + dx * side,
                })
            };
            let outline = vec![
                back(0.0, 0.0),
                back(0.022, 0.010),
                back(0.017, 0.0025),
                back(0.045, 0.0025),
                back(0.045, -0.0025),
                back(0.017, -0.0025),
                back(0.022, -0.010),
                back(0.0, 0.0),
            ];
            let id = arrow.id.clone();
            let outline = rounded(Polygon::new(LineString::new(outline), Vec::new()));
            shafts.push(Feature {
                id: format!("{id}-arrow"),
                geometry: Geographic(outline.into()),
                attributes: BTreeMap::new(),
            });
            let name = format!("{} {}", arrow.name(), arrow.distance());
            let at = back(0.0225, 0.0);
            let attributes = [("name", name), ("geometry", "point".to_owned())];
            labels.push(Feature {
                id,
                geometry: Geographic(Point(rounded_at(at)).into()),
                attributes: attributes
                    .map(|(key, word)| (key.to_owned(), Value::Text(word)))
                    .into(),
            });
        }
        (shafts, labels)
    }
}

/// A bearing as a step on paper, x eastward, y northward.
fn direction(bearing: f64) -> Coord {
    let radians = bearing.to_radians();
    Coord { x: libm::sin(radians), y: libm::cos(radians) }
}

/// All names of a thing.
fn names_of(thing: &Thing) -> Vec<String> {
    let attributes = thing.footprint.features.iter().flat_map(|feature| &feature.attributes);
    let names = attributes.filter_map(|(key, value)| match value {
        Value::Text(name) if key.starts_with("name") => Some(name.clone()),
        _ => None,
    });
    [thing.place().name.clone(), thing.placed.mention.clone()].into_iter().chain(names).collect()
}

/// A thing under its name, of another geometry than its layer's.
fn named(placed: &Placed, geometry: Geometry) -> Feature {
    let place = &placed.place;
    let mut attributes = BTreeMap::from([("name".to_owned(), Value::Text(place.name.clone()))]);
    if !place.state.is_empty() {
        attributes.insert("state".to_owned(), Value::Text(place.state.clone()));
    }
    Feature { id: place.id.clone(), geometry: Geographic(geometry), attributes }
}

/// A thing at one spot, as its layer has it.
fn spot(thing: &Thing) -> Feature {
    match thing.footprint.features.first() {
        Some(feature) => {
            let mut feature = feature.clone();
            bare(&mut feature);
            feature
        }
        None => {
            let place = thing.place();
            named(thing.placed, Point(rounded_at(Coord { x: place.lon, y: place.lat })).into())
        }
    }
}

/// A point of an area under its names.
fn spot_in(thing: &Thing) -> Feature {
    let place = thing.place();
    let at = Point(rounded_at(Coord { x: place.lon, y: place.lat }));
    let mut feature = spot(thing);
    feature.id.clone_from(&place.id);
    feature.geometry = Geographic(at.into());
    feature
}

/// Takes away what a map does not ask for.
fn bare(feature: &mut Feature) {
    feature.attributes.retain(|key, _| {
        key.starts_with("name")
            || ["state", "rank", "capital", "capital_until", "kind", "status", "claimed_by"]
                .contains(&key.as_str())
    });
}

fn rounded(polygon: Polygon) -> Polygon {
    let ring = |ring: &LineString| ring.0.iter().copied().map(rounded_at).collect::<LineString>();
    Polygon::new(ring(polygon.exterior()), polygon.interiors().iter().map(ring).collect())
}

fn rounded_at(at: Coord) -> Coord {
    let round = |value: f64| (value * 1e4).round() / 1e4;
    Coord { x: round(at.x), y: round(at.y) }
}

/// A layer of bundled features.
fn bundled(text: &mut String, layer: &str, class: &str, only: &[String], label: bool) {
    let _ =
        write!(text, "\n[[layers]]\nsource = \"{layer}\"\nclass = \"{class}\"\nlegend = false\n");
    if !only.is_empty() {
        let _ = writeln!(text, "only = {}", list(only));
    }
    if !label {
        text.push_str("label = false\n");
    }
}

/// A layer of bundled features of which some bear no name.
fn bundled_but(text: &mut String, layer: &str, class: &str, unnamed: &[String]) {
    bundled(text, layer, class, &[], true);
    if !unnamed.is_empty() {
        let _ = writeln!(text, "except = {}", list(unnamed));
        bundled(text, layer, class, unnamed, false);
    }
}

/// The same without names.
fn inline_unnamed(text: &mut String, class: &str, features: &[Feature]) {
    if !features.is_empty() {
        inline(text, class, features);
        text.push_str("label = false\n");
    }
}

/// A layer of features that the figure file holds; none for none.
fn inline(text: &mut String, class: &str, features: &[Feature]) {
    if !features.is_empty() {
        let geojson = geojson(features);
        let _ = write!(
            text,
            "\n[[layers]]\nclass = \"{class}\"\nlegend = false\nfeatures = '''\n{geojson}'''\n"
        );
    }
}

/// A word for files and ids: `athens`.
fn slug(name: &str) -> String {
    let slug: String =
        key(name).chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    if slug.is_empty() { "map".to_owned() } else { slug }
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}
