//! The `periplus` command.

fn main() {}
