//! Turning points: those on the map in, a table of their numbers and positions below it out.
//! A line at sea is what its points make it: the table gives them as its agreement or claim publishes them.

use super::{Fragment, MapContext, paragraph};
use crate::error::Warning;
use crate::figure::Figure;
use crate::kind::Kind;
use crate::lettering;
use crate::plot::{Plotted, PlottedMap};
use crate::scene::{Anchor, Item};
use crate::space::OnSheet;
use crate::style::{Element, Style};
use geo::{Contains, Coord, Geometry, Polygon};

/// Between two columns, in mm.
const GUTTER: f64 = 5.0;
/// Least width of a column, in mm: room for the name of a line in two lines at the most.
const LEAST_COLUMN: f64 = 36.0;
/// Between a number and a latitude, and a latitude and a longitude, in type sizes.
const CELL_GAP: f64 = 1.0;
/// Baseline to baseline, in type sizes.
const LEADING: f64 = 1.3;
/// Free ground above a line's name, in type sizes.
const LEAD: f64 = 0.8;

/// The points of one line at sea.
struct Course {
    /// Its name and status.
    head: String,
    /// Number, latitude and longitude of each, as published.
    rows: Vec<[String; 3]>,
}

/// How the table is set.
struct TableStyles {
    head: Style,
    body: Style,
    size: f64,
    /// Widths of the three cells, in mm.
    cells: [f64; 3],
}

/// The table, its top at 0; empty if the map shows no turning point.
pub(super) fn table(context: &MapContext, map: &PlottedMap) -> Fragment {
    let courses = courses(map, &context.view.neatline().0);
    let mut block = Fragment { items: Vec::new(), height: 0.0 };
    if courses.is_empty() {
        return block;
    }
    let styles = TableStyles::of(context, &courses);
    block.height = 0.8 * styles.size;
    let left = context.layout.margin;
    let title = context.figure.phrases().say("Turning points, as published");
    block.items.push(paragraph::line(&title, &styles.head, (left, block.height), Anchor::Start));
    let measure = context.layout.measure();
    let least = styles.row_width().max(LEAST_COLUMN);
    let most = ((measure + GUTTER) / (least + GUTTER)).floor().max(1.0) as usize;
    let columns = columns(&courses, most.min(courses.len()));
    let across = (measure + GUTTER) / columns.len() as f64;
    let top = block.height;
    for (number, column) in columns.into_iter().enumerate() {
        let by = Coord { x: left + number as f64 * across, y: top };
        let set = styles.column(column, across - GUTTER);
        block.items.extend(set.items.into_iter().map(|item| item.moved(by)));
        block.height = block.height.max(top + set.height);
    }
    block.height += 0.3 * styles.size;
    block
}

/// That the map has no turning points to be listed.
pub(super) fn nothing_to_list(figure: &Figure) -> Warning {
    let message = "the map shows no turning points of lines at sea: there is no table of them";
    let hint = "the table is of the layer `turning-points`, points that agreements publish; those of computed lines are listed \
                by `periplus points`";
    let warning = Warning::new(message).hint(hint);
    match figure.place_of(&["furniture.turning_points"]) {
        Some(place) => warning.at(place),
        None => warning,
    }
}

/// The points on the map by their lines, both in the order of the data.
fn courses(map: &PlottedMap, neatline: &Polygon) -> Vec<Course> {
    let layers = map.all().filter(|layer| layer.kind == Kind::TurningPoint);
    let points = layers.flat_map(|layer| &layer.features);
    let shown = points.filter(
        |point| matches!(&point.shape, OnSheet(Geometry::Point(at)) if neatline.contains(&at.0)),
    );
    let mut courses: Vec<(&str, Course)> = Vec::new();
    for point in shown {
        let line = point.text("line").unwrap_or_default();
        let number = point.text("number").or(point.text("name")).unwrap_or_default();
        let position = point.text("position").unwrap_or_default();
        let (lat, lon) = position.split_once(' ').unwrap_or((position, ""));
        let row = [number, lat, lon].map(str::to_owned);
        match courses.iter_mut().find(|(id, _)| *id == line) {
            Some((_, course)) => course.rows.push(row),
            None => courses.push((line, Course { head: head(map, line, point), rows: vec![row] })),
        }
    }
    courses.into_iter().map(|(_, course)| course).collect()
}

/// `Cyprus–Egypt, 2003: agreed`; `Cyprus–Lebanon, 2007: claimed by Cyprus`.
fn head(map: &PlottedMap, line: &str, point: &Plotted) -> String {
    let lines = map.all().filter(|layer| layer.kind == Kind::MaritimeLine);
    let mut lines = lines.flat_map(|layer| &layer.features);
    let name = lines.find(|feature| feature.id == line).and_then(|feature| feature.text("name"));
    let status = point.text("status").unwrap_or("status unknown");
    let claimants = point.text("claimed_by").unwrap_or_default();
    let claimants: Vec<&str> =
        claimants.split_whitespace().map(|state| map.name_of(state)).collect();
    let by = if claimants.is_empty() { "" } else { " by " };
    format!("{}: {status}{by}{}", name.unwrap_or(line), claimants.join(" and "))
}

impl TableStyles {
    fn of(context: &MapContext, courses: &[Course]) -> TableStyles {
        let style = |class: &str| context.theme.style(&Element::of(Kind::Legend).class(class));
        let (head, body) = (style("head"), style("table"));
        let width = |cell: usize| {
            let rows = courses.iter().flat_map(|course| &course.rows);
            rows.map(|row| lettering::measure(&row[cell], &body.typeface()).width.0)
                .fold(0.0, f64::max)
        };
        let cells = [width(0), width(1), width(2)];
        let size = body.typeface().size.millimetres().0;
        TableStyles { head, body, size, cells }
    }

    fn row_width(&self) -> f64 {
        self.cells.iter().sum::<f64>() + 2.0 * CELL_GAP * self.size
    }

    /// Lines one below the other, in a column of this width in mm; numbers and positions end below each other.
    fn column(&self, courses: &[Course], width: f64) -> Fragment {
        let mut block = Fragment { items: Vec::new(), height: 0.0 };
        let cell = |words: &str, x: f64, y: f64, anchor: Anchor| -> Item {
            paragraph::line(words, &self.body, (x, y), anchor)
        };
        for course in courses {
            block.height += LEAD * self.size;
            for line in paragraph::fill_lines(&course.head, &self.body.typeface(), width) {
                block.height += LEADING * self.size;
                block.items.push(cell(&line, 0.0, block.height, Anchor::Start));
            }
            for row in &course.rows {
                block.height += LEADING * self.size;
                let mut end = 0.0;
                for (words, width) in row.iter().zip(self.cells) {
                    end += width;
                    block.items.push(cell(words, end, block.height, Anchor::End));
                    end += CELL_GAP * self.size;
                }
            }
        }
        block
    }
}

/// The lines in at most `count` columns, none broken, in their order, the tallest column as low as can be.
fn columns(courses: &[Course], count: usize) -> Vec<&[Course]> {
    let height = |course: &Course| course.rows.len() + 2;
    let total: usize = courses.iter().map(height).sum();
    let filled = |most: usize| {
        let (mut columns, mut start, mut sum) = (Vec::new(), 0, 0);
        for (number, course) in courses.iter().enumerate() {
            if sum > 0 && sum + height(course) > most {
                columns.push(&courses[start..number]);
                (start, sum) = (number, 0);
            }
            sum += height(course);
        }
        columns.push(&courses[start..]);
        columns
    };
    let least = courses.iter().map(height).max().unwrap_or_default();
    (least..=total).map(filled).find(|columns| columns.len() <= count).unwrap_or(vec![courses])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_whole_in_columns_of_even_height() {
        let course = |rows: usize| Course {
            head: String::new(),
            rows: vec![[String::new(), String::new(), String::new()]; rows],
        };
        let courses = [course(2), course(8), course(6), course(2)];
        let counts = |count| -> Vec<usize> {
            columns(&courses, count).iter().map(|column| column.len()).collect()
        };
        assert_eq!(counts(1), [4]);
        assert_eq!(counts(2), [2, 2]);
        assert_eq!(counts(3), [1, 1, 2]);
        assert_eq!(counts(4), [1, 1, 1, 1]);
    }
}
