//! A running preview, ended when it goes out of use, and plain HTTP with it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// A figure that is drawn in no time: a frame round nothing.
pub(crate) const SMALL: &str = "title = 'A'\nlayers = []\n[extent]\nregion = 'aegean'\n";
/// The same with a slip.
pub(crate) const WRONG: &str = "titel = 'A'\nlayers = []\n[extent]\nregion = 'aegean'\n";
/// A figure with data of its own.
const SITES: &str =
    "[extent]\nbounds = [20.4, 37.5, 21.2, 38.2]\n[[layers]]\nfile = 'sites.geojson'\n";
pub(crate) const SITE: &str =
    r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[20.9,37.8]},"properties":{}}"#;
/// Long enough for a machine that does much else at the time.
const PATIENCE: Duration = Duration::from_secs(120);

/// A fresh folder with the figures.
pub(crate) fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    let own = "feature { fill: #000 }\n";
    for (name, text) in
        [("small.toml", SMALL), ("sites.toml", SITES), ("sites.geojson", SITE), ("own.css", own)]
    {
        fs::write(folder.join(name), text).expect("written");
    }
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_periplus"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null());
    command.env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
    command
}

pub(crate) fn periplus(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().expect("the binary runs")
}

/// The bytes that `render` writes.
pub(crate) fn rendered(folder: &Path, figure: &str, format: &str, options: &[&str]) -> Vec<u8> {
    let arguments = [&["render", figure, "-o", "-", "-f", format], options].concat();
    let output = periplus(folder, &arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A running preview.
pub(crate) struct Preview {
    process: Child,
    pub(crate) folder: PathBuf,
    pub(crate) port: u16,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn field(&self, name: &str) -> Option<String> {
        let mut fields = self.head.lines().filter_map(|line| line.split_once(": "));
        fields.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned())
    }
}

impl Preview {
    pub(crate) fn of(test: &str, arguments: &[&str]) -> Preview {
        Preview::start(folder(test), arguments)
    }

    pub(crate) fn start(folder: PathBuf, arguments: &[&str]) -> Preview {
        let mut command = command(&folder, &[&["watch"], arguments].concat());
        let process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut preview = Preview { process: process.expect("the binary runs"), folder, port: 0 };
        let out = preview.process.stdout.take().expect("piped");
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line).expect("a line");
        let port = line.trim().strip_prefix("http://127.0.0.1:").expect("an address");
        preview.port = port.trim_end_matches('/').parse().expect("a port");
        preview
    }

    pub(crate) fn get(&self, target: &str) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        self.say(&format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n"))
    }

    /// Sends a head, and reads the answer to its end.
    pub(crate) fn say(&self, head: &str) -> Answer {
        let mut stream = self.connection();
        stream.write_all(head.as_bytes()).expect("sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(bytes[..end].to_vec()).expect("text");
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).expect("a status");
        Answer { status, head, body: bytes[end + 4..].to_vec() }
    }

    /// Asks and does not wait for the answer.
    pub(crate) fn hang_up(&self, target: &str) {
        let head = format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
        self.connection().write_all(head.as_bytes()).expect("sent");
    }

    /// How many files the process has open, and how much memory it takes, in kB; none where that is not told.
    pub(crate) fn load(&self) -> Option<(usize, u64)> {
        let process = Path::new("/proc").join(self.process.id().to_string());
        let status = fs::read_to_string(process.join("status")).ok()?;
        let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kilobytes = memory.trim().trim_end_matches(" kB").parse().ok()?;
        Some((fs::read_dir(process.join("fd")).ok()?.count(), kilobytes))
    }

    /// Whether the connection of a head ends without an answer.
    pub(crate) fn is_cut_off(&self, head: &[u8]) -> bool {
        let mut stream = self.connection();
        // it may be ended before all is sent
        let _ = stream.write_all(head);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        bytes.is_empty()
    }

    pub(crate) fn connection(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("set");
        stream
    }

    /// Saves a file as editors do: another is written and renamed.
    pub(crate) fn save(&self, name: &str, text: &str) {
        let draft = self.folder.join("draft~");
        fs::write(&draft, text).expect("written");
        fs::rename(&draft, self.folder.join(name)).expect("renamed");
    }

    /// The stream of saves.
    pub(crate) fn saves(&self) -> Saves {
        let mut stream = self.connection();
        let head = format!("GET /events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
        stream.write_all(head.as_bytes()).expect("sent");
        Saves { lines: BufReader::new(stream) }
    }
}

/// Server-sent events with the number of saves.
pub(crate) struct Saves {
    lines: BufReader<TcpStream>,
}

impl Saves {
    /// The number at first.
    pub(crate) fn now(&mut self) -> u64 {
        self.news()
    }

    /// Waits for the next number.
    pub(crate) fn news(&mut self) -> u64 {
        loop {
            let mut line = String::new();
            let length = self.lines.read_line(&mut line).expect("news in time");
            assert!(length > 0, "the stream has ended");
            if let Some(number) = line.strip_prefix("data: ") {
                return number.trim().parse().expect("a number");
            }
        }
    }
}
