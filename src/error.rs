//! What can go wrong, and what is left out: the types are the sea's, the same for all stages. And the name that was meant.

pub use periplus_sea::error::{Error, ErrorKind, Place, Result, Warning};

/// The known name nearest to `word`, if one is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LEAST_LIKENESS: f64 = 0.6;
    known
        .into_iter()
        .map(|name| (strsim::normalized_damerau_levenshtein(word, name), name))
        .filter(|(likeness, _)| *likeness >= LEAST_LIKENESS)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_across_one_slip() {
        assert_eq!(nearest("agean", ["caucasus", "aegean", "ionian"]), Some("aegean"));
        assert_eq!(nearest("zzz", ["caucasus", "aegean"]), None);
    }
}
