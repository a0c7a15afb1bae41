//! Relief: levels of light and shade and a theme in, a picture of few paints out.
//! Shade darkens with the theme's `relief`, light brightens with its `relief.light`, each up to its opacity.

use crate::kind::Kind;
use crate::plot::Relief;
use crate::scene::{Colour, Group, Image, Item};
use crate::style::{Element, Theme};

/// Steps of luminance, against the land round about, at which shade and light are full.
const FULL: (f32, f32) = (62.0, 46.0);
/// Paints of shade and of light: steps of a hundredth of opacity, which nobody sees.
const PAINTS: (u8, u8) = (22, 36);

/// The relief as a group; nothing if the theme hides it.
pub(super) fn draw(relief: &Relief, theme: &Theme) -> Option<Group> {
    let (shade, light) = (Element::of(Kind::Relief), Element::of(Kind::Relief).class("light"));
    let (shade, light) = (theme.style(&shade), theme.style(&light));
    if shade.hidden {
        return None;
    }
    let opacity = |share: Option<f64>| share.unwrap_or(1.0);
    let mut paints = vec![(Colour { red: 0, green: 0, blue: 0 }, 0)];
    paints.extend(steps(shade.fill?, opacity(shade.fill_opacity), PAINTS.0));
    paints.extend(steps(light.fill?, opacity(light.fill_opacity), PAINTS.1));
    let image = Image {
        corner: relief.corner,
        width: relief.width,
        height: relief.height,
        columns: relief.columns as u32,
        pixels: relief.levels.iter().map(|level| paint(*level)).collect(),
        paints,
    };
    Some(Group { id: Kind::Relief.name().into(), clip: None, items: vec![Item::Image(image)] })
}

/// A colour in so many steps of opacity up to the full one.
fn steps(colour: Colour, full: f64, count: u8) -> impl Iterator<Item = (Colour, u8)> {
    (1..=count).map(move |step| {
        let opacity = full * f64::from(step) / f64::from(count);
        (colour, (opacity * 255.0).round() as u8)
    })
}

/// Which paint a level has.
fn paint(level: f32) -> u8 {
    let step = |share: f32, count: u8| (share.min(1.0) * f32::from(count)).round() as u8;
    match level < 0.0 {
        true => step(-level / FULL.0, PAINTS.0),
        false => match step(level / FULL.1, PAINTS.1) {
            0 => 0,
            light => PAINTS.0 + light,
        },
    }
}
