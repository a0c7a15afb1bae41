use periplus::{
    figure::Figure,
    geodata::Geodata,
    output::{png, svg},
    style::Theme,
};
use std::time::Instant;
fn main() {
    let mut args = std::env::args().skip(1);
    let name = args.next().unwrap();
    let width = args.next();
    let t = Instant::now();
    let mut figure = if name.ends_with(".toml") {
        Figure::read(std::path::Path::new(&name))
    } else {
        Figure::bundled(&name)
    }
    .unwrap_or_else(|e| panic!("{e:?}"));
    if let Some(w) = width {
        figure.sheet.width = w.parse().unwrap();
    }
    let css = std::fs::read_to_string("styles/atlas.css").unwrap();
    let theme = Theme::parse(&css, "atlas.css").unwrap_or_else(|e| panic!("{e:?}"));
    let drawn =
        periplus::draw(&figure, &Geodata::bundled(), &theme).unwrap_or_else(|e| panic!("{e:?}"));
    eprintln!("draw {:?}", t.elapsed());
    let text = svg::write(&drawn.scene, svg::Lettering::Text);
    eprintln!("svg {:?} {} bytes", t.elapsed(), text.len());
    let size = png::Size::of_svg(&text, 300.0).unwrap();
    let bytes = png::encode(&text, size).unwrap();
    eprintln!("png {:?}", t.elapsed());
    std::fs::write(format!("/tmp/{}.svg", figure.name), text).unwrap();
    std::fs::write(format!("/tmp/{}.png", figure.name), bytes).unwrap();
    for w in drawn.warnings {
        eprintln!("{} {:?}", w.message, w.place.map(|p| p.to_string()));
    }
}
