//! Coasts and land boundaries of the earth, north of 27° N: tiles for [`periplus`], which reads them. Made by tools/make from
//! GSHHG 2.3.6 and Natural Earth 5.
//!
//! [`periplus`]: https://crates.io/crates/periplus

#![no_std]

/// The fine level: the tiles of the northern rows, whose table [`periplus-world-south`] has.
///
/// [`periplus-world-south`]: https://crates.io/crates/periplus-world-south
pub static FINE: &[u8] = include_bytes!("fine.tiles");
