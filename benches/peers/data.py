"""The data of the peers' comparison: Natural Earth's countries from npm's `world-atlas` (TopoJSON) as GeoJSON, and files that grow.

    python3 benches/peers/data.py world countries-10m.json world.geojson
    python3 benches/peers/data.py coast 1000000 coast.geojson
"""

import json
import math
import random
import sys

# World-atlas has ISO 3166-1's numbers; these two states are the ones of W2, whose zones are computed.
STATES = {"300": "GRC", "792": "TUR"}


def positions(topology):
    """The arcs of a quantised TopoJSON as positions: differences summed, then scaled."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append([x * kx + dx, y * ky + dy])
        yield line


def ring(arcs, numbers):
    """A ring of arcs; a negative number is the arc the other way round, and the position where two arcs meet stands in both."""
    joined = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        joined += arc[1:] if joined else arc
    return joined


def world(source, target):
    """All countries as a FeatureCollection, a feature a line."""
    with open(source, encoding="utf-8") as file:
        topology = json.load(file)
    arcs = list(positions(topology))
    count = 0
    lines = []
    for number, country in enumerate(topology["objects"]["countries"]["geometries"], 1):
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        polygons = [[ring(arcs, numbers) for numbers in polygon] for polygon in polygons]
        # what the quantisation has left of an islet may be no ring
        polygons = [polygon for polygon in polygons if min(map(len, polygon)) >= 4]
        if not polygons:
            continue
        count += sum(len(line) for polygon in polygons for line in polygon)
        properties = {"name": country["properties"]["name"]}
        if state := STATES.get(country.get("id")):
            properties["state"] = state
        feature = {
            "type": "Feature",
            "id": f"c{number}",
            "properties": properties,
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        }
        lines.append(json.dumps(feature, separators=(",", ":"), ensure_ascii=False))
    write(target, lines)
    return count


def coast(vertices, target):
    """Islands of 1,000 positions each, in rows over the earth, with rugged shores that do not cross themselves."""
    random.seed(1)
    islands = max(1, round(vertices / 1000))
    columns = math.ceil(math.sqrt(2 * islands))
    step = 340 / columns
    lines = []
    for island in range(islands):
        x = -170 + step * (island % columns + 0.5)
        y = -80 + 0.47 * step * (island // columns * 2 * 160 / 340 + 0.5)
        wanted = vertices // islands
        shore = []
        for at in range(wanted - 1):
            angle = 2 * math.pi * at / (wanted - 1)
            reach = step * (0.2 + 0.1 * math.sin(5 * angle) + 0.02 * random.random())
            shore.append([x + reach * math.cos(angle), y + 0.4 * reach * math.sin(angle)])
        shore.append(shore[0])
        geometry = {"type": "Polygon", "coordinates": [shore]}
        feature = {"type": "Feature", "id": f"i{island}", "properties": {"name": f"Island {island}"}, "geometry": geometry}
        lines.append(json.dumps(feature, separators=(",", ":")))
    write(target, lines)
    return islands * (vertices // islands)


def write(target, lines):
    with open(target, "w", encoding="utf-8") as file:
        file.write('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n")


if __name__ == "__main__":
    what, source, target = sys.argv[1:]
    count = world(source, target) if what == "world" else coast(int(source), target)
    print(f"{target}: {count} positions")
