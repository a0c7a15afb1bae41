//! Paper: an extent and a sheet in, where positions will lie on the map, and which lies where on it, out. To some millimetres:
//! what stands round the map is not known yet. A window is an extent with its paper.

use super::attempt::Attempt;
use crate::error::Result;
use crate::locate::Wish;
use crate::locate::circle::narrowness;
use crate::projection::{Bounds, Frame, MapArea, Projection, View};
use crate::space::{Geographic, OnSheet};
use crate::units::Millimetres;
use geo::{Coord, Rect};

/// What stands beside the map, and above and below it, mm.
const BESIDE: f64 = 9.0;
const ABOVE_AND_BELOW: f64 = 18.0;
/// A line of a key, mm, and how many numbers stand in it, about.
const KEY: (f64, usize) = (2.9, 3);

/// A map as it will lie on its sheet.
#[derive(Debug)]
pub(super) struct Paper {
    view: View,
}

impl Paper {
    /// The map of an extent on the sheet of an attempt, with a key of so many numbers below it.
    ///
    /// Errors: `Input` if no projection shows it.
    pub(super) fn of(extent: &Rect, wish: &Wish, attempt: &Attempt, key: usize) -> Result<Paper> {
        let bounds = Bounds::new(bounds_of(extent))?;
        let key = KEY.0 * key.div_ceil(KEY.1) as f64;
        let height = wish.height.map(|height| (height - ABOVE_AND_BELOW - key).max(20.0));
        let area = MapArea {
            corner: OnSheet(Coord { x: 0.0, y: 0.0 }),
            width: Millimetres((attempt.width - BESIDE).max(20.0)),
            height: height.map(Millimetres),
        };
        let projection = Projection::choose(&bounds);
        let view = match area.height {
            Some(_) => View::fill(projection, bounds, &area),
            None => View::fit(projection, bounds, Frame::Rectangle, &area),
        };
        Ok(Paper { view: view? })
    }

    /// The map of an extent in a box so wide, mm, with nothing round it.
    ///
    /// Errors: `Input` if no projection shows it.
    fn boxed(extent: &Rect, width: f64) -> Result<Paper> {
        let bounds = Bounds::new(bounds_of(extent))?;
        let corner = OnSheet(Coord { x: 0.0, y: 0.0 });
        let area = MapArea { corner, width: Millimetres(width), height: None };
        let view = View::fit(Projection::choose(&bounds), bounds, Frame::Rectangle, &area)?;
        Ok(Paper { view })
    }

    /// The denominator of its scale.
    pub(super) fn scale(&self) -> f64 {
        self.view.scale_denominator()
    }

    /// The map's box, mm, y down.
    pub(super) fn frame(&self) -> Rect {
        self.view.frame_box().0
    }

    /// Where a position lies; none where the projection has no such place.
    pub(super) fn place(&self, at: Coord) -> Option<Coord> {
        self.view.place(Geographic(at)).map(|at| at.0)
    }

    /// The position at a place; none beyond the rim of the world.
    pub(super) fn position(&self, at: Coord) -> Option<Coord> {
        self.view.locate(OnSheet(at)).map(|at| at.0)
    }

    /// Whether all of a box lies on the map, not at its very edge.
    pub(super) fn shows_all(&self, bounds: Rect) -> bool {
        const MARGIN: f64 = 0.05;
        let (low, high) = (bounds.min(), bounds.max());
        let corners = [low, high, Coord { x: low.x, y: high.y }, Coord { x: high.x, y: low.y }];
        corners.into_iter().all(|at| self.shows(at, MARGIN))
    }

    /// Whether a position lies on the map, so much of its width and height from its edge.
    pub(super) fn shows(&self, at: Coord, margin: f64) -> bool {
        let (frame, share) = (self.frame(), 0.5 - margin);
        let centre = frame.center();
        self.place(at).is_some_and(|at| {
            (at.x - centre.x).abs() < share * frame.width()
                && (at.y - centre.y).abs() < share * frame.height()
        })
    }
}

/// A part of the earth that the sheet shows on a map of its own.
pub(super) struct Window {
    pub(super) extent: Rect,
    /// The map of it.
    pub(super) paper: Paper,
    /// The width of that, mm, with what stands beside it.
    width: f64,
}

impl Window {
    /// That of the sheet itself; as [`Paper::of`].
    pub(super) fn of_sheet(
        extent: Rect,
        wish: &Wish,
        attempt: &Attempt,
        key: usize,
    ) -> Result<Window> {
        let paper = Paper::of(&extent, wish, attempt, key)?;
        Ok(Window { extent, paper, width: attempt.width })
    }

    /// One in a box so wide, mm.
    ///
    /// Errors: `Input` if no projection shows it.
    pub(super) fn boxed(extent: Rect, width: f64) -> Result<Window> {
        Ok(Window { extent, paper: Paper::boxed(&extent, width)?, width })
    }

    /// A millimetre on the sheet, in degrees of latitude.
    pub(super) fn millimetre(&self) -> f64 {
        self.denominator() / 1_000.0 / 111_000.0
    }

    /// The scale, as its denominator.
    pub(super) fn denominator(&self) -> f64 {
        let width = self.extent.width() * narrowness(self.extent.center().y);
        width * 111_000.0 / (self.width / 1_000.0)
    }
}

/// West, south, east and north: the west end from 180° W to 180° E; the east end goes on beyond 180 where it has to.
pub(super) fn bounds_of(extent: &Rect) -> [f64; 4] {
    let (low, high) = (extent.min(), extent.max());
    let west = (low.x + 180.0).rem_euclid(360.0) - 180.0;
    let is_whole = high.x - low.x >= 359.0;
    let (west, east) = if is_whole { (-180.0, 180.0) } else { (west, west + high.x - low.x) };
    [west, low.y, east, high.y]
}
