//! Scale bar: the view and a place on the sheet in, one bar out, kilometres above, nautical miles below.
//! Its lengths are those of the ground under its own middle, along the sheet's horizontal, so the bar is right
//! where it stands, or in the map's middle if it stands below the map; where the scale is another elsewhere on the map, it says at which latitude it holds.

use super::free_space::FreeSpace;
use super::layout::Size;
use super::{Fragment, MapContext, credit, graticule, paragraph};
use crate::error::Warning;
use crate::kind::Kind;
use crate::lettering;
use crate::phrases::Phrases;
use crate::projection::{ScaleRange, TrueScale};
use crate::scene::{Anchor, Fill, Item, Path, Shape};
use crate::space::{Geographic, OnSheet};
use crate::style::{Element, Style};
use crate::units::{METRES_PER_NAUTICAL_MILE, Millimetres};
use geo::{Coord, Rect};

/// Thickness of each half of the bar, in mm.
const THICKNESS: f64 = 0.45;
/// Between the bar and the foot or head of its figures, in mm.
const CLEARANCE: f64 = 0.7;
/// The round numbers that a bar may show.
const ROUND: [f64; 3] = [5.0, 2.0, 1.0];

/// A true scale that varies by more than this leaves a bar right only near its own latitude.
const EVEN: f64 = 0.05;

/// The largest and smallest scale of the map, if they differ by more than 5 %.
pub(super) fn uneven(context: &MapContext) -> Option<ScaleRange> {
    context.view.scale_range().filter(|range| range.variation() > EVEN)
}

/// What there is to know of a bar on a map of uneven scale.
pub(super) fn warning(context: &MapContext, bar: &ScaleBar, range: &ScaleRange) -> Warning {
    let scale = |scale: &TrueScale| {
        let Geographic(at) = scale.position;
        let latitude = graticule::latitude(at.y, Phrases::default());
        format!("1 : {} at {latitude}", credit::to_figures(scale.denominator, 3))
    };
    let holds = latitude(context, bar, Phrases::default());
    let holds = holds.map_or(String::new(), |at| format!("the scale bar holds at {at} only; "));
    Warning::new(format!(
        "the true scale varies by {:.0} % across the map, from {} to {}",
        range.variation() * 100.0,
        scale(&range.largest),
        scale(&range.smallest)
    ))
    .hint(format!(
        "{holds}show less, choose another projection, or leave it out: scale_bar = false"
    ))
}

/// The latitude of a bar's middle in words.
fn latitude(context: &MapContext, bar: &ScaleBar, phrases: Phrases) -> Option<String> {
    context
        .view
        .locate(bar.holds_at(context))
        .map(|Geographic(at)| graticule::latitude(at.y, phrases))
}

/// A bar that found room.
pub(super) struct ScaleBar {
    /// Top left corner of its box on the map; none below the map.
    corner: Option<OnSheet<Coord>>,
    /// Its length at the most, mm.
    longest: f64,
    /// Whether it says the latitude where it holds.
    with_latitude: bool,
}

impl ScaleBar {
    /// A bar in free space: a shorter one where a long one would lie on lines or on what the map is about, and a long
    /// one below the map where there is no room for either.
    pub(super) fn place(context: &MapContext, free: &mut FreeSpace) -> ScaleBar {
        /// What a bar may hide where it strikes no line: small towns, and water of a belt at need.
        const MOST_HIDDEN_BY_BAR: f64 = 1.0;
        /// Lengths that are tried, as shares of the layout's.
        const LENGTHS: [f64; 3] = [1.0, 0.7, 0.5];
        let with_latitude = uneven(context).is_some();
        /// A shorter bar is a dot, in mm.
        const LEAST: f64 = 2.0;
        // with its figures it is no wider than the sheet, or the inset
        let figures = ScaleBar { corner: None, longest: 0.0, with_latitude }.size(context).width;
        let wide = context.layout.width - 2.0 * context.layout.keep_off - figures;
        let most = context.layout.scale_bar.min(wide.max(LEAST));
        let bar = |share: f64| {
            let longest = round_length(context, share * most);
            ScaleBar { corner: None, longest, with_latitude }
        };
        let clear = LENGTHS.into_iter().find_map(|share| {
            let bar = bar(share);
            let corner = free.take_clear(bar.size(context), MOST_HIDDEN_BY_BAR)?;
            Some(ScaleBar { corner: Some(corner), ..bar })
        });
        clear.unwrap_or_else(|| bar(1.0))
    }

    /// What it takes of the map; none if it stands below it.
    pub(super) fn room(&self, context: &MapContext) -> Option<Rect> {
        self.corner.map(|corner| self.size(context).at(corner))
    }

    /// Where on the map its lengths are those of the ground: below it, in its middle.
    fn holds_at(&self, context: &MapContext) -> OnSheet<Coord> {
        OnSheet(self.room(context).unwrap_or(context.view.frame_box().0).center())
    }

    /// What it takes of the sheet, in mm; one that says its latitude takes more.
    fn size(&self, context: &MapContext) -> Size {
        let style = context.theme.style(&Element::of(Kind::ScaleBar));
        let phrases = context.figure.phrases();
        let unit = phrases.say("km");
        let words = match self.with_latitude {
            true => {
                let latitude = graticule::latitude(60.5, phrases);
                let values = [("unit", unit.as_str()), ("latitude", &latitude)];
                format!("1000 {}", phrases.fill("{unit} at {latitude}", &values))
            }
            false => format!("100 {unit}"),
        };
        let figures = lettering::measure(&words, &style.typeface());
        let height = 2.0 * (THICKNESS + CLEARANCE + figures.cap_height.0);
        Size { width: self.longest + figures.width.0, height }
    }
}

/// The length on the sheet of the longest bar of at most `longest` mm, mm: that of the round number that it shows, and what
/// the map's scale varies by. Where that is more than a bar leaves unsaid, it may be any.
fn round_length(context: &MapContext, longest: f64) -> f64 {
    if uneven(context).is_some() {
        return longest;
    }
    let kilometre = 1e6 / context.view.scale_denominator();
    let round = round_below(longest / kilometre) * kilometre;
    (round * (1.0 + EVEN)).min(longest)
}

/// The bar as a part of what stands below the map, in line with the frame.
pub(super) fn below(context: &MapContext, bar: &ScaleBar) -> Fragment {
    let layout = context.layout;
    let size = bar.size(context);
    // a box without a margin keeps the bar off its edge
    let beside = (layout.margin + layout.band).max(layout.keep_off);
    let under = (layout.keep_off - layout.margin).max(0.0);
    let items = draw(context, bar, Coord { x: beside, y: under });
    Fragment { items, height: size.height + 2.0 * under }
}

/// The bar as items of the scene, the top left corner of its box at `corner`.
pub(super) fn draw(context: &MapContext, bar: &ScaleBar, corner: Coord) -> Vec<Item> {
    let style = context.theme.style(&Element::of(Kind::ScaleBar));
    let metres_per_mm = context
        .view
        .locate(bar.holds_at(context))
        .and_then(|position| context.view.metres_per_mm_at(position))
        .unwrap_or(context.view.scale_denominator() / 1000.0);
    let zero = lettering::measure("0", &style.typeface());
    let cap_height = zero.cap_height.0;
    let start = corner.x + zero.width.0 / 2.0;
    let middle = corner.y + bar.size(context).height / 2.0;
    let mut items = Vec::new();
    let rows = [
        (1000.0 / metres_per_mm, "km", middle - THICKNESS, middle - THICKNESS - CLEARANCE),
        (
            METRES_PER_NAUTICAL_MILE / metres_per_mm,
            "nm",
            middle,
            middle + THICKNESS + CLEARANCE + cap_height,
        ),
    ];
    // The miles are at most as long as the kilometres above them.
    let mut longest = bar.longest;
    for (unit_mm, unit, top, baseline) in rows {
        let total = round_below(longest / unit_mm);
        longest = total * unit_mm;
        items.extend(row(&style, Coord { x: start, y: top }, total * unit_mm, unit == "km"));
        let holds = latitude(context, bar, context.figure.phrases())
            .filter(|_| bar.with_latitude && unit == "km");
        let phrases = context.figure.phrases();
        let unit = phrases.say(unit);
        let unit = match holds {
            Some(latitude) => {
                let values = [("unit", unit.as_str()), ("latitude", &latitude)];
                phrases.fill("{unit} at {latitude}", &values)
            }
            None => unit,
        };
        items.extend(figures(&style, Coord { x: start, y: baseline }, total, unit_mm, &unit));
    }
    items
}

/// The greatest round number that is not above `length`.
fn round_below(length: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(length)));
    ROUND.into_iter().map(|n| n * power).find(|n| *n <= length * (1.0 + 1e-9)).unwrap_or(power)
}

/// One row of the bar, in two halves: the dark half first for kilometres, second for miles, so that
/// the two rows read as one chequered bar.
fn row(style: &Style, corner: Coord, length: f64, dark_first: bool) -> Vec<Item> {
    let rectangle = |from: f64, width: f64, dark: bool| {
        let ground = if dark { style.fill } else { None };
        Item::Path(Path {
            shape: Shape::Rectangle {
                corner: OnSheet(Coord { x: corner.x + from, y: corner.y }),
                width: Millimetres(width),
                height: Millimetres(THICKNESS),
            },
            fill: ground.map(Fill::plain),
            stroke: style.line_paint(),
            title: None,
        })
    };
    let half = length / 2.0;
    vec![rectangle(0.0, half, dark_first), rectangle(half, half, !dark_first)]
}

/// 0, the half if there is room for it, and the whole; the unit follows the last figure.
fn figures(style: &Style, zero: Coord, total: f64, unit_mm: f64, unit: &str) -> Vec<Item> {
    let width = |figure: &str| lettering::measure(figure, &style.typeface()).width.0;
    let (half, last) = (format!("{}", total / 2.0), format!("{total}"));
    let middle = |figure: &str, x: f64| paragraph::line(figure, style, (x, zero.y), Anchor::Middle);
    let mut items = vec![middle("0", zero.x)];
    let beside = width(&last).max(width("0")) / 2.0;
    if unit_mm * total / 2.0 > beside + width(&half) / 2.0 + CLEARANCE {
        items.push(middle(&half, zero.x + unit_mm * total / 2.0));
    }
    let end = zero.x + unit_mm * total - width(&last) / 2.0;
    items.push(paragraph::line(&format!("{last} {unit}"), style, (end, zero.y), Anchor::Start));
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_shows_a_round_number_not_longer_than_asked() {
        for (length, round) in [(148.0, 100.0), (200.0, 200.0), (7.4, 5.0), (0.31, 0.2), (1.0, 1.0)]
        {
            assert!((round_below(length) - round).abs() < 1e-9, "{length}");
        }
    }
}
