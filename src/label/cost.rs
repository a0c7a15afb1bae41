//! What a place costs: the one table that all candidates are weighed by.
//! Order and rules are those of Imhof (1975) and of the project's art direction; the numbers were weighed by eye, on
//! the Aegean at 180 and 89 mm and the Caucasus in two scripts, and no measurement gives them.
//! Unit: 1 is one step down in the order of preferred sides. Lengths in millimetres on the sheet.
//!
//! | what | cost |
//! |---|---|
//! | side of a symbol, by order of preference | 0.7 a step |
//! | name above or below, shifted sideways | 0.6 |
//! | further from the symbol than its gap | 2.5 a mm |
//! | line under the name | the line's own, a mm: the barrier of its kind (kind.rs) |
//! | on another state's water (over 1 % of the name) | 50 + 100 × share |
//! | on another state's land | 50 × share |
//! | on land, though water is wished | 40 × share |
//! | another symbol as near as its own | up to 6 |
//! | island: as near to another named island | 2.5 each |
//! | nearer to another name than preferred | up to 5 |
//! | island: name outside | 2 |
//! | island: name inside, coast under it | 0.4 a mm besides the line's own |
//! | area: away from its middle | 3 × distance / √area |
//! | area: hanging out of it | 20 × share |
//! | area: no elbow room | up to 4 + 6 + 4 |
//! | area: level, though it is long and lies aslant | up to 8 |
//! | area: along a steep axis | 0.15 a degree over 50° |
//! | letters closer than wished | 4 × lost share of the spacing |
//! | along a line: away from its middle | 0.25 a mm; off it sideways 0.8 a mm; beyond its ends 1.2 a mm |
//! | along a line: bend over 14° an em | 0.25 a degree |
//! | along a line: on two lines | 3 |
//! | leader line | 9 + 0.5 a mm; in another state's water 4 a mm more |
//! | left out | 25 (lowest priority) to 1000 (highest); 1000 more for what the figure asks for by name |
//!
//! Overlap with names, symbols, furniture or frame is not a cost: such a place is no candidate.
//! Nor is a place of a town or an island with more than 1 % in another state's water.

pub(super) const SIDE_STEP: f64 = 0.7;
pub(super) const SHIFTED: f64 = 0.6;
pub(super) const FURTHER: f64 = 2.5;
pub(super) const FOREIGN_WATER: f64 = 50.0;
pub(super) const FOREIGN_WATER_SHARE: f64 = 100.0;
/// Less of a name than this in another state's water is forgiven (art direction, rule 1).
pub(super) const FORGIVEN_SHARE: f64 = 0.01;
pub(super) const FOREIGN_LAND: f64 = 50.0;
/// A sea name crosses no island (art direction, rule 5).
pub(super) const ON_LAND: f64 = 40.0;
pub(super) const AMBIGUOUS: f64 = 6.0;
pub(super) const OTHER_SHORE: f64 = 2.5;
pub(super) const CROWDED: f64 = 5.0;
pub(super) const OUTSIDE_ISLAND: f64 = 2.0;
pub(super) const OVERHANG: f64 = 0.4;
pub(super) const OFF_MIDDLE: f64 = 3.0;
/// What is plainly long and aslant bears its name along its axis (art direction, caucasus §7 rule 3).
pub(super) const AGAINST_AXIS: f64 = 8.0;
pub(super) const STEEP: f64 = 0.15;
pub(super) const LESS_SPREAD: f64 = 4.0;
pub(super) const OFF_CENTRE: f64 = 0.25;
pub(super) const OFF_LINE: f64 = 0.8;
pub(super) const LEADER: f64 = 9.0;
pub(super) const LEADER_LENGTH: f64 = 0.5;
pub(super) const LEADER_STRAYS: f64 = 4.0;
pub(super) const LEFT_OUT: f64 = 25.0;
pub(super) const LEFT_OUT_HIGHEST: f64 = 1000.0;
/// Longest coast that may run under a name inside its island (art direction, rule 2).
pub(super) const COAST_INSIDE: f64 = 6.0;

/// How far names keep from each other and from everything else, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spacing {
    /// Between two names at the least: nearer is an overlap. Default .55.
    pub names_least: f64,
    /// Between two names, preferred. Default 1.4.
    pub names: f64,
    /// From a name to the frame. Default 1.2.
    pub frame: f64,
    /// From a name to furniture. Default 1.
    pub furniture: f64,
    /// From a name to the edge of a symbol. Default .3.
    pub symbol: f64,
    /// From a name beside an island to its coast. Default .45.
    pub coast: f64,
}

impl Default for Spacing {
    /// The distances of a figure 180 mm wide.
    fn default() -> Spacing {
        Spacing {
            names_least: 0.55,
            names: 1.4,
            frame: 1.2,
            furniture: 1.0,
            symbol: 0.3,
            coast: 0.45,
        }
    }
}

impl Spacing {
    /// The distances of a figure in one column, 89 mm wide.
    pub(crate) fn single_column() -> Spacing {
        Spacing {
            names_least: 0.4,
            names: 0.8,
            frame: 0.85,
            furniture: 0.85,
            symbol: 0.22,
            coast: 0.35,
        }
    }
}
