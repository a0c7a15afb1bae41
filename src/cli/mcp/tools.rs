//! The tools: their names, what they are for, and what they take, for assistants to choose by.

use serde_json::{Map, Value, json};

/// A thing that a tool takes.
#[derive(Clone, Copy)]
pub(super) struct Taken {
    pub(super) name: &'static str,
    pub(super) form: Form,
    /// The option of the command line that it becomes; none for what is told apart by name.
    pub(super) option: Option<&'static str>,
    about: &'static str,
}

/// What form a thing is given in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    /// A text or a number.
    Word,
    /// Some of them.
    Words,
    Flag,
    /// A file in the working folder.
    File,
    /// Some of them.
    Files,
}

/// A tool.
pub(super) struct Tool {
    pub(super) name: &'static str,
    about: &'static str,
    pub(super) takes: &'static [&'static [Taken]],
    /// Of these exactly one is given.
    pub(super) one_of: &'static [&'static str],
}

const fn taken(
    name: &'static str,
    form: Form,
    option: Option<&'static str>,
    about: &'static str,
) -> Taken {
    Taken { name, form, option, about }
}

const FIGURE: &[Taken] = &[
    taken("figure", Form::Text, None, "A bundled figure's name, as `figures` lists them"),
    taken(
        "file",
        Form::File,
        None,
        "A figure file (.toml), or a file that periplus drew, in the working folder",
    ),
    taken("toml", Form::Text, None, "The text of a figure file; `schema` says what that is"),
];
const LOOK: &[Taken] = &[
    taken(
        "width",
        Form::Word,
        Some("--width"),
        "Width of the sheet: 180mm, 1200px, single (89 mm), double (183 mm)",
    ),
    taken(
        "size",
        Form::Text,
        Some("--size"),
        "Width and height of the sheet: 180x120mm, 1080x1080",
    ),
    taken("dpi", Form::Word, Some("--dpi"), "Pixels per inch of a PNG; 150 unless given"),
    taken(
        "bounds",
        Form::Text,
        Some("--bounds"),
        "Another extent: west,south,east,north in degrees",
    ),
    taken("theme", Form::Text, Some("--theme"), "The look: atlas, mono, press, dark, nautical"),
    taken(
        "as_of",
        Form::Text,
        Some("--as-of"),
        "Claims, boundaries and names valid that day: 2020-10-17",
    ),
    taken(
        "worldview",
        Form::Text,
        Some("--worldview"),
        "Whose view of disputed land: un, de-facto, or a state such as GEO",
    ),
    taken(
        "names",
        Form::Text,
        Some("--names"),
        "Language of the names: en, local, both, or a tag such as tr",
    ),
    taken(
        "layers",
        Form::Files,
        Some("--layer"),
        "GeoJSON files in the working folder, drawn on top",
    ),
];
const BREADTHS: &[Taken] = &[
    taken(
        "breadths",
        Form::Words,
        Some("--breadth"),
        "Breadths of the waters in nautical miles: 12, or GRC=12 for one state's",
    ),
    taken(
        "overlap",
        Form::Text,
        Some("--overlap"),
        "Where two states' waters meet: median, overlap, keep",
    ),
];
const PICTURE: &[Taken] = &[
    taken("format", Form::Text, None, "png (the default) or svg"),
    taken(
        "save_as",
        Form::Text,
        None,
        "Also keep the picture in the server's output folder under this name, without ending",
    ),
];
const WATERS: &[Taken] = &[
    taken(
        "as_of",
        Form::Text,
        Some("--as-of"),
        "Claims, straight baselines and agreed lines valid that day: 2020-10-17",
    ),
    taken(
        "tolerance",
        Form::Text,
        Some("--tolerance"),
        "How far a limit may lie from where the law puts it: 1m",
    ),
];
/// What islands count for, and how sure lines are.
const EFFECTS: &[Taken] = &[
    taken(
        "effects",
        Form::Words,
        Some("--effect"),
        "What single islands count for beyond the territorial sea, by name or id: Kastellorizo=0.5, Kastellorizo=enclave 6",
    ),
    taken(
        "coast_accuracy",
        Form::Text,
        Some("--coast-accuracy"),
        "How exactly the coast is known, 500m: limits, medians and areas then say how far they may be off",
    ),
];
const COAST: &[Taken] = &[
    taken(
        "coast",
        Form::File,
        Some("--coast"),
        "A GeoJSON file in the working folder instead of a figure: polygons or lines with a `state`; needs breadths",
    ),
    taken("rings", Form::Flag, Some("--rings"), "Rings instead of nested belts"),
    taken(
        "lines",
        Form::Flag,
        Some("--lines"),
        "Outer limits, medians, agreed and claimed lines too",
    ),
];
const PLACES: &[Taken] = &[
    taken(
        "places",
        Form::Words,
        None,
        "Names of places in any language: \"Tripoli, LBN\", \"Idlib (province)\", or 36.14,33.54",
    ),
    taken("text", Form::Text, None, "A text whose places are located"),
    taken("draw", Form::Flag, None, "Draw a map of what is found, instead of listing it"),
];
const CHECKED: &[Taken] = &[taken(
    "file",
    Form::File,
    None,
    "A GeoJSON, figure (.toml) or theme (.css) file in the working folder",
)];
const SHOWN: &[Taken] =
    &[taken("show", Form::Text, Some("--show"), "Print the figure file of this one instead")];
const DESCRIBED: &[Taken] = &[taken("of", Form::Text, None, "figure (the default) or report")];

/// All tools.
pub(super) const TOOLS: [Tool; 7] = [
    Tool {
        name: "locate",
        about: "Say what the places of a list or a text are (name, kind, state, position, what is ambiguous or unknown), or draw a map of them",
        takes: &[PLACES, LOOK, PICTURE],
        one_of: &["places", "text"],
    },
    Tool {
        name: "render",
        about: "Draw a figure: the picture and its alternative text",
        takes: &[FIGURE, LOOK, BREADTHS, PICTURE],
        one_of: &["figure", "file", "toml"],
    },
    Tool {
        name: "zones",
        about: "The waters of a figure, or of a coast of your own, as GeoJSON",
        takes: &[FIGURE, COAST, BREADTHS, WATERS, EFFECTS],
        one_of: &["figure", "file", "toml", "coast"],
    },
    Tool {
        name: "areas",
        about: "Areas of a figure's waters by state and breadth, and their shares of the named sea, as JSON rows",
        takes: &[FIGURE, BREADTHS, WATERS, EFFECTS],
        one_of: &["figure", "file", "toml"],
    },
    Tool {
        name: "check",
        about: "All that is wrong with a file, with place and way out",
        takes: &[CHECKED],
        one_of: &["file"],
    },
    Tool {
        name: "figures",
        about: "The bundled figures, or the file of one",
        takes: &[SHOWN],
        one_of: &[],
    },
    Tool {
        name: "schema",
        about: "JSON Schema of figure files, or of reports",
        takes: &[DESCRIBED],
        one_of: &[],
    },
];

/// The tools as the protocol lists them; what keeps files is left out where there is no folder for them.
pub(super) fn list(writes: bool) -> Vec<Value> {
    let described = |tool: &Tool| {
        let taken =
            tool.takes.iter().copied().flatten().filter(|it| writes || it.name != "save_as");
        let properties: Map<String, Value> =
            taken.map(|it| (it.name.to_owned(), it.schema())).collect();
        json!({
            "name": tool.name,
            "description": tool.about,
            "inputSchema": { "type": "object", "properties": properties, "additionalProperties": false },
            "annotations": { "readOnlyHint": !writes, "openWorldHint": false },
        })
    };
    TOOLS.iter().map(described).collect()
}

impl Taken {
    fn schema(&self) -> Value {
        let word = json!({ "type": ["string", "number"] });
        let mut schema = match self.form {
            Form::Text | Form::File => json!({ "type": "string" }),
            Form::Word => word,
            Form::Flag => json!({ "type": "boolean" }),
            Form::Words => json!({ "type": "array", "items": word }),
            Form::Files => json!({ "type": "array", "items": { "type": "string" } }),
        };
        schema["description"] = json!(self.about);
        schema
    }
}
