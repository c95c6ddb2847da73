"""What the rules may ask of the evidence, whichever way it is at hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, Protocol

from factbook.problems import Fault
from factbook.text.bylines import OwnData
from factbook.text.copying import Copied, Quoted
from factbook.text.normalise import Span


class ArticleDigest(NamedTuple):
    """A captured article: SHA-256 of its bytes, and how many paragraphs it has."""

    sha256: str
    paragraphs: int


class PrintedNumber(NamedTuple):
    """A number as it is printed in an article: paragraph from 1, start and end in it, the text."""

    paragraph: int
    start: int
    end: int
    text: str


class Evidence(Protocol):
    """Where quotes and numbers stand in the articles, by id of the source."""

    #: The language of each article, as its record says it: numbers and attributions are read by it.
    languages: dict[str, str]
    #: Of an article that stands in the captured file of another, that other.
    captures: dict[str, str]
    #: Who speaks in a paragraph of an article, as its record says it.
    speakers: dict[tuple[str, int], str]

    def article(self, source: str) -> ArticleDigest | None:
        """The captured article; None where there is none."""

    def spans(self, source: str, paragraph: int, quote: str) -> tuple[Span, ...] | Fault:
        """Where each part of the normalised quote stands, or why it does not prove anything."""

    def context(self, source: str, paragraph: int, quote: str) -> str:
        """What the sentence of a quote that was found says of it, as the lock writes it."""

    def own_faults(self, source: str, own: OwnData) -> Iterator[Fault]:
        """What of an article's own data is not printed in it, or has not been verified."""

    def copied(self, source: str, quoted: Quoted, others: Collection[int] = ()) -> Sequence[Copied]:
        """How much of the article, and of its long sentences, is quoted; nothing where there is only a lock.

        A lock is written only where the bounds on that hold, and for those very quotes.
        """

    def numbers(self, source: str) -> Sequence[PrintedNumber]:
        """Every number that the article prints, in order of place."""
