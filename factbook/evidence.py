"""Where quotes and numbers stand in the articles: told by the archive, or vouched for by the lock.

With `evidence.lock`, facts are proved on a machine that has no articles. Nothing here is fuzzy, and no article text is
kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Protocol

from factbook.archive import Archive, Article
from factbook.lines import Plain
from factbook.lock import RUN_VERIFY, Capture, Lock, LockFile, Printed
from factbook.text.normalise import Span, digest, normalise
from factbook.text.numbers import numbers_in
from factbook.text.quotes import Fault, locate

_PARAGRAPH = re.compile("[1-9][0-9]{0,5}")
#: Articles whose lines of the lock are held. Facts lie table by table, and most articles are asked for in each: so the
#: first ones are held to the end, and of the others those that were asked for last.
_HELD, _LATELY = 3000, 50


class Evidence(Protocol):
    """What the checks ask of the evidence, whichever way it is held."""

    def capture(self, source: str) -> Capture | None:
        """The captured article; None where there is none."""

    def span(self, source: str, paragraph: int, quote: str) -> Span | Fault:
        """Where the quote stands, or why it does not prove anything."""

    def place(self, source: Plain, paragraph: Plain, words: str) -> tuple[int, int] | None:
        """As `span`, of a normalised quote, a source and a paragraph as they are written; None where it is in doubt."""

    def numbers(self, source: str) -> Sequence[tuple[int, int, int, str]]:
        """Every number that the article prints: paragraph, start, end, text."""


class Vouched(NamedTuple):
    """What the lock says of an article: its captures, and by the digest of each quote its places, in order.

    A place is a text of paragraph, start and end. In a lock that is as it is written there is one capture, and the
    lines of quotes are `in_order`, each of them once (`different`).
    """

    captures: list[Capture]
    quotes: dict[str, str | list[str]]
    different: int
    in_order: bool


class FromLock:
    """Evidence vouched for by the lock in a file."""

    def __init__(self, path: Path) -> None:
        """Hold the facts against this lock; raises ProjectError where it cannot be read, here or when asked."""
        self.file = LockFile(path)
        self._held: dict[str, Vouched] = {}
        self._lately: dict[str, Vouched] = {}

    def capture(self, source: str) -> Capture | None:
        """The article as the lock has it."""
        captures = self.vouched(source).captures
        return captures[0] if captures else None

    def span(self, source: str, paragraph: int, quote: str) -> Span | Fault:
        """The span that was verified for this very quote, or the fault that none was."""
        found = self.place(source, str(paragraph), normalise(quote))
        return (
            Span(*found) if found else Fault("lock", "this quote has not been verified against the article", RUN_VERIFY)
        )

    def place(self, source: Plain, paragraph: Plain, words: str) -> tuple[int, int] | None:
        """Where the normalised quote was found; None where the lock does not say."""
        if type(source) is not str or type(paragraph) is not str:
            return None
        held = self._held.get(source) or self.vouched(source)
        found = held.quotes.get(sha256(words.encode()).hexdigest())
        if found is None:
            return None
        for place in (found,) if type(found) is str else found:
            number, start, end = place.split(" ")
            if number == paragraph and int(end) - int(start) == len(words):
                return int(start), int(end)
        return None

    def numbers(self, source: str) -> Sequence[tuple[int, int, int, str]]:
        """The article's numbers as the lock has them."""
        lines = self.file.lines("number", source)
        return [(int(paragraph), int(start), int(end), text) for paragraph, start, end, text in lines]

    def vouched(self, source: str) -> Vouched:
        """What the lock says of the article."""
        held = self._held.get(source) or self._lately.get(source)
        if held is None:
            room = self._held if len(self._held) < _HELD else self._lately
            if len(self._lately) >= _LATELY:
                self._lately.clear()
            held = room[source] = self._read(source)
        return held

    def _read(self, source: str) -> Vouched:
        captures = [Capture(sha256, int(count)) for sha256, count in self.file.lines("article", source)]
        lines = self.file.lines("quote", source)
        keys = [(int(place.partition(" ")[0]), digest) for place, digest in lines]
        # A quote that is said to stand beyond the article's end is in doubt.
        last = captures[0].paragraphs if captures else 0
        found = [line for line, (paragraph, _) in zip(lines, keys, strict=True) if paragraph <= last]
        quotes: dict[str, str | list[str]] = {digest: place for place, digest in found}
        if len(quotes) < len(found):
            # The same words stand in several paragraphs.
            several: dict[str, list[str]] = {}
            for place, digest in found:
                several.setdefault(digest, []).append(place)
            quotes |= several
        return Vouched(captures, quotes, len(set(keys)), keys == sorted(keys))


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

    def place(self, source: Plain, paragraph: Plain, words: str) -> tuple[int, int] | None:
        """Where the quote stands in the paragraph; None where there is no such paragraph, or the quote cannot serve."""
        article = self._article(source) if type(source) is str else None
        if article is None or type(paragraph) is not str or not _PARAGRAPH.fullmatch(paragraph):
            return None
        if int(paragraph) > len(article.paragraphs):
            return None
        found = self.span(source, int(paragraph), words)
        return found if isinstance(found, Span) else None

    def _look(self, article: Article, source: str, paragraph: int, quote: str) -> Span | Fault:
        found = locate(article.paragraphs[paragraph - 1], quote)
        if isinstance(found, Span):
            self.lock.spans[source, paragraph, digest(quote)] = found
            return found
        return _elsewhere(article, paragraph, quote, found)

    def numbers(self, source: str) -> Sequence[tuple[int, int, int, str]]:
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
