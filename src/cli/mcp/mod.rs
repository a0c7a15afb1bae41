//! `periplus mcp`: the program for assistants, by the Model Context Protocol over standard input and output. Every tool is a
//! command of the command line, run as that is: what it says is what the command line says.

mod answers;
mod calls;
mod fault;
mod protocol;
mod tools;

use super::args::{CommandLine, Mcp};
use super::messages::Messages;
use super::{print, render};
use calls::{Dispatch, Server};
use periplus::error::{Error, Result};
use protocol::{Message, refusal};
use serde_json::Value;
use std::io::{self, BufRead as _, Read as _};

/// The longest message, bytes: a text to be located, a figure with features in it.
const LONGEST: usize = 8 << 20;

/// Answers messages, one a line, until standard input ends.
///
/// Errors: `Render` for streams that break.
pub(super) fn run(
    arguments: &Mcp,
    (line, dispatch): (&CommandLine, Dispatch),
    messages: &Messages,
) -> Result<()> {
    let server = Server::new(arguments, (line, dispatch), render::geodata(line)?)?;
    messages.note(
        "waiting for messages of the Model Context Protocol on standard input; its end ends this",
    );
    let mut input = io::stdin().lock();
    loop {
        let mut bytes = Vec::new();
        let broken = |error| Error::render("standard input broke off").cause(error);
        let read = input
            .by_ref()
            .take(LONGEST as u64 + 1)
            .read_until(b'\n', &mut bytes)
            .map_err(broken)?;
        if read == 0 {
            return Ok(());
        }
        if bytes.len() > LONGEST {
            // what is left of the line is none
            while !bytes.ends_with(b"\n") {
                bytes.clear();
                if input
                    .by_ref()
                    .take(LONGEST as u64)
                    .read_until(b'\n', &mut bytes)
                    .map_err(broken)?
                    == 0
                {
                    break;
                }
            }
            let limit = format!("a message is of {} MB at most", LONGEST >> 20);
            say(&refusal(&Value::Null, fault::INVALID_REQUEST, &limit))?;
            continue;
        }
        if let Some(answer) = answer(&bytes, &server) {
            say(&answer)?;
        }
    }
}

/// The answer to a message; none to what asks for none.
fn answer(bytes: &[u8], server: &Server) -> Option<Value> {
    if bytes.trim_ascii().is_empty() {
        return None;
    }
    match Message::read(bytes) {
        Ok(Message::Request { id, method, params }) => {
            let outcome = protocol::reply(&method, &params, server);
            Some(outcome.map_or_else(
                |fault| refusal(&id, fault.code, &fault.message),
                |result| protocol::success(&id, result),
            ))
        }
        Ok(Message::Unanswered) => None,
        Err(refusal) => Some(refusal),
    }
}

fn say(answer: &Value) -> Result<()> {
    print(format!("{answer}\n").as_bytes())
}
