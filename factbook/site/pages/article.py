"""An article's page: its paragraphs in order, each with the facts that it proves or the reason why it holds none.

Several quotes of a paragraph often prove one fact, and one quote several: each fact is named once, with a number.

Turns an `Article` into lines that stand beside the article as it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from factbook.record import Article, Citation, Reference


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a paragraph, and the numbers of the facts that they prove: from 1, in the order of the paragraph's."""

    quote: str
    citation: Citation
    facts: tuple[int, ...]

    @property
    def marks(self) -> Iterator[tuple[int, str]]:
        """The numbers as printed, each after the first that it stands for: three or more in a row are one mark."""
        for _, run in groupby(enumerate(self.facts), key=lambda each: each[1] - each[0]):
            numbers = [number for _, number in run]
            if len(numbers) > 2:
                yield numbers[0], f"{numbers[0]}–{numbers[-1]}"
            else:
                yield from ((number, str(number)) for number in numbers)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its passages in order and the facts that these prove, each once; or the reason why it holds none."""

    number: int
    passages: tuple[Passage, ...]
    facts: tuple[Reference, ...]
    no_facts: str | None
    numbers: tuple[tuple[str, str], ...]

    @property
    def is_numbered(self) -> bool:
        """Whether it takes numbers to say which quote proves what."""
        return any(len(passage.facts) < len(self.facts) for passage in self.passages)


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
        Paragraph(n, *_proofs(cited.get(n, ())), reasons.get(n), _numbers(article, n))
        for n in range(1, article.source.paragraphs + 1)
    ]
    share = round(100 * article.coverage.paragraphs_cited / article.source.paragraphs)
    return ArticlePage(article, tuple(p for p in numbers if p.passages or p.no_facts or p.numbers), share)


def _proofs(citations: tuple[Citation, ...]) -> tuple[tuple[Passage, ...], tuple[Reference, ...]]:
    numbers = {fact: n for n, fact in enumerate(dict.fromkeys(citation.fact for citation in citations), 1)}
    by_words = groupby(citations, key=lambda citation: (citation.start, citation.quote))
    groups = [tuple(group) for _, group in by_words]
    passages = (Passage(g[0].quote, g[0], tuple(sorted({numbers[c.fact] for c in g}))) for g in groups)
    return tuple(passages), tuple(numbers)


def _numbers(article: Article, paragraph: int) -> tuple[tuple[str, str], ...]:
    return tuple((number, reason) for n, number, reason in article.uncited_numbers if n == paragraph)
