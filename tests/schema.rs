//! The schemas that the program prints, held by a validator that is not ours against figures and reports: what is right passes, and
//! a key that there is not does not.

use boon::{Compiler, SchemaIndex, Schemas};
use periplus::figure::Figure;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A schema, ready to be asked.
struct Judge {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Judge {
    fn of(schema: Value) -> Judge {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("schema.json", schema).expect("a schema");
        let index = compiler.compile("schema.json", &mut schemas).expect("a schema that is right");
        Judge { schemas, index }
    }

    /// What is wrong with an instance.
    fn problem(&self, instance: &Value) -> Option<String> {
        self.schemas.validate(instance, self.index).err().map(|error| format!("{error:#}"))
    }
}

/// TOML as editors put it to a schema: days are texts.
fn as_json(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(day) => json!(day.to_string()),
        toml::Value::Array(list) => list.into_iter().map(as_json).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, as_json(value))).collect())
        }
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(flag) => json!(flag),
    }
}

fn instance(text: &str) -> Option<Value> {
    toml::from_str::<toml::Table>(text).ok().map(|table| as_json(toml::Value::Table(table)))
}

/// The files below a folder whose names end so.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, end));
        } else if path.extension().is_some_and(|it| it == end) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The texts of all figures that the house holds to be right, each with the name of its file.
fn figures() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for folder in ["figures", "tests/figures", "examples"] {
        for path in files(&root().join(folder), "toml") {
            let text = fs::read_to_string(&path).expect("a figure can be read");
            if Figure::parse(&text, "a.toml").is_ok() {
                texts.push((path.display().to_string(), text));
            }
        }
    }
    for path in files(&root().join("docs"), "md").into_iter().chain([root().join("README.md")]) {
        let guide = fs::read_to_string(&path).expect("a guide can be read");
        for block in guide.split("```toml").skip(1).filter_map(|block| block.split("```").next()) {
            let text = block.split_once('\n').map_or("", |(_, text)| text);
            if Figure::parse(text, "a.toml").is_ok() {
                texts.push((path.display().to_string(), text.to_owned()));
            }
        }
    }
    texts
}

#[test]
fn every_figure_of_the_house_is_one_by_the_schema() {
    let judge = Judge::of(periplus::schema::figure());
    let figures = figures();
    assert!(figures.len() > 60, "{}", figures.len());
    for (file, text) in figures {
        let Some(instance) = instance(&text) else { continue };
        let problem = judge.problem(&instance);
        assert!(problem.is_none(), "{file}: {}", problem.unwrap_or_default());
    }
}

#[test]
fn a_key_that_there_is_not_is_none_by_the_schema() {
    let judge = Judge::of(periplus::schema::figure());
    let mut refused = 0;
    for path in files(&root().join("tests/errors"), "toml") {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let message = match toml::from_str::<Figure>(&text) {
            Err(error) => error.to_string(),
            Ok(_) => continue,
        };
        if let Some(instance) = instance(&text).filter(|_| message.contains("unknown field")) {
            refused += 1;
            assert!(judge.problem(&instance).is_some(), "{} passes", path.display());
        }
    }
    assert!(refused >= 3, "{refused}");
    for text in [
        "title = 1",
        "[extent]\nbounds = [1, 2, 3]",
        "[sheet]\ntheme = 'atlass'",
        "[[layers]]\nclass = 'a'",
    ] {
        assert!(judge.problem(&instance(text).expect("TOML")).is_some(), "{text} passes");
    }
}

#[test]
fn the_keys_of_the_schema_are_those_that_the_reader_knows() {
    let schema = periplus::schema::figure();
    let known = |table: &str| -> BTreeSet<String> {
        let error = toml::from_str::<Figure>(&format!("{table}\nno_such_key = 1\n"));
        let error = error.expect_err("there is no such key").to_string();
        let (_, known) = error.split_once("expected").expect("the known keys are listed");
        known.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    };
    let keys = |table: &Value| -> BTreeSet<String> {
        table["properties"].as_object().expect("a table").keys().cloned().collect()
    };
    assert_eq!(keys(&schema), known(""));
    for (name, value) in schema["properties"].as_object().expect("a table") {
        if value["properties"].is_object() {
            assert_eq!(keys(value), known(&format!("[{name}]")), "{name}");
        } else if value["items"]["properties"].is_object() {
            assert_eq!(keys(&value["items"]), known(&format!("[[{name}]]")), "{name}");
        }
    }
}

fn periplus(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_periplus"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null());
    command.env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
    let output = command.output().expect("the binary runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn what_is_written_of_figures_is_a_report_by_the_schema() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schema");
    fs::create_dir_all(&folder).expect("a folder can be made");
    let printed =
        |words: &[&str]| serde_json::from_slice::<Value>(&periplus(&folder, words)).expect("JSON");
    assert_eq!(printed(&["schema"]), periplus::schema::figure());
    assert_eq!(printed(&["schema", "figure"]), periplus::schema::figure());
    let judge = Judge::of(printed(&["schema", "report"]));
    for asked in [&["aegean"][..], &["kastellorizo", "nagorno-karabakh"], &["aegean-6v12"]] {
        let line = [
            &[
                "render", "--report", "-", "-q", "-o", "out/", "-f", "svg", "-f", "png", "--dpi",
                "50",
            ],
            asked,
        ]
        .concat();
        let report = printed(&line);
        assert_eq!(judge.problem(&report), None, "{asked:?}");
        let mut wrong = report.clone();
        match wrong.as_array_mut() {
            Some(list) => list[0]["labels"][0]["colour"] = json!("red"),
            None => wrong["labels"][0]["colour"] = json!("red"),
        }
        assert!(judge.problem(&wrong).is_some(), "{asked:?}");
    }
}
