"""A drawn figure, and its files."""

import base64
import json
import os
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple, Union

from . import _native
from ._errors import PeriplusWarning, usage

#: Pixels per inch of a picture in a notebook: 180 mm are then 1063 pixels, shown at half of a dense screen's.
_NOTEBOOK_DPI = 150.0
_MM_PER_INCH = 25.4


class Picture:
    """A drawn figure. A notebook shows it; :meth:`save` writes it."""

    def __init__(self, sheet: "_native.Sheet", warnings: List[PeriplusWarning]) -> None:
        self._sheet = sheet
        #: What was left out, repaired or assumed.
        self.warnings: List[PeriplusWarning] = warnings

    @property
    def svg(self) -> str:
        """As SVG, with the fonts of its letters. Its size is in millimetres."""
        return self._sheet.encoded("svg").decode()

    def png(self, dpi: Optional[float] = None) -> bytes:
        """As PNG with so many pixels per inch: those that it was drawn for, 300 unless others were given."""
        return self._sheet.encoded("png", dpi)

    def pdf(self) -> bytes:
        """As PDF of one page: vectors, fonts as subsets, tagged, with the alternative text."""
        return self._sheet.encoded("pdf")

    @property
    def alt(self) -> str:
        """The alternative text: what the figure shows, in words."""
        return self._sheet.alt

    @property
    def width_mm(self) -> float:
        """Width of the sheet, millimetres."""
        return self._sheet.size[0]

    @property
    def height_mm(self) -> float:
        """Height of the sheet, millimetres."""
        return self._sheet.size[1]

    @property
    def report(self) -> Dict[str, Any]:
        """What was drawn, in numbers and words: bounds, projection, scale, labels, zones, sources, … as ``--report`` has it
        (``periplus schema report``). ``files`` is empty: none is written."""
        report: Dict[str, Any] = json.loads(self._sheet.report)
        return report

    def save(self, path: Union[str, "os.PathLike[str]"], *, dpi: Optional[float] = None) -> Path:
        """Writes it to a file, whole or not at all, in the format that the end of its name tells (``.svg``, ``.png``, ``.pdf``).

        :param dpi: pixels per inch of a PNG.
        :returns: the path.
        """
        path = Path(path)
        known = _native.formats()
        end = path.suffix[1:].lower()
        if end not in known:
            raise usage(f"`{path}` is no file that can be written", "path", f"a name ending in .{', .'.join(known)}")
        content = self._sheet.encoded(end, dpi)
        waiting = path.with_name(f".{path.name}.{os.getpid()}.{id(self):x}.tmp")
        try:
            waiting.write_bytes(content)
            os.replace(waiting, path)
        finally:
            if waiting.exists():
                waiting.unlink()
        return path

    def _repr_svg_(self) -> str:
        # several figures stand in one page, and pages know an id once
        return self._sheet.inlined()

    def _repr_png_(self) -> bytes:
        return self.png(_NOTEBOOK_DPI)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Tuple[Dict[str, Any], Dict[str, Any]]:
        """What notebooks take: the alternative text, PNG with it, and SVG."""
        asked = set(include or ("text/plain", "image/png", "image/svg+xml")) - set(exclude or ())
        shown = {"alt": self.alt, "width": round(self.width_mm / _MM_PER_INCH * 96), "height": round(self.height_mm / _MM_PER_INCH * 96)}
        data: Dict[str, Any] = {}
        if "text/plain" in asked:
            data["text/plain"] = self.alt
        if "image/png" in asked:
            data["image/png"] = base64.b64encode(self._repr_png_()).decode()
        if "image/svg+xml" in asked:
            data["image/svg+xml"] = self._repr_svg_()
        said = {"image/png": shown, "image/svg+xml": {"alt": self.alt}}
        return data, {kind: words for kind, words in said.items() if kind in data}

    def __repr__(self) -> str:
        return f"<periplus.Picture {self.width_mm:g} x {self.height_mm:g} mm: {self.alt}>"
