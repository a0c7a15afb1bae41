"""geodata/world-islands.geojson: the largest and best known islands of the earth, a point on each.

In:  GSHHG's rings (rings.py), the coverage (ground.py), names/world-islands.toml, the islands of islands.py.
Out: Points inside the ring with the properties of islands.geojson, whose features are all here as they are there. `state`
     is that of the unit at the point; none where the island is divided; null with `status` and `claimed_by` where no state
     is named for the unit. `rank` by area: 1 from 5,000 km², 2 from 500, 3 from 50, else 4.
"""

import math
import tomllib
from pathlib import Path

import numpy
import shapely

import earth
import geojson
import islands
from fetch import described
from window import DECIMALS
from world import frame, ground, rings
from world.towns import EXTENT

HAND = Path(__file__).parents[1] / "names" / "world-islands.toml"

# Degrees round `at` in which the ring is looked for; the factor by which its area may differ from the expected one, where
# `at` lies in the ring and where it only lies near.
REACH = 0.1
AGREEMENT_INSIDE, AGREEMENT_NEAR = 1.4, 1.15

RANKS = [(1, 5000.0), (2, 500.0), (3, 50.0)]
LOWEST = 4


def main(cache, out):
    """Writes the islands."""
    found = features(cache, out)
    ids = [item["properties"]["id"] for item in found]
    if len(set(ids)) != len(ids):
        raise SystemExit(f"error: an island twice: {sorted(name for name in ids if ids.count(name) > 1)}")
    geojson.write(out / "world-islands.geojson", found)


def catalogue_entries():
    """The entry of geodata/catalogue.toml."""
    hand = "tools/names/islands.toml and world-islands.toml"
    return [
        {
            "file": "world-islands.geojson",
            "reach": EXTENT,
            "title": "Named islands of the earth",
            "what": "the largest and best known islands, with state, area and the GSHHG ring they are",
            "licence": "LGPL-3.0-or-later",
            "vintage": "GSHHG 2.3.6; names 2026",
            "source": f"{described(rings.PACKAGE, 'gshhs_f.dat')} (positions, areas); names by hand: {hand}",
            "credit": "Coast: GSHHG 2.3.6",
        }
    ]


def features(cache, out):
    """The features, by rank, then falling area, then id."""
    hand = tomllib.loads(HAND.read_text(encoding="utf-8"))["islands"]
    regional = islands.features(cache)
    taken = {number for item in regional for number in item["properties"]["ring"].split(" ")}
    found = [ring for ring in rings.read(cache) if ring.is_closed and ring.number != rings.CASPIAN]
    boxes = numpy.array([(*ring.positions.min(axis=0), *ring.positions.max(axis=0)) for ring in found])
    over = ground.Ground(out)
    result, wrong = list(regional), []
    for key, island in hand.items():
        match, reason = ring_of(island, found, boxes)
        if not reason and str(match[0]) in taken:
            reason = f"ring {match[0]} is another island's"
        if reason:
            wrong.append(f"{key}: {reason}")
            continue
        taken.add(str(match[0]))
        result.append(island_feature(key, island, match, over))
    if wrong:
        raise SystemExit("error: " + "; ".join(wrong))
    return sorted(result, key=islands.order)


def ring_of(island, found, boxes):
    """((number, polygon, km²) of the ring round the point, else of the likeliest near it; or why there is none)."""
    lon, lat = island["at"]
    lon += float(frame.turns_to(lon, lon))
    west, south, east, north = boxes.T
    near = (west <= lon + REACH) & (east >= lon - REACH) & (south <= lat + REACH) & (north >= lat - REACH)
    candidates = []
    for index in numpy.flatnonzero(near):
        polygon = shapely.Polygon(found[index].positions)
        distance = polygon.distance(shapely.Point(lon, lat))
        if distance <= REACH:
            area = earth.area(polygon)
            allowed = math.log(AGREEMENT_NEAR if distance else AGREEMENT_INSIDE)
            difference = abs(math.log(area / island["km2"])) / allowed
            candidates.append((distance > 0, difference, found[index].number, polygon, area))
    if not candidates:
        return None, "no ring near"
    _, difference, number, polygon, area = min(candidates, key=lambda it: it[:3])
    if difference > 1:
        return None, f"ring {number} has {area:.0f} km², {island['km2']} expected"
    return (number, polygon, area), None


def island_feature(key, island, match, over):
    """One island as a feature."""
    number, polygon, area = match
    point = centre(polygon)
    languages = sorted(language for language in island if len(language) == 2 and language != "at")
    return geojson.feature(
        point,
        id=f"island-{key}",
        name=island["name"],
        **{f"name_{language}": island[language] for language in languages},
        **({} if island.get("divided") else state_at(over, point)),
        rank=next((rank for rank, least in RANKS if area >= least), LOWEST),
        area_km2=round(area, 1 if area >= 10 else 3),
        ring=str(number),
        source=islands.SOURCE,
    )


def state_at(over, point):
    """The properties of whose the land at a point is."""
    face = over.face(point.x, point.y)
    if face["state"]:
        return {"state": face["state"]}
    return {"state": geojson.NULL, "status": "disputed", "claimed_by": face["claimed_by"]}


def centre(polygon):
    """About the centre of the largest circle inside the polygon, on the grid."""
    narrowing = float(frame.narrowing(polygon.centroid.y))
    narrow = shapely.transform(polygon, lambda positions: positions * (narrowing, 1.0))
    size = math.sqrt(narrow.area)
    plain = max(shapely.get_parts(shapely.simplify(narrow, 0.005 * size)), key=lambda part: part.area)
    x, y = shapely.maximum_inscribed_circle(plain, tolerance=0.005 * size).coords[0]
    point = shapely.Point(round(x / narrowing, DECIMALS), round(y, DECIMALS))
    if not polygon.contains(point):
        raise SystemExit("error: an island too small for its own centre")
    return shapely.Point(round((point.x + 180) % 360 - 180, DECIMALS), point.y)
