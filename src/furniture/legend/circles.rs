//! Circles: the round values that a legend shows in, circles one in the other out, each with a line to its number.

use super::{Circle, LegendStyles};
use crate::furniture::{Fragment, paragraph};
use crate::lettering;
use crate::scene::{Anchor, Item, Path, Shape, Stroke};
use crate::space::OnSheet;
use crate::units::Millimetres;
use geo::{Coord, LineString};

/// From the greatest circle to the numbers, in mm.
const LEAD: f64 = 2.0;

/// The width of circles and their numbers, in mm.
pub(super) fn width(styles: &LegendStyles, circles: &[Circle]) -> f64 {
    let font = styles.plain.typeface();
    let numbers = circles.iter().map(|it| lettering::measure(&it.words, &font).width.0);
    let greatest = circles.iter().map(|circle| circle.radius).fold(0.0, f64::max);
    2.0 * greatest + LEAD + numbers.fold(0.0, f64::max)
}

/// Adds circles below what the block holds; they stand on one line.
pub(super) fn draw(block: &mut Fragment, styles: &LegendStyles, circles: &[Circle]) {
    let Some(greatest) = circles.iter().map(|circle| circle.radius).reduce(f64::max) else {
        return;
    };
    let top = block.height + 0.2 * styles.leading;
    let numbers = circles.len() as f64 * styles.leading;
    let height = (2.0 * greatest).max(numbers);
    let bottom = top + height;
    let right = 2.0 * greatest + LEAD;
    let mut baseline = f64::NEG_INFINITY;
    for circle in circles {
        let head = bottom - 2.0 * circle.radius;
        let centre = Coord { x: greatest, y: bottom - circle.radius };
        let radius = Millimetres(circle.radius);
        block.items.push(Item::Path(Path {
            shape: Shape::Circle { centre: OnSheet(centre), radius },
            fill: circle.fill.clone(),
            stroke: circle.stroke.clone(),
            title: None,
        }));
        // numbers keep a line apart
        let at = head.max(baseline + styles.leading).min(bottom);
        baseline = at;
        let leader = LineString::from(vec![(greatest, head), (right - 0.5, at)]);
        block.items.extend(circle.stroke.clone().map(|stroke| line(leader, stroke)));
        let place = (right, at + 0.3 * styles.leading);
        block.items.push(paragraph::line(&circle.words, &styles.plain, place, Anchor::Start));
    }
    block.height = bottom + (baseline - bottom).max(0.0) + 0.6 * styles.leading;
}

fn line(line: LineString, stroke: Stroke) -> Item {
    let shape = Shape::Lines(vec![OnSheet(line)]);
    Item::Path(Path { shape, fill: None, stroke: Some(stroke), title: None })
}
