//! What the server says in, the bytes of an HTTP/1.1 answer out. Every answer says that no other page may use it.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};

/// What a browser may do with the page: nothing but what comes from here; pictures are made of what was fetched.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                      img-src 'self' blob: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// The most that is read of what nobody asked for, bytes.
const MOST_DRAINED: u64 = 1 << 20;

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Its media type.
    pub(super) of_type: &'static str,
    /// The name under which the browser keeps it; none: it is shown.
    pub(super) file: Option<String>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// An answer that is shown.
    pub(super) fn shown(of_type: &'static str, body: impl Into<Vec<u8>>) -> Answer {
        Answer { status: 200, of_type, file: None, body: body.into() }
    }

    /// A sentence with a status.
    pub(super) fn said(status: u16, words: &str) -> Answer {
        let body = format!("{}\n", words.trim_end()).into_bytes();
        Answer { status, of_type: "text/plain; charset=utf-8", file: None, body }
    }

    /// Sends the answer and ends the conversation.
    pub(super) fn send(&self, mut to: TcpStream) -> io::Result<()> {
        let mut head = head(self.status, self.of_type);
        head += &format!("Content-Length: {}\r\n", self.body.len());
        if self.status == 405 {
            head += "Allow: GET\r\n";
        }
        if let Some(name) = &self.file {
            head += &format!("Content-Disposition: {}\r\n", content_disposition(name));
        }
        to.write_all(head.as_bytes())?;
        to.write_all(b"\r\n")?;
        to.write_all(&self.body)?;
        to.shutdown(Shutdown::Write)?;
        // What came after the head is read, or the system would take the answer back.
        io::copy(&mut to.take(MOST_DRAINED), &mut io::sink()).map(|_| ())
    }
}

/// The first lines of an answer, without the empty one.
pub(super) fn head(status: u16, of_type: &str) -> String {
    let reason = match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        422 => "Unprocessable Content",
        _ => "Service Unavailable",
    };
    format!(
        "HTTP/1.1 {status} {reason}\r\nContent-Type: {of_type}\r\nConnection: close\r\n\
         Cache-Control: no-store\r\nContent-Security-Policy: {POLICY}\r\n\
         X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin\r\n"
    )
}

/// `Content-Disposition` of a file to keep (RFC 6266): letters of every script, for those who read the second name.
fn content_disposition(name: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let simple: String = name.chars().map(|it| if plain(it) { it } else { '_' }).collect();
    let exact: String = name
        .bytes()
        .map(|byte| match char::from(byte) {
            letter if plain(letter) => letter.to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{simple}\"; filename*=UTF-8''{exact}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_keeps_its_name_and_cannot_write_fields() {
        let written = content_disposition("Ωa\"\r\nb.svg");
        assert_eq!(
            written,
            "attachment; filename=\"_a___b.svg\"; filename*=UTF-8''%CE%A9a%22%0D%0Ab.svg"
        );
    }
}
