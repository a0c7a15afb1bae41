"""The extent and the grid of every extract: degrees, longitude before latitude."""

import shapely

WEST, SOUTH, EAST, NORTH = 8.0, 27.0, 56.0, 50.0
BOX = shapely.box(WEST, SOUTH, EAST, NORTH)

# As the catalogue says how far an extract holds.
EXTENT = [WEST, SOUTH, EAST, NORTH]

# 0.0001° is 11 m: a fifth of what the shoreline is simplified by. Islets that would collapse get FINE_DECIMALS.
DECIMALS, FINE_DECIMALS = 4, 5

# Longitude is shortened by cos 39°, the middle of the window, wherever "nearest" is asked of plane geometry.
NARROWING = 0.777


def touches(bounds):
    """Whether a (west, south, east, north) box reaches into the window."""
    west, south, east, north = bounds
    return west <= EAST and east >= WEST and south <= NORTH and north >= SOUTH


def on_edge(position):
    """Whether a position lies on the edge of the window, which is no coast and no boundary."""
    lon, lat = position
    return lon in (WEST, EAST) or lat in (SOUTH, NORTH)


def narrowed(geometry):
    """The geometry with longitudes shortened, so that plane distances are nearly true."""
    return shapely.transform(geometry, lambda positions: positions * (NARROWING, 1.0))
