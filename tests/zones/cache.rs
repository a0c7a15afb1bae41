//! The cache of computed zones: never seen but by the clock.

use crate::command::*;
use std::fs;
use std::path::PathBuf;

/// What a file holds, and what it holds then.
type Damage<'a> = dyn Fn(&[u8]) -> Vec<u8> + 'a;

const COMMAND: &str = "zones --coast coast.geojson --breadth 12";

#[test]
fn a_second_run_writes_the_same_from_the_cache() {
    let folder = folder("cache-twice", ASTRIDE);
    let first = answer(&folder, COMMAND);
    let stored = || fs::read_dir(folder.join("cache/periplus/zones")).expect("a cache").count();
    assert_eq!(stored(), 2, "the waters and their partition");
    assert_eq!(answer(&folder, COMMAND), first);
    assert_eq!(stored(), 2, "the waters and their partition");
    assert_eq!(answer(&folder, &format!("{COMMAND} --no-cache")), first);
}

#[test]
fn another_coast_or_breadth_is_another_result() {
    let folder = folder("cache-other", ASTRIDE);
    let (twelve, _) = answer(&folder, COMMAND);
    let (six, _) = answer(&folder, "zones --coast coast.geojson --breadth 6");
    assert_ne!(twelve, six);
    let moved = ASTRIDE.replace("-17.8", "-17.7");
    fs::write(folder.join("coast.geojson"), moved).expect("written");
    assert_ne!(answer(&folder, COMMAND).0, twelve);
}

#[test]
fn a_broken_or_unwritable_cache_is_no_error() {
    let folder = folder("cache-broken", ASTRIDE);
    let first = answer(&folder, COMMAND);
    let cached = || -> Vec<PathBuf> {
        let entries = fs::read_dir(folder.join("cache/periplus/zones")).expect("a cache");
        let mut paths: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
        paths.sort();
        paths
    };
    let whole: Vec<Vec<u8>> = cached().iter().map(|path| fs::read(path).expect("read")).collect();
    let damages: [&Damage; 4] = [
        &|bytes| [&bytes[..bytes.len() - 1], &[!bytes[bytes.len() - 1]]].concat(),
        &|bytes| bytes[..bytes.len() / 2].to_vec(),
        &|_| Vec::new(),
        // another's, whole
        &|bytes| whole.iter().find(|other| *other != bytes).expect("another").clone(),
    ];
    for damage in damages {
        for path in cached() {
            let bytes = fs::read(&path).expect("read");
            fs::write(&path, damage(&bytes)).expect("written");
        }
        assert_eq!(answer(&folder, COMMAND), first);
        let now: Vec<Vec<u8>> = cached().iter().map(|path| fs::read(path).expect("read")).collect();
        assert_eq!(now, whole, "what is damaged is replaced");
    }
    fs::remove_dir_all(folder.join("cache")).expect("removed");
    fs::write(folder.join("cache"), "a file where a folder should be").expect("written");
    assert_eq!(answer(&folder, COMMAND), first);
}
