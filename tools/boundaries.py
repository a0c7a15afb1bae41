"""geodata/boundaries.geojson: the lines along which two states of countries.geojson share vertices.

In:  the states of countries.py; the feature class of Natural Earth's own boundary line between the same two states.
Out: LineStrings: `id`, `states` ("GRC TUR", alphabetical), `kind`, `name`.
Not here: de facto lines within one state's de jure land (see disputed.py).
"""

from collections import defaultdict

import shapely

import countries
import geojson
import natural_earth
import partition
from fetch import described
from window import EXTENT, narrowed

# First word of Natural Earth's FEATURECLA: our kind.
KINDS = {
    "International": "international",
    "Disputed": "disputed",
    "Indefinite": "indefinite",
    "Line": "de-facto",
    "Unrecognized": "de-facto",
    "Overlay": "de-facto",
}

# (kind, why) where Natural Earth has no line between the two states, or none that says what is at issue.
FIXED = {
    "ISR SYR": ("disputed", "line of 1923, at the western edge of the Golan; Natural Earth draws the line of 1974"),
    "SRB XKX": ("disputed", "Natural Earth 5 classes it as international; its status is not agreed"),
    "CYP GBR": ("international", "edge of the Sovereign Base Areas; Natural Earth mixes it with the buffer zone's"),
}


def main(cache, out):
    """Writes the boundaries."""
    geojson.write(out / "boundaries.geojson", features(cache))


def catalogue_entries():
    """The entry of geodata/catalogue.toml."""
    return [
        {
            "file": "boundaries.geojson",
            "reach": EXTENT,
            "since": countries.SINCE,
            "title": "Land boundaries",
            "what": "lines between two states of countries.geojson, by kind",
            "licence": "LicenseRef-public-domain",
            "vintage": "Natural Earth 5",
            "source": described(natural_earth.PACKAGE, "ne_10m_admin_0_countries and _boundary_lines_land"),
            "credit": "Boundaries: Natural Earth",
        }
    ]


def features(cache):
    """The boundaries as features, by pair of states."""
    result = []
    for pair, line in partition.shared_lines(countries.states(cache).items()):
        states = " ".join(pair)
        for kind, part in classed(cache, states, line):
            result.append((states, kind, part))
    count = defaultdict(int)
    numbered = []
    for states, kind, part in result:
        count[states] += 1
        identity = f"{states.replace(' ', '-').lower()}/{count[states]}"
        numbered.append(geojson.feature(part, id=identity, states=states, kind=kind))
    return numbered


def classed(cache, states, line):
    """The (kind, line) runs of a boundary."""
    if states in FIXED:
        return [(FIXED[states][0], line)]
    sources = [(kind, narrowed(source)) for pair, kind, source in classes(cache) if pair == states]
    if not sources:
        raise SystemExit(f"error: Natural Earth has no boundary line {states}: add it to FIXED in boundaries.py")
    by_kind = defaultdict(list)
    for segment in segments(line):
        middle = narrowed(segment.centroid)
        kind, _ = min(sources, key=lambda source: source[1].distance(middle))
        by_kind[kind].append(segment)
    return [(kind, part) for kind in sorted(by_kind) for part in partition.merged(by_kind[kind])]


def classes(cache):
    """(states, kind, line) of Natural Earth's boundary lines."""
    for line, record in natural_earth.boundary_lines(cache):
        pair = sorted(natural_earth.state_of(record[side]) for side in ("ADM0_A3_L", "ADM0_A3_R"))
        yield " ".join(pair), KINDS[record["FEATURECLA"].split()[0]], line


def segments(line):
    """The segments of a line."""
    positions = list(line.coords)
    return [shapely.LineString(pair) for pair in zip(positions, positions[1:])]
