//! `periplus compare`: a figure under two choices in; what each state has under both, and what passes from whom to whom, out.

mod tables;

use super::args::{self, CommandLine, Compare, CompareFormat};
use super::messages::Messages;
use super::text_output::{Content, TextOutput};
use super::{inputs, limits, render, waters};
use periplus::comparison::{self, Comparison};
use periplus::error::{Error, Place, Result};
use periplus::figure::Figure;
use periplus::survey::{Survey, survey};

/// What is compared, and how it came about.
pub(super) struct Comparing<'a> {
    pub(super) comparison: &'a Comparison,
    pub(super) surveys: [&'a Survey; 2],
    /// The options of A and of B, as they were written.
    pub(super) said: [&'a str; 2],
}

/// Writes the comparison to the file asked for, or to standard output.
///
/// Errors: `Usage` for options that `areas` does not have, and for a file that is read too.
pub(super) fn run(arguments: &Compare, line: &CommandLine, messages: &Messages) -> Result<()> {
    let figures = [("--a", &arguments.a), ("--b", &arguments.b)]
        .map(|(option, said)| figure(arguments, line, (option, said)));
    let [a, b] = figures;
    let [a, b] = [a?, b?];
    let inputs = [a.files_read(), b.files_read(), inputs::of_line(line)].concat();
    let output = TextOutput::of(&arguments.output, &inputs)?;
    let geodata = render::geodata(line)?;
    let surveys = [survey(&a, &geodata)?, survey(&b, &geodata)?];
    let comparison = comparison::compare(&surveys[0], &surveys[1])?;
    let said = [&arguments.a, &arguments.b].map(|said| match said.trim() {
        "" => "the figure as it is",
        said => said,
    });
    let comparing =
        Comparing { comparison: &comparison, surveys: [&surveys[0], &surveys[1]], said };
    let text = match arguments.format {
        CompareFormat::Table => tables::as_table(&comparing),
        CompareFormat::Markdown => tables::as_markdown(&comparing),
        CompareFormat::Csv => tables::as_csv(&comparing),
        CompareFormat::Json => tables::as_json(&comparing)?,
        CompareFormat::Geojson => {
            let [a, b] = [0, 1].map(|place| (&surveys[place], said[place]));
            comparison::geojson(&comparison, [a, b])?
        }
    };
    let content = Content::csv_if(arguments.format == CompareFormat::Csv);
    let note = output.write(text, content)?;
    let mut warned = Vec::new();
    for warning in surveys.iter().flat_map(|survey| &survey.warnings) {
        if !warned.contains(&warning) {
            messages.warning(warning);
            warned.push(warning);
        }
    }
    note.iter().for_each(|note| messages.note(note));
    Ok(())
}

/// The figure under the options of one side.
fn figure(arguments: &Compare, line: &CommandLine, (option, said): (&str, &str)) -> Result<Figure> {
    let at = Place::default().part(option);
    let wrong = |message: String| {
        Error::usage(message)
            .at(at.clone())
            .hint("write options that say how waters are computed, such as --a \"--effect Kastellorizo=0.5\"")
    };
    let words = words(said).ok_or_else(|| wrong("a quotation mark is not closed".to_owned()))?;
    let options = args::options(words).map_err(|error| {
        let text = error.to_string();
        let first = text.lines().next().unwrap_or_default();
        wrong(first.trim_start_matches("error: ").to_owned())
    })?;
    waters::of_figure(&arguments.figure, &options, &limits::of_line(line)?)
}

/// The words of a text, parted by white space that stands in no quotation marks; none where one is not closed.
fn words(text: &str) -> Option<Vec<String>> {
    let (mut words, mut word, mut quote): (Vec<String>, Option<String>, Option<char>) =
        (Vec::new(), None, None);
    for c in text.chars() {
        match quote {
            Some(mark) if c == mark => quote = None,
            Some(_) => word.get_or_insert_default().push(c),
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            None => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_keep_words_together() {
        let two = ["--effect", "A b=enclave 6"].map(str::to_owned).to_vec();
        assert_eq!(words(" --effect 'A b=enclave 6' "), Some(two.clone()));
        assert_eq!(words("--effect \"A b\"=\"enclave 6\""), Some(two));
        assert_eq!(words(""), Some(Vec::new()));
        assert_eq!(words("'a"), None);
    }
}
