"""`- defaults:` at the head of a fact file: source, voice and day of the check, said once for all its records.

A record's own value goes before it. Turns nodes with a head into nodes that say all themselves, and back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from factbook.factfiles.nodes import YamlValue

HEAD = "defaults"
#: What a head may say: of a record, and of each of its citations.
OF_RECORD, OF_CITATION = ("checked",), ("source", "voice")
KEYS = (*OF_CITATION, *OF_RECORD)
_CITATIONS = "citations"
#: In so many places a value has to stand that a head says it instead.
_WORTH = 3
#: And in more than this share of the places. Who speaks is looked at in each citation: there, exceptions are to be few.
_SHARE = {"source": 0.5, "voice": 0.8, "checked": 0.5}

Defaults = Mapping[str, str]


def head_of(values: Any) -> YamlValue:
    """What the first item of a file says as its head; None where it is a record like the others."""
    first = values[0] if isinstance(values, list) and values else None
    return first[HEAD] if isinstance(first, dict) and len(first) == 1 and HEAD in first else None


def fault_of(head: YamlValue) -> str | None:
    """What is wrong with a head; None where nothing is."""
    if not isinstance(head, dict) or not head:
        return f"`{HEAD}` says for all records of the file what {', '.join(KEYS)} are"
    wrong = [key for key, value in head.items() if key not in KEYS or not isinstance(value, str)]
    return f"`{HEAD}` has {', '.join(KEYS)}, each a text: {wrong[0]!r} is none of them" if wrong else None


def filled(record: dict[str, YamlValue], defaults: Defaults) -> dict[str, YamlValue]:
    """The record with what the head says wherever it says nothing itself."""
    own = {key: defaults[key] for key in OF_RECORD if key in defaults and key not in record}
    cited = {key: defaults[key] for key in OF_CITATION if key in defaults}
    citations = record.get(_CITATIONS)
    if cited and isinstance(citations, list):
        rows = [{**cited, **row} if isinstance(row, dict) else row for row in citations]
        return {**record, **own, _CITATIONS: rows}
    return {**record, **own}


def without(record: dict[str, YamlValue], defaults: Defaults) -> dict[str, YamlValue]:
    """The record without what the head says for it."""
    found = {key: value for key, value in record.items() if not (key in OF_RECORD and defaults.get(key) == value)}
    citations = record.get(_CITATIONS)
    if isinstance(citations, list):
        found[_CITATIONS] = [_row_without(row, defaults) for row in citations]
    return found


def _row_without(row: YamlValue, defaults: Defaults) -> YamlValue:
    if not isinstance(row, dict):
        return row
    return {key: value for key, value in row.items() if not (key in OF_CITATION and defaults.get(key) == value)}


def worthwhile(records: Iterable[Mapping[str, YamlValue]]) -> dict[str, str]:
    """The head that would say most often what these records say: a value of most places, or nearly all."""
    counts: dict[str, Counter[str]] = {key: Counter() for key in KEYS}
    for record in records:
        citations = record.get(_CITATIONS)
        rows = [row for row in citations if isinstance(row, dict)] if isinstance(citations, list) else []
        for keys, places in ((OF_RECORD, [record]), (OF_CITATION, rows)):
            for key in keys:
                counts[key].update(str(place[key]) for place in places if isinstance(place.get(key), str))
    most = ((key, *count.most_common(1)[0], count.total()) for key, count in counts.items() if count)
    return {key: value for key, value, often, total in most if often >= _WORTH and often > _SHARE[key] * total}
