"""The records in every form, as the application answers them, without asking it for each file.

A record is read once for all its forms; a test holds them equal to what the site answers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence

from datasette.app import Datasette

from factbook.formats import FORMATS, Edition, Entry, edition_of, entry_of_fact, entry_of_source
from factbook.formats.annotation import ENDING
from factbook.locale import at_home, speaking
from factbook.record import DATABASE, Fact, Source, load_facts, load_release, load_sources
from factbook.site.freezing.addresses import HERE
from factbook.site.languages import language_path
from factbook.site.pages.annotations import annotated_article, annotated_fact
from factbook.site.pages.kept import kept_forms, kept_releases
from factbook.site.switches import is_on

#: Records that are read at once.
_AT_ONCE = 200
#: Address and text of a form.
Form = tuple[str, str]


async def record_forms(site: Datasette, served: str) -> list[Form]:
    """Every form of every fact and article, by its address, in each language; of the releases that are kept too.

    `served` is the version of the release itself.
    """
    found = list[Form]()
    for tag in (site.home, *site.languages):
        with at_home(site.home), speaking(tag, site.root):
            found += await site.get_database(DATABASE).execute_fn(_reader(site))
    kept = (each for each in kept_releases(site.root).values() if each.path and each.version != served)
    return found + [form for each in kept for form in kept_forms(each, site.metadata(), HERE)]


def _reader(site: Datasette) -> Callable[[sqlite3.Connection], list[Form]]:
    metadata, root, annotates = site.metadata(), language_path(), is_on(site, "annotations")

    def read(conn: sqlite3.Connection) -> list[Form]:
        edition = edition_of(metadata, HERE, load_release(conn))
        forms = _annotated if annotates else _cited
        return [(f"{root}{path}", text) for path, text in forms(conn, edition)]

    return read


def _annotated(conn: sqlite3.Connection, edition: Edition) -> Iterator[Form]:
    yield from _cited(conn, edition)
    for fact in _facts(conn):
        yield f"{fact.path}{ENDING}", annotated_fact(fact, edition)
    for source in _sources(conn):
        yield f"{source.path}{ENDING}", annotated_article(conn, source.id, edition) or ""


def _cited(conn: sqlite3.Connection, edition: Edition) -> Iterator[Form]:
    for fact in _facts(conn):
        yield from _forms(fact.path, entry_of_fact(fact, edition))
    for source in _sources(conn):
        yield from _forms(source.path, entry_of_source(source, edition))


def _forms(path: str, entry: Entry) -> Iterator[Form]:
    for each in FORMATS.values():
        yield f"{path}.{each.extension}", each.render([entry])


def _facts(conn: sqlite3.Connection) -> Iterator[Fact]:
    ids = _ids(conn, "select id from facts order by kind, id")
    for at in range(0, len(ids), _AT_ONCE):
        yield from load_facts(conn, ids[at : at + _AT_ONCE])


def _sources(conn: sqlite3.Connection) -> Iterator[Source]:
    yield from load_sources(conn, _ids(conn, "select id from sources order by id"))


def _ids(conn: sqlite3.Connection, query: str) -> Sequence[str]:
    return [row[0] for row in conn.execute(query)]
