"""CSV as RFC 4180 has it, in UTF-8 with a byte order mark, without which Excel takes it for another encoding.

NULL is an empty cell; the database holds no empty text. A text that a spreadsheet would run as a formula has an
apostrophe put before it, and so has one that begins with apostrophes and would then: what is read back is exact. Cells
with semicolons or tabs are quoted too, where RFC 4180 would not ask for it: LibreOffice would part them there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from factbook.export.content import Content
from factbook.record import Scalar

FOLDER = "tables"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_PARTING = re.compile(r'[",;\t\r\n]')
_EXACT_WHOLE = 2**53


def table_files(content: Content) -> dict[str, bytes]:
    """A file a table, `tables/<table>.csv`: its columns in the order of schema.sql, rows by primary key."""
    return {
        f"{FOLDER}/{name}.csv": to_csv(list(table.columns), (tuple(row.values()) for row in content.rows[name]))
        for name, table in content.schema.tables.items()
    }


def to_csv(header: Sequence[str], rows: Iterable[Sequence[Scalar]]) -> bytes:
    """The rows as one CSV file."""
    lines = (header, *([cell(value) for value in row] for row in rows))
    return "".join(",".join(map(_quoted, line)) + "\r\n" for line in lines).encode("utf-8-sig")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _PARTING.search(text) else text


def cell(value: Scalar) -> str:
    """A value as the text of its cell."""
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_WHOLE:
        return str(int(value))
    return "" if value is None else repr(value)


def unguarded(text: str) -> str:
    """The text that a cell stands for: the apostrophe that guards it removed."""
    return text[1:] if _GUARDED.match(text) else text
