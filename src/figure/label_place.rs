//! Where single names stand by hand, as the figure file has it: `[labels.place."Athens"]`.

use super::Figure;
use super::arrow::Ends;
use super::ground::Spot;
use super::ring::Course;
use super::side::Shift;
use crate::error::{Error, Flaw};
use crate::folding::key;
use crate::space::Side;
use crate::toml_text;
use geo::Coord;
use serde::Deserialize;

/// Where a name stands that is placed by hand.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(try_from = "PlaceTable")]
#[non_exhaustive]
pub struct LabelPlace {
    /// On this side of its symbol.
    pub at: Option<Side>,
    /// From there, to the right and down, mm; where there is neither side nor pin, from the middle of what is named to that of the
    /// name.
    pub shift: [f64; 2],
    /// Its middle at this longitude and latitude.
    pub pin: Option<Coord>,
    /// Whether it is left out.
    pub hide: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceTable {
    #[serde(default, deserialize_with = "toml_text::optional")]
    at: Option<Side>,
    #[serde(default, deserialize_with = "toml_text::optional")]
    dx: Option<Shift>,
    #[serde(default, deserialize_with = "toml_text::optional")]
    dy: Option<Shift>,
    pin: Option<Spot>,
    #[serde(default)]
    hide: bool,
}

impl TryFrom<PlaceTable> for LabelPlace {
    type Error = Flaw;

    fn try_from(written: PlaceTable) -> Result<LabelPlace, Flaw> {
        let shifts = [written.dx, written.dy];
        let is_placed =
            written.at.is_some() || written.pin.is_some() || shifts.iter().any(Option::is_some);
        if written.hide == is_placed {
            return Err(match is_placed {
                true => Flaw::new("the name is placed and hidden")
                    .hint("leave out `hide`, or all the rest"),
                false => Flaw::new("nothing is said of where the name stands")
                    .hint("give it at = \"NE\", dx = \"2mm\", pin = [23.7, 38.0], or hide = true"),
            });
        }
        if written.at.is_some() && written.pin.is_some() {
            return Err(Flaw::new("the place of the name is given twice")
                .hint("keep one of `at` and `pin`"));
        }
        let pin = match written.pin {
            Some(Spot::At(at)) => Some(at),
            Some(Spot::Named(name)) => {
                return Err(Flaw::new(format!("a name is pinned to a position, not to `{name}`"))
                    .hint("write [longitude, latitude] in degrees: pin = [23.7, 38.0]"));
            }
            None => None,
        };
        let shift = shifts.map(|shift| shift.map_or(0.0, |shift| shift.0.0));
        Ok(LabelPlace { at: written.at, shift, pin, hide: written.hide })
    }
}

impl Figure {
    /// Names that are placed by hand are always set, and those that are hidden left out.
    pub(super) fn take_up_label_places(&mut self) {
        for (name, place) in &self.labels.place {
            let list = if place.hide { &mut self.labels.omit } else { &mut self.labels.always };
            if !list.contains(name) {
                list.push(name.clone());
            }
        }
    }

    /// Names that the figure asks for and leaves out.
    pub(super) fn names_asked_and_left_out(&self) -> impl Iterator<Item = Error> {
        let both = self.labels.always.iter().filter(|name| self.labels.omit.contains(name));
        both.map(|name| {
            let error = Error::input(format!("`{name}` is asked for and left out"));
            let hint = "name it under one of `always`, `omit` and `place`; `hide` leaves it out";
            self.at_fault(&[&self.key_of_asked(name)], error.hint(hint))
        })
    }

    /// How what stands at the place of this name is moved, where the figure has that and no name: callouts have places of their own,
    /// and the places of rings, corridors and arrows are none of names.
    pub(crate) fn said_at(&self, name: &str) -> Option<String> {
        let is_at = |spot: &Spot| matches!(spot, Spot::Named(place) if place == name);
        let is_callout = |number: usize| {
            is_at(&self.callouts[number].at) || self.says(&self.callouts[number].title) == name
        };
        if let Some(number) = (0..self.callouts.len()).find(|number| is_callout(*number)) {
            return Some(format!("`place` or `offset` of `callouts.{number}` moves its box"));
        }
        let mut described = Vec::new();
        described.extend(self.rings.iter().map(|it| ("rings", is_at(&it.at))));
        described.extend(self.corridors.iter().map(|it| match &it.course {
            Course::Along(spots) => ("corridors", spots.iter().any(is_at)),
            Course::File(_) => ("corridors", false),
        }));
        described.extend(self.arrows.iter().map(|it| match &it.ends {
            Ends::Places(spots) => ("arrows", spots.iter().any(is_at)),
            Ends::Table { .. } => ("arrows", false),
        }));
        let (table, _) = described.into_iter().find(|(_, is_there)| *is_there)?;
        Some(format!(
            "`[[{table}]]` set no name at their places: list a layer of points that names it, or give it a callout"
        ))
    }

    /// The key at which a figure asks for a name always: that of its place, or of its list. A name on the map may be in capitals.
    pub(crate) fn key_of_asked(&self, name: &str) -> String {
        let is_it = |asked: &String| key(asked) == key(name);
        match self.labels.place.keys().find(|asked| is_it(asked)) {
            Some(asked) => format!("labels.place.{asked}"),
            None => match self.labels.always.iter().position(is_it) {
                Some(number) => format!("labels.always.{number}"),
                None => "labels.always".to_owned(),
            },
        }
    }

    /// Whether a name that the figure asks for is placed by hand.
    pub(crate) fn is_placed_by_hand(&self, name: &str) -> bool {
        self.key_of_asked(name).starts_with("labels.place.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_placed_by_side_shift_pin_or_hidden() {
        let text = "[labels.place]\n'Athens' = { at = 'NE', dx = '1mm' }\n'Izmir' = { pin = [27.1, 38.4], dy = '-2mm' }\n'Rhodes' = { hide = true }";
        let labels = Figure::parse(text, "a.toml").expect("a figure").labels;
        assert_eq!(labels.place["Athens"].at, Some(Side::NorthEast));
        assert_eq!(labels.place["Athens"].shift, [1.0, 0.0]);
        assert_eq!(labels.place["Izmir"].pin, Some(Coord { x: 27.1, y: 38.4 }));
        assert_eq!(
            (labels.always, labels.omit),
            (vec!["Athens".into(), "Izmir".into()], vec!["Rhodes".into()])
        );
        for (text, said) in [
            ("", "nothing is said"),
            ("hide = true\nat = 'N'", "placed and hidden"),
            ("at = 'N'\npin = [1, 2]", "given twice"),
            ("pin = 'Athens'", "pinned to a position"),
            ("at = 'up'", "no side `up`"),
            ("dx = '3'", "no distance"),
        ] {
            let text = format!("[labels.place.'Athens']\n{text}");
            let error = Figure::parse(&text, "a.toml").expect_err(&text);
            assert!(error.message.contains(said), "{text}: {}", error.message);
            assert!(error.hint.is_some(), "{text}");
        }
    }
}
