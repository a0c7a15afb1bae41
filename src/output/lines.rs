//! Rings and lines in millimetres in, path data with rounded coordinates out.

use geo::{Coord, LineString, MultiPolygon};

/// Steps in a millimetre: .01 mm is a twelfth of the finest line (.12 mm), and .24 pixels at
/// 600 dpi; a finer grid would make files larger and no picture better.
const STEPS_PER_MILLIMETRE: f64 = 100.0;
const DECIMALS: usize = 2;
/// Side of the triangle that stands for a ring too small to keep a shape, in steps.
const LEAST_SIDE: i64 = 3;

/// A point of the grid.
type Step = (i64, i64);

/// A number in its shortest form: `-.5`, `12`, `0`.
pub(super) fn number(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let text = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => &text,
    };
    match text {
        "-0" | "" => "0".to_owned(),
        _ if text.starts_with("0.") => text[1..].to_owned(),
        _ if text.starts_with("-0.") => format!("-{}", &text[2..]),
        _ => text.to_owned(),
    }
}

/// A length or position in millimetres, as it stands in attributes: to .001 mm.
pub(super) fn millimetres(value: f64) -> String {
    number(value, 3)
}

/// How the numbers of a path are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// In millimetres.
    Millimetre,
    /// In steps: whole numbers, half as many characters; the element says by which scale.
    Step,
}

impl Unit {
    /// A path of so many vertices is worth the scale.
    const MANY: usize = 40;
    /// The `transform` of an element in steps.
    pub(super) const SCALE: &str = "scale(.01)";

    /// What suits a path of so many vertices.
    pub(super) fn of(vertices: usize) -> Unit {
        if vertices < Unit::MANY { Unit::Millimetre } else { Unit::Step }
    }

    fn data(self) -> PathData {
        match self {
            Unit::Millimetre => PathData::new(STEPS_PER_MILLIMETRE, DECIMALS),
            Unit::Step => PathData::in_steps(STEPS_PER_MILLIMETRE),
        }
    }
}

/// Lengths of paint on an element whose coordinates are in steps.
pub(super) fn steps(millimetres: f64) -> String {
    number(millimetres * STEPS_PER_MILLIMETRE, 1)
}

/// The data of a path that fills `areas` by the even-odd rule. No ring is lost, however small.
pub(super) fn areas(areas: &MultiPolygon, unit: Unit) -> String {
    let mut path = unit.data();
    for polygon in areas {
        path.ring(polygon.exterior(), true);
        for hole in polygon.interiors() {
            path.ring(hole, false);
        }
    }
    path.text
}

/// The data of a path along `lines`.
pub(super) fn lines<'a>(lines: impl IntoIterator<Item = &'a LineString>, unit: Unit) -> String {
    let mut path = unit.data();
    for line in lines {
        path.line(line);
    }
    path.text
}

/// Path data in the making. Rounds each position, not each step, so that errors never add up.
pub(super) struct PathData {
    pub(super) text: String,
    scale: f64,
    decimals: usize,
    /// Whether steps are written as they are, not as millimetres.
    is_in_steps: bool,
    /// What numbers without a letter before them mean.
    command: char,
    /// Where the pen is, as a reader of the rounded text sees it.
    at: Step,
    start: Step,
}

impl PathData {
    /// An empty path on a grid of `scale` steps a millimetre, a power of ten with `decimals` zeros.
    pub(super) fn new(scale: f64, decimals: usize) -> PathData {
        let text = String::new();
        PathData {
            text,
            scale,
            decimals,
            is_in_steps: false,
            command: 'z',
            at: (0, 0),
            start: (0, 0),
        }
    }

    /// An empty path that is written in whole steps of its grid.
    pub(super) fn in_steps(scale: f64) -> PathData {
        PathData { is_in_steps: true, ..PathData::new(scale, 0) }
    }

    /// Begins a subpath.
    pub(super) fn move_to(&mut self, to: Coord) {
        self.begin(self.step(to));
    }

    /// A straight line, or a curve over control points: `command` is `l`, `q` or `c`.
    pub(super) fn draw(&mut self, command: char, points: &[Coord]) {
        let is_new = self.command != command;
        if is_new {
            self.text.push(command);
            self.command = command;
        }
        let from = self.at;
        for (index, point) in points.iter().enumerate() {
            let to = self.step(*point);
            self.pair((to.0 - from.0, to.1 - from.1), is_new && index == 0);
            self.at = to;
        }
    }

    /// Closes the subpath.
    pub(super) fn close(&mut self) {
        self.text.push('z');
        self.command = 'z';
        self.at = self.start;
    }

    fn ring(&mut self, ring: &LineString, is_exterior: bool) {
        let mut steps = self.distinct(ring);
        if steps.len() > 1 && steps.first() == steps.last() {
            steps.pop();
        }
        match (steps.as_slice(), is_exterior) {
            ([], _) | ([_] | [_, _], false) => return,
            (&[(x, y)], true) => {
                steps = vec![(x - 1, y + 1), (x - 1 + LEAST_SIDE, y + 1), (x, y + 1 - LEAST_SIDE)];
            }
            (&[(x, y), end], true) => {
                let across = if end.1 == y { (x, y + 1) } else { (x + 1, y) };
                steps = vec![(x, y), end, across];
            }
            _ => {}
        }
        self.polyline(&steps);
        self.close();
    }

    fn line(&mut self, line: &LineString) {
        let mut steps = self.distinct(line);
        if let &[(x, y)] = steps.as_slice()
            && line.0.len() > 1
        {
            steps.push((x + 1, y)); // a dot where the pen has a width
        }
        let is_closed = line.0.len() > 2 && line.is_closed() && steps.len() > 2;
        if is_closed {
            steps.pop();
        }
        if steps.len() > 1 {
            self.polyline(&steps);
        }
        if is_closed {
            self.close();
        }
    }

    /// Positions on the grid, without repetitions and without what is no number.
    fn distinct(&self, line: &LineString) -> Vec<Step> {
        let finite = line.coords().filter(|c| c.x.is_finite() && c.y.is_finite());
        let mut steps: Vec<Step> = finite.map(|c| self.step(*c)).collect();
        steps.dedup();
        steps
    }

    /// `m` and pairs: what follows a relative `m` without a letter are relative lines.
    fn polyline(&mut self, steps: &[Step]) {
        let Some((first, rest)) = steps.split_first() else { return };
        self.begin(*first);
        for step in rest {
            self.pair((step.0 - self.at.0, step.1 - self.at.1), false);
            self.at = *step;
        }
    }

    fn begin(&mut self, to: Step) {
        self.text.push('m');
        self.command = 'l';
        self.pair((to.0 - self.at.0, to.1 - self.at.1), true);
        (self.at, self.start) = (to, to);
    }

    fn pair(&mut self, by: Step, after_letter: bool) {
        self.signed(by.0, after_letter);
        self.signed(by.1, false);
    }

    /// A number of steps, as millimetres or as it is; its minus sign parts it from the number before.
    fn signed(&mut self, steps: i64, after_letter: bool) {
        if steps >= 0 && !after_letter {
            self.text.push(' ');
        }
        match self.is_in_steps {
            true => self.text.push_str(&steps.to_string()),
            false => self.text.push_str(&number(steps as f64 / self.scale, self.decimals)),
        }
    }

    fn step(&self, position: Coord) -> Step {
        ((position.x * self.scale).round() as i64, (position.y * self.scale).round() as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::polygon;

    #[test]
    fn numbers_are_short() {
        for (value, text) in [
            (0.5, ".5"),
            (-0.25, "-.25"),
            (-0.001, "0"),
            (12.0, "12"),
            (100.0, "100"),
            (1.239, "1.24"),
            (-3.1, "-3.1"),
        ] {
            assert_eq!(number(value, 2), text);
        }
    }

    #[test]
    fn a_square_is_written_in_relative_steps() {
        let square =
            polygon![(x: 1.0, y: 1.0), (x: 2.5, y: 1.0), (x: 2.5, y: 0.5), (x: 1.0, y: 0.5)];
        assert_eq!(
            areas(&MultiPolygon::new(vec![square]), Unit::Millimetre),
            "m1 1 1.5 0 0-.5-1.5 0z"
        );
    }

    #[test]
    fn an_islet_smaller_than_the_grid_stays() {
        let islet = polygon![(x: 1.0, y: 1.0), (x: 1.001, y: 1.0), (x: 1.001, y: 1.001)];
        assert_eq!(
            areas(&MultiPolygon::new(vec![islet]), Unit::Millimetre),
            "m.99 1.01 .03 0-.02-.03z"
        );
        let sliver = polygon![(x: 1.0, y: 1.0), (x: 1.5, y: 1.0), (x: 1.5, y: 1.001)];
        assert_eq!(areas(&MultiPolygon::new(vec![sliver]), Unit::Millimetre), "m1 1 .5 0-.5 .01z");
    }

    #[test]
    fn a_closed_line_is_closed_and_nothing_is_repeated() {
        let line = LineString::from(vec![(0., 0.), (0.001, 0.), (1., 0.), (1., 1.), (0., 0.)]);
        assert_eq!(lines([&line], Unit::Millimetre), "m0 0 1 0 0 1z");
    }

    #[test]
    fn what_is_no_number_is_left_out() {
        let line = LineString::from(vec![(0., 0.), (f64::NAN, 1.), (1., 0.), (f64::INFINITY, 0.)]);
        assert_eq!(lines([&line], Unit::Millimetre), "m0 0 1 0");
    }
}
