//! Layers: classes, ids and features in, the tables of a figure file out.

use crate::geodata::{Feature, geojson};
use crate::locate::folding::key;
use std::fmt::Write;

/// A layer of bundled features.
pub(super) fn bundled(text: &mut String, layer: &str, class: &str, only: &[String], label: bool) {
    let _ =
        write!(text, "\n[[layers]]\nsource = \"{layer}\"\nclass = \"{class}\"\nlegend = false\n");
    if !only.is_empty() {
        let _ = writeln!(text, "only = {}", list(only));
    }
    if !label {
        text.push_str("label = false\n");
    }
}

/// A layer of bundled features of which some bear no name.
pub(super) fn bundled_but(text: &mut String, layer: &str, class: &str, unnamed: &[String]) {
    bundled(text, layer, class, &[], true);
    if !unnamed.is_empty() {
        let _ = writeln!(text, "except = {}", list(unnamed));
        bundled(text, layer, class, unnamed, false);
    }
}

/// A layer of features that the figure file holds; none for none.
pub(super) fn inline(text: &mut String, class: &str, features: &[Feature]) {
    if !features.is_empty() {
        let geojson = geojson(features);
        let _ = write!(
            text,
            "\n[[layers]]\nclass = \"{class}\"\nlegend = false\nfeatures = '''\n{geojson}'''\n"
        );
    }
}

/// The same without names.
pub(super) fn inline_unnamed(text: &mut String, class: &str, features: &[Feature]) {
    if !features.is_empty() {
        inline(text, class, features);
        text.push_str("label = false\n");
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
