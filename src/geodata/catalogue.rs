//! The catalogue in (TOML), what each data set and font is and whom to credit out.

use super::{Date, Reach, embedded};
use crate::error::Result;
use crate::toml_text;
use serde::Deserialize;

/// Every data set and font that the binary carries.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Catalogue {
    /// The layers.
    #[serde(default, rename = "dataset")]
    pub datasets: Vec<Entry>,
    /// The typefaces.
    #[serde(default, rename = "font")]
    pub fonts: Vec<Entry>,
    /// Of layers that are made of a file of several sources: credits of the file that a layer does not owe.
    #[serde(skip)]
    unowed: Vec<(String, String)>,
    /// A layer and what of its credits stands after all others: who draws the shore itself credits it where it is drawn.
    #[serde(skip)]
    last: Option<(String, String)>,
}

/// A data set or a font: what it is, whose, and under which licence.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// Its file: `shoreline.geojson`.
    pub file: String,
    /// The files that it is stored in, one after the other, where that is not one of its name.
    pub parts: Vec<String>,
    /// Its name.
    pub title: String,
    /// What it holds, in a sentence.
    pub what: String,
    /// Its licence, as an SPDX identifier where there is one.
    pub licence: String,
    /// The year or version of its contents.
    pub vintage: String,
    /// The package and file that it was made from.
    pub source: String,
    /// SHA-256 of that package.
    pub source_sha256: String,
    /// SHA-256 of the file itself.
    pub sha256: String,
    /// The credit line that its licence asks for; several, separated by semicolons, for what is made of several sources.
    pub credit: String,
    /// The first day on which states, their boundaries and their names were as it has them.
    pub since: Option<Date>,
    /// The part of the earth in which it holds, for a layer: `[west, south, east, north]`, degrees.
    pub reach: Option<Reach>,
    /// The layers that are made of it, where it is not one itself.
    #[serde(skip)]
    pub layers: Vec<String>,
    /// How many features it has, for a layer.
    pub features: Option<u64>,
}

impl Entry {
    /// The name of the layer, picture or table that its file is.
    fn name(&self) -> Option<&str> {
        [".geojson", ".png", ".toml"].into_iter().find_map(|end| self.file.strip_suffix(end))
    }
}

/// What the binary is made of, data, fonts and crates, by whom and under which terms, word for word.
///
/// Errors: `Render` if the binary is damaged.
pub fn notices() -> Result<String> {
    embedded::document("NOTICES.txt")
}

impl Catalogue {
    /// Reads a catalogue; keys that are not known are passed over.
    ///
    /// Errors: `Input` with file, line and column.
    pub fn parse(text: &str, file: &str) -> Result<Catalogue> {
        toml_text::read(text, file)
    }

    /// The entry of a layer, or of a table such as `claims`, by its name.
    pub fn layer(&self, name: &str) -> Option<&Entry> {
        let is_of_it = |entry: &&Entry| entry.layers.iter().any(|layer| layer == name);
        let is_it = |entry: &&Entry| entry.name() == Some(name);
        let datasets = self.datasets.iter();
        datasets.clone().find(is_of_it).or_else(|| datasets.clone().find(is_it))
    }

    /// The catalogue of what maps beyond the region are drawn from: the coverage of the earth at this level, and what
    /// is known of all the earth before what is known of the region.
    pub(super) fn of_the_earth(mut self, level: &str) -> Catalogue {
        for entry in &mut self.datasets {
            if let Some(name) = entry.name().and_then(|name| name.strip_prefix("world-")) {
                entry.layers = vec![name.to_owned()];
            }
        }
        self.with_coverage(level, &super::earth::LAYERS)
    }

    /// The catalogue in which these layers are made of the coverage of the earth at this level.
    pub(super) fn with_coverage(mut self, level: &str, layers: &[&str]) -> Catalogue {
        let of_level = format!("world-{level}.tiles");
        for entry in self.datasets.iter_mut().filter(|entry| entry.file == of_level) {
            entry.layers = layers.iter().map(|&layer| layer.to_owned()).collect();
        }
        self
    }

    /// The same catalogue, where these layers of the coverage show nothing of its shores, and those nothing but shores.
    pub(super) fn with_shores_apart(mut self, inland: &[&str], shores: &[&str]) -> Catalogue {
        let of_shores = self.credit_of_shores();
        let mut unowed: Vec<(String, String)> =
            inland.iter().map(|layer| ((*layer).to_owned(), of_shores.clone())).collect();
        for layer in shores {
            let all = self.layer(layer).map(|entry| entry.credit.split("; ")).into_iter().flatten();
            let others = all.filter(|credit| *credit != of_shores);
            unowed.extend(others.map(|credit| ((*layer).to_owned(), credit.to_owned())));
        }
        self.unowed = unowed;
        self
    }

    /// The same catalogue, where a layer credits the shores that it is cut out of after all that others credit.
    pub(super) fn with_shores_last(mut self, layer: &str) -> Catalogue {
        self.last = Some((layer.to_owned(), self.credit_of_shores()));
        self
    }

    fn credit_of_shores(&self) -> String {
        let shores = self.datasets.iter().find(|entry| entry.name() == Some("shoreline"));
        shores.map(|entry| entry.credit.clone()).unwrap_or_default()
    }

    /// The credit lines of these layers, each once, in this order.
    pub fn credits<'a>(&self, layers: impl IntoIterator<Item = &'a str>) -> Vec<String> {
        let mut credits: Vec<String> = Vec::new();
        let owed = layers.into_iter().flat_map(|name| {
            let all = self.layer(name).map(|entry| entry.credit.split("; ")).into_iter().flatten();
            all.filter_map(move |credit| {
                let is_it = |(layer, other): &(String, String)| layer == name && other == credit;
                (!self.unowed.iter().any(is_it)).then(|| (self.last.iter().any(is_it), credit))
            })
        });
        let (last, first): (Vec<_>, Vec<_>) = owed.partition(|(is_last, _)| *is_last);
        for (_, credit) in first.into_iter().chain(last) {
            if !credit.is_empty() && !credits.iter().any(|known| known == credit) {
                credits.push(credit.to_owned());
            }
        }
        credits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_owes_for_what_it_shows_of_its_file() {
        let text = r#"
            [[dataset]]
            file = "world-fine.tiles"
            credit = "Boundaries: A; Coast: B"
            [[dataset]]
            file = "shoreline.geojson"
            credit = "Coast: B""#;
        let of = |inland: &[&str], layers: &[&str]| {
            let all = ["countries", "boundaries", "shoreline"];
            let catalogue = Catalogue::parse(text, "a").unwrap().with_coverage("fine", &all);
            catalogue.with_shores_apart(inland, &["shoreline"]).credits(layers.iter().copied())
        };
        assert_eq!(of(&["boundaries"], &["countries"]), ["Boundaries: A", "Coast: B"]);
        assert_eq!(of(&["boundaries"], &["boundaries"]), ["Boundaries: A"]);
        assert_eq!(of(&["boundaries"], &["shoreline"]), ["Coast: B"]);
        assert_eq!(of(&["boundaries", "countries"], &["countries"]), ["Boundaries: A"]);
    }

    #[test]
    fn land_credits_its_shores_after_all_others() {
        let text = r#"
            [[dataset]]
            file = "countries.geojson"
            credit = "Boundaries: A; Coast: B"
            [[dataset]]
            file = "lakes.geojson"
            credit = "Lakes: C"
            [[dataset]]
            file = "shoreline.geojson"
            credit = "Coast: B""#;
        let of = |inland: &[&str], layers: &[&str]| {
            let catalogue = Catalogue::parse(text, "a").unwrap().with_shores_apart(inland, &[]);
            catalogue.with_shores_last("countries").credits(layers.iter().copied())
        };
        let all = ["Boundaries: A", "Lakes: C", "Coast: B"];
        assert_eq!(of(&[], &["countries", "lakes"]), all);
        assert_eq!(of(&[], &["countries", "lakes", "shoreline"]), all);
        assert_eq!(of(&[], &["countries", "shoreline", "lakes"]), [all[0], all[2], all[1]]);
        assert_eq!(of(&["countries"], &["countries", "lakes"]), all[..2]);
    }

    #[test]
    fn credits_come_once_and_in_the_order_of_the_layers() {
        let text = r#"
            [[dataset]]
            file = "countries.geojson"
            credit = "Natural Earth"
            [[dataset]]
            file = "shoreline.geojson"
            credit = "GSHHG"
            features = 12
            [[dataset]]
            file = "lakes.geojson"
            credit = "Natural Earth"
        "#;
        let catalogue = Catalogue::parse(text, "catalogue.toml").unwrap();
        let credits = catalogue.credits(["shoreline", "lakes", "countries", "unknown"]);
        assert_eq!(credits, ["GSHHG", "Natural Earth"]);
    }

    #[test]
    fn the_bundled_catalogue_can_be_read() {
        crate::geodata::Geodata::bundled().catalogue().unwrap();
    }
}
