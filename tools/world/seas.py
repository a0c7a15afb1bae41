"""geodata/world-seas.geojson: the names of the waters of the whole earth, each with the line that its lettering follows.

In:  names/world-seas.toml, names/seas.toml, the coverage (ground.py), Natural Earth's lakes.
Out: LineStrings with the properties of seas.geojson, whose features are all here as they are there; then the oceans, the
     seas of IHO S-23, and gulfs, straits, channels and great lakes.

Each line of names/world-seas.toml lies on water: no line meets a shore of the coverage's finest level, and the lines of
lakes lie in a lake of Natural Earth.
"""

import tomllib
from pathlib import Path

import shapely

import geojson
import seas
from world import ground, waters
from world.towns import EXTENT

HAND = Path(__file__).parents[1] / "names" / "world-seas.toml"


def main(cache, out):
    """Writes the label lines, after the check of where they lie."""
    hand = read_hand()
    check(cache, out, hand["line"])
    geojson.write(out / "world-seas.geojson", features(hand))


def catalogue_entries():
    """The entry of geodata/catalogue.toml."""
    return [
        {
            "file": "world-seas.geojson",
            "reach": EXTENT,
            "title": "Names of waters of the earth",
            "what": "names of oceans, seas, gulfs, straits and lakes along label lines; positions are for lettering only",
            "licence": "CC0-1.0",
            "vintage": "2026",
            "source": "by hand: tools/names/world-seas.toml, seas.toml and waters.csv; names after IHO S-23 and common gazetteers",
            "credit": "",
        }
    ]


def read_hand():
    """names/world-seas.toml, with the names of seas.toml for the waters that have lines in both."""
    region = tomllib.loads(seas.HAND.read_text(encoding="utf-8"))
    hand = tomllib.loads(HAND.read_text(encoding="utf-8"))
    twice = set(region["names"]) & set(hand["names"])
    if twice:
        raise SystemExit(f"error: names of waters in both tables: {sorted(twice)}")
    return {**hand, "names": {**region["names"], **hand["names"]}}


def features(hand):
    """The features, by rank, then id."""
    result = seas.features() + [seas.line_feature(line, hand["names"][line["water"]]) for line in hand["line"]]
    ids = [item["properties"]["id"] for item in result]
    if len(set(ids)) != len(ids):
        raise SystemExit(f"error: a line twice: {sorted(name for name in ids if ids.count(name) > 1)}")
    return sorted(result, key=lambda item: (item["properties"]["rank"], item["properties"]["id"]))


def check(cache, out, lines):
    """Stops where a line is not on water, does not run eastward, or has not three to six points."""
    over = ground.Ground(out)
    lakes = shapely.union_all([area for area, _ in waters.lake_records(cache)])
    shapely.prepare(lakes)
    wrong = []
    for line in lines:
        path = shapely.LineString(line["path"])
        if not 3 <= len(line["path"]) <= 6 or line["path"][0][0] >= line["path"][-1][0]:
            wrong.append(f"{line['water']}: not three to six points from west to east")
        if line["kind"] == "lake" and lakes.contains(path):
            continue
        dry = [point for point in line["path"] if not over.is_water(*point)]
        if dry or over.meets_shore(path):
            wrong.append(f"{line['water']} {line.get('region', '')}: on land at {dry or 'an edge'}")
    if wrong:
        raise SystemExit("error: " + "; ".join(wrong))
