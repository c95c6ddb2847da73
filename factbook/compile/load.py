"""Fact files to staged rows, a file at a time, and every problem that they have.

Each record is judged once, by the plan of its table, and its rows are staged; what concerns several files is asked of
the staged rows when all are in. Only a file that has a fault is read again, with the places of its keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from factbook.compile.names import ask_names
from factbook.compile.staging import Staging
from factbook.evidence.from_lock import FromLock
from factbook.factfiles.files import decode, fact_files, file_bytes, table_of
from factbook.factfiles.locate import RecordFault, problems_of
from factbook.factfiles.nodes import Refused
from factbook.factfiles.read import FactNode, Progress, read_text, refusal
from factbook.problems import Fault, Problem, did_you_mean
from factbook.project import Project
from factbook.rules.across import Across, StagedFault, gone_ids
from factbook.rules.context import Context
from factbook.rules.ledger import check_ledgers
from factbook.rules.plan import TablePlan, plans_for
from factbook.schema import Schema

#: Articles first: what they are in decides how the quotes of facts are read.
_FIRST = "sources"


@dataclass(frozen=True)
class Inputs:
    """What facts are loaded from and held against: the project, and what rules may look at."""

    project: Project
    context: Context

    @property
    def schema(self) -> Schema:
        """The project's schema."""
        return self.context.schema


class LoadResult:
    """All problems that were found, by and by."""

    def __init__(self) -> None:
        """None so far."""
        self.problems: set[Problem] = set()
        self.faults: dict[int, list[tuple[int, Fault]]] = defaultdict(list)
        self.broken: set[tuple[int, int]] = set()
        self.has_unreadable = False

    def sorted_problems(self) -> list[Problem]:
        """All of them, by place. What stands in a file that cannot be read is not gone."""
        return sorted(p for p in self.problems if not (self.has_unreadable and p.kind == "id-gone"))


def load_facts(inputs: Inputs, staging: Staging, progress: Progress = iter) -> list[Problem]:
    """Stage all facts, or of a staging that was kept what has changed since; returns all problems, sorted."""
    load = _Load(inputs, staging)
    load.files(progress)
    staging.finish()
    load.ask_across()
    return load.problems()


class _Load:
    """Fact files as they come in."""

    def __init__(self, inputs: Inputs, staging: Staging) -> None:
        self._inputs, self._staging = inputs, staging
        self._root = inputs.project.facts
        self._plans: dict[str, TablePlan] = plans_for(inputs.schema)
        self._known = staging.files()
        self._result = LoadResult()
        self._paths: dict[int, Path] = {}

    def files(self, progress: Progress) -> None:
        """Stage all files that are not staged as they are: articles first, then what may be read otherwise by them."""
        paths = fact_files(self._root)
        first = [path for path in paths if table_of(path, self._root) == _FIRST]
        rest = [path for path in paths if table_of(path, self._root) != _FIRST]
        gone = self._known.keys() - {self._name(path) for path in paths}
        passing = iter(progress([*first, *rest]))
        for path in islice(passing, len(first)):
            self._take(path, frozenset())
        for name in gone:
            self._staging.drop_file(name)
        evidence = self._inputs.context.evidence
        evidence.languages, evidence.captures = self._staging.languages(), self._staging.captures()
        evidence.speakers = self._staging.speakers()
        again = self._staging.files_citing(self._changed_sources()) if self._staging.is_kept else set()
        for path in passing:
            self._take(path, again)

    def _changed_sources(self) -> set[str]:
        """The articles of which records or locks say other things than in the last run."""
        evidence, were = self._inputs.context.evidence, self._staging.locks()
        are = lock_digests(evidence.folder) if isinstance(evidence, FromLock) else {}
        changed = {source for source in were.keys() | are.keys() if were.get(source) != are.get(source)}
        changed |= self._staging.changed_sources()
        self._staging.touch_sources(changed)
        return changed

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root.parent).as_posix()

    def _take(self, path: Path, again: Iterable[str]) -> None:
        """Stage a file's records, where they are not staged as they are, or are to be judged again."""
        name, refused, data = self._name(path), None, b""
        try:
            data = file_bytes(path, self._root)
        except Refused as error:
            refused = error
        digest = sha256(data).digest()
        known = self._known.get(name)
        if known is not None:
            if known == digest and refused is None and name not in again:
                return
            self._staging.drop_file(name)
        number = self._staging.add_file(name, digest)
        self._paths[number] = path
        self._stage(number, path, data, refused)

    def _stage(self, number: int, path: Path, data: bytes, refused: Refused | None) -> None:
        table, name = table_of(path, self._root), self._name(path)
        try:
            if refused:
                raise refused
            records, problems = read_text(decode(data), table, name)
        except Refused as error:
            records, problems = [], [refusal(error, name)]
        self._result.problems.update(problems)
        self._result.has_unreadable |= bool(problems)
        plan = self._plans.get(table)
        if plan:
            self._judge(number, plan, records)
        elif records:
            self._result.problems.add(_unknown_table(records[0], self._inputs.schema))

    def _judge(self, file: int, plan: TablePlan, records: Iterable[FactNode]) -> None:
        context, staging, result = self._inputs.context, self._staging, self._result
        for record in records:
            rows, faults, is_whole, asked = plan.judge(record.values, context)
            staging.add(file, plan.table, (record.number, record.line), rows)
            if asked:
                staging.add_question(file, record.number, plan.table.name, asked.as_bytes())
            if faults:
                result.faults[file] += [(record.number, fault) for fault in faults]
            if not is_whole:
                result.broken.add((file, record.number))

    # ── what concerns several files ──

    def ask_across(self) -> None:
        """Ask the staged rows."""
        staging, context = self._staging, self._inputs.context
        broken = frozenset(self._result.broken)
        across = Across(staging.database, context.schema, staging.tables(), staging.is_kept, staging.has_gone(), broken)
        for file, record, fault in self._all_faults(across):
            self._result.faults[file].append((record, fault))
        path = self._inputs.project.published.relative_to(self._inputs.project.root).as_posix()
        for id, line, fault in gone_ids(staging.database, context.published):
            self._result.problems.add(Problem(path, line, 1, id, fault.kind, fault.message, fault.hint))

    def _all_faults(self, across: Across) -> Iterator[StagedFault]:
        yield from across.faults()
        yield from ask_names(self._staging, self._plans, self._inputs.context)
        yield from check_ledgers(self._staging.database, self._inputs.context.evidence)

    # ── places ──

    def problems(self) -> list[Problem]:
        """All problems, sorted; each file that has a fault is read again, once."""
        for file, faults in self._result.faults.items():
            self._result.problems.update(self._located(file, faults))
        return self._result.sorted_problems()

    def _located(self, file: int, faults: list[tuple[int, Fault]]) -> list[Problem]:
        row = self._staging.database.execute("select path from files where number = ?", [file]).fetchone()
        path = self._root.parent / row[0]
        text = decode(file_bytes(path, self._root))
        records, _ = read_text(text, table_of(path, self._root), row[0])
        names = {record.number: record.name for record in records}
        return problems_of(text, row[0], [RecordFault(number, names[number], fault) for number, fault in faults])


def lock_digests(folder: Path) -> dict[str, bytes]:
    """By source, the SHA-256 of each lock in the folder."""
    return {path.stem: sha256(path.read_bytes()).digest() for path in sorted(folder.glob("*.lock")) if path.is_file()}


def _unknown_table(record: FactNode, schema: Schema) -> Problem:
    hint = did_you_mean(record.table, schema.roots) or f"the tables are {', '.join(schema.roots)}"
    return Problem(record.path, 0, 0, "", "unknown-table", f"facts/{record.table} is not a table", hint)
