//! A block in, an order out: the checked figure with the options of its attributes, what the document says of it,
//! and the digest of all that it is drawn from.

use super::block::{Block, KNOWN, Position};
use super::escaping::harmless;
use super::subject::figure;
use crate::digest::in_digits;
use crate::error::{Flaw, Place, Result};
use crate::figure::{Figure, Limits, Words, parse_dpi};
use crate::files;
use crate::output::{EncodeOptions, Format, Lettering};
use crate::provenance::{in_order, name_of};
use crate::style::Theme;
use crate::units::{DEFAULT_DPI, SCREEN_DPI};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Attributes that change nothing of the drawing.
const NOT_DRAWN: [&str; 2] = ["caption", "format"];

/// What holds for all blocks of a document that say nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The folder of the document: files that blocks name lie in it.
    pub folder: PathBuf,
    /// The kind of picture.
    pub format: Format,
    /// Pixels an inch of a PNG.
    pub dpi: f64,
    /// Letters of an SVG: outlines look alike in every host, for none has our fonts.
    pub lettering: Lettering,
    /// How much its figures may ask for.
    pub limits: Limits,
}

impl Default for Setting {
    fn default() -> Setting {
        Setting {
            folder: PathBuf::new(),
            format: Format::SVG,
            dpi: DEFAULT_DPI,
            lettering: Lettering::Paths,
            limits: Limits::default(),
        }
    }
}

/// What a block asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// What is drawn.
    pub figure: Figure,
    /// Its id in the document, `fig:aegean`.
    pub id: Option<String>,
    /// Its caption, Markdown; empty for none.
    pub caption: String,
    /// How wide the document shows it, if the block says so: `89mm`, `80%`.
    pub shown_width: Option<String>,
    /// The kind of picture.
    pub format: Format,
    /// Pixels an inch of a PNG.
    pub dpi: f64,
    /// Letters of an SVG.
    pub lettering: Lettering,
    /// Where the block stands.
    pub position: Position,
    /// What the attributes change of the figure, as options of `render`.
    options: Vec<String>,
    /// SHA-256 of all that the picture is drawn from: text, options, files, version.
    pub digest: String,
}

impl Order {
    /// All files that its figure is read from.
    pub(super) fn files_read(&self) -> Vec<PathBuf> {
        let imported = Theme::imports(self.figure.sheet.themes());
        self.figure.files_read().into_iter().chain(imported).collect()
    }

    /// What a block asks for, the one of this number, counted from 1.
    ///
    /// Errors: `Input` for what is wrong with it, at its place in the document; `Missing` for a file that it
    /// names and that is not there.
    pub fn of(block: &Block, number: usize, setting: &Setting) -> Result<Order> {
        let position = &block.position;
        check_keys(block)?;
        let mut figure = figure(block, (&setting.folder, &setting.limits))?;
        let own_name = (figure.name != "figure").then(|| figure.name.clone());
        let id = block.attributes.id.clone();
        let name = id.as_deref().map(stem).or(own_name);
        figure.name = name.unwrap_or_else(|| format!("figure-{number}"));
        let mut order = Order {
            caption: String::new(),
            figure,
            id,
            shown_width: None,
            format: setting.format,
            dpi: setting.dpi,
            lettering: setting.lettering,
            position: position.clone(),
            options: Vec::new(),
            digest: String::new(),
        };
        for pair in &block.attributes.pairs {
            let applied = order.apply(&word(&pair.key), &pair.value, &setting.folder);
            applied.map_err(|flaw| position.wrong(pair, flaw))?;
            let place = Place::default().part(format!("attribute `{}`", pair.key));
            order.figure.note_given(path_of(&word(&pair.key)), place);
            // pixels of a document are not those of `render`: the length in millimetres
            let width = order.shown_width.as_ref().filter(|_| pair.key == "width");
            order.options.extend(option(&word(&pair.key), width.unwrap_or(&pair.value)));
        }
        // the figure's own caption, as it holds on the day and in the view of the block
        let has_caption = block.attributes.pairs.iter().any(|pair| pair.key == "caption");
        if !has_caption {
            let caption = order.figure.captioned();
            // a figure's file may be anybody's
            let is_own = order.figure.file.is_none();
            order.caption = if is_own { caption } else { harmless(&caption) };
        }
        order.digest = digest(block, &order).map_err(|error| position.said_of_document(error))?;
        Ok(order)
    }

    /// The options of `render` that draw the same, for the provenance in the file.
    pub fn recipe(&self) -> Vec<String> {
        let mut words = self.options.clone();
        if self.format.is_raster() {
            words.push(format!("--dpi={}", self.dpi));
        } else if self.encoding().lettering == Lettering::Paths {
            words.push("--text=paths".to_owned());
        }
        in_order(words)
    }

    /// How its file is encoded: outlines are for readers of SVG without our fonts, the others have them.
    pub fn encoding(&self) -> EncodeOptions {
        let is_svg = self.format == Format::SVG;
        let lettering = if is_svg { self.lettering } else { Lettering::Text };
        EncodeOptions::default()
            .with_lettering(lettering)
            .with_dpi(self.dpi)
            .with_most_pixels(self.figure.limits.pixels())
    }

    /// The name of its file.
    pub fn file_name(&self) -> String {
        format!("{}.{}", self.figure.name, self.format.name())
    }

    fn apply(&mut self, key: &str, value: &str, folder: &Path) -> std::result::Result<(), Flaw> {
        let figure = &mut self.figure;
        match key {
            "caption" => value.clone_into(&mut self.caption),
            "alt" => figure.alt = Words::from(value),
            "width" => return self.set_width(value),
            "size" => {
                figure.set_size(value)?;
                self.show_at(figure_width(&self.figure));
            }
            "theme" => return figure.set_theme_within(value, folder),
            "names" => return figure.set_names(value),
            "as_of" => return figure.set_as_of(value),
            "worldview" => return figure.set_worldview(value),
            "bounds" => return figure.set_bounds(value),
            "breadths" => {
                return figure.set_breadths(&separate(value).collect::<Vec<_>>());
            }
            "format" => self.format = format(value)?,
            "dpi" => self.dpi = parse_dpi(value)?,
            "text" => self.lettering = value.parse()?,
            // read with the block's text
            _ => {}
        }
        Ok(())
    }

    /// Shows the figure as wide as its sheet is.
    fn show_at(&mut self, width: f64) {
        self.shown_width = Some(format!("{}mm", (width * 100.0).round() / 100.0));
    }

    /// A length is that of the sheet, which is laid out for it; a share of the column only shows it smaller.
    fn set_width(&mut self, value: &str) -> std::result::Result<(), Flaw> {
        let Some(percent) = value.trim().strip_suffix('%') else {
            self.figure.set_width(value, SCREEN_DPI)?;
            self.show_at(figure_width(&self.figure));
            return Ok(());
        };
        let share = percent.trim().parse::<f64>().ok().filter(|it| *it > 0.0 && *it <= 100.0);
        let share = share.ok_or_else(|| {
            Flaw::new(format!("`{value}` is no share of a column")).hint("from 1% to 100%")
        })?;
        self.shown_width = Some(format!("{share}%"));
        Ok(())
    }
}

/// The width of a figure's sheet, mm.
fn figure_width(figure: &Figure) -> f64 {
    figure.sheet.width.millimetres().0
}

/// The key as figure files write it.
fn word(key: &str) -> String {
    match key.replace('-', "_") {
        key if key == "breadth" => "breadths".to_owned(),
        key => key,
    }
}

/// Where figure files have what an attribute says.
fn path_of(key: &str) -> String {
    match key {
        "width" | "theme" => format!("sheet.{key}"),
        "size" => "sheet.height".to_owned(),
        "breadths" => "zones.breadths".to_owned(),
        "bounds" => "extent".to_owned(),
        "names" => "labels.names".to_owned(),
        other => other.to_owned(),
    }
}

/// An attribute as an option of `render`; of files only the names.
fn option(key: &str, value: &str) -> Vec<String> {
    match key {
        "theme" if value.ends_with(".css") => {
            vec![format!("--theme={}", name_of(Path::new(value)))]
        }
        "theme" | "names" | "worldview" | "bounds" | "size" => vec![format!("--{key}={value}")],
        "as_of" => vec![format!("--as-of={value}")],
        "width" if !value.ends_with('%') => vec![format!("--width={value}")],
        "breadths" => separate(value).map(|breadth| format!("--breadth={breadth}")).collect(),
        _ => Vec::new(),
    }
}

/// What stands between commas or spaces.
fn separate(value: &str) -> impl Iterator<Item = &str> {
    value.split([',', ' ']).filter(|it| !it.is_empty())
}

fn check_keys(block: &Block) -> Result<()> {
    let unknown = block.attributes.pairs.iter().find(|pair| !KNOWN.contains(&&*word(&pair.key)));
    let Some(pair) = unknown else { return Ok(()) };
    let flaw = Flaw::new(format!("unknown attribute `{}`", pair.key));
    Err(block.position.wrong(pair, flaw.known(&pair.key, &KNOWN)))
}

fn format(word: &str) -> std::result::Result<Format, Flaw> {
    let known: Vec<&str> = Format::names_of_pictures().collect();
    Format::named(word)
        .filter(|format| format.is_picture())
        .ok_or_else(|| Flaw::new(format!("unknown format `{word}`")).known(word, &known))
}

/// The name of a file for an id: without `fig:`, and with nothing in it that a file system refuses.
fn stem(id: &str) -> String {
    let bare = id.strip_prefix("fig:").or_else(|| id.strip_prefix("fig-"));
    let bare = bare.filter(|rest| !rest.is_empty()).unwrap_or(id);
    let safe = |letter: char| match letter.is_alphanumeric() || matches!(letter, '-' | '_') {
        true => letter,
        false => '-',
    };
    bare.chars().map(safe).collect()
}

/// The digest of what a picture is drawn from. What the program carries goes with its version.
fn digest(block: &Block, order: &Order) -> Result<String> {
    let mut digest = Sha256::new();
    let mut add = |part: &[u8]| {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    };
    add(env!("CARGO_PKG_VERSION").as_bytes());
    add(order.file_name().as_bytes());
    add(format!("{} {:?}", order.dpi, order.lettering).as_bytes());
    add(block.text.as_bytes());
    add(order.figure.text.as_bytes());
    let drawn = block.attributes.pairs.iter().map(|pair| (word(&pair.key), pair));
    for (key, pair) in drawn.filter(|(key, _)| !NOT_DRAWN.contains(&key.as_str())) {
        add(key.as_bytes());
        add(pair.value.as_bytes());
    }
    for path in order.files_read() {
        add(&files::read(&path, &format!("`{}`", path.display()), order.figure.limits.data())?);
    }
    Ok(in_digits(&digest.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_the_id() {
        assert_eq!(stem("fig:aegean"), "aegean");
        assert_eq!(stem("fig-aegean"), "aegean");
        assert_eq!(stem("fig:"), "fig-");
        assert_eq!(stem("the/../aegean"), "the----aegean");
    }
}
