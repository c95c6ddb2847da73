"""What a proposal says in a column of our own words: what records like it say, where that is what its passage is of.

Turns the records that exist and a passage into one text; nothing is proved by it, and a person mends it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from factbook.editor.reading import Reading
from factbook.schema import Column, Table
from factbook.text.names import fold

#: So many letters are the stem by which a word of a measure and one of a passage are one: "exports", "exported".
_STEM = 5


def usual(reading: Reading, table: Table, column: Column, values: Mapping[str, object], quote: str) -> str | None:
    """The value; None where the column is no word of our own, or nothing can be said."""
    if "editorial" not in column.tags:
        return None
    records = (r.values for _, r in reading.workspace.records() if r.table == table.name)
    found = [
        str(record[column.name]) for record in records if column.name in record and _is_alike(table, record, values)
    ]
    if table.tagged("number") and not column.choices:
        # What is measured is not told by its unit: most of what is in percent is another share.
        found = [text for text in found if _stems(text) & _stems(quote)]
    if found:
        return Counter(found).most_common(1)[0][0]
    # The first record of its kind is measured, and sorted, by what it says itself.
    said = [values.get(unit_of(table)), *(values.get(c.name) for c in table.tagged("class"))]
    return next((str(value) for value in said if value), None) if not column.choices else None


def unit_of(table: Table) -> str:
    """The column of printed units; "" where there is none."""
    return next((c.name for c in table.tagged("unit") if "editorial" not in c.tags), "")


def _is_alike(table: Table, record: Mapping[str, object], values: Mapping[str, object]) -> bool:
    unit = unit_of(table)
    return not unit or record.get(unit) == values.get(unit)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in fold(text).split() if len(word) >= _STEM}
