//! A call of a tool in, its result out: the command that the call asks for is run as the command line runs it.

use super::answers::{self, Done};
use super::fault::Fault;
use super::tools::{Form, TOOLS, Taken, Tool};
use crate::cli::args::{self, Command, CommandLine, Mcp};
use crate::cli::destination::{self, Output};
use crate::cli::messages::Messages;
use crate::cli::request::{self, DASH, Request};
use crate::cli::{drawing, limits, locate, standard_input, standard_output};
use periplus::Drawn;
use periplus::error::{Error, Place, Result, nearest};
use periplus::figure::{Figure, Limits};
use periplus::geodata::Geodata;
use periplus::output::{EncodeOptions, Encoder, Format};
use serde_json::{Map, Value};
use std::path::{Component, Path, PathBuf};

/// Pixels per inch of a picture unless the call says: an assistant looks at it, and prints it seldom.
const DPI: &str = "150";
/// The most pixels of a picture, and of its longer side.
const PIXELS: [&str; 2] = ["pixels=16000000", "side-pixels=8000"];

/// Runs the command of a line; its exit code.
pub(super) type Dispatch = fn(&CommandLine, &Messages) -> Result<u8>;

/// What all calls have in common.
pub(super) struct Server {
    /// Words of the command line that hold for every command.
    words: Vec<String>,
    /// Where pictures are kept, if the user wants some to be.
    output: Option<PathBuf>,
    geodata: Geodata,
    dispatch: Dispatch,
}

type Arguments = Map<String, Value>;

impl Server {
    pub(super) fn new(
        arguments: &Mcp,
        (line, dispatch): (&CommandLine, Dispatch),
        geodata: Geodata,
    ) -> Result<Server> {
        let folder = line.geodata.iter().map(|folder| format!("--geodata={}", folder.display()));
        let cache = line.no_cache.then(|| "--no-cache".to_owned());
        let limits = PIXELS.iter().map(|it| (*it).to_owned()).chain(line.limit.iter().cloned());
        let limits = limits.map(|limit| format!("--limit={limit}"));
        let words: Vec<String> = folder.chain(cache).chain(limits).collect();
        limits::of_line(line)?;
        Ok(Server { words, output: arguments.output.clone(), geodata, dispatch })
    }

    /// Whether files are kept.
    pub(super) fn writes(&self) -> bool {
        self.output.is_some()
    }

    /// The result of a call; what the command line would refuse is a result too, in its words.
    ///
    /// Errors: a tool that there is not, or what it does not take.
    pub(super) fn call(
        &self,
        name: &str,
        arguments: &Arguments,
    ) -> std::result::Result<Value, Fault> {
        let tool = TOOLS.iter().find(|tool| tool.name == name).ok_or_else(|| {
            let near = nearest(name, TOOLS.iter().map(|tool| tool.name));
            let near = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            Fault::params(format!("there is no tool `{name}`{near}"))
        })?;
        self.check(tool, arguments)?;
        let (messages, kept) = Messages::kept();
        let outcome = self.run(tool, arguments, &messages);
        match outcome {
            Ok(done) => Ok(answers::done(done, &kept)),
            Err(error) => {
                messages.error(&error);
                Ok(answers::failed(&kept))
            }
        }
    }

    /// Sees that a tool takes what it is given.
    fn check(&self, tool: &Tool, arguments: &Arguments) -> std::result::Result<(), Fault> {
        for (name, value) in arguments {
            let Some(taken) = tool.taken(name).filter(|it| self.writes() || it.name != "save_as")
            else {
                let near = nearest(name, tool.takes.iter().copied().flatten().map(|it| it.name));
                let near = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                return Err(Fault::params(format!("`{}` takes no `{name}`{near}", tool.name)));
            };
            if !taken.is(value) {
                return Err(Fault::params(format!("`{name}` is {}", taken.form.in_words())));
            }
        }
        let given: Vec<&&str> =
            tool.one_of.iter().filter(|it| arguments.contains_key(**it)).collect();
        match (tool.one_of.is_empty(), given.len()) {
            (true, _) | (_, 1) => Ok(()),
            _ => Err(Fault::params(format!("give one of `{}`", tool.one_of.join("`, `")))),
        }
    }

    fn run(&self, tool: &Tool, arguments: &Arguments, messages: &Messages) -> Result<Done> {
        let is_drawn = tool.name == "render" || arguments.get("draw") == Some(&Value::Bool(true));
        let (words, input) = self.words(tool, arguments, is_drawn)?;
        let line = args::parsed(&words)
            .map_err(|error| Error::usage(error.to_string().trim_end().to_owned()))?;
        let _given = standard_input::given(input);
        if is_drawn {
            return self.drawn(&line, arguments, messages);
        }
        let (printed, code) = standard_output::kept(|| (self.dispatch)(&line, messages));
        Ok(Done::Text { text: String::from_utf8_lossy(&printed).into_owned(), code: code? })
    }

    /// The command line of a call, and what stands on its standard input.
    fn words(
        &self,
        tool: &Tool,
        arguments: &Arguments,
        is_drawn: bool,
    ) -> Result<(Vec<String>, Option<String>)> {
        let mut words = vec!["periplus".to_owned(), tool.name.to_owned()];
        words.extend(self.words.iter().cloned());
        let mut names = Vec::new();
        let mut input = None;
        for (name, value) in arguments {
            let Some(taken) = tool.taken(name) else { continue };
            let texts = texts(value);
            let is_path = matches!(taken.form, Form::File | Form::Files);
            if is_path || name == "theme" && texts.iter().any(|theme| theme.ends_with(".css")) {
                texts.iter().try_for_each(|path| check_path(path))?;
            }
            match (taken.option, name.as_str()) {
                (Some(option), _) if taken.form == Form::Flag => {
                    words.extend(value.as_bool().filter(|set| *set).map(|_| option.to_owned()));
                }
                (Some(option), _) => {
                    words.extend(texts.iter().map(|text| format!("{option}={text}")))
                }
                (None, "figure") => {
                    texts.iter().try_for_each(|name| Figure::bundled(name).map(drop))?;
                    names.extend(texts);
                }
                (None, "file" | "places" | "of") => names.extend(texts),
                (None, "toml") => {
                    // the files that it names lie in the working folder, links followed
                    for text in &texts {
                        Figure::parse_within(
                            text,
                            standard_input::NAME,
                            (Path::new(""), &Limits::default()),
                        )?;
                    }
                    input = texts.into_iter().next();
                }
                (None, "text") => input = texts.into_iter().next(),
                (None, _) => {}
            }
        }
        match input.is_some() {
            true if tool.name == "locate" => words.push("--text=-".to_owned()),
            true => names.push(DASH.to_owned()),
            false => {}
        }
        match tool.name {
            "locate" if !is_drawn => words.push("--json".to_owned()),
            "areas" => words.push("--format=json".to_owned()),
            "check" => words.push("--json".to_owned()),
            "figures" if !arguments.contains_key("show") => words.push("--json".to_owned()),
            _ => {}
        }
        if is_drawn && !arguments.contains_key("dpi") && !arguments.contains_key("size") {
            words.push(format!("--dpi={DPI}"));
        }
        if !names.is_empty() {
            words.push("--".to_owned());
            words.extend(names);
        }
        Ok((words, input))
    }

    /// A picture.
    fn drawn(
        &self,
        line: &CommandLine,
        arguments: &Arguments,
        messages: &Messages,
    ) -> Result<Done> {
        let limits = limits::of_line(line)?;
        let request = self.request(&line.command, &limits, messages)?;
        let format = match arguments.get("format").and_then(Value::as_str) {
            None => Format::PNG,
            Some(name) => Format::named(name)
                .filter(|it| [Format::PNG, Format::SVG].contains(it))
                .ok_or_else(|| {
                    Error::usage(format!("a picture is no `{name}`")).hint("png or svg")
                })?,
        };
        let mut request = request;
        let (drawn, _) = match request.painted.take() {
            Some(painted) => (painted.drawn, painted.timings),
            None => drawing::drawn(&request, request.dpi, &self.geodata)?,
        };
        let bytes = encoded(&drawn, format, &request)?;
        drawn.warnings.iter().for_each(|warning| messages.warning(warning));
        if let (Some(name), Some(folder)) =
            (arguments.get("save_as").and_then(Value::as_str), &self.output)
        {
            let path = folder.join(format!("{}.{}", plain(name)?, format.name()));
            let note = format!("wrote {}", path.display());
            destination::write(&[Output { path: Some(path), bytes: bytes.clone() }])?;
            messages.note(&note);
        }
        Ok(Done::Picture { bytes, format, alt: drawn.scene.description })
    }

    fn request(&self, command: &Command, limits: &Limits, messages: &Messages) -> Result<Request> {
        match command {
            Command::Locate(arguments) => {
                locate::request(arguments, (&self.geodata, limits), messages)
            }
            Command::Render(arguments) => {
                let [name] = &arguments.figures[..] else {
                    return Err(Error::usage("one figure is drawn at a time"));
                };
                request::request(name, &arguments.look, limits)
            }
            _ => Err(Error::render("a defect in periplus: this command draws nothing")),
        }
    }
}

fn encoded(drawn: &Drawn, format: Format, request: &Request) -> Result<Vec<u8>> {
    let options = EncodeOptions::default().with_lettering(request.text).with_dpi(request.dpi);
    let options = options.with_most_pixels(request.figure.limits.pixels());
    Encoder::new(&drawn.scene, options).encode(format)
}

/// The texts of a value: those of a list, or the one that it is.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        Value::Null | Value::Object(_) => Vec::new(),
        word => vec![word.to_string()],
    }
}

/// Sees that a path leads into the folder that the server was started in, links followed.
fn check_path(written: &str) -> Result<()> {
    let path = Path::new(written);
    let is_below =
        path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let leads_out = match (Path::new(".").canonicalize(), path.canonicalize()) {
        (Ok(home), Ok(path)) => !path.starts_with(home),
        // what is not there is reported when it is read
        _ => false,
    };
    match is_below && !leads_out && !written.contains('\\') && written != DASH {
        true => Ok(()),
        false => Err(Error::input(format!("`{written}` lies outside of the working folder"))
            .at(Place::default().part("file"))
            .hint("only what lies in the folder that the server was started in is read")),
    }
}

/// A name that a file may have.
fn plain(name: &str) -> Result<&str> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    match !name.is_empty() && name.chars().all(is_plain) {
        true => Ok(name),
        false => Err(Error::usage(format!("`{name}` is no plain name"))
            .at(Place::default().part("save_as"))
            .hint("letters, digits, - and _; the ending is added")),
    }
}

impl Tool {
    fn taken(&self, name: &str) -> Option<&'static Taken> {
        self.takes.iter().copied().flatten().find(|taken| taken.name == name)
    }
}

impl Taken {
    /// Whether a value has the form of it.
    fn is(&self, value: &Value) -> bool {
        let is_word = |value: &Value| value.is_string() || value.is_number();
        let all = |is: fn(&Value) -> bool| {
            value.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(is))
        };
        match self.form {
            Form::Text | Form::File => value.is_string(),
            Form::Word => is_word(value),
            Form::Words => all(|value| value.is_string() || value.is_number()),
            Form::Files => all(Value::is_string),
            Form::Flag => value.is_boolean(),
        }
    }
}

impl Form {
    fn in_words(self) -> &'static str {
        match self {
            Form::Text | Form::File => "a text",
            Form::Word => "a text or a number",
            Form::Words => "a list of texts or numbers",
            Form::Files => "a list of texts",
            Form::Flag => "true or false",
        }
    }
}
