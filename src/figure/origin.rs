//! Where the values of a figure stand: a key in, the place in the figure's file out, or the option or attribute that gave it
//! another value. What is found wrong only when the figure is drawn is said of that place.

use super::Figure;
use crate::error::{Error, ErrorKind, Place};
use crate::toml_text::place_of_key;

/// Where a figure's values stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origin {
    /// The file as the user named it; empty for a figure that was put together otherwise.
    pub(super) file: String,
    /// Keys that were given another value outside of the file, and where.
    given: Vec<(String, Place)>,
}

impl PartialEq for Origin {
    /// Two figures that ask for the same are the same, whoever asks.
    fn eq(&self, _: &Origin) -> bool {
        true
    }
}

impl Origin {
    /// Where a key, what is in it, or what it is in, was given outside of the file.
    fn given(&self, key: &str) -> Option<&Place> {
        let is_in = |inner: &str, outer: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let found = self.given.iter().rev().find(|(it, _)| is_in(key, it) || is_in(it, key));
        found.map(|(_, place)| place)
    }
}

impl Figure {
    /// Notes that a key, `sheet.width`, has its value not from the figure's file but from `place`: an option of the command
    /// line or an attribute, as a part without a file.
    pub fn note_given(&mut self, key: impl Into<String>, place: Place) {
        self.origin.given.push((key.into(), place));
    }

    /// The error of a value as one that has its place: that of the first of these `keys` which was given outside of the
    /// figure's file, or which its file gives a value; else the file.
    ///
    /// What an option of the command line gave is a wrong command line, what stands in the file wrong content of it;
    /// what is missing stays missing. An error that has a place already is left as it is.
    pub fn at_fault(&self, keys: &[&str], error: Error) -> Error {
        let is_said_of_figure = matches!(error.kind, ErrorKind::Input | ErrorKind::Usage)
            || error.kind == ErrorKind::Missing && !keys.is_empty();
        if error.place.is_some() || !is_said_of_figure {
            return error;
        }
        let Some(place) = self.place_of(keys) else { return error };
        let kind = match (error.kind, &place.file) {
            (ErrorKind::Missing, _) => ErrorKind::Missing,
            (_, Some(_)) => ErrorKind::Input,
            (_, None) => ErrorKind::Usage,
        };
        Error { kind, ..error }.at(place)
    }

    /// Where the first of these `keys` stands that stands anywhere, as [`Figure::at_fault`] has it; none for a figure that has
    /// no file.
    pub(crate) fn place_of(&self, keys: &[&str]) -> Option<Place> {
        if let Some(place) = keys.iter().find_map(|key| self.origin.given(key)) {
            return Some(place.clone());
        }
        let file = Some(self.origin.file.as_str()).filter(|file| !file.is_empty())?;
        let in_text = |key: &&str| place_of_key(&self.text, file, key);
        let whole = keys.iter().find(|key| crate::toml_text::has_key(&self.text, key));
        let found = whole.and_then(in_text).or_else(|| keys.iter().find_map(in_text));
        Some(found.unwrap_or_else(|| Place::file(file)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "[extent]\nbounds = [22, 34, 29, 41]\n[zones]\nstates = ['GRC']\n";

    fn said(figure: &Figure, keys: &[&str], error: Error) -> (ErrorKind, String) {
        let error = figure.at_fault(keys, error);
        (error.kind, error.place.map_or("nowhere".to_owned(), |place| place.to_string()))
    }

    #[test]
    fn what_stands_in_the_file_is_wrong_content_at_its_line() {
        let figure = Figure::parse(TEXT, "a.toml").unwrap();
        let at = |keys: &[&str]| said(&figure, keys, Error::usage("wrong"));
        assert_eq!(at(&["zones.states.0"]), (ErrorKind::Input, "a.toml:4:11".into()));
        assert_eq!(at(&["sheet.width", "extent.bounds"]), (ErrorKind::Input, "a.toml:2:10".into()));
        assert_eq!(at(&[]), (ErrorKind::Input, "a.toml".into()));
        let missing = said(&figure, &["zones.within"], Error::missing("no sea"));
        assert_eq!(missing, (ErrorKind::Missing, "a.toml:3:1".into()));
    }

    #[test]
    fn what_an_option_gave_is_a_wrong_command_line() {
        let mut figure = Figure::parse(TEXT, "a.toml").unwrap();
        figure.note_given("extent", Place::default().part("--bounds"));
        let at = |keys: &[&str]| said(&figure, keys, Error::input("wrong"));
        assert_eq!(at(&["sheet.width", "extent.bounds"]), (ErrorKind::Usage, "--bounds".into()));
        assert_eq!(at(&["zones.states"]), (ErrorKind::Input, "a.toml:4:10".into()));
    }

    #[test]
    fn an_error_keeps_the_place_that_it_has() {
        let figure = Figure::parse(TEXT, "a.toml").unwrap();
        let error = Error::input("not closed").at(Place::file("b.geojson"));
        assert_eq!(said(&figure, &["zones.coast"], error).1, "b.geojson");
        let unsaid = said(&Figure::default(), &["zones"], Error::usage("wrong"));
        assert_eq!(unsaid, (ErrorKind::Usage, "nowhere".into()));
        assert_eq!(said(&figure, &["zones"], Error::render("full")).0, ErrorKind::Render);
    }
}
