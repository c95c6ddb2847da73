"""CSV as RFC 4180 has it, in UTF-8 with a byte order mark, without which Excel takes it for another encoding.

NULL is an empty cell; the database holds no empty text. A text that a spreadsheet would run as a formula has an
apostrophe put before it, and so has one that begins with apostrophes and would then: what is read back is exact.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from factbook.export.content import Content
from factbook.record import Scalar

FOLDER = "tables"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_EXACT_WHOLE = 2**53


def table_files(content: Content) -> dict[str, bytes]:
    """A file a table, `tables/<table>.csv`: its columns in the order of schema.sql, rows by primary key."""
    return {
        f"{FOLDER}/{name}.csv": to_csv(list(table.columns), (tuple(row.values()) for row in content.rows[name]))
        for name, table in content.schema.tables.items()
    }


def to_csv(header: Sequence[str], rows: Iterable[Sequence[Scalar]]) -> bytes:
    """The rows as one CSV file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def cell(value: Scalar) -> str:
    """A value as the text of its cell."""
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_WHOLE:
        return str(int(value))
    return "" if value is None else repr(value)


def unguarded(text: str) -> str:
    """The text that a cell stands for: the apostrophe that guards it taken away."""
    return text[1:] if _GUARDED.match(text) else text
