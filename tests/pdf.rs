//! The written PDF, read by other programs: poppler and qpdf. What is not installed is said and skipped.

mod absent;

use periplus::figure::{Background, Figure, Names};
use periplus::geodata::Geodata;
use periplus::output::{Lettering, pdf, png, svg};
use periplus::scene::{Item, Scene, Text};
use periplus::style::Theme;
use periplus::units::Millimetres;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// A figure as it is drawn for these tests.
struct Drawn {
    name: &'static str,
    scene: Scene,
    file: PathBuf,
}

/// Figures that have between them: letters of all bundled scripts, on curves, spaced and aslant; hatches,
/// clips, paints that shine through, a relief, panels, a locator.
static DRAWN: LazyLock<Vec<Drawn>> = LazyLock::new(|| {
    let figures: [(&str, &str, Option<Names>, &str); 6] = [
        ("aegean", "aegean", None, "atlas"),
        ("caucasus", "caucasus", "both".parse().ok(), "atlas"),
        ("libya", "libya", "local".parse().ok(), "atlas"),
        ("cyprus", "cyprus", "he".parse().ok(), "atlas"),
        ("mono", "kastellorizo", None, "mono"),
        ("panels", "aegean-6v12", None, "atlas"),
    ];
    figures.map(|(name, figure, names, theme)| drawn(name, figure, names, theme)).into()
});

fn drawn(name: &'static str, figure: &str, names: Option<Names>, theme: &str) -> Drawn {
    let mut figure = Figure::bundled(figure).expect("a bundled figure");
    figure.labels.names = names;
    let theme = Theme::bundled(theme).expect("a bundled theme");
    let scene = periplus::draw(&figure, &Geodata::bundled(), &theme).expect("drawn").scene;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pdf");
    fs::create_dir_all(&folder).expect("a folder can be made");
    let file = folder.join(format!("{name}.pdf"));
    fs::write(&file, pdf::encode(&scene).expect("a PDF")).expect("written");
    Drawn { name, scene, file }
}

/// What a program says of a file; nothing where it is not installed.
fn said(program: &str, options: &[&str], file: &Path, after: &[&str]) -> Option<String> {
    let run = Command::new(program).args(options).arg(file).args(after).output();
    let Ok(output) = run else {
        absent::skip(program);
        return None;
    };
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Words with single spaces between them, and no marks of direction.
fn plain(text: &str) -> String {
    let is_mark = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}');
    let text: String = text.chars().filter(|c| !is_mark(*c)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All lines of lettering on a sheet.
fn texts(items: &[Item]) -> Vec<&Text> {
    let mut found = Vec::new();
    for item in items {
        match item {
            Item::Group(group) => found.extend(texts(&group.items)),
            Item::Text(text) => found.push(text),
            Item::Path(_) | Item::Image(_) => {}
        }
    }
    found
}

fn lines(scene: &Scene) -> Vec<String> {
    let content =
        |text: &Text| text.runs.iter().map(|run| run.content.as_str()).collect::<String>();
    let lines = texts(&scene.items).into_iter().map(|text| plain(&content(text)));
    lines.filter(|line| !line.is_empty()).collect()
}

/// A line, or what lies between its ligatures of lam and alef: where a line is aslant pdftotext sets those, which say their own
/// letters, apart from what is beside them.
fn pieces(line: &str) -> Vec<&str> {
    const LIGATURES: [&str; 4] = ["لا", "لأ", "لإ", "لآ"];
    let Some((at, ligature)) = LIGATURES.iter().find_map(|it| Some((line.find(it)?, *it))) else {
        return vec![line];
    };
    let (before, after) = (line[..at].trim(), &line[at + ligature.len()..]);
    let mut all = vec![before, ligature];
    all.extend(pieces(after.trim()));
    all.retain(|piece| !piece.is_empty());
    all
}

#[test]
fn every_line_of_lettering_is_found_whole_and_as_often_as_it_stands() {
    for Drawn { name, scene, file } in DRAWN.iter() {
        let Some(read) = said("pdftotext", &[], file, &["-"]) else { return };
        let read = plain(&read);
        let lines = lines(scene);
        assert!(lines.len() > 40, "{name}: {} lines", lines.len());
        for line in &lines {
            // A hyphen at the end of a line is taken for a broken word by pdftotext, and left out.
            let line = line.strip_suffix('-').unwrap_or(line);
            let standing = lines.iter().filter(|other| other.contains(line)).count();
            let found = pieces(line).iter().map(|piece| read.matches(piece).count()).min();
            let found = found.unwrap_or_default();
            assert!(found >= standing, "{name}: `{line}` stands {standing} times, found {found}");
        }
    }
}

#[test]
fn fonts_are_embedded_subsets_that_say_their_letters() {
    for Drawn { name, file, .. } in DRAWN.iter() {
        let Some(list) = said("pdffonts", &[], file, &[]) else { return };
        let fonts: Vec<&str> = list.lines().skip(2).collect();
        assert!(fonts.len() >= 3, "{name}: {list}");
        for font in fonts {
            assert!(font.contains("+Periplus"), "{name}: {font}");
            assert!(font.contains("CID TrueType"), "{name}: {font}");
            assert!(font.contains("yes yes yes"), "{name}: embedded, subset, mapped? {font}");
        }
    }
}

#[test]
fn the_page_is_as_large_as_the_sheet_and_undated() {
    for Drawn { name, scene, file } in DRAWN.iter() {
        let Some(facts) = said("pdfinfo", &[], file, &[]) else { return };
        let fact = |key: &str| {
            let line = facts.lines().find_map(|line| line.strip_prefix(key));
            line.map(str::trim).unwrap_or_default().to_owned()
        };
        let size = fact("Page size:");
        let sides: Vec<f64> =
            size.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        let [width, height] = sides[..] else { panic!("{name}: {size}") };
        assert!((width - scene.width.0 / 25.4 * 72.0).abs() < 0.1, "{name}: {size}");
        assert!((height - scene.height.0 / 25.4 * 72.0).abs() < 0.1, "{name}: {size}");
        assert_eq!(fact("Title:"), scene.title, "{name}");
        assert_eq!((fact("Tagged:"), fact("Pages:")), ("yes".into(), "1".into()), "{name}");
        assert_eq!(fact("CreationDate:") + &fact("ModDate:") + &fact("Author:"), "", "{name}");
    }
}

#[test]
fn the_file_is_sound_and_its_figure_has_the_alternative_text() {
    for Drawn { name, scene, file } in DRAWN.iter() {
        let Some(verdict) = said("qpdf", &["--check"], file, &[]) else { return };
        assert!(verdict.contains("No syntax or stream encoding errors"), "{name}: {verdict}");
        let objects = said("qpdf", &["--json"], file, &[]).expect("it was there before");
        let objects: serde_json::Value = serde_json::from_str(&objects).expect("JSON");
        let mut figures = Vec::new();
        search(&objects, &mut figures);
        assert_eq!(figures, [format!("u:{}", scene.description)], "{name}");
    }
}

/// The alternative texts of all figures among the objects of a file.
fn search(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(object) => {
            if object.get("/S").and_then(|kind| kind.as_str()) == Some("/Figure") {
                found.extend(object.get("/Alt").and_then(|text| text.as_str()).map(String::from));
            }
            object.values().for_each(|value| search(value, found));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| search(value, found)),
        _ => {}
    }
}

#[test]
fn nothing_but_the_relief_is_in_pixels() {
    for Drawn { name, file, .. } in DRAWN.iter() {
        let Some(list) = said("pdfimages", &["-list"], file, &[]) else { return };
        let kinds: Vec<&str> =
            list.lines().skip(2).filter_map(|line| line.split_whitespace().nth(2)).collect();
        let expected: &[&str] = if *name == "caucasus" { &["image", "smask"] } else { &[] };
        assert_eq!(kinds, expected, "{name}");
    }
}

#[test]
fn poppler_draws_the_picture_of_the_png() {
    for Drawn { name, scene, file } in DRAWN.iter() {
        let written = svg::write(scene, Lettering::Text);
        let size = png::Size::of_svg(&written, 150.0).expect("a size");
        let ours = image(&png::encode(&written, size).expect("a PNG"));
        let target = file.with_extension("");
        let root = target.to_str().expect("a plain path");
        let options = ["-r", "150", "-png", "-singlefile"];
        if said("pdftoppm", &options, file, &[root]).is_none() {
            return;
        }
        let theirs = image(&fs::read(file.with_extension("png")).expect("a picture"));
        let (mean, worst) = apart(&ours, &theirs);
        // Two rasterisers differ along edges (poppler sets thin lines on whole pixels): 1 to 2 levels on average,
        // up to 20 in the small print; a lost hatch, tint or name makes 30 and more.
        assert!(mean < 3.0, "{name}: {mean} levels apart");
        assert!(worst < 25.0, "{name}: {worst} levels apart in one place");
    }
}

/// A picture: pixels a row, and rows of RGB.
fn image(file: &[u8]) -> (usize, Vec<u8>) {
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut bytes).expect("pixels");
    assert_eq!(info.color_type, ::png::ColorType::Rgb);
    (info.width as usize, bytes)
}

/// The mean and the greatest difference of two pictures in fields of 12 × 12 pixels, levels a channel.
fn apart(a: &(usize, Vec<u8>), b: &(usize, Vec<u8>)) -> (f64, f64) {
    const FIELD: usize = 12;
    assert_eq!(a.0, b.0);
    let rows = a.1.len().min(b.1.len()) / (3 * a.0);
    let sum = |(width, bytes): &(usize, Vec<u8>), column: usize, row: usize| -> f64 {
        let pixels = (0..FIELD).map(|y| &bytes[((row + y) * width + column) * 3..][..3 * FIELD]);
        pixels.flatten().map(|byte| f64::from(*byte)).sum()
    };
    let mut differences = Vec::new();
    for row in (0..rows - FIELD).step_by(FIELD) {
        for column in (0..a.0 - FIELD).step_by(FIELD) {
            let difference = sum(a, column, row) - sum(b, column, row);
            differences.push(difference.abs() / (3 * FIELD * FIELD) as f64);
        }
    }
    let worst = differences.iter().copied().fold(0.0, f64::max);
    (differences.iter().sum::<f64>() / differences.len() as f64, worst)
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    for Drawn { name, scene, file } in DRAWN.iter().take(2) {
        let again = pdf::encode(scene).expect("a PDF");
        assert!(again == fs::read(file).expect("it was written"), "{name}");
    }
}

#[test]
fn a_sheet_on_nothing_has_no_paper_and_the_same_map() {
    let text = "[extent]\nregion = 'aegean'\n[sheet]\nwidth = 'single'\n";
    let mut figure = Figure::parse(text, "a figure").expect("a figure");
    let theme = Theme::bundled("atlas").expect("a bundled theme");
    let mut draw = |ground| {
        figure.sheet.background = ground;
        periplus::draw(&figure, &Geodata::bundled(), &theme).expect("drawn").scene
    };
    let (on_paper, on_nothing) = (draw(Background::Theme), draw(Background::None));
    assert_eq!(on_paper.width, Millimetres(89.0));
    assert!(on_paper.background.is_some() && on_nothing.background.is_none());
    let with_paper = Scene { background: on_paper.background, ..on_nothing.clone() };
    let bytes = |scene: &Scene| pdf::encode(scene).expect("a PDF");
    assert!(bytes(&with_paper) == bytes(&on_paper), "the maps differ");
    assert!(bytes(&on_nothing) != bytes(&on_paper), "the paper is still there");
}

#[test]
fn a_sheet_without_size_is_refused() {
    let empty = Scene { width: Millimetres(0.0), height: Millimetres(10.0), ..Scene::default() };
    assert!(pdf::encode(&empty).is_err());
}
