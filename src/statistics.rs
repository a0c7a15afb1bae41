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

/// The waters of one state, or what belts leave, at one breadth.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The place of its set among the survey's.
    pub set: usize,
    /// Whose they are; none for what belts leave.
    pub state: Option<String>,
    /// Of what belts leave: the zone in force there, and whose it is.
    pub in_force: Option<(String, ZoneKind)>,
    /// What the law calls them.
    pub kind: ZoneKind,
    /// The breadth that they reach to; of what belts leave: the breadth that leaves it.
    pub breadth: NauticalMiles,
    /// Their area, land taken out.
    pub area: SquareMetres,
    /// Hundredths of the named sea; none where the figure names no sea.
    pub share: Option<f64>,
    /// How many separate pieces they have.
    pub parts: usize,
    /// Of high seas: what of them lies within 200 nm of a coast, over a shelf that needs no claim (UNCLOS Art. 77(3)).
    pub shelf: Option<SquareMetres>,
    /// By how much the area may be off, where the figure says how exactly the coast is known.
    pub uncertainty: Option<SquareMetres>,
    /// Whether the edge of the data cuts them, so that their area is not whole.
    pub is_cut: bool,
}

/// The areas of a survey, and of the sea that shares are taken of.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistics {
    /// Sets from the narrowest breadth; in each the states by name, then their narrower waters that the set does not hold,
    /// then what is left. Of a named sea every set adds up to it, unless zones overlap (`keep`).
    pub rows: Vec<Row>,
    /// The area of the named sea, land taken out.
    pub sea: Option<SquareMetres>,
}

/// Measures what was surveyed.
///
/// Accuracy: the areas of the polygons to 1 m² in 1 km²; of the waters, as the limits and the coast are.
pub fn measure(survey: &Survey) -> Statistics {
    let sea = survey.sea.as_ref().map(|sea| area(&sea.water));
    let rows = survey.sets.iter().enumerate().flat_map(|(number, set)| {
        let (left, held): (Vec<&Water>, Vec<&Water>) =
            set.waters.iter().partition(|water| water.claim.is_left_over());
        let all = held.into_iter().chain(&set.narrower).chain(left);
        all.filter_map(|water| row(number, water, survey, sea)).collect::<Vec<_>>()
    });
    Statistics { rows: rows.collect(), sea }
}

/// The area on the ellipsoid of polygons that do not overlap.
pub fn area(polygons: &Geographic<MultiPolygon>) -> SquareMetres {
    let areas = polygons.0.iter().map(|polygon| {
        let SquareMetres(area) = geodesy::polygon_area(&Geographic(polygon.clone()));
        area
    });
    SquareMetres(areas.sum())
}

fn row(set: usize, water: &Water, survey: &Survey, sea: Option<SquareMetres>) -> Option<Row> {
    let (state, in_force) = match &water.claim {
        Claim::State(state) => (Some(state.clone()), None),
        Claim::Beyond(state, zone) => (None, Some((state.clone(), *zone))),
        Claim::Nobody => (None, None),
        Claim::Both(..) => return None,
    };
    let whole = area(&water.area);
    Some(Row {
        set,
        state,
        in_force,
        kind: water.kind,
        breadth: water.breadth,
        area: whole,
        share: sea.map(|sea| 100.0 * whole.0 / sea.0),
        parts: water.area.0.0.len(),
        shelf: (!water.shelf.0.0.is_empty()).then(|| area(&water.shelf)),
        uncertainty: survey.uncertainty_of(&survey.sets[set], water),
        is_cut: survey.is_cut(water),
    })
}
