"""Numbers and shapes of waters: areas, zones, turning points."""

import contextlib
import csv
import html
import io
import json
import os
import tempfile
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

from . import _data, _errors, _native, _words
from ._figure import Figure, FigureLike, asked


class _Rows(List[Dict[str, Any]]):
    """Rows, each a dict; a notebook shows a table."""

    def to_pandas(self) -> Any:
        """As a DataFrame (needs pandas)."""
        import pandas

        return pandas.DataFrame(list(self))

    def to_csv(self) -> str:
        """As CSV (RFC 4180) with a header."""
        names = self._names()
        text = io.StringIO()
        writer = csv.DictWriter(text, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(self)
        return text.getvalue()

    def _names(self) -> List[str]:
        return list(dict.fromkeys(name for row in self for name in row))

    def _repr_html_(self) -> str:
        def cell(value: Any) -> str:
            if value is None:
                return "<td></td>"
            if isinstance(value, float):
                return f'<td style="text-align:right">{value:,.1f}</td>'
            return f"<td>{html.escape(str(value))}</td>"

        names = self._names()
        head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
        rows = "".join("<tr>" + "".join(cell(row.get(name)) for name in names) + "</tr>" for row in self)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


class Areas(_Rows):
    """Rows of ``state`` (None: nobody's), ``kind``, ``breadth_nm`` (nautical miles), ``area_km2``, ``share_percent`` (of the named
    sea) and ``parts``; some have ``in_force_of``, ``in_force``, ``shelf_km2``, ``cut`` besides (docs/zones.md)."""


class Points(_Rows):
    """Turning points of limits and medians with the base points that control them, as ``periplus points`` has them."""


class Zones(Dict[str, Any]):
    """A FeatureCollection of GeoJSON: longitude and latitude in degrees, WGS 84. Each feature says ``state``, ``kind``,
    ``breadth_nm``, ``area_km2``, ``status``, ``article`` and ``source``."""

    @property
    def __geo_interface__(self) -> Dict[str, Any]:
        return dict(self)

    def to_pandas(self) -> Any:
        """As a GeoDataFrame if geopandas is there, else as a DataFrame with a column ``geometry`` of dicts (needs pandas)."""
        try:
            import geopandas
        except ImportError:
            import pandas

            rows = [{**one["properties"], "geometry": one["geometry"]} for one in self["features"]]
            return pandas.DataFrame(rows)
        return geopandas.GeoDataFrame.from_features(self, crs=4326)


def _json(words: List[str], text: Optional[str], stacklevel: int) -> Any:
    printed, told = _native.printed(words, text)
    _errors.warn(told, stacklevel + 1)
    return json.loads(printed)


def areas(
    figure: FigureLike,
    *,
    breadths: Optional[_words.Breadths] = None,
    as_of: Optional[_words.Day] = None,
    overlap: Optional[str] = None,
    tolerance: Optional[float] = None,
    island_weight: Optional[float] = None,
    bays: bool = False,
) -> Areas:
    """Areas of a figure's waters on the ellipsoid, and their shares of the named sea.

    :param figure: as :func:`render` takes it; its extent plays no part.
    :param breadths: nautical miles, or ``{"GRC": 6}`` by state.
    :param as_of: the day whose claims, straight baselines and agreed lines count.
    :param overlap: where the waters of two states meet: ``"median"``, ``"overlap"`` or ``"keep"``.
    :param tolerance: how far a limit may lie from where the law puts it, metres (1).
    :param island_weight: what islands count in medians beyond the territorial sea: 0, 0.5 or 1.
    :param bays: close bays after UNCLOS Art. 10.
    """
    which = asked(figure)
    words = ["periplus", "areas", "--format=json", *_words.waters(locals()), "--", which.name]
    return Areas(_json(words, which.text, stacklevel=2))


@contextlib.contextmanager
def _files(given: Dict[str, Any]) -> Iterator[List[str]]:
    """Options that name files, with those that stand in memory written for as long as they are read."""
    with contextlib.ExitStack() as stack:
        words = []
        for name, data in given.items():
            if data is None:
                continue
            path = data
            if not isinstance(data, (str, os.PathLike)):
                folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="periplus-"))
                path = Path(folder, f"{name}.geojson")
                path.write_text(_data.geojson(data, name), encoding="utf-8")
            words.append(f"--{name}={os.fspath(path)}")
        yield words


def _of_figure_or_coast(figure: Optional[FigureLike], coast: Any) -> Tuple[List[str], Optional[str]]:
    """The words for a figure, and its text."""
    if (figure is None) == (coast is None):
        raise _errors.usage("give a figure or a coast", "coast", "one of the two")
    if figure is None:
        return [], None
    which = asked(figure)
    return ["--", which.name], which.text


def zones(
    figure: Optional[FigureLike] = None,
    *,
    coast: Any = None,
    breadths: Optional[_words.Breadths] = None,
    as_of: Optional[_words.Day] = None,
    overlap: Optional[str] = None,
    tolerance: Optional[float] = None,
    island_weight: Optional[float] = None,
    bays: bool = False,
    rings: bool = False,
    lines: bool = False,
    land: Any = None,
) -> Zones:
    """The waters of a figure, or of a coast of one's own, as GeoJSON: land taken out, limits by geodesics on WGS 84.

    :param figure: as :func:`render` takes it; its extent plays no part.
    :param coast: instead of a figure: polygons or lines with a ``state``, a file or data (with ``breadths``).
    :param rings: the narrower zones taken out of the wider.
    :param lines: outer limits, medians and agreed or claimed lines too.
    :param land: polygons to be taken out as well, a file or data.

    The other keywords are those of :func:`areas`.
    """
    options = [*_words.waters(locals()), *_words.options({"rings": rings, "lines": lines})]
    which, text = _of_figure_or_coast(figure, coast)
    with _files({"coast": coast, "land": land}) as files:
        return Zones(_json(["periplus", "zones", *options, *files, *which], text, stacklevel=2))


def points(
    figure: Optional[FigureLike] = None,
    *,
    coast: Any = None,
    breadths: Optional[_words.Breadths] = None,
    as_of: Optional[_words.Day] = None,
    overlap: Optional[str] = None,
    tolerance: Optional[float] = None,
    island_weight: Optional[float] = None,
    bays: bool = False,
    land: Any = None,
) -> Points:
    """Turning points of outer limits and medians with the base points that control them; keywords as in :func:`zones`."""
    options = ["--format=json", *_words.waters(locals())]
    which, text = _of_figure_or_coast(figure, coast)
    with _files({"coast": coast, "land": land}) as files:
        return Points(_json(["periplus", "points", *options, *files, *which], text, stacklevel=2))


__all__: Sequence[str] = ("Areas", "Figure", "Points", "Zones", "areas", "points", "zones")
