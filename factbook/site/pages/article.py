"""An article's page: its paragraphs in order, each with the facts that it proves or the reason why it holds none.

Turns an `Article` into lines that stand beside the article as it is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from factbook.record import Article, Citation, Reference


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a paragraph with every fact that they prove."""

    quote: str
    citation: Citation
    records: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its passages in order, or the reason why it holds no fact."""

    number: int
    passages: tuple[Passage, ...]
    no_facts: str | None
    numbers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What the template prints of an article."""

    article: Article
    paragraphs: tuple[Paragraph, ...]
    share: int


def article_page(article: Article) -> ArticlePage:
    """The page of an article; `share` is the percentage of its paragraphs that are cited."""
    reasons = dict(article.no_facts)
    cited = {n: tuple(group) for n, group in groupby(article.citations, key=lambda citation: citation.paragraph)}
    numbers = [
        Paragraph(n, _passages(cited.get(n, ())), reasons.get(n), _numbers(article, n))
        for n in range(1, article.source.paragraphs + 1)
    ]
    share = round(100 * article.coverage.paragraphs_cited / article.source.paragraphs)
    return ArticlePage(article, tuple(p for p in numbers if p.passages or p.no_facts or p.numbers), share)


def _passages(citations: tuple[Citation, ...]) -> tuple[Passage, ...]:
    by_words = groupby(citations, key=lambda citation: (citation.start, citation.quote))
    groups = [tuple(group) for _, group in by_words]
    return tuple(Passage(g[0].quote, g[0], tuple(dict.fromkeys(c.fact for c in g))) for g in groups)


def _numbers(article: Article, paragraph: int) -> tuple[tuple[str, str], ...]:
    return tuple((number, reason) for n, number, reason in article.uncited_numbers if n == paragraph)
