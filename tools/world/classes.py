"""The class of every arc: what kind of line it is.

In:  the two faces and the course of a line; the feature class of Natural Earth's own line between the same two countries.
Out: its runs of one class each. NAMES is the table that the tiles refer to.
"""

from functools import cache as remember

import numpy
import shapely

import boundaries
from world import frame, natural

NAMES = ("shore", "international", "disputed", "indefinite", "de-facto", "lease", "claim", "admin-1")
SHORE, INTERNATIONAL, DISPUTED, INDEFINITE, DE_FACTO, LEASE, CLAIM, ADMIN_1 = range(len(NAMES))

# First word of Natural Earth's FEATURECLA: our class. Overlay: the buffer zone in Cyprus.
KINDS = {
    "International": INTERNATIONAL,
    "Disputed": DISPUTED,
    "Indefinite": INDEFINITE,
    "Indeterminant": INDEFINITE,
    "Line": DE_FACTO,
    "Unrecognized": DE_FACTO,
    "Overlay": DE_FACTO,
    "Lease": LEASE,
}


def runs(cache, left, right, positions):
    """The (class, positions) runs of a line between two faces of land."""
    if left.unit == right.unit:
        return [(ADMIN_1, positions)]
    one, other = (natural.unit(cache, face.unit) for face in (left, right))
    fixed = boundaries.FIXED.get(" ".join(sorted((one.state, other.state))))
    if fixed:
        return [(NAMES.index(fixed[0]), positions)]
    if one.country == other.country:
        return [(CLAIM if one.state == other.state else DISPUTED, positions)]
    lines = by_pair(cache).get(frozenset((one.country, other.country)), [])
    if not lines:
        return [(DE_FACTO if one.state == other.state else INTERNATIONAL, positions)]
    middles = frame.degrees((positions[:-1] + positions[1:]) / 2)
    stretch = (float(frame.narrowing(middles[:, 1].mean())), 1.0)
    points = shapely.points(middles * stretch)
    distances = numpy.array([shapely.distance(shapely.transform(line, lambda p: p * stretch), points) for _, line in lines])
    found = numpy.array([kind for kind, _ in lines])[distances.argmin(axis=0)]
    starts = numpy.flatnonzero(numpy.append(True, numpy.diff(found) != 0))
    stops = numpy.append(starts[1:], len(found))
    return [(int(found[start]), positions[start : stop + 1]) for start, stop in zip(starts, stops)]


@remember
def by_pair(cache):
    """The (class, line) pairs of Natural Earth's land boundaries by their two countries."""
    result = {}
    for line, record in natural.boundary_lines(cache):
        pair = frozenset((record["ADM0_A3_L"], record["ADM0_A3_R"]))
        kind = KINDS[record["FEATURECLA"].split()[0]]
        result.setdefault(pair, []).append((kind, line))
    return result
