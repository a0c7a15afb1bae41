//! PROJ's own test rows (`gie`, MIT licence), read where they are at hand and never part of the
//! package: `../shared/reference/projection/gie_points.csv`. Each row is a projection string, a
//! position and its easting and northing with a tolerance, a place that must be refused, or a
//! string that must be refused. The formulas' own false origins and units are applied here.

use super::absent::skip;
use geo::{Coord, coord};
use periplus::error::{Error, Result};
use periplus::projection::*;
use periplus::sea::geodesy::Ellipsoid;
use periplus::space::Geographic;
use periplus::units::Metres;
use std::collections::BTreeMap;

/// PROJ's `robin` has its spline's coefficients rounded to six digits, which is up to 3 m; ours is
/// solved from Robinson's table.
const ROBINSON_TOLERANCE: f64 = 3.0;
/// Rows ask for as little as 10⁻¹⁷ m; nothing is asked of us below 0.1 micrometres.
const LEAST_TOLERANCE: f64 = 1e-7;
/// Bodies flatter than this are not the earth: our series and PROJ's both end at n⁶, and differ
/// there by what they leave out (under 2 mm at a flattening of 1/16).
const EARTHLY_FLATTENING: f64 = 0.01;
const FLAT_TOLERANCE: f64 = 2e-3;

#[test]
fn proj_s_rows_come_out_within_their_tolerance() {
    let path =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/reference/projection/gie_points.csv");
    let Ok(text) = std::fs::read_to_string(path) else {
        return skip(path);
    };
    let mut tally = Tally::default();
    for line in text.lines().skip(1) {
        judge(&line.split(',').collect::<Vec<_>>(), &mut tally);
    }
    tally.print();
    assert!(tally.failures.is_empty(), "{} rows fail", tally.failures.len());
    assert!(tally.checked.values().map(|family| family.0).sum::<usize>() > 300);
}

/// What became of the rows.
#[derive(Default)]
struct Tally {
    /// By family: rows, and the worst error in metres.
    checked: BTreeMap<String, (usize, f64)>,
    skipped: BTreeMap<String, usize>,
    failures: Vec<String>,
}

impl Tally {
    fn print(&self) {
        for (family, (rows, worst)) in &self.checked {
            println!("{family}: {rows} rows, worst error {worst:.2e} m");
        }
        for (reason, rows) in &self.skipped {
            println!("skipped {rows}: {reason}");
        }
        for failure in &self.failures {
            println!("FAILED {failure}");
        }
    }

    fn check(&mut self, row: &[&str], error: f64, tolerance: f64) {
        let family = self.checked.entry(row[1].to_owned()).or_default();
        // Beside a pole of Mercator PROJ lets 300 000 km pass: counted, but no measure of anything.
        let telling = if tolerance < 10.0 { error } else { 0.0 };
        *family = (family.0 + 1, family.1.max(telling));
        if error.is_nan() || error > tolerance {
            self.failures.push(format!("{row:?}: {error} m"));
        }
    }
}

/// A projection string understood.
struct Given {
    projection: Projection,
    false_origin: Coord,
    /// Metres in a unit of the row's eastings.
    unit: f64,
    earth: Ellipsoid,
}

fn judge(row: &[&str], tally: &mut Tally) {
    let options = Options::read(row[5]);
    // Beyond the pole of Equal Earth PROJ answers with the pole; we say that nothing is there.
    let beyond = row[1] == "eqearth" && row[7] == "-1.4";
    let reason = beyond.then(|| "eqearth beyond the rim: PROJ clamps, we refuse".to_owned());
    if let Some(reason) = reason.or_else(|| options.not_ours(row[1])) {
        *tally.skipped.entry(reason).or_default() += 1;
        return;
    }
    let given = options.projection();
    if row[2] == "bad_params" {
        tally.check(row, if given.is_err() { 0.0 } else { f64::NAN }, 0.0);
        return;
    }
    let Ok(given) = given else {
        tally.failures.push(format!("{row:?}: {:?}", given.err().map(|e| e.message)));
        return;
    };
    let number = |i: usize| row[i].parse::<f64>().unwrap_or(f64::NAN);
    let from = coord! { x: number(6), y: number(7) };
    let got = if row[3] == "fwd" { given.forward(from) } else { given.inverse(from) };
    if row[2] == "domain_error" {
        tally.check(row, if got.is_none() { 0.0 } else { f64::NAN }, 0.0);
        return;
    }
    let least = match row[1] {
        "robin" => ROBINSON_TOLERANCE,
        _ if given.earth.flattening > EARTHLY_FLATTENING => FLAT_TOLERANCE,
        _ => LEAST_TOLERANCE,
    };
    let tolerance = number(10).max(least);
    let Some(got) = got else { return tally.check(row, f64::NAN, tolerance) };
    let wanted = coord! { x: number(8), y: number(9) };
    let error = if row[3] == "fwd" {
        (got.x - wanted.x).hypot(got.y - wanted.y) * given.unit
    } else {
        on_ground(got, wanted) * given.earth.semi_major.0
    };
    tally.check(row, error, tolerance);
}

/// Angle between two positions near each other, on the sphere; radians.
fn on_ground(a: Coord, b: Coord) -> f64 {
    let turn = (a.x - b.x + 540.0).rem_euclid(360.0) - 180.0;
    (turn * a.y.to_radians().cos()).hypot(a.y - b.y).to_radians()
}

impl Given {
    fn forward(&self, position: Coord) -> Option<Coord> {
        let at = self.projection.project(Geographic(position))?;
        Some((at + self.false_origin) / self.unit)
    }

    fn inverse(&self, at: Coord) -> Option<Coord> {
        self.projection.invert(at * self.unit - self.false_origin).map(|position| position.0)
    }
}

/// `+key=value` pairs.
struct Options(BTreeMap<String, String>);

impl Options {
    fn read(text: &str) -> Options {
        let pairs = text.split_whitespace().map(|word| {
            let (key, value) = word.split_once('=').unwrap_or((word, ""));
            (key.trim_start_matches('+').to_owned(), value.to_owned())
        });
        Options(pairs.collect())
    }

    /// Why a row is not for us, if so.
    fn not_ours(&self, family: &str) -> Option<String> {
        const OURS: [&str; 13] = [
            "aea", "aeqd", "eqc", "eqearth", "etmerc", "laea", "lcc", "merc", "robin", "stere",
            "tmerc", "ups", "utm",
        ];
        if !OURS.contains(&family) {
            return Some(format!("projection {family} is not one of ours"));
        }
        let spheres = self.0.keys().find(|key| key.starts_with("R_"));
        if let Some(key) = spheres {
            return Some(format!("+{key}: a sphere taken from an ellipsoid"));
        }
        if self.0.contains_key("guam") {
            return Some("+guam: an approximation of its own".to_owned());
        }
        if self.0.get("algo").is_some_and(|name| name == "evenden_snyder") {
            return Some("+algo=evenden_snyder: an approximation that we do not have".to_owned());
        }
        let proj_syntax = self.0.get("zone").is_some_and(|zone| zone.parse::<u8>().is_err())
            || self
                .0
                .get("to_meter")
                .is_some_and(|m| m.parse::<f64>().is_ok_and(|m| m == 0.0) || m == "1/0")
            || self.0.get("ellps").is_some_and(|name| ellipsoid(name).is_none());
        if proj_syntax {
            return Some(
                "a projection string that PROJ's reader refuses: we have no such strings"
                    .to_owned(),
            );
        }
        let polar_sphere = matches!(family, "ups" | "utm")
            && !self.0.contains_key("ellps")
            && self.0.contains_key("a")
            && !self.0.contains_key("b")
            && !self.0.contains_key("es");
        polar_sphere.then(|| "ups and utm on a sphere: PROJ's own rule".to_owned())
    }

    fn degrees(&self, key: &str) -> f64 {
        self.0.get(key).map_or(0.0, |text| angle(text))
    }

    fn number(&self, key: &str) -> Option<f64> {
        self.0.get(key).map(|text| text.parse().unwrap_or(f64::NAN))
    }

    fn earth(&self) -> Result<Ellipsoid> {
        if let Some(radius) = self.number("R") {
            return Ellipsoid::new(Metres(radius), 0.0);
        }
        let sphere = self.0.contains_key("a") && !self.0.contains_key("ellps");
        let named = self.0.get("ellps").map_or("GRS80", String::as_str);
        let (mut a, mut f) = ellipsoid(named).unwrap_or((f64::NAN, f64::NAN));
        a = self.number("a").unwrap_or(a);
        f = if sphere { 0.0 } else { f };
        let from_e2 = |e2: f64| 1.0 - (1.0 - e2).sqrt();
        f = self.number("b").map_or(f, |b| (a - b) / a);
        f = self.number("rf").map_or(f, |rf| 1.0 / rf);
        f = self.number("f").unwrap_or(f);
        f = self.number("es").map_or(f, from_e2);
        f = self.number("e").map_or(f, |e| if e < 0.0 { f64::NAN } else { from_e2(e * e) });
        Ellipsoid::new(Metres(a), f)
    }

    fn projection(&self) -> Result<Given> {
        let earth = self.earth()?;
        let center = coord! { x: self.degrees("lon_0"), y: self.degrees("lat_0") };
        let k_0 = self.number("k_0").or(self.number("k")).unwrap_or(1.0);
        let family = self.0.get("proj").map_or("", String::as_str);
        let mut false_origin =
            coord! { x: self.number("x_0").unwrap_or(0.0), y: self.number("y_0").unwrap_or(0.0) };
        let projection = match family {
            "aea" => {
                let parallels = [self.degrees("lat_1"), self.degrees("lat_2")];
                Projection::from(AlbersEqualArea::new(&earth, center, parallels)?)
            }
            "aeqd" => Projection::from(AzimuthalEquidistant::new(&earth, center)?),
            "eqc" => {
                let plane = Equirectangular::new(&earth, center.x, self.degrees("lat_ts"))?;
                let plane = Projection::from(plane);
                false_origin.y -= plane.project(Geographic(center)).map_or(f64::NAN, |at| at.y);
                plane
            }
            "eqearth" => Projection::from(EqualEarth::new(&earth, center.x)?),
            "laea" => Projection::from(LambertAzimuthalEqualArea::new(&earth, center)?),
            "lcc" => Projection::from(self.cone(&earth, center)?.with_scale(k_0)),
            "merc" => Projection::from(Mercator::new(&earth, center.x, self.degrees("lat_ts"))?),
            "robin" => Projection::from(Robinson::new(&earth, center.x)?),
            "stere" => {
                let plane = Stereographic::new(&earth, center)?.with_scale(k_0);
                let along = self.0.get("lat_ts").map(|lat| plane.true_along(&earth, angle(lat)));
                Projection::from(along.unwrap_or(plane))
            }
            "ups" => {
                false_origin = coord! { x: 2_000_000.0, y: 2_000_000.0 };
                let lat = if self.0.contains_key("south") { -90.0 } else { 90.0 };
                let plane = Stereographic::new(&earth, coord! { x: 0.0, y: lat })?;
                Projection::from(plane.with_scale(0.994))
            }
            "utm" => {
                false_origin = coord! { x: 500_000.0, y: 0.0 };
                let center = coord! { x: self.number("zone").unwrap_or(0.0) * 6.0 - 183.0, y: 0.0 };
                Projection::from(TransverseMercator::new(&earth, center)?.with_scale(0.9996))
            }
            "tmerc" | "etmerc" => {
                Projection::from(TransverseMercator::new(&earth, center)?.with_scale(k_0))
            }
            other => return Err(Error::input(format!("no projection `{other}`"))),
        };
        let foot = if self.0.contains_key("units") { 1200.0 / 3937.0 } else { 1.0 };
        let unit = self.number("to_meter").unwrap_or(foot);
        Ok(Given { projection, false_origin, unit, earth })
    }

    /// `+lat_2` and `+lat_0` default to `+lat_1`, as in PROJ.
    fn cone(&self, earth: &Ellipsoid, center: Coord) -> Result<LambertConformalConic> {
        let lat_1 = self.degrees("lat_1");
        let two = self.0.contains_key("lat_2");
        let lat_2 = if two { self.degrees("lat_2") } else { lat_1 };
        let lat_0 = if two || self.0.contains_key("lat_0") { center.y } else { lat_1 };
        LambertConformalConic::new(earth, coord! { x: center.x, y: lat_0 }, [lat_1, lat_2])
    }
}

/// Axis and flattening of the ellipsoids that the rows name.
fn ellipsoid(name: &str) -> Option<(f64, f64)> {
    Some(match name {
        "GRS80" => (6_378_137.0, 1.0 / 298.257_222_101),
        "WGS84" => (6_378_137.0, 1.0 / 298.257_223_563),
        "clrk66" => (6_378_206.4, 1.0 - 6_356_583.8 / 6_378_206.4),
        "intl" => (6_378_388.0, 1.0 / 297.0),
        "sphere" => (6_370_997.0, 0.0),
        _ => return None,
    })
}

/// Degrees of `43.5`, `43d30'N` or `84d20'W`.
fn angle(text: &str) -> f64 {
    let west = text.ends_with(['W', 'S', 'w', 's']);
    let plain = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let mut parts = plain.split(['d', 'D', '\'', '"']).filter(|part| !part.is_empty());
    let mut part = || parts.next().map_or(Ok(0.0), str::parse).unwrap_or(f64::NAN);
    let degrees = part() + part() / 60.0 + part() / 3600.0;
    if west { -degrees } else { degrees }
}
