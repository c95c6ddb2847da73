"""One record judged in both ways: taken as rows at once, and held against every check of one record.

`Judge.accepts()` fails where what is accepted has a problem, or has other rows than the slow way gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from factbook.accept import Doubt, Plan
from factbook.evidence import FromLock
from factbook.gather import Ground, rows_in_doubt
from factbook.lock import LOCK, Capture, Lock, dump_lock
from factbook.problems import Problem
from factbook.read import Block, Items, Mark, Node, Record, unmarked
from factbook.schema import Schema, load_schema
from factbook.text.normalise import Span, digest, normalise
from factbook.validate import CHECKS
from factbook.validate.facts import Facts

HERE = Mark(0, 0)
SHA256 = "0" * 64
#: So many paragraphs has each article of a lock that is made here.
PARAGRAPHS = 9
#: What concerns other records is not asked where a record is accepted.
OF_OTHERS = {"reference"}


class Passage(NamedTuple):
    """A quote that a lock knows."""

    source: str
    paragraph: int
    quote: str


class Anything(Mapping[str, Record]):
    """Records by id, of which there is one for each id."""

    def __getitem__(self, id: str) -> Record:
        return Record("sources", "", Block(HERE, {"id": id}, {}))

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class Judge:
    """Both ways to look at a record, for one schema and one folder of facts."""

    def __init__(self, root: Path, facts: Path) -> None:
        self.schema: Schema = load_schema(root / "schema.sql")
        self.facts = facts
        self.plans = {name: Plan(table, self.schema) for name, table in self.schema.roots.items()}

    def lock(self, passages: Iterable[Passage], captures: Mapping[str, int] | None = None) -> FromLock:
        """A lock that knows these quotes."""
        spans = {(p.source, p.paragraph, digest(p.quote)): Span(3, 3 + len(normalise(p.quote))) for p in passages}
        counts = captures or {source: PARAGRAPHS for source, _, _ in spans}
        lock = Lock({source: Capture(SHA256, count) for source, count in counts.items()}, spans)
        self.facts.mkdir(parents=True, exist_ok=True)
        (self.facts / LOCK).write_text(dump_lock(lock), encoding="utf-8")
        return FromLock(self.facts / LOCK)

    def problems(self, record: Record, evidence: FromLock) -> list[Problem]:
        """What the checks of one record say of it, but for what concerns other records."""
        facts = Facts([record], Anything(), self.schema, evidence, {}, lambda _: {})
        return [p for check in CHECKS for p in check(record, facts) if p.kind not in OF_OTHERS]

    def accepts(self, record: Record, evidence: FromLock) -> bool:
        """Whether the record is taken as rows; it is an error if a check would have something against it."""
        given: Any = unmarked(record.block)
        try:
            rows = self.plans[record.table].rows(given, evidence)
        except Doubt:
            return False
        assert self.problems(record, evidence) == [], given
        slow = rows_in_doubt(record, Ground(self.facts, self.schema, evidence, {}))
        # By their texts: 5 is equal to 5.0, and not the same value in SQLite.
        assert repr(rows) == repr(slow), given
        return True


def record_of(table: str, given: Mapping[str, Any]) -> Record:
    """A record from plain values, as if it stood in a file."""
    block = marked(dict(given))
    assert isinstance(block, Block)
    return Record(table, f"facts/{table}/made.yml", block)


def marked(node: Any) -> Node:
    """A plain value with places, all of them the same."""
    if isinstance(node, dict):
        return Block(HERE, {key: marked(value) for key, value in node.items()}, dict.fromkeys(node, (HERE, HERE)))
    return Items([marked(item) for item in node], [HERE] * len(node)) if isinstance(node, list) else str(node)
