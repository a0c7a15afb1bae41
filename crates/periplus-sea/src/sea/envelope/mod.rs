//! The Voronoi envelope: lines of coast in; rings of outer limits and medians out.
//! `gauss_sphere`, `vector`: where geodesics are great circles. `samples`: positions along the coast. `diagram`: their
//! cells. `bounds`: how many samples there may be. `cell`: what of a cell lies within a breadth. `outline`: the rings
//! round a state's cells. `nearest`: vertices refined on the true segments. `simplification`: no more vertices than are needed.

mod bounds;
pub(in crate::sea) mod cell;
pub(in crate::sea) mod diagram;
pub(in crate::sea) mod gauss_sphere;
mod nearest;
pub(in crate::sea) mod outline;
pub(in crate::sea) mod samples;
pub(super) mod simplification;
pub(in crate::sea) mod vector;
