//! What is fuzzed: the bytes of a file that somebody else wrote in; nothing out, and no panic. `tests/fuzz.rs` feeds the same
//! functions with the corpora and with mutations of them.

use periplus::documents::{Order, Setting, Studio, markdown, mdbook, pandoc};
use periplus::figure::{Figure, Limits, ZonesOptions};
use periplus::geodata::{Geodata, readers};
use periplus::locate;
use periplus::output::{EncodeOptions, Format};
use periplus::provenance::{self, Provenance};
use periplus::style::Theme;
use periplus::survey::survey;
use periplus::units::NauticalMiles;
use periplus::{check, draw, export};
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

/// A target: its name, which is that of its corpus, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// All targets; a new one has a corpus and a file in `fuzz_targets`.
pub const TARGETS: [Target; 13] = [
    ("geojson", features),
    ("topojson", features),
    ("table", features),
    ("markup", features),
    ("archive", features),
    ("shapefile", shapefile),
    ("figure", figure),
    ("draw", drawn),
    ("theme", theme),
    ("zones", zones),
    ("documents", documents),
    ("inspect", inspect),
    ("docx", docx),
];

/// The most bytes of a figure, a coast or a theme that are tried: more is slow, not other.
const MOST: usize = 16 << 10;

/// A file of features, as a layer and as `check` reads it: a format is told by its content, so that each has a corpus of its own.
pub fn features(bytes: &[u8]) {
    let (errors, _) = readers::problems(bytes, "fuzzed");
    let read = readers::read_bytes(bytes, "fuzzed");
    // what cannot be read has a reason
    assert!(read.is_ok() || !errors.is_empty(), "no reason is given");
}

/// A Shapefile with what lies beside it: the parts of an input are its files.
pub fn shapefile(bytes: &[u8]) {
    const BETWEEN: &[u8] = b"\n-- part --\n";
    let folder = folder().join("shapefile");
    let _ = fs::create_dir_all(&folder);
    let mut rest = bytes;
    for end in ["shp", "dbf", "prj", "cpg"] {
        let length = rest.windows(BETWEEN.len()).position(|window| window == BETWEEN);
        let part = &rest[..length.unwrap_or(rest.len())];
        rest = length.map_or(&[], |length| &rest[length + BETWEEN.len()..]);
        if fs::write(folder.join(format!("fuzzed.{end}")), part).is_err() {
            return;
        }
    }
    let file = folder.join("fuzzed.shp");
    let limit = Limits::default().data();
    let problems = readers::problems_of(&file, limit);
    let read = readers::read_file(&file, limit);
    assert!(
        read.is_ok() || problems.is_ok_and(|(errors, _)| !errors.is_empty()),
        "no reason is given"
    );
}

/// The TOML of a figure, checked and not drawn.
pub fn figure(bytes: &[u8]) {
    if let Some(figure) = parsed(bytes) {
        let _ = check(&figure, &small());
    }
}

/// The TOML of a figure, drawn.
pub fn drawn(bytes: &[u8]) {
    let Some(figure) = parsed(bytes) else { return };
    let Ok(theme) = Theme::bundled(&figure.sheet.theme) else { return };
    if let Ok(drawn) = draw(&figure, &small(), &theme) {
        // the other formats are made of the SVG
        let svg = drawn.encode(Format::SVG, &EncodeOptions::default());
        assert!(svg.is_ok(), "what is drawn is written");
    }
}

/// A theme, with a map in it.
pub fn theme(bytes: &[u8]) {
    const MAP: &str = "layers = []\n[extent]\nbounds = [20, 30, 30, 40]\n";
    let Ok(css) = std::str::from_utf8(bytes) else { return };
    if css.len() > MOST {
        return;
    }
    let problems = Theme::problems(css, "fuzzed.css");
    match (Theme::parse(css, "fuzzed.css"), Figure::parse(MAP, "map.toml")) {
        (Ok(theme), Ok(figure)) => drop(draw(&figure, &small(), &theme)),
        _ => assert!(!problems.is_empty(), "no reason is given"),
    }
}

/// Zones from a coast.
pub fn zones(bytes: &[u8]) {
    if bytes.len() > MOST {
        return;
    }
    let coast = folder().join("coast.geojson");
    if fs::write(&coast, bytes).is_err() {
        return;
    }
    let mut figure = Figure::default();
    let mut zones = ZonesOptions::default();
    zones.coast = Some(coast);
    zones.breadths = vec![NauticalMiles(12.0)];
    figure.zones = Some(zones);
    if let Ok(survey) = survey(&figure, &small()) {
        let _ = export::geojson(&survey, export::Nesting::Belts, true);
    }
}

/// A document in Markdown, in pandoc's JSON and in mdBook's.
pub fn documents(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if text.len() > MOST {
        return;
    }
    let setting = Setting { folder: folder(), ..Setting::default() };
    if let Ok(found) = markdown::blocks(text, "fuzzed.md") {
        for (number, found) in found.iter().enumerate() {
            let _ = Order::of(&found.block, number + 1, &setting);
        }
    }
    let geodata = small();
    let figures = folder().join("figures");
    let studio = Studio {
        folder: figures,
        geodata: &geodata,
        edition: String::new(),
        redraws: false,
        limits: Limits::default(),
    };
    let _ = pandoc::filter(text, "html", &studio);
    let _ = mdbook::bind(text, &studio);
}

/// A drawn file, as `inspect` reads it, and the figure in it.
pub fn inspect(bytes: &[u8]) {
    if let Ok(Provenance { toml, .. }) = provenance::read(bytes, "fuzzed.svg") {
        let _ = Figure::parse(&toml, "the figure in fuzzed.svg");
    }
}

/// A Word document, as `locate` reads it.
pub fn docx(bytes: &[u8]) {
    let _ = locate::text_of(bytes.to_vec(), "fuzzed.docx");
}

/// A figure that reads no file, so that only its own text is tried.
fn parsed(bytes: &[u8]) -> Option<Figure> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= MOST)?;
    let figure = Figure::parse(text, "fuzzed.toml").ok()?;
    figure.files_read().is_empty().then_some(figure)
}

/// A folder for what is fuzzed as files.
fn folder() -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let made = FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("periplus-fuzz-{}", std::process::id()));
        let _ = fs::create_dir_all(folder.join("layers"));
        folder
    });
    // a file is one thread's
    let own = made.join(format!("{:?}", std::thread::current().id()).replace(['(', ')'], ""));
    let _ = fs::create_dir_all(&own);
    own
}

/// Geodata that are drawn in no time: an island of a state.
pub fn small() -> Geodata {
    const ISLAND: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"a","properties":{"state":"GRC",
        "name":"Greece"},"geometry":{"type":"Polygon","coordinates":[[[24,34],[27,34],[27,37],[24,37],[24,34]]]}}]}"#;
    let layers = folder().join("layers");
    for layer in ["countries", "shoreline"] {
        let file = layers.join(format!("{layer}.geojson"));
        if !file.exists() {
            let _ = fs::create_dir_all(&layers);
            let _ = fs::write(file, ISLAND);
        }
    }
    Geodata::from_folder(&layers).unwrap_or_else(|_| Geodata::bundled())
}
