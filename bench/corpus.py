"""A made-up factbook of any size, for benchmarks: `python bench/corpus.py N FOLDER`.

Writes N facts as fact files of this project's own schema, with the articles and the evidence lock that fit: the same N
gives the same bytes. Names carry accents and Japanese; a file holds 1 to 50 records, a fact 1 to 3 citations.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from factbook.archive import read_article
from factbook.evidence import Capture, Lock, dump_lock, printed_numbers
from factbook.quotes import Span, digest, normalise

PROJECT = Path(__file__).resolve().parent.parent
SYLLABLES = ["ka", "mé", "ri", "ñu", "to", "sō", "qui", "lu", "pé", "shi", "go", "ná", "chi", "xi", "bo", "ür"]
JAPANESE = ["株式会社", "工業", "商事", "電機", "製作所"]
CITIES = ["Querétaro", "León", "Aguascalientes", "Kyōto", "Mérida", "Nagoya"]
UNITS = ["jobs", "companies", "students", "USD", "hectares"]
BOUNDS = {"exactly": "", "more than": "more than ", "at least": "at least ", "about": "about "}
FACTS_PER_ARTICLE = 40


def name_of(number: int) -> str:
    """A pronounceable name that is this number's alone; every third ends in Japanese."""
    word, rest = "", number + len(SYLLABLES) ** 3
    while rest:
        word, rest = SYLLABLES[rest % len(SYLLABLES)] + word, rest // len(SYLLABLES)
    return word.capitalize() + (f" {JAPANESE[number % len(JAPANESE)]}" if number % 3 == 0 else "")


class Article:
    """An article that grows a paragraph a citation, and the spans of what is quoted from it."""

    def __init__(self, number: int) -> None:
        self.id = f"article-{number:06d}"
        self.paragraphs: list[str] = []
        self.spans: dict[tuple[str, int, str], Span] = {}

    def cite(self, quote: str, fields: str) -> str:
        """The YAML of a citation of a new paragraph that holds the quote."""
        paragraph = f"According to the report, {quote}, as officials have told the press."
        self.paragraphs.append(paragraph)
        start = normalise(paragraph).index(normalise(quote))
        span = Span(start, start + len(normalise(quote)))
        self.spans[self.id, len(self.paragraphs), digest(quote)] = span
        return (
            f"    - source: {self.id}\n      paragraph: {len(self.paragraphs)}\n      quote: {quote}\n"
            f"      voice: reporter\n{fields}"
        )


def figure(number: int, article: Article, dice: random.Random) -> str:
    """A figure's record, and its proof in the article."""
    name, city, unit = name_of(number), dice.choice(CITIES), dice.choice(UNITS)
    bound, words = dice.choice(list(BOUNDS.items()))
    value, year = dice.randint(2100, 9_999_999), dice.randint(1950, 2025)
    quote = f"in {year} {name} reported {words}{value:,} {unit} in {city}"
    citations = dice.randint(1, 3)
    fields = "      fields: [value, unit, qualifier, period]\n" if citations > 1 else ""
    proofs = "".join(article.cite(quote, fields) for _ in range(citations))
    return (
        f"- id: figure-{number:07d}\n  label: {unit.capitalize()} of {name} in {city} in {year}\n"
        f"  indicator: {unit} reported\n  value: {value}\n  unit: {unit}\n  qualifier: {bound}\n"
        f"  period: {year}\n  status: reported\n  note: As told by the press in {city}.\n"
        f"  checked: 2026-11-24\n  citations:\n{proofs}"
    )


def organization(number: int, article: Article, dice: random.Random) -> str:
    """An organization's record, and its proof in the article."""
    name, city = name_of(number), dice.choice(CITIES)
    quote = f"{name} makes parts for cars in {city}"
    return (
        f"- id: organization-{number:07d}\n  name: {name}\n  kind: company\n"
        f"  role: Makes parts for cars in {city}.\n  checked: 2026-11-24\n  citations:\n{article.cite(quote, '')}"
    )


def records(count: int) -> Iterator[tuple[str, str, Article]]:
    """Table, YAML and article of each record, in order."""
    dice = random.Random(count)  # noqa: S311 - the same count must give the same corpus
    article = Article(0)
    for number in range(count):
        if number % FACTS_PER_ARTICLE == 0:
            article = Article(number // FACTS_PER_ARTICLE)
        make = organization if number % 5 == 4 else figure
        yield f"{make.__name__}s", make(number, article, dice), article


def write_corpus(count: int, folder: Path) -> None:
    """Write the corpus of `count` facts into a new folder: schema, facts, lock and archive."""
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("facts/figures", "facts/organizations", "facts/sources", "archive"):
        (folder / part).mkdir(parents=True)
    for name in ("schema.sql", "pyproject.toml"):
        shutil.copy(PROJECT / name, folder / name)
    articles = _write_facts(count, folder / "facts")
    _write_sources(articles, folder)


def _write_facts(count: int, facts: Path) -> list[Article]:
    dice = random.Random(count + 1)  # noqa: S311 - as above
    articles: dict[str, Article] = {}
    pending: dict[str, list[str]] = {}
    room: dict[str, int] = {}
    for number, (table, text, article) in enumerate(records(count)):
        articles[article.id] = article
        pending.setdefault(table, []).append(text)
        if len(pending[table]) >= room.setdefault(table, dice.randint(1, 50)):
            _write_file(facts / table / f"part-{number:07d}.yml", pending.pop(table))
            del room[table]
    for table, texts in pending.items():
        _write_file(facts / table / "part-last.yml", texts)
    return list(articles.values())


def _write_file(path: Path, texts: list[str]) -> None:
    path.write_text("\n".join(texts), encoding="utf-8")


def _write_sources(articles: list[Article], folder: Path) -> None:
    lock = Lock()
    for start in range(0, len(articles), 50):
        texts = [_write_article(article, folder, lock) for article in articles[start : start + 50]]
        _write_file(folder / "facts" / "sources" / f"part-{start:06d}.yml", texts)
    (folder / "facts" / "evidence.lock").write_text(dump_lock(lock), encoding="utf-8")


def _write_article(article: Article, folder: Path, lock: Lock) -> str:
    data = ("\n".join(article.paragraphs) + "\n").encode()
    (folder / "archive" / f"{article.id}.txt").write_bytes(data)
    sha256, count = hashlib.sha256(data).hexdigest(), len(article.paragraphs)
    lock.captures[article.id] = Capture(sha256, count)
    lock.numbers[article.id] = printed_numbers(read_article(data))
    lock.spans.update(article.spans)
    return (
        f"- id: {article.id}\n  title: What {article.id} tells\n  publisher: The Press\n  published: 2025-06-16\n"
        f"  url: https://example.org/{article.id}\n  language: en\n  independence: independent\n"
        f"  sha256: {sha256}\n  paragraphs: {count}\n"
    )


if __name__ == "__main__":
    write_corpus(int(sys.argv[1]), Path(sys.argv[2]))
