"""A topology cut into tiles and packed: geodata/world-LEVEL.tiles.

In:  arcs.py's topology, a grid. Out: the bytes of each tile and of the archive.

The grid is that of whole numbers of 1e-5 degree. Columns wrap: column c spans x from WEST + offset + c·size on, so that
180° lies within a tile; rows run from the south pole, all edges but the poles at SOUTH + offset + k·size. The offset is
such that no vertex lies on an edge. Where an arc crosses an edge it is cut at a vertex that both tiles have; all that a
reader needs to take the vertex out again is in its flag.

Tile: varints (LEB128; signed ones zigzag): number of faces, faces ascending; local index of the face at the south-west
corner; number of arcs; for each arc left and right (local), class, origin (signed: less that of the arc before), flags (1:
the first vertex is a cut, 2: the last, 4: in tens), number of vertices; then the x of all arcs, then the y of all arcs.
The x of an arc: one number for each vertex, twice the step to it from the vertex before, to the first one from the tile's
western edge rounded down to a multiple of ten; plus one where the direction turns, which is eastward at first. y likewise,
northward from the southern edge. In an arc in tens each step counts tens, but for those that begin or end at a cut vertex
(where the first vertex is a cut: the first two; where the last one is: the last), which count units as in any other arc.
Archive: `PWT3`, varints size, offset, columns, rows; for each tile from the south-west, row by row, the varint length of
its LZMA stream (raw, as LZMA says, with an end mark), or 0 and the number of the one face that fills it; then all streams.
"""

import hashlib
import lzma
from collections import defaultdict
from dataclasses import dataclass

import numpy

from world.frame import UNITS_PER_DEGREE

MAGIC = b"PWT3"
WEST, SOUTH = -180 * UNITS_PER_DEGREE, -90 * UNITS_PER_DEGREE
TURN, HALF_TURN = 360 * UNITS_PER_DEGREE, 180 * UNITS_PER_DEGREE

CUT_FIRST, CUT_LAST, IN_TENS = 1, 2, 4

# Steps follow on steps of their size, wherever in the stream: one bit of the byte before is context, its place is none. The
# streams are 7 % shorter than the best of zlib's.
LZMA = {
    "id": lzma.FILTER_LZMA1,
    "dict_size": 1 << 18,
    "lc": 1,
    "lp": 0,
    "pb": 0,
    "mode": lzma.MODE_NORMAL,
    "mf": lzma.MF_BT4,
    "nice_len": 273,
}


@dataclass(frozen=True)
class Grid:
    """The size of the tiles and the offset of their edges, in units."""

    size: int
    offset: int

    @property
    def columns(self):
        return TURN // self.size

    @property
    def rows(self):
        return -(-(HALF_TURN - self.offset) // self.size) if self.size < HALF_TURN else 1

    def column(self, x):
        """Column of a longitude, not wrapped."""
        return (x - WEST - self.offset) // self.size

    def row(self, y):
        """Row of a latitude."""
        return numpy.clip((y - SOUTH - self.offset) // self.size, 0, self.rows - 1)

    def west(self, column):
        """Western edge of a column, not wrapped."""
        return WEST + self.offset + column * self.size

    def south(self, row):
        """Southern edge of a row."""
        return SOUTH if row == 0 else SOUTH + self.offset + row * self.size

    def beyond(self, column, row):
        """How far the south-west corner of a tile is beyond multiples of ten, in x and y."""
        return self.west(column) % 10, self.south(row) % 10

    def height(self, row):
        """From the southern to the northern edge of a row."""
        north = SOUTH + HALF_TURN if row == self.rows - 1 else self.south(row + 1)
        return north - self.south(row)


@dataclass(frozen=True)
class Part:
    """An arc's part within one tile, from the tile's south-west corner."""

    left: int
    right: int
    kind: int
    origin: int
    flags: int
    positions: numpy.ndarray


@dataclass(frozen=True)
class Tile:
    """The faces (ascending), the face at the south-west corner, and the parts of arcs in their order."""

    faces: tuple
    corner: int
    parts: tuple


def cut(topology, grid):
    """(column, row) to `Tile` for all tiles of the grid."""
    parts = defaultdict(list)
    crossings = defaultdict(list)
    for arc in topology.arcs:
        for (column, row), part in cut_arc(arc, grid):
            parts[column % grid.columns, row].append(part)
    for column, row in parts:
        for part in parts[column, row]:
            note_crossings(crossings, grid, column, row, part)
    result = {}
    for row in range(grid.rows):
        for column in range(grid.columns):
            mine = tuple(sorted(parts.get((column, row), ()), key=order))
            corner = face_at(sorted(crossings[column]), grid.south(row))
            faces = {corner} | {part.left for part in mine} | {part.right for part in mine}
            result[column, row] = Tile(tuple(sorted(faces)), corner, mine)
    return result


def order(part):
    return part.kind, part.origin, part.left, part.right, part.flags, part.positions.ravel().tolist()


def cut_arc(arc, grid):
    """((column, row), part) of an arc's parts, in order along it."""
    x, y = arc.positions.T
    columns, rows = grid.column(x), grid.row(y)
    moves = numpy.flatnonzero((numpy.diff(columns) != 0) | (numpy.diff(rows) != 0))
    if len(moves) == 0:
        yield (int(columns[0]), int(rows[0])), part_of(arc, grid, int(columns[0]), int(rows[0]), arc.positions, 0)
        return
    lines, at = [], 0
    cuts = []
    for index in moves:
        for cut_vertex in crossings_of(arc.positions[index], arc.positions[index + 1], grid):
            lines.append(numpy.vstack(cuts[-1:] + [arc.positions[at : index + 1]] + [cut_vertex]))
            cuts.append(cut_vertex)
            at = index + 1
    lines.append(numpy.vstack(cuts[-1:] + [arc.positions[at:]]))
    flags = [CUT_LAST, *[CUT_FIRST | CUT_LAST] * (len(lines) - 2), CUT_FIRST]
    if arc.is_closed:
        lines[0] = numpy.vstack((lines.pop(), lines[0][1:]))
        flags = [CUT_FIRST | CUT_LAST] * len(lines)
    for line, flag in zip(lines, flags):
        # A part lies in the tile of the middle of any of its segments: its ends may lie on an edge.
        middle = line[:2].sum(axis=0)
        column = (middle[0] - 2 * (WEST + grid.offset)) // (2 * grid.size)
        row = numpy.clip((middle[1] - 2 * (SOUTH + grid.offset)) // (2 * grid.size), 0, grid.rows - 1)
        yield (int(column), int(row)), part_of(arc, grid, int(column), int(row), line, flag)


def part_of(arc, grid, column, row, positions, flags):
    """A part of an arc, from the corner of its tile."""
    corner = (grid.west(column), grid.south(row))
    return Part(arc.left, arc.right, arc.kind, arc.origin, flags, positions - corner)


def crossings_of(start, end, grid):
    """The vertices at which a segment crosses edges, in order along it."""
    (x0, y0), (x1, y1) = start.tolist(), end.tolist()
    first, last = sorted((int(grid.column(x0)), int(grid.column(x1))))
    edges = [grid.west(column) for column in range(first + 1, last + 1)]
    found = [(x, between(x0, y0, x1, y1, x)) for x in edges]
    first, last = sorted((int(grid.row(y0)), int(grid.row(y1))))
    edges = [grid.south(row) for row in range(first + 1, last + 1)]
    found += [(between(y0, x0, y1, x1, y), y) for y in edges]
    found.sort(key=lambda vertex: abs(vertex[0] - x0) + abs(vertex[1] - y0))
    return [numpy.array([vertex]) for vertex in found]


def between(a0, b0, a1, b1, a):
    """The other coordinate where a segment reaches `a`, to the nearest unit; the same whichever way it runs."""
    if a0 > a1:
        a0, b0, a1, b1 = a1, b1, a0, b0
    return b0 + (2 * (a - a0) * (b1 - b0) + (a1 - a0)) // (2 * (a1 - a0))


def note_crossings(crossings, grid, column, row, part):
    """Notes where a part ends at the western edge of its tile: (y, face below, face above) by column."""
    for flag, index, beside in ((CUT_FIRST, 0, 1), (CUT_LAST, -1, -2)):
        x, y = part.positions[index].tolist()
        if part.flags & flag and x == 0:
            eastward = index == 0
            below, above = (part.right, part.left) if eastward else (part.left, part.right)
            crossings[column].append((y + grid.south(row), below, above))


def face_at(crossings, y):
    """The face at a latitude of an edge that runs from pole to pole."""
    for latitude, below, _ in crossings:
        if latitude > y:
            return below
    return crossings[-1][2]


def packed(tile, beyond):
    """The bytes of a tile before compression; `beyond`: how far its south-west corner is beyond multiples of ten."""
    local = {face: index for index, face in enumerate(tile.faces)}
    heads, columns, before = [len(tile.faces), *tile.faces, local[tile.corner], len(tile.parts)], [], 0
    for part in tile.parts:
        steps = numpy.diff(part.positions + beyond, axis=0, prepend=0)
        inner = uncut(part.flags, len(steps))
        in_tens = not (steps[inner] % 10).any()
        if in_tens:
            steps[inner] //= 10
        flags = part.flags | (IN_TENS if in_tens else 0)
        origin = int(zigzag(numpy.int64(part.origin - before)))
        heads += [local[part.left], local[part.right], part.kind, origin, flags, len(steps)]
        columns.append(with_turns(steps))
        before = part.origin
    numbers = numpy.concatenate(columns or [numpy.empty((0, 2), dtype=numpy.int64)])
    return varints(numpy.concatenate((numpy.array(heads), *numbers.T)))


def uncut(flags, count):
    """Those of an arc's steps, one to each vertex, that neither begin nor end at a cut vertex."""
    return slice(2 if flags & CUT_FIRST else 0, count - bool(flags & CUT_LAST))


def with_turns(steps):
    """The x and y steps of an arc as numbers without signs, that say where the direction turns."""
    moves = numpy.where(steps != 0, numpy.arange(len(steps))[:, None], 0)
    backward = numpy.take_along_axis(steps, numpy.maximum.accumulate(moves), axis=0) < 0
    return (numpy.abs(steps) << 1) | numpy.diff(backward, axis=0, prepend=False)


def zigzag(signed):
    """Signed numbers as unsigned ones."""
    return (signed << 1) ^ (signed >> 63)


def varints(numbers):
    """Unsigned numbers in LEB128."""
    numbers = numpy.asarray(numbers, dtype=numpy.uint64)
    sizes = numpy.ones(len(numbers), dtype=numpy.int64)
    for bits in range(7, 64, 7):
        sizes += numbers >= (1 << bits)
    ends = numpy.cumsum(sizes)
    result = numpy.zeros(int(ends[-1]) if len(ends) else 0, dtype=numpy.uint8)
    for index in range(int(sizes.max()) if len(sizes) else 0):
        has = sizes > index
        low = (numbers[has] >> numpy.uint64(7 * index)) & numpy.uint64(0x7F)
        more = numpy.where(sizes[has] > index + 1, 0x80, 0).astype(numpy.uint64)
        result[(ends - sizes)[has] + index] = (low | more).astype(numpy.uint8)
    return result.tobytes()


def archive(tiles, grid):
    """(bytes before the tiles, bytes of each row of tiles, [(column, row, sha256 of a tile before compression)])."""
    index, rows, digests = [], [], []
    for row in range(grid.rows):
        streams = []
        for column in range(grid.columns):
            tile = tiles[column, row]
            data = packed(tile, grid.beyond(column, row))
            digests.append((column, row, hashlib.sha256(data).hexdigest()))
            if len(tile.faces) == 1:
                index += [0, tile.faces[0]]
                continue
            stream = lzma.compress(data, format=lzma.FORMAT_RAW, filters=[LZMA])
            index.append(len(stream))
            streams.append(stream)
        rows.append(b"".join(streams))
    head = varints([grid.size, grid.offset, grid.columns, grid.rows, *index])
    return MAGIC + head, rows, digests
