//! Colours: letters stand out from their ground, and tints that touch can be told apart, by every eye
//! and in grey.

use periplus::kind::Kind;
use periplus::scene::Colour;
use periplus::style::{Element, Theme};

/// Least contrast of small type with its ground (WCAG 2.2 §1.4.3, level AA).
const LEAST_CONTRAST: f64 = 4.5;
/// Least CIEDE2000 difference of two tints that touch.
pub(super) const LEAST_DIFFERENCE: f64 = 10.0;
/// Least difference in L* of two tints that touch, for a copy in grey.
pub(super) const LEAST_GREY: f64 = 7.0;

/// Themes that are told apart by texture and tone, not by hue.
pub(super) const WITHOUT_HUE: [&str; 1] = ["mono"];
/// Themes that must survive a grey printer; `dark` is for screens, and hue carries `press`.
const PRINTED_GREY: [&str; 2] = ["atlas", "mono"];
/// States whose belts every theme tints.
pub(super) const STATES: [&str; 14] = [
    "GRC", "TUR", "CYP", "SYR", "LBN", "ISR", "PSE", "EGY", "LBY", "ITA", "ALB", "GEO", "RUS",
    "GBR",
];

pub(super) fn themes() -> Vec<(&'static str, Theme)> {
    let each = Theme::names().into_iter();
    each.map(|name| (name, Theme::bundled(name).expect("it is bundled"))).collect()
}

pub(super) fn fill(theme: &Theme, element: &Element) -> Colour {
    theme.style(element).fill.expect("the theme fills it")
}

pub(super) fn belt(state: &str, belt: &str) -> Element {
    Element::of(Kind::TerritorialSea).attribute("state", state).attribute("belt", belt)
}

/// What is tinted on the Aegean figure, by the names that the art direction gives it.
pub(super) fn tinted(name: &str) -> Element {
    match name {
        "gr6" => belt("GRC", "1"),
        "gr12" => belt("GRC", "2"),
        "tr6" => belt("TUR", "1"),
        "tr12" => belt("TUR", "2"),
        "hs" => Element::of(Kind::HighSeas),
        "na" => Element::of(Kind::NotAnalysed),
        "other" => Element::of(Kind::Country).attribute("role", "other"),
        _ => Element::of(Kind::Country).attribute("role", "subject"),
    }
}

fn tint(theme: &Theme, name: &str) -> Colour {
    fill(theme, &tinted(name))
}

/// Linear light of a channel (IEC 61966-2-1).
fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

fn light(colour: Colour) -> [f64; 3] {
    [colour.red, colour.green, colour.blue].map(linear)
}

/// Contrast ratio (WCAG 2.2, "relative luminance" and "contrast ratio").
pub(super) fn contrast(a: Colour, b: Colour) -> f64 {
    let luminance = |colour| {
        let [red, green, blue] = light(colour);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The colour of a label's letters.
fn letters_of(theme: &Theme, class: &str, rank: &str) -> Colour {
    fill(theme, &Element::of(Kind::Label).class(class).attribute("rank", rank))
}

/// Pairs of a label and a tint under the least contrast, in any theme.
fn faint(labels: &[(&str, &str)], grounds: &[Element]) -> Vec<String> {
    let mut faint = Vec::new();
    for (name, theme) in themes() {
        for (kind, rank) in labels {
            for ground in grounds {
                let ratio = contrast(letters_of(&theme, kind, rank), fill(&theme, ground));
                if ratio < LEAST_CONTRAST {
                    faint.push(format!("{name}: {kind} of rank {rank} on {ground:?}: {ratio:.2}"));
                }
            }
        }
    }
    faint
}

fn all_tinted(names: &[&str]) -> Vec<Element> {
    names.iter().map(|name| tinted(name)).collect()
}

const SEAS: [(&str, &str); 4] = [("sea", "1"), ("sea", "2"), ("sea", "3"), ("sea", "4")];

#[test]
fn black_on_white_has_the_contrast_that_wcag_says() {
    let grey = |value| Colour { red: value, green: value, blue: value };
    assert!((contrast(grey(0), grey(255)) - 21.0).abs() < 1e-9);
    assert!((contrast(grey(255), grey(255)) - 1.0).abs() < 1e-9);
}

#[test]
fn names_of_towns_and_islands_stand_out_from_every_ground() {
    let labels = [("place", "1"), ("place", "2"), ("place", "3"), ("island", "1"), ("island", "3")];
    let mut grounds = all_tinted(&["hs", "na", "land", "other"]);
    grounds.extend(STATES.iter().flat_map(|state| [belt(state, "1"), belt(state, "2")]));
    assert_eq!(faint(&labels, &grounds), [""; 0]);
}

#[test]
fn names_of_states_stand_out_from_their_land() {
    assert_eq!(faint(&[("country", "1")], &all_tinted(&["land"])), [""; 0]);
}

#[test]
fn names_of_waters_stand_out_from_light_waters() {
    assert_eq!(faint(&SEAS, &all_tinted(&["gr12", "tr6", "tr12", "hs", "na"])), [""; 0]);
}

#[test]
fn names_of_waters_stand_out_from_the_strong_tint() {
    assert_eq!(faint(&SEAS, &all_tinted(&["gr6"])), [""; 0]);
}

pub(super) type Lab = [f64; 3];

/// Linear light to CIE L*a*b* under D65 (IEC 61966-2-1; CIE 15:2004, §8.2.1).
fn lab([red, green, blue]: [f64; 3]) -> Lab {
    let x = (0.412_456_4 * red + 0.357_576_1 * green + 0.180_437_5 * blue) / 0.950_47;
    let y = 0.212_672_9 * red + 0.715_152_2 * green + 0.072_175 * blue;
    let z = (0.019_333_9 * red + 0.119_192 * green + 0.950_304_1 * blue) / 1.088_83;
    let f = |t: f64| {
        let edge: f64 = 6.0 / 29.0;
        if t > edge.powi(3) { t.cbrt() } else { t / (3.0 * edge * edge) + 4.0 / 29.0 }
    };
    [116.0 * f(y) - 16.0, 500.0 * (f(x) - f(y)), 200.0 * (f(y) - f(z))]
}

/// CIEDE2000 (Sharma, Wu, Dalal 2005, Color Res. Appl. 30(1), equations 2–22), k = 1.
pub(super) fn difference([l1, a1, b1]: Lab, [l2, a2, b2]: Lab) -> f64 {
    let seventh = |c: f64| (c.powi(7) / (c.powi(7) + 25f64.powi(7))).sqrt();
    let g = 0.5 * (1.0 - seventh((a1.hypot(b1) + a2.hypot(b2)) / 2.0));
    let (a1, a2) = ((1.0 + g) * a1, (1.0 + g) * a2);
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue = |a: f64, b: f64| {
        if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) }
    };
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let grey = c1 * c2 == 0.0;
    let turn = match h2 - h1 {
        _ if grey => 0.0,
        turn if turn > 180.0 => turn - 360.0,
        turn if turn < -180.0 => turn + 360.0,
        turn => turn,
    };
    let (dl, dc) = (l2 - l1, c2 - c1);
    let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (l, c) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0);
    let h = match h1 + h2 {
        sum if grey => sum,
        sum if (h1 - h2).abs() <= 180.0 => sum / 2.0,
        sum if sum < 360.0 => (sum + 360.0) / 2.0,
        sum => (sum - 360.0) / 2.0,
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0)
        - 0.20 * cos(4.0 * h - 63.0);
    let theta = 30.0 * (-((h - 275.0) / 25.0).powi(2)).exp();
    let sl = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
    let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let rt = -(2.0 * theta).to_radians().sin() * 2.0 * seventh(c);
    let (dl, dc, dh) = (dl / sl, dc / sc, dh / sh);
    (dl * dl + dc * dc + dh * dh + rt * dc * dh).sqrt()
}

pub(super) type Matrix = [[f64; 3]; 3];

/// Ways of seeing: normal, and Machado, Oliveira, Fernandes (2009), IEEE TVCG 15(6), severity 1, for
/// linear light.
pub(super) const SIGHTS: [(&str, Matrix); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// A colour as it is seen.
pub(super) fn seen(colour: Colour, sight: &Matrix) -> Lab {
    let light = light(colour);
    let mixed = sight.map(|row| row.iter().zip(light).map(|(part, light)| part * light).sum());
    lab(mixed.map(|light: f64| light.clamp(0.0, 1.0)))
}

/// Tints that touch on the Aegean figure. The grey of what is not analysed and the land are parted by
/// the coast line and not listed.
const TOUCHING: [(&str, &str); 10] = [
    ("gr6", "gr12"),
    ("gr12", "hs"),
    ("tr6", "tr12"),
    ("tr12", "hs"),
    ("gr6", "tr6"),
    ("gr12", "tr12"),
    ("gr6", "tr12"),
    ("gr12", "tr6"),
    ("gr6", "land"),
    ("tr6", "land"),
];

#[test]
fn colour_differences_are_those_of_sharma_wu_and_dalal() {
    // Table 1 of the paper: pairs 1, 4, 7, 17, 25, 34, to the four places that it prints.
    let rows: [(Lab, Lab, f64); 6] = [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, -1.3802, -84.2814], [50.0, 0.0, -82.7485], 1.0000),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
        ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
    ];
    for (a, b, expected) in rows {
        let found = difference(a, b);
        assert!((found - expected).abs() < 5e-5, "{a:?} {b:?}: {found} is not {expected}");
    }
}

#[test]
fn tints_that_touch_can_be_told_apart_by_every_eye() {
    let mut alike = Vec::new();
    for (name, theme) in themes().into_iter().filter(|(name, _)| !WITHOUT_HUE.contains(name)) {
        for (a, b) in TOUCHING {
            for (sight, matrix) in &SIGHTS {
                let [one, other] = [a, b].map(|tinted| seen(tint(&theme, tinted), matrix));
                let found = difference(one, other);
                if found < LEAST_DIFFERENCE {
                    alike.push(format!("{name}: {a} and {b}, {sight}: {found:.1}"));
                }
            }
        }
    }
    assert_eq!(alike, [""; 0]);
}

#[test]
fn eyes_see_the_differences_that_the_art_direction_measured() {
    // Its §1, by another program: normal, deuteranopia, protanopia, tritanopia, to one place.
    let rows = [
        (["#659dc7", "#b1d1e7"], [16.1, 17.0, 15.3, 16.3]),
        (["#f8dccb", "#f2f7f9"], [14.8, 12.6, 11.4, 19.7]),
        (["#659dc7", "#e7a47d"], [39.0, 41.7, 35.9, 48.9]),
        (["#e7a47d", "#f7f2e6"], [24.2, 19.4, 20.9, 25.0]),
    ];
    for (pair, expected) in rows {
        for ((sight, matrix), expected) in SIGHTS.iter().zip(expected) {
            let [a, b] = pair.map(|hex| seen(of_hex(hex), matrix));
            let found = difference(a, b);
            assert!((found - expected).abs() < 0.1, "{pair:?}, {sight}: {found} is not {expected}");
        }
    }
}

fn of_hex(hex: &str) -> Colour {
    let channel = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("two digits");
    Colour { red: channel(1), green: channel(3), blue: channel(5) }
}

#[test]
fn tints_that_touch_can_be_told_apart_in_grey() {
    let mut alike = Vec::new();
    for (name, theme) in themes().into_iter().filter(|(name, _)| PRINTED_GREY.contains(name)) {
        for (a, b) in TOUCHING {
            let [one, other] = [a, b].map(|name| theme.style(&tinted(name)).hatch);
            let lightness = |name: &str| seen(tint(&theme, name), &SIGHTS[0].1)[0];
            let step = (lightness(a) - lightness(b)).abs();
            // Only one of the two is hatched, or the two are hatched otherwise.
            if one == other && step < LEAST_GREY {
                alike.push(format!("{name}: {a} and {b}: {step:.1}"));
            }
        }
    }
    assert_eq!(alike, [""; 0]);
}

#[test]
fn a_theme_without_hue_has_none() {
    for (name, theme) in themes().into_iter().filter(|(name, _)| WITHOUT_HUE.contains(name)) {
        for state in STATES {
            for element in [belt(state, "1"), belt(state, "2")] {
                let Colour { red, green, blue } = fill(&theme, &element);
                assert!(red == green && green == blue, "{name}: {element:?}");
            }
        }
    }
}
