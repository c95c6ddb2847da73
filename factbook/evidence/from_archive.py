"""Evidence read from the articles themselves."""

from __future__ import annotations

from collections.abc import Sequence

from factbook.evidence.archive import Archive, CapturedArticle
from factbook.evidence.evidence import ArticleDigest, PrintedNumber
from factbook.problems import Fault
from factbook.text.normalise import Span, normalise
from factbook.text.numbers import numbers_in
from factbook.text.quotes import locate


class FromArchive:
    """Evidence out of a folder of articles."""

    def __init__(self, archive: Archive) -> None:
        """Read from this archive."""
        self._archive = archive
        self.languages: dict[str, str] = {}
        self._articles: dict[str, CapturedArticle | None] = {}
        self._numbers: dict[str, list[PrintedNumber]] = {}

    def _article(self, source: str) -> CapturedArticle | None:
        if source not in self._articles:
            self._articles[source] = self._archive.article(source)
        return self._articles[source]

    def article(self, source: str) -> ArticleDigest | None:
        """The article as it lies in the archive."""
        article = self._article(source)
        return ArticleDigest(article.sha256, len(article.paragraphs)) if article else None

    def spans(self, source: str, paragraph: int, quote: str) -> tuple[Span, ...] | Fault:
        """Where the parts of the quote stand in the paragraph, or why it cannot serve."""
        article = self._article(source)
        if article is None:
            return Fault("archive", f"the archive has no article {source}.txt", "capture it there")
        found = locate(article.paragraphs[paragraph - 1], quote)
        if isinstance(found, Span):
            return (found,)
        return _elsewhere(article, paragraph, quote, found)

    def context(self, source: str, paragraph: int, quote: str) -> str:  # noqa: ARG002 - until sentences are read
        """What the quote's sentence says of it."""
        return ""

    def numbers(self, source: str) -> Sequence[PrintedNumber]:
        """Every number in the article."""
        if source not in self._numbers:
            article = self._article(source)
            self._numbers[source] = printed_numbers(article) if article else []
        return self._numbers[source]


def _elsewhere(article: CapturedArticle, paragraph: int, quote: str, fault: Fault) -> Fault:
    """The fault, with another paragraph named where that is the one that has the quote."""
    if fault.kind != "quote-absent":
        return fault
    words = normalise(quote)
    holders = [str(n) for n, text in enumerate(article.paragraphs, 1) if words in normalise(text)]
    if not holders:
        return fault
    return fault._replace(
        message=f"the quote is not in paragraph {paragraph}", hint=f"it is in paragraph {', '.join(holders)}"
    )


def printed_numbers(article: CapturedArticle) -> list[PrintedNumber]:
    """Every number that the article prints, in order of place."""
    return [
        PrintedNumber(paragraph, number.start, number.end, number.text)
        for paragraph, text in enumerate(article.paragraphs, 1)
        for number in numbers_in(normalise(text))
    ]
