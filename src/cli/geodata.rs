//! `periplus geodata`: the layers that maps are drawn from, with how far they reach; or one of them as GeoJSON.

use super::args::{self, CommandLine};
use super::destination::{self, Output};
use super::messages::Messages;
use super::printable::printable;
use super::request::{DASH, usage};
use super::{inputs, print, render};
use periplus::error::{Result, Warning};
use periplus::geodata::{Feature, Geodata, geojson};
use periplus::projection::Bounds;
use std::path::{Path, PathBuf};

/// Lists the layers, or writes one to the file asked for, or to standard output.
pub(super) fn run(
    arguments: &args::Geodata,
    line: &CommandLine,
    messages: &Messages,
) -> Result<()> {
    let geodata = render::geodata(line)?;
    match &arguments.layer {
        Some(layer) => {
            let path = (arguments.output != Path::new(DASH)).then(|| arguments.output.clone());
            destination::check_outputs(path.as_slice(), &inputs::of_line(line))?;
            write(layer, path, arguments, &geodata, messages)
        }
        None => print(printable(&list(&geodata)?).as_bytes()),
    }
}

/// A line for each layer: name, number of features, reach where it is stated, title.
fn list(geodata: &Geodata) -> Result<String> {
    let catalogue = geodata.catalogue()?;
    // what reaches further than the region has it
    let earth = geodata.everywhere();
    let of_earth = earth.as_ref().unwrap_or(geodata);
    let mut rows = Vec::new();
    for name in geodata.names() {
        let entry = catalogue.layer(name);
        let count = match entry.and_then(|entry| entry.features) {
            Some(count) => count.to_string(),
            None => geodata.layer(name)?.len().to_string(),
        };
        let title = entry.map_or("", |entry| entry.title.as_str()).to_owned();
        let reach =
            of_earth.stated_reach(name)?.map_or("–".to_owned(), |reach| reach.to_string());
        rows.push([name.to_owned(), count, reach, title]);
    }
    Ok(aligned(&rows))
}

/// Rows in columns two blanks apart; numbers, in the second, end together.
fn aligned(rows: &[[String; 4]]) -> String {
    let width = |column: usize| {
        rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default()
    };
    let (names, counts, reaches) = (width(0), width(1), width(2));
    let lines = rows.iter().map(|[name, count, reach, title]| {
        let line = format!("{name:<names$}  {count:>counts$}  {reach:<reaches$}  {title}");
        line.trim_end().to_owned() + "\n"
    });
    lines.collect()
}

fn write(
    layer: &str,
    path: Option<PathBuf>,
    arguments: &args::Geodata,
    geodata: &Geodata,
    messages: &Messages,
) -> Result<()> {
    let bounds = arguments.bounds.as_ref().map(|written| written.parse::<Bounds>());
    let bounds = bounds.transpose().map_err(|flaw| usage(flaw, "--bounds"))?;
    let earth = bounds.as_ref().map(|bounds| geodata.reaching(&bounds.rectangle())).transpose()?;
    let geodata = earth.as_ref().and_then(Option::as_ref).unwrap_or(geodata);
    let features = geodata.layer(layer)?;
    let chosen: Vec<&Feature> = match &bounds {
        Some(bounds) => {
            features.iter().filter(|feature| feature.meets(&bounds.rectangle())).collect()
        }
        None => features.iter().collect(),
    };
    if let Some(bounds) = bounds {
        let reach = geodata.stated_reach(layer)?;
        let gap = reach.and_then(|reach| reach.gap(&bounds.rectangle().0));
        gap.iter().for_each(|gap| messages.warning(&Warning::new(format!("`{layer}`: {gap}"))));
    }
    let bytes = geojson(chosen).into_bytes();
    let note = path.as_ref().map(|path| format!("wrote {}", path.display()));
    destination::write(&[Output { path, bytes }])?;
    note.iter().for_each(|note| messages.note(note));
    Ok(())
}
