"""All fact files of a project, to be changed together: records taken out, put in, given other values.

Reads every file, holds the records, and says in the end which files have another text. Nothing is written here, and
nothing is judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from factbook.factfiles.canonical import canonical
from factbook.factfiles.defaults import Defaults
from factbook.factfiles.files import HISTORY, fact_files, name_of, table_of
from factbook.factfiles.nodes import YamlValue
from factbook.factfiles.read import FactNode, read_file
from factbook.problems import FactsRefused, RequestError, did_you_mean
from factbook.project import Project
from factbook.schema import Schema, load_schema
from factbook.text.lexicon import Lexicon, load_lexicon
from factbook.text.speech import SPEECH

#: Files by their paths, with what they are to hold; None: they are to be removed.
Texts = dict[Path, str | None]


@dataclass
class FactFile:
    """A fact file: its table, what it holds now, its records as they are to be; `head` is what a new one says first."""

    table: str
    text: str
    records: list[FactNode]
    is_changed: bool = False
    head: Defaults | None = None


@dataclass
class Workspace:
    """The fact files of a project by their paths; `others` are files beside them that are to hold another text."""

    project: Project
    schema: Schema
    files: dict[Path, FactFile] = field(default_factory=dict)
    others: Texts = field(default_factory=dict)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words that show a class, as far as the file can be read."""
        return load_lexicon(self.project.lexicon, self.schema.class_columns, SPEECH, self.schema.units)[0]

    def records(self) -> Iterator[tuple[Path, FactNode]]:
        """All records with their files, in the order of files."""
        for path, file in list(self.files.items()):
            for record in list(file.records):
                yield path, record

    def find(self, id: str) -> tuple[Path, FactNode]:
        """The record of that id and its file; raises RequestError where there is none."""
        for path, record in self.records():
            if record.id == id and record.table not in HISTORY:
                return path, record
        near = did_you_mean(id, [record.id for _, record in self.records()])
        raise RequestError(f"there is no record {id!r}" + (f": {near}" if near else ""))

    def change(self, path: Path, record: FactNode, values: dict[str, YamlValue]) -> None:
        """Give a record other values; keys whose value is None go."""
        record.values.update(values)
        for key in [key for key, value in record.values.items() if value is None]:
            del record.values[key]
        self.files[path].is_changed = True

    def remove(self, path: Path, record: FactNode) -> None:
        """Take a record out of its file."""
        self.files[path].records.remove(record)
        self.files[path].is_changed = True

    def add(self, path: Path, values: dict[str, YamlValue], head: Defaults | None = None) -> None:
        """Put a record at the end of a file; one that is new says `head` for all its records."""
        table, root = table_of(path, self.project.facts), self.project.facts
        file = self.files.setdefault(path, FactFile(table, "", [], head=head))
        name = name_of(path, root)
        file.records.append(FactNode(table, name, len(file.records), 0, values))
        file.is_changed = True

    def history(self, table: str) -> Path:
        """The file of corrections or of retired records."""
        return self.project.facts / f"{table}.yml"

    def texts(self) -> Texts:
        """The files that are to hold another text than they do."""
        wanted = {
            path: canonical(file.records, file.text, self.schema, file.head) if file.records else None
            for path, file in self.files.items()
            if file.is_changed
        }
        return {path: text for path, text in wanted.items() if text != self.files[path].text} | self.others


def open_workspace(project: Project) -> Workspace:
    """All fact files; raises FactsRefused where one cannot be read."""
    workspace = Workspace(project, load_schema(project.schema_sql))
    problems = []
    for path in fact_files(project.facts):
        records, wrong = read_file(path, project.facts)
        problems += wrong
        if not wrong:
            text = path.read_text(encoding="utf-8")
            workspace.files[path] = FactFile(table_of(path, project.facts), text, records)
    if problems:
        raise FactsRefused(problems)
    return workspace
