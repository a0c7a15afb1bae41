"""The plane in which the earth is computed: longitudes from SEAM to SEAM + 360, so that no land but Antarctica is cut.

The meridian runs through the Bering Strait: Eurasia reaches it from the west, America begins east of it. A ring lies
where its middle does, and may reach beyond the seam. Positions are degrees on a grid of 10^-FINE_DECIMALS.
"""

import numpy
import shapely

SEAM = -169.0
TURN = 360.0

# 0.0001° is 11 m: a fifth of what the shores are simplified by. What would collapse or touch gets FINE_DECIMALS.
DECIMALS, FINE_DECIMALS = 4, 5

UNITS_PER_DEGREE = 10**FINE_DECIMALS


def turns_to(west, east):
    """Degrees (0 or a whole turn) by which what spans `west` to `east` must be moved to lie in the frame."""
    return -TURN * numpy.floor(((numpy.asarray(west) + east) / 2 - SEAM) / TURN)


def placed(geometry):
    """The geometry moved by whole turns, each polygon of it by its own middle."""
    parts = shapely.get_parts(geometry)
    west, _, east, _ = shapely.bounds(parts).T
    moved = [shift(part, turn) if turn else part for part, turn in zip(parts, turns_to(west, east))]
    return shapely.MultiPolygon(moved)


def shift(geometry, degrees):
    """The geometry moved east; positions stay on the grid."""
    return shapely.transform(geometry, lambda positions: positions + (degrees, 0.0))


def units(positions):
    """Positions in degrees as whole numbers of the grid."""
    return numpy.rint(numpy.asarray(positions) * UNITS_PER_DEGREE).astype(numpy.int64)


def degrees(whole):
    """Whole numbers of the grid as positions in degrees, the nearest numbers that there are."""
    return numpy.asarray(whole) / UNITS_PER_DEGREE


def narrowing(latitude):
    """By how much a degree of longitude is shorter than one of latitude."""
    return numpy.maximum(numpy.cos(numpy.radians(latitude)), 1e-6)
