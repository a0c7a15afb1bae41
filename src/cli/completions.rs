//! `periplus completions`: a script for a shell out, which asks this program what may follow; and the answers.

use super::{args, print};
use clap_complete::CompleteEnv;
use clap_complete::env::Shells;
use periplus::error::{Error, Result};
use std::ffi::OsString;
use std::{env, process};

/// The variable by which a script asks.
const ASKS: &str = "PERIPLUS_COMPLETE";
/// What the program is called.
const PROGRAM: &str = "periplus";

/// Answers a script that asks what may follow, and ends; returns where nothing asks.
pub(super) fn answer(words: &[OsString]) {
    let asked = CompleteEnv::with_factory(args::command).var(ASKS);
    let folder = env::current_dir().ok();
    match asked.try_complete(words.iter().cloned(), folder.as_deref()) {
        Ok(false) => {}
        Ok(true) => process::exit(0),
        Err(error) => error.exit(),
    }
}

/// Prints the script for a shell.
///
/// Errors: `Usage` for a shell that there is none for.
pub(super) fn script(shell: &str) -> Result<()> {
    let shells = Shells::builtins();
    let shell = shells.completer(shell);
    let shell = shell.ok_or_else(|| Error::usage("there are no completions for this shell"))?;
    let mut script = Vec::new();
    let written = shell.write_registration(ASKS, PROGRAM, PROGRAM, PROGRAM, &mut script);
    written.map_err(|error| Error::render("the completions cannot be written").cause(error))?;
    print(&script)
}
