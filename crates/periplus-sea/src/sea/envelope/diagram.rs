//! The Voronoi diagram of the samples: for each sample, the cell of all points nearer to it than to any other.
//! Built as the Delaunay triangulation (crate `spade`) of the samples on the stereographic plane, which keeps circles,
//! and read back on the sphere.

use super::gauss_sphere::Placed;
use super::samples::{Sample, Samples, spacing};
use super::vector::Vector;
use crate::error::{Error, Result};
use crate::sea::baseline::coast::Coast;
use crate::sea::request::{Overlap, Request};
use crate::units::Metres;
use spade::handles::DirectedEdgeHandle;
use spade::{DelaunayTriangulation, HasPosition, Point2, Triangulation};

/// Samples round the region, so that every cell is bounded.
const GUARDS: u32 = 12;

/// A sample on the plane.
#[derive(Clone, Copy, Debug)]
pub(in crate::sea) struct Site {
    position: Point2<f64>,
    /// None for a guard.
    pub(in crate::sea) sample: Option<Sample>,
}

impl Site {
    /// Where it is on the sphere; for a guard the scale does not matter.
    pub(in crate::sea) fn placed(self, samples: &Samples) -> Placed {
        match self.sample {
            Some(sample) => samples.placed(sample),
            None => {
                let at = samples.sphere.off_plane(self.position.x, self.position.y);
                Placed { at, scale: 1.0 }
            }
        }
    }
}

impl HasPosition for Site {
    type Scalar = f64;
    fn position(&self) -> Point2<f64> {
        self.position
    }
}

/// The triangulation of samples.
pub(in crate::sea) type Delaunay = DelaunayTriangulation<Site>;
/// An edge of the triangulation; its dual is the border between two cells.
pub(in crate::sea) type Edge<'a> = DirectedEdgeHandle<'a, Site, (), (), ()>;

/// A corner where cells meet: the centre of a triangle's circumcircle.
#[derive(Clone, Copy, Debug)]
pub(in crate::sea) struct Corner {
    pub(in crate::sea) at: Vector,
    /// 1 − cos of the circle's angular radius.
    pub(in crate::sea) versine: f64,
    /// The mean scale of the three samples.
    pub(in crate::sea) scale: f64,
    /// The three samples that it is equally far from; none if one of the three is a guard.
    pub(in crate::sea) samples: Option<[Sample; 3]>,
}

/// No breadth reaches the corners of guards' cells.
const OUT_OF_REACH: Corner =
    Corner { at: Vector::ZENITH, versine: f64::INFINITY, scale: 1.0, samples: None };

/// Cells of samples, with their corners.
pub(in crate::sea) struct Diagram<'a> {
    pub(in crate::sea) samples: &'a Samples,
    pub(in crate::sea) delaunay: Delaunay,
    corners: Vec<Corner>,
}

impl<'a> Diagram<'a> {
    pub(in crate::sea) fn new(samples: &'a Samples, delaunay: Delaunay) -> Diagram<'a> {
        let mut corners = vec![OUT_OF_REACH; delaunay.num_all_faces()];
        for face in delaunay.inner_faces() {
            corners[face.index()] = corner(samples, face.vertices().map(|vertex| *vertex.data()));
        }
        Diagram { samples, delaunay, corners }
    }

    pub(in crate::sea) fn corner(&self, face: usize) -> &Corner {
        &self.corners[face]
    }

    pub(in crate::sea) fn corners(&self) -> &[Corner] {
        &self.corners
    }
}

/// The circumcentre of three sites in counter-clockwise order.
fn corner(samples: &Samples, sites: [Site; 3]) -> Corner {
    let [p, q, r] = sites.map(|site| site.placed(samples));
    // On a sphere the circumcentre is where the normal of the plane through the three comes out: no quotient that fails for
    // slivers, as in the plane.
    let normal = (q.at - p.at).cross(r.at - p.at).unit();
    let [Some(first), Some(second), Some(third)] = sites.map(|site| site.sample) else {
        return Corner { at: normal, ..OUT_OF_REACH };
    };
    // Of a sliver, rounding can turn the normal over: the centre is on the near side.
    let at = if normal.dot(p.at) < 0.0 { normal * -1.0 } else { normal };
    let chord = at - p.at;
    // Half the squared chord is 1 − cos without cancellation; metres of distance are lost in a cosine near 1.
    let scale = (p.scale + q.scale + r.scale) / 3.0;
    Corner { at, versine: chord.dot(chord) / 2.0, scale, samples: Some([first, second, third]) }
}

/// The triangulation of the samples that are wanted.
pub(in crate::sea) fn triangulate(
    samples: &Samples,
    wanted: impl Fn(Sample) -> bool,
) -> Result<Delaunay> {
    let all = samples.all().filter(|sample| wanted(*sample));
    let mut sites: Vec<Site> = all.map(|sample| site(samples, sample)).collect();
    sites.extend(guards(samples));
    Delaunay::bulk_load(sites).map_err(refused)
}

fn refused(cause: spade::InsertionError) -> Error {
    Error::render("the baselines could not be triangulated").cause(cause)
}

fn site(samples: &Samples, sample: Sample) -> Site {
    /// `spade` refuses numbers that underflow; on the earth this is the centre itself.
    const NEXT_TO_NOTHING: f64 = 1e-100;
    let (x, y) = samples.sphere.on_plane(samples.at(sample));
    let [x, y] = [x, y].map(|value| if value.abs() < NEXT_TO_NOTHING { 0.0 } else { value });
    Site { position: Point2::new(x, y), sample: Some(sample) }
}

/// A ring of sites half-way between the farthest sample and the point opposite to the centre.
fn guards(samples: &Samples) -> impl Iterator<Item = Site> + use<> {
    // Without them the outermost cells would have no corner on their far side, and `walk` no way round them.
    let lowest = samples.placed.iter().map(|placed| placed.at.z).fold(1.0, f64::min);
    let farthest = libm::acos(lowest.clamp(-1.0, 1.0));
    let ring = (farthest + std::f64::consts::PI) / 2.0;
    let distance = 2.0 * samples.sphere.radius * libm::tan(ring / 2.0);
    (0..GUARDS).map(move |i| {
        let (y, x) = libm::sincos(std::f64::consts::TAU * f64::from(i) / f64::from(GUARDS));
        Site { position: Point2::new(distance * x, distance * y), sample: None }
    })
}

/// Samples along a coast, as dense as the breadths and the distance between states ask, with their triangulation.
pub(in crate::sea) fn sampled(coast: &Coast, request: &Request) -> Result<(Samples, Delaunay)> {
    let (narrowest, widest) = request.breadth_range();
    let mut samples = Samples::along(coast, request.tolerance, narrowest.metres());
    let mut delaunay = triangulate(&samples, |_| request.overlap != Overlap::Keep)?;
    densify_between_states(&mut samples, &mut delaunay, widest.metres())?;
    Ok((samples, delaunay))
}

/// Adds samples where the coasts of two states face each other within `widest`, until they are dense enough there.
fn densify_between_states(
    samples: &mut Samples,
    delaunay: &mut Delaunay,
    widest: Metres,
) -> Result<()> {
    /// Each pass halves: a kilometre is a centimetre then.
    const MOST_PASSES: usize = 17;
    let mut sparse = Sparse { widest, pairs: Vec::new() };
    delaunay.undirected_edges().for_each(|edge| sparse.look(samples, edge.as_directed()));
    for _ in 0..MOST_PASSES {
        let pairs = sparse.take();
        let mut added = Vec::with_capacity(pairs.len());
        for (before, after) in pairs {
            let half = samples.halve(before, after);
            added.push(delaunay.insert(site(samples, half)).map_err(refused)?);
        }
        for vertex in added {
            delaunay.vertex(vertex).out_edges().for_each(|edge| sparse.look(samples, edge));
        }
    }
    Ok(())
}

/// Pairs of neighbours on a line, too far apart for a border with another state close by.
struct Sparse {
    widest: Metres,
    pairs: Vec<(Sample, Sample)>,
}

impl Sparse {
    fn look(&mut self, samples: &Samples, edge: Edge) {
        let [Some(from), Some(to)] = [edge.from().data().sample, edge.to().data().sample] else {
            return;
        };
        let owners = [from, to].map(|sample| samples.owner(sample));
        // What parts a line's two sides is the line; no state's waters end there but its own.
        if owners[0] == owners[1] || owners.iter().any(|owner| owner.landward) {
            return;
        }
        let length =
            |a: Sample, b: Sample| samples.sphere.radius * (samples.at(a) - samples.at(b)).length();
        let half = length(from, to) / 2.0;
        // The plain distance on the sphere errs by its scale, up to 1 %.
        if half > self.widest.0 * 1.01 {
            return;
        }
        let spacing = spacing(samples.tolerance, Metres(half)).0;
        for sample in [from, to] {
            for [before, after] in samples.links(sample) {
                let before = before.map(|before| (before, sample));
                let pairs = before.into_iter().chain(after.map(|after| (sample, after)));
                self.pairs.extend(pairs.filter(|(from, to)| length(*from, *to) > spacing));
            }
        }
    }

    /// The pairs found, each once, in order.
    fn take(&mut self) -> Vec<(Sample, Sample)> {
        let mut pairs = std::mem::take(&mut self.pairs);
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}
