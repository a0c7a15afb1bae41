//! `periplus zones`: a figure or a coast in, its waters as GeoJSON out.

use super::args::{CommandLine, Zones};
use super::messages::Messages;
use super::text_output::{Content, TextOutput};
use super::{inputs, limits, render, waters};
use periplus::error::{Error, Result};
use periplus::export::{self, Nesting};
use periplus::survey::survey;

/// Writes the zones to the file asked for, or to standard output.
///
/// Errors: `Usage` for a file that is read too.
pub(super) fn run(arguments: &Zones, line: &CommandLine, messages: &Messages) -> Result<()> {
    let figure = waters::of_zones(arguments, &limits::of_line(line)?)?;
    let inputs = [figure.files_read(), inputs::of_line(line)].concat();
    let output = TextOutput::of(&arguments.output, &inputs)?;
    let survey = survey(&figure, &render::geodata(line)?)?;
    let nesting = if arguments.rings { Nesting::Rings } else { Nesting::Belts };
    let text = match arguments.bands {
        true if survey.known.is_none() => {
            return Err(Error::usage("how exactly the coast is known is not said")
                .hint("add --coast-accuracy, such as --coast-accuracy 500m"));
        }
        true => export::bands(&survey)?,
        false => export::geojson(&survey, nesting, arguments.lines)?,
    };
    let note = output.write(text, Content::Data)?;
    survey.warnings.iter().for_each(|warning| messages.warning(warning));
    note.iter().for_each(|note| messages.note(note));
    Ok(())
}
