//! Figures as the command line lists them in: names, paths and `@list.txt`; each of them, or a share of them, out.

use super::args::Look;
use super::request::{Asked, DASH, request, usage};
use periplus::error::{Error, Flaw, Place, Result};
use periplus::figure::{Figure, Limits, Reads};
use periplus::files::{self, Limit};
use periplus::provenance::sha256;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// What the name of a list begins with.
const LIST: char = '@';
/// What a line that says nothing begins with.
const COMMENT: char = '#';

/// A figure that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// As it is written, on the command line or in its list: by this it falls to a shard.
    pub(super) written: OsString,
    /// As it is found from the working folder.
    pub(super) found: OsString,
}

/// All figures of the words, those of lists where the lists stand.
///
/// Errors: `Missing` for a list that cannot be read, `Input` for one that names nothing, or what no list may name.
pub(super) fn names(words: &[OsString], limit: Limit) -> Result<Vec<Name>> {
    let mut names = Vec::new();
    for word in words {
        match word.to_str().and_then(|word| word.strip_prefix(LIST)) {
            Some(list) => names.extend(of_list(list, limit)?),
            None => names.push(Name { written: word.clone(), found: word.clone() }),
        }
    }
    Ok(names)
}

/// Whether one of the words is a list.
pub(super) fn has_list(words: &[OsString]) -> bool {
    words.iter().any(|word| word.to_str().is_some_and(|word| word.starts_with(LIST)))
}

/// The files of the lists.
pub(super) fn lists(words: &[OsString]) -> impl Iterator<Item = PathBuf> {
    words.iter().filter_map(|word| word.to_str()?.strip_prefix(LIST).map(PathBuf::from))
}

fn of_list(list: &str, limit: Limit) -> Result<Vec<Name>> {
    let what = format!("the list `{list}`");
    let bytes = files::read(Path::new(list), &what, limit)?;
    let text = files::text(&bytes, &what, list)?.trim_start_matches('\u{feff}');
    let folder = Path::new(list).parent().unwrap_or(Path::new(""));
    let mut names = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with(COMMENT) {
            continue;
        }
        if line == DASH || line.starts_with(LIST) {
            let error = Error::input(format!("a list names no `{line}`"));
            let error = error.at(Place::file(list).at(number + 1, 1));
            return Err(error.hint("write a bundled figure's name or a path on each line"));
        }
        let found = match Figure::names().any(|known| known == line) {
            true => OsString::from(line),
            false => folder.join(line).into_os_string(),
        };
        names.push(Name { written: line.into(), found });
    }
    if names.is_empty() {
        let error = Error::input("the list names no figure").at(Place::file(list));
        return Err(error.hint("write a bundled figure's name or a path on each line"));
    }
    Ok(names)
}

/// The figures of these names.
pub(super) fn requests(names: &[Name], look: &Look, limits: &Limits) -> Vec<Asked> {
    let reads = Reads::default();
    let asked = |name: &Name| {
        let mut request = request(&name.found, look, limits);
        if let Ok(request) = &mut request
            && (names.len() > 1 || request.figure.zones.is_some())
        {
            // a file of several figures, or both the coast of the zones and a layer
            request.figure.share_reads(&reads);
        }
        Asked { name: name.found.to_string_lossy().into_owned(), request }
    };
    names.iter().map(asked).collect()
}

/// A share of many: the K-th of N.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shard {
    number: u64,
    of: u64,
}

impl Shard {
    /// Reads `K/N`.
    ///
    /// Errors: `Usage` for what is no share.
    pub(super) fn read(written: &str) -> Result<Shard> {
        let parts = written.split_once('/');
        let parts = parts.and_then(|(k, n)| Some((k.trim().parse().ok()?, n.trim().parse().ok()?)));
        let shard = parts.filter(|(number, of)| (1..=*of).contains(number));
        shard.map(|(number, of)| Shard { number, of }).ok_or_else(|| {
            let flaw = Flaw::new(format!("`{written}` is no share of the figures"));
            usage(flaw.hint("the first of three is 1/3, the last 3/3"), "--shard")
        })
    }

    /// Whether what goes by a name falls to this share: it does so wherever it stands among however many others, so that all
    /// shares together are each figure once.
    pub(super) fn has(self, name: &OsStr) -> bool {
        /// So many of the digits of a digest are a number.
        const DIGITS: usize = 15;
        let digest = sha256(name.to_string_lossy().as_bytes());
        let number = u64::from_str_radix(&digest[..DIGITS], 16).unwrap_or_default();
        number % self.of == self.number - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_falls_to_one_shard_of_all() {
        let names: Vec<String> = (0..300).map(|number| format!("figure-{number}.toml")).collect();
        let shards: Vec<Shard> =
            (1..=4).map(|k| Shard::read(&format!("{k}/4")).expect("a share")).collect();
        let mut counts = [0; 4];
        for name in &names {
            let of: Vec<usize> = (0..4).filter(|k| shards[*k].has(OsStr::new(name))).collect();
            let [shard] = of[..] else { panic!("{name} falls to {of:?}") };
            counts[shard] += 1;
        }
        assert!(counts.iter().all(|count| (50..100).contains(count)), "{counts:?}");
        assert!(Shard::read("1/1").is_ok_and(|all| all.has(OsStr::new("aegean"))));
    }

    #[test]
    fn what_is_no_share_is_refused() {
        for wrong in ["", "1", "0/3", "4/3", "1/0", "a/b", "1/2/3", "-1/2"] {
            assert!(
                Shard::read(wrong).is_err_and(|error| error.message.contains(wrong)),
                "{wrong}"
            );
        }
    }
}
