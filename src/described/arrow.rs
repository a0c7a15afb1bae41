//! Arrow: places in, a layer of their courses out: geodesics, loxodromes, or of curves the places alone, for these bend on the
//! sheet.

use super::DescribedLayer;
use super::corridor::geodesics;
use super::flows::{Flow, Flows, line_of};
use super::places::{Located, Places};
use super::telling::{check_label, give_label, layer_of, number, place_key, row_key, text};
use crate::error::{Error, Result};
use crate::figure::{Arrow, ArrowPath, Ends, Figure, LegendWords};
use crate::geodata::{Feature, Value};
use crate::kind::Kind;
use crate::space::Geographic;
use crate::units::Metres;
use geo::{Coord, Geometry, LineString};
use periplus_sea::geodesy;
use std::collections::BTreeMap;

/// The pieces of a loxodrome: straight in longitude and latitude they are off it by less than a metre.
const STEP: Metres = Metres(4_000.0);

/// The layer of a table of the figure; none where a place of it is not known.
///
/// Errors: `Input` for an arrow that ends where it begins; as [`check_label`].
pub(super) fn layer(
    arrow: &Arrow,
    key: &str,
    flows: Option<&Flows>,
    places: &Places,
    figure: &Figure,
) -> Result<Option<DescribedLayer>> {
    let features = match (&arrow.ends, flows) {
        (Ends::Places(spots), _) => {
            let at = |index: usize| places.at(&place_key(key, index, spots.len()));
            let corners: Option<Vec<&Located>> = (0..spots.len()).map(at).collect();
            let Some(corners) = corners else { return Ok(None) };
            let id = key.replace('.', "-");
            let one = feature(arrow, &corners, id, BTreeMap::new());
            vec![one.map_err(|error| figure.at_fault(&[key], error))?]
        }
        (Ends::Table { .. }, Some(flows)) => {
            let row = |row: &Flow| of_row(arrow, key, flows, row, places);
            let rows: Result<Vec<Option<Feature>>> = flows.rows.iter().map(row).collect();
            rows?.into_iter().flatten().collect()
        }
        (Ends::Table { .. }, None) => return Ok(None),
    };
    let value = arrow.values.as_ref().map(|values| values.attribute.clone());
    let usual = value.or_else(|| arrow.said.classes.first().cloned());
    let mut layer = layer_of("arrows", Kind::Arrow, &arrow.said, usual.clone().unwrap_or_default());
    if arrow.said.legend == LegendWords::Usual && usual.is_none() {
        layer.legend = None;
    }
    layer.values.clone_from(&arrow.values);
    check_label(&features, &arrow.said, key, figure)?;
    Ok(Some(DescribedLayer { key: key.to_owned(), layer, features }))
}

fn of_row(
    arrow: &Arrow,
    key: &str,
    flows: &Flows,
    row: &Flow,
    places: &Places,
) -> Result<Option<Feature>> {
    let ends = [0, 1].map(|end| places.at(&row_key(key, row.line, end)));
    let [Some(from), Some(to)] = ends else { return Ok(None) };
    let id = format!("{}-{}", key.replace('.', "-"), row.line);
    let one = feature(arrow, &[from, to], id, row.attributes.clone());
    one.map(Some).map_err(|error| error.at(line_of(&flows.file, row.line)))
}

fn feature(
    arrow: &Arrow,
    corners: &[&Located],
    id: String,
    mut attributes: BTreeMap<String, Value>,
) -> Result<Feature> {
    let (Some(from), Some(to)) = (corners.first(), corners.last()) else {
        return Err(Error::input("the arrow leads nowhere"));
    };
    let positions: Vec<Coord> = corners.iter().map(|corner| corner.at).collect();
    if positions.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(Error::input(format!("the arrow from `{}` ends where it begins", from.name))
            .hint("give it another end, or take it out"));
    }
    let line = course(arrow.path, &positions);
    let length: f64 = line.0.windows(2).map(|edge| geodesy::distance(edge[0], edge[1]).0).sum();
    let [begins, ends] = arrow.heads.at_ends();
    attributes.extend([
        text("from", from.name.clone()),
        text("to", to.name.clone()),
        ("head_from".to_owned(), Value::Flag(begins)),
        ("head_to".to_owned(), Value::Flag(ends)),
    ]);
    match arrow.path {
        ArrowPath::Curve => {
            attributes.extend([text("path", "curve")]);
            attributes.extend(arrow.bend.map(|bend| number("bend", bend)));
        }
        _ => attributes.extend([number("length_m", length)]),
    }
    attributes.extend(arrow.width.map(|width| number("width_mm", width.0)));
    let geometry = Geographic(Geometry::LineString(line));
    let mut feature = Feature { id, geometry, attributes };
    give_label(&mut feature, &arrow.said);
    Ok(feature)
}

/// The course by way of positions, its longitudes running on.
fn course(path: ArrowPath, positions: &[Coord]) -> LineString {
    match path {
        ArrowPath::Geodesic => geodesics(positions),
        ArrowPath::Loxodrome => joined(positions.windows(2).map(|pair| {
            let mut piece = geodesy::densify_loxodrome(pair[0], pair[1], STEP);
            // its last position is as it was given: the short way round it may lie beyond 180°
            if let [.., before, last] = &mut piece[..] {
                last.x = before.x + libm::remainder(last.x - before.x, 360.0);
            }
            piece
        })),
        ArrowPath::Curve => joined(positions.windows(2).map(|pair| {
            let turn = libm::remainder(pair[1].x - pair[0].x, 360.0);
            vec![pair[0], Coord { x: pair[0].x + turn, y: pair[1].y }]
        })),
    }
}

/// Pieces that each begin where the one before ends, perhaps a turn away, as one line.
fn joined(pieces: impl Iterator<Item = Vec<Coord>>) -> LineString {
    let mut line: Vec<Coord> = Vec::new();
    for piece in pieces {
        let turn = line.last().zip(piece.first()).map_or(0.0, |(last, first)| last.x - first.x);
        let skipped = usize::from(!line.is_empty());
        line.extend(piece.iter().skip(skipped).map(|at| Coord { x: at.x + turn, y: at.y }));
    }
    LineString(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_course_goes_the_short_way_over_the_antimeridian() {
        let positions = [Coord { x: 170.0, y: 10.0 }, Coord { x: -170.0, y: 20.0 }];
        for path in [ArrowPath::Geodesic, ArrowPath::Loxodrome, ArrowPath::Curve] {
            let line = course(path, &positions);
            assert!((line.0[line.0.len() - 1].x - 190.0).abs() < 1e-9, "{path:?}");
            assert!(line.0.windows(2).all(|edge| (edge[1].x - edge[0].x).abs() <= 20.0));
        }
    }

    #[test]
    fn a_loxodrome_keeps_its_course_and_a_geodesic_is_shorter() {
        let positions = [Coord { x: 10.0, y: 50.0 }, Coord { x: 60.0, y: 50.0 }];
        let parallel = course(ArrowPath::Loxodrome, &positions);
        assert!(parallel.0.iter().all(|at| (at.y - 50.0).abs() < 1e-9));
        let length = |line: &LineString| -> f64 {
            line.0.windows(2).map(|edge| geodesy::distance(edge[0], edge[1]).0).sum()
        };
        assert!(length(&course(ArrowPath::Geodesic, &positions)) < length(&parallel));
    }
}
