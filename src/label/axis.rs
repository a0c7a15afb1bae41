//! The long axis of an area: its cells in, a shallow curve along it out, and how much a name had better
//! follow it. Atlases spread a name along the axis of what is long and lies aslant, and set all else level
//! (Imhof 1975).

use super::class_raster::ClassRaster;
use super::curve::Curve;
use super::shape::Direction;
use geo::{Coord, coord};

/// Length : breadth below which an area has no axis to speak of, and from which it is plainly long.
const LONG: (f64, f64) = (1.6, 2.4);
/// Slope in degrees below which an axis is as good as level, and from which it is plainly aslant.
const ASLANT: (f64, f64) = (4.0, 18.0);
/// Slope in degrees from which an axis is steep, and at which it is plainly so.
const STEEP: (f64, f64) = (15.0, 45.0);
/// How much longer, in breadths, an area is that a name plainly climbs.
const LONGER: f64 = 1.0;

/// The long axis of an area.
pub(super) struct Axis {
    middle: Coord,
    /// Sine and cosine of the axis.
    turn: (f64, f64),
    /// From where to where it runs, from the middle.
    from: f64,
    to: f64,
    /// Beside the axis at u: a + b u + c u².
    bow: [f64; 3],
    /// Mean breadth across it.
    breadth: f64,
    /// How much a name had better follow it, 0 to 1.
    pub(super) pull: f64,
}

impl Axis {
    /// Of the area of class 1 in `raster`, whose cells are `cells`, for letters `size` high; none where it is
    /// not long, or nowhere broad enough.
    pub(super) fn of(raster: &ClassRaster, cells: &[Coord], size: f64) -> Option<Axis> {
        let sum = cells.iter().fold(Coord::default(), |sum, own| sum + *own);
        let middle = sum / (cells.len().max(1) as f64);
        let moments = SecondMoments::of(cells, middle);
        let (sin, cos) = libm::sincos(moments.turn);
        let sections = sections(raster, cells, middle, Direction { cos, sin });
        // Narrower stretches than the letters are high hold no name.
        let broad = |section: Option<CrossSection>| section.filter(|own| own.width > size * 1.2);
        let sections: Vec<Option<CrossSection>> = sections.into_iter().map(broad).collect();
        let longest = longest_run(&sections)?;
        let [a, b, c] = parabola(&longest)?;
        let (from, to) = (longest.first()?.along, longest.last()?.along);
        let c = shallow(c, to - from);
        let share = |value: f64, (least, plain): (f64, f64)| {
            ((value - least) / (plain - least)).clamp(0.0, 1.0)
        };
        let breadth = longest.iter().map(|own| own.width).sum::<f64>() / longest.len() as f64;
        let bow = [a, b, c];
        let mut axis = Axis { middle, turn: (sin, cos), from, to, bow, breadth, pull: 0.0 };
        // the steeper a name climbs, the longer its area has to be for that: of a broad one it crosses
        // boundaries within, and of a small one it stands on end
        let more = LONGER * share(axis.slope(), STEEP);
        let long = share(moments.length_to_breadth(), (LONG.0 + more, LONG.1 + more));
        axis.pull = long * share(axis.slope(), ASLANT);
        (axis.pull > 0.0).then_some(axis)
    }

    /// Of its chord, in degrees from the horizontal, 0 to 90.
    pub(super) fn slope(&self) -> f64 {
        let chord = self.at(self.to, 1.0, 0.0) - self.at(self.from, 1.0, 0.0);
        libm::atan2(chord.y.abs(), chord.x.abs()).to_degrees()
    }

    /// The curves that a name may follow, with how far they lie beside the axis: bent as the area is, half as
    /// much, and straight.
    pub(super) fn curves(&self) -> Vec<(Curve, f64)> {
        // One curve alone runs into towns: several of them let a name thread the gaps.
        const BENDS: [f64; 3] = [1.0, 0.5, 0.0];
        /// As shares of the area's mean breadth.
        const BESIDE: [f64; 5] = [0.0, -0.1, 0.1, -0.2, 0.2];
        let each = BESIDE.map(|share| share * self.breadth).into_iter();
        let each = each.flat_map(|beside| BENDS.map(|bend| (bend, beside)));
        each.map(|(bend, beside)| (self.curve(bend, beside), beside.abs())).collect()
    }

    fn curve(&self, bend: f64, beside: f64) -> Curve {
        const STEPS: u32 = 24;
        let along = |i: u32| self.from + (self.to - self.from) * f64::from(i) / f64::from(STEPS);
        Curve::through((0..=STEPS).map(|i| self.at(along(i), bend, beside)).collect())
    }

    /// The place at `u` with a share of the bend, and so far beside it.
    fn at(&self, u: f64, share: f64, beside: f64) -> Coord {
        let ([a, b, c], (sin, cos)) = (self.bow, self.turn);
        // what the bend rises over its chord, and the mean of that, at which a straighter curve stays
        let rise = c * (u - self.from) * (u - self.to);
        let mean = -c * (self.to - self.from).powi(2) / 6.0;
        let chord = a + b * u + c * u * u - rise;
        let v = chord + share * rise + (1.0 - share) * mean + beside;
        coord! { x: self.middle.x + u * cos - v * sin, y: self.middle.y + u * sin + v * cos }
    }
}

/// How an area spreads about its middle: second moments.
struct SecondMoments {
    /// Direction of the longest extent, in radians from the horizontal, −90° to 90°.
    turn: f64,
    /// The moments along and across.
    moments: (f64, f64),
}

impl SecondMoments {
    fn of(cells: &[Coord], middle: Coord) -> SecondMoments {
        let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
        for cell in cells {
            let d = *cell - middle;
            xx += d.x * d.x;
            xy += d.x * d.y;
            yy += d.y * d.y;
        }
        let (mean, half) = ((xx + yy) / 2.0, (xx - yy) / 2.0);
        let off = (half * half + xy * xy).sqrt();
        SecondMoments {
            turn: libm::atan2(2.0 * xy, xx - yy) / 2.0,
            moments: (mean + off, mean - off),
        }
    }

    fn length_to_breadth(&self) -> f64 {
        let (along, across) = self.moments;
        (along / across.max(1e-9)).sqrt()
    }
}

/// The widest stretch across an axis at one place.
#[derive(Clone, Copy, Debug)]
struct CrossSection {
    /// Where on the axis.
    along: f64,
    /// Middle of the stretch, beside the axis.
    beside: f64,
    width: f64,
}

/// The widest stretch across for steps along the axis; none where the area has none.
fn sections(
    raster: &ClassRaster,
    cells: &[Coord],
    middle: Coord,
    Direction { cos, sin }: Direction,
) -> Vec<Option<CrossSection>> {
    let step = raster.cell_area().sqrt().max(0.25);
    let reach = cells.iter().map(|cell| super::curve::distance(*cell, middle)).fold(0.0, f64::max);
    let count = (reach / step).ceil() as i32 + 1;
    let inside = |u: f64, v: f64| {
        let at = coord! { x: middle.x + u * cos - v * sin, y: middle.y + u * sin + v * cos };
        raster.at(at) == 1
    };
    let widest = |along: f64| {
        let (mut best, mut start) = (None::<CrossSection>, None);
        for k in -count..=count {
            let v = f64::from(k) * step;
            match (inside(along, v), start) {
                (true, None) => start = Some(v),
                (false, Some(from)) => {
                    let (width, beside) = (v - from, (v + from - step) / 2.0);
                    if best.is_none_or(|own| width > own.width) {
                        best = Some(CrossSection { along, beside, width });
                    }
                    start = None;
                }
                _ => {}
            }
        }
        best
    };
    (-count..=count).map(|i| widest(f64::from(i) * step)).collect()
}

/// The longest run of sections without a break.
fn longest_run(sections: &[Option<CrossSection>]) -> Option<Vec<CrossSection>> {
    let longest = sections.split(Option::is_none).max_by_key(|run| run.len())?;
    (longest.len() > 3).then(|| longest.iter().flatten().copied().collect())
}

/// v = a + b u + c u², least squares weighted by width (normal equations, Cramer's rule).
fn parabola(sections: &[CrossSection]) -> Option<[f64; 3]> {
    let mut powers = [0.0; 5];
    let mut sums = [0.0; 3];
    for CrossSection { along, beside, width } in sections.iter().copied() {
        let mut power = width;
        for (k, sum) in powers.iter_mut().enumerate() {
            *sum += power;
            if let Some(right) = sums.get_mut(k) {
                *right += power * beside;
            }
            power *= along;
        }
    }
    let row = |k: usize| [powers[k], powers[k + 1], powers[k + 2]];
    let matrix = [row(0), row(1), row(2)];
    let whole = determinant(matrix);
    let solve = |column: usize| {
        let mut replaced = matrix;
        for (row, right) in replaced.iter_mut().zip(sums) {
            row[column] = right;
        }
        determinant(replaced) / whole
    };
    (whole.abs() > 1e-9).then(|| [solve(0), solve(1), solve(2)])
}

/// Bends the parabola less where its height over the chord would be over a share of its length
/// (art direction, aegean §6 rule 5: 1 to 9 %).
fn shallow(c: f64, length: f64) -> f64 {
    const MOST: f64 = 0.08;
    let limit = 4.0 * MOST / length.max(1e-9);
    c.clamp(-limit, limit)
}

fn determinant([a, b, c]: [[f64; 3]; 3]) -> f64 {
    a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0])
        + a[2] * (b[0] * c[1] - b[1] * c[0])
}
