//! Statistics: surveyed waters in, areas on the ellipsoid and shares of the named sea out.
//! Areas in closed form on WGS 84 (Snyder 1987, eq. 3-12), edges straight in longitude and latitude (RFC 7946 §3.1.1).
//! Not here: waters within the breadths of two states; under `keep` they are part of both states' rows.
//!
//! ```
//! use periplus::{figure::Figure, geodata::Geodata, statistics, survey};
//!
//! let text = r#"
//! [extent]
//! bounds = [13.5, 35.3, 15.2, 36.6]
//! [zones]
//! states = ["MLT"]
//! breadths = [3, 12]
//! "#;
//! let figure = Figure::parse(text, "malta")?;
//! let survey = survey::survey(&figure, &Geodata::bundled())?;
//! let rows = statistics::measure(&survey).rows;
//! assert_eq!(rows[0].state.as_deref(), Some("MLT"));
//! let areas: Vec<f64> = rows.iter().map(|row| row.area.square_kilometres()).collect();
//! // A rock alone would have π · 22.224² km² at 12 nautical miles.
//! assert!(areas[0] < areas[1] && areas[1] > 1_552.0);
//! # Ok::<(), periplus::error::Error>(())
//! ```

use crate::space::Geographic;
use crate::survey::{Claim, Survey, Water};
use crate::units::NauticalMiles;
use geo::MultiPolygon;
use periplus_sea::ZoneKind;
use periplus_sea::geodesy::{self, SquareMetres};

/// The waters of one state, or the high seas, at one breadth.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Whose they are; none for the high seas.
    pub state: Option<String>,
    /// What the law calls them.
    pub kind: ZoneKind,
    /// The breadth that they reach to; of high seas: the breadth that leaves them.
    pub breadth: NauticalMiles,
    /// Their area, land taken out.
    pub area: SquareMetres,
    /// Hundredths of the named sea; none where the figure names no sea.
    pub share: Option<f64>,
    /// How many separate pieces they have.
    pub parts: usize,
    /// Whether the edge of the data cuts them, so that their area is not whole.
    pub is_cut: bool,
}

/// The areas of a survey, and of the sea that shares are taken of.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistics {
    /// Sets from the narrowest breadth; in each the states by name, then the high seas.
    pub rows: Vec<Row>,
    /// The area of the named sea, land taken out.
    pub sea: Option<SquareMetres>,
}

/// Measures what was surveyed.
///
/// Accuracy: the areas of the polygons to 1 m² in 1 km²; of the waters, as the limits and the coast are.
pub fn measure(survey: &Survey) -> Statistics {
    let sea = survey.sea.as_ref().map(|sea| area(&sea.water));
    let waters = survey.sets.iter().flat_map(|set| &set.waters);
    Statistics { rows: waters.filter_map(|water| row(water, survey, sea)).collect(), sea }
}

/// The area on the ellipsoid of polygons that do not overlap.
pub fn area(polygons: &Geographic<MultiPolygon>) -> SquareMetres {
    let areas = polygons.0.iter().map(|polygon| {
        let SquareMetres(area) = geodesy::polygon_area(&Geographic(polygon.clone()));
        area
    });
    SquareMetres(areas.sum())
}

fn row(water: &Water, survey: &Survey, sea: Option<SquareMetres>) -> Option<Row> {
    let state = match &water.claim {
        Claim::State(state) => Some(state.clone()),
        Claim::Nobody => None,
        Claim::Both(..) => return None,
    };
    let area = area(&water.area);
    Some(Row {
        state,
        kind: water.kind,
        breadth: water.breadth,
        area,
        share: sea.map(|sea| 100.0 * area.0 / sea.0),
        parts: water.area.0.0.len(),
        is_cut: survey.is_cut(water),
    })
}
