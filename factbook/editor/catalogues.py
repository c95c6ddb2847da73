"""Catalogues of strings, gathered and written: the project's own, and the package's.

A project's strings are its words in metadata.yml, the comments and names of its schema, the values of its closed lists,
and the few words that stand in many records: units, measures, topics. What the package says itself, of its own tables
too, is in the package's catalogue. Turns these and the catalogue that is there into the text of a .po file; what is no
longer said goes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from factbook.compile.pipeline import stage_plainly
from factbook.locale.amounts import PLACES, counting_form
from factbook.locale.catalogue import own_catalogue, package_catalogue
from factbook.locale.extract import Message, package_messages
from factbook.locale.metadata import words_in
from factbook.project import Project
from factbook.schema import Column, Schema, Table, load_schema
from factbook.schema.core import DATABASE
from factbook.schema.names import quote_name as q
from factbook.schema.names import say_name
from factbook.schema.read import core_schema
from factbook.schema.settings import core_words, settings_of
from factbook.site.pages.falsified import load_falsified

_WIDTH = 118
#: Lines of a catalogue's head that say when and by whom, and nothing that is needed.
_HEADERS = tuple(
    f'"{name}' for name in ("POT-Cr", "PO-Rev", "Generated-By", "Last-Tr", "Report-", "Project-Id", "Language-Team")
)
#: No clock in a file: the day of nothing.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def project_messages(project: Project) -> list[Message]:
    """The strings of a project that are not the package's, each once, in the order in which they are found."""
    schema, known = load_schema(project.schema_sql), {message.text for message in all_package_messages()}
    found = [
        *_of_metadata(_metadata(project), "metadata.yml"),
        *_of_schema(schema, "schema.sql"),
        *_of_questions(project, schema),
        *_of_records(project, schema),
        *_of_articles(project),
        *_of_falsehoods(project),
    ]
    return [message for message in _once(found) if message.text not in known]


def all_package_messages() -> list[Message]:
    """The strings of the package, marked ones and those of its own tables, each once."""
    core = [*_of_metadata(core_words(), "schema/core.yml"), *_of_schema(core_schema(), "schema/core.sql")]
    return list(_once([*package_messages(), *core]))


def _once(messages: Iterable[Message]) -> Iterator[Message]:
    first: dict[str, Message] = {}
    for message in messages:
        known = first.get(message.text)
        if known is None or (message.plural and not known.plural):
            first[message.text] = message
    yield from first.values()


# ── where they stand ──


def _metadata(project: Project) -> Mapping[str, Any]:
    text = project.metadata.read_text(encoding="utf-8") if project.metadata.is_file() else ""
    return yaml.safe_load(text) or {}


def _of_metadata(words: Mapping[str, Any], place: str) -> Iterator[Message]:
    yield from (Message(text, None, place) for text in words_in(words))


def _of_schema(schema: Schema, place: str) -> Iterator[Message]:
    for table in schema.tables.values():
        yield from (Message(text, None, f"{place}: {table.name}") for text in _of_table(table) if text)
    yield from (Message(comment, None, f"{place}: {view}") for view, comment in schema.views.items() if comment)
    checks = (view for view in schema.views if view.startswith("problem_"))
    yield from (Message(say_name(view), None, f"{place}: {view}") for view in checks)


def _of_table(table: Table) -> Iterator[str]:
    form = table.words.get("claim") or ""
    yield form if "}" in form.removeprefix("{").rstrip("}") else ""
    yield table.comment
    yield from (say_name(table.name), say_name(table.key))
    for column in table.columns.values():
        yield from (column.comment, say_name(column.name), *(column.choices if column.type == "TEXT" else ()))
        yield column.unit or ""
        yield column.words.get("date", "").partition("|")[0].strip()


def _of_records(project: Project, schema: Schema) -> Iterator[Message]:
    """The words that stand in many records: of units, measures, and our own short classes."""
    with stage_plainly(project) as staging:
        # What stands beside a person's name is part of it.
        for table in (each for each in schema.fact_tables.values() if "person" not in each.tags):
            for column in filter(_is_repeated, table.given.values()):
                query = f"select distinct {q(column.name)} from {q(table.name)} where {q(column.name)} <> '' order by 1"  # noqa: S608
                for (value,) in staging.database.execute(query):
                    yield Message(str(value), None, f"facts: {table.name}.{column.name}")
                    if _is_unit(column) and str(value) not in PLACES:
                        yield Message(counting_form(str(value)), None, f"facts: {table.name}.{column.name}")


#: What is said beside records: of articles, of what became of records, and whence names are.
_BESIDE = {
    "sources": "note", "source_no_facts": "reason", "source_uncited_numbers": "reason", "retired": "reason",
    "changes": "reason", "fact_names": "origin",
}  # fmt: skip


def _of_articles(project: Project) -> Iterator[Message]:
    with stage_plainly(project) as staging:
        for table, column in _BESIDE.items():
            query = f"select distinct {q(column)} from {q(table)} where {q(column)} <> '' order by 1"  # noqa: S608
            for (text,) in staging.database.execute(query):
                yield Message(str(text), None, f"facts: {table}.{column}")


def _of_questions(project: Project, schema: Schema) -> Iterator[Message]:
    """The names of the columns of prepared queries and of views, as pages show them."""
    queries = settings_of(_metadata(project), schema).databases[DATABASE].get("queries") or {}
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.executescript(schema.sql)
        asked = {name: str(query["sql"]) for name, query in queries.items()}
        asked |= {name: f"select * from {q(name)}" for name in schema.views}  # noqa: S608 - the schema's names
        for name, sql in asked.items():
            columns = conn.execute(f"select * from ({sql}) limit 0", _Empty()).description  # noqa: S608
            yield from (Message(say_name(column[0]), None, f"metadata.yml: {name}") for column in columns)


class _Empty(dict[str, str]):
    """A value for each parameter of a query, whatever its name."""

    def __missing__(self, name: str) -> str:
        """Nothing is asked for."""
        return ""


def _of_falsehoods(project: Project) -> Iterator[Message]:
    """What kinds of falsehoods the page on the method lists."""
    if found := load_falsified(project.root):
        for share in (*found.random, *found.nearest):
            yield Message(share.kind, None, "falsified.json")


def _is_repeated(column: Column) -> bool:
    is_ours = "editorial" in column.tags and not column.tags & {"words", "label", "name"} and column.name != "id"
    return column.type == "TEXT" and not column.references and not column.choices and (_is_unit(column) or is_ours)


def _is_unit(column: Column) -> bool:
    """Whether the column holds units, beside the numbers that another one holds."""
    return "unit" in column.tags and not column.words.get("unit")


# ── the file ──


def own_text(project: Project, language: str) -> str:
    """The text of the project's catalogue in a language as it is to be, and what it says otherwise than the package."""
    path = own_catalogue(project.root, language)
    return _updated(path, language, [*project_messages(project), *_said_otherwise(path, language)])


def _said_otherwise(path: Path, language: str) -> Iterator[Message]:
    own, package = _read(path, language), _read(package_catalogue(language), language)
    for message in all_package_messages():
        theirs = package.get(message.text)
        if _is_translated(own, message) and not (theirs and own[message.text].string == theirs.string):
            yield message


def package_text(language: str) -> str:
    """The text of the package's catalogue in a language as it is to be."""
    return _updated(package_catalogue(language), language, all_package_messages())


def missing(path: Path, language: str, messages: Iterable[Message]) -> list[str]:
    """The messages that the catalogue does not translate, in their order."""
    catalogue = _read(path, language)
    return [message.text for message in messages if not _is_translated(catalogue, message)]


def _is_translated(catalogue: Catalog, message: Message) -> bool:
    found = catalogue.get(message.text)
    if found is None or "fuzzy" in found.flags:
        return False
    return all(found.string) if isinstance(found.string, list | tuple) else bool(found.string)


def _read(path: Path, language: str) -> Catalog:
    if not path.is_file():
        return Catalog(locale=language)
    with closing(path.open("rb")) as file:
        return read_po(file, locale=language)


def _updated(path: Path, language: str, messages: Iterable[Message]) -> str:
    known = _read(path, language)
    made = Catalog(
        locale=language,
        project="factbook",
        charset="utf-8",
        creation_date=_NEVER,
        revision_date=_NEVER,
        fuzzy=False,
        header_comment="# Strings in another language: write what stands in msgid into msgstr.",
    )
    for text, plural, place in messages:
        old = known.get(text)
        given = old.string if old and "fuzzy" not in old.flags else None
        if plural:
            forms = given if isinstance(given, list | tuple) else ("",) * made.num_plurals
            made.add((text, plural), tuple(forms), locations=[(place.replace(" ", ""), 0)])
        else:
            made.add(text, given if isinstance(given, str) else "", locations=[(place.replace(" ", ""), 0)])
    target = BytesIO()
    write_po(target, made, width=_WIDTH, sort_output=False, omit_header=False, include_lineno=False)
    return "\n".join(line for line in target.getvalue().decode().splitlines() if not _is_of_the_day(line)) + "\n"


def _is_of_the_day(line: str) -> bool:
    return line.startswith(_HEADERS)
