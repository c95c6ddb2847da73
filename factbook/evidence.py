"""Where quotes and numbers stand in the articles: told by the archive, or vouched for by the lock.

`evidence.lock` holds, for each quote that is cited, the article's SHA-256, the paragraph, start and end, and the
quote's SHA-256; and for each number in an article where it stands. With it, facts are proved on a machine that has no
articles. Only `build.py verify` writes it, from the archive. Nothing here is fuzzy, and no article text is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from factbook.archive import Archive, Article
from factbook.numbers import numbers_in
from factbook.problems import ProjectError
from factbook.quotes import Fault, Span, digest, locate, normalise

LOCK = "evidence.lock"
_HEAD = "# Where each quote and each number stands. Written by `build.py verify`; never edit it."
_RUN_VERIFY = "run `build.py verify --archive DIR` where the articles are"


class Capture(NamedTuple):
    """A captured article: SHA-256 of its bytes, and how many paragraphs it has."""

    sha256: str
    paragraphs: int


class Printed(NamedTuple):
    """A number as it is printed in an article: paragraph from 1, start and end in it, the text."""

    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Lock:
    """Captures by source, spans by (source, paragraph, digest of the quote), numbers by source in order of place."""

    captures: dict[str, Capture] = field(default_factory=dict)
    spans: dict[tuple[str, int, str], Span] = field(default_factory=dict)
    numbers: dict[str, list[Printed]] = field(default_factory=dict)


class Evidence(Protocol):
    """What the checks ask of the evidence, whichever way it is held; `lock` is what was asked and found."""

    lock: Lock

    def capture(self, source: str) -> Capture | None:
        """The captured article; None where there is none."""

    def span(self, source: str, paragraph: int, quote: str) -> Span | Fault:
        """Where the quote stands, or why it does not prove anything."""

    def numbers(self, source: str) -> list[Printed]:
        """Every number that the article prints."""


class FromLock:
    """Evidence vouched for by a lock; `lock` is filled with what of it was asked for."""

    def __init__(self, lock: Lock) -> None:
        """Hold the facts against this lock."""
        self._held = lock
        # By the quote itself, so that its digest is made once and not at each question.
        self._found: dict[tuple[str, int, str], Span] = {}
        self.lock = Lock()

    def capture(self, source: str) -> Capture | None:
        """The article as the lock has it."""
        if source in self._held.captures:
            self.lock.captures[source] = self._held.captures[source]
            self.lock.numbers[source] = self._held.numbers.get(source, [])
        return self._held.captures.get(source)

    def span(self, source: str, paragraph: int, quote: str) -> Span | Fault:
        """The span that was verified for this very quote, or the fault that none was."""
        known = self._found.get((source, paragraph, quote))
        if known is not None:
            return known
        place = (source, paragraph, digest(quote))
        span = self._held.spans.get(place)
        if span is None or span.end - span.start != len(normalise(quote)):
            return Fault("lock", "this quote has not been verified against the article", _RUN_VERIFY)
        self._found[source, paragraph, quote] = self.lock.spans[place] = span
        return span

    def numbers(self, source: str) -> list[Printed]:
        """The article's numbers as the lock has them."""
        return self._held.numbers.get(source, [])


class FromArchive:
    """Evidence read from the articles themselves; `lock` is filled with all that was asked and found."""

    def __init__(self, archive: Archive) -> None:
        """Read from this archive."""
        self._archive = archive
        self._articles: dict[str, Article | None] = {}
        # Several stages ask where a quote stands, and to find it is what takes the longest in a build.
        self._found: dict[tuple[str, int, str], Span | Fault] = {}
        self.lock = Lock()

    def _article(self, source: str) -> Article | None:
        if source not in self._articles:
            article = self._articles[source] = self._archive.article(source)
            if article:
                self.lock.captures[source] = Capture(article.sha256, len(article.paragraphs))
                self.lock.numbers[source] = printed_numbers(article)
        return self._articles[source]

    def capture(self, source: str) -> Capture | None:
        """The article as it lies in the archive."""
        self._article(source)
        return self.lock.captures.get(source)

    def span(self, source: str, paragraph: int, quote: str) -> Span | Fault:
        """Where the quote stands in the paragraph, or why it cannot serve."""
        article = self._article(source)
        if article is None:
            return Fault("archive", f"the archive has no article {source}.txt", "capture it there")
        place = (source, paragraph, quote)
        if place not in self._found:
            self._found[place] = self._look(article, *place)
        return self._found[place]

    def _look(self, article: Article, source: str, paragraph: int, quote: str) -> Span | Fault:
        found = locate(article.paragraphs[paragraph - 1], quote)
        if isinstance(found, Span):
            self.lock.spans[source, paragraph, digest(quote)] = found
            return found
        return _elsewhere(article, paragraph, quote, found)

    def numbers(self, source: str) -> list[Printed]:
        """Every number in the article."""
        self._article(source)
        return self.lock.numbers.get(source, [])


def _elsewhere(article: Article, paragraph: int, quote: str, fault: Fault) -> Fault:
    """The fault, with another paragraph named where that is the one that has the quote."""
    if fault.kind != "quote-absent":
        return fault
    words = normalise(quote)
    holders = [str(n) for n, text in enumerate(article.paragraphs, 1) if words in normalise(text)]
    if not holders:
        return fault
    return fault._replace(
        message=f"the quote does not stand in paragraph {paragraph}",
        hint=f"it stands in paragraph {', '.join(holders)}",
    )


def printed_numbers(article: Article) -> list[Printed]:
    """Every number that the article prints, in order of place."""
    return [
        Printed(paragraph, number.start, number.end, number.text)
        for paragraph, text in enumerate(article.paragraphs, 1)
        for number in numbers_in(normalise(text))
    ]


# ── the lock as a file ──


def dump_lock(lock: Lock) -> str:
    """The lock's text: a line an article, a number, a quote; sorted, so that merges are easy to read."""
    articles = [f"article {source} {c.sha256} {c.paragraphs}" for source, c in sorted(lock.captures.items())]
    numbers = [
        f"number {source} {n.paragraph} {n.start} {n.end} {n.text}"
        for source, found in sorted(lock.numbers.items())
        for n in found
    ]
    quotes = [f"quote {s} {p} {span.start} {span.end} {d}" for (s, p, d), span in sorted(lock.spans.items())]
    return "\n".join([_HEAD, *articles, *numbers, *quotes, ""])


def load_lock(path: Path) -> Lock:
    """The lock in `path`, empty where the file is missing; raises ProjectError at a line that is not of the format."""
    lock = Lock()
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(f"{path.name}: cannot be read: {error}; {_RUN_VERIFY}") from error
    for at, line in enumerate(lines, 1):
        try:
            _take(lock, line)
        except (ValueError, KeyError) as error:
            raise ProjectError(f"{path.name}:{at}: not a line of an evidence lock; {_RUN_VERIFY}") from error
    return lock


def _take(lock: Lock, line: str) -> None:
    kind, _, rest = line.partition(" ")
    if kind == "quote":
        source, paragraph, start, end, sha256 = rest.split()
        lock.spans[source, int(paragraph), sha256] = Span(int(start), int(end))
    elif kind == "number":
        source, paragraph, start, end, text = rest.split(" ", 4)
        lock.numbers.setdefault(source, []).append(Printed(int(paragraph), int(start), int(end), text))
    elif kind == "article":
        source, sha256, paragraphs = rest.split()
        lock.captures[source] = Capture(sha256, int(paragraphs))
    elif kind != "#" and line:
        raise ValueError(line)
