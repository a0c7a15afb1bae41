"""What went wrong, and what was left out: what, where, and the way out."""

import warnings
from typing import List, Optional, Sequence, Tuple, Type

Told = Tuple[str, Optional[str], Optional[int], Optional[int], Optional[str], Optional[str], Optional[str]]


class _Said:
    """What a message is made of."""

    #: What is wrong, in a sentence without a full stop.
    message: str
    #: The file as it was named, ``the figure`` for a text, ``figure "aegean"`` for a bundled one.
    file: Optional[str]
    #: Line of that file, counted from 1.
    line: Optional[int]
    #: Column of that line, counted from 1 in characters.
    column: Optional[int]
    #: What inside the file, or which keyword: ``feature 17, ring 2``, ``as_of``.
    part: Optional[str]
    #: That line as it is written.
    written: Optional[str]
    #: What to do about it.
    hint: Optional[str]

    def _take(self, told: Told) -> None:
        self.message, self.file, self.line, self.column, self.part, self.written, hint = told
        # what is an option there is an attribute here
        self.hint = hint and hint.replace("--report lists", "`Picture.report` lists")

    @property
    def place(self) -> Optional[str]:
        """Where it was found, in words: ``mine.toml:3:7, feature 2``; None if it is nowhere in particular."""
        lines = [str(number) for number in (self.line, self.column) if number is not None]
        file = ":".join([self.file or "", *lines]) if self.file or lines else None
        return ", ".join(part for part in (file, self.part) if part) or None

    def _in_words(self) -> str:
        lines = [self.message]
        if self.place:
            lines.append(f"  at: {self.place}")
        if self.written is not None and self.written.strip():
            lines.append(f"  {self.written.rstrip()}")
            if self.column is not None:
                lines.append("  " + " " * (self.column - 1) + "^")
        if self.hint:
            lines.append(f"hint: {self.hint}")
        return "\n".join(lines)


class Error(_Said, Exception):
    """What periplus could not do. ``kind`` and ``exit_code`` are those of the command line."""

    #: ``render``, ``usage``, ``input``, ``missing`` or ``stale``.
    kind: str = "render"
    #: What the command line would have ended with.
    exit_code: int = 1

    def __init__(self, told: Told, causes: Sequence[str] = ()) -> None:
        self._take(told)
        #: The failures below this one.
        self.causes: List[str] = list(causes)
        super().__init__(told, self.causes)

    def __str__(self) -> str:
        return "\n".join([self._in_words(), *(f"cause: {cause}" for cause in self.causes)])


class RenderError(Error):
    """It could not be computed, drawn or written."""


class UsageError(Error, ValueError):
    """What is asked for is not possible: a keyword or its value is wrong."""

    kind, exit_code = "usage", 2


class InputError(Error, ValueError):
    """A figure, a theme or data that were given are wrong."""

    kind, exit_code = "input", 3


class MissingError(Error, LookupError):
    """Something asked for is not there: data, a font, a name, a place, a file."""

    kind, exit_code = "missing", 4


class StaleError(Error):
    """Something is out of date."""

    kind, exit_code = "stale", 5


_BY_CODE: List[Type[Error]] = [RenderError, UsageError, InputError, MissingError, StaleError]


def made(code: int, told: Told, causes: Sequence[str]) -> Error:
    """The exception of an exit code."""
    return _BY_CODE[code - 1](told, causes)


def usage(message: str, part: Optional[str] = None, hint: Optional[str] = None) -> UsageError:
    """A wrong keyword or value of one, found before the native module was asked."""
    return UsageError((message, None, None, None, part, None, hint))


class PeriplusWarning(_Said, UserWarning):
    """Something that a map leaves out, repairs or assumes."""

    def __init__(self, told: Told) -> None:
        self._take(told)
        super().__init__(told)

    def __str__(self) -> str:
        return self._in_words()


def warn(told: Sequence[Told], stacklevel: int) -> List[PeriplusWarning]:
    """Tells each of them as Python tells warnings, at the line of the caller; and gives them back."""
    said = [PeriplusWarning(one) for one in told]
    for warning in said:
        warnings.warn(warning, stacklevel=stacklevel + 1)
    return said
