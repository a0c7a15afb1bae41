//! `periplus render`: figures in, files out. Everything of a figure is drawn before any of its files gets its name.

use super::args::{CommandLine, Outcome, Render};
use super::destination::{self, Output};
use super::drawing::{Finished, Setting, finish};
use super::messages::Messages;
use super::request::{Asked, DASH};
use super::selection::{self, Shard};
use super::{batch, caught, inputs, jobs, limits};
use periplus::error::{Error, Result};
use periplus::geodata::Geodata;
use periplus::geodata::cache::Cache;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Figures that one command draws, and what else it reads and writes.
pub(super) struct Batch {
    pub(super) figures: Vec<Asked>,
    /// How many are drawn at once, where the command may draw several; none for one alone.
    pub(super) jobs: Option<usize>,
    /// Files that are written with the figures.
    pub(super) beside: Vec<Output>,
    /// Files that are read besides those that the figures name.
    pub(super) inputs: Vec<PathBuf>,
    pub(super) geodata: Geodata,
}

/// Draws the figures asked for; the exit code.
pub(super) fn run(arguments: &Render, line: &CommandLine, messages: &Messages) -> Result<u8> {
    let limits = limits::of_line(line)?;
    let shard = arguments.many.shard.as_deref().map(Shard::read).transpose()?;
    let jobs = jobs::number(arguments.many.jobs.as_deref())?;
    let mut names = selection::names(&arguments.figures, limits.text())?;
    let is_alone = names.len() == 1 && shard.is_none() && !selection::has_list(&arguments.figures);
    if let Some(shard) = shard {
        names.retain(|name| shard.has(&name.written));
    }
    let figures = selection::requests(&names, &arguments.look, &limits);
    let lists = selection::lists(&arguments.figures);
    let (beside, inputs) = (Vec::new(), lists.chain(inputs::of_line(line)).collect());
    let jobs = (!is_alone).then_some(jobs);
    let batch = Batch { figures, jobs, beside, inputs, geodata: geodata(line)? };
    draw(batch, &arguments.result, messages)
}

/// Draws figures and writes them with what was asked of them, and other files beside them. Of a figure all files are written
/// or none; of several figures those of each as it is done, and if one could not be drawn the exit code is 1, whatever was
/// wrong with it.
///
/// Errors: `Usage` for outputs that contradict each other or what is read; what is wrong with a figure, if it is the only
/// one; `Render` for what cannot be written.
pub(super) fn draw(batch: Batch, arguments: &Outcome, messages: &Messages) -> Result<u8> {
    let Batch { mut figures, jobs, beside, mut inputs, geodata } = batch;
    let (destination, formats) = destination::plan(arguments, figures.len())?;
    let has_report = arguments.report.is_some();
    let is_told_where = arguments.output.is_some();
    let setting = Setting { geodata, destination, formats, has_report, is_told_where };
    let requests = figures.iter().filter_map(|asked| asked.request.as_ref().ok());
    let mut outputs: Vec<PathBuf> = requests.clone().flat_map(|it| setting.paths_of(it)).collect();
    let report = arguments.report.iter().filter(|path| path.as_path() != Path::new(DASH));
    outputs.extend(report.chain(beside.iter().filter_map(|file| file.path.as_ref())).cloned());
    inputs.extend(requests.flat_map(inputs::of_request));
    destination::check_outputs(&outputs, &inputs)?;
    let Some(jobs) = jobs else {
        let Some(alone) = figures.pop() else { return Ok(0) };
        let request = alone.request?;
        let finished = caught(|| finish(request, &setting))?;
        return write(finished, beside, arguments, messages).map(|()| 0);
    };
    let made = batch::draw(figures, &setting, (jobs, arguments.timings), messages)?;
    if let (Some(path), true) = (&arguments.report, made.drawn > 0 || made.failed.is_empty()) {
        let path = (path != Path::new(DASH)).then(|| path.clone());
        destination::write(&[Output { path, bytes: json(&made.reports)? }])?;
    }
    messages.note(&made.summary());
    Ok(made.code())
}

/// The bundled layers, or those of `--geodata`; computed zones are kept in the user's cache folder.
pub(super) fn geodata(line: &CommandLine) -> Result<Geodata> {
    let geodata = match &line.geodata {
        Some(folder) => Geodata::from_folder(folder)?,
        None => Geodata::bundled(),
    };
    let folder = dirs::cache_dir().filter(|_| !line.no_cache);
    let cache = folder.map(|folder| Cache::in_folder(folder.join("periplus").join("zones")));
    Ok(geodata.with_cache(cache.unwrap_or_default()))
}

/// Writes a figure that is drawn alone, with what goes beside it.
fn write(
    mut figure: Finished,
    beside: Vec<Output>,
    arguments: &Outcome,
    messages: &Messages,
) -> Result<()> {
    figure.notices.iter().for_each(|notice| messages.note(notice));
    figure.warnings.iter().for_each(|warning| messages.warning(warning));
    if arguments.timings {
        messages.table(&figure.timings.table(&figure.name));
    }
    let mut outputs = std::mem::take(&mut figure.outputs);
    outputs.extend(beside);
    let written: Vec<PathBuf> = outputs.iter().filter_map(|output| output.path.clone()).collect();
    if let (Some(path), Some(report)) = (&arguments.report, &figure.report) {
        let path = (path != Path::new(DASH)).then(|| path.clone());
        outputs.push(Output { path, bytes: json(report)? });
    }
    if outputs.iter().filter(|output| output.path.is_none()).count() > 1 {
        return Err(Error::usage("only one thing can go to standard output")
            .hint("give -o, --figure or --report a file"));
    }
    destination::write(&outputs)?;
    written.iter().for_each(|path| messages.note(&format!("wrote {}", path.display())));
    Ok(())
}

/// An object for a figure that is drawn alone, a list for several.
fn json(reports: &impl Serialize) -> Result<Vec<u8>> {
    let text = serde_json::to_string_pretty(reports);
    let text = text.map_err(|error| Error::render("cannot write the report").cause(error))?;
    Ok((text + "\n").into_bytes())
}
