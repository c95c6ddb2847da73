"""Reconciliation: which record a name in a table means (Reconciliation Service API 0.2, as OpenRefine speaks it).

Turns batches of names into candidates found by the site's own search, among people, places and bodies, by all their
names; and ids into values. Pure functions of a connection, the names and what was asked; what cannot be read raises
`Unread`.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from factbook.locale import _, say
from factbook.record import Fact, Reference, Value, load_facts
from factbook.record.search import TOKEN, Filters, Hit, bare, begun, find
from factbook.site.languages import language_path
from factbook.site.names import Names

#: The address of the service; all others of it begin with it.
PATH = "/reconcile"
#: Names of one batch, ids and columns of one extension, characters of a name, candidates that are given and compared.
MOST_QUERIES, MOST_IDS, MOST_COLUMNS, LONGEST_NAME, MOST_GIVEN, _COMPARED = 30, 100, 20, 200, 25, 40
_GIVEN = 5
#: A score is how alike the name and one of the record's are, of 100; from here on they are the same name.
SAME = 99.0
_WORDS = "select rowid, label, names, words, stated from fact_words where rowid in (select value from json_each(?))"
_PARTS = re.compile(r"\s*\|\s*")
_LONGEST_DESCRIPTION = 140
_ROLES = ("person", "place", "speaker")
Json = dict[str, Any]


class Unread(ValueError):
    """What was asked cannot be read; the message says why."""


class Candidate(NamedTuple):
    """A record that a name may mean: its id, table and label, and what tells it apart.

    Of its names, label and id: how alike the nearest is, of 100, and whether one begins as the name does.
    """

    id: str
    kind: str
    label: str
    description: str
    score: float
    begins: bool


def kinds_of(words: Names) -> list[str]:
    """The tables whose records names are compared with: people, places, and whoever may speak."""
    return [kind for kind in words.kinds() if words.schema.tables[kind].tags & {*_ROLES}]


def manifest(words: Names, title: str, root: str) -> Json:
    """What the service can do; `root` is the address of the site, without a slash at its end.

    Records are the same ones in each language; what is shown of them is in the one that is asked for.
    """
    here = f"{root}{language_path()}"
    service = f"{here}{PATH}"
    return {
        "versions": ["0.2"],
        "name": title,
        "identifierSpace": f"{root}/factbook/facts/",
        "schemaSpace": f"{root}/dictionary",
        "documentation": f"{here}/about",
        "defaultTypes": [_type(kind, words) for kind in kinds_of(words)],
        "view": {"url": f"{here}/factbook/facts/{{{{id}}}}"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": 420, "height": 240},
        "suggest": {"entity": {"service_url": service, "service_path": "/suggest"}},
        "extend": {"propose_properties": {"service_url": service, "service_path": "/properties"}},
    }


def _type(kind: str, words: Names) -> Json:
    return {"id": kind, "name": words.title(kind)}


# ── names ──


def answer_queries(conn: sqlite3.Connection, words: Names, text: str) -> Json:
    """Candidates for each name of a batch, by its key."""
    batch = _read(text, "queries")
    if len(batch) > MOST_QUERIES:
        raise Unread(_("A batch may have %(most)s queries at most.", most=MOST_QUERIES))
    return {key: {"result": _results(conn, words, query)} for key, query in batch.items()}


def _read(text: str, what: str) -> Json:
    """The JSON object that was sent."""
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half a character, which JSON can write, is no text
    except (ValueError, RecursionError) as error:
        raise Unread(_("`%(what)s` must be JSON.", what=what)) from error
    if not isinstance(found, dict):
        raise Unread(_("`%(what)s` must be a JSON object.", what=what))
    return found


def _results(conn: sqlite3.Connection, words: Names, query: Any) -> list[Json]:
    if not isinstance(query, dict) or not isinstance(query.get("query", ""), str):
        raise Unread(_("Each query must be an object with the name as its `query`."))
    found = candidates(conn, query.get("query", ""), _kinds(query.get("type"), words), _limit(query.get("limit")))
    same = sum(each.score >= SAME for each in found)
    return [
        {
            "id": each.id,
            "name": each.label,
            "description": each.description,
            "type": [_type(each.kind, words)],
            "score": each.score,
            "match": same == 1 and each.score >= SAME,
        }
        for each in found
    ]


def _kinds(asked: Any, words: Names) -> tuple[str, ...]:
    """The tables that are asked for, of those that there are; all where none is named."""
    known = kinds_of(words)
    if not asked:
        return tuple(known)
    named = asked if isinstance(asked, list) else [asked]
    return tuple(kind for kind in known if kind in [_id(each) for each in named])


def _id(named: Any) -> Any:
    return named.get("id") if isinstance(named, dict) else named


def _limit(asked: Any) -> int:
    is_number = isinstance(asked, int | float) and not isinstance(asked, bool) and 1 <= asked <= MOST_GIVEN
    return int(asked) if is_number else MOST_GIVEN if asked else _GIVEN


def candidates(conn: sqlite3.Connection, name: str, kinds: Sequence[str], limit: int) -> list[Candidate]:
    """The records of these tables that a name may mean, those with the most alike name first."""
    name = name.strip()[:LONGEST_NAME]
    if not name or not kinds:
        return []
    found = _compared(conn, name, find(conn, name, Filters(tuple(kinds))).hits[:_COMPARED])
    return sorted(found, key=lambda each: -each.score)[:limit]


def _compared(conn: sqlite3.Connection, name: str, hits: Sequence[Hit]) -> list[Candidate]:
    """What was found, each with its names compared."""
    said = {row[0]: tuple(row[1:]) for row in conn.execute(_WORDS, [json.dumps([hit.row for hit in hits])])}
    return [_candidate(name, hit.record, said[hit.row]) for hit in hits]


def _candidate(name: str, record: Reference, said: tuple[str, ...]) -> Candidate:
    label, names = said[:2]
    known = [label, record.id, *(each for each in _PARTS.split(names) if each)]
    # How alike: a little less in another order of words.
    alike = max(_ratio(name, other) for other in known)
    begins = any(bare(other).startswith(bare(name)) for other in known)
    return Candidate(record.id, record.kind, record.label, _described(said), alike, begins)


def _described(said: tuple[str, ...]) -> str:
    """What tells a record from others of like names: the first of our words on it, or of its values."""
    words, stated = said[2:]
    parts = [say(part) for part in _PARTS.split(f"{words} | {stated}") if part]
    return "; ".join(parts[:2])[:_LONGEST_DESCRIPTION]


def _ratio(one: str, other: str) -> float:
    first, second = TOKEN.findall(bare(one)), TOKEN.findall(bare(other))
    if first == second:
        return 100.0
    if sorted(first) == sorted(second):
        return SAME
    together = SequenceMatcher(None, " ".join(first), " ".join(second)).ratio()
    return min(round(100 * together, 1), SAME - 1)


def suggest(conn: sqlite3.Connection, words: Names, prefix: str) -> Json:
    """Records for a box in which one types: those whose names begin so, from the first letter on, then those alike."""
    prefix, kinds = prefix.strip()[:LONGEST_NAME], kinds_of(words)
    found = [*begun(conn, prefix, kinds, _COMPARED), *find(conn, prefix, Filters(tuple(kinds))).hits[:_COMPARED]]
    compared = _compared(conn, prefix, list({hit.record.id: hit for hit in found}.values()))
    compared.sort(key=lambda each: (not each.begins, -each.score))
    return {
        "result": [
            {"id": each.id, "name": each.label, "description": each.description, "notable": [_type(each.kind, words)]}
            for each in compared[:MOST_GIVEN]
        ]
    }


# ── values ──


def properties(words: Names, kind: str) -> Json:
    """The columns whose values can be asked for, of the records of a table."""
    if kind not in kinds_of(words):
        raise Unread(_("The type must be one of %(kinds)s.", kinds=", ".join(kinds_of(words))))
    columns = [name for name in words.schema.tables[kind].given if name != "id"]
    return {"type": kind, "properties": [{"id": name, "name": words.label(kind, name)} for name in columns]}


def extend(conn: sqlite3.Connection, words: Names, text: str) -> Json:
    """The values of columns of records, by their ids; what a record has none of is an empty list."""
    asked = _read(text, "extend")
    ids, columns = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not isinstance(columns, list) or not all(isinstance(id, str) for id in ids):
        raise Unread(_("`extend` must have a list of ids and a list of properties."))
    names = [_id(each) for each in columns]
    if len(ids) > MOST_IDS or len(names) > MOST_COLUMNS or not all(isinstance(name, str) for name in names):
        raise Unread(
            _(
                "`extend` may have %(ids)s ids and %(columns)s properties, each with its id, at most.",
                ids=MOST_IDS,
                columns=MOST_COLUMNS,
            )
        )
    facts = {fact.id: fact for fact in load_facts(conn, ids)}
    return {
        "meta": [{"id": name, "name": _column(words, name)} for name in names],
        "rows": {id: {name: list(_values(facts.get(id), name)) for name in names} for id in ids},
    }


def _column(words: Names, name: str) -> str:
    kind = next((kind for kind in kinds_of(words) if name in words.schema.tables[kind].columns), None)
    return words.label(kind, name)


def _values(fact: Fact | None, name: str) -> Iterator[Mapping[str, Any]]:
    value = next((each for each in fact.values if each.field == name), None) if fact else None
    if value and value.value is not None:
        yield _told(value)


def _told(value: Value) -> Mapping[str, Any]:
    """A value in the form of the protocol; a date as EDTF, which may be less precise than the protocol's own."""
    if value.target:
        return {"id": value.target.id, "name": value.target.label}
    if isinstance(value.value, int):
        return {"int": value.value}
    return {"float": value.value} if isinstance(value.value, float) else {"str": str(value.value)}
