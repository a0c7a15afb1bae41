//! What is wrong with a message, by the numbers of JSON-RPC 2.0.

pub(super) const PARSE_ERROR: i64 = -32700;
pub(super) const INVALID_REQUEST: i64 = -32600;
pub(super) const METHOD_NOT_FOUND: i64 = -32601;
pub(super) const INVALID_PARAMS: i64 = -32602;

/// Why a method has no result.
pub(super) struct Fault {
    pub(super) code: i64,
    pub(super) message: String,
}

impl Fault {
    /// Parameters that a method does not take.
    pub(super) fn params(message: impl Into<String>) -> Fault {
        Fault { code: INVALID_PARAMS, message: message.into() }
    }
}
