"""geodata/seas.geojson: the names of seas, gulfs, straits and lakes, each with the line that its lettering follows.

In:  names/seas.toml, names/waters.csv.
Out: LineStrings, west to east, of three to six points on water, with `id`, `name`, `name_xx`, `kind` ("sea", "gulf",
     "strait", "channel", "lake"), `rank` (1 the great seas … 4 gulfs and straits), `region` where a water has several
     lines, `within` where it is a part of a sea of S-23, `source` of the name.

Smoothing the line (Catmull–Rom), spacing and centring the letters are left to whoever draws it.
Not here: the limits of seas (see `sea_areas`), rivers.
"""

import tomllib
from pathlib import Path

import shapely

import geojson
import water_names
from window import EXTENT

HAND = Path(__file__).with_name("names") / "seas.toml"
SOURCES = {"S-23": "IHO S-23 (3rd edition, 1953)", "common": "common gazetteer form"}


def main(_cache, out):
    """Writes the label lines."""
    geojson.write(out / "seas.geojson", features())


def catalogue_entries():
    """The entry of geodata/catalogue.toml."""
    return [
        {
            "file": "seas.geojson",
            "reach": EXTENT,
            "title": "Names of waters",
            "what": "names of seas, gulfs, straits and lakes along label lines; positions are for lettering only",
            "licence": "CC0-1.0",
            "vintage": "2026",
            "source": "by hand: tools/names/seas.toml and waters.csv; names after IHO S-23 and common gazetteers",
            "credit": "",
        }
    ]


def features():
    """The features, by rank, then id."""
    hand = tomllib.loads(HAND.read_text(encoding="utf-8"))
    result = [line_feature(line, hand["names"][line["water"]]) for line in hand["line"]]
    return sorted(result, key=lambda item: (item["properties"]["rank"], item["properties"]["id"]))


def line_feature(line, names):
    """One name along one line."""
    region = line.get("region")
    source = names["source"]
    told = {**water_names.of(names["name"]), **{key: name for key, name in names.items() if len(key) == 2}}
    languages = {f"name_{key}": told[key] for key in sorted(told)}
    return geojson.feature(
        shapely.LineString(line["path"]),
        id=f"water-{line['water']}" + (f"-{region}" if region else ""),
        name=names["name"],
        **languages,
        kind=line["kind"],
        rank=line["rank"],
        region=region,
        within=names.get("within"),
        source=SOURCES.get(source) or "IHO " + source,
    )
