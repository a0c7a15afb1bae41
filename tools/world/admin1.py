"""The land of each unit divided among first-level units.

In:  the pieces of faces.py, regions.py. Out: pieces with `admin1`.

A unit's land is divided among the first-level units of the country of Natural Earth that it is of, as land is among units:
along their common lines, tied to shores and boundaries. A country with one first-level unit has it everywhere.
"""

from collections import Counter, defaultdict
from dataclasses import replace

import numpy

import earth
from world import faces, natural, regions

REACH = 0.06  # degrees, see faces.SHORE_GAP

# The share of a unit's area, in square degrees, below which its lines are taken to bound nothing.
LOST = 0.5

# Units whose first-level units the source has under another country than that of the unit.
COUNTRY = {"CRIMEA": "CRIMEA", "GOLAN": "SYR", "SHEBAA": "SYR", "TKL": "TKL"}


def divided(cache, pieces):
    """The pieces, divided among first-level units."""
    mine = defaultdict(list)
    for index, piece in enumerate(pieces):
        mine[country_of(cache, piece.unit)].append(index)
    result = []
    for country, members in sorted(mine.items()):
        areas = regions.by_country(cache).get(country, [])
        if len(areas) == 1:
            result += [(index, replace(pieces[index], admin1=areas[0][0])) for index in members]
        elif areas:
            found = among(pieces, members, areas, regions.lines(cache, country))
            lost = without_land(areas, found)
            if lost:
                found = among(pieces, members, areas, regions.lines(cache, country, lost))
            result += found
        else:
            result += [(index, pieces[index]) for index in members]
    result.sort(key=lambda found: found[0])
    return tuple(piece for _, piece in result)


def without_land(areas, found):
    """Ids of the units to which less than LOST of their area came.

    Where the source has water between two units that is land here, their lines end inland and bound nothing: along the
    Potomac at Washington, the Gambia, the lake of Songkhla. Such a unit is divided off by its own outline.
    """
    gained = Counter()
    for _, piece in found:
        gained[piece.admin1] += piece.polygon.area
    return tuple(sorted(key for key, area in areas if gained[key] < LOST * area.area))


def country_of(cache, unit):
    """The country whose first-level units divide a unit."""
    return COUNTRY.get(unit) or natural.unit(cache, unit).country


def among(pieces, members, areas, lines):
    """(index, piece) of a country's pieces, divided among (id, area) along lines."""
    claims = faces.Claims(areas)
    shapes = numpy.array([pieces[index].polygon for index in members])
    hits = claims.hits(shapes)
    result, far = [], []
    for place, index in enumerate(members):
        piece, found = pieces[index], hits.get(place, set())
        if len(found) > 1 and earth.area(piece.polygon) > faces.DIVISIBLE:
            cut = faces.divide(piece.polygon, claims, lines, REACH)
            result += [(index, replace(piece, admin1=identity, polygon=face)) for identity, face in cut]
        elif found:
            owner = claims.owner(piece.polygon) if len(found) > 1 else next(iter(found))
            result.append((index, replace(piece, admin1=owner)))
        else:
            far.append(place)
    for place, owner in zip(far, claims.nearest(shapes[far])):
        result.append((members[place], replace(pieces[members[place]], admin1=owner)))
    return result
