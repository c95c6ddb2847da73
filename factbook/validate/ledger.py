"""The ledgers of each article: no paragraph and no number is passed over in silence.

A paragraph is cited by a fact or listed with the reason why it holds none, never both. A number stands inside
a quote or is listed with a reason. And the article's capture is the one that is on record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbook.lock import Printed
from factbook.problems import Problem
from factbook.read import Record
from factbook.rows import Row
from factbook.text.normalise import normalise
from factbook.validate.facts import Facts, Quoted, at_key, id_of, problem_at

_COUNT = re.compile(r"[0-9]{1,6}")


def check_ledger(facts: Facts) -> Iterator[Problem]:
    """Captures that changed, paragraphs and numbers that nothing accounts for, and entries that do not hold."""
    for record in facts.records:
        if record.table == "sources":
            yield from _capture_problems(record, facts)
            if facts.evidence.capture(id_of(record)):
                quoted = facts.quoted(id_of(record))
                yield from _paragraph_problems(record, set(quoted), facts)
                yield from _number_problems(record, quoted, facts)


def _capture_problems(record: Record, facts: Facts) -> Iterator[Problem]:
    capture = facts.evidence.capture(id_of(record))
    if capture is None:
        hint = "run `build.py verify --archive DIR` where the article lies as <id>.txt"
        yield at_key(record, "id", "archive", "neither the archive nor the lock knows this article", hint)
        return
    if record.block.values.get("sha256") != capture.sha256:
        hint = "capture it under a new id, or correct the record if it was never right"
        yield at_key(record, "sha256", "archive", f"the article's bytes have the SHA-256 {capture.sha256}", hint)
    if record.block.values.get("paragraphs") != str(capture.paragraphs):
        yield at_key(record, "paragraphs", "archive", f"the article has {capture.paragraphs} paragraphs", "")


def _rows(record: Record, table: str, facts: Facts) -> list[tuple[Row, int]]:
    """The record's rows of a ledger with their paragraph, where that is a number."""
    rows = facts.rows_for(record, table)
    return [(row, int(p)) for row in rows if isinstance(p := row.values.get("paragraph"), str) and _COUNT.fullmatch(p)]


def _paragraph_problems(record: Record, cited: set[int], facts: Facts) -> Iterator[Problem]:
    capture = facts.evidence.capture(id_of(record))
    listed = {number: row for row, number in _rows(record, "source_no_facts", facts)}
    for number in range(1, (capture.paragraphs if capture else 0) + 1):
        if number not in cited and number not in listed:
            hint = f"cite it, or say why it holds no fact: `no_facts: {{{number}: ...}}`"
            yield at_key(record, "no_facts", "paragraph-open", f"paragraph {number} is neither cited nor listed", hint)
    for number, row in listed.items():
        if number in cited or (capture and number > capture.paragraphs):
            found = "is cited by a fact" if number in cited else "does not exist"
            yield problem_at(record, row.mark, row.where, "ledger", f"paragraph {number} {found}", "remove the entry")


def _number_problems(record: Record, quoted: Quoted, facts: Facts) -> Iterator[Problem]:
    rows = _rows(record, "source_uncited_numbers", facts)
    listed = {(paragraph, normalise(str(row.values.get("number")))): row for row, paragraph in rows}
    open_numbers: set[tuple[int, str]] = set()
    for number in map(Printed._make, facts.evidence.numbers(id_of(record))):
        if _is_quoted(number, quoted):
            continue
        open_numbers.add((number.paragraph, number.text))
        if (number.paragraph, number.text) not in listed:
            hint = "quote it, or list it under `uncited_numbers` with the reason"
            message = f"the number {number.text!r} in paragraph {number.paragraph} is neither quoted nor listed"
            yield at_key(record, "uncited_numbers", "number-open", message, hint)
    for place in listed.keys() - open_numbers:
        row = listed[place]
        message = f"{place[1]!r} in paragraph {place[0]} is quoted, or is not printed there"
        yield problem_at(record, row.mark, row.where, "ledger", message, "remove the entry, or give it as printed")


def _is_quoted(number: Printed, quoted: Quoted) -> bool:
    return any(span.start <= number.start and number.end <= span.end for span in quoted.get(number.paragraph, ()))
