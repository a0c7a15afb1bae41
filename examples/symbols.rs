//! Draws the table of symbols of points, `docs/symbols.png`: each as a map has it, with its name.
//!
//! `cargo run --profile quick --example symbols` writes it, or the file that is given.

use periplus::error::{Error, Result};
use periplus::output::{Lettering, png, svg};
use periplus::scene::{Anchor, Colour, Fill, Font, Item, Lay, Path, Run, Scene, Shape, Text};
use periplus::sea::geo::{Coord, LineString, MultiPolygon, Polygon};
use periplus::space::OnSheet;
use periplus::symbols::{self, Symbol};
use periplus::units::{Degrees, Millimetres, Points};
use std::fs;
use std::process::ExitCode;

/// Symbols side by side.
const COLUMNS: usize = 9;
/// A symbol with its name, mm.
const CELL: Coord = Coord { x: 20.0, y: 15.0 };
/// Half the size of a symbol: so large that its parts are seen.
const RADIUS: f64 = 3.2;
/// Dots per inch of the picture.
const DPI: f64 = 150.0;
const INK: Colour = Colour { red: 0x22, green: 0x22, blue: 0x22 };
const PAPER: Colour = Colour { red: 255, green: 255, blue: 255 };

fn main() -> ExitCode {
    let path = std::env::args().nth(1).unwrap_or_else(|| "docs/symbols.png".to_owned());
    match picture().and_then(|bytes| {
        fs::write(&path, bytes).map_err(|cause| Error::render(path.clone()).cause(cause))
    }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("{error}\n"));
            ExitCode::FAILURE
        }
    }
}

fn picture() -> Result<Vec<u8>> {
    let all = symbols::all();
    let rows = all.len().div_ceil(COLUMNS);
    let size = Coord { x: CELL.x * COLUMNS as f64, y: CELL.y * rows as f64 };
    let cells = all.iter().enumerate().flat_map(|(number, symbol)| {
        let (column, row) = ((number % COLUMNS) as f64, (number / COLUMNS) as f64);
        cell(symbol, Coord { x: (column + 0.5) * CELL.x, y: row * CELL.y + 6.0 })
    });
    let scene = Scene {
        width: Millimetres(size.x),
        height: Millimetres(size.y),
        title: "Symbols of points".to_owned(),
        background: Some(PAPER),
        items: cells.collect(),
        ..Scene::default()
    };
    let written = svg::write(&scene, Lettering::Paths);
    png::encode(&written, png::Size::of_svg(&written, DPI)?)
}

/// A symbol about a place, and its name below.
fn cell(symbol: &Symbol, at: Coord) -> [Item; 2] {
    let ring = |ring: &LineString| LineString(ring.0.iter().map(|it| at + *it * RADIUS).collect());
    let part = |part: &Polygon| {
        Polygon::new(ring(part.exterior()), part.interiors().iter().map(ring).collect())
    };
    let outline = MultiPolygon(symbol.outline.iter().map(part).collect());
    let drawn = Path {
        shape: Shape::Areas(OnSheet(outline)),
        fill: Some(Fill::plain(INK)),
        stroke: None,
        title: Some(symbol.about.to_owned()),
    };
    let font = Font {
        family: "Periplus Sans".to_owned(),
        weight: 400,
        italic: false,
        size: Points(6.0),
        letter_spacing: 0.0,
    };
    let name = Text {
        id: None,
        runs: vec![Run { content: symbol.name.to_string(), font, colour: INK }],
        lay: Lay::Straight {
            position: OnSheet(Coord { x: at.x, y: at.y + 6.4 }),
            anchor: Anchor::Middle,
            angle: Degrees(0.0),
        },
        halo: None,
        rims: Vec::new(),
        language: None,
    };
    [Item::Path(drawn), Item::Text(name)]
}
