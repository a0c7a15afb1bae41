//! The view against what is plain of the two first figures and of the whole world.

use super::super::clip::extent;
use super::super::{METHODS, Method};
use super::*;

fn named(name: &str) -> &'static Method {
    name.parse().unwrap()
}

fn fitted(name: &str, bounds: [f64; 4], frame: Frame, area: MapArea) -> View {
    let bounds = Bounds::new(bounds).unwrap();
    let projection = named(name).projection(None, None, &bounds).unwrap();
    View::fit(projection, bounds, frame, &area).unwrap()
}

fn room(width: f64, height: Option<f64>) -> MapArea {
    MapArea {
        corner: OnSheet(coord! { x: 5.1, y: 13.4 }),
        width: Millimetres(width),
        height: height.map(Millimetres),
    }
}

#[test]
fn the_aegean_fills_its_width_at_the_scale_of_the_art_direction() {
    // Art direction: 169.8 mm for these bounds is 1 : 3 700 000 (rounded).
    let view = fitted("laea", [22.3, 34.6, 29.2, 41.2], Frame::Rectangle, room(169.8, None));
    let frame = view.frame_box().0;
    assert!((frame.width() - 169.8).abs() < 1e-9);
    assert!((frame.min().x - 5.1).abs() < 1e-9 && frame.min().y == 13.4);
    assert!((view.scale_denominator() / 3_700_000.0 - 1.0).abs() < 0.01);
}

#[test]
fn a_height_that_stops_the_map_leaves_it_in_the_middle() {
    let view = fitted("laea", [22.3, 34.6, 29.2, 41.2], Frame::Rectangle, room(169.8, Some(100.0)));
    let frame = view.frame_box().0;
    assert!((frame.height() - 100.0).abs() < 1e-9);
    assert!((frame.center().x - (5.1 + 169.8 / 2.0)).abs() < 1e-9);
}

#[test]
fn every_place_on_the_sheet_is_found_again() {
    let view = fitted("lcc", [38.5, 38.0, 51.0, 44.5], Frame::Graticule, room(166.8, None));
    for (x, y) in [(20.0, 30.0), (90.0, 60.0), (160.0, 100.0)] {
        let position = view.locate(OnSheet(coord! { x: x, y: y })).unwrap();
        let back = view.place(position).unwrap().0;
        assert!((back.x - x).abs() < 1e-9 && (back.y - y).abs() < 1e-9);
    }
}

#[test]
fn a_conic_neatline_follows_the_bounds_within_the_tolerance() {
    let view = fitted("lcc", [38.5, 38.0, 51.0, 44.5], Frame::Graticule, room(166.8, None));
    let neatline = view.neatline().0;
    let frame = view.frame_box().0;
    let ring = extent(&neatline.exterior().0).unwrap();
    assert!(
        (ring.min().x - frame.min().x).abs() < 0.02 && (ring.max().y - frame.max().y).abs() < 0.02
    );
    assert!((ring.width() - 166.8).abs() < 0.02, "{}", ring.width());
    for edge in neatline.exterior().0.windows(2) {
        let middle = view.locate(OnSheet((edge[0] + edge[1]) / 2.0)).unwrap().0;
        let off = [middle.x - 38.5, middle.x - 51.0, middle.y - 38.0, middle.y - 44.5];
        let off = off.iter().fold(f64::INFINITY, |least, d| least.min(d.abs()));
        // 0.02 mm at 1 : 6.6 million is 132 m, 0.0017°.
        assert!(off < 0.0017, "{middle:?}");
    }
}

#[test]
fn a_scale_bar_measures_what_the_ellipsoid_has() {
    let view = fitted("laea", [22.3, 34.6, 29.2, 41.2], Frame::Rectangle, room(169.8, None));
    let (west, east) = (coord! { x: 25.0, y: 36.0 }, coord! { x: 25.01, y: 36.0 });
    let metres = view.metres_per_mm_at(Geographic(west)).unwrap();
    let paper = view.place(Geographic(east)).unwrap().0 - view.place(Geographic(west)).unwrap().0;
    // 0.01° of the parallel of 36° N on WGS 84: a m(φ) Δλ.
    let ground = WGS84.a() * WGS84.parallel(36f64.to_radians()) * 0.01f64.to_radians();
    assert!((metres * libm::hypot(paper.x, paper.y) / ground - 1.0).abs() < 1e-4);
}

#[test]
fn the_conformal_maps_have_one_scale_in_all_directions() {
    let view = fitted("lcc", [38.5, 38.0, 51.0, 44.5], Frame::Graticule, room(166.8, None));
    let position = Geographic(coord! { x: 49.0, y: 39.0 });
    let along = view.metres_per_mm_at(position).unwrap();
    assert!((view.scale_at(position).unwrap() / 1000.0 / along - 1.0).abs() < 1e-8);
}

#[test]
fn north_is_up_on_the_central_meridian_and_leans_in_beside_it() {
    let view = fitted("lcc", [38.5, 38.0, 51.0, 44.5], Frame::Graticule, room(166.8, None));
    let lean = |lon: f64| view.convergence_at(Geographic(coord! { x: lon, y: 41.0 })).unwrap().0;
    assert!(lean(44.75).abs() < 1e-6);
    assert!(lean(39.0) > 3.0 && lean(50.0) < -3.0);
}

#[test]
fn an_extent_across_the_seam_is_refused() {
    let bounds = Bounds::new([170.0, -20.0, -170.0, -10.0]).unwrap();
    let projection = named("mercator").projection(Some([0.0, 0.0]), None, &bounds).unwrap();
    assert!(View::fit(projection, bounds, Frame::Rectangle, &room(100.0, None)).is_err());
}

#[test]
fn a_world_has_a_frame_in_every_projection() {
    for method in METHODS {
        let name = method.name;
        let bounds = Bounds::new([-180.0, -90.0, 180.0, 90.0]).unwrap();
        let parallels = method.is_conic.then_some([20.0, 50.0]);
        let projection = method.projection(Some([10.0, 20.0]), parallels, &bounds).unwrap();
        for frame in [Frame::Rectangle, Frame::Graticule] {
            let view = View::fit(projection.clone(), bounds, frame, &room(180.0, None)).unwrap();
            assert!((view.frame_box().0.width() - 180.0).abs() < 1e-9, "{name}");
            assert!(view.neatline().0.exterior().0.len() > 4, "{name}");
        }
    }
}

#[test]
fn a_world_about_another_meridian_is_still_the_whole_world() {
    let bounds = Bounds::new([-180.0, -90.0, 180.0, 90.0]).unwrap();
    let shape = |lon: f64| {
        let projection = named("robinson").projection(Some([lon, 0.0]), None, &bounds).unwrap();
        View::fit(projection, bounds, Frame::Graticule, &room(180.0, None)).unwrap().frame_box()
    };
    assert_eq!(shape(150.0), shape(0.0));
}

#[test]
fn a_whole_azimuthal_map_is_as_wide_as_its_horizon() {
    // 2 R_q sin 85°, the radius of the 170° circle on the authalic sphere (R_q = 6 371 007.18 m), twice;
    // D stretches it one way and shrinks it the other by less than 1 part in 500.
    let bounds = Bounds::new([-180.0, -90.0, 180.0, 90.0]).unwrap();
    let projection = named("laea").projection(Some([25.0, 38.0]), None, &bounds).unwrap();
    let view = View::fit(projection, bounds, Frame::Rectangle, &room(180.0, None)).unwrap();
    let across = 4.0 * 6_371_007.18 * libm::sin(85f64.to_radians()) * view.scale;
    let frame = view.frame_box().0;
    assert!((frame.width() / across - 1.0).abs() < 2e-3, "{frame:?}, not {across}");
    assert!((frame.height() / across - 1.0).abs() < 2e-3, "{frame:?}, not {across}");
}
