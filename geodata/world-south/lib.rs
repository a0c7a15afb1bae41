//! Coasts and land boundaries of the earth, south of 27° N: tiles for [`periplus`], which reads them. Made by tools/make from
//! GSHHG 2.3.6 and Natural Earth 5.
//!
//! [`periplus`]: https://crates.io/crates/periplus

#![no_std]

/// The fine level: the table of its tiles, and those of the southern rows. [`periplus-world-north`] has the others.
///
/// [`periplus-world-north`]: https://crates.io/crates/periplus-world-north
pub static FINE: &[u8] = include_bytes!("fine.tiles");

/// The medium level, all of the earth.
pub static MEDIUM: &[u8] = include_bytes!("medium.tiles");
