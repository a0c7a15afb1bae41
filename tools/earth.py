"""Areas on the WGS 84 ellipsoid, through the authalic latitude (Snyder 1987, Map Projections, eq. 3-11 and 3-12)."""

import numpy
import shapely

SEMI_MAJOR = 6378.137  # km
FLATTENING = 1 / 298.257223563
ECCENTRICITY = (FLATTENING * (2 - FLATTENING)) ** 0.5


def area(geometry):
    """Square kilometres of a lon/lat geometry whose edges are short."""
    return shapely.transform(geometry, equal_area).area


def equal_area(positions):
    """Positions on the cylindrical equal-area projection, in km."""
    lon, lat = numpy.radians(positions).T
    return numpy.column_stack((SEMI_MAJOR * lon, SEMI_MAJOR * authalic(numpy.sin(lat)) / 2))


def authalic(sine):
    """Snyder's q (eq. 3-12) of the sine of a geodetic latitude."""
    e = ECCENTRICITY
    return (1 - e * e) * (sine / (1 - (e * sine) ** 2) - numpy.log((1 - e * sine) / (1 + e * sine)) / (2 * e))
