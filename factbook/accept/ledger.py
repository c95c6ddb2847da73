"""Articles whose ledger or lock is in doubt: a paragraph or a number that nothing accounts for, or that two things do.

Goes through the staged citations an article at a time. Says which articles; the checks say why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from factbook.evidence import Evidence, FromLock
from factbook.lock import KINDS_OF_LINES
from factbook.text.normalise import normalise

#: Paragraph, start and end of quotes.
Passages = set[tuple[int, int, int]]


class Account(NamedTuple):
    """What the facts say of an article: its capture, passages that are quoted, and what is listed with a reason."""

    source: str
    sha256: str | None
    paragraphs: int | None
    quoted: Passages
    without_fact: list[int]
    numbers: list[tuple[int, str]]


def sources_in_doubt(accounts: Iterator[Account], evidence: Evidence) -> set[str]:
    """The articles whose account does not plainly hold against the evidence."""
    return {account.source for account in accounts if not _holds(account, evidence)}


def _holds(account: Account, evidence: Evidence) -> bool:
    capture = evidence.capture(account.source)
    if capture is None or (account.sha256, account.paragraphs) != capture:
        return False
    spans: dict[int, list[tuple[int, int]]] = {}
    for paragraph, start, end in account.quoted:
        spans.setdefault(paragraph, []).append((start, end))
    listed = account.without_fact
    if sorted([*spans, *listed]) != list(range(1, capture.paragraphs + 1)):
        return False
    listed_numbers = {(paragraph, normalise(text)) for paragraph, text in account.numbers}
    return _open(evidence.numbers(account.source), spans) == listed_numbers


def _open(
    numbers: Sequence[tuple[int, int, int, str]], spans: dict[int, list[tuple[int, int]]]
) -> set[tuple[int, str]]:
    """The numbers, by paragraph and text, that stand in no quote."""
    found = set()
    for paragraph, start, end, text in numbers:
        for first, last in spans.get(paragraph, ()):
            if first <= start and end <= last:
                break
        else:
            found.add((paragraph, text))
    return found


class LockWatch:
    """Whether the lock says what the facts ask, in the form in which it is written, and nothing else."""

    def __init__(self, evidence: FromLock) -> None:
        """Hold this lock against the accounts of articles."""
        self._evidence, self._file = evidence, evidence.file
        self._is_asked = True
        #: SHA-256 of the lines of the articles whose accounts have passed.
        self.lines: dict[str, bytes] = {}

    def watch(self, accounts: Iterator[Account]) -> Iterator[Account]:
        """The accounts, looked at as they pass."""
        for account in accounts:
            self._is_asked &= self._says_what_is_asked(account)
            self.lines[account.source] = self.lines_of(account.source)
            yield account

    def _says_what_is_asked(self, account: Account) -> bool:
        """Whether the article has one capture and each of its quotes is asked for, in order and once."""
        held = self._evidence.vouched(account.source)
        quotes = self._file.stretch("quote", account.source)[1].count(b"\n")
        return len(held.captures) == 1 and len(account.quoted) == quotes == held.different and held.in_order

    def lines_of(self, source: str) -> bytes:
        """SHA-256 of all that the lock says of an article."""
        return sha256(b"".join(self._file.stretch(kind, source)[1] for kind in KINDS_OF_LINES)).digest()

    def holds(self, sources: Iterable[str] | None) -> bool:
        """Whether the accounts that have passed hold, and the lock has the lines of these articles (sorted), no others.

        The second is not asked where `sources` is None.
        """
        return self._is_asked and (sources is None or self._is_made_of(sources))

    def _is_made_of(self, sources: Iterable[str]) -> bool:
        ends = dict.fromkeys(KINDS_OF_LINES, -1)
        starts = dict(ends)
        for source in sources:
            for kind in KINDS_OF_LINES:
                start, text = self._file.stretch(kind, source)
                if ends[kind] not in (-1, start):
                    return False
                starts[kind] = start if starts[kind] < 0 else starts[kind]
                ends[kind] = start + len(text)
        end = self._file.starts_well()
        for kind in KINDS_OF_LINES:
            if starts[kind] not in (-1, end):
                return False
            end = max(end, ends[kind])
        return 0 < end == self._file.size
