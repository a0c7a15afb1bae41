"""The land of the earth as polygons, each bounded by the rings of shores.py.

In:  shores. Out: `Land` in the order of the rings; Eurasia has the Caspian as its hole, Antarctica is closed along the pole.
"""

from dataclasses import dataclass
from functools import cache as remember

import numpy
import shapely

from world import rings, shores

EURASIA = 0


@dataclass(frozen=True)
class Land:
    """One polygon of land, and the number of the ring that is its outer edge."""

    ring: int
    water: str
    polygon: shapely.Polygon


@remember
def land(cache):
    """All land."""
    found = shores.shores(cache)
    closed = [ring for ring in found if ring.number not in (rings.ANTARCTICA, rings.CASPIAN)]
    polygons = shapely.polygons(
        shapely.linearrings(
            numpy.concatenate([ring.positions for ring in closed]),
            indices=numpy.repeat(numpy.arange(len(closed)), [len(ring.positions) for ring in closed]),
        )
    )
    (caspian,) = (ring.positions for ring in found if ring.number == rings.CASPIAN)
    result = [Land(ring.number, ring.water, polygon) for ring, polygon in zip(closed, polygons)]
    at = next(index for index, item in enumerate(result) if item.ring == EURASIA)
    result[at] = Land(EURASIA, "sea", shapely.Polygon(closed[at].positions, [caspian]))
    return tuple(result) + tuple(
        Land(ring.number, "sea", to_the_pole(ring.positions)) for ring in found if ring.number == rings.ANTARCTICA
    )


def to_the_pole(line):
    """The polygon between a line round the earth and the south pole."""
    return shapely.Polygon([*line.tolist(), (line[-1, 0], -90.0), (line[0, 0], -90.0)])
