"""geodata/sea-areas.geojson and geodata/sea-limits.geojson: named seas as the IHO delimits them.

In:  names/sea-areas.toml (S-23's capes and sentences), the shoreline as shipped.
Out: sea-areas.geojson: Polygons with `id`, `name`, `source`, `limits` (an array of {from, to, text}), `contains`,
     `area_km2` of the water in them (WGS 84, bundled shoreline, islands taken out).
     sea-limits.geojson: the closing lines where they cross water, with `id`, `kind` "sea-limit", `sea`, `from`, `to`,
     `text`, `source`.

A polygon is exact at sea only: between capes it runs overland at will, so that land has to be subtracted. A cape is the
vertex of the shipped shoreline that S-23's description means; the line between two is a rhumb line, as S-23's are.
Two seas with a common limit have the same vertices along it.
"""

import math
import tomllib
from pathlib import Path

import numpy
import shapely

import earth
import geojson
import shoreline
from window import DECIMALS

HAND = Path(__file__).with_name("names") / "sea-areas.toml"

# Degrees: how far from the looked-at position a cape is searched, unless its entry says otherwise.
REACH = 0.03
TOWARD = {"N": (0, 1), "E": (1, 0), "S": (0, -1), "W": (-1, 0)}
TOWARD |= {"NE": (1, 1), "NW": (-1, 1), "SE": (1, -1), "SW": (-1, -1)}

# Degrees of longitude or latitude between vertices of a limit: a rhumb line bows out less than 5 m between them.
STEP = 0.1

# Degrees of water that a way overland may cross beside a cape, whose shore is ragged: 100 m.
LEAK = 0.001


def main(cache, out):
    """Writes the areas and their limits."""
    hand = tomllib.loads(HAND.read_text(encoding="utf-8"))
    capes = {key: find_cape(cache, key, cape) for key, cape in hand["capes"].items()}
    land = shapely.union_all(shoreline.land(cache))
    areas = [area_feature(area, hand, capes, land) for area in hand["area"]]
    limits = [piece for area in hand["area"] for piece in limit_features(area, hand, capes, land)]
    geojson.write(out / "sea-areas.geojson", sorted(areas, key=identity))
    geojson.write(out / "sea-limits.geojson", sorted(limits, key=identity))


def catalogue_entries():
    """The entries of geodata/catalogue.toml."""
    common = {
        "licence": "LGPL-3.0-or-later",
        "vintage": "IHO S-23, 3rd edition (1953); GSHHG 2.3.6",
        "source": "limits after IHO S-23, capes by hand on the GSHHG shoreline: tools/names/sea-areas.toml",
        "credit": "Sea limits: IHO S-23",
    }
    return [
        {
            "file": "sea-areas.geojson",
            "title": "Named seas",
            "what": "seas as areas; exact at sea only, land to be subtracted",
            **common,
        },
        {
            "file": "sea-limits.geojson",
            "title": "Limits of named seas",
            "what": "the closing lines between capes, over water only",
            **common,
        },
    ]


def find_cape(cache, key, cape):
    """The vertex of the shoreline that is the cape."""
    lon, lat = cape["near"]
    rings = [shore.line.coords for shore in shoreline.shores(cache) if shore.ring == cape["ring"]]
    vertices = numpy.array([position for ring in rings for position in ring])
    offsets = (vertices - (lon, lat)) * (math.cos(math.radians(lat)), 1)
    near = (numpy.abs(vertices - (lon, lat)) < cape.get("reach", REACH)).all(axis=1)
    if not near.any():
        raise SystemExit(f"error: no vertex of ring {cape['ring']} near {key}")
    score = offsets @ TOWARD[cape["toward"]] if "toward" in cape else -numpy.hypot(*offsets.T)
    best = numpy.argmax(numpy.where(near, score, -numpy.inf))
    return tuple(round(float(part), DECIMALS) for part in vertices[best])


def area_feature(area, hand, capes, land):
    """One sea as a polygon."""
    polygon = shapely.Polygon(outline(area, hand, capes))
    if not polygon.is_valid:
        raise SystemExit(f"error: {area['id']}: {shapely.is_valid_reason(polygon)}")
    if area["limits"]:  # the Caspian's frame lies on land and lakes alone
        check_overland(area, hand, capes, land)
    names = {key: cape["name"] for key, cape in hand["capes"].items()}
    limits = [{**limit, "from": names[limit["from"]], "to": names[limit["to"]]} for limit in area["limits"]]
    return geojson.feature(
        polygon,
        id=area["id"],
        name=area["name"],
        source=area["source"],
        contains=area.get("contains"),
        limits=limits,
        area_km2=round(earth.area(polygon.difference(land))),
    )


def limit_features(area, hand, capes, land):
    """The parts of an area's closing lines that lie on water."""
    features = []
    for limit in area["limits"]:
        line = shapely.LineString(rhumb(capes[limit["from"]], capes[limit["to"]]))
        parts = [part for part in shapely.get_parts(line.difference(land)) if part.length > 10**-DECIMALS]
        for number, part in enumerate(parts):
            suffix = f"/{number}" if len(parts) > 1 else ""
            features.append(
                geojson.feature(
                    part,
                    id=f"{area['id']}-{limit['from']}-{limit['to']}{suffix}",
                    kind="sea-limit",
                    sea=area["id"],
                    **{"from": hand["capes"][limit["from"]]["name"], "to": hand["capes"][limit["to"]]["name"]},
                    text=limit["text"],
                    note=hand["capes"][limit["from"]].get("note") or hand["capes"][limit["to"]].get("note"),
                    source=area["source"],
                )
            )
    return features


def outline(area, hand, capes):
    """The ring of an area: capes, rhumb lines between those that a limit joins, ways overland."""
    positions = []
    legs = walk(area, hand, capes)
    joined = {frozenset((limit["from"], limit["to"])) for limit in area["limits"]}
    for (key, position), (next_key, next_position) in zip(legs, legs[1:] + legs[:1]):
        at_sea = frozenset((key, next_key)) in joined
        positions += rhumb(position, next_position)[:-1] if at_sea else [position]
    return positions


def walk(area, hand, capes):
    """The (cape or None, position) pairs of an outline in order; "-name" is a way overland backwards."""
    legs = []
    for key in area["outline"]:
        if key in capes:
            legs.append((key, capes[key]))
        else:
            way = hand["overland"][key.removeprefix("-")]
            legs += [(None, tuple(position)) for position in (reversed(way) if key.startswith("-") else way)]
    return legs


def check_overland(area, hand, capes, land):
    """Stops when a way overland crosses water: it would cut a piece off the sea or add one."""
    joined = {frozenset((limit["from"], limit["to"])) for limit in area["limits"]}
    legs = walk(area, hand, capes)
    for (key, position), (next_key, next_position) in zip(legs, legs[1:] + legs[:1]):
        if frozenset((key, next_key)) in joined:
            continue
        wet = shapely.LineString([position, next_position]).difference(land)
        if wet.length > LEAK:
            raise SystemExit(f"error: {area['id']}: {position} to {next_position} crosses {wet.length:.4f}° of water")


def rhumb(start, end):
    """Positions along the rhumb line, both ends included, always counted from the western end.

    On Mercator's map a rhumb line is straight: latitude runs evenly in the isometric latitude. The sphere's is used; on
    the ellipsoid the line between the same two ends differs by metres.
    """
    west, east = sorted((start, end))
    steps = max(1, math.ceil(max(abs(east[0] - west[0]), abs(east[1] - west[1])) / STEP))
    low, high = isometric(west[1]), isometric(east[1])
    line = [west]
    for step in range(1, steps):
        share = step / steps
        lon = west[0] + share * (east[0] - west[0])
        lat = math.degrees(math.asin(math.tanh(low + share * (high - low))))
        line.append((round(lon, DECIMALS), round(lat, DECIMALS)))
    line.append(east)
    return line if start == west else line[::-1]


def isometric(lat):
    """Isometric latitude of the sphere."""
    return math.atanh(math.sin(math.radians(lat)))


def identity(item):
    return item["properties"]["id"]
