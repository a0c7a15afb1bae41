//! The rules that hold for names wherever a map lies: round towns all over the earth, from 30 km to 6,000 km wide, in many
//! languages and both widths.

use super::{Sheet, WIDTHS, dots, names};
use periplus::figure::{Figure, Length};
use periplus::geodata::Geodata;
use periplus::output::{Lettering, svg};
use periplus::style::Theme;
use std::thread;

/// How many maps are drawn.
const MAPS: usize = 60;
const LANGUAGES: [&str; 8] = ["en", "ru", "el", "tr", "fr", "de", "ar", "hy"];
const LAYERS: [&str; 8] =
    ["relief", "lakes", "rivers", "countries", "boundaries", "islands", "places", "seas"];

/// Numbers that look like chance and are the same each time (Knuth's multiplier; the high bits are the better ones).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % limit
    }
}

/// The text of a figure round a town.
fn figure(chance: &mut Chance, towns: &[(f64, f64)]) -> (String, usize) {
    let (lon, lat) = towns[chance.below(towns.len())];
    let half = 0.15 * 200.0_f64.powf(chance.below(1000) as f64 / 1000.0);
    let wide = half * (1.0 + chance.below(100) as f64 / 100.0) / lat.to_radians().cos().max(0.2);
    let (south, north) = ((lat - half).max(-85.0), (lat + half).min(85.0));
    let bounds = [lon - wide.min(89.0), south, lon + wide.min(89.0), north];
    let layers: String =
        LAYERS.iter().map(|layer| format!("[[layers]]\nsource = \"{layer}\"\n")).collect();
    let language = LANGUAGES[chance.below(LANGUAGES.len())];
    let text = format!(
        "as_of = \"2026-01-01\"\ntitle = \"Map {bounds:.2?}\"\nlanguage = \"{language}\"\nworldview = \"un\"\n\
         extent = {{ bounds = {bounds:.2?} }}\n{layers}"
    );
    (text, chance.below(WIDTHS.len()))
}

fn drawn(text: &str, width: usize, geodata: &Geodata) -> Sheet {
    let (width, least_type) = WIDTHS[width];
    let mut figure = Figure::parse(text, "anywhere.toml").expect("a figure");
    figure.sheet.width = Length::Millimetres(width);
    let theme = Theme::bundled(&figure.sheet.theme).expect("its theme is bundled");
    let drawn = periplus::draw(&figure, geodata, &theme);
    assert!(drawn.is_ok(), "{:?}\n{text}", drawn.err());
    let scene = drawn.expect("it is held to be drawn").scene;
    let svg = svg::write(&scene, Lettering::Text);
    Sheet {
        name: format!(
            "{} at {width} mm",
            text.lines().skip(1).take(2).collect::<Vec<_>>().join(" ")
        ),
        least_type,
        scene,
        svg,
    }
}

#[test]
fn names_stand_clear_of_each_other_and_of_dots_wherever_a_map_lies() {
    let geodata = Geodata::bundled();
    let earth = geodata.everywhere().expect("bundled");
    let towns: Vec<(f64, f64)> = earth
        .layer("places")
        .expect("bundled")
        .iter()
        .filter_map(|town| match &town.geometry.0 {
            geo::Geometry::Point(at) => Some((at.x(), at.y())),
            _ => None,
        })
        .collect();
    let mut chance = Chance(20_261_130);
    let figures: Vec<(String, usize)> = (0..MAPS).map(|_| figure(&mut chance, &towns)).collect();
    let rules = |sheet: &Sheet| {
        let mut broken = names::overlaps(sheet, |_, _| true);
        broken.extend(
            names::off_the_sheet(sheet).into_iter().map(|it| format!("`{it}` leaves the sheet")),
        );
        broken.extend(dots::broken(&sheet.scene.items));
        broken.into_iter().map(|what| format!("{}: {what}", sheet.name)).collect::<Vec<_>>()
    };
    let half = figures.len() / 2;
    let of = |figures: &[(String, usize)]| -> Vec<String> {
        figures.iter().flat_map(|(text, width)| rules(&drawn(text, *width, &geodata))).collect()
    };
    let broken: Vec<String> = thread::scope(|scope| {
        let other = scope.spawn(|| of(&figures[half..]));
        of(&figures[..half]).into_iter().chain(other.join().expect("drawn")).collect()
    });
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}
