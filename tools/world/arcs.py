"""The pieces of land as arcs: lines with a face on each side, stored once.

In:  the pieces of faces.py, the shores. Out: a `Topology`: the table of faces and the arcs.

A face is all land of one unit and first-level unit, wherever it lies; water is a face too. Arcs end at nodes (where three
faces meet, or where their class or origin changes); a whole island is one closed arc. Positions are whole numbers of
1e-5 degree in the frame; an arc's left face is on the left of its direction.
"""

from dataclasses import dataclass

import numpy
import shapely

from world import classes, frame
from world.rings import CASPIAN as CASPIAN_RING

SEA, CASPIAN = 0, 1
WATERS = {"sea": SEA, "caspian": CASPIAN}


@dataclass(frozen=True, order=True)
class Face:
    """What all land of one face has in common; `kind`: "sea", "caspian" or "land"."""

    kind: str
    unit: str = ""
    admin1: str = ""


@dataclass(frozen=True)
class Arc:
    """One line; `origin`: number of the GSHHG ring that a shore is of, plus one, 0 for a line on land."""

    left: int
    right: int
    kind: int  # of classes.py
    origin: int
    positions: numpy.ndarray

    @property
    def is_closed(self):
        return bool((self.positions[0] == self.positions[-1]).all())


@dataclass(frozen=True)
class Topology:
    """The faces by number, and the arcs."""

    faces: tuple
    arcs: tuple


def topology(pieces, shores, runs):
    """The topology of all pieces.

    `shores`: the rings that they are bounded by; `runs`: from two faces and the positions of a line between them to the
    (class, positions) runs of it.
    """
    open_ring = {ring.number: frame.units(ring.positions) for ring in shores if not ring.is_closed}
    (caspian,) = (frame.units(ring.positions) for ring in shores if ring.number == CASPIAN_RING)
    lands = sorted({Face("land", piece.unit, name) for piece in pieces for name in ("", piece.admin1)})
    table = (Face("sea"), Face("caspian"), *lands)
    number = {face: index for index, face in enumerate(table)}
    face_of = [number[Face("land", piece.unit, piece.admin1)] for piece in pieces]
    by_ring = {}
    for index, piece in enumerate(pieces):
        by_ring.setdefault(piece.ring, []).append(index)
    arcs = []
    for ring, members in by_ring.items():
        lines = [(face_of[index], pieces[index].polygon) for index in members]
        water = WATERS[pieces[members[0]].water]
        if ring in open_ring:
            arcs.append(round_the_pole(open_ring[ring], lines[0][0], water, ring))
        elif len(lines) == 1 and len(lines[0][1].interiors) == 0:
            arcs.append(island(lines[0][1], lines[0][0], water, ring))
        else:
            arcs += divided(lines, water, ring, table, caspian, runs)
    return Topology(table, tuple(arcs))


def round_the_pole(positions, face, water, ring):
    """The arc of Antarctica: eastward, with the sea on its left."""
    return Arc(water, face, classes.SHORE, ring + 1, positions)


def island(polygon, face, water, ring):
    """The one arc of an island that is one face's."""
    positions = counter_clockwise(frame.units(shapely.get_coordinates(polygon.exterior)))
    return Arc(face, water, classes.SHORE, ring + 1, begun_lowest(positions))


def divided(lines, water, ring, table, caspian, runs):
    """The arcs of the (face, polygon) pairs that together are the land within one ring."""
    rings = [
        (face, positions)
        for face, polygon in lines
        for positions in (frame.units(shapely.get_coordinates(part)) for part in shapely.get_rings(shapely.orient_polygons(polygon)))
    ]
    sizes = numpy.array([len(positions) for _, positions in rings])
    points = key(numpy.concatenate([positions for _, positions in rings]))
    unique, ids = numpy.unique(points, return_inverse=True)
    last = numpy.cumsum(sizes) - 1
    inner = numpy.ones(len(ids), bool)
    inner[last] = False
    start = numpy.flatnonzero(inner)
    left = numpy.repeat([face for face, _ in rings], sizes)[start]
    forward = ids[start] * len(unique) + ids[start + 1]
    backward = ids[start + 1] * len(unique) + ids[start]
    order = numpy.argsort(forward)
    at = order[numpy.minimum(numpy.searchsorted(forward[order], backward), len(order) - 1)]
    on_land = forward[at] == backward
    of_caspian = numpy.isin(unique, key(caspian))
    lake = of_caspian[ids[start]] & of_caspian[ids[start + 1]]
    right = numpy.where(on_land, left[at], numpy.where(lake, CASPIAN, water))
    kept = numpy.where(on_land, left < right, True)
    counted = numpy.concatenate((ids[start[kept]], ids[start[kept] + 1]))
    node = numpy.bincount(counted, minlength=len(unique)) != 2
    arcs = []
    offset = 0
    for (face, positions), size in zip(rings, sizes):
        span = slice(offset, offset + size - 1)
        offset += size - 1
        for line, other, is_shore in cut(positions, right[span], kept[span], on_land[span], node[ids[start[span]]]):
            if is_shore:
                number = CASPIAN_RING if other == CASPIAN else ring
                arcs.append(Arc(face, int(other), classes.SHORE, number + 1, line))
            else:
                found = runs(table[face], table[int(other)], line)
                arcs += [Arc(face, int(other), kind, 0, run) for kind, run in found]
    return arcs


def cut(positions, right, kept, on_land, node):
    """The (line, right face, whether shore) runs of a closed ring; what another ring keeps is left out."""
    changes = numpy.append(right[1:] != right[:-1], right[0] != right[-1])
    changes = numpy.roll(changes, 1) | node | numpy.roll(numpy.append(on_land[1:] != on_land[:-1], on_land[0] != on_land[-1]), 1)
    breaks = numpy.flatnonzero(changes)
    if len(breaks) == 0:
        if kept[0]:
            yield begun_lowest(positions), right[0], not on_land[0]
        return
    turned = numpy.concatenate((positions[breaks[0] : -1], positions[: breaks[0] + 1]))
    stops = numpy.append(breaks - breaks[0], len(positions) - 1)
    for begin, end, index in zip(stops, stops[1:], breaks):
        if kept[index]:
            yield turned[begin : end + 1], right[index], not on_land[index]


def key(positions):
    """One number for each position."""
    return (positions[:, 0] + (1 << 30)) * (1 << 32) + positions[:, 1] + (1 << 30)


def counter_clockwise(positions):
    """A closed line with what it encloses on its left."""
    x, y = (positions - positions[0]).T.astype(float)
    return positions if (x[:-1] * y[1:] - x[1:] * y[:-1]).sum() > 0 else positions[::-1]


def begun_lowest(positions):
    """A closed line begun at its least position."""
    least = int(numpy.lexsort((positions[:-1, 1], positions[:-1, 0]))[0])
    return numpy.concatenate((positions[least:-1], positions[: least + 1]))


def is_island(arc):
    """Whether an arc is all the shore of one island."""
    if not arc.is_closed or arc.right > CASPIAN:
        return False
    x, y = (arc.positions - arc.positions[0]).T.astype(float)
    return bool((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() > 0)


def directed(arc):
    """A line on land with the lesser face on its left; a shore as it is."""
    if arc.left > CASPIAN and arc.left > arc.right > CASPIAN:
        return Arc(arc.right, arc.left, arc.kind, arc.origin, arc.positions[::-1])
    return arc


def joined(arcs):
    """The arcs, joined where just two meet that have the same faces, class and origin."""
    arcs = list(arcs)
    ends = {}
    for index, arc in enumerate(arcs):
        if not arc.is_closed:
            ends.setdefault(tuple(arc.positions[0]), []).append((index, 0))
            ends.setdefault(tuple(arc.positions[-1]), []).append((index, -1))
    follows = {}
    for meeting in ends.values():
        if len(meeting) == 2 and {side for _, side in meeting} == {0, -1}:
            before, after = (index for index, _ in sorted(meeting, key=lambda end: end[1]))
            if alike(arcs[before], arcs[after]):
                follows[before] = after
    result, used = [], set()
    firsts = [index for index in range(len(arcs)) if index not in set(follows.values())]
    for index in firsts + list(range(len(arcs))):
        if index in used:
            continue
        chain = [index]
        while follows.get(chain[-1]) not in (None, *chain[:1]):
            chain.append(follows[chain[-1]])
        used |= set(chain)
        lines = [arcs[part].positions for part in chain]
        positions = numpy.concatenate(lines[:1] + [line[1:] for line in lines[1:]])
        first = arcs[index]
        result.append(Arc(first.left, first.right, first.kind, first.origin, positions))
    return result


def alike(one, other):
    """Whether two arcs could be one."""
    return (one.left, one.right, one.kind, one.origin) == (other.left, other.right, other.kind, other.origin)
