"""Evidence as the locks have it: facts are proved on a machine that has no articles."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from factbook.evidence.evidence import ArticleDigest, PrintedNumber
from factbook.evidence.locks import RUN_VERIFY, Lock, LockedArticle, read_lock, spans_from_text
from factbook.problems import Fault
from factbook.text.bylines import OwnData
from factbook.text.copying import Copied, Quoted
from factbook.text.normalise import Span, digest

#: Locks that are held in memory: within a table, facts of one article mostly stand together.
_HELD = 500


class FromLock:
    """Evidence out of a folder of locks, one a source."""

    def __init__(self, folder: Path) -> None:
        """Hold the facts against these locks; one that cannot be read raises ProjectError when it is asked for."""
        self.folder = folder
        self.languages: dict[str, str] = {}
        self.captures: dict[str, str] = {}
        self.speakers: dict[tuple[str, int], str] = {}
        self._held: OrderedDict[str, Lock | None] = OrderedDict()
        self._found: tuple[tuple[str, int, str], str] = (("", 0, ""), "")

    def locked(self, source: str) -> LockedArticle | None:
        """What the source's lock says; None where there is none, or an empty one."""
        lock = self._lock(source)
        return lock.whole if lock else None

    def _lock(self, source: str) -> Lock | None:
        try:
            return self._held[source]
        except KeyError:
            if len(self._held) >= _HELD:
                self._held.popitem(last=False)
            path = self.folder / f"{source}.lock"
            text = read_lock(path) if "/" not in source else None
            lock = self._held[source] = Lock(text, path.name) if text else None
            return lock

    def article(self, source: str) -> ArticleDigest | None:
        """The article as the lock has it."""
        lock = self._lock(source)
        return lock.article if lock else None

    def spans(self, source: str, paragraph: int, quote: str) -> tuple[Span, ...] | Fault:
        """The spans that were verified for this very quote, or the fault that none were."""
        lock = self._lock(source)
        found = lock.quote(paragraph, digest(quote)) if lock else None
        spans = spans_from_text(found[0]) if found else ()
        if not spans or not _fits(spans, quote):
            return Fault("lock", "this quote has not been verified against the article", RUN_VERIFY)
        self._found = (source, paragraph, quote), found[1] if found else ""
        return spans

    def context(self, source: str, paragraph: int, quote: str) -> str:
        """What the lock says of the quote's sentence."""
        place, context = self._found
        if place == (source, paragraph, quote):
            return context  # it has just been asked where the quote stands
        lock = self._lock(source)
        found = lock.quote(paragraph, digest(quote)) if lock else None
        return found[1] if found else ""

    def own_faults(self, source: str, own: OwnData) -> Iterator[Fault]:
        """That the article's own data are not those that were verified."""
        locked = self.locked(source)
        if locked and locked.own != own.digest():
            message = "title, author, date or their paragraphs have not been verified against the article"
            yield Fault("lock", message, RUN_VERIFY, ("id",))

    def copied(self, source: str, quoted: Quoted, others: Collection[int] = ()) -> Sequence[Copied]:  # noqa: ARG002 - of the article's text only
        """Nothing: the lock was written for these quotes, and only because the bounds held."""
        return ()

    def numbers(self, source: str) -> Sequence[PrintedNumber]:
        """The article's numbers as the lock has them."""
        locked = self.locked(source)
        return locked.numbers if locked else ()


def _fits(spans: tuple[Span, ...], quote: str) -> bool:
    """Whether spans of these lengths hold these words."""
    if len(spans) == 1:
        return spans[0].end - spans[0].start == len(quote)
    lengths = [len(part) for part in quote.split(" … ")]
    return [end - start for start, end in spans] == lengths
