//! Legend: the classes that were drawn, each with the very paint it was drawn in, in; a key out.
//! Set as one column on the map, or as a strip of columns below it; nothing is explained that is
//! not on the map, because the entries come from the symbols themselves.

mod belt_table;
mod circles;
mod either;
mod join;
mod ramp;
mod sample;
mod strip;

pub(crate) use belt_table::{Belt, BeltTable, Paint, StateBelts, entry};
pub(crate) use strip::strip;

use super::{Fragment, MapContext, paragraph};
use crate::kind::{Kind, Section};
use crate::lettering;
use crate::phrases::Phrases;
use crate::scene::{Anchor, Fill, Item, Stroke};
use crate::style::{Element, Style};

/// One class of the map and its words.
#[derive(Clone, Debug)]
pub(crate) struct LegendEntry {
    /// The sample of its paint.
    pub key: Key,
    /// What it is: `6–12 nm`.
    pub words: String,
    /// A second line in small type: `if both extend`.
    pub note: Option<String>,
    /// The heading it stands under in a strip.
    pub section: Section,
}

/// The words over a section.
fn heading(section: Section) -> &'static str {
    match section {
        // a legend has the words of each
        Section::Values(_) => "",
        Section::Own => "On this map",
        Section::Waters => "Waters",
        Section::Depths => "Depth of water",
        Section::Lines => "Lines at sea",
        Section::Boundaries => "Boundaries",
        Section::Disputed => "Territories of disputed status",
        Section::Towns => "Towns",
    }
}

/// A sample of paint.
#[derive(Clone, Debug)]
pub(crate) enum Key {
    /// Areas side by side, one a state; a single one takes the whole width.
    Areas(Vec<(Option<Fill>, Option<Stroke>)>),
    /// A line, its casing first.
    Line(Vec<Stroke>),
    /// An arrow, and whether it has heads where it begins and where it ends.
    Arrow(Stroke, [bool; 2]),
    /// A symbol, drawn round the origin.
    Symbol(Vec<Item>),
    /// Steps of one measure side by side, the words above, the numbers below.
    Ramp(Vec<Step>),
    /// Circles one in the other, the greatest first, each with its number beside it.
    Circles(Vec<Circle>),
}

/// A circle of a legend.
#[derive(Clone, Debug)]
pub(crate) struct Circle {
    /// In mm.
    pub radius: f64,
    /// The paint inside.
    pub fill: Option<Fill>,
    /// Its edge.
    pub stroke: Option<Stroke>,
    /// What it stands for: `2 000`.
    pub words: String,
}

/// A step of a ramp.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// The paint of its area.
    pub fill: Option<Fill>,
    /// The paint of the line that it begins at.
    pub stroke: Option<Stroke>,
    /// Where it begins: `200`.
    pub from: String,
}

impl LegendEntry {
    /// Whether it says the same of the same paint.
    pub(crate) fn is_same(&self, other: &LegendEntry) -> bool {
        self.words == other.words && self.note == other.note && self.key.is_same_paint(&other.key)
    }
}

impl Key {
    /// Whether both are areas, or both lines, of one paint.
    pub(crate) fn is_same_paint(&self, other: &Key) -> bool {
        match (self, other) {
            (Key::Areas(one), Key::Areas(two)) => one == two,
            (Key::Line(one), Key::Line(two)) => one == two,
            (Key::Arrow(one, of_one), Key::Arrow(two, of_two)) => one == two && of_one == of_two,
            _ => false,
        }
    }

    /// The order in which one column sets its samples: areas, lines, symbols.
    fn rank(&self) -> u8 {
        match self {
            Key::Areas(_) => 0,
            Key::Line(_) | Key::Arrow(..) => 1,
            Key::Symbol(_) => 2,
            Key::Ramp(_) | Key::Circles(_) => 3,
        }
    }
}

/// What a legend says: entries, and the states whose columns its belts stand in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Legend {
    /// What the belts are, where the words beside them do not say so: `Territorial sea, as claimed`.
    pub head: Option<String>,
    /// The belts of breadths that the figure gives, until they are laid out.
    pub belts: Option<BeltTable>,
    /// Heads of the columns of samples: `Greece`, `Türkiye`.
    pub columns: Vec<String>,
    /// The classes, most important first.
    pub entries: Vec<LegendEntry>,
    /// The headings of what layers of values have to say, by the number of their section.
    pub own_heads: Vec<String>,
}

impl Legend {
    /// The heading of a section, in the figure's language.
    fn heading(&self, section: Section, phrases: Phrases) -> String {
        match section {
            Section::Values(number) => self.own_heads.get(number).cloned().unwrap_or_default(),
            section => phrases.say(heading(section)),
        }
    }
}

/// A note on the map longer than this is broken, in mm.
const LONGEST_NOTE: f64 = 44.0;

/// The styles and measures that every row shares.
struct LegendStyles {
    plain: Style,
    strong: Style,
    note: Style,
    head: Style,
    leading: f64,
    key_width: f64,
    words_width: f64,
}

/// The whole legend as one column, no wider than it needs; its top left corner at the origin.
pub(crate) fn column(context: &MapContext, legend: &Legend) -> Fragment {
    let styles = LegendStyles::of_column(context, legend);
    let mut block = Fragment { items: Vec::new(), height: 0.0 };
    if let Some(head) = &legend.head {
        title(&mut block, &styles, head);
    }
    if legend.columns.len() > 1 {
        heads(&mut block, &styles, context, legend);
    }
    let is_value = |entry: &LegendEntry| matches!(entry.section, Section::Values(_));
    let mut entries: Vec<&LegendEntry> = legend.entries.iter().collect();
    // values of a layer stand together under their head, before all else
    entries.sort_by_key(|entry| {
        let is_other = !is_value(entry);
        (is_other, is_other.then(|| entry.key.rank()), entry.section)
    });
    let mut last = None;
    for entry in entries {
        if is_value(entry) && last != Some(entry.section) {
            title(&mut block, &styles, &legend.heading(entry.section, context.figure.phrases()));
        }
        last = Some(entry.section);
        row(&mut block, &styles, context, entry);
    }
    block
}

/// Width of the legend set as one column.
pub(crate) fn column_width(context: &MapContext, legend: &Legend) -> f64 {
    let styles = LegendStyles::of_column(context, legend);
    let head = legend.head.as_ref().map_or(0.0, |head| styles.head_width(head));
    (styles.key_width + 2.0 * context.layout.swatch_gap + styles.words_width).max(head)
}

/// Width of the samples: one a state or breadth, side by side, none narrower than its head; as wide as the widest symbol.
fn key_width(context: &MapContext, legend: &Legend) -> f64 {
    let columns = legend.columns.len().max(1) as f64;
    let gap = context.layout.swatch_gap;
    let samples = columns * sample_width(context, legend) + (columns - 1.0) * gap;
    let symbols = legend.entries.iter().map(|entry| sample::own_size(&entry.key).x);
    symbols.fold(samples, f64::max)
}

/// Width of one sample.
fn sample_width(context: &MapContext, legend: &Legend) -> f64 {
    let head = context.theme.style(&Element::of(Kind::Legend).class("head")).typeface();
    let heads = legend.columns.iter().filter(|_| legend.columns.len() > 1);
    let widths = heads.map(|name| lettering::measure(name, &head).width.0);
    widths.fold(context.layout.swatch.0, f64::max)
}

impl LegendStyles {
    /// As wide as the words need; notes break where they are longer than that and than [`LONGEST_NOTE`].
    fn of_column(context: &MapContext, legend: &Legend) -> LegendStyles {
        let mut styles = LegendStyles::of(context, key_width(context, legend), 0.0);
        let beside = styles.key_width + 2.0 * context.layout.swatch_gap;
        let widths = legend.entries.iter().map(|entry| match &entry.key {
            Key::Ramp(steps) => ramp::width(&styles, steps) - beside,
            Key::Circles(circles) => circles::width(&styles, circles) - beside,
            Key::Areas(_) | Key::Line(_) | Key::Arrow(..) | Key::Symbol(_) => {
                let (words, note) = styles.widths(entry);
                words.max(note.min(LONGEST_NOTE))
            }
        });
        styles.words_width = widths.fold(0.0, f64::max);
        styles
    }

    fn of(context: &MapContext, key_width: f64, words_width: f64) -> LegendStyles {
        let style = |class: &str| context.theme.style(&Element::of(Kind::Legend).class(class));
        let plain = context.theme.style(&Element::of(Kind::Legend));
        let leading = 1.18 * plain.typeface().size.millimetres().0;
        LegendStyles {
            plain,
            strong: style("strong"),
            note: style("note"),
            head: style("head"),
            leading,
            key_width,
            words_width,
        }
    }

    /// The style of an entry's first line: strong where a note stands below it.
    fn words(&self, entry: &LegendEntry) -> &Style {
        if entry.note.is_some() { &self.strong } else { &self.plain }
    }

    fn head_width(&self, head: &str) -> f64 {
        lettering::measure(head, &self.head.typeface()).width.0
    }

    fn width(&self, entry: &LegendEntry) -> f64 {
        let (words, note) = self.widths(entry);
        words.max(note)
    }

    /// The widths of an entry's words and of its note, unbroken.
    fn widths(&self, entry: &LegendEntry) -> (f64, f64) {
        let first = lettering::measure(&entry.words, &self.words(entry).typeface()).width.0;
        let second = entry
            .note
            .as_ref()
            .map_or(0.0, |note| lettering::measure(note, &self.note.typeface()).width.0);
        (first, second)
    }
}

/// A heading over the entries below it.
fn title(block: &mut Fragment, styles: &LegendStyles, words: &str) {
    let font = styles.head.typeface();
    for line in paragraph::break_lines(words, &font, styles.key_width + styles.words_width) {
        block.height += styles.leading;
        let at = (0.0, block.height - 0.25 * styles.leading);
        block.items.push(paragraph::line(&line, &styles.head, at, Anchor::Start));
    }
    block.height += 0.35 * styles.leading;
}

/// The names of the states over their columns of samples.
fn heads(block: &mut Fragment, styles: &LegendStyles, context: &MapContext, legend: &Legend) {
    let (swatch, gap) = (sample_width(context, legend), context.layout.swatch_gap);
    block.height += styles.leading;
    for (number, name) in legend.columns.iter().enumerate() {
        let x = number as f64 * (swatch + gap) + swatch / 2.0;
        let at = (x, block.height - 0.3 * styles.leading);
        block.items.push(paragraph::line(name, &styles.head, at, Anchor::Middle));
    }
    block.height += 0.25 * styles.leading;
}

/// One entry: its sample on the left, its words beside the sample's middle.
fn row(block: &mut Fragment, styles: &LegendStyles, context: &MapContext, entry: &LegendEntry) {
    match &entry.key {
        Key::Ramp(steps) => return ramp::draw(block, styles, context, &entry.words, steps),
        Key::Circles(circles) => return circles::draw(block, styles, circles),
        Key::Areas(_) | Key::Line(_) | Key::Arrow(..) | Key::Symbol(_) => {}
    }
    let lines =
        paragraph::break_lines(&entry.words, &styles.words(entry).typeface(), styles.words_width);
    let notes = entry.note.as_ref().map_or(Vec::new(), |note| {
        paragraph::break_lines(note, &styles.note.typeface(), styles.words_width)
    });
    let text_height = (lines.len() + notes.len()) as f64 * styles.leading;
    let key_height = match &entry.key {
        Key::Areas(_) => context.layout.swatch.1 + 0.25 * styles.leading,
        key => sample::own_size(key).y,
    };
    let height = text_height.max(key_height) + 0.2 * styles.leading;
    let middle = block.height + height / 2.0;
    block.items.extend(sample::draw(&entry.key, context, styles.key_width, middle));
    let x = styles.key_width + 2.0 * context.layout.swatch_gap;
    let first = middle - text_height / 2.0 + 0.79 * styles.leading;
    let styled = lines
        .iter()
        .map(|line| (line, styles.words(entry)))
        .chain(notes.iter().map(|note| (note, &styles.note)));
    for (number, (line, style)) in styled.enumerate() {
        let at = (x, first + number as f64 * styles.leading);
        block.items.push(paragraph::line(line, style, at, Anchor::Start));
    }
    block.height += height;
}
