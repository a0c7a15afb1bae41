"""names/waters.csv: the usual names of waters in more languages, of what no two states call differently.

In:  the English name of a sea, a strait or a river. Out: its names by language; none if the table has none.
"""

import csv
from functools import cache as remember
from pathlib import Path

HAND = Path(__file__).with_name("names") / "waters.csv"


def of(name):
    """Language to name."""
    return table().get(name, {})


def properties(name):
    """The same as properties of a feature."""
    return {f"name_{language}": told for language, told in sorted(of(name).items())}


@remember
def table():
    """English name to names by language."""
    with HAND.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {row["name"]: {key: told for key, told in row.items() if len(key) == 2 and told} for row in rows}
