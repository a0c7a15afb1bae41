"""Names of places, or a text that names some → what each means, and a map of where it is."""

import html
import json
from typing import Any, Dict, List, Optional, Sequence

from . import _errors, _native, _words
from ._picture import Picture


class Located(Dict[str, Any]):
    """What was found: ``placed`` (each with mention, name, id, kind, state, lon and lat in degrees, count, line, reason), ``open``
    (names of several places, with candidates) and ``unknown``."""

    _words: List[str]
    _text: Optional[str]

    def render(self, **look: Any) -> Picture:
        """A map of what was found; keywords as in :func:`render`, but for ``layers``.

        :raises MissingError: for what is open or unknown among places named one by one.
        """
        rest = {name: value for name, value in look.items() if name != "lettering"}
        lettering = _words.options({"lettering": look.get("lettering")})
        words = ["periplus", "locate", *_words.look(rest), *lettering, *self._words]
        sheet, told = _native.drawn(words, self._text, None, "")
        return Picture(sheet, _errors.warn(told, 2))

    def to_pandas(self) -> Any:
        """What was placed, as a DataFrame (needs pandas)."""
        import pandas

        return pandas.DataFrame(self["placed"])

    def _repr_html_(self) -> str:
        def row(*cells: Any) -> str:
            return "<tr>" + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in cells) + "</tr>"

        rows = [row(it["mention"], it["name"], it["kind"], it["state"] or "", f"{it['lat']:.4f}, {it['lon']:.4f}") for it in self["placed"]]
        rows += [row(it["mention"], f"one of {len(it['candidates'])}", "", "", "") for it in self["open"]]
        rows += [row(it["mention"], "unknown", "", "", "") for it in self["unknown"]]
        head = "".join(f"<th>{name}</th>" for name in ("mention", "name", "kind", "state", "latitude, longitude"))
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def locate(text: Optional[str] = None, *, places: Optional[Sequence[str]] = None) -> Located:
    """Finds what a text names, or places one by one.

    :param text: prose in any language that names are known in; Markdown too.
    :param places: names instead: ``["Athens", "İzmir"]``; ``"Tripoli, LBN"`` says whose, ``"36.14,33.54"`` where (latitude,
        longitude in degrees).
    """
    if (text is None) == (places is None):
        raise _errors.usage("give a text or places", "text", "one of the two")
    words = ["--text=-"] if places is None else ["--", *([places] if isinstance(places, str) else places)]
    printed, told = _native.printed(["periplus", "locate", "--json", *words], text)
    _errors.warn(told, 2)
    found = Located(json.loads(printed))
    found._words, found._text = words, text
    return found
