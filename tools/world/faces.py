"""The land of the earth divided among units, and those among first-level units.

In:  land.py, the units of natural.py, overrides. Out: `Piece`s: polygons that share every vertex along their edges.

A polygon of more than DIVISIBLE km² in which two units have a share is divided along the lines between units, tied to its
shore (division.py); any other is one unit's: that which an entry of an overrides table names, which covers most of it,
or else which is nearest on the sphere, unless country-coder has it with another entity: then that one's nearest unit.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache as remember

import numpy
import shapely
from scipy.spatial import cKDTree

import earth
from world import country_coder, division, land, natural, overrides, regions, rings

BORDER_TOLERANCE = 0.0004  # degrees; the borders of Natural Earth are 1 : 10 million, this loses nothing seen

# Units whose neighbours in Natural Earth 5 have other vertices along the common line.
OUTLINES = ("BIR-TAWIL",)

# How far short of the shore a border of Natural Earth may stop, in degrees: 6 km, at deltas and in bays.
SHORE_GAP = 0.06

# How far beside a border the lines of first-level units end, in degrees: their vintage is another.
REGION_GAP = 0.03

DIVISIBLE = 30.0  # km²; smaller islands belong to one unit whatever line is drawn across them

# Square degrees, about 0.005 km²: faces this small are left where a border and a shore run along each other.
CRUMB = 5e-7

# Degrees between the points by which the nearest unit is found, and of the cells into which large areas are cut.
SPACING, CELL = 0.01, 3.0

# Degrees within which an area is at the end of a boundary: lines are simplified.
BESIDE = 0.001

# Faces of more positions are measured against the units in a simplified form.
MANY, ROUGHLY = 3000, 0.005


@dataclass(frozen=True)
class Piece:
    """One polygon of land of one unit; `reason`: how it got it."""

    unit: str
    polygon: shapely.Polygon
    ring: int  # of GSHHG: the outer edge of the land that it is of
    water: str
    reason: str
    admin1: str = ""


@remember
def pieces(cache):
    """All land, by unit."""
    areas = natural.areas(cache)
    claims = Claims(areas)
    everything = land.land(cache)
    polygons = numpy.array([item.polygon for item in everything])
    named = overrides.owners(polygons)
    hits = claims.hits(polygons)
    lines = division.thinned(division.shared_lines(areas, OUTLINES), BORDER_TOLERANCE)
    lines = division.with_ends(lines, regions.ends(cache), REGION_GAP)
    result, far = [], []
    for index, item in enumerate(everything):
        units = hits.get(index, set())
        if index in named:
            result.append((index, named[index], item.polygon, "override"))
        elif item.ring == rings.ANTARCTICA:
            result.append((index, "ATA", item.polygon, "covers"))
        elif len(units) > 1 and earth.area(item.polygon) > DIVISIBLE:
            result += [(index, unit, face, "divided") for unit, face in divide(item.polygon, claims, lines, SHORE_GAP)]
        elif len(units) > 1:
            result.append((index, claims.owner(item.polygon), item.polygon, "covers most"))
        elif units:
            result.append((index, *units, item.polygon, "covers"))
        else:
            far.append(index)
    result += [
        (index, unit, everything[index].polygon, reason)
        for index, (unit, reason) in zip(far, islets(cache, polygons[far], claims))
    ]
    result.sort(key=lambda found: found[0])
    return tuple(
        Piece(unit, polygon, everything[index].ring, everything[index].water, reason)
        for index, unit, polygon, reason in result
    )


def islets(cache, polygons, claims):
    """(unit, reason) of islands that Natural Earth does not have: the nearest unit, unless the second source objects."""
    nearest = claims.nearest(polygons)
    seen = country_coder.entities(cache, shapely.get_coordinates(shapely.point_on_surface(polygons)))
    result = [(unit, "nearest") for unit in nearest]
    for index, unit in enumerate(nearest):
        if len(seen[index]) == 1 and not seen[index] & natural.entities(cache, unit):
            others = {other for other in natural.units(cache) if seen[index] <= natural.entities(cache, other, True)}
            if others:
                result[index] = (claims.nearest_of(polygons[index], others), "second source")
    return result


def divide(polygon, claims, lines, gap):
    """The (unit, face) pairs of a polygon."""
    bounds = division.Frame(polygon)
    near = [line for line in lines if bounds.polygon.intersects(line)]
    near = division.merged(near + drawn_on(bounds, near, claims, gap))
    anchored = division.anchor(bounds, near, gap) if near else []
    if not anchored:
        return [(claims.owner(polygon), polygon)]
    return without_crumbs([(claims.owner(face), face) for face in division.faces(bounds, anchored)])


def drawn_on(bounds, lines, claims, gap):
    """Lines from the ends of lines that stop farther than `gap` short of the frame, on land, to it."""
    degree = Counter(end for line in lines for end in (line.coords[0], line.coords[-1]))
    result = []
    for line in lines:
        for end, before in ((line.coords[0], line.coords[1]), (line.coords[-1], line.coords[-2])):
            if degree[end] > 1 or len(bounds.near(end, gap)) or not shapely.contains_xy(bounds.polygon, *end):
                continue
            areas = claims.beside(end)
            path = division.midway(end, before, areas, bounds) if len(areas) == 2 else None
            if path is None:
                print(f"  a boundary ends on land at {end}")
            else:
                result.append(path)
    return result


def without_crumbs(owned):
    """The (unit, face) pairs, each face below CRUMB given to the neighbour with which it shares the longest edge."""
    polygons = numpy.array([face for _, face in owned])
    small = numpy.flatnonzero(shapely.area(polygons) < CRUMB)
    tree = shapely.STRtree(polygons)
    result = list(owned)
    for index in small:
        near = [int(other) for other in tree.query(polygons[index], "intersects") if other not in small]
        shared = [(shapely.intersection(polygons[index], polygons[other].boundary).length, owned[other][0]) for other in near]
        if shared:
            result[index] = (max(shared)[1], polygons[index])
    return result


class Claims:
    """Areas of another source, each with a key, that say whose land is."""

    def __init__(self, areas):
        self.keys, self.cells = [], []
        points, owner = [], []
        for key, area in areas:
            for part in shapely.get_parts(area):
                cut = cells(part)
                self.cells += cut
                self.keys += [key] * len(cut)
                dense = shapely.get_coordinates(shapely.segmentize(part.boundary, SPACING))
                points.append(dense)
                owner += [key] * len(dense)
        self.tree = shapely.STRtree(self.cells)
        self.point_owner = numpy.array(owner)
        self.point_tree = cKDTree(on_sphere(numpy.concatenate(points)))

    def beside(self, point):
        """The cells of the two areas that meet at a point, each area's joined."""
        near = self.tree.query(shapely.Point(point), "dwithin", BESIDE)
        keys = Counter(self.keys[index] for index in near)
        wide = self.tree.query(shapely.Point(point), "dwithin", CELL / 2)
        touching = sorted(key for key in keys)
        return [shapely.union_all([self.cells[i] for i in wide if self.keys[i] == key]) for key in touching]

    def hits(self, polygons):
        """Index of a polygon to the keys of the areas that it meets."""
        result = {}
        for index, cell in self.tree.query(polygons, predicate="intersects").T:
            result.setdefault(int(index), set()).add(self.keys[cell])
        return result

    def owner(self, face):
        """Key of the area that covers most of the face, or else of the nearest."""
        shares = self.shares(face)
        if shares:
            return max(sorted(shares), key=shares.get)
        return self.nearest(numpy.array([face]))[0]

    def shares(self, face):
        """Area of the face under each key."""
        if shapely.get_num_coordinates(face) > MANY:
            face = face.simplify(ROUGHLY).buffer(0)
        result = Counter()
        indices = numpy.sort(self.tree.query(face, predicate="intersects"))
        # What covers a cell of the face whole needs no overlay.
        shapely.prepare(face)
        for index in indices:
            cell = self.cells[index]
            result[self.keys[index]] += cell.area if face.contains(cell) else cell.intersection(face).area
        return {key: area for key, area in result.items() if area > 0}

    def nearest(self, polygons):
        """Keys of the areas nearest to polygons, by the distance between their vertices on the sphere."""
        if len(polygons) == 0:
            return []
        positions, index = shapely.get_coordinates(polygons, return_index=True)
        distance, point = self.point_tree.query(on_sphere(positions))
        order = numpy.lexsort((point, distance, index))
        _, first = numpy.unique(index[order], return_index=True)
        return self.point_owner[point[order][first]].tolist()

    def nearest_of(self, polygon, keys):
        """Key of the nearest among some areas."""
        points = numpy.flatnonzero(numpy.isin(self.point_owner, sorted(keys)))
        tree = cKDTree(self.point_tree.data[points])
        distance, point = tree.query(on_sphere(shapely.get_coordinates(polygon)))
        return str(self.point_owner[points[point[int(numpy.argmin(distance))]]])


def cells(part):
    """A polygon cut into cells of CELL degrees where it is large."""
    west, south, east, north = part.bounds
    if max(east - west, north - south) <= CELL:
        return [part]
    result = []
    shapely.prepare(part)
    for x in numpy.arange(numpy.floor(west / CELL), numpy.ceil(east / CELL)) * CELL:
        strip = shapely.clip_by_rect(part, x, south - 1, x + CELL, north + 1)
        for y in numpy.arange(numpy.floor(south / CELL), numpy.ceil(north / CELL)) * CELL:
            cell = shapely.clip_by_rect(strip, x, y, x + CELL, y + CELL)
            result += [piece for piece in shapely.get_parts(cell) if piece.area > 0]
    return result


def on_sphere(positions):
    """Unit vectors of lon/lat positions in degrees."""
    lon, lat = numpy.radians(positions).T
    return numpy.column_stack((numpy.cos(lat) * numpy.cos(lon), numpy.cos(lat) * numpy.sin(lon), numpy.sin(lat)))
