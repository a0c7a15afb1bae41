//! The cache of computed zones: never seen but by the clock.

use crate::command::*;
use std::fs;

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
    for entry in fs::read_dir(folder.join("cache/periplus/zones")).expect("a cache") {
        let path = entry.expect("an entry").path();
        let mut bytes = fs::read(&path).expect("read");
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        fs::write(&path, bytes).expect("written");
    }
    assert_eq!(answer(&folder, COMMAND), first);
    fs::remove_dir_all(folder.join("cache")).expect("removed");
    fs::write(folder.join("cache"), "a file where a folder should be").expect("written");
    assert_eq!(answer(&folder, COMMAND), first);
}
