//! A drawn file that somebody else made up: it reaches nothing outside of the folder that the user works in, to read or to
//! write, and what it asks for beyond is refused by name.

use periplus::output::Format;
use periplus::scene::{PROVENANCE_KEY, PROVENANCE_NAMESPACE};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const EXTENT: &str = "[extent]\nbounds = [26.7, 36.3, 27.9, 37.1]\n";
const POINT: &str =
    r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[27.2,36.7]},"properties":{}}"#;

/// A working folder in a folder that holds what is not to be read or written.
struct Place {
    outside: PathBuf,
    home: PathBuf,
}

impl Place {
    fn new(test: &str) -> Place {
        let outside = Path::new(env!("CARGO_TARGET_TMPDIR")).join("received").join(test);
        let _ = fs::remove_dir_all(&outside);
        let home = outside.join("home");
        fs::create_dir_all(&home).expect("a folder can be made");
        fs::write(outside.join("secret.geojson"), POINT).expect("written");
        fs::write(outside.join("secret.css"), "sea { fill: #123456 }\n").expect("written");
        fs::write(home.join("mine.geojson"), POINT).expect("written");
        Place { outside, home }
    }

    /// Draws the file of a name; the exit code and what is said.
    fn render(&self, file: &str, more: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_periplus"));
        command.args(["render", file]).args(more).current_dir(&self.home).env("NO_COLOR", "1");
        command.env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
        let output = command.stdin(Stdio::null()).output().expect("the binary runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code().expect("it was not killed"), said)
    }

    /// Everything below the folder, to see that nothing was written.
    fn files(&self) -> Vec<PathBuf> {
        let mut open = vec![self.outside.clone()];
        let mut found = Vec::new();
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).expect("a folder can be read") {
                let path = entry.expect("an entry").path();
                if path.is_dir() && !path.is_symlink() {
                    open.push(path.clone());
                }
                found.push(path);
            }
        }
        found.sort();
        found
    }

    /// Sees that the statement is refused in every format with these words, and nothing is written.
    fn refuses(&self, statement: &Value, words: &str) {
        for format in Format::names() {
            let name = format!("received.{format}");
            fs::write(self.home.join(&name), holding(format, statement)).expect("written");
            let before = self.files();
            for more in [[].as_slice(), &["-o", "given.svg"], &["-f", "pdf"]] {
                let (code, said) = self.render(&name, more);
                assert_eq!(code, 3, "{name} {statement}: {said}");
                assert!(said.contains(words), "{name}: `{words}` is not in: {said}");
                assert!(said.contains(&format!("at: {name}")), "{said}");
                assert_eq!(self.files(), before, "{name} {statement}");
            }
            fs::remove_file(self.home.join(&name)).expect("removed");
        }
    }

    fn draws(&self, statement: &Value) {
        for format in Format::names() {
            let name = format!("received.{format}");
            fs::write(self.home.join(&name), holding(format, statement)).expect("written");
            let (code, said) = self.render(&name, &["-f", "svg"]);
            assert_eq!(code, 0, "{name}: {said}");
        }
    }
}

fn statement(name: &str, toml: &str, options: &[&str]) -> Value {
    json!({"periplus": env!("CARGO_PKG_VERSION"), "figure": name, "worldview": "un", "data": {}, "toml": toml,
           "options": options})
}

/// A file of a format with this statement in it and hardly anything else.
fn holding(format: &str, statement: &Value) -> Vec<u8> {
    let text = statement.to_string();
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let element = format!("<provenance xmlns=\"{PROVENANCE_NAMESPACE}\">{escaped}</provenance>");
    match format {
        "svg" => format!("<svg>{element}</svg>").into_bytes(),
        "html" => format!("<!doctype html><svg>{element}</svg>").into_bytes(),
        "pdf" => {
            format!("%PDF-1.7\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">{element}</x:xmpmeta>\n%%EOF")
                .into_bytes()
        }
        "png" => {
            let mut bytes = Vec::new();
            let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
            encoder.add_itxt_chunk(PROVENANCE_KEY.to_owned(), text).expect("a chunk");
            let mut writer = encoder.write_header().expect("a header");
            writer.write_image_data(&[0]).expect("a picture");
            writer.finish().expect("a file");
            bytes
        }
        other => unimplemented!("a made-up file of {other}"),
    }
}

#[test]
fn a_made_up_file_that_asks_for_nothing_else_is_drawn() {
    let place = Place::new("plain");
    let toml = format!("{EXTENT}[[layers]]\nfile = 'mine.geojson'\n");
    place.draws(&statement("isle", &toml, &["--layer=mine.geojson", "--width=89mm"]));
    assert!(place.home.join("output/isle.svg").is_file());
}

#[test]
fn a_figure_named_by_a_path_is_not_written() {
    let place = Place::new("write");
    let absolute = place.outside.join("x").display().to_string();
    for name in [&absolute, "../x", "a/b", "..\\x", "C:\\x", "C:x", "..", ".", ""] {
        place.refuses(&statement(name, EXTENT, &[]), &format!("names its figure `{name}`"));
    }
    place.refuses(&statement("nul", EXTENT, &[]), "names its figure `nul`");
    place.refuses(&statement("a\u{1b}[2Jb\n", EXTENT, &[]), "names its figure `a\\u001B[2Jb");
}

#[test]
fn options_reach_no_file_outside() {
    let place = Place::new("options");
    let layer = place.outside.join("secret.geojson").display().to_string();
    let theme = place.outside.join("secret.css").display().to_string();
    for path in [&layer, "../secret.geojson", "a/../../secret.geojson", "..\\secret.geojson"] {
        let option = format!("--layer={path}");
        place.refuses(&statement("x", EXTENT, &[&option]), &format!("asks for `{path}`"));
    }
    for path in [&theme, "../secret.css"] {
        let option = format!("--theme={path}");
        place.refuses(&statement("x", EXTENT, &[&option]), &format!("asks for `{path}`"));
    }
}

#[test]
fn the_figure_reaches_no_file_outside() {
    let place = Place::new("figure");
    let secret = place.outside.join("secret.geojson").display().to_string();
    for path in [&secret, "../secret.geojson"] {
        for table in ["[[layers]]\nfile", "[zones]\ncoast"] {
            let toml = format!("{EXTENT}{table} = '{path}'\n");
            let name = "received";
            for format in Format::names() {
                let file = format!("{name}.{format}");
                let bytes = holding(format, &statement("x", &toml, &[]));
                fs::write(place.home.join(&file), bytes).expect("written");
                let (code, said) = place.render(&file, &[]);
                assert_eq!(code, 3, "{said}");
                assert!(said.contains(&format!("`{path}` lies outside")), "{said}");
                assert!(!place.home.join("output").exists());
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn no_link_leads_out() {
    use std::os::unix::fs::symlink;
    let place = Place::new("links");
    symlink("../secret.geojson", place.home.join("link.geojson")).expect("a link");
    symlink("../secret.css", place.home.join("link.css")).expect("a link");
    symlink("..", place.home.join("up")).expect("a link");
    for path in ["link.geojson", "up/secret.geojson"] {
        let option = format!("--layer={path}");
        place.refuses(&statement("x", EXTENT, &[&option]), &format!("asks for `{path}`"));
        let toml = format!("{EXTENT}[[layers]]\nfile = '{path}'\n");
        place.refuses(&statement("x", &toml, &[]), &format!("asks for `{path}`"));
    }
    place.refuses(&statement("x", EXTENT, &["--theme=link.css"]), "asks for `link.css`");
    // the folder that figures go to unless the user names another
    symlink("..", place.home.join("output")).expect("a link");
    fs::write(place.home.join("a.svg"), holding("svg", &statement("x", EXTENT, &[])))
        .expect("written");
    let before = place.files();
    let (code, said) = place.render("a.svg", &[]);
    assert_eq!((code, place.files()), (3, before), "{said}");
    assert!(said.contains("`output/x.svg` would be written outside"), "{said}");
}

#[cfg(unix)]
#[test]
fn no_link_beside_a_shapefile_leads_out() {
    use std::os::unix::fs::symlink;
    let place = Place::new("parts");
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats_read");
    let part = |end: &str| data.join(format!("shapefile-points.{end}"));
    let toml = "[extent]\nfit = 'data'\n[[layers]]\nfile = 'points.shp'\n";
    for end in ["dbf", "prj", "cpg"] {
        for end in ["shp", "dbf", "prj", "cpg"] {
            let home = place.home.join(format!("points.{end}"));
            let _ = fs::remove_file(&home);
            fs::copy(part(end), home).expect("copied");
        }
        place.draws(&statement("x", toml, &[]));
        fs::copy(part(end), place.outside.join(format!("secret.{end}"))).expect("copied");
        let link = place.home.join(format!("points.{end}"));
        fs::remove_file(&link).expect("removed");
        symlink(format!("../secret.{end}"), &link).expect("a link");
        place.refuses(&statement("x", toml, &[]), &format!("asks for `points.{end}`"));
        let option = ["--layer=points.shp"];
        place.refuses(&statement("x", EXTENT, &option), &format!("asks for `points.{end}`"));
    }
}

#[test]
fn a_file_that_lies_elsewhere_reads_nothing_there() {
    let place = Place::new("elsewhere");
    let toml = format!("{EXTENT}[[layers]]\nfile = 'secret.geojson'\n");
    let bytes = holding("svg", &statement("x", &toml, &[]));
    fs::write(place.outside.join("received.svg"), bytes).expect("written");
    let (code, said) = place.render("../received.svg", &["-o", "new.svg"]);
    assert_eq!(code, 3, "{said}");
    assert!(said.contains("asks for `secret.geojson`"), "{said}");
    // what it names is found in the working folder
    let toml = toml.replace("secret", "mine");
    let bytes = holding("svg", &statement("x", &toml, &[]));
    fs::write(place.outside.join("received.svg"), bytes).expect("written");
    let (code, said) = place.render("../received.svg", &["-o", "new.svg"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn a_file_gives_no_option_but_of_the_look() {
    let place = Place::new("other");
    let target = place.outside.join("target").display().to_string();
    let words = [
        format!("-o{target}"),
        format!("--output={target}"),
        format!("--report={target}"),
        format!("--figure={target}"),
        format!("--geodata={}", place.outside.display()),
        "--format=pdf".to_owned(),
        "--limit=layers=300".to_owned(),
        "--timings".to_owned(),
        "--quiet".to_owned(),
        "--help".to_owned(),
        "aegean".to_owned(),
        target.clone(),
    ];
    for word in &words {
        for options in [vec![word.as_str()], vec!["--width=89mm", word]] {
            place.refuses(&statement("x", EXTENT, &options), &format!("option `{word}`"));
        }
    }
    place.refuses(&statement("x", EXTENT, &["--layer", "mine.geojson"]), "option `--layer`");
}

#[test]
fn a_file_raises_no_limit_and_who_draws_it_may() {
    let place = Place::new("limits");
    let layers = "[[layers]]\nsource = 'lakes'\n".repeat(81);
    let asking = statement("x", &format!("{EXTENT}\n{layers}"), &[]);
    let file = place.home.join("received.svg");
    fs::write(&file, holding("svg", &asking)).expect("written");
    let (code, said) = place.render("received.svg", &["-ox.svg"]);
    assert_eq!(code, 3, "{said}");
    assert!(said.contains("hint: --limit bundled-layers=100 allows more"), "{said}");
    let (code, said) = place.render("received.svg", &["--limit=bundled-layers=100", "-ox.svg"]);
    assert_eq!(code, 0, "{said}");
    let drawn = fs::read_to_string(place.home.join("x.svg")).expect("drawn");
    assert!(!drawn.contains("limit="), "the statement has none");
}

#[test]
fn inspect_and_messages_show_control_characters() {
    let place = Place::new("controls");
    let toml = format!("title = '\u{1b}]0;owned\u{7}\u{9b}2J'\n{EXTENT}");
    let told = statement("a\u{1b}[31m\n[extent]", &toml, &["--width=\u{1b}[8m"]);
    for format in Format::names() {
        let name = format!("received.{format}");
        fs::write(place.home.join(&name), holding(format, &told)).expect("written");
        for arguments in
            [["inspect", &name].as_slice(), &["inspect", "--json", &name], &["render", &name]]
        {
            let mut command = Command::new(env!("CARGO_BIN_EXE_periplus"));
            let output = command.args(arguments).current_dir(&place.home).output().expect("run");
            let text = String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8");
            let control = |letter: char| letter.is_control() && letter != '\n';
            assert!(!text.contains(control), "{arguments:?}: {text:?}");
            assert!(text.to_lowercase().contains("\\u001b"), "{arguments:?}: {text}");
        }
        let (code, _) = place.render(&name, &[]);
        assert_eq!(code, 3);
    }
}

#[test]
fn a_statement_that_unpacks_to_more_than_any_figure_is_refused_unread() {
    let place = Place::new("inflated");
    // a thousand times as long as its bytes in the file
    let text = format!("{{\"periplus\": \"{}\"}}", " ".repeat(32 << 20));
    let mut chunk = png::text_metadata::ITXtChunk::new(PROVENANCE_KEY, text);
    chunk.compressed = true;
    chunk.compress_text().expect("packed");
    let mut bytes = Vec::new();
    let mut writer = png::Encoder::new(&mut bytes, 1, 1).write_header().expect("a header");
    writer.write_text_chunk(&chunk).expect("a chunk");
    writer.write_image_data(&[0]).expect("a picture");
    writer.finish().expect("a file");
    assert!(bytes.len() < 1 << 20, "{}", bytes.len());
    fs::write(place.home.join("packed.png"), bytes).expect("written");
    let before = place.files();
    let (code, said) = place.render("packed.png", &["-o", "given.svg"]);
    assert_eq!(code, 3, "{said}");
    assert!(said.contains("is over 16 MB") && said.contains("at: packed.png"), "{said}");
    assert_eq!(place.files(), before);
}

/// What `inspect` comes to with a file, within two seconds of the processor: the exit code, what it says, and the most memory that
/// it took, kB, as far as it could be seen.
#[cfg(target_os = "linux")]
fn inspected(place: &Place, name: &str) -> (Option<i32>, String, u64) {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -t 2; exec \"$0\" inspect \"$1\""]);
    command.args([env!("CARGO_BIN_EXE_periplus"), name]).current_dir(&place.home);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut process = command.spawn().expect("a shell");
    let status = format!("/proc/{}/status", process.id());
    let mut most = 0;
    while process.try_wait().expect("it can be asked").is_none() {
        let status = fs::read_to_string(&status).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok());
        most = most.max(peak.unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let output = process.wait_with_output().expect("ended");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned(), most)
}

/// A chunk of a PNG.
fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    // nobody looks at the checksum
    [&(data.len() as u32).to_be_bytes()[..], kind, data, &[0; 4]].concat()
}

/// Spaces, deflated: a thousandth of their length.
fn deflated(megabytes: usize) -> Vec<u8> {
    use std::io::Write as _;
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let spaces = vec![b' '; 1 << 20];
    (0..megabytes).for_each(|_| packer.write_all(&spaces).expect("packed"));
    packer.finish().expect("packed")
}

#[cfg(target_os = "linux")]
#[test]
fn inspect_answers_whatever_it_is_given_at_once_and_in_little_memory() {
    const MOST_KILOBYTES: u64 = 300_000;
    let place = Place::new("bombs");
    let packed = deflated(4 << 10);
    let png =
        |chunks: Vec<u8>| [b"\x89PNG\r\n\x1a\n".to_vec(), chunks, chunk(b"IEND", b"")].concat();
    let ours = [PROVENANCE_KEY.as_bytes(), b"\0\x01\0\0\0", &packed].concat();
    let other = [b"Comment\0\0".as_slice(), &packed].concat();
    let many: Vec<u8> = (0..1_000_000).flat_map(|_| chunk(b"iTXt", b"k\0\0\0\0\0x")).collect();
    let svg = |inside: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\"{inside}</svg>").into_bytes()
    };
    let list = |of: fn(usize) -> String, count: usize| (0..count).map(of).collect::<String>();
    let nested = |of: fn(usize) -> String, count: usize| list(of, count) + &"</g>".repeat(count);
    let stream = |data: &[u8]| {
        let head =
            b"%PDF-1.7\n1 0 obj\n<</Type/Metadata/Subtype/XML/Filter/FlateDecode>>\nstream\n";
        [head, data, b"\nendstream\nendobj\n%%EOF"].concat()
    };
    let entities = list(|n| format!("<!ENTITY e{} '{}'>", n + 1, format!("&e{n};").repeat(10)), 9);
    let files = [
        ("inflates.png", png(chunk(b"iTXt", &ours)), "over 16 MB"),
        ("other-inflates.png", png(chunk(b"zTXt", &other)), "does not say"),
        ("many-chunks.png", png(many), "does not say"),
        ("long-chunk.png", png(b"\xff\xff\xff\xffiTXt".to_vec()), "ends within a chunk"),
        (
            "attributes.svg",
            svg(&(list(|n| format!(" a{n}='1'"), 1_000_000) + ">")),
            "over 1000 attributes",
        ),
        (
            "names.svg",
            svg(&(list(|n| format!(" xmlns:a{n}='u{n}'"), 60_000) + ">")),
            "over 250 namespaces",
        ),
        (
            "deep-names.svg",
            svg(&(">".to_owned() + &nested(|n| format!("<g xmlns:a{n}='u{n}'>"), 100_000))),
            "over 250 namespaces",
        ),
        (
            "deep.svg",
            svg(&(">".to_owned() + &nested(|_| "<g>".to_owned(), 100_000))),
            "does not say",
        ),
        ("elements.svg", svg(&(">".to_owned() + &"<g/>".repeat(5_000_000))), "not an SVG"),
        (
            "entities.svg",
            format!("<!DOCTYPE svg [<!ENTITY e0 'a'>{entities}]><svg>&e9;</svg>").into_bytes(),
            "not an SVG",
        ),
        ("inflates.pdf", stream(&packed), "does not say"),
        (
            "packets.pdf",
            [b"%PDF-1.7\n".to_vec(), b"<x:xmpmeta>".repeat(2_000_000)].concat(),
            "does not say",
        ),
        (
            "deep.pdf",
            [
                b"%PDF-1.7\n<x:xmpmeta xmlns:x='a'>".to_vec(),
                b"<a>".repeat(100_000),
                b"</x:xmpmeta>".to_vec(),
            ]
            .concat(),
            "not an SVG",
        ),
    ];
    for (name, bytes, words) in files {
        fs::write(place.home.join(name), bytes).expect("written");
        let (code, said, most) = inspected(&place, name);
        println!("{name}: {most} kB");
        assert_eq!(code, Some(3), "{name}: {said}");
        assert!(said.contains(words) && most < MOST_KILOBYTES, "{name}, {most} kB: {said}");
        fs::remove_file(place.home.join(name)).expect("removed");
    }
    // of 2 GB none is on the disk
    let sparse = fs::File::create(place.home.join("sparse.svg")).expect("made");
    sparse.set_len(2 << 30).expect("as long");
    let made = Command::new("mkfifo").arg(place.home.join("pipe.svg")).status();
    assert!(made.is_ok_and(|status| status.success()));
    for (name, code, words) in [
        ("sparse.svg", 3, "is over 256 MB"),
        ("/dev/zero", 3, "is over 256 MB"),
        ("pipe.svg", 4, "nobody writes into it"),
    ] {
        let (found, said, most) = inspected(&place, name);
        println!("{name}: {most} kB");
        assert_eq!(found, Some(code), "{name}: {said}");
        assert!(said.contains(words) && most < MOST_KILOBYTES, "{name}, {most} kB: {said}");
    }
}

#[test]
fn a_statement_is_found_wherever_another_program_puts_it() {
    let place = Place::new("moved");
    let told = statement("isle", EXTENT, &[]).to_string();
    let text = [PROVENANCE_KEY.as_bytes(), b"\0\0\0en\0\xc3\xa4\0", told.as_bytes()].concat();
    let chunks = [
        chunk(b"IHDR", &[0; 13]),
        chunk(b"tEXt", b"a\0b"),
        chunk(b"IDAT", b""),
        chunk(b"iTXt", &text),
        chunk(b"IEND", b""),
    ];
    let png = [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat();
    fs::write(place.home.join("moved.png"), png).expect("written");
    let escaped = told.replace('&', "&amp;").replace('<', "&lt;");
    let svg = format!(
        "<svg xmlns:p=\"{PROVENANCE_NAMESPACE}\"><!-- {} --><g><p:provenance>{escaped}</p:provenance></g></svg>",
        "a = b ".repeat(2_000)
    );
    fs::write(place.home.join("moved.svg"), svg).expect("written");
    for name in ["moved.png", "moved.svg"] {
        let (code, said) = place.render(name, &["-f", "svg"]);
        assert_eq!(code, 0, "{name}: {said}");
    }
}

#[test]
fn no_address_is_opened() {
    let place = Place::new("addresses");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("set");
    let address = format!("http://{}", listener.local_addr().expect("bound"));
    let layer = format!("{address}/a.geojson");
    let theme = format!("{address}/a.css");
    let figures = [
        (format!("{EXTENT}[[layers]]\nfile = '{layer}'\n"), Vec::new()),
        (format!("{EXTENT}[zones]\nbreadths = [1]\ncoast = '{layer}'\n"), Vec::new()),
        (format!("{EXTENT}[sheet]\ntheme = '{theme}'\n"), Vec::new()),
        (EXTENT.to_owned(), vec![format!("--layer={layer}")]),
        (EXTENT.to_owned(), vec![format!("--theme={theme}")]),
    ];
    for (toml, options) in figures {
        let options: Vec<&str> = options.iter().map(String::as_str).collect();
        let bytes = holding("svg", &statement("x", &toml, &options));
        fs::write(place.home.join("a.svg"), bytes).expect("written");
        let (code, said) = place.render("a.svg", &["-o", "b.svg"]);
        assert!(code == 3 || code == 4, "{toml} {options:?}: {said}");
        fs::write(place.home.join("a.toml"), &toml).expect("written");
        place.render("a.toml", &options);
    }
    let called = listener.accept();
    assert!(called.is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock));
}
