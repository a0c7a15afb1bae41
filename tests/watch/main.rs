//! The live preview as a browser speaks with it: the page, pictures, files to keep, errors and the way back, whom it does
//! not answer; and the page itself in Chromium, where there is one.

#[path = "../absent/mod.rs"]
mod absent;
mod browser;
mod preview;

use periplus::output::Format;
use preview::{Preview, SMALL, WRONG, folder, rendered};
use serde_json::Value;
use std::fs;

/// The JSON of a preview with this query.
fn told(preview: &Preview, query: &str) -> Value {
    let answer = preview.get(&format!("/preview{query}"));
    assert_eq!(answer.status, 200, "{}", answer.text());
    serde_json::from_slice(&answer.body).expect("JSON")
}

#[test]
fn the_page_is_served_with_a_policy_and_its_parts() {
    let preview = Preview::of("page", &["small.toml", "--theme", "mono"]);
    let page = preview.get("/");
    assert_eq!(page.status, 200);
    let policy = page.field("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    let html = page.text();
    assert!(html.contains("<option value=\"mono\" selected>"), "{html}");
    assert!(html.contains("small · Periplus"), "{html}");
    for part in ["/page.css", "/page.js"] {
        assert!(html.contains(part), "{part}");
        assert_eq!(preview.get(part).status, 200);
    }
    assert_eq!(preview.get("/etc/passwd").status, 404);
}

#[test]
fn the_picture_follows_the_controls() {
    let preview = Preview::of("controls", &["small.toml"]);
    let own = told(&preview, "");
    let narrow = told(&preview, "?width=single&theme=mono&names=el&worldview=TUR&as_of=2020-10-17");
    assert_eq!(own["picture"]["width_mm"], 180.0);
    assert_eq!(narrow["picture"]["width_mm"], 89.0);
    assert!(narrow["picture"]["svg"].as_str().expect("text").starts_with("<svg"), "{narrow}");
    let with = narrow["picture"]["with"].to_string();
    for word in ["mono", "el", "2020-10-17", "Türkiye"] {
        assert!(with.contains(word), "{with}");
    }
    let wrong = told(&preview, "?width=wide");
    assert_eq!(wrong["error"]["at"], "--width");
    assert!(wrong["error"]["hint"].as_str().expect("a hint").contains("180mm"), "{wrong}");
    for refused in ["?theme=small.toml.css", "?theme=../x.css", "?depth=3", "?width=%zz"] {
        assert_eq!(preview.get(&format!("/preview{refused}")).status, 400, "{refused}");
    }
}

#[test]
fn a_bad_save_is_told_with_its_line_and_a_good_one_takes_it_back() {
    let preview = Preview::of("saves", &["small.toml"]);
    let mut saves = preview.saves();
    let first = told(&preview, "");
    let before = saves.now();
    preview.save("small.toml", WRONG);
    let after = saves.news();
    assert!(after > before, "{before} {after}");
    let bad = told(&preview, "");
    assert_eq!(bad["error"]["message"], "unknown key `titel`");
    assert_eq!(bad["error"]["at"], "small.toml:1:1");
    assert_eq!(bad["error"]["hint"], "did you mean `title`?");
    assert!(bad["picture"].is_null(), "the page has its picture");
    let new_page = told(&preview, "?empty=yes");
    assert_eq!(new_page["picture"]["svg"], first["picture"]["svg"], "the last good one");
    fs::remove_file(preview.folder.join("small.toml")).expect("removed");
    saves.news();
    let gone = told(&preview, "");
    assert!(gone["error"]["message"].as_str().expect("text").contains("cannot read"), "{gone}");
    preview.save("small.toml", &SMALL.replace("'A'", "'B & C'"));
    saves.news();
    let good = told(&preview, "");
    assert!(good["error"].is_null(), "{good}");
    assert_ne!(good["picture"]["svg"], first["picture"]["svg"]);
}

#[test]
fn a_save_of_the_theme_or_the_data_is_told_too() {
    let preview = Preview::of("files", &["sites.toml", "--theme", "own.css"]);
    let query = "?theme=own.css";
    let plain = told(&preview, query);
    assert!(plain["error"].is_null(), "{plain}");
    let mut saves = preview.saves();
    saves.now();
    preview.save("own.css", "feature { fill: #c00 }\n");
    saves.news();
    let red = told(&preview, query);
    assert_ne!(red["picture"]["svg"], plain["picture"]["svg"]);
    preview.save("sites.geojson", &preview::SITE.replace("20.9", "20.95"));
    saves.news();
    assert_ne!(told(&preview, query)["picture"]["svg"], red["picture"]["svg"]);
    preview.save("own.css", "feature { fil: #c00 }\n");
    saves.news();
    let wrong = told(&preview, query);
    assert_eq!(wrong["error"]["at"], "own.css:1:11");
}

#[test]
fn files_to_keep_are_those_that_render_writes() {
    let options = ["--width=89mm", "--as-of=2020-10-17", "--dpi=96", "--text=paths"];
    let preview = Preview::of("keep", &["small.toml", "--dpi=96", "--text=paths"]);
    for (format, of_type) in Format::ALL.iter().map(|it| (it.name(), it.media_type())) {
        let kept = preview.get(&format!("/figure.{format}?width=89mm&as_of=2020-10-17"));
        assert_eq!((kept.status, kept.field("content-type")), (200, Some(of_type.to_owned())));
        let named = kept.field("content-disposition").expect("a name");
        assert!(named.contains(&format!("filename=\"small.{format}\"")), "{named}");
        let expected = rendered(&preview.folder, "small.toml", format, &options);
        assert!(kept.body == expected, "{format}: other bytes than those of render");
    }
    preview.save("small.toml", WRONG);
    let refused = preview.get("/figure.png");
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("at: small.toml:1:1"), "{}", refused.text());
}

#[test]
fn a_drawn_file_and_a_bundled_figure_are_shown() {
    let folder = folder("drawn");
    let drawn = rendered(&folder, "small.toml", "png", &["--width=89mm"]);
    fs::write(folder.join("map.png"), drawn).expect("written");
    let preview = Preview::start(folder, &["map.png"]);
    assert_eq!(told(&preview, "")["picture"]["width_mm"], 89.0);
    let preview = Preview::of("bundled", &["aegean"]);
    assert!(preview.get("/").text().contains("aegean · Periplus"));
}

#[test]
fn foreign_hosts_pages_and_methods_are_refused() {
    let preview = Preview::of("foreign", &["small.toml"]);
    let own = format!("127.0.0.1:{}", preview.port);
    let ask = |method: &str, host: &str, fields: &str| {
        let head = format!("{method} /preview HTTP/1.1\r\nHost: {host}\r\n{fields}\r\n");
        preview.say(&head).status
    };
    assert_eq!(ask("GET", &own, ""), 200);
    assert_eq!(ask("GET", &format!("localhost:{}", preview.port), ""), 200);
    assert_eq!(ask("GET", &format!("evil.example:{}", preview.port), ""), 403);
    assert_eq!(ask("GET", "127.0.0.1", ""), 403);
    assert_eq!(ask("GET", &own, "Origin: https://evil.example\r\n"), 403);
    assert_eq!(ask("GET", &own, "Sec-Fetch-Site: cross-site\r\n"), 403);
    assert_eq!(ask("POST", &own, "Content-Length: 4\r\n"), 405);
    assert_eq!(preview.say("nonsense\r\n\r\n").status, 400);
}

#[test]
fn what_is_wrong_at_the_start_is_an_error_as_usual() {
    let folder = folder("start");
    fs::write(folder.join("wrong.toml"), WRONG).expect("written");
    let code = |arguments: &[&str]| {
        let output = preview::periplus(&folder, &[&["watch"], arguments].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.stdout.is_empty() && said.contains("hint: "), "{arguments:?}: {said}");
        output.status.code()
    };
    assert_eq!(code(&["agean"]), Some(3));
    assert_eq!(code(&["missing.toml"]), Some(4));
    assert_eq!(code(&["wrong.toml"]), Some(3));
    assert_eq!(code(&["small.toml", "--width", "wide"]), Some(2));
    assert_eq!(code(&["small.toml", "--theme", "no-such"]), Some(4));
    assert_eq!(code(&["-"]), Some(2));
    let taken = Preview::of("taken", &["small.toml"]);
    assert_eq!(code(&["small.toml", "--port", &taken.port.to_string()]), Some(1));
}

#[test]
fn who_says_nothing_keeps_nobody_out() {
    let preview = Preview::of("silent", &["small.toml"]);
    let silent: Vec<_> = (0..200).map(|_| preview.connection()).collect();
    assert_eq!(preview.get("/").status, 200);
    assert!(told(&preview, "")["error"].is_null());
    let streams: Vec<_> = (0..100).map(|_| preview.saves()).collect();
    assert_eq!(preview.get("/").status, 200);
    let mut page = preview.saves();
    let before = page.now();
    preview.save("small.toml", &SMALL.replace("'A'", "'B'"));
    assert!(page.news() > before, "a new page hears of saves");
    drop((silent, streams));
}

#[test]
fn a_head_without_end_is_not_waited_for() {
    let preview = Preview::of("head", &["small.toml"]);
    let host = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n", preview.port);
    let endless = host.clone() + &"X-Field: value\r\n".repeat(10_000);
    assert!(preview.is_cut_off(endless.as_bytes()), "a head of 160 kB");
    assert!(preview.is_cut_off(&[host.as_bytes(), b"X: \xff\xfe\r\n\r\n"].concat()), "no text");
    assert_eq!(preview.get("/").status, 200);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_a_file_is_told_and_blocks_nothing() {
    let preview = Preview::of("pipe", &["sites.toml"]);
    for name in ["sites.geojson", "sites.toml"] {
        let path = preview.folder.join(name);
        let before = fs::read(&path).expect("a file");
        let pipe = preview.folder.join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.is_ok_and(|status| status.success()));
        fs::rename(&pipe, &path).expect("renamed");
        let bad = told(&preview, "");
        let message = bad["error"]["message"].as_str().expect("an error").to_owned();
        assert!(message.contains("a pipe or a device"), "{name}: {message}");
        fs::remove_file(&path).expect("removed");
        fs::write(&path, before).expect("written");
        assert!(told(&preview, "")["error"].is_null(), "{name} is there again");
    }
    assert_eq!(preview.get("/").status, 200);
}

/// `REQUESTS=10000 cargo one watch` asks so often.
#[test]
fn of_many_questions_all_are_answered_and_nothing_grows() {
    let asked = std::env::var("REQUESTS").ok();
    let questions = asked.map_or(400, |asked| asked.parse().expect("REQUESTS is a number"));
    let preview = Preview::of("load", &["small.toml"]);
    let first = told(&preview, "?width=89mm");
    let begun = std::time::Instant::now();
    let before = preview.load();
    for number in 0..questions {
        match number % 8 {
            0 => assert_eq!(told(&preview, "?width=89mm")["picture"], first["picture"]),
            1 => assert_eq!(preview.get("/preview?width=%zz").status, 400),
            2 => assert_eq!(preview.get("/nothing").status, 404),
            3 => assert_eq!(preview.get("/figure.svg?width=89mm").status, 200),
            // who goes before the answer comes
            4 => preview.hang_up("/preview?theme=mono"),
            _ => assert_eq!(preview.get("/").status, 200),
        }
    }
    println!("{questions} questions in {:.1?}", begun.elapsed());
    assert_eq!(told(&preview, "?width=89mm")["picture"], first["picture"]);
    if let (Some((files, kilobytes)), Some((now, then))) = (before, preview.load()) {
        println!("{files} files and {kilobytes} kB before, {now} files and {then} kB after");
        assert!(now <= files + 8, "files stay open: {files}, then {now}");
        assert!(then < kilobytes + 64 * 1024, "memory grows: {kilobytes} kB, then {then} kB");
    }
}
