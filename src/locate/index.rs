//! The index of names: what can be located in, two tables out that are searched as they lie, without being read whole: a row for
//! each record, and for each name, in the order of its bytes, a row with the number of its record and, where no layer tells it,
//! how the name is written. The towns of the earth are a table of their own, and come after the records in number. `build.rs`
//! compiles this file too, so that the program starts with the bundled index made.

use crate::compression::table::{self, Table};
use crate::folding::{capitalised, key};
use crate::geodata::towns::{Town, Towns};
use std::borrow::Cow;
use std::io;

/// What something that can be located is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A state, or a dependency with a code of its own.
    State,
    /// A first-level unit of a state.
    Unit,
    /// A region that has a name and no government.
    Region,
    /// Land of disputed status.
    Disputed,
    /// An ocean, a sea or a gulf.
    Sea,
    /// A strait or a canal.
    Strait,
    /// An island.
    Island,
    /// A lake or a reservoir.
    Lake,
    /// A river.
    River,
    /// A range of mountains.
    Range,
    /// A town.
    Town,
    /// Anything else at one spot: a base, a dam, a summit, a position.
    Site,
}

/// All kinds, and their names.
pub const KINDS: [(PlaceKind, &str); 12] = [
    (PlaceKind::State, "state"),
    (PlaceKind::Unit, "unit"),
    (PlaceKind::Region, "region"),
    (PlaceKind::Disputed, "disputed"),
    (PlaceKind::Sea, "sea"),
    (PlaceKind::Strait, "strait"),
    (PlaceKind::Island, "island"),
    (PlaceKind::Lake, "lake"),
    (PlaceKind::River, "river"),
    (PlaceKind::Range, "range"),
    (PlaceKind::Town, "town"),
    (PlaceKind::Site, "site"),
];

impl PlaceKind {
    /// Its name: `town`.
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    fn named(name: &str) -> Option<PlaceKind> {
        KINDS.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind)
    }
}

/// Something that can be located.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// What it is.
    pub kind: PlaceKind,
    /// Its id in its layer or table.
    pub id: String,
    /// Its name in English.
    pub name: String,
    /// Whose it is, as an ISO 3166-1 alpha-3 code; empty where it is nobody's or several have it.
    pub state: String,
    /// Where its name stands, degrees.
    pub lon: f64,
    /// Where its name stands, degrees.
    pub lat: f64,
    /// How well it is known among all that bear its name: a tenfold population is one more.
    pub standing: f64,
    /// What it is made of, for what has no feature of its own: `states TUR`, `units LY-BA`, … parted by semicolons.
    pub made_of: String,
}

/// A place and all its names.
pub struct Record {
    /// What is said of it.
    pub place: Place,
    /// Its names in any language; the English one may be among them.
    pub names: Vec<String>,
    /// Names that no layer has, of which the index tells how they are written.
    pub others: Vec<String>,
    /// Its number among the towns of the earth, if it is one of them.
    pub town: Option<usize>,
}

impl Record {
    /// Something that a layer has, with its names there.
    pub fn of_layer(place: Place, names: impl IntoIterator<Item = String>) -> Record {
        Record { place, names: names.into_iter().collect(), others: Vec::new(), town: None }
    }
}

/// The index.
#[derive(Clone, Debug)]
pub struct Index {
    records: Table,
    keys: Table,
    towns: Option<&'static Towns>,
}

/// Before the code of a state or the id of a water, to find it by.
const CODE: char = '=';
/// The fields of a record, and of a name.
const OF_RECORD: [&str; 8] = ["kind", "id", "name", "state", "lon", "lat", "standing", "made_of"];
const OF_NAME: [&str; 3] = ["key", "number", "spelling"];
/// How a name is written: as the key with capitals.
const CAPITALISED: &str = "^";

/// The two tables of an index as bytes: records, but for those of the towns of the earth, and names.
///
/// Errors: as [`table::written`].
pub fn written(records: &[Record]) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let own = records.iter().filter(|record| record.town.is_none()).count();
    let (mut rows, mut keys) = (Vec::with_capacity(own), Vec::new());
    for Record { place, names, others, town } in records {
        let at = town.map_or(rows.len(), |town| own + town).to_string();
        let of_layers = names.iter().chain([&place.name]).map(|name| (key(name), String::new()));
        let of_others = others.iter().map(|name| {
            let key = key(name);
            let is_plain = capitalised(&key) == *name;
            (key, if is_plain { CAPITALISED.to_owned() } else { name.clone() })
        });
        for (key, spelling) in of_layers.chain(of_others) {
            // of one letter, and of two that are no abbreviation, a name would be met everywhere
            if key.chars().count() > 1 {
                keys.push(vec![key, at.clone(), spelling]);
            }
        }
        if [PlaceKind::State, PlaceKind::Strait].contains(&place.kind) {
            keys.push(vec![format!("{CODE}{}", place.id), at, String::new()]);
        }
        if town.is_none() {
            rows.push(fields(place));
        }
    }
    // of two names that are one when folded, one whose spelling is told
    keys.sort_by(|one, other| one[..2].cmp(&other[..2]).then(other[2].cmp(&one[2])));
    keys.dedup_by(|later, kept| later[..2] == kept[..2]);
    Ok((table::written(&OF_RECORD, &rows)?, table::written(&OF_NAME, &keys)?))
}

/// A place as a row of the records.
fn fields(place: &Place) -> Vec<String> {
    let Place { kind, id, name, state, lon, lat, standing, made_of } = place;
    let words = [kind.name(), id, name, state].map(str::to_owned);
    let numbers = [format!("{lon:.4}"), format!("{lat:.4}"), format!("{standing:.2}")];
    words.into_iter().chain(numbers).chain([made_of.clone()]).collect()
}

/// What a town is, and how well it is known: a tenfold population is one more, a capital of a state as much again and half, for
/// more is written of it.
pub fn standing_of_town(population: Option<f64>, capital: Option<&str>) -> f64 {
    let office = match capital {
        Some("state") => 1.5,
        Some(_) => 0.3,
        None => 0.0,
    };
    libm::log10(population.unwrap_or(1.0).max(1_000.0)) + office
}

/// What is no town among them: a power plant.
pub fn kind_of_town(kind: Option<&str>) -> PlaceKind {
    if kind.is_some_and(|kind| kind.contains("plant")) { PlaceKind::Site } else { PlaceKind::Town }
}

fn place_of_town(town: Town) -> Option<Place> {
    let (lon, lat) = town.position()?;
    Some(Place {
        kind: kind_of_town(town.text("kind")),
        id: town.id(),
        name: town.text("name")?.to_owned(),
        state: town.text("state").unwrap_or_default().to_owned(),
        lon,
        lat,
        standing: standing_of_town(town.number("population"), town.text("capital")),
        made_of: String::new(),
    })
}

impl Index {
    /// The index of these tables, as [`written`] makes them, and of the towns that are numbered after its records.
    pub fn of(
        records: Cow<'static, [u8]>,
        keys: Cow<'static, [u8]>,
        towns: Option<&'static Towns>,
    ) -> Index {
        Index { records: Table::of(records), keys: Table::of(keys), towns }
    }

    /// The things of a name, which is folded: [`key`].
    pub fn named(&self, key: &str) -> Vec<Place> {
        self.of_key(key).into_iter().filter_map(|(number, _)| self.place(number)).collect()
    }

    /// How a name of a thing is written, which is folded; none if only the layers have it.
    pub fn spelling(&self, key: &str, id: &str) -> Option<String> {
        let is_it = |number: usize| self.place(number).is_some_and(|place| place.id == id);
        let found = self.of_key(key).into_iter().find(|(number, _)| is_it(*number))?;
        found.1.map(|told| if told.is_empty() { capitalised(key) } else { told.to_owned() })
    }

    /// The numbers of the records that bear a name, with how it is written where that is told: empty for all words with
    /// capitals.
    fn of_key(&self, key: &str) -> Vec<(usize, Option<&str>)> {
        let parted = self.keys.with(key).filter_map(|row| {
            let spelling = match row.get("spelling") {
                "" => None,
                CAPITALISED => Some(""),
                told => Some(told),
            };
            Some((row.get("number").parse().ok()?, spelling))
        });
        parted.collect()
    }

    /// The state of a code: `LBN`.
    pub fn state(&self, code: &str) -> Option<Place> {
        self.of_id(&code.to_uppercase())
    }

    /// The state or the strait of an id.
    pub fn of_id(&self, id: &str) -> Option<Place> {
        self.named(&format!("{CODE}{id}")).pop()
    }

    /// All names, folded, each as often as things bear it.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let keys = self.keys.iter().map(|row| row.get("key"));
        keys.filter(|key| !key.starts_with(CODE))
    }

    /// The place of this number.
    fn place(&self, at: usize) -> Option<Place> {
        if let Some(town) = at.checked_sub(self.records.len()) {
            return place_of_town(self.towns?.get(town)?);
        }
        let row = self.records.get(at)?;
        Some(Place {
            kind: PlaceKind::named(row.get("kind"))?,
            id: row.get("id").to_owned(),
            name: row.get("name").to_owned(),
            state: row.get("state").to_owned(),
            lon: row.number("lon")?,
            lat: row.number("lat")?,
            standing: row.number("standing")?,
            made_of: row.get("made_of").to_owned(),
        })
    }
}
