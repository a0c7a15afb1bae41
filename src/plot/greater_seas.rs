//! Greater seas: the waters that a figure names, those beside its map included, in; the names of the seas of which some are a
//! part out, by the ids of these. A map that shows a part of a sea has its line of lettering beyond the frame, and its name all the same.

use super::{Plotted, PlottedMap};
use crate::geodata::Value;
use crate::kind::Kind;
use crate::select::Selected;
use std::collections::BTreeMap;

/// The attribute that has the id of the sea that a water is a part of.
pub(crate) const WITHIN: &str = "within";

/// What is said of a sea.
pub(crate) type Said = BTreeMap<String, Value>;

/// What is said of each sea that one of the waters is within.
pub(super) fn greater_seas(selected: &Selected) -> BTreeMap<String, Said> {
    let waters = || {
        let layers = selected.layers.iter().filter(|layer| layer.layer.kind == Kind::Sea);
        layers.flat_map(|layer| &layer.features)
    };
    let mut seas = BTreeMap::new();
    for sea in waters().filter_map(|water| water.text(WITHIN)) {
        let said = waters().find(|water| is_line_of(&water.id, sea));
        if let Some(said) = said {
            seas.entry(sea.to_owned()).or_insert_with(|| said.attributes.clone());
        }
    }
    seas
}

/// Whether the id of a water is that of a line of this sea: `water-aegean-mediterranean` of `aegean`.
pub(crate) fn is_line_of(id: &str, sea: &str) -> bool {
    let rest = id.strip_prefix("water-").and_then(|id| id.strip_prefix(sea));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

impl PlottedMap {
    /// Gives a water the name of the sea that it is a part of, in the type of its own rank; that sea's own lines are taken out.
    pub(crate) fn name_after_greater(&mut self, water: &str, sea: &str) {
        let Some(said) = self.greater_seas.get(sea) else { return };
        for layer in self.layers.iter_mut().filter(|layer| layer.kind == Kind::Sea) {
            layer.features.retain(|line| !is_line_of(&line.id, sea));
            for line in layer.features.iter_mut().filter(|line| line.id == water) {
                rename(line, said);
            }
        }
    }
}

fn rename(line: &mut Plotted, said: &Said) {
    let is_name = |key: &str| key == "name" || key.starts_with("name_");
    line.attributes.retain(|key, _| !is_name(key) && key != WITHIN);
    let names = said.iter().filter(|(key, _)| is_name(key));
    line.attributes.extend(names.map(|(key, name)| (key.clone(), name.clone())));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::PlottedLayer;
    use geo::LineString;

    #[test]
    fn a_water_bears_the_name_of_the_sea_that_it_is_a_part_of() {
        let line = || LineString::from(vec![(0.0, 0.0), (9.0, 0.0)]);
        let water = |id: &str, words: &[(&str, &str)]| {
            let line = Plotted::with_words(line(), words.iter().copied());
            Plotted { id: id.into(), ..line }
        };
        let mut layer = PlottedLayer::empty("seas-1", Kind::Sea);
        let small = [
            ("name", "Sea of Crete"),
            ("name_el", "Κρητικό"),
            (WITHIN, "aegean"),
            ("kind", "strait"),
        ];
        layer.features = vec![water("water-crete", &small), water("water-aegean-aegean", &[])];
        let said = water("", &[("name", "Aegean Sea"), ("kind", "gulf")]).attributes;
        let greater_seas = [("aegean".to_owned(), said)].into();
        let mut map = PlottedMap { layers: vec![layer], greater_seas, ..PlottedMap::default() };
        map.name_after_greater("water-crete", "aegean");
        let [line] = map.layers[0].features.as_slice() else { panic!("the other line is out") };
        assert_eq!((line.text("name"), line.text("kind")), (Some("Aegean Sea"), Some("strait")));
        assert_eq!((line.text("name_el"), line.text(WITHIN)), (None, None));
        assert!(!is_line_of("water-black-aegean", "aegean"));
    }
}
