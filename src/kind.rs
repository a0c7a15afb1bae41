//! Kinds: what may lie on a map and round it, one row a kind. Themes select by the names, figure files give them as the
//! class of a layer, and every stage asks here what makes one kind different from another.

use crate::error::Flaw;
use std::fmt;
use std::str::FromStr;

/// The part of a figure that a kind belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Land and water with what lies on them.
    Ground,
    /// Lines and areas of law.
    Law,
    /// The user's own data.
    Data,
    /// The sheet, its letters and what stands round the map: no layer can be of these kinds.
    Sheet,
}

/// How the name of a feature is set on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    /// In its area, on several lines or along its axis.
    Area,
    /// On its water, in nobody's colour.
    Water,
    /// Along its course.
    Course,
    /// Along the edge of its area, where that lies on the map.
    Edge,
    /// Beside its symbol, a local name after it where there is no room below.
    Symbol,
}

/// Which of the ranks that a figure's scale allows for names holds for a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ranks {
    /// That of towns.
    Towns,
    /// That of islands.
    Islands,
    /// That of waters.
    Waters,
}

/// What an area makes of the ground that names stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Surface {
    /// Land.
    Land,
    /// Water.
    Water,
}

/// The headings of a legend, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Section {
    /// Values of the layer of this number among those that show some.
    Values(usize),
    /// What the figure's author adds.
    Own,
    /// Belts of water and what is left.
    Waters,
    /// Depths of water.
    Depths,
    /// Lines at sea.
    Lines,
    /// Lines on land.
    Boundaries,
    /// Areas and points of disputed status.
    Disputed,
    /// Towns.
    Towns,
}

/// Into which entries a legend divides the features of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entries {
    /// One for the layer.
    One,
    /// One for state capitals and one for others.
    ByCapital,
    /// One for those of disputed status; others need none.
    Disputed,
    /// One for lines agreed on and one for lines claimed.
    ByStatus,
    /// One for each paint.
    ByPaint,
    /// All in one ramp of steps.
    Ramp,
}

/// What is known of a kind.
#[derive(Clone, Copy, Debug)]
struct Row {
    named: Option<Named>,
    local_size: f64,
    ranks: Option<Ranks>,
    namesake: Option<Kind>,
    section: Section,
    entries: Entries,
    hiding: f64,
    barrier: Option<f64>,
    surface: Option<Surface>,
    told: bool,
}

/// The kind that nothing sets apart.
const PLAIN: Row = Row {
    named: None,
    local_size: 0.9,
    ranks: None,
    namesake: None,
    section: Section::Boundaries,
    entries: Entries::One,
    hiding: 0.3,
    barrier: None,
    surface: None,
    told: false,
};

/// What the figure's author adds.
const OWN: Row = Row { section: Section::Own, ..PLAIN };

impl Row {
    const fn named(self, named: Named) -> Row {
        Row { named: Some(named), ..self }
    }

    const fn local_size(self, local_size: f64) -> Row {
        Row { local_size, ..self }
    }

    const fn ranked(self, ranks: Ranks) -> Row {
        Row { ranks: Some(ranks), ..self }
    }

    const fn namesake(self, kind: Kind) -> Row {
        Row { namesake: Some(kind), ..self }
    }

    const fn under(self, section: Section) -> Row {
        Row { section, ..self }
    }

    const fn entries(self, entries: Entries) -> Row {
        Row { entries, ..self }
    }

    const fn hiding(self, hiding: f64) -> Row {
        Row { hiding, ..self }
    }

    const fn barrier(self, cost: f64) -> Row {
        Row { barrier: Some(cost), ..self }
    }

    const fn told(self) -> Row {
        Row { told: true, ..self }
    }

    const fn land(self) -> Row {
        Row { surface: Some(Surface::Land), ..self }
    }

    const fn water(self) -> Row {
        Row { surface: Some(Surface::Water), section: Section::Waters, ..self }
    }
}

/// Makes the enum and all that is read off the rows: variant, name, part, description, what sets it apart.
macro_rules! kinds {
    ($($kind:ident = $name:literal, $part:ident, $says:literal, $row:expr;)*) => {
        /// A kind of thing on a map: what a theme's type selector names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Kind {
            $(#[doc = $says] $kind,)*
        }

        impl Kind {
            /// Every kind, in the order of the table.
            pub const ALL: &[Kind] = &[$(Kind::$kind),*];
            /// The names of all kinds, in the same order.
            pub const NAMES: &[&str] = &[$($name),*];

            /// Its name in themes and figure files: `territorial-sea`.
            pub const fn name(self) -> &'static str {
                match self { $(Kind::$kind => $name,)* }
            }

            /// What it is, in a few words.
            pub const fn description(self) -> &'static str {
                match self { $(Kind::$kind => $says,)* }
            }

            /// The part of a figure that it belongs to.
            pub(crate) const fn part(self) -> Part {
                match self { $(Kind::$kind => Part::$part,)* }
            }

            const fn row(self) -> Row {
                match self { $(Kind::$kind => const { $row },)* }
            }
        }
    };
}

kinds! {
    Sea = "sea", Ground, "a sea by its name, and the water of a map without zones",
        PLAIN.water().named(Named::Water).local_size(0.45).ranked(Ranks::Waters).namesake(Kind::Lake).hiding(3.0);
    Land = "land", Ground, "land of no state", PLAIN.land();
    NoData = "no-data", Ground, "the part of the map that the data do not reach", PLAIN.under(Section::Disputed).hiding(0.2);
    Country = "country", Ground, "the land of a state",
        PLAIN.land().named(Named::Area).local_size(0.75).hiding(0.1);
    Region = "region", Ground, "a part of a state",
        PLAIN.named(Named::Area).local_size(0.89).namesake(Kind::Disputed);
    Island = "island", Ground, "an island by its name",
        PLAIN.named(Named::Symbol).ranked(Ranks::Islands).namesake(Kind::Country)
            .under(Section::Disputed).entries(Entries::Disputed).hiding(3.0);
    SeaArea = "sea-area", Ground, "the area of a named sea", PLAIN;
    Coast = "coast", Ground, "the shoreline", PLAIN.hiding(4.0).barrier(1.0);
    Lake = "lake", Ground, "a lake", PLAIN.water().named(Named::Water).hiding(0.8);
    River = "river", Ground, "a river", PLAIN.named(Named::Course).barrier(0.4);
    Isobath = "isobath", Ground, "a line of equal depth", PLAIN;
    Depth = "depth", Ground, "water of a depth and more",
        PLAIN.water().under(Section::Depths).entries(Entries::Ramp);
    Relief = "relief", Ground, "shade on the land; `.light` for its sunny side", PLAIN;
    Place = "place", Ground, "a town",
        PLAIN.named(Named::Symbol).ranked(Ranks::Towns)
            .under(Section::Towns).entries(Entries::ByCapital).hiding(3.0);

    Boundary = "boundary", Law, "a boundary between states", PLAIN.hiding(2.0).barrier(4.0);
    RegionBoundary = "region-boundary", Law, "a boundary within a state", PLAIN.barrier(0.8);
    StraightBaseline = "straight-baseline", Law, "a straight baseline",
        PLAIN.under(Section::Lines).hiding(2.0).barrier(0.25);
    InternalWater = "internal-water", Law, "waters on the landward side of a baseline",
        PLAIN.water().hiding(1.0);
    MaritimeLine = "maritime-line", Law, "a line at sea, agreed or claimed",
        PLAIN.named(Named::Course).under(Section::Lines).entries(Entries::ByStatus)
            .hiding(20.0).barrier(12.0);
    TurningPoint = "turning-point", Law, "a turning point of a line at sea",
        PLAIN.named(Named::Symbol).under(Section::Lines);
    TerritorialSea = "territorial-sea", Law, "a belt of a state, whatever its breadth",
        PLAIN.water().hiding(1.5);
    ContiguousZone = "contiguous-zone", Law, "a contiguous zone in data of your own", PLAIN;
    ExclusiveEconomicZone = "exclusive-economic-zone", Law,
        "an exclusive economic zone in data of your own", PLAIN;
    HighSeas = "high-seas", Law, "the water that belts leave over", PLAIN.water();
    NotAnalysed = "not-analysed", Law, "a sea that the figure leaves blank", PLAIN.water().hiding(0.8);
    Limit = "limit", Law, "the outer limit of a belt",
        PLAIN.under(Section::Lines).hiding(4.0).barrier(0.25);
    MedianLine = "median-line", Law, "a computed median line",
        PLAIN.under(Section::Lines).hiding(2.0).barrier(12.0);
    SeaLimit = "sea-limit", Law, "the limit of a named sea",
        PLAIN.under(Section::Lines).hiding(20.0).barrier(0.25);
    Disputed = "disputed", Law, "an area of disputed status",
        PLAIN.named(Named::Area).under(Section::Disputed).entries(Entries::ByPaint).hiding(6.0);
    Control = "control", Law, "a line of control or claim",
        PLAIN.entries(Entries::ByPaint).hiding(2.0).barrier(4.0);

    Feature = "feature", Data, "a feature of your own data", OWN.named(Named::Symbol).hiding(8.0);
    Area = "area", Data, "an area of your own data, in a layer of this class", OWN.named(Named::Area).hiding(8.0);
    Line = "line", Data, "a line of your own data, in a layer of this class", OWN.named(Named::Course).hiding(8.0);
    Point = "point", Data, "a point of your own data, in a layer of this class", OWN.named(Named::Symbol).hiding(8.0);
    Ring = "ring", Data, "what is within a distance of a place: a circle of `[[rings]]`",
        OWN.named(Named::Edge).hiding(4.0).barrier(0.8).told();
    Sector = "sector", Data, "a part of such a circle between two azimuths",
        OWN.named(Named::Edge).hiding(4.0).barrier(0.8).told();
    Corridor = "corridor", Data, "what is within a distance of a line, of `[[corridors]]`, and that line",
        OWN.named(Named::Course).hiding(4.0).barrier(0.8).told();
    Arrow = "arrow", Data, "an arrow from a place to another, of `[[arrows]]`",
        OWN.named(Named::Course).hiding(10.0).barrier(6.0).told();

    Sheet = "sheet", Sheet, "the paper", PLAIN;
    Label = "label", Sheet, "a name on the map; what is named is its class: `label.sea`", PLAIN;
    Leader = "leader", Sheet, "the line from a name to what it names", PLAIN;
    Graticule = "graticule", Sheet, "meridians and parallels", PLAIN;
    Tick = "tick", Sheet, "the end of a meridian or parallel at the frame", PLAIN;
    Neatline = "neatline", Sheet, "the line round the map", PLAIN;
    Frame = "frame", Sheet, "the line round the neatline; `.bar` for the bars between them", PLAIN;
    Rule = "rule", Sheet, "a rule between parts of the sheet", PLAIN;
    Title = "title", Sheet, "the title", PLAIN;
    Subtitle = "subtitle", Sheet, "the subtitle", PLAIN;
    Legend = "legend", Sheet, "the legend and the table of turning points; `.head`, `.note`", PLAIN;
    Swatch = "swatch", Sheet, "a sample in the legend", PLAIN;
    ScaleBar = "scale-bar", Sheet, "the scale bar", PLAIN;
    NorthArrow = "north-arrow", Sheet, "the arrow to the north", PLAIN;
    Inset = "inset", Sheet, "a map within the map: its paper and edge; `.frame`, the outline of what it shows", PLAIN;
    Locator = "locator", Sheet, "the small map of where the figure lies; `.land`, `.coast`, `.name`, `.frame`", PLAIN;
    ShareBar = "share-bar", Sheet, "bars of shares; `.value`, `.head`, `.note`", PLAIN;
    Note = "note", Sheet, "a note: the box of a callout; `.head`, `.text`, `.number`, `.digit`, `.listed` below the map", PLAIN;
    Credit = "credit", Sheet, "what stands at the foot of the sheet", PLAIN;
    Panel = "panel", Sheet, "the title of one map of several", PLAIN;
    Caption = "caption", Sheet, "a caption on the sheet", PLAIN;
}

impl Kind {
    /// Whether a layer of a figure can be of this kind.
    pub fn is_layer(self) -> bool {
        self.part() != Part::Sheet
    }

    /// How its features are named on the map; none if they bear no names.
    pub(crate) fn named(self) -> Option<Named> {
        self.row().named
    }

    /// Whether it is a water, which is named in the languages of its shores.
    pub(crate) fn is_named_water(self) -> bool {
        self.named() == Some(Named::Water)
    }

    /// Size of a local name under the English one, as a share of its size.
    pub(crate) fn local_size(self) -> f64 {
        self.row().local_size
    }

    /// The ranks by which its names are chosen at a scale; none if all are set.
    pub(crate) fn ranks(self) -> Option<Ranks> {
        self.row().ranks
    }

    /// The kind that bears a name instead where features of both have it.
    pub(crate) fn namesake(self) -> Option<Kind> {
        self.row().namesake
    }

    /// The heading of the legend that its entries stand under.
    pub(crate) fn section(self) -> Section {
        self.row().section
    }

    /// How the legend divides its features.
    pub(crate) fn entries(self) -> Entries {
        self.row().entries
    }

    /// What it costs furniture to hide a square millimetre, or a millimetre's length, of it.
    pub(crate) fn hiding(self) -> f64 {
        self.row().hiding
    }

    /// What a millimetre of such a line under a name costs, by the unit of names' places; none for what may be covered.
    pub(crate) fn barrier(self) -> Option<f64> {
        self.row().barrier
    }

    /// Whether reports and alternative texts say of its layers what they are, by the words of the legend.
    pub(crate) fn told(self) -> bool {
        self.row().told
    }

    /// What its areas make of the ground that names stand on; none if they leave it as it is.
    pub(crate) fn surface(self) -> Option<Surface> {
        self.row().surface
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Kind {
    type Err = Flaw;

    fn from_str(name: &str) -> Result<Kind, Flaw> {
        let found = Kind::ALL.iter().copied().find(|kind| kind.name() == name);
        found.ok_or_else(|| {
            Flaw::new(format!("`{name}` is not a thing on the map")).known(name, Kind::NAMES)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_name_means_one_kind() {
        let names: BTreeSet<&str> = Kind::NAMES.iter().copied().collect();
        assert_eq!(names.len(), Kind::ALL.len());
        for kind in Kind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(*kind));
        }
        let flaw = "seas".parse::<Kind>().unwrap_err();
        assert_eq!(flaw.hint.as_deref(), Some("did you mean `sea`?"));
    }

    #[test]
    fn what_can_be_named_can_be_a_layer() {
        let named: Vec<&Kind> = Kind::ALL.iter().filter(|kind| kind.named().is_some()).collect();
        assert!(!named.is_empty() && named.iter().all(|kind| kind.is_layer()));
    }
}
