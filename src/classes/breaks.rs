//! Breaks: sorted numbers and a method in; the bounds of their classes out, round wherever that changes no number's class.

use super::round;
use super::scale::Method;

/// Natural breaks of more different values than this are found on as many quantiles of them.
const MOST_EXACT: usize = 2_000;

/// The bounds of at most `count` classes of sorted numbers, of which there is one; fewer where there are fewer different ones.
pub(super) fn bounds(numbers: &[f64], method: Method, count: usize, log: bool) -> Vec<f64> {
    let (least, greatest) = (numbers[0], numbers[numbers.len() - 1]);
    let span = greatest - least;
    let mut bounds = match method {
        Method::Pretty if log => pretty_ratios(least, greatest, count),
        Method::Pretty => pretty(least, greatest, count),
        Method::Equal | Method::Linear => equal(least, greatest, count, log),
        Method::Quantile => cuts(numbers, &quantiles(numbers, count)),
        Method::Jenks => cuts(numbers, &jenks(numbers, count)),
    };
    if method != Method::Pretty {
        bounds.insert(0, lower(least, span, log));
        bounds.push(round::above(greatest, span));
    }
    bounds.dedup();
    if bounds.len() == 1 {
        bounds.push(bounds[0]);
    }
    bounds
}

/// A round bound below all; of a scale of ratios above zero.
fn lower(least: f64, span: f64, log: bool) -> f64 {
    let lower = round::below(least, span);
    if log && lower <= 0.0 { least } else { lower }
}

/// Bounds at places among sorted numbers: round, and between the number before and the one there.
fn cuts(numbers: &[f64], places: &[usize]) -> Vec<f64> {
    places.iter().map(|place| round::between(numbers[place - 1], numbers[*place])).collect()
}

/// Where classes of about as many numbers each begin: equal numbers are of one class.
fn quantiles(numbers: &[f64], count: usize) -> Vec<usize> {
    let mut places = Vec::new();
    for class in 1..count {
        let place = (class * numbers.len()).div_ceil(count).min(numbers.len() - 1);
        let first = numbers.partition_point(|value| *value < numbers[place]);
        if first > places.last().copied().unwrap_or(0) {
            places.push(first);
        }
    }
    places
}

/// Where classes begin within which numbers differ least from their mean (Fisher 1958, Jenks 1977): by dynamic programming,
/// exactly up to [`MOST_EXACT`] different numbers.
fn jenks(numbers: &[f64], count: usize) -> Vec<usize> {
    let mut firsts: Vec<usize> =
        (0..numbers.len()).filter(|at| *at == 0 || numbers[*at] > numbers[at - 1]).collect();
    if firsts.len() > MOST_EXACT {
        let each = firsts.len();
        firsts = (0..MOST_EXACT).map(|number| firsts[number * each / MOST_EXACT]).collect();
    }
    let groups = firsts.len();
    let count = count.min(groups);
    // sums over the groups before each, about the middle to keep digits
    let middle = numbers[numbers.len() / 2];
    let mut sums = vec![[0.0; 3]];
    for (group, first) in firsts.iter().enumerate() {
        let end = firsts.get(group + 1).copied().unwrap_or(numbers.len());
        let mut sum = sums[group];
        for value in &numbers[*first..end] {
            let value = value - middle;
            sum = [sum[0] + 1.0, sum[1] + value, sum[2] + value * value];
        }
        sums.push(sum);
    }
    let spread = |from: usize, to: usize| {
        let [n, sum, squares] = [0, 1, 2].map(|part| sums[to][part] - sums[from][part]);
        (squares - sum * sum / n).max(0.0)
    };
    let mut best: Vec<f64> = (1..=groups).map(|to| spread(0, to)).collect();
    let mut starts: Vec<Vec<usize>> = vec![vec![0; groups]];
    for class in 1..count {
        let mut next = vec![f64::INFINITY; groups];
        let mut from = vec![0; groups];
        for to in class..groups {
            for start in class..=to {
                let cost = best[start - 1] + spread(start, to + 1);
                if cost < next[to] {
                    (next[to], from[to]) = (cost, start);
                }
            }
        }
        best = next;
        starts.push(from);
    }
    let mut places = Vec::new();
    let mut last = groups - 1;
    for class in (1..count).rev() {
        let start = starts[class][last];
        places.push(firsts[start]);
        last = start - 1;
    }
    places.reverse();
    places
}

/// Bounds of equal steps, or of equal ratios.
fn equal(least: f64, greatest: f64, count: usize, log: bool) -> Vec<f64> {
    let step = (greatest - least) / count as f64;
    let bound = |class: usize| {
        let share = class as f64 / count as f64;
        match log {
            true => least * libm::pow(greatest / least, share),
            false => least + (greatest - least) * share,
        }
    };
    // as round as a twentieth of a class allows
    let round = |class: usize| {
        let at = bound(class);
        let room = if log { at * 0.05 } else { step * 0.05 };
        round::between(at - room, at + room)
    };
    (1..count).map(round).collect()
}

/// Bounds at 1, at 1 and 3, or at 1, 2 and 5 of each power of ten, about as many classes as asked for, which hold all numbers.
fn pretty_ratios(least: f64, greatest: f64, count: usize) -> Vec<f64> {
    const SERIES: [&[f64]; 3] = [&[1.0], &[1.0, 3.0], &[1.0, 2.0, 5.0]];
    let powers = libm::floor(libm::log10(least)) as i32..=libm::ceil(libm::log10(greatest)) as i32;
    let bounds = |series: &[f64]| -> Vec<f64> {
        let all = powers.clone().flat_map(|power| {
            let unit = libm::pow(10.0, f64::from(power));
            series.iter().map(move |part| round::clean(part * unit, power))
        });
        let all: Vec<f64> = all.collect();
        let first = all.partition_point(|bound| *bound <= least).saturating_sub(1);
        let last = all.partition_point(|bound| *bound < greatest).min(all.len() - 1);
        all[first..=last.max(first)].to_vec()
    };
    let each = SERIES.map(bounds).into_iter();
    let nearest = each.min_by_key(|bounds| bounds.len().abs_diff(count + 1));
    nearest.unwrap_or_else(|| vec![least, greatest])
}

/// Bounds at multiples of 1, 2, or 5 times a power of ten, about as many classes as asked for, which hold all numbers.
fn pretty(least: f64, greatest: f64, count: usize) -> Vec<f64> {
    if least >= greatest {
        return vec![least, greatest];
    }
    let raw = (greatest - least) / count as f64;
    let power = libm::floor(libm::log10(raw)) as i32;
    let unit = libm::pow(10.0, f64::from(power));
    let part = [1.0, 2.0, 5.0, 10.0].into_iter().min_by(|one, other| {
        let off = |part: f64| libm::fabs(libm::log10(part * unit / raw));
        off(*one).total_cmp(&off(*other))
    });
    let step = part.unwrap_or(1.0) * unit;
    let (first, last) = (libm::floor(least / step), libm::ceil(greatest / step));
    let steps = (last - first) as usize;
    (0..=steps).map(|number| round::clean((first + number as f64) * step, power)).collect()
}
