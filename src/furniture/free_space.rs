//! Free space, where a box of furniture hides least: what is drawn on the map in, a corner for the box out.
//! The map is divided into square cells; each carries the weight of what it shows, and a summed-area
//! table (Crow 1984) tells the weight under any box at once.

mod corners;
pub(super) mod hidden;

pub(crate) use corners::MapCorner;

use super::layout::Size;
use crate::space::OnSheet;
use geo::{Area, Contains, Coord, LineString, MultiPolygon, Polygon, Rect};

/// Side of a cell, in mm.
const CELL: f64 = 1.0;
/// What a cell outside the neatline weighs: more than any map could hide.
const OUTSIDE: f64 = 1e6;

/// A place for a box: what it would hide, and how many cells it is from the sides of the map.
struct BoxPlace {
    weight: f64,
    cells: usize,
    left: usize,
    right: usize,
    above: usize,
    below: usize,
}

/// The weights of a map, cell by cell.
pub(crate) struct FreeSpace {
    corner: Coord,
    /// The neatline, where its corners are right angles: a box with an edge of its own stands flush in one.
    upright: Option<Rect>,
    /// Free ground about a box, in mm.
    keep_off: f64,
    columns: usize,
    rows: usize,
    weights: Vec<f64>,
    /// Whether a line runs through a cell: 1, or 0.
    lined: Vec<f64>,
    /// Whether the name of a water may stand there: 1, or 0.
    named: Vec<f64>,
}

/// What a box keeps off, however little it would hide.
#[derive(Clone, Copy)]
enum Clear {
    Nothing,
    Lines,
    LinesAndNames,
}

impl FreeSpace {
    /// An empty map inside `neatline`, where boxes keep free ground of `keep_off` mm about them.
    pub(crate) fn new(neatline: &Polygon, bounds: Rect, keep_off: f64) -> FreeSpace {
        let columns = (bounds.width() / CELL).ceil() as usize;
        let rows = (bounds.height() / CELL).ceil() as usize;
        let corner = bounds.min();
        let [weights, lined, named] = std::array::from_fn(|_| vec![0.0; columns * rows]);
        let is_upright = (bounds.unsigned_area() - neatline.unsigned_area()).abs() < CELL;
        let upright = is_upright.then_some(bounds);
        let mut map = FreeSpace { corner, upright, keep_off, columns, rows, weights, lined, named };
        for row in 0..rows {
            for column in 0..columns {
                let middle = map.middle(column, row);
                if !neatline.contains(&middle) {
                    map.weights[row * columns + column] = OUTSIDE;
                }
            }
        }
        map
    }

    fn middle(&self, column: usize, row: usize) -> Coord {
        let half = Coord { x: (column as f64 + 0.5) * CELL, y: (row as f64 + 0.5) * CELL };
        self.corner + half
    }

    fn cell(&self, at: Coord) -> Option<usize> {
        let place = (at - self.corner) / CELL;
        let inside = place.x >= 0.0 && place.y >= 0.0;
        let (column, row) = (place.x as usize, place.y as usize);
        (inside && column < self.columns && row < self.rows).then(|| row * self.columns + column)
    }

    /// Adds a line that is seen: words had better not stand on it.
    pub(crate) fn add_line(&mut self, line: &LineString, weight: f64) {
        for index in self.course(line) {
            self.weights[index] += weight;
            self.lined[index] = 1.0;
        }
    }

    /// Adds a line that is not seen, about whose middle a name may stand.
    pub(crate) fn add_name(&mut self, line: &LineString, weight: f64) {
        /// Cells that the letters of a name take along its line: 40 mm.
        const NAME: usize = 40;
        let course = self.course(line);
        let ends = course.len().saturating_sub(NAME) / 2;
        for &index in &course[ends..course.len() - ends] {
            self.weights[index] += weight;
            self.named[index] = 1.0;
        }
    }

    /// Every cell that a line passes through, once each time that it enters.
    fn course(&self, line: &LineString) -> Vec<usize> {
        let mut cells = Vec::new();
        let mut last = None;
        for edge in line.lines() {
            let length = libm::hypot(edge.dx(), edge.dy());
            let steps = (length / (CELL / 2.0)).ceil().max(1.0);
            for step in 0..=steps as usize {
                let at = edge.start + edge.delta() * (step as f64 / steps);
                let cell = self.cell(at);
                cells.extend(cell.filter(|_| cell != last));
                last = cell;
            }
        }
        cells
    }

    /// Adds `weight` to every cell whose middle lies in an area.
    pub(crate) fn add_area(&mut self, area: &MultiPolygon, weight: f64) {
        for polygon in area {
            self.scan(polygon, weight);
        }
    }

    /// Even–odd scan along the middle line of each row.
    fn scan(&mut self, polygon: &Polygon, weight: f64) {
        let rings = || std::iter::once(polygon.exterior()).chain(polygon.interiors());
        for row in 0..self.rows {
            let y = self.middle(0, row).y;
            let mut crossings: Vec<f64> = rings()
                .flat_map(|ring| ring.lines())
                .filter(|edge| (edge.start.y > y) != (edge.end.y > y))
                .map(|edge| edge.start.x + (y - edge.start.y) / edge.dy() * edge.dx())
                .collect();
            crossings.sort_by(f64::total_cmp);
            for span in crossings.chunks_exact(2) {
                let column = |x: f64| ((x - self.corner.x) / CELL - 0.5).ceil().max(0.0) as usize;
                for column in column(span[0])..column(span[1]).min(self.columns) {
                    self.weights[row * self.columns + column] += weight;
                }
            }
        }
    }

    /// Adds `weight` to the cell of a point and those round it.
    pub(crate) fn add_point(&mut self, at: OnSheet<Coord>, reach: f64, weight: f64) {
        let steps = (reach / CELL) as i32;
        for dx in -steps..=steps {
            for dy in -steps..=steps {
                let near = at.0 + Coord { x: f64::from(dx) * CELL, y: f64::from(dy) * CELL };
                if let Some(index) = self.cell(near) {
                    self.weights[index] += weight;
                }
            }
        }
    }

    /// As [`FreeSpace::take_corner`], but only where no line runs through the box: words are struck through by it.
    /// Where there is such a place that leaves the names of waters theirs, there.
    pub(crate) fn take_clear(&mut self, size: Size, most: f64) -> Option<OnSheet<Coord>> {
        let kept = [Clear::LinesAndNames, Clear::Lines];
        kept.into_iter().find_map(|clear| self.take_near(size, most, clear))
    }

    /// The top left corner where a box of this size hides least, and the box is then taken; none
    /// if it would hide more than `most` a square millimetre everywhere.
    ///
    /// Among places that hide the same, the one nearest to a corner: a box with an edge looks lost half-way up the map's side.
    pub(crate) fn take_corner(&mut self, size: Size, most: f64) -> Option<OnSheet<Coord>> {
        self.take_near(size, most, Clear::Nothing)
    }

    fn take_near(&mut self, size: Size, most: f64, clear: Clear) -> Option<OnSheet<Coord>> {
        self.take_cheapest(size, clear, |place| {
            // cells to the nearest corner, along the edges
            let aside = place.left.min(place.right) + place.above.min(place.below);
            let cost = place.weight + 0.1 * aside as f64;
            if cost > most * place.cells as f64 { f64::INFINITY } else { cost }
        })
    }

    /// The place that costs least, and the box is then taken; none where every one costs without end.
    fn take_cheapest(
        &mut self,
        size: Size,
        clear: Clear,
        cost: impl Fn(&BoxPlace) -> f64,
    ) -> Option<OnSheet<Coord>> {
        let table = self.summed(&self.weights);
        let forbidden: &[&Vec<f64>] = match clear {
            Clear::Nothing => &[],
            Clear::Lines => &[&self.lined],
            Clear::LinesAndNames => &[&self.lined, &self.named],
        };
        let forbidden: Vec<Vec<f64>> = forbidden.iter().map(|cells| self.summed(cells)).collect();
        let (across, down) = (
            ((size.width + 2.0 * self.keep_off) / CELL).ceil() as usize,
            ((size.height + 2.0 * self.keep_off) / CELL).ceil() as usize,
        );
        if across > self.columns || down > self.rows {
            return None;
        }
        let stride = self.columns + 1;
        let mut best: Option<(f64, usize, usize)> = None;
        for row in 0..=self.rows - down {
            for column in 0..=self.columns - across {
                let over = |table: &[f64]| {
                    table[(row + down) * stride + column + across]
                        - table[row * stride + column + across]
                        - table[(row + down) * stride + column]
                        + table[row * stride + column]
                };
                // sums of whole numbers are exact
                if forbidden.iter().any(|table| over(table) > 0.0) {
                    continue;
                }
                let cost = cost(&BoxPlace {
                    weight: over(&table),
                    cells: across * down,
                    left: column,
                    right: self.columns - across - column,
                    above: row,
                    below: self.rows - down - row,
                });
                if cost < best.map_or(f64::INFINITY, |(least, _, _)| least) {
                    best = Some((cost, column, row));
                }
            }
        }
        let (_, column, row) = best?;
        for y in row..row + down {
            for x in column..column + across {
                self.weights[y * self.columns + x] = OUTSIDE;
            }
        }
        let place = Coord { x: column as f64 * CELL, y: row as f64 * CELL };
        Some(OnSheet(self.corner + place + Coord { x: self.keep_off, y: self.keep_off }))
    }

    /// Sums of all weights above and left of each cell corner.
    fn summed(&self, cells: &[f64]) -> Vec<f64> {
        let stride = self.columns + 1;
        let mut table = vec![0.0; stride * (self.rows + 1)];
        for row in 0..self.rows {
            let mut along = 0.0;
            for column in 0..self.columns {
                along += cells[row * self.columns + column];
                table[(row + 1) * stride + column + 1] = table[row * stride + column + 1] + along;
            }
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::polygon;

    fn square(side: f64) -> Polygon {
        polygon![(x: 0., y: 0.), (x: side, y: 0.), (x: side, y: side), (x: 0., y: side)]
    }

    pub(super) fn map() -> FreeSpace {
        let bounds = Rect::new(Coord { x: 0.0, y: 0.0 }, Coord { x: 50.0, y: 50.0 });
        FreeSpace::new(&square(50.0), bounds, 3.0)
    }

    #[test]
    fn words_stand_on_no_line_however_little_it_weighs() {
        let mut map = map();
        let size = Size { width: 20.0, height: 10.0 };
        let line = |y: f64| LineString::from(vec![(0.0, y), (50.0, y)]);
        map.add_line(&line(12.0), 0.001);
        let free = |corner: OnSheet<Coord>| corner.0.y > 12.0 || corner.0.y + 10.0 < 12.0;
        assert!(map.take_clear(size, 1.0).is_some_and(free));
        for y in 0..10 {
            map.add_line(&line(5.0 * f64::from(y)), 0.001);
        }
        assert!(map.take_clear(size, 1.0).is_none());
        assert!(map.take_corner(size, 1.0).is_some());
    }

    #[test]
    fn a_box_leaves_a_water_its_name_where_there_is_another_place() {
        let size = Size { width: 20.0, height: 10.0 };
        let line = |y: f64| LineString::from(vec![(0.0, y), (50.0, y)]);
        let (mut sea, mut narrows) = (map(), map());
        for y in 0..3 {
            sea.add_name(&line(30.0 + 5.0 * f64::from(y)), 0.0);
        }
        let above = |corner: OnSheet<Coord>| corner.0.y + 10.0 < 30.0;
        assert!(sea.take_clear(size, 1.0).is_some_and(above));
        for y in 0..10 {
            narrows.add_name(&line(5.0 * f64::from(y)), 0.001);
        }
        assert!(narrows.take_clear(size, 1.0).is_some());
    }

    #[test]
    fn the_ends_of_a_long_line_bear_no_name() {
        let bounds = Rect::new(Coord { x: 0.0, y: 0.0 }, Coord { x: 200.0, y: 20.0 });
        let strip = bounds.to_polygon();
        let mut map = FreeSpace::new(&strip, bounds, 0.0);
        map.add_name(&LineString::from(vec![(0.0, 10.0), (200.0, 10.0)]), 1.0);
        let size = Size { width: 60.0, height: 20.0 };
        let OnSheet(corner) = map.take_clear(size, 1.0).expect("there is room beside the name");
        assert!(corner.x + 60.0 <= 80.0 || corner.x >= 120.0, "{corner:?}");
    }

    #[test]
    fn a_box_goes_where_nothing_is_drawn() {
        let mut map = map();
        let busy = polygon![(x: 0., y: 0.), (x: 50., y: 0.), (x: 50., y: 30.), (x: 0., y: 30.)];
        map.add_area(&MultiPolygon::new(vec![busy]), 1.0);
        let OnSheet(corner) =
            map.take_corner(Size { width: 20.0, height: 10.0 }, 1.0).expect("there is room");
        assert!(corner.y >= 30.0, "{corner:?}");
    }

    #[test]
    fn two_boxes_do_not_overlap() {
        let mut map = map();
        let OnSheet(a) =
            map.take_corner(Size { width: 15.0, height: 15.0 }, 1.0).expect("there is room");
        let OnSheet(b) =
            map.take_corner(Size { width: 15.0, height: 15.0 }, 1.0).expect("there is room");
        assert!((a.x - b.x).abs() >= 15.0 || (a.y - b.y).abs() >= 15.0);
    }

    #[test]
    fn a_box_larger_than_the_map_finds_no_place() {
        assert!(map().take_corner(Size { width: 60.0, height: 5.0 }, 1.0).is_none());
    }
}
