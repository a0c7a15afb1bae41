//! A layer in, its features as rows out: attributes as columns, and where each lies.

use super::rows::{Row, Rows, not_empty};
use super::whereabouts::Box4;
use crate::error::{Place, Result, Warning};
use crate::figure::{Layer, Limits, Source};
use crate::geodata::select::select;
use crate::geodata::{Date, Feature, Geodata, readers};
use geo::BoundingRect as _;
use std::collections::BTreeMap;
use std::path::Path;

/// The features of a layer, by their attributes and `id`; those of a bundled one whole, wherever on the earth they lie. A file is
/// read at `path`; `at` is where the atlas has a text of its own.
///
/// Errors: as the layer's; `Input` if it has no features.
pub(super) fn rows(
    (layer, path): (&Layer, &Path),
    (geodata, limits): (&Geodata, &Limits),
    as_of: Option<Date>,
    at: impl Fn(&str) -> Place,
) -> Result<Rows> {
    let (own, whole);
    let (file, features) = match &layer.source {
        Source::File(_) => {
            own = readers::read_file(path, limits.data())?.features;
            (path.display().to_string(), own.as_slice())
        }
        Source::Bundled(name) => {
            whole = geodata.with_all_of(name, &layer.select)?;
            (format!("layer \"{name}\""), whole.as_ref().unwrap_or(geodata).layer(name)?)
        }
        Source::Features(_) | Source::Described(_) => (String::new(), &[][..]),
    };
    let slips = layer.select.unmatched(features).into_iter().map(|slip| {
        let (key, _) = slip.key.rsplit_once('.').unwrap_or((&slip.key, ""));
        let message = format!(
            "`{key}` names `{}`, which no feature of {file} is or has: it has no page",
            slip.value
        );
        let warning = Warning::new(message).at(at(&slip.value));
        match slip.hint {
            Some(hint) => warning.hint(hint),
            None => warning,
        }
    });
    let slips: Vec<Warning> = slips.collect();
    let chosen = select(features, &layer.select, layer.as_of.or(as_of))?;
    let rows = chosen.into_iter().map(|feature| row(feature, &file)).collect();
    let rows = not_empty(rows, &file, "no feature of the layer is taken")?;
    Ok(Rows { warnings: slips, ..rows })
}

fn row(feature: &Feature, file: &str) -> Row {
    let attributes = feature.attributes.iter();
    let mut values: BTreeMap<String, String> =
        attributes.map(|(key, value)| (key.clone(), value.to_string())).collect();
    values.insert("id".to_owned(), feature.id.clone());
    let place = Place::file(file).part(format!("feature {}", feature.id));
    Row { values, bounds: Ok(bounds_of(feature)), place }
}

/// The bounds of a feature; across the antimeridian where that is the shorter way round.
fn bounds_of(feature: &Feature) -> Option<Box4> {
    use geo::MapCoords as _;
    let geometry = &feature.geometry.0;
    let plain = geometry.bounding_rect()?;
    let turned = geometry
        .map_coords(|at| geo::Coord { x: if at.x < 0.0 { at.x + 360.0 } else { at.x }, y: at.y });
    let turned = turned.bounding_rect().filter(|it| it.width() < plain.width());
    let found = turned.unwrap_or(plain);
    let east = if found.max().x > 180.0 { found.max().x - 360.0 } else { found.max().x };
    Some([found.min().x, found.min().y, east, found.max().y])
}
