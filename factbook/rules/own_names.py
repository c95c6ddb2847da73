"""A name that we put into an order of our own is made of words that are printed, or of those of another name."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.factfiles.nodes import YamlValue
from factbook.problems import Fault
from factbook.rules.rule import Quote, Record, Rule
from factbook.schema import Column
from factbook.text.names import fold

#: What holds the name where an item of a list is a mapping.
_KEYS = ("name", "alias")


def check_own_name(value: str, _column: Column, record: Record, _quotes: tuple[Quote, ...]) -> Fault | None:
    """Each word of the name is one of the record's printed names, aliases or looked-up names.

    A name whose others are all in another script cannot be held against them.
    """
    named = (text for field in record.named_in for text in _texts(record.values.get(field, "")))
    same_script = [name for name in named if _is_latin(name)]
    printed = {word for name in same_script for word in fold(name).split()}
    missing = [word for word in fold(value).split() if word not in printed] if same_script else []
    if not missing:
        return None
    hint = "write it of the words that are printed, or add the name that has them to the aliases"
    return Fault("words", f"{missing[0]!r} is in no printed name of the record", hint)


def _texts(value: YamlValue) -> Iterator[str]:
    """The name in a column, or those in a list, whose items are names or mappings with one."""
    for item in value if isinstance(value, list) else [value]:
        name = next((item[key] for key in _KEYS if key in item), "") if isinstance(item, dict) else item
        if isinstance(name, str) and name:
            yield name


def _is_latin(name: str) -> bool:
    return fold(name).isascii()


def _orders(column: Column) -> bool:
    """Of a label that is ours and yet no text of ours: the order and the spelling of a name."""
    return {"label", "editorial"} <= column.tags and "words" not in column.tags


RULES = (Rule(check_own_name, _orders, "ours", everywhere=True),)
