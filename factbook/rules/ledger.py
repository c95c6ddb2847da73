"""The ledgers of each article: no paragraph and no number is passed over in silence.

A paragraph is cited by a fact or listed with the reason why it holds none, never both. A number stands inside
a quote or is listed with a reason. And the article's capture is the one that is on record.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from factbook.evidence.evidence import ArticleDigest, Evidence, PrintedNumber
from factbook.evidence.locks import LockedArticle, spans_from_text
from factbook.problems import Fault, FaultPath, RowKey
from factbook.rules.across import StagedFault
from factbook.rules.articles import own_data
from factbook.text.copying import FEW, OF_ARTICLE, OF_SENTENCE, Copied, passed
from factbook.text.normalise import Span, digest, normalise

#: The articles that are to be looked at, with the places of their records.
_SOURCES = """
select id, sha256, paragraphs, in_file, in_record from sources
where id in (select source from temp.touched_sources) order by id
"""


#: The paragraphs that are cited from other articles of a capture.
_OTHERS = """
select distinct paragraph from citations where source in (select id from sources where sha256 = ? and id <> ?)
and paragraph is not null
"""


class Entry(NamedTuple):
    """An entry of one of an article's lists: its paragraph, where it stands in the record, the number that it lists."""

    paragraph: int
    path: FaultPath
    number: str = ""


class Account(NamedTuple):
    """What the facts say of an article: its digest, spans that are quoted by paragraph, and what is listed.

    `others` are the paragraphs that are cited from another article of the same capture.
    """

    source: str
    article: tuple[str | None, int | None]
    quoted: dict[int, list[Span]]
    no_facts: list[Entry]
    numbers: list[Entry]
    others: frozenset[int] = frozenset()


def check_ledgers(database: sqlite3.Connection, evidence: Evidence) -> Iterator[StagedFault]:
    """What is wrong with the accounts of all articles that are touched."""
    for source, sha256, paragraphs, file, record in database.execute(_SOURCES).fetchall():
        account = _account(database, source, (sha256, paragraphs))
        own = own_data(database, source)
        for fault in (*check_account(account, evidence), *evidence.own_faults(source, own)):
            yield StagedFault(file, record, fault)


def _account(database: sqlite3.Connection, source: str, article: tuple[str | None, int | None]) -> Account:
    quoted: dict[int, list[Span]] = {}
    for paragraph, spans in database.execute("select paragraph, spans from citations where source = ?", [source]):
        if paragraph is not None:
            quoted.setdefault(paragraph, []).extend(spans_from_text(spans))
    no_facts = _entries(database, "source_no_facts", "paragraph, ''", source)
    numbers = _entries(database, "source_uncited_numbers", "paragraph, number", source)
    others = frozenset(paragraph for (paragraph,) in database.execute(_OTHERS, [article[0], source]))
    return Account(source, article, quoted, no_facts, numbers, others - quoted.keys())


def _entries(database: sqlite3.Connection, table: str, columns: str, source: str) -> list[Entry]:
    key = table.removeprefix("source_")
    rows = database.execute(f"select at_row, {columns} from {table} where source = ?", [source])  # noqa: S608
    return [
        Entry(paragraph, (key, place if isinstance(place, int) else RowKey(place)), number)
        for place, paragraph, number in rows
        if paragraph is not None and number is not None
    ]


def check_account(account: Account, evidence: Evidence) -> Iterator[Fault]:
    """What is wrong with the account of one article."""
    article = evidence.article(account.source)
    if article is None:
        hint = "run `build.py verify --archive DIR` where the article lies as <id>.txt"
        yield Fault("archive", "neither the archive nor the lock knows this article", hint, ("id",))
        return
    yield from _check_article(account, article)
    unlisted = set(range(1, article.paragraphs + 1)) - {entry.paragraph for entry in account.no_facts}
    if not account.quoted and len(unlisted) > 1:
        message = f"nothing of {len(unlisted)} paragraphs is entered or listed yet"
        hint = f"`build.py read {account.source}` shows the article, `build.py draft {account.source}` proposes records"
        yield Fault("paragraph-open", message, hint, ("paragraphs",))
        return
    yield from _check_paragraphs(account, article)
    yield from _check_numbers(account, evidence)
    if account.article[0] == article.sha256:
        yield from _check_copying(account, evidence)


def _check_article(account: Account, article: ArticleDigest) -> Iterator[Fault]:
    sha256, paragraphs = account.article
    if sha256 != article.sha256:
        hint = "capture it under a new id, or correct the record if it was never right"
        yield Fault("archive", f"the article's bytes have the SHA-256 {article.sha256}", hint, ("sha256",))
    if paragraphs != article.paragraphs:
        yield Fault("archive", f"the article has {article.paragraphs} paragraphs", "", ("paragraphs",))


def _check_paragraphs(account: Account, article: ArticleDigest) -> Iterator[Fault]:
    listed = {entry.paragraph for entry in account.no_facts}
    for number in range(1, article.paragraphs + 1):
        if number not in account.quoted and number not in listed:
            hint = f"cite it, or say why it holds no fact: `no_facts: {{{number}: ...}}`"
            message = f"paragraph {number} is neither cited nor listed"
            yield Fault("paragraph-open", message, hint, ("no_facts",))
    for entry in account.no_facts:
        is_cited = entry.paragraph in account.quoted
        if is_cited or not 1 <= entry.paragraph <= article.paragraphs:
            found = "is cited by a fact" if is_cited else "does not exist"
            yield Fault("ledger", f"paragraph {entry.paragraph} {found}", "remove the entry", entry.path)


def _check_numbers(account: Account, evidence: Evidence) -> Iterator[Fault]:
    listed = {(entry.paragraph, normalise(entry.number)): entry for entry in account.numbers}
    left: set[tuple[int, str]] = set()
    for number in evidence.numbers(account.source):
        place = (number.paragraph, number.text)
        if _is_quoted(number, account.quoted.get(number.paragraph, [])):
            continue
        if place not in listed and place not in left:
            entry = f"{{paragraph: {number.paragraph}, number: {number.text!r}, reason: ...}}"
            hint = f"quote it, or list it under `uncited_numbers`, with the reason: `{entry}`"
            message = f"the number {number.text!r} in paragraph {number.paragraph} is neither quoted nor listed"
            yield Fault("number-open", message, hint, ("uncited_numbers",))
        left.add(place)
    for place in listed.keys() - left:
        message = f"{place[1]!r} in paragraph {place[0]} is quoted, or is not printed there"
        yield Fault("ledger", message, "remove the entry, or give it as printed", listed[place].path)


def _check_copying(account: Account, evidence: Evidence) -> Iterator[Fault]:
    found = evidence.copied(account.source, account.quoted, account.others)
    for copied in passed(found) if found else ():
        is_one_of_many = copied.sentence and copied.quoted < copied.words
        few = f"one long sentence in {1 / FEW:.0f} may be; " if is_one_of_many else ""
        hint = f"{few}cite shorter quotes; `build.py copying --archive DIR` counts them"
        yield Fault("copying", _said_of(copied), hint, ("id",))


def _said_of(copied: Copied) -> str:
    whose = f"sentence {copied.sentence} of paragraph {copied.paragraph}" if copied.sentence else "the article"
    if copied.quoted == copied.words:
        return f"quotes hold all {copied.words} words of {whose}"
    bound = OF_SENTENCE if copied.sentence else OF_ARTICLE
    return f"quotes hold {copied.quoted} of the {copied.words} words of {whose}, more than {bound:.0%}"


def _is_quoted(number: PrintedNumber, spans: list[Span]) -> bool:
    return any(start <= number.start and number.end <= end for start, end in spans)


def locked_article(database: sqlite3.Connection, source: str, evidence: Evidence) -> LockedArticle | None:
    """What the lock of an article says when it is current: the evidence on it, and the quotes that facts ask for."""
    article = evidence.article(source)
    if article is None:
        return None
    rows = database.execute(
        "select paragraph, quote, spans, context from citations where source = ? and spans <> ''", [source]
    )
    quotes = {(paragraph, digest(quote)): (spans, context) for paragraph, quote, spans, context in rows}
    return LockedArticle(article, evidence.numbers(source), quotes, own_data(database, source).digest())
