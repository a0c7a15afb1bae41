//! Round numbers: the roundest within a span in, as people write it.

/// The roundest number above `low` and no greater than `high`: of the fewest digits, and of those a multiple of ten, five or two.
pub(super) fn between(low: f64, high: f64) -> f64 {
    let greatest = low.abs().max(high.abs());
    if !(low < high && greatest.is_finite()) {
        return high;
    }
    let first = libm::ceil(libm::log10(greatest)) as i32;
    for power in (first - 16..=first).rev() {
        for part in [1.0, 0.5, 0.2] {
            let step = part * libm::pow(10.0, f64::from(power));
            let found = clean(libm::floor(high / step) * step, power);
            if found > low && found <= high {
                return found;
            }
        }
    }
    high
}

/// A round number not above `value`, for values that span so much.
pub(super) fn below(value: f64, span: f64) -> f64 {
    let (step, power) = step(value, span);
    clean(libm::floor(value / step) * step, power)
}

/// A round number not below `value`, for values that span so much.
pub(super) fn above(value: f64, span: f64) -> f64 {
    let (step, power) = step(value, span);
    clean(libm::ceil(value / step) * step, power)
}

/// A hundredth of the span or of the value itself, of that which is less, as a power of ten: where values span several powers, a
/// least one of 3 is not as good as 0, and none below it is below 0.
fn step(value: f64, span: f64) -> (f64, i32) {
    let own = value.abs();
    let span = match (span > 0.0, own > 0.0) {
        (true, true) => span.min(own),
        (true, false) => span,
        (false, _) => own.max(1.0),
    };
    let power = libm::floor(libm::log10(span)) as i32 - 1;
    (libm::pow(10.0, f64::from(power)), power)
}

/// A number without what binary fractions add to it behind the digits that were meant.
pub(super) fn clean(value: f64, power: i32) -> f64 {
    let decimals = usize::try_from(1 - power).unwrap_or(0).min(17);
    // and none is below 0 by nothing
    format!("{value:.decimals$}").parse().unwrap_or(value) + 0.0
}
