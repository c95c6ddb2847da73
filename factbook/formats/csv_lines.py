"""CSV as RFC 4180 has it, in UTF-8 with a byte order mark, without which Excel takes it for another encoding.

One writer for the downloads and for the site. NULL is an empty cell. A text that a spreadsheet would run as a formula,
one that begins with = + - @ tab or CR and is no number, has an apostrophe put before it, and so has one that begins
with apostrophes and would then: what is read back is exact. Cells with semicolons or tabs are quoted too, where RFC
4180 would not ask for it: LibreOffice would part them there.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from types import SimpleNamespace

from factbook.record import Scalar

#: What a file begins with; lines after the first piece of a file are written without.
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?"
_FORMULA = re.compile(rf"'*(?!{_NUMBER}\Z)[=+\-@\t\r]", re.ASCII | re.I)
_GUARDED = re.compile(rf"'+(?!{_NUMBER}\Z)[=+\-@\t\r]", re.ASCII | re.I)
_PARTING = re.compile(r'[",;\t\r\n]')
#: Signs that a cell which may have to be guarded begins with; that quote a cell in which they stand; an empty line.
_BEGINNINGS, _SIGNS, _EMPTY = frozenset("'=+-@\t\r"), ";\t", '""\r\n'
_EXACT_WHOLE = 2**53


def to_csv(header: Sequence[str], rows: Iterable[Sequence[Scalar]]) -> bytes:
    """The rows as one CSV file, its byte order mark and its header before them."""
    return BYTE_ORDER_MARK + to_lines([header]) + to_lines(rows)


def to_lines(rows: Iterable[Sequence[Scalar]]) -> bytes:
    """The rows as lines of a CSV file."""
    values = [[whole(value) if type(value) is float else value for value in row] for row in rows]
    lines: list[str] = []
    # Python's own writer is ten times as quick; few lines need more than it does.
    csv.writer(SimpleNamespace(write=lines.append), lineterminator="\r\n").writerows(values)
    for at in {*_guarded(values), *_quoting(lines)}:
        lines[at] = _careful(values[at])
    return "".join(lines).encode()


def _guarded(rows: Sequence[Sequence[Scalar]]) -> Iterator[int]:
    """The rows, by number, that may have a cell to be guarded."""
    return (at for at, row in enumerate(rows) for value in row if type(value) is str and value[:1] in _BEGINNINGS)


def _quoting(lines: Sequence[str]) -> Iterator[int]:
    """The lines, by number, with a sign that Python's writer does not quote, or with nothing in them."""
    text = "".join(lines)
    wanted = [sign for sign in _SIGNS if sign in text]
    yield from (at for at, line in enumerate(lines) if wanted and any(sign in line for sign in wanted))
    if text.startswith(_EMPTY) or f"\n{_EMPTY}" in text:
        yield from (at for at, line in enumerate(lines) if line == _EMPTY)


def _careful(row: Sequence[Scalar]) -> str:
    return ",".join([_quoted(cell(value)) for value in row]) + "\r\n"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _PARTING.search(text) else text


def cell(value: Scalar) -> str:
    """A value as the text of its cell."""
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    value = whole(value)
    return "" if value is None else repr(value)


def whole(value: Scalar) -> Scalar:
    """The value; a whole number without a point."""
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_WHOLE:
        return int(value)
    return value


def unguarded(text: str) -> str:
    """The text that a cell stands for: the apostrophe that guards it removed."""
    return text[1:] if _GUARDED.match(text) else text
