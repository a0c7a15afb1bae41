//! The options of `render` in, figures with the options applied out.

use super::{args, inspect};
use periplus::error::{Error, Place, Result};
use periplus::figure::{
    Background, Bounds, DEFAULT_DPI, Extent, Figure, Flaw, Layer, Length, Overlap, Source,
    WORLDVIEWS, ZonesOptions, check_breadth,
};
use periplus::geodata::Date;
use periplus::provenance::{self, Provenance};
use periplus::units::NauticalMiles;
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::Path;

/// The name of standard input and output on the command line.
pub(super) const DASH: &str = "-";

/// A figure with all options applied, and how its files are written.
pub(super) struct Request {
    pub(super) figure: Figure,
    /// Pixels per inch.
    pub(super) dpi: f64,
    pub(super) text: args::Lettering,
    /// The options that changed what is drawn.
    pub(super) options: args::Look,
    /// What a drawn file says that it was drawn from, if the figure comes from one.
    pub(super) before: Option<Provenance>,
}

/// The figures asked for.
pub(super) fn requests(arguments: &args::Render) -> Result<Vec<Request>> {
    arguments.figures.iter().map(|name| request(name, &arguments.look)).collect()
}

/// The figure of this name with the options applied.
///
/// Errors: `Missing` or `Input` for a figure that is not there or wrong, `Usage` for a wrong option.
pub(super) fn request(name: &str, arguments: &args::Look) -> Result<Request> {
    let path = Path::new(name);
    let (mut figure, options, before) = match provenance::is_drawn(path) {
        false => (figure(name)?, arguments.clone(), None),
        true => {
            let before = inspect::read(path)?;
            let folder = path.parent().unwrap_or(Path::new(""));
            let options = args::Look::of_recipe(&before.options, folder, name)?;
            let figure = Figure::restored(&before.toml, &before.figure, name, folder)?;
            (figure, arguments.over(options), Some(before))
        }
    };
    let dpi = dpi(&options)?;
    apply(&mut figure, &options, dpi)?;
    let text = options.text.unwrap_or(args::Lettering::Text);
    Ok(Request { figure, dpi, text, options, before })
}

/// Pixels per inch.
fn dpi(arguments: &args::Look) -> Result<f64> {
    let Some(written) = &arguments.dpi else { return Ok(DEFAULT_DPI) };
    let flaw =
        || Flaw::new(format!("`{written}` is not a number of pixels")).hint("from 10 to 2400");
    let dpi: f64 = written.trim().parse().map_err(|_| usage(flaw(), "--dpi"))?;
    if (10.0..=2400.0).contains(&dpi) { Ok(dpi) } else { Err(usage(flaw(), "--dpi")) }
}

/// A bundled figure, a file, or what stands on standard input.
pub(super) fn figure(name: &str) -> Result<Figure> {
    if name == DASH {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text).map_err(|error| {
            Error::input("cannot read the figure").at(Place::file("standard input")).cause(error)
        })?;
        return Figure::parse(&text, "standard input");
    }
    let path = Path::new(name);
    let is_path = path.extension().is_some_and(|end| end == "toml")
        || name.contains(['/', '\\'])
        || (path.is_file() && !Figure::names().any(|known| known == name));
    if is_path { Figure::read(path) } else { Figure::bundled(name) }
}

fn apply(figure: &mut Figure, arguments: &args::Look, dpi: f64) -> Result<()> {
    if let Some(width) = &arguments.width {
        figure.sheet.width = width.parse().map_err(|flaw| usage(flaw, "--width"))?;
    }
    let settled = |length: Length| length.of_sheet(dpi).map(|side| Length::Millimetres(side.0));
    figure.sheet.width = settled(figure.sheet.width).map_err(|flaw| usage(flaw, "--width"))?;
    if let Some(bounds) = &arguments.bounds {
        let bounds: Bounds = bounds.parse().map_err(|flaw| usage(flaw, "--bounds"))?;
        figure.extent = Extent::Bounds(bounds);
    }
    if let Some(theme) = &arguments.theme {
        theme.clone_into(&mut figure.sheet.theme);
    }
    if let Some(ground) = arguments.background {
        figure.sheet.background = match ground {
            args::Ground::Theme => Background::Theme,
            args::Ground::None => Background::None,
        };
    }
    if let Some(written) = &arguments.as_of {
        figure.as_of = Some(day(written)?);
    }
    if let Some(view) = &arguments.worldview {
        figure.worldview = Some(worldview(view)?);
    }
    if let Some(names) = &arguments.names {
        figure.labels.names = Some(names.parse().map_err(|flaw| usage(flaw, "--names"))?);
    }
    apply_to_zones(figure, arguments)?;
    let own = arguments.layer.iter().map(|path| Layer::of(Source::File(path.clone())));
    figure.layers.extend(own);
    Ok(())
}

fn worldview(name: &str) -> Result<String> {
    if WORLDVIEWS.contains(&name) {
        return Ok(name.to_owned());
    }
    let flaw = Flaw::new(format!("unknown worldview `{name}`")).known(name, &WORLDVIEWS);
    Err(usage(flaw, "--worldview"))
}

fn apply_to_zones(figure: &mut Figure, arguments: &args::Look) -> Result<()> {
    apply_breadths(figure, &arguments.breadth)?;
    arguments.overlap.map_or(Ok(()), |policy| set_overlap(figure, policy))
}

/// A day as written: `2020-10-17`.
pub(super) fn day(written: &str) -> Result<Date> {
    written.parse().map_err(|what: String| usage(Flaw::new(what), "--as-of"))
}

/// Gives the figure other breadths, plain ones for all states and those of single ones: a what-if, which it says.
pub(super) fn apply_breadths(figure: &mut Figure, written: &[String]) -> Result<()> {
    let (mut all, mut own) = (Vec::new(), BTreeMap::new());
    for text in written {
        let checked = |number| breadth(number).map_err(|flaw| usage(flaw, "--breadth"));
        match text.split_once('=') {
            None => all.push(checked(text)?),
            Some((state, number)) => {
                let number = checked(number)?;
                if own.insert(state.trim().to_owned(), number).is_some() {
                    let flaw = Flaw::new(format!("two breadths for `{}`", state.trim()));
                    return Err(usage(flaw.hint("give one of each state"), "--breadth"));
                }
            }
        }
    }
    if written.is_empty() {
        return Ok(());
    }
    let zones = figure.zones.get_or_insert_with(ZonesOptions::default);
    zones.scenario = true;
    zones.own_breadths.extend(own);
    if !all.is_empty() {
        all.sort_by(|a: &NauticalMiles, b| a.0.total_cmp(&b.0));
        all.dedup();
        zones.breadths = all;
    }
    Ok(())
}

/// Gives the figure's waters another policy where two states' meet.
pub(super) fn set_overlap(figure: &mut Figure, policy: args::Policy) -> Result<()> {
    let zones = figure.zones.as_mut().ok_or_else(|| {
        let flaw = Flaw::new(format!("the figure `{}` has no waters", figure.name));
        usage(flaw.hint("give --breadth too"), "--overlap")
    })?;
    zones.overlap = match policy {
        args::Policy::Median => Overlap::Median,
        args::Policy::Overlap => Overlap::Overlap,
        args::Policy::Keep => Overlap::Keep,
    };
    Ok(())
}

/// A breadth as written: `12`, `12nm`.
pub(super) fn breadth(text: &str) -> std::result::Result<NauticalMiles, Flaw> {
    let number = text.trim().trim_end_matches("nm").trim();
    let number: f64 = number.parse().map_err(|_| {
        Flaw::new(format!("`{text}` is not a breadth")).hint("nautical miles: --breadth 12")
    })?;
    check_breadth(number)
}

/// A wrong value of an option.
pub(super) fn usage(flaw: Flaw, option: &str) -> Error {
    let error = Error::usage(flaw.message).at(Place::default().part(option));
    match flaw.hint {
        Some(hint) => error.hint(hint),
        None => error,
    }
}
