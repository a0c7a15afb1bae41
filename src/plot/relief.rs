//! Relief: light and shade of the land in, the same in pixels of the sheet out, on land only.
//! The picture is fine enough for small scales; at larger ones its lumps would be taken for hills.

use super::{Plotted, PlottedLayer};
use crate::error::Warning;
use crate::geodata::Raster;
use crate::kind::Kind;
use crate::projection::View;
use crate::space::{Geographic, OnSheet};
use crate::units::{MILLIMETRES_PER_INCH, Millimetres};
use geo::{Coord, Geometry, LinesIter};

/// Pixels an inch: half of what a printer's screen shows, and more than the source has.
const DPI: f64 = 200.0;
/// The largest scale (its denominator) that the source of 2 minutes of arc is fit for: 1.2 mm a pixel.
const LEAST_DENOMINATOR: f64 = 3e6;
/// Positions are computed for every so many pixels, 1 mm, and interpolated: the earth is smooth.
const EVERY: usize = 8;

/// Light and shade in pixels of the sheet.
#[derive(Clone, Debug)]
pub(crate) struct Relief {
    /// How many of the figure's layers stand before it.
    pub listed: usize,
    /// Top left corner.
    pub corner: OnSheet<Coord>,
    /// Width of all columns.
    pub width: Millimetres,
    /// Height of all rows.
    pub height: Millimetres,
    /// Pixels from left to right.
    pub columns: usize,
    /// Shade below 0, light above; 0 on level ground and off the land. Row by row, the first at the top.
    pub levels: Vec<f32>,
}

/// What a map may show beyond the relief, in degrees: a rectangular sheet shows a little more than its bounds.
const EDGE: f64 = 0.5;

/// The relief on the sheet; nothing if the figure asks for none.
///
/// Errors: a warning if the scale is too large for it.
pub(super) fn relief(
    source: Option<&(Raster, usize)>,
    layers: &[PlottedLayer],
    view: &View,
) -> Result<Option<Relief>, Warning> {
    let Some((raster, listed)) = source else { return Ok(None) };
    let denominator = view.scale_denominator();
    if denominator < LEAST_DENOMINATOR {
        let minutes = raster.step().1 * 60.0;
        return Err(Warning {
            message: format!(
                "the relief is left out: its grid of {minutes:.0}′ is too coarse for 1 : {:.1} million",
                denominator / 1e6
            ),
            place: None,
            hint: Some("it is drawn from 1 : 3 million down; or take the layer out".into()),
        });
    }
    let [west, south, east, north] = raster.bounds();
    let shown = view.shown().0;
    let is_within = shown.min().x >= west - EDGE
        && shown.min().y >= south - EDGE
        && shown.max().x <= east + EDGE
        && shown.max().y <= north + EDGE;
    if !is_within {
        return Err(Warning {
            message: format!(
                "the relief is left out: it reaches from {west}° to {east}° E and from {south}° to {north}° N, not over the whole map"
            ),
            place: None,
            hint: Some("take a smaller extent, or take the layer out".into()),
        });
    }
    let OnSheet(frame) = view.frame_box();
    let pixel = MILLIMETRES_PER_INCH / DPI;
    let count = |length: f64| (length / pixel).ceil() as usize;
    let (columns, rows) = (count(frame.width()), count(frame.height()));
    let grid = PixelGrid { corner: frame.min(), pixel, columns, rows };
    let mut levels = grid.coverage(layers, Kind::Country);
    for (level, wet) in levels.iter_mut().zip(grid.coverage(layers, Kind::Lake)) {
        *level = (*level - wet).max(0.0);
    }
    grid.shade(&mut levels, raster, view);
    Ok(Some(Relief {
        listed: *listed,
        corner: OnSheet(frame.min()),
        width: Millimetres(columns as f64 * pixel),
        height: Millimetres(rows as f64 * pixel),
        columns,
        levels,
    }))
}

impl Relief {
    /// How many of the layers lie below it: states wherever they are listed, for they would hide it, and areas of
    /// the user's that are listed before it; no line and no symbol.
    pub(crate) fn above(&self, layers: &[PlottedLayer]) -> usize {
        let is_area = |feature: &Plotted| {
            matches!(feature.shape.0, Geometry::Polygon(_) | Geometry::MultiPolygon(_))
        };
        let is_below = |(place, layer): (usize, &PlottedLayer)| {
            let is_listed_before = layer.is_own && place < self.listed;
            layer.kind == Kind::Country || (is_listed_before && layer.features.iter().any(is_area))
        };
        layers.iter().enumerate().rposition(is_below).map_or(0, |last| last + 1)
    }
}

/// The pixels of a picture on the sheet.
struct PixelGrid {
    corner: Coord,
    /// Size of a pixel, mm.
    pixel: f64,
    columns: usize,
    rows: usize,
}

impl PixelGrid {
    /// How much of each pixel, along the middle of its row, lies in areas of a kind: 0 to 1.
    fn coverage(&self, layers: &[PlottedLayer], kind: Kind) -> Vec<f32> {
        let mut covered = vec![0.0; self.columns * self.rows];
        for feature in layers.iter().filter(|layer| layer.kind == kind).flat_map(|it| &it.features)
        {
            let mut crossings = vec![Vec::new(); self.rows];
            match &feature.shape.0 {
                Geometry::Polygon(area) => self.cross(area.lines_iter(), &mut crossings),
                Geometry::MultiPolygon(areas) => self.cross(areas.lines_iter(), &mut crossings),
                _ => {}
            }
            for (line, row) in crossings.iter_mut().zip(covered.chunks_exact_mut(self.columns)) {
                line.sort_by(f64::total_cmp);
                line.chunks_exact(2).for_each(|span| fill(row, span[0], span[1]));
            }
        }
        covered.iter_mut().for_each(|share| *share = share.min(1.0));
        covered
    }

    /// Where edges cross the middles of rows, in pixels from the left.
    fn cross(&self, edges: impl Iterator<Item = geo::Line>, crossings: &mut [Vec<f64>]) {
        for edge in edges {
            let place = |at: Coord| (at - self.corner) / self.pixel;
            let (a, b) = (place(edge.start), place(edge.end));
            let (top, bottom) = if a.y < b.y { (a, b) } else { (b, a) };
            let first = (top.y - 0.5).ceil().max(0.0) as usize;
            let end = ((bottom.y - 0.5).ceil().max(0.0) as usize).min(self.rows);
            let rows = crossings.iter_mut().enumerate().take(end).skip(first);
            for (row, crossed) in rows {
                let share = (row as f64 + 0.5 - top.y) / (bottom.y - top.y);
                crossed.push(top.x + share * (bottom.x - top.x));
            }
        }
    }

    /// Turns shares of land into levels.
    fn shade(&self, levels: &mut [f32], raster: &Raster, view: &View) {
        let across = self.columns / EVERY + 2;
        let nodes: Vec<Option<Coord>> = (0..across * (self.rows / EVERY + 2))
            .map(|node| {
                let step = EVERY as f64 * self.pixel;
                let by =
                    Coord { x: (node % across) as f64 * step, y: (node / across) as f64 * step };
                view.locate(OnSheet(self.corner + by)).map(|Geographic(at)| at)
            })
            .collect();
        for (number, level) in levels.iter_mut().enumerate().filter(|(_, level)| **level > 0.0) {
            let (column, row) = (number % self.columns, number / self.columns);
            let node = row / EVERY * across + column / EVERY;
            let corners = [node, node + 1, node + across, node + across + 1].map(|it| nodes[it]);
            let middle = |index: usize| ((index % EVERY) as f64 + 0.5) / EVERY as f64;
            let at = between(corners, middle(column), middle(row));
            let light = at.and_then(|at| raster.at(Geographic(at))).unwrap_or(0.0);
            *level *= light as f32;
        }
    }
}

/// Adds the span from `start` to `end`, in pixels, to the shares of a row.
fn fill(row: &mut [f32], start: f64, end: f64) {
    let (start, end) = (start.clamp(0.0, row.len() as f64), end.clamp(0.0, row.len() as f64));
    for (column, share) in row.iter_mut().enumerate().skip(start as usize) {
        let (left, right) = (column as f64, column as f64 + 1.0);
        if left >= end {
            break;
        }
        *share += (end.min(right) - start.max(left)) as f32;
    }
}

/// The position between four others: left and right above, left and right below.
fn between(corners: [Option<Coord>; 4], right: f64, down: f64) -> Option<Coord> {
    let [a, b, c, d] = corners;
    let (above, below) = (a? * (1.0 - right) + b? * right, c? * (1.0 - right) + d? * right);
    Some(above * (1.0 - down) + below * down)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::Plotted;
    use geo::{LineString, Polygon};

    #[test]
    fn a_pixel_is_covered_as_far_as_land_reaches_into_it() {
        let corner = Coord { x: 10.0, y: 20.0 };
        let grid = PixelGrid { corner, pixel: 0.5, columns: 4, rows: 3 };
        // from .25 of the first column to the middle of the third; the second row is a hole
        let ring = |top: f64, bottom: f64| {
            LineString::from(vec![(10.125, top), (11.25, top), (11.25, bottom), (10.125, bottom)])
        };
        let shape = Geometry::Polygon(Polygon::new(ring(19.0, 30.0), vec![ring(20.5, 21.0)]));
        let land =
            Plotted { id: "a".into(), attributes: Default::default(), shape: OnSheet(shape) };
        let layer = PlottedLayer {
            features: vec![land],
            ..PlottedLayer::empty("countries-1", Kind::Country)
        };
        let (full, none) = ([0.75, 1.0, 0.5, 0.0], [0.0; 4]);
        assert_eq!(grid.coverage(&[layer], Kind::Country), [full, none, full].concat());
    }
}
