//! Sizes and formats as the command line gives them: columns, densities, nothing for paper, PDF.

use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::output::{EncodeOptions, Format};
use periplus::style::Theme;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A figure that is drawn in no time: a frame round nothing.
const SMALL: &str = "title = 'A'\nlayers = []\n[extent]\nregion = 'aegean'\n";

/// A fresh folder with a figure in it.
fn folder(test: &str, figure: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formats").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    fs::write(folder.join("small.toml"), figure).expect("written");
    folder
}

/// Renders the figure, and what the report says.
fn report(folder: &Path, options: &str) -> serde_json::Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_periplus"));
    command.args(["render", "small.toml", "--report", "report.json", "-q"]);
    let output = command.args(options.split_whitespace()).current_dir(folder).output();
    let output = output.expect("the binary runs");
    assert!(output.status.success(), "{options}: {}", String::from_utf8_lossy(&output.stderr));
    let text = fs::read_to_string(folder.join("report.json")).expect("a report");
    serde_json::from_str(&text).expect("JSON")
}

/// Width, height and pixels a metre of a PNG.
fn picture(file: &Path) -> (u32, u32, u32, png::ColorType) {
    let file = fs::File::open(file).expect("a PNG");
    let reader = png::Decoder::new(std::io::BufReader::new(file)).read_info().expect("a PNG");
    let info = reader.info();
    let physical = info.pixel_dims.expect("a size in print");
    assert!(physical.xppu == physical.yppu && physical.unit == png::Unit::Meter);
    (info.width, info.height, physical.xppu, info.color_type)
}

#[test]
fn the_columns_of_a_journal_have_names() {
    let figure = format!("{SMALL}[sheet]\nwidth = 'single'\n");
    let folder = folder("columns", &figure);
    for (option, millimetres) in [("", 89.0), ("--width double", 183.0), ("--width single", 89.0)] {
        let all: String = Format::names().map(|name| format!(" -f {name}")).collect();
        let options = format!("{option}{all} --dpi 300");
        let report = report(&folder, &options);
        let files = report["files"].as_array().expect("files");
        assert_eq!(files.len(), Format::ALL.len());
        assert!(files.iter().all(|file| file["width_mm"] == millimetres), "{option}: {files:?}");
        let pixels = (millimetres / 25.4 * 300.0_f64).round() as u32;
        let height = files[0]["height_mm"].as_f64().expect("a height");
        let rows = (height / 25.4 * 300.0).round() as u32;
        let drawn = picture(&folder.join("output/small.png"));
        assert_eq!(drawn, (pixels, rows, 11811, png::ColorType::Rgb), "{option}");
        let svg = fs::read_to_string(folder.join("output/small.svg")).expect("an SVG");
        assert!(svg.contains(&format!(" width=\"{millimetres}mm\"")), "{option}");
    }
}

#[test]
fn a_name_with_a_density_has_more_pixels_at_the_same_size() {
    let folder = folder("density", SMALL);
    for (name, times) in [("a.png", 1.0), ("a@1x.png", 1.0), ("a@2x.png", 2.0), ("b@3x.PNG", 3.0)] {
        let report = report(&folder, &format!("-o {name} --width 60mm --dpi 100"));
        let dpi: f64 = 100.0 * times;
        let (width, height, per_metre, _) = picture(&folder.join(name));
        assert_eq!(width, (60.0 / 25.4 * dpi).round() as u32, "{name}");
        assert_eq!(per_metre, (dpi / 0.0254).round() as u32, "{name}");
        let file = &report["files"][0];
        assert_eq!((&file["width_px"], &file["height_px"]), (&width.into(), &height.into()));
        assert_eq!(file["width_mm"], 60.0, "{name}");
    }
    // Pixels of the sheet are those of the plain picture: the same map, twice as fine.
    report(&folder, "-o c@2x.png --width 400px --dpi 100");
    assert_eq!(picture(&folder.join("c@2x.png")).0, 800);
    // Other names with an @ are names.
    report(&folder, "-o me@home.svg");
    report(&folder, "-o v@x.png --width 60mm --dpi 100");
    assert_eq!(picture(&folder.join("v@x.png")).0, 236);
}

#[test]
fn a_sheet_on_nothing_is_transparent() {
    let figure = format!("{SMALL}[sheet]\nbackground = 'none'\n");
    let folder = folder("nothing", &figure);
    let options = "-f png -f svg --dpi 50";
    let paper = |folder: &Path| {
        let svg = fs::read_to_string(folder.join("output/small.svg")).expect("an SVG");
        (svg.contains("id=\"small-sheet\""), picture(&folder.join("output/small.png")).3)
    };
    report(&folder, options);
    assert_eq!(paper(&folder), (false, png::ColorType::Rgba));
    report(&folder, &format!("{options} --background theme"));
    assert_eq!(paper(&folder), (true, png::ColorType::Rgb));
    report(&folder, &format!("{options} --background none"));
    assert_eq!(paper(&folder), (false, png::ColorType::Rgba));
}

#[test]
fn a_pdf_is_asked_for_by_format_or_by_name() {
    let folder = folder("pdf", SMALL);
    let by_name = report(&folder, "-o a.pdf");
    report(&folder, "-f pdf");
    let (a, b) = (folder.join("a.pdf"), folder.join("output/small.pdf"));
    let file = fs::read(a).expect("a PDF");
    assert!(file.starts_with(b"%PDF-1."));
    assert_eq!(file, fs::read(b).expect("the same PDF"), "the same figure, the same bytes");
    let row = &by_name["files"][0];
    assert_eq!((&row["format"], &row["path"]), (&"pdf".into(), &"a.pdf".into()));
    assert!(row["width_px"].is_null() && row["width_mm"] == 180.0);
}

#[test]
fn the_library_writes_the_bytes_of_the_command_line() {
    let folder = folder("library", SMALL);
    let mut command = Command::new(env!("CARGO_BIN_EXE_periplus"));
    let all = Format::names().flat_map(|name| ["-f", name]);
    command.args(["render", "aegean", "small.toml", "-q", "--no-cache"]).args(all);
    let output = command.current_dir(&folder).output().expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let small = Figure::read(&folder.join("small.toml")).expect("a figure");
    for figure in [Figure::bundled("aegean").expect("it is bundled"), small] {
        let theme = Theme::bundled(&figure.sheet.theme).expect("it is bundled");
        let drawn = periplus::draw(&figure, &Geodata::bundled(), &theme).expect("a figure");
        let ours = Format::ALL
            .iter()
            .map(|format| (format.name(), drawn.encode(*format, &EncodeOptions::default())));
        let named = [("svg", drawn.svg()), ("png", drawn.png(300.0)), ("pdf", drawn.pdf())];
        for (name, bytes) in ours.chain(named) {
            let file = folder.join(format!("output/{}.{name}", figure.name));
            let theirs = fs::read(&file).expect("drawn");
            assert!(bytes.expect("a file") == theirs, "{}", file.display());
        }
    }
}

/// What is said to a user of the formats, and where: all of them, and no others.
#[test]
fn help_and_guides_name_every_format() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |file: &str| fs::read_to_string(root.join(file)).expect("it can be read");
    let (formats, reports) = (read("docs/formats.md"), read("docs/reports.md"));
    let (_, table) = formats.split_once("# Sizes and formats").expect("a part on formats");
    let table = table.split("\n## ").next().unwrap_or_default();
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| ")).collect();
    let rows: Vec<&str> = rows.iter().filter_map(|row| row.split(" | ").next()).collect();
    let expected: Vec<String> =
        Format::names().map(|it| format!("| {}", it.to_uppercase())).collect();
    assert_eq!(rows[rows.len() - expected.len()..], expected, "docs/formats.md");
    let pictures: Vec<String> = Format::names_of_pictures().map(|it| format!("`{it}`")).collect();
    let row = format!("| `format` | {} |", pictures.join(", "));
    assert!(reports.contains(&row), "docs/reports.md has no row {row}");
    let help = Command::new(env!("CARGO_BIN_EXE_periplus")).args(["render", "--help"]).output();
    let help = String::from_utf8(help.expect("the binary runs").stdout).expect("text");
    let ends: Vec<String> = Format::names().map(|it| format!(".{it}")).collect();
    assert!(ends.iter().all(|end| help.contains(end)), "{help}");
}
