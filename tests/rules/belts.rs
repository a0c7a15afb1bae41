//! Belts: those of states that meet at sea can be told apart, by colour, and without it by texture or grey.

use super::colours::{
    LEAST_DIFFERENCE, LEAST_GREY, SIGHTS, STATES, WITHOUT_HUE, belt, difference, fill, seen,
    themes, tinted,
};
use periplus::scene::Hatch;
use periplus::style::{Element, Theme};
use periplus::units::Millimetres;

/// States whose belts meet at sea, besides Greece and Türkiye. Belts are met by belts of their own
/// breadth: a boundary of equal distance is as far from the one coast as from the other.
const NEIGHBOURS: [(&str, &str); 16] = [
    ("TUR", "SYR"),
    ("SYR", "LBN"),
    ("LBN", "ISR"),
    ("ISR", "PSE"),
    ("PSE", "EGY"),
    ("EGY", "LBY"),
    ("GRC", "ALB"),
    ("GRC", "ITA"),
    ("CYP", "GBR"),
    ("BGR", "ROU"),
    ("ROU", "UKR"),
    ("UKR", "RUS"),
    ("RUS", "GEO"),
    ("GEO", "TUR"),
    ("BGR", "TUR"),
    ("TUN", "LBY"),
];

/// States whose belts do not meet, but stand side by side in legends: told apart by the first belt.
const IN_ONE_LEGEND: [(&str, &str); 1] = [("TUR", "CYP")];

/// The least CIEDE2000 difference of two fills in any way of seeing, if it is too small.
fn alike(theme: &Theme, a: &Element, b: &Element) -> Option<String> {
    let (one, other) = (fill(theme, a), fill(theme, b));
    SIGHTS.iter().find_map(|(sight, matrix)| {
        let found = difference(seen(one, matrix), seen(other, matrix));
        (found < LEAST_DIFFERENCE).then(|| format!("{a:?} and {b:?}, {sight}: {found:.1}"))
    })
}

#[test]
fn belts_of_states_that_meet_at_sea_can_be_told_apart_by_every_eye() {
    let mut found = Vec::new();
    for (name, theme) in themes().into_iter().filter(|(name, _)| !WITHOUT_HUE.contains(name)) {
        let high_seas = tinted("hs");
        for (one, other) in NEIGHBOURS {
            let pairs = [
                (belt(one, "1"), belt(other, "1")),
                (belt(one, "2"), belt(other, "2")),
                (belt(one, "1"), belt(one, "2")),
                (belt(other, "1"), belt(other, "2")),
                (belt(one, "2"), high_seas.clone()),
                (belt(other, "2"), high_seas.clone()),
            ];
            let same = pairs.iter().filter_map(|(a, b)| alike(&theme, a, b));
            found.extend(same.map(|words| format!("{name}: {words}")));
        }
    }
    assert_eq!(found, [""; 0]);
}

#[test]
fn belts_of_one_legend_can_be_told_apart_by_every_eye() {
    let mut found = Vec::new();
    for (name, theme) in themes().into_iter().filter(|(name, _)| !WITHOUT_HUE.contains(name)) {
        for (one, other) in IN_ONE_LEGEND {
            let same = alike(&theme, &belt(one, "1"), &belt(other, "1"));
            found.extend(same.map(|words| format!("{name}: {words}")));
        }
    }
    assert_eq!(found, [""; 0]);
}

#[test]
fn belts_without_hue_are_told_apart_by_texture_or_grey_on_sheets_of_either_width() {
    for name in WITHOUT_HUE {
        let theme = Theme::bundled(name).expect("it is bundled");
        for width in [180.0, 89.0] {
            let theme = theme.at_width(Millimetres(width));
            for (place, one) in STATES.iter().enumerate() {
                for other in &STATES[place + 1..] {
                    let [a, b] = [one, other].map(|state| theme.style(&belt(state, "1")));
                    let step = |a, b| (seen(a, &SIGHTS[0].1)[0] - seen(b, &SIGHTS[0].1)[0]).abs();
                    let grounds = a.fill.zip(b.fill).map_or(0.0, |(a, b)| step(a, b));
                    let differ = unlike(a.hatch, b.hatch);
                    assert!(
                        differ || grounds >= LEAST_GREY,
                        "{name} at {width} mm: {one} and {other} look alike"
                    );
                }
            }
        }
    }
}

/// Whether two hatches differ as the eye tells them apart: by their angle, their pitch or the light of
/// their lines; or one of the two is none.
fn unlike(a: Option<Hatch>, b: Option<Hatch>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return a.is_some() != b.is_some() };
    let turn = (a.angle.0 - b.angle.0).rem_euclid(180.0);
    let ink = |hatch: Hatch| seen(hatch.colour, &SIGHTS[0].1)[0];
    turn.min(180.0 - turn) >= 15.0
        || (a.pitch.0 / b.pitch.0).ln().abs() >= 0.3
        || (ink(a) - ink(b)).abs() >= 40.0
}

#[test]
fn hatches_of_belts_tighten_on_narrow_sheets() {
    for (name, theme) in themes() {
        for state in STATES {
            for number in ["1", "2"] {
                let pitch = |width| {
                    let style = theme.at_width(Millimetres(width)).style(&belt(state, number));
                    style.hatch.map(|hatch| hatch.pitch.0)
                };
                if let Some((wide, narrow)) = pitch(180.0).zip(pitch(89.0)) {
                    assert!(narrow < wide, "{name}: {state}, belt {number}: {narrow} mm");
                }
            }
        }
    }
}
