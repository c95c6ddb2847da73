"""A range in a passage, "300 to 350 people": a record holds one end of it, with its bound and the reasons for both.

Turns a range and one of its ends into values of a record; nothing is chosen where the editor has not said which end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from factbook.editor.own_language import in_own_language
from factbook.editor.reading import Passage, Reading
from factbook.factfiles.nodes import YamlValue
from factbook.locale import N_, _
from factbook.problems import RequestError
from factbook.schema import Table
from factbook.text.numbers import Number

#: The bound at the lower end of a range, and at the upper one; the reasons for the number there, and for its bound.
_BOUNDS = ("at least", "up to")
_NUMBER = (N_("The lower end of %(range)s."), N_("The upper end of %(range)s."))
_BOUND = (N_("At least: the lower end of %(range)s."), N_("Up to: the upper end of %(range)s."))


class End(NamedTuple):
    """One end of a range: the number as it is printed, and whether it is the upper one."""

    number: Number
    is_upper: bool

    @property
    def value(self) -> str:
        """The end, in digits."""
        return f"{self.number.values[self.is_upper]:.15g}"


def ends_in(reading: Reading, quote: str) -> list[End]:
    """Both ends of each range of a text, in order."""
    numbers = reading.reader.numbers(quote) if reading.reader else ()
    return [End(number, upper) for number in numbers if len(number.values) == len(_BOUNDS) for upper in (False, True)]


def countable(reading: Reading, text: str) -> list[tuple[Number, str]]:
    """The numbers of a text in order of place, each with its value in digits: of a range, both ends."""
    single = [(number, f"{number.value:.15g}") for number in reading.numbers(text)]
    ends = [(end.number, end.value) for end in ends_in(reading, text)]
    return sorted([*single, *ends], key=lambda found: found[0].start)


def end_given(reading: Reading, passage: Passage, value: object) -> End | None:
    """The end of a range in the passage that has this value, in digits; None where none has."""
    return next((end for end in ends_in(reading, passage.quote) if end.value == value), None)


def values_of(reading: Reading, table: Table, end: End) -> dict[str, YamlValue]:
    """Bound, unit and reasons of a record that holds this end; the reasons in the factbook's language."""
    bound, printed = _BOUNDS[end.is_upper], end.number.text
    values: dict[str, YamlValue] = {}
    reasons: dict[str, YamlValue] = {}
    with in_own_language(reading.workspace.project, reading.workspace.schema):
        for column in table.given.values():
            if "number" in column.tags:
                reasons[column.name] = _(_NUMBER[end.is_upper], range=printed)
            elif "qualifier" in column.tags and bound in column.choices:
                values[column.name] = bound
                reasons[column.name] = _(_BOUND[end.is_upper], range=printed)
    return values | {"derivations": reasons}


def check_number(reading: Reading, table: Table, passage: Passage, given: Mapping[str, YamlValue]) -> None:
    """Raise RequestError where the passage has no number that is read whole, and the editor says none."""
    column = next(iter(table.tagged("number")), None)
    if column is None or column.name in given or reading.reader is None or reading.numbers(passage.quote):
        return
    ends = [end.value for end in ends_in(reading, passage.quote)]
    if ends:
        text = ends_in(reading, passage.quote)[0].number.text
        which = f"{column.name}={ends[0]} or {column.name}={ends[1]}"
        raise RequestError(f"{text!r} is a range, and a record holds one end: {which}; bound and reasons are filled in")
    if reading.reader.bounds_in(passage.quote):
        return
    unread = [number.text for number in reading.reader.numbers(passage.quote) if not number.values]
    if unread:
        due = f"{column.name}=..., and derivations.{column.name}=... with how it follows"
        raise RequestError(f"{unread[0]!r} has no value that is read: give {due}")
