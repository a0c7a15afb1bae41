//! The options of `render` in, figures with the options applied out.

use super::painted::Painted;
use super::{args, inspect, standard_input};
use periplus::error::{Error, Flaw, Place, Result};
use periplus::figure::{Figure, Layer, Length, Limits, Received, Size, Source, parse_dpi};
use periplus::output::{Format, Lettering};
use periplus::provenance::Provenance;
use periplus::sea::Overlap;
use periplus::state::StateCode;
use periplus::units::{DEFAULT_DPI, SCREEN_DPI};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The name of standard input and output on the command line.
pub(super) const DASH: &str = "-";

/// A figure with all options applied, and how its files are written.
pub(super) struct Request {
    pub(super) figure: Figure,
    /// Pixels per inch.
    pub(super) dpi: f64,
    pub(super) text: Lettering,
    /// The options that changed what is drawn.
    pub(super) options: args::Look,
    /// The drawn file that the figure comes from, if it comes from one.
    pub(super) before: Option<Before>,
    /// Its drawing, where it is made already.
    pub(super) painted: Option<Painted>,
}

/// A drawn file, to be drawn again.
pub(super) struct Before {
    /// Its name as the user gave it, to be shown.
    pub(super) file: String,
    /// Where it lies.
    pub(super) path: PathBuf,
    /// What it says that it was drawn from.
    pub(super) provenance: Provenance,
}

impl Before {
    /// What holds for all that the file asks for.
    pub(super) fn received(&self) -> Received<'_> {
        Received { file: &self.file, working_folder: Path::new(".") }
    }
}

/// A figure as the user names it, and what is asked of it.
pub(super) struct Asked {
    pub(super) name: String,
    pub(super) request: Result<Request>,
}

/// The figure of this name with the options applied.
///
/// Errors: `Missing` or `Input` for a figure that is not there or wrong, `Usage` for a wrong option.
pub(super) fn request(name: &OsStr, arguments: &args::Look, limits: &Limits) -> Result<Request> {
    let path = Path::new(name);
    let (figure, options, before) = match Format::of_path(path) {
        None => (figure(name, limits)?, arguments.clone(), None),
        Some(_) => {
            let file = name.to_string_lossy().into_owned();
            let provenance = inspect::read(path, limits)?;
            let before = Before { file, path: path.to_owned(), provenance };
            let options = args::Look::of_recipe(&before.provenance.options, &before.received())?;
            let Provenance { toml, figure, .. } = &before.provenance;
            let figure = before.received().figure(toml, figure, limits)?;
            (figure, arguments.over(options), Some(before))
        }
    };
    Ok(Request { before, ..with_options(figure, options)? })
}

/// A figure with options applied.
///
/// Errors: `Usage` for a wrong option.
pub(super) fn with_options(mut figure: Figure, options: args::Look) -> Result<Request> {
    let dpi = match (&options.size, &options.dpi) {
        (Some(size), None) if Size::is_for_screens(size) => SCREEN_DPI,
        _ => dpi(options.dpi.as_deref())?,
    };
    apply(&mut figure, &options, dpi)?;
    figure.check_limits()?;
    let text = options.text.unwrap_or_default();
    Ok(Request { figure, dpi, text, options, before: None, painted: None })
}

/// The width of the sheet and its height that the options ask for, mm.
///
/// Errors: `Usage` for what is none, or none of a sheet.
pub(super) fn sides(options: &args::Look, limits: &Limits) -> Result<(Option<f64>, Option<f64>)> {
    if let Some(size) = &options.size {
        let size = size.parse().and_then(|size: Size| {
            limits.check_side(size.width)?;
            limits.check_side(size.height).map(|()| size)
        });
        let size = size.map_err(|flaw| usage(flaw, "--size"))?;
        return Ok((Some(size.width.0), Some(size.height.0)));
    }
    let Some(width) = &options.width else { return Ok((None, None)) };
    let width: Length = width.parse().map_err(|flaw| usage(flaw, "--width"))?;
    let width = width.at(dpi(options.dpi.as_deref())?);
    limits.check_side(width).map_err(|flaw| usage(flaw, "--width"))?;
    Ok((Some(width.0), None))
}

/// Pixels per inch.
pub(super) fn dpi(written: Option<&str>) -> Result<f64> {
    let Some(written) = written else { return Ok(DEFAULT_DPI) };
    parse_dpi(written).map_err(|flaw| usage(flaw, "--dpi"))
}

/// A bundled figure, a file, or what stands on standard input.
pub(super) fn figure(name: &OsStr, limits: &Limits) -> Result<Figure> {
    let Some(name) = name.to_str() else {
        let path = Path::new(name);
        let mut figure = Figure::read_with(path, limits)?;
        let stem = path.file_stem().unwrap_or_default();
        figure.name = stem.to_string_lossy().into_owned();
        return Ok(figure);
    };
    if name == DASH {
        let bytes = standard_input::bytes(limits.text())?;
        return Figure::of_bytes(&bytes, standard_input::NAME, limits);
    }
    Figure::named_with(name, limits)
}

fn apply(figure: &mut Figure, arguments: &args::Look, dpi: f64) -> Result<()> {
    if let Some(width) = &arguments.width {
        figure.sheet.width = width.parse().map_err(|flaw| usage(flaw, "--width"))?;
        given(figure, "sheet.width", "--width");
    } else if arguments.dpi.is_some() && matches!(figure.sheet.width, Length::Pixels(_)) {
        given(figure, "sheet.width", "--dpi");
    }
    if let Some(size) = &arguments.size {
        figure.set_size(size).map_err(|flaw| usage(flaw, "--size"))?;
        given(figure, "sheet.width", "--size");
        given(figure, "sheet.height", "--size");
    } else if arguments.width.is_some() {
        figure.sheet.height = None;
    }
    let side = figure.sheet.width.of_sheet(dpi);
    let side = side.map_err(|flaw| figure.at_fault(&["sheet.width"], flaw.into()))?;
    figure.sheet.width = Length::Millimetres(side.0);
    // pixels of one sheet are as long up as they are across
    if let Some(height) = figure.sheet.height {
        let side = height.of_sheet(dpi);
        let side = side.map_err(|flaw| figure.at_fault(&["sheet.height"], flaw.into()))?;
        figure.sheet.height = Some(Length::Millimetres(side.0));
    }
    if let Some(bounds) = &arguments.bounds {
        figure.set_bounds(bounds).map_err(|flaw| usage(flaw, "--bounds"))?;
        given(figure, "extent", "--bounds");
    }
    if let Some((theme, over)) = arguments.theme.split_first() {
        theme.clone_into(&mut figure.sheet.theme);
        over.clone_into(&mut figure.sheet.themes_over);
        given(figure, "sheet.theme", "--theme");
    }
    if let Some(ground) = arguments.background {
        figure.sheet.background = ground;
    }
    if let Some(written) = &arguments.as_of {
        figure.set_as_of(written).map_err(|flaw| usage(flaw, "--as-of"))?;
        given(figure, "as_of", "--as-of");
    }
    if let Some(view) = &arguments.worldview {
        figure.set_worldview(view).map_err(|flaw| usage(flaw, "--worldview"))?;
        given(figure, "worldview", "--worldview");
    }
    if let Some(names) = &arguments.names {
        figure.set_names(names).map_err(|flaw| usage(flaw, "--names"))?;
    }
    apply_to_zones(figure, arguments)?;
    for path in &arguments.layer {
        given(figure, format!("layers.{}", figure.layers.len()), "--layer");
        figure.layers.push(Layer::of(Source::File(path.clone())));
    }
    Ok(())
}

fn apply_to_zones(figure: &mut Figure, arguments: &args::Look) -> Result<()> {
    apply_breadths(figure, &arguments.breadth)?;
    arguments.overlap.map_or(Ok(()), |policy| set_overlap(figure, policy))
}

/// Gives the figure other breadths: a what-if, which it says.
pub(super) fn apply_breadths(figure: &mut Figure, written: &[String]) -> Result<()> {
    figure.set_breadths(written).map_err(|flaw| usage(flaw, "--breadth"))?;
    for text in written {
        let key = match text.split_once('=') {
            Some((state, _)) => format!("zones.own_breadths.{}", StateCode::from(state)),
            None => "zones.breadths".to_owned(),
        };
        given(figure, key, "--breadth");
    }
    Ok(())
}

/// Notes that a key of the figure has its value from an option.
pub(super) fn given(figure: &mut Figure, key: impl Into<String>, option: &str) {
    figure.note_given(key, Place::default().part(option));
}

/// Gives the figure's waters another policy where two states' meet.
pub(super) fn set_overlap(figure: &mut Figure, policy: Overlap) -> Result<()> {
    let zones = figure.zones.as_mut().ok_or_else(|| {
        let flaw = Flaw::new(format!("the figure `{}` has no waters", figure.name));
        usage(flaw.hint("give --breadth too"), "--overlap")
    })?;
    zones.overlap = policy;
    Ok(())
}

/// A wrong value of an option.
pub(super) fn usage(flaw: Flaw, option: &str) -> Error {
    let error = Error::usage(flaw.message).at(Place::default().part(option));
    match flaw.hint {
        Some(hint) => error.hint(hint),
        None => error,
    }
}
