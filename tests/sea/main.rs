//! Maritime zones against closed forms and against the definition itself.

mod accuracy;
mod coast;
mod truth;
