//! Connections in, answers out: the page, its pictures, files to keep, and a stream that tells of saves.

use super::answer::{self, Answer};
use super::desk::{Desk, Question};
use super::http::{self, Asked, Refusal};
use super::page::{self, Page};
use super::saves::lock;
use super::{Controls, ErrorReport, Kind, Picture, Saves, Subject};
use crate::error::{Error, Result};
use crate::output::Format;
use crate::style::Theme;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::{self, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// The most conversations at a time; a page has two or three. Beyond, the oldest ends for a new one, be it somebody who says
/// nothing or a page that only waits for saves: that asks again.
const MOST_TALKS: usize = 64;
/// The most threads at a time: some conversations that were ended have not seen it yet.
const MOST_THREADS: usize = 4 * MOST_TALKS;
/// How long the other side may take to send its head, or to take what it is sent.
const PATIENCE: Duration = Duration::from_secs(10);
/// From one sign of life to the next on a stream without news.
const SIGN_OF_LIFE: Duration = Duration::from_secs(5);

struct Server {
    port: u16,
    subject: Subject,
    page: Page,
    desk: Arc<Desk>,
    saves: Arc<Saves>,
    talks: Mutex<Talks>,
}

/// The conversations, the oldest first.
#[derive(Default)]
struct Talks {
    begun: u64,
    open: VecDeque<(u64, TcpStream)>,
    threads: usize,
}

/// Starts the thread that takes connections.
pub(super) fn start(
    listener: TcpListener,
    subject: Subject,
    desk: Arc<Desk>,
    saves: Arc<Saves>,
) -> Result<()> {
    let failed = |error: io::Error| Error::render("cannot serve the preview").cause(error);
    let port = listener.local_addr().map_err(failed)?.port();
    let page = Page::of(&subject);
    let talks = Mutex::default();
    let server = Arc::new(Server { port, subject, page, desk, saves, talks });
    let taking = move || {
        for connection in listener.incoming() {
            match connection {
                Ok(connection) => server.take(connection),
                // Too many files are open, perhaps: the next moment is better.
                Err(_) => thread::sleep(Duration::from_millis(50)),
            }
        }
    };
    let thread = thread::Builder::new().name("server".to_owned()).spawn(taking);
    thread.map(|_| ()).map_err(failed)
}

impl Server {
    /// Answers a connection on a thread of its own.
    fn take(self: &Arc<Server>, connection: TcpStream) {
        let Ok(handle) = connection.try_clone() else { return };
        let number = {
            let mut talks = lock(&self.talks);
            if talks.threads >= MOST_THREADS {
                return;
            }
            talks.threads += 1;
            talks.begun += 1;
            let number = talks.begun;
            talks.open.push_back((number, handle));
            let ended = (talks.open.len() > MOST_TALKS).then(|| talks.open.pop_front()).flatten();
            // who has gone already is not there to be told
            ended.map(|(_, oldest)| oldest.shutdown(Shutdown::Both));
            number
        };
        let server = Arc::clone(self);
        let talk = move || {
            // The other side may go at any time; there is nobody to answer then.
            let _ = server.talk(connection);
            server.forget(number);
        };
        if thread::Builder::new().spawn(talk).is_err() {
            self.forget(number);
        }
    }

    /// Strikes a conversation that has ended off the list.
    fn forget(&self, number: u64) {
        let mut talks = lock(&self.talks);
        talks.open.retain(|(open, _)| *open != number);
        talks.threads -= 1;
    }

    fn talk(&self, mut connection: TcpStream) -> io::Result<()> {
        connection.set_read_timeout(Some(PATIENCE))?;
        connection.set_write_timeout(Some(PATIENCE))?;
        let head = http::read_head(&mut connection)?;
        let answer = match http::asked(&head, self.port) {
            Ok(asked) if asked.path == "/events" => return self.tell_of_saves(connection),
            Ok(asked) => self.answer(&asked).unwrap_or_else(|refusal| refused(&refusal)),
            Err(refusal) => refused(&refusal),
        };
        answer.send(connection)
    }

    fn answer(&self, asked: &Asked) -> std::result::Result<Answer, Refusal> {
        Ok(match asked.path.as_str() {
            "/" => Answer::shown("text/html; charset=utf-8", self.page.html.as_str()),
            "/page.css" => Answer::shown("text/css; charset=utf-8", page::style()),
            "/page.js" => Answer::shown("text/javascript; charset=utf-8", page::script()),
            "/preview" => self.preview(&asked.query)?,
            path => match path.strip_prefix("/figure.").and_then(Format::named) {
                Some(format) => self.file(&asked.query, format)?,
                None => return Err(Refusal(404, "there is no such page")),
            },
        })
    }

    /// The picture for the page as JSON, or what went wrong; then, for a page that shows nothing yet, the last good one.
    fn preview(&self, query: &[(String, String)]) -> std::result::Result<Answer, Refusal> {
        let of = |wanted: &str| {
            query.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.clone())
        };
        let page = of("page");
        let question = Question { page, controls: self.controls(query)?, kind: Kind::Preview };
        let saves = self.saves.count();
        let Some(answer) = self.desk.ask(question) else {
            return Err(Refusal(409, "the page has asked again"));
        };
        let status = match answer.drawn {
            Ok(picture) => json!({ "saves": saves, "picture": shown(&picture) }),
            Err(error) => {
                let last = answer.last_good.filter(|_| of("empty").is_some());
                let last = last.map(|picture| shown(&picture));
                json!({ "saves": saves, "error": error, "picture": last })
            }
        };
        Ok(Answer::shown("application/json", status.to_string()))
    }

    /// A file to keep.
    fn file(
        &self,
        query: &[(String, String)],
        format: Format,
    ) -> std::result::Result<Answer, Refusal> {
        let controls = self.controls(query)?;
        let answer = self.desk.ask(Question { page: None, controls, kind: Kind::File(format) });
        Ok(match answer.map(|answer| answer.drawn) {
            Some(Ok(picture)) => {
                let file = Some(format!("{}.{}", picture.name, format.name()));
                let (of_type, body) = (format.media_type(), picture.bytes.clone());
                Answer { status: 200, of_type, file, body }
            }
            Some(Err(error)) => Answer::said(422, &error.text()),
            None => return Err(Refusal(503, "the figure is not drawn any more")),
        })
    }

    /// What the controls say. A theme must be one that the page offers: the query names no files.
    fn controls(&self, query: &[(String, String)]) -> std::result::Result<Controls, Refusal> {
        let mut controls = Controls::default();
        for (key, value) in query {
            let value = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
            match key.as_str() {
                "width" => controls.width = value,
                "theme" => controls.theme = value,
                "names" => controls.names = value,
                "as_of" => controls.as_of = value,
                "worldview" => controls.worldview = value,
                "page" | "empty" => {}
                _ => return Err(Refusal(400, "there is no such control")),
            }
        }
        let is_offered = |theme: &String| {
            Theme::names().contains(&theme.as_str())
                || self.subject.own_theme.as_ref() == Some(theme)
        };
        match controls.theme.as_ref().is_none_or(is_offered) {
            true => Ok(controls),
            false => Err(Refusal(400, "the page offers no such theme")),
        }
    }

    /// Server-sent events: the number of saves, now and whenever it rises.
    fn tell_of_saves(&self, mut connection: TcpStream) -> io::Result<()> {
        let head = answer::head(200, "text/event-stream");
        let mut saves = self.saves.count();
        write!(connection, "{head}\r\nretry: 500\n\ndata: {saves}\n\n")?;
        loop {
            let now = self.saves.wait(saves, SIGN_OF_LIFE);
            // A comment finds out whether anybody still listens.
            let line = if now == saves { ":\n\n".to_owned() } else { format!("data: {now}\n\n") };
            connection.write_all(line.as_bytes())?;
            saves = now;
        }
    }
}

fn refused(refusal: &Refusal) -> Answer {
    Answer::said(refusal.0, refusal.1)
}

/// A preview as the page takes it.
fn shown(picture: &Picture) -> Value {
    let warnings = picture.warnings.iter().map(|warning| ErrorReport {
        message: warning.message.clone(),
        at: warning.place.as_ref().map(ToString::to_string),
        causes: Vec::new(),
        hint: warning.hint.clone(),
    });
    let names = picture.names.iter().map(
        |name| json!({ "id": name.id, "text": name.text, "taken": name.taken, "from": name.from }),
    );
    json!({
        "svg": String::from_utf8_lossy(&picture.bytes),
        "width_mm": picture.width,
        "height_mm": picture.height,
        "alt": picture.alt,
        "with": picture.with,
        "warnings": warnings.collect::<Vec<_>>(),
        "names": names.collect::<Vec<_>>(),
    })
}
