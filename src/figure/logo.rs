//! A logo in the margin of the sheet, as the figure file has it.

use super::Length;
use crate::error::Flaw;
use crate::toml_text;
use crate::units::Millimetres;
use serde::{Deserialize, Deserializer};
use std::path::PathBuf;
use std::str::FromStr;

/// A picture of one's own in the margin.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "LogoTable")]
#[non_exhaustive]
pub struct Logo {
    /// Its file, SVG or PNG.
    pub file: PathBuf,
    /// Where it stands; at the bottom right unless given.
    pub at: LogoPlace,
    /// How high it is; 8 mm unless given.
    pub height: Millimetres,
}

/// Where a logo stands in the margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogoPlace {
    /// Beside the title; beside the credit if not.
    pub is_top: bool,
    /// On the right of the sheet.
    pub is_right: bool,
}

impl LogoPlace {
    /// The words of the figure file.
    pub const NAMES: [&str; 4] = ["bottom right", "bottom left", "top right", "top left"];
}

impl FromStr for LogoPlace {
    type Err = Flaw;

    fn from_str(word: &str) -> Result<LogoPlace, Flaw> {
        let words: Vec<String> = word.split_whitespace().map(str::to_lowercase).collect();
        match words.join(" ").as_str() {
            "bottom right" => Ok(LogoPlace { is_top: false, is_right: true }),
            "bottom left" => Ok(LogoPlace { is_top: false, is_right: false }),
            "top right" => Ok(LogoPlace { is_top: true, is_right: true }),
            "top left" => Ok(LogoPlace { is_top: true, is_right: false }),
            _ => {
                Err(Flaw::new(format!("no logo stands at `{word}`")).known(word, &LogoPlace::NAMES))
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LogoTable {
    file: Option<PathBuf>,
    #[serde(default, deserialize_with = "toml_text::optional")]
    at: Option<LogoPlace>,
    #[serde(default, deserialize_with = "height")]
    height: Option<Millimetres>,
}

/// A height on the sheet.
fn height<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Millimetres>, D::Error> {
    let read = |written: &str| {
        const SPAN: (f64, f64) = (2.0, 60.0);
        let height = written.parse::<Length>()?.millimetres();
        match (SPAN.0..=SPAN.1).contains(&height.0) {
            true => Ok(height),
            false => Err(Flaw::new(format!("no logo is {written} high"))
                .hint(format!("from {}mm to {}mm", SPAN.0, SPAN.1))),
        }
    };
    toml_text::value_by(deserializer, read).map(Some)
}

impl TryFrom<LogoTable> for Logo {
    type Error = Flaw;

    fn try_from(written: LogoTable) -> Result<Logo, Flaw> {
        const HEIGHT: Millimetres = Millimetres(8.0);
        let file = written.file.ok_or_else(|| {
            Flaw::new("the logo has no file").hint("an SVG or a PNG: file = \"logo.svg\"")
        })?;
        let at = written.at.unwrap_or(LogoPlace { is_top: false, is_right: true });
        Ok(Logo { file, at, height: written.height.unwrap_or(HEIGHT) })
    }
}

#[cfg(test)]
mod tests {
    use crate::figure::Figure;

    #[test]
    fn a_logo_has_a_file_a_corner_and_a_height() {
        let figure = Figure::parse("[logo]\nfile = 'a.svg'\nat = 'Top  left'", "a.toml");
        let logo = figure.expect("a figure").logo.expect("a logo");
        assert_eq!((logo.at.is_top, logo.at.is_right, logo.height.0), (true, false, 8.0));
        for (text, said) in [
            ("at = 'top left'", "no file"),
            ("file = 'a.svg'\nat = 'middle'", "no logo stands"),
            ("file = 'a.svg'\nheight = '1mm'", "1mm high"),
            ("file = '../a.svg'", "outside of the figure's folder"),
        ] {
            let error = Figure::parse(&format!("[logo]\n{text}"), "a.toml").expect_err(text);
            assert!(error.message.contains(said), "{text}: {}", error.message);
            assert!(error.hint.is_some(), "{text}");
        }
    }
}
