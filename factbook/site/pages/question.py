"""A question cited as itself: a table, a filtered table, or SQL, with its words, its answer's rows and their digest.

Turns what was asked and the rows of the answer into an `Entry` without articles. The digest is of the answer alone, and
is the same wherever the same facts are asked the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from factbook.formats import CitedRecord, Edition, Entry, clean_url
from factbook.formats.csv_lines import whole
from factbook.locale import _, language
from factbook.locale.signs import set_signs
from factbook.site.languages import language_path
from factbook.site.parameters import named_parameters

#: The argument that asks for a citation of the question, and its value.
ARGUMENT, VALUE = "_cite", "question"
#: Characters of SQL that a title gives; the address has it whole.
_LONGEST = 600
# What an address says of the page that is shown, not of what is asked.
_OF_THE_PAGE = (
    ARGUMENT, "_next", "_size", "_col", "_nocol", "_shape", "_facet", "_nofacet", "_nosuggest", "_nocount", "_labels",
    "_hide_sql", "_show_sql", "_stream", "_json", "_extra", "_trace",
)  # fmt: skip
# What asks more of a table than its filters do.
_MORE = ("_search", "_where", "_through")


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, in words; its path on the site with its query; rows of the answer, and their digest."""

    words: str
    address: str
    rows: int
    digest: str

    @property
    def key(self) -> str:
        """Twelve digits of the question with its answer: other questions may have the same, such as no row."""
        return hashlib.sha256(f"{self.address}\n{self.digest}".encode()).hexdigest()[:12]


def citing(query_string: str) -> str:
    """The query, with its question mark, of the address that cites a page's question."""
    return f"?{urlencode([*_asked(query_string), (ARGUMENT, VALUE)])}"


def _asked(query_string: str) -> list[tuple[str, str]]:
    """What a query asks, without what it says of the page that shows it."""
    asked = parse_qsl(query_string, keep_blank_values=True)
    return [(name, value) for name, value in asked if not name.startswith(_OF_THE_PAGE)]


def ask(
    words: str, path: str, query_string: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]
) -> Question:
    """The question with its answer; `path` is without the ending of a format."""
    lines = [_line([row[column] for column in columns]) for row in rows]
    kept = urlencode(_asked(query_string))
    return Question(words, f"{path}?{kept}" if kept else path, len(lines), digest_of(columns, lines))


def digest_of(columns: Sequence[str], lines: Iterable[str]) -> str:
    """SHA-256, hexadecimal, of the columns and then the rows, a JSON array a line, in UTF-8; lines end with LF.

    Arrays are written as RFC 8785 has it: without spaces, whole numbers without a point. Rows are sorted: SQL need not
    say in which order they come.
    """
    return hashlib.sha256("".join(f"{line}\n" for line in (_line(columns), *sorted(lines))).encode()).hexdigest()


def _line(values: Sequence[Any]) -> str:
    return json.dumps(
        [whole(value) for value in values], ensure_ascii=False, separators=(",", ":"), default=_hexadecimal
    )


def question_of_table(title: str, filters: Sequence[str], query_string: str, order: str) -> str:
    """The words of a question to a table: its title, then what is asked of it; `order` is "" where it has none."""
    asked = [
        *filters,
        *(_more(name, value) for name, value in _asked(query_string) if value and name.startswith(_MORE)),
    ]
    between = _(", ")
    begin = title + _(": ") + between.join(asked) if asked else title
    return begin + between + order if order else begin


def _more(name: str, value: str) -> str:
    """What a search, or a condition in Datasette's own form, asks of a table."""
    return _("search: %(words)s", words=value) if name.startswith("_search") else f"{name.removeprefix('_')} {value}"


def question_in_sql(sql: str, title: str | None, given: Mapping[str, Any]) -> str:
    """The words of a question in SQL: its title where it has one, else itself; then what its parameters are."""
    named = dict.fromkeys(name for name in named_parameters(sql) if given.get(name))
    values = _(", ").join(f"{name} = {given[name]}" for name in named)
    asked = title or f"SQL: {' '.join(sql.split())}"
    asked = asked if len(asked) <= _LONGEST else f"{asked[:_LONGEST].rstrip()}…"
    begin, end = set_signs(" (", language()), set_signs(")", language())
    return f"{asked}{begin}{values}{end}" if values else asked


def entry_of_question(question: Question, edition: Edition) -> Entry:
    """The question as it is cited: under the address of the release, where its answer stays the same."""
    base = f"{edition.base_url}{language_path()}/release/{edition.release.version}"
    record = CitedRecord(
        key=f"question-{question.key}",
        title=question.words,
        claim=None,
        url=clean_url(base + question.address),
        checked=None,
        edition=edition,
        rows=question.rows,
        answer_sha256=question.digest,
    )
    return Entry((), record)


def _hexadecimal(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
