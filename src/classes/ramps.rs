//! Ramps: the name of a set of colours and a place on it in, the colour out. The sets are those of ColorBrewer and of
//! Matplotlib, from the crate `colorous`; categories are told apart by the set of Okabe and Ito (2008), made for every eye.

use crate::scene::Colour;
use colorous::Gradient;

/// A set of colours from one end to the other.
struct Ramp {
    name: &'static str,
    gradient: Gradient,
    /// What of it is used: white is the colour of paper.
    span: (f64, f64),
    /// Whether it has a middle that it leaves to either side.
    turns: bool,
}

const fn sequential_of(name: &'static str, gradient: Gradient) -> Ramp {
    Ramp { name, gradient, span: (0.12, 0.95), turns: false }
}

const fn perceptual(name: &'static str, gradient: Gradient) -> Ramp {
    Ramp { name, gradient, span: (0.0, 1.0), turns: false }
}

const fn turning(name: &'static str, gradient: Gradient) -> Ramp {
    Ramp { name, gradient, span: (0.04, 0.96), turns: true }
}

const ALL: [Ramp; 24] = [
    sequential_of("ylorbr", colorous::YELLOW_ORANGE_BROWN),
    sequential_of("ylorrd", colorous::YELLOW_ORANGE_RED),
    sequential_of("ylgn", colorous::YELLOW_GREEN),
    sequential_of("ylgnbu", colorous::YELLOW_GREEN_BLUE),
    sequential_of("orrd", colorous::ORANGE_RED),
    sequential_of("purd", colorous::PURPLE_RED),
    sequential_of("bupu", colorous::BLUE_PURPLE),
    sequential_of("bugn", colorous::BLUE_GREEN),
    sequential_of("gnbu", colorous::GREEN_BLUE),
    sequential_of("blues", colorous::BLUES),
    sequential_of("greens", colorous::GREENS),
    sequential_of("greys", colorous::GREYS),
    sequential_of("oranges", colorous::ORANGES),
    sequential_of("purples", colorous::PURPLES),
    sequential_of("reds", colorous::REDS),
    perceptual("viridis", colorous::VIRIDIS),
    perceptual("cividis", colorous::CIVIDIS),
    perceptual("magma", colorous::MAGMA),
    perceptual("inferno", colorous::INFERNO),
    turning("puor", colorous::PURPLE_ORANGE),
    turning("brbg", colorous::BROWN_GREEN),
    turning("rdbu", colorous::RED_BLUE),
    turning("rdylbu", colorous::RED_YELLOW_BLUE),
    turning("prgn", colorous::PURPLE_GREEN),
];

/// The names of all ramps.
pub const RAMPS: [&str; ALL.len()] = {
    let mut names = [""; ALL.len()];
    let mut number = 0;
    while number < ALL.len() {
        names[number] = ALL[number].name;
        number += 1;
    }
    names
};

/// Whether there is a ramp of this name.
pub fn is_ramp(name: &str) -> bool {
    RAMPS.contains(&name)
}

fn ramp(name: &str) -> &'static Ramp {
    ALL.iter().find(|ramp| ramp.name == name).unwrap_or(&ALL[0])
}

fn colour(gradient: &Gradient, share: f64) -> Colour {
    let colorous::Color { r: red, g: green, b: blue } = gradient.eval_continuous(share);
    Colour { red, green, blue }
}

fn turned(share: f64, is_reversed: bool) -> f64 {
    if is_reversed { 1.0 - share } else { share }
}

/// The colours of so many classes, from the least to the greatest.
pub(crate) fn sequential(name: &str, count: usize, is_reversed: bool) -> Vec<Colour> {
    let share = |class: usize| match count {
        1 => 0.6,
        _ => class as f64 / (count - 1) as f64,
    };
    (0..count).map(|class| continuous(name, share(class), is_reversed)).collect()
}

/// The colours of classes below a pivot and above it, as strong as they are far from it.
pub(crate) fn diverging(name: &str, below: usize, above: usize, is_reversed: bool) -> Vec<Colour> {
    let most = below.max(above).max(1) as f64;
    let shares = (0..below)
        .map(|class| 0.5 - 0.5 * (below - class) as f64 / most)
        .chain((0..above).map(|class| 0.5 + 0.5 * (class + 1) as f64 / most));
    shares.map(|share| continuous(name, share, is_reversed)).collect()
}

/// The colour at a share of a ramp.
pub(crate) fn continuous(name: &str, share: f64, is_reversed: bool) -> Colour {
    let Ramp { gradient, span: (from, to), .. } = ramp(name);
    colour(gradient, from + (to - from) * turned(share, is_reversed))
}

/// Whether a ramp has a middle that it leaves to either side.
pub(super) fn turns(name: &str) -> bool {
    ramp(name).turns
}

/// The colour of a category by its number, and how many categories before it have the same.
pub(crate) fn categorical(number: usize) -> (Colour, usize) {
    /// Okabe and Ito, <https://jfly.uni-koeln.de/color/>: orange, sky blue, bluish green, blue, vermilion, reddish purple, yellow;
    /// and a grey.
    const HUES: [&str; 8] =
        ["e69f00", "56b4e9", "009e73", "0072b2", "d55e00", "cc79a7", "f0e442", "8c8c8c"];
    let hue = Colour::from_hex(&format!("#{}", HUES[number % HUES.len()]));
    (hue.unwrap_or(Colour { red: 0, green: 0, blue: 0 }), number / HUES.len())
}
