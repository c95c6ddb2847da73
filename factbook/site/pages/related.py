"""What refers to a record, as sections of lines: its figures, agreements, meetings, what was said by it and of it.

Turns ids into `Section`s by the references that the schema declares. What is awaited stands apart from what happened,
and a record that refers to another in two ways stands once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from factbook.locale import N_, _, say
from factbook.record import Reference
from factbook.site.names import Names
from factbook.site.pages.lines import Line
from factbook.site.pages.ways import MEASURE, NAMED, PARAGRAPH, SHARED, THEIRS, Way, nearness

_TITLES = {
    MEASURE: N_("%(kinds)s of the same measure"),
    THEIRS: N_("%(kinds)s by its people and organizations"),
    NAMED: N_("%(kinds)s that mention it"),
    SHARED: N_("%(kinds)s also connected with %(name)s"),
    PARAGRAPH: N_("%(kinds)s from the same paragraph"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a section; `via` is the record that it is of, where it is not the page's own."""

    line: Line
    role: str | None = None
    via: Reference | None = None

    @property
    def said(self) -> str:
        """What stands beside the record's name: its post, dates, role, whose it is, and what is awaited."""
        line = self.line
        role, via = say(self.role) if self.role else "", self.via.label if self.via else ""
        return " · ".join(filter(None, (line.post, line.when, role, via, line.status if line.awaited else "")))


@dataclass(frozen=True, slots=True)
class Section:
    """Records of one table that refer to others in one way; `title` says how, `id` is its anchor on the page."""

    id: str
    title: str
    kind: str
    entries: tuple[Entry, ...]


def sections(ways: Iterable[Way], lines: Mapping[str, Line], own: str, words: Names) -> list[Section]:
    """The lines by kind and way, what is awaited after what happened; `own` is the record of the page."""

    def key(way: Way) -> tuple[int, int, int, str, bool]:
        shared = way.target if way.field == SHARED else ""
        return order[way.kind], nearness(way), _place_of(way, words), shared, bool(lines[way.fact].awaited)

    order = {kind: at for at, kind in enumerate(words.kinds())}
    known = sorted((way for way in ways if way.fact in lines), key=key)
    return [_section(list(same), lines, own, words) for _, same in groupby(known, key=key)]


def _place_of(way: Way, words: Names) -> int:
    """Where a field stands among those of its table, as the schema has them; its lists after its columns."""
    fields = [*words.schema.tables[way.kind].columns, *words.schema.children(way.kind)]
    return fields.index(way.field) if way.field in fields else len(fields)


def _section(ways: Sequence[Way], lines: Mapping[str, Line], own: str, words: Names) -> Section:
    first, names = ways[0], {way.target: lines[way.target].record for way in ways if way.target in lines}
    title, is_awaited = _title(first, lines, words), bool(lines[first.fact].awaited)
    apart = () if first.field == SHARED else names
    entries = [
        Entry(lines[w.fact], w.role, names[w.target] if w.target in apart and w.target != own else None) for w in ways
    ]
    entries = sorted(entries, key=lambda entry: _rank(entry.line, words))
    if is_awaited:
        statuses = _(", ").join(dict.fromkeys(say(each.line.awaited) for each in entries))
        title = _("%(title)s: %(statuses)s", title=title, statuses=statuses)
    return Section(
        id=_anchor(first, is_awaited),
        title=title,
        kind=first.kind,
        entries=tuple(entries),
    )


def _anchor(way: Way, is_awaited: bool) -> str:
    shared = way.target if way.field == SHARED else ""
    return "-".join(re.findall(r"[\w-]+", f"{way.kind} {way.field} {shared} {'awaited' if is_awaited else ''}"))


def _title(way: Way, lines: Mapping[str, Line], words: Names) -> str:
    title = _TITLES.get(way.field)
    name = lines[way.target].record.label if way.target in lines else ""
    return _(title, kinds=words.title(way.kind), name=name) if title else words.related(way.kind, way.field)


def _rank(line: Line, words: Names) -> tuple[str, str, str]:
    """Numbers by their measure; the newest first, what has no date last."""
    measure = words.tagged(line.record.kind, "measure")
    last = max((dated.date.lstrip("[./") for dated in line.dates), default="")
    return (str(line.value(measure)) if measure else "", _backwards(last), line.record.label)


def _backwards(date: str) -> str:
    return "".join(chr(0x2FF - ord(sign)) for sign in date[:10]) if date else "\U0010ffff"


def all_entries(found: Iterable[Section]) -> Iterator[tuple[Section, Entry]]:
    """Every entry with its section, in order."""
    return ((section, entry) for section in found for entry in section.entries)
