//! Maritime zones against closed forms and against the definition itself.

mod accuracy;
mod closed_forms;
mod coast;
mod input;
mod policies;
mod truth;
