//! Claims: the law in (geodata/claims.toml and claims-factbook.toml), how far each state's waters reach on a day and where,
//! out, with what their sources say that no breadth can say.
//! Of a state's claims of one kind that are valid on the day, the first whose sea covers a place counts there.
//! Not here: what a breadth gives (see `periplus_sea`); breadths that a figure sets itself (see `crate::waters`).

use crate::error::{Error, Result};
use crate::geodata::{Date, Feature, Geodata};
use crate::space::Geographic;
use crate::state::StateCode;
use crate::toml_text;
use crate::units::NauticalMiles;
use geo::{BooleanOps, Geometry, MultiPolygon, Rect};
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
    /// The seas or areas where it does not hold.
    #[serde(default)]
    pub outside: Vec<String>,
    /// The first day on which it holds; it always did where nothing is said.
    pub valid_from: Option<Date>,
    /// The first day on which it no longer holds; it still does where nothing is said.
    pub valid_to: Option<Date>,
    /// The day on which it holds by its source, where that does not say since when.
    pub stated_on: Option<Date>,
    /// From this day on it is taken to have held until then.
    pub assumed_from: Option<Date>,
    /// Its coast lies amid that of this state, and has no further zone: beyond the breadth it counts as that state's.
    pub enclave_of: Option<StateCode>,
    /// The act that says so.
    pub law: String,
    /// Where that is published.
    pub source: String,
    /// `read` in the source, `known`: to be checked before it is printed, or `factbook`: as that has it, its law not read.
    #[serde(default)]
    pub confidence: String,
    /// What else has to be said.
    pub note: Option<String>,
    /// The table that it stands in: `claims`, `claims-factbook`.
    #[serde(skip)]
    pub table: &'static str,
}

impl Claim {
    /// Whether it holds on a day, or is taken to; without a day, whether it still does.
    pub fn is_valid(&self, day: Option<Date>) -> bool {
        match day {
            Some(day) => {
                self.valid_from.or(self.assumed_from).is_none_or(|from| from <= day)
                    && self.valid_to.is_none_or(|to| day < to)
            }
            None => self.valid_to.is_none(),
        }
    }

    /// Where it holds; none: everywhere.
    ///
    /// Errors: `Missing` for a sea that the geodata do not have.
    pub(crate) fn place(&self, geodata: &Geodata) -> Result<Option<Geographic<MultiPolygon>>> {
        let sea = self.sea.as_deref().map(|sea| area(sea, geodata)).transpose()?;
        if self.outside.is_empty() {
            return Ok(sea);
        }
        let mut left = sea.map_or_else(earth, |sea| sea.0);
        for other in &self.outside {
            left = left.difference(&area(other, geodata)?.0);
        }
        Ok(Some(Geographic(left)))
    }

    /// Whether its source says nothing of so early a day.
    pub fn is_assumed(&self, day: Option<Date>) -> bool {
        day.zip(self.stated_on).is_some_and(|(day, stated)| day < stated)
    }
}

/// What a source says of a state's zone that no breadth says, and what is drawn instead.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Caveat {
    /// Whose zone.
    pub(crate) state: StateCode,
    /// Which.
    pub(crate) kind: ZoneKind,
    /// The words of the source.
    pub(crate) says: String,
    /// What is drawn, and why.
    pub(crate) drawn: String,
    /// Where they are published.
    pub(crate) source: String,
    /// The first day of which it is to be told; every day where nothing is said.
    pub(crate) assumed_from: Option<Date>,
}

/// Claims and caveats, in the order in which they count.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Claims {
    #[serde(default, rename = "claim")]
    pub(crate) claims: Vec<Claim>,
    #[serde(default, rename = "caveat")]
    pub(crate) caveats: Vec<Caveat>,
}

impl Claims {
    /// All that the tables say, in their order.
    ///
    /// Errors: `Input` with file, line and column.
    fn read(geodata: &Geodata) -> Result<Claims> {
        let mut all = Claims::default();
        for table in geodata.claims()? {
            let mut read: Claims = toml_text::read(&table.text, &table.file)?;
            read.claims.iter_mut().for_each(|claim| claim.table = table.name);
            all.claims.extend(read.claims);
            all.caveats.extend(read.caveats);
        }
        Ok(all)
    }

    /// What holds on a day, or is taken to.
    ///
    /// Errors: as [`Claims::read`].
    pub(crate) fn on(day: Option<Date>, geodata: &Geodata) -> Result<Claims> {
        let mut all = Claims::read(geodata)?;
        all.claims.retain(|claim| claim.is_valid(day));
        let is_early =
            |caveat: &Caveat| caveat.assumed_from.zip(day).is_some_and(|(from, day)| day < from);
        all.caveats.retain(|caveat| !is_early(caveat));
        Ok(all)
    }

    /// How far states claim zones of one kind.
    ///
    /// Errors: `Missing` for a claim in a sea that the geodata do not have.
    pub(crate) fn regime(&self, kind: ZoneKind, geodata: &Geodata) -> Result<Regime> {
        let mut by_state: BTreeMap<String, Vec<Stretch>> = BTreeMap::new();
        for claim in self.claims.iter().filter(|claim| claim.kind == kind) {
            let stretch = Stretch { within: claim.place(geodata)?, breadth: claim.breadth_nm };
            by_state.entry(claim.state.as_str().to_owned()).or_default().push(stretch);
        }
        Ok(Regime { kind: Some(kind), breadth: None, by_state })
    }
}

fn earth() -> MultiPolygon {
    MultiPolygon(vec![Rect::new((-180.0, -90.0), (180.0, 90.0)).to_polygon()])
}

/// A sea or area that claims name.
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
            outside: Vec::new(),
            valid_from: day(from),
            valid_to: day(to),
            stated_on: None,
            assumed_from: None,
            enclave_of: None,
            law: String::new(),
            source: String::new(),
            confidence: String::new(),
            note: None,
            table: "claims",
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

    #[test]
    fn a_claim_of_no_known_first_day_is_assumed_before_it_was_stated_and_not_before_that() {
        let day = |text: &str| Some(text.parse().unwrap());
        let stated = Claim {
            stated_on: day("2026-05-17"),
            assumed_from: day("1994-11-16"),
            ..claim(None, None)
        };
        assert!(!stated.is_valid(day("1994-11-15")) && stated.is_valid(day("1994-11-16")));
        assert!(stated.is_assumed(day("2026-05-16")) && stated.is_valid(day("2026-05-16")));
        assert!(!stated.is_assumed(day("2026-05-17")) && !stated.is_assumed(None));
        assert!(stated.is_valid(None));
    }

    #[test]
    fn a_claim_outside_of_seas_holds_everywhere_else() {
        use geo::Contains;
        let geodata = Geodata::bundled();
        let outside = vec!["azov".to_owned(), "black-sea".to_owned()];
        let claim = Claim { outside, ..claim(None, None) };
        let area = claim.place(&geodata).unwrap().unwrap();
        let holds = |x: f64, y: f64| area.0.contains(&geo::Point::new(x, y));
        assert!(!holds(36.5, 46.0) && !holds(34.0, 43.2));
        assert!(holds(25.0, 37.0) && holds(150.0, 55.0) && holds(-170.0, 65.0));
    }
}
