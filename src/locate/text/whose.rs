//! Two names parted by a comma in, whose place the first is out: `Paris, Texas`, where it lies in the second; each its own in
//! lists, `Damascus, Moscow`.

use super::context::{Context, LONGEST};
use crate::folding::folded;
use crate::locate::gazetteer::distance;
use crate::locate::ground::Surface;
use crate::locate::index::{Place, PlaceKind};
use crate::locate::words::Gap;
use geo::Coord;

/// The longest name of a state or a unit behind a comma, in words.
const LONGEST_STATE: usize = 3;
/// The coast of units is drawn for maps of whole states: towns on it may lie so far out of them, degrees.
const COAST: f64 = 0.15;
/// A town that is farther than this from where the name of a unit stands is not of it, metres.
const FAR: f64 = 3_000_000.0;
/// From this standing on a place is meant on its own, though a region follows that it does not lie in.
const BEST_KNOWN: f64 = 7.0;
/// Below it a town is not meant on its own where a state follows that it does not lie in.
const LITTLE_KNOWN: f64 = 5.5;
/// `and` and `or` before the last name of a list, in the languages that texts are read in.
const CONJUNCTIONS: [&str; 28] = [
    "and", "or", "und", "oder", "et", "ou", "y", "e", "o", "u", "en", "of", "i", "og", "och", "és",
    "и", "или", "й", "та", "і", "або", "ve", "veya", "və", "και", "ή", "և",
];

/// What a text says of whose a place is.
pub(super) enum Whose {
    /// Of this state or unit: which of all that bear the name lie in it.
    Of(Place, Vec<Place>),
    /// A state, as all others of its list are.
    State,
    /// A unit of this state, as all others of its list are.
    Unit(String),
    /// Of a unit or a state that has none of the name that is known, or a state beside another: which is meant is not said.
    Open,
    /// Nothing.
    Unsaid,
}

/// Whose a place is, where the text says it behind a comma: `Tripoli, Lebanon`. A name that follows tells it only if the place
/// lies in what it is of; each name of a list is its own.
pub(super) fn whose(text: &Context, at: usize, length: usize, candidates: &[Place]) -> Whose {
    let after = at + length;
    if let Some((owner, inside)) = in_state(text, after, candidates) {
        return Whose::Of(owner, inside);
    }
    if text.word(after).is_none_or(|word| word.gap != Gap::Comma || !word.is_name) {
        return Whose::Unsaid;
    }
    let named = (1..=LONGEST_STATE)
        .rev()
        .find_map(|words| text.named(after, words).map(|(_, places)| (words, places)));
    let Some((words, of)) = named else { return Whose::Unsaid };
    let list = List { at, end: after + words };
    if is_state(candidates) && is_state(&of) && list.has_another(text, &is_state) {
        return Whose::State;
    }
    if let Some(unit) = of.first().filter(|of| of.kind == PlaceKind::Unit) {
        let is_one = |place: &Place| place.kind == PlaceKind::Unit && place.state == unit.state;
        let is_best = |places: &[Place]| places.first().is_some_and(is_one);
        if candidates.iter().any(is_one) && list.has_another(text, &is_best) {
            return Whose::Unit(unit.state.clone());
        }
    }
    let is_of_states = is_state(&of) && list.goes_on(text, &is_state);
    let is_owner = |of: &&Place| match of.kind {
        PlaceKind::State => true,
        // `Athens, Georgia and Armenia`
        PlaceKind::Unit | PlaceKind::Region => {
            !is_of_states && !is_of_units(text, &list, candidates, of)
        }
        _ => false,
    };
    for owner in of.iter().filter(|of| !of.state.is_empty()).filter(is_owner) {
        let inside = inside(text, owner, candidates);
        let is_told = owner.kind != PlaceKind::State || inside.len() < candidates.len();
        if inside.is_empty() || !is_told {
            continue;
        }
        // two states, or a town of the one that is called as the other: `Georgia, USA` is a unit's alone
        let is_unit = inside.iter().any(|place| place.kind == PlaceKind::Unit);
        if is_state(candidates) && owner.kind == PlaceKind::State && !is_unit {
            return Whose::Open;
        }
        return Whose::Of(owner.clone(), inside);
    }
    // Lebanon, Kansas: a town of that name that is not known, unless it is a list
    let is_elsewhere = candidates.first().zip(of.first()).is_some_and(|(best, owner)| {
        let is_no_town = of.iter().all(|place| place.kind != PlaceKind::Town);
        let is_of_other = !owner.state.is_empty() && owner.state != best.state;
        is_of_other
            && match owner.kind {
                PlaceKind::Unit => is_no_town,
                // `In Paris, England won`, `In Geneva, Iran agreed`
                PlaceKind::Region => best.standing < BEST_KNOWN,
                PlaceKind::State => {
                    matches!(best.kind, PlaceKind::Town | PlaceKind::Unit)
                        && best.standing < LITTLE_KNOWN
                }
                _ => false,
            }
    });
    let is_any = |_: &[Place]| true;
    if is_elsewhere && !list.has_another(text, &is_any) { Whose::Open } else { Whose::Unsaid }
}

/// The state that a name is said to lie in, and which of it do: `Tripoli in Lebanon`, `Tripoli, in northern Lebanon`.
fn in_state(text: &Context, after: usize, candidates: &[Place]) -> Option<(Place, Vec<Place>)> {
    let word = text.word(after).filter(|word| matches!(word.gap, Gap::Within | Gap::Comma))?;
    if word.begins || word.folded != "in" || is_state(candidates) {
        return None;
    }
    let is_side = text.word(after + 1).is_some_and(|word| !word.is_name);
    let begin = after + 1 + usize::from(is_side);
    let of = (1..=LONGEST_STATE).rev().find_map(|words| text.named(begin, words))?.1;
    let owner = of.into_iter().next().filter(|of| of.kind == PlaceKind::State)?;
    let inside = inside(text, &owner, candidates);
    let is_told = !inside.is_empty() && inside.len() < candidates.len();
    is_told.then_some((owner, inside))
}

/// Whether a name is best known as that of a state.
fn is_state(places: &[Place]) -> bool {
    places.first().is_some_and(|best| best.kind == PlaceKind::State)
}

/// Whether both names are of units in a list of units of one state: `Nevada, Missouri and Iowa`.
fn is_of_units(text: &Context, list: &List, candidates: &[Place], of: &Place) -> bool {
    let is_unit = |places: &[Place]| {
        places.iter().any(|place| place.kind == PlaceKind::Unit && place.state == of.state)
    };
    is_unit(candidates) && list.has_another(text, &is_unit)
}

/// Which of all that bear a name lie in a state or a unit.
fn inside(text: &Context, owner: &Place, candidates: &[Place]) -> Vec<Place> {
    let is_of_state = |place: &&Place| {
        let is_less = match owner.kind {
            PlaceKind::State => place.kind != PlaceKind::State,
            _ => !matches!(place.kind, PlaceKind::State | PlaceKind::Unit),
        };
        place.state == owner.state && is_less
    };
    let of_state: Vec<Place> = candidates.iter().filter(is_of_state).cloned().collect();
    if owner.kind == PlaceKind::State {
        return of_state;
    }
    let near: Vec<Place> =
        of_state.into_iter().filter(|place| distance(place, owner) < FAR).collect();
    held(text, owner, near)
}

/// What a name may mean behind one of a place that lies in this state or unit: `Georgia` behind `Athens`.
pub(super) fn of_owner(text: &Context, owner: &Place, candidates: &[Place]) -> Vec<Place> {
    let is_own = |place: &Place| place.id == owner.id && place.kind == owner.kind;
    let (own, others): (Vec<Place>, Vec<Place>) =
        candidates.iter().filter(|place| place.state == owner.state).cloned().partition(is_own);
    match owner.kind {
        // the seat that a unit is called after, which is meant before it
        PlaceKind::Unit => own.into_iter().chain(held(text, owner, others)).collect(),
        _ => own,
    }
}

/// Those on the land of a unit; if there is none, those that lie in the sea off its coast, as it is drawn.
fn held(text: &Context, unit: &Place, places: Vec<Place>) -> Vec<Place> {
    if places.is_empty() {
        return places;
    }
    let within = |land: &Surface, room: f64| -> Vec<Place> {
        let is_in = |place: &&Place| {
            let east = room / libm::cos(place.lat.to_radians()).max(0.2);
            [(0.0, 0.0), (east, 0.0), (-east, 0.0), (0.0, room), (0.0, -room)]
                .into_iter()
                .any(|(x, y)| land.holds(Coord { x: place.lon + x, y: place.lat + y }))
        };
        places.iter().filter(is_in).cloned().collect()
    };
    let on_land = text.in_unit(unit, |land| within(land, 0.0));
    if !on_land.is_empty() {
        return on_land;
    }
    let mut near = text.in_unit(unit, |land| within(land, COAST));
    near.retain(|place| !text.is_on_land(place));
    near
}

/// Two names parted by a comma, which others may stand beside: from which word to before which.
struct List {
    at: usize,
    end: usize,
}

impl List {
    /// Whether a name like these stands before or behind them.
    fn has_another(&self, text: &Context, is_like: &dyn Fn(&[Place]) -> bool) -> bool {
        self.goes_on(text, is_like) || self.comes_on(text, is_like)
    }

    /// Whether a name like these follows, behind a comma, a conjunction or both.
    fn goes_on(&self, text: &Context, is_like: &dyn Fn(&[Place]) -> bool) -> bool {
        let Some(next) = text.word(self.end) else { return false };
        let is_joined = is_conjunction(text, self.end);
        if next.begins || !(next.gap == Gap::Comma || (next.gap == Gap::Within && is_joined)) {
            return false;
        }
        let begin = if is_joined { self.end + 1 } else { self.end };
        // `and the Netherlands`
        let is_article = text.word(begin).is_some_and(|word| !word.is_name && word.at.len() < 4);
        let begin = if is_article { begin + 1 } else { begin };
        let most = LONGEST.min(text.words.len().saturating_sub(begin));
        text.word(begin).is_some_and(|word| word.is_name)
            && (1..=most)
                .any(|length| text.named(begin, length).is_some_and(|(_, places)| is_like(&places)))
    }

    /// Whether a name like these stands before them.
    fn comes_on(&self, text: &Context, is_like: &dyn Fn(&[Place]) -> bool) -> bool {
        let Some(first) = text.word(self.at).filter(|first| !first.begins) else { return false };
        let is_joined = self.at > 0 && is_conjunction(text, self.at - 1);
        let end = match first.gap {
            Gap::Comma => self.at,
            Gap::Within if is_joined => self.at - 1,
            _ => return false,
        };
        (1..=LONGEST.min(end)).any(|length| {
            text.words[end - length].is_name
                && text.named(end - length, length).is_some_and(|(_, places)| is_like(&places))
        })
    }
}

fn is_conjunction(text: &Context, at: usize) -> bool {
    let is_it = |word: &str| CONJUNCTIONS.iter().any(|it| folded(it) == word);
    text.word(at).is_some_and(|word| is_it(&word.folded))
}

#[cfg(test)]
pub(super) mod tests {
    use crate::geodata::Geodata;
    use crate::locate::index::PlaceKind;
    use crate::locate::{Found, places_of};

    pub(in crate::locate::text) fn found(text: &str) -> Found {
        places_of(text, "text", &Geodata::bundled()).expect("it names some")
    }

    /// What is placed, `name STATE`, in the order of names.
    pub(in crate::locate::text) fn placed(text: &str) -> Vec<String> {
        let found = found(text);
        let mut placed: Vec<String> = (found.placed.iter())
            .map(|it| format!("{} {}", it.place.name, it.place.state))
            .collect();
        placed.sort();
        placed
    }

    #[test]
    fn each_name_of_a_list_counts_though_it_is_a_unit_s_too() {
        for (text, expected) in [
            ("He flew to Damascus, Moscow.", &["Damascus SYR", "Moscow RUS"][..]),
            (
                "He met officials from Damascus, Tehran, Moscow.",
                &["Damascus SYR", "Moscow RUS", "Tehran IRN"],
            ),
            ("In Moscow, Kyiv was accused.", &["Kyiv UKR", "Moscow RUS"]),
            ("Athens, Ankara agree.", &["Ankara TUR", "Athens GRC"]),
            ("Tokyo, Seoul agree on fisheries.", &["Seoul KOR", "Tokyo JPN"]),
            ("In Manila, Beijing's envoy complained.", &["Beijing CHN", "Manila PHL"]),
            (
                "Ships left Odesa, Istanbul, Constanta, Varna.",
                &["Constanța ROU", "Istanbul TUR", "Odesa UKR", "Varna BGR"],
            ),
            (
                "Sie sprachen in Paris, Berlin und Moskau.",
                &["Berlin DEU", "Moscow RUS", "Paris FRA"],
            ),
            ("Афины, Москва и Киев договорились.", &["Athens GRC", "Kyiv UKR", "Moscow RUS"]),
            ("Atina, Ankara ve Londra anlaştı.", &["Ankara TUR", "Athens GRC", "London GBR"]),
            ("Accord entre Paris, Berlin et Moscou.", &["Berlin DEU", "Moscow RUS", "Paris FRA"]),
        ] {
            assert_eq!(placed(text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_behind_a_comma_tells_whose_a_place_is_that_lies_in_it() {
        for (text, expected) in [
            ("In Paris, Texas nobody knew.", &["Paris USA", "Texas USA"][..]),
            ("He lives in Athens, Georgia now.", &["Athens USA", "Georgia USA"]),
            ("He moved to Lebanon, Tennessee.", &["Lebanon USA", "Tennessee USA"]),
            ("He lives in Vancouver, Washington.", &["Vancouver USA", "Washington USA"]),
            ("In London, Ontario, nobody knew.", &["London CAN", "Ontario CAN"]),
            ("The port of Tripoli, Lebanon is calm.", &["Lebanon LBN", "Tripoli LBN"]),
            // lists of states are no owners
            (
                "Envoys of Athens, Georgia and Armenia met.",
                &["Armenia ARM", "Athens GRC", "Georgia GEO"],
            ),
        ] {
            assert_eq!(placed(text), expected, "{text}");
        }
        let lebanon = &found("He moved to Lebanon, Tennessee.").placed[0].place;
        assert!((lebanon.lon + 86.29).abs() < 0.1, "{lebanon:?}");
        let washington = &found("He lives in Vancouver, Washington.").placed[1].place;
        assert_eq!((washington.kind, &*washington.id), (PlaceKind::Unit, "US-WA"));
        // a town that is not known: which Lebanon is meant is left open
        let kansas = found("He moved to Lebanon, Kansas.");
        assert_eq!((kansas.placed.len(), kansas.open.len()), (1, 1), "{kansas:?}");
        assert_eq!(
            (&*kansas.placed[0].place.name, &*kansas.open[0].mention),
            ("Kansas", "Lebanon")
        );
    }

    #[test]
    fn a_town_is_of_the_state_that_is_said_or_stays_open() {
        for (text, expected) in [
            (
                "Libya was calm, not Tripoli in Lebanon.",
                &["Lebanon LBN", "Libya LBY", "Tripoli LBN"][..],
            ),
            (
                "Libya was calm. Tripoli, in northern Lebanon, was not.",
                &["Lebanon LBN", "Libya LBY", "Tripoli LBN"],
            ),
            // well-known towns are no such
            ("In Geneva, Iran agreed.", &["Geneva CHE", "Iran IRN"]),
        ] {
            assert_eq!(placed(text), expected, "{text}");
        }
    }

    #[test]
    fn in_a_list_of_units_a_name_is_the_unit_s() {
        let ids = |text: &str| -> Vec<String> {
            found(text).placed.iter().map(|it| it.place.id.clone()).collect()
        };
        assert_eq!(ids("Fires in Washington, Oregon and California."), ["US-WA", "US-OR", "US-CA"]);
        // the District is called by its own name
        assert_eq!(ids("Wildfires in Washington state."), ["US-WA"]);
    }

    #[test]
    fn in_a_list_of_states_a_state_s_name_is_the_state_s() {
        for (text, expected) in [
            ("Jamaica, Cuba and Haiti met.", &["Cuba CUB", "Haiti HTI", "Jamaica JAM"][..]),
            ("Haiti, Jamaica, Cuba.", &["Cuba CUB", "Haiti HTI", "Jamaica JAM"]),
            ("Talks of Lebanon, Jordan and Syria.", &["Jordan JOR", "Lebanon LBN", "Syria SYR"]),
            ("Talks of Lebanon, Jordan.", &["Jordan JOR", "Lebanon LBN"]),
            (
                "Luxembourg, Belgium and the Netherlands met.",
                &["Belgium BEL", "Luxembourg LUX", "Netherlands NLD"],
            ),
            ("Niger, Nigeria and Chad met.", &["Chad TCD", "Niger NER", "Nigeria NGA"]),
            ("Куба, Ямайка и Гаити.", &["Cuba CUB", "Haiti HTI", "Jamaica JAM"]),
        ] {
            assert_eq!(placed(text), expected, "{text}");
        }
    }
}
