"""Edges between published points, as lines whose straight lon/lat edges keep to the curve that was meant (WGS 84).

In:  positions as published ("33°45′00″N 30°05′00″E"), and the kind of edge: "geodesic" or "loxodrome".
Out: (lon, lat) positions in degrees, at most SPACING apart; the published ones are among them.

A geodesic edge after Karney (2013), Algorithms for geodesics; a loxodrome is straight in longitude and isometric
latitude (Snyder 1987, Map Projections, eq. 7-7 and 7-9).
"""

import math
import re

from geographiclib.geodesic import Geodesic

from earth import ECCENTRICITY

NAUTICAL_MILE = 1852.0  # metres

# Metres between positions: a straight lon/lat edge of this length bows out less than 0.1 m at 50°N.
SPACING = 2000.0

PART = re.compile(r"(\d+)°(\d+(?:\.\d+)?)′(?:(\d+(?:\.\d+)?)″)?([NSEW])")


def position(published):
    """The (lon, lat) of a position as published, latitude first."""
    parts = [PART.fullmatch(text) for text in published.split()]
    if len(parts) != 2 or None in parts or parts[0][4] not in "NS" or parts[1][4] not in "EW":
        raise SystemExit(f"error: not a position: {published}")
    lat, lon = (degrees(part) for part in parts)
    return lon, lat


def degrees(part):
    """Degrees of one matched part, south and west negative."""
    whole, minutes, seconds, side = part.groups()
    if float(minutes) >= 60 or float(seconds or 0) >= 60:
        raise SystemExit(f"error: minutes or seconds of 60 and more: {part[0]}")
    value = int(whole) + float(minutes) / 60 + float(seconds or 0) / 3600
    return -value if side in "SW" else value


def dense(positions, kind):
    """The positions with more between them along their edges."""
    line = [positions[0]]
    for start, end in zip(positions, positions[1:]):
        line += EDGES[kind](start, end) + [end]
    return line


def geodesic(start, end):
    """Positions between two along the geodesic, ends not included."""
    edge = Geodesic.WGS84.InverseLine(start[1], start[0], end[1], end[0])
    steps = math.ceil(edge.s13 / SPACING)
    places = [edge.Position(edge.s13 * step / steps) for step in range(1, steps)]
    return [(place["lon2"], place["lat2"]) for place in places]


def loxodrome(start, end):
    """Positions between two along the line of constant bearing, ends not included."""
    steps = math.ceil(distance(start, end) / SPACING)
    low, high = isometric(start[1]), isometric(end[1])
    shares = [step / steps for step in range(1, steps)]
    return [(start[0] + share * (end[0] - start[0]), latitude(low + share * (high - low))) for share in shares]


EDGES = {"geodesic": geodesic, "loxodrome": loxodrome}


def isometric(lat):
    """Isometric latitude on the ellipsoid of a latitude in degrees (Snyder eq. 7-7)."""
    sine = math.sin(math.radians(lat))
    return math.atanh(sine) - ECCENTRICITY * math.atanh(ECCENTRICITY * sine)


def latitude(psi):
    """Latitude in degrees of an isometric latitude (Snyder eq. 7-9); five turns leave less than 1e-12 degree."""
    sine = math.tanh(psi)
    for _ in range(5):
        sine = math.tanh(psi + ECCENTRICITY * math.atanh(ECCENTRICITY * sine))
    return math.degrees(math.asin(sine))


def distance(start, end):
    """Metres between two positions along the geodesic."""
    return Geodesic.WGS84.Inverse(start[1], start[0], end[1], end[0])["s12"]


def length(positions):
    """Metres along the geodesics that join the positions."""
    return sum(distance(start, end) for start, end in zip(positions, positions[1:]))
