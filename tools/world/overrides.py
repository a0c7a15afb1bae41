"""Islands that do not belong to the unit that covers them or is nearest: tools/overrides.toml and world/overrides.toml."""

import tomllib
from functools import cache as remember
from pathlib import Path

import shapely

from world import frame

TABLES = [Path(__file__).parents[1] / "overrides.toml", Path(__file__).with_name("overrides.toml")]


@remember
def islands():
    """The entries of both tables; the units that they name are ids of units, states or islets of their own."""
    return tuple(entry for table in TABLES for entry in tomllib.loads(table.read_text(encoding="utf-8"))["island"])


def owners(polygons):
    """Index to unit of the polygons that lie wholly within the box of an entry."""
    tree = shapely.STRtree(polygons)
    result = {}
    for entry in islands():
        west, south, east, north = entry["box"]
        turn = frame.turns_to(west, east)
        box = shapely.box(west + turn, south, east + turn, north)
        for index in tree.query(box, predicate="contains"):
            result.setdefault(int(index), entry.get("unit") or entry.get("state") or entry["id"])
    return result


def islets():
    """The entries of islands that are units of their own, by id."""
    return {entry["id"]: entry for entry in islands() if "id" in entry}
