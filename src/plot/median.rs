//! Medians where states have agreed on a line: the plotted layers in, no computed line beside an agreed one out.
//! The law measures a median absent agreement only (UNCLOS Art. 15, 74, 83); two lines side by side would say otherwise.

use super::{Plotted, PlottedLayer};
use crate::kind::Kind;
use geo::{Coord, Distance, Euclidean, Geometry, LineString, MultiLineString, Point};
use std::collections::BTreeSet;

/// A median nearer to the agreed line than this, in mm, is left out.
const BESIDE: f64 = 0.9;
/// A median is looked at in steps of this length, in mm.
const STEP: f64 = 0.4;

/// Leaves out of the medians what runs beside a line that one of their states has agreed on: that also parts what the
/// computed line of a third state would.
pub(super) fn give_way(water: &mut [PlottedLayer], layers: &[PlottedLayer]) {
    let lines = layers.iter().filter(|layer| layer.kind == Kind::MaritimeLine);
    let agreed: Vec<&Plotted> = lines
        .flat_map(|layer| &layer.features)
        .filter(|line| matches!(line.text("status"), Some("agreed" | "adjudged" | "provisional")))
        .collect();
    for layer in water.iter_mut().filter(|layer| layer.kind == Kind::MedianLine) {
        for median in &mut layer.features {
            let same = agreed.iter().filter(|line| !states(line).is_disjoint(&states(median)));
            let same: Vec<&Geometry> = same.map(|line| &line.shape.0).collect();
            if let (Geometry::MultiLineString(median), false) =
                (&mut median.shape.0, same.is_empty())
            {
                *median = MultiLineString(median.iter().flat_map(|it| apart(it, &same)).collect());
            }
        }
    }
}

fn states(line: &Plotted) -> BTreeSet<&str> {
    line.text("states").unwrap_or_default().split(' ').collect()
}

/// The runs of a line that keep their distance from all others.
fn apart(line: &LineString, others: &[&Geometry]) -> Vec<LineString> {
    let is_apart =
        |at: Coord| others.iter().all(|other| Euclidean.distance(&Point(at), *other) > BESIDE);
    let mut runs: Vec<Vec<Coord>> = vec![Vec::new()];
    for edge in line.lines() {
        let steps = (libm::hypot(edge.dx(), edge.dy()) / STEP).ceil().max(1.0);
        for step in 0..=steps as usize {
            let at = edge.start + edge.delta() * (step as f64 / steps);
            match runs.last_mut() {
                Some(run) if is_apart(at) => run.push(at),
                Some(run) if !run.is_empty() => runs.push(Vec::new()),
                _ => {}
            }
        }
    }
    runs.into_iter().filter(|run| run.len() > 1).map(LineString::new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::wkt;

    #[test]
    fn a_median_stops_where_an_agreed_line_begins() {
        let median: LineString = wkt!(LINESTRING(0. 0., 20. 0.));
        let agreed = Geometry::LineString(wkt!(LINESTRING(10. 0.5, 30. 0.5)));
        let runs = apart(&median, &[&agreed]);
        assert_eq!(runs.len(), 1);
        let end = runs[0].0.last().expect("a run has an end").x;
        assert!((8.5..10.0).contains(&end), "{end}");
    }
}
