"""Map figures for reports: boundaries in, SVG, PNG and PDF out, with territorial waters computed on the ellipsoid.

>>> import periplus
>>> periplus.render("aegean", breadths=[6, 12]).save("aegean.svg")
PosixPath('aegean.svg')

Lengths of sheets are millimetres, breadths nautical miles, areas square kilometres, positions degrees of longitude and latitude
(WGS 84). The computation runs outside of the interpreter's lock: threads draw at once. docs/python.md says more.
"""

import json
from typing import Any, Dict, List

from . import _native
from ._errors import Error, InputError, MissingError, PeriplusWarning, RenderError, StaleError, UsageError
from ._figure import Figure, FigureLike, render
from ._picture import Picture
from ._places import Located, locate
from ._waters import Areas, Points, Zones, areas, points, zones

__version__: str = _native.__version__


def figures() -> List[Dict[str, Any]]:
    """The bundled figures: ``name``, ``title``, ``subtitle``, ``as_of`` of each."""
    return _listed("figures")


def themes() -> List[Dict[str, Any]]:
    """The bundled themes: ``name``, ``title``, and whether it is the ``default``."""
    return _listed("themes")


def _listed(what: str) -> List[Dict[str, Any]]:
    printed, _ = _native.printed(["periplus", what, "--json"], None)
    listed: List[Dict[str, Any]] = json.loads(printed)
    return listed


__all__ = [
    "Areas",
    "Error",
    "Figure",
    "FigureLike",
    "InputError",
    "Located",
    "MissingError",
    "PeriplusWarning",
    "Picture",
    "Points",
    "RenderError",
    "StaleError",
    "UsageError",
    "Zones",
    "areas",
    "figures",
    "locate",
    "points",
    "render",
    "themes",
    "zones",
]
