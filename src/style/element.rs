//! A thing on the map as a theme's selectors see it.

/// What a theme's selectors are matched against: `territorial-sea[state="GRC"][breadth="6"]`.
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// The type selector's name, one of [`KINDS`]: `country`, `boundary`, `territorial-sea`, `label`.
    pub kind: String,
    /// Class selectors: `label.sea`.
    pub classes: Vec<String>,
    /// Attribute selectors: `[state="GRC"]`.
    pub attributes: Vec<(String, String)>,
    /// The element that this one lies in, for `legend label`.
    pub within: Option<Box<Element>>,
}

impl Element {
    /// An element of `kind` without classes or attributes.
    pub fn of(kind: &str) -> Element {
        Element { kind: kind.to_owned(), ..Element::default() }
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

/// The kinds of things on a map: what a type selector may name.
pub const KINDS: [&str; 55] = [
    // the ground
    "sheet",
    "sea",
    "land",
    "country",
    "region",
    "island",
    "sea-area",
    "coast",
    "lake",
    "river",
    "isobath",
    "depth",
    "relief",
    // lines and areas of law
    "boundary",
    "region-boundary",
    "straight-baseline",
    "internal-water",
    "maritime-line",
    "turning-point",
    "territorial-sea",
    "contiguous-zone",
    "exclusive-economic-zone",
    "high-seas",
    "not-analysed",
    "limit",
    "median-line",
    "sea-limit",
    "disputed",
    "control",
    // the user's own data
    "feature",
    "area",
    "line",
    "point",
    // symbols and names
    "place",
    "label",
    "leader",
    // furniture
    "graticule",
    "tick",
    "neatline",
    "frame",
    "rule",
    "title",
    "subtitle",
    "legend",
    "swatch",
    "scale-bar",
    "north-arrow",
    "inset",
    "locator",
    "share-bar",
    "note",
    "credit",
    "north-arrow",
    "panel",
    "caption",
];
