"""geodata/world-bathymetry.geojson: the sea of the whole earth by depth, coarser than bathymetry.geojson has it.

In:  ETOPO1_0.1.grd (ETOPO1 Bedrock resampled to 0.1°), Natural Earth's countries (what is land).
Out: an area a step, the shallow first, with `min_depth` and `max_depth` in metres, each holding the deeper ones, as
     bathymetry.geojson has them; cut at 180°, simplified for 1 : 10 million and smaller.

The areas run on under the land by REACH cells, so that any shoreline may be drawn over them; farther inland, and under
the ice of Antarctica, what lies below the sea's level is land. Depths of the Caspian are below its own level.
For tints: no soundings, and nothing to sail by.
"""

import h5py
import numpy
import shapely
from PIL import Image, ImageDraw
from scipy import ndimage

import bathymetry
import geojson
import natural_earth
from fetch import described, member
from world import natural
from world.towns import EXTENT

STEPS = [0, 200, 1000, 2000, 4000, 6000]  # metres
STEP = 0.1  # degrees: the grid
SMOOTHING = 1.2  # cells: 13 km, 1.3 mm at 1 : 10 million
REACH = 2  # cells of land that the areas run under
CASPIAN = (46.0, 36.0, 55.5, 48.0)  # west, south, east, north of where the water's level is that of the Caspian
TOLERANCE = 0.03  # degrees: 3.3 km, a third of a millimetre at 1 : 10 million
SMALLEST = 0.25  # square degrees: some 3,000 km² at the equator
DECIMALS = 2
EARTH = shapely.box(*EXTENT)


def main(cache, out):
    """Writes the steps of depth."""
    geojson.write(out / "world-bathymetry.geojson", features(cache), DECIMALS)


def catalogue_entries():
    """The entry of geodata/catalogue.toml."""
    depths = ", ".join(map(str, STEPS[:-1]))
    return [
        {
            "file": "world-bathymetry.geojson",
            "reach": EXTENT,
            "title": "Depth of water of the earth",
            "what": f"the sea and the Caspian by depth: areas deeper than {depths} and {STEPS[-1]} m, each holding the "
            "deeper ones, smoothed from a grid of 6 minutes (11 km); runs under the land; not for navigation",
            "licence": "LicenseRef-public-domain",
            "vintage": "ETOPO1 Bedrock (2009)",
            "source": f"{described(bathymetry.PACKAGE, bathymetry.MEMBER)} (public domain); "
            f"extent: {described(natural_earth.PACKAGE, 'ne_10m_admin_0_countries')}",
            "credit": "Depths: ETOPO1, NOAA",
        }
    ]


def features(cache):
    """The areas, the shallow first."""
    lons, lats, heights = grid(cache)
    sea = ndimage.binary_dilation(~land(cache, heights.shape), iterations=REACH)
    heights = numpy.where(sea, numpy.minimum(heights, bathymetry.HIGHEST), bathymetry.HIGHEST)
    heights[caspian(lons, lats)] -= bathymetry.CASPIAN_LEVEL
    smooth = ndimage.gaussian_filter(heights, SMOOTHING, mode=("nearest", "wrap"))
    found, holder = [], EARTH
    for number, depth in enumerate(STEPS):
        field = ndimage.gaussian_filter(numpy.where(sea, -1.0, 1.0), 0.5, mode=("nearest", "wrap")) if depth == 0 else smooth
        area = tidy(bathymetry.deeper(lons, lats, field, depth), holder)
        if not area.is_valid or area.bounds[0] < -180 or area.bounds[2] > 180:
            raise SystemExit(f"error: the area deeper than {depth} m is not valid or not on the earth")
        deepest = STEPS[number + 1] if number + 1 < len(STEPS) else None
        found.append(geojson.feature(area, id=f"depth-{depth}", min_depth=depth, max_depth=deepest))
        holder = area
    return found


def grid(cache):
    """Longitudes from -180 to 180, latitudes and heights in metres of the whole earth."""
    with h5py.File(member(cache, bathymetry.PACKAGE, bathymetry.MEMBER)) as file:
        lats, heights = file["lat"][:], file["z"][:].astype(float)
    half = (heights.shape[1] - 1) // 2
    turned = numpy.hstack((heights[:, half:-1], heights[:, : half + 1]))
    return numpy.round(numpy.linspace(-180, 180, heights.shape[1]), 1), numpy.round(lats, 1), turned


def land(cache, shape):
    """Whether a cell of the grid is Natural Earth's land."""
    image = Image.new("1", (shape[1], shape[0]))
    draw = ImageDraw.Draw(image)
    path = member(cache, natural_earth.PACKAGE, "ne_10m_admin_0_countries.shp")
    parts = [part for area, _ in natural.read_shapefile(path) for part in shapely.get_parts(area)]
    for part in parts:
        draw.polygon(cells(part.exterior), fill=1)
        for hole in part.interiors:
            draw.polygon(cells(hole), fill=0)
    # A hole of one country is mostly another's land, which may have been drawn before it.
    for part in parts:
        if not part.interiors:
            draw.polygon(cells(part.exterior), fill=1)
    return numpy.array(image)


def cells(ring):
    """The positions of a ring on the grid."""
    positions = (shapely.get_coordinates(ring) + (180, 90)) / STEP
    return [tuple(position) for position in positions.tolist()]


def caspian(lons, lats):
    """The cells round the Caspian."""
    west, south, east, north = CASPIAN
    return numpy.ix_((lats >= south) & (lats <= north), (lons >= west) & (lons <= east))


def tidy(area, holder):
    """The area simplified, without small parts and small holes, on the grid of the file, inside `holder`."""
    area = without_small(area)
    area = shapely.set_precision(shapely.simplify(area, TOLERANCE), 10.0**-DECIMALS)
    area = shapely.set_precision(shapely.intersection(area, holder), 10.0**-DECIMALS)
    return without_small(area)


def without_small(area):
    """The polygons of an area that can be seen, without holes that cannot."""
    parts = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon" and part.area >= SMALLEST]
    return shapely.MultiPolygon([filled(part) for part in parts])


def filled(part):
    """The polygon without small holes."""
    return shapely.Polygon(part.exterior, [hole for hole in part.interiors if shapely.Polygon(hole).area >= SMALLEST])
