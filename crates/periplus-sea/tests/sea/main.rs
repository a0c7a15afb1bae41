//! Maritime zones against closed forms and against the definition itself.
#![allow(
    clippy::print_stdout,
    reason = "measured errors are printed for the reader of `--nocapture`"
)]

mod accuracy;
mod closed_forms;
mod coast;
mod density;
mod extremes;
mod geodesy;
mod input;
mod measure;
mod policies;
mod properties;
mod truth;
mod validity;
