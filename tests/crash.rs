//! Whoever is killed, cut off or not alone: no part of a file, no set half new, nothing left behind.
//!
//! `KILLS=200 cargo one crash` kills so many times; an ordinary run a few times.

#![cfg(unix)]

#[path = "absent/mod.rs"]
mod absent;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const FILES: [&str; 5] = ["map.svg", "map.png", "map.pdf", "report.json", "map.toml"];
/// The files that a run writes, in the order in which they get their names.
const WRITTEN: [&str; 4] = ["map.svg", "map.png", "map.pdf", "report.json"];
const ORDINARY_KILLS: usize = 20;
const SIGKILL: i32 = 9;

/// A fresh folder for one test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("crash").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

fn figure(title: &str) -> String {
    format!(
        "title = \"{title}\"\nlayers = []\n\n[extent]\nregion = \"aegean\"\n\n[furniture]\nlegend = false\n"
    )
}

fn command<A: AsRef<OsStr>>(folder: &Path, arguments: &[A]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_periplus"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null());
    command.env("XDG_CACHE_HOME", folder.join("cache"));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What the command writes to standard output; it must succeed.
fn answer<A: AsRef<OsStr>>(folder: &Path, arguments: &[A]) -> Vec<u8> {
    let output = command(folder, arguments).output().expect("the binary runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    output.stdout
}

/// Draws the map of a title in all formats, with a report.
fn drawing(folder: &Path, title: &str) -> Child {
    fs::write(folder.join("map.toml"), figure(title)).expect("written");
    let formats = ["-f", "svg", "-f", "png", "-f", "pdf"];
    let arguments = ["render", "map.toml", "-o", ".", "--report", "report.json", "--quiet"];
    command(folder, &[&arguments[..], &formats].concat()).spawn().expect("the binary runs")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder can be read");
    entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("text")).collect()
}

fn temporaries(folder: &Path) -> Vec<String> {
    names(folder).into_iter().filter(|name| name.starts_with(".periplus-")).collect()
}

/// The files of a set as they are; of a report, which says how long it took, the digests of the others.
fn contents(folder: &Path) -> Vec<Vec<u8>> {
    let content = |name: &&str| {
        let bytes = fs::read(folder.join(name)).expect("a file of the set");
        if !name.ends_with(".json") {
            return bytes;
        }
        let report: serde_json::Value = serde_json::from_slice(&bytes).expect("a whole report");
        report["files"].to_string().into_bytes()
    };
    WRITTEN.iter().map(content).collect()
}

/// Random numbers that follow from their seed.
struct Numbers(u64);

impl Numbers {
    /// One below `end`.
    fn next(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

fn kills() -> usize {
    let asked = std::env::var("KILLS").ok();
    asked.map_or(ORDINARY_KILLS, |kills| kills.parse().expect("KILLS is a number"))
}

/// Waits until a set begins to be written; whether it did before the process ended.
fn begins(folder: &Path, child: &mut Child) -> bool {
    while temporaries(folder).is_empty() {
        if child.try_wait().expect("a child").is_some() {
            return false;
        }
    }
    true
}

#[test]
fn who_is_killed_leaves_all_old_or_all_new_and_the_next_run_tidies() {
    let folder = folder("kill");
    let titles = ["one", "another"];
    let [one, another] = titles.map(|title| {
        let ended = drawing(&folder, title).wait_with_output().expect("it ends");
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        contents(&folder)
    });
    assert!(one.iter().zip(&another).all(|(one, another)| one != another));
    let (started, mut child) = (Instant::now(), drawing(&folder, titles[0]));
    assert!(begins(&folder, &mut child));
    let begun = Instant::now();
    child.wait().expect("it ends");
    let whole = micros(started.elapsed());
    let writing = micros(begun.elapsed());
    let mut random = Numbers(7);
    let (mut killed, mut amid, mut mixed) = (0, 0, 0);
    // the files are those of the first title now
    let mut sets = [(titles[1], &another, &one), (titles[0], &one, &another)].into_iter().cycle();
    while killed < kills() {
        let (title, new, old) = sets.next().expect("it has no end");
        let mut child = drawing(&folder, title);
        // one in four at any time; the others from when the set begins to be written
        let end = match random.next(4) {
            0 => whole,
            _ if begins(&folder, &mut child) => writing,
            _ => continue,
        };
        std::thread::sleep(Duration::from_micros(random.next(end)));
        child.kill().expect("killed");
        let status = child.wait().expect("ended");
        if status.signal() == Some(SIGKILL) {
            killed += 1;
            let (left, found) = (temporaries(&folder), contents(&folder));
            amid += usize::from(!left.is_empty());
            mixed += usize::from(is_mixed(&found, new, old, &left));
            let ended = drawing(&folder, title).wait().expect("it ends");
            assert!(ended.success(), "the next run");
        }
        assert_eq!(temporaries(&folder), [""; 0], "the next run takes away what was left");
        assert_eq!(contents(&folder), *new);
    }
    println!("{killed} kills, {amid} of them amid writing, {mixed} between two renamings");
    assert!(amid > 0, "none was killed as it wrote");
    let mut left = names(&folder);
    left.retain(|name| !FILES.contains(&name.as_str()) && name != "cache");
    assert_eq!(left, [""; 0]);
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).expect("no age")
}

/// Whether a set is half new, which is only who was killed from one renaming to the next: each file is whole, the new ones are
/// the first, and the others wait under temporary names.
fn is_mixed(found: &[Vec<u8>], new: &[Vec<u8>], old: &[Vec<u8>], left: &[String]) -> bool {
    let renamed = found.iter().zip(new).take_while(|(found, new)| found == new).count();
    assert!(found[renamed..] == old[renamed..], "a part of a file, or a set in disorder: {left:?}");
    let is_mixed = renamed > 0 && renamed < found.len();
    let waiting = left.iter().filter(|name| name.split('-').count() == 4).count();
    assert!(!is_mixed || waiting == found.len() - renamed, "{renamed} renamed: {left:?}");
    is_mixed
}

/// Starts a command several times at once, and waits: all must succeed.
fn at_once(folder: &Path, arguments: &[&str]) {
    let start = |_| command(folder, arguments).spawn().expect("the binary runs");
    let children: Vec<Child> = (0..4).map(start).collect();
    for child in children {
        let output = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{said}");
    }
}

#[test]
fn processes_that_write_one_output_and_one_cache_do_not_disturb_each_other() {
    let folder = folder("at-once");
    let coast = r#"{"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"Polygon","coordinates":
        [[[10,-17],[10.2,-17],[10.2,-16.8],[10,-16.8],[10,-17]]]}}"#;
    fs::write(folder.join("coast.geojson"), coast).expect("written");
    let zones = ["zones", "--coast", "coast.geojson", "--breadth", "12", "-o", "zones.geojson"];
    answer(&folder, &[&zones[..], &["--no-cache"]].concat());
    let expected = fs::read(folder.join("zones.geojson")).expect("written");
    for _ in 0..3 {
        let _ = fs::remove_dir_all(folder.join("cache"));
        at_once(&folder, &zones);
        assert_eq!(fs::read(folder.join("zones.geojson")).expect("written"), expected);
        let cached = names(&folder.join("cache/periplus/zones"));
        assert_eq!(cached.len(), 2, "the waters and their partition: {cached:?}");
        assert_eq!(answer(&folder, &zones), b"");
        assert_eq!(fs::read(folder.join("zones.geojson")).expect("written"), expected);
    }
    fs::write(folder.join("map.toml"), figure("one")).expect("written");
    at_once(&folder, &["render", "map.toml", "-o", "map", "-f", "svg", "-f", "png", "-f", "pdf"]);
    assert_eq!(names(&folder.join("map")).len(), 3);
}

/// `FIGURES=1000 cargo one crash` draws so many; with few files open at a time.
#[test]
fn many_figures_of_one_process_are_all_written() {
    let asked = std::env::var("FIGURES").ok();
    let figures: usize = asked.map_or(40, |asked| asked.parse().expect("FIGURES is a number"));
    let folder = folder("many");
    let names = (0..figures).map(|number| format!("figure-{number}.toml")).collect::<Vec<_>>();
    for name in &names {
        fs::write(folder.join(name), figure(name)).expect("written");
    }
    let mut limited = Command::new("sh");
    limited.args([
        "-c",
        "ulimit -n 64; exec \"$0\" \"$@\"",
        env!("CARGO_BIN_EXE_periplus"),
        "render",
    ]);
    limited.args(&names).args(["-o", "all", "-f", "svg", "-f", "pdf", "--quiet"]);
    limited.env("XDG_CACHE_HOME", folder.join("cache"));
    let begun = Instant::now();
    let output = limited.current_dir(&folder).output().expect("a shell");
    println!("{figures} figures in {:.1?}", begun.elapsed());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let written = self::names(&folder.join("all"));
    assert_eq!(written.len(), 2 * figures);
    assert_eq!(temporaries(&folder.join("all")), [""; 0]);
}

/// A file size that no set fits into stands for a disk that is full: writing fails amid the second file.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_leaves_all_as_it_was() {
    let folder = folder("full");
    fs::write(folder.join("map.toml"), figure("one")).expect("written");
    let render = ["render", "map.toml", "-o", ".", "-f", "svg", "-f", "png", "--quiet"];
    answer(&folder, &render);
    let before = ["map.svg", "map.png"].map(|name| fs::read(folder.join(name)).expect("there"));
    fs::write(folder.join("map.toml"), figure("another")).expect("written");
    // in blocks of 512 bytes
    let limit = before.iter().map(Vec::len).max().expect("two") / 512 - 1;
    let script = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" \"$@\"");
    let mut limited = Command::new("sh");
    limited.args(["-c", &script, env!("CARGO_BIN_EXE_periplus")]).args(render);
    limited.env("XDG_CACHE_HOME", folder.join("cache")).env("NO_COLOR", "1");
    let output = limited.current_dir(&folder).output().expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.starts_with("error: cannot write `./map."), "{said}");
    let after = ["map.svg", "map.png"].map(|name| fs::read(folder.join(name)).expect("there"));
    assert_eq!(after, before);
    assert_eq!(temporaries(&folder), [""; 0]);
    let output = Command::new("sh")
        .args(["-c", "exec \"$0\" figures > /dev/full", env!("CARGO_BIN_EXE_periplus")])
        .output()
        .expect("a shell");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A file system of one megabyte in memory, mounted where nobody else sees it: full to the last block, unlike a limit on files.
#[cfg(target_os = "linux")]
#[test]
fn a_file_system_without_room_keeps_what_it_has() {
    let unshare = |script: &str, arguments: &[&OsStr]| {
        let mut command = Command::new("unshare");
        command.args(["-rm", "sh", "-c", script]).args(arguments).env("NO_COLOR", "1");
        command.stdin(Stdio::null()).output()
    };
    let may_mount = "mount -t tmpfs -o size=1m tmpfs \"$0\"";
    let folder = folder("tmpfs");
    let disk = folder.join("disk");
    fs::create_dir(&disk).expect("a folder can be made");
    if !unshare(may_mount, &[disk.as_os_str()]).is_ok_and(|output| output.status.success()) {
        return absent::skip("user name spaces (unshare -rm)");
    }
    fs::write(folder.join("map.toml"), figure("one")).expect("written");
    let script = "mount -t tmpfs -o size=1m tmpfs \"$0\" && cd \"$0\" || exit 99
        render() { \"$1\" render ../map.toml -o . -f svg -f png -f pdf --report report.json --quiet; echo \"code $?\"; }
        digests() { sha256sum map.* report.json; ls -A; }
        export XDG_CACHE_HOME=../cache
        render \"$1\"; digests > ../before
        head -c 2m /dev/zero > filler 2> /dev/null
        render \"$1\"; rm filler; digests > ../after
        cmp ../before ../after && echo same
        rm map.* report.json; head -c 900k /dev/zero > filler
        render \"$1\"; rm filler; ls -A | wc -l";
    let binary = OsStr::new(env!("CARGO_BIN_EXE_periplus"));
    let output = unshare(script, &[disk.as_os_str(), binary]).expect("a shell");
    let (out, said) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(out, "code 0\ncode 1\nsame\ncode 1\n0\n", "{said}");
    assert!(said.contains("cannot write") && said.contains("No space left"), "{said}");
}

/// Other systems refuse such names themselves.
#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_names() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder("names");
    let name =
        |end: &str| OsStr::from_bytes(&[b"na\xff\xfeme", end.as_bytes()].concat()).to_owned();
    let point =
        r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[25,38]},"properties":{}}"#;
    let coast = r#"{"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"Polygon","coordinates":
        [[[10,-17],[10.2,-17],[10.2,-16.8],[10,-16.8],[10,-17]]]}}"#;
    fs::write(folder.join(name(".toml")), figure("one")).expect("written");
    fs::write(folder.join(name(".geojson")), point).expect("written");
    fs::write(folder.join(name("-coast.geojson")), coast).expect("written");
    fs::write(folder.join(name(".md")), "text\n").expect("written");
    let [dash_o, dash_f, svg] = ["-o", "-f", "svg"].map(|word| OsStr::new(word).to_owned());
    let words =
        |words: &[&str]| words.iter().map(|word| OsStr::new(word).to_owned()).collect::<Vec<_>>();
    let runs = [
        [words(&["render"]), vec![name(".toml"), dash_o.clone(), name(".svg")]].concat(),
        [words(&["render"]), vec![name(".toml"), dash_o.clone(), name(""), dash_f, svg]].concat(),
        [words(&["render"]), vec![name(".toml"), "--layer".into(), name(".geojson")]].concat(),
        [words(&["inspect"]), vec![name(".svg")]].concat(),
        [words(&["check"]), vec![name(".geojson"), name(".toml")]].concat(),
        [words(&["zones", "--breadth", "12", "--coast"]), vec![name("-coast.geojson")]].concat(),
        [words(&["document"]), vec![name(".md"), dash_o, name("-out.md")]].concat(),
    ];
    for run in &runs {
        answer(&folder, run);
    }
    for written in [name(".svg"), name("-out.md")] {
        assert!(folder.join(&written).is_file(), "{written:?}");
    }
    let drawn: Vec<PathBuf> = ["output", ""]
        .iter()
        .map(|inside| if inside.is_empty() { folder.join(name("")) } else { folder.join(inside) })
        .collect();
    for folder in drawn {
        let count = fs::read_dir(&folder).expect("a folder").count();
        assert!(count > 0, "{folder:?}");
    }
}
