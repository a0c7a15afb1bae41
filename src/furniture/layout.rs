//! The measures of a sheet: its width in, margins and gaps out.
//! Taken from the art direction's grids for a double column (180 mm) and a single one (89 mm).

use crate::space::OnSheet;
use crate::units::Millimetres;
use geo::{Coord, Rect};

/// Sheets narrower than this are set as a single column.
pub(crate) const NARROW: Millimetres = Millimetres(120.0);

/// Margins, bands and gaps, in millimetres on the sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Layout {
    /// Width of the sheet.
    pub width: f64,
    /// Whether it is set as a single column: small type, narrow gaps. An inset is set as its sheet is.
    pub is_narrow: bool,
    /// Free paper outside the frame on the left and right, and below the last line.
    pub margin: f64,
    /// Free paper above the first line of the title.
    pub head: f64,
    /// Between neatline and frame: the band that holds the graticule's labels.
    pub band: f64,
    /// The part of the band next to the neatline that a graduated frame fills with bars; 0 for a plain one.
    pub bars: f64,
    /// Between a block of text and the frame next to it.
    pub gap: f64,
    /// Length of the tick at a labelled meridian or parallel.
    pub tick: f64,
    /// Length of the tick half-way between two of them.
    pub half_tick: f64,
    /// Labels of the graticule keep this far from the corners of the neatline.
    pub corner: f64,
    /// Width and height of a colour sample in the legend.
    pub swatch: (f64, f64),
    /// Between two samples, and between a sample and its words twice that.
    pub swatch_gap: f64,
    /// Width that a scale bar is cut to at the most.
    pub scale_bar: f64,
    /// Free ground about a scale bar or a legend on the map.
    pub keep_off: f64,
    /// What stands on the right of the map takes so much of the sheet's width, the gap between them included; 0 where nothing does.
    pub beside: f64,
    /// The widest that an inset is drawn.
    pub widest_inset: f64,
}

impl Layout {
    /// The grid for a sheet of this width.
    pub(crate) fn for_width(width: Millimetres) -> Layout {
        let wide = Layout {
            width: width.0,
            is_narrow: width < NARROW,
            margin: 2.0,
            head: 2.0,
            band: 3.1,
            bars: 0.0,
            gap: 2.4,
            tick: 0.7,
            half_tick: 0.45,
            corner: 4.0,
            swatch: (8.0, 3.6),
            swatch_gap: 0.9,
            scale_bar: 40.0,
            keep_off: 3.0,
            beside: 0.0,
            widest_inset: f64::INFINITY,
        };
        if !wide.is_narrow {
            return wide;
        }
        Layout {
            margin: 1.2,
            head: 1.05,
            band: 2.5,
            gap: 1.6,
            tick: 0.5,
            half_tick: 0.3,
            corner: 3.0,
            swatch: (4.6, 2.3),
            swatch_gap: 0.6,
            scale_bar: 22.0,
            keep_off: 1.6,
            ..wide
        }
    }

    /// The same grid with room for a graduated frame's bars.
    pub(crate) fn graduated(self) -> Layout {
        let bars = if self.is_narrow { 0.8 } else { 1.1 };
        Layout { bars, band: self.band + bars, ..self }
    }

    /// Width between the margins.
    pub(crate) fn measure(&self) -> f64 {
        self.width - 2.0 * self.margin
    }
}

/// What a box takes of the sheet, in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Size {
    /// From left to right.
    pub(crate) width: f64,
    /// From top to bottom.
    pub(crate) height: f64,
}

impl Size {
    /// The box of this size whose top left corner stands at `corner`.
    pub(crate) fn at(self, corner: OnSheet<Coord>) -> Rect {
        Rect::new(corner.0, corner.0 + Coord { x: self.width, y: self.height })
    }
}
