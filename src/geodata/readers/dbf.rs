//! The attributes of a Shapefile: a table in dBASE's format in, rows of named values out. Its letters are in the encoding that the
//! `.cpg` beside it names, else that of its own header, else the one in which they make sense.

use super::bytes::Bytes;
use super::encoding::decoded;
use crate::error::{Error, Place, Result, Warning};
use crate::geodata::found::Found;
use encoding_rs::{Encoding, UTF_8};
use geojson::{JsonObject, JsonValue};
use serde_json::Number;

/// A table of attributes.
pub(super) struct Dbf {
    bytes: Vec<u8>,
    fields: Vec<Field>,
    first: usize,
    length: usize,
    count: usize,
    encoding: &'static Encoding,
}

struct Field {
    name: String,
    kind: u8,
    at: usize,
    length: usize,
}

/// The length of the header before its fields, and of the description of a field.
const HEADER: usize = 32;

impl Dbf {
    /// Reads the table; `cpg` is what stands in the file that names its encoding.
    ///
    /// Errors: `Input` if it is none, or its encoding is not known.
    pub(super) fn read(
        bytes: Vec<u8>,
        cpg: Option<Vec<u8>>,
        file: &str,
        found: &mut Found,
    ) -> Result<Dbf> {
        let place = || Place::file(file).part("its .dbf");
        let damaged = || Error::input("the table of attributes is damaged").at(place());
        let head = Bytes(&bytes);
        let stated = head.count(4).ok_or_else(damaged)?;
        let first = head.u16(8).map(usize::from).ok_or_else(damaged)?;
        let length = head.u16(10).map(usize::from).filter(|it| *it > 0).ok_or_else(damaged)?;
        let there = bytes.len().saturating_sub(first) / length;
        if there < stated {
            let message =
                format!("the table of attributes has {there} rows, not {stated} as it says");
            found.warnings.push(Warning::new(message).at(place()));
        }
        let (encoding, doubt) = encoding(&bytes, first, cpg.as_deref(), file)?;
        found.warnings.extend(doubt);
        if encoding != UTF_8 {
            found.notices.push(format!("attributes in {}", encoding.name()));
        }
        let fields = fields(&bytes, first, length, encoding);
        Ok(Dbf { first, length, count: there.min(stated), encoding, fields, bytes })
    }

    fn record(&self, index: usize) -> Option<&[u8]> {
        let start = self.first + index.checked_mul(self.length)?;
        (index < self.count).then(|| self.bytes.get(start..start + self.length)).flatten()
    }

    /// Whether a row is marked as deleted.
    pub(super) fn is_deleted(&self, index: usize) -> bool {
        self.record(index).is_some_and(|record| record.first() == Some(&b'*'))
    }

    /// The values of a row, from 0.
    pub(super) fn row(&self, index: usize) -> Option<JsonObject> {
        let record = self.record(index)?;
        let value = |field: &Field| {
            let bytes = record.get(field.at..field.at + field.length)?;
            Some((field.name.clone(), self.value(field.kind, bytes)?))
        };
        Some(self.fields.iter().filter_map(value).collect())
    }

    fn value(&self, kind: u8, bytes: &[u8]) -> Option<JsonValue> {
        let text = || {
            let (text, _) = self.encoding.decode_without_bom_handling(bytes);
            text.trim_matches(|c: char| c.is_whitespace() || c == '\0').to_owned()
        };
        match kind {
            b'C' => Some(text()).filter(|text| !text.is_empty()).map(JsonValue::String),
            b'N' | b'F' => number(&text()),
            b'D' => day(&text()),
            b'L' => match text().as_str() {
                "T" | "t" | "Y" | "y" => Some(JsonValue::Bool(true)),
                "F" | "f" | "N" | "n" => Some(JsonValue::Bool(false)),
                _ => None,
            },
            b'I' => Bytes(bytes).u32(0).map(|number| JsonValue::from(number.cast_signed())),
            b'O' => Bytes(bytes).double(0).and_then(Number::from_f64).map(JsonValue::Number),
            _ => None,
        }
    }
}

fn fields(bytes: &[u8], first: usize, length: usize, encoding: &'static Encoding) -> Vec<Field> {
    let mut fields = Vec::new();
    // after the mark of deletion
    let mut at = 1;
    let ends = first.min(bytes.len());
    for start in (HEADER..ends).step_by(HEADER) {
        let Some(field) = bytes.get(start..start + HEADER).filter(|it| it[0] != b'\r') else {
            break;
        };
        let name = field[..11].split(|byte| *byte == 0).next().unwrap_or_default();
        let (name, _) = encoding.decode_without_bom_handling(name);
        let own = usize::from(field[16]);
        if at + own > length {
            break;
        }
        fields.push(Field { name: name.trim().to_owned(), kind: field[11], at, length: own });
        at += own;
    }
    fields
}

/// A number as it is written; what is no number (`****` for what had no room) is none.
fn number(text: &str) -> Option<JsonValue> {
    let whole = || text.parse::<i64>().ok().map(Number::from);
    let other = || text.parse::<f64>().ok().and_then(Number::from_f64);
    whole().or_else(other).map(JsonValue::Number)
}

/// `20200131` as 2020-01-31.
fn day(text: &str) -> Option<JsonValue> {
    let is_day =
        text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) && text != "00000000";
    is_day.then(|| JsonValue::String(format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])))
}

/// The encoding of the texts, and that it is guessed where it is.
fn encoding(
    bytes: &[u8],
    first: usize,
    cpg: Option<&[u8]>,
    file: &str,
) -> Result<(&'static Encoding, Option<Warning>)> {
    if let Some(written) = cpg.map(|cpg| String::from_utf8_lossy(cpg).trim().to_owned()) {
        let known = of_label(&written);
        let unknown = || {
            Error::input(format!("the encoding `{written}` of the .cpg is not known"))
                .at(Place::file(file))
                .hint("write UTF-8 or windows-1254 for example into it, or take it away")
        };
        return known.map(|encoding| (encoding, None)).ok_or_else(unknown);
    }
    let of_header = bytes.get(29).and_then(|driver| of_driver(*driver));
    if let Some(encoding) = of_header {
        return Ok((encoding, None));
    }
    let texts = bytes.get(first..).unwrap_or_default();
    let decoded = decoded(texts, file).map_err(|error| {
        error.hint(
            "put a .cpg file beside it that names the encoding: UTF-8 or windows-1254 for example",
        )
    })?;
    let encoding = Encoding::for_label(decoded.encoding.as_bytes()).unwrap_or(UTF_8);
    let doubt = decoded.doubt.map(|doubt| {
        doubt.hint("look at a name with accents; if it is wrong, write its encoding into a .cpg file beside it")
    });
    Ok((encoding, doubt))
}

/// The encoding that a `.cpg` names: `UTF-8`, `1254`, `ANSI 1254`, `ISO 8859-9`, `88599`.
fn of_label(written: &str) -> Option<&'static Encoding> {
    if let Some(encoding) = Encoding::for_label(written.as_bytes()) {
        return Some(encoding);
    }
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let label = match digits.as_str() {
        "65001" | "8" => "utf-8".to_owned(),
        "866" => "ibm866".to_owned(),
        "874" => "windows-874".to_owned(),
        "932" => "shift_jis".to_owned(),
        "936" => "gbk".to_owned(),
        "949" => "euc-kr".to_owned(),
        "950" => "big5".to_owned(),
        page if page.len() == 4 && page.starts_with("125") => format!("windows-{page}"),
        iso => format!("iso-8859-{}", iso.strip_prefix("8859")?),
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding by the language driver of the header; none for those of DOS that browsers do not know.
fn of_driver(driver: u8) -> Option<&'static Encoding> {
    let label = match driver {
        0x03 | 0x57 | 0x58 | 0x59 => "windows-1252",
        0x13 | 0x7b => "shift_jis",
        0x26 | 0x65 => "ibm866",
        0x4d | 0x7a => "gbk",
        0x4e | 0x79 => "euc-kr",
        0x4f | 0x78 => "big5",
        0xc8 => "windows-1250",
        0xc9 => "windows-1251",
        0xca => "windows-1254",
        0xcb => "windows-1253",
        0xcc => "windows-1257",
        0x7d => "windows-1255",
        0x7e => "windows-1256",
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_known_as_programs_write_them() {
        for (written, name) in [
            ("UTF-8", "UTF-8"),
            ("65001", "UTF-8"),
            ("1254", "windows-1254"),
            ("ANSI 1251", "windows-1251"),
            ("CP1253", "windows-1253"),
            ("ISO 8859-7", "ISO-8859-7"),
            ("88599", "windows-1254"),
            ("OEM 866", "IBM866"),
            ("Big5", "Big5"),
        ] {
            assert_eq!(of_label(written).map(Encoding::name), Some(name), "{written}");
        }
        assert!(of_label("437").is_none());
    }

    #[test]
    fn numbers_and_days_are_read_or_left_out() {
        assert_eq!(number("-12"), Some(JsonValue::from(-12)));
        assert_eq!(number("1.50"), Some(JsonValue::from(1.5)));
        for text in ["", "****", "nan", "x"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(day("20200131"), Some(JsonValue::from("2020-01-31")));
        assert_eq!(day("00000000"), None);
        assert_eq!(day("é123456"), None);
    }
}
