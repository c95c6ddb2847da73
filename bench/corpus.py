"""A made-up factbook of any size, for benchmarks: `python bench/corpus.py N FOLDER`.

Writes N facts as fact files of this project's own schema, with the articles and the evidence lock that fit: the same N
gives the same bytes. A file holds 1 to 50 records of one table, a fact has 1 to 3 citations, an article proves 40 facts
of several files. Everything is written as it is made: a million facts take no more memory than a thousand.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Iterator
from itertools import count as count_up
from pathlib import Path
from random import Random

from corpus_records import ORDER, Fields, places
from factbook.evidence.archive import read_article
from factbook.evidence.evidence import ArticleDigest
from factbook.evidence.from_archive import normalised, printed_numbers, quote_context
from factbook.evidence.locks import LockedArticle, dump_lock, spans_to_text
from factbook.factfiles.quoting import needs_quotes
from factbook.schema import load_schema
from factbook.text.bylines import OwnData
from factbook.text.lexicon import Lexicon, load_lexicon
from factbook.text.normalise import Span, digest
from factbook.text.speech import SPEECH

PROJECT = Path(__file__).resolve().parent.parent
MAX_RECORDS = 50
SENTENCES = 4
#: Columns of numbers, by their keys.
NUMBERS = ("paragraph", "paragraphs", "title_paragraph", "published_paragraph", "value", "edition")
#: What stands around a quote, and attributes nothing; a quote is never a whole sentence.
AROUND = [
    "In the count of the year, {}, as in every count before it.",
    "In the “short list” by the door, {}, and the year before was no other.",
    "Those who were there recall that {}, to nobody’s surprise.",
    "El Economista Nipón — a weekly — has it that {}, and no other paper doubts it.",
]
#: The same for what a speaker says, in a paragraph of its own.
SPOKEN = "When the long tour was over, {}."
CLOSING = "Corrections reach the desk within 48 hours."
LETTERS = [
    "Arcadia",
    "Borealia",
    "Cathay",
    "Dalmatia",
    "Elbonia",
    "Freedonia",
    "Grenada",
    "Hyrkania",
    "Ithaca",
    "Jutland",
]
PUBLISHERS = ["El Economista Nipón", "メキシコ新聞", "The Bajío Courier", "Prensa Asociada"]


class Article:
    """An article that grows a sentence a citation, and the spans of what is quoted from it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.id = f"article-{number:06d}"
        self.dice = Random(number)  # noqa: S311 - the same number must give the same article
        self.spans: dict[tuple[int, str], Span] = {}
        self._paragraphs: list[str] = []
        self._sentences = SENTENCES

    def cite(self, quote: str, fields: str = "", speaker: str = "") -> Fields:
        """Print the quote in a new sentence, and return the citation of it."""
        if self._sentences >= SENTENCES or speaker:
            self._paragraphs.append("")
            self._sentences = SENTENCES if speaker else 0
        before, after = (SPOKEN if speaker else self.dice.choice(AROUND)).split("{}")
        text = f"{self._paragraphs[-1]} {before}".lstrip()
        self._paragraphs[-1] = text + quote + after
        self._sentences += 1
        self.spans[len(self._paragraphs), digest(quote)] = Span(len(text), len(text) + len(quote))
        citation: Fields = {"source": self.id, "paragraph": len(self._paragraphs), "quote": quote}
        citation |= {"voice": "speaker", "speaker": speaker} if speaker else {"voice": "reporter"}
        return citation | ({"fields": fields.split(", ")} if fields else {})

    def data(self) -> bytes:
        """The article as it is captured: a line a paragraph, the last three of which tell nothing of the world."""
        return "\n".join([*self._paragraphs, CLOSING, self._title, f"June {self._day}, 2025", ""]).encode()

    @property
    def _title(self) -> str:
        """Its title: no two have the same, and none holds a number."""
        return f"What the week brought in {' '.join(LETTERS[int(digit)] for digit in str(self.number))}"

    @property
    def _day(self) -> int:
        """The day of June 2025 on which it was published."""
        return 10 + self.number % 20

    def lock(self, lexicon: Lexicon) -> str:
        """Where in it each quote and each number stands, and what the sentences of quotes say."""
        article = normalised(read_article(self.data()))
        quotes = {
            place: (spans_to_text([span]), quote_context(article, place[0], [span], "en", lexicon))
            for place, span in self.spans.items()
        }
        found = ArticleDigest(article.sha256, len(article.paragraphs))
        record = self.record()
        own = OwnData(**{name: record[name] for name in OwnData._fields if name in record})
        return dump_lock(LockedArticle(found, printed_numbers(article, "en"), quotes, own.digest()))

    def record(self) -> Fields:
        """Its record in the table of sources."""
        desk = len(self._paragraphs) + 1
        title, day = desk + 1, desk + 2
        numbers = {
            48: (desk, "Of the desk itself."),
            self._day: (day, "Day of publication."),
            2025: (day, "Its year, too."),
        }
        return {
            "id": self.id, "title": self._title, "publisher": PUBLISHERS[self.number % len(PUBLISHERS)],
            "published": f"2025-06-{self._day}", "url": f"https://example.org/{self.id}", "language": "en",
            "independence": "independent", "sha256": hashlib.sha256(self.data()).hexdigest(), "paragraphs": day,
            "title_paragraph": title, "published_paragraph": day,
            "no_facts": {desk: "How to reach the desk.", title: "Its own headline.", day: "Its own day."},
            "uncited_numbers": [
                {"paragraph": paragraph, "number": number, "reason": reason}
                for number, (paragraph, reason) in numbers.items()
            ],
        }  # fmt: skip


# ── files ──


def yaml_lines(record: Fields, indent: str = "") -> Iterator[str]:
    """The record's lines, in the canonical form; no text here is longer than a line."""
    for key, value in record.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from yaml_lines(value, f"{indent}  ")
        elif isinstance(value, list) and isinstance(value[0], dict):
            yield f"{indent}{key}:"
            for item in value:
                yield from yaml_item(item, f"{indent}  ")
        else:
            text = f"[{', '.join(value)}]" if isinstance(value, list) else str(value)
            is_text = key not in NUMBERS and needs_quotes(text, None)
            yield f"{indent}{key}: '{text}'" if is_text else f"{indent}{key}: {text}"


def yaml_item(record: Fields, indent: str = "") -> Iterator[str]:
    """The record's lines as an item of a list."""
    lines = yaml_lines(record, f"{indent}  ")
    yield f"{indent}- {next(lines).lstrip()}"
    yield from lines


class Table:
    """The fact files of one table: each is written when it holds as many records as the dice say."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder, self._numbers = folder, count_up(1)
        self._dice = Random(folder.name)  # noqa: S311 - as above
        self._records: list[str] = []
        self._room = self._dice.randint(1, MAX_RECORDS)

    def add(self, record: Fields) -> None:
        """Put the record into the file that is being filled."""
        self._records.append("\n".join(yaml_item(record)) + "\n")
        if len(self._records) == self._room:
            self.write()

    def write(self) -> None:
        """Write the file, if it holds anything, and begin another."""
        if self._records:
            path = self._folder / f"{self._folder.name}-{next(self._numbers):06d}.yml"
            path.write_text("\n".join(self._records), encoding="utf-8")
        self._records, self._room = [], self._dice.randint(1, MAX_RECORDS)


def write_corpus(count: int, folder: Path) -> None:
    """Write the corpus of `count` facts, at least as many as there are places, into a folder that is not there yet."""
    (folder / "archive").mkdir(parents=True)
    for name in ("schema.sql", "pyproject.toml", "lexicon.yml"):
        shutil.copy(PROJECT / name, folder / name)
    names = ["places", "sources", *dict.fromkeys(table for table, _, _ in ORDER)]
    tables = {name: Table(folder / "facts" / name) for name in names}
    for record in places():
        tables["places"].add(record)
    columns = load_schema(PROJECT / "schema.sql").class_columns
    lexicon, _ = load_lexicon(PROJECT / "lexicon.yml", columns, SPEECH)
    locks = folder / "facts" / "locks"
    locks.mkdir()
    for article in _articles(count - len(places()), tables):
        (folder / "archive" / f"{article.id}.txt").write_bytes(article.data())
        tables["sources"].add(article.record())
        (locks / f"{article.id}.lock").write_text(article.lock(lexicon), encoding="utf-8")
    for table in tables.values():
        table.write()


def _articles(count: int, tables: dict[str, Table]) -> Iterator[Article]:
    """The articles that prove so many facts, in order, each once its facts are in their tables."""
    for number in range(-(-count // len(ORDER))):
        article = Article(number)
        for table, make, index in ORDER[: count - number * len(ORDER)]:
            tables[table].add(make(article, index))
        yield article


if __name__ == "__main__":
    write_corpus(int(sys.argv[1]), Path(sys.argv[2]))
