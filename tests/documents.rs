//! Figures in documents: what goes in and what comes out of `document`, `pandoc` and `mdbook`, by the binary.
//! A host (pandoc, mdBook, Typst) that is not installed is named by its test, which then is skipped, or fails in CI.

mod absent;
#[path = "documents/cache.rs"]
mod cache;
#[path = "documents/guide.rs"]
mod guide;
#[path = "documents/host.rs"]
mod host;
#[path = "documents/markdown.rs"]
mod markdown;
#[path = "documents/mdbook.rs"]
mod mdbook;
#[path = "documents/pandoc.rs"]
mod pandoc;
