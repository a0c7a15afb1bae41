//! The command line in, files and messages out: the only place that knows clap, the terminal and
//! the clock. Messages go to standard error; results to files or standard output.

mod alternatives;
mod areas;
mod args;
mod atlas;
mod baselines;
mod batch;
mod check;
mod compare;
mod completions;
mod defect;
mod delimit;
mod destination;
mod document;
mod drawing;
#[allow(dead_code, reason = "for programs that hold this one: bindings/")]
pub(crate) mod embedded;
mod excerpt;
mod exit_code;
mod file_identity;
mod geodata;
mod inputs;
mod inspect;
mod jobs;
mod limits;
mod lists;
mod locate;
mod manual;
mod mcp;
mod mdbook;
mod messages;
mod method;
mod painted;
mod pandoc;
mod points;
mod printable;
mod recipe;
mod render;
mod report;
mod request;
mod selection;
mod sheet_cells;
mod stages;
mod standard_input;
mod standard_output;
mod text_output;
mod timings;
mod watch;
mod waters;
mod zones;

use args::{Command, CommandLine};
use defect::caught;
use exit_code::exit_code;
use messages::Messages;
use periplus::error::{Error, ErrorKind, Result};
use standard_output::print;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::panic;

/// Runs the command of these words, the program's name first; the exit code of the process.
pub(crate) fn run(words: Vec<OsString>) -> u8 {
    completions::answer(&words);
    let line = match args::parsed(words) {
        Ok(line) => line,
        Err(error) => {
            // Help and version go to standard output with 0, mistakes to standard error with 2.
            let told = error.print().and_then(|()| io::stdout().flush());
            let code = u8::try_from(error.exit_code()).unwrap_or(2);
            return if told.is_ok() { code } else { code.max(1) };
        }
    };
    let messages = Messages::new(line.quiet);
    match guarded(&line, &messages) {
        Ok(0) if line.strict && messages.have_warned() => {
            messages.error(&Error::input("there was a warning, and --strict lets none pass"));
            exit_code(ErrorKind::Input)
        }
        Ok(code) => code,
        Err(error) => {
            messages.error(&error);
            exit_code(error.kind)
        }
    }
}

/// Runs the command; a defect of ours ends as an error like any other, not as a crash.
fn guarded(line: &CommandLine, messages: &Messages) -> Result<u8> {
    panic::set_hook(Box::new(|_| {}));
    caught(|| dispatch(line, messages))
}

/// The exit code of the command.
fn dispatch(line: &CommandLine, messages: &Messages) -> Result<u8> {
    match &line.command {
        Command::Render(arguments) => return render::run(arguments, line, messages),
        Command::Atlas(arguments) => return atlas::run(arguments, line, messages),
        Command::Locate(arguments) => return locate::run(arguments, line, messages),
        Command::Watch(arguments) => match watch::run(arguments, line, messages)? {},
        Command::Zones(arguments) => zones::run(arguments, line, messages)?,
        Command::Areas(arguments) => areas::run(arguments, line, messages)?,
        Command::Points(arguments) => points::run(arguments, line, messages)?,
        Command::Baselines(arguments) => baselines::run(arguments, line, messages)?,
        Command::Compare(arguments) => compare::run(arguments, line, messages)?,
        Command::Delimit(arguments) => delimit::run(arguments, line, messages)?,
        Command::Method(arguments) => method::run(arguments, line, messages)?,
        Command::Figures(arguments) => lists::figures(arguments)?,
        Command::Themes(arguments) => lists::themes(arguments)?,
        Command::Schema(arguments) => lists::schema(arguments)?,
        Command::Geodata(arguments) => geodata::run(arguments, line, messages)?,
        Command::Sources(arguments) => lists::sources(arguments, line)?,
        Command::Document(arguments) => return document::run(arguments, line, messages),
        Command::Pandoc(arguments) => pandoc::run(arguments, line, messages)?,
        Command::Mdbook(arguments) => mdbook::run(arguments, line, messages)?,
        Command::Inspect(arguments) => inspect::run(arguments, line)?,
        Command::Check(arguments) => return check::run(arguments, line, messages),
        Command::Mcp(arguments) => mcp::run(arguments, (line, dispatch), messages)?,
        Command::Completions(arguments) => completions::script(&arguments.shell)?,
        Command::Manual => print(&manual::page(args::command())?)?,
    }
    Ok(0)
}
