"""Evidence read from the articles themselves, each by the rules of its language."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from factbook.evidence.archive import Archive, CapturedArticle
from factbook.evidence.evidence import ArticleDigest, PrintedNumber
from factbook.evidence.own import check_own
from factbook.problems import Fault
from factbook.text.attribution import Turn, turns_of
from factbook.text.bylines import OwnData
from factbook.text.context import context_of
from factbook.text.copying import Copied, Quoted, copied_by
from factbook.text.languages import language_of
from factbook.text.lexicon import Lexicon
from factbook.text.normalise import Span, normalise
from factbook.text.quotes import locate


class FromArchive:
    """Evidence out of a folder of articles; `lexicon` says which words show a class."""

    def __init__(self, archive: Archive, lexicon: Lexicon) -> None:
        """Read from this archive."""
        self._archive, self._lexicon = archive, lexicon
        self.languages: dict[str, str] = {}
        self.captures: dict[str, str] = {}
        self.speakers: dict[tuple[str, int], str] = {}
        self._articles: dict[str, CapturedArticle | None] = {}
        self._found: tuple[tuple[str, int, str], tuple[Span, ...]] = (("", 0, ""), ())

    def _article(self, source: str) -> CapturedArticle | None:
        """The article, its paragraphs normalised."""
        if source not in self._articles:
            article = self._archive.article(self.captures.get(source, source))
            self._articles[source] = article and normalised(article)
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
        found = locate(article.paragraphs[paragraph - 1], quote, language_of(self.languages.get(source, "")))
        if found and isinstance(found[0], Span):
            self._found = (source, paragraph, quote), found
            return self._found[1]
        return elsewhere(article, paragraph, quote, Fault(*found))

    def context(self, source: str, paragraph: int, quote: str) -> str:
        """What the sentence of a quote says of it, of one that was found."""
        place, spans = self._found
        article = self._article(source)
        if place != (source, paragraph, quote):
            self.spans(source, paragraph, quote)
            spans = self._found[1]
        return (
            quote_context(article, paragraph, spans, self.languages.get(source, ""), self._lexicon) if article else ""
        )

    def own_faults(self, source: str, own: OwnData) -> Iterator[Fault]:
        """What of the article's own data it does not print in the paragraphs that are named."""
        article = self._article(source)
        return check_own(own, self.languages.get(source, ""), article.paragraphs) if article else iter(())

    def copied(self, source: str, quoted: Quoted, others: Collection[int] = ()) -> Sequence[Copied]:
        """How much of the article and of its long sentences is quoted."""
        article = self._article(source)
        reader = language_of(self.languages.get(source, ""))
        return copied_by(reader, article.paragraphs, quoted, others) if article else ()

    def numbers(self, source: str) -> Sequence[PrintedNumber]:
        """Every number in the article."""
        article = self._article(source)
        return printed_numbers(article, self.languages.get(source, "")) if article else ()


def normalised(article: CapturedArticle) -> CapturedArticle:
    """The article with its paragraphs normalised."""
    return CapturedArticle(article.sha256, tuple(map(normalise, article.paragraphs)))


def quote_context(
    article: CapturedArticle, paragraph: int, spans: Sequence[Span], language: str, lexicon: Lexicon
) -> str:
    """What the sentence of the quote at these spans of a normalised article says, as the lock writes it."""
    before = "\n".join(article.paragraphs[: paragraph - 1])
    turn = _turns(article.paragraphs, language)[paragraph - 1]
    return context_of(article.paragraphs[paragraph - 1], spans, language, lexicon, turn, before).as_text()


@lru_cache(maxsize=64)
def _turns(paragraphs: tuple[str, ...], language: str) -> list[Turn | None]:
    reader = language_of(language)
    return turns_of(paragraphs, reader.code if reader else language)


def elsewhere(article: CapturedArticle, paragraph: int, quote: str, fault: Fault) -> Fault:
    """The fault, with another paragraph named where that is the one that has the quote."""
    if fault.kind != "quote-absent":
        return fault
    holders = [str(n) for n, text in enumerate(article.paragraphs, 1) if quote in text]
    if not holders:
        return fault
    return fault._replace(
        message=f"the quote is not in paragraph {paragraph}", hint=f"it is in paragraph {', '.join(holders)}"
    )


@lru_cache(maxsize=64)
def printed_numbers(article: CapturedArticle, language: str) -> tuple[PrintedNumber, ...]:
    """Every number that a normalised article prints, in order of place; none where its language has no reader."""
    reader = language_of(language)
    return tuple(
        PrintedNumber(paragraph, number.start, number.end, number.text)
        for paragraph, text in enumerate(article.paragraphs, 1)
        for number in (reader.numbers(text) if reader else ())
    )
