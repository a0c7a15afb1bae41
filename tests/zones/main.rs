//! The commands `zones`, `areas` and `points`: what they compute against closed forms, published shares, the law and RFC 7946.

#![expect(clippy::disallowed_methods, reason = "an oracle of its own, held within a tolerance")]

#[path = "../absent/mod.rs"]
mod absent;
mod areas;
mod baselines;
mod cache;
mod claims;
mod command;
mod constructed;
mod delimitation;
mod diagnostics;
mod export;
mod joining;
mod law;
mod lone_islands;
mod points;
mod sovereigns;
mod system;
mod uncertainty;
#[path = "../../crates/periplus-sea/tests/sea/validity.rs"]
mod validity;
mod words;
