"""Unit and bound of a number in a passage, by the words and signs beside it, as an editor's tools read them.

Turns a number and its passage into words as printed; nothing is chosen that the rules on units and bounds refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbook.editor.reading import Passage, Reading
from factbook.schema import Column, Table
from factbook.text.function_words import FUNCTION_WORDS
from factbook.text.ja_bounds import COUNTERS
from factbook.text.numbers import Number
from factbook.text.speech import primary_subtag

#: A sign of money before a number; and behind one the word that counts in Japanese, without what bounds it.
_SIGNS = (re.compile(r"\b[A-Z]{1,3}[$€£¥]$"), re.compile(r"[$€£¥]$"))
_COUNTED = re.compile(rf"(?:{COUNTERS})(?!所|人)")
_COUNTER = re.compile(r"([一-龥々ァ-ヴー]+?)(?=以上|以下|前後|程度|未満|余|超|[^一-龥々ァ-ヴー]|$)")
#: What is counted in English behind words that say which: "22 building permits", "eleven auto parts makers".
_PLURAL = r"(?!(?:is|was|has|as|does|its|this|thus|us)\b)[a-z][\w-]*[a-rt-z]s\b"
_NO_NOUN = r"(?:of|to|in|for|by|at|on|from|with|and|or|that|who|which|than|as)\b"
_HEAD = re.compile(rf"(?: (?!{_PLURAL}|{_NO_NOUN})[\w-]+){{0,2}}((?: {_PLURAL})+)")
#: Beside its bound: what says that none is printed.
_NO_BOUND = "as printed"


def bound_of(reading: Reading, column: Column, passage: Passage, number: Number | None) -> str | None:
    """The bound at the number, by the column's words for it."""
    if number is None or reading.reader is None:
        vague = reading.reader.bounds_in(passage.quote) if reading.reader else frozenset[str]()
        return next((bound for bound in column.choices if bound in vague), None)
    bounds = reading.reader.bounds(passage.quote, number)
    return next(
        (bound for bound in column.choices if bound in bounds), _NO_BOUND if _NO_BOUND in column.choices else None
    )


def unit_of(reading: Reading, table: Table, column: Column, passage: Passage, number: Number | None) -> str | None:
    """The unit of the number: one that is in use and stands there, the longest, else the word behind it."""
    if number is None or reading.reader is None:
        return None
    beside = _beside(passage.quote, number, primary_subtag(reading.language))
    for unit in [*units_in_use(reading, table, column), *beside]:
        if reading.reader.unit_at(passage.quote, number, unit):
            return unit
    return None


def _beside(quote: str, number: Number, language: str) -> Iterator[str]:
    """What may be the unit of a number by its place: the sign before it, else the word behind it."""
    for sign in _SIGNS:
        yield from sign.findall(quote[: number.start])
    behind = quote[number.end :]
    if counter := _COUNTED.match(behind):
        yield counter[0]
    if counter := _COUNTER.match(behind):
        yield counter[1]
    elif behind[:1].isspace():
        yield from counted_words(behind, number, language).split()[-1:]
        words = [word.strip(".,;:()\"'") for word in behind.split()[:2]]
        yield from (word for word in words if word.isalpha() and word not in FUNCTION_WORDS.get(language, ()))


def units_in_use(reading: Reading, table: Table, column: Column) -> list[str]:
    """The units that records have, the longest first."""
    found = {
        str(r.values[column.name])
        for _, r in reading.workspace.records()
        if r.table == table.name and column.name in r.values
    }
    return sorted(found, key=lambda unit: (-len(unit), unit))


def counted_words(behind: str, number: Number, language: str) -> str:
    """What stands behind an English number up to the plural that it counts; "" where none is seen, or in others."""
    found = _HEAD.match(behind) if primary_subtag(language) == "en" and number.value != 1 else None
    return found[0] if found else ""


def counted_run(reading: Reading, table: Table, passage: Passage, number: Number | None) -> str:
    """From the number to the word that it counts: "foreign firms" of "48 foreign firms"; "" without any."""
    columns = (c for c in table.given.values() if "unit" in c.tags and "editorial" not in c.tags)
    column = next(columns, None) if number and table.tagged("number") else None
    unit = unit_of(reading, table, column, passage, number) if column else None
    if number is None or unit is None:
        return ""
    said, sign, _ = passage.quote[number.end :].partition(unit)
    return (said + sign).strip() if sign else ""


def is_of_count(reading: Reading, id: str, run: str) -> bool:
    """Whether the record is named only by what is counted: no body of that name, no place where anything is.

    So is a body called "Arcadian firms", and Arcadia by its adjective, of "48 Arcadian firms".
    """
    table, names = reading.names[id]
    is_place = "place" in reading.workspace.schema.tables[table].tags
    return any(name in run and (is_place or run.endswith(name)) for name in names)
