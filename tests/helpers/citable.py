"""A small factbook for tests of records and citations: articles that lack what a citation wants, and hostile names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from factbook.compile.proofs import insert_proofs
from factbook.record import Release
from factbook.schema import load_schema
from this_project import ROOT

HOSTILE = "\"Q\" & 'A' {brace} \\back_slash% #1 | pipe || [link] <b>日本</b> ~~~ '''bold''' $5^2 }}{{ “curly” @x, y = z"
QUOTE = 'more than 1,500 "Japanese" companies & {firms} | 100% - 日本'
HOSTILE_URL = "https://example.org/a b/{x}|y?q=日本&r='1'#part"

#: The metadata and the release under which its records are cited.
METADATA = {"title": "A Factbook", "site_url": "https://facts.example/", "license_url": "https://example.org/license"}
RELEASE = Release("0.1.0", "0123456789abcdef" * 4, "b" * 64, 7, 7, 3)

_PLAIN = {"language": "en", "independence": "independent", "sha256": "a" * 64, "paragraphs": 20}
_SOURCES = [
    {
        "id": "printed",
        "title": "Trade grows",
        "publisher": "Daily News",
        "author": "Karina Vázquez",
        "author_family": "Vázquez",
        "author_given": "Karina",
        "published": "2025-06-16",
        "url": "https://example.org/trade",
    },
    {
        "id": "bare",
        "title": None,
        "publisher": "Global Times",
        "author": None,
        "author_family": None,
        "author_given": None,
        "published": None,
        "url": "https://example.org/bare",
    },
    {
        "id": "hostile",
        "title": f"{HOSTILE}\nsecond line",
        "publisher": HOSTILE,
        "author": HOSTILE,
        "author_family": None,
        "author_given": None,
        "published": "2020-11",
        "url": HOSTILE_URL,
    },
]
_RECORDS = [
    ("places", "mexico", {"name": "Mexico", "kind": "country"}),
    ("places", "japan", {"name": "Japan", "local_name": "日本", "kind": "country"}),
    (
        "officials",
        "teresa-jimenez",
        {"name": "Teresa Jiménez", "name_as_printed": "Teresa Jimenez", "family_name": "Jiménez"},
    ),
    (
        "agreements",
        "partnership",
        {
            "title": "Global Strategic Partnership",
            "kind": "strategic partnership",
            "status": "established",
            "established": "2010",
        },
    ),
    ("meetings", "plenary", {"title": HOSTILE, "kind": "plenary", "status": "held", "date": "2018/2023"}),
    (
        "figures",
        "companies",
        {
            "label": "Japanese companies in Mexico",
            "indicator": "companies",
            "value": 1500,
            "unit": "companies",
            "qualifier": "more than",
            "place": "mexico",
            "status": "reported",
        },
    ),
    (
        "statements",
        "expects-growth",
        {"speaker": "teresa-jimenez", "act": "expected", "summary": "Trade will grow", "topic": "trade"},
    ),
]
#: What a template makes of a label.
LABELS = {"expects-growth": "Teresa Jiménez: Trade will grow"}
# Fact, article, paragraph, quote, voice, speaker, start, fields.
_CITATIONS = [
    (
        "companies",
        "printed",
        11,
        "more than 1,500 Japanese companies",
        "speaker",
        "teresa-jimenez",
        9,
        ["value", "unit", "qualifier"],
    ),
    ("companies", "bare", 3, "companies from Japan in Mexico", "reporter", None, 0, ["place"]),
    ("companies", "printed", 2, "Japanese companies operate here", "reporter", None, 4, ["unit"]),
    ("plenary", "hostile", 7, QUOTE, "interviewer", None, 0, ["title", "date"]),
    (
        "partnership",
        "bare",
        4,
        "Global Strategic Partnership, in 2010",
        "reporter",
        None,
        0,
        ["title", "established", "parties"],
    ),
    ("teresa-jimenez", "printed", 1, "governor Teresa Jimenez said", "reporter", None, 0, ["name_as_printed"]),
    (
        "expects-growth",
        "printed",
        5,
        "trade will grow next year",
        "speaker",
        "teresa-jimenez",
        0,
        ["summary", "speaker"],
    ),
]


def make_citable(path: Path) -> Path:
    """A finished database at `path`, made from schema.sql."""
    conn = sqlite3.connect(path)
    schema = load_schema(ROOT / "schema.sql")
    conn.executescript(schema.sql)
    _insert(conn, "sources", ({**source, **_PLAIN} for source in _SOURCES))
    _insert_records(conn)
    _insert_evidence(conn)
    release = {"version": "0.1.0", "facts_sha256": "0123456789abcdef" * 4, "schema_sha256": "b" * 64}
    counted = {"facts": 7, "citations": 7, "sources": 3, **insert_proofs(conn, schema)}
    _insert(conn, "release", [{**release, **counted, "quotes_held_against": "articles"}])
    conn.execute("insert into facts_fts(facts_fts) values ('rebuild')")
    conn.commit()
    conn.close()
    return path


def add_figures(path: Path, count: int) -> None:
    """As many more figures, plain ones; their ids are not in the order of their row numbers, nor are their labels."""
    numbers = range(count)
    keys = [{"rowid": 1000 + number, "id": f"extra-{number}", "label": f"Extra {number % 7}"} for number in numbers]
    with sqlite3.connect(path) as conn:
        _insert(conn, "facts", [{**key, "kind": "figures", "checked": "2026-11-24"} for key in keys])
        rest = {"indicator": "extra", "unit": "things", "qualifier": "as printed", "status": "reported"}
        periods = [None if number % 3 else str(2000 + number % 20) for number in numbers]
        rows = zip(keys, numbers, periods, strict=True)
        _insert(conn, "figures", [{**key, **rest, "value": number, "period": period} for key, number, period in rows])
    conn.close()


def _insert_records(conn: sqlite3.Connection) -> None:
    for rowid, (kind, id, values) in enumerate(_RECORDS, 1):
        label = LABELS.get(id) or next(
            values[column] for column in ("label", "summary", "title", "name") if column in values
        )
        _insert(conn, "facts", [{"rowid": rowid, "id": id, "kind": kind, "label": label, "checked": "2026-11-24"}])
        _insert(conn, kind, [{"rowid": rowid, "id": id, **values}])
    _insert(conn, "agreement_parties", ({"agreement": "partnership", "party": id} for id in ("mexico", "japan")))
    participant = {"meeting": "plenary", "participant": "teresa-jimenez", "role": "host"}
    _insert(conn, "meeting_participants", [participant])


def _insert_evidence(conn: sqlite3.Connection) -> None:
    numbers: dict[str, int] = {}
    for fact, source, paragraph, quote, voice, speaker, start, fields in _CITATIONS:
        numbers[fact] = numbers.get(fact, 0) + 1
        id = f"{fact}-{numbers[fact]}"
        place = {"paragraph": paragraph, "start": start, "end": start + len(quote)}
        words = {"quote": quote, "voice": voice, "speaker": speaker}
        _insert(conn, "citations", [{"id": id, "fact": fact, "source": source, **place, **words}])
        _insert(conn, "citation_fields", ({"citation": id, "field": field} for field in fields))
    _insert(conn, "derivations", [{"fact": "partnership", "field": "status", "reason": "It was founded then."}])
    seen = {"verdict": "differs", "publisher": "Ministry", "url": "https://example.org/m", "seen": "2026-11"}
    check = {
        "id": "companies-1",
        "fact": "companies",
        "field": "value",
        "article_says": "more than 1,500",
        "elsewhere": "1,272",
    }
    _insert(conn, "cross_checks", [{**check, **seen}])
    _insert(conn, "fact_aliases", [{"fact": "companies", "alias": "firms"}])
    _insert(conn, "source_no_facts", [{"source": "printed", "paragraph": 20, "reason": "site furniture"}])
    _insert(
        conn, "source_uncited_numbers", [{"source": "printed", "paragraph": 5, "number": "24", "reason": "an hour"}]
    )


def _insert(conn: sqlite3.Connection, table: str, rows: Iterable[dict[str, object]]) -> None:
    """Rows that have the same columns."""
    given = list(rows)
    columns = ", ".join(f'"{name}"' for name in given[0])
    places = ", ".join("?" * len(given[0]))
    conn.executemany(f"insert into {table} ({columns}) values ({places})", [list(row.values()) for row in given])
