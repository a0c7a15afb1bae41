//! The native module of the Python package: the program's commands, called with words and texts, answered with values. What people
//! call is written in Python (python/periplus); here is what only Rust can do. No call holds the interpreter while it works.

#[path = "../../../src/cli/mod.rs"]
mod cli;

use cli::embedded::{self, Said};
use periplus::error::{Error, ErrorKind, Place, Warning};
use periplus::geodata::Geodata;
use periplus::output::Format;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use std::error::Error as _;
use std::ffi::OsString;
use std::sync::OnceLock;

/// The bundled layers, read as they are asked for, and once for all figures of a process.
static GEODATA: OnceLock<Geodata> = OnceLock::new();

/// Message, file, line, column, part of it, the line as it is written, hint.
type Told = (
    String,
    Option<String>,
    Option<usize>,
    Option<usize>,
    Option<String>,
    Option<String>,
    Option<String>,
);

fn told(message: String, place: Option<Place>, hint: Option<String>) -> Told {
    let Place { file, line, column, part, written, .. } = place.unwrap_or_default();
    (message, file, line, column, part, written, hint)
}

fn warned(warnings: Vec<Warning>) -> Vec<Told> {
    warnings.into_iter().map(|it| told(it.message, it.place, it.hint)).collect()
}

/// The exception for an error; `periplus._errors` has the classes, by the exit codes of the program.
fn raised(py: Python<'_>, error: Error) -> PyErr {
    let code = match error.kind {
        ErrorKind::Render => 1,
        ErrorKind::Usage => 2,
        ErrorKind::Input => 3,
        ErrorKind::Missing => 4,
        ErrorKind::Stale => 5,
    };
    let mut causes = Vec::new();
    let mut cause = error.source();
    while let Some(below) = cause {
        causes.push(below.to_string());
        cause = below.source();
    }
    let made = py.import("periplus._errors").and_then(|errors| {
        let fields = told(error.message.clone(), error.place.clone(), error.hint.clone());
        errors.call_method1("made", (code, fields, causes))
    });
    made.map_or_else(|error| error, PyErr::from_value)
}

fn geodata() -> Result<&'static Geodata, Error> {
    match GEODATA.get() {
        Some(geodata) => Ok(geodata),
        None => embedded::geodata().map(|geodata| GEODATA.get_or_init(|| geodata)),
    }
}

/// A drawn figure.
#[pyclass(frozen, module = "periplus._native")]
struct Sheet(embedded::Sheet);

#[pymethods]
impl Sheet {
    /// The bytes of a file in this format, with so many pixels an inch.
    #[pyo3(signature = (format, dpi=None))]
    fn encoded<'py>(
        &self,
        py: Python<'py>,
        format: &str,
        dpi: Option<f64>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let Some(format) = Format::named(format) else {
            let known: Vec<&str> = Format::names().collect();
            let error = Error::usage(format!("there is no format `{format}`"));
            return Err(raised(py, error.hint(format!("known: {}", known.join(", ")))));
        };
        let bytes = py.detach(|| self.0.encoded(format, dpi.unwrap_or(self.0.dpi)));
        bytes.map(|bytes| PyBytes::new(py, &bytes)).map_err(|error| raised(py, error))
    }

    /// The SVG to stand in a page with others.
    fn inlined(&self, py: Python<'_>) -> PyResult<String> {
        let bytes = py.detach(|| self.0.inlined()).map_err(|error| raised(py, error))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The alternative text.
    #[getter]
    fn alt(&self) -> &str {
        self.0.alt()
    }

    /// The report, as JSON.
    #[getter]
    fn report(&self) -> &str {
        &self.0.report
    }

    /// Width and height, mm.
    #[getter]
    fn size(&self) -> (f64, f64) {
        self.0.size()
    }

    /// Pixels an inch of a PNG unless others are asked for.
    #[getter]
    fn dpi(&self) -> f64 {
        self.0.dpi
    }
}

/// Runs the program; its exit code.
#[pyfunction]
fn command(py: Python<'_>, words: Vec<OsString>) -> u8 {
    py.detach(|| cli::run(words))
}

/// Draws what `render` or `locate` asks for, under a name of its own if there is one: the sheet, and what was warned of.
#[pyfunction]
fn drawn(
    py: Python<'_>,
    words: Vec<String>,
    input: Option<String>,
    called: Option<String>,
    layers: String,
) -> PyResult<(Sheet, Vec<Told>)> {
    let said = py.detach(|| {
        geodata().and_then(|geodata| embedded::drawn(&words, (input, called), (&layers, geodata)))
    });
    let Said { value, warnings } = said.map_err(|error| raised(py, error))?;
    Ok((Sheet(value), warned(warnings)))
}

/// What another command prints, and what it warned of.
#[pyfunction]
fn printed(
    py: Python<'_>,
    words: Vec<String>,
    input: Option<String>,
) -> PyResult<(Bound<'_, PyBytes>, Vec<Told>)> {
    let said = py.detach(|| embedded::printed(&words, input));
    let Said { value, warnings } = said.map_err(|error| raised(py, error))?;
    Ok((PyBytes::new(py, &value), warned(warnings)))
}

/// The formats of files, by the ends of their names.
#[pyfunction]
fn formats() -> Vec<&'static str> {
    Format::names().collect()
}

/// The bundled layers of a figure that lists none, the first at the bottom.
#[pyfunction]
fn base_map() -> Vec<String> {
    embedded::names_of_base_map()
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<Sheet>()?;
    module.add_function(wrap_pyfunction!(command, module)?)?;
    module.add_function(wrap_pyfunction!(drawn, module)?)?;
    module.add_function(wrap_pyfunction!(printed, module)?)?;
    module.add_function(wrap_pyfunction!(formats, module)?)?;
    module.add_function(wrap_pyfunction!(base_map, module)?)
}
