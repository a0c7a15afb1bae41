//! A file that is packed (gzip, ZIP) in, the file of features in it out, with those that belong to it: never more bytes than may be
//! read of a file.

use crate::error::{Error, Place, Result};
use crate::files::{self, Limit};
use flate2::read::{DeflateDecoder, MultiGzDecoder};
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};
use std::path::Path;

/// How the names of packed files end.
pub(super) const ENDS: [&str; 3] = ["gz", "zip", "kmz"];

/// What is packed with gzip.
///
/// Errors: `Input` if it is damaged or too large.
pub(super) fn of_gzip(bytes: &[u8], name: &str, limit: Limit) -> Result<Option<Vec<u8>>> {
    if !bytes.starts_with(b"\x1f\x8b") {
        return Ok(None);
    }
    files::unpacked(MultiGzDecoder::new(bytes), &format!("`{name}`, unpacked,"), limit).map(Some)
}

/// The name without what says that it is packed.
pub(super) fn bare(name: &str) -> &str {
    name.strip_suffix(".gz").unwrap_or(name)
}

/// An archive of files.
pub(super) struct Archive<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
    members: Vec<Member>,
    name: &'a str,
    limit: Limit,
}

struct Member {
    name: String,
    method: CompressionMethod,
    at: ZipArchiveEntryWayfinder,
}

impl<'a> Archive<'a> {
    /// The archive that these bytes are; none if they are none.
    ///
    /// Errors: `Input` if it is damaged.
    pub(super) fn of(bytes: &'a [u8], name: &'a str, limit: Limit) -> Result<Option<Archive<'a>>> {
        /// Files of an archive that are looked at.
        const MOST: usize = 10_000;
        if !bytes.starts_with(b"PK\x03\x04") {
            return Ok(None);
        }
        let damaged = |cause: rawzip::Error| damaged(name).cause(cause);
        let archive = ZipArchive::from_slice(bytes).map_err(damaged)?;
        let mut members = Vec::new();
        for entry in archive.entries().take(MOST) {
            let entry = entry.map_err(damaged)?;
            let path = String::from_utf8_lossy(entry.file_path().as_ref()).into_owned();
            // what Apple's Finder adds
            if !entry.is_dir() && !path.starts_with("__MACOSX/") {
                let (method, at) = (entry.compression_method(), entry.wayfinder());
                members.push(Member { name: path, method, at });
            }
        }
        Ok(Some(Archive { archive, members, name, limit }))
    }

    /// The name and content of the one file whose name ends in one of `ends`, the first end that there is.
    ///
    /// Errors: `Input` if there is none, there are several, or it is damaged.
    pub(super) fn features(&self, ends: &[&str]) -> Result<(String, Vec<u8>)> {
        let of_end = |end: &&str| {
            let members: Vec<&Member> =
                self.members.iter().filter(|member| end_of(&member.name) == **end).collect();
            (!members.is_empty()).then_some(members)
        };
        let found = ends.iter().find_map(of_end);
        let at_file = |error: Error| error.at(Place::file(self.name));
        let members = found.ok_or_else(|| {
            at_file(Error::input("the archive has no file of features"))
                .hint(format!("unpack it; what is read ends in .{}", ends.join(", .")))
        })?;
        // of several KML files doc.kml is the one that is meant (KMZ)
        let main = members.iter().find(|member| member.name == "doc.kml").or(members.first());
        let is_meant = members.len() == 1 || main.is_some_and(|member| member.name == "doc.kml");
        match main.filter(|_| is_meant) {
            Some(member) => Ok((member.name.clone(), self.content(member)?)),
            None => {
                let names: Vec<String> =
                    members.iter().take(5).map(|member| format!("`{}`", member.name)).collect();
                let more = if members.len() > names.len() { ", …" } else { "" };
                let message = format!(
                    "the archive has several files of features: {}{more}",
                    names.join(", ")
                );
                Err(at_file(Error::input(message))
                    .hint("unpack it, and give the one that is meant"))
            }
        }
    }

    /// The file beside another of the archive whose name ends otherwise.
    ///
    /// Errors: `Input` if it is damaged.
    pub(super) fn beside(&self, name: &str, end: &str) -> Result<Option<Vec<u8>>> {
        let wanted = Path::new(name).with_extension(end);
        let wanted = wanted.to_string_lossy().to_lowercase();
        let member = self.members.iter().find(|member| member.name.to_lowercase() == wanted);
        member.map(|member| self.content(member)).transpose()
    }

    fn content(&self, member: &Member) -> Result<Vec<u8>> {
        let shown = format!("{}/{}", self.name, member.name);
        let entry =
            self.archive.get_entry(member.at).map_err(|cause| damaged(&shown).cause(cause))?;
        let what = format!("`{shown}`");
        match member.method {
            CompressionMethod::STORE => {
                files::unpacked(entry.verifying_reader(entry.data()), &what, self.limit)
            }
            CompressionMethod::DEFLATE => {
                let stream = DeflateDecoder::new(entry.data());
                files::unpacked(entry.verifying_reader(stream), &what, self.limit)
            }
            _ => Err(Error::input("the file is packed in a way that is not read, or encrypted")
                .at(Place::file(shown))
                .hint("unpack the archive, and give the file itself")),
        }
    }
}

fn end_of(name: &str) -> String {
    let end = Path::new(name).extension().and_then(|end| end.to_str());
    end.unwrap_or_default().to_lowercase()
}

fn damaged(name: &str) -> Error {
    Error::input("the archive is damaged")
        .at(Place::file(name))
        .hint("was it copied or downloaded whole?")
}
