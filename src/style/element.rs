//! A thing on the map as a theme's selectors see it.

use crate::kind::Kind;

/// What a theme's selectors are matched against: `territorial-sea[state="GRC"][breadth="6"]`.
#[derive(Clone, Debug)]
pub struct Element {
    /// What the type selector names: `country`, `boundary`, `territorial-sea`, `label`.
    pub kind: Kind,
    /// Class selectors: `label.sea`.
    pub classes: Vec<String>,
    /// Attribute selectors: `[state="GRC"]`.
    pub attributes: Vec<(String, String)>,
    /// The element that this one lies in, for `legend label`.
    pub within: Option<Box<Element>>,
}

impl Element {
    /// An element of `kind` without classes or attributes.
    pub fn of(kind: Kind) -> Element {
        Element { kind, classes: Vec::new(), attributes: Vec::new(), within: None }
    }

    /// The same element with one more class.
    pub fn class(mut self, class: &str) -> Element {
        self.classes.push(class.to_owned());
        self
    }

    /// The same element with one more attribute.
    pub fn attribute(mut self, name: &str, value: &str) -> Element {
        self.attributes.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same element as a part of `whole`.
    pub fn within(mut self, whole: Element) -> Element {
        self.within = Some(Box::new(whole));
        self
    }
}
