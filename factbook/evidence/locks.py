"""`facts/locks/<source>.lock`: where each quote and each number stands in one article, as a file.

A line for the article, one a number, one a quote, sorted; only `build.py verify` writes it, whole, from the archive.
Nothing here judges a fact, and no text of an article is kept but its numbers and what the sentence of a quote says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from factbook.evidence.evidence import ArticleDigest, PrintedNumber
from factbook.problems import ProjectError
from factbook.text.normalise import Span

RUN_VERIFY = "run `build.py verify --archive DIR` where the articles are"
_HEAD = "# Where each quote and each number stands. Written by `build.py verify`; never edit it."
_COUNT = "(0|[1-9][0-9]{0,8})"
_ARTICLE = re.compile(rf"article ([0-9a-f]{{64}}) {_COUNT}")
_OWN = re.compile(r"own ([0-9a-f]{64})")
_NUMBER = re.compile(rf"number {_COUNT} {_COUNT} {_COUNT} (.+)")
_QUOTE = re.compile(rf"quote {_COUNT} ([0-9,-]+) ([0-9a-f]{{64}})(?: (.+))?")
_SPAN = re.compile(rf"{_COUNT}-{_COUNT}")


@dataclass(frozen=True)
class LockedArticle:
    """What a lock says: the article, its numbers, and each quote's spans and context by (paragraph, digest).

    `own` is the digest of the article's own data as they were verified.
    """

    article: ArticleDigest
    numbers: Sequence[PrintedNumber] = ()
    quotes: dict[tuple[int, str], tuple[str, str]] = field(default_factory=dict)
    own: str = ""


def dump_lock(locked: LockedArticle) -> str:
    """The lock's text: numbers in order of place, quotes by paragraph and digest, so that merges are easy to read."""
    article = f"article {locked.article.sha256} {locked.article.paragraphs}"
    numbers = [f"number {n.paragraph} {n.start} {n.end} {n.text}" for n in locked.numbers]
    quotes = [
        f"quote {paragraph} {spans} {digest} {context}".rstrip()
        for (paragraph, digest), (spans, context) in sorted(locked.quotes.items())
    ]
    own = [f"own {locked.own}"] if locked.own else []
    return "\n".join([_HEAD, article, *own, *numbers, *quotes, ""])


def load_lock(text: str, name: str) -> LockedArticle:
    """What the text of a lock says; raises ProjectError at a line that is not of the format (`name` is the file's)."""
    articles: list[ArticleDigest] = []
    own = ""
    numbers: list[PrintedNumber] = []
    quotes: dict[tuple[int, str], tuple[str, str]] = {}
    for at, line in enumerate(text.split("\n")[:-1], 1):
        if found := _QUOTE.fullmatch(line):
            quotes[int(found[1]), found[3]] = found[2], found[4] or ""
        elif found := _NUMBER.fullmatch(line):
            numbers.append(PrintedNumber(int(found[1]), int(found[2]), int(found[3]), found[4]))
        elif (found := _ARTICLE.fullmatch(line)) and not articles:
            articles.append(ArticleDigest(found[1], int(found[2])))
        elif (found := _OWN.fullmatch(line)) and not own:
            own = found[1]
        elif line != _HEAD:
            raise ProjectError(f"{name}:{at}: not a line of a lock; {RUN_VERIFY}")
    if not articles:
        raise ProjectError(f"{name}: no line says which article it is of; {RUN_VERIFY}")
    return LockedArticle(articles[0], numbers, quotes, own)


def read_lock(path: Path) -> str | None:
    """The text of a lock; None where there is none. Raises ProjectError where it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(f"{path.name}: cannot be read: {error}; {RUN_VERIFY}") from error


def spans_to_text(spans: Iterable[Span]) -> str:
    """Spans as the lock and the staging write them: `10-40,55-80`."""
    return ",".join([f"{start}-{end}" for start, end in spans])


# Asked for as a citation is judged, and again for the numbers of its article; most places are those of many quotes.
@lru_cache(maxsize=16_384)
def spans_from_text(text: str) -> tuple[Span, ...]:
    """The spans that such a text names."""
    return tuple(Span(int(start), int(end)) for start, end in _SPAN.findall(text))
