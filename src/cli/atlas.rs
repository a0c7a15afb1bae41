//! `periplus atlas`: an atlas file in, a page a row out, each in files of its own or all in one PDF.

use super::args::{Atlas, CommandLine};
use super::destination::{self, Output};
use super::drawing::Setting;
use super::messages::Messages;
use super::render::{self, Batch};
use super::request::{self, Asked, DASH};
use super::selection::Shard;
use super::{batch, inputs, jobs, limits};
use periplus::atlas;
use periplus::error::{Error, Result};
use periplus::figure::Reads;
use periplus::output::{Format, pdf};
use std::path::{Path, PathBuf};

/// Draws the pages; the exit code.
///
/// Errors: what is wrong with the atlas as a whole; as [`render::draw`].
pub(super) fn run(arguments: &Atlas, line: &CommandLine, messages: &Messages) -> Result<u8> {
    let limits = limits::of_line(line)?;
    let shard = arguments.many.shard.as_deref().map(Shard::read).transpose()?;
    let jobs = jobs::number(arguments.many.jobs.as_deref())?;
    let geodata = render::geodata(line)?;
    let file = atlas::Atlas::read(&arguments.atlas, &limits)?;
    let atlas::Pages { all: mut pages, warnings, .. } = file.pages(&geodata)?;
    warnings.iter().for_each(|warning| messages.warning(warning));
    if let Some(shard) = shard {
        pages.retain(|page| shard.has(page.name.as_ref()));
    }
    let reads = Reads::default();
    let asked = |page: atlas::Page| {
        let mut request =
            page.figure.and_then(|figure| request::with_options(figure, arguments.look.clone()));
        if let Ok(request) = &mut request {
            request.figure.share_reads(&reads);
        }
        Asked { name: page.name, request }
    };
    let figures: Vec<Asked> = pages.into_iter().map(asked).collect();
    let inputs: Vec<PathBuf> = [file.files(), inputs::of_line(line)].concat();
    if !arguments.single {
        let batch = Batch { figures, jobs: Some(jobs), beside: Vec::new(), inputs, geodata };
        return render::draw(batch, &arguments.result, messages);
    }
    let path = one_file(arguments)?;
    let of_pages = figures.iter().filter_map(|asked| asked.request.as_ref().ok());
    let inputs: Vec<PathBuf> = of_pages.flat_map(inputs::of_request).chain(inputs).collect();
    destination::check_outputs(path.as_slice(), &inputs)?;
    let setting = Setting::of_scenes(geodata);
    let made = batch::draw(figures, &setting, (jobs, arguments.result.timings), messages)?;
    if made.drawn > 0 {
        let note = path.as_ref().map(|path| format!("wrote {}", path.display()));
        destination::write(&[Output { path, bytes: pdf::pages(&made.scenes)? }])?;
        note.iter().for_each(|note| messages.note(note));
    }
    messages.note(&made.summary());
    Ok(made.code())
}

/// The one file of all pages; none for standard output.
///
/// Errors: `Usage` for options that ask for something else.
fn one_file(arguments: &Atlas) -> Result<Option<PathBuf>> {
    let result = &arguments.result;
    if result.format.iter().any(|format| *format != Format::PDF) || result.report.is_some() {
        return Err(Error::usage("--single writes one PDF and nothing else")
            .hint("leave out -f and --report, or --single"));
    }
    let stem = arguments.atlas.file_stem().unwrap_or_default();
    let name = Path::new(stem).with_extension("pdf");
    let Some(path) = &result.output else { return Ok(Some(Path::new("output").join(name))) };
    if path == Path::new(DASH) {
        return Ok(None);
    }
    match (Format::of_path(path), path.extension()) {
        (Some(format), _) if format == Format::PDF => Ok(Some(path.clone())),
        (None, None) => Ok(Some(path.join(name))),
        _ => Err(Error::usage(format!("`{}` is no PDF", path.display()))
            .hint("give -o a name ending in .pdf, or a folder")),
    }
}
