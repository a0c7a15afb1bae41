//! The Voronoi diagram of the samples: for each sample, the cell of all points nearer to it than to any other.
//! Built as the Delaunay triangulation (crate `spade`) of the samples on the stereographic plane, which keeps circles,
//! and read back on the sphere.

use super::bounds::too_close;
use super::gauss_sphere::Placed;
use super::samples::{Owner, Sample, Samples, spacing};
use super::vector::Vector;
use crate::error::{Error, Result};
use crate::sea::baseline::coast::{Coast, StateIndex};
use crate::sea::limits;
use crate::sea::request::{Overlap, Request};
use crate::units::Metres;
use spade::handles::{
    DirectedEdgeHandle, FixedFaceHandle, FixedVertexHandle, PossiblyOuterTag, VertexHandle,
};
use spade::{DelaunayTriangulation, HasPosition, Point2, Triangulation};
use std::collections::BTreeMap;

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
/// A face of the triangulation; its dual is a corner of cells.
pub(in crate::sea) type Face = FixedFaceHandle<PossiblyOuterTag>;
/// A vertex of the triangulation.
pub(in crate::sea) type Vertex<'a> = VertexHandle<'a, Site, (), (), ()>;

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

/// Cells of samples.
pub(in crate::sea) struct Diagram<'a> {
    pub(in crate::sea) samples: &'a Samples,
    pub(in crate::sea) delaunay: Delaunay,
    /// The vertices of the samples of each owner, in order.
    by_owner: BTreeMap<Owner, Vec<FixedVertexHandle>>,
}

impl<'a> Diagram<'a> {
    pub(in crate::sea) fn new(samples: &'a Samples, delaunay: Delaunay) -> Diagram<'a> {
        let mut by_owner: BTreeMap<Owner, Vec<FixedVertexHandle>> = BTreeMap::new();
        for vertex in delaunay.vertices() {
            if let Some(sample) = vertex.data().sample {
                by_owner.entry(samples.owner(sample)).or_default().push(vertex.fix());
            }
        }
        Diagram { samples, delaunay, by_owner }
    }

    /// The vertices of an owner's samples.
    pub(in crate::sea) fn vertices_of(&self, owner: Owner) -> impl Iterator<Item = Vertex<'_>> {
        let own = self.by_owner.get(&owner);
        own.into_iter().flatten().map(|vertex| self.delaunay.vertex(*vertex))
    }

    /// The corner that is dual to a face of the triangulation.
    ///
    /// Made whenever it is asked for: there are twice as many as samples, and few lie where a zone ends.
    pub(in crate::sea) fn corner(&self, face: Face) -> Corner {
        match self.delaunay.face(face).as_inner() {
            Some(face) => corner(self.samples, face.vertices().map(|vertex| *vertex.data())),
            None => OUT_OF_REACH,
        }
    }

    /// All corners, in the order of the faces.
    pub(in crate::sea) fn corners(&self) -> impl Iterator<Item = Corner> {
        self.delaunay.fixed_all_faces().map(|face| self.corner(face))
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
    // Of a sliver, rounding can turn the normal over: the centre is on the near side. Not of a circle wider than a
    // hemisphere, as between rocks at both poles, which has long chords.
    let is_wide = is_wide(q.at - p.at) || is_wide(r.at - p.at);
    let at = if normal.dot(p.at) < 0.0 && !is_wide { normal * -1.0 } else { normal };
    let chord = at - p.at;
    // Half the squared chord is 1 − cos without cancellation; metres of distance are lost in a cosine near 1.
    let scale = (p.scale + q.scale + r.scale) / 3.0;
    Corner { at, versine: chord.dot(chord) / 2.0, scale, samples: Some([first, second, third]) }
}

/// Whether a chord of the unit sphere is longer than any of a sliver that rounding turns over.
pub(in crate::sea) fn is_wide(chord: Vector) -> bool {
    const WIDE: f64 = 0.1;
    chord.dot(chord) > WIDE * WIDE
}

/// The triangulation of the samples that are wanted.
pub(in crate::sea) fn triangulate(
    samples: &Samples,
    wanted: impl Fn(Sample) -> bool,
) -> Result<Delaunay> {
    /// So many are loaded at once, however they lie: that takes no second.
    const FEW: usize = 4_096;
    let all = samples.all().filter(|sample| wanted(*sample));
    let mut sites: Vec<Site> = all.map(|sample| site(samples, sample)).collect();
    thin_out(samples, &mut sites);
    if sites.len() > FEW && samples.are_mostly_on_straight_lines() {
        return coarse_to_fine(&sites, guards(samples)).map_err(refused);
    }
    sites.extend(guards(samples));
    Delaunay::bulk_load(sites).map_err(refused)
}

/// Leaves out sites all but in the place of another of the same owner, as along a coast that two polygons draw: no border
/// between them has a direction. Those in the very same place are one vertex anyway.
fn thin_out(samples: &Samples, sites: &mut Vec<Site>) {
    /// In metres.
    const NEAR: f64 = 0.001;
    let column = |site: &Site| (site.position.x / NEAR).floor();
    let mut order: Vec<usize> = (0..sites.len()).collect();
    order.sort_unstable_by(|&a, &b| {
        let (one, other) = (&sites[a], &sites[b]);
        let columns = column(one).total_cmp(&column(other));
        columns.then(one.position.y.total_cmp(&other.position.y)).then(a.cmp(&b))
    });
    let owner = |site: &Site| site.sample.map(|sample| samples.owner(sample));
    let mut left_out = vec![false; sites.len()];
    let mut last: Option<usize> = None;
    for place in order {
        let is_near = last.is_some_and(|last| {
            let (one, other) = (&sites[last], &sites[place]);
            column(one) == column(other)
                && other.position.y - one.position.y <= NEAR
                && one.position != other.position
                && owner(one) == owner(other)
        });
        left_out[place] = is_near;
        if !is_near {
            last = Some(place);
        }
    }
    let mut left_out = left_out.into_iter();
    sites.retain(|_| left_out.next() != Some(true));
}

/// The triangulation of sites along lines, built from few of them to more and more between them.
///
/// From the middle outward, as a bulk is loaded, sites along straight lines that see each other across empty water undo with
/// each site most of what was done before: time grows with the square of their number. Halving does not.
fn coarse_to_fine(
    sites: &[Site],
    guards: impl Iterator<Item = Site>,
) -> std::result::Result<Delaunay, spade::InsertionError> {
    let mut delaunay = Delaunay::new();
    for guard in guards {
        delaunay.insert(guard)?;
    }
    let mut known: Vec<Option<FixedVertexHandle>> = vec![None; sites.len()];
    let mut step = sites.len().next_power_of_two();
    while step > 0 {
        for place in (0..sites.len()).step_by(step) {
            if known[place].is_none() {
                let before = place.checked_sub(step).and_then(|before| known[before]);
                known[place] = Some(match before {
                    Some(before) => delaunay.insert_with_hint(sites[place], before)?,
                    None => delaunay.insert(sites[place])?,
                });
            }
        }
        step /= 2;
    }
    Ok(delaunay)
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
///
/// Errors: `Input` for more samples than can be worked with.
pub(in crate::sea) fn sampled(coast: &Coast, request: &Request) -> Result<(Samples, Delaunay)> {
    triangulated(Samples::along(coast, request)?, &coast.states, request)
}

/// Samples, made denser where the distance between states asks it, with their triangulation; `names` are those of the states.
///
/// Errors: `Input` for coasts of two states that are close to each other for too long.
pub(in crate::sea) fn triangulated(
    mut samples: Samples,
    names: &[String],
    request: &Request,
) -> Result<(Samples, Delaunay)> {
    let widest = request.breadth_range().1.metres();
    let mut delaunay = triangulate(&samples, |_| request.overlap != Overlap::Keep)?;
    densify_between_states(&mut samples, &mut delaunay, names, widest)?;
    Ok((samples, delaunay))
}

/// Adds samples where the coasts of two states face each other within `widest`, until they are dense enough there.
fn densify_between_states(
    samples: &mut Samples,
    delaunay: &mut Delaunay,
    names: &[String],
    widest: Metres,
) -> Result<()> {
    /// Each pass halves: a kilometre is a centimetre then.
    const MOST_PASSES: usize = 17;
    let mut sparse = Sparse { widest, asked: Vec::new() };
    delaunay.undirected_edges().for_each(|edge| sparse.look(samples, edge.as_directed()));
    if sparse.asked.is_empty() {
        return Ok(());
    }
    let most = samples.len().saturating_add(limits::count(samples.most_between_states));
    let mut vertices = vertices(samples, delaunay);
    for pass in 0..MOST_PASSES {
        let (pairs, expected) = sparse.take();
        // At first the two ends of an edge may be close to other states, and all between them far from any.
        let expected = if pass == 0 { pairs.len() } else { expected };
        if samples.len() + expected > most {
            let length = |(from, to): &(Sample, Sample)| samples.between(*from, *to).0;
            let together = Metres(pairs.iter().map(length).sum());
            return Err(refused_between_states(samples, delaunay, names, [widest, together]));
        }
        let mut added = Vec::with_capacity(pairs.len());
        for (before, after) in pairs {
            let half = samples.halve(before, after);
            let near = vertices[before.index()];
            let vertex = delaunay.insert_with_hint(site(samples, half), near);
            added.push(vertex.map_err(refused)?);
        }
        vertices.extend_from_slice(&added);
        for vertex in added {
            delaunay.vertex(vertex).out_edges().for_each(|edge| sparse.look(samples, edge));
        }
    }
    Ok(())
}

/// The two states whose coasts ask for the most samples, and the first place where they do.
fn refused_between_states(
    samples: &Samples,
    delaunay: &Delaunay,
    names: &[String],
    [widest, together]: [Metres; 2],
) -> Error {
    let mut asking: BTreeMap<[StateIndex; 2], (usize, Sample)> = BTreeMap::new();
    let mut sparse = Sparse { widest, asked: Vec::new() };
    for edge in delaunay.undirected_edges().map(|edge| edge.as_directed()) {
        let ends = [edge.from(), edge.to()].map(|end| end.data().sample);
        sparse.look(samples, edge);
        let (_, expected) = sparse.take();
        if let [Some(from), Some(to)] = ends
            && expected > 0
        {
            let [one, other] = [from, to].map(|sample| samples.owner(sample).state);
            let (count, first) =
                asking.entry([one.min(other), one.max(other)]).or_insert((0, from));
            (*count, *first) = (*count + expected, from.min(*first));
        }
    }
    let most = asking.iter().max_by_key(|(_, (count, _))| *count);
    let (states, at) = most.map_or(([""; 2], (0.0, 0.0)), |(states, (_, first))| {
        let at = samples.sphere.lon_lat(samples.at(*first));
        (states.map(|state| names[state.index()].as_str()), at)
    });
    too_close(states, at, together, (samples.tolerance, samples.most_between_states))
}

/// The vertex of each sample. Of two samples in one place only the later one has a vertex; the other has that of the sample
/// before it, which is near by too.
fn vertices(samples: &Samples, delaunay: &Delaunay) -> Vec<FixedVertexHandle> {
    let mut found: Vec<Option<FixedVertexHandle>> = vec![None; samples.len()];
    for vertex in delaunay.vertices() {
        if let Some(sample) = vertex.data().sample {
            found[sample.index()] = Some(vertex.fix());
        }
    }
    let mut last = FixedVertexHandle::from_index(0);
    let vertices = found.into_iter().map(|vertex| {
        last = vertex.unwrap_or(last);
        last
    });
    vertices.collect()
}

/// Pairs of neighbours on a line, too far apart for a border with another state close by.
struct Sparse {
    widest: Metres,
    asked: Vec<Asked>,
}

/// What one of two neighbours on a line asks for, since a border is close to it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Asked {
    /// The two, in the order of the line.
    pair: [Sample; 2],
    /// Which of them asks.
    by: u8,
    /// How many times as far apart they are as they should be.
    pieces: u32,
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
        let half = samples.between(from, to).0 / 2.0;
        // The plain distance on the sphere errs by its scale, up to 1 %.
        if half > self.widest.0 * 1.01 {
            return;
        }
        let spacing = spacing(samples.tolerance, Metres(half)).0;
        for sample in [from, to] {
            for [before, after] in samples.links(sample) {
                let before = before.map(|before| ([before, sample], 1));
                let pairs = before.into_iter().chain(after.map(|after| ([sample, after], 0)));
                self.asked.extend(pairs.filter_map(|(pair, by)| {
                    let length = samples.between(pair[0], pair[1]).0;
                    let pieces = (length / spacing).ceil() as u32;
                    (length > spacing).then_some(Asked { pair, by, pieces: pieces.max(2) })
                }));
            }
        }
    }

    /// The pairs found, each once, in order; and how many samples they will have between them in the end, at least and nearly.
    fn take(&mut self) -> (Vec<(Sample, Sample)>, usize) {
        let mut asked = std::mem::take(&mut self.asked);
        asked.sort_unstable();
        let mut expected = 0;
        let of_pair = asked.chunk_by(|one, other| one.pair == other.pair).map(|of_pair| {
            // The last of either is the most that it asks for. Where only one of the two asks, the coasts may part between them.
            let most = |by: u8| of_pair.iter().rfind(|it| it.by == by).map(|it| it.pieces);
            let pieces = most(0).and_then(|first| most(1).map(|second| first.min(second)));
            expected += pieces.map_or(1, |pieces| pieces as usize - 1);
            (of_pair[0].pair[0], of_pair[0].pair[1])
        });
        (of_pair.collect(), expected)
    }
}
