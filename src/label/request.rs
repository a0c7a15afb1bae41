//! Request, what is to be named: a name, what it belongs to, and where it may stand.

use crate::scene::{Halo, Run};
use crate::space::{OnSheet, Side};
use crate::units::{Degrees, Millimetres, Points};
use geo::{Coord, LineString, MultiPolygon, Rect};
use std::borrow::Cow;

/// A name and what it belongs to.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    /// Unique in the figure: `label-naxos`.
    pub id: String,
    /// Its lines from top to bottom, each of one run or more; capitals are made by the caller.
    pub lines: Vec<Vec<Run>>,
    /// The rim round the letters.
    pub halo: Option<Halo>,
    /// Keeps the halo's own colour; otherwise it takes that of the ground that most of the name
    /// lies on.
    pub fixed_halo: bool,
    /// Which label stays when there is no room: higher wins.
    pub priority: f64,
    /// Whether the figure asks for it by name: it is an error if it finds no room.
    pub asked: bool,
    /// The state that it belongs to, as in [`super::Territory::owner`]: the name keeps out of other states. Empty for what is
    /// nobody's: its name keeps out of the waters of all.
    pub owner: Option<String>,
    /// What the name had better lie on.
    pub terrain: Terrain,
    /// BCP 47 tag of each line, where it differs from the figure's; the last holds for further lines.
    pub languages: Vec<Option<String>>,
    /// Alternatives to it, for want of room.
    pub alternatives: Vec<Alternative>,
    /// What it belongs to.
    pub anchoring: Anchoring,
}

/// Another way to set a name: on fewer lines, or less of it.
#[derive(Clone, Debug)]
pub(crate) struct Alternative {
    /// Its lines from top to bottom.
    pub lines: Vec<Vec<Run>>,
    /// As in [`Label::languages`].
    pub languages: Vec<Option<String>>,
    /// What it costs to set it so, in the measure of [`super::cost`].
    pub cost: f64,
}

impl Label {
    /// The label set in another way; its own if there is no such way.
    pub(super) fn set_as(&self, alternative: Option<usize>) -> Cow<'_, Label> {
        let Some(alternative) =
            alternative.and_then(|alternative| self.alternatives.get(alternative))
        else {
            return Cow::Borrowed(self);
        };
        Cow::Owned(Label {
            lines: alternative.lines.clone(),
            languages: alternative.languages.clone(),
            alternatives: Vec::new(),
            ..self.clone()
        })
    }

    /// The same label where it may stand at the end of a leader at need; none if it may not, or always might.
    pub(super) fn at_a_leader(&self) -> Option<Label> {
        let mut label = self.clone();
        let leader = match &mut label.anchoring {
            Anchoring::Point { leader, .. } | Anchoring::Along { leader, .. } => leader,
            Anchoring::Island { .. }
            | Anchoring::Area { .. }
            | Anchoring::ByHand { .. }
            | Anchoring::Box { .. } => {
                return None;
            }
        };
        (*leader == Leader::AtNeed).then(|| *leader = Leader::Always)?;
        Some(label)
    }

    /// The name as one line of plain text.
    pub(crate) fn text(&self) -> String {
        let lines =
            self.lines.iter().map(|line| line.iter().map(|run| run.content.as_str()).collect());
        lines.collect::<Vec<String>>().join(" ")
    }
}

/// When a name may stand at the end of a leader line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leader {
    /// Never.
    Never,
    /// Where it finds no room otherwise.
    AtNeed,
    /// As soon as that serves all names best.
    Always,
}

/// What a label belongs to, and so where it may stand.
#[derive(Clone, Debug)]
pub(crate) enum Anchoring {
    /// A symbol: the name stands beside it.
    Point {
        /// The symbol's centre.
        at: OnSheet<Coord>,
        /// The symbol's radius.
        radius: Millimetres,
        /// From the symbol's edge to the name.
        gap: Millimetres,
        /// Sides in order of preference; empty for the usual order, upper right first.
        positions: Vec<Side>,
        /// When the name may stand further off, at the end of a leader line.
        leader: Leader,
    },
    /// An island or another small area: the name stands inside if it fits, else beside it.
    Island {
        /// Its shore.
        polygon: OnSheet<MultiPolygon>,
        /// Sides in order of preference, when it stands outside; empty for the usual order.
        positions: Vec<Side>,
        /// Whether the name may stand further off, at the end of a leader line.
        leader: bool,
    },
    /// A country, a region, a lake: the name stands inside, horizontal or along an axis.
    Area {
        /// Its part on the sheet.
        polygon: OnSheet<MultiPolygon>,
        /// The area whose long axis the name may follow, that and what is at issue in it; none if it stands level.
        axis_of: Option<OnSheet<MultiPolygon>>,
        /// Least and most letter spacing in em, to spread the name; none keeps the font's own.
        tracking: Option<(f64, f64)>,
        /// The smallest type that it may be set in for want of room.
        least: Points,
        /// Whether the name may stand outside, at the end of a leader line, where nothing inside has room.
        leader: bool,
    },
    /// What its name is placed by hand for: it stands there and nowhere else.
    ByHand {
        /// The symbol and its radius, if it has one.
        symbol: Option<(OnSheet<Coord>, Millimetres)>,
        /// From the symbol's edge to the name.
        gap: Millimetres,
        /// Where it stands.
        place: HandPlace,
    },
    /// A point that a box tells of: what stands in the box is set by the caller, at one of these places.
    Box {
        /// The point.
        at: OnSheet<Coord>,
        /// Where it may stand.
        places: Vec<BoxPlace>,
    },
    /// A sea, a strait, a river: the name follows a line.
    Along {
        /// The line; the middle of the small letters runs along it.
        path: OnSheet<LineString>,
        /// Least and most letter spacing in em, to spread the name; none keeps the font's own.
        tracking: Option<(f64, f64)>,
        /// The steepest slope that a letter may have.
        steepest: Degrees,
        /// Whether it keeps to the line, and to its length: beside it the name would tell of something else.
        is_kept: bool,
        /// When the name may stand ashore instead, at the end of a leader line.
        leader: Leader,
    },
}

/// Where a name stands that is placed by hand.
#[derive(Clone, Copy, Debug)]
pub(crate) enum HandPlace {
    /// On a side of its symbol, and so far to the right and down from there, in mm.
    Side(Side, Coord),
    /// Its middle at a point.
    Middle(OnSheet<Coord>),
}

/// A place that a box may take.
#[derive(Clone, Debug)]
pub(crate) struct BoxPlace {
    /// What it covers.
    pub taken: OnSheet<Rect>,
    /// The line from its point; nothing where it stands on that.
    pub leader: Vec<Coord>,
    /// What it costs, in the measure of [`super::cost`].
    pub cost: f64,
}

/// The usual order of sides beside a symbol (Imhof 1975): upper right, right, above.
const PREFERENCE: [Side; 8] = [
    Side::NorthEast,
    Side::East,
    Side::North,
    Side::SouthEast,
    Side::South,
    Side::NorthWest,
    Side::West,
    Side::SouthWest,
];

/// The sides in the asked order, then those that were not named, in the usual one.
pub(super) fn ordered(asked: &[Side]) -> Vec<Side> {
    let others = PREFERENCE.into_iter().filter(|side| !asked.contains(side));
    asked.iter().copied().chain(others).collect()
}

/// What a name had better lie on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Terrain {
    /// Either.
    #[default]
    Any,
    /// Water.
    Water,
    /// Land: the name of a water at the end of a leader would be that of another one on this.
    Land,
}
