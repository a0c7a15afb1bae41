"""geodata/bathymetry.geojson: the sea by depth, in five steps, from the grid of 6 minutes of ETOPO1.

In:  ETOPO1_0.1.grd (ETOPO1 Bedrock resampled to 0.1°, as pybacktrack packs it), the land of shoreline.py.
Out: an area a step, the shallow first: `min_depth` in metres, `max_depth` where the next step begins (the last has none).
     Each area holds the deeper ones, so that each isobath is there once and no seam shows between two steps.

The grid ends where ETOPO1 says land; the areas run on under the land by REACH, so that any shoreline may be drawn over
them. Depths of the Caspian are below its own level. For tints at small scales: no soundings, and nothing to sail by.
"""

import contourpy
import h5py
import numpy
import shapely
from scipy import ndimage

import geojson
import shoreline
from fetch import described, member
from window import BOX, EAST, EXTENT, NORTH, SOUTH, WEST

PACKAGE, MEMBER = "pybacktrack", "ETOPO1_0.1.grd"

STEPS = [0, 50, 200, 1000, 2000]  # metres
STEP, FINE = 0.1, 0.025  # degrees: the grid, and what it is resampled to by cubic splines
MARGIN = 1.0  # degrees beyond the window, so that its edge is smoothed like the rest
SMOOTHING = 0.054  # degrees of latitude, 6 km: .9 mm at 1 : 6.6 million
HIGHEST = 60.0  # metres: land no higher than this, or mountains at a coast would push the isobaths out to sea
CASPIAN_LEVEL = -28.0  # metres
CASPIAN_REACH = 1.0  # degrees round the Caspian where that is the level; no other sea is so near
REACH = 0.08  # degrees of land that the areas run under
SMALLEST = 0.027  # square degrees, about 260 km²: two cells of the grid, 6 mm² at 1 : 6.6 million
TOLERANCE = 0.004  # degrees
DECIMALS = 3


def main(cache, out):
    """Writes the steps of depth."""
    geojson.write(out / "bathymetry.geojson", features(cache), DECIMALS)


def catalogue_entries():
    """The entry of geodata/catalogue.toml."""
    return [
        {
            "file": "bathymetry.geojson",
            "reach": EXTENT,
            "title": "Depth of water",
            "what": "the sea and the Caspian by depth: areas deeper than 0, 50, 200, 1000 and 2000 m, each holding the "
            "deeper ones, smoothed from a grid of 6 minutes (11 km); runs under the land; not for navigation",
            "licence": "LGPL-3.0-or-later",
            "vintage": "ETOPO1 Bedrock (2009)",
            "source": f"{described(PACKAGE, MEMBER)} (public domain); extent: {described(shoreline.PACKAGE, 'gshhs_f.dat')}",
            "credit": "Depths: ETOPO1, NOAA",
        }
    ]


def features(cache):
    """The areas, the shallow first."""
    land = shoreline.land(cache)
    lons, lats, heights = grid(cache)
    heights = smoothed(heights - level(cache, lons, lats))
    lons, lats = fine(lons), fine(lats)
    near = shapely.intersection(BOX, shapely.buffer(shapely.difference(BOX, shapely.union_all(land)), REACH))
    near = shapely.simplify(near, REACH / 4)
    found = []
    holder = near
    for number, depth in enumerate(STEPS):
        area = near if depth == 0 else shapely.intersection(deeper(lons, lats, heights, depth), holder)
        area = tidy(area, holder)
        deepest = STEPS[number + 1] if number + 1 < len(STEPS) else None
        found.append(geojson.feature(area, id=f"depth-{depth}", min_depth=depth, max_depth=deepest))
        holder = area
    return found


def grid(cache):
    """Longitudes, latitudes and heights in metres of the window with its margin."""
    with h5py.File(member(cache, PACKAGE, MEMBER)) as file:
        lons, lats, heights = file["lon"][:], file["lat"][:], file["z"]
        columns = numpy.flatnonzero((lons > WEST - MARGIN - STEP / 2) & (lons < EAST + MARGIN + STEP / 2))
        rows = numpy.flatnonzero((lats > SOUTH - MARGIN - STEP / 2) & (lats < NORTH + MARGIN + STEP / 2))
        cut = heights[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return lons[columns], lats[rows], cut.astype(float)


def level(cache, lons, lats):
    """The height of the water's surface at each cell: that of the Caspian round the Caspian, else 0."""
    line = next(shore.line for shore in shoreline.shores(cache) if shore.ring == shoreline.CASPIAN)
    reach = shapely.buffer(shapely.Polygon(line), CASPIAN_REACH)
    shapely.prepare(reach)
    return numpy.where(shapely.contains_xy(reach, *numpy.meshgrid(lons, lats)), CASPIAN_LEVEL, 0.0)


def fine(axis):
    """The positions of the resampled grid along an axis."""
    count = round((axis[-1] - axis[0]) / FINE) + 1
    return numpy.linspace(axis[0], axis[-1], count)


def smoothed(heights):
    """Heights on the fine grid, without what a grid of 11 km cannot know."""
    factor = STEP / FINE
    shape = [round((count - 1) * factor) + 1 for count in heights.shape]
    rows, columns = numpy.meshgrid(*(numpy.arange(count) / factor for count in shape), indexing="ij")
    resampled = ndimage.map_coordinates(numpy.minimum(heights, HIGHEST), [rows, columns], order=3, mode="nearest")
    return ndimage.gaussian_filter(resampled, SMOOTHING / FINE, mode="nearest")


def deeper(lons, lats, heights, depth):
    """Where the water is deeper than this."""
    contours = contourpy.contour_generator(lons, lats, -heights, fill_type=contourpy.FillType.OuterOffset)
    rings, offsets = contours.filled(depth, numpy.inf)
    areas = []
    for points, ends in zip(rings, offsets, strict=True):
        parts = [points[start:end] for start, end in zip(ends[:-1], ends[1:], strict=True)]
        areas.append(shapely.Polygon(parts[0], parts[1:]))
    return shapely.union_all(shapely.make_valid(areas))


def tidy(area, holder):
    """The area simplified, without small parts and small holes, on the grid of the file, inside `holder`."""
    area = shapely.set_precision(shapely.simplify(area, TOLERANCE), 10.0**-DECIMALS)
    area = shapely.set_precision(shapely.intersection(area, holder), 10.0**-DECIMALS)
    kept = [filled(part) for part in shapely.get_parts(area) if part.geom_type == "Polygon" and part.area >= SMALLEST]
    return shapely.MultiPolygon(kept)


def filled(part):
    """The polygon without small holes."""
    holes = [hole for hole in part.interiors if shapely.Polygon(hole).area >= SMALLEST]
    return shapely.Polygon(part.exterior, holes)
