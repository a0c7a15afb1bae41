//! Maritime zones against closed forms and against the definition itself.

#![expect(clippy::disallowed_methods, reason = "an oracle of its own, held within a tolerance")]
#![allow(
    clippy::print_stdout,
    reason = "measured errors are printed for the reader of `--nocapture`"
)]

mod accuracy;
mod closed_forms;
mod coast;
mod crowds;
mod density;
mod effects;
mod evaluation;
mod extremes;
mod geodesy;
mod input;
mod joining;
mod measure;
mod points;
mod policies;
mod properties;
mod truth;
mod validity;
