"""A chart: its question's rows drawn for a wide and a narrow page, and as files of their own.

Turns a declaration of metadata.yml and the finished database into files by name: `wide.svg` and `narrow.svg` to
stand in a page, in its colours; `svg` and `png` to be taken away, with title, unit, note and sources on them; `csv`,
the rows; and the card of its page.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factbook.formats import Edition
from factbook.formats.csv_lines import to_csv
from factbook.locale import _, is_home, language
from factbook.locale.catalogue import SOURCE
from factbook.pictures.card import card_of_page, compose_chart_card, read_sign, say_source
from factbook.pictures.drawing import draw, fitting
from factbook.pictures.palette import as_variables
from factbook.pictures.rows import Row, Rows, drawn_rows, load_rows
from factbook.pictures.sheet import NOTE, TITLE, UNIT, compose, to_png
from factbook.problems import ProjectError
from factbook.record import DATABASE, Source, load_sources
from factbook.schema import Schema

Words = Mapping[str, Any]
#: Pixels of a drawing's rows that can be read on a card; those below are left out.
_ROOM_ON_CARD = 300
_CITED = "select distinct source from citations where fact in (select value from json_each(?))"


@dataclass(frozen=True, slots=True)
class ChartInput:
    """All that a chart is made of: the declaration, the rows as they are drawn, datasets by name, and texts on it.

    All words in it are in `language`; `site` is the name of the factbook, `sign` the icon of its own.
    """

    declared: Words
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    data: Words
    below: tuple[str, ...]
    site: str = ""
    sign: str = ""
    language: str = SOURCE


def sql_of(declared: Words, metadata: Words) -> str:
    """The SQL of the question that a chart draws."""
    return str(metadata["databases"][DATABASE]["queries"][declared["query"]]["sql"])


def chart_input(
    conn: sqlite3.Connection, declared: Words, metadata: Words, schema: Schema, edition: Edition, root: Path
) -> ChartInput | None:
    """What the chart is made of in the reader's language; None where there is nothing to draw, or too much."""
    found: Rows = load_rows(conn, sql_of(declared, metadata))
    if not found.rows:
        return None
    return ChartInput(
        declared=declared,
        columns=found.columns,
        rows=drawn_rows(conn, found.rows, schema, declared, str(metadata.get("language") or SOURCE)),
        data={name: _dataset(root, path) for name, path in (declared.get("data") or {}).items()},
        below=_below(declared, sources_of(conn, found.rows), edition, metadata),
        site=edition.title,
        sign=read_sign(root),
        language=language(),
    )


def sources_of(conn: sqlite3.Connection, rows: Iterable[Row]) -> tuple[Source, ...]:
    """The articles that prove the rows' facts, or that the rows are of, in order of publication."""
    listed = list(rows)
    facts = [row["fact"] for row in listed if row.get("fact")]
    cited = [id for (id,) in conn.execute(_CITED, [json.dumps(facts)])]
    sources = load_sources(conn, [*cited, *(row["source"] for row in listed if row.get("source"))])
    return tuple(sorted(sources, key=lambda source: (source.published or "9999", source.id)))


def render_chart(chart: ChartInput, name: str, card: str) -> dict[str, bytes]:
    """The files of the chart by path: `name` with its endings, and `card`, the card of its page."""
    declared = chart.declared
    wide, narrow = (draw(declared, chart.rows, chart.data, size, chart.language) for size in ("wide", "narrow"))
    above = ((declared["title"], TITLE), (declared["unit"], UNIT))
    alone = compose(wide, above, [(text, NOTE) for text in chart.below])
    few = fitting(declared, chart.rows, _ROOM_ON_CARD)
    top = wide if few == chart.rows else draw(declared, few, chart.data, "wide", chart.language)
    cells = ([row[column] for column in chart.columns] for row in chart.rows)
    return {
        f"{name}.wide.svg": as_variables(wide).encode(),
        f"{name}.narrow.svg": as_variables(narrow).encode(),
        f"{name}.svg": alone.encode(),
        f"{name}.png": to_png(alone),
        f"{name}.csv": to_csv(chart.columns, cells),
        card: to_png(compose_chart_card(top, card_of_page("", declared, chart.site), chart.sign), 1.0),
    }


def _below(declared: Words, sources: Iterable[Source], edition: Edition, metadata: Words) -> tuple[str, ...]:
    """What stands under a chart that is taken away: note, sources, and whose it is."""
    said = _("; ").join(dict.fromkeys(map(say_source, sources)))
    where = f"{edition.base_url}/{language()}" if edition.base_url and not is_home() else edition.base_url
    licence = f"{metadata['license']}{_('. ')}" if metadata.get("license") else ""
    whose = _("%(title)s, release %(version)s. ", title=edition.title, version=edition.release.version)
    credit = (
        declared.get("credit"),
        _("Sources: %(sources)s.", sources=said) if said else "",
        f"{whose}{licence}{where}",
    )
    return tuple(str(text).strip() for text in (declared["note"], *credit) if text)


def _dataset(root: Path, path: str) -> Any:
    """A file of the project as rows: CSV by its header, numbers as numbers; JSON as it is. Raises ProjectError."""
    file = (root / path).resolve()
    try:
        if not file.is_relative_to(root.resolve()):
            raise ValueError("it is outside of the project")
        text = file.read_text(encoding="utf-8")
        return json.loads(text) if file.suffix == ".json" else [_row(row) for row in csv.DictReader(text.splitlines())]
    except (OSError, ValueError) as error:
        raise ProjectError(f"metadata.yml: {path}, which a chart draws, cannot be read: {error}") from error


def _row(row: Mapping[str, str]) -> dict[str, str | float]:
    return {name: _cell(text) for name, text in row.items()}


def _cell(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text
