"""Evidence read from the articles themselves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from factbook.evidence.archive import Archive, CapturedArticle
from factbook.evidence.evidence import ArticleDigest, PrintedNumber
from factbook.problems import Fault
from factbook.text.attribution import Turn, turns_of
from factbook.text.context import context_of
from factbook.text.lexicon import Lexicon
from factbook.text.normalise import Span, normalise
from factbook.text.numbers import numbers_in
from factbook.text.quotes import locate


class FromArchive:
    """Evidence out of a folder of articles."""

    def __init__(self, archive: Archive, lexicon: Lexicon) -> None:
        """Read from this archive, and what sentences say by this lexicon."""
        self._archive, self._lexicon = archive, lexicon
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

    def context(self, source: str, paragraph: int, quote: str) -> str:
        """What the quote's sentence says of it."""
        article, spans = self._article(source), self.spans(source, paragraph, quote)
        if article is None or isinstance(spans, Fault):
            return ""
        language = self.languages.get(source, "")
        text, before, turn = _passage(tuple(article.paragraphs), paragraph, language)
        return context_of(text, spans, language, self._lexicon, turn, before).as_text()

    def numbers(self, source: str) -> Sequence[PrintedNumber]:
        """Every number in the article."""
        if source not in self._numbers:
            article = self._article(source)
            self._numbers[source] = printed_numbers(article) if article else []
        return self._numbers[source]


@lru_cache(maxsize=256)
def _passage(paragraphs: tuple[str, ...], number: int, language: str) -> tuple[str, str, Turn | None]:
    """A paragraph, normalised, what is printed ahead of it, and its turn of an interview."""
    texts = _normalised(paragraphs)
    return texts[number - 1], "\n".join(texts[: number - 1]), _turns(texts, language)[number - 1]


@lru_cache(maxsize=64)
def _normalised(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(normalise, paragraphs))


@lru_cache(maxsize=64)
def _turns(paragraphs: tuple[str, ...], language: str) -> list[Turn | None]:
    return turns_of(paragraphs, language)


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
