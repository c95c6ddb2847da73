"""`facts/locks/<source>.lock`: where each quote and each number stands in one article, as a file.

A line for the article, one a number, one a quote, sorted; only `build.py verify` writes it, whole, from the archive.
Nothing here judges a fact, and no text of an article is kept but its numbers and what the sentence of a quote says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from factbook.evidence.evidence import ArticleDigest, PrintedNumber
from factbook.problems import ProjectError
from factbook.text.normalise import Span

RUN_VERIFY = "run `build.py verify --archive DIR` where the articles are"
_HEAD = "# Where each quote and each number stands. Written by `build.py verify`; never edit it."
_COUNT = "(0|[1-9][0-9]{0,8})"
# Each begins with what parts lines: a text that is sought for is found far quicker than a place.
_REMARK = re.compile(rf"\n{re.escape(_HEAD)}$", re.M)
_ARTICLE = re.compile(rf"\narticle ([0-9a-f]{{64}}) {_COUNT}$", re.M)
_OWN = re.compile(r"\nown ([0-9a-f]{64})$", re.M)
_NUMBER = re.compile(rf"\nnumber {_COUNT} {_COUNT} {_COUNT} (.+)$", re.M)
_QUOTE = re.compile(rf"\nquote {_COUNT} ([0-9,-]+) ([0-9a-f]{{64}})(?: (.+))?$", re.M)
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


class Lock:
    """A lock as its file has it: a quote is looked up in its text, for few who ask want all that it says."""

    def __init__(self, text: str, name: str) -> None:
        """Of this text, of the file `name`; what is not of the format is told by `whole`, which raises ProjectError."""
        self._lines, self._name = f"\n{text}", name

    @cached_property
    def whole(self) -> LockedArticle:
        """All that it says."""
        return load_lock(self._lines[1:], self._name)

    @cached_property
    def article(self) -> ArticleDigest:
        """The article that it is of."""
        found = _ARTICLE.search(self._lines)
        return ArticleDigest(found[1], int(found[2])) if found else self.whole.article

    def quote(self, paragraph: int, digest: str) -> tuple[str, str] | None:
        """The spans and the context of the quote of that digest in that paragraph; None where it has none of it."""
        at = len(self._lines)
        while (at := self._lines.rfind(f" {digest}", 0, at)) >= 0:
            line = _QUOTE.match(self._lines, self._lines.rfind("\n", 0, at))
            if line and line[3] == digest and int(line[1]) == paragraph:
                return line[2], line[4] or ""
        return None


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
    lines = "\n" + text.rpartition("\n")[0]
    articles, own = _ARTICLE.findall(lines), _OWN.findall(lines)
    numbers, quotes = _NUMBER.findall(lines), _QUOTE.findall(lines)
    read = sum(map(len, (articles, own, numbers, quotes, _REMARK.findall(lines))))
    if len(articles) > 1 or len(own) > 1 or read != lines.count("\n"):
        raise ProjectError(f"{name}:{_wrong_line(text)}: not a line of a lock; {RUN_VERIFY}")
    if not articles:
        raise ProjectError(f"{name}: no line says which article it is of; {RUN_VERIFY}")
    return LockedArticle(
        ArticleDigest(articles[0][0], int(articles[0][1])),
        [PrintedNumber(int(paragraph), int(start), int(end), said) for paragraph, start, end, said in numbers],
        {(int(paragraph), digest): (spans, context) for paragraph, spans, digest, context in quotes},
        own[0] if own else "",
    )


def _wrong_line(text: str) -> int:
    """The number of the first line that is not of the format, or that there may be but once."""
    forms = [_REMARK, _NUMBER, _QUOTE, _ARTICLE, _OWN]
    for at, line in enumerate(text.split("\n"), 1):
        form = next((form for form in forms if form.fullmatch(f"\n{line}")), None)
        if form is None:
            return at
        if form in (_ARTICLE, _OWN):
            forms.remove(form)
    return 0


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
