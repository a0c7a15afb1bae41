"""Values of Python as the text of a figure file (TOML 1.0)."""

import datetime
import json
import math
import os
import re
from typing import Any, List, Mapping, Tuple

from ._errors import usage

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def _key(name: Any) -> str:
    name = str(name)
    return name if _BARE.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise usage(f"{text!r} is no text of Unicode") from None
    # JSON's escapes are TOML's; the one character that TOML wants escaped besides is DEL
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any, path: str) -> str:
    """A value on one line."""
    if hasattr(value, "item") and not isinstance(value, (list, tuple)):
        value = value.item()  # a number of NumPy's
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise usage(f"{value} is no number of a figure", path)
        return repr(value)
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (str, os.PathLike)):
        return _text(os.fspath(value))
    if isinstance(value, Mapping):
        pairs = (f"{_key(name)} = {_value(one, f'{path}.{name}')}" for name, one in value.items() if one is not None)
        return "{ " + ", ".join(pairs) + " }"
    if isinstance(value, (list, tuple, set, frozenset)):
        listed = sorted(value) if isinstance(value, (set, frozenset)) else value
        return "[" + ", ".join(_value(one, f"{path}[{number}]") for number, one in enumerate(listed)) + "]"
    raise usage(f"a {type(value).__name__} is no value of a figure", path, "texts, numbers, days, lists and dicts are")


def table(pairs: Mapping[str, Any], path: str) -> str:
    """The lines of a table, its head left out."""
    return "".join(f"{_key(name)} = {_value(one, f'{path}.{name}')}\n" for name, one in pairs.items() if one is not None)


def document(keys: Mapping[str, Any]) -> str:
    """A whole file: plain values, then a section each table, then each table of a list."""
    plain: List[str] = []
    sections: List[Tuple[str, str]] = []
    for name, value in keys.items():
        if value is None:
            continue
        if isinstance(value, Mapping):
            sections.append((f"[{_key(name)}]", table(value, name)))
        elif isinstance(value, (list, tuple)) and value and all(isinstance(one, Mapping) for one in value):
            sections += [(f"[[{_key(name)}]]", table(one, f"{name}[{n}]")) for n, one in enumerate(value)]
        else:
            plain.append(f"{_key(name)} = {_value(value, name)}\n")
    return "\n".join(["".join(plain), *(f"{head}\n{lines}" for head, lines in sections)]).lstrip("\n")
