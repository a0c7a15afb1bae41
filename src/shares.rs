//! Shares: a figure in, how much of its named sea each state has at each breadth out, as plain numbers for a strip
//! below the map, the report and the alternative text. The map is drawn from the very waters that they are taken of.

use crate::error::{Error, Result};
use crate::figure::{self, Figure, ZonesOptions};
use crate::geodata::Geodata;
use crate::phrases::Phrases;
use crate::state::StateCode;
use crate::statistics::{self, Row};
use crate::survey::{self, Survey};
use crate::waters::Waters;
use periplus_sea::{Overlap, ZoneKind};

/// The shares of a named sea.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shares {
    /// The sea in words: `Aegean Sea`.
    pub sea: String,
    /// Whose outline it has, in short: `IHO S-23`.
    pub outline: String,
    /// Its area without land, km².
    pub square_kilometres: f64,
    /// One set a breadth, the narrowest first.
    pub sets: Vec<Set>,
}

/// Who has how much under one regime.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    /// The breadth that all states have, nautical miles; none where they differ, or where it is what each claims.
    pub breadth: Option<f64>,
    /// Whether the breadths are those that the states claim.
    pub as_claimed: bool,
    /// In the figure's order of states, what they leave last.
    pub shares: Vec<Share>,
}

/// One state's part of the sea, or what is left of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// ISO code; none for what is left.
    pub state: Option<String>,
    /// Its name in words; of what is left `high seas`, or `beyond these belts` where zones are in force in it.
    pub name: String,
    /// Hundredths of the sea, internal waters with them.
    pub percent: f64,
}

/// The shares that a figure asks for, of its waters as they are drawn; none if it asks for none.
///
/// `name_of` gives a state's name for its code. Accuracy: as [`statistics::measure`].
/// Errors: `Input` if there is no sea or no breadth to take shares of; else as [`survey::survey`].
pub(crate) fn shares(
    figure: &Figure,
    waters: Option<&Waters>,
    geodata: &Geodata,
    name_of: impl Fn(&str) -> String,
) -> Result<Option<Shares>> {
    if figure.furniture.shares == figure::Shares::Off || figure.is_drawn_elsewhere() {
        return Ok(None);
    }
    let options = checked(figure)?;
    let survey = waters.map(|waters| survey::of(figure, options, waters, geodata)).transpose()?;
    let name = |row: &Row| match (&row.state, row.kind) {
        (Some(state), _) => name_of(state),
        (None, ZoneKind::HighSeas) => figure.phrases().say("high seas"),
        (None, _) => figure.phrases().say("beyond these belts"),
    };
    let Some(mut shares) = survey.map(|survey| summed(&survey, options, name)) else {
        return Ok(None);
    };
    shares.sea = in_language(shares.sea, figure, geodata)?;
    Ok(Some(shares))
}

/// The name of a sea in the figure's language, where the data have it.
fn in_language(sea: String, figure: &Figure, geodata: &Geodata) -> Result<String> {
    /// The layer of the names of waters.
    const NAMES: &str = "seas";
    let key = figure.name_key();
    if key == "name" || !geodata.has(NAMES) {
        return Ok(sea);
    }
    let mut seas = geodata.layer(NAMES)?.iter();
    let known = seas.find(|it| it.text("name") == Some(&sea));
    Ok(known.and_then(|it| it.text(&key)).map_or(sea, str::to_owned))
}

/// The waters that shares are taken of.
fn checked(figure: &Figure) -> Result<&ZonesOptions> {
    let wrong = |what: &str, hint: &str| {
        let error = Error::input(format!("no shares can be shown: {what}")).hint(hint);
        figure.at_fault(&["furniture.shares"], error)
    };
    let sea =
        "give [zones] within = \"aegean\" and breadths = [6, 12], or leave out [furniture] shares";
    let options = figure.zones.as_ref().ok_or_else(|| wrong("the figure has no waters", sea))?;
    if options.within.is_none() {
        return Err(wrong("the figure names no sea to take them of", sea));
    }
    if options.kinds.len() > 1 {
        let hint = "give breadths = [6, 12], or leave `kinds` at the territorial sea";
        return Err(wrong("they are of one kind of zone", hint));
    }
    if options.overlap != Overlap::Median {
        let hint = "overlap = \"median\" gives each part of the sea to one state";
        return Err(wrong("what two states reach has to be divided between them", hint));
    }
    Ok(options)
}

/// The rows of the statistics, summed by state.
fn summed(survey: &Survey, options: &ZonesOptions, name_of: impl Fn(&Row) -> String) -> Shares {
    let measured = statistics::measure(survey);
    let sea = survey.sea.as_ref();
    let outline = sea.map_or("", |sea| sea.outline.split(" (").next().unwrap_or_default());
    let sets = measured.rows.chunk_by(|row, next| row.set == next.set).map(|set| {
        let rows: Vec<&Row> = set.iter().collect();
        let mut breadths = rows.iter().filter(|row| !is_internal(row)).map(|row| row.breadth);
        let breadth = breadths.next();
        let differ = breadths.any(|other| Some(other) != breadth);
        Set {
            breadth: breadth.filter(|_| !differ && !survey.as_claimed).map(|breadth| breadth.0),
            as_claimed: survey.as_claimed,
            shares: by_state(&rows, &options.states, &name_of),
        }
    });
    let sets = sets.collect();
    Shares {
        sea: sea.map_or_else(String::new, |sea| sea.name.clone()),
        outline: outline.to_owned(),
        square_kilometres: measured.sea.map_or(0.0, |area| area.square_kilometres()),
        sets,
    }
}

fn is_internal(row: &Row) -> bool {
    row.kind == ZoneKind::InternalWaters
}

/// The sums of each state in the order asked for, then by code; what is left last, high seas only where all of it is.
fn by_state(rows: &[&Row], asked: &[StateCode], name_of: &impl Fn(&Row) -> String) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    for row in rows {
        let percent = row.share.unwrap_or_default();
        match shares.iter_mut().find(|share| share.state == row.state) {
            Some(share) => share.percent += percent,
            None => shares.push(Share { state: row.state.clone(), name: name_of(row), percent }),
        }
    }
    let place = |state: &String| asked.iter().position(|it| it.means(state)).unwrap_or(usize::MAX);
    shares.sort_by_key(|share| {
        (share.state.is_none(), share.state.as_ref().map(place), share.state.clone())
    });
    shares
}

impl Set {
    /// `6 nm`; `as claimed`, `as drawn` where the breadths differ.
    pub fn words(&self) -> String {
        self.said(Phrases::default())
    }

    /// The same in a language.
    pub(crate) fn said(&self, phrases: Phrases) -> String {
        let breadth = self.breadth.map(|breadth| phrases.number(&breadth.to_string()));
        match (breadth, self.as_claimed) {
            (Some(breadth), _) => phrases.fill("{breadth} nm", &[("breadth", &breadth)]),
            (None, true) => phrases.say("as claimed"),
            (None, false) => phrases.say("as drawn"),
        }
    }

    /// The share of a state, or of what is left; nothing for a state without waters.
    pub fn percent(&self, state: Option<&str>) -> f64 {
        let share = self.shares.iter().find(|share| share.state.as_deref() == state);
        share.map_or(0.0, |share| share.percent)
    }
}

/// A share as it is printed: tenths, as `areas` has it.
pub fn tenths(percent: f64) -> String {
    format!("{:.1}", (percent * 10.0).round() / 10.0)
}

impl Shares {
    /// A sentence for alternative texts.
    pub(crate) fn sentence(&self, phrases: Phrases) -> String {
        let sets = self.sets.iter().map(|set| {
            let percent = |share: &Share| phrases.number(&tenths(share.percent));
            let parts: Vec<String> = set
                .shares
                .iter()
                .map(|share| format!("{} {}\u{a0}%", share.name, percent(share)))
                .collect();
            let words = match set.breadth.is_some() {
                true => phrases.fill("at {breadths}", &[("breadths", &set.said(phrases))]),
                false => set.said(phrases),
            };
            format!("{words}: {}", parts.join(", "))
        });
        let sets: Vec<String> = sets.collect();
        let values = [("sea", self.sea.as_str()), ("shares", &sets.join("; "))];
        phrases.fill("Shares of the {sea} {shares}", &values)
    }
}
