//! Embeds what the binary carries: geodata/*.geojson, packed; the relief; the catalogue, the claims, the languages and the views;
//! the notices; styles/phrases/*.toml and styles/fonts/*.ttf; figures/*.toml.
//! A missing file is a missing layer: the folder is the list.

#[allow(dead_code, unreachable_pub, reason = "its items are the library's")]
#[path = "src/compression/mod.rs"]
mod compression;

/// The forms in which layers are carried.
#[allow(dead_code, unreachable_pub, reason = "its items are the library's")]
#[path = "src/geodata"]
mod geodata {
    pub mod packing;
    pub mod towns;
}

/// How names are compared.
#[allow(dead_code, unreachable_pub, reason = "its items are the library's")]
#[path = "src/folding.rs"]
mod folding;

/// What can be located, and the index of its names.
#[allow(dead_code, unreachable_pub, reason = "its items are the library's")]
#[path = "src/locate"]
mod locate {
    pub mod compile;
    pub mod index;
}

use flate2::Compression;
use flate2::write::ZlibEncoder;
use geodata::{packing, towns};
use lzma_rust2::{LzmaOptions, LzmaWriter};
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The tables whose text is carried.
const DOCUMENTS: [&str; 6] = [
    "catalogue.toml",
    "claims.toml",
    "claims-factbook.toml",
    "gazetteer.toml",
    "languages.toml",
    "worldviews.toml",
];

/// The terms of all that the binary is made of.
const NOTICES: &str = "NOTICES.txt";

fn main() -> Result<(), String> {
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(variable("OUT_DIR")?);
    let names = ["compile", "compile/by_hand", "index"].map(|name| format!("src/locate/{name}.rs"));
    let forms = [
        "build.rs",
        "src/compression",
        "src/folding.rs",
        "src/geodata/packing.rs",
        "src/geodata/towns.rs",
        "geodata",
        "figures",
        "styles/phrases",
        "styles/fonts",
        NOTICES,
    ];
    for source in forms.map(str::to_owned).iter().chain(&names) {
        println!("cargo::rerun-if-changed={source}");
    }
    let geodata = root.join("geodata");
    let mut code = layers(&geodata, &out)?;
    code += &documents(&geodata, &out)?;
    line(
        &mut code,
        &format!(
            "pub(super) static RELIEF: &[u8] = include_bytes!({:?});",
            geodata.join("relief.png")
        ),
    );
    code += &tables(&geodata, &out)?;
    code += &index_of_names(&geodata, &out)?;
    write(&out.join("geodata.rs"), code.as_bytes())?;
    println!("cargo::rustc-env=PERIPLUS_WATERS={:016x}", digest_of_computation(&root)?);
    write(&out.join("worldviews.rs"), worldviews(&geodata.join("worldviews.toml"))?.as_bytes())?;
    write(&out.join("phrases.lzma"), &phrases(&root.join("styles/phrases"))?)?;
    fonts(&root.join("styles/fonts"), &out)?;
    write(&out.join("figures.rs"), figures(&root.join("figures"))?.as_bytes())
}

fn variable(name: &str) -> Result<String, String> {
    env::var(name).map_err(|error| format!("{name}: {error}"))
}

/// What the survey's answers follow from, besides the sea (which has a digest of its own) and what is asked of it.
const COMPUTATION: [&str; 6] =
    ["src/survey", "src/waters", "src/error.rs", "src/space.rs", "src/state.rs", "src/units.rs"];

/// A number that changes with the code that computes waters and with the versions of what it is built on: what an older
/// build kept of them is not met again.
fn digest_of_computation(root: &Path) -> Result<u64, String> {
    let mut hasher = DefaultHasher::new();
    for name in COMPUTATION {
        println!("cargo::rerun-if-changed={name}");
        let path = root.join(name);
        let code = if path.is_dir() { code_below(&path)? } else { vec![path] };
        for file in code {
            read(&file)?.hash(&mut hasher);
        }
    }
    // Absent where the package is built as a library of another one, whose lock file is out of reach: that keeps nothing
    // unless it asks to, and then the versions of the two packages have to serve.
    let lock = root.join("Cargo.lock");
    if lock.exists() {
        println!("cargo::rerun-if-changed=Cargo.lock");
        read(&lock)?.hash(&mut hasher);
    }
    variable("CARGO_PKG_VERSION")?.hash(&mut hasher);
    Ok(hasher.finish())
}

/// The source files of a folder and of those in it, in order.
fn code_below(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let at = |error: io::Error| format!("{}: {error}", folder.display());
    let mut found: Vec<PathBuf> = files(folder, "rs")?.into_iter().map(|(_, path)| path).collect();
    for entry in fs::read_dir(folder).map_err(at)? {
        let path = entry.map_err(at)?.path();
        if path.is_dir() {
            found.extend(code_below(&path)?);
        }
    }
    found.sort();
    Ok(found)
}

/// Rust code that lists the packed layers by name, each compressed and written to `out`.
fn layers(folder: &Path, out: &Path) -> Result<String, String> {
    let (mut layers, mut code) = (Vec::new(), String::new());
    for (name, path) in files(folder, "geojson")? {
        let at = |error: String| format!("{}: {error}", path.display());
        let collection =
            serde_json::from_str(&read(&path)?).map_err(|error| at(error.to_string()))?;
        if name == towns::LAYER {
            let packed = towns::packed(&collection).map_err(|error| at(error.to_string()))?;
            code += &table("TOWNS", &packed, out)?;
        } else {
            layers.push((name, packing::pack(&collection).map_err(&at)?));
        }
    }
    let mut entries = Vec::new();
    for (name, packed) in &layers {
        let before = packing::AFTER.iter().find(|(of, _)| of == name);
        let before = before.and_then(|(_, before)| layers.iter().find(|(of, _)| of == before));
        let before = before.map_or(&[][..], |(_, packed)| packed);
        entries.push(carried(name, compressed(packed, before), &format!("{name}.packed"), out)?);
    }
    Ok(code + &list("LAYERS", &entries))
}

/// Rust code that lists the tables whose text is carried by their files, and the notices, each compressed and written to `out`.
fn documents(folder: &Path, out: &Path) -> Result<String, String> {
    let mut entries = Vec::new();
    for name in DOCUMENTS {
        let path = folder.join(name);
        let text = if path.exists() { read(&path)? } else { String::new() };
        entries.push(carried(name, compressed(text.as_bytes(), &[]), name, out)?);
    }
    let notices = read(&folder.with_file_name(NOTICES))?;
    entries.push(carried(NOTICES, compressed(notices.as_bytes(), &[]), NOTICES, out)?);
    Ok(list("DOCUMENTS", &entries))
}

/// Rust code of a pair: the name of something, and its bytes, which are written to a file of `out`.
fn carried(
    name: &str,
    bytes: io::Result<Vec<u8>>,
    file: &str,
    out: &Path,
) -> Result<String, String> {
    write(&out.join(file), &bytes.map_err(|error| format!("{name}: {error}"))?)?;
    Ok(format!("({name:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{file}\")))"))
}

/// Rust code of a list of names and bytes.
fn list(name: &str, entries: &[String]) -> String {
    format!("pub(super) static {name}: &[(&str, &[u8])] = &[\n{}];\n", entries.join(",\n"))
}

/// The form that [`compression`] reads.
fn compressed(bytes: &[u8], after: &[u8]) -> io::Result<Vec<u8>> {
    let [before, place, last] = compression::CONTEXT;
    let reach = u32::try_from(bytes.len() + after.len()).map_err(io::Error::other)?;
    let options = LzmaOptions {
        dict_size: reach.max(4096),
        lc: before,
        lp: place,
        pb: last,
        preset_dict: (!after.is_empty()).then(|| after.to_vec()),
        ..LzmaOptions::with_preset(9)
    };
    let mut whole = (bytes.len() as u64).to_le_bytes().to_vec();
    let mut encoder = LzmaWriter::new_no_header(&mut whole, &options, false)?;
    encoder.write_all(bytes)?;
    encoder.finish()?;
    Ok(whole)
}

/// The form that [`compression`] inflates.
fn deflated(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The tables of the coverage of the earth.
const TABLES: [&str; 5] = ["admin1", "classes", "faces", "states", "units"];

/// Rust code that lists the tables of the earth by name, each written to `out`.
fn tables(folder: &Path, out: &Path) -> Result<String, String> {
    let mut entries = Vec::new();
    for name in TABLES {
        let path = folder.join(format!("world-{name}.csv"));
        let bytes = of_csv(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        entries.push(carried(name, Ok(bytes), &format!("{name}.table"), out)?);
    }
    let mut code = list("TABLES", &entries);
    for level in ["coarse", "globe"] {
        let path = folder.join(format!("world-{level}.tiles"));
        let name = level.to_uppercase();
        line(&mut code, &format!("pub(super) static {name}: &[u8] = include_bytes!({path:?});"));
    }
    Ok(code)
}

/// The table of a file of CSV.
fn of_csv(path: &Path) -> io::Result<Vec<u8>> {
    let mut reader = csv::Reader::from_path(path)?;
    let fields = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
    let names: Vec<String> = fields(reader.headers()?);
    let rows: Vec<Vec<String>> =
        reader.records().map(|record| Ok(fields(&record?))).collect::<io::Result<_>>()?;
    compression::table::written(&names, &rows)
}

/// Rust code that names the index of all that can be located, written to `out`.
fn index_of_names(folder: &Path, out: &Path) -> Result<String, String> {
    let (records, keys) = locate::index::written(&locate::compile::records(folder)?)
        .map_err(|error| format!("the index of names: {error}"))?;
    Ok(table("RECORDS", &records, out)? + &table("KEYS", &keys, out)?)
}

/// Rust code that names a table whose rows are found one by one, written to `out`.
fn table(name: &str, bytes: &[u8], out: &Path) -> Result<String, String> {
    let file = format!("{}.table", name.to_lowercase());
    write(&out.join(&file), bytes)?;
    Ok(format!(
        "pub(super) static {name}: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{file}\"));\n"
    ))
}

/// Rust code that lists the views of disputed land, and of those that are states' the states' names.
fn worldviews(path: &Path) -> Result<String, String> {
    let table: toml::Table =
        toml::from_str(&read(path)?).map_err(|error| format!("{}: {error}", path.display()))?;
    let views = table.get("view").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let texts = |view: &toml::Value, key: &str| {
        view.get(key).and_then(toml::Value::as_str).map(str::to_owned)
    };
    let names: Vec<String> = views.iter().filter_map(|view| texts(view, "name")).collect();
    let seen_by: Vec<(String, String)> =
        views.iter().filter_map(|view| Some((texts(view, "name")?, texts(view, "of")?))).collect();
    let count = names.len();
    Ok(format!(
        "/// Whose view of disputed land a figure may take.\n\
         pub const WORLDVIEWS: [&str; {count}] = {names:?};\n\
         /// The views of states, and the states' names.\n\
         const SEEN_BY: &[(&str, &str)] = &{seen_by:?};\n"
    ))
}

/// The phrases of all languages as one document, a table a language, compressed.
fn phrases(folder: &Path) -> Result<Vec<u8>, String> {
    let mut document = String::new();
    for (language, path) in files(folder, "toml")? {
        line(&mut document, &format!("[{language}]\n{}", read(&path)?));
    }
    compressed(document.as_bytes(), &[]).map_err(|error| format!("phrases: {error}"))
}

/// Writes the font files to `out`, each deflated: of some a figure asks, and at once.
fn fonts(folder: &Path, out: &Path) -> Result<(), String> {
    for (name, path) in files(folder, "ttf")? {
        let at = |error: io::Error| format!("{}: {error}", path.display());
        let bytes = fs::read(&path).and_then(|font| deflated(&font)).map_err(at)?;
        write(&out.join(format!("{name}.font")), &bytes)?;
    }
    Ok(())
}

/// Rust code that lists the bundled figures: name and text.
fn figures(folder: &Path) -> Result<String, String> {
    let mut code = String::from("static FIGURES: &[(&str, &str)] = &[\n");
    for (name, path) in files(folder, "toml")? {
        line(&mut code, &format!("({name:?}, {:?}),", read(&path)?));
    }
    line(&mut code, "];");
    Ok(code)
}

/// The files of `folder` with this extension, by name; none if there is no such folder.
fn files(folder: &Path, extension: &str) -> Result<Vec<(String, PathBuf)>, String> {
    let at = |error: io::Error| format!("{}: {error}", folder.display());
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(at)? {
        let path = entry.map_err(at)?.path();
        let name = path.file_stem().and_then(|stem| stem.to_str());
        if let Some(name) = name.filter(|_| path.extension().is_some_and(|end| end == extension)) {
            found.push((name.to_owned(), path.clone()));
        }
    }
    found.sort();
    Ok(found)
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}

fn line(code: &mut String, line: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(code, "{line}");
}
