"""One fact file to all that it gives: rows as they are staged, questions for later, faults, problems.

Nothing is written here and nothing is asked of other files, so that any process may do it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from factbook.compile.staged_rows import StagedRow, StagedRows
from factbook.factfiles.files import decode, file_bytes, name_of, table_of
from factbook.factfiles.nodes import Refused
from factbook.factfiles.read import FactNode, read_text, refusal
from factbook.problems import Fault, Problem, did_you_mean
from factbook.project import Project
from factbook.rules.context import Context
from factbook.rules.plan import TablePlan, plans_for
from factbook.schema import Schema

#: So many keys that are none of its table make a file one of something else, where they are most; so many are named.
_STRANGE, _NAMED = 5, 5


@dataclass(frozen=True)
class Inputs:
    """What facts are loaded from and held against: the project, and what rules may look at."""

    project: Project
    context: Context

    @property
    def schema(self) -> Schema:
        """The project's schema."""
        return self.context.schema


class FileBytes(NamedTuple):
    """A file's bytes, with their digest; or why it may be no fact file (then there are none)."""

    data: bytes
    refused: Refused | None

    @property
    def digest(self) -> bytes:
        """SHA-256 of the bytes."""
        return sha256(self.data).digest()


def bytes_of(path: Path, root: Path) -> FileBytes:
    """The bytes of a file under `root`, or why it may be none."""
    try:
        return FileBytes(file_bytes(path, root), None)
    except Refused as refused:
        return FileBytes(b"", refused)


class Judged(NamedTuple):
    """What one file gives.

    Rows by table; for each record that asks for names its file, its place, its table and itself as bytes; faults with
    the place of their record; the places of records that are not whole; and what is wrong with the file as such.
    """

    rows: dict[str, list[StagedRow]]
    questions: list[tuple[int, int, str, bytes]]
    faults: list[tuple[int, Fault]]
    broken: list[int]
    problems: list[Problem]


class Judge:
    """Judges the files of a project."""

    def __init__(self, inputs: Inputs) -> None:
        """By the rules of all modules of `rules`, and by these inputs."""
        self._inputs, self._root = inputs, inputs.project.facts
        self._rows = StagedRows(inputs.schema)
        self.plans = plans_for(inputs.schema)

    def judge(self, number: int, path: Path, found: FileBytes) -> Judged:
        """What the file gives, whose number in the staging this is."""
        table, name = table_of(path, self._root), name_of(path, self._root)
        try:
            if found.refused:
                raise found.refused
            records, problems = read_text(decode(found.data), table, name)
        except Refused as error:
            records, problems = [], [refusal(error, name)]
        plan = self.plans.get(table)
        if plan and (foreign := _foreign(records, plan.keys)):
            return Judged({}, [], [], [], [*problems, foreign])
        if plan:
            return self._judged(number, plan, records, problems)
        unknown = [_unknown_table(records[0], self._inputs.schema)] if records else []
        return Judged({}, [], [], [], [*problems, *unknown])

    def _judged(self, file: int, plan: TablePlan, records: Iterable[FactNode], problems: list[Problem]) -> Judged:
        judged, context = Judged({}, [], [], [], problems), self._inputs.context
        for record in records:
            rows, faults, is_whole, asked = plan.judge(record.values, context)
            self._rows.add(file, plan.table, (record.number, record.line), rows)
            if asked:
                judged.questions.append((file, record.number, plan.table.name, asked.as_bytes()))
            if faults:
                judged.faults.extend((record.number, fault) for fault in faults)
            if not is_whole:
                judged.broken.append(record.number)
        return judged._replace(rows=self._rows.take())


def _foreign(records: Sequence[FactNode], known: Collection[str]) -> Problem | None:
    """That a file is of something else: most keys of its records are none of the table's."""
    if frozenset(known).issuperset(chain.from_iterable(record.values for record in records)):
        return None
    keys = Counter(key for record in records for key in record.values)
    strange = Counter({key: count for key, count in keys.items() if key not in known})
    if strange.total() < _STRANGE or 2 * strange.total() < keys.total():
        return None
    record, most = records[0], ", ".join(repr(key) for key, _ in strange.most_common(_NAMED))
    message = f"this is no file of {record.table}: most keys of its records ({most}) are none of its keys"
    hint = f"a record of it has {', '.join(list(known)[:_NAMED])}, ...; move other files out of facts/"
    return Problem(record.path, record.line, 1, "", "structure", message, hint)


def _unknown_table(record: FactNode, schema: Schema) -> Problem:
    hint = did_you_mean(record.table, schema.roots) or f"the tables are {', '.join(schema.roots)}"
    return Problem(record.path, 0, 0, "", "unknown-table", f"facts/{record.table} is not a table", hint)
