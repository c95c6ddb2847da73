"""How each value of a compiled factbook is known, and the passages that show it: for comparing two of them.

Turns `proofs` into plain data. It never writes; a factbook of before there were proofs shows nothing.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

_PROOFS = """
select proofs.fact, proofs.field, proofs.how, citations.source, citations.paragraph, citations.quote
from proofs left join citations on citations.id = proofs.citation
where proofs.field not in ('voice', 'speaker') order by proofs.rowid
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote, and the article and paragraph in which it stands."""

    source: str
    paragraph: int
    quote: str


@dataclass(frozen=True, slots=True)
class Shown:
    """How a value is known (`read`, `named`, ...; a list's rows may differ), and the passages that show it."""

    how: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


#: Of a value of which nothing is said.
NOT_SHOWN = Shown()


def load_shown(connection: sqlite3.Connection) -> dict[str, dict[str, Shown]]:
    """By fact and field, how its value is known."""
    if connection.execute("select 1 from sqlite_master where name = 'proofs'").fetchone() is None:
        return {}
    found: dict[str, dict[str, Shown]] = {}
    for fact, field, how, *passage in connection.execute(_PROOFS):
        fields = found.setdefault(fact, {})
        was = fields.get(field, NOT_SHOWN)
        passages = (*was.passages, Passage(*passage)) if passage[0] else was.passages
        fields[field] = Shown(tuple(dict.fromkeys((*was.how, how))), tuple(dict.fromkeys(passages)))
    return found
