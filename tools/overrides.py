"""Islands that do not belong to the nearest Natural Earth country: tools/overrides.toml."""

import tomllib
from functools import cache as remember
from pathlib import Path

import shapely

TABLE = Path(__file__).with_name("overrides.toml")


@remember
def islands():
    """The entries of the table."""
    return tuple(tomllib.loads(TABLE.read_text(encoding="utf-8"))["island"])


def owner(polygon):
    """State of an island that an entry covers, or the id of a disputed one; None where no entry does."""
    for island in islands():
        if shapely.box(*island["box"]).contains(polygon):
            return island.get("state") or island["id"]
    return None


def disputed():
    """Entries of the islands that are given to no state, by id."""
    return {island["id"]: island for island in islands() if "claimed_by" in island}
