"""Keywords → words of the command line, which has one name and one check for each."""

import datetime
import os
from typing import Any, Iterable, List, Mapping, Sequence, Tuple, Union

from ._errors import usage

#: A length of the sheet: millimetres as a number, or ``"180mm"``, ``"7in"``, ``"1200px"``, ``"single"``, ``"double"``.
Length = Union[float, str]
#: Breadths in nautical miles: one, several, or ``{"GRC": 6, "TUR": 12}`` by state.
Breadths = Union[float, Sequence[float], Mapping[str, float]]
#: A day: a date, or ``"2020-10-17"``.
Day = Union[datetime.date, str]
#: West, south, east, north in degrees.
Bounds = Union[Sequence[float], str]
#: The name of a bundled theme or a ``.css`` file; of several the later lie over the earlier.
Themes = Union[str, "os.PathLike[str]", Sequence[Union[str, "os.PathLike[str]"]]]


def _one(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (str, os.PathLike)):
        return os.fspath(value)
    if hasattr(value, "item"):
        value = value.item()  # a number of NumPy's
    return repr(value) if isinstance(value, float) else str(value)


def length(value: Any) -> str:
    """Numbers are millimetres."""
    return value if isinstance(value, str) else f"{_one(value)}mm"


def size(value: Any) -> str:
    """``(180, 120)`` in millimetres, or as the command line has it."""
    if isinstance(value, str):
        return value
    try:
        width, height = value
    except (TypeError, ValueError):
        raise usage("a size is width and height", "size", 'size=(180, 120) in millimetres, or "1080x1080" pixels') from None
    return f"{_one(width)}x{_one(height)}mm"


def box(value: Any) -> str:
    """Four numbers with commas between them."""
    return value if isinstance(value, str) else ",".join(_one(side) for side in value)


def breadths(value: Any) -> List[str]:
    """Each breadth a word."""
    if isinstance(value, Mapping):
        return [f"{state}={_one(miles)}" for state, miles in value.items()]
    if isinstance(value, str) or not isinstance(value, Iterable):
        return [_one(value)]
    return [_one(miles) for miles in value]


def several(value: Any) -> List[str]:
    """One word or several."""
    if isinstance(value, (str, os.PathLike)):
        return [os.fspath(value)]
    return [os.fspath(one) for one in value]


def options(given: Mapping[str, Any]) -> List[str]:
    """``--name=value`` for each keyword that has a value; a true one alone, a list one for each."""
    words: List[str] = []
    for name, value in given.items():
        option = f"--{name.replace('_', '-')}"
        if value is None or value is False:
            continue
        if value is True:
            words.append(option)
        elif isinstance(value, list):
            words += [f"{option}={one}" for one in value]
        else:
            words.append(f"{option}={_one(value)}")
    return words


def look(keywords: Mapping[str, Any]) -> List[str]:
    """The options of ``render``, by the names that they have in Python."""
    ways: List[Tuple[str, str, Any]] = [
        ("width", "width", length),
        ("size", "size", size),
        ("dpi", "dpi", _one),
        ("bounds", "bounds", box),
        ("theme", "theme", several),
        ("background", "background", _one),
        ("as_of", "as_of", _one),
        ("worldview", "worldview", _one),
        ("names", "names", _one),
        ("breadths", "breadth", breadths),
        ("overlap", "overlap", _one),
    ]
    known = [name for name, _, _ in ways]
    for name in keywords:
        if name not in known:
            raise usage(f"there is no keyword `{name}`", name, f"known: {', '.join(known)}")
    given = {option: way(keywords[name]) for name, option, way in ways if keywords.get(name) is not None}
    return options(given)


def waters(given: Mapping[str, Any]) -> List[str]:
    """The options of ``zones``, ``areas`` and ``points``."""
    taken = {
        "breadth": None if given.get("breadths") is None else breadths(given["breadths"]),
        "overlap": given.get("overlap"),
        "as_of": given.get("as_of"),
        "island_weight": given.get("island_weight"),
        "bays": given.get("bays"),
    }
    tolerance = given.get("tolerance")
    if tolerance is not None:
        taken["tolerance"] = tolerance if isinstance(tolerance, str) else f"{_one(tolerance)}m"
    return options(taken)
