"""A new record beside the records that exist: a free id, every key of its table, and what its editor should know.

Turns a request into the text of a record, and notes. Keys that must be given are open, the others behind `#:` like
every hint; `build.py fmt` removes the hints that are left. It reads all facts, also those with problems, and writes
only when asked to append.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import wrap

import yaml

from factbook.editor.existing import names_of, records_named
from factbook.editor.words import explain, fact_files_of, label_column, singular
from factbook.factfiles.canonical import HINT, WIDTH, key_order
from factbook.factfiles.quoting import needs_quotes
from factbook.factfiles.read import FactNode, read_facts
from factbook.files import make_folder, write_text
from factbook.problems import RequestError
from factbook.project import Project
from factbook.rules.proof import citable_fields
from factbook.schema import Column, Schema, Table, load_schema
from factbook.text.names import fold

_HOW = (
    "Give every open key its value. Take the `#:` from other keys that an article gives; what no article says is left "
    "out. `build.py check` says what is missing, `build.py fmt` removes the lines that begin with `#:`."
)
_FIELDS = "Which of the fields above the passage proves; needed with two citations or more."
_MAX_LENGTH = 80


@dataclass(frozen=True)
class Existing:
    """The schema, and the first record of each id."""

    schema: Schema
    by_id: Mapping[str, FactNode]


@dataclass(frozen=True)
class Request:
    """What is known of a new record: its label, an id that is wished for, other values, those of a citation, lists.

    `explained`: every key that it may have, with what it takes; else only those that it must have and those known.
    """

    label: str = ""
    id: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    citation: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, object] = field(default_factory=dict)
    explained: bool = False


@dataclass(frozen=True)
class Draft:
    """A record to be filled in, and what its editor should know of records that exist."""

    id: str
    text: str
    notes: list[str]


def load_existing(project: Project) -> Existing:
    """All records that can be read, by id; raises ProjectError without schema.sql or facts/."""
    records, _ = read_facts(project.facts)
    by_id: dict[str, FactNode] = {}
    for record in records:
        by_id.setdefault(record.id, record)
    return Existing(load_schema(project.schema_sql), by_id)


def draft(existing: Existing, table: Table, request: Request) -> Draft:
    """The new record; raises RequestError where an id that was asked for is in use, or the source is none."""
    _check(existing, request)
    # What became of a published record goes by the id that the record had.
    wanted = request.id or (slug(request.label) if table.is_fact or table.name == "sources" else "")
    id = free_id(wanted, existing.by_id) if wanted else ""
    label = label_column(table)
    known = {"id": id, **({label: request.label} if label else {}), **request.values}
    known = {key: value for key, value in known.items() if value}
    write = _record_text if request.explained else _short_text
    text = write(existing.schema, table, known, request)
    return Draft(id, text, list(_notes(existing, table, request, wanted, id)))


def _check(existing: Existing, request: Request) -> None:
    if request.id and slug(request.id) != request.id:
        raise RequestError(f"{request.id!r} is not a slug: lower-case letters, digits and hyphens, 80 at most")
    if request.id in existing.by_id and request.id:
        raise RequestError(f"{request.id!r} is in use, by {existing.by_id[request.id].place}")
    source = request.citation.get("source")
    record = existing.by_id.get(source or "")
    if source and (record is None or record.table != "sources"):
        raise RequestError(f"there is no article {source!r}: `build.py new source --file FILE --id {source}`")


def _notes(existing: Existing, table: Table, request: Request, wanted: str, id: str) -> Iterator[str]:
    if not id and "id" in table.given:
        yield "no id yet: give one, it is permanent once it is published"
    elif id != wanted:
        yield f"{wanted!r} is in use, by {existing.by_id[wanted].place}: {id!r} is the next that is free"
    for record in existing.by_id.values():
        name = record.values.get(label_column(table) or "")
        if record.table == table.name and request.label and isinstance(name, str) and fold(name) == fold(request.label):
            yield f"{record.place} has this name: if it is the same thing, add a citation there"
    near = records_named(request.label, names_of(existing.by_id.values(), existing.schema), existing.schema)
    others = [existing.by_id[other] for other in near if existing.by_id[other].table == table.name]
    for record in others if request.label and "words" not in table.columns[table.label].tags else ():
        if fold(str(record.values.get(table.label))) != fold(request.label):
            yield f"{record.place} may be the same: {record.id} ({record.values.get(table.label)})"


def append(project: Project, table: Table, path: Path, text: str) -> None:
    """Put the record at the end of the fact file `path`, which may be new; raises RequestError, WriteError."""
    due = fact_files_of(table.name)
    if not path.resolve().is_relative_to(project.root) or not path.resolve().relative_to(project.root).match(due):
        raise RequestError(f"{path}: such records go into {due}")
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    make_folder(path.parent)
    write_text(path, f"{before.rstrip()}\n\n{text}" if before.strip() else text)


# ── ids ──


def slug(text: str) -> str:
    """The text in lower-case ASCII letters, digits and hyphens, cut between words to 80; "" where nothing is left."""
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", text.casefold())).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words if len(words) <= _MAX_LENGTH else words[: _MAX_LENGTH + 1].rpartition("-")[0] or words[:_MAX_LENGTH]


def free_id(wanted: str, taken: Container[str]) -> str:
    """The id that is wanted, or where it is in use, the same with the first number from 2 on that is free."""
    id, number = wanted, 1
    while id in taken:
        number += 1
        id = f"{wanted[: _MAX_LENGTH - len(str(number)) - 1].rstrip('-')}-{number}"
    return id


# ── the text ──


def _record_text(schema: Schema, table: Table, known: Mapping[str, str], request: Request) -> str:
    """The YAML of a record with the `known` values filled in, and those of its first citation."""
    columns, lists = schema.keys(table.name), schema.children(table.name)
    lines = [*_hint(f"{singular(table.name).capitalize()}. {table.comment}", ""), *_hint(_HOW, "")]
    for key in key_order(table, schema):
        if key in columns:
            lines += _column(columns[key], known.get(key), "  ")
        elif key == "citations" and table.needs_proof:
            lines += _first_citation(schema, table, request.citation)
        elif key in request.lists:
            lines += _given_list(key, request.lists[key])
        else:
            lines += _list(lists[key], "  ")
    return "".join(f"{line}\n" for line in _as_item(lines))


def _short_text(schema: Schema, table: Table, known: Mapping[str, str], request: Request) -> str:
    """The YAML of a record with the keys that it must have, and those that are known; what is not known stands open."""
    columns = schema.keys(table.name)
    lines = [
        _line(key, known.get(key), columns[key], "  ")
        for key in key_order(table, schema)
        if key in columns and (key in known or columns[key].required)
    ]
    if table.needs_proof:
        given = schema.children(table.name)["citations"].given
        keys = [name for name, column in given.items() if name in request.citation or column.required]
        cited = [_line(name, request.citation.get(name), given[name], "      ") for name in keys]
        lines += ["  citations:", *_as_item(cited)]
    lines += [line for key in schema.children(table.name) for line in _given_list(key, request.lists.get(key))]
    return "".join(f"{line}\n" for line in _as_item(lines))


def _line(key: str, value: str | None, column: Column, indent: str) -> str:
    return f"{indent}{key}: {_scalar(value, column)}" if value else f"{indent}{key}:"


def _as_item(lines: list[str]) -> Iterator[str]:
    """The lines of a mapping as an item of a list: a dash before the first key, and hints above it in line with it."""
    first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith(HINT))
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        yield line if number > first else f"{line[: max(indent - 2, 0)]}{'- ' * (number == first)}{line[indent:]}"


def _hint(text: str, indent: str) -> list[str]:
    start = f"{indent}{HINT} "
    return wrap(text, WIDTH, initial_indent=start, subsequent_indent=start, break_on_hyphens=False)


def _column(column: Column, value: str | None, indent: str) -> list[str]:
    choices = f" Choose from {', '.join(column.choices)}." if column.choices else ""
    hint = [] if value and column.name == "id" else _hint(explain(column) + choices, indent)
    if value is not None:
        return [*hint, f"{indent}{column.name}: {_scalar(value, column)}"]
    return [*hint, f"{indent}{column.name}:" if column.required else f"{indent}{HINT} {column.name}:"]


def _scalar(text: str, column: Column) -> str:
    """The text as YAML on one line, with quotation marks only where it needs them."""
    style = "'" if needs_quotes(text, column) else None
    events = [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=False),
        yaml.ScalarEvent(None, None, (True, True), text, style=style),
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]
    return str(yaml.emit(events, width=10**9, allow_unicode=True)).removesuffix("...\n").strip()


def _first_citation(schema: Schema, table: Table, known: Mapping[str, str]) -> list[str]:
    citations = schema.children(table.name)["citations"]
    lines = []
    for column in citations.given.values():
        lines += _column(column, known.get(column.name), "      ")
    lines += [*_hint(_FIELDS, "      "), f"      {HINT} fields: [{', '.join(citable_fields(schema, table.name))}]"]
    return [*_hint(citations.comment, "  "), "  citations:", *_as_item(lines)]


def _list(child: Table, indent: str) -> list[str]:
    """A list that may be given, behind hints: bare values, pairs, or an item with all its columns."""
    first, *others = child.given.values()
    head = f"{indent}{HINT} {child.key}:"
    if not any(column.required for column in others):
        lines = [f"{head} [{_what(first)}]"]
    elif len(others) == 1:
        lines = [head, f"{indent}{HINT}   {_what(first)}: {_what(others[0])}"]
    else:
        keys = [f"{column.name}: {' | '.join(column.choices)}".rstrip() for column in (first, *others)]
        lines = [head, *(f"{indent}{HINT}   {'-' if n == 0 else ' '} {key}" for n, key in enumerate(keys))]
    return [*_hint(child.comment, indent), *lines]


def _given_list(key: str, value: object) -> list[str]:
    """A list that is known, as YAML."""
    if not value:
        return []
    text = yaml.safe_dump({key: value}, allow_unicode=True, sort_keys=False, width=10**9)
    head, *items = text.splitlines()
    return [f"  {head}", *(f"    {line}" if isinstance(value, list) else f"  {line}" for line in items)]


def _what(column: Column) -> str:
    """A word for what the column holds."""
    return f"{column.name} id" if column.references else column.name
