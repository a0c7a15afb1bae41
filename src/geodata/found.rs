//! Found: the features that a reader has found in a file, as they stand there, in; the same held against the earth out, or all that
//! is wrong with them. The road that all formats take once they are taken apart; GeoJSON's own reader takes it too.

use super::coordinate_system::CoordinateSystem;
use super::days::wrong_days;
use super::geojson_reader::attributes;
use super::geometry_reader::Spot;
use super::reader::{Problems, Read};
use crate::error::{Error, Place, Result, Warning};
use geojson::JsonValue;

/// What a reader has found.
#[derive(Default)]
pub(super) struct Found {
    /// The features, each with its number in the file.
    pub(super) features: Vec<(usize, geojson::Feature)>,
    /// What one of them is called: `row`; `feature` unless said.
    pub(super) called: Option<&'static str>,
    /// What is wrong with others.
    pub(super) errors: Vec<Error>,
    /// What was left out or looks wrong.
    pub(super) warnings: Vec<Warning>,
    /// What was found out to read them.
    pub(super) notices: Vec<String>,
}

impl Found {
    /// Puts longitudes and latitudes in place of positions in another system, and says so.
    pub(super) fn reproject(&mut self, system: &CoordinateSystem, file: &str) {
        let called = self.called();
        let errors = &mut self.errors;
        self.features.retain_mut(|(number, feature)| {
            let Some(geometry) = &mut feature.geometry else { return true };
            let done = system.geometry(&mut geometry.value);
            let place = || Place::file(file).part(format!("{called} {number}"));
            errors.extend(done.as_ref().err().map(|flaw| Error::from(flaw.clone()).at(place())));
            done.is_ok()
        });
        self.notices.push(system.said());
    }

    fn called(&self) -> &'static str {
        self.called.unwrap_or(Spot::FEATURE)
    }

    /// The features, checked.
    ///
    /// Errors: the first thing that is wrong.
    pub(super) fn read(self, file: &str) -> Result<Read> {
        let called = self.called();
        if let Some(error) = self.errors.into_iter().next() {
            return Err(error);
        }
        let mut read = Read { warnings: self.warnings, notices: self.notices, ..Read::default() };
        for (number, feature) in self.features {
            read.push(feature, &mut Spot::of(file, called, number))?;
        }
        read.say_if_empty(file);
        Ok(read)
    }

    /// All that is wrong with them.
    pub(super) fn problems(self, file: &str) -> Problems {
        let called = self.called();
        let mut errors = self.errors;
        let mut read = Read { warnings: self.warnings, ..Read::default() };
        for (number, feature) in self.features {
            judge(feature, Spot::of(file, called, number), &mut read, &mut errors);
        }
        if errors.is_empty() {
            read.say_if_empty(file);
        }
        (errors, read.warnings)
    }
}

/// All that is wrong with a feature, of which [`Read::push`] stops at the first.
pub(super) fn judge(
    feature: geojson::Feature,
    mut spot: Spot,
    read: &mut Read,
    errors: &mut Vec<Error>,
) {
    let state = feature.properties.as_ref().and_then(|it| it.get("state"));
    match state {
        None => {}
        Some(JsonValue::String(state)) if !state.trim().is_empty() => {
            read.warnings.extend(control_in(state).map(|warning| warning.at(spot.place())));
        }
        Some(JsonValue::Null) => read.warnings.push(
            Warning::new("a `state` is null: the feature is nobody's, and no coast")
                .at(spot.place()),
        ),
        Some(other) => errors.push(
            Error::input(format!("a `state` is {other}, which is no state"))
                .at(spot.place())
                .hint("write a text such as \"GRC\", or leave it out for what is nobody's"),
        ),
    }
    let wrong = wrong_days(&attributes(feature.properties.clone())).into_iter();
    errors.extend(read.push(feature, &mut spot).err());
    errors.extend(wrong.map(|flaw| Error::from(flaw).at(spot.full_place())));
}

/// That a state has a control character in it, a line end among them: names are one line of text.
fn control_in(state: &str) -> Option<Warning> {
    let control = state.trim().chars().find(|letter| letter.is_control())?;
    let what = match control {
        '\n' | '\r' => "a line end".to_owned(),
        '\t' => "a tab".to_owned(),
        other => format!("the control character U+{:04X}", u32::from(other)),
    };
    let warning = Warning::new(format!("a `state` has {what} in it"));
    Some(warning.hint("write it in one line of plain text, such as \"GRC\""))
}
