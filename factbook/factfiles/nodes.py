"""The text of a fact file to plain nodes: strings, dicts and lists, as PyYAML's C parser reads them.

Every scalar stays the string that is written (the schema decides types later), so `no`, `012` and `12:30` are what
they look like. Refused, as `Refused`: a key twice, anchors, aliases, tags, nesting beyond what a record can hold.
No places are kept but the line of each record: `locate` finds the others where one is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined] # the stubs leave it out

from factbook.yaml_nodes import cure_of, mark_of

MAX_DEPTH = 6
_ESCAPED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
#: What git leaves where two branches changed the same lines, and what to do about it.
_MERGE = re.compile(r"^(?:<{7}|={7}|>{7})(?= |$)", re.M)
_OF_MERGE = "keep what holds of the two versions, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>"

#: What YAML holds here: a text, a mapping by text, or a list.
YamlValue = Any


class Mark(NamedTuple):
    """A place in a file, counted from 0 as the parser does."""

    line: int
    column: int


class Refused(Exception):
    """The file cannot be read further; holds the problem's kind, mark (or None), message and hint."""


class Document(NamedTuple):
    """What a document holds; where that is a list, the mark of each item."""

    value: YamlValue
    marks: list[Mark]


def documents(text: str) -> Iterator[Document]:
    """The documents of a file's text; raises Refused at what is not plain YAML."""
    parser = CParser(text)
    try:
        while (event := parser.get_event()) is not None:
            if isinstance(event, yaml.DocumentStartEvent):
                if event.version or event.tags:
                    raise Refused("yaml", event.start_mark, "a YAML directive", "remove it")
                yield _document(parser, parser.get_event())
    except yaml.MarkedYAMLError as error:
        if marker := _MERGE.search(text):
            mark = Mark(text.count("\n", 0, marker.start()), 0)
            raise Refused("yaml", mark, f"a merge left {marker.group()!r}", _OF_MERGE) from error
        message = " ".join(filter(None, (error.context, error.problem)))
        raise Refused("yaml", mark_of(error), message, cure_of(error, text)) from error
    except yaml.reader.ReaderError as error:
        raise Refused("control-character", None, f"{error.reason} at {error.position}", "remove it") from error


def _document(parser: Any, event: Any) -> Document:
    if type(event) is not yaml.SequenceStartEvent or event.anchor is not None or event.tag is not None:
        return Document(_node(parser, event, 0), [])
    values, marks = [], []
    while type(event := parser.get_event()) is not yaml.SequenceEndEvent:
        marks.append(event.start_mark)
        values.append(_node(parser, event, 1))
    return Document(values, marks)


def _node(parser: Any, event: Any, depth: int) -> YamlValue:
    kind = type(event)
    if kind is yaml.ScalarEvent and event.anchor is None and event.tag is None:
        # What is written plainly cannot hold a control character that the file does not.
        return event.value if event.style == "" else _scalar(event)
    if kind is yaml.AliasEvent or event.anchor is not None:
        raise Refused("yaml", event.start_mark, "anchors (&) and aliases (*) are not used here", "write the value out")
    if event.tag is not None:
        raise Refused("yaml", event.start_mark, f"tag {event.tag!r}", "remove it: the schema decides types")
    if depth >= MAX_DEPTH:
        raise Refused("structure", event.start_mark, "nested deeper than any record is", "")
    return _mapping(parser, depth + 1) if kind is yaml.MappingStartEvent else _sequence(parser, depth + 1)


def _scalar(event: Any) -> str:
    """A quoted text or a block of it, which may hold line breaks and escaped characters."""
    value: str = event.value
    if event.style in ("|", ">"):
        value = value.strip("\n")
        if "\n" in value:
            hint = "write it in one line, between quotation marks where it holds `: ` or ` #`; `build.py fmt` folds it"
            raise Refused("yaml", event.start_mark, f"a block of several lines ({event.style}) is not read", hint)
    if _ESCAPED.search(value):
        message = "a control character or line break inside a value"
        raise Refused("control-character", event.start_mark, message, "remove it")
    return value


def _mapping(parser: Any, depth: int) -> dict[str, YamlValue]:
    values: dict[str, YamlValue] = {}
    next_event, scalar = parser.get_event, yaml.ScalarEvent
    while type(event := next_event()) is not yaml.MappingEndEvent:
        key = event.value if type(event) is scalar and event.style == "" else _node(parser, event, MAX_DEPTH)
        if type(key) is not str or event.anchor is not None or event.tag is not None:
            _node(parser, event, MAX_DEPTH)
            raise Refused("structure", event.start_mark, "a key is a text", "")
        if key in values:
            raise Refused("duplicate-key", event.start_mark, key, "keep one")
        value = next_event()
        # Nearly every value is a plain text: it is taken here, without a call.
        plain = type(value) is scalar and value.style == "" and value.anchor is None and value.tag is None
        values[key] = value.value if plain else _node(parser, value, depth)
    return values


def _sequence(parser: Any, depth: int) -> list[YamlValue]:
    values: list[YamlValue] = []
    next_event = parser.get_event
    while type(event := next_event()) is not yaml.SequenceEndEvent:
        values.append(_node(parser, event, depth))
    return values


def leaves(value: YamlValue) -> Iterator[str]:
    """The texts in a value and the keys above them, in their order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
