"""What holds for the whole release: counts that every front page and every timeline needs, and that nothing changes.

The database is immutable, so each is asked once for a database and then kept. What a page shows of them costs the same
whether there are a thousand facts or a million.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from weakref import WeakKeyDictionary

from datasette.app import Datasette
from datasette.database import Database

from factbook.locale import language
from factbook.record import DATABASE, Reference, Slice, load_release

_KINDS = "select kind, count(*) from facts group by kind"
# Reference data, which no article has to prove, is no fact in this sense.
_PROVED = "select count(distinct fact) from citations"
_LATEST = """
select id, kind, label, checked from facts
where kind in (select value from json_each(?)) or (? and id in (select fact from citations))
order by checked desc, rowid desc limit 6"""
# A fact to show how it is done, where metadata.yml names none.
_EXAMPLE = "select fact from citations group by fact having count(*) > 1 order by min(rowid) limit 1"
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_DATED = f"""
select kind, year, count(*), sum(date glob '{_DAY}' or date glob '{_DAY}/{_DAY}') from timeline group by kind, year"""  # noqa: S608 - a pattern of ours
_UPDATES = "select kind, what <> 'checked', count(*) from updates group by 1, 2"
_CORROBORATED = "select count(*) from corroborated"
_CHECKED = "select max(checked) from facts"


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of the whole: records by kind, proved facts, dated facts by kind and year, updates, rows of views.

    `latest` are the records that were checked last, with the day; `example` is the id of a fact to show; `checked` is
    the day of the last check (ISO 8601); `updates` are by kind and whether they are changes; `days` counts the dates of
    each kind that are days.
    """

    kinds: Mapping[str, int]
    proved: int
    latest: tuple[tuple[Reference, str], ...]
    example: str | None
    dated: Mapping[tuple[str, int], int]
    days: Mapping[str, int]
    updates: Mapping[tuple[str, bool], int]
    checked: str | None
    views: Mapping[str, int]

    def years(self, kind: str = "") -> dict[int, int]:
        """How many dated facts of the kind ('' for all) each year has, in order; years without any are left out."""
        counts: Counter[int] = Counter()
        for (of, year), count in self.dated.items():
            counts[year] += count if kind in ("", of) else 0
        return {year: counts[year] for year in sorted(counts) if counts[year]}

    def dated_kinds(self) -> dict[str, int]:
        """How many dates the records of each kind have; kinds without any are left out."""
        counts: Counter[str] = Counter()
        for (kind, _), count in self.dated.items():
            counts[kind] += count
        return dict(counts)

    def count_updates(self, wanted: Slice) -> int:
        """How many updates are wanted."""
        return sum(
            count
            for (kind, is_change), count in self.updates.items()
            if wanted.kind in ("", kind) and (is_change or not wanted.only_changes)
        )


_KEPT: WeakKeyDictionary[Database, dict[str, Totals]] = WeakKeyDictionary()


async def totals_of(datasette: Datasette) -> Totals:
    """What holds for the database of a site: asked once where it cannot change, each time where it can."""
    database, metadata = datasette.get_database(DATABASE), datasette.metadata()
    kept = _KEPT.setdefault(database, {})
    if language() in kept:
        return kept[language()]
    totals: Totals = await database.execute_fn(
        lambda conn: load_totals(conn, metadata.get("newest") or (), metadata.get("example"))
    )
    if not database.is_mutable:
        kept[language()] = totals
    return totals


def load_totals(conn: sqlite3.Connection, newest: Sequence[str] = (), example: str | None = None) -> Totals:
    """The counts, in one walk over the database each.

    `newest` are the kinds of which the records checked last are given, else all that have a proof; `example` is the id
    of the fact to show, else the first that has two proofs.
    """
    latest = conn.execute(_LATEST, [json.dumps(list(newest)), not newest])
    shown = conn.execute("select id from facts where id = ?", [example]).fetchone() or conn.execute(_EXAMPLE).fetchone()
    dates = conn.execute(_DATED).fetchall()
    dated = {(row[0], row[1]): int(row[2]) for row in dates}
    updates = {(row[0], bool(row[1])): int(row[2]) for row in conn.execute(_UPDATES)}
    return Totals(
        kinds={row[0]: row[1] for row in conn.execute(_KINDS)},
        proved=conn.execute(_PROVED).fetchone()[0],
        latest=tuple((Reference(row[0], row[1], row[2]), row[3]) for row in latest),
        example=shown[0] if shown else None,
        dated=dated,
        days={kind: sum(row[3] for row in rows) for kind, rows in groupby(dates, key=itemgetter(0))},
        updates=updates,
        checked=conn.execute(_CHECKED).fetchone()[0],
        views=_views(conn, sum(dated.values()), sum(updates.values())),
    )


def _views(conn: sqlite3.Connection, dates: int, updates: int) -> dict[str, int]:
    """Rows of the views that have many; `fact_citations` and `fact_words` have a row a citation and a row a fact."""
    release = load_release(conn)
    return {
        "timeline": dates,
        "updates": updates,
        "fact_citations": release.citations,
        "fact_words": release.facts,
        "record_health": release.facts,
        "source_coverage": release.sources,
        "corroborated": int(conn.execute(_CORROBORATED).fetchone()[0]),
    }
