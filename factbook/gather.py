"""Fact files to staged rows, a file at a time, and every problem that they have.

A file whose records are plainly right is staged and forgotten. A file in doubt, for itself or for what it says of
others, is read again with the places of its keys and handed to the checks, which say what is wrong or clear it. Nothing
of another file is then held but what the checks ask for.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from factbook.accept import Cited, Doubt, Plan, Rows
from factbook.accept.ledger import LockWatch, sources_in_doubt
from factbook.database_rows import own_rows
from factbook.evidence import Evidence, FromLock
from factbook.lines import Plain, read_data
from factbook.problems import Problem
from factbook.published import Published
from factbook.questions import Questions
from factbook.read import Block, Mark, Record, Watch, fact_files, file_bytes, read_file, table_of, unmarked
from factbook.rows import Row, Value
from factbook.schema import Schema
from factbook.staging import Staging
from factbook.text.normalise import Span, normalise
from factbook.validate import validate
from factbook.validate.facts import Facts, id_of, strangers
from factbook.validate.proof import citations_of, fields_of, passage_of

#: What SQLite keeps of a whole number, beside its sign.
_BITS = 63


@dataclass(frozen=True)
class Ground:
    """What facts stand on: their folder, the schema, the evidence, and the ids that are published."""

    root: Path
    schema: Schema
    evidence: Evidence
    published: Mapping[str, Published]


@dataclass(frozen=True)
class Gathered:
    """All problems, sorted by place, the files in doubt, and whether the lock says just what the facts ask.

    The last is None where the evidence is not from a lock.
    """

    problems: list[Problem]
    in_doubt: set[str]
    lock_is_exact: bool | None


def gather(ground: Ground, staging: Staging, watch: Watch = iter) -> Gathered:
    """Stage all facts and check them; of a staging that was kept, what has changed since."""
    files = _Files(ground, staging)
    for path in watch(fact_files(ground.root)):
        files.take(path)
    files.drop_the_rest()
    staging.settle()
    exact = files.doubt_what_spans_files()
    problems = sorted({*files.problems, *files.explained()})
    if files.unreadable:
        # What stands in a file that cannot be read is not gone.
        problems = [problem for problem in problems if problem.kind != "id-gone"]
    return Gathered(problems, files.in_doubt, exact)


class _Files:
    """Fact files as they are taken: those in doubt, and the problems of those that cannot be read."""

    def __init__(self, ground: Ground, staging: Staging) -> None:
        self._ground, self._staging = ground, staging
        self._plans = {name: Plan(table, ground.schema) for name, table in ground.schema.roots.items()}
        self._lock = LockWatch(ground.evidence) if isinstance(ground.evidence, FromLock) else None
        self._digest = ground.evidence.file.digest() if isinstance(ground.evidence, FromLock) else None
        self._known = staging.files()
        self._vouched_otherwise = self._cite_what_changed()
        self.in_doubt: set[str] = set()
        self.problems: list[Problem] = []
        self.unreadable = False

    def _cite_what_changed(self) -> set[str]:
        """The files that cite an article of which the lock says other things than in the last run."""
        held = self._staging.lock_digest()
        if self._lock is None or held is None or held == self._digest:
            return set()
        articles = self._staging.articles()
        return self._staging.touch_sources(id for id, lines in articles if self._lock.lines_of(id) != lines)

    def take(self, path: Path) -> None:
        """Stage a file's records, where they are not staged as they are."""
        root = self._ground.root
        name = path.relative_to(root.parent).as_posix()
        data = file_bytes(path, root)
        digest = sha256(data or b"").digest()
        known = self._known.pop(name, None)
        if known is not None:
            if known == (digest, True) and data is not None and name not in self._vouched_otherwise:
                return
            self._staging.drop_file(name)
        self._read(path, name, data, digest)

    def drop_the_rest(self) -> None:
        """Take out what files gave that are no more."""
        for name in self._known:
            self._staging.drop_file(name)

    def _read(self, path: Path, name: str, data: bytes | None, digest: bytes) -> None:
        root = self._ground.root
        table = table_of(path, root)
        records = read_data(data) if data is not None else None
        marked: list[Record] | None = None
        if records is None:
            marked, problems = read_file(path, root)
            records = [unmarked(record.block) for record in marked]
            self.problems += problems
            self.unreadable |= bool(problems)
            self.in_doubt |= {name} if problems else set()
        number = self._staging.add_file(name, digest)
        if table not in self._plans:
            self.in_doubt.add(name)
        elif records and not self._stage(number, table, records):
            self.in_doubt.add(name)
            self._stage_in_doubt(number, marked or read_file(path, root)[0])

    def _stage(self, number: int, table: str, records: list[dict[str, Plain]]) -> bool:
        """Stage the records; False, and none of them is staged, where one is in doubt."""
        plan, evidence = self._plans[table], self._ground.evidence
        try:
            found = [plan.rows(record, evidence) for record in records]
        except Doubt:
            return False
        for rows in found:
            self._staging.add(number, plan.table, rows)
        return True

    def _stage_in_doubt(self, number: int, records: list[Record]) -> None:
        for record in records:
            rows = rows_in_doubt(record, self._ground)
            self._staging.add(number, self._ground.schema.tables[record.table], rows)

    def doubt_what_spans_files(self) -> bool | None:
        """Add the files that are in doubt for what they say of others; returns whether the lock is exact."""
        staging, lock, evidence = self._staging, self._lock, self._ground.evidence
        held = staging.lock_digest()
        questions = Questions(staging)
        accounts = questions.accounts(touched=held is not None)
        sources = sources_in_doubt(lock.watch(accounts) if lock else accounts, evidence)
        self.in_doubt |= questions.files_in_doubt() | questions.files_refused() | questions.files_of_sources(sources)
        if lock is None:
            return None
        as_it_was = held == self._digest and not staging.has_lost_sources()
        exact = lock.holds(None if as_it_was else staging.sources())
        staging.hold_lock(self._digest if exact and not sources else None, lock.lines.items())
        return exact

    def explained(self) -> list[Problem]:
        """What the checks say of all files that are in doubt."""
        ground, staging = self._ground, self._staging
        found = [r for name in sorted(self.in_doubt) for r in read_file(ground.root.parent / name, ground.root)[0]]
        records = [record for record in found if record.table in ground.schema.roots]
        by_id: dict[str, Record] = {}
        for record in records:
            by_id.setdefault(id_of(record), record)
        others = ChainMap(by_id, StagedRecords(staging))  # type: ignore[arg-type] # it is only read from
        facts = Facts(records, others, ground.schema, ground.evidence, ground.published, staging.quoted)
        return [*strangers(found, ground.schema), *validate(facts)]


class StagedRecords(Mapping[str, Record]):
    """Staged records by id, as far as other records ask: their tables."""

    def __init__(self, staging: Staging) -> None:
        """Of these staged rows."""
        self._staging = staging

    def __getitem__(self, id: str) -> Record:
        """The record, without its values; raises KeyError."""
        kind = self._staging.kind_of(id)
        if kind is None:
            raise KeyError(id)
        return Record(kind, "", Block(Mark(0, 0), {"id": id}, {}))

    def __iter__(self) -> Iterator[str]:
        """All ids, sorted."""
        return (id for id, _ in self._staging.ids())

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)


def rows_in_doubt(record: Record, ground: Ground) -> Rows:
    """What can be made of a record that may have problems: at least its id; quotes that are not found have no place."""
    table = ground.schema.tables[record.table]
    own: tuple[Value, ...] = tuple(id_of(record) or None if name == "id" else None for name in table.stored)
    facts = Facts([record], {}, ground.schema, ground.evidence, {}, lambda _: {})
    cited = [_citation(row, number, record, facts) for number, row in enumerate(citations_of(record, facts), 1)]
    children = []
    for row in own_rows(record, ground.schema):
        if row.table == record.table:
            own = row.values
        elif row.table not in ("facts", "citations"):
            children.append((row.table, _storable(row.values)))
    checked = record.block.values.get("checked")
    return Rows(_storable(own), checked if isinstance(checked, str) else None, cited, children)


def _storable(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """The values without whole numbers that SQLite has no room for: they are told as of a wrong type."""
    return tuple(None if isinstance(value, int) and value.bit_length() > _BITS else value for value in values)


def _citation(row: Row, number: int, record: Record, facts: Facts) -> Cited:
    """A citation as far as it can be read: where it stands in the article counts for what of that is left over."""
    passage = passage_of(row)
    capture = facts.evidence.capture(passage[0]) if passage else None
    span = None
    if passage and capture and 1 <= passage[1] <= capture.paragraphs:
        found = facts.evidence.span(*passage)
        span = found if isinstance(found, Span) else None
    values: dict[str, Value] = {name: text for name, text in row.values.items() if isinstance(text, str)}
    values |= {"id": f"{id_of(record)}-{number}", str(row.table.owner): id_of(record)}
    values |= {"paragraph": passage[1] if passage else None, "quote": normalise(passage[2]) if passage else None}
    values["start"], values["end"] = span or (None, None)
    row_values = tuple(values.get(name) for name in row.table.stored)
    return row_values, " ".join(sorted(set(fields_of(row, record, facts))))
