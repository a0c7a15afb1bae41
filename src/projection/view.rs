//! The view: a projection, an extent and a place on the sheet in, millimetres for every position out.
//! The only road from [`Geographic`] to [`OnSheet`]. The shapes that go over it are in `shapes`.

use super::extent::{outline, projected_extent};
use super::resample::Resampler;
use super::visible::visible;
use super::{Bounds, Domain, Projection, WGS84, half_turn};
use crate::error::{Error, Flaw, Result};
use crate::space::{Geographic, OnSheet};
use crate::units::{Degrees, Millimetres};
use geo::{Coord, LineString, Polygon, Rect, coord};
use serde::{Deserialize, Deserializer};
use std::str::FromStr;

/// What the neatline follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frame {
    /// The projection decides: meridians and parallels for a conic, else a rectangle.
    #[default]
    Auto,
    /// An upright rectangle about the projected extent, whatever the projection.
    Rectangle,
    /// The meridians and parallels of the extent.
    Graticule,
}

impl FromStr for Frame {
    type Err = Flaw;

    fn from_str(word: &str) -> std::result::Result<Frame, Flaw> {
        match word {
            "auto" => Ok(Frame::Auto),
            "rectangle" => Ok(Frame::Rectangle),
            "graticule" => Ok(Frame::Graticule),
            _ => Err(Flaw::new(format!("unknown frame `{word}`"))
                .known(word, &["auto", "rectangle", "graticule"])),
        }
    }
}

impl<'de> Deserialize<'de> for Frame {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Frame, D::Error> {
        crate::toml_text::value(deserializer)
    }
}

impl Frame {
    fn decided(self, projection: &Projection) -> Frame {
        match self {
            Frame::Auto if projection.method().is_conic => Frame::Graticule,
            Frame::Auto => Frame::Rectangle,
            given => given,
        }
    }
}

/// The room that a map has on the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct MapArea {
    /// Top left corner of the room.
    pub corner: OnSheet<Coord>,
    /// Width, which the map fills unless the height stops it.
    pub width: Millimetres,
    /// Height that the map may not pass; none: as the extent gives it.
    pub height: Option<Millimetres>,
}

/// A projection at a scale and a place on the sheet, within a neatline.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The projection.
    pub projection: Projection,
    /// The extent that was asked for.
    pub bounds: Bounds,
    /// What the neatline follows, as the projection decided where it was left to it.
    pub frame: Frame,
    /// Millimetres on the sheet for a projected metre.
    pub scale: f64,
    /// How far a drawn curve may be from the true one; default 0.02 mm.
    pub tolerance: Millimetres,
    /// Place on the sheet of easting 0, northing 0.
    origin: Coord,
    frame_box: Rect,
    /// Shapes end here: the frame's box and a margin for strokes.
    pub(super) clip_box: Rect,
    /// The part of the earth that can be in the clip box.
    pub(super) visible: Domain,
}

/// Default of [`View::tolerance`].
const TOLERANCE: Millimetres = Millimetres(0.02);
/// Shapes are drawn so far beyond the frame's box, millimetres: wider than any half stroke.
const MARGIN: f64 = 2.0;

impl View {
    /// The view that shows `bounds` within `area`: the box of the projected extent fills the width,
    /// or the height if that is given and less; it is then centred in the width.
    ///
    /// Errors: `Input` if the projection cannot show the extent or the area has no size.
    pub fn fit(
        projection: Projection,
        bounds: Bounds,
        frame: Frame,
        area: &MapArea,
    ) -> Result<View> {
        let (width, height) = (area.width.0, area.height.map_or(f64::INFINITY, |h| h.0));
        if !(width.is_finite() && width > 0.0 && height > 0.0) {
            return Err(Error::input(format!(
                "a map {width} mm wide and {height} mm high has no room"
            )));
        }
        let ground = projected_extent(&projection, &bounds)?;
        Ok(View::of_ground(projection, bounds, frame, ground, area))
    }

    /// The view that shows `bounds`, and as much beside them as fills all of `area`, which has a height: within an upright
    /// rectangle.
    ///
    /// Errors: as [`View::fit`].
    pub fn fill(projection: Projection, bounds: Bounds, area: &MapArea) -> Result<View> {
        let ground = projected_extent(&projection, &bounds)?;
        let height = area.height.map_or(ground.height(), |height| height.0);
        let shape = area.width.0 / height;
        let centre = ground.center();
        let half = coord! {
            x: ground.width().max(ground.height() * shape) / 2.0,
            y: ground.height().max(ground.width() / shape) / 2.0,
        };
        let ground = Rect::new(centre - half, centre + half);
        Ok(View::of_ground(projection, bounds, Frame::Rectangle, ground, area))
    }

    /// The view that shows `ground`, a box of eastings and northings in metres, within `area`.
    pub fn of_ground(
        projection: Projection,
        bounds: Bounds,
        frame: Frame,
        ground: Rect,
        area: &MapArea,
    ) -> View {
        let (width, height) = (area.width.0, area.height.map_or(f64::INFINITY, |h| h.0));
        let scale = (width / ground.width()).min(height / ground.height());
        let indent = (width - scale * ground.width()) / 2.0;
        let origin = coord! {
            x: area.corner.0.x + indent - scale * ground.min().x,
            y: area.corner.0.y + scale * ground.max().y,
        };
        let corner = coord! { x: area.corner.0.x + indent, y: area.corner.0.y };
        let size = coord! { x: scale * ground.width(), y: scale * ground.height() };
        let frame_box = Rect::new(corner, corner + size);
        let room = coord! { x: MARGIN, y: MARGIN };
        let clip_box = Rect::new(frame_box.min() - room, frame_box.max() + room);
        let visible = projection.domain();
        let tolerance = TOLERANCE;
        let frame = frame.decided(&projection);
        let mut view = View {
            projection,
            bounds,
            frame,
            scale,
            tolerance,
            origin,
            frame_box,
            clip_box,
            visible,
        };
        view.visible = visible_part(&view);
        view
    }

    /// Where a position is on the sheet, inside the frame or not; none where the projection has no
    /// such place.
    pub fn place(&self, position: Geographic<Coord>) -> Option<OnSheet<Coord>> {
        self.projection.project(position).map(|at| OnSheet(self.on_sheet(at)))
    }

    /// The position at a place on the sheet; none beyond the rim of the world.
    pub fn locate(&self, at: OnSheet<Coord>) -> Option<Geographic<Coord>> {
        self.projection.invert(self.on_ground(at.0))
    }

    /// A box that holds all positions on the map, its west end in the turn round the central meridian and its east end
    /// beyond 180 where it crosses the antimeridian; at most a full turn.
    pub(crate) fn shown(&self) -> Geographic<Rect> {
        let central = self.projection.central_meridian();
        let window = |west: f64, south: f64, east: f64, north: f64| {
            Geographic(Rect::new((central + west, south), (central + east, north)))
        };
        match self.visible {
            Domain::Window { west, south, east, north } => window(west, south, east, north),
            Domain::Cap { latitude, radius } => {
                let (south, north) = (latitude - radius, latitude + radius);
                if south <= -90.0 || north >= 90.0 {
                    return window(-180.0, south.max(-90.0), 180.0, north.min(90.0));
                }
                // where the meridian that touches the cap lies
                let sine = libm::sin(radius.to_radians()) / libm::cos(latitude.to_radians());
                let aside = libm::asin(sine.min(1.0)).to_degrees();
                window(-aside, south, aside, north)
            }
        }
    }

    /// The line that ends the map, closed: a rectangle, or meridians and parallels as curves.
    pub fn neatline(&self) -> OnSheet<Polygon> {
        let ring = match self.frame {
            Frame::Auto | Frame::Rectangle => None,
            Frame::Graticule => self.resampler().ring(&outline(&self.projection, &self.bounds)),
        };
        let ring = ring.map_or_else(
            || self.frame_box.to_polygon(),
            |ring| Polygon::new(LineString::new(ring), Vec::new()),
        );
        OnSheet(ring)
    }

    /// The upright box about the neatline.
    pub fn frame_box(&self) -> OnSheet<Rect> {
        OnSheet(self.frame_box)
    }

    /// The nominal scale's denominator: metres on the ground for a metre of paper in the middle of
    /// the map, the mean of all directions there.
    pub fn scale_denominator(&self) -> f64 {
        let middle = self.locate(OnSheet(self.frame_box.center()));
        let middle = middle.unwrap_or(Geographic(self.bounds.center()));
        self.scale_at(middle).unwrap_or(1000.0 / self.scale)
    }

    /// The scale's denominator at a position, the (geometric) mean of all directions; none at the
    /// poles and where the projection has no such place.
    pub fn scale_at(&self, position: Geographic<Coord>) -> Option<f64> {
        let [[a, b], [c, d]] = self.derivative(position)?;
        Some(1000.0 / (self.scale * (a * d - b * c).abs().sqrt()))
    }

    /// Metres on the ground under a horizontal millimetre at a position: what a scale bar shows.
    pub fn metres_per_mm_at(&self, position: Geographic<Coord>) -> Option<f64> {
        let [[a, b], [c, d]] = self.derivative(position)?;
        Some(libm::hypot(c, d) / ((a * d - b * c).abs() * self.scale))
    }

    /// Direction of true north at a position, clockwise from the top of the sheet.
    pub fn convergence_at(&self, position: Geographic<Coord>) -> Option<Degrees> {
        let [[_, b], [_, d]] = self.derivative(position)?;
        Some(Degrees(libm::atan2(b, d).to_degrees()))
    }

    /// Easting and northing by metres east and metres north, at a position:
    /// [[∂E/∂e, ∂E/∂n], [∂N/∂e, ∂N/∂n]], from differences over 2 × 10⁻⁴ degrees.
    fn derivative(&self, position: Geographic<Coord>) -> Option<[[f64; 2]; 2]> {
        const STEP: f64 = 1e-4;
        let Geographic(at) = position;
        let here = coord! { x: half_turn(at.x - self.projection.central_meridian()), y: at.y };
        let move_by = |x, y| self.projection.project_from_meridian(here + coord! { x: x, y: y });
        let along = move_by(STEP, 0.0)? - move_by(-STEP, 0.0)?;
        let up = move_by(0.0, STEP)? - move_by(0.0, -STEP)?;
        let phi = at.y.to_radians();
        let arc = 2.0 * STEP.to_radians();
        let east = arc * WGS84.a() * WGS84.parallel(phi);
        let north = arc * WGS84.meridian_radius(phi);
        let rows = [[along.x / east, up.x / north], [along.y / east, up.y / north]];
        let area = rows[0][0] * rows[1][1] - rows[0][1] * rows[1][0];
        (area.is_finite() && area != 0.0).then_some(rows)
    }

    /// Place on the sheet of an easting and northing.
    pub(super) fn on_sheet(&self, at: Coord) -> Coord {
        coord! { x: self.origin.x + self.scale * at.x, y: self.origin.y - self.scale * at.y }
    }

    /// Easting and northing of a place on the sheet.
    pub(super) fn on_ground(&self, at: Coord) -> Coord {
        coord! { x: (at.x - self.origin.x) / self.scale, y: (self.origin.y - at.y) / self.scale }
    }

    /// How lines are bent onto this sheet.
    pub(super) fn resampler(&self) -> Resampler<impl Fn(Coord) -> Option<Coord>> {
        let radius = WGS84.a() * self.scale;
        let place = |p| self.projection.project_from_meridian(p).map(|at| self.on_sheet(at));
        Resampler { place, tolerance: self.tolerance.0, radius }
    }
}

/// The part of the earth that can be in the clip box of `view`.
fn visible_part(view: &View) -> Domain {
    visible(&view.projection, |part| {
        let (min, size) = (view.clip_box.min(), view.clip_box.max() - view.clip_box.min());
        view.on_ground(coord! { x: min.x + size.x * part.x, y: min.y + size.y * part.y })
    })
}

#[cfg(test)]
mod tests;
