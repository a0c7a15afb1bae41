//! What a tool has done in, the result of the call out: text, or a picture with its alternative text; and what was said of it.

use crate::cli::messages::Kept;
use periplus::output::{Format, base64};
use serde_json::{Value, json};
use std::sync::PoisonError;

/// What a tool has done.
pub(super) enum Done {
    /// It has said something; the exit code of the command line.
    Text {
        text: String,
        code: u8,
    },
    Picture {
        bytes: Vec<u8>,
        format: Format,
        alt: String,
    },
}

/// What the command line would say on standard error.
fn said(kept: &Kept) -> String {
    kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// The result of a tool that has done what it was asked.
pub(super) fn done(done: Done, kept: &Kept) -> Value {
    let mut content = Vec::new();
    let is_error = match done {
        Done::Text { text, code } => {
            content.extend(in_words(&text));
            code != 0
        }
        Done::Picture { bytes, format, alt } => {
            content.push(match format.is_raster() {
                true => json!({ "type": "image", "data": base64(&bytes), "mimeType": media_type(format) }),
                false => text(&String::from_utf8_lossy(&bytes)),
            });
            content.extend(in_words(&alt));
            false
        }
    };
    content.extend(in_words(&said(kept)));
    json!({ "content": content, "isError": is_error })
}

/// The result of one that has not: the words of the command line.
pub(super) fn failed(kept: &Kept) -> Value {
    json!({ "content": [text(said(kept).trim_end())], "isError": true })
}

fn in_words(words: &str) -> Option<Value> {
    let words = words.trim_end();
    (!words.is_empty()).then(|| text(words))
}

fn text(words: &str) -> Value {
    json!({ "type": "text", "text": words })
}

fn media_type(format: Format) -> &'static str {
    format.media_type()
}
