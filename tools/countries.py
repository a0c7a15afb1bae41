"""geodata/countries.geojson: the land of GSHHG, divided among states as the United Nations see it (de jure).

In:  the land of shoreline.py, Natural Earth's units, overrides.toml.
Out: one MultiPolygon a state: `id`, `state`, `name`, `name_xx`, `label_lon`, `label_lat`, `status`.

Shapes come from one shoreline only; Natural Earth says where the borders run and whose each face is.
"""

import json
from collections import defaultdict
from functools import cache as remember

import shapely

import geojson
import natural_earth
import overrides
import partition
import shoreline
from fetch import described, member
from window import BOX, EXTENT

BORDER_TOLERANCE = 0.0004  # degrees; the borders of Natural Earth are 1 : 10 million, this loses nothing seen

# How far short of the shore a border of Natural Earth may stop, in degrees: 6 km, at deltas and in bays.
SHORE_GAP = 0.06

# Square degrees, about 30 km²: smaller islands belong to one state whatever line is drawn across them.
DIVISIBLE = 0.003

LABEL_TOLERANCE = 0.05  # degrees

LANGUAGES = "ar az bg de el es fa fr he hy it ka mk ro ru sq sr tr uk".split()

# Where CLDR's English is not the form wanted on a figure.
ENGLISH = {"BIH": "Bosnia and Herzegovina", "TUR": "Türkiye"}

# CLDR's plain form of Palestine is "Palestinian Territories".
SHORT_FORM = {"PS"}

STATUS = {"XKX": "disputed"}


def main(cache, out):
    """Writes the countries."""
    geojson.write(out / "countries.geojson", features(cache))


# Montenegro; the last change of a state or its boundary within EXTENT that the United Nations follow.
SINCE = "2006-06-03"


def catalogue_entries():
    """The entry of geodata/catalogue.toml."""
    return [
        {
            "file": "countries.geojson",
            "reach": EXTENT,
            "since": SINCE,
            "title": "States",
            "what": "land of each state as the United Nations see it, with the vertices of the shoreline; "
            "names by language",
            "licence": "LGPL-3.0-or-later AND Unicode-3.0",
            "vintage": "Natural Earth 5; GSHHG 2.3.6; CLDR 48.2",
            "source": "; ".join(
                [
                    described(shoreline.PACKAGE, "gshhs_f.dat"),
                    described(natural_earth.PACKAGE, "ne_10m_admin_0_countries"),
                    described("cldr-localenames-full", "territories.json"),
                ]
            ),
            "credit": "Boundaries: Natural Earth; Coast: GSHHG 2.3.6",
        }
    ]


@remember
def unit_faces(cache):
    """(unit, polygon) of every face of the land, islands of overrides.toml under their state or their own id."""
    units = natural_earth.units(cache)
    faces = partition.divide(shoreline.land(cache), units, BORDER_TOLERANCE, SHORE_GAP, DIVISIBLE)
    return tuple((overrides.owner(face) or unit, face) for unit, face in faces)


@remember
def states(cache):
    """State to its land; a disputed islet stands under its own id instead."""
    parts = defaultdict(list)
    for unit, face in unit_faces(cache):
        parts[natural_earth.state_of(unit)].append(face)
    return {state: partition.joined(parts[state]) for state in sorted(parts)}


@remember
def state_of_segment(cache):
    """A function from the two ends of a shore segment to the state of the land behind it."""
    owners = partition.owners(states(cache).items())
    return lambda a, b: next(iter(owners[min(a, b), max(a, b)]))


def features(cache):
    """The states as features, then the disputed islets."""
    result = []
    for state, area in states(cache).items():
        if state in overrides.disputed():
            continue
        label = label_point(cache, state, area)
        result.append(
            geojson.feature(
                area,
                id=state,
                state=state,
                **names(cache, state),
                label_lon=round(label.x, 2),
                label_lat=round(label.y, 2),
                status=STATUS.get(state),
            )
        )
    for identity, island in overrides.disputed().items():
        area = states(cache)[identity]
        result.append(
            geojson.feature(
                area, id=identity, state=geojson.NULL, name=island["name"], claimed_by=island["claimed_by"]
            )
        )
    return result


def names(cache, state):
    """`name` in English and `name_xx` in LANGUAGES, after CLDR's short names."""
    code = iso_two(cache, state)
    result = {"name": ENGLISH.get(state) or territory_name(cache, "en", code)}
    for language in LANGUAGES:
        result[f"name_{language}"] = territory_name(cache, language, code)
    return result


def iso_two(cache, state):
    """ISO 3166-1 alpha-2 code of a state."""
    codes = {
        natural_earth.state_of(record["ADM0_A3"]): record["ISO_A2_EH"]
        for _, record in natural_earth.records(cache)
        if record["ISO_A2_EH"] != "-99"
    }
    return {"XKX": "XK", "GBR": "GB"}.get(state) or codes[state]


@remember
def territories(cache, language):
    """CLDR's territory names of a language."""
    text = member(cache, "cldr-localenames-full", f"main/{language}/territories.json").read_text(encoding="utf-8")
    return json.loads(text)["main"][language]["localeDisplayNames"]["territories"]


def territory_name(cache, language, code):
    """The name of a territory; the short form where CLDR has one ("Palestine")."""
    territory = territories(cache, language)
    return territory.get(f"{code}-alt-short") if code in SHORT_FORM else territory[code]


def label_point(cache, state, area):
    """Natural Earth's label point where it lies on the state's land in the window, else the middle of its broadest."""
    for _, record in natural_earth.records(cache):
        point = shapely.Point(record["LABEL_X"], record["LABEL_Y"])
        if record["ADM0_A3"] == state and BOX.contains(point) and area.contains(point):
            return point
    largest = max(area.geoms, key=lambda part: part.area)
    circle = shapely.maximum_inscribed_circle(largest.simplify(LABEL_TOLERANCE), LABEL_TOLERANCE)
    return shapely.Point(circle.coords[0])
