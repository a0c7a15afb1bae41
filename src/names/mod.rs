//! Names: plotted layers and a theme in, labels and the ground that they must respect out.
//! Says which features bear a name, in which language and type; where the names stand is `label`'s.

mod ground;
mod lines;
mod rivers;
mod shape;
mod shores;
mod wording;

pub use ground::ground;
pub(crate) use shape::areas;

use crate::figure::{Figure, Names};
use crate::furniture::Setting;
use crate::label::{Kind, Label, Terrain};
use crate::plot::{Plotted, PlottedLayer, Sheet};
use crate::scene::Colour;
use crate::space::OnSheet;
use crate::style::{Element, Style, Theme};
use crate::symbolize::element;
use crate::units::{Degrees, Millimetres, Points};
use geo::{
    Area, BoundingRect, Contains, Distance, Euclidean, Geometry, Length, MultiPolygon, Point,
    Polygon,
};
use lines::Type;
use shape::longest;
use shores::Lands;
use wording::{Wording, wordings};

/// From a symbol's edge to its name, in mm: on a double column and on a single one.
const GAP: (f64, f64) = (0.5, 0.4);
/// The least type that is legible in print, on a double column and on a single one.
const LEAST_TYPE: (Points, Points) = (Points(6.0), Points(5.5));
/// The steepest slope of a letter in a sea's name (the art direction has 57° and 68°, and passes the first on the Caspian itself), and in a gulf's.
const STEEPEST: (Degrees, Degrees) = (Degrees(66.0), Degrees(70.0));
/// The greatest rank of towns, islands and waters that is named down to a scale: denominator, ranks.
const RANKS: [(f64, [u8; 3]); 5] = [
    (1.2e6, [6, 4, 4]),
    (2.5e6, [5, 4, 4]),
    (4.5e6, [3, 3, 4]),
    (7.0e6, [3, 2, 3]),
    (1.2e7, [2, 2, 3]),
];
/// The same for smaller scales still.
const LEAST_RANKS: [u8; 3] = [1, 0, 2];
/// Sizes of areas on the sheet by which a theme may set their names: least area in mm², its word.
const SIZES: [(f64, &str); 3] = [(900.0, "large"), (220.0, "medium"), (0.0, "small")];
/// Kinds whose features are named.
const NAMED: [&str; 10] = [
    "country",
    "region",
    "disputed",
    "sea",
    "lake",
    "river",
    "island",
    "place",
    "feature",
    "turning-point",
];
/// An area smaller than this on the sheet, in mm², is not named as an area.
const LEAST_AREA: f64 = 18.0;
/// Islands of this rank and better may be named at the end of a leader.
const LEADER_RANK: f64 = 2.0;
/// Letters where a theme names no colour.
const INK: Colour = Colour { red: 0x22, green: 0x22, blue: 0x22 };

/// The id of a feature's label.
pub fn label_id(layer: &PlottedLayer, feature: &Plotted) -> String {
    format!("label-{}-{}", layer.kind, feature.id)
}

/// The labels of all layers that bear names.
pub fn labels(sheet: &Sheet, setting: &Setting) -> Vec<Label> {
    let naming = Naming {
        sheet,
        figure: setting.figure,
        names: setting.figure.names_shown(),
        lands: Lands::of(sheet),
        theme: setting.theme,
        narrow: setting.layout.is_narrow(),
        scale: setting.view.scale_denominator(),
    };
    let mut labels = Vec::new();
    let named = |layer: &&PlottedLayer| layer.labelled && NAMED.contains(&layer.kind.as_str());
    for layer in sheet.layers.iter().filter(named) {
        for feature in rivers::by_state(layer, sheet) {
            labels.extend(naming.label(layer, &feature));
        }
    }
    labels
}

struct Naming<'a> {
    sheet: &'a Sheet,
    figure: &'a Figure,
    names: Names,
    lands: Lands,
    theme: &'a Theme,
    narrow: bool,
    scale: f64,
}

impl Naming<'_> {
    /// The label of a feature; none if it has no name, or the theme or the figure leaves it out.
    fn label(&self, layer: &PlottedLayer, feature: &Plotted) -> Option<Label> {
        let wordings = wordings(feature, &self.names, &self.shores(layer, feature))?;
        if !self.is_wanted(layer, feature, &wordings) || self.is_double(layer, feature) {
            return None;
        }
        let mut whole = element(layer, feature);
        let area = areas(&feature.shape.0).unsigned_area();
        if let Some((_, size)) = SIZES.iter().find(|(least, _)| area >= *least) {
            whole.attributes.push(("size".into(), (*size).into()));
        }
        if self.is_sea_at_issue(layer, feature) {
            whole.attributes.push(("role".into(), "subject".into()));
        }
        let mut classes = vec![layer.kind.clone()];
        classes.extend(whole.classes.iter().cloned());
        let label = Element { kind: "label".into(), classes, ..whole.clone() };
        let style = self.theme.style(&label);
        // what a figure asks for by name is set even where a theme keeps its rank off narrow sheets
        if style.hidden && !wording::is_listed(feature, &wordings, &self.figure.labels.always) {
            return None;
        }
        let kind = self.kind(layer, feature, &self.theme.style(&whole), &style)?;
        let water = matches!(layer.kind.as_str(), "sea" | "lake");
        let mut ways = Type {
            kind: &layer.kind,
            style: &style,
            local: &self.theme.style(&label.class("local")),
            language: &self.figure.language,
            least: if self.narrow { LEAST_TYPE.1 } else { LEAST_TYPE.0 },
        }
        .ways(&wordings)
        .into_iter();
        let wished = ways.next()?;
        Some(Label {
            id: label_id(layer, feature),
            lines: wished.lines,
            languages: wished.languages,
            others: ways.collect(),
            halo: style.halo,
            fixed_halo: !style.halo_of_ground,
            priority: style.priority.unwrap_or(0.0),
            owner: self.owner(layer, feature),
            terrain: if water { Terrain::Water } else { Terrain::Any },
            kind,
        })
    }

    /// The state whose waters a name may stand in; none for waters, empty for what is nobody's.
    fn owner(&self, layer: &PlottedLayer, feature: &Plotted) -> Option<String> {
        if matches!(layer.kind.as_str(), "sea" | "lake" | "river") {
            return None;
        }
        // nobody's: its name lies in no state's waters if it finds other ground
        if feature.text("status") == Some("disputed") {
            return Some(String::new());
        }
        // a town is that state's whose land it stands on, as the map shows it: views differ
        let shown = match &feature.shape.0 {
            Geometry::Point(at) => self.lands.state_at(*at),
            _ => None,
        };
        shown.or_else(|| feature.text("state")).map(str::to_owned)
    }

    /// The languages of a water's shores, where local names are asked for.
    fn shores(&self, layer: &PlottedLayer, feature: &Plotted) -> Vec<&'static str> {
        let water = matches!(layer.kind.as_str(), "sea" | "lake");
        match self.names {
            Names::Local | Names::Both if water => self.lands.languages(feature),
            _ => Vec::new(),
        }
    }

    /// Whether the figure wants this name: not omitted, and of a rank that its scale has room for.
    fn is_wanted(&self, layer: &PlottedLayer, feature: &Plotted, shown: &[Wording]) -> bool {
        let labels = &self.figure.labels;
        let by_scale = RANKS.iter().find(|(denominator, _)| self.scale <= *denominator);
        let [towns, islands, waters] = by_scale.map_or(LEAST_RANKS, |(_, ranks)| *ranks);
        let greatest = match layer.kind.as_str() {
            "place" => labels.towns.unwrap_or(towns),
            "island" => labels.islands.unwrap_or(islands),
            "sea" => labels.waters.unwrap_or(waters),
            _ => u8::MAX,
        };
        let listed = layer.kind != "sea" || labels.seas.is_empty();
        let rank = feature.number("rank").unwrap_or(0.0);
        let disputed = feature.text("status") == Some("disputed");
        let bears = |listed: &[String]| wording::is_listed(feature, shown, listed);
        !bears(&labels.omit)
            && (listed || bears(&labels.seas))
            && (rank <= f64::from(greatest) || disputed || bears(&labels.always))
    }

    /// A town that bears its island's name, an island that bears its state's, a lake that is named
    /// as an area, or one of several lines for the same sea.
    fn is_double(&self, layer: &PlottedLayer, feature: &Plotted) -> bool {
        if let Some(island) = feature.text("island") {
            let same = |other: &Plotted| {
                other.id.ends_with(island) && other.text("name") == feature.text("name")
            };
            return self.of_kind("island").any(|(_, other)| same(other));
        }
        let name = feature.text("name");
        let is_named_as =
            |kind: &str| self.of_kind(kind).any(|(_, other)| other.text("name") == name);
        match layer.kind.as_str() {
            "island" if is_named_as("country") => return true,
            "sea" if is_named_as("lake") => return true,
            "region" if is_named_as("disputed") => return true,
            "disputed" if self.is_named_by_a_point(feature) => return true,
            _ => {}
        }
        let rivals = layer.features.iter().filter(|other| other.text("name") == name);
        layer.kind == "sea"
            && rivals.max_by(|a, b| self.suits(a).total_cmp(&self.suits(b))).map(|best| &best.id)
                != Some(&feature.id)
    }

    /// Whether an area at issue has a point of its own that bears its name, as islets have.
    fn is_named_by_a_point(&self, area: &Plotted) -> bool {
        /// Points and areas are of two sources, in mm.
        const ASTRAY: f64 = 0.8;
        let area = areas(&area.shape.0);
        self.of_kind("island").any(|(_, point)| {
            let at_issue = point.text("status") == Some("disputed");
            let Geometry::Point(at) = &point.shape.0 else { return false };
            at_issue && Euclidean.distance(&area, at) < ASTRAY
        })
    }

    /// Whether it is the sea that the figure takes shares of.
    fn is_sea_at_issue(&self, layer: &PlottedLayer, feature: &Plotted) -> bool {
        let within = self.figure.zones.as_ref().and_then(|zones| zones.within.as_deref());
        let id = feature.id.strip_prefix("water-").filter(|_| layer.kind == "sea");
        id.zip(within).is_some_and(|(id, sea)| {
            id.strip_prefix(sea).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    }

    /// How well a line for a sea's name suits this figure: made for it, or long on its sheet.
    fn suits(&self, line: &Plotted) -> f64 {
        let length = longest(&line.shape.0).map_or(0.0, |line| Euclidean.length(&line));
        let own = line.text("region") == Some(self.figure.name.as_str());
        if own { 1e6 + length } else { length }
    }

    fn of_kind<'b>(
        &'b self,
        kind: &'b str,
    ) -> impl Iterator<Item = (&'b PlottedLayer, &'b Plotted)> {
        let layers = self.sheet.all().filter(move |layer| layer.kind == kind);
        layers.flat_map(|layer| layer.features.iter().map(move |feature| (layer, feature)))
    }

    fn kind(
        &self,
        layer: &PlottedLayer,
        feature: &Plotted,
        symbol: &Style,
        style: &Style,
    ) -> Option<Kind> {
        let spacing = style.letter_spacing;
        let spread = (spacing > 0.05).then_some((0.4 * spacing, spacing));
        match &feature.shape.0 {
            Geometry::Point(point) => Some(self.point(layer, feature, *point, symbol)),
            Geometry::LineString(_) | Geometry::MultiLineString(_) => {
                let path = OnSheet(longest(&feature.shape.0)?);
                let is_sea = feature.text("kind") == Some("sea");
                let steepest = if is_sea { STEEPEST.0 } else { STEEPEST.1 };
                let leader = feature.text("kind") == Some("strait");
                Some(Kind::Along { path, spread, steepest, leader })
            }
            Geometry::Polygon(_) | Geometry::MultiPolygon(_) => {
                let mut polygon = areas(&feature.shape.0);
                if layer.kind == "country" {
                    polygon.0.retain(|part| !self.is_named_island(feature, part));
                }
                if polygon.unsigned_area() < LEAST_AREA {
                    // no room for a name: the engine finds none, and lists it as left out
                    polygon = MultiPolygon::new(Vec::new());
                }
                let curved = matches!(layer.kind.as_str(), "country" | "region" | "disputed");
                Some(Kind::Area { polygon: OnSheet(polygon), curved, spread })
            }
            _ => None,
        }
    }

    /// A town beside its symbol, an island on or beside its land.
    fn point(&self, layer: &PlottedLayer, feature: &Plotted, at: Point, symbol: &Style) -> Kind {
        let radius = symbol.radius.filter(|_| !symbol.hidden);
        let land = match (layer.kind.as_str(), radius) {
            ("island", None) => self.land_under(at),
            _ => None,
        };
        match land {
            Some(shore) => Kind::Island {
                polygon: OnSheet(MultiPolygon::new(vec![shore])),
                sides: Vec::new(),
                leader: feature.number("rank").is_some_and(|rank| rank <= LEADER_RANK),
            },
            None => Kind::Point {
                at: OnSheet(at.0),
                radius: radius.unwrap_or(Millimetres(0.0)),
                gap: Millimetres(if self.narrow { GAP.1 } else { GAP.0 }),
                sides: Vec::new(),
                leader: feature.text("status") == Some("disputed"),
            },
        }
    }

    /// Whether a part of a state is an island with a name of its own: the state's name had better
    /// stand elsewhere.
    fn is_named_island(&self, state: &Plotted, part: &Polygon) -> bool {
        self.of_kind("island").any(|(_, island)| {
            let Geometry::Point(at) = island.shape.0 else { return false };
            island.text("name") != state.text("name")
                && part.bounding_rect().is_some_and(|around| around.contains(&at))
                && part.contains(&at)
        })
    }

    /// The piece of land that a point lies on.
    fn land_under(&self, at: Point) -> Option<Polygon> {
        self.of_kind("country").find_map(|(_, country)| {
            let polygons = areas(&country.shape.0);
            polygons.into_iter().find(|land| {
                land.bounding_rect().is_some_and(|around| around.contains(&at))
                    && land.contains(&at)
            })
        })
    }
}
