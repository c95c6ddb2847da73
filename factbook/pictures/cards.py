"""Which cards there are: one for each record and article, table, query, and one for all other pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from factbook.pictures.card import Card, card_of_fact, card_of_page, card_of_source
from factbook.record import DATABASE, load_facts, load_sources
from factbook.schema import Schema

#: Records that have a card of their own, the first by id: a card takes a tenth of a second, and thirty kilobytes.
MOST_CARDS = 2_000
_BATCH = 200
_IDS = "select id from facts order by id limit ?"
_SOURCES = "select id from sources order by id limit ?"
Words = Mapping[str, Any]


def cards(conn: sqlite3.Connection, schema: Schema, metadata: Words) -> Iterator[tuple[str, Card]]:
    """Every card by its name: `<table>/<id>`, `tables/<table>`, `queries/<query>`, and `site` for all other pages."""
    site = str(metadata.get("title") or "Factbook")
    words = (metadata.get("databases") or {}).get(DATABASE) or {}
    tables: Words = words.get("tables") or {}
    yield "site", card_of_page("", {"title": site, "description": metadata.get("headline")}, site)
    for name in (*schema.tables, *schema.views):
        said = {"title": _title(name, tables), **(tables.get(name) or {})}
        if not said.get("hidden"):
            yield f"tables/{name}", card_of_page("", said, site)
    for name, said in (words.get("queries") or {}).items():
        yield f"queries/{name}", card_of_page("", {"title": name, **said}, site)
    yield from _records(conn, tables, site)


def _records(conn: sqlite3.Connection, tables: Words, site: str) -> Iterator[tuple[str, Card]]:
    ids = (row[0] for row in conn.execute(_IDS, [MOST_CARDS]).fetchall())
    while batch := list(islice(ids, _BATCH)):
        for fact in load_facts(conn, batch):
            yield f"{fact.kind}/{fact.id}", card_of_fact(fact, _singular(fact.kind, tables), site)
    for source in load_sources(conn, [row[0] for row in conn.execute(_SOURCES, [MOST_CARDS])]):
        yield f"sources/{source.id}", card_of_source(source, _singular("sources", tables), site)


def _title(name: str, tables: Words) -> str:
    return str((tables.get(name) or {}).get("title") or name.replace("_", " ").capitalize())


def _singular(name: str, tables: Words) -> str:
    return str((tables.get(name) or {}).get("singular") or _title(name, tables))
