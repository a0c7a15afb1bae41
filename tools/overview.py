"""geodata/overview-*.geojson: land, coasts, boundaries and lakes of a wider window, coarse: for overviews and locators.

In:  Natural Earth's countries, boundary lines and lakes; the de jure view of natural_earth.py.
Out: overview-countries.geojson: one MultiPolygon a state: `id`, `state`, `name`.
     overview-coast.geojson: LineStrings along which land meets the sea; the edge of the window is no coast.
     overview-boundaries.geojson: LineStrings: `id`, `states`, `kind`, as boundaries.geojson has them.
     overview-lakes.geojson: polygons: `name`.

Fit for 1 : 10 million and smaller. Neighbours share their vertices; the Caspian is no land.
"""

from collections import Counter, defaultdict
from functools import cache as remember

import shapefile
import shapely

import boundaries
import countries
import geojson
import natural_earth
import waters
from fetch import described, member

WEST, SOUTH, EAST, NORTH = -12.0, 20.0, 68.0, 62.0
BOX = shapely.box(WEST, SOUTH, EAST, NORTH)

TOLERANCE = 0.015  # degrees: 1.7 km, a tenth of a millimetre at 1 : 15 million
LEAST_ISLAND = 0.004  # square degrees, about 40 km²: .2 mm² at 1 : 15 million
LEAST_LAKE = 0.12  # square degrees, about 1,200 km²
LAKE_RANK = 2  # of Natural Earth's scalerank
DECIMALS = 4


def main(cache, out):
    """Writes the four layers."""
    geojson.write(out / "overview-countries.geojson", state_features(cache), DECIMALS)
    geojson.write(out / "overview-coast.geojson", coast_features(cache), DECIMALS)
    geojson.write(out / "overview-boundaries.geojson", boundary_features(cache), DECIMALS)
    geojson.write(out / "overview-lakes.geojson", lake_features(cache), DECIMALS)


def catalogue_entries():
    """The entries of geodata/catalogue.toml."""
    common = {
        "reach": [WEST, SOUTH, EAST, NORTH],
        "licence": "LicenseRef-public-domain",
        "vintage": "Natural Earth 5",
        "credit": "Boundaries: Natural Earth",
    }
    source = described(natural_earth.PACKAGE, "ne_10m_admin_0_countries and _boundary_lines_land")
    named = "; ".join([source, described("cldr-localenames-full", "territories.json")])
    lakes = described(natural_earth.PACKAGE, "ne_10m_lakes")
    wide = f"{-WEST:.0f}° W–{EAST:.0f}° E, {SOUTH:.0f}–{NORTH:.0f}° N, for 1 : 10 million and smaller"
    rows = [
        ("countries", "States, overview", f"land of each state as the United Nations see it, {wide}", named),
        ("coast", "Coasts, overview", f"where land meets the sea, {wide}", source),
        ("boundaries", "Land boundaries, overview", f"lines between two states, {wide}", source),
        ("lakes", "Lakes, overview", f"the largest lakes, {wide}", lakes),
    ]
    entries = [
        {"file": f"overview-{name}.geojson", "title": title, "what": what, "source": origin, **common}
        for name, title, what, origin in rows
    ]
    for entry in entries[0], entries[2]:
        entry["since"] = countries.SINCE
    entries[0]["licence"] = "LicenseRef-public-domain AND Unicode-3.0"
    return entries


@remember
def states(cache):
    """State to its land, simplified so that neighbours keep sharing their vertices."""
    parts = defaultdict(list)
    moved = {unit: area for unit, area in natural_earth.units(cache) if unit in ("CRIMEA", "GOLAN")}
    for area, record in read(cache, "ne_10m_admin_0_countries"):
        unit = record["ADM0_A3"]
        for held, name in (("RUS", "CRIMEA"), ("ISR", "GOLAN")):
            if unit == held:
                area = area.difference(moved[name])
                parts[natural_earth.state_of(name)].append(moved[name])
        parts[natural_earth.state_of(unit)].append(area)
    names = sorted(parts)
    whole = [shapely.intersection(shapely.union_all(parts[name]), BOX) for name in names]
    simple = shapely.coverage_simplify(whole, TOLERANCE)
    return {name: kept for name, area in zip(names, simple) if (kept := without_islets(area)) is not None}


def without_islets(area):
    """The polygons of an area that are large enough to be seen; all of them if none is."""
    parts = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon" and not part.is_empty]
    large = [part for part in parts if part.area >= LEAST_ISLAND]
    return shapely.MultiPolygon(large or parts) if parts else None


def state_features(cache):
    """The states as features."""
    return [
        geojson.feature(area, id=state, state=state, name=name_of(cache, state))
        for state, area in states(cache).items()
    ]


def name_of(cache, state):
    """The English name of a state, as countries.geojson has it; Natural Earth's where CLDR has no such state."""
    if state in countries.ENGLISH:
        return countries.ENGLISH[state]
    codes, names = codes_and_names(cache)
    code = {"XKX": "XK", "GBR": "GB"}.get(state) or codes.get(state)
    return countries.territory_name(cache, "en", code) if code else names[state]


@remember
def codes_and_names(cache):
    """State to its two-letter code, and to Natural Earth's name."""
    codes, names = {}, {}
    for _, record in read(cache, "ne_10m_admin_0_countries"):
        state = natural_earth.state_of(record["ADM0_A3"])
        names.setdefault(state, record["NAME"])
        if record["ISO_A2_EH"] != "-99" and record["ADM0_A3"] == state:
            codes[state] = record["ISO_A2_EH"]
    return codes, names


def coast_features(cache):
    """The outline of all land, without the edge of the window."""
    land = shapely.union_all(list(states(cache).values()))
    outline = shapely.line_merge(land.boundary.difference(BOX.exterior.buffer(1e-6)))
    lines = sorted(shapely.get_parts(outline), key=lambda line: line.bounds)
    return [geojson.feature(line, id=f"overview-coast/{number}") for number, line in enumerate(lines, 1)]


def boundary_features(cache):
    """The lines that two states share, with the kind that most of Natural Earth's own line there has."""
    kinds = kinds_of_pairs(cache)
    areas, result = list(states(cache).items()), []
    for index, (left, area) in enumerate(areas):
        for right, other in areas[index + 1 :]:
            shared = area.boundary.intersection(other.boundary) if area.intersects(other) else shapely.Point()
            lines = [part for part in shapely.get_parts(shared) if part.geom_type == "LineString"]
            if not lines:
                continue
            pair = f"{left} {right}"
            joined = shapely.line_merge(shapely.MultiLineString(lines))
            merged = sorted(shapely.get_parts(joined), key=lambda line: line.bounds)
            for number, line in enumerate(merged, 1):
                identity = f"overview/{pair.replace(' ', '-').lower()}/{number}"
                result.append(geojson.feature(line, id=identity, states=pair, kind=kinds.get(pair, "international")))
    return result


def kinds_of_pairs(cache):
    """Pair of states ("GRC TUR") to the kind of their boundary."""
    lengths = defaultdict(Counter)
    for line, record in read(cache, "ne_10m_admin_0_boundary_lines_land"):
        sides = (record["ADM0_A3_L"], record["ADM0_A3_R"])
        pair = " ".join(sorted(natural_earth.state_of(side) for side in sides))
        kind = boundaries.KINDS.get(record["FEATURECLA"].split()[0])  # none of a leased area's edge
        if kind:
            lengths[pair][kind] += line.length
    fixed = {pair: kind for pair, (kind, _) in boundaries.FIXED.items()}
    return {pair: max(sorted(kinds), key=kinds.get) for pair, kinds in lengths.items()} | fixed


def lake_features(cache):
    """The largest lakes; the Caspian is sea."""
    result = []
    for area, record in read(cache, "ne_10m_lakes"):
        name = waters.LAKES.get(record["name"], record["name"])
        if record["scalerank"] > LAKE_RANK or area.area < LEAST_LAKE or "Caspian" in str(name):
            continue
        shown = shapely.simplify(area, TOLERANCE).intersection(BOX)
        if not shown.is_empty:
            result.append(geojson.feature(shown, name=name or None))
    return sorted(result, key=lambda it: it["geometry"].bounds)


@remember
def read(cache, name):
    """(geometry, record) of the features of a shapefile that reach into the wider window."""
    found = []
    with shapefile.Reader(str(member(cache, natural_earth.PACKAGE, name + ".shp")), encoding="utf-8") as reader:
        for item in reader.iterShapeRecords(bbox=BOX.bounds):
            if item.shape.shapeType:
                found.append((shapely.geometry.shape(item.shape.__geo_interface__), item.record.as_dict()))
    return tuple(found)
