"""The coarser levels: the arcs of the fine one simplified together, small islands left out.

In:  the fine topology. Out: a topology of each level, with the same faces by the same numbers.

A closed arc between land and water is an island; it is left out where it is smaller than the level's least area, unless it
is the largest land of its unit. Arcs keep their ends, so faces that are not islands stay; none crosses another.
"""

from dataclasses import dataclass, replace

import numpy
import shapely

import earth
from world import arcs, frame
from world.simplify import simplified
from world.tiles import Grid


@dataclass(frozen=True)
class Level:
    """One level of detail: degrees (of a great circle) of tolerance, km² of the least island, whether with first-level units."""

    name: str
    tolerance: float
    least: float
    admin1: bool
    grid: Grid


FINE = Level("fine", 0.0, 0.0, True, Grid(500_000, 200_003))
LEVELS = (
    FINE,
    Level("medium", 0.004, 1.0, True, Grid(1_500_000, 200_003)),
    Level("coarse", 0.03, 40.0, False, Grid(4_500_000, 200_003)),
    Level("globe", 0.12, 600.0, False, Grid(18_000_000, 200_003)),
)

# The files of each level, in order: the fine one in two packages, for a registry takes no more than 10 MB in one.
FILES = {
    "fine": ("world-south/fine.tiles", "world-north/fine.tiles"),
    "medium": ("world-south/medium.tiles",),
    "coarse": ("world-coarse.tiles",),
    "globe": ("world-globe.tiles",),
}


def coarser(topology, level):
    """The topology of a level, from that of the next finer one."""
    kept = topology.arcs if level.admin1 else without_admin1(topology)
    kept = without_islets(kept, topology.faces, level.least)
    exact = [frame.degrees(arc.positions) for arc in kept]
    lines = simplified(exact, level.tolerance, loops(kept), shared_ends=True)
    return arcs.Topology(
        topology.faces, tuple(replace(arc, positions=frame.units(line)) for arc, line in zip(kept, lines))
    )


def without_admin1(topology):
    """The arcs with the faces of first-level units of one unit taken together."""
    number = {(face.unit, face.admin1): index for index, face in enumerate(topology.faces)}
    whole = [number[face.unit, ""] if face.kind == "land" else index for index, face in enumerate(topology.faces)]
    kept = [
        replace(arc, left=whole[arc.left], right=whole[arc.right])
        for arc in topology.arcs
        if whole[arc.left] != whole[arc.right]
    ]
    return arcs.joined(arcs.directed(arc) for arc in kept)


def without_islets(kept, faces, least):
    """The arcs without those round islands of less than `least` km² that are not the largest land of their unit."""
    areas = {index: island_area(arc) for index, arc in enumerate(kept) if arcs.is_island(arc)}
    broad = {faces[side].unit for index, arc in enumerate(kept) if index not in areas for side in (arc.left, arc.right)}
    largest = {}
    for index, area in areas.items():
        unit = faces[kept[index].left].unit
        if unit not in broad and area > areas.get(largest.get(unit), 0.0):
            largest[unit] = index
    spared = set(largest.values())
    return [arc for index, arc in enumerate(kept) if areas.get(index, least) >= least or index in spared]


def island_area(arc):
    """Square kilometres within a closed arc."""
    return earth.area(shapely.Polygon(frame.degrees(arc.positions)))


def loops(kept):
    """The closed chains of arcs: shores, and boundaries that are closed by themselves; each a list of (index, True)."""
    result = [[(index, True)] for index, arc in enumerate(kept) if arc.is_closed]
    after = {
        tuple(arc.positions[0]): index
        for index, arc in enumerate(kept)
        if not arc.is_closed and min(arc.left, arc.right) <= arcs.CASPIAN
    }
    while after:
        start, index = next(iter(after.items()))
        chain, end = [], start
        while end in after:
            index = after.pop(end)
            chain.append((index, True))
            end = tuple(kept[index].positions[-1])
        if end == start:
            result.append(chain)
    return result
