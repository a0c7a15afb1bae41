//! A large file of GeoJSON in, its features out, each read before the next is looked at: neither the text nor the tree of all of it
//! is ever in memory.
//!
//! Only a collection that is as it should be is read so. Whatever else the file is gives none: another root, a `crs` that stands
//! after the features, a feature that is refused, a text that breaks off. Such a file is read whole, by `geojson_reader`, which says
//! what is wrong with it and where.

use super::geojson_head::Head;
use super::geojson_reader::parsed;
use super::geometry_reader::Spot;
use super::reader::Read;
use crate::files::{self, Limit};
use geojson::{FeatureCollection, GeoJson};
use std::ops::ControlFlow;
use std::path::Path;

/// Files from so many bytes on are read so. Smaller ones are faster at once.
const LARGE: u64 = 64 << 20;
/// What stands round the features may be as long; what is longer is no collection of features.
const LONGEST_FRAME: usize = 1 << 20;

/// What the file at `path` holds; none if it is to be read whole.
pub(super) fn read(path: &Path, limit: Limit) -> Option<Read> {
    let about = path.metadata().ok().filter(|it| it.is_file() && it.len() > LARGE)?;
    let name = path.display().to_string();
    let mut stream = Stream::of(&name);
    let read = files::blocks(path, &name, limit, |block| match stream.take(block) {
        Some(()) => ControlFlow::Continue(()),
        None => ControlFlow::Break(()),
    });
    read.ok().filter(|length| *length == about.len())?;
    stream.finished()
}

/// A collection that is being read.
struct Stream<'a> {
    file: &'a str,
    at: At,
    /// Whether the last byte was within a string, and whether it was a backslash there that the next one belongs to.
    in_string: bool,
    is_escaped: bool,
    /// What stands round the features.
    frame: Vec<u8>,
    /// Brackets and braces that are open in what stands there.
    depth: usize,
    /// The feature that is being read, and braces that are open in it.
    feature: Vec<u8>,
    braces: usize,
    /// What the collection says of all its features, once the first of them begins.
    head: Option<(Head, FeatureCollection)>,
    count: usize,
    read: Read,
}

/// Where in a collection the last byte was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Before, between or after its members, or in one of them.
    Frame { has_features: bool },
    /// Where a feature may begin.
    Between { is_after_one: bool },
    /// In a feature.
    Feature,
}

impl<'a> Stream<'a> {
    fn of(file: &'a str) -> Stream<'a> {
        Stream {
            file,
            at: At::Frame { has_features: false },
            in_string: false,
            is_escaped: false,
            frame: Vec::new(),
            depth: 0,
            feature: Vec::new(),
            braces: 0,
            head: None,
            count: 0,
            read: Read::default(),
        }
    }

    /// Takes the next bytes of the file; none if it is to be read whole.
    fn take(&mut self, mut block: &[u8]) -> Option<()> {
        while !block.is_empty() {
            let taken = match self.at {
                At::Feature => self.in_feature(block)?,
                At::Between { is_after_one } => {
                    self.between(block[0], is_after_one)?;
                    1
                }
                At::Frame { has_features } => {
                    self.in_frame(block[0], has_features)?;
                    1
                }
            };
            block = &block[taken..];
        }
        Some(())
    }

    /// Takes what belongs to the feature that is being read; how many bytes that were.
    fn in_feature(&mut self, block: &[u8]) -> Option<usize> {
        let mut at = 0;
        loop {
            if !self.in_string {
                // most of a file are numbers
                let rest = block[at..].iter();
                at += rest.take_while(|byte| !matches!(byte, b'"' | b'{' | b'}')).count();
            }
            let Some(byte) = block.get(at) else { break };
            at += 1;
            if self.is_text(*byte) {
                continue;
            }
            match byte {
                b'{' => self.braces += 1,
                _ => self.braces -= 1,
            }
            if self.braces == 0 {
                self.feature.extend_from_slice(&block[..at]);
                self.at = At::Between { is_after_one: true };
                self.feature_ends()?;
                return Some(at);
            }
        }
        self.feature.extend_from_slice(block);
        Some(block.len())
    }

    /// Whether a byte belongs to a string, its quotation marks included.
    fn is_text(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' => self.is_escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return true;
        }
        self.in_string = byte == b'"';
        self.in_string
    }

    fn feature_ends(&mut self) -> Option<()> {
        let GeoJson::Feature(feature) = parsed(std::str::from_utf8(&self.feature).ok()?).ok()?
        else {
            return None;
        };
        self.feature.clear();
        self.count += 1;
        let mut spot = Spot::feature(self.file, self.count);
        let (head, _) = self.head.as_ref()?;
        self.read.push(head.placed(feature, &spot).ok()?, &mut spot).ok()
    }

    fn between(&mut self, byte: u8, is_after_one: bool) -> Option<()> {
        match byte {
            b'{' if !is_after_one => {
                self.at = At::Feature;
                self.braces = 1;
                self.feature.push(byte);
                self.begin()
            }
            b',' if is_after_one => {
                self.at = At::Between { is_after_one: false };
                Some(())
            }
            // a comma before the end is no JSON
            b']' if is_after_one || self.count == 0 => {
                self.at = At::Frame { has_features: true };
                self.frame.push(byte);
                self.depth -= 1;
                Some(())
            }
            _ => byte.is_ascii_whitespace().then_some(()),
        }
    }

    /// Reads what the collection says of all its features, before the first of them.
    fn begin(&mut self) -> Option<()> {
        if self.head.is_some() {
            return Some(());
        }
        let collection = collection(&[&self.frame[..], b"]}"].concat())?;
        let head = Head::of(collection.foreign_members.as_ref(), self.file).ok()?;
        self.read.reach = head.reach(collection.bbox.as_deref(), self.file, &mut self.read);
        self.head = Some((head, collection));
        Some(())
    }

    fn in_frame(&mut self, byte: u8, has_features: bool) -> Option<()> {
        let is_of_features = byte == b'[' && self.depth == 1 && names_features(&self.frame);
        self.frame.push(byte);
        if !self.is_text(byte) {
            match byte {
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.checked_sub(1)?,
                _ => {}
            }
            if is_of_features && has_features {
                return None;
            }
            if is_of_features {
                self.at = At::Between { is_after_one: false };
            }
        }
        (self.frame.len() <= LONGEST_FRAME).then_some(())
    }

    /// All that was read, if the file ends as a collection does that has said all of its features before them.
    fn finished(mut self) -> Option<Read> {
        let whole = collection(&self.frame)?;
        let (_, begun) = self.head.as_ref()?;
        let system = |of: &FeatureCollection| of.foreign_members.as_ref()?.get("crs").cloned();
        if (system(&whole), &whole.bbox) != (system(begun), &begun.bbox) {
            return None;
        }
        self.read.say_if_empty(self.file);
        Some(self.read)
    }
}

/// A text as a collection, if it is one.
fn collection(text: &[u8]) -> Option<FeatureCollection> {
    match std::str::from_utf8(text).ok()?.trim_start_matches('\u{feff}').parse().ok()? {
        GeoJson::FeatureCollection(collection) => Some(collection),
        _ => None,
    }
}

/// Whether what has been read of an object ends with the key of the features.
fn names_features(frame: &[u8]) -> bool {
    let key = frame.trim_ascii_end().strip_suffix(b":").map(<[u8]>::trim_ascii_end);
    let before = key.and_then(|key| key.strip_suffix(b"\"features\"")).map(<[u8]>::trim_ascii_end);
    // a quotation mark within a string has a backslash before it
    before.is_some_and(|before| before.ends_with(b"{") || before.ends_with(b","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodata::geojson_reader;

    /// What is read of a text in blocks of so many bytes.
    fn streamed(text: &str, block: usize) -> Option<Read> {
        let mut stream = Stream::of("a.geojson");
        text.as_bytes().chunks(block).try_for_each(|block| stream.take(block))?;
        stream.finished()
    }

    const ISLAND: &str = r#"{"type":"Feature","id":"n","properties":{"name":"N\"{a}[x\\"},
        "geometry":{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,0]]]}}"#;
    const BOW: &str = r#"{"geometry":{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]},
        "type":"Feature","properties":{"features":[{}],"in":{"features":[1]}}}"#;
    const NOWHERE: &str =
        r#"{"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[]}}"#;

    fn with(before: &str, features: &[&str], after: &str) -> String {
        let features = features.join(" ,\n");
        format!(
            "\u{feff}{{{before}\"type\":\"FeatureCollection\", \"features\" : [ {features}\n]{after}}}\n"
        )
    }

    #[test]
    fn what_is_read_as_a_stream_is_what_is_read_whole() {
        for text in [
            with("", &[ISLAND, BOW, NOWHERE, ISLAND], ""),
            with(r#""bbox":[0,0,2,2],"#, &[ISLAND], r#","name":"x","list":[{"features":[]}]"#),
            with(r#""x":{"features":[1]},"y":"\"features\":[","#, &[BOW], ""),
            with(r#""crs":{"type":"name","properties":{"name":"EPSG:32632"}},"#, &[ISLAND], ""),
        ] {
            let whole = geojson_reader::read(&text, "a.geojson").unwrap();
            for block in [1, 7, 64, text.len()] {
                assert_eq!(streamed(&text, block).as_ref(), Some(&whole), "{block}: {text}");
            }
        }
    }

    #[test]
    fn what_is_not_as_it_should_be_is_left_to_be_read_whole() {
        let crs = r#","crs":{"type":"name","properties":{"name":"EPSG:32632"}}"#;
        let good = with("", &[ISLAND], "");
        for text in [
            ISLAND.to_owned(),
            "[]".to_owned(),
            String::new(),
            with("", &[ISLAND], crs),
            with("", &[ISLAND], r#","bbox":[0,0,2,2]"#),
            with("", &[ISLAND], r#","features":[]"#),
            with("", &["{}"], ""),
            with("", &[r#"{"type":"Point","coordinates":[1,2]}"#], ""),
            with("", &[ISLAND, ""], ""),
            with("", &[], ""),
            with("", &["7"], ""),
            good[..good.len() - 3].to_owned(),
            good.replace("[2,2]", "[2,NaN]"),
            good.replace("[2,2]", "[2,200]"),
            good.clone() + ISLAND,
            good.replace("Collection", "Heap"),
            with(&format!("\"x\":\"{}\",", "x".repeat(LONGEST_FRAME)), &[ISLAND], ""),
        ] {
            assert_eq!(streamed(&text, 16), None, "{}", &text[..text.len().min(300)]);
        }
    }
}
