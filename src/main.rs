//! The `periplus` command: reads the command line, runs it, tells what went wrong.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(cli::run(std::env::args_os().collect()))
}
