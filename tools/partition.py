"""Cuts land along lines, so that neighbours share every vertex and land keeps the vertices it had.

In:  a frame (shores, borders: lines that bound land and must not change) and lines from another source that meet it
     only roughly. Out: faces, each bounded by vertices of the frame and of the lines alone.
Rule: where a line crosses the frame it ends at the nearest frame vertex; where it stops short, it is drawn on to it.
"""

from collections import Counter, defaultdict

import numpy
import shapely
from shapely.ops import linemerge, polygonize

from window import BOX, DECIMALS, narrowed, on_edge

# Rounds of clipping and anchoring: an anchored end may graze the frame once more.
ROUNDS = 6

# Square degrees, about 0.005 km²: faces this small are left where a border and a shore run along each other.
CRUMB = 5e-7

# Degrees within which a frame vertex in sight is looked for before the nearest is taken, in sight or not.
SIGHT = 0.02


def divide(polygons, areas, tolerance, reach, least):
    """The (key, polygon) faces of land polygons, divided among the (key, area) areas of a rougher source.

    `tolerance`: by how much the areas' lines are simplified; `reach`: how far short of the shore they may stop, both
    in degrees; `least`: land of fewer square degrees is not divided.
    """
    claims = Claims(areas)
    whole, divided = [], []
    for polygon in polygons:
        (divided if polygon.area > least and len(claims.shares(polygon)) > 1 else whole).append(polygon)
    result = [(claims.owner(polygon), polygon) for polygon in whole]
    if divided:
        frame = Frame([ring for polygon in divided for ring in shapely.get_rings(polygon)])
        land = shapely.MultiPolygon(divided)
        lines = thinned([line for _, line in shared_lines(areas)], tolerance)
        pieces = anchor(frame, land, lines, reach)
        result += without_crumbs([(claims.owner(face), face) for face in faces(frame, land, pieces)])
    return result


def without_crumbs(owned):
    """The (key, face) pairs, each face below CRUMB given to the neighbour with which it shares the longest edge."""
    result = []
    for key, face in owned:
        if face.area < CRUMB:
            shared = [
                (face.intersection(other.boundary).length, neighbour)
                for neighbour, other in owned
                if other.area >= CRUMB and other.intersects(face)
            ]
            key = max(shared)[1]
        result.append((key, face))
    return result


def shared_lines(areas):
    """(pair of keys, line) for every line along which two of the (key, polygon) areas touch.

    Neighbours must have the same vertices. Lines end where the pair changes.
    """
    by_pair = defaultdict(list)
    for segment, keys in owners(areas).items():
        if len(keys) == 2:
            by_pair[tuple(sorted(keys))].append(shapely.LineString(segment))
    return [(pair, line) for pair in sorted(by_pair) for line in merged(by_pair[pair])]


def owners(areas):
    """Undirected segment to the keys of the (key, polygon) areas that it bounds."""
    result = defaultdict(set)
    for key, area in areas:
        for ring in shapely.get_rings(shapely.get_parts(area)):
            positions = [tuple(position) for position in shapely.get_coordinates(ring).tolist()]
            for a, b in zip(positions, positions[1:]):
                result[min(a, b), max(a, b)].add(key)
    return result


def merged(lines):
    """Maximal lines, in a fixed order."""
    joined = linemerge([part for part in shapely.get_parts(lines) if part.length])
    return sorted(shapely.get_parts(joined), key=lambda line: list(line.coords))


def joined(polygons):
    """The union of polygons that share vertices, as a MultiPolygon."""
    return shapely.MultiPolygon(shapely.get_parts(shapely.union_all(polygons)))


def thinned(lines, tolerance):
    """The lines within the window, on the grid, noded and simplified without new crossings."""
    inside = shapely.intersection(shapely.MultiLineString(lines), BOX)
    noded = shapely.unary_union(shapely.set_precision(inside, 10.0**-DECIMALS))
    together = shapely.MultiLineString(merged([noded]))
    return merged([shapely.simplify(together, tolerance, preserve_topology=True)])


class Frame:
    """The lines that bound the land to be cut, with a finder of their nearest vertex."""

    def __init__(self, lines):
        self.lines = list(lines)
        self.positions = numpy.unique(shapely.get_coordinates(self.lines), axis=0)
        self.known = {tuple(position) for position in self.positions.tolist()}
        self.tree = shapely.STRtree(narrowed(shapely.points(self.positions)))

    def nearest(self, position, land, source):
        """The frame vertex nearest to a position that a straight line over `land` joins to `source`."""
        point = narrowed(shapely.Point(position))
        near = self.tree.query(point, "dwithin", SIGHT)
        for index in sorted(near, key=lambda index: self.tree.geometries[index].distance(point)):
            vertex = tuple(self.positions[index].tolist())
            if vertex != source and land.covers(shapely.LineString((source, vertex))):
                return vertex
        return tuple(self.positions[self.tree.nearest(point)].tolist())


def anchor(frame, land, lines, reach):
    """The parts of the lines within the land, every end on a frame vertex, the window edge or another line.

    An end that stops more than `reach` degrees short of the frame is left as it is: it will bound no face.
    """
    vertices = {tuple(position) for position in shapely.get_coordinates(lines).tolist()}
    shapely.prepare(land)
    for _ in range(ROUNDS):
        inside = shapely.intersection(shapely.MultiLineString(lines), land)
        parts = [part for part in shapely.get_parts(inside) if part.geom_type == "LineString"]
        pieces = merged(parts)
        degree = Counter(end for piece in pieces for end in (piece.coords[0], piece.coords[-1]))
        lines = []
        for piece in pieces:
            line = tied(frame, land, piece, vertices, degree, reach)
            if line is not None:
                lines.append(line)
        noded = shapely.unary_union(frame.lines + lines)
        fresh = {tuple(position) for position in shapely.get_coordinates(noded).tolist()} - frame.known - vertices
        if all(on_edge(position) for position in fresh):
            return lines
    raise SystemExit(f"error: lines still cross the frame at {sorted(fresh)[:5]}")


def tied(frame, land, piece, vertices, degree, reach):
    """One piece with its two ends tied to the frame; None when nothing is left of it."""
    positions = list(piece.coords)
    for side in (0, -1):
        end = positions[side]
        if end in frame.known or on_edge(end):
            continue
        crossing = end not in vertices
        if not crossing and degree[end] > 1:
            continue
        beside = positions[1 if side == 0 else -2]
        target = frame.nearest(end, land, beside if crossing else end)
        if crossing:
            positions[side] = target
        elif shapely.Point(end).distance(shapely.Point(target)) <= reach:
            positions.insert(0 if side == 0 else len(positions), target)
    distinct = [position for i, position in enumerate(positions) if i == 0 or position != positions[i - 1]]
    return shapely.LineString(distinct) if len(distinct) > 1 else None


def faces(frame, land, lines):
    """The polygons into which anchored lines cut the land."""
    noded = shapely.unary_union(frame.lines + list(lines))
    shapely.prepare(land)
    return [face for face in polygonize(noded) if land.contains(face.representative_point())]


class Claims:
    """Areas of another source, each with a key, that say whose a face is."""

    def __init__(self, areas):
        self.parts = [(key, part) for key, area in areas for part in shapely.get_parts(area)]
        self.polygons = [part for _, part in self.parts]
        self.tree = shapely.STRtree(self.polygons)
        self.near = shapely.STRtree(narrowed(numpy.array(self.polygons)))

    def owner(self, face):
        """Key of the area that covers most of the face, or else of the nearest."""
        shares = self.shares(face)
        if shares:
            return max(sorted(shares), key=shares.get)
        return self.parts[self.near.nearest(narrowed(face))][0]

    def shares(self, face):
        """Area of the face under each key."""
        result = Counter()
        for index in sorted(self.tree.query(face, predicate="intersects")):
            key, part = self.parts[index]
            result[key] += part.intersection(face).area
        return {key: area for key, area in result.items() if area > 0}
