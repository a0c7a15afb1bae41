//! Views on the bundled data: complete, sourced, dated, and different from each other.
