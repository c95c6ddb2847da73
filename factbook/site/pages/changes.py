"""The page of recent changes: what was corrected, merged or withdrawn, and what was new or checked again, by day."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from factbook.record import Slice, Update, load_updates
from factbook.site.names import Names
from factbook.site.totals import Totals

#: Updates of a page.
PAGE = 100
_LAST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Day:
    """A day (ISO 8601) with what changed on it, by kinds of records in their order."""

    date: str
    kinds: tuple[tuple[str, tuple[Update, ...]], ...]


def changes_page(
    conn: sqlite3.Connection, words: Names, arguments: Mapping[str, str], totals: Totals
) -> dict[str, Any]:
    """The newest first, of one kind where the arguments name one, or corrections, mergers and withdrawals only."""
    kinds = [*words.kinds(), "sources"]
    kind = arguments.get("kind", "") if arguments.get("kind") in kinds else ""
    only = arguments.get("only") == "corrections"
    wanted = Slice(kind, only_changes=only)
    number = _number(arguments.get("page", ""))
    more = totals.count_updates(wanted) > number * PAGE
    again = {"kind": kind, "only": "corrections" if only else "", "page": number + 1}
    return {
        "days": _days(load_updates(conn, wanted, PAGE, (number - 1) * PAGE), kinds),
        "kind": kind,
        "only": only,
        "kinds": [(name, count) for name in kinds if (count := totals.count_updates(Slice(name)))],
        "corrections": totals.count_updates(Slice(only_changes=True)),
        "next_page": "?" + urlencode({name: value for name, value in again.items() if value}) if more else None,
    }


def _days(updates: list[Update], kinds: list[str]) -> list[Day]:
    return [Day(date, _by_kind(list(same), kinds)) for date, same in groupby(updates, key=lambda update: update.date)]


def _by_kind(updates: list[Update], kinds: list[str]) -> tuple[tuple[str, tuple[Update, ...]], ...]:
    first = sorted(updates, key=lambda update: update.what == "checked")
    of = {kind: tuple(update for update in first if update.record.kind == kind) for kind in kinds}
    return tuple((kind, found) for kind, found in of.items() if found)


def _number(text: str) -> int:
    return max(1, min(int(text), _LAST_PAGE)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
