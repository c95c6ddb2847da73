"""What refers to a record, as sections of lines: its figures, agreements, meetings, what was said by it and of it.

Turns ids into `Section`s by the references that the schema declares. What is awaited stands apart from what happened,
and a record that refers to another in two ways stands once.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from factbook.locale import N_, _, say
from factbook.record import Reference
from factbook.schema import REGISTER
from factbook.schema.links import Branch, branches
from factbook.schema.names import quote_name as q
from factbook.site.names import Names
from factbook.site.pages.lines import Line, load_lines

#: Records that refer to others, which are looked at at most: beyond them, a page says so and the tables have them.
MOST = 2_000
#: The field by which one whose words a passage gives is referred to.
SPEAKER = "speaker"
#: Ways that no column declares: the words of those who belong to a record, and its name in another's label.
THEIRS, NAMED = "(theirs)", "(named)"
_TITLES = {THEIRS: N_("%(kinds)s by its people and organizations"), NAMED: N_("%(kinds)s that name it")}
_BRANCH = """
select {fact}, {kind}, '{field}', {column}, {role} from {table}
where {column} in (select value from json_each(:ids))"""
_SPOKEN = """
select citations.fact, facts.kind, 'speaker', citations.speaker, null
from citations join facts on facts.id = citations.fact
where citations.speaker in (select value from json_each(:ids)) group by 1, 4"""


class Way(NamedTuple):
    """How a record refers to another: by which field, to which, in what capacity."""

    fact: str
    kind: str
    field: str
    target: str
    role: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a section; `via` is the record that it is of, where it is not the page's own."""

    line: Line
    role: str | None = None
    via: Reference | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Records of one table that refer to others in one way; `title` says how, `id` is its anchor on the page."""

    id: str
    title: str
    kind: str
    entries: tuple[Entry, ...]


def load_ways(conn: sqlite3.Connection, ids: Sequence[str], words: Names) -> list[Way]:
    """How other records refer to those with these ids, by the order of kinds; each record once, by its first way."""
    wanted = {"ids": json.dumps(list(ids)), "most": MOST}
    rows = [Way(*row) for row in conn.execute(_query(words), wanted)]
    order = {kind: at for at, kind in enumerate(words.kinds())}
    place = {id: at for at, id in enumerate(ids)}
    ranked = sorted(rows, key=lambda way: (order[way.kind], _nearness(way), place[way.target]))
    found = dict[str, Way]()
    for way in ranked:
        if way.fact not in place:
            found.setdefault(way.fact, way)
    return list(found.values())


def _nearness(way: Way) -> int:
    """What a column declares first, then what was said, then what only has the name."""
    return (SPEAKER, THEIRS, NAMED).index(way.field) + 1 if way.field in (SPEAKER, THEIRS, NAMED) else 0


def _query(words: Names) -> str:
    return "\nunion all ".join([*map(_asked, branches(words.schema.tables)), _SPOKEN]) + " limit :most"


def _asked(branch: Branch) -> str:
    """The references of a column to the records wanted, as ways; a list that any fact may have is of many kinds."""
    fact, column = q(branch.fact), q(branch.column)
    kind = f"(select kind from facts where id = {fact})" if branch.kind == REGISTER else f"'{branch.kind}'"  # noqa: S608 - the schema's own names
    return _BRANCH.format(
        fact=fact, kind=kind, field=branch.field, column=column, role=branch.role, table=q(branch.table)
    )


def sections(ways: Iterable[Way], lines: Mapping[str, Line], own: str, words: Names) -> list[Section]:
    """The lines by kind and way, what is awaited after what happened; `own` is the record of the page."""

    def key(way: Way) -> tuple[int, int, str, bool]:
        return order[way.kind], _nearness(way), way.field, bool(lines[way.fact].awaited)

    order = {kind: at for at, kind in enumerate(words.kinds())}
    known = sorted((way for way in ways if way.fact in lines), key=key)
    return [_section(list(same), lines, own, words) for _, same in groupby(known, key=key)]


def _section(ways: Sequence[Way], lines: Mapping[str, Line], own: str, words: Names) -> Section:
    first, names = ways[0], {way.target: lines[way.target].record for way in ways if way.target in lines}
    title, is_awaited = _title(first, words), bool(lines[first.fact].awaited)
    entries = [Entry(lines[w.fact], w.role, names.get(w.target) if w.target != own else None) for w in ways]
    entries = sorted(entries, key=lambda entry: _rank(entry.line, words))
    if is_awaited:
        statuses = ", ".join(dict.fromkeys(say(each.line.awaited) for each in entries))
        title = _("%(title)s: %(statuses)s", title=title, statuses=statuses)
    return Section(
        id="-".join(re.findall(r"\w+", f"{first.kind} {first.field} {'awaited' if is_awaited else ''}")),
        title=title,
        kind=first.kind,
        entries=tuple(entries),
    )


def _title(way: Way, words: Names) -> str:
    title = _TITLES.get(way.field)
    return _(title, kinds=words.title(way.kind)) if title else words.related(way.kind, way.field)


def _rank(line: Line, words: Names) -> tuple[str, str, str]:
    """Numbers by their measure; the newest first, what has no date last."""
    measure = words.tagged(line.record.kind, "measure")
    last = max((dated.date.lstrip("[./") for dated in line.dates), default="")
    return (str(line.value(measure)) if measure else "", _backwards(last), line.record.label)


def _backwards(date: str) -> str:
    return "".join(chr(0x2FF - ord(sign)) for sign in date[:10]) if date else "\U0010ffff"


def load_sections(conn: sqlite3.Connection, own: str, words: Names) -> list[Section]:
    """What refers to one record."""
    ways = load_ways(conn, [own], words)
    lines = {line.record.id: line for line in load_lines(conn, [own, *(way.fact for way in ways)], words)}
    return sections(ways, lines, own, words)


def all_entries(found: Iterable[Section]) -> Iterator[tuple[Section, Entry]]:
    """Every entry with its section, in order."""
    return ((section, entry) for section in found for entry in section.entries)
