"""Whose the islets are that Natural Earth does not have: a second source, country-coder's areas with the seas round them.

In:  @rapideditor/country-coder, borders.json. Out: the ISO 3166-1 alpha-2 codes (or names) of the entities round points.

Its lines at sea follow treaties and territorial seas, by OpenStreetMap's mappers; on land they are coarse and not used.
"""

import json
from collections import defaultdict
from functools import cache as remember

import shapely

from fetch import member

PACKAGE = "country-coder"

# Codes that ISO 3166-1 reserves for parts of others, and what is no state here: the code of the whole.
PARTS = {"AC": "SH", "CP": "FR", "CQ": "GG", "DG": "IO", "EA": "ES", "FX": "FR", "IC": "ES", "TA": "SH"}
GROUPS = {"EA", "EU", "IC", "UN"}


@remember
def borders(cache):
    """(codes, tree of their areas)."""
    text = member(cache, PACKAGE, "src/data/borders.json").read_text(encoding="utf-8")
    features = [item for item in json.loads(text)["features"] if item["geometry"]]
    codes = [code(item["properties"]) for item in features]
    return codes, shapely.STRtree([shapely.geometry.shape(item["geometry"]) for item in features])


def code(properties):
    """The code of the entity that an area belongs to: its own, that of a group that has one, or its country's."""
    own = properties.get("iso1A2")
    group = next((name for name in properties.get("groups", ()) if len(name) == 2 and name not in GROUPS), None)
    found = own or group or properties.get("country") or properties["nameEn"]
    return PARTS.get(found, found)


def entities(cache, positions):
    """Index of a position (lon, lat in the frame) to the codes of the entities round it."""
    codes, tree = borders(cache)
    wrapped = [((lon + 180) % 360 - 180, lat) for lon, lat in positions]
    result = defaultdict(set)
    for index, area in tree.query(shapely.points(wrapped), predicate="within").T:
        result[int(index)].add(codes[area])
    return result
