//! `periplus manual`: the description of the command line in, one manual page with all commands out (roff, section 1).

use clap::Command;
use clap_mangen::Man;
use periplus::error::{Error, Result};
use std::io;

/// The page. It says no day: the same program gives the same bytes.
pub(super) fn page(mut line: Command) -> Result<Vec<u8>> {
    line.build();
    let mut page = Vec::new();
    written(&line, &mut page)
        .map_err(|error| Error::render("the manual page cannot be written").cause(error))?;
    Ok(page)
}

fn written(line: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let whole = Man::new(line.clone()).manual("Periplus Manual");
    whole.render_title(page)?;
    whole.render_name_section(page)?;
    whole.render_synopsis_section(page)?;
    whole.render_description_section(page)?;
    whole.render_options_section(page)?;
    for command in line.get_subcommands().filter(|command| command.get_name() != "help") {
        page.extend(section(command)?);
    }
    whole.render_extra_section(page)
}

/// The section of a command: what it does, how it is called, its options.
fn section(command: &Command) -> io::Result<Vec<u8>> {
    let man = Man::new(command.clone());
    let mut parts = Vec::new();
    man.render_description_section(&mut parts)?;
    man.render_synopsis_section(&mut parts)?;
    man.render_options_section(&mut parts)?;
    let heading = format!(".SH {}\n", command.get_name().to_uppercase());
    let parts = String::from_utf8_lossy(&parts)
        .replacen(".SH DESCRIPTION\n", &heading, 1)
        .replace(".SH ", ".SS ")
        .replacen(&heading.replace(".SH ", ".SS "), &heading, 1);
    Ok(parts.into_bytes())
}
