"""What is to be drawn: a figure file, bundled, written as TOML or put together from keywords."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Union

from . import _data, _errors, _native, _toml, _words
from ._picture import Picture

if TYPE_CHECKING:
    from ._waters import Areas, Points, Zones

#: What ``render`` and its like take as a figure: a :class:`Figure`, the name of a bundled one, a path, or the keys of one.
FigureLike = Union["Figure", str, "os.PathLike[str]", Mapping[str, Any]]


class _Asked(NamedTuple):
    """How the program is told which figure is meant."""

    name: str
    text: Optional[str]
    #: What ids begin with, where it is not the name.
    called: Optional[str]


class Figure:
    """A figure: what is drawn, where, how large, of when.

    The keywords are the keys of a figure file (docs/figure-file.md): ``title``, ``subtitle``, ``as_of``, ``worldview``,
    ``extent``, ``projection``, ``sheet``, ``zones``, ``furniture``, ``labels``, ``insets``, ``arrows``, … with dicts for tables.
    Some of the most used keys stand here by themselves:

    :param bounds: ``extent.bounds``: west, south, east, north in degrees, WGS 84.
    :param width: ``sheet.width``: millimetres, or ``"7in"``, ``"single"`` (89 mm), ``"double"`` (183 mm).
    :param theme: ``sheet.theme``: ``"atlas"``, ``"press"``, ``"nautical"``, ``"mono"``, ``"dark"``, or a ``.css`` file.
    :param states: ``zones.states``: whose waters, by codes such as ``"GRC"``.
    :param breadths: ``zones.breadths``: nautical miles; by state (``{"GRC": 6}``) it is ``zones.own_breadths``.
    :param within: ``zones.within``: the named sea that shares are taken of, such as ``"aegean"``.
    :param layers: from the bottom up: names of bundled layers, files, own data, or dicts with the keys of a layer and the data
        as ``data``. With no bundled layer in the list the base map lies below.
    :param name: what ids in the files begin with.
    """

    def __init__(
        self,
        title: Optional[str] = None,
        *,
        bounds: Optional[Sequence[float]] = None,
        width: Optional[_words.Length] = None,
        theme: Optional[_words.Themes] = None,
        states: Optional[Sequence[str]] = None,
        breadths: Optional[_words.Breadths] = None,
        within: Optional[str] = None,
        layers: Any = None,
        name: str = "figure",
        **keys: Any,
    ) -> None:
        written: Dict[str, Any] = {"title": title, **keys}
        own = None if breadths is None or not isinstance(breadths, Mapping) else dict(breadths)
        alike = None if breadths is None or own is not None else [float(one) for one in _words.breadths(breadths)]
        _put(written, "extent", bounds=None if bounds is None else list(bounds))
        _put(written, "sheet", width=None if width is None else _words.length(width), theme=_theme(theme))
        _put(written, "zones", states=None if states is None else list(states), within=within)
        _put(written, "zones", breadths=alike, own_breadths=own)
        if layers is not None:
            written["layers"] = layer_tables(layers)
        self._text = _toml.document(written)
        self._name = name

    @classmethod
    def from_toml(cls, text: str, name: str = "figure") -> "Figure":
        """A figure from the text of a figure file; files that it names are looked for in the working folder."""
        figure = cls.__new__(cls)
        figure._text, figure._name = text, name
        return figure

    @classmethod
    def from_file(cls, path: Union[str, "os.PathLike[str]"]) -> "Figure":
        """A figure from a file, as text. To keep the files that it names beside it, give :func:`render` the path itself."""
        return cls.from_toml(Path(path).read_text(encoding="utf-8"), Path(path).stem)

    @classmethod
    def bundled(cls, name: str) -> "Figure":
        """One of :func:`figures`, to be changed or read."""
        text, _ = _native.printed(["periplus", "figures", f"--show={name}"], None)
        return cls.from_toml(text.decode(), name)

    @property
    def toml(self) -> str:
        """The text of its file."""
        return self._text

    def render(self, *, layers: Any = None, **look: Any) -> Picture:
        """Draws it: :func:`render`."""
        return _drawn(self, layers, look, stacklevel=2)

    def areas(self, **options: Any) -> "Areas":
        """Areas and shares of its waters: :func:`areas`."""
        from ._waters import areas

        return areas(self, **options)

    def zones(self, **options: Any) -> "Zones":
        """Its waters: :func:`zones`."""
        from ._waters import zones

        return zones(self, **options)

    def points(self, **options: Any) -> "Points":
        """Turning points of its limits and medians: :func:`points`."""
        from ._waters import points

        return points(self, **options)

    def save(self, path: Union[str, "os.PathLike[str]"]) -> None:
        """Writes its text to a file, for ``periplus render`` and its like."""
        Path(path).write_text(self._text, encoding="utf-8")

    def __repr__(self) -> str:
        return f"<periplus.Figure {self._name!r}, {len(self._text.splitlines())} lines of TOML>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Figure) and (self._text, self._name) == (other._text, other._name)

    def __hash__(self) -> int:
        return hash((self._text, self._name))


def _theme(theme: Any) -> Any:
    if theme is None or isinstance(theme, (str, os.PathLike)):
        return theme
    return [os.fspath(one) for one in theme]


def _put(written: Dict[str, Any], section: str, **values: Any) -> None:
    """Puts values into a table of the figure that has not got them."""
    values = {name: value for name, value in values.items() if value is not None}
    if not values:
        return
    table = dict(written.get(section) or {})
    for name, value in values.items():
        if name in table:
            raise _errors.usage(f"`{name}` is given twice", f"{section}.{name}", "give the keyword or the key of the table")
        table[name] = value
    written[section] = table


def layer_tables(layers: Any) -> List[Dict[str, Any]]:
    """The ``[[layers]]`` of a figure, the base map below where none of them is bundled."""
    tables = own_layers(layers)
    if not any("source" in table for table in tables):
        base = _native.base_map()
        tables = [*({"source": name} for name in base), *tables]
    return tables


def own_layers(layers: Any) -> List[Dict[str, Any]]:
    """The ``[[layers]]`` that a list, or one thing alone, stands for."""
    alone = isinstance(layers, (str, os.PathLike, Mapping)) or _data.is_data(layers) and not isinstance(layers, (list, tuple))
    listed: Iterable[Any] = [layers] if alone else layers
    return [_layer(layer, f"layers[{number}]") for number, layer in enumerate(listed)]


def _layer(layer: Any, where: str) -> Dict[str, Any]:
    if isinstance(layer, (str, os.PathLike)):
        written = os.fspath(layer)
        is_file = isinstance(layer, os.PathLike) or "." in os.path.basename(written) or os.sep in written
        return {"file": written} if is_file else {"source": written}
    if _data.is_data(layer):
        return {"features": _data.geojson(layer, where)}
    if not isinstance(layer, Mapping):
        raise _errors.usage(f"a {type(layer).__name__} is no layer", where)
    table = {name: value for name, value in layer.items() if name != "data"}
    if "data" in layer:
        table["features"] = _data.geojson(layer["data"], f"{where}.data")
    return table


def asked(figure: FigureLike) -> _Asked:
    """The figure as the program is told of it."""
    if isinstance(figure, Figure):
        return _Asked("-", figure.toml, figure._name)
    if isinstance(figure, Mapping):
        return asked(Figure(**figure))
    if isinstance(figure, (str, os.PathLike)):
        return _Asked(os.fspath(figure), None, None)
    raise _errors.usage(
        f"a {type(figure).__name__} is no figure", "figure", "a Figure, the name of a bundled one, a path, or a dict of keys"
    )


def _drawn(figure: FigureLike, layers: Any, look: Mapping[str, Any], stacklevel: int) -> Picture:
    which = asked(figure)
    if which.name == "-" and which.text is None:
        raise _errors.usage("`-` is no figure here", "figure", "give the text itself: Figure.from_toml(text)")
    lettering = look.get("lettering")
    rest = {name: value for name, value in look.items() if name != "lettering"}
    words = ["periplus", "render", *_words.look(rest), *_words.options({"text": lettering}), "--", which.name]
    added = "" if layers is None else _toml.document({"layers": own_layers(layers)})
    sheet, told = _native.drawn(words, which.text, which.called, added)
    return Picture(sheet, _errors.warn(told, stacklevel + 1))


def render(
    figure: FigureLike,
    *,
    layers: Any = None,
    width: Optional[_words.Length] = None,
    size: Union[Sequence[float], str, None] = None,
    dpi: Optional[float] = None,
    bounds: Optional[_words.Bounds] = None,
    theme: Optional[_words.Themes] = None,
    background: Optional[str] = None,
    as_of: Optional[_words.Day] = None,
    worldview: Optional[str] = None,
    names: Optional[str] = None,
    breadths: Optional[_words.Breadths] = None,
    overlap: Optional[str] = None,
    lettering: Optional[str] = None,
) -> Picture:
    """Draws a figure.

    :param figure: a :class:`Figure`, the name of a bundled one (:func:`figures`), a path, or a dict of keys.
    :param layers: own data on top of what the figure shows: GeoDataFrames, shapes of shapely, dicts of GeoJSON, whatever has
        ``__geo_interface__``, files, dicts with the keys of a layer and the data as ``data``; one, or a list.
    :param width: of the sheet: millimetres, or ``"7in"``, ``"1200px"``, ``"single"`` (89 mm), ``"double"`` (183 mm).
    :param size: width and height in millimetres, or ``"1080x1080"`` pixels of a screen; the map fills it.
    :param dpi: pixels per inch of a PNG (300).
    :param bounds: another extent: west, south, east, north in degrees, WGS 84.
    :param theme: a bundled theme (:func:`themes`) or a ``.css`` file; of several the later lie over the earlier.
    :param background: ``"theme"``, or ``"none"`` for a sheet that one sees through.
    :param as_of: the day whose claims, boundaries and names are shown.
    :param worldview: whose view of disputed land: ``"un"``, ``"de-facto"``, or a state such as ``"GEO"``.
    :param names: language of the names: ``"en"``, ``"local"``, ``"both"``, or a tag such as ``"tr"``.
    :param breadths: nautical miles, or ``{"GRC": 6}`` by state: a what-if, which the figure says.
    :param overlap: where the waters of two states meet: ``"median"``, ``"overlap"`` or ``"keep"``.
    :param lettering: of an SVG: ``"text"``, or ``"paths"`` for outlines.
    :raises Error: with file, place and hint; :class:`PeriplusWarning` is warned of.
    """
    look = {
        "width": width,
        "size": size,
        "dpi": dpi,
        "bounds": bounds,
        "theme": theme,
        "background": background,
        "as_of": as_of,
        "worldview": worldview,
        "names": names,
        "breadths": breadths,
        "overlap": overlap,
        "lettering": lettering,
    }
    return _drawn(figure, layers, look, stacklevel=2)
