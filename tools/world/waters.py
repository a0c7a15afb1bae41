"""geodata/world-lakes.geojson, world-overview-lakes.geojson and world-rivers.geojson, as waters.py and overview.py have them.

In:  Natural Earth's lakes (5) and rivers (3) of the whole earth, names/world-waters.toml, the tables of names of waters.py.
Out: the properties of lakes.geojson, overview-lakes.geojson and rivers.geojson. The Caspian is sea: see rings.py.

Fit for 1 : 1 million (overview: 1 : 10 million) and smaller. A stretch of a river through a lake is `course` "lake".
"""

import re
import tomllib
from collections import Counter
from pathlib import Path

import shapefile
import shapely

import geojson
import natural_earth
import water_names
import waters
from fetch import described, member
from window import DECIMALS
from world import natural
from world.towns import EXTENT

HAND = Path(__file__).parents[1] / "names" / "world-waters.toml"

TOLERANCE = 0.002  # degrees: 220 m, a fifth of a millimetre at 1 : 1 million
OVERVIEW_TOLERANCE, OVERVIEW_DECIMALS = 0.03, 3
LEAST_LAKE = 0.12  # square degrees: about 1,200 km² at 35°
OVERVIEW_RANK = 4  # of Natural Earth's scalerank

LANGUAGES = sorted({*waters.LANGUAGES, "es", "zh"})

# What lakes are called in their own languages: pattern of Natural Earth's name, the English form.
GENERIC = [
    (r"(?:Ozero|Lago|Lagoa) (?:de |di |do )?(.+)", r"Lake \1"),
    (r"(.+) K[öo]?li", r"Lake \1"),
    (r"(.+) (?:Hu|Pao)", r"\1 Lake"),
    (r"(?:Embalse|Represa|Presa|Réservoir) (?:de la |de |del )?(.+)", r"\1 Reservoir"),
    (r"(.+) Shuiku", r"\1 Reservoir"),
]
# Names that keep their own word in English.
KEPT = {"Lago Grande", "Lagoa Mirim"}
# Lacs of Africa are lakes in English, those of Canada keep the word.
AFRICA = shapely.box(-20, -36, 52, 38)


def main(cache, out):
    """Writes the lakes, those for small scales, and the rivers."""
    geojson.write(out / "world-lakes.geojson", checked(lakes(cache)), DECIMALS)
    geojson.write(out / "world-overview-lakes.geojson", checked(overview_lakes(cache)), OVERVIEW_DECIMALS)
    geojson.write(out / "world-rivers.geojson", checked(rivers(cache)), DECIMALS)


def catalogue_entries():
    """The entries of geodata/catalogue.toml."""
    common = {"reach": EXTENT, "licence": "LicenseRef-public-domain", "credit": "Lakes and rivers: Natural Earth"}
    lakes_of = described(natural_earth.PACKAGE, "ne_10m_lakes")
    rivers_of = described("libmagics++-data", "ne_10m_rivers_lake_centerlines")
    hand = "names by hand: tools/names/world-waters.toml"
    return [
        {
            "file": "world-lakes.geojson",
            "title": "Lakes of the earth",
            "what": "lakes and reservoirs with names; not the Caspian",
            "vintage": "Natural Earth 5",
            "source": f"{lakes_of}; {hand}",
            **common,
        },
        {
            "file": "world-overview-lakes.geojson",
            "title": "Lakes of the earth, overview",
            "what": "the largest lakes, for 1 : 10 million and smaller",
            "vintage": "Natural Earth 5",
            "source": f"{lakes_of}; {hand}",
            **common,
        },
        {
            "file": "world-rivers.geojson",
            "title": "Rivers of the earth",
            "what": "main rivers with names, also through lakes",
            "vintage": "Natural Earth 3",
            "source": f"{rivers_of}; {hand} and waters.csv",
            **common,
        },
    ]


def names():
    """The tables of names/world-waters.toml, with those of the region."""
    hand = tomllib.loads(HAND.read_text(encoding="utf-8"))
    return {**hand["lakes"], **waters.LAKES}, {**hand["rivers"], **waters.RIVERS}, hand["ranks"]


def lake_records(cache):
    """(area, record) of all lakes."""
    return natural.read_shapefile(member(cache, natural_earth.PACKAGE, "ne_10m_lakes.shp"))


def lakes(cache):
    """Lakes as features, the most important first."""
    found = []
    for area, record in lake_records(cache):
        shown = without_specks(shapely.set_precision(shapely.simplify(area, TOLERANCE), 10.0**-DECIMALS))
        if shown.is_empty:
            continue
        name = lake_name(area, record["name"])
        properties = {"name": name or None, "kind": waters.LAKE_KINDS[record["featurecla"]], "rank": record["scalerank"]}
        if name:
            properties |= {f"name_{code}": record[f"name_{code}"] or None for code in LANGUAGES}
        found.append(geojson.feature(shown, id=f"ne-lake-{record['ne_id']}", **properties))
    return sorted(found, key=lambda item: (item["properties"]["rank"], item["properties"]["id"]))


def without_specks(area):
    """The polygons of an area that are no leftover of rounding."""
    parts = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon" and part.area > waters.LEAST_LAKE]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def lake_name(area, name):
    """The English name of a lake."""
    by_hand = names()[0]
    if name in by_hand or name in KEPT:
        return by_hand.get(name, name)
    if name.startswith("Lac ") and AFRICA.contains(area.representative_point()):
        return f"Lake {name.removeprefix('Lac ').removeprefix('de ')}"
    for pattern, form in GENERIC:
        if re.fullmatch(pattern, name):
            return re.sub(f"^{pattern}$", form, name)
    return name


def overview_lakes(cache):
    """The largest lakes."""
    result = []
    for area, record in lake_records(cache):
        if record["scalerank"] > OVERVIEW_RANK or area.area < LEAST_LAKE:
            continue
        simple = shapely.set_precision(shapely.simplify(area, OVERVIEW_TOLERANCE), 10.0**-OVERVIEW_DECIMALS)
        large = [filled(part) for part in shapely.get_parts(simple) if part.area >= OVERVIEW_TOLERANCE**2]
        shape = large[0] if len(large) == 1 else shapely.MultiPolygon(large)
        result.append(geojson.feature(shape, name=lake_name(area, record["name"]) or None))
    return sorted(result, key=lambda item: item["geometry"].bounds)


def filled(part):
    """The polygon without islands too small to be seen."""
    holes = [hole for hole in part.interiors if shapely.Polygon(hole).area >= OVERVIEW_TOLERANCE**2]
    return shapely.Polygon(part.exterior, holes)


def rivers(cache):
    """Rivers as features, the most important first."""
    _, by_hand, ranks = names()
    path = member(cache, "libmagics++-data", "10m/ne_10m_rivers_lake_centerlines.shp")
    found, used = [], Counter()
    with shapefile.Reader(str(path), encoding="latin-1") as reader:
        for item in reader.iterShapeRecords():
            record = item.record.as_dict()
            line = shapely.simplify(shapely.geometry.shape(item.shape.__geo_interface__), TOLERANCE)
            line = shapely.line_merge(shapely.set_precision(line, 10.0**-DECIMALS))
            if line.is_empty:
                continue
            name = by_hand.get(record["name"], record["name"])
            course = "lake" if record["featurecla"] == "Lake Centerline" else "river"
            identity = f"ne-river-{record['rivernum']}" + ("-lake" if course == "lake" else "")
            used[identity] += 1
            # The source has three numbers twice.
            identity += f"-{used[identity]}" if used[identity] > 1 else ""
            name = None if re.search(r"[?(]", name) else name
            rank = ranks.get(name) or int(record["scalerank"])
            found.append(geojson.feature(line, id=identity, name=name or None, **water_names.properties(name), course=course, rank=rank))
    return sorted(found, key=lambda item: (item["properties"]["rank"], item["properties"]["id"]))


def checked(found):
    """The features; stops where one is not valid, not of the earth, or not the only one of its id."""
    ids = [item["properties"]["id"] for item in found if "id" in item["properties"]]
    if len(set(ids)) != len(ids):
        raise SystemExit("error: an id twice")
    for item in found:
        west, south, east, north = item["geometry"].bounds
        if not item["geometry"].is_valid or not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
            raise SystemExit(f"error: {item['properties']} is not valid or not on the earth")
    return found
