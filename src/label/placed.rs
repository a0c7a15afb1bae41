//! The outcome: lettering, where each name stands, and what found no room with the reason.

use crate::error::Warning;
use crate::scene::Text;
use crate::space::OnSheet;
use crate::units::Degrees;
use geo::{LineString, Polygon, Rect};
use std::collections::BTreeSet;

/// What [`super::place`] made of the labels.
#[derive(Clone, Debug, Default)]
pub(crate) struct Placed {
    /// The lettering, in the order of the labels.
    pub items: Vec<Text>,
    /// Leader lines, from symbol to name, with the id of the label; the caller paints them.
    pub leaders: Vec<(String, OnSheet<LineString>)>,
    /// Where each name stands.
    pub placed: Vec<Placement>,
    /// What found no room.
    pub dropped: Vec<Dropped>,
    /// The characters that no bundled font has.
    pub missing: Vec<Warning>,
}

impl Placed {
    /// Takes up names that found no room before, and of which nothing is said here.
    pub(crate) fn also_dropped(&mut self, before: Vec<Dropped>) {
        if before.is_empty() {
            return;
        }
        let own = self.placed.iter().map(|it| &it.id).chain(self.dropped.iter().map(|it| &it.id));
        let own: BTreeSet<String> = own.cloned().collect();
        self.dropped.extend(before.into_iter().filter(|it| !own.contains(&it.id)));
    }

    /// What the figure asks for by name, and what found no room under that name anywhere.
    pub(crate) fn asked_in_vain(&self) -> impl Iterator<Item = &Dropped> {
        // a governorate in capitals bears the name of its town
        let set: BTreeSet<String> = self.placed.iter().map(|it| it.text.to_lowercase()).collect();
        let is_set = move |text: &str| set.contains(&text.to_lowercase());
        self.dropped.iter().filter(move |dropped| dropped.asked && !is_set(&dropped.text))
    }

    /// The labels that found a place, and those that are told of as having found none.
    pub(crate) fn told(&self) -> BTreeSet<&str> {
        let dropped = self.dropped.iter().map(|dropped| dropped.id.as_str());
        self.placed.iter().map(|placement| placement.id.as_str()).chain(dropped).collect()
    }

    /// Whether the label of this id found a place.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.placed.iter().any(|placement| placement.id == id)
    }
}

/// The id of the label of a feature of a kind.
pub(crate) fn id_of(kind: &str, feature: &str) -> String {
    format!("label-{kind}-{feature}")
}

/// Where a name stands.
#[derive(Clone, Debug)]
pub(crate) struct Placement {
    /// The label.
    pub id: String,
    /// Its text, lines joined by spaces.
    pub text: String,
    /// Upright box round its letters.
    pub bounds: OnSheet<Rect>,
    /// What its letters cover: a box a line, or a box a letter along a curve.
    #[cfg_attr(not(test), expect(dead_code, reason = "the rules are held against them"))]
    pub boxes: Vec<OnSheet<Polygon>>,
    /// Its mean turn, clockwise.
    pub angle: Degrees,
}

/// A name that found no room.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Dropped {
    /// The label.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Why: `no room between Naxos and Paros`.
    pub reason: String,
    /// Whether the figure asks for it by name.
    pub asked: bool,
}
