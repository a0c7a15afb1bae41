//! The stages of a figure with their time: a stopwatch in, a table and the report's numbers out.

use serde::Serialize;
use std::collections::BTreeMap;
use std::time::Instant;

/// The time that each stage took.
#[derive(Debug, Default)]
pub(super) struct Timings {
    stages: Vec<(&'static str, f64, String)>,
    last: Option<Instant>,
}

/// Milliseconds by stage.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Milliseconds(BTreeMap<&'static str, f64>);

impl Timings {
    /// The stages that [`Timings::note`] will tell of start now.
    pub(super) fn begin(&mut self) {
        self.last = Some(Instant::now());
    }

    /// A stage has ended, and the next begins; `count` is what came out of it, in words.
    pub(super) fn note(&mut self, stage: &'static str, count: String) {
        let now = Instant::now();
        let begun = self.last.replace(now).unwrap_or(now);
        self.stages.push((stage, (now - begun).as_secs_f64() * 1e3, count));
    }

    /// Runs a stage and notes its time, and in `count` words what came out.
    pub(super) fn measure<T>(
        &mut self,
        stage: &'static str,
        run: impl FnOnce() -> T,
        count: impl FnOnce(&T) -> String,
    ) -> T {
        let begin = Instant::now();
        let outcome = run();
        let milliseconds = begin.elapsed().as_secs_f64() * 1e3;
        self.stages.push((stage, milliseconds, count(&outcome)));
        outcome
    }

    /// A line for each stage and the sum.
    pub(super) fn table(&self, figure: &str) -> Vec<String> {
        let sum: f64 = self.stages.iter().map(|(_, milliseconds, _)| milliseconds).sum();
        let row = |stage: &str, milliseconds: f64, count: &str| {
            format!("  {stage:<10} {milliseconds:>9.1} ms  {count}").trim_end().to_owned()
        };
        let stages = self.stages.iter().map(|(stage, time, count)| row(stage, *time, count));
        [figure.to_owned()].into_iter().chain(stages).chain([row("total", sum, "")]).collect()
    }

    /// The numbers for the report, to a thousandth of a millisecond.
    pub(super) fn milliseconds(&self) -> Milliseconds {
        let rounded = |time: f64| (time * 1e3).round() / 1e3;
        let stages = self.stages.iter().map(|(stage, time, _)| (*stage, rounded(*time)));
        Milliseconds(stages.collect())
    }
}
