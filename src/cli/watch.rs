//! `periplus watch`: a figure in, a page on this machine out that shows it and draws it anew on every save.

use super::args::{CommandLine, Look, Watch};
use super::messages::Messages;
use super::request::{self, DASH, Request};
use super::{caught, drawing, inputs, limits, print, render};
use periplus::error::{Error, Result, Warning};
use periplus::figure::{Limits, boundaries_as};
use periplus::geodata::Geodata;
use periplus::output::{EncodeOptions, Encoder, Format, Lettering};
use periplus::provenance;
use periplus::record::{LabelRecord, Record};
use periplus::scene::Scene;
use periplus::style::Theme;
use periplus::watch::{self, Controls, Kind, Picture, PlacedName, Saves, Subject};
use std::convert::Infallible;
use std::ffi::OsStr;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

/// What every picture of the preview is drawn from.
struct Easel<'a> {
    name: &'a OsStr,
    look: &'a Look,
    line: &'a CommandLine,
    limits: Limits,
    geodata: Geodata,
    saves: Arc<Saves>,
}

/// Serves the preview until the process is ended.
///
/// Errors: as `render`, for what is wrong before the page is there; what goes wrong later is said in the page.
pub(super) fn run(
    arguments: &Watch,
    line: &CommandLine,
    messages: &Messages,
) -> Result<Infallible> {
    let name = arguments.figure.as_os_str();
    if name == DASH {
        return Err(Error::usage("standard input cannot be watched")
            .hint("save the figure in a .toml file"));
    }
    let saves = Arc::new(Saves::default());
    let geodata = render::geodata(line)?;
    let limits = limits::of_line(line)?;
    let mut easel = Easel { name, look: &arguments.look, line, limits, geodata, saves };
    let request = easel.request(&starting(&arguments.look))?;
    Theme::stacked(request.figure.sheet.themes())
        .map_err(|error| request.figure.at_fault(&["sheet.theme"], error))?;
    let subject = subject(&request, &arguments.look);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port)).map_err(|error| {
        Error::render(format!("cannot serve at port {}", arguments.port))
            .hint("without --port a free one is taken")
            .cause(error)
    })?;
    let port = listener.local_addr().map_or(arguments.port, |address| address.port());
    let address = format!("http://127.0.0.1:{port}/");
    print(format!("{address}\n").as_bytes())?;
    messages.note(&format!("watching {}; Ctrl-C ends it", name.display()));
    if arguments.open && !opened(&address) {
        let warning = Warning::new("no browser could be opened");
        messages.warning(&warning.hint(format!("open {address} yourself")));
    }
    let saves = Arc::clone(&easel.saves);
    watch::serve(listener, subject, &saves, &mut |controls, kind| {
        caught(|| easel.picture(controls, kind))
    })
}

/// What the options say, as the page's controls say it.
fn starting(look: &Look) -> Controls {
    Controls {
        width: look.width.clone(),
        theme: look.theme.first().cloned(),
        names: look.names.clone(),
        as_of: look.as_of.clone(),
        worldview: look.worldview.clone(),
    }
}

fn subject(request: &Request, look: &Look) -> Subject {
    let own = look.theme.first().filter(|theme| theme.ends_with(".css")).cloned();
    Subject { name: request.figure.name.clone(), controls: starting(look), own_theme: own }
}

impl Easel<'_> {
    /// The figure with the options, and the controls in place of theirs.
    fn request(&self, controls: &Controls) -> Result<Request> {
        let own = PathBuf::from(self.name);
        check_lasting([&own])?;
        // A figure may be told by its name alone: then there is no such file, and none to look after.
        self.saves.watch(Some(own).filter(|path| path.exists()));
        let controls = controls.clone();
        let look = Look {
            width: controls.width,
            // the page gives another ground; what is laid over it stays
            theme: controls.theme.map_or_else(Vec::new, |theme| {
                let over = self.look.theme.iter().skip(1).cloned();
                std::iter::once(theme).chain(over).collect()
            }),
            names: controls.names,
            as_of: controls.as_of,
            worldview: controls.worldview,
            ..self.look.clone()
        };
        let request = request::request(self.name, &look, &self.limits)?;
        let mut files = request.figure.own_files();
        files.extend(Theme::imports(request.figure.sheet.themes()));
        check_lasting(&files)?;
        self.saves.watch(files);
        Ok(request)
    }

    fn picture(&mut self, controls: &Controls, kind: Kind) -> Result<Picture> {
        let request = self.request(controls)?;
        if let Some(folder) = &self.line.geodata {
            self.saves.watch(inputs::files_in(folder).into_iter().chain([folder.clone()]));
            self.geodata = render::geodata(self.line)?;
        }
        let (drawn, _) = drawing::drawn(&request, request.dpi, &self.geodata)?;
        let scene = &drawn.scene;
        Ok(Picture {
            bytes: encoded(scene, kind, &request)?,
            width: scene.width.0,
            height: scene.height.0,
            alt: scene.description.clone(),
            with: with(&request),
            name: request.figure.name,
            names: names(&drawn.record),
            warnings: drawn.warnings,
        })
    }
}

/// The names that can be dragged: those of features, which the figure file calls by their ids.
fn names(record: &Record) -> Vec<PlacedName> {
    let of = |label: &LabelRecord| {
        let taken = [label.x, label.y, label.width, label.height];
        let from = label.from.filter(|_| !label.id.is_empty())?;
        Some(PlacedName { id: label.id.clone(), text: label.text.clone(), taken, from })
    };
    record.labels.iter().filter_map(of).collect()
}

/// Sees that each path, if anything is there, has a content that can be read again and again.
fn check_lasting<'a>(paths: impl IntoIterator<Item = &'a PathBuf>) -> Result<()> {
    let is_stream = |path: &&PathBuf| {
        // a bundled figure may be called as a folder is
        path.metadata().is_ok_and(|about| !about.is_file() && !about.is_dir())
    };
    match paths.into_iter().find(is_stream) {
        None => Ok(()),
        Some(path) => {
            let shown = path.display();
            let error =
                Error::usage(format!("`{shown}` is a pipe or a device, which cannot be watched"));
            Err(error.hint("save what it says in a file"))
        }
    }
}

fn encoded(scene: &Scene, kind: Kind, request: &Request) -> Result<Vec<u8>> {
    let (format, lettering) = match kind {
        // Text is half the bytes of outlines, and its fonts come with it.
        Kind::Preview => (Format::SVG, Lettering::Text),
        Kind::File(format) => (format, request.text),
    };
    let options = EncodeOptions::default().with_lettering(lettering).with_dpi(request.dpi);
    Encoder::new(scene, options.with_most_pixels(request.figure.limits.pixels())).encode(format)
}

/// What the figure is drawn with, in words for the foot of the page.
fn with(request: &Request) -> Vec<String> {
    let figure = &request.figure;
    let view = figure.worldview.as_deref().unwrap_or("un");
    let themes = figure.sheet.themes().map(|theme| provenance::name_of(Path::new(theme)));
    let theme = themes.collect::<Vec<_>>().join(", ");
    let day = figure.as_of.map(|day| format!("as of {day}"));
    let words = [format!("theme {theme}"), format!("names: {}", figure.names_shown())];
    words.into_iter().chain(day).chain([boundaries_as(view).replace('.', "")]).collect()
}

/// Opens an address with what the system opens addresses with.
fn opened(address: &str) -> bool {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let mut command = Command::new(program);
    command
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .is_ok()
}
