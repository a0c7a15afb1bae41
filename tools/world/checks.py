"""The checks of the world's files, each on the bytes as written: what is found is printed, what is wrong stops the run.

In:  the tiles of all levels and the tables, the pieces of land (for the towns). The tiles are read with a reader of its own.
"""

import csv
import lzma
from collections import defaultdict

import numpy

from world import frame, levels, natural, places
from world.crossings import conflicts
from world.tiles import CUT_FIRST, CUT_LAST, IN_TENS, LZMA, MAGIC, Grid, uncut

# Scarborough Shoal has no land in GSHHG.
WITHOUT_LAND = {"SCARBOROUGH"}

# Square degrees of a unit of which the area is asked, and how far it may be off the source's.
LARGE, DEPARTURE = 1.0, 0.1

# Share of the first-level units that must have land, and of the towns that may be on another country's.
LEAST_SHARE, TOWNS_ELSEWHERE = 0.98, 0.005

# Towns named in the report.
MOST_NAMED = 40


def require(condition, message):
    """Prints what was found; stops when it is not so."""
    print(f"  {'ok' if condition else 'FAILED'}: {message}", flush=True)
    if not condition:
        raise SystemExit(f"error: {message}")


def numbers_of(data):
    """The LEB128 numbers of some bytes."""
    data = numpy.frombuffer(data, dtype=numpy.uint8)
    ends = numpy.flatnonzero(data < 0x80)
    starts = numpy.append(0, ends[:-1] + 1)
    result = numpy.zeros(len(ends), dtype=numpy.int64)
    for index in range(int((ends - starts).max()) + 1 if len(ends) else 0):
        has = ends - starts >= index
        result[has] |= (data[starts[has] + index].astype(numpy.int64) & 0x7F) << (7 * index)
    return result


def read_archive(out, level):
    """(grid, {(column, row): (faces, corner, parts)}); a part is (left, right, class, origin, flags, positions)."""
    data = b"".join((out / file).read_bytes() for file in levels.FILES[level])
    require(data.startswith(MAGIC), f"{level}: begins with {MAGIC.decode()}")
    at = len(MAGIC)
    (size, offset, columns, rows), at = leading(data, at, 4)
    grid = Grid(size, offset)
    require((columns, rows) == (grid.columns, grid.rows), f"{level}: {columns} columns, {rows} rows")
    lengths, single = [], {}
    for index in range(columns * rows):
        (length,), at = leading(data, at, 1)
        lengths.append(length)
        if length == 0:
            (single[index],), at = leading(data, at, 1)
    tiles = {}
    for index, length in enumerate(lengths):
        where = (index % columns, index // columns)
        if length == 0:
            tiles[where] = ((single[index],), single[index], ())
        else:
            tiles[where] = read_tile(numbers_of(lzma.decompress(data[at : at + length], format=lzma.FORMAT_RAW, filters=[LZMA])), grid.beyond(*where))
            at += length
    require(at == len(data), f"{level}: no byte is left over")
    return grid, tiles


def leading(data, at, count):
    """(some numbers from a place on, the place behind them)."""
    result = []
    for _ in range(count):
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        result.append(value)
    return result, at


def read_tile(numbers, beyond):
    """(faces, corner, parts) of a tile; `beyond`: how far its south-west corner is beyond multiples of ten."""
    count = int(numbers[0])
    faces = tuple(numbers[1 : count + 1].tolist())
    corner, size = faces[numbers[count + 1]], int(numbers[count + 2])
    heads = numbers[count + 3 : count + 3 + 6 * size].reshape(size, 6)
    origins = numpy.cumsum(unzigzag(heads[:, 3])).tolist()
    columns = numbers[count + 3 + 6 * size :].reshape(2, -1).T
    parts, at = [], 0
    for (left, right, kind, _, flags, length), origin in zip(heads.tolist(), origins):
        mine = columns[at : at + length]
        at += length
        steps = (mine >> 1) * numpy.where(numpy.cumsum(mine & 1, axis=0) & 1, -1, 1)
        if flags & IN_TENS:
            steps[uncut(flags, length)] *= 10
        positions = numpy.cumsum(steps, axis=0) - beyond
        parts.append((faces[left], faces[right], kind, origin, flags & ~IN_TENS, positions))
    return faces, corner, tuple(parts)


def unzigzag(numbers):
    """Signed numbers from unsigned ones."""
    return (numbers >> 1) ^ -(numbers & 1)


def apart(name, arcs):
    """The arcs of a level meet each other and themselves at their ends alone."""
    found = conflicts([frame.degrees(arc.positions) for arc in arcs], shared_ends=True)
    require(not found, f"{name}: {len(arcs)} arcs, which cross in {len(found)} places")


def closed(name, grid, tiles):
    """Round every tile's edge the faces change as the arcs say; areas of faces are positive and fill the tile."""
    total = defaultdict(float)
    for (_, row), (faces, corner, parts) in tiles.items():
        width, height = grid.size, grid.height(row)
        doubled = defaultdict(int)
        stops = []
        for left, right, _, _, flags, positions in parts:
            x, y = positions[bool(flags & CUT_FIRST) : len(positions) - bool(flags & CUT_LAST)].T
            if len(x) and (x.min() <= 0 or x.max() >= width or (y.min() <= 0 and row > 0) or y.max() >= height):
                raise SystemExit(f"error: {name}: a vertex that is no cut lies on the edge of a tile of row {row}")
            x, y = positions.T.tolist()
            twice = sum(a * d - c * b for a, b, c, d in zip(x, y, x[1:], y[1:]))
            doubled[left] += twice
            doubled[right] -= twice
            for flag, index in ((CUT_FIRST, 0), (CUT_LAST, -1)):
                if flags & flag:
                    stops.append((along_edge(x[index], y[index], width, height), index == 0, left, right, x[index], y[index]))
        stops.sort()
        face, point = corner, (0, 0)
        corners = [(width, 0), (width, height), (0, height), (0, 0)]
        walk = [(stop[0], 0, stop) for stop in stops]
        walk += [(along_edge(*at, width, height) or 2 * (width + height), 1, at) for at in corners]
        for _, is_corner, stop in sorted(walk, key=lambda item: item[:2]):
            if is_corner:
                doubled[face] += point[0] * stop[1] - stop[0] * point[1]
                point = stop
                continue
            _, inward, left, right, x, y = stop
            doubled[face] += point[0] * y - x * point[1]
            point = (x, y)
            # Counter-clockwise round the edge, an arc that comes in has its left face behind, its right one ahead.
            before, after = (left, right) if inward else (right, left)
            if face != before:
                raise SystemExit(f"error: {name}: at {stop} of a tile of row {row}: face {face} is behind, not {before}")
            face = after
        if face != corner or any(value < 0 for value in doubled.values()) or sum(doubled.values()) != 2 * width * height:
            raise SystemExit(f"error: {name}: faces of a tile of row {row} do not fill it: {dict(doubled)}")
        if {key for key, value in doubled.items()} != set(faces) and parts:
            raise SystemExit(f"error: {name}: a tile of row {row} names faces {faces}, has {sorted(doubled)}")
        for key, value in doubled.items():
            total[key] += value / 2
    require(True, f"{name}: the arcs close the faces of {len(tiles)} tiles")
    return total


def along_edge(x, y, width, height):
    """How far along a tile's edge a position is, counter-clockwise from the south-west corner."""
    if y == 0:
        return x
    if x == width:
        return width + y
    if y == height:
        return 2 * width + height - x
    return 2 * width + 2 * height - y if x == 0 else None


def neighbours(name, grid, tiles):
    """Tiles that share an edge have the same cut vertices there, with the same faces, class and origin."""
    edges = defaultdict(list)
    for (column, row), (_, _, parts) in tiles.items():
        for left, right, kind, origin, flags, positions in parts:
            for flag, index in ((CUT_FIRST, 0), (CUT_LAST, -1)):
                if flags & flag:
                    x, y = positions[index].tolist()
                    where = ((x + column * grid.size) % (grid.columns * grid.size), y + grid.south(row))
                    edges[where].append((index, left, right, kind, origin))
    bad = [where for where, ends in edges.items() if len(ends) != 2 or {end[0] for end in ends} != {0, -1} or ends[0][1:] != ends[1][1:]]
    require(not bad, f"{name}: {len(edges)} cut vertices, {len(bad)} not the same on both sides {bad[:5]}")


def areas_of_units(cache, out, totals):
    """Every unit of a source has land; large ones have the area that Natural Earth gives them."""
    mine = defaultdict(float)
    with (out / "world-faces.csv").open(encoding="utf-8") as file:
        unit_of = {int(row["face"]): row["unit"] for row in csv.DictReader(file)}
    for face, value in totals.items():
        mine[unit_of[face]] += value
    source = {unit: frame.UNITS_PER_DEGREE**2 * area.area for unit, area in natural.areas(cache)}
    lost = sorted(set(source) - set(mine))
    require(set(lost) <= WITHOUT_LAND, f"units without land: {lost}")
    large = [unit for unit, area in source.items() if area > LARGE * frame.UNITS_PER_DEGREE**2 and unit != "ATA"]
    off = [f"{unit} {mine[unit] / source[unit]:.2f}" for unit in large if abs(mine[unit] / source[unit] - 1) > DEPARTURE]
    require(not off, f"{len(large)} units of more than {LARGE} deg²; not within {DEPARTURE:.0%} of the source: {off or 'none'}")


def counts(out):
    """First-level units of every country against the source's own list; those without land are named."""
    with (out / "world-counts.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    whole = sum(row["in_source"] == row["with_land"] for row in rows)
    total, here = (sum(int(row[key]) for row in rows) for key in ("in_source", "with_land"))
    for row in rows:
        if row["without_land"]:
            print(f"  {row['country']}: {row['with_land']} of {row['in_source']}, without land: {row['without_land']}")
    require(here >= LEAST_SHARE * total, f"{here} of {total} first-level units; {whole} of {len(rows)} countries complete")


def towns(cache, found):
    """Nearly every town of GeoNames lies on land of its own country."""
    asked, on_land, rows = places.elsewhere(cache, found)
    for name, country, unit, people, lon, lat in rows[:MOST_NAMED]:
        print(f"  {name} ({country}, {people:,}) at {lon:.3f} {lat:.3f} lies in {unit}")
    require(len(rows) < TOWNS_ELSEWHERE * on_land, f"{on_land} of {asked} towns are on land, {len(rows)} on another country's")


def main(cache, out, found):
    """Checks all levels, and the tables."""
    for level in ("fine", "medium", "coarse", "globe"):
        grid, tiles = read_archive(out, level)
        totals = closed(level, grid, tiles)
        neighbours(level, grid, tiles)
        if level == "fine":
            areas_of_units(cache, out, totals)
    counts(out)
    towns(cache, found)
