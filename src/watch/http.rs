//! The head of an HTTP/1.1 request in (RFC 9112), what it asks for out, or why it is refused.
//!
//! Only the page itself is answered. The name in `Host` must be this machine's: a foreign page whose name was made to
//! point here (DNS rebinding) says its own. `Origin` and `Sec-Fetch-Site` say which page asks. Nothing but GET is needed.

use std::io::{self, Read};

/// The longest head that is read, bytes.
const LONGEST_HEAD: usize = 16 * 1024;
/// The port that `Host` need not name.
const USUAL_PORT: u16 = 80;

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// `/`, `/preview`.
    pub(super) path: String,
    /// Keys and values, in order.
    pub(super) query: Vec<(String, String)>,
}

/// Why a request is not answered: the status and a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal(pub(super) u16, pub(super) &'static str);

/// Reads a head to the empty line after it.
pub(super) fn read_head(from: &mut impl Read) -> io::Result<String> {
    let mut head = Vec::new();
    let mut part = [0; 2048];
    while !head.windows(4).any(|four| four == b"\r\n\r\n") {
        let length = from.read(&mut part)?;
        if length == 0 || head.len() + length > LONGEST_HEAD {
            return Err(io::ErrorKind::InvalidData.into());
        }
        head.extend_from_slice(&part[..length]);
    }
    String::from_utf8(head).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// What a head asks for of the server at `port` of this machine.
pub(super) fn asked(head: &str, port: u16) -> Result<Asked, Refusal> {
    const WRONG: Refusal = Refusal(400, "not a request that can be read");
    let head = head.split_once("\r\n\r\n").map_or(head, |(head, _)| head);
    let mut lines = head.split("\r\n");
    let words: Vec<&str> = lines.next().unwrap_or_default().split(' ').collect();
    let [method, target, "HTTP/1.1" | "HTTP/1.0"] = words.as_slice() else { return Err(WRONG) };
    let fields = lines.map(|line| line.split_once(':').map(|(key, value)| (key, value.trim())));
    let fields = fields.collect::<Option<Vec<_>>>().ok_or(WRONG)?;
    check_who(&fields, port, target)?;
    if *method != "GET" {
        return Err(Refusal(405, "only GET is answered"));
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = decoded(path).filter(|path| path.starts_with('/')).ok_or(WRONG)?;
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let query = pairs.map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        Some((decoded(key)?, decoded(&value.replace('+', " "))?))
    });
    Ok(Asked { path, query: query.collect::<Option<_>>().ok_or(WRONG)? })
}

/// Sees that the page itself asks, or someone who opens it.
fn check_who(fields: &[(&str, &str)], port: u16, target: &str) -> Result<(), Refusal> {
    let named = |name: &str| -> Vec<&str> {
        let found = fields.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| *value).collect()
    };
    let is_ours = |host: &str| {
        ["127.0.0.1", "localhost"]
            .iter()
            .any(|name| host == format!("{name}:{port}") || (port == USUAL_PORT && host == *name))
    };
    if !matches!(named("host").as_slice(), [host] if is_ours(host)) {
        return Err(Refusal(
            403,
            "the preview answers only to 127.0.0.1 and localhost with its port",
        ));
    }
    let of_page = |origin: &&str| origin.strip_prefix("http://").is_some_and(is_ours);
    if !named("origin").iter().all(of_page) {
        return Err(Refusal(403, "only the preview's own page is answered"));
    }
    // A link on another page may open this one, which says nothing of itself to that page.
    let opens = target == "/" && named("sec-fetch-mode") == ["navigate"];
    let site = named("sec-fetch-site");
    if site.iter().all(|site| ["same-origin", "none"].contains(site)) || opens {
        Ok(())
    } else {
        Err(Refusal(403, "only the preview's own page is answered"))
    }
}

/// `%C3%A9` as `é`; none if it is not UTF-8, or a digit is missing.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PORT: u16 = 4321;

    fn status(head: &str) -> u16 {
        asked(head, PORT).map_or_else(|refusal| refusal.0, |_| 200)
    }

    fn with(line: &str, fields: &str) -> u16 {
        status(&format!("{line} HTTP/1.1\r\nHost: 127.0.0.1:4321\r\n{fields}\r\n"))
    }

    #[test]
    fn a_query_is_read_with_its_letters() {
        let head = "GET /preview?names=el&theme=my%20look%C3%A9.css&as_of= HTTP/1.1\r\n\
                    host: localhost:4321\r\n\r\n";
        let pairs = [("names", "el"), ("theme", "my looké.css"), ("as_of", "")];
        let query = pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec();
        assert_eq!(asked(head, PORT), Ok(Asked { path: "/preview".into(), query }));
    }

    #[test]
    fn only_this_machine_s_own_names_are_answered() {
        for host in ["evil.example:4321", "127.0.0.1", "127.0.0.1:80", "127.0.0.1.evil:4321", ""] {
            assert_eq!(status(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n")), 403, "{host}");
        }
        assert_eq!(status("GET / HTTP/1.1\r\n\r\n"), 403);
        let two = "Host: evil.example\r\n";
        assert_eq!(with("GET /", two), 403, "two hosts");
        assert_eq!(with("GET /", ""), 200);
    }

    #[test]
    fn other_pages_get_nothing_but_the_way_in() {
        let cross = "Sec-Fetch-Site: cross-site\r\n";
        assert_eq!(with("GET /preview", "Origin: https://evil.example\r\n"), 403);
        assert_eq!(with("GET /preview", "Origin: null\r\n"), 403);
        assert_eq!(with("GET /preview", cross), 403);
        assert_eq!(with("GET /preview", "Sec-Fetch-Site: same-site\r\n"), 403);
        assert_eq!(with("GET /figure.svg", &format!("{cross}Sec-Fetch-Mode: navigate\r\n")), 403);
        assert_eq!(with("GET /", &format!("{cross}Sec-Fetch-Mode: navigate\r\n")), 200);
        assert_eq!(with("GET /preview", "Origin: http://127.0.0.1:4321\r\n"), 200);
        assert_eq!(with("GET /preview", "Sec-Fetch-Site: same-origin\r\n"), 200);
    }

    #[test]
    fn other_methods_and_nonsense_are_refused() {
        assert_eq!(with("POST /", ""), 405);
        assert_eq!(with("HEAD /", ""), 405);
        for line in
            ["GET", "GET  /", "GET http://127.0.0.1:4321/", "GET /?a=%zz", "GET /%ff", "GET /%"]
        {
            assert_eq!(with(line, ""), 400, "{line}");
        }
        assert_eq!(with("GET /", "no field\r\n"), 400);
        assert_eq!(status(""), 400);
    }

    #[test]
    fn a_head_without_end_is_not_read_for_ever() {
        assert!(read_head(&mut io::repeat(b'a')).is_err());
        assert!(read_head(&mut &b"GET / HTTP/1.1\r\n"[..]).is_err());
        let head = read_head(&mut &b"GET / HTTP/1.1\r\n\r\nrest"[..]).expect("a head");
        assert!(head.starts_with("GET / HTTP/1.1\r\n\r\n"));
    }
}
