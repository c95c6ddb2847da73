"""A new record beside the records that exist: a free id, what is known already, and what its editor should know.

Turns a request into the text of a record and notes. It reads all facts, also those that have problems, and writes only
when asked to append.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from factbook.editor.ids import free_id, slug
from factbook.editor.template import new_record
from factbook.editor.words import fact_files_of, label_column
from factbook.problems import RequestError
from factbook.project import Project, write_text
from factbook.read import Record, read_facts
from factbook.schema import Schema, Table
from factbook.text.names import fold
from factbook.validate.facts import id_of
from factbook.validate.ids import place_of


@dataclass(frozen=True)
class Existing:
    """The schema, and the first record of each id."""

    schema: Schema
    by_id: Mapping[str, Record]


@dataclass(frozen=True)
class Request:
    """What is known of a new record: its label, an id that is wished for, other values, and those of a citation."""

    label: str = ""
    id: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    citation: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """A record to be filled in, and what its editor should know of records that exist."""

    id: str
    text: str
    notes: list[str]


def load_existing(project: Project) -> Existing:
    """All records that can be read, by id; raises ProjectError without schema.sql or facts/."""
    records, _ = read_facts(project.facts)
    by_id: dict[str, Record] = {}
    for record in records:
        by_id.setdefault(id_of(record), record)
    return Existing(project.schema(), by_id)


def draft(existing: Existing, table: Table, request: Request) -> Draft:
    """The new record; raises RequestError where an id that was asked for is taken, or the source is none."""
    _check(existing, request)
    # What became of a published record goes by the id that the record had.
    wanted = request.id or (slug(request.label) if table.is_fact or table.name == "sources" else "")
    id = free_id(wanted, existing.by_id) if wanted else ""
    label = label_column(table)
    known = {"id": id, **({label: request.label} if label else {}), **request.values}
    known = {key: value for key, value in known.items() if value}
    text = new_record(existing.schema, table, known, request.citation)
    return Draft(id, text, list(_notes(existing, table, request, wanted, id)))


def _check(existing: Existing, request: Request) -> None:
    if request.id and slug(request.id) != request.id:
        raise RequestError(f"{request.id!r} is not a slug: lower-case letters, digits and hyphens, 80 at most")
    if request.id in existing.by_id and request.id:
        raise RequestError(f"{request.id!r} is taken, by {place_of(existing.by_id[request.id])}")
    source = request.citation.get("source")
    record = existing.by_id.get(source or "")
    if source and (record is None or record.table != "sources"):
        raise RequestError(f"there is no article {source!r}: `build.py new source --file FILE --id {source}`")


def _notes(existing: Existing, table: Table, request: Request, wanted: str, id: str) -> Iterator[str]:
    if not id and "id" in table.given:
        yield "no id yet: give one, it is permanent once it is published"
    elif id != wanted:
        yield f"{wanted!r} is taken, by {place_of(existing.by_id[wanted])}: {id!r} is the next that is free"
    for record in existing.by_id.values():
        name = record.block.values.get(label_column(table) or "")
        if record.table == table.name and request.label and isinstance(name, str) and fold(name) == fold(request.label):
            yield f"{place_of(record)} has this name: if it is the same thing, add a citation there"


def append(project: Project, table: Table, path: Path, text: str) -> None:
    """Put the record at the end of the fact file `path`, which may be new; raises RequestError, WriteError."""
    due = fact_files_of(table.name)
    if not path.resolve().is_relative_to(project.root) or not path.resolve().relative_to(project.root).match(due):
        raise RequestError(f"{path}: such records stand in {due}")
    held = path.read_text(encoding="utf-8") if path.exists() else ""
    path.parent.mkdir(exist_ok=True)
    write_text(path, f"{held.rstrip()}\n\n{text}" if held.strip() else text)
