//! Logo: a picture of the user's in, beside the title or beside the credit of the sheet out.

use super::credit::{self, Credit};
use super::layout::{Layout, Size};
use super::{Fragment, title};
use crate::figure::{Figure, LogoPlace};
use crate::scene::{Group, Item};
use crate::style::Theme;
use geo::Coord;

/// A logo, set for the sheet.
#[derive(Clone, Debug)]
pub(crate) struct Logo {
    /// What is drawn, its top left corner at the origin.
    pub items: Vec<Item>,
    /// The box that it fills.
    pub size: Size,
    /// Where it stands.
    pub at: LogoPlace,
}

/// The size of a logo of this shape on a sheet: as high as asked for, but half as wide as the sheet at most.
pub(crate) fn size(height: f64, aspect: f64, layout: &Layout) -> Size {
    let width = (height * aspect).min(layout.measure() / 2.0);
    Size { width, height: width / aspect }
}

/// Title and subtitle, beside them the logo if it stands there.
pub(crate) fn head(
    figure: &Figure,
    name_of: impl Fn(&str) -> String,
    theme: &Theme,
    layout: &Layout,
    logo: Option<&Logo>,
) -> Fragment {
    let Some(logo) = logo.filter(|logo| logo.at.is_top) else {
        return title::set(figure, name_of, theme, layout);
    };
    let words = title::set(figure, name_of, theme, &beside(layout, logo));
    let height = words.height.max(layout.head + logo.size.height);
    joined(words, logo, layout, (0.0, layout.head), height)
}

/// What the foot of the sheet says, beside it the logo if it stands there.
pub(crate) fn foot(
    figure: &Figure,
    credit: &Credit,
    theme: &Theme,
    layout: &Layout,
    logo: Option<&Logo>,
) -> Fragment {
    let Some(logo) = logo.filter(|logo| !logo.at.is_top) else {
        return credit::set(credit, theme, layout).set_for_readers(figure, layout.width);
    };
    let narrower = beside(layout, logo);
    let words = credit::set(credit, theme, &narrower).set_for_readers(figure, narrower.width);
    let height = words.height.max(logo.size.height);
    // both end at the foot of the sheet
    let down = (height - words.height, height - logo.size.height);
    joined(words, logo, layout, down, height)
}

/// The measures of a sheet that a logo leaves to the words beside it.
fn beside(layout: &Layout, logo: &Logo) -> Layout {
    Layout { width: layout.width - logo.size.width - GAP, ..*layout }
}

/// Between a logo and the words beside it, mm.
const GAP: f64 = 3.0;

/// Words and logo side by side, each so far down.
fn joined(
    words: Fragment,
    logo: &Logo,
    layout: &Layout,
    (words_down, logo_down): (f64, f64),
    height: f64,
) -> Fragment {
    let right = layout.width - layout.margin - logo.size.width;
    let (x, words_right) = match logo.at.is_right {
        true => (right, 0.0),
        false => (layout.margin, logo.size.width + GAP),
    };
    let by = Coord { x: words_right, y: words_down };
    let mut items: Vec<Item> = words.items.into_iter().map(|item| item.moved(by)).collect();
    let by = Coord { x, y: logo_down };
    let drawn = logo.items.iter().map(|item| item.clone().moved(by)).collect();
    items.push(Item::Group(Group { id: "logo".into(), clip: None, items: drawn }));
    Fragment { items, height }
}
