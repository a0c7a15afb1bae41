//! The page in Chromium, spoken to by its DevTools protocol over a pipe: JSON, each message ended by a zero byte.
//! Without Chromium nothing can be said of it; the tests then tell so and are skipped, or fail in CI.

use super::absent::skip;
use super::preview::{Preview, SMALL, WRONG};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;
use std::time::Duration;

/// Looks at the page, a fifth of a second apart, before a test gives up.
const LOOKS: usize = 300;

/// A running browser with one page.
struct Browser {
    process: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    messages: u64,
    session: Value,
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Asked to close, it ends its own children too; it is ended in any case.
        let _ = self.to.write_all(b"{\"id\":0,\"method\":\"Browser.close\"}\0");
        for _ in 0..20 {
            if matches!(self.process.try_wait(), Ok(Some(_))) {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn chromium() -> Option<&'static str> {
    let runs = |name: &&str| {
        let mut command = Command::new(name);
        let silent = command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
        silent.status().is_ok_and(|status| status.success())
    };
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find(runs)
}

impl Browser {
    /// Opens an address in a window of this size; none without Chromium.
    fn open(test: &str, address: &str, (width, height): (u32, u32)) -> Option<Browser> {
        let Some(name) = chromium() else {
            skip("Chromium");
            return None;
        };
        let profile = Path::new(env!("CARGO_TARGET_TMPDIR")).join("chromium").join(test);
        let _ = fs::remove_dir_all(&profile);
        // The pipe is expected at 3 and 4.
        let script = format!(
            "exec {name} --headless --no-sandbox --disable-gpu --no-first-run --remote-debugging-pipe \
             --window-size={width},{height} --user-data-dir=\"$0\" about:blank 3<&0 4>&1 >/dev/null"
        );
        let mut command = Command::new("sh");
        command.args(["-c", &script]).arg(&profile);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().expect("a shell");
        let to = process.stdin.take().expect("piped");
        let from = BufReader::new(process.stdout.take().expect("piped"));
        let mut browser = Browser { process, to, from, messages: 0, session: Value::Null };
        let target = browser.ask("Target.createTarget", json!({ "url": address }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let session = browser.ask("Target.attachToTarget", attach);
        browser.session = session["sessionId"].clone();
        Some(browser)
    }

    /// The answer to a message; it must be no error.
    fn ask(&mut self, method: &str, parameters: Value) -> Value {
        let answer = self.answer(method, parameters);
        assert!(answer["error"].is_null(), "{method}: {answer}");
        answer["result"].clone()
    }

    fn answer(&mut self, method: &str, parameters: Value) -> Value {
        self.messages += 1;
        let mut message = json!({ "id": self.messages, "method": method, "params": parameters });
        if !self.session.is_null() {
            message["sessionId"] = self.session.clone();
        }
        self.to.write_all(format!("{message}\0").as_bytes()).expect("the browser listens");
        loop {
            let mut bytes = Vec::new();
            self.from.read_until(0, &mut bytes).expect("the browser speaks");
            bytes.pop();
            assert!(!bytes.is_empty(), "the browser has ended");
            let answer: Value = serde_json::from_slice(&bytes).expect("JSON");
            if answer["id"] == self.messages {
                return answer;
            }
        }
    }

    /// What an expression is in the page.
    fn value(&mut self, expression: &str) -> Value {
        let answer = self.ask("Runtime.evaluate", evaluation(expression));
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// Waits until an expression holds in the page, which may not be there yet.
    fn wait(&mut self, expression: &str) {
        let holds = (0..LOOKS).any(|_| {
            let answer = self.answer("Runtime.evaluate", evaluation(expression));
            let holds = answer["result"]["result"]["value"] == true;
            if !holds {
                thread::sleep(Duration::from_millis(200));
            }
            holds
        });
        let text = self.value("document.body.dataset.state + ': ' + document.body.innerText");
        assert!(holds, "never: {expression}\n{text}");
    }
}

fn evaluation(expression: &str) -> Value {
    json!({ "expression": expression, "awaitPromise": true, "returnByValue": true })
}

/// That the picture is shown: read by the browser, in the sheet's proportions.
const IS_DRAWN: &str =
    "document.body.dataset.state === 'drawn' && sheet.complete && sheet.naturalWidth > 0";
const SHOWS_AN_ERROR: &str = "document.body.dataset.state === 'error'";

#[test]
fn the_page_shows_the_sheet_the_controls_and_errors() {
    let preview = Preview::of("browser", &["small.toml", "--theme", "mono"]);
    let address = format!("http://127.0.0.1:{}/", preview.port);
    let Some(mut page) = Browser::open("page", &address, (1100, 700)) else { return };
    page.wait(IS_DRAWN);
    assert_eq!(page.value("form.elements.theme.value"), "mono");
    let named = "[...form.querySelectorAll('input, select')].every((it) => it.labels.length === 1)";
    assert_eq!(page.value(named), true, "every control has a label");
    assert_eq!(page.value("form.elements.worldview.options.length > 12"), true);
    assert_eq!(page.value("found('error').textContent"), "");
    assert!(page.value("sheet.alt").as_str().is_some_and(|alt| !alt.is_empty()));
    let first = page.value("sheet.src");
    preview.save("small.toml", WRONG);
    page.wait(SHOWS_AN_ERROR);
    let said = page.value("document.querySelector('[role=alert]').innerText");
    for words in ["unknown key `titel`", "small.toml:1:1", "did you mean `title`?"] {
        assert!(said.as_str().is_some_and(|said| said.contains(words)), "{said}");
    }
    assert_eq!(page.value("sheet.src"), first, "the last good picture stays");
    assert_eq!(page.value("sheet.complete && sheet.naturalWidth > 0"), true);
    preview.save("small.toml", &SMALL.replace("'A'", "'B'"));
    page.wait(IS_DRAWN);
    assert_eq!(page.value("found('error').textContent"), "");
    assert_ne!(page.value("sheet.src"), first);
}

#[test]
fn zoom_and_place_stay_when_the_figure_is_drawn_anew() {
    let preview = Preview::of("zoom", &["small.toml"]);
    let address = format!("http://127.0.0.1:{}/", preview.port);
    let Some(mut page) = Browser::open("zoom", &address, (900, 600)) else { return };
    page.wait(IS_DRAWN);
    page.value("zoomTo(3); desk.scrollLeft = 400; desk.scrollTop = 350; null");
    let place =
        "[desk.scrollLeft, desk.scrollTop, sheet.style.width, found('factor').textContent].join()";
    let before = page.value(place);
    assert!(before.as_str().is_some_and(|it| it.starts_with("400,350,") && it.ends_with("300 %")));
    let first = page.value("sheet.src");
    preview.save("small.toml", &SMALL.replace("'A'", "'Another title'"));
    page.wait(&format!("{IS_DRAWN} && sheet.src !== {first}"));
    assert_eq!(page.value(place), before);
    page.value("form.elements.width.value = '89mm'; form.dispatchEvent(new Event('change')); null");
    page.wait("document.body.dataset.state === 'drawn' && size.width === 89");
    assert_eq!(page.value("found('factor').textContent"), "300 %");
    let link = page.value("document.querySelector('nav a').getAttribute('href')");
    assert_eq!(link, "/figure.svg?width=89mm");
}

#[test]
fn a_name_is_dragged_and_the_page_offers_lines_that_put_it_there() {
    let preview = Preview::of("drag", &["small.toml"]);
    const NAMED: &str = "title = 'A'\n[extent]\nbounds = [22.5, 36.8, 25.5, 39.0]\n";
    preview.save("small.toml", NAMED);
    let address = format!("http://127.0.0.1:{}/", preview.port);
    let Some(mut page) = Browser::open("drag", &address, (1100, 900)) else { return };
    page.wait(IS_DRAWN);
    page.wait("names.some((it) => it.text === 'Athens')");
    // in pixels of the window: where the middle of the name is
    let at = "(() => { const it = names.find((it) => it.text === 'Athens'), of = sheet.getBoundingClientRect(), \
              scale = of.width / size.width, [x, y, width, height] = it.taken; \
              return [of.left + (x + width / 2) * scale, of.top + (y + height / 2) * scale, scale]; })()";
    let at = page.value(at);
    let number = |index: usize| at[index].as_f64().expect("a number");
    let (x, y, scale) = (number(0), number(1), number(2));
    let mouse = |page: &mut Browser, kind: &str, right: f64, down: f64| {
        let (x, y) = (x + right * scale, y + down * scale);
        let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1 });
        page.ask("Input.dispatchMouseEvent", event);
    };
    mouse(&mut page, "mousePressed", 0.0, 0.0);
    mouse(&mut page, "mouseMoved", 5.0, 3.0);
    mouse(&mut page, "mouseMoved", 10.0, 6.0);
    mouse(&mut page, "mouseReleased", 10.0, 6.0);
    let lines = page.value("document.querySelector('#lines pre').innerText");
    let lines = lines.as_str().expect("lines").to_owned();
    assert!(lines.contains("# Athens") && lines.contains("dx = \""), "{lines}");
    let before = page.value("names.find((it) => it.text === 'Athens').taken");
    preview.save("small.toml", &format!("{NAMED}{lines}"));
    page.wait(&format!(
        "{IS_DRAWN} && names.find((it) => it.text === 'Athens')?.taken[0] !== {}",
        before[0]
    ));
    let after = page.value("names.find((it) => it.text === 'Athens').taken");
    for (side, by) in [(0, 10.0), (1, 6.0)] {
        let moved = |it: &Value| it[side].as_f64().expect("a number");
        assert!((moved(&after) - moved(&before) - by).abs() < 0.3, "{before} {after}");
    }
}
