//! Many figures in, the files of each written as it is done; one that cannot be drawn keeps no other from it.

use super::destination;
use super::drawing::{Finished, Setting, finish};
use super::exit_code::exit_code;
use super::messages::Messages;
use super::request::Asked;
use super::{caught, jobs};
use periplus::error::{ErrorKind, Result};
use periplus::figure::listed;
use periplus::scene::Scene;
use std::path::PathBuf;

/// What was made of the figures of a command.
#[derive(Default)]
pub(super) struct Made {
    pub(super) reports: Vec<super::report::Report>,
    /// Sheets of which no files are made.
    pub(super) scenes: Vec<Scene>,
    /// How many were written.
    pub(super) drawn: usize,
    /// Those that were not, as the user names them.
    pub(super) failed: Vec<String>,
}

/// A figure whose files are written, or why they are not.
type Outcome = (String, Result<(Finished, Vec<PathBuf>)>);

/// Draws figures, so many at once. What is said of them is said in their order, and nothing depends on how many are drawn at once.
///
/// Errors: none of a single figure's.
pub(super) fn draw(
    figures: Vec<Asked>,
    setting: &Setting,
    (jobs, timings): (usize, bool),
    messages: &Messages,
) -> Result<Made> {
    let mut made = Made::default();
    jobs::in_order(
        figures,
        jobs,
        |asked| written(asked, setting),
        |(name, outcome)| {
            let of_figure = messages.of(&name);
            match outcome {
                Ok((finished, paths)) => {
                    finished.notices.iter().for_each(|notice| of_figure.note(notice));
                    finished.warnings.iter().for_each(|warning| of_figure.warning(warning));
                    if timings {
                        messages.table(&finished.timings.table(&finished.name));
                    }
                    paths
                        .iter()
                        .for_each(|path| messages.note(&format!("wrote {}", path.display())));
                    made.reports.extend(finished.report);
                    made.scenes.extend(finished.scene);
                    made.drawn += 1;
                }
                Err(error) => {
                    of_figure.error(&error);
                    made.failed.push(name);
                }
            }
            Ok(())
        },
    )?;
    Ok(made)
}

/// Draws a figure and writes its files: all of them, or none.
fn written(Asked { name, request }: Asked, setting: &Setting) -> Outcome {
    let outcome = caught(|| {
        let mut finished = finish(request?, setting)?;
        let outputs = std::mem::take(&mut finished.outputs);
        destination::write(&outputs)?;
        Ok((finished, outputs.into_iter().filter_map(|output| output.path).collect()))
    });
    (name, outcome)
}

impl Made {
    /// How many of several figures were written, and which were not.
    pub(super) fn summary(&self) -> String {
        let all = self.drawn + self.failed.len();
        match self.failed.is_empty() {
            true if all == 0 => "no figure falls to this share".to_owned(),
            true if all == 1 => "wrote 1 figure".to_owned(),
            true => format!("wrote all {} figures", self.drawn),
            false => format!("wrote {} of {all} figures; not {}", self.drawn, listed(&self.failed)),
        }
    }

    /// 1 if one was not drawn, whatever was wrong with it.
    pub(super) fn code(&self) -> u8 {
        if self.failed.is_empty() { 0 } else { exit_code(ErrorKind::Render) }
    }
}
