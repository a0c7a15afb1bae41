"""What lies at a position, and what a line runs across, by the finest level of the coverage as written.

In:  geodata/world-fine.tiles, world-faces.csv. Out: rows of world-faces.csv by position; shores met by a line.

A position's face is that beside the first part of an arc that is met on the way to the nearest one in the tile.
"""

import csv

import numpy
import shapely

from world import checks
from world.frame import UNITS_PER_DEGREE, units
from world.tiles import TURN, WEST

WATERS = ("sea", "caspian")


class Ground:
    """The tiles of a level, and the faces."""

    def __init__(self, out, level="fine"):
        self.grid, self.tiles = checks.read_archive(out / f"world-{level}.tiles")
        with (out / "world-faces.csv").open(encoding="utf-8") as file:
            self.faces = list(csv.DictReader(file))
        self.segments = {}
        self.trees = {}

    def tile_of(self, lon, lat):
        """((column, row), the position from the tile's south-west corner)."""
        x, y = (int(value) for value in units((lon, lat)))
        x = WEST + (x - WEST) % TURN
        column, row = int(self.grid.column(x)), int(self.grid.row(y))
        corner = self.grid.west(column), self.grid.south(row)
        return (column % self.grid.columns, row), (x - corner[0], y - corner[1])

    def face(self, lon, lat):
        """The row of world-faces.csv at a position."""
        where, at = self.tile_of(lon, lat)
        faces, corner, parts = self.tiles[where]
        if not parts:
            return self.faces[corner]
        if where not in self.segments:
            self.segments[where] = segments_of(parts)
        return self.faces[side_met(self.segments[where], *at)]

    def is_water(self, lon, lat):
        """Whether a position lies in the sea or the Caspian."""
        return self.face(lon, lat)["kind"] in WATERS

    def meets_shore(self, line):
        """Whether a line in degrees meets any shore of the level."""
        west, south, east, north = line.bounds
        for row in range(int(self.grid.row(units(south))), int(self.grid.row(units(north))) + 1):
            for column in range(int(self.grid.column(int(units(west)))), int(self.grid.column(int(units(east)))) + 1):
                corner = numpy.array((self.grid.west(column), self.grid.south(row))) / UNITS_PER_DEGREE
                tree = self.tree(column % self.grid.columns, row)
                moved = shapely.transform(line, lambda positions: positions - corner)
                if len(tree.query(moved, predicate="intersects")):
                    return True
        return False

    def tree(self, column, row):
        """The shores of a tile, from its south-west corner in degrees."""
        if (column, row) not in self.trees:
            _, _, parts = self.tiles[column, row]
            shores = [
                shapely.LineString(positions / UNITS_PER_DEGREE)
                for left, right, _, _, _, positions in parts
                if self.faces[left]["kind"] in WATERS or self.faces[right]["kind"] in WATERS
            ]
            self.trees[column, row] = shapely.STRtree(shores)
        return self.trees[column, row]


def segments_of(parts):
    """(starts, ends, left faces, right faces) of all segments of a tile."""
    starts = numpy.concatenate([positions[:-1] for *_, positions in parts])
    ends = numpy.concatenate([positions[1:] for *_, positions in parts])
    counts = [len(positions) - 1 for *_, positions in parts]
    left = numpy.repeat([part[0] for part in parts], counts)
    right = numpy.repeat([part[1] for part in parts], counts)
    return starts, ends, left, right


def side_met(segments, x, y):
    """The face of a position: that beside the first segment on the way to the middle of the nearest one."""
    starts, ends, left, right = segments
    middles = (starts + ends) / 2
    at = numpy.array((x, y), dtype=float)
    way = middles[int(numpy.argmin(((middles - at) ** 2).sum(axis=1)))] - at
    steps = (ends - starts).astype(float)
    turned = way[0] * steps[:, 1] - way[1] * steps[:, 0]
    offset = starts - at
    with numpy.errstate(divide="ignore", invalid="ignore"):
        along = (offset[:, 0] * steps[:, 1] - offset[:, 1] * steps[:, 0]) / turned
        across = (offset[:, 0] * way[1] - offset[:, 1] * way[0]) / turned
    met = numpy.flatnonzero((turned != 0) & (along >= 0) & (across >= 0) & (across <= 1))
    first = met[int(numpy.argmin(along[met]))]
    (x0, y0), (x1, y1) = starts[first], ends[first]
    is_left = (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) > 0
    return int(left[first] if is_left else right[first])
