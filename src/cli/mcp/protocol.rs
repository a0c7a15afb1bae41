//! JSON-RPC 2.0 and the methods of the protocol: a message in, its answer out.

use super::calls::Server;
use super::fault::{Fault, INVALID_PARAMS, INVALID_REQUEST, METHOD_NOT_FOUND, PARSE_ERROR};
use super::tools;
use serde_json::{Map, Value, json};

/// The versions that are spoken, the newest first.
const VERSIONS: [&str; 3] = ["2025-06-18", "2025-03-26", "2024-11-05"];

/// What an assistant is told of the program at the start.
const INSTRUCTIONS: &str = "Periplus draws the map figure for a report, with territorial waters computed from the coast on the ellipsoid. \
     `figures` lists what is bundled; `render` draws one of them, a figure file (`schema` says what that is) or a file in the \
     working folder; `locate` says what the places of a text are, or draws them; `zones` and `areas` give the numbers. Whose view \
     of disputed land is drawn is chosen and stated (`worldview`), and so is the day (`as_of`): say both when you pass a figure \
     on. Areas and limits are indicative and imply no position on sovereignty.";

/// A message.
pub(super) enum Message {
    /// One that is to be answered.
    Request { id: Value, method: String, params: Map<String, Value> },
    /// A notification, or an answer.
    Unanswered,
}

impl Message {
    /// Reads a line.
    ///
    /// Errors: the answer to what is no message.
    pub(super) fn read(bytes: &[u8]) -> Result<Message, Value> {
        let message: Value = serde_json::from_slice(bytes)
            .map_err(|error| refusal(&Value::Null, PARSE_ERROR, &format!("no JSON: {error}")))?;
        let id = message.get("id").filter(|id| id.is_string() || id.is_number());
        let wrong = |what: &str| Err(refusal(id.unwrap_or(&Value::Null), INVALID_REQUEST, what));
        let Some(fields) = message.as_object() else { return wrong("a message is one object") };
        if fields.get("jsonrpc") != Some(&json!("2.0")) {
            return wrong("`jsonrpc` is \"2.0\"");
        }
        let Some(method) = fields.get("method") else {
            let is_answer = fields.contains_key("result") || fields.contains_key("error");
            return if is_answer { Ok(Message::Unanswered) } else { wrong("`method` is missing") };
        };
        let Some(method) = method.as_str() else { return wrong("`method` is a text") };
        if !fields.contains_key("id") {
            return Ok(Message::Unanswered);
        }
        let Some(id) = id else { return wrong("`id` is a text or a number") };
        let params = match fields.get("params") {
            None => Map::new(),
            Some(Value::Object(params)) => params.clone(),
            Some(_) => return Err(refusal(id, INVALID_PARAMS, "`params` is an object")),
        };
        Ok(Message::Request { id: id.clone(), method: method.to_owned(), params })
    }
}

/// The result of a method.
///
/// Errors: a method that there is not, parameters that it does not take.
pub(super) fn reply(
    method: &str,
    params: &Map<String, Value>,
    server: &Server,
) -> Result<Value, Fault> {
    match method {
        "initialize" => initialize(params),
        "ping" => Ok(json!({})),
        "tools/list" => Ok(json!({ "tools": tools::list(server.writes()) })),
        "tools/call" => {
            let name = params.get("name").and_then(Value::as_str);
            let name = name.ok_or_else(|| Fault::params("`name` is that of a tool"))?;
            let none = json!({});
            let arguments = params.get("arguments").unwrap_or(&none).as_object();
            let arguments = arguments.ok_or_else(|| Fault::params("`arguments` is an object"))?;
            server.call(name, arguments)
        }
        _ => {
            Err(Fault { code: METHOD_NOT_FOUND, message: format!("there is no method `{method}`") })
        }
    }
}

fn initialize(params: &Map<String, Value>) -> Result<Value, Fault> {
    let asked = params.get("protocolVersion").and_then(Value::as_str);
    let asked = asked.ok_or_else(|| Fault::params("`protocolVersion` is a text"))?;
    // one that is not spoken is answered with the newest that is
    let version = VERSIONS.into_iter().find(|known| *known == asked).unwrap_or(VERSIONS[0]);
    Ok(json!({
        "protocolVersion": version,
        "capabilities": { "tools": {} },
        "serverInfo": { "name": "periplus", "version": env!("CARGO_PKG_VERSION") },
        "instructions": INSTRUCTIONS,
    }))
}

/// The answer of a method that has a result.
pub(super) fn success(id: &Value, result: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "result": result })
}

/// The answer of one that has none.
pub(super) fn refusal(id: &Value, code: i64, message: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
}
