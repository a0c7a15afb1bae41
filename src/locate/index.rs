//! The index of names: what can be located in, two lists of lines out that are searched as they lie, without being read whole: a
//! line for each record, and for each name a line with the number of its record and, where no layer tells it, how the name is
//! written, in the order of the bytes. `build.rs` compiles this file too, so that the program starts with the bundled index
//! made.

use super::folding::{capitalised, key};
use super::lines::{self, Lines};
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
}

impl Record {
    /// Something that a layer has, with its names there.
    pub fn of_layer(place: Place, names: impl IntoIterator<Item = String>) -> Record {
        Record { place, names: names.into_iter().collect(), others: Vec::new() }
    }
}

/// The index.
#[derive(Clone, Debug)]
pub struct Index {
    records: Lines,
    keys: Lines,
}

/// Before the code of a state or the id of a water, to find it by.
const CODE: char = '=';

/// The two lists of an index as bytes: records, and names.
///
/// Errors: as [`lines::written`].
pub fn written(records: &[Record]) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let (mut lines, mut keys) = (Vec::new(), Vec::new());
    for (at, Record { place, names, others }) in records.iter().enumerate() {
        let Place { kind, id, name, state, lon, lat, standing, made_of } = place;
        let kind = kind.name();
        lines.push(format!(
            "{kind}\t{id}\t{name}\t{state}\t{lon:.4}\t{lat:.4}\t{standing:.2}\t{made_of}"
        ));
        let of_layers = names.iter().chain([name]).map(|name| (key(name), String::new()));
        let of_others = others.iter().map(|name| {
            let key = key(name);
            let spelling = if capitalised(&key) == *name { "" } else { name };
            (key, format!("\t{spelling}"))
        });
        for (key, spelling) in of_layers.chain(of_others) {
            // of one letter, and of two that are no abbreviation, a name would be met everywhere
            if key.chars().count() > 1 {
                keys.push(format!("{key}\t{at}{spelling}"));
            }
        }
        if [PlaceKind::State, PlaceKind::Strait].contains(&place.kind) {
            keys.push(format!("{CODE}{id}\t{at}"));
        }
    }
    keys.sort();
    // of two names that are one when folded, one whose spelling is told
    keys.dedup_by(|later, kept| {
        let is_same = key_and_number(later) == key_and_number(kept);
        if is_same && kept.matches('\t').count() == 1 {
            std::mem::swap(later, kept);
        }
        is_same
    });
    Ok((lines::written(&lines)?, lines::written(&keys)?))
}

/// Of a line of the names: the folded name, and the number of its record.
fn key_and_number(line: &str) -> Option<(&str, &str)> {
    let (key, rest) = line.split_once('\t')?;
    Some((key, rest.split_once('\t').map_or(rest, |(number, _)| number)))
}

impl Index {
    /// The index of these lists, as [`written`] makes them.
    pub fn of(records: Cow<'static, [u8]>, keys: Cow<'static, [u8]>) -> Index {
        Index { records: Lines::of(records), keys: Lines::of(keys) }
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
        let start = format!("{key}\t");
        let lines = self.keys.from(&start).map_while(|line| line.strip_prefix(start.as_str()));
        let parted = lines.filter_map(|line| match line.split_once('\t') {
            Some((number, spelling)) => Some((number.parse().ok()?, Some(spelling))),
            None => Some((line.parse().ok()?, None)),
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
        let keys = self.keys.iter().filter_map(|line| Some(line.split_once('\t')?.0));
        keys.filter(|key| !key.starts_with(CODE))
    }

    /// The place of the record of this number.
    fn place(&self, at: usize) -> Option<Place> {
        let mut fields = self.records.get(at)?.split('\t');
        let mut next = || fields.next();
        Some(Place {
            kind: PlaceKind::named(next()?)?,
            id: next()?.to_owned(),
            name: next()?.to_owned(),
            state: next()?.to_owned(),
            lon: next()?.parse().ok()?,
            lat: next()?.parse().ok()?,
            standing: next()?.parse().ok()?,
            made_of: next()?.to_owned(),
        })
    }
}
