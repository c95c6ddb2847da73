"""The database in other languages: a copy of the file, made when first asked for, with what is translated in place.

Labels, our own words and names stand in it as `translations` has them; what is not translated, or has changed since,
stays as it is. Every page, list and search over it is then in the language, and costs what it costs in English.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from weakref import finalize

from factbook.locale.catalogue import SOURCE
from factbook.schema import Schema
from factbook.schema.core import REGISTER, SEARCH
from factbook.schema.names import quote_name as q
from factbook.schema.own_words import own_words_of

_HAS = "select 1 from sqlite_master where name = 'translations'"
_LANGUAGES = "select distinct language from translations where is_current"
_LABELS = """
update facts set label = (
  select text from translations where fact = facts.id and language = :to and field = 'label' and is_current)
where id in (select fact from translations where language = :to and field = 'label' and is_current)"""


class Editions:
    """The files of a database by language; they last as long as this object."""

    def __init__(self, path: Path, schema: Schema, home: str = SOURCE) -> None:
        """Of the file, which does not change and is in the language `home`."""
        self._path, self._schema, self._lock = path, schema, Lock()
        self._folder: Path | None = None
        self._made: dict[str, Path] = {home: path}

    def path(self, to: str) -> Path:
        """The file in a language: the one of the start where nothing is translated into it."""
        if to not in self._made:
            with self._lock:
                if to not in self._made:
                    self._made[to] = self._make(to)
        return self._made[to]

    def _make(self, to: str) -> Path:
        with closing(sqlite3.connect(f"file:{self._path}?mode=ro&immutable=1", uri=True)) as conn:
            if not conn.execute(_HAS).fetchone() or to not in {row[0] for row in conn.execute(_LANGUAGES)}:
                return self._path
        if self._folder is None:
            self._folder = Path(mkdtemp(prefix="factbook-languages-"))
            finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        target = self._folder / f"{to}.db"
        shutil.copyfile(self._path, target)
        with closing(sqlite3.connect(target, isolation_level=None)) as conn:
            conn.execute("pragma synchronous = off")
            conn.execute("begin")
            for step in translation_steps(self._schema, to):
                conn.execute(*step)
            conn.execute("commit")
        return target


#: A statement and its values, by name.
Step = tuple[str, dict[str, str]]


def translation_steps(schema: Schema, to: str) -> Iterator[Step]:
    """The statements that put into a factbook's database what is translated into the language, in their order."""
    yield _LABELS, {"to": to}
    for table in schema.fact_tables.values():
        for column in table.given.values():
            if column.name == table.label and not table.label_template:
                field = "label"
            elif "words" in column.tags:
                field = column.name
            else:
                continue
            found = "select {what} from translations where language = :to and field = :field and is_current"
            text, ids = found.format(what="text") + " and fact = own.id", found.format(what="fact")
            update = f"update {q(table.name)} as own set {q(column.name)} = ({text}) where id in ({ids})"  # noqa: S608 - names of the schema; so below
            yield update, {"to": to, "field": field}
        for key, child in schema.children(table.name).items():
            yield from _steps_of_list(schema, (table.name, key, child.name), to)
    yield f"insert into {SEARCH} ({SEARCH}) values ('rebuild')", {}  # noqa: S608


def _steps_of_list(schema: Schema, names: tuple[str, str, str], to: str) -> Iterator[Step]:
    """The words of a list's rows, by what each row refers to."""
    of, key, name = names
    child = schema.tables[name]
    item, words = own_words_of(child)
    if child.owner is None or item is None:
        return
    for column in words:
        row = f"fact = own.{q(child.owner)} and item = own.{q(item)}"
        found = f"from translations where language = :to and field = :field and is_current and {row}"
        kind = f"own.{q(child.owner)} in (select id from {REGISTER} where kind = :kind)"  # noqa: S608
        update = f"update {q(name)} as own set {q(column)} = (select text {found})"  # noqa: S608
        update += f" where exists (select 1 {found}) and {kind}"
        yield update, {"to": to, "field": f"{key}.{column}", "kind": of}
