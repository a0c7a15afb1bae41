//! Layers: classes, ids and features in, the tables of a figure file out.

use crate::folding::key;
use crate::geodata::{Feature, geojson};
use std::fmt::Write;

/// The layers of a figure file that is being written, and what of them has to be named.
#[derive(Default)]
pub(super) struct Layers {
    /// Their tables.
    pub(super) text: String,
    always: Vec<String>,
}

impl Layers {
    /// The ids of what has to be named, each once, in order.
    pub(super) fn always(&self) -> Vec<String> {
        let mut ids = self.always.clone();
        ids.sort();
        ids.dedup();
        ids
    }

    /// A layer of bundled features, all of it or only some; some of them have to be named.
    pub(super) fn bundled(&mut self, layer: &str, class: &str, only: &[String], label: bool) {
        let _ = write!(
            self.text,
            "\n[[layers]]\nsource = \"{layer}\"\nclass = \"{class}\"\nlegend = false\n"
        );
        if !only.is_empty() {
            let _ = writeln!(self.text, "only = {}", list(only));
        }
        if label {
            self.always.extend_from_slice(only);
        } else {
            self.text.push_str("label = false\n");
        }
    }

    /// The land of all states, of which some have to be named, and some bear no name.
    pub(super) fn countries(&mut self, class: &str, named: &[String], unnamed: &[String]) {
        self.bundled("countries", class, &[], true);
        self.always.extend_from_slice(named);
        if !unnamed.is_empty() {
            let _ = writeln!(self.text, "except = {}", list(unnamed));
            self.bundled("countries", class, unnamed, false);
        }
    }

    /// A layer of features that the figure file holds; none for none.
    pub(super) fn inline(&mut self, class: &str, features: &[Feature]) {
        if !features.is_empty() {
            let geojson = geojson(features);
            let _ = write!(
                self.text,
                "\n[[layers]]\nclass = \"{class}\"\nlegend = false\nfeatures = '''\n{geojson}'''\n"
            );
            self.always.extend(features.iter().map(|feature| feature.id.clone()));
        }
    }

    /// The same without names.
    pub(super) fn inline_unnamed(&mut self, class: &str, features: &[Feature]) {
        if !features.is_empty() {
            let known = self.always.len();
            self.inline(class, features);
            self.always.truncate(known);
            self.text.push_str("label = false\n");
        }
    }
}

/// A word for files and ids: `athens`.
pub(super) fn slug(name: &str) -> String {
    let slug: String =
        key(name).chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    if slug.is_empty() { "map".to_owned() } else { slug }
}

pub(super) fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

pub(super) fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}
