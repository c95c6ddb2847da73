"""Why a fact is found: in which of its words, and the words themselves, marked."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from factbook.formats.wording import say_date
from factbook.locale import N_, home, language, say
from factbook.record.search import TOKEN, Found, bare
from factbook.schema.core import INDEXED
from factbook.site.remembered import Remembered
from factbook.text.letters import RUN

_START, _END = "\x02", "\x03"
_MARKED = re.compile(f"{_START}([^{_END}]*){_END}")
#: What is shown of one column: pieces, and characters of each.
_MOST_PIECES, _LONGEST_PIECE = 2, 180
#: Letters in which the forms of a word are alike; found words whose beginnings are kept.
_ALIKE, _KEPT = 4, 2_000
_DAY = re.compile(r"(?<=, )\d{4}-\d{2}-\d{2}\b")
_PIECES = re.compile(r"\s*\|\s*")
_HIGHLIGHTED = """
select rowid, highlight(facts_fts, 0, char(2), char(3)), highlight(facts_fts, 1, char(2), char(3)),
  highlight(facts_fts, 2, char(2), char(3)), highlight(facts_fts, 3, char(2), char(3)),
  highlight(facts_fts, 4, char(2), char(3)), highlight(facts_fts, 5, char(2), char(3)),
  highlight(facts_fts, 6, char(2), char(3))
from facts_fts where facts_fts match :any and +facts_fts.rowid in (select value from json_each(:rows)) limit :most"""
_PLAIN = """
select rowid, label, names, words, stated, quotes, elsewhere, sources from fact_words
where rowid in (select value from json_each(?))"""
_LANGUAGES = """
select facts.rowid, said.name, said.language from (
  select fact, name, language from fact_names union all select fact, text, language from translations
  union all select fact, quote, language from citations join sources on sources.id = citations.source
) as said join facts on facts.id = said.fact
where facts.rowid in (select value from json_each(?))"""
#: Where a word was found, for people.
WHERE = {
    "label": N_("In its name"),
    "names": N_("Also called"),
    "words": N_("In its description"),
    "stated": N_("It says"),
    "quotes": N_("Quoted"),
    "elsewhere": N_("Another source says"),
    "sources": N_("In its article"),
}


class Piece(NamedTuple):
    """A stretch of text with the found words between two signs; its language where it is another than the page's."""

    text: str
    language: str = ""

    @property
    def is_foreign(self) -> bool:
        """Whether it is in another language than the page."""
        return self.language not in ("", language())

    @property
    def marked(self) -> Markup:
        """The text with its found words in <mark>, everything else escaped."""
        safe = str(escape(self.text))
        return Markup(safe.replace(_START, "<mark>").replace(_END, "</mark>"))  # noqa: S704 - escaped above

    def shows(self, words: Sequence[frozenset[str]]) -> frozenset[int]:
        """Which words of the query are found in it, by number; `words` are the beginnings of each."""
        marked = frozenset[str]().union(*map(_beginnings, _MARKED.findall(self.text)))
        return frozenset(number for number, word in enumerate(words) if marked & word)


class Why(NamedTuple):
    """A reason why a fact is found: the column of the index, and what of it holds the words."""

    field: str
    pieces: tuple[Piece, ...]

    @property
    def where(self) -> str:
        """The column for people, to be translated."""
        return WHERE[self.field]

    @property
    def plain(self) -> str:
        """The pieces without marks."""
        return "; ".join(_plain(piece.text) for piece in self.pieces)


def marked_title(label: str, why: Sequence[Why]) -> Markup:
    """A label with the found words marked, where any are in it as it stands."""
    found = (each.pieces[0].marked for each in why if each.field == "label" and each.plain == label)
    return next(found, escape(label))


def load_whys(
    conn: sqlite3.Connection, found: Found, rows: Sequence[int], remembered: Remembered
) -> dict[int, tuple[Why, ...]]:
    """Why each of the rows is found: the columns that show all found words together, as few as will do."""
    among = json.dumps(list(rows))
    texts = _highlighted(conn, found, among, len(rows))
    runs = {run for ways in found.ways for way in ways if way.in_letters for run in RUN.findall(way.text)}
    if left := [row for row in rows if row not in texts]:
        texts |= {row: columns for row, *columns in conn.execute(_PLAIN, [json.dumps(left)])}
    if runs:
        unmarked = _unmarked(runs)
        texts = {row: [_with_runs(text, unmarked) for text in columns] for row, columns in texts.items()}
    languages = remembered.ask("languages", rows, lambda missing: _languages(conn, missing))
    words = [frozenset(b for way in ways for b in _beginnings(way.text)) for ways in found.ways]
    own = {hit.row: hit.record.id.replace("-", " ") for hit in found.hits}
    return {row: _reasons(texts[row], words, languages[row], own[row]) for row in rows if row in texts}


@lru_cache(maxsize=_KEPT)
def _beginnings(text: str) -> frozenset[str]:
    """The beginnings of the words of a text, alike for all its forms; runs of a script without spaces as they are."""
    return frozenset((*RUN.findall(text), *(bare(word)[:_ALIKE] for word in TOKEN.findall(text))))


def _highlighted(conn: sqlite3.Connection, found: Found, among: str, most: int) -> dict[int, list[str]]:
    ways = [f"({way.expression})" for ways in found.ways for way in ways if not way.in_letters]
    if not ways or not most:
        return {}
    asked = {"any": " OR ".join(dict.fromkeys(ways)), "rows": among, "most": most}
    return {row: columns for row, *columns in conn.execute(_HIGHLIGHTED, asked)}


def _languages(conn: sqlite3.Connection, rows: Sequence[int]) -> dict[int, dict[str, str]]:
    """The languages of the names, translations and quotes of each row, by their words."""
    languages = {row: dict[str, str]() for row in rows}
    for row, name, tag in conn.execute(_LANGUAGES, [json.dumps(list(rows))]):
        languages[row][name] = tag
    return languages


def _unmarked(runs: set[str]) -> re.Pattern[str]:
    """What finds the runs where they are not marked yet, the longest first."""
    return re.compile(f"(?<!{_START})(?:{'|'.join(map(re.escape, sorted(runs, key=len, reverse=True)))})")


def _with_runs(text: str, runs: re.Pattern[str]) -> str:
    """The text with the runs of scripts without spaces marked too; most texts have none."""
    return text if text.isascii() else runs.sub(f"{_START}\\g<0>{_END}", text)


def _reasons(
    columns: Sequence[str], words: Sequence[frozenset[str]], languages: Mapping[str, str], id_in_words: str
) -> tuple[Why, ...]:
    """Of the columns in their order, each that shows a word of the query which none before it shows."""
    shown, reasons = set[int](), list[Why]()
    for field, text in zip(INDEXED, columns, strict=True):
        if _START not in text or len(shown) == len(words):
            continue
        pieces = [text] if field == "label" else dict.fromkeys(_PIECES.split(text))
        marked = [each for each in pieces if _START in each]
        telling = (each for each in marked if field == "label" or _plain(each) != id_in_words)
        showing = [(piece.shows(words), piece) for piece in (_piece(each, languages, field) for each in telling)]
        own = frozenset(number for numbers, piece in showing if not piece.is_foreign for number in numbers)
        fresh = [(each, piece) for each, piece in showing if each - shown and not (piece.is_foreign and each <= own)]
        new = sorted(fresh, key=lambda pair: (pair[1].is_foreign, -len(pair[0])))[:_MOST_PIECES]
        if new:
            shown |= {number for numbers, _ in new for number in numbers}
            reasons.append(Why(field, tuple(piece for _, piece in new)))
    return tuple(reasons)


def _plain(text: str) -> str:
    return text.replace(_START, "").replace(_END, "")


def _piece(text: str, languages: Mapping[str, str], field: str) -> Piece:
    """The stretch of a text that shows found words, with days as people write them; our own words are in `home()`."""
    said_in = languages.get(_plain(text), home() if field == "words" else "")
    if field == "words" and said_in != language() and (said := say(_plain(text))) != _plain(text):
        return Piece(f"{_START}{said}{_END}")
    text = _DAY.sub(lambda day: say_date(day[0]), text) if field == "sources" else text
    if len(text) > _LONGEST_PIECE and _START in text:
        text = _cut(text)
    return Piece(text, "" if said_in == language() else said_in)


def _cut(text: str) -> str:
    """The stretch of a long text around its first found words, cut at spaces."""
    at = text.index(_START)
    start = text.rfind(" ", 0, max(0, at - _LONGEST_PIECE // 3)) + 1
    end = text.find(" ", start + _LONGEST_PIECE)
    end = len(text) if end < 0 else end
    stretch = text[start:end]
    stretch += _END if stretch.count(_START) > stretch.count(_END) else ""
    return f"{'… ' if start else ''}{stretch}{' …' if end < len(text) else ''}"
