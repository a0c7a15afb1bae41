//! Weighing: what lies on the map in, how much each place would hide out.

use super::free_space::FreeSpace;
use super::{IsShown, MapContext};
use crate::kind::{Kind, Named};
use crate::plot::PlottedMap;
use crate::space::OnSheet;
use geo::{BoundingRect, Geometry, LineString, Translate};

/// The lines that a shape is made of; none where it is no line.
fn lines_of(shape: &Geometry) -> &[LineString] {
    match shape {
        Geometry::LineString(line) => std::slice::from_ref(line),
        Geometry::MultiLineString(lines) => &lines.0,
        _ => &[],
    }
}

/// How much of the map each place would hide.
pub(super) fn weigh(context: &MapContext, map: &PlottedMap, is_shown: IsShown) -> FreeSpace {
    /// Half the reach of a name about its symbol, in mm.
    const NAME_REACH: f64 = 4.0;
    /// The same of a symbol without one, in mm.
    const DOT_REACH: f64 = 1.5;
    /// What a point of the user's own weighs, a square millimetre.
    const OWN: f64 = 20.0;
    /// Heights at which the letters of a sea's name hide what is about its line, in mm.
    const NAME_HEIGHT: [f64; 5] = [-3.0, -1.5, 0.0, 1.5, 3.0];
    let OnSheet(neatline) = context.view.neatline();
    let frame = neatline.bounding_rect().unwrap_or(context.view.frame_box().0);
    let mut free_space = FreeSpace::new(&neatline, frame, context.layout.keep_off);
    for layer in map.all() {
        let is_far = layer.classes.iter().any(|class| class == "far");
        let weight = if is_far { 1.0 } else { layer.kind.hiding() };
        for feature in &layer.features {
            match &feature.shape.0 {
                // what the map is made for is not hidden, named or not
                Geometry::Point(point) if layer.is_own && is_shown(layer, feature) => {
                    let reach = if layer.labelled { NAME_REACH } else { DOT_REACH };
                    let reach = if layer.classed.is_some() { NAME_REACH } else { reach };
                    free_space.add_point(OnSheet(point.0), reach, OWN);
                }
                Geometry::Point(point)
                    if layer.labelled
                        && layer.kind != Kind::TurningPoint
                        && is_shown(layer, feature) =>
                {
                    let rank = feature.number("rank").unwrap_or(1.0).max(1.0);
                    free_space.add_point(OnSheet(point.0), NAME_REACH, weight / (rank * rank));
                }
                // a wash over most of the map hides no more in one place than in another, its edge does
                Geometry::Polygon(_) if layer.kind.named() == Some(Named::Edge) => {}
                Geometry::Polygon(area) => free_space.add_area(&area.clone().into(), weight),
                Geometry::MultiPolygon(areas) => free_space.add_area(areas, weight),
                _ => {}
            }
            for line in lines_of(&feature.shape.0) {
                if layer.kind == Kind::Sea {
                    let courses = NAME_HEIGHT.map(|height| line.translate(0.0, height));
                    courses.iter().for_each(|course| free_space.add_name(course, weight));
                } else {
                    free_space.add_line(line, weight);
                }
            }
        }
    }
    free_space
}
