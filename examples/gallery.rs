//! Draws the gallery: every bundled figure, the themes, the narrow sheets; as `docs/gallery.md` and `docs/gallery.html`
//! with their pictures. And `docs/elsewhere.md`: coasts that no bundled figure shows, on three lines of TOML each.
//!
//! `cargo run --profile quick --example gallery` writes into `docs`, or into the folder that is given.

use periplus::draw;
use periplus::error::{Error, Result};
use periplus::figure::{Figure, Length, Names};
use periplus::geodata::Geodata;
use periplus::output::{Lettering, png, svg};
use periplus::style::Theme;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::str::FromStr;

/// Dots per inch of the pictures: 180 mm are as wide as a page in a browser.
const DPI: f64 = 100.0;
/// The width at which a figure is shown laid out for one column, in mm.
const COLUMN: f64 = 89.0;
/// The figures that are shown in every theme.
const THEMED: [&str; 2] = ["aegean", "caucasus"];
/// The figures that are shown in one column.
const NARROW: [&str; 4] = ["aegean", "caucasus", "east-mediterranean", "nagorno-karabakh"];

/// Figures, and the names that they are shown with.
const NAMED: [(&str, &str); 3] =
    [("caucasus", "both"), ("aegean", "el"), ("east-mediterranean", "ar")];

/// The figures of coasts elsewhere.
const ELSEWHERE: &str = "examples/elsewhere";

/// A heading and what stands below it.
struct Section {
    title: &'static str,
    entries: Vec<Entry>,
}

/// One picture.
struct Entry {
    /// Its name, and that of its file without `.png`.
    name: String,
    /// What is said of it.
    caption: String,
    /// What stands for it where it cannot be seen.
    alt: String,
    /// The command that draws it.
    command: String,
    /// Width in a browser's pixels.
    width: u32,
}

fn main() -> ExitCode {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "docs".to_owned());
    match write(Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("{error}\n"));
            ExitCode::FAILURE
        }
    }
}

/// Draws all pictures, then writes the two pages.
fn write(folder: &Path) -> Result<()> {
    let pictures = folder.join("gallery");
    create(&pictures)?;
    let geodata = Geodata::bundled();
    let sections = sections(&geodata, &pictures)?;
    save(&folder.join("elsewhere.md"), elsewhere(&geodata, &folder.join("elsewhere"))?.as_bytes())?;
    save(&folder.join("gallery.md"), markdown(&sections).as_bytes())?;
    save(&folder.join("gallery.html"), html(&sections).as_bytes())
}

fn sections(geodata: &Geodata, folder: &Path) -> Result<Vec<Section>> {
    let draw = |figure: &Figure, options: &str| entry(figure, options, geodata, folder);
    let bundled = |name: &&str| Figure::bundled(name);
    let figures: Vec<Figure> = Figure::names().map(Figure::bundled).collect::<Result<_>>()?;
    let mut themed = Vec::new();
    for figure in THEMED.iter().map(bundled) {
        let figure = figure?;
        for theme in Theme::names().into_iter().filter(|theme| *theme != figure.sheet.theme) {
            let mut other = figure.clone();
            theme.clone_into(&mut other.sheet.theme);
            themed.push(draw(&other, &format!(" --theme {theme}"))?);
        }
    }
    let mut narrow = Vec::new();
    for figure in NARROW.iter().map(bundled) {
        let mut figure = figure?;
        figure.sheet.width = Length::Millimetres(COLUMN);
        narrow.push(draw(&figure, &format!(" --width {COLUMN}mm"))?);
    }
    let mut named = Vec::new();
    for (figure, names) in NAMED {
        let mut figure = Figure::bundled(figure)?;
        let names_of =
            Names::from_str(names).map_err(|_| Error::usage(format!("no names {names}")))?;
        figure.labels.names = Some(names_of);
        named.push(draw(&figure, &format!(" --names {names}"))?);
    }
    let figures = figures.iter().map(|figure| draw(figure, "")).collect::<Result<Vec<_>>>()?;
    Ok(vec![
        Section { title: "Figures", entries: figures },
        Section { title: "Themes", entries: themed },
        Section { title: "Names in other languages", entries: named },
        Section { title: "One column", entries: narrow },
    ])
}

/// Draws a figure into the folder.
fn entry(figure: &Figure, options: &str, geodata: &Geodata, folder: &Path) -> Result<Entry> {
    let drawn = draw(figure, geodata, &Theme::bundled(&figure.sheet.theme)?)?;
    let written = svg::write(&drawn.scene, Lettering::Text);
    let size = png::Size::of_svg(&written, DPI)?;
    let name = figure.name.clone() + &options.replace(" --", "-").replace(' ', "-");
    save(&folder.join(format!("{name}.png")), &png::encode(&written, size)?)?;
    Ok(Entry {
        caption: match figure.says(&figure.caption) {
            caption if caption.is_empty() => figure.says(&figure.subtitle),
            caption => caption,
        },
        alt: drawn.record.description.clone(),
        command: format!("periplus render {}{options}", figure.name),
        width: drawn.scene.width.pixels(96.0),
        name,
    })
}

fn markdown(sections: &[Section]) -> String {
    let mut page = String::from(
        "# Gallery\n\nEvery bundled figure as it comes out, nothing adjusted by hand. \
         `cargo run --profile quick --example gallery` draws this page again.\n",
    );
    for section in sections {
        let _ = write!(page, "\n## {}\n", section.title);
        for Entry { name, caption, alt, command, width } in &section.entries {
            let alt = escaped(alt);
            let _ = write!(
                page,
                "\n### {name}\n\n{caption}\n\n```sh\n{command}\n```\n\n\
                 <img src=\"gallery/{name}.png\" alt=\"{alt}\" width=\"{width}\">\n"
            );
        }
    }
    page
}

/// The page of the coasts elsewhere: each figure with the lines that it is drawn from.
fn elsewhere(geodata: &Geodata, pictures: &Path) -> Result<String> {
    create(pictures)?;
    let mut page = String::from(
        "# Elsewhere\n\nAny coast on earth, on three lines of TOML each, nothing adjusted by hand. \
         `cargo run --profile quick --example gallery` draws this page again.\n",
    );
    let folder = fs::read_dir(ELSEWHERE)
        .map_err(|error| Error::missing(format!("cannot read {ELSEWHERE}")).cause(error))?;
    let mut files: Vec<_> = folder.filter_map(|file| Some(file.ok()?.path())).collect();
    files.sort();
    for path in files {
        let figure = Figure::read(&path)?;
        let Entry { name, alt, width, .. } = entry(&figure, "", geodata, pictures)?;
        let (alt, toml) = (escaped(&alt), figure.text.trim_end());
        let _ = write!(
            page,
            "\n## {name}\n\n```toml\n{toml}\n```\n\n\
             <img src=\"elsewhere/{name}.png\" alt=\"{alt}\" width=\"{width}\">\n"
        );
    }
    Ok(page)
}

fn html(sections: &[Section]) -> String {
    let mut page = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Periplus: gallery</title>\n<style>\n\
         body { font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222 }\n\
         figure { margin: 2.5rem 0 } img { max-width: 100%; height: auto; display: block }\n\
         figcaption { margin-top: .5rem; color: #444 } code { background: #f2f2f2; padding: .1em .3em }\n\
         </style>\n<h1>Gallery</h1>\n<p>Every bundled figure as it comes out, nothing adjusted by hand.</p>\n",
    );
    for section in sections {
        let _ = writeln!(page, "<h2>{}</h2>", section.title);
        for Entry { name, caption, alt, command, width } in &section.entries {
            let (alt, caption) = (escaped(alt), escaped(caption));
            let _ = writeln!(
                page,
                "<figure id=\"{name}\">\n<img src=\"gallery/{name}.png\" alt=\"{alt}\" width=\"{width}\">\n\
                 <figcaption>{caption}<br><code>{command}</code></figcaption>\n</figure>"
            );
        }
    }
    page + "</html>\n"
}

/// Text for HTML, in an attribute too.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn create(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)
        .map_err(|error| Error::render(format!("cannot make {}", folder.display())).cause(error))
}

fn save(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes)
        .map_err(|error| Error::render(format!("cannot write {}", path.display())).cause(error))
}
