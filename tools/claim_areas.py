"""geodata/claim-areas.geojson: parts of the sea in which a breadth of geodata/claims.toml holds, as far as laws name them.

In:  names/claim-areas.toml (each vertex with its reason), capes and ways overland of names/sea-areas.toml.
Out: Polygons with `id`, `name`, `state`, `source`, `note`; exact at sea only, like sea-areas.geojson.

The claims themselves are written by hand in geodata/claims.toml, which the checks read.
"""

import tomllib
from pathlib import Path

import shapely

import geojson
import sea_areas

HAND = Path(__file__).with_name("names") / "claim-areas.toml"


def main(cache, out):
    """Writes the areas."""
    areas = tomllib.loads(HAND.read_text(encoding="utf-8"))["area"]
    seas = tomllib.loads(sea_areas.HAND.read_text(encoding="utf-8"))
    geojson.write(out / "claim-areas.geojson", [area_feature(cache, area, seas) for area in areas])


def catalogue_entries():
    """The entries of geodata/catalogue.toml."""
    return [
        {
            "file": "claims.toml",
            "title": "Claimed breadths",
            "what": "breadths of territorial seas, contiguous and exclusive economic zones, by state, sea and date",
            "licence": "MIT OR Apache-2.0",
            "vintage": "2026; each claim names its law and source",
            "source": "by hand: geodata/claims.toml",
        },
        {
            "file": "claim-areas.geojson",
            "title": "Areas of claims",
            "what": "parts of the sea that laws name, for claims.toml; exact at sea only",
            "licence": "LGPL-3.0-or-later",
            "vintage": "2026; GSHHG 2.3.6",
            "source": "by hand: tools/names/claim-areas.toml; capes on the GSHHG shoreline",
        },
    ]


def area_feature(cache, area, seas):
    """One area as a polygon."""
    polygon = shapely.Polygon(ring(cache, area, seas))
    if not polygon.is_valid:
        raise SystemExit(f"error: {area['id']}: {shapely.is_valid_reason(polygon)}")
    kept = {key: area.get(key) for key in ("id", "name", "state", "source", "note")}
    return geojson.feature(polygon, **kept)


def ring(cache, area, seas):
    """The vertices of an area in order."""
    positions = []
    for vertex in area["vertices"]:
        if "cape" in vertex:
            positions.append(sea_areas.find_cape(cache, vertex["cape"], seas["capes"][vertex["cape"]]))
        elif "way" in vertex:
            way = seas["overland"][vertex["way"].removeprefix("-")]
            positions += [tuple(part) for part in (reversed(way) if vertex["way"].startswith("-") else way)]
        else:
            before = positions[-1] if positions else (None, None)
            positions.append(tuple(old if part == "=" else part for part, old in zip(vertex["at"], before)))
    return positions
