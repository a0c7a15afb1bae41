"""The checks of geodata/claims.toml: its form, and the breadths that it must give at known places on known days.

In:  claims.toml, the states of countries.geojson, the areas of sea-areas.geojson and claim-areas.geojson.
Out: what `require` of checks.py prints; it stops the run at the first fault.
"""

import datetime
import tomllib
from itertools import combinations

import shapely

# What a claim must have and may have, and its values.
CLAIM_KEYS = {"state", "kind", "breadth_nm", "law", "source", "confidence"}
CLAIM_MORE = {"sea", "valid_from", "valid_to", "note"}
KINDS = {"territorial-sea", "contiguous-zone", "exclusive-economic-zone"}
CONFIDENCE = {"read", "known", "derived"}
WIDEST = 200  # nautical miles

# Two days and where a state's territorial sea ends on them, at a point of its coast: (state, position, day, breadth).
CLAIMED = [
    ("GRC", (25.0, 37.0), datetime.date(1935, 1, 1), 3),
    ("GRC", (25.0, 37.0), datetime.date(2020, 10, 17), 6),
    ("GRC", (21.9, 36.9), datetime.date(2020, 10, 17), 6),
    ("GRC", (21.9, 36.9), datetime.date(2021, 6, 1), 12),
    ("GRC", (22.2, 38.3), datetime.date(2021, 6, 1), 12),
    ("GRC", (22.6, 36.6), datetime.date(2021, 6, 1), 6),
    ("GRC", (24.0, 35.1), datetime.date(2021, 6, 1), 6),
    ("TUR", (27.0, 37.9), datetime.date(2020, 10, 17), 6),
    ("TUR", (30.6, 36.7), datetime.date(2020, 10, 17), 12),
    ("TUR", (35.0, 42.2), datetime.date(2020, 10, 17), 12),
    ("TUR", (35.0, 42.2), datetime.date(1960, 1, 1), 3),
    ("TUR", (28.0, 40.7), datetime.date(2020, 10, 17), None),
    ("SYR", (35.7, 35.5), datetime.date(1990, 1, 1), 35),
    ("RUS", (39.0, 43.9), datetime.date(2020, 10, 17), 12),
    ("RUS", (48.0, 43.0), datetime.date(2020, 10, 17), None),
    ("IRN", (50.7, 28.8), datetime.date(2020, 10, 17), 12),
    ("IRN", (51.0, 36.8), datetime.date(2020, 10, 17), None),
]


def main(out, layers, require):
    """The claims have the form that claims.toml describes, and give the breadths that are known."""
    listed = tomllib.loads((out / "claims.toml").read_text(encoding="utf-8"))["claim"]
    states = {properties["state"] for _, properties in layers["countries.geojson"]}
    seas = {name: area for area, name in named(layers["sea-areas.geojson"]) + named(layers["claim-areas.geojson"])}
    faults = [f"{number}: {fault}" for number, claim in enumerate(listed, 1) for fault in wrong(claim, states, seas)]
    require(not faults, f"{len(listed)} claims; faults: {faults or 'none'}")
    twice = [f"{a['state']} {a['kind']} {a.get('sea')}" for a, b in combinations(listed, 2) if rival(a, b)]
    require(not twice, f"claims of one state, kind and sea on the same day: {twice or 'none'}")
    for state, position, day, expected in CLAIMED:
        found = breadth(listed, seas, state, shapely.Point(position), day)
        require(found == expected, f"territorial sea of {state} at {position}, {day}: {found} nm")


def named(layer):
    """The (area, id) pairs of a layer."""
    return [(area, properties["id"]) for area, properties in layer]


def wrong(claim, states, seas):
    """What is wrong with one claim."""
    if not CLAIM_KEYS <= set(claim) <= CLAIM_KEYS | CLAIM_MORE:
        yield f"keys {sorted(claim)}"
        return
    if claim["state"] not in states:
        yield f"state {claim['state']}"
    if claim["kind"] not in KINDS or claim["confidence"] not in CONFIDENCE:
        yield f"{claim['kind']}, {claim['confidence']}"
    if not 0 < claim["breadth_nm"] <= WIDEST:
        yield f"breadth {claim['breadth_nm']}"
    if claim.get("sea", "aegean") not in seas:
        yield f"sea {claim['sea']}"
    start, end = span(claim)
    if not start < end:
        yield f"{start} to {end}"


def span(claim):
    """The first day of a claim and the first day after it."""
    return claim.get("valid_from", datetime.date.min), claim.get("valid_to", datetime.date.max)


def rival(one, other):
    """Whether two claims of the same state, kind and sea are valid on the same day."""
    same = all(one.get(key) == other.get(key) for key in ("state", "kind", "sea"))
    return same and max(span(one)[0], span(other)[0]) < min(span(one)[1], span(other)[1])


def breadth(listed, seas, state, point, day):
    """The breadth of a state's territorial sea at a point: the first claim that is valid and whose sea covers it."""
    for claim in listed:
        start, end = span(claim)
        if (claim["state"], claim["kind"]) == (state, "territorial-sea") and start <= day < end:
            if "sea" not in claim or seas[claim["sea"]].covers(point):
                return claim["breadth_nm"]
    return None
