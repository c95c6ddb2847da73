"""The CHECK constraints of schema.sql, asked of SQLite itself, a row at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from factbook.database_rows import TableRow, insert_statement, own_rows
from factbook.problems import Problem
from factbook.read import Record
from factbook.schema import Schema
from factbook.validate.facts import Facts, problem_at

#: Constraints that another check tells of, with a better message.
_TOLD_BETTER = (
    "_is_a_slug",
    "checked_is_a_day",
    "citations_paragraph_is_positive",
    "citations_speaker_only_of_a_speaker",
)
_NOT_A_CHECK = ("UNIQUE", "NOT NULL", "FOREIGN KEY", "datatype mismatch")


def check_constraints(facts: Facts) -> Iterator[Problem]:
    """Rows that a constraint of schema.sql refuses; what the other checks tell better is left to them."""
    scratch = sqlite3.connect(":memory:")
    scratch.executescript(facts.schema.sql)
    try:
        for record in facts.records:
            yield from _record_problems(scratch, record, facts.schema)
    finally:
        scratch.close()


def _record_problems(scratch: sqlite3.Connection, record: Record, schema: Schema) -> Iterator[Problem]:
    for row in own_rows(record, schema):
        checks = schema.tables[row.table].checks
        name = _refusal(scratch, row, schema).rpartition(": ")[2] if checks else ""
        # A closed list is not among them: a value outside it is told as a choice.
        if name in checks and not name.endswith(_TOLD_BETTER):
            message = f"the constraint {name} does not hold"
            yield problem_at(record, row.mark, row.where, "constraint", message, "schema.sql says what may be")


def _refusal(scratch: sqlite3.Connection, row: TableRow, schema: Schema) -> str:
    """What SQLite says against the row, "" where it takes it or where another check tells."""
    try:
        scratch.execute(insert_statement(schema.tables[row.table]), row.values)
    except sqlite3.IntegrityError as error:
        return "" if any(word in str(error) for word in _NOT_A_CHECK) else str(error)
    except OverflowError:
        return ""  # told as a type
    finally:
        scratch.rollback()
    return ""
