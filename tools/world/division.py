"""Cuts land along lines, so that neighbours share every vertex and land keeps the vertices it had.

In:  polygons (their rings are the frame, which must not change) and lines from another source that meet it only roughly.
Out: faces, each bounded by vertices of the frame and of the lines alone.
Rule: where a line crosses the frame it ends at the nearest frame vertex in sight; where it stops short, it is drawn on
to it. The rule is partition.py's, on polygons of a million vertices: each line meets only the frame near it.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy
import shapely
from scipy.spatial import cKDTree
from shapely.ops import linemerge, polygonize

from world.crossings import cut_to_pieces
from world.frame import DECIMALS, narrowing

# Degrees: what is this near to the frame is on it.
ALONG = 1e-9

# Where two neighbours in Natural Earth 5 differ by a vertex, so that their common line has a gap: in Tierra del Fuego.
GAPS = ((-68.642, -54.791),)

# Degrees of latitude that a line is drawn on at a time, midway between two areas, and how often.
STEP, STEPS = 0.02, 60

# How far the faces' area may be off that of what they are faces of.
COVERED = 1e-9

# Degrees along a line within which a vertex serves for one that is asked for.
VERTEX_AT_HAND = 0.004

# Rounds of cutting and tying: a tied end may graze the frame once more.
ROUNDS = 8

# Degrees within which a frame vertex in sight is looked for before the nearest is taken, in sight or not.
SIGHT = 0.02
MOST_IN_SIGHT = 200


def shared_lines(areas, outlines=()):
    """Maximal lines along which two of the (key, area) areas touch; neighbours must have the same vertices.

    `outlines`: keys of areas of which all edges are wanted, since their neighbours' vertices differ.
    """
    segments, owner = [], []
    for index, (_, area) in enumerate(areas):
        for ring in shapely.get_rings(shapely.get_parts(area)):
            positions = shapely.get_coordinates(ring)
            segments.append(numpy.hstack((positions[:-1], positions[1:])))
            owner.append(numpy.full(len(positions) - 1, index))
    segments, owner = numpy.concatenate(segments), numpy.concatenate(owner)
    turned = (segments[:, 0] > segments[:, 2]) | ((segments[:, 0] == segments[:, 2]) & (segments[:, 1] > segments[:, 3]))
    segments[turned] = segments[turned][:, [2, 3, 0, 1]]
    unique, inverse = numpy.unique(segments, axis=0, return_inverse=True)
    inverse = inverse.ravel()
    least, most = numpy.full(len(unique), len(areas)), numpy.full(len(unique), -1)
    numpy.minimum.at(least, inverse, owner)
    numpy.maximum.at(most, inverse, owner)
    alone = {index for index, (key, _) in enumerate(areas) if key in outlines}
    shared = unique[(least < most) | numpy.isin(least, sorted(alone))]
    return bridged(merged(list(shapely.linestrings(shared.reshape(-1, 2, 2)))))


def bridged(lines):
    """The lines, and a straight one between the two loose ends at each of GAPS."""
    degree = Counter(end for line in lines for end in (line.coords[0], line.coords[-1]))
    loose = sorted(end for end, count in degree.items() if count == 1)
    bridges = []
    for gap in GAPS:
        near = sorted(loose, key=lambda end: (end[0] - gap[0]) ** 2 + (end[1] - gap[1]) ** 2)[:2]
        if near and shapely.LineString(near).distance(shapely.Point(gap)) < SIGHT:
            bridges.append(shapely.LineString(near))
    return merged(lines + bridges)


def merged(lines):
    """Maximal lines, in a fixed order."""
    parts = [part for part in shapely.get_parts(lines) if part.geom_type == "LineString" and part.length]
    if not parts:
        return []
    return sorted(shapely.get_parts(linemerge(parts)), key=lambda line: list(line.coords))


def midway(end, before, areas, frame):
    """A line from a loose end to the frame, as far from the one of two areas as from the other all the way.

    So a boundary that ends at the mouth that a source gives to a river runs on to the mouth that the frame gives it.
    `before`: the position before the end.
    """
    path = [before, end]
    angles = numpy.radians(numpy.arange(-100.0, 101.0, 4.0))
    for _ in range(STEPS):
        (x0, y0), (x, y) = path[-2:]
        stretch = float(narrowing(y))
        course = numpy.arctan2(y - y0, (x - x0) * stretch)
        found = numpy.column_stack((x + STEP / stretch * numpy.cos(course + angles), y + STEP * numpy.sin(course + angles)))
        points = shapely.points(found)
        one, other = (shapely.distance(area, points) for area in areas)
        # In the water between the two the nearer must be as far as can be; on land of both there is no way.
        best = int(numpy.argmin(numpy.abs(one - other) - 0.5 * numpy.minimum(one, other)))
        if len(path) == 2 and max(one[best], other[best]) == 0:
            return None
        path.append(tuple(numpy.round(found[best], DECIMALS).tolist()))
        near = frame.near(path[-1], STEP)
        if len(near):
            return shapely.LineString([*path[1:], tuple(near[0].tolist())])
    return None


def thinned(lines, tolerance):
    """The lines on the grid, noded and simplified without new crossings."""
    noded = shapely.unary_union(shapely.set_precision(shapely.MultiLineString(lines), 10.0**-DECIMALS))
    return merged([shapely.simplify(shapely.MultiLineString(merged([noded])), tolerance, preserve_topology=True)])


def with_ends(lines, ends, reach):
    """The lines with a vertex wherever one of the positions lies beside them, so that what ends there can be tied.

    `reach`: how far beside, in degrees.
    """
    tree = shapely.STRtree(shapely.points(ends))
    result = []
    for line in lines:
        positions = shapely.get_coordinates(line)
        along = numpy.append(0.0, numpy.cumsum(numpy.hypot(*numpy.diff(positions, axis=0).T)))
        added = []
        for index in sorted(tree.query(line, "dwithin", reach)):
            at = line.project(tree.geometries[index])
            place = numpy.round(shapely.get_coordinates(line.interpolate(at))[0], DECIMALS)
            if numpy.abs(along - at).min() > VERTEX_AT_HAND and all(abs(at - other) > VERTEX_AT_HAND for other, _ in added):
                added.append((at, place))
        stations = numpy.append(along, [at for at, _ in added])
        together = numpy.vstack([positions, *[place for _, place in added]])
        result.append(shapely.LineString(together[numpy.argsort(stations, kind="stable")]))
    return result


class Frame:
    """The rings of a polygon, with finders of what of them is near."""

    def __init__(self, polygon):
        self.polygon = polygon
        shapely.prepare(polygon)
        self.rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(polygon)]
        _, _, _, self.pieces = cut_to_pieces(self.rings)
        self.piece_tree = shapely.STRtree(self.pieces)
        self.positions = numpy.unique(numpy.concatenate(self.rings), axis=0)
        self.known = set(map(tuple, self.positions.tolist()))
        self.vertex_tree = cKDTree(self.positions)

    def near(self, positions, distance):
        """Frame vertices within `distance` degrees of latitude, nearest first by the true distance."""
        stretch = float(narrowing(positions[1]))
        found = self.vertex_tree.query_ball_point(positions, distance / stretch)
        if not found:
            return numpy.empty((0, 2))
        near = self.positions[sorted(found)]
        away = numpy.hypot((near[:, 0] - positions[0]) * stretch, near[:, 1] - positions[1])
        order = numpy.argsort(away, kind="stable")[:MOST_IN_SIGHT]
        return near[order[away[order] <= distance]]

    def in_sight(self, position, source):
        """The frame vertex nearest to a position that a straight line over the land joins to `source`, or None."""
        for vertex in map(tuple, self.near(position, SIGHT).tolist()):
            if vertex != source and self.polygon.covers(shapely.LineString((source, vertex))):
                return vertex
        return None

    def nearest(self, position, source):
        """The frame vertex nearest to a position, in sight of `source` or not."""
        reach = SIGHT
        while True:
            near = [vertex for vertex in map(tuple, self.near(position, reach).tolist()) if vertex != source]
            if near:
                return near[0]
            reach *= 4

    def cut(self, line):
        """(positions, inside) of a line with its crossings of the frame among the positions; whether each gap is land."""
        positions = shapely.get_coordinates(line)
        segments = shapely.linestrings(numpy.stack((positions[:-1], positions[1:]), axis=1))
        which, pieces = self.piece_tree.query(segments, predicate="intersects")
        hits = defaultdict(list)
        common = shapely.intersection(segments[which], self.pieces[pieces])
        for segment, geometry in zip(which, common):
            hits[segment] += shapely.get_coordinates(geometry).tolist()
        result = []
        for index, start in enumerate(positions[:-1]):
            result.append(tuple(start.tolist()))
            if index in hits:
                along = sorted(
                    (float(numpy.hypot(x - start[0], y - start[1])), (x, y)) for x, y in map(tuple, hits[index])
                )
                ends = (tuple(start.tolist()), tuple(positions[index + 1].tolist()))
                result += [point for _, point in along if point not in ends]
        result.append(tuple(positions[-1].tolist()))
        result = [point for i, point in enumerate(result) if i == 0 or point != result[i - 1]]
        array = numpy.array(result)
        middles = (array[:-1] + array[1:]) / 2
        return result, shapely.contains_xy(self.polygon, middles[:, 0], middles[:, 1]) & ~self.along(middles)

    def along(self, middles):
        """Whether each position lies on the frame itself: a line that runs along it does not run over land."""
        result = numpy.zeros(len(middles), bool)
        near, _ = self.piece_tree.query(shapely.points(middles), "dwithin", ALONG)
        result[near] = True
        return result


def anchor(frame, lines, reach):
    """The parts of the lines within the frame's polygon, every end on a frame vertex or on another line.

    An end that stops more than `reach` degrees short of the frame is left as it is: it will bound no face.
    """
    vertices = set(map(tuple, shapely.get_coordinates(lines).tolist()))
    for _ in range(ROUNDS):
        runs = [run for line in lines for run in within(frame, line, vertices)]
        degree = Counter(run.positions[side] for run in runs for side in (0, -1))
        ready = [tied(frame, run, degree, reach) for run in runs]
        lines = [shapely.LineString(piece) for piece in dict.fromkeys(map(undirected, filter(None, ready)))]
        loose = [line for line in lines if not settled(frame, line, vertices)]
        if not loose:
            return noded(lines)
    raise SystemExit(f"error: lines still cross the frame near {loose[0].bounds}")


def undirected(piece):
    """The positions of a piece in the one order of the two that comes first."""
    return min(tuple(piece), tuple(piece[::-1]))


@dataclass(frozen=True)
class Run:
    """A part of a line that lies on land; `crosses`: whether its first and its last position are where it leaves it."""

    positions: list
    crosses: tuple


def within(frame, line, vertices):
    """The runs of a line that lie on land; they end at crossings, and at frame vertices that the line goes through."""
    positions, inside = frame.cut(line)
    runs, start = [], None
    for index, land in enumerate(inside):
        if land and start is None:
            start = index
        through = positions[index + 1] in frame.known or positions[index + 1] not in vertices
        if start is not None and (not land or through or index + 1 == len(inside)):
            stop = index + 1 if land else index
            if stop > start:
                runs.append(Run(positions[start : stop + 1], (start > 0, stop + 1 < len(positions))))
            start = None
    return runs


def settled(frame, line, vertices):
    """Whether a line meets the frame at frame vertices alone, and runs over land alone."""
    positions, inside = frame.cut(line)
    fresh = [position for position in positions if position not in vertices and position not in frame.known]
    on_way = [position for position in positions[1:-1] if position in frame.known]
    return not fresh and not on_way and bool(inside.all())


def tied(frame, run, degree, reach):
    """The positions of a run with its two ends tied to the frame; None when nothing is left of it."""
    positions = list(run.positions)
    for side, crosses in zip((0, -1), run.crosses):
        end, beside = positions[side], 1 if side == 0 else -2
        if end in frame.known or (not crosses and degree[end] > 1):
            continue
        if crosses:
            # From where no vertex of the frame is in sight the line cannot come to it: it comes from the position before.
            target = frame.in_sight(end, positions[beside])
            while target is None and len(positions) > 2:
                del positions[beside]
                target = frame.in_sight(end, positions[beside])
            positions[side] = target or frame.nearest(end, positions[beside])
            continue
        target = frame.in_sight(end, end) or frame.nearest(end, end)
        if numpy.hypot((end[0] - target[0]) * float(narrowing(end[1])), end[1] - target[1]) <= reach:
            positions.insert(0 if side == 0 else len(positions), target)
    distinct = [position for i, position in enumerate(positions) if i == 0 or position != positions[i - 1]]
    if len(distinct) < 2 or (len(distinct) == 3 and distinct[0] == distinct[2]):
        return None
    return distinct


def noded(lines):
    """The lines cut where they meet each other: tied ends may lie along one another."""
    if len(lines) < 2:
        return lines
    return merged([shapely.unary_union(lines)])


def faces(frame, lines):
    """The polygons into which anchored lines cut the frame's polygon."""
    edges = [edge for line in lines for edge in split_line(line, frame.known)]
    ends = {end for line in edges for end in (line.coords[0], line.coords[-1])}
    for ring in frame.rings:
        edges += split_ring(ring, ends)
    found = [face for face in polygonize(edges) if within_polygon(frame.polygon, face)]
    covered = sum(face.area for face in found) / frame.polygon.area
    if abs(covered - 1) > COVERED:
        raise SystemExit(f"error: faces cover {covered:.6f} of the land near {frame.polygon.bounds}")
    return found


def split_line(line, known):
    """The lines of a line between those of its vertices that are known ones."""
    positions = list(line.coords)
    stops = [0, *[i for i in range(1, len(positions) - 1) if positions[i] in known], len(positions) - 1]
    return [shapely.LineString(positions[a : b + 1]) for a, b in zip(stops, stops[1:])]


def within_polygon(polygon, face):
    """Whether a face is land, not one of the polygon's holes."""
    point = face.representative_point()
    return bool(shapely.contains_xy(polygon, point.x, point.y))


def split_ring(ring, ends):
    """The lines of a ring between those of its vertices that are ends of other lines."""
    at = [index for index, position in enumerate(map(tuple, ring[:-1].tolist())) if position in ends]
    if not at:
        return [shapely.LineString(ring)]
    turned = numpy.concatenate((ring[at[0] : -1], ring[: at[0] + 1]))
    stops = [index - at[0] for index in at] + [len(turned) - 1]
    return [shapely.LineString(turned[a : b + 1]) for a, b in zip(stops, stops[1:])]
