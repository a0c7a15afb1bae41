//! Degrees in, as charts and as spreadsheets write them out.

/// Degrees, minutes and seconds to a tenth, of a latitude or a longitude.
fn sexagesimal(degrees: f64, [positive, negative]: [char; 2]) -> String {
    let tenths = (degrees.abs() * 36_000.0).round();
    let (minutes, seconds) = ((tenths / 600.0).floor(), tenths % 600.0 / 10.0);
    let (whole, minutes) = ((minutes / 60.0).floor(), minutes % 60.0);
    let side = if degrees < 0.0 && tenths > 0.0 { negative } else { positive };
    format!("{whole}° {minutes:02}′ {seconds:04.1}″ {side}")
}

/// `36° 05′ 12.3″ N`.
pub(in crate::cli) fn latitude(degrees: f64) -> String {
    sexagesimal(degrees, ['N', 'S'])
}

/// `25° 06′ 00.0″ E`.
pub(in crate::cli) fn longitude(degrees: f64) -> String {
    sexagesimal(degrees, ['E', 'W'])
}

/// Degrees to seven places, a centimetre; no minus before nothing.
pub(in crate::cli) fn decimal(degrees: f64) -> String {
    let text = format!("{degrees:.7}");
    match text.strip_prefix('-').filter(|rest| rest.chars().all(|c| c == '0' || c == '.')) {
        Some(zero) => zero.to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_written_in_minutes_and_tenths_of_seconds() {
        let written = [36.086_75, 0.0, 59.999_999, 12.5].map(latitude);
        let expected = ["36° 05′ 12.3″ N", "0° 00′ 00.0″ N", "60° 00′ 00.0″ N", "12° 30′ 00.0″ N"];
        assert_eq!(written, expected);
        assert_eq!(longitude(-0.000_001), "0° 00′ 00.0″ E");
        assert_eq!(longitude(-179.999_722), "179° 59′ 59.0″ W");
        assert_eq!([-1e-9, -0.25].map(decimal), ["0.0000000", "-0.2500000"]);
    }
}
