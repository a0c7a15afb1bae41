//! Claims: the law in (geodata/claims.toml), how far each state's waters reach on a day and where, out.
//! Of a state's claims of one kind that are valid on the day, the first whose sea covers a place counts there.
//! Not here: what a breadth gives (see `periplus_sea`); breadths that a figure sets itself (see `crate::waters`).

use crate::error::{Error, Result};
use crate::geodata::{Date, Feature, Geodata};
use crate::space::Geographic;
use crate::state::StateCode;
use crate::toml_text;
use crate::units::NauticalMiles;
use geo::{Geometry, MultiPolygon};
use periplus_sea::{Regime, Stretch, ZoneKind};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The layers that know the areas of claims.
const AREAS: [&str; 2] = ["claim-areas", "sea-areas"];

/// A breadth that a state claims.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Whose, an ISO 3166-1 alpha-3 code.
    pub state: StateCode,
    /// Of which zone.
    pub kind: ZoneKind,
    /// How far, in nautical miles.
    pub breadth_nm: NauticalMiles,
    /// In which sea or area; everywhere where nothing is said.
    pub sea: Option<String>,
    /// The first day on which it holds; it always did where nothing is said.
    pub valid_from: Option<Date>,
    /// The first day on which it no longer holds; it still does where nothing is said.
    pub valid_to: Option<Date>,
    /// The act that says so.
    pub law: String,
    /// Where that is published.
    pub source: String,
    /// `read` in the source, or `known`: to be checked before it is printed.
    #[serde(default)]
    pub confidence: String,
    /// What else has to be said.
    pub note: Option<String>,
}

impl Claim {
    /// Whether it holds on a day; without a day, whether it still does.
    pub fn is_valid(&self, day: Option<Date>) -> bool {
        match day {
            Some(day) => {
                self.valid_from.is_none_or(|from| from <= day)
                    && self.valid_to.is_none_or(|to| day < to)
            }
            None => self.valid_to.is_none(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimsTable {
    #[serde(default)]
    claim: Vec<Claim>,
}

/// All claims, in the order of their file.
///
/// Errors: `Input` with file, line and column.
pub(crate) fn claims(geodata: &Geodata) -> Result<Vec<Claim>> {
    let (text, file) = geodata.claims()?;
    let table: ClaimsTable =
        toml::from_str(&text).map_err(|error| toml_text::refused(&error, &text, &file))?;
    Ok(table.claim)
}

/// What states claim on a day, of one kind of zone.
///
/// Errors: `Missing` for a claim in a sea that the geodata do not have; `Input` for claims that cannot be read.
pub(crate) fn regime(kind: ZoneKind, day: Option<Date>, geodata: &Geodata) -> Result<Regime> {
    let mut by_state: BTreeMap<String, Vec<Stretch>> = BTreeMap::new();
    for claim in claims(geodata)? {
        if claim.kind == kind && claim.is_valid(day) {
            let within = claim.sea.as_deref().map(|sea| area(sea, geodata)).transpose()?;
            let stretch = Stretch { within, breadth: claim.breadth_nm };
            by_state.entry(claim.state.into()).or_default().push(stretch);
        }
    }
    Ok(Regime { kind: Some(kind), breadth: None, by_state })
}

/// The area of a claim.
fn area(id: &str, geodata: &Geodata) -> Result<Geographic<MultiPolygon>> {
    for layer in AREAS.into_iter().filter(|layer| geodata.has(layer)) {
        let found = geodata.layer(layer)?.iter().find(|area| area.id == id);
        if let Some(area) = found.and_then(polygons) {
            return Ok(Geographic(area));
        }
    }
    Err(Error::missing(format!("there is no sea `{id}`, where a breadth is claimed")).hint(
        format!(
            "claims name areas of {}",
            AREAS.map(|layer| format!("{layer}.geojson")).join(" and ")
        ),
    ))
}

fn polygons(feature: &Feature) -> Option<MultiPolygon> {
    match &feature.geometry.0 {
        Geometry::Polygon(polygon) => Some(MultiPolygon(vec![polygon.clone()])),
        Geometry::MultiPolygon(polygons) => Some(polygons.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(from: Option<&str>, to: Option<&str>) -> Claim {
        let day = |text: Option<&str>| text.map(|text| text.parse().unwrap());
        Claim {
            state: "GRC".into(),
            kind: ZoneKind::TerritorialSea,
            breadth_nm: NauticalMiles(6.0),
            sea: None,
            valid_from: day(from),
            valid_to: day(to),
            law: String::new(),
            source: String::new(),
            confidence: String::new(),
            note: None,
        }
    }

    #[test]
    fn a_claim_holds_from_its_first_day_until_the_day_before_its_end() {
        let day = |text: &str| Some(text.parse().unwrap());
        let past = claim(Some("1936-10-13"), Some("2021-01-21"));
        assert!(past.is_valid(day("1936-10-13")) && past.is_valid(day("2021-01-20")));
        assert!(!past.is_valid(day("1936-10-12")) && !past.is_valid(day("2021-01-21")));
        assert!(!past.is_valid(None) && claim(None, None).is_valid(None));
    }
}
