"""The checks of geodata/claims.toml and claims-factbook.toml: their form, and the breadths that they must give at known
places on known days.

In:  both tables, the states of countries.geojson and src/state.rs, the areas of sea-areas.geojson and claim-areas.geojson.
Out: what `require` of checks.py prints; it stops the run at the first fault.
"""

import datetime
import re
import tomllib
from itertools import combinations

import shapely

import factbook

# What a claim must have and may have, and its values.
CLAIM_KEYS = {"state", "kind", "breadth_nm", "law", "source", "confidence"}
CLAIM_MORE = {"sea", "outside", "valid_from", "valid_to", "stated_on", "assumed_from", "enclave_of", "note"}
CAVEAT_KEYS = {"state", "kind", "says", "drawn", "source", "assumed_from"}
KINDS = {"territorial-sea", "contiguous-zone", "exclusive-economic-zone"}
CONFIDENCE = {"read", "known", "derived", "factbook"}
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
    ("IRN", (59.0, 25.3), datetime.date(2020, 10, 17), 12),
    ("RUS", (36.5, 46.0), datetime.date(2020, 10, 17), None),
    ("RUS", (150.0, 59.0), datetime.date(2020, 10, 17), 12),
    ("ESP", (-9.0, 43.0), datetime.date(2020, 10, 17), 12),
    ("ESP", (-9.0, 43.0), datetime.date(1980, 1, 1), None),
    ("GBR", (33.0, 34.55), datetime.date(2020, 10, 17), 3),
    ("GBR", (-5.0, 50.0), datetime.date(2020, 10, 17), 12),
    ("TGO", (1.3, 6.1), datetime.date(2026, 6, 1), 30),
    ("JOR", (34.98, 29.5), datetime.date(2026, 6, 1), 3),
]


def main(out, layers, require):
    """The claims have the form that claims.toml describes, and give the breadths that are known."""
    tables = [tomllib.loads((out / name).read_text(encoding="utf-8")) for name in ("claims.toml", factbook.FILE)]
    listed = [claim for table in tables for claim in table["claim"]]
    caveats = [caveat for table in tables for caveat in table.get("caveat", [])]
    states = codes()
    on_land = {properties["state"] for _, properties in layers["countries.geojson"]} - {None}
    require(on_land <= states, f"{len(on_land)} states have land, {len(states)} a code")
    seas = {name: area for area, name in named(layers["sea-areas.geojson"]) + named(layers["claim-areas.geojson"])}
    faults = [f"{number}: {fault}" for number, claim in enumerate(listed, 1) for fault in wrong(claim, states, seas)]
    faults += [f"caveat {it['state']}" for it in caveats if not (set(it) <= CAVEAT_KEYS and it["state"] in states)]
    require(not faults, f"{len(listed)} claims, {len(caveats)} caveats; faults: {faults or 'none'}")
    twice = [f"{a['state']} {a['kind']} {a.get('sea')}" for a, b in combinations(listed, 2) if rival(a, b)]
    require(not twice, f"claims of one state, kind and sea on the same day: {twice or 'none'}")
    for state, position, day, expected in CLAIMED:
        found = breadth(listed, seas, state, shapely.Point(position), day)
        require(found == expected, f"territorial sea of {state} at {position}, {day}: {found} nm")
    of_factbook(out, states, require)


def codes():
    """Every code of a state or dependency that the program knows."""
    rust = (factbook.HAND.parents[2] / "src" / "state.rs").read_text(encoding="utf-8")
    return set(re.search(r'STATES: &str = "(.*?)";', rust, re.DOTALL)[1].replace("\\", " ").split())


def of_factbook(out, states, require):
    """The Factbook's table is the one that tools/factbook.py writes, and each code is of one row or said to have none."""
    same = factbook.written(out) == (out / factbook.FILE).read_text(encoding="utf-8")
    require(same, f"{factbook.FILE} is what its module writes")
    hand = tomllib.loads(factbook.HAND.read_text(encoding="utf-8"))
    meant = [code for row in hand["row"] for code in [row.get("state"), *row.get("also", [])] if code]
    twice = {code for code in meant if meant.count(code) > 1} - {"PSE"}  # Gaza and the West Bank
    require(not twice, f"codes of two rows: {sorted(twice) or 'none'}")
    left = states ^ (set(meant) | set(hand["without"]))
    require(not left, f"{len(hand['row'])} rows; codes without one: {sorted(left) or 'none'}")


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
    yield from (f"sea {sea}" for sea in [claim.get("sea", "aegean"), *claim.get("outside", [])] if sea not in seas)
    if ("stated_on" in claim) != ("assumed_from" in claim) or {"stated_on", "valid_from"} <= set(claim):
        yield "stated_on"
    start, end = span(claim)
    if not start < end:
        yield f"{start} to {end}"


def span(claim):
    """The first day of a claim and the first day after it."""
    assumed = claim.get("assumed_from", datetime.date.min)
    return claim.get("valid_from", assumed), claim.get("valid_to", datetime.date.max)


def rival(one, other):
    """Whether two claims of the same state, kind and sea are valid on the same day."""
    same = all(one.get(key) == other.get(key) for key in ("state", "kind", "sea", "outside"))
    return same and max(span(one)[0], span(other)[0]) < min(span(one)[1], span(other)[1])


def breadth(listed, seas, state, point, day):
    """The breadth of a state's territorial sea at a point: the first claim that is valid and whose sea covers it."""
    for claim in listed:
        start, end = span(claim)
        if (claim["state"], claim["kind"]) == (state, "territorial-sea") and start <= day < end:
            is_outside = any(seas[sea].covers(point) for sea in claim.get("outside", []))
            if not is_outside and ("sea" not in claim or seas[claim["sea"]].covers(point)):
                return claim["breadth_nm"]
    return None
