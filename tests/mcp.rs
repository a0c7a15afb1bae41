//! `periplus mcp`, spoken to as an assistant does: a message a line in, its answer out.

use serde_json::{Value, json};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A fresh folder for one test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mcp").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// What a server in a folder answers to these lines.
fn answers(folder: &Path, options: &[&str], lines: &[String]) -> Vec<Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_periplus"));
    command.arg("mcp").args(options).current_dir(folder).env("NO_COLOR", "1");
    command.env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut server = command.spawn().expect("the binary runs");
    let mut input = server.stdin.take().expect("a pipe");
    let text = lines.join("\n") + "\n";
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = server.wait_with_output().expect("it ends with its input");
    writer.join().expect("joined").expect("all is read");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("text");
    text.lines().map(|line| serde_json::from_str(line).expect("a message a line")).collect()
}

fn request(id: u64, method: &str, params: Value) -> String {
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }).to_string()
}

/// The results of calls, in their order.
fn calls(folder: &Path, options: &[&str], calls: &[(&str, Value)]) -> Vec<Value> {
    let call = |(id, (name, arguments)): (usize, &(&str, Value))| {
        request(id as u64, "tools/call", json!({ "name": name, "arguments": arguments }))
    };
    let lines: Vec<String> = calls.iter().enumerate().map(call).collect();
    let answers = answers(folder, options, &lines);
    assert_eq!(answers.len(), calls.len());
    for (id, answer) in answers.iter().enumerate() {
        assert_eq!((&answer["jsonrpc"], &answer["id"]), (&json!("2.0"), &json!(id)));
    }
    answers
}

/// The texts of a result.
fn texts(answer: &Value) -> String {
    let content = answer["result"]["content"].as_array().expect("a result");
    content.iter().filter_map(|part| part["text"].as_str()).collect::<Vec<_>>().join("\n")
}

/// What the command line says on standard error.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_periplus"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null());
    let output = command.output().expect("the binary runs");
    String::from_utf8_lossy(&output.stderr).trim_end().to_owned()
}

#[test]
fn a_session_begins_and_what_is_no_message_is_told_so() {
    let lines = [
        request(1, "initialize", json!({ "protocolVersion": "2024-11-05", "capabilities": {} })),
        json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }).to_string(),
        request(2, "ping", json!({})),
        "{ no JSON".to_owned(),
        "[]".to_owned(),
        request(3, "no/such", json!({})),
        request(4, "initialize", json!({})),
        json!({ "jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": [1] }).to_string(),
        json!({ "jsonrpc": "2.0", "id": "six", "result": {} }).to_string(),
        String::new(),
        json!({ "id": 7, "method": "ping" }).to_string(),
        request(8, "initialize", json!({ "protocolVersion": "1999-01-01" })),
    ];
    let answers = answers(&folder("session"), &[], &lines);
    let codes: Vec<(Value, Value)> =
        answers.iter().map(|it| (it["id"].clone(), it["error"]["code"].clone())).collect();
    let expected = [
        (json!(1), Value::Null),
        (json!(2), Value::Null),
        (Value::Null, json!(-32700)),
        (Value::Null, json!(-32600)),
        (json!(3), json!(-32601)),
        (json!(4), json!(-32602)),
        (json!(5), json!(-32602)),
        (json!(7), json!(-32600)),
        (json!(8), Value::Null),
    ];
    assert_eq!(codes, expected);
    assert_eq!(answers[0]["result"]["protocolVersion"], "2024-11-05");
    assert_eq!(answers[0]["result"]["serverInfo"]["name"], "periplus");
    assert!(answers[0]["result"]["capabilities"]["tools"].is_object());
    assert_eq!(answers[1]["result"], json!({}));
    assert_eq!(answers[8]["result"]["protocolVersion"], "2025-06-18");
}

#[test]
fn a_message_of_any_length_is_answered_or_refused() {
    let long = request(1, "ping", json!({ "padding": "x".repeat(9 << 20) }));
    let answers = answers(&folder("long"), &[], &[long, request(2, "ping", json!({}))]);
    assert_eq!(answers[0]["error"]["code"], -32600);
    assert_eq!((&answers[1]["id"], &answers[1]["result"]), (&json!(2), &json!({})));
}

#[test]
fn tools_are_listed_with_what_they_take() {
    let list = |options: &[&str]| {
        let answers = answers(&folder("list"), options, &[request(1, "tools/list", json!({}))]);
        answers[0]["result"]["tools"].as_array().expect("a list").clone()
    };
    let tools = list(&[]);
    let names: Vec<&str> = tools.iter().filter_map(|tool| tool["name"].as_str()).collect();
    assert_eq!(names, ["locate", "render", "zones", "areas", "check", "figures", "schema"]);
    for tool in &tools {
        assert!(
            tool["description"].is_string() && tool["inputSchema"]["type"] == "object",
            "{tool}"
        );
        let taken = tool["inputSchema"]["properties"].as_object().expect("properties");
        assert!(taken.values().all(|it| it["description"].is_string()), "{tool}");
        assert!(!taken.contains_key("save_as") && tool["annotations"]["readOnlyHint"] == true);
    }
    assert!(list(&["--output", "out"])[1]["inputSchema"]["properties"]["save_as"].is_object());
}

#[test]
fn a_picture_comes_with_its_alternative_text() {
    let folder = folder("picture");
    let figure = "title = 'Syros'\n[extent]\nbounds = [24.7, 37.3, 25.1, 37.6]\n";
    let asked = [
        (
            "render",
            json!({ "figure": "kastellorizo", "width": "single", "breadths": [6, "GRC=12"] }),
        ),
        ("render", json!({ "toml": figure, "format": "svg", "width": "89mm" })),
        ("locate", json!({ "places": ["Athens", "İzmir"], "draw": true, "format": "svg" })),
    ];
    let answers = calls(&folder, &[], &asked);
    let picture = &answers[0]["result"]["content"][0];
    assert_eq!((&picture["type"], &picture["mimeType"]), (&json!("image"), &json!("image/png")));
    assert!(picture["data"].as_str().is_some_and(|data| data.starts_with("iVBORw0KGgo")));
    assert!(texts(&answers[0]).contains("Kastellorizo"), "{}", texts(&answers[0]));
    assert!(texts(&answers[1]).starts_with("<svg") && texts(&answers[1]).contains("Syros"));
    assert!(texts(&answers[2]).contains(">Athens<") && texts(&answers[2]).contains(">İzmir<"));
    assert!(answers.iter().all(|answer| answer["result"]["isError"] == false));
    assert_eq!(fs::read_dir(&folder).expect("read").count(), 0, "nothing is written");
}

#[test]
fn numbers_come_as_the_command_line_prints_them() {
    let folder = folder("numbers");
    let coast = r#"{"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"Polygon",
        "coordinates":[[[25,36],[25.2,36],[25.1,36.1],[25,36]]]}}"#;
    fs::write(folder.join("coast.geojson"), coast).expect("written");
    fs::write(folder.join("wrong.toml"), "titel = 'A'").expect("written");
    let asked = [
        ("areas", json!({ "figure": "kastellorizo" })),
        ("zones", json!({ "coast": "coast.geojson", "breadths": [12] })),
        ("locate", json!({ "text": "Between Tripoli and Athens" })),
        ("check", json!({ "file": "wrong.toml" })),
        ("figures", json!({})),
        ("figures", json!({ "show": "aegean" })),
        ("schema", json!({})),
        ("areas", json!({ "toml": "[zones]\nstates = ['MLT']\nbreadths = [12]" })),
        (
            "zones",
            json!({ "file": "effects.toml", "effects": ["Gull Island=enclave 6"], "lines": true }),
        ),
        ("areas", json!({ "figure": "kastellorizo", "coast_accuracy": "500m" })),
    ];
    fs::write(
        folder.join("island.geojson"),
        r#"{"type":"FeatureCollection","features":[
          {"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"LineString","coordinates":[[25,36],[25,37]]}},
          {"type":"Feature","properties":{"state":"AAA","name":"Gull Island"},"geometry":{"type":"Point","coordinates":[26,36.5]}},
          {"type":"Feature","properties":{"state":"BBB"},"geometry":{"type":"LineString","coordinates":[[27,36],[27,37]]}}]}"#,
    )
    .expect("written");
    let figure = "[zones]\ncoast = 'island.geojson'\nbreadths = [200]\ntolerance = '100m'\n";
    fs::write(folder.join("effects.toml"), figure).expect("written");
    let answers = calls(&folder, &[], &asked);
    let json = |at: usize| {
        let first = answers[at]["result"]["content"][0]["text"].as_str().expect("a text");
        serde_json::from_str::<Value>(first).expect("JSON")
    };
    assert!(json(0)[0]["area_km2"].is_number());
    assert_eq!(json(1)["features"][0]["properties"]["state"], "AAA");
    assert_eq!(json(2)["placed"][0]["name"], "Athens");
    assert_eq!(json(3)[0]["errors"][0]["hint"], "did you mean `title`?");
    assert_eq!(answers[3]["result"]["isError"], true);
    assert!(json(4).as_array().is_some_and(|rows| rows.len() > 5));
    assert!(texts(&answers[5]).contains("title ="));
    assert!(json(6)["$schema"].is_string());
    assert_eq!(json(7)[0]["state"], "MLT");
    assert_eq!(json(8)["features"][0]["properties"]["effects"], "Gull Island enclave 6");
    assert!(json(9)[0]["area_uncertainty_km2"].is_number());
}

#[test]
fn what_a_tool_refuses_is_said_in_the_words_of_the_command_line() {
    let folder = folder("refused");
    let asked = [
        ("render", json!({ "figure": "aegeen" })),
        ("render", json!({ "figure": "aegean", "width": "wide" })),
        ("areas", json!({ "figure": "aegean", "breadths": [900] })),
        ("locate", json!({ "places": ["Nowhereville"] })),
    ];
    let answers = calls(&folder, &[], &asked);
    let lines: [&[&str]; 4] = [
        &["render", "aegeen"],
        &["render", "aegean", "--width=wide"],
        &["areas", "aegean", "--breadth=900"],
        &["locate", "Nowhereville", "--list"],
    ];
    for (answer, line) in answers.iter().zip(lines) {
        assert_eq!(answer["result"]["isError"], true, "{line:?}");
        assert_eq!(texts(answer), said(&folder, line), "{line:?}");
    }
}

#[test]
fn wrong_arguments_are_wrong_parameters() {
    let folder = folder("parameters");
    let asked = [
        ("rendr", json!({}), "did you mean `render`?"),
        ("render", json!({}), "give one of `figure`"),
        ("render", json!({ "figure": "aegean", "toml": "" }), "give one of"),
        ("render", json!({ "figure": "aegean", "widht": "single" }), "did you mean `width`?"),
        ("render", json!({ "figure": 1 }), "`figure` is a text"),
        ("render", json!({ "figure": "aegean", "save_as": "a" }), "takes no `save_as`"),
        ("areas", json!({ "figure": "aegean", "breadths": 12 }), "a list of texts or numbers"),
    ];
    let plain: Vec<(&str, Value)> = asked.iter().map(|(name, it, _)| (*name, it.clone())).collect();
    for (answer, (name, _, words)) in calls(&folder, &[], &plain).iter().zip(&asked) {
        assert_eq!(answer["error"]["code"], -32602, "{name}: {answer}");
        assert!(
            answer["error"]["message"].as_str().is_some_and(|it| it.contains(words)),
            "{answer}"
        );
    }
}

#[test]
fn nothing_outside_of_the_folder_is_read_or_written() {
    let folder = folder("outside");
    let inner = folder.join("inner");
    fs::create_dir(&inner).expect("made");
    fs::write(folder.join("own.toml"), "title = 'Secret'\n[extent]\nregion = 'aegean'")
        .expect("written");
    fs::write(folder.join("own.css"), "sea { fill: red }").expect("written");
    let absolute = folder.join("own.toml").display().to_string();
    let mut asked = vec![
        ("render", json!({ "file": "../own.toml" })),
        ("render", json!({ "file": absolute })),
        ("render", json!({ "figure": "../own.toml" })),
        ("render", json!({ "figure": "aegean", "theme": "../own.css" })),
        ("render", json!({ "figure": "aegean", "layers": ["../a.geojson"] })),
        ("render", json!({ "toml": "[[layers]]\nfile = '../a.geojson'" })),
        ("zones", json!({ "coast": "/etc/passwd", "breadths": [12] })),
        ("check", json!({ "file": "../own.toml" })),
        ("render", json!({ "figure": "aegean", "save_as": "../a" })),
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../own.toml", inner.join("link.toml")).expect("linked");
        asked.push(("render", json!({ "file": "link.toml" })));
    }
    for (answer, (name, arguments)) in
        calls(&inner, &["--output", "out"], &asked).iter().zip(&asked)
    {
        assert_eq!(answer["result"]["isError"], true, "{name} {arguments}: {answer}");
        assert!(!answer.to_string().contains("Secret"), "{answer}");
    }
    assert!(!inner.join("out").exists() && !folder.join("a.png").exists());
    let kept =
        [("render", json!({ "figure": "kastellorizo", "width": "single", "save_as": "map" }))];
    let answers = calls(&inner, &["--output", "out"], &kept);
    assert!(texts(&answers[0]).contains("wrote out/map.png"));
    assert!(fs::read(inner.join("out/map.png")).expect("written").starts_with(b"\x89PNG"));
}

#[test]
fn a_picture_has_no_more_pixels_than_the_limit() {
    let asked = [("render", json!({ "figure": "aegean", "width": "600mm", "dpi": 600 }))];
    let answers = calls(&folder("pixels"), &[], &asked);
    assert_eq!(answers[0]["result"]["isError"], true);
    assert!(texts(&answers[0]).contains("pixels"), "{}", texts(&answers[0]));
}
