"""Records against schema.sql and the evidence: every problem at once, never the first only.

Turns records into problems. `CHECKS` look at one record at a time, `WHOLE` at all of them together. A check yields what
is wrong and returns; it never raises, never prints, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from factbook.problems import Problem
from factbook.read import Record
from factbook.validate.constraints import check_constraints
from factbook.validate.facts import Facts
from factbook.validate.history import check_history, check_published
from factbook.validate.ids import check_ids, check_names
from factbook.validate.ledger import check_ledger
from factbook.validate.links import check_references, check_rows
from factbook.validate.proof import check_citations, check_coverage
from factbook.validate.readings import check_readings
from factbook.validate.values import check_keys, check_values

#: Checks of one record; each sees the record and all facts.
CHECKS: Sequence[Callable[[Record, Facts], Iterator[Problem]]] = (
    check_keys,
    check_values,
    check_rows,
    check_references,
    check_citations,
    check_coverage,
    check_readings,
    check_history,
)
#: Checks of all records together.
WHOLE: Sequence[Callable[[Facts], Iterator[Problem]]] = (
    check_ids,
    check_names,
    check_constraints,
    check_ledger,
    check_published,
)


def validate(facts: Facts) -> list[Problem]:
    """All problems of the records that are to be checked, sorted by place."""
    problems = [problem for record in facts.records for check in CHECKS for problem in check(record, facts)]
    problems += [problem for whole in WHOLE for problem in whole(facts)]
    return sorted(problems)
