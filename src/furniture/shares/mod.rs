//! Shares: what each state has of a named sea in, one bar a breadth below the map out, in the very paint of the belts.
//! States stand from the left, the last of them from the right, the high seas between; what a breadth adds is shown apart.

mod words;

use super::{Fragment, MapContext, paragraph};
use crate::figure;
use crate::kind::Kind;
use crate::lettering;
use crate::phrases::{Phrases, capitalised};
use crate::scene::{Anchor, Fill, Item, Path, Shape, Stroke};
use crate::space::OnSheet;
use crate::style::{Element, Style};
use crate::units::Millimetres;
use geo::{Coord, LineString};
use std::ops::Range;

/// What the strip shows.
#[derive(Clone, Debug)]
pub(crate) struct Bars {
    /// `Share of the Aegean Sea, %`.
    pub head: String,
    /// `of 190 000 km² within the dotted limit (IHO S-23) and the coasts`.
    pub whole: String,
    /// One a breadth, the narrowest first.
    pub bars: Vec<Bar>,
}

/// Who has how much at one breadth.
#[derive(Clone, Debug)]
pub(crate) struct Bar {
    /// `6 nm`.
    pub words: String,
    /// Whether these are a breadth.
    pub is_breadth: bool,
    /// From left to right; the same holders in every bar.
    pub holders: Vec<Holder>,
}

/// A part of the bar: a state's, or the high seas'.
#[derive(Clone, Debug)]
pub(crate) struct Holder {
    /// `Greece`, `high seas`.
    pub name: String,
    /// Where its name and its innermost belt stand in it.
    pub filled_from: FilledFrom,
    /// Its belts, the innermost first: hundredths of the sea, and the paint.
    pub belts: Vec<(f64, Option<Fill>)>,
    /// What it has in all, as it is printed.
    pub percent: f64,
    /// What this breadth adds to the one before: the hundredths, and that breadth's words.
    pub added: Option<(f64, String)>,
}

/// From which side a holder's part fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FilledFrom {
    /// A state with the next one on its right.
    Left,
    /// The high seas.
    Middle,
    /// The last state.
    Right,
}

impl FilledFrom {
    /// Where in its innermost belt the holder's name is anchored.
    fn anchor(self) -> Anchor {
        match self {
            FilledFrom::Left => Anchor::Start,
            FilledFrom::Middle => Anchor::Middle,
            FilledFrom::Right => Anchor::End,
        }
    }
}

/// Lengths of a strip, in mm.
struct Measures {
    /// Ends of the bars.
    from: f64,
    to: f64,
    /// Height of a bar.
    bar: f64,
    /// Between two bars.
    gap: f64,
    /// Between the end of a block and the words in it.
    pad: f64,
}

/// A block of one paint.
struct BarSegment {
    from: f64,
    to: f64,
    fill: Option<Fill>,
}

impl BarSegment {
    fn width(&self) -> f64 {
        self.to - self.from
    }

    fn middle(&self) -> f64 {
        f64::midpoint(self.from, self.to)
    }
}

/// A holder's place in a bar.
struct HolderSegments<'a> {
    holder: &'a Holder,
    /// The innermost belt first.
    segments: Vec<BarSegment>,
}

/// The styles of a strip.
struct BarStyles {
    /// What stands in the bars besides values; its stroke is the bars' outline.
    plain: Style,
    value: Style,
    head: Style,
    note: Style,
    phrases: Phrases,
}

impl BarStyles {
    fn of(context: &MapContext) -> BarStyles {
        let style = |class: &str| context.theme.style(&Element::of(Kind::ShareBar).class(class));
        let plain = context.theme.style(&Element::of(Kind::ShareBar));
        BarStyles {
            plain,
            value: style("value"),
            head: style("head"),
            note: style("note"),
            phrases: context.figure.phrases(),
        }
    }
}

/// The strip between the margins, its top at 0.
pub(crate) fn strip(context: &MapContext, bars: &Bars) -> Fragment {
    let styles = BarStyles::of(context);
    let measures = measures(context, bars, &styles);
    let rows: Vec<Vec<HolderSegments>> =
        bars.bars.iter().map(|bar| parts(bar, &measures)).collect();
    let named_above = words::named_above(&rows, &styles, &measures);
    let mut block = Fragment::empty();
    let whole_is_said = words::head(&mut block, context, bars, &styles, named_above);
    let mut before: Option<(&Vec<HolderSegments>, f64)> = None;
    let mut outside = Vec::new();
    for (number, (bar, row)) in bars.bars.iter().zip(&rows).enumerate() {
        let top = block.height + if number > 0 { measures.gap } else { 0.0 };
        if let Some((above, bottom)) = before {
            block.items.push(joins(above, row, bottom..top, &styles));
        }
        block.items.extend(drawn(bar, row, top, &measures, &styles));
        let middle = top + measures.bar / 2.0;
        block.items.push(before_bar(context, bar, middle, &styles));
        let names = words::NamesShown {
            is_above: named_above.is_some(),
            is_last_bar: number + 1 == rows.len(),
        };
        let set = words::in_bar(row, middle, &measures, &styles, &names);
        block.items.extend(set.items);
        outside = set.outside;
        block.height = top + measures.bar;
        before = Some((row, block.height));
    }
    let whole = (!whole_is_said).then_some(bars.whole.as_str());
    let notes = match context.figure.furniture.shares {
        figure::Shares::Widest => String::new(),
        _ => notes(bars, whole, context.figure.phrases()),
    };
    words::below(&mut block, context, &outside, &styles, &measures, &notes);
    block
}

/// What the notes below the bars of several maps have in common, for the foot of their sheet.
pub(crate) fn sentence(bars: &Bars, phrases: Phrases) -> String {
    phrases.fill("Shares are {whole}; rounded, they may not add up.", &[("whole", &bars.whole)])
}

fn measures(context: &MapContext, bars: &Bars, styles: &BarStyles) -> Measures {
    /// Between the words before a bar and the bar.
    const LEAD: f64 = 2.6;
    let font = styles.value.typeface();
    let widths = bars.bars.iter().map(|bar| lettering::measure(&lead(context, bar), &font).width.0);
    // bars of one digit and of two start at one place, so that figures and panels can be compared
    let phrases = context.figure.phrases();
    let usual = phrases.fill("{breadth} nm", &[("breadth", "12")]);
    let usual = Bar { words: usual, is_breadth: true, holders: Vec::new() };
    let usual = lettering::measure(&lead(context, &usual), &font).width.0;
    let is_narrow = context.layout.is_narrow;
    let (bar, gap, pad) = if is_narrow { (3.6, 1.9, 0.8) } else { (4.4, 2.6, 1.2) };
    Measures {
        from: context.layout.margin + widths.fold(usual, f64::max) + LEAD,
        to: context.layout.margin + context.layout.measure(),
        bar,
        gap,
        pad,
    }
}

/// `at 6 nm`; on a single column `6 nm`.
fn lead(context: &MapContext, bar: &Bar) -> String {
    match bar.is_breadth && !context.layout.is_narrow {
        true => context.figure.phrases().fill("at {breadths}", &[("breadths", &bar.words)]),
        false => bar.words.clone(),
    }
}

fn before_bar(context: &MapContext, bar: &Bar, middle: f64, styles: &BarStyles) -> Item {
    let style = &styles.value;
    let baseline = middle + lettering::measure("0", &style.typeface()).cap_height.0 / 2.0;
    let at = (context.layout.margin, baseline);
    paragraph::line(&lead(context, bar), style, at, Anchor::Start)
}

/// Where each holder's belts lie between the ends of a bar.
fn parts<'a>(bar: &'a Bar, measures: &Measures) -> Vec<HolderSegments<'a>> {
    let belts = bar.holders.iter().flat_map(|holder| &holder.belts);
    let total: f64 = belts.map(|(percent, _)| percent).sum();
    let scale = (measures.to - measures.from) / total;
    let mut x = measures.from;
    let part = |holder: &'a Holder| {
        let mut order: Vec<usize> = (0..holder.belts.len()).collect();
        if holder.filled_from == FilledFrom::Right {
            order.reverse();
        }
        let mut segments = Vec::new();
        for (percent, fill) in order.iter().map(|number| &holder.belts[*number]) {
            let to = x + percent * scale;
            segments.push(BarSegment { from: x, to, fill: fill.clone() });
            x = to;
        }
        if holder.filled_from == FilledFrom::Right {
            segments.reverse();
        }
        HolderSegments { holder, segments }
    };
    bar.holders.iter().map(part).collect()
}

/// The blocks of a bar, each with its words for readers who do not see it, and the outline over all.
fn drawn(
    bar: &Bar,
    row: &[HolderSegments],
    top: f64,
    measures: &Measures,
    styles: &BarStyles,
) -> Vec<Item> {
    let rectangle = |from: f64, to: f64, fill: Option<Fill>, stroke: Option<Stroke>, title| {
        let corner = OnSheet(Coord { x: from, y: top });
        let (width, height) = (Millimetres(to - from), Millimetres(measures.bar));
        Item::Path(Path { shape: Shape::Rectangle { corner, width, height }, fill, stroke, title })
    };
    let mut items = Vec::new();
    for part in row {
        let holder = part.holder;
        let percent = styles.phrases.number(&format!("{:.1}", holder.percent));
        let title = format!("{}, {}: {percent} %", holder.name, bar.words);
        let shown = part.segments.iter().filter(|segment| segment.width() > 0.0);
        items.extend(shown.map(|segment| {
            rectangle(segment.from, segment.to, segment.fill.clone(), None, Some(title.clone()))
        }));
    }
    items.push(rectangle(measures.from, measures.to, None, styles.plain.line_paint(), None));
    items
}

/// Thin lines across these heights, from the ends of the holders' parts to those in the bar below.
fn joins(
    above: &[HolderSegments],
    below: &[HolderSegments],
    heights: Range<f64>,
    styles: &BarStyles,
) -> Item {
    let end =
        |part: &HolderSegments| part.segments.iter().map(|segment| segment.to).fold(0.0, f64::max);
    let pairs = above.iter().zip(below).take(above.len().saturating_sub(1));
    let lines = pairs.map(|(upper, lower)| {
        OnSheet(LineString::from(vec![(end(upper), heights.start), (end(lower), heights.end)]))
    });
    let shape = Shape::Lines(lines.collect());
    Item::Path(Path { shape, fill: None, stroke: styles.plain.line_paint(), title: None })
}

/// What has to be said below the bars: of what the shares are, and that they are rounded where that shows.
fn notes(bars: &Bars, whole: Option<&str>, phrases: Phrases) -> String {
    let tenths = |percent: f64| (percent * 10.0).round();
    let is_off = |bar: &Bar| {
        let sum: f64 = bar.holders.iter().map(|holder| tenths(holder.percent)).sum();
        sum.round() as i64 != 1000
    };
    let mut before: Vec<f64> = Vec::new();
    let mut grows_off = false;
    for bar in &bars.bars {
        for (number, holder) in bar.holders.iter().enumerate() {
            let seen = before.get(number).map(|old| tenths(holder.percent) - tenths(*old));
            let added = holder.added.as_ref().map(|(added, _)| tenths(*added));
            grows_off |= seen.zip(added).is_some_and(|(seen, added)| (seen - added).abs() > 0.5);
        }
        before = bar.holders.iter().map(|holder| holder.percent).collect();
    }
    let rounded = (grows_off || bars.bars.iter().any(is_off))
        .then(|| phrases.say("Rounded: values may not add up."));
    let whole = whole.map(|words| format!("{}.", capitalised(words)));
    whole.into_iter().chain(rounded).collect::<Vec<_>>().join(" ")
}
