//! Whole: selected layers whose values are divided by areas in; the square kilometres of each feature, as attribute, out. The
//! bundled data of a part of the earth end where that ends, and cut what reaches beyond: it is measured where it is whole.

use super::{Selected, SelectedLayer, notices, view};
use crate::error::{Result, Warning};
use crate::figure::{Figure, Source};
use crate::geodata::{Feature, Geodata, Reach, Value};
use crate::space::Geographic;
use geo::{BoundingRect, Geometry, Polygon, Rect};
use periplus_sea::geodesy;
use std::collections::BTreeMap;

/// The attribute that has the square kilometres of an area on the ellipsoid, where values are divided by them.
pub(crate) const AREA: &str = "area_km2";

impl Selected {
    /// Gives the features of layers that show densities their areas, and none to what nobody knows the whole of.
    ///
    /// Errors: as [`Geodata::layer`].
    pub(crate) fn measure(&mut self, figure: &Figure, geodata: &Geodata) -> Result<()> {
        let mut warnings = Vec::new();
        for layer in self.on_floor.iter_mut().chain(&mut self.layers).filter(|it| has_density(it)) {
            let mut unknown = Vec::new();
            let whole = whole_of_cut(layer, figure, geodata)?;
            for feature in &mut layer.features {
                let area = match whole.get(&feature.id) {
                    Some(Some(area)) => Some(*area),
                    Some(None) => None,
                    None => Some(square_kilometres(&feature.geometry)),
                };
                match area {
                    Some(area) => {
                        feature.attributes.insert(AREA.to_owned(), Value::Number(area));
                    }
                    None => {
                        // an attribute of the same name may be anything
                        feature.attributes.remove(AREA);
                        unknown.push(feature.text("name").unwrap_or(&feature.id).to_owned());
                    }
                }
            }
            warnings.extend(not_whole(&unknown, layer, figure));
        }
        self.warnings.extend(warnings);
        Ok(())
    }
}

fn has_density(layer: &SelectedLayer) -> bool {
    layer.layer.values.as_ref().is_some_and(|values| values.scale.density)
}

/// The areas of those bundled features, by their ids, that reach to the end of the data; none of what no data have whole.
fn whole_of_cut(
    layer: &SelectedLayer,
    figure: &Figure,
    geodata: &Geodata,
) -> Result<BTreeMap<String, Option<f64>>> {
    let Source::Bundled(name) = &layer.layer.source else { return Ok(BTreeMap::new()) };
    let Some(reach) = geodata.stated_reach(name)? else { return Ok(BTreeMap::new()) };
    let cut = layer.features.iter().filter(|feature| is_cut(feature, &reach));
    let mut areas: BTreeMap<String, Option<f64>> =
        cut.map(|feature| (feature.id.clone(), None)).collect();
    if areas.is_empty() {
        return Ok(areas);
    }
    let Some(earth) = geodata.uncut().filter(|earth| earth.has(name)) else { return Ok(areas) };
    let redrawn = view(figure, &earth)?.redraw(name, &earth)?;
    let all = match &redrawn {
        Some(redrawn) => redrawn.as_slice(),
        None => earth.layer(name)?,
    };
    let reach = earth.reach(name)?;
    for feature in all.iter().filter(|feature| !is_cut(feature, &reach)) {
        if let Some(area) = areas.get_mut(&feature.id) {
            *area = Some(area.unwrap_or(0.0) + square_kilometres(&feature.geometry));
        }
    }
    Ok(areas)
}

/// Whether a feature reaches to where its data end.
fn is_cut(feature: &Feature, reach: &Reach) -> bool {
    /// Finer than any of the data, in degrees.
    const HAIR: f64 = 1e-4;
    let Some(own) = feature.geometry.0.bounding_rect() else { return false };
    let south = (own.min().y - HAIR).max(-90.0);
    let north = (own.max().y + HAIR).min(90.0);
    !reach.covers(&Rect::new((own.min().x - HAIR, south), (own.max().x + HAIR, north)))
}

/// That some features are not known as a whole, and are without a density.
fn not_whole(names: &[String], layer: &SelectedLayer, figure: &Figure) -> Option<Warning> {
    const SHOWN: usize = 6;
    if names.is_empty() {
        return None;
    }
    let (shown, count) = (names.iter().take(SHOWN), names.len());
    let shown: Vec<String> = shown.map(|name| format!("`{name}`")).collect();
    let more = if count > SHOWN { format!(" and {} more", count - SHOWN) } else { String::new() };
    let called = layer.layer.called();
    let message = format!(
        "`{called}` has not the whole of {}{more}: what is cut off has no density",
        shown.join(", ")
    );
    let warning = Warning::new(message)
        .hint("bring data in which they are whole, or divide the values in the table");
    let place =
        layer.number.and_then(|number| figure.place_of(&[&notices::key_of(number, "scale")]));
    Some(place.into_iter().fold(warning, Warning::at))
}

/// The area of a feature on the ellipsoid.
fn square_kilometres(Geographic(geometry): &Geographic<Geometry>) -> f64 {
    let area =
        |polygon: &Polygon| geodesy::polygon_area(&Geographic(polygon.clone())).square_kilometres();
    match geometry {
        Geometry::Polygon(polygon) => area(polygon),
        Geometry::MultiPolygon(polygons) => polygons.iter().map(area).sum(),
        Geometry::GeometryCollection(parts) => {
            parts.iter().map(|part| square_kilometres(&Geographic(part.clone()))).sum()
        }
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The areas of the states that a map of countries within these bounds shows.
    fn areas(bounds: &str) -> BTreeMap<String, f64> {
        let text = format!(
            "title = \"T\"\nworldview = \"un\"\nextent = {{ bounds = {bounds} }}\n\
             [[layers]]\nsource = \"countries\"\nvalue = \"people\"\nscale = {{ density = true }}\n"
        );
        let figure = Figure::parse(&text, "t.toml").expect("it is a figure");
        let geodata = Geodata::bundled();
        let earth = crate::geodata_of(&figure, &geodata).expect("it has data");
        let geodata = earth.as_ref().unwrap_or(&geodata);
        let mut selected = crate::select::layers(&figure, geodata).expect("it has layers");
        selected.measure(&figure, geodata).expect("they can be measured");
        let features = selected.layers.iter().flat_map(|layer| &layer.features);
        let areas = features.filter_map(|it| match it.attributes.get(AREA) {
            Some(Value::Number(area)) => Some((it.id.clone(), *area)),
            _ => None,
        });
        areas.collect()
    }

    #[test]
    fn densities_are_of_whole_states_whatever_part_of_them_the_map_shows() {
        let part = areas("[20, 29, 46, 48]");
        let whole = areas("[-10, 20, 100, 75]");
        for state in ["RUS", "UKR", "SAU", "LBY", "DEU"] {
            let (part, whole) = (part.get(state), whole.get(state));
            let (part, whole) = part.zip(whole).expect("both maps have it");
            // coasts and lakes are as fine as the scale shows
            assert!((part / whole - 1.0).abs() < 5e-3, "{state}: {part} of {whole} km²");
        }
    }
}
