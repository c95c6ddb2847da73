"""A value by itself: text, type, closed list, date, id."""

from __future__ import annotations

from factbook.factfiles.nodes import YamlValue
from factbook.problems import Fault, did_you_mean
from factbook.rules.rule import Quote, Record, Rule, every_column, named, tagged
from factbook.schema import Column
from factbook.schema.json_types import SLUG, SLUG_LENGTH
from factbook.text.dates import date_fault
from factbook.text.late import pattern
from factbook.text.normalise import unseen_in

#: A language, and what narrows it down (BCP 47, 2.1).
_TAG = pattern(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_SLUG = pattern(SLUG)
_NUMBER = {
    "INTEGER": pattern(r"-?(?:0|[1-9][0-9]{0,14})"),
    "REAL": pattern(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"),
}
_PLACEHOLDERS = {"", "~", "null", "none", "unknown", "n/a", "na", "tbd", "?", "-"}
#: Longer texts say something; white space around a placeholder makes it a little longer.
LONGEST_PLACEHOLDER = 16
_MAX_DIGITS = 15


def check_text(value: YamlValue, column: Column, _record: Record, _quotes: tuple[Quote, ...]) -> Fault | None:
    """A value is a text."""
    if isinstance(value, str):
        return None
    kind = "mapping" if isinstance(value, dict) else "list"
    return Fault("structure", f"a {kind} where a text is due", column.comment)


def check_placeholder(value: str, column: Column, _record: Record, _quotes: tuple[Quote, ...]) -> Fault | None:
    """What is not known is left out."""
    if not is_placeholder(value):
        return None
    hint = f"it must be given: {what_is_due(column)}" if column.required else "leave the key out: NULL is 'not stated'"
    return Fault("placeholder", f"{value!r} is no value", hint)


def what_is_due(column: Column) -> str:
    """What the schema says of the column, and the values of a closed list."""
    return f"{column.comment} One of {', '.join(column.choices)}." if column.choices else column.comment


def is_placeholder(value: str) -> bool:
    """Whether the text only says that nothing is known."""
    return len(value) < LONGEST_PLACEHOLDER and value.strip().lower() in _PLACEHOLDERS


def check_characters(value: str, _column: Column, _record: Record, _quotes: tuple[Quote, ...]) -> Fault | None:
    """A text holds only what its readers see, and no word in letters of two scripts that look alike."""
    found = unseen_in(value)
    hint = "write it anew: it often comes with text that was copied from a page"
    return Fault("characters", f"the text is not what it looks like: {found}", hint) if found else None


def check_number(value: str, column: Column, _record: Record, _quotes: tuple[Quote, ...]) -> Fault | None:
    """A number is digits, and no more of them than are exact."""
    few = len(value) <= _MAX_DIGITS or sum(map(str.isdigit, value)) <= _MAX_DIGITS
    if few and _NUMBER[column.type].fullmatch(value):
        return None
    whole = column.type == "INTEGER"
    hint = f"digits{'' if whole else ' and a decimal point'}, no separators, {_MAX_DIGITS} at most"
    return Fault("type", f"{value!r} is not written as a {'whole ' if whole else ''}number", hint)


def check_choice(value: str, column: Column, _record: Record, _quotes: tuple[Quote, ...]) -> Fault | None:
    """A value of a closed list is in it."""
    if value in column.choices:
        return None
    hint = did_you_mean(value, column.choices) or f"it is one of {', '.join(column.choices)}"
    return Fault("choice", f"{value!r} is not in the list", hint)


def check_date(value: str, _column: Column, _record: Record, _quotes: tuple[Quote, ...]) -> Fault | None:
    """A date is EDTF, and in the calendar."""
    fault = date_fault(value)
    return Fault("date", f"{value!r}: {fault}") if fault else None


def check_day(value: str, column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """The day of a check is a whole day."""
    if fault := check_date(value, column, record, quotes):
        return fault
    if len(value) == len("2026-01-01"):
        return None
    hint = "write the day on which you held the record against its article"
    return Fault("date", f"{value!r} is not a day", hint)


def check_slug(value: str, _column: Column, _record: Record, _quotes: tuple[Quote, ...]) -> Fault | None:
    """An id is a slug."""
    if is_slug(value):
        return None
    hint = "lower-case letters, digits and hyphens; it is the last part of the page's address"
    return Fault("slug", f"{value!r} is not a slug", hint)


def is_slug(value: YamlValue) -> bool:
    """Whether the value can be an id."""
    return isinstance(value, str) and len(value) <= SLUG_LENGTH and _SLUG.fullmatch(value) is not None


def _is_number(column: Column) -> bool:
    return column.type in _NUMBER


def _is_closed(column: Column) -> bool:
    return bool(column.choices)


#: The first one that finds something ends the look at a value.
def is_tag(text: str) -> bool:
    """Whether a text is the tag of a language, and not its name."""
    return _TAG.fullmatch(text) is not None


def check_language(value: str, _column: Column, _record: Record, _quotes: tuple[Quote, ...]) -> Fault | None:
    """A language is a tag, not its name."""
    return None if is_tag(value) else Fault("type", f"{value!r} is no tag of a language", "such as en, es-MX, ja")


def _is_language(column: Column) -> bool:
    return column.name == "language" and "BCP 47" in column.comment


RULES = (
    Rule(check_text, every_column),
    Rule(check_placeholder, every_column),
    Rule(check_characters, every_column),
    Rule(check_number, _is_number),
    Rule(check_choice, _is_closed),
    Rule(check_date, tagged("date")),
    Rule(check_day, named("checked")),
    Rule(check_slug, named("id")),
    Rule(check_language, _is_language),
)
